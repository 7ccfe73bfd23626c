//! Tests of constraints.

use super::*;
use crate::Decimal;
use crate::json::node::Number;

fn broken(
    constraints: &'static [Constraint],
    check: impl FnOnce(Constraints, &mut Report),
) -> Vec<String> {
    let mut report = Report::default();
    check(Constraints::new("/s", constraints), &mut report);
    report
        .finish()
        .err()
        .into_iter()
        .flatten()
        .map(|it| it.to_string())
        .collect()
}

#[test]
fn lengths_are_code_points() {
    const CONSTRAINTS: &[Constraint] = &[Constraint::MinLength(2), Constraint::MaxLength(3)];
    let check = |text: &str| {
        broken(CONSTRAINTS, |constraints, report| {
            constraints.check_text(text, &Path::ROOT, report)
        })
    };
    for text in ["ab", "🐲🐲", "🐲🐲🐲", "日本語"] {
        assert!(check(text).is_empty(), "{text}");
    }
    assert_eq!(
        check("🐲"),
        ["expected at least 2 characters, found 1 character"]
    );
    assert_eq!(
        check("日本語文"),
        ["expected at most 3 characters, found 4 characters"]
    );
    assert_eq!(
        check(""),
        ["expected at least 2 characters, found 0 characters"]
    );
}

#[test]
fn no_pattern_is_matched_with_a_text_that_is_too_long() {
    thread_local!(static RUNS: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });
    const CONSTRAINTS: &[Constraint] = &[
        Constraint::Pattern("^a$", |text| {
            RUNS.set(RUNS.get() + 1);
            text == "a"
        }),
        Constraint::MaxLength(3),
    ];
    let check = |text| {
        broken(CONSTRAINTS, |constraints, report| {
            constraints.check_text(text, &Path::ROOT, report)
        })
    };
    assert_eq!(
        check("aaaa"),
        ["expected at most 3 characters, found 4 characters"]
    );
    assert_eq!(RUNS.get(), 0);
    assert_eq!(check("aa").len(), 1);
    assert_ne!(RUNS.get(), 0);
}

#[test]
fn numbers_are_exact() {
    const CONSTRAINTS: &[Constraint] = &[
        Constraint::Minimum(Decimal::new("0.1")),
        Constraint::ExclusiveMaximum(Decimal::new("9007199254740993")),
        Constraint::MultipleOf(Decimal::new("0.1")),
    ];
    let check = |number| {
        broken(CONSTRAINTS, |constraints, report| {
            constraints.check_number(number, &Path::ROOT, report)
        })
    };
    assert!(check(Number::Float(0.1)).is_empty());
    assert!(check(Number::Float(0.7)).is_empty());
    assert!(check(Number::Integer(9_007_199_254_740_992)).is_empty());
    assert_eq!(
        check(Number::Integer(9_007_199_254_740_993)),
        ["expected less than 9007199254740993, found 9007199254740993"]
    );
    assert_eq!(
        check(Number::Float(-0.05)),
        [
            "expected at least 0.1, found -0.05",
            "expected a multiple of 0.1, found -0.05"
        ]
    );
}

#[test]
fn secrets_are_not_shown() {
    const CONSTRAINTS: &[Constraint] = &[
        Constraint::Pattern("^a$", |text| text == "a"),
        Constraint::Secret,
    ];
    let found = broken(CONSTRAINTS, |constraints, report| {
        report.redacting(constraints.is_secret(), |report| {
            constraints.check_text("hunter2", &Path::ROOT, report)
        });
    });
    assert_eq!(found, ["expected a match of `^a$`"]);
}

#[test]
fn found_strings_are_cut() {
    let long = "x".repeat(1000);
    assert_eq!(Shown(&long).to_string().chars().count(), 67);
}

#[test]
fn an_error_about_many_values_is_short() {
    static MANY: [&str; 2000] = ["value"; 2000];
    let shown = Constraint::OneOf("enum", &MANY).to_string();
    assert!(
        shown.len() < 200 && shown.ends_with("… (2000 values)"),
        "{shown}"
    );
    assert_eq!(
        Constraint::OneOfIntegers("enum", &[1, 2]).to_string(),
        "`1` or `2`"
    );
}
