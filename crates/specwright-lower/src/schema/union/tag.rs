//! How the member of a value is known, the first that can be proved:
//!
//! | rule          | holds if                                                                                    |
//! |---------------|---------------------------------------------------------------------------------------------|
//! | one enum      | every member is an enum of scalars: the values of all                                         |
//! | discriminator | the schema has one, every member is an object, and every member has its own values of it      |
//! | constants     | every member that is an object has its own constants of a property, or of several ([`pins`]); no two others admit one JSON type |
//! | JSON type     | no two members admit one JSON type                                                          |
//! | order         | no value fits two members: of each two, the JSON types or the enums have nothing in common, or those of a property that one of them requires, or one requires a property that the other, being closed, refuses |
//! | order         | `anyOf` of which no two members are objects or arrays: enums first, then integers, then what is constrained, then the rest; whichever is read keeps the value whole |
//! | exactly one   | `oneOf`: members are tried and counted when reading; a property that only one of them requires proves nothing, as the others may have it |
//! | any           | `anyOf`: members are tried when reading; of those that fit, the one that keeps most properties, or several if each keeps some that the others do not |
//!
//! Where members are tried, constants that some of them have decide first.

use std::collections::{HashMap, HashSet};

use specwright_ir::UnionStrategy;
use specwright_spec::{Document, SchemaId, Types};

use super::apart::{self, pairs};
use super::{Member, pins};
use crate::context::Context;
use crate::schema::Choice;
use crate::schema::types::{overlap, types_of_merged};

/// How the member of a value is known.
pub(super) fn of(
    context: &Context<'_>,
    choice: Choice,
    members: &mut [Member<'_>],
) -> UnionStrategy {
    let document = context.session.document;
    if let Some(discriminator) = &document.schemas[choice.owner].discriminator
        && let Some(tag) = by_discriminator(
            document,
            choice.owner,
            &discriminator.property_name,
            members,
        )
    {
        return tag;
    }
    if by_json_type(document, members) {
        return UnionStrategy::JsonType;
    }
    if pins::tell_all_apart(document, members) {
        return UnionStrategy::Constants;
    }
    pins::tell_some_apart(document, members);
    by_trial(document, choice, members)
}

/// Returns true if no two members admit one JSON type.
fn by_json_type(document: &Document, members: &[Member<'_>]) -> bool {
    let types: Option<Vec<Types>> = members
        .iter()
        .map(|member| types_of_merged(document, &member.merged))
        .collect();
    types.is_some_and(|types| pairs(&types).all(|(left, right)| !overlap(*left, *right)))
}

/// What is left: to try members, in order or all of them.
fn by_trial(document: &Document, choice: Choice, members: &[Member<'_>]) -> UnionStrategy {
    if apart::all(document, members) {
        return UnionStrategy::Order;
    }
    let several = |holds: fn(Types) -> bool| {
        let types = members
            .iter()
            .map(|it| types_of_merged(document, &it.merged));
        types.filter(|types| types.is_none_or(holds)).count() > 1
    };
    match choice.one {
        true => UnionStrategy::One,
        false if several(|types| types.object) || several(|types| types.array) => {
            UnionStrategy::Any(None)
        }
        false => UnionStrategy::Order,
    }
}

/// By the discriminator, if it tells all members apart. Validity does not hang on it, so the other rules serve as well.
fn by_discriminator(
    document: &Document,
    owner: SchemaId,
    property: &str,
    members: &mut [Member<'_>],
) -> Option<UnionStrategy> {
    let is_object = |member: &Member<'_>| {
        types_of_merged(document, &member.merged).is_some_and(|types| types.object)
    };
    if !members.iter().all(is_object) {
        return None;
    }
    let ids: Vec<SchemaId> = members.iter().map(|member| member.id).collect();
    let tags = values(document, owner, &ids, property);
    let mut seen: HashSet<&String> = HashSet::new();
    if tags.iter().any(Vec::is_empty) || !tags.iter().flatten().all(|it| seen.insert(it)) {
        return None;
    }
    for (member, tags) in members.iter_mut().zip(tags) {
        member.tags = tags;
    }
    Some(UnionStrategy::Discriminator(property.to_owned()))
}

/// The extensions by which exporters name the value of a discriminator in the schema that has it.
const VALUE_EXTENSIONS: [&str; 2] = ["x-ms-discriminator-value", "x-discriminator-value"];

/// The discriminator's values for each of some members.
///
/// They are those of `mapping` (OpenAPI 3.0.4, "Discriminator Object"), of the extensions of exporters, and those that the
/// member itself allows of the property, as no other can be valid, unless they are another member's as well. Where there
/// are none of these, it is the name of the schema.
pub(super) fn values(
    document: &Document,
    owner: SchemaId,
    members: &[SchemaId],
    property: &str,
) -> Vec<Vec<String>> {
    let mapping = Mapping::new(document, owner);
    let said: Vec<Vec<String>> = members.iter().map(|it| mapping.said(*it)).collect();
    let allowed: Vec<Vec<String>> = members
        .iter()
        .map(|member| pins::of_property(document, *member, property))
        .collect();
    // How many members have a value as theirs, by either.
    let mut owners: HashMap<&str, usize> = HashMap::new();
    for (said, allowed) in said.iter().zip(&allowed) {
        let own: HashSet<&str> = said.iter().chain(allowed).map(String::as_str).collect();
        own.into_iter()
            .for_each(|value| *owners.entry(value).or_default() += 1);
    }
    let mut found = Vec::with_capacity(members.len());
    for ((member, said), allowed) in members.iter().zip(&said).zip(&allowed) {
        let mut tags = said.clone();
        if allowed
            .iter()
            .all(|value| owners.get(value.as_str()) == Some(&1))
        {
            let more = allowed.iter().filter(|value| !said.contains(value));
            tags.extend(more.cloned());
        }
        if tags.is_empty() {
            tags.extend(mapping.name(*member).or_else(|| {
                let is_free = |value: &&String| owners.get(value.as_str()) == Some(&1);
                allowed.iter().find(is_free).cloned()
            }));
        }
        found.push(tags);
    }
    found
}

/// The `mapping` of a discriminator, by its targets.
struct Mapping<'d> {
    document: &'d Document,
    targets: HashMap<SchemaId, Vec<&'d str>>,
    values: HashSet<&'d str>,
}

impl<'d> Mapping<'d> {
    fn new(document: &'d Document, owner: SchemaId) -> Self {
        let mut targets: HashMap<SchemaId, Vec<&str>> = HashMap::new();
        let mut values = HashSet::new();
        for (value, target) in &document.schemas[owner].mapping {
            targets.entry(*target).or_default().push(value);
            values.insert(value.as_str());
        }
        Self {
            document,
            targets,
            values,
        }
    }

    /// The values that `mapping` and extensions say of a member.
    fn said(&self, member: SchemaId) -> Vec<String> {
        let mapped = self.targets.get(&member).map_or(&[][..], Vec::as_slice);
        let extensions = self.document.schemas[member].extensions.iter();
        let named = extensions
            .filter(|(key, _)| VALUE_EXTENSIONS.contains(&key.as_str()))
            .filter_map(|(_, value)| value.as_str())
            .filter(|value| !mapped.contains(value));
        mapped
            .iter()
            .copied()
            .chain(named)
            .map(str::to_owned)
            .collect()
    }

    /// The name of a member, unless `mapping` gives it to another.
    fn name(&self, member: SchemaId) -> Option<String> {
        let name = self.document.schemas[member].component.as_deref()?;
        (!self.values.contains(name)).then(|| name.to_owned())
    }
}
