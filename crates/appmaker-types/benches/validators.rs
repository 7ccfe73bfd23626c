//! Validators against a plain loop and against `regex`; a list read and checked against plain serde derives.
//!
//! `cargo bench --package appmaker-types`. The contenders of a row take turns, round by round, so that whatever else the
//! machine does meets all of them; of each the best round counts, and what is printed is the ratio to ours.

use appmaker_types::{GetUserAccessTokensResponseItem, MongoId, Slug};
use regex::Regex;
use specwright_runtime::Validate;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How often the contenders take turns.
const ROUNDS: usize = 40;

fn main() {
    println!("ratios of the best of {ROUNDS} rounds; above 1 ours is faster\n");
    mongo_id();
    slug(10);
    slug(100);
    list();
}

fn mongo_id() {
    let ids: Vec<String> = (1..=100u128).map(|n| format!("{:024x}", n * 0x0123_4567_89ab_cdef_0123)).collect();
    let regex = Regex::new("^[0-9a-fA-F]{24}$").expect("a pattern of regex");
    race(
        "MongoId::try_from, 24 bytes",
        &mut |text| MongoId::try_from(text).is_ok(),
        &mut [
            ("plain byte loop", &mut |text| text.len() == 24 && all(text, |byte| byte.is_ascii_hexdigit())),
            ("regex, cached", &mut |text| regex.is_match(text)),
        ],
        &ids,
    );
}

fn slug(length: usize) {
    let slugs: Vec<String> =
        (0..100).map(|n| "abc-0123456789-xyz-".chars().cycle().skip(n % 19).take(length).collect()).collect();
    let regex = Regex::new("^[a-z0-9-]{2,100}$").expect("a pattern of regex");
    race(
        &format!("Slug, {length} bytes"),
        &mut |text| Slug::try_from(text).is_ok(),
        &mut [
            ("plain byte loop", &mut |text| {
                (2..=100).contains(&text.len()) && all(text, |byte| matches!(byte, b'-' | b'0'..=b'9' | b'a'..=b'z'))
            }),
            ("regex, cached", &mut |text| regex.is_match(text)),
        ],
        &slugs,
    );
}

/// The loop that one writes without a thought: it ends at the first misfit.
fn all(text: &str, fits: impl Fn(u8) -> bool) -> bool {
    for byte in text.bytes() {
        if !fits(byte) {
            return false;
        }
    }
    true
}

/// The list's item as plain serde derives have it: every text a `String`, nothing checked.
mod plain {
    use serde::Deserialize;

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[expect(dead_code, reason = "read, and measured reading")]
    pub struct Item {
        #[serde(rename = "_id")]
        id: Option<String>,
        name: String,
        token: String,
        privileges: Vec<String>,
        user_id: String,
        organization_id: String,
        expires_on: String,
        created_at: Option<String>,
        updated_at: Option<String>,
    }
}

fn list() {
    let item = r#"{"_id":"65f1a0b2c3d4e5f60718293a","name":"deploy","token":"abcd********wxyz","privileges":["product:read","product:write"],"userId":"65f1a0b2c3d4e5f60718293b","organizationId":"65f1a0b2c3d4e5f60718293c","expiresOn":"2027-01-31T12:00:00Z","createdAt":"2026-12-31T12:00:00Z","updatedAt":"2026-12-31T12:00:00.123Z"}"#;
    let text = vec![format!("[{}]", vec![item; 1000].join(","))];
    race(
        "1,000 tokens read and validated",
        &mut |text| {
            let items: Vec<GetUserAccessTokensResponseItem> = serde_json::from_str(text).expect("the list is right");
            items.iter().all(|item| item.validate().is_ok())
        },
        &mut [("serde derives, Strings, unchecked", &mut |text| {
            serde_json::from_str::<Vec<plain::Item>>(text).expect("the list is right").len() == 1000
        })],
        &text,
    );
}

type Contender<'a> = &'a mut dyn FnMut(&str) -> bool;

/// Lets ours and the others read all inputs in turns, and prints how much longer the others take.
fn race(what: &str, ours: Contender<'_>, others: &mut [(&str, Contender<'_>)], inputs: &[String]) {
    let repeats = 200_000 / inputs.iter().map(String::len).sum::<usize>() + 1;
    let mut best = vec![Duration::MAX; others.len() + 1];
    for _ in 0..ROUNDS {
        best[0] = best[0].min(round(ours, inputs, repeats));
        for (best, (_, other)) in best[1..].iter_mut().zip(others.iter_mut()) {
            *best = (*best).min(round(other, inputs, repeats));
        }
    }
    let calls = (repeats * inputs.len()) as f64;
    println!("{what}: {:.1} ns", best[0].as_nanos() as f64 / calls);
    for (time, (name, _)) in best[1..].iter().zip(others.iter()) {
        println!("    {name}: {:.2}×", time.as_secs_f64() / best[0].as_secs_f64());
    }
}

fn round(contender: &mut dyn FnMut(&str) -> bool, inputs: &[String], repeats: usize) -> Duration {
    let start = Instant::now();
    for _ in 0..repeats {
        for input in inputs {
            assert!(contender(black_box(input)), "{input} is valid");
        }
    }
    start.elapsed()
}
