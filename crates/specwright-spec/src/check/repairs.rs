//! What is read instead of what breaks a rule, where faults are repaired.
//!
//! A repair takes no requirement away. What a server does where the fault is in a request:
//!
//! | fault | repair | a server |
//! |---|---|---|
//! | a security scheme that is not declared, or with faults (`crate::security`) | assumed | needs the credential, and hands over the caller |
//! | `security` in another form, or misspelled (`crate::idioms`) | read as what it names | the same |
//! | `security` where nothing reads it, such as in a path item (`crate::idioms`) | required of the operations around it, or of all | the same |
//! | an operation that is a `$ref` | followed, with the requirements beside it; left out if it leads nowhere | the same, or answers 404 |
//! | an operation beside the `$ref` of its path item and behind it | the one beside, with the requirements of both | needs both credentials |
//! | a key that occurs twice (`crate::load`) | the last, with the `security` of every one | needs all credentials |
//! | two paths that are the same | both, of which the one that requires credentials is reached | needs the credential |
//! | an operation that is no object | left out | answers 404 |
//! | a misspelled keyword whose value fits the field | read as that field | enforces it |
//! | a request body that is a broken reference, no object, or has no valid media type | a required body of any type | hands over its bytes, refuses a request without |
//! | a media type of a request body whose value is no object | left out | answers 415 |
//! | `in: body`, `in: formData` | the request body | reads it, and judges it by its schema |
//! | `required` of a parameter or body that is no boolean | `true` | refuses a request without it |
//! | a parameter without `schema` and `content` | a string | reads it, and refuses a request without it if it is required |
//! | a required parameter whose values no style can write | `content` in JSON | reads JSON |
//! | a path parameter that is not declared | the declared one that the path lacks, if that is plain; else a string | reads it |
//! | a pattern that does not compile | one that no string matches | refuses every string |
//! | a constraint that cannot be read (`crate::constraints`), a schema that is a broken reference | no value is valid, in requests | refuses every value there |
//! | the same below `not`, `if`, or `contains` beside `maxContains` | no value is valid for what has the keyword | the same |
//! | `multipleOf: 0` | as written | refuses every number |
//! | a path whose template cannot be read; an operation that is not supported | left out | answers 404 |
//! | a required parameter whose place or name is not known (`crate::placement`) | one that no value is valid for | refuses every request |
//! | an optional one; a path parameter that is not in the path | left out | never reads it |
//! | a value of the wrong type of a field that constrains nothing | as if it were not there | the same |
//! | responses, statuses, servers, links, names of operations | left out | answers, and does not ask |

use super::labels::Labels;
use super::security;
use crate::resolve::Resolved;
use crate::security::assumption;
use crate::{Code, Diagnostic, Leniency, Location, Report};

/// The rules whose breach has one plain repair. Readers act on them whether or not they are asked to be lenient: where they
/// are not, an error has ended the run before.
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
    (Code::DuplicateParameter, "ignored"),
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

/// Turns the errors that were recorded since a moment into warnings, if they have a repair.
pub(super) fn repair(since: usize, resolved: &Resolved, report: &mut Report) {
    let leniency = resolved.leniency;
    if leniency == Leniency::Strict {
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
