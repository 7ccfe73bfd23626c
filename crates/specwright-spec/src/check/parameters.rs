//! Parameters and headers (OpenAPI 3.0.4, "Parameter Object" and "Header Object").

use std::collections::HashMap;

use super::styles::{self, StyledValue};
use super::{error, headers};
use crate::paths::{key, parameters, paths};
use crate::read::ignored_header;
use crate::resolve::Resolved;
use crate::suggest::nearest;
use crate::{Location, Node, ParameterLocation, Report};

/// The locations of parameters with a style ("Parameter Locations"), in the order in which messages list them.
const LOCATIONS: [ParameterLocation; 4] = [
    ParameterLocation::Path,
    ParameterLocation::Query,
    ParameterLocation::Header,
    ParameterLocation::Cookie,
];

pub(super) fn check(resolved: &Resolved, parameter: &Node, at: &Location, report: &mut Report) {
    check_form(parameter, at, report);
    let Some(location) = parameter.get("in").and_then(Node::as_text) else {
        return;
    };
    if location == "querystring" {
        // "It MUST be specified using the `content` field" (OpenAPI 3.2.0, "Parameter Locations").
        if parameter.get("schema").is_some() {
            report.push(error::querystring_without_content(&at.child("schema")));
        }
        return;
    }
    let known = LOCATIONS.into_iter().find(|it| it.name() == location);
    let Some(place) = known else {
        if matches!(location, "body" | "formData") {
            return report.push(error::body_parameter(&at.child("in"), location));
        }
        let places = LOCATIONS.map(ParameterLocation::name);
        return report.push(error::invalid_value(
            &at.child("in"),
            location,
            &places,
            nearest(location, places),
        ));
    };
    let name = parameter.get("name").and_then(Node::as_text);
    let name = name.unwrap_or_default();
    let is_required = place == ParameterLocation::Path
        || parameter.get("required").and_then(Node::as_bool) == Some(true);
    check_style(parameter, at, place, report);
    let styled = StyledValue::new(parameter, at, name, place);
    styles::check(resolved, &styled, is_required, report);
    match location {
        "path" if parameter.get("required").and_then(Node::as_bool) != Some(true) => {
            report.push(error::optional_path_parameter(
                at,
                parameter.get("required").is_some(),
            ));
        }
        "header" | "cookie" => match ignored_header(parameter) {
            Some(by) => {
                report.push(error::ignored_header_parameter(&at.child("name"), name, by));
            }
            None => headers::check_name(parameter.get("name"), &at.child("name"), location, report),
        },
        _ => {}
    }
}

/// Checks a header: a parameter with a given name and location.
pub(super) fn check_header(resolved: &Resolved, header: &Node, at: &Location, report: &mut Report) {
    let (place, name) = (ParameterLocation::Header, at.pointer.last());
    check_form(header, at, report);
    check_style(header, at, place, report);
    let is_required = header.get("required").and_then(Node::as_bool) == Some(true);
    let name = name.unwrap_or_default();
    let styled = StyledValue::new(header, at, &name, place);
    styles::check(resolved, &styled, is_required, report);
}

/// Checks `schema` and `content`: "A parameter MUST contain either a `schema` property, or a `content` property, but not
/// both"; "the map MUST only contain one entry".
fn check_form(node: &Node, at: &Location, report: &mut Report) {
    match (node.get("schema"), node.get("content")) {
        (None, None) => report.push(error::no_form(at)),
        (Some(_), Some(_)) => report.push(error::two_forms(at)),
        (None, Some(content)) if content.as_object().is_some_and(|types| types.len() != 1) => {
            report.push(error::not_one_media_type(&at.child("content")));
        }
        _ => {}
    }
}

fn check_style(node: &Node, at: &Location, location: ParameterLocation, report: &mut Report) {
    let Some(style) = node.get("style").and_then(Node::as_text) else {
        return;
    };
    let styles = location.style_names();
    if !styles.contains(&style) {
        let place = format!("`in: {}`", location.name());
        report.push(error::invalid_style(
            &at.child("style"),
            style,
            &place,
            &styles,
        ));
    }
}

/// Checks for duplicates: "The list MUST NOT include duplicated parameters" ("Operation Object", "Path Item Object").
pub(super) fn check_lists(resolved: &Resolved, report: &mut Report) {
    for path in paths(resolved) {
        for (item, at) in &path.items {
            check_list(resolved, item, at, report);
        }
        for operation in path.operations() {
            for (node, at) in operation.layers() {
                check_list(resolved, node, at, report);
            }
        }
    }
}

fn check_list(resolved: &Resolved, holder: &Node, at: &Location, report: &mut Report) {
    let mut known = HashMap::new();
    let list_at = at.child("parameters");
    for (index, (node, at)) in parameters(resolved, holder, at).iter().enumerate() {
        let Some(key) = key(node) else {
            continue;
        };
        let entry = list_at.index(index);
        if let Some((first, target)) = known.get(&key) {
            let (location, name) = (key.0, key.1.as_str());
            report.push(match target == at {
                true => error::repeated_parameter(&entry, first, location, name),
                false => error::duplicate_parameter(&entry, first, location, name),
            });
            continue;
        }
        known.insert(key, (entry, at.clone()));
    }
}
