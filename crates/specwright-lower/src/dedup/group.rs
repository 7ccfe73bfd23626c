//! Which of those that say the same, to the word, gives its name to all: the first by name, so that every name stays when the
//! document grows.

use specwright_ir::Ident;
use std::collections::BTreeMap;

/// Of each of a list, given by its name and all that it says, whose name it stands for; none for one that stands for itself, and
/// for one that is not there.
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
