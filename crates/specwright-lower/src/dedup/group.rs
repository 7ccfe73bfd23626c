//! The representative of a group of equal definitions: the first by name, so that no name disappears when the document grows.

use specwright_ir::Ident;
use std::collections::BTreeMap;

/// Returns the name of the representative for each definition, given by name and contents; none for a representative itself, and for
/// an absent definition.
pub(super) fn firsts(list: &[Option<(Ident, String)>]) -> Vec<Option<Ident>> {
    let mut first: BTreeMap<&str, &Ident> = BTreeMap::new();
    for (name, key) in list.iter().flatten() {
        let first = first.entry(key).or_insert(name);
        if name.as_str() < first.as_str() {
            *first = name;
        }
    }
    let of = |(name, key): &(Ident, String)| {
        let first = *first.get(key.as_str())?;
        (first != name).then(|| first.clone())
    };
    list.iter().map(|it| it.as_ref().and_then(of)).collect()
}
