//! The JSON-Schema-Test-Suite on generated types: each group of the suites is a component, and each of its instances is read
//! as the component's type and validated. Both succeed for the instances that the schema admits, and for no other.
//!
//! A schema without `type` admits any type (`untyped = "any"`), as the suites expect. Instances are tested as items of an array, since
//! nullability is a property of the place and not of the type.
//!
//! The suites are not part of the repository: the test runs if `SPECWRIGHT_SHARED` or `../shared` has them. Groups that fail or are
//! rejected with a diagnostic are listed in `exceptions.txt` with the reason; an obsolete exception fails the test. Set `SUITE_GROUPS`
//! to a part of an id to print the verdicts of groups.

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

/// Generates the crate of the supported groups of a mode; the others are rejected.
fn generate<'s>(
    suite: &'s Suite,
    formats: Formats,
    outcomes: &mut BTreeMap<String, Outcome>,
) -> Crate<'s> {
    let wanted = std::env::var("SUITE_GROUPS").unwrap_or_default();
    // In JSON Schema, a schema without `type` admits any type.
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

/// Returns the outcome of a group with these verdicts.
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
