//! How the member of a value is known, the first that can be proved:
//!
//! | rule          | holds if                                                                                    |
//! |---------------|---------------------------------------------------------------------------------------------|
//! | one enum      | every member is an enum of strings: the values of all                                         |
//! | discriminator | the schema has one, every member is an object, and every member has its own values of it      |
//! | JSON type     | no two members admit one JSON type                                                          |
//! | order         | no value fits two members: of each two, the JSON types or the enums have nothing in common, or those of a property that one of them requires, or one requires a property that the other, being closed, refuses |
//! | order         | `anyOf` of which no two members are objects or arrays: enums first, then integers, then what is constrained, then the rest; whichever is read keeps the value whole |
//! | exactly one   | `oneOf`: members are tried and counted when reading; a property that only one of them requires proves nothing, as the others may have it |
//! | any           | `anyOf`: members are tried when reading; of those that fit, the one that keeps most properties, or several if each keeps some that the others do not |

use std::collections::{HashMap, HashSet};

use specwright_ir::UnionTag;
use specwright_spec::{Document, Node, SchemaId, Types};

use super::Member;
use super::apart::{self, disjoint, pairs};
use crate::context::Context;
use crate::schema::types::types_of_merged;
use crate::schema::{Choice, Merged, parts};

/// How the member of a value is known.
pub(super) fn of(context: &Context<'_>, choice: Choice, members: &[Member<'_>]) -> UnionTag {
    let document = context.document;
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
    let types: Vec<Option<Types>> = members
        .iter()
        .map(|member| types_of_merged(document, &member.merged))
        .collect();
    if pairs(&types).all(|(left, right)| disjoint(left, right)) {
        return UnionTag::JsonType;
    }
    if apart::all(document, members) {
        return UnionTag::Order;
    }
    let several =
        |holds: fn(Types) -> bool| types.iter().filter(|types| types.is_none_or(holds)).count() > 1;
    match choice.one {
        true => UnionTag::One,
        false if several(|types| types.object) || several(|types| types.array) => {
            UnionTag::Any(None)
        }
        false => UnionTag::Order,
    }
}

/// The required properties of an object with the strings that their enums list.
fn constants<'d>(document: &'d Document, id: SchemaId) -> Vec<(&'d str, Vec<&'d str>)> {
    let merged = Merged::new(document, parts(document, &[id]));
    let required = |name: &str| merged.required.iter().any(|(it, _)| *it == name);
    let constant = |(name, schemas): &(&'d str, Vec<SchemaId>)| {
        let values = parts(document, schemas)
            .iter()
            .find_map(|id| document.schemas[*id].enumeration.as_ref())?;
        let texts: Option<Vec<&str>> = values.iter().map(Node::as_str).collect();
        Some((*name, texts?)).filter(|(name, _)| required(name))
    };
    merged.properties.iter().filter_map(constant).collect()
}

/// By the discriminator, if it tells all members apart. Validity does not hang on it, so the other rules serve as well.
fn by_discriminator(
    document: &Document,
    owner: SchemaId,
    property: &str,
    members: &[Member<'_>],
) -> Option<UnionTag> {
    let known = Tags::new(document, owner);
    let mut seen: HashSet<String> = HashSet::new();
    for member in members {
        types_of_merged(document, &member.merged).filter(|types| types.object)?;
        let tags = known.of(member.id, property);
        let own: HashSet<String> = tags.into_iter().collect();
        if own.is_empty() || own.iter().any(|tag| seen.contains(tag)) {
            return None;
        }
        seen.extend(own);
    }
    Some(UnionTag::Discriminator(property.to_owned()))
}

/// The discriminator's values for members: those of `mapping`, else the name of the schema, else the property's enum
/// (OpenAPI 3.0.4, "Discriminator Object").
pub(super) struct Tags<'d> {
    document: &'d Document,
    mapped: HashMap<SchemaId, Vec<&'d str>>,
    names: HashSet<&'d str>,
}

impl<'d> Tags<'d> {
    /// Reads the mapping of the schema that has the discriminator.
    pub(super) fn new(document: &'d Document, owner: SchemaId) -> Self {
        let mut mapped: HashMap<SchemaId, Vec<&str>> = HashMap::new();
        let mut names = HashSet::new();
        for (tag, target) in &document.schemas[owner].mapping {
            mapped.entry(*target).or_default().push(tag);
            names.insert(tag.as_str());
        }
        Self {
            document,
            mapped,
            names,
        }
    }

    /// Returns the values of a member.
    pub(super) fn of(&self, member: SchemaId, property: &str) -> Vec<String> {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        if let Some(mapped) = self.mapped.get(&member) {
            return owned(mapped);
        }
        let component = self.document.schemas[member].component.as_deref();
        if let Some(name) = component.filter(|name| !self.names.contains(name)) {
            return vec![name.to_owned()];
        }
        let mut constants = constants(self.document, member).into_iter();
        let values = constants.find(|(name, _)| *name == property);
        values.map_or_else(Vec::new, |(_, values)| owned(&values))
    }
}
