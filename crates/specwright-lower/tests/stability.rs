//! Stability of names: neither a new schema nor another order of schemas renames anything.

use std::collections::BTreeSet;

use specwright_ir::Api;
use specwright_lower::{Options, lower};
use specwright_spec::{MemoryFiles, Report, ReportFormat, open, render};

fn lower_schemas(schemas: &[(&str, &str)]) -> Api {
    let mut text =
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
            .to_owned();
    for (name, schema) in schemas {
        text.push_str(&format!("    {name}: {schema}\n"));
    }
    let files = MemoryFiles::new([("api.yaml", text)]);
    let mut report = Report::new();
    let api = open(&files, "api.yaml", &mut report)
        .and_then(|document| lower(&document, &Options::default(), &mut report));
    api.unwrap_or_else(|| panic!("{}", render(&report, ReportFormat::Human { color: false })))
}

/// Returns the names of types, fields and variants, each with its place.
fn names(api: &Api) -> BTreeSet<String> {
    let text = api.to_string();
    let mut owner = String::new();
    let mut names = BTreeSet::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
        match (line.starts_with("    "), words.as_slice()) {
            (false, [_, rest @ ..]) if line.contains(" @ ") => {
                let name = rest
                    .iter()
                    .find(|word| **word != "enum")
                    .copied()
                    .unwrap_or_default();
                let place = line
                    .split(" @ ")
                    .nth(1)
                    .and_then(|rest| rest.split([',', ' ']).next())
                    .unwrap_or_default();
                owner = place.to_owned();
                names.insert(format!("{place} {name}"));
            }
            (true, [name, wire, ..]) => drop(names.insert(format!("{owner} {wire} {name}"))),
            _ => {}
        }
    }
    names
}

const SCHEMAS: [(&str, &str); 7] = [
    (
        "Pet",
        "{type: object, properties: {status: {type: string, enum: [new, sold]}, home: {type: object, properties: {x: {type: string}}}}}",
    ),
    (
        "Order",
        "{type: object, properties: {status: {type: string, enum: [new, sold]}, lines: {type: array, items: {type: object, properties: {n: {type: integer}}}}}}",
    ),
    (
        "Zebra",
        "{type: object, properties: {home: {type: object, properties: {x: {type: string}}}}}",
    ),
    (
        "Error",
        "{type: object, properties: {message: {type: string}}}",
    ),
    ("Id", "{type: string, pattern: '^[a-z]{5}$'}"),
    ("Kind", "{type: string, enum: [a, b]}"),
    (
        "Choice",
        "{oneOf: [{type: string}, {type: object, properties: {y: {type: string}}}]}",
    ),
];

#[test]
fn a_new_schema_renames_no_other() {
    let before = names(&lower_schemas(&SCHEMAS));
    for new in [
        (
            "Apple",
            "{type: object, properties: {status: {type: string, enum: [new, sold]}}}",
        ),
        (
            "Aerror",
            "{type: object, properties: {message: {type: string}}}",
        ),
        (
            "AId",
            "{type: string, readOnly: true, pattern: '^[a-z]{5}$'}",
        ),
        ("OrderStatus2", "{type: string, enum: [new, sold]}"),
        ("Home", "{type: object, properties: {x: {type: string}}}"),
        ("Aardvark", SCHEMAS[0].1),
    ] {
        let mut schemas = vec![new];
        schemas.extend(SCHEMAS);
        let after = names(&lower_schemas(&schemas));
        // A type that has become an alias of an equal type no longer lists variants and fields.
        let is_type = |line: &&String| line.split(' ').count() == 2;
        // A definition that places share gives way to a component, while the aliases of the places remain.
        let is_shared = |line: &str| line.ends_with(" Status") || line.ends_with(" Home");
        let lost = before.difference(&after).filter(is_type);
        let lost: Vec<&String> = lost.filter(|line| !is_shared(line)).collect();
        assert!(lost.is_empty(), "{} removes {lost:?}", new.0);
    }
}

#[test]
fn the_order_of_schemas_changes_no_name() {
    let before = names(&lower_schemas(&SCHEMAS));
    let mut schemas = SCHEMAS;
    schemas.reverse();
    assert_eq!(before, names(&lower_schemas(&schemas)));
    let colliding = [
        ("foo-bar", "{type: object, properties: {a: {type: string}}}"),
        ("foo_bar", "{type: object, properties: {b: {type: string}}}"),
    ];
    let mut reversed = colliding;
    reversed.reverse();
    assert_eq!(
        names(&lower_schemas(&colliding)),
        names(&lower_schemas(&reversed))
    );
}
