//! The cost of validation, as ratios of times measured in turns: `cargo bench -p appmaker-types --bench validators`.
//!
//! Validators are compared with a loop that stops at the first invalid byte, and with a compiled `regex`. The last column has the
//! required ratios.

mod list;
mod other_patterns;
#[rustfmt::skip]
mod patterns;

use appmaker_types::{MongoId, Slug};
use regex::Regex;
use std::hint::black_box;
use std::time::{Duration, Instant};

fn main() {
    println!(
        "{:36} {:>10} {:>10} {:>10} {:>10} {:>10}  bar",
        "validators", "ours", "loop", "regex", "loop/ours", "regex/ours"
    );
    let id = Regex::new("^[0-9a-fA-F]{24}$").expect("a pattern");
    let slug = Regex::new("^[a-z0-9-]{2,100}$").expect("a pattern");
    let hex = |text: &str| text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let letters = |text: &str| {
        (2..=100).contains(&text.len())
            && text
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
    };
    let slug_of = |length| texts(b"abcdefghijklmnopqrstuvwxyz0123456789-", length);
    validator(
        "MongoId",
        &texts(b"0123456789abcdefABCDEF", 24),
        MongoId::admits,
        hex,
        &id,
    );
    validator(
        "MongoId, last character wrong",
        &spoiled(&texts(b"0123456789abcdef", 24)),
        MongoId::admits,
        hex,
        &id,
    );
    for length in [2, 10, 30, 100] {
        validator(
            &format!("Slug of {length}"),
            &slug_of(length),
            Slug::admits,
            letters,
            &slug,
        );
    }
    other_patterns::run();
    list::run();
}

/// Returns different texts of these letters.
fn texts(letters: &[u8], length: usize) -> Vec<String> {
    (0..64)
        .map(|row| {
            (0..length)
                .map(|at| char::from(letters[(row * 7 + at * 13) % letters.len()]))
                .collect()
        })
        .collect()
}

/// Replaces the last character of each text by an invalid one.
fn spoiled(texts: &[String]) -> Vec<String> {
    texts
        .iter()
        .map(|text| format!("{}!", &text[..text.len() - 1]))
        .collect()
}

/// Measures and prints the times of a validator, a loop and `regex`, which must agree on all texts.
fn validator(
    name: &str,
    texts: &[String],
    ours: impl Fn(&str) -> bool,
    plain: impl Fn(&str) -> bool,
    regex: &Regex,
) {
    let each = |check: &dyn Fn(&str) -> bool| {
        for text in texts {
            black_box(check(black_box(text)));
        }
    };
    for text in texts {
        assert!(
            ours(text) == plain(text) && plain(text) == regex.is_match(text),
            "{text}"
        );
    }
    let [a, b, c] = race([&mut || each(&ours), &mut || each(&plain), &mut || {
        each(&|text| regex.is_match(text))
    }]);
    let each = |time: f64| time / texts.len() as f64;
    println!(
        "{name:36} {:7.1} ns {:7.1} ns {:7.1} ns {:9.1}x {:9.1}x  {}",
        each(a),
        each(b),
        each(c),
        b / a,
        c / a,
        bar(name, b / a, c / a)
    );
}

/// The required speed of validators, as a multiple of the loop and of `regex`.
const BARS: &[(&str, f64, f64)] = &[
    ("MongoId", 2.0, 10.0),
    ("Slug of 10", 0.0, 3.0),
    ("Slug of 100", 0.0, 12.0),
    ("UUID", 0.0, 5.0),
    ("date", 0.0, 5.0),
    ("semantic version (table)", 0.0, 1.0),
    ("e-mail (table)", 0.0, 1.0),
];

fn bar(name: &str, by_loop: f64, by_regex: f64) -> String {
    let Some((_, of_loop, of_regex)) = BARS.iter().find(|bar| bar.0 == name) else {
        return String::new();
    };
    let word = met(by_loop >= *of_loop && by_regex >= *of_regex);
    match *of_loop > 0.0 {
        true => format!("{of_loop}x, {of_regex}x: {word}"),
        false => format!("{of_regex}x: {word}"),
    }
}

fn met(holds: bool) -> &'static str {
    if holds { "met" } else { "MISSED" }
}

/// Returns the shortest time of each function in many rounds, in nanoseconds. They run in turns, so that other load affects all of
/// them.
fn race<const N: usize>(mut runners: [&mut dyn FnMut(); N]) -> [f64; N] {
    const ROUND: Duration = Duration::from_millis(5);
    const ROUNDS: usize = 60;
    let mut best = [f64::INFINITY; N];
    for _ in 0..ROUNDS {
        for (runner, best) in runners.iter_mut().zip(&mut best) {
            let (start, mut runs) = (Instant::now(), 0);
            while start.elapsed() < ROUND {
                (0..16).for_each(|_| runner());
                runs += 16;
            }
            *best = best.min(start.elapsed().as_nanos() as f64 / f64::from(runs));
        }
    }
    best
}
