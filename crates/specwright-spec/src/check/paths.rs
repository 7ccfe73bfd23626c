//! Path templates (OpenAPI 3.0.4, "Path Templating").

use std::collections::HashMap;

use super::error;
use crate::location::decode_percent;
use crate::paths::{Found, Path, paths};
use crate::resolve::Resolved;
use crate::{Location, Node, Report};

pub(super) fn check(resolved: &Resolved, report: &mut Report) {
    let mut shapes = HashMap::new();
    for path in paths(resolved) {
        if !path.template.starts_with('/') {
            report.push(error::path_without_slash(&path.at, path.template));
        }
        match names(path.template) {
            Ok(names) => {
                check_parameters(resolved, &path, &names, report);
                let again = shapes.insert(shape(path.template, &names), path.at.clone());
                if let Some(first) = again {
                    report.push(match decoded(&first) == decoded(&path.at) {
                        true => error::duplicate_path(&path.at, &first),
                        false => error::similar_paths(&path.at, &first),
                    });
                }
            }
            Err(reason) => report.push(
                error::invalid_path_template(&path.at, path.template, &reason)
                    .repaired(resolved.leniency, "left out"),
            ),
        }
    }
}

/// The template of a path without `%XX`.
fn decoded(at: &Location) -> Option<String> {
    decode_percent(&at.pointer.last()?).ok()
}

/// The names in braces, in order; a reason if the template cannot be read.
pub(crate) fn names(template: &str) -> Result<Vec<&str>, String> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(brace) = rest.find(['{', '}']) {
        if rest[brace..].starts_with('}') {
            return Err("a brace is closed that was not opened".to_owned());
        }
        let after = &rest[brace + 1..];
        let end = after
            .find(['{', '}', '/', '?', '#'])
            .filter(|end| after[*end..].starts_with('}'));
        let Some(end) = end else {
            return Err("a brace is not closed".to_owned());
        };
        let name = &after[..end];
        match name {
            "" => return Err("the braces hold no name".to_owned()),
            _ if names.contains(&name) => return Err(format!("`{name}` stands in it twice")),
            _ => names.push(name),
        }
        rest = &after[end + 1..];
    }
    if template.contains(['?', '#']) {
        return Err(
            "a path has neither a query nor a fragment; write `parameters` with `in: query`"
                .to_owned(),
        );
    }
    Ok(names)
}

/// The template with its names taken out: two paths of one shape are one path.
fn shape(template: &str, names: &[&str]) -> String {
    let shape = names.iter().fold(template.to_owned(), |shape, name| {
        shape.replace(&format!("{{{name}}}"), "{}")
    });
    // `/a%62c` is `/abc` (RFC 3986 section 6.2.2.2).
    decode_percent(&shape).unwrap_or(shape)
}

fn check_parameters(resolved: &Resolved, path: &Path<'_>, names: &[&str], report: &mut Report) {
    for operation in path.operations() {
        let declared = path_parameters(resolved, path, &operation);
        for name in names
            .iter()
            .filter(|name| !declared.iter().any(|(declared, _)| declared == *name))
        {
            let error = error::undeclared_path_parameter(&operation.at, &path.at, name, &declared);
            report.push(error.repaired(resolved.leniency, "read as a string"));
        }
        for (name, at) in declared
            .iter()
            .filter(|(name, _)| !names.contains(&name.as_str()))
        {
            let error = error::unused_path_parameter(at, &path.at, name, names);
            report.push(error.repaired(resolved.leniency, "left out"));
        }
    }
}

/// The path parameters of an operation by name.
fn path_parameters<'a>(
    resolved: &'a Resolved,
    path: &Path<'a>,
    operation: &Found<'a>,
) -> Vec<(String, Location)> {
    let places = path.parameters(resolved, operation).into_iter();
    let named = places.filter_map(|(parameter, at)| {
        let in_path = parameter.get("in").and_then(Node::as_str) == Some("path");
        let name = parameter.get("name").and_then(Node::as_text)?;
        in_path.then(|| (name.to_owned(), at))
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_pairs_of_braces() {
        assert_eq!(names("/a/{b}/{c}.{d}"), Ok(vec!["b", "c", "d"]));
        for template in [
            "/{", "/}", "/{}", "/{a}/{a}", "/{a/b}", "/{a{b}}", "/a?b={c}",
        ] {
            assert!(names(template).is_err(), "{template}");
        }
    }
}
