//! Checks that no text becomes a doctest, HTML or a link with another scheme, and that no word is lost; see `tests/judge`.
#![no_main]

#[path = "../../tests/judge/mod.rs"]
mod judge;

use libfuzzer_sys::fuzz_target;
use specwright_docs::{code, markdown, parsed, text};

fuzz_target!(|description: &str| {
    judge::judge(description, &markdown(description)).unwrap();
    for line in [text(description), code(description)] {
        judge::judge("", &line).unwrap();
    }
    let is_clean = |byte: u8| matches!(byte, b'\n' | b' '..=b'~');
    if description.bytes().all(is_clean) {
        let trimmed = description.trim_matches('\n');
        assert_eq!(markdown(trimmed), parsed(trimmed));
    }
});
