//! The diagnostics of paths and operations.

use super::{meant_key, meant_value};
use crate::diagnostic::quote;
use crate::template::Template;
use crate::{Code, Diagnostic, Fix, Location, Node, Place};

/// The operation that a server routes to, of several with one method and one route (`specwright-runtime/src/server/routes.rs`).
const ROUTED: &str = "of one method, an operation that requires credentials is reached first";

pub(in crate::check) fn path_without_slash(at: &Location, template: &str) -> Diagnostic {
    Diagnostic::new(
        Code::PathWithoutSlash,
        Place::Key(at.clone()),
        format!("the path {} does not start with `/`", quote(template)),
    )
    .fix(Fix::rename(at, &format!("/{template}")))
}

pub(in crate::check) fn invalid_path_template(
    at: &Location,
    template: &str,
    reason: &str,
) -> Diagnostic {
    let message = format!("the path {} cannot be read: {reason}", quote(template));
    let diagnostic = Diagnostic::new(Code::InvalidPathTemplate, Place::Key(at.clone()), message);
    let single = template.replace("{{", "{").replace("}}", "}");
    match single != template && Template::parse(&single).is_ok() {
        true => diagnostic.fix(Fix::rename(at, &single)),
        false => diagnostic.help("write each parameter once, as `{name}`"),
    }
}

pub(in crate::check) fn duplicate_path(at: &Location, first: &Location) -> Diagnostic {
    let message = "two paths are the same";
    Diagnostic::new(Code::DuplicatePath, Place::Key(at.clone()), message)
        .label(format!("the same path again; {ROUTED}"))
        .also(Place::Key(first.clone()), "the first")
        .help("join the two")
}

pub(in crate::check) fn similar_paths(at: &Location, first: &Location) -> Diagnostic {
    let message = "two paths differ only in the names of their parameters";
    Diagnostic::new(Code::SimilarPaths, Place::Key(at.clone()), message)
        .label(format!("no server can tell it from the first; {ROUTED}"))
        .also(Place::Key(first.clone()), "the first")
        .help("join the two")
}

pub(in crate::check) fn repeated_operation(at: &Location, again: &Location) -> Diagnostic {
    let message = "an operation is declared beside a `$ref` and behind it";
    Diagnostic::new(Code::RepeatedOperation, Place::Key(at.clone()), message)
        .also(Place::Key(again.clone()), "and here")
        .help("remove one of the two")
}

pub(in crate::check) fn operation_reference(at: &Location) -> Diagnostic {
    let message = "an operation cannot be a reference";
    Diagnostic::new(Code::OperationReference, at, message)
        .help("let the path item be the reference, or write out the operation")
}

pub(in crate::check) fn undeclared_path_parameter(
    (node, operation): (&Node, &Location),
    path: &Location,
    name: &str,
    declared: &[(String, Location)],
) -> Diagnostic {
    let message = format!("the path parameter {} is not declared", quote(name));
    let diagnostic = Diagnostic::new(
        Code::UndeclaredPathParameter,
        Place::Key(operation.clone()),
        message,
    )
    .label("not declared here, nor for the whole path")
    .also(
        Place::Key(path.clone()),
        format!("{} stands here", quote(name)),
    );
    let list = node.get("parameters");
    let fix = Fix::append(&operation.child("parameters"), path_parameter(name)).likely();
    match crate::nearest(name, declared.iter().map(|(name, _)| name.as_str())) {
        Some(meant) => diagnostic.help(format!(
            "{} is declared: one of the two is misspelled",
            quote(meant)
        )),
        None if list.is_some_and(|list| list.as_array().is_none()) => {
            diagnostic.help(fix.describe())
        }
        None => diagnostic.fix(fix),
    }
}

/// The declaration of a path parameter that is a string.
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
    let message = format!(
        "the path parameter {} does not stand in the path",
        quote(name)
    );
    let diagnostic = Diagnostic::new(Code::UnusedPathParameter, at.child("name"), message)
        .label("declared here")
        .also(
            Place::Key(path.clone()),
            format!("no {} here", quote(&format!("{{{name}}}"))),
        );
    let meant = crate::nearest(name, names.iter().copied());
    meant_value(diagnostic, &at.child("name"), meant)
}

