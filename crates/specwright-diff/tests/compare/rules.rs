//! Each rule: two texts between which it must report, and nothing else; it must pass where the text is the same, and, unless it is
//! symmetric, in the other direction.

mod composites;
mod documents;
mod operations;
mod schemas;

use std::collections::BTreeSet;

use specwright_diff::{Change, Direction, Level, Wire, compare_on, explain, rules};

use crate::cases::open;

/// A rule with two texts.
type Case = (&'static str, &'static str, &'static str);

/// Checks cases of which `document` makes documents.
fn check(cases: &[Case], document: impl Fn(&str) -> String) {
    let mut failures = Vec::new();
    for (id, old, new) in cases {
        let compare = |old: &str, new: &str| {
            compare_on(
                &open(&document(old)),
                &open(&document(new)),
                Some("2026-08-10"),
            )
            .changes
        };
        let changes = compare(old, new);
        let ids: BTreeSet<&str> = changes.iter().map(|it| it.rule).collect();
        if ids != BTreeSet::from([*id]) {
            failures.push(format!("{id} is reported as {ids:?}: {old} {new}"));
        }
        changes.iter().for_each(check_change);
        let same = compare(old, old);
        if !same.is_empty() {
            failures.push(format!("{id} is reported for the same text: {old}"));
        }
        let is_symmetric = id.ends_with("-changed")
            || [
                "enum-replaced",
                "parameter-moved",
                "stability-invalid",
                "sunset-invalid",
            ]
            .contains(id);
        let back = compare(new, old);
        if back.iter().any(|it| it.rule == *id) != is_symmetric {
            failures.push(format!(
                "{id} is reported in the other direction: {new} {old}"
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Checks that a change has a place and the verdict of its rule.
fn check_change(change: &Change) {
    let rule = explain(change.rule).expect("a rule of the table");
    let level = match change.direction {
        Some(Direction::Response) => rule.written,
        _ => rule.read,
    };
    let is_graded = match &change.wire {
        Wire::Undecided(attempts) => !attempts.is_empty(),
        Wire::Same => level == Level::Same,
        Wire::Compatible => level == Level::Compatible,
        Wire::Risky => level == Level::Risky,
        Wire::Breaking => level == Level::Breaking,
    };
    assert!(is_graded, "{change:#?}");
    assert!(change.old.is_some() && change.new.is_some(), "{change:#?}");
    assert!(
        !change.message.is_empty() && !change.message.ends_with('.'),
        "{change:#?}"
    );
}

#[test]
fn each_rule_has_a_case() {
    let lists = [
        schemas::CASES,
        composites::CASES,
        schemas::RESPONSES,
        operations::CASES,
        operations::PARAMETERS,
        documents::CASES,
    ];
    let tested: BTreeSet<&str> = lists.into_iter().flatten().map(|(id, ..)| *id).collect();
    let missing: Vec<&str> = rules()
        .map(|rule| rule.id)
        .filter(|id| !tested.contains(id) && !UNTESTED.contains(id))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The rules of which no case is known: one is a limit, and the other reports what the rest misses.
const UNTESTED: [&str; 2] = ["alternatives-not-compared", "unhandled"];
