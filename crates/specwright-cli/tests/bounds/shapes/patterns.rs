//! Shapes of regular expressions.

use super::{Shape, bounded};
use crate::text::*;

/// The shapes.
pub const SHAPES: &[Shape] = &[
    bounded("a long pattern", 5_000, 1_000_000, |n| {
        pattern(&format!("^{}$", "a".repeat(n)))
    }),
    bounded("a long class of letters", 2_000, 50_000, |n| {
        pattern(&format!(
            "^[{}]$",
            (0..n)
                .filter_map(|i| char::from_u32(0x4e00 + 2 * i as u32))
                .collect::<String>()
        ))
    }),
    bounded("many alternatives", 1_000, 100_000, |n| {
        pattern(&format!(
            "^({})$",
            (0..n)
                .map(|i| format!("a{i}"))
                .collect::<Vec<_>>()
                .join("|")
        ))
    }),
    bounded("groups in groups", 1_000, 100_000, |n| {
        pattern(&nested(n, "(", "a", ")"))
    }),
    bounded("groups that do not end", 1_000, 100_000, |n| {
        pattern(&"(".repeat(n))
    }),
    bounded("quantifiers on quantifiers", 5, 20, |n| {
        pattern(&nested(n, "(", "a", "{1,99})"))
    }),
    bounded("repeats of optionals", 50, 5_000, |n| {
        pattern(&format!("^(a?){{{n}}}a{{{n}}}$"))
    }),
    bounded("a number of any size", 1, 400, |n| {
        pattern(&format!("^a{{{}}}$", "9".repeat(n)))
    }),
    bounded("an exponential automaton", 10, 1_000, |n| {
        pattern(&format!("(a|b)*a(a|b){{{n}}}$"))
    }),
    bounded("gaps", 20, 2_000, |n| pattern(&".*a".repeat(n))),
    bounded("letters of all scripts", 10, 2_000, |n| {
        pattern(&format!("^{}$", r"\\p{L}\\P{Lu}".repeat(n)))
    }),
    bounded("look-around", 10, 2_000, |n| {
        pattern(&format!(
            "^{}",
            (0..n).map(|i| format!("(?=.*a{i})")).collect::<String>()
        ))
    }),
    bounded("look-around in look-around", 10, 2_000, |n| {
        pattern(&nested(n, "(?!", "a", ")"))
    }),
    bounded("back-references", 10, 2_000, |n| {
        pattern(&format!("{}{}", "(a*)".repeat(n), r"\\1".repeat(n)))
    }),
    bounded("many patterns", 100, 5_000, |n| {
        schemas(&many(n, |i| {
            format!(
                r#""S{i}":{{"type":"string","pattern":"^(a|b)*a{i}(a|b){{{}}}$"}}"#,
                i % 20
            )
        }))
    }),
];

/// Returns a document with a pattern, escaped for JSON.
fn pattern(text: &str) -> String {
    schema(&format!(r#"{{"type":"string","pattern":"{text}"}}"#))
}