pub(in crate::check) fn duplicate_operation_id(
    at: &Location,
    first: &Location,
    id: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateOperationId,
        at,
        format!("two operations are called {}", quote(id)),
    )
    .label("the second")
    .also(first, "the first")
    .help("rename one of the two")
}

pub(in crate::check) fn fixed_method(at: &Location, name: &str, field: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidValue,
        Place::Key(at.clone()),
        format!("{} is no additional method", quote(name)),
    )
    .help(format!(
        "write {} beside `additionalOperations`",
        quote(field)
    ))
}

/// A method is a token (RFC 9110, section 9.1).
pub(in crate::check) fn invalid_method(at: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidValue,
        Place::Key(at.clone()),
        format!("HTTP does not allow {} as a method", quote(name)),
    )
    .help("use capital letters, such as `COPY`")
}

pub(in crate::check) fn path_with_query(at: &Location, query: &[&str]) -> Diagnostic {
    let message = format!(
        "the path has a query: every request has {}",
        quote(&query.join("&"))
    );
    Diagnostic::new(Code::PathWithQuery, Place::Key(at.clone()), message)
        .help("write it as a parameter with `in: query`, and an `enum` of the one value")
}

pub(in crate::check) fn adjacent_parameters(
    at: &Location,
    first: &str,
    second: &str,
) -> Diagnostic {
    let message = format!(
        "the path has no text between the parameters {} and {}",
        quote(first),
        quote(second)
    );
    Diagnostic::new(Code::AdjacentParameters, Place::Key(at.clone()), message)
        .label("no server can tell where the first ends")
        .help("separate the two by a text, such as `/`, or join them into one parameter")
}

/// An operation under a key that is no method, which would be lost.
pub(in crate::check) fn unknown_method(
    at: &Location,
    name: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let message = format!("unknown method {} in path item", quote(name));
    let diagnostic = Diagnostic::new(Code::UnknownMethod, Place::Key(at.clone()), message)
        .label("this operation would be lost");
    match meant {
        Some(meant) => meant_key(diagnostic, at, meant),
        None => diagnostic.help(format!(
            "write it under `additionalOperations` (OpenAPI 3.2), as {}",
            quote(&name.to_ascii_uppercase())
        )),
    }
}

/// A link to an operation that the document does not have.
pub(in crate::check) fn unknown_link(at: &Location, id: &str, meant: Option<&str>) -> Diagnostic {
    let message = format!("no operation has the operationId {}", quote(id));
    let diagnostic =
        Diagnostic::new(Code::UnknownLink, at, message).label("the link leads nowhere");
    meant_value(diagnostic, at, meant)
}

pub(in crate::check) fn path_with_fragment(at: &Location, fragment: &str) -> Diagnostic {
    let message = format!(
        "the path has a fragment: {} is not sent",
        quote(&format!("#{fragment}"))
    );
    Diagnostic::new(Code::PathWithFragment, Place::Key(at.clone()), message)
        .label("no server can tell it from the path without")
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
        "the path parameter {} is read as {}, a single segment",
        quote(&written),
        quote(&read)
    );
    Diagnostic::new(Code::PathOperator, Place::Key(at.clone()), message)
        .label("a `/` in its value is sent as `%2F`, and a path with more segments is not found")
        .fix(fix)
}

pub(in crate::check) fn no_responses(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::NoResponses,
        Place::Key(at.clone()),
        "the operation declares no response",
    )
    .help("add the response of a successful call, or `default`")
}

pub(in crate::check) fn lower_case_range(at: &Location, key: &str, again: bool) -> Diagnostic {
    let upper = key.to_ascii_uppercase();
    let message = format!("{} is read as {}", quote(key), quote(&upper));
    let diagnostic = Diagnostic::new(Code::LowerCaseRange, Place::Key(at.clone()), message);
    match again {
        true => diagnostic
            .label(format!("ignored, since {} is declared too", quote(&upper)))
            .fix(Fix::remove(at)),
        false => diagnostic.fix(Fix::rename(at, &upper)),
    }
}

pub(in crate::check) fn invalid_status(at: &Location, key: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidStatus,
        Place::Key(at.clone()),
        format!("{} is no status", quote(key)),
    )
    .help("write a status from `100` to `599`, a range from `1XX` to `5XX`, or `default`")
}
