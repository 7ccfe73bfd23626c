//! Servers (OpenAPI 3.0.4, "Server Object" and "Server Variable Object").

use super::error;
use crate::{Location, Node, Report};

pub(super) fn check(server: &Node, at: &Location, report: &mut Report) {
    let variables = server
        .get("variables")
        .map(Node::members)
        .unwrap_or_default();
    let url = server
        .get("url")
        .and_then(Node::as_text)
        .unwrap_or_default();
    for name in undeclared(server) {
        let at = at.child("url");
        report.push(match name {
            "" => error::nameless_server_variable(&at),
            _ if url.contains(&format!("{{{{{name}}}}}")) => error::doubled_braces(&at, url),
            _ => error::undeclared_server_variable(&at, name),
        });
    }
    for (name, variable) in variables {
        check_variable(variable, &at.child("variables").child(name), report);
    }
}

/// Returns the variables in the URL that the server does not declare. Such a server cannot be used.
pub(crate) fn undeclared(server: &Node) -> Vec<&str> {
    let url = server.get("url").and_then(Node::as_text);
    let mut names = url.map(names).unwrap_or_default();
    let variables = server.get("variables").map(Node::members);
    let variables = variables.unwrap_or_default();
    names.retain(|name| !variables.iter().any(|(variable, _)| variable == name));
    names
}

/// Returns the names in braces; unbalanced braces are literal text.
fn names(url: &str) -> Vec<&str> {
    let parts = url.split('{').skip(1);
    parts
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

/// Checks a variable: `default` "MUST exist in the enum's values", and the enum "MUST NOT be empty" (OpenAPI 3.1; SHOULD in
/// 3.0, but a variable without values cannot be used).
fn check_variable(variable: &Node, at: &Location, report: &mut Report) {
    let Some(Node::Array(values)) = variable.get("enum") else {
        return;
    };
    let values: Vec<_> = values.iter().filter_map(Node::as_text).collect();
    match variable.get("default").and_then(Node::as_text) {
        _ if values.is_empty() => report.push(error::empty_enum(&at.child("enum"))),
        Some(default) if !values.contains(&default) => {
            report.push(error::server_default(
                &at.child("default"),
                default,
                &at.child("enum"),
            ));
        }
        _ => {}
    }
}
