//! The schemas that hold at a place, all at once.
//!
//! A schema with `$ref`, `allOf`, or a single alternative in `anyOf` or `oneOf` includes these schemas; its own keywords come
//! after them. A schema without keywords of its own, or with no more than `type: object` beside another object, adds nothing.

use std::collections::hash_map::Entry;

use foldhash::{HashMap, HashSet};
use specwright_spec::{Document, Schema, SchemaId, Types};

use super::assertion_scope::{asserts, asserts_on_objects};
use super::merged::is_constrained;
use super::union::{Written, written};
use crate::Untyped;

/// Deepest nesting of `allOf`.
pub(crate) const MAX_DEPTH: usize = 256;

/// Number of schemas and properties that may be copied in all because other schemas include them.
pub(crate) const MAX_COPIED: usize = 250_000;

/// Returns the schemas that hold where these do: components whole, others split into their parts.
pub(crate) fn conjuncts(document: &Document, untyped: Untyped, ids: &[SchemaId]) -> Vec<SchemaId> {
    let mut conjuncts = Vec::new();
    ids.iter()
        .for_each(|id| push_conjuncts(document, *id, &mut conjuncts, 0));
    drop_empty_objects(document, untyped, &mut conjuncts);
    conjuncts
}

/// Returns the schemas that hold where the own schema of a component does: its definition.
pub(crate) fn definition(document: &Document, untyped: Untyped, id: SchemaId) -> Vec<SchemaId> {
    let mut conjuncts = Vec::new();
    push_definition(document, id, &mut conjuncts, 0);
    drop_empty_objects(document, untyped, &mut conjuncts);
    conjuncts
}

/// Returns the schemas that hold where these do, components split as well; each schema once, at its first occurrence.
pub(crate) fn parts(document: &Document, ids: &[SchemaId]) -> Vec<SchemaId> {
    let mut parts = Vec::new();
    let mut seen = HashSet::default();
    ids.iter()
        .for_each(|id| push_parts(document, *id, &mut parts, &mut seen, 0));
    parts
}

fn push_conjuncts(document: &Document, id: SchemaId, conjuncts: &mut Vec<SchemaId>, depth: usize) {
    if document.schemas[id].component.is_some() {
        push_once(conjuncts, id);
    } else {
        push_definition(document, id, conjuncts, depth);
    }
}

fn push_definition(document: &Document, id: SchemaId, conjuncts: &mut Vec<SchemaId>, depth: usize) {
    let schema = &document.schemas[id];
    if depth > MAX_DEPTH {
        return;
    }
    for member in included(document, schema) {
        push_conjuncts(document, member, conjuncts, depth + 1);
    }
    if constrains(document, schema) {
        push_once(conjuncts, id);
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
    for member in included(document, schema) {
        push_parts(document, member, parts, seen, depth + 1);
    }
    if constrains(document, schema) {
        parts.push(id);
    }
}

fn push_once(ids: &mut Vec<SchemaId>, id: SchemaId) {
    if !ids.contains(&id) {
        ids.push(id);
    }
}

/// Returns these schemas and all that they include, those without keywords too.
pub(crate) fn closure(document: &Document, ids: &[SchemaId]) -> HashSet<SchemaId> {
    let mut found = HashSet::default();
    let mut open = ids.to_vec();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(included(document, &document.schemas[id]));
        }
    }
    found
}

/// Returns the schemas whose `allOf` are nested too deep to be split: the first of each chain.
pub(crate) fn nested_too_deep(document: &Document) -> Vec<SchemaId> {
    let mut depths: HashMap<SchemaId, usize> = HashMap::default();
    let mut found = Vec::new();
    for (root, _) in document.schemas.iter() {
        let mut work = vec![(root, false)];
        while let Some((id, done)) = work.pop() {
            let inner = included(document, &document.schemas[id]);
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
                // A cycle is an error elsewhere; a schema that is still open counts as nothing here.
                new.insert(0);
                work.push((id, true));
                work.extend(inner.into_iter().map(|it| (it, false)));
            }
        }
    }
    found
}

