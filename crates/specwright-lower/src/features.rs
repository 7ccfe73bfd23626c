//! Cargo features per tag: which items each of them compiles.
//!
//! A feature belongs to a module of operations, and so to the first tag of each. Types, headers and shared types of operations are grouped by
//! the set of modules that need them. A group needs only items of the same or larger sets, so that whatever compiles a group
//! compiles what it needs.
//!
//! | a group that is needed by       | is compiled with                  |
//! |---------------------------------|-----------------------------------|
//! | some modules                    | the feature of any of them        |
//! | more than half of the modules   | every choice of features          |
//! | no module                       | the feature `unreferenced`        |

use std::collections::{BTreeMap, BTreeSet};

use specwright_ir::{
    Api, FeatureGroup, Features, HeadersId, Ident, SharedParameters, Sharing, TypeId, UNREFERENCED,
};

use crate::naming::{Kind, name};
use crate::reachable::Reachable;

/// The largest number of groups: above it, more of the widely used items are always compiled.
const GROUPS: usize = 256;

/// The positions of modules.
type Modules = BTreeSet<usize>;

/// Spreads the items of an API over features.
pub(crate) fn assign(api: &mut Api) {
    let modules = api.modules.iter();
    let modules = modules.map(|it| match it.outgoing {
        Some(_) => it.name.to_string(),
        None => format!("tag-{}", it.name.as_str().replace('_', "-")),
    });
    let modules: Vec<String> = modules.collect();
    let users = Users::of(api);
    let mut groups = Groups {
        limit: users.limit(modules.len()),
        modules,
        found: BTreeMap::new(),
    };
    for (position, users) in users.types.iter().enumerate() {
        groups.of(users).types.push(TypeId(position as u32));
    }
    for (position, users) in users.headers.iter().enumerate() {
        groups.of(users).headers.push(HeadersId(position as u32));
    }
    share_operation_types(api, &users, &mut groups);
    let Groups {
        modules, mut found, ..
    } = groups;
    let mut taken = BTreeSet::new();
    for (key, group) in &mut found {
        group.name = group_name(api, key, group, &mut taken);
    }
    let mut groups: Vec<FeatureGroup> = found.into_values().collect();
    groups.sort_by(|left, right| left.name.cmp(&right.name));
    api.features = Some(Features { modules, groups });
}

/// The groups by the modules that need them.
struct Groups {
    /// The features of the modules.
    modules: Vec<String>,
    /// The largest number of modules whose items are not always compiled.
    limit: usize,
    found: BTreeMap<Modules, FeatureGroup>,
}

impl Groups {
    /// Returns the group of the items that some modules need.
    fn of(&mut self, users: &Modules) -> &mut FeatureGroup {
        let key: Modules = match users.len() > self.limit {
            true => (0..self.modules.len()).collect(),
            false => users.clone(),
        };
        let features = features(&key, &self.modules);
        self.found.entry(key).or_insert_with(|| FeatureGroup {
            name: Ident::new(""),
            features,
            types: Vec::new(),
            headers: Vec::new(),
            failures: Vec::new(),
            parameters: Vec::new(),
        })
    }
}

/// Returns the features of a set of modules; none if it is all of them.
fn features(users: &Modules, modules: &[String]) -> Vec<String> {
    match users.len() {
        0 => vec![UNREFERENCED.to_owned()],
        count if count == modules.len() && count > 1 => Vec::new(),
        _ => users.iter().map(|it| modules[*it].clone()).collect(),
    }
}

