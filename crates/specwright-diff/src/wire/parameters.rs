//! Parameters and headers: which exist, which a message needs, and how their values are written.

use specwright_spec::{
    Location, MediaType, Operation, Parameter, ParameterLocation, PathPart, Serialization,
};

use super::comparison::{Comparison, Finding, Flow};
use super::schemas::Value;
use super::{bodies, lifecycle};
use crate::rules::{ADDS, BREAKS, Effect, Level, NARROWS, RISKS, Rule, WIDENS, declare_rules};

const REMOVES_REQUIRED: Effect = (Level::Risky, Level::Breaking);
const ALLOWS_RESERVED: Effect = (Level::Compatible, Level::Risky);

declare_rules! { "parameters":
    SUNSET_REACHED = "parameter-removed-after-sunset", ADDS, "A deprecated parameter is removed after the announced date";
    BEFORE_SUNSET = "parameter-removed-before-sunset", BREAKS, "A parameter is removed before the announced date";
    REMOVED = "parameter-removed", RISKS, "A parameter is no longer declared: a server may ignore or refuse it";
    ADDED_OPTIONAL = "optional-parameter-added", ADDS, "A new parameter that no request needs";
    ADDED_REQUIRED = "required-parameter-added", NARROWS, "A new parameter that each request needs";
    MOVED = "parameter-moved", BREAKS, "A parameter is in another part of the request";
    BECAME_REQUIRED = "parameter-became-required", NARROWS, "Requests without the parameter are no longer valid";
    BECAME_OPTIONAL = "parameter-became-optional", WIDENS, "Requests without the parameter became valid";
    STYLE_CHANGED = "parameter-style-changed", BREAKS, "Values are written in another way: `style`, `explode`, `schema` or `content`";
    RESERVED_ALLOWED = "allow-reserved-added", ALLOWS_RESERVED, "Reserved characters need not be percent-encoded";
    RESERVED_FORBIDDEN = "allow-reserved-removed", NARROWS, "Reserved characters must be percent-encoded";
    HEADER_REMOVED = "optional-header-removed", RISKS, "A header that a message may have is no longer declared";
    REQUIRED_HEADER_REMOVED = "required-header-removed", REMOVES_REQUIRED, "A header that each message has is no longer declared";
    HEADER_ADDED = "optional-header-added", ADDS, "A message may have a new header";
    REQUIRED_HEADER_ADDED = "required-header-added", NARROWS, "Each message has a new header";
    HEADER_REQUIRED = "header-became-required", NARROWS, "Messages without the header are no longer valid";
    HEADER_OPTIONAL = "header-became-optional", WIDENS, "Messages without the header became valid";
}

