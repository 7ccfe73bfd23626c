//! What validation costs, as ratios of times taken side by side: `cargo bench -p appmaker-types --bench validators`.
//!
//! The rivals of a validator are a plain loop that leaves at the first wrong byte, and `regex` with a program compiled before.
//! The rival of reading a list of tokens is a derived struct of owned strings that checks nothing. What is meant to be reached is
//! said behind the figures, with whether it is.

#[rustfmt::skip]
mod patterns;

use appmaker_types::{GetUserAccessTokensResponseItem, MongoId, Slug};
use regex::Regex;
use serde::Deserialize;
use specwright_runtime::{Validate, json};
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
    others();
    list();
}

/// Patterns that AppMaker does not have: straight lines first, then tables, which no loop of a line is like.
fn others() {
    let dashes = |text: &str, at: &[usize]| {
        text.bytes()
            .enumerate()
            .all(|(place, byte)| match at.contains(&place) {
                true => byte == b'-',
                false => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            })
    };
    let uuid = |text: &str| text.len() == 36 && dashes(text, &[8, 13, 18, 23]);
    let date = |text: &str| text.len() == 10 && dashes(text, &[4, 7]);
    let uuids = texts(b"0123456789abcdef", 32).into_iter();
    let uuids: Vec<String> = uuids
        .map(|it| {
            format!(
                "{}-{}-{}-{}-{}",
                &it[..8],
                &it[8..12],
                &it[12..16],
                &it[16..20],
                &it[20..]
            )
        })
        .collect();
    let row = |row: usize| (row % 10, row % 7, row % 64);
    let rows = |text: fn((usize, usize, usize)) -> String| {
        (0..64).map(|it| text(row(it))).collect::<Vec<String>>()
    };
    let dates = rows(|(a, b, c)| format!("20{a}{b}-1{b}-{c:02}"));
    let reports = rows(|(a, _, c)| format!("/v1/identity/verification_reports/vr_{a}{c}"));
    let orders = rows(|(a, b, _)| {
        format!(
            "{}_{}",
            ["created", "updated", "name"][a % 3],
            ["asc", "desc"][b % 2]
        )
    });
    let versions = rows(|(a, b, c)| format!("{a}.{b}.{c}-rc.{a}+build.{c}"));
    let mails = rows(|(a, b, c)| format!("jane.doe+{a}{b}{c}@mail.example-{a}.com"));
    let source = |source: &str| Regex::new(source).expect("a pattern");
    let begins = |text: &str| text.starts_with("/v1/identity/verification_reports");
    let is_order = |text: &str| {
        let end = text
            .strip_suffix("_asc")
            .or_else(|| text.strip_suffix("_desc"));
        end.is_some_and(|it| ["created", "updated", "name"].contains(&it))
    };
    validator(
        "UUID",
        &uuids,
        patterns::matches_uuid,
        uuid,
        &source(patterns::UUID),
    );
    validator(
        "date",
        &dates,
        patterns::matches_date,
        date,
        &source(&patterns::DATE.replace(r"\d", "[0-9]")),
    );
    validator(
        "prefix",
        &reports,
        patterns::matches_report,
        begins,
        &source(patterns::REPORT),
    );
    validator(
        "choice of texts",
        &orders,
        patterns::matches_order,
        is_order,
        &source(patterns::ORDER),
    );
    let version = source(&patterns::SEM_VER.replace(r"\d", "[0-9]"));
    validator(
        "semantic version (table)",
        &versions,
        patterns::matches_sem_ver,
        |it| version.is_match(it),
        &version,
    );
    let mail = source(patterns::EMAIL);
    validator(
        "e-mail (table)",
        &mails,
        patterns::matches_email,
        |it| mail.is_match(it),
        &mail,
    );
}

/// Texts of these letters, all different.
fn texts(letters: &[u8], length: usize) -> Vec<String> {
    (0..64)
        .map(|row| {
            (0..length)
                .map(|at| char::from(letters[(row * 7 + at * 13) % letters.len()]))
                .collect()
        })
        .collect()
}

