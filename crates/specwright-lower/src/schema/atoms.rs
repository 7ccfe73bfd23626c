//! What a schema comes to: the schemas that hold at a place, all at once.
//!
//! A `$ref` is its target, a schema with `allOf` is its members and then its own keywords, and one with a single member in
//! `anyOf` or `oneOf` (null aside) is that member and its own keywords. A schema that says nothing of its own, or no more
//! than `type: object` beside another object, adds nothing.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use specwright_spec::{Document, Schema, SchemaId, Types};

use crate::Untyped;
use crate::naming::places::is_null;

/// How deep schemas may stand inside `allOf` of each other.
pub(crate) const MAX_DEPTH: usize = 256;

/// How many schemas and properties may be copied in all because others take them in.
pub(crate) const MAX_COPIED: usize = 250_000;

/// The schemas that hold where these do: components whole, others taken apart.
pub(crate) fn atoms(document: &Document, untyped: Untyped, ids: &[SchemaId]) -> Vec<SchemaId> {
    let mut atoms = Vec::new();
    ids.iter()
        .for_each(|id| push_atoms(document, *id, &mut atoms, 0));
    drop_empty_objects(document, untyped, &mut atoms);
    atoms
}

/// The schemas that hold where a component's own schema does: what it is defined as.
pub(crate) fn definition(document: &Document, untyped: Untyped, id: SchemaId) -> Vec<SchemaId> {
    let mut atoms = Vec::new();
    push_definition(document, id, &mut atoms, 0);
    drop_empty_objects(document, untyped, &mut atoms);
    atoms
}

/// The schemas that hold where these do, components taken apart as well; each schema once, the first time it stands.
pub(crate) fn parts(document: &Document, ids: &[SchemaId]) -> Vec<SchemaId> {
    let mut parts = Vec::new();
    let mut seen = HashSet::new();
    ids.iter()
        .for_each(|id| push_parts(document, *id, &mut parts, &mut seen, 0));
    parts
}

fn push_atoms(document: &Document, id: SchemaId, atoms: &mut Vec<SchemaId>, depth: usize) {
    if document.schemas[id].component.is_some() {
        push_once(atoms, id);
    } else {
        push_definition(document, id, atoms, depth);
    }
}

fn push_definition(document: &Document, id: SchemaId, atoms: &mut Vec<SchemaId>, depth: usize) {
    let schema = &document.schemas[id];
    if depth > MAX_DEPTH {
        return;
    }
    for member in members(document, schema) {
        push_atoms(document, member, atoms, depth + 1);
    }
    if says_something(document, schema) {
        push_once(atoms, id);
    }
}

fn push_parts(
    document: &Document,
    id: SchemaId,
    parts: &mut Vec<SchemaId>,
    seen: &mut HashSet<SchemaId>,
    depth: usize,
) {
    let schema = &document.schemas[id];
    if depth > MAX_DEPTH || !seen.insert(id) {
        return;
    }
    for member in members(document, schema) {
        push_parts(document, member, parts, seen, depth + 1);
    }
    if says_something(document, schema) {
        parts.push(id);
    }
}

fn push_once(ids: &mut Vec<SchemaId>, id: SchemaId) {
    if !ids.contains(&id) {
        ids.push(id);
    }
}

/// These schemas and all that they take in, be it that these say nothing.
pub(crate) fn closure(document: &Document, ids: &[SchemaId]) -> HashSet<SchemaId> {
    let mut found = HashSet::new();
    let mut open = ids.to_vec();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(members(document, &document.schemas[id]));
        }
    }
    found
}

/// The schemas that stand inside too many `allOf` of each other to be taken apart: the first of each chain.
pub(crate) fn too_deep(document: &Document) -> Vec<SchemaId> {
    let mut depths: HashMap<SchemaId, usize> = HashMap::new();
    let mut found = Vec::new();
    for (root, _) in document.schemas.iter() {
        let mut work = vec![(root, false)];
        while let Some((id, done)) = work.pop() {
            let inner = members(document, &document.schemas[id]);
            if done {
                let depth = inner
                    .iter()
                    .filter_map(|it| depths.get(it))
                    .max()
                    .map_or(0, |depth| depth + 1);
                depths.insert(id, depth);
                if depth == MAX_DEPTH + 1 {
                    found.push(id);
                }
            } else if let Entry::Vacant(new) = depths.entry(id) {
                // In a circle, which is an error elsewhere, what is open counts as nothing.
                new.insert(0);
                work.push((id, true));
                work.extend(inner.into_iter().map(|it| (it, false)));
            }
        }
    }
    found
}

/// The schema with which what is copied by taking schemas in becomes too much; none if it does not.
///
/// A chain of `allOf` in which each adds a property comes to as many structs as it has links, of which the last has all the
/// properties: its size is quadratic in that of the document.
pub(crate) fn too_much(document: &Document) -> Option<SchemaId> {
    let mut copied = 0;
    let taking = document.schemas.iter();
    let mut taking = taking.filter(|(_, schema)| !members(document, schema).is_empty());
    taking.find_map(|(id, _)| {
        let parts = parts(document, &[id]).into_iter();
        let others = parts.filter(|part| *part != id);
        copied += others.map(|part| weight(document, part)).sum::<usize>();
        (copied > MAX_COPIED).then_some(id)
    })
}

