//! No pattern makes `compile` panic, and what is compiled agrees with an engine: a pattern, and behind a line break a text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use regress::{Flags, Regex};
use specwright_pattern::{compile, table};

fuzz_target!(|input: &str| {
    let (pattern, text) = input.split_once('\n').unwrap_or((input, ""));
    let Ok(compiled) = compile(pattern) else { return };
    let Some(found) = compiled.is_match(text) else { return };
    if let Ok(Some(table)) = table(pattern) {
        assert_eq!(found, table.admits(text.as_bytes()), "{pattern:?} on {text:?} by the table");
    }
    let facts = compiled.facts;
    let length = text.chars().count() as u32;
    if found {
        assert!(facts.min_length <= length && facts.max_length.is_none_or(|max| length <= max));
        assert!(!facts.ascii || text.is_ascii());
    }
    // A backtracking engine takes forever where loops nest, and takes `\u{…}` for a code point without the flag, too.
    let loops = pattern.bytes().filter(|byte| b"*+{".contains(byte)).count();
    let unicode = compiled.warnings.is_empty();
    if loops > 2 || length > 24 || pattern.len() > 200 || !unicode && pattern.contains("\\u{") {
        return;
    }
    let flags = Flags { unicode, ..Flags::default() };
    if let Ok(engine) = Regex::with_flags(pattern, flags) {
        assert_eq!(found, engine.find(text).is_some(), "{pattern:?} on {text:?}");
    }
});
