//! The JSON-Schema-Test-Suite on generated types: each group of the suites is a component, and each of its instances is read
//! as the component's type and validated. Both succeed for the instances that the schema admits, and for no other.
//!
//! A schema without `type` is read by the letter (`untyped = "any"`), for that is what the suites ask for. The items of an array
//! are judged, since a place decides whether it admits null, and not the type of what stands there.
//!
//! The suites do not belong to the repository: this runs where `../shared`, or `SPECWRIGHT_SHARED`, has them. What does not
//! hold yet, or is refused with a diagnostic, is listed in `exceptions.txt` with its reason; an exception that is none any
//! more fails the test. To see the verdicts of some groups, name a part of their ids in `SUITE_GROUPS`.

mod exceptions;
mod generated;
mod patterns;
mod suite;

use exceptions::Outcome;
use generated::{Component, Crate};
use specwright_lower::{Formats, Options, Untyped};
use std::collections::BTreeMap;
use suite::{Group, Suite};

#[test]
fn every_group_holds() {
    let Some(suites) = suite::read() else { return };
    let mut outcomes = BTreeMap::new();
    let crates: Vec<Crate<'_>> = suites
        .iter()
        .flat_map(|suite| suite.modes().map(move |formats| (suite, formats)))
        .map(|(suite, formats)| generate(suite, formats, &mut outcomes))
        .collect();
    let components: Vec<&Component<'_>> = crates.iter().flat_map(|it| &it.components).collect();
    for (component, verdicts) in components
        .iter()
        .zip(generated::judge("json-schema", &crates))
    {
        outcomes.insert(
            component.group.id.clone(),
            outcome(component.group, &verdicts),
        );
    }
    exceptions::compare(&outcomes);
}

/// The crate of the groups of a mode that can be generated; the others are refused.
fn generate<'s>(
    suite: &'s Suite,
    formats: Formats,
    outcomes: &mut BTreeMap<String, Outcome>,
) -> Crate<'s> {
    let wanted = std::env::var("SUITE_GROUPS").unwrap_or_default();
    // By the letter of JSON Schema, a schema without `type` has any.
    let options = Options {
        formats,
        untyped: Untyped::Any,
        ..Options::default()
    };
    let mut groups = Vec::new();
    let in_mode = |it: &&Group| it.formats() == formats && it.id.contains(&wanted);
    for group in suite.groups.iter().filter(in_mode) {
        match generated::lower(&suite.document(&[group]), &options) {
            Ok(_) => groups.push(group),
            Err(why) => {
                outcomes.insert(group.id.clone(), Outcome::Refused(why));
            }
        }
    }
    Crate::new(suite, &options, groups)
}

/// What comes of a group whose instances were judged like this.
fn outcome(group: &Group, verdicts: &[bool]) -> Outcome {
    let wrong: Vec<String> = group
        .tests
        .iter()
        .zip(verdicts)
        .filter(|(case, accepted)| case.valid != **accepted)
        .map(|(case, accepted)| {
            let word = if *accepted { "accepts" } else { "refuses" };
            format!("{word} {}: {}", case.data, case.description)
        })
        .collect();
    match group
        .tests
        .iter()
        .zip(verdicts)
        .any(|(case, accepted)| *accepted && !case.valid)
    {
        _ if wrong.is_empty() => Outcome::Holds,
        true => Outcome::Accepts(wrong.join("; ")),
        false => Outcome::Refuses(wrong.join("; ")),
    }
}
