//! Diagnostics of security and servers.

use super::intended_key;
use crate::diagnostic::quote;
use crate::{Code, Diagnostic, Location, Place};

pub(in crate::check) fn missing_security_field(
    at: &Location,
    holder: &str,
    field: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::MissingField,
        at,
        format!("missing field {} in {holder}", quote(field)),
    )
    .label(format!("missing {}", quote(field)))
}

pub(in crate::check) fn unknown_security_scheme(
    at: &Location,
    name: &str,
    intended: Option<&str>,
) -> Diagnostic {
    let message = format!("unknown security scheme {}", quote(name));
    let diagnostic = Diagnostic::new(Code::UnknownSecurityScheme, Place::Key(at.clone()), message);
    match intended {
        Some(intended) => intended_key(diagnostic, at, intended),
        None => diagnostic.help("declare it under `components.securitySchemes`"),
    }
}

pub(in crate::check) fn undeclared_server_variable(at: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnusableServer,
        at,
        format!("undeclared server variable {}", quote(name)),
    )
    .label("this server is ignored")
    .help(format!("add `variables: {{{name}: {{default: …}}}}`"))
}

pub(in crate::check) fn nameless_server_variable(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::UnusableServer,
        at,
        "server URL has braces without a variable name",
    )
    .label("this server is ignored")
    .help("write the name of a server variable in the braces, or remove them")
}

pub(in crate::check) fn doubled_braces(at: &Location, url: &str) -> Diagnostic {
    let intended = url.replace("{{", "{").replace("}}", "}");
    Diagnostic::new(
        Code::UnusableServer,
        at,
        "server URL has doubled braces around a variable",
    )
    .label("this server is ignored")
    .help(format!(
        "write {}, and declare the variable under `variables`",
        quote(&intended)
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
            "default {} is not listed in the `enum` of the server variable",
            quote(default)
        ),
    )
    .also(values, "allowed values")
}
