//! Parameters: which exist, and which a request needs.

use specwright_spec::{Operation, Parameter, ParameterLocation, PathPart};

use super::comparison::{Comparison, Finding, Flow};
use crate::rules::{Effect, Level, NARROWS, RISKS, WIDENS, declare_rules};

/// Where the API reads, an unknown parameter is ignored or refused; where it writes, nobody misses it for sure.
const REMOVES: Effect = RISKS;
const ADDS_OPTIONAL: Effect = (Level::Compatible, Level::Compatible);

declare_rules! { "parameters":
    REMOVED = "parameter-removed", REMOVES, "A parameter is no longer declared: a server may ignore or refuse it";
    ADDED_OPTIONAL = "optional-parameter-added", ADDS_OPTIONAL, "A new parameter that no request needs";
    ADDED_REQUIRED = "required-parameter-added", NARROWS, "A new parameter that each request needs";
    BECAME_REQUIRED = "parameter-became-required", NARROWS, "Requests without the parameter are no longer valid";
    BECAME_OPTIONAL = "parameter-became-optional", WIDENS, "Requests without the parameter became valid";
}

/// Compares the parameters of an operation.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    old: &Operation,
    new: &Operation,
    flow: Flow,
) {
    let keys: Vec<_> = old.parameters.iter().map(|it| key(old, it)).collect();
    let mut matched = vec![false; keys.len()];
    for after in &new.parameters {
        let wanted = key(new, after);
        let Some(index) = keys.iter().position(|it| *it == wanted) else {
            let rule = if after.required {
                &ADDED_REQUIRED
            } else {
                &ADDED_OPTIONAL
            };
            let message = format!("{} added", subject(after));
            comparison.report(Finding::new(rule, &old.at, &after.at, message).flow(flow));
            continue;
        };
        matched[index] = true;
        let before = &old.parameters[index];
        if before.required != after.required {
            let (rule, became) = match after.required {
                true => (&BECAME_REQUIRED, "became required"),
                false => (&BECAME_OPTIONAL, "became optional"),
            };
            let message = format!("{} {became}", subject(after));
            comparison.report(Finding::new(rule, &before.at, &after.at, message).flow(flow));
        }
    }
    for (before, _) in old
        .parameters
        .iter()
        .zip(matched)
        .filter(|(_, matched)| !matched)
    {
        let message = format!("{} removed", subject(before));
        comparison.report(Finding::new(&REMOVED, &before.at, &new.at, message).flow(flow));
    }
}

/// Returns the identity of a parameter: its location and name; of a path parameter, its position, since its name is not sent.
fn key(operation: &Operation, parameter: &Parameter) -> (ParameterLocation, String) {
    let name = &parameter.name;
    let position = || {
        let mut names = operation.parts.iter().filter_map(|part| match part {
            PathPart::Parameter(name) => Some(name),
            PathPart::Text(_) => None,
        });
        names.position(|it| it == name)
    };
    let key = match parameter.location {
        ParameterLocation::Header => name.to_ascii_lowercase(),
        ParameterLocation::Path => position().map_or_else(|| name.clone(), |it| it.to_string()),
        _ => name.clone(),
    };
    (parameter.location, key)
}

/// Returns the parameter for a message, such as ``query parameter `limit` ``.
pub(super) fn subject(parameter: &Parameter) -> String {
    format!(
        "{} parameter `{}`",
        parameter.location.name(),
        parameter.name
    )
}
