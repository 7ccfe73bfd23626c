//! References within a fragment of a document.

use super::tree::Tree;
use super::{Reference, ReferenceForm, error, missing};
use crate::grammar::{FieldShape, ObjectKind, Seen, walk};
use crate::{Location, Node, Pointer, Report};

/// Checks the references of a fragment into the document that is merged from several fragments.
pub(crate) fn check_part(part: &Node, at: &Location, whole: &Node, report: &mut Report) {
    let shape = FieldShape::Object(ObjectKind::Document);
    let mut found = Vec::new();
    walk(part, at, shape, true, &mut |seen, node, at| {
        let text = node.get("$ref").and_then(Node::as_str);
        if let (Seen::Reference(kind), Some(text)) = (seen, text) {
            found.push(Reference {
                at: at.clone(),
                text_at: at.child("$ref"),
                kind,
                text: text.to_owned(),
                how: ReferenceForm::Ref,
            });
        }
    });
    let whole = Tree::new(whole.clone());
    for reference in found {
        check(&reference, &whole, report);
    }
}

fn check(reference: &Reference, whole: &Tree, report: &mut Report) {
    let Some(fragment) = reference.text.strip_prefix('#') else {
        return;
    };
    match Pointer::from_fragment(fragment) {
        Ok(pointer) if whole.at(&pointer).is_some() => {}
        Ok(pointer) => {
            let file = reference.at.file;
            let missing = missing::find(whole, &Location { file, pointer }, true);
            let error = error::unresolved(reference, &missing, None, report.sources());
            report.push(error);
        }
        Err(reason) => report.push(error::invalid(reference, &reason.to_string())),
    }
}
