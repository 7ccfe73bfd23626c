//! Groups of equal definitions of operations, and the names of what they have in common.
//!
//! A name that several groups claim is kept by the one that most operations have. Another is named after its operations:
//!
//! | its operations                                              | name                    |
//! |-------------------------------------------------------------|-------------------------|
//! | are those of one module, which no other of the groups is in | `FiltersNotFoundError`  |
//! | have words in common that no other operations have          | `UpdateNotFoundError`   |
//! | have neither                                                | none: each has its own  |

use std::collections::BTreeMap;

use foldhash::HashMap;
use specwright_ir::{Ident, Module, Operation};

use crate::naming::{Claim, Kind, joining, name, settle};

/// Operations that declare the same.
pub(super) struct Group {
    /// The positions of the operations, in the order of their names.
    pub members: Vec<usize>,
}

impl Group {
    /// Returns the operation whose file defines the type.
    pub(super) fn first(&self) -> usize {
        self.members[0]
    }
}

/// The place of an operation.
pub(super) struct Site {
    module: String,
    /// The words of its method.
    words: Vec<String>,
}

/// Returns the place of each operation.
pub(super) fn sites(modules: &[Module]) -> Vec<Site> {
    let site = |module: &Module, operation: &Operation| {
        let words = operation.name.as_str().split('_').map(str::to_owned);
        Site {
            module: module.name.as_str().to_owned(),
            words: words.filter(|it| !it.is_empty()).collect(),
        }
    };
    let modules = modules.iter();
    modules
        .flat_map(|module| module.operations.iter().map(move |it| site(module, it)))
        .collect()
}

/// Returns the groups of several definitions, given by name and contents, in the order of their first names.
pub(super) fn groups(list: &[Option<(Ident, String)>]) -> Vec<Group> {
    let mut groups: BTreeMap<&str, Vec<(&Ident, usize)>> = BTreeMap::new();
    for (position, definition) in list.iter().enumerate() {
        if let Some((name, contents)) = definition {
            groups.entry(contents).or_default().push((name, position));
        }
    }
    let mut groups: Vec<_> = groups.into_values().filter(|it| it.len() > 1).collect();
    groups.iter_mut().for_each(|members| members.sort());
    groups.sort();
    let members = |it: Vec<(&Ident, usize)>| it.into_iter().map(|(_, position)| position).collect();
    let groups = groups.into_iter().map(|it| Group {
        members: members(it),
    });
    groups.collect()
}

/// Returns the names of groups, none of which is in `taken`. `candidates` are the names after the contents of each, the best first.
pub(super) fn names(
    groups: &[Group],
    mut candidates: Vec<Vec<String>>,
    sites: &[Site],
    taken: &[Ident],
) -> Vec<Option<Ident>> {
    let mut alike: HashMap<String, Vec<usize>> = HashMap::default();
    for (index, names) in candidates.iter().enumerate() {
        let first = names.first().cloned().unwrap_or_default();
        alike.entry(first).or_default().push(index);
    }
    for (first, members) in alike.iter().filter(|(_, members)| members.len() > 1) {
        let alike = Alike::new(groups, members, sites);
        for &index in members {
            let scopes = alike.scopes(&groups[index]);
            let scoped = scopes.map(|scope| name(&format!("{scope} {first}"), Kind::Type));
            candidates[index].extend(scoped);
        }
    }
    let claims = groups.iter().zip(&candidates).map(|(group, names)| {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        Claim::derived(&names).with_uses(group.members.len())
    });
    let taken = taken.iter().map(|it| Claim::reserved(it.as_str()));
    let claims: Vec<Claim> = claims.chain(taken).collect();
    let names = settle(&claims).0.into_iter().zip(candidates);
    let claimed = |(name, candidates): (Ident, Vec<String>)| {
        let is_claimed = candidates.iter().any(|it| it == name.as_str());
        is_claimed.then_some(name)
    };
    names.map(claimed).collect()
}

/// Groups that claim one name.
struct Alike<'a> {
    groups: Vec<&'a Group>,
    sites: &'a [Site],
    /// The words that all their operations have.
    shared: Vec<&'a str>,
}