/// Compares the parameters of an operation.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    old: &Operation,
    new: &Operation,
    flow: Flow,
) {
    let mut left: Vec<&Parameter> = old.parameters.iter().collect();
    let mut right: Vec<&Parameter> = new.parameters.iter().collect();
    left.retain(|before| {
        let wanted = key(old, before);
        let Some(index) = right.iter().position(|after| key(new, after) == wanted) else {
            return true;
        };
        compare_parameter(comparison, before, right.remove(index), flow);
        false
    });
    left.retain(|before| {
        let is_moved = |after: &&Parameter| after.name.eq_ignore_ascii_case(&before.name);
        let Some(index) = right.iter().position(is_moved) else {
            return true;
        };
        let after = right.remove(index);
        let message = format!(
            "parameter `{}` moved from {} to {}",
            before.name,
            before.location.name(),
            after.location.name()
        );
        let finding = Finding::new(&MOVED, &before.at, &after.at, message).flow(flow);
        comparison.report(finding.values(before.location.name(), after.location.name()));
        false
    });
    for before in left {
        let life = lifecycle::Life::of_parameter(before);
        let (rule, verb) = match life.sunset {
            _ if life.is_over(comparison.today) => {
                (&SUNSET_REACHED, "removed after the announced date")
            }
            Some(_) if life.deprecated => (&BEFORE_SUNSET, "removed before the announced date"),
            _ => (&REMOVED, "removed"),
        };
        let message = format!("{} {verb}", subject(before));
        comparison.report(Finding::new(rule, &before.at, &new.at, message).flow(flow));
    }
    for after in right {
        let rule = if after.required {
            &ADDED_REQUIRED
        } else {
            &ADDED_OPTIONAL
        };
        let message = format!("{} added", subject(after));
        comparison.report(Finding::new(rule, &old.at, &after.at, message).flow(flow));
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
fn subject(parameter: &Parameter) -> String {
    format!(
        "{} parameter `{}`",
        parameter.location.name(),
        parameter.name
    )
}

fn compare_parameter(
    comparison: &mut Comparison<'_>,
    old: &Parameter,
    new: &Parameter,
    flow: Flow,
) {
    let subject = subject(new);
    compare_required(
        comparison,
        (old, new),
        (&BECAME_REQUIRED, &BECAME_OPTIONAL),
        (flow, &subject),
    );
    compare_value(comparison, old, new, (flow, &subject));
}

/// Compares the headers of two messages.
pub(super) fn compare_headers(
    comparison: &mut Comparison<'_>,
    (old, new): (&[Parameter], &[Parameter]),
    (old_at, new_at): (&Location, &Location),
    (flow, owner): (Flow, &str),
) {
    let find = |headers: &'_ [Parameter], name: &str| {
        headers
            .iter()
            .position(|it| it.name.eq_ignore_ascii_case(name))
    };
    for before in old {
        let subject = format!("{owner}: header `{}`", before.name);
        match find(new, &before.name) {
            Some(index) => {
                let after = &new[index];
                compare_required(
                    comparison,
                    (before, after),
                    (&HEADER_REQUIRED, &HEADER_OPTIONAL),
                    (flow, &subject),
                );
                compare_value(comparison, before, after, (flow, &subject));
            }
            None => {
                let rule = if before.required {
                    &REQUIRED_HEADER_REMOVED
                } else {
                    &HEADER_REMOVED
                };
                comparison.report(
                    Finding::new(rule, &before.at, new_at, format!("{subject} removed")).flow(flow),
                );
            }
        }
    }
    for after in new.iter().filter(|it| find(old, &it.name).is_none()) {
        let subject = format!("{owner}: header `{}`", after.name);
        let rule = if after.required {
            &REQUIRED_HEADER_ADDED
        } else {
            &HEADER_ADDED
        };
        comparison
            .report(Finding::new(rule, old_at, &after.at, format!("{subject} added")).flow(flow));
    }
}

fn compare_required(
    comparison: &mut Comparison<'_>,
    (old, new): (&Parameter, &Parameter),
    (required, optional): (&'static Rule, &'static Rule),
    (flow, subject): (Flow, &str),
) {
    let (rule, verb) = match (old.required, new.required) {
        (false, true) => (required, "became required"),
        (true, false) => (optional, "became optional"),
        _ => return,
    };
    comparison.report(Finding::new(rule, &old.at, &new.at, format!("{subject} {verb}")).flow(flow));
}

/// Compares how the values of a parameter are written, and which are valid.
fn compare_value(
    comparison: &mut Comparison<'_>,
    old: &Parameter,
    new: &Parameter,
    (flow, subject): (Flow, &str),
) {
    lifecycle::compare_parameter(comparison, old, new, (flow, subject));
    let value = |parameter: &Parameter| match &parameter.serialization {
        Serialization::Style { schema, .. } => Some(*schema),
        Serialization::Content(media) => media.schema,
    };
    match (&old.serialization, &new.serialization) {
        (Serialization::Content(before), Serialization::Content(after)) => {
            let (before, after) = (media(before), media(after));
            bodies::compare_contents(
                comparison,
                (before, after),
                (&old.at, &new.at),
                (flow, subject),
            );
        }
        _ => {
            compare_style(comparison, old, new, (flow, subject));
            let (before, after) = (value(old), value(new));
            let (before, after) = (
                Value {
                    schema: before,
                    at: &old.at,
                },
                Value {
                    schema: after,
                    at: &new.at,
                },
            );
            comparison.compare_values(before, after, (flow, subject));
        }
    }
}

fn media(media: &MediaType) -> &[MediaType] {
    std::slice::from_ref(media)
}

fn compare_style(
    comparison: &mut Comparison<'_>,
    old: &Parameter,
    new: &Parameter,
    (flow, subject): (Flow, &str),
) {
    let is_scalar = comparison.is_scalar(value_of(old), value_of(new));
    let (one, other) = (written(old, is_scalar), written(new, is_scalar));
    if one != other {
        let message = format!("{subject}: values are written in another way");
        let finding = Finding::new(&STYLE_CHANGED, &old.at, &new.at, message).flow(flow);
        comparison.report(finding.values(one, other));
    }
    let reserved = |parameter: &Parameter| {
        matches!(
            parameter.serialization,
            Serialization::Style {
                allow_reserved: true,
                ..
            }
        )
    };
    let (rule, message) = match (reserved(old), reserved(new)) {
        (false, true) => (&RESERVED_ALLOWED, "reserved characters need not be encoded"),
        (true, false) => (&RESERVED_FORBIDDEN, "reserved characters must be encoded"),
        _ => return,
    };
    comparison
        .report(Finding::new(rule, &old.at, &new.at, format!("{subject}: {message}")).flow(flow));
}

fn value_of(parameter: &Parameter) -> Option<specwright_spec::SchemaId> {
    match &parameter.serialization {
        Serialization::Style { schema, .. } => Some(*schema),
        Serialization::Content(media) => media.schema,
    }
}

/// Returns the way in which values are written. `explode` does not change how a scalar value is written.
fn written(parameter: &Parameter, is_scalar: bool) -> String {
    match &parameter.serialization {
        Serialization::Style { style, .. } if is_scalar => format!("style: {}", style.name()),
        Serialization::Style { style, explode, .. } => {
            format!("style: {}, explode: {explode}", style.name())
        }
        Serialization::Content(media) => format!("content: {}", media.name),
    }
}
