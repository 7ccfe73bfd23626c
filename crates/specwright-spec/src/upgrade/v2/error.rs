//! The errors that only Swagger 2.0 has.

use crate::{Code, Diagnostic, Location};

/// Reports a second declaration of a body or form field.
pub(super) fn duplicate_parameter(at: Location, first: Location, parameter: &str) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateParameter,
        at,
        format!("duplicate {parameter}"),
    )
    .label("declared again here")
    .also(first, "first declared here")
    .help("remove one of them")
}

/// Reports a form field of an operation with a body.
pub(super) fn body_and_form(field: Location, body: Location) -> Diagnostic {
    Diagnostic::new(
        Code::BodyAndForm,
        field,
        "the operation has a body and form parameters",
    )
    .label("form parameter")
    .also(body, "body parameter")
    .help("remove one of them, or declare the properties of the body as form parameters")
}
