//! What is read instead of what breaks a rule, where faults are repaired.

use super::security;
use crate::resolve::Resolved;
use crate::security::assumption;
use crate::{Code, Diagnostic, Leniency, Location, Report};

/// The rules whose breach has one plain repair. Readers act on them whether or not they are asked to be lenient: where they
/// are not, an error has ended the run before.
#[rustfmt::skip]
const REPAIRS: &[(Code, &str)] = &[
    (Code::WrongType, "read as if it were not there"),
    (Code::MissingField, "read as empty, or left out"),
    (Code::MisspelledField, "ignored"),
    (Code::InvalidValue, "left out"),
    (Code::NullField, "read as if it were not there"),
    (Code::TooNew, "honored"),
    (Code::PathWithoutSlash, "read as if it began with one"),
    (Code::InvalidPathTemplate, "left out"),
    (Code::UndeclaredPathParameter, "read as a string"),
    (Code::UnusedPathParameter, "left out"),
    (Code::DuplicateParameter, "left out"),
    (Code::DuplicatePath, "the first answers"),
    (Code::DuplicateOperationId, "left out"),
    (Code::InvalidStatus, "left out"),
    (Code::NoResponses, "read as one that answers anything"),
    (Code::ParameterForm, "read by its schema, or left out if it has none"),
    (Code::InvalidStyle, "read as if it were not there"),
    (Code::InvalidHeaderName, "left out"),
    (Code::InvalidMediaType, "left out"),
    (Code::ServerVariable, "the default counts"),
    (Code::ConflictingMediaTypes, "left out"),
    (Code::UnknownType, "read as the type that is meant, or any"),
    (Code::EndlessSchema, "the member that closes the circle is left out"),
    (Code::ReadOnlyAndWriteOnly, "read as neither"),
    (Code::InvalidDiscriminator, "left out"),
    (Code::UnsupportedFeature, "left out"),
];

/// Turns the errors that were recorded since a moment into warnings, if they have a repair.
pub(super) fn repair(since: usize, resolved: &Resolved, report: &mut Report) {
    let leniency = resolved.leniency;
    if leniency == Leniency::Strict {
        return;
    }
    let faulty = security::faulty(resolved);
    let assumed = |diagnostic: &Diagnostic| {
        let at = diagnostic.place.location()?.clone();
        let mut holders = std::iter::successors(Some(at), Location::parent);
        holders.find_map(|at| faulty.get(&at)).map(assumption)
    };
    report.change(since, |diagnostic| {
        let repair = REPAIRS.iter().find(|(code, _)| *code == diagnostic.code);
        match repair {
            Some((_, label)) => {
                let assumed = assumed(&diagnostic);
                diagnostic.repaired(leniency, assumed.as_deref().unwrap_or(label))
            }
            None => diagnostic,
        }
    });
}
