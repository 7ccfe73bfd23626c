//! Diagnostics of paths and operations.

use super::{intended_key, intended_value};
use crate::diagnostic::quote;
use crate::template::Template;
use crate::{Code, Diagnostic, Fix, Location, Node, Place};

/// The order in which a server tries operations with the same method and route (`specwright-runtime/src/server/routes.rs`).
const ROUTED: &str =
    "for the same method, servers try an operation that requires credentials first";

pub(in crate::check) fn path_without_slash(at: &Location, template: &str) -> Diagnostic {
    Diagnostic::new(
        Code::PathWithoutSlash,
        Place::Key(at.clone()),
        format!("path {} does not start with `/`", quote(template)),
    )
    .fix(Fix::rename(at, &format!("/{template}")))
}

pub(in crate::check) fn invalid_path_template(
    at: &Location,
    template: &str,
    reason: &str,
) -> Diagnostic {
    let message = format!("invalid path template {}: {reason}", quote(template));
    let diagnostic = Diagnostic::new(Code::InvalidPathTemplate, Place::Key(at.clone()), message);
    let single = template.replace("{{", "{").replace("}}", "}");
    match single != template && Template::parse(&single).is_ok() {
        true => diagnostic.fix(Fix::rename(at, &single)),
        false => diagnostic.help("write each parameter once, as `{name}`"),
    }
}

pub(in crate::check) fn duplicate_path(at: &Location, first: &Location) -> Diagnostic {
    let name = at.pointer.last().unwrap_or_default();
    let message = format!("duplicate path {}", quote(&name));
    Diagnostic::new(Code::DuplicatePath, Place::Key(at.clone()), message)
        .label(format!("declared again here; {ROUTED}"))
        .also(Place::Key(first.clone()), "first declared here")
        .help("merge the two path items")
}

pub(in crate::check) fn similar_paths(at: &Location, first: &Location) -> Diagnostic {
    let message = "paths differ only in parameter names";
    Diagnostic::new(Code::SimilarPaths, Place::Key(at.clone()), message)
        .label(format!("matches the same requests; {ROUTED}"))
        .also(Place::Key(first.clone()), "first path")
        .help("merge the two path items")
}

pub(in crate::check) fn repeated_operation(at: &Location, again: &Location) -> Diagnostic {
    let message = "duplicate operation: declared beside `$ref` and in the referenced path item";
    Diagnostic::new(Code::RepeatedOperation, Place::Key(at.clone()), message)
        .also(Place::Key(again.clone()), "also declared here")
        .help("remove one of them")
}

pub(in crate::check) fn operation_reference(at: &Location) -> Diagnostic {
    let message = "an operation cannot be a `$ref`";
    Diagnostic::new(Code::OperationReference, at, message)
        .help("move the `$ref` to the path item, or write out the operation")
}

pub(in crate::check) fn undeclared_path_parameter(
    (node, operation): (&Node, &Location),
    path: &Location,
    name: &str,
    declared: &[(String, Location)],
) -> Diagnostic {
    let message = format!("undeclared path parameter {}", quote(name));
    let diagnostic = Diagnostic::new(
        Code::UndeclaredPathParameter,
        Place::Key(operation.clone()),
        message,
    )
    .label("declared neither here nor in the path item")
    .also(
        Place::Key(path.clone()),
        format!("{} is used here", quote(name)),
    );
    let list = node.get("parameters");
    let fix = Fix::append(&operation.child("parameters"), path_parameter(name)).likely();
    match crate::nearest(name, declared.iter().map(|(name, _)| name.as_str())) {
        Some(intended) => diagnostic.help(format!(
            "{} is declared: one of the two is misspelled",
            quote(intended)
        )),
        None if list.is_some_and(|list| list.as_array().is_none()) => {
            diagnostic.help(fix.describe())
        }
        None => diagnostic.fix(fix),
    }
}

/// Returns the declaration of a string path parameter.
fn path_parameter(name: &str) -> Node {
    let text = |text: &str| Node::String(text.to_owned());
    let schema = Node::Object(vec![("type".to_owned(), text("string"))]);
    Node::Object(vec![
        ("name".to_owned(), text(name)),
        ("in".to_owned(), text("path")),
        ("required".to_owned(), Node::Bool(true)),
        ("schema".to_owned(), schema),
    ])
}

pub(in crate::check) fn unused_path_parameter(
    at: &Location,
    path: &Location,
    name: &str,
    names: &[&str],
) -> Diagnostic {
    let message = format!("unused path parameter {}", quote(name));
    let diagnostic = Diagnostic::new(Code::UnusedPathParameter, at.child("name"), message)
        .label("declared here")
        .also(
            Place::Key(path.clone()),
            format!("the path has no {}", quote(&format!("{{{name}}}"))),
        );
    let intended = crate::nearest(name, names.iter().copied());
    intended_value(diagnostic, &at.child("name"), intended)
}

