//! Invalid schemas below a keyword that negates them.
//!
//! In a lenient run, a schema with an invalid constraint accepts no value. Below `not`, `if`, or `contains` beside `maxContains`, that
//! would accept more than the document does: there, the schema with the keyword accepts no value instead. `oneOf` does not count: a
//! value still has to match another member.

use foldhash::{HashMap, HashSet};
use specwright_spec::{AdditionalProperties, Diagnostic, Document, Leniency, Schema, SchemaId};

use crate::diagnostics;
use crate::semantics::patterns::fault;

/// Returns the document with such schemas marked as accepting no value, and the diagnostics; none if there are no such schemas.
pub(crate) fn propagate(document: &Document) -> Option<(Document, Vec<Diagnostic>)> {
    if document.leniency == Leniency::Strict {
        return None;
    }
    let (mut refusing, mut found) = misnamed(document);
    let origins = origins(document, faulty(document, &refusing));
    for (id, schema) in document.schemas.iter() {
        let unread = |(keyword, inner)| Some((keyword, *origins.get(&inner)?));
        if let Some((keyword, origin)) = negated(schema).into_iter().find_map(unread) {
            let at = schema.at.child(keyword);
            let origin = &document.schemas[origin];
            let pattern = origin.pattern.as_deref();
            let error = pattern.and_then(|pattern| Some((pattern, fault(pattern)?)));
            found.push(diagnostics::reversed_fault(&at, keyword, &origin.at, error));
            refusing.insert(id);
        }
    }
    if refusing.is_empty() {
        return None;
    }
    let mut document = document.clone();
    refusing.iter().for_each(|id| document.schemas.refuse(*id));
    Some((document, found))
}

/// Returns the schemas with an invalid pattern in `patternProperties`, which may apply to any property.
fn misnamed(document: &Document) -> (HashSet<SchemaId>, Vec<Diagnostic>) {
    let (mut refusing, mut found) = (HashSet::default(), Vec::new());
    for (id, schema) in document.schemas.iter() {
        let at = schema.at.child("patternProperties");
        for (pattern, _) in &schema.pattern_properties {
            if let Some(error) = fault(pattern) {
                let finding = diagnostics::invalid_pattern(&at.child(pattern), &error, pattern);
                found.push(finding.repaired(document.leniency, "rejects every value"));
                refusing.insert(id);
            }
        }
    }
    (refusing, found)
}

/// Returns the invalid schemas among those that are negated, and below them.
fn faulty(document: &Document, refusing: &HashSet<SchemaId>) -> Vec<SchemaId> {
    let schemas = document.schemas.iter();
    let mut open: Vec<SchemaId> = schemas
        .flat_map(|(_, schema)| negated(schema))
        .map(|(_, inner)| inner)
        .collect();
    let mut seen = HashSet::default();
    let mut faulty = Vec::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let schema = &document.schemas[id];
        let is_pattern_faulty = || schema.pattern.as_deref().and_then(fault).is_some();
        if schema.unreadable || refusing.contains(&id) || is_pattern_faulty() {
            faulty.push(id);
        }
        open.extend(applied(schema));
    }
    faulty.sort_unstable();
    faulty
}

/// Returns the schemas that apply an invalid schema at any depth, each with that schema.
fn origins(document: &Document, faulty: Vec<SchemaId>) -> HashMap<SchemaId, SchemaId> {
    let mut origins = HashMap::default();
    if faulty.is_empty() {
        return origins;
    }
    let mut holders: HashMap<SchemaId, Vec<SchemaId>> = HashMap::default();
    for (id, schema) in document.schemas.iter() {
        for inner in applied(schema) {
            holders.entry(inner).or_default().push(id);
        }
    }
    for fault in faulty {
        let mut open = vec![fault];
        while let Some(id) = open.pop() {
            if origins.contains_key(&id) {
                continue;
            }
            origins.insert(id, fault);
            open.extend(holders.get(&id).into_iter().flatten());
        }
    }
    origins
}

/// Returns the schemas that a schema negates: it accepts more where they accept less.
fn negated(schema: &Schema) -> Vec<(&'static str, SchemaId)> {
    let not = schema.not.map(|id| ("not", id));
    let condition = schema.conditional.as_ref();
    let condition = condition.map(|it| ("if", it.condition));
    let counted = schema.contains.filter(|_| schema.max_contains.is_some());
    let counted = counted.map(|id| ("contains", id));
    not.into_iter().chain(condition).chain(counted).collect()
}

/// Returns the schemas that a schema applies to a value or to its parts.
fn applied(schema: &Schema) -> Vec<SchemaId> {
    let others = |others: Option<AdditionalProperties>| match others {
        Some(AdditionalProperties::Schema(id)) => Some(id),
        Some(AdditionalProperties::Allowed(_)) | None => None,
    };
    let single = [
        schema.reference,
        schema.items,
        others(schema.additional_properties),
        schema.contains,
        schema.unevaluated_items,
        others(schema.unevaluated_properties),
        schema.property_names,
        schema.not,
    ];
    let conditional = schema.conditional.iter();
    let conditional = conditional.flat_map(|it| [Some(it.condition), it.then, it.otherwise]);
    let lists = [
        &schema.all_of,
        &schema.any_of,
        &schema.one_of,
        &schema.prefix_items,
    ];
    let named = [
        &schema.properties,
        &schema.pattern_properties,
        &schema.dependent_schemas,
    ];
    let mut applied: Vec<SchemaId> = single.into_iter().chain(conditional).flatten().collect();
    applied.extend(lists.into_iter().flatten());
    applied.extend(named.into_iter().flatten().map(|(_, id)| *id));
    applied
}
