//! Items that are the same under another name.

use std::collections::{BTreeMap, BTreeSet};

use super::surface::{Definition, Item, Surface};
use super::{GeneratedCrate, ItemOrigin};

/// The new path of each item that was renamed, by crate and old path.
#[derive(Default)]
pub(super) struct Renames(BTreeMap<(GeneratedCrate, String), String>);

impl Renames {
    /// Finds the renamed items: one was removed and one was added, both of one kind and made from the same part of the document,
    /// or models that are alike to the last detail.
    pub(super) fn of(old: &Surface, new: &Surface) -> Self {
        let removed = missing(old, new);
        let added = missing(new, old);
        let mut renames = Self::default();
        let mut taken = BTreeSet::new();
        for is_same in [same_origin, same_definition] {
            for (key, item) in &removed {
                if renames.0.contains_key(*key) {
                    continue;
                }
                let mut fits = added
                    .iter()
                    .filter(|(to, new)| to.0 == key.0 && is_same((*key, *item), (*to, *new)))
                    .filter(|(to, _)| !taken.contains(to));
                if let (Some((to, _)), None) = (fits.next(), fits.next()) {
                    taken.insert(*to);
                    renames.0.insert((*key).clone(), to.1.clone());
                }
            }
        }
        renames
    }

    /// The new path of an item.
    pub(super) fn path<'p>(&'p self, krate: GeneratedCrate, path: &'p str) -> &'p str {
        let renamed = self.0.get(&(krate, path.to_owned()));
        renamed.map_or(path, |it| it)
    }

    /// The new path of an item of the types crate, if it was renamed.
    pub(super) fn of_type(&self, path: &str) -> Option<String> {
        self.0
            .get(&(GeneratedCrate::Types, path.to_owned()))
            .cloned()
    }

    /// Returns true if an added item is a renamed one.
    pub(super) fn is_target(&self, krate: GeneratedCrate, path: &str) -> bool {
        let mut all = self.0.iter();
        all.any(|((of, _), to)| *of == krate && to == path)
    }
}

type Entry<'a> = (&'a (GeneratedCrate, String), &'a Item);

fn missing<'a>(here: &'a Surface, there: &Surface) -> Vec<Entry<'a>> {
    let items = here.items.iter();
    let items = items.filter(|(key, _)| !there.items.contains_key(*key));
    items.collect()
}

fn same_origin(old: Entry<'_>, new: Entry<'_>) -> bool {
    let is_known = old.1.origin != ItemOrigin::default();
    is_known
        && old.1.origin == new.1.origin
        && old.1.definition.kind() == new.1.definition.kind()
        && role(&old.0.1) == role(&new.0.1)
}

/// The part of a path that tells apart what one operation becomes: the trait or type before a method, and the ending of a type.
fn role(path: &str) -> &str {
    let (owner, name) = path.rsplit_once("::").unwrap_or(("", path));
    let endings = ["Params", "Content", "Success", "Error"];
    let ending = endings.into_iter().find(|it| name.ends_with(it));
    match owner {
        "operations" => ending.unwrap_or(owner),
        _ => owner,
    }
}

fn same_definition(old: Entry<'_>, new: Entry<'_>) -> bool {
    let is_rich = match &old.1.definition {
        Definition::Struct(fields, _) => fields.len() > 1,
        Definition::Enum(variants) => variants.len() > 2,
        _ => false,
    };
    let rename = |path: &str| (path == old.0.1).then(|| new.0.1.clone());
    is_rich
        && old.1.traits == new.1.traits
        && super::members::renamed(&old.1.definition, &rename) == new.1.definition
}
