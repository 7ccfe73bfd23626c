//! Repairs of errors in a lenient run.
//!
//! A repair never removes a requirement. The behavior of a server, where an error concerns requests:
//!
//! | error | repair | server |
//! |---|---|---|
//! | an undeclared or invalid security scheme (`crate::lenient::security`) | its kind is assumed | requires the credential, and passes on the caller |
//! | `security` in another form, or misspelled (`crate::idioms`) | read as the named schemes | the same |
//! | `security` where it has no effect, such as in a path item (`crate::idioms`) | applied to the operations around it, or to all | the same |
//! | an operation that is a `$ref` | followed, with the fields and requirements beside it; ignored if unresolved | the same, or responds with 404 |
//! | an operation beside the `$ref` of its path item and in its target | the one beside, with the requirements of both | requires both credentials |
//! | a duplicate key (`crate::load`) | the last value, with the `security` of all | requires all credentials |
//! | duplicate paths | both; the one that requires credentials is tried first | requires the credential |
//! | an operation that is not an object | ignored | responds with 404 |
//! | a misspelled keyword whose value fits the field | read as that field | enforces it |
//! | a request body that is an unresolved reference, not an object, or without a valid media type | a required body of any type | passes on its bytes, rejects a request without body |
//! | a media type of a request body whose value is not an object | ignored | responds with 415 |
//! | `in: body`, `in: formData` | the request body | reads it, and validates it against its schema |
//! | both `in: body` and `in: formData` | a body in its media types, or a form in its own | reads either, and validates it against its schema |
//! | a non-boolean `required` of a parameter or body | `true` | rejects a request without it |
//! | a duplicate parameter, body or form field | required if one of the declarations is, valid if it is for all | enforces all declarations |
//! | a parameter without `schema` and `content` | a string | reads it, and rejects a request without it if it is required |
//! | a required parameter whose values no style can represent | `content` in JSON | reads JSON |
//! | an undeclared path parameter | the unused declared one, if it is unambiguous; otherwise a string | reads it |
//! | a pattern with a syntax error | a pattern that matches no string | rejects every string |
//! | an invalid constraint (`crate::lenient::constraints`), a schema that is an unresolved reference | no value is valid, in requests | rejects every value |
//! | the same below `not`, `if`, or `contains` beside `maxContains` | no value is valid for the parent schema | the same |
//! | `multipleOf: 0` | as written | rejects every number |
//! | an invalid path template; an unsupported operation | ignored | responds with 404 |
//! | a required parameter with an unknown location or name (`crate::lenient::placement`) | a parameter without valid values | rejects every request |
//! | the same, optional; a path parameter that is not in the path | ignored | never reads it |
//! | a value of the wrong type in a field that constrains nothing | ignored | the same |
//! | responses, statuses, servers, links, operation ids | ignored | responds without checking them |

use super::labels::Labels;
use super::security;
use crate::lenient::security::assumption;
use crate::resolve::Resolved;
use crate::{Code, Diagnostic, Leniency, Location, Report};

/// The label of a duplicate parameter.
pub(crate) const APPLIED: &str = "applied as well as the first";

/// The repairable errors with the label of their repair. Readers apply the repairs in every run; in a strict run, the error
/// has ended the run before.
#[rustfmt::skip]
const REPAIRS: &[(Code, &str)] = &[
    (Code::WrongType, "ignored"),
    (Code::MissingField, "read as empty, or ignored"),
    (Code::MisspelledField, "ignored"),
    (Code::InvalidValue, "ignored"),
    (Code::NullField, "ignored"),
    (Code::TooNew, "applied"),
    (Code::PathWithoutSlash, "read with a leading `/`"),
    (Code::InvalidPathTemplate, "ignored"),
    (Code::UnknownMethod, "ignored"),
    (Code::UndeclaredPathParameter, "read as the unused parameter, or as a string"),
    (Code::UnusedPathParameter, "ignored, unless the path lacks exactly this parameter"),
    (Code::DuplicateParameter, APPLIED),
    (Code::DuplicatePath, "for the same method, servers try an operation that requires credentials first"),
    (Code::RepeatedOperation, "this one is used, with the `security` of both"),
    (Code::OperationReference, "followed"),
    (Code::DuplicateOperationId, "ignored"),
    (Code::InvalidStatus, "ignored"),
    (Code::NoResponses, "read as an operation that may return any response"),
    (Code::ParameterForm, "read by its schema, or as a string without one"),
    (Code::InvalidStyle, "ignored"),
    (Code::UnsendableParameter, "read as JSON `content`"),
    (Code::InvalidHeaderName, "ignored"),
    (Code::InvalidMediaType, "ignored"),
    (Code::ServerVariable, "the default is used"),
    (Code::ConflictingMediaTypes, "ignored"),
    (Code::UnknownType, "read as the intended type, if it is known"),
    (Code::EndlessSchema, "the member that closes the cycle is ignored"),
    (Code::ReadOnlyAndWriteOnly, "read as neither"),
    (Code::InvalidDiscriminator, "ignored"),
    (Code::UnsupportedFeature, "ignored"),
];

/// Turns repairable errors since the index `since` into warnings in a lenient run, and marks them in a strict one.
pub(super) fn repair(since: usize, resolved: &Resolved, report: &mut Report) {
    let leniency = resolved.leniency;
    if leniency == Leniency::Strict {
        // Nothing of what the labels say has happened.
        let find = |it: &Diagnostic| REPAIRS.iter().find(|(code, _)| *code == it.code);
        report.change(since, |diagnostic| match find(&diagnostic) {
            Some((_, label)) => diagnostic.repaired(leniency, label),
            None => diagnostic,
        });
        return;
    }
    let faulty = security::faulty(resolved);
    let labels = Labels::of(resolved);
    let assumed = |diagnostic: &Diagnostic| {
        let at = diagnostic.place.location()?.clone();
        let mut holders = std::iter::successors(Some(at), Location::parent);
        holders.find_map(|at| faulty.get(&at)).map(assumption)
    };
    report.change(since, |diagnostic| {
        let repair = REPAIRS.iter().find(|(code, _)| *code == diagnostic.code);
        match repair {
            Some((_, label)) => {
                let assumed = assumed(&diagnostic).or_else(|| labels.get(&diagnostic));
                diagnostic.repaired(leniency, assumed.as_deref().unwrap_or(label))
            }
            None => diagnostic,
        }
    });
}
