//! Unknown keys that are similar to a field: a lenient run reads the field.

use super::Change::Rename;
use super::Idiom;
use crate::check;
use crate::grammar::ObjectKind;
use crate::{Location, Node, Version};

/// Finds the misspelled keys of an object. Returns the corrected object, if there are any.
pub(super) fn rename_keys(
    kind: ObjectKind,
    node: &Node,
    at: &Location,
    version: Version,
    found: &mut Vec<Idiom>,
) -> Option<Node> {
    super::rename_keys(node, |key, value, now| {
        let (field, error) = check::misspelled(kind, (key, value), now, at, version)?;
        let repair = format!("read as `{}`", field.name);
        found.push(Idiom::new(&at.child(key), Rename(field), error).repaired(repair));
        Some(field.name)
    })
}
