//! Reading a list of tokens, compared with a derived struct of owned strings that checks nothing.

use crate::{met, race};
use appmaker_types::GetUserAccessTokensResponseItem;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use specwright_runtime::{Validate, json};
use std::hint::black_box;

type Items = Vec<GetUserAccessTokensResponseItem>;

/// The struct that a generator without validation writes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "fields are only deserialized")]
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
#[allow(dead_code, reason = "fields are only deserialized")]
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

/// Measures and prints the times of reading and validating a list.
pub fn run() {
    let items: Vec<String> = (0..1000).map(item).collect();
    let text = format!("[{}]", items.join(","));
    let bytes = text.as_bytes();
    let [ours, typed, from_text, plain] = race([
        &mut || {
            drop(black_box(
                json::from_slice::<Items>(black_box(bytes)).expect("valid"),
            ))
        },
        &mut || from_slice::<Items>(bytes),
        &mut || {
            let text = black_box(text.as_str());
            drop(black_box(
                serde_json::from_str::<Vec<PlainItem>>(text).expect("valid"),
            ));
        },
        &mut || from_slice::<Vec<PlainItem>>(bytes),
    ]);
    let parsed: Items = serde_json::from_slice(bytes).expect("valid");
    let [validated] = race([&mut || parsed.validate().expect("valid")]);
    println!(
        "\n{:36} {:>10} {:>14}",
        "a list of 1,000 tokens", "", "of plain serde"
    );
    let bar = format!("  at most 1: {}", met(ours <= plain));
    for (name, time, bar) in [
        ("plain serde, strings, unchecked", plain, ""),
        ("plain serde, from &str", from_text, ""),
        ("serde_json, checked newtypes", typed, ""),
        ("json::from_slice, fully checked", ours, &bar),
        ("validation only", validated, ""),
    ] {
        println!(
            "{name:36} {:7.2} ms {:13.2}x{bar}",
            time / 1e6,
            time / plain
        );
    }
}

/// Deserializes with `serde_json` and drops the value.
fn from_slice<T: DeserializeOwned>(bytes: &[u8]) {
    drop(black_box(
        serde_json::from_slice::<T>(black_box(bytes)).expect("valid"),
    ));
}

/// Returns a token as JSON.
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
