//! The diagnostics of security and servers.

use super::meant_key;
use crate::diagnostic::quote;
use crate::{Code, Diagnostic, Location, Place};

pub(in crate::check) fn missing_security_field(at: &Location, of: &str, field: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingField,
        at,
        format!("{} needs {}", quote(of), quote(field)),
    )
    .label(format!("{} is missing", quote(field)))
}

pub(in crate::check) fn unknown_security_scheme(
    at: &Location,
    name: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let message = format!("the security scheme {} is not declared", quote(name));
    let diagnostic = Diagnostic::new(Code::UnknownSecurityScheme, Place::Key(at.clone()), message);
    match meant {
        Some(meant) => meant_key(diagnostic, at, meant),
        None => diagnostic.help("declare it under `components.securitySchemes`"),
    }
}

pub(in crate::check) fn undeclared_server_variable(at: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnusableServer,
        at,
        format!("the server variable {} is not declared", quote(name)),
    )
    .label("the server is left out")
    .help(format!("add `variables: {{{name}: {{default: …}}}}`"))
}

pub(in crate::check) fn nameless_server_variable(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::UnusableServer,
        at,
        "the server URL has braces without the name of a variable",
    )
    .label("the server is left out")
    .help("write the name of one of `variables` in the braces, or remove them")
}

pub(in crate::check) fn doubled_braces(at: &Location, url: &str) -> Diagnostic {
    let meant = url.replace("{{", "{").replace("}}", "}");
    Diagnostic::new(
        Code::UnusableServer,
        at,
        "the server URL has doubled braces around a variable",
    )
    .label("the server is left out")
    .help(format!(
        "write {}, and declare the variable under `variables`",
        quote(&meant)
    ))
}

pub(in crate::check) fn server_default(
    at: &Location,
    default: &str,
    values: &Location,
) -> Diagnostic {
    Diagnostic::new(
        Code::ServerVariable,
        at,
        format!(
            "the default {} is none of the variable's values",
            quote(default)
        ),
    )
    .also(values, "the values stand here")
}