impl<'a> Alike<'a> {
    fn new(groups: &'a [Group], members: &[usize], sites: &'a [Site]) -> Self {
        let groups: Vec<&Group> = members.iter().map(|it| &groups[*it]).collect();
        let all = groups.iter().flat_map(|group| &group.members);
        let shared = common(all.map(|it| &sites[*it]));
        Self {
            groups,
            sites,
            shared,
        }
    }

    /// Returns what the operations of a group have in common, and no operation of another group has.
    fn scopes(&self, group: &Group) -> impl Iterator<Item = String> {
        let own = |group: &Group| group.members.iter().map(|it| &self.sites[*it]).collect();
        let members: Vec<&Site> = own(group);
        let others = self.groups.iter().filter(|it| it.first() != group.first());
        let others: Vec<&Site> = others.flat_map(|it| own(it)).collect();
        let module = members.first().map(|it| &it.module);
        let is_own_module = members.iter().all(|it| Some(&it.module) == module)
            && others.iter().all(|it| Some(&it.module) != module);
        let words = common(members.iter().copied());
        let words: Vec<&str> = trimmed(&words, |it| self.shared.contains(&it));
        let has_words = |site: &&Site| {
            words
                .iter()
                .all(|it| site.words.iter().any(|own| own == it))
        };
        let is_own = !words.is_empty() && !others.iter().any(has_words);
        let module = module.filter(|_| is_own_module).cloned();
        let words = is_own.then(|| words.join(" "));
        module.into_iter().chain(words)
    }
}

/// Returns the words that all operations have, in the order of the first.
fn common<'a>(mut sites: impl Iterator<Item = &'a Site>) -> Vec<&'a str> {
    let first = sites.next().map(|it| it.words.as_slice());
    let mut words: Vec<&str> = first
        .unwrap_or_default()
        .iter()
        .map(String::as_str)
        .collect();
    for site in sites {
        words.retain(|word| site.words.iter().any(|it| it == word));
    }
    words
}

/// Returns the words without those that say nothing, and without prepositions at the ends.
fn trimmed<'a>(words: &[&'a str], says_nothing: impl Fn(&str) -> bool) -> Vec<&'a str> {
    let words: Vec<&str> = words
        .iter()
        .copied()
        .filter(|it| !says_nothing(it))
        .collect();
    let joins = |word: &&&str| joining(word);
    let start = words.iter().take_while(joins).count();
    let end = words[start..].iter().rev().take_while(joins).count();
    words[start..words.len() - end].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(groups: &[&[usize]], operations: &[&str]) -> Vec<Option<String>> {
        let site = |text: &&str| {
            let (module, words) = text.split_once("::").unwrap_or_default();
            Site {
                module: module.to_owned(),
                words: words.split('_').map(str::to_owned).collect(),
            }
        };
        let sites: Vec<Site> = operations.iter().map(site).collect();
        let group = |members: &&[usize]| Group {
            members: members.to_vec(),
        };
        let groups: Vec<Group> = groups.iter().map(group).collect();
        let candidates = vec![vec!["NotFoundError".to_owned()]; groups.len()];
        let names = names(&groups, candidates, &sites, &[]);
        let text = |it: Option<Ident>| it.map(|it| it.as_str().to_owned());
        names.into_iter().map(text).collect()
    }

    #[test]
    fn groups_of_one_name_are_named_after_their_operations() {
        let operations = [
            "pets::get_pet",
            "pets::find_pet",
            "users::get_user",
            "users::add_user",
            "pets::add_pet",
            "orders::add_order",
            "orders::list_orders",
        ];
        let names = named(&[&[0, 1, 6], &[2, 3], &[4, 5]], &operations);
        let expected = [Some("NotFoundError"), Some("UsersNotFoundError"), None];
        assert_eq!(names, expected.map(|it| it.map(str::to_owned)));
        let names = named(&[&[0, 1, 6], &[4, 5]], &operations);
        let expected = ["NotFoundError", "AddNotFoundError"];
        assert_eq!(names, expected.map(|it| Some(it.to_owned())));
    }
}
