//! Diagnostics about patterns.

use specwright_pattern::Cost;
use specwright_spec::{Code, Diagnostic, Fix, Location, quote};

/// Reports a pattern with a syntax error.
pub(crate) fn invalid_pattern(
    at: &Location,
    error: &specwright_pattern::Error,
    pattern: &str,
) -> Diagnostic {
    let message = format!("invalid pattern {}: {error}", quote(pattern));
    let diagnostic = Diagnostic::new(Code::InvalidPattern, at, message);
    repaired_pattern(diagnostic, pattern, error.offset, error.repair())
}

/// Reports an invalid schema below a keyword that negates it.
pub(crate) fn reversed_fault(
    at: &Location,
    keyword: &str,
    schema: &Location,
    error: Option<(&str, specwright_pattern::Error)>,
) -> Diagnostic {
    let message = format!("{} applies an invalid schema", quote(keyword));
    let diagnostic = Diagnostic::new(Code::Repaired, at, message)
        .label("rejects every value until that schema is corrected");
    match error {
        Some((pattern, error)) => {
            let reason = format!("invalid pattern {}: {error}", quote(pattern));
            let diagnostic = diagnostic.also(schema.child("pattern"), reason);
            let repair = error.repair().into_iter();
            repair.fold(diagnostic, Diagnostic::help)
        }
        None => diagnostic.also(schema, "invalid constraint in this schema"),
    }
}

/// Reports a pattern in the syntax of another dialect, and the ECMA-262 pattern that replaces it.
pub(crate) fn foreign_pattern(
    at: &Location,
    error: &specwright_pattern::Error,
    pattern: &str,
    read: &str,
) -> Diagnostic {
    let message = format!(
        "pattern {} is interpreted as {}: {error}",
        quote(pattern),
        quote(read)
    );
    let diagnostic = Diagnostic::new(Code::DoubtfulPattern, at, message);
    repaired_pattern(diagnostic, pattern, error.offset, None).fix(Fix::write(at, read))
}

/// Reports a pattern that is not enforced as written, in a lenient run.
pub(crate) fn intended_pattern(at: &Location, pattern: &str, read: &str) -> Diagnostic {
    let message = format!(
        "pattern {} has another meaning in ECMA-262 than intended",
        quote(pattern)
    );
    let diagnostic = Diagnostic::new(Code::Repaired, at, message);
    let diagnostic = diagnostic.label(format!("read as {}", quote(read)));
    diagnostic.fix(Fix::write(at, read))
}

/// Reports a valid pattern that probably does not match what its author intended.
pub(crate) fn doubtful_pattern(
    at: &Location,
    warning: &specwright_pattern::Warning,
    pattern: &str,
) -> Diagnostic {
    let message = format!("suspicious pattern {}: {warning}", quote(pattern));
    let diagnostic = Diagnostic::new(Code::DoubtfulPattern, at, message);
    repaired_pattern(diagnostic, pattern, warning.offset, warning.repair())
}

/// Reports a pattern that can exceed the step budget.
pub(crate) fn costly_pattern(at: &Location, pattern: &str, cost: Cost) -> Diagnostic {
    let (reason, offset, repair) = match cost {
        Cost::BackReference(offset) => (
            "because of a back-reference",
            offset,
            "rewrite it without the back-reference; strings that exceed the budget are rejected",
        ),
        Cost::TooLarge => (
            "because its repetition counts multiply to too large an automaton",
            0,
            "reduce the counts; strings that exceed the budget are rejected",
        ),
    };
    let message = format!(
        "pattern {} can exceed the step budget {reason}",
        quote(pattern)
    );
    let diagnostic = Diagnostic::new(Code::CostlyPattern, at, message);
    repaired_pattern(diagnostic, pattern, offset, Some(repair.to_owned()))
}

fn repaired_pattern(
    diagnostic: Diagnostic,
    pattern: &str,
    offset: usize,
    repair: Option<String>,
) -> Diagnostic {
    let before = pattern
        .get(..offset)
        .map_or(0, |before| before.chars().count());
    let diagnostic = diagnostic.label(format!("at character {}", before + 1));
    match repair {
        Some(repair) => diagnostic.help(repair),
        None => diagnostic,
    }
}
