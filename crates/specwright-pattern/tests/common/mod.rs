//! Helpers of several test programs.

#![allow(dead_code, reason = "each test program uses a part")]

pub mod samples;

use specwright_pattern::Compiled;

/// Returns true if a pattern admits `text`.
pub fn is_match(compiled: &Compiled, text: &str) -> bool {
    compiled.is_match(text).expect("it is not too costly")
}

/// Returns the result of `regress`; none if it cannot parse the pattern.
pub fn engine_match(pattern: &str, unicode: bool, text: &str) -> Option<bool> {
    Some(engine(pattern, unicode)?.find(text).is_some())
}

/// Compiles the pattern with `regress`.
pub fn engine(pattern: &str, unicode: bool) -> Option<regress::Regex> {
    let flags = regress::Flags {
        unicode,
        ..regress::Flags::default()
    };
    regress::Regex::with_flags(pattern, flags).ok()
}

/// Checks the facts on an admitted string.
pub fn check_facts(compiled: &Compiled, pattern: &str, text: &str) {
    if !is_match(compiled, text) {
        return;
    }
    let facts = compiled.facts;
    let length = text.chars().count() as u32;
    assert!(
        facts.min_length <= length,
        "{pattern} admits {text:?}, but {facts:?}"
    );
    assert!(
        facts.max_length.is_none_or(|max| length <= max),
        "{pattern} admits {text:?}, but {facts:?}"
    );
    assert!(
        !facts.ascii || text.is_ascii(),
        "{pattern} admits {text:?}, but {facts:?}"
    );
}
