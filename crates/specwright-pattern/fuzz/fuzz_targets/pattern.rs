//! Checks that no pattern makes `compile` panic, that matchers agree with the program and with an engine, and that searches stay
//! within the step limit. The input is a pattern and a text, separated by a line break.

#![no_main]

use libfuzzer_sys::fuzz_target;
use regress::{Flags, Regex};
use specwright_matcher::Verdict;
use specwright_pattern::{compile, program, table, Sampler};

fuzz_target!(|input: &str| {
    let (pattern, text) = input.split_once('\n').unwrap_or((input, ""));
    let Ok(compiled) = compile(pattern) else { return };
    let machine = program(pattern).expect("it compiles").machine();
    let (verdict, steps) = machine.search_counted(text);
    // At most 16,384 instructions at every position, and the step limit for backtracking.
    let most = 4 * 16_384 * (text.len() as u64 + 1) + 65_536 + 64 * text.len() as u64;
    assert!(steps <= most, "{pattern:?} on {text:?}: {steps} steps");
    let Some(found) = compiled.is_match(text) else {
        assert!(compiled.cost.is_some() && verdict == Verdict::TooCostly);
        return;
    };
    if verdict != Verdict::TooCostly {
        assert_eq!(found, verdict == Verdict::Match, "{pattern:?} on {text:?} by the program");
    }
    if let Ok(Some(table)) = table(pattern) {
        assert_eq!(found, table.admits(text.as_bytes()), "{pattern:?} on {text:?} by the table");
    }
    let facts = compiled.facts;
    let length = text.chars().count() as u32;
    if found {
        assert!(facts.min_length <= length && facts.max_length.is_none_or(|max| length <= max));
        assert!(!facts.ascii || text.is_ascii());
    }
    if pattern.len() <= 200
        && let Some(sampler) = Sampler::new(pattern)
        && let Some(drawn) = sampler.draw(0, Some(64), &mut |_| 0, &|_| false)
    {
        assert_eq!(compiled.is_match(&drawn), Some(true), "{pattern:?} on {drawn:?}, which was drawn");
    }
    // A backtracking engine takes exponential time for nested loops, and reads `\u{…}` as a code point even without the flag.
    let loops = pattern.bytes().filter(|byte| b"*+{".contains(byte)).count();
    let unicode = compiled.unicode;
    if loops > 2 || length > 24 || pattern.len() > 200 || !unicode && pattern.contains("\\u{") {
        return;
    }
    let flags = Flags { unicode, ..Flags::default() };
    if let Ok(engine) = Regex::with_flags(pattern, flags) {
        assert_eq!(found, engine.find(text).is_some(), "{pattern:?} on {text:?}");
    }
});
