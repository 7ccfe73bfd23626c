//! The table of rules, and one file for each family of them.

mod bodies;
mod components;
mod composition;
mod credentials;
mod duplicates;
mod enums;
mod info;
mod properties;
mod prose;
mod responses;
mod servers;
mod strings;
mod tags;
mod values;

use crate::context::Context;
use crate::findings::Findings;
use specwright_spec::LintLevel::{Correctness, Design, Style};
use specwright_spec::{LintRule, Severity};

/// A rule, and the function that finds the places it reports.
pub(crate) struct Rule {
    pub(crate) rule: LintRule,
    pub(crate) check: fn(&Context<'_>, &mut Findings),
}

macro_rules! rules {
    ($($id:literal, $level:ident, $severity:ident, $title:literal, $check:path;)*) => {
        /// All rules, by family.
        pub(crate) const RULES: &[Rule] = &[$(Rule {
            rule: LintRule {
                id: $id,
                level: $level,
                severity: Severity::$severity,
                title: $title,
                explanation: include_str!(concat!("../explanations/", $id, ".md")),
            },
            check: $check,
        }),*];
    };
}

rules! {
    // Responses
    "operation-without-401", Design, Warning, "an operation requires credentials and declares no 401", responses::without_401;
    "operation-without-403", Design, Warning, "an operation requires credentials and declares no 403, as others do", responses::without_403;
    "operation-without-404", Design, Warning, "a path has a parameter and its operation declares no 404", responses::without_404;
    "operation-without-error", Design, Warning, "an operation declares no error response", responses::without_error;
    "operation-without-success", Correctness, Warning, "an operation declares no success", responses::without_success;
    "created-without-location", Design, Warning, "a 201 tells the caller nothing about what was created", responses::created_without_location;
    "description-of-other-status", Correctness, Warning, "the description of a response names another status", responses::description_of_other_status;
    "error-shapes", Design, Warning, "operations declare different bodies for the same error status", responses::error_shapes;
    "list-without-paging", Design, Warning, "an operation returns a list and has no parameter to limit it", responses::list_without_paging;

    // Bodies
    "body-without-type", Correctness, Warning, "the schema of a body has no `type`, so that null is valid", bodies::without_type;
    "optional-body", Design, Warning, "a body with required properties may be absent", bodies::optional;
    "body-of-get", Correctness, Warning, "a GET or HEAD request has a body", bodies::of_get;
    "body-without-example", Style, Warning, "a body has no example", bodies::without_example;
    "inline-body", Style, Warning, "the object of a body has no name", bodies::inline;

    // Credentials and servers
    "scheme-without-description", Style, Warning, "a security scheme has no description", credentials::without_description;
    "unequal-credentials", Style, Warning, "credentials of unequal strength are alternatives", credentials::unequal;
    "key-in-query", Design, Warning, "an API key is sent in the URL", credentials::key_in_query;
    "http-server", Design, Warning, "a server is reached without TLS", servers::http;
    "local-server", Design, Warning, "a server is on the local machine", servers::local;

    // Compositions
    "composition-of-one", Design, Warning, "a composition has a single member and nothing beside it", composition::of_one;
    "vacuous-member", Design, Warning, "a member of an `allOf` adds nothing", composition::vacuous_member;
    "redefined-property", Design, Warning, "a property is declared again without another constraint", composition::redefined_property;

    // Properties
    "required-with-default", Design, Warning, "a required property has a default", properties::required_with_default;
    "required-read-only-reference", Design, Warning, "a required property is read-only through its `$ref`", properties::required_read_only_reference;
    "nothing-required", Style, Warning, "an object in a response has only optional properties", properties::nothing_required;
    "empty-properties", Design, Warning, "an object declares `properties: {}`", properties::empty;
    "untyped-items", Design, Warning, "the elements of an array have no schema", properties::untyped_items;
    "format-of-name", Style, Warning, "the name of a property suggests a format that its schema does not have", properties::format_of_name;
    "secret-without-format", Style, Warning, "a property holds a secret and is not marked as one", properties::secret_without_format;

    // Values
    "example-mismatch", Correctness, Warning, "an example is not valid against its schema", values::examples;
    "integer-enum-without-names", Design, Warning, "the numbers of an enum have no names", enums::integers_without_names;
    "length-against-pattern", Design, Warning, "the pattern never reaches a bound of the length", strings::length_against_pattern;
    "length-repeats-pattern", Style, Warning, "a bound of the length repeats the pattern", strings::length_repeats_pattern;
    "structure-in-prose", Design, Warning, "the structure of a string is only described", prose::structure;

    // Components
    "unused-component", Design, Warning, "a component is never used", components::unused;
    "identical-schemas", Design, Warning, "schemas with different names are identical", duplicates::identical;
    "read-only-twin", Design, Warning, "schemas differ in `readOnly` or `writeOnly` only", duplicates::read_only_twins;

    // Texts
    "tag-order", Style, Warning, "the tags of an operation are not in the order of the root", tags::order;
    "undeclared-tag", Style, Warning, "a tag is not declared", tags::undeclared;
    "unused-tag", Style, Warning, "a declared tag is never used", tags::unused;
    "description-of-name", Style, Warning, "a description only repeats the name", prose::repeats_name;
    "title-with-version", Style, Warning, "the title contains a version of OpenAPI", info::title_with_version;
    "missing-description", Style, Warning, "the API has no description", info::missing_description;
    "missing-license", Style, Warning, "the API has no license", info::missing_license;
    "missing-contact", Style, Warning, "the API has no contact", info::missing_contact;
}