fn spoiled(texts: &[String]) -> Vec<String> {
    texts
        .iter()
        .map(|text| format!("{}!", &text[..text.len() - 1]))
        .collect()
}

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

/// How many times faster than the loop and than `regex` a validator is meant to be.
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

/// What a generator without checks writes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "it is read, and that is all")]
struct PlainItem {
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
    organization: Option<PlainOrganization>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "it is read, and that is all")]
struct PlainOrganization {
    #[serde(rename = "_id")]
    id: String,
    name: String,
    slug: String,
    description: String,
    owner: String,
    is_executive: bool,
    status: i64,
    privileges: Vec<String>,
    image_url: Option<String>,
    created_at: Option<String>,
    updated_at: Option<String>,
}

fn list() {
    let items: Vec<String> = (0..1000).map(item).collect();
    let list = format!("[{}]", items.join(","));
    let bytes = list.as_bytes();
    type Ours = Vec<GetUserAccessTokensResponseItem>;
    let [ours, read, text, plain] = race([
        &mut || {
            drop(black_box(
                json::from_slice::<Ours>(black_box(bytes)).expect("valid"),
            ))
        },
        &mut || {
            drop(black_box(
                serde_json::from_slice::<Ours>(black_box(bytes)).expect("valid"),
            ))
        },
        &mut || {
            drop(black_box(
                serde_json::from_str::<Vec<PlainItem>>(black_box(&list)).expect("valid"),
            ))
        },
        &mut || {
            drop(black_box(
                serde_json::from_slice::<Vec<PlainItem>>(black_box(bytes)).expect("valid"),
            ))
        },
    ]);
    let parsed: Ours = serde_json::from_slice(bytes).expect("valid");
    let [validated, _, _] = race([
        &mut || parsed.validate().expect("valid"),
        &mut || {},
        &mut || {},
    ]);
    println!(
        "\n{:36} {:>10} {:>14}",
        "a list of 1,000 tokens", "", "of plain serde"
    );
    println!(
        "{:36} {:7.2} ms {:13.2}x",
        "plain serde, strings, no checks",
        plain / 1e6,
        1.0
    );
    println!(
        "{:36} {:7.2} ms {:13.2}x",
        "the same, from text known as UTF-8",
        text / 1e6,
        text / plain
    );
    println!(
        "{:36} {:7.2} ms {:13.2}x",
        "read by serde_json, newtypes checked",
        read / 1e6,
        read / plain
    );
    println!(
        "{:36} {:7.2} ms {:13.2}x  at most 1: {}",
        "read by json::from_slice, all checked",
        ours / 1e6,
        ours / plain,
        met(ours <= plain)
    );
    println!(
        "{:36} {:7.2} ms {:13.2}x",
        "validated alone",
        validated / 1e6,
        validated / plain
    );
}

fn item(index: usize) -> String {
    let id = |kind: usize| format!("65f1a0b2c3d4{:012x}", index * 16 + kind);
    format!(
        r#"{{"_id":"{}","name":"token number {index}","token":"abcd****************wxyz","privileges":["apps:read","apps:write"],
        "userId":"{}","organizationId":"{}","expiresOn":"2026-11-23T10:00:00.000Z","createdAt":"2025-11-23T10:00:00.000Z",
        "updatedAt":"2025-11-24T10:00:00.000Z","organization":{{"_id":"{}","name":"Organization {index}","slug":"organization-{index}",
        "description":"The organization of token number {index}","owner":"{}","isExecutive":false,"status":1,
        "privileges":["apps:read"],"createdAt":"2024-11-23T10:00:00.000Z","updatedAt":"2024-11-24T10:00:00.000Z"}}}}"#,
        id(0),
        id(1),
        id(2),
        id(3),
        id(4)
    )
}

/// The shortest time that each took in many rounds, in nanoseconds. They take turns, so that what slows the machine down slows
/// down all of them.
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
