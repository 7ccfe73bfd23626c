//! Rules about `info`.

use crate::context::Context;
use crate::findings::Findings;
use crate::names::words;
use specwright_spec::quote;

/// Titles such as `Pets - OAS 3.0`.
pub(super) fn title_with_version(context: &Context<'_>, found: &mut Findings) {
    let title = &context.document.info.title;
    let words = words(title);
    let names = ["oas", "openapi", "swagger"];
    let is_named = |pair: &[String]| {
        let number = pair[1].strip_prefix('v').unwrap_or(&pair[1]);
        names.contains(&pair[0].as_str()) && number.starts_with(|it: char| it.is_ascii_digit())
    };
    if words.windows(2).any(is_named) {
        let at = context.trees.root().child("info").child("title");
        let message = format!("the title {} contains a version of OpenAPI", quote(title));
        found.push(
            found
                .at(&at, message)
                .help("write the name of the API alone"),
        );
    }
}

/// APIs without a description.
pub(super) fn missing_description(context: &Context<'_>, found: &mut Findings) {
    let is_missing = context.document.info.description.is_none();
    report_missing(
        context,
        "description",
        "the API has no description",
        is_missing,
        found,
    );
}

/// APIs without a license.
pub(super) fn missing_license(context: &Context<'_>, found: &mut Findings) {
    let is_missing = context.document.info.license.is_none();
    report_missing(
        context,
        "license",
        "the API has no license",
        is_missing,
        found,
    );
}

/// APIs without a contact.
pub(super) fn missing_contact(context: &Context<'_>, found: &mut Findings) {
    let is_missing = context.document.info.contact.is_none();
    report_missing(
        context,
        "contact",
        "the API has no contact",
        is_missing,
        found,
    );
}

fn report_missing(
    context: &Context<'_>,
    field: &str,
    message: &str,
    is_missing: bool,
    found: &mut Findings,
) {
    if is_missing {
        let at = context.trees.root().child("info");
        found.push(
            found
                .at(&at, message)
                .help(format!("add `{field}` to `info`")),
        );
    }
}