/// What taking a schema in copies: itself and its properties, of which a long description counts as several.
fn weight(document: &Document, id: SchemaId) -> usize {
    const TEXT: usize = 256;
    let schema = &document.schemas[id];
    let properties = schema.properties.iter().map(|(_, property)| {
        let text = document.schemas[*property].description.as_ref();
        1 + text.map_or(0, String::len) / TEXT
    });
    1 + properties.sum::<usize>()
}

/// The schemas that a schema takes in.
pub(crate) fn members(document: &Document, schema: &Schema) -> Vec<SchemaId> {
    let single = |members: &[SchemaId]| match alternatives(document, members).as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let all = schema.reference.iter().chain(&schema.all_of).copied();
    all.chain(single(&schema.any_of))
        .chain(single(&schema.one_of))
        .collect()
}

/// The members of an `anyOf` or `oneOf` that are not just null, nor, beside others, `false`.
pub(crate) fn alternatives(document: &Document, members: &[SchemaId]) -> Vec<SchemaId> {
    let mut found = members.to_vec();
    found.retain(|id| !is_null(&document.schemas[*id]));
    if found.iter().any(|id| !is_false(document, *id)) {
        found.retain(|id| !is_false(document, *id));
    }
    found
}

/// Whether a schema is `false`, or `not` a schema that allows everything: it holds for nothing.
pub(crate) fn is_false(document: &Document, id: SchemaId) -> bool {
    let schema = &document.schemas[id];
    let is_true = |id| {
        let schema = &document.schemas[id];
        !says_something(document, schema) && members(document, schema).is_empty()
    };
    schema.types == Some(Types::default()) || schema.not.is_some_and(is_true)
}

/// Returns true if a schema names null among its types, or as a member of its choice.
pub(super) fn names_null(document: &Document, schema: &Schema) -> bool {
    schema.types.is_some_and(|types| types.null) || has_null_member(document, schema)
}

/// Whether null is one of the members of an `anyOf` or `oneOf`.
pub(crate) fn has_null_member(document: &Document, schema: &Schema) -> bool {
    schema
        .any_of
        .iter()
        .chain(&schema.one_of)
        .any(|id| is_null(&document.schemas[*id]))
}

/// Whether null is every member of an `anyOf` or `oneOf`.
pub(crate) fn chooses_null(document: &Document, schema: &Schema) -> bool {
    let only =
        |members: &[SchemaId]| !members.is_empty() && alternatives(document, members).is_empty();
    only(&schema.any_of) || only(&schema.one_of)
}

/// Whether a schema has a keyword of its own that bears on validity.
fn says_something(document: &Document, schema: &Schema) -> bool {
    let several = |members: &[SchemaId]| alternatives(document, members).len() > 1;
    is_typed(schema)
        || schema.types.is_some()
        || several(&schema.any_of)
        || several(&schema.one_of)
        || chooses_null(document, schema)
}

/// Whether a schema has a keyword that bears on validity besides `type`.
pub(crate) fn is_typed(schema: &Schema) -> bool {
    super::merged::is_constrained(schema)
        || schema.format.is_some()
        || schema.enumeration.is_some()
        || schema.items.is_some()
        || !schema.prefix_items.is_empty()
        || super::assertion::asserts(schema)
        || speaks_of_objects(schema)
}

/// Whether a schema has a keyword for objects.
pub(crate) fn speaks_of_objects(schema: &Schema) -> bool {
    !schema.properties.is_empty()
        || schema.has_properties
        || !schema.required.is_empty()
        || schema.additional_properties.is_some()
        || schema.min_properties.is_some()
        || schema.max_properties.is_some()
        || super::assertion::asserts_of_objects(schema)
}

/// Leaves out `type: object` and nothing else, if something else is an object.
fn drop_empty_objects(document: &Document, untyped: Untyped, atoms: &mut Vec<SchemaId>) {
    if atoms.len() < 2 {
        return;
    }
    let object = Types {
        object: true,
        ..Types::default()
    };
    let bare = |id: &SchemaId| {
        let schema = &document.schemas[*id];
        let without_keywords = schema.properties.is_empty()
            && schema.required.is_empty()
            && schema.additional_properties.is_none()
            && schema.min_properties.is_none()
            && schema.max_properties.is_none();
        let same_type = schema.types == Some(object)
            || schema.types
                == Some(Types {
                    null: true,
                    ..object
                });
        let enumerated = schema.enumeration.is_some()
            || super::assertion::asserts(schema)
            || schema.items.is_some()
            || !schema.prefix_items.is_empty();
        let union = !schema.any_of.is_empty() || !schema.one_of.is_empty();
        schema.component.is_none() && same_type && without_keywords && !enumerated && !union
    };
    let is_object = |id: &SchemaId| {
        parts(document, &[*id]).iter().any(|part| {
            let schema = &document.schemas[*part];
            let implied = untyped == Untyped::Implied && speaks_of_objects(schema);
            schema.types.is_some_and(|types| types.object) || implied
        })
    };
    if atoms.iter().any(|id| !bare(id) && is_object(id)) {
        atoms.retain(|id| !bare(id));
    } else if atoms.iter().all(bare) {
        atoms.truncate(1);
    }
}
