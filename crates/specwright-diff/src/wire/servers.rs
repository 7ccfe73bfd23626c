//! Servers: the base URLs of operations.

use openapiv3::{Server, ServerVariable};
use specwright_spec::{Document, Location, Operation};

use super::comparison::{Comparison, Finding, Flow};
use crate::rules::{ADDS, BREAKS, NARROWS, RISKS, WIDENS, declare_rules};

declare_rules! { "servers":
    REMOVED = "server-removed", BREAKS, "A base URL is no longer served";
    ADDED = "server-added", ADDS, "Another base URL is served";
    CHANGED = "server-url-changed", BREAKS, "The only base URL is another one";
    DEFAULT_CHANGED = "server-variable-default-changed", RISKS, "Clients that set no value of a variable call another URL";
    VALUE_REMOVED = "server-variable-value-removed", NARROWS, "A value of a variable is no longer valid";
    VALUE_ADDED = "server-variable-value-added", WIDENS, "A value of a variable became valid";
    VARIABLE_LISTED = "server-variable-listed", NARROWS, "Only listed values of a variable are valid";
    VARIABLE_UNLISTED = "server-variable-unlisted", WIDENS, "Any value of a variable is valid";
}

/// Compares the servers of an operation: its own, or those of the root.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    old: &Operation,
    new: &Operation,
    flow: Flow,
) {
    // An event is sent to a URL of its receiver.
    if flow != Flow::Request {
        return;
    }
    let one = Servers::of(comparison.old, old);
    let other = Servers::of(comparison.new, new);
    let mut left: Vec<&Server> = one.list.iter().collect();
    let mut right: Vec<&Server> = other.list.iter().collect();
    left.retain(|before| {
        let Some(index) = right.iter().position(|after| key(before) == key(after)) else {
            return true;
        };
        compare_variables(
            comparison,
            before,
            right.remove(index),
            (&one.at, &other.at),
        );
        false
    });
    let mut tell = |rule, message: String, before: Option<&Server>, after: Option<&Server>| {
        let mut finding = Finding::new(rule, &one.at, &other.at, message).flow(Flow::Request);
        let url = |server: Option<&Server>| server.map(|it| it.url.clone());
        (finding.before, finding.after) = (url(before), url(after));
        comparison.report(finding);
    };
    let is_only = one.list.len() == 1 && other.list.len() == 1;
    if let ([before], [after]) = (left.as_slice(), right.as_slice())
        && is_only
    {
        let message = format!("server changed from `{}` to `{}`", before.url, after.url);
        return tell(&CHANGED, message, Some(before), Some(after));
    }
    for before in left {
        tell(
            &REMOVED,
            format!("server `{}` removed", before.url),
            Some(before),
            None,
        );
    }
    for after in right {
        tell(
            &ADDED,
            format!("server `{}` added", after.url),
            None,
            Some(after),
        );
    }
}

/// The servers of an operation, with their place.
struct Servers<'d> {
    list: &'d [Server],
    at: Location,
}

impl<'d> Servers<'d> {
    fn of(document: &'d Document, operation: &'d Operation) -> Self {
        match operation.servers.is_empty() {
            true => Self {
                list: &document.servers,
                at: Location::root(operation.at.file).child("servers"),
            },
            false => Self {
                list: &operation.servers,
                at: operation.at.child("servers"),
            },
        }
    }
}

/// Returns the identity of a server: its URL, with the names of variables that are no part of a request left out, and without a
/// slash at the end, since paths begin with one.
fn key(server: &Server) -> String {
    let url = server.url.trim_end_matches('/');
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let host = match host.contains('{') {
        true => host.to_owned(),
        false => host.to_ascii_lowercase(),
    };
    format!("{}://{host}{path}", scheme.to_ascii_lowercase())
}

fn compare_variables(
    comparison: &mut Comparison<'_>,
    old: &Server,
    new: &Server,
    places: (&Location, &Location),
) {
    let variables = |server: &Server| server.variables.clone().unwrap_or_default();
    let after = variables(new);
    for (name, before) in variables(old) {
        if let Some(after) = after.get(&name) {
            compare_variable(comparison, (&name, &old.url), (&before, after), places);
        }
    }
}

fn compare_variable(
    comparison: &mut Comparison<'_>,
    (name, url): (&str, &str),
    (old, new): (&ServerVariable, &ServerVariable),
    (old_at, new_at): (&Location, &Location),
) {
    let subject = format!("server `{url}`, variable `{name}`");
    let mut tell = |rule, message: String, before: Option<&String>, after: Option<&String>| {
        let mut finding = Finding::new(rule, old_at, new_at, message).flow(Flow::Request);
        (finding.before, finding.after) = (before.cloned(), after.cloned());
        comparison.report(finding);
    };
    if old.default != new.default {
        let message = format!(
            "{subject}: default changed from `{}` to `{}`",
            old.default, new.default
        );
        tell(
            &DEFAULT_CHANGED,
            message,
            Some(&old.default),
            Some(&new.default),
        );
    }
    match (old.enumeration.is_empty(), new.enumeration.is_empty()) {
        (true, true) => {}
        (true, false) => tell(
            &VARIABLE_LISTED,
            format!("{subject}: only listed values are valid now"),
            None,
            None,
        ),
        (false, true) => tell(
            &VARIABLE_UNLISTED,
            format!("{subject}: any value is valid now"),
            None,
            None,
        ),
        (false, false) => {
            for value in missing(old, new) {
                tell(
                    &VALUE_REMOVED,
                    format!("{subject}: value `{value}` removed"),
                    Some(&value),
                    None,
                );
            }
            for value in missing(new, old) {
                tell(
                    &VALUE_ADDED,
                    format!("{subject}: value `{value}` added"),
                    None,
                    Some(&value),
                );
            }
        }
    }
}

/// Returns the values of a variable that another does not list.
fn missing(from: &ServerVariable, others: &ServerVariable) -> Vec<String> {
    let values = from.enumeration.iter();
    let values = values.filter(|it| !others.enumeration.contains(it));
    values.cloned().collect()
}
