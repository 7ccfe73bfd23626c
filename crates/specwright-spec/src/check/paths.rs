//! Path templates (OpenAPI 3.0.4, "Path Templating").

use std::collections::HashMap;

use super::error;
use crate::location::decode_percent;
use crate::paths::{Path, paths};
use crate::resolve::Resolved;
use crate::suggest::nearest;
use crate::template::{Template, declared_name};
use crate::{Leniency, Location, Node, Report};

pub(super) fn check(resolved: &Resolved, report: &mut Report) {
    let mut shapes = HashMap::new();
    for path in paths(resolved) {
        if !path.template.starts_with('/') {
            report.push(error::path_without_slash(&path.at, path.template));
        }
        match Template::parse(path.template) {
            Ok(template) => {
                check_extras(&path, &template, report);
                check_operators(resolved, &path, &template, report);
                check_parameters(resolved, &path, &template, report);
                let again = shapes.insert(shape(&template), path.at.clone());
                if let Some(first) = again {
                    report.push(match decoded(&first) == decoded(&path.at) {
                        true => error::duplicate_path(&path.at, &first),
                        false => error::similar_paths(&path.at, &first),
                    });
                }
            }
            Err(reason) => report.push(error::invalid_path_template(
                &path.at,
                path.template,
                &reason,
            )),
        }
    }
}

/// Returns the template of a path with `%XX` decoded.
fn decoded(at: &Location) -> Option<String> {
    decode_percent(&at.pointer.last()?).ok()
}

/// Reports a query string, a fragment, and adjacent parameters in a template.
fn check_extras(path: &Path<'_>, template: &Template<'_>, report: &mut Report) {
    let fixed: Vec<&str> = template.fixed().collect();
    if !fixed.is_empty() {
        report.push(error::path_with_query(&path.at, &fixed));
    }
    if let Some((first, second)) = template.adjacent() {
        report.push(error::adjacent_parameters(&path.at, first, second));
    }
    if let Some(fragment) = template.fragment {
        report.push(error::path_with_fragment(&path.at, fragment));
    }
}

/// Reports parameters for several segments, unless an operation declares a parameter with the literal name.
fn check_operators(
    resolved: &Resolved,
    path: &Path<'_>,
    template: &Template<'_>,
    report: &mut Report,
) {
    let declared: Vec<String> = path
        .operations()
        .flat_map(|operation| placed(&path.parameters(resolved, &operation), "path"))
        .map(|(name, _)| name)
        .collect();
    let declared: Vec<&str> = declared.iter().map(String::as_str).collect();
    let greedy = template.names().filter(|name| name.starts_with(['+', '*']));
    for written in greedy {
        let name = declared_name(written, &declared);
        if name != written {
            report.push(error::path_operator(&path.at, path.template, written, name));
        }
    }
}

/// Returns the template without parameter names: paths with equal shapes are equal.
fn shape(template: &Template<'_>) -> String {
    let path = template.shape();
    // `/a%62c` is `/abc` (RFC 3986 section 6.2.2.2).
    let path = decode_percent(&path).unwrap_or(path);
    let query: Vec<&str> = template.fixed().collect();
    let fragment = template.fragment.unwrap_or_default();
    format!("{path}?{}#{fragment}", query.join("&"))
}

fn check_parameters(
    resolved: &Resolved,
    path: &Path<'_>,
    template: &Template<'_>,
    report: &mut Report,
) {
    for operation in path.operations() {
        let parameters = path.parameters(resolved, &operation);
        let (in_path, in_query) = (placed(&parameters, "path"), placed(&parameters, "query"));
        let declared: Vec<&str> = in_path.iter().map(|(name, _)| name.as_str()).collect();
        let names = template.names();
        let mut names: Vec<&str> = names.map(|name| declared_name(name, &declared)).collect();
        for (key, name) in template.parameters() {
            if !in_query.iter().any(|(it, _)| it == name || it == key) {
                names.push(name);
            }
        }
        // An unresolved reference, which has been reported, may declare any of them.
        let is_known = !parameters
            .iter()
            .any(|(node, _)| node.get("$ref").is_some());
        let undeclared = names.iter().filter(|name| !declared.contains(name));
        for name in undeclared.filter(|_| is_known) {
            let error = error::undeclared_path_parameter(
                (resolved.node(&operation.at), &operation.at),
                &path.at,
                name,
                &in_path,
            );
            report.push(error);
        }
        let unused: Vec<_> = in_path
            .iter()
            .filter(|(name, _)| !names.contains(&name.as_str()))
            .filter(|(name, _)| !in_fragment(template, name))
            .collect();
        // A misspelled name has been reported with the suggested name.
        let undeclared = names.iter().filter(|name| !declared.contains(name));
        let reported: Vec<&str> = undeclared
            .filter_map(|name| nearest(name, unused.iter().map(|(name, _)| name.as_str())))
            .filter(|_| resolved.leniency == Leniency::Strict)
            .collect();
        for (name, at) in unused
            .iter()
            .filter(|(name, _)| !reported.contains(&name.as_str()))
        {
            let error = error::unused_path_parameter(at, &path.at, name, &names);
            report.push(error);
        }
    }
}

/// Returns true if a parameter occurs in the fragment, which has its own warning.
fn in_fragment(template: &Template<'_>, name: &str) -> bool {
    let fragment = template.fragment.unwrap_or_default();
    fragment.contains(&format!("{{{name}}}"))
}

/// Returns the parameters of an object by name.
fn placed(parameters: &[(&Node, Location)], place: &str) -> Vec<(String, Location)> {
    let named = parameters.iter().filter_map(|(parameter, at)| {
        let is_present = parameter.get("in").and_then(Node::as_str) == Some(place);
        let name = parameter.get("name").and_then(Node::as_text)?;
        is_present.then(|| (name.to_owned(), at.clone()))
    });
    named.collect()
}
