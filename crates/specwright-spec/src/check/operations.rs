//! Operation ids and status keys (OpenAPI 3.0.4, "Operation Object" and "Responses Object").

use std::collections::HashMap;

use super::{error, headers};
use crate::grammar::is_extension;
use crate::paths::{FoundOperation, METHODS, callbacks, paths, webhooks};
use crate::resolve::Resolved;
use crate::suggest::nearest;
use crate::{Location, Node, Report, StatusRange};

pub(super) fn check(resolved: &Resolved, links: &[(&str, Location)], report: &mut Report) {
    let mut ids: HashMap<String, Location> = HashMap::new();
    let mut each = |found: &FoundOperation<'_>| {
        for (node, at) in found.layers() {
            check_responses(node, at, report);
        }
        if let Some(again) = &found.again {
            report.push(error::repeated_operation(&found.at, again));
        }
        let (holder, at) = found.holder("operationId");
        let Some(id) = holder.get("operationId").and_then(Node::as_text) else {
            return;
        };
        let at = at.child("operationId");
        match ids.get(id) {
            // Two paths that refer to the same path item share its operations.
            Some(first) if *first != at => {
                report.push(error::duplicate_operation_id(&at, first, id))
            }
            Some(_) => {}
            None => drop(ids.insert(id.to_owned(), at)),
        }
    };
    for path in paths(resolved).chain(webhooks(resolved)) {
        for operation in path.operations() {
            each(&operation);
            for (_, callback) in callbacks(resolved, &operation) {
                callback.operations().for_each(|operation| each(&operation));
            }
        }
    }
    for (id, at) in links.iter().filter(|(id, _)| !ids.contains_key(*id)) {
        let intended = nearest(id, ids.keys().map(String::as_str));
        report.push(error::unknown_link(at, id, intended));
    }
}

/// Checks `additionalOperations`: "This map MUST NOT contain any entry for the methods that can be defined by other fixed
/// fields" (OpenAPI 3.2.0, "Path Item Object").
pub(super) fn check_additional(item: &Node, at: &Location, report: &mut Report) {
    let at = at.child("additionalOperations");
    let additional = item.get("additionalOperations").map(Node::members);
    for (name, _) in additional.unwrap_or_default() {
        let field = name.to_ascii_lowercase();
        if METHODS.contains(&field.as_str()) {
            report.push(error::fixed_method(&at.child(name), name, &field));
        } else if !headers::is_token(name) {
            report.push(error::invalid_method(&at.child(name), name));
        }
    }
}

fn check_responses(operation: &Node, at: &Location, report: &mut Report) {
    let Some(Node::Object(responses)) = operation.get("responses") else {
        return;
    };
    let at = at.child("responses");
    let mut keys = responses
        .iter()
        .map(|(key, _)| key)
        .filter(|key| !is_extension(key))
        .peekable();
    if keys.peek().is_none() {
        report.push(error::no_responses(&at));
    }
    for key in keys {
        match StatusRange::parse(key) {
            None => report.push(error::invalid_status(&at.child(key), key)),
            Some(StatusRange::Range(_)) if key.contains('x') => {
                let again = is_repeated_range(key, |it| responses.iter().any(|(key, _)| key == it));
                report.push(error::lower_case_range(&at.child(key), key, again));
            }
            Some(_) => {}
        }
    }
}

/// Returns true for a lowercase status range beside the same range in the correct case.
pub(crate) fn is_repeated_range(key: &str, is_present: impl Fn(&str) -> bool) -> bool {
    key.contains('x') && is_present(&key.to_ascii_uppercase())
}
