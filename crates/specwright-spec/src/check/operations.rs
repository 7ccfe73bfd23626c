//! Operations: their ids and the keys of their responses (OpenAPI 3.0.4, "Operation Object" and "Responses Object").

use std::collections::HashMap;

use super::error;
use crate::grammar::is_extension;
use crate::paths::paths;
use crate::resolve::Resolved;
use crate::{Location, Node, Report, StatusRange};

pub(super) fn check(resolved: &Resolved, report: &mut Report) {
    let mut ids: HashMap<&str, Location> = HashMap::new();
    for path in paths(resolved) {
        for operation in path.operations() {
            check_responses(operation.node, &operation.at, report);
            let Some(id) = operation.node.get("operationId").and_then(Node::as_text) else {
                continue;
            };
            let at = operation.at.child("operationId");
            match ids.get(id) {
                // Two paths that refer to one path item have the same operations.
                Some(first) if *first != at => {
                    report.push(error::duplicate_operation_id(&at, first, id))
                }
                _ => drop(ids.insert(id, at)),
            }
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
    for key in keys.filter(|key| StatusRange::parse(key).is_none()) {
        report.push(error::invalid_status(&at.child(key), key));
    }
}