/// Returns the schema at which including schemas copies more than [`MAX_COPIED`], if one does.
///
/// A chain of `allOf` in which each link adds a property becomes as many structs as it has links, and the last has all the
/// properties: the size is quadratic in that of the document.
pub(crate) fn copies_too_much(document: &Document) -> Option<SchemaId> {
    let mut copied = 0;
    let including = document.schemas.iter();
    let mut including = including.filter(|(_, schema)| !included(document, schema).is_empty());
    including.find_map(|(id, _)| {
        let parts = parts(document, &[id]).into_iter();
        let others = parts.filter(|part| *part != id);
        copied += others.map(|part| weight(document, part)).sum::<usize>();
        (copied > MAX_COPIED).then_some(id)
    })
}

/// Returns the cost of including a schema: itself and its properties; a long description counts as several.
fn weight(document: &Document, id: SchemaId) -> usize {
    const TEXT: usize = 256;
    let schema = &document.schemas[id];
    let properties = schema.properties.iter().map(|(_, property)| {
        let text = document.schemas[*property].description.as_ref();
        1 + text.map_or(0, String::len) / TEXT
    });
    1 + properties.sum::<usize>()
}

/// Returns the schemas that a schema includes: `$ref`, `allOf`, and the single alternative of `anyOf` or `oneOf`.
pub(crate) fn included(document: &Document, schema: &Schema) -> Vec<SchemaId> {
    let single = |one| match written(document, schema, one) {
        Written::Single(id) => Some(id),
        _ => None,
    };
    let all = schema.reference.iter().chain(&schema.all_of).copied();
    all.chain(single(false)).chain(single(true)).collect()
}

/// Returns true if a schema has a keyword of its own that affects validity.
pub(super) fn constrains(document: &Document, schema: &Schema) -> bool {
    let chooses = |one| {
        matches!(
            written(document, schema, one),
            Written::OnlyNull | Written::Several(_)
        )
    };
    constrains_beyond_type(schema) || schema.types.is_some() || chooses(false) || chooses(true)
}

/// Returns true if a schema has a keyword that affects validity, other than `type`, `anyOf` and `oneOf`.
pub(crate) fn constrains_beyond_type(schema: &Schema) -> bool {
    is_constrained(schema)
        || schema.format.is_some()
        || schema.enumeration.is_some()
        || schema.items.is_some()
        || !schema.prefix_items.is_empty()
        || asserts(schema)
        || implies_object(schema)
}

/// Returns true if a schema has a keyword for objects.
pub(crate) fn implies_object(schema: &Schema) -> bool {
    schema.has_properties || restricts_objects(schema)
}

/// Returns true if a keyword for objects excludes some of them.
fn restricts_objects(schema: &Schema) -> bool {
    !schema.properties.is_empty()
        || !schema.required.is_empty()
        || schema.additional_properties.is_some()
        || schema.min_properties.is_some()
        || schema.max_properties.is_some()
        || asserts_on_objects(schema)
}

/// Drops schemas of `type: object` alone where another schema is an object.
fn drop_empty_objects(document: &Document, untyped: Untyped, conjuncts: &mut Vec<SchemaId>) {
    if conjuncts.len() < 2 {
        return;
    }
    let object = Types {
        object: true,
        ..Types::default()
    };
    let bare = |id: &SchemaId| {
        let schema = &document.schemas[*id];
        let same_type = schema.types == Some(object)
            || schema.types
                == Some(Types {
                    null: true,
                    ..object
                });
        let enumerated = schema.enumeration.is_some()
            || asserts(schema)
            || schema.items.is_some()
            || !schema.prefix_items.is_empty();
        let union = !schema.any_of.is_empty() || !schema.one_of.is_empty();
        schema.component.is_none()
            && same_type
            && !restricts_objects(schema)
            && !enumerated
            && !union
    };
    let is_object = |id: &SchemaId| {
        parts(document, &[*id]).iter().any(|part| {
            let schema = &document.schemas[*part];
            let implied = untyped == Untyped::Implied && implies_object(schema);
            schema.types.is_some_and(|types| types.object) || implied
        })
    };
    if conjuncts.iter().any(|id| !bare(id) && is_object(id)) {
        conjuncts.retain(|id| !bare(id));
    } else if conjuncts.iter().all(bare) {
        conjuncts.truncate(1);
    }
}