/// Moves the types that operations of several modules share to groups.
fn share_operation_types(api: &mut Api, users: &Users, groups: &mut Groups) {
    for operation in api.modules.iter_mut().flat_map(|it| &mut it.operations) {
        let outcome = &mut operation.outcome;
        if let Some((name, responses)) = &outcome.failure
            && outcome.failure_sharing == Sharing::Defined
            && let Some(users) = users.several(name)
        {
            groups
                .of(users)
                .failures
                .push((name.clone(), responses.clone()));
            outcome.failure_sharing = Sharing::Elsewhere;
        }
        if let Some((name, is_here @ true)) = &mut operation.shared_parameters
            && let Some(users) = users.several(name)
        {
            groups.of(users).parameters.push(SharedParameters {
                name: name.clone(),
                parameters: operation.parameters.clone(),
                construction: operation.parameters_construction.clone(),
            });
            *is_here = false;
        }
    }
}

/// Returns the name of a group: after its module, or after the first of its items. No other module has two underscores in its name.
fn group_name(
    api: &Api,
    users: &Modules,
    group: &FeatureGroup,
    taken: &mut BTreeSet<String>,
) -> Ident {
    let types = group.types.iter().map(|it| &api.ty(*it).name);
    let headers = group
        .headers
        .iter()
        .map(|it| &api.response_headers(*it).name);
    let failures = group.failures.iter().map(|(name, _)| name);
    let parameters = group.parameters.iter().map(|it| &it.name);
    let mut items = types.chain(headers).chain(failures).chain(parameters);
    let first = users.first().filter(|_| users.len() == 1);
    let base = match (first, items.next()) {
        (Some(only), _) => format!("tag__{}", api.modules[*only].name),
        (None, _) if users.is_empty() => "unreferenced__types".to_owned(),
        (None, first) => {
            let first = first.map_or("items", Ident::as_str);
            format!("shared__{}", name(first, Kind::Module))
        }
    };
    let numbered = (2..).map(|number| format!("{base}_{number}"));
    let mut names = std::iter::once(base.clone()).chain(numbered);
    let free = names.find(|it| taken.insert(it.clone()));
    Ident::new(free.unwrap_or(base))
}

/// The modules that need each item.
struct Users {
    types: Vec<Modules>,
    headers: Vec<Modules>,
    /// Error enums and parameter structs of several operations.
    shared: BTreeMap<Ident, Modules>,
}

impl Users {
    fn of(api: &mut Api) -> Self {
        let mut users = Self {
            types: vec![Modules::new(); api.types.len()],
            headers: vec![Modules::new(); api.headers.len()],
            shared: BTreeMap::new(),
        };
        for position in 0..api.modules.len() {
            let operations = &api.modules[position].operations;
            for operation in operations {
                let failure = operation.outcome.failure.as_ref().map(|(name, _)| name);
                let parameters = operation.shared_parameters.as_ref().map(|(name, _)| name);
                for name in [failure, parameters].into_iter().flatten() {
                    let modules = users.shared.entry(name.clone()).or_default();
                    modules.insert(position);
                }
            }
            let own: BTreeSet<Ident> = operations.iter().map(|it| it.name.clone()).collect();
            let needed = Reachable::of(api, |it| own.contains(&it.name));
            let lists = [
                (&mut users.types, needed.types),
                (&mut users.headers, needed.headers),
            ];
            for (users, needed) in lists {
                let needed = users.iter_mut().zip(needed).filter(|(_, it)| *it);
                needed.for_each(|(users, _)| {
                    users.insert(position);
                });
            }
        }
        users
    }

    /// Returns the modules of a shared type of operations, if they are several.
    fn several(&self, name: &Ident) -> Option<&Modules> {
        self.shared.get(name).filter(|it| it.len() > 1)
    }

    /// Returns the largest number of modules whose items are not always compiled.
    fn limit(&self, modules: usize) -> usize {
        let all = self.types.iter().chain(&self.headers);
        let sets: BTreeSet<&Modules> = all.chain(self.shared.values()).collect();
        let count = |limit: usize| sets.iter().filter(|it| it.len() <= limit).count();
        let mut limit = modules.div_ceil(2).max(1);
        while limit > 1 && count(limit) > GROUPS {
            limit -= 1;
        }
        limit
    }
}