pub(in crate::check) fn duplicate_operation_id(
    at: &Location,
    first: &Location,
    id: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateOperationId,
        at,
        format!("duplicate operationId {}", quote(id)),
    )
    .label("used again here")
    .also(first, "first used here")
    .help("rename one of them")
}

pub(in crate::check) fn fixed_method(at: &Location, name: &str, field: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidValue,
        Place::Key(at.clone()),
        format!("invalid method {} in `additionalOperations`", quote(name)),
    )
    .help(format!(
        "write {} in the path item, beside `additionalOperations`",
        quote(field)
    ))
}

/// Reports a method that is not a token (RFC 9110, section 9.1).
pub(in crate::check) fn invalid_method(at: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidValue,
        Place::Key(at.clone()),
        format!("invalid method {}", quote(name)),
    )
    .help("use capital letters, such as `COPY`")
}

pub(in crate::check) fn path_with_query(at: &Location, query: &[&str]) -> Diagnostic {
    let message = format!(
        "path contains a query string: every request sends {}",
        quote(&query.join("&"))
    );
    Diagnostic::new(Code::PathWithQuery, Place::Key(at.clone()), message)
        .help("declare a parameter with `in: query` and an `enum` of this one value")
}

pub(in crate::check) fn adjacent_parameters(
    at: &Location,
    first: &str,
    second: &str,
) -> Diagnostic {
    let message = format!(
        "no separator between path parameters {} and {}",
        quote(first),
        quote(second)
    );
    Diagnostic::new(Code::AdjacentParameters, Place::Key(at.clone()), message)
        .label("the end of the first parameter is ambiguous")
        .help("separate them with literal text such as `/`, or merge them into one parameter")
}

/// Reports an operation under a key that is not a method; it would be ignored.
pub(in crate::check) fn unknown_method(
    at: &Location,
    name: &str,
    intended: Option<&str>,
) -> Diagnostic {
    let message = format!("unknown method {} in path item", quote(name));
    let diagnostic = Diagnostic::new(Code::UnknownMethod, Place::Key(at.clone()), message)
        .label("this operation would be ignored");
    match intended {
        Some(intended) => intended_key(diagnostic, at, intended),
        None => diagnostic.help(format!(
            "write it under `additionalOperations` (OpenAPI 3.2), as {}",
            quote(&name.to_ascii_uppercase())
        )),
    }
}

/// Reports a link to an unknown operation.
pub(in crate::check) fn unknown_link(
    at: &Location,
    id: &str,
    intended: Option<&str>,
) -> Diagnostic {
    let message = format!("unknown operationId {} in link", quote(id));
    let diagnostic =
        Diagnostic::new(Code::UnknownLink, at, message).label("the link has no target");
    intended_value(diagnostic, at, intended)
}

pub(in crate::check) fn path_with_fragment(at: &Location, fragment: &str) -> Diagnostic {
    let message = format!(
        "path contains a fragment: {} is never sent",
        quote(&format!("#{fragment}"))
    );
    Diagnostic::new(Code::PathWithFragment, Place::Key(at.clone()), message)
        .label("servers cannot distinguish it from the path without the fragment")
}

pub(in crate::check) fn path_operator(
    at: &Location,
    template: &str,
    written: &str,
    name: &str,
) -> Diagnostic {
    let (written, read) = (format!("{{{written}}}"), format!("{{{name}}}"));
    let fix = Fix::rename(at, &template.replace(&written, &read));
    let message = format!(
        "path parameter {} is read as {}, a single segment",
        quote(&written),
        quote(&read)
    );
    Diagnostic::new(Code::PathOperator, Place::Key(at.clone()), message)
        .label("a `/` in its value is sent as `%2F`, and paths with more segments do not match")
        .fix(fix)
}

pub(in crate::check) fn no_responses(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::NoResponses,
        Place::Key(at.clone()),
        "operation declares no responses",
    )
    .help("add the response of a successful request, or `default`")
}

pub(in crate::check) fn lower_case_range(at: &Location, key: &str, again: bool) -> Diagnostic {
    let upper = key.to_ascii_uppercase();
    let message = format!(
        "lowercase status range {}, read as {}",
        quote(key),
        quote(&upper)
    );
    let diagnostic = Diagnostic::new(Code::LowerCaseRange, Place::Key(at.clone()), message);
    match again {
        true => diagnostic
            .label(format!("ignored, since {} is also declared", quote(&upper)))
            .fix(Fix::remove(at)),
        false => diagnostic.fix(Fix::rename(at, &upper)),
    }
}

pub(in crate::check) fn invalid_status(at: &Location, key: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidStatus,
        Place::Key(at.clone()),
        format!("invalid status {}", quote(key)),
    )
    .help("write a status from `100` to `599`, a range from `1XX` to `5XX`, or `default`")
}
