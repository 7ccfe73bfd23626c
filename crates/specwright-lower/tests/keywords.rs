//! Every keyword of schemas that constrains values is enforced wherever a schema can be.
//!
//! The meaning of a keyword is read in several files, and no compiler finds the one that was left out. These tests do: they lower a schema with
//! the keyword and without it, and expect another result.

use specwright_lower::{Options, lower};
use specwright_spec::{MemoryFiles, OpenOptions, Report, open_with, support_page};

/// A keyword, a type that it applies to, a schema with it, and two values: one that it admits and one that it excludes.
struct Case {
    keyword: &'static str,
    ty: &'static str,
    schema: &'static str,
    valid: &'static str,
    invalid: &'static str,
}

const fn case(
    keyword: &'static str,
    ty: &'static str,
    schema: &'static str,
    [valid, invalid]: [&'static str; 2],
) -> Case {
    Case {
        keyword,
        ty,
        schema,
        valid,
        invalid,
    }
}

#[rustfmt::skip]
const CASES: &[Case] = &[
    case("multipleOf", "number", "multipleOf: 2", ["4", "3"]),
    case("maximum", "number", "maximum: 2", ["2", "3"]),
    case("exclusiveMaximum", "number", "exclusiveMaximum: 2", ["1", "2"]),
    case("minimum", "number", "minimum: 2", ["2", "1"]),
    case("exclusiveMinimum", "number", "exclusiveMinimum: 2", ["3", "2"]),
    case("maxLength", "string", "maxLength: 2", ["ab", "abc"]),
    case("minLength", "string", "minLength: 2", ["ab", "a"]),
    case("pattern", "string", "pattern: '^a'", ["ab", "b"]),
    case("maxItems", "array", "maxItems: 1", ["[1]", "[1, 2]"]),
    case("minItems", "array", "minItems: 2", ["[1, 2]", "[1]"]),
    case("uniqueItems", "array", "uniqueItems: true", ["[1, 2]", "[1, 1]"]),
    case("items", "array", "items: {type: integer}", ["[1]", "[a]"]),
    case("prefixItems", "array", "prefixItems: [{type: integer}]", ["[1]", "[a]"]),
    case("contains", "array", "contains: {type: integer}", ["[1]", "[a]"]),
    case("minContains", "array", "contains: {type: integer}, minContains: 2", ["[1, 2]", "[1]"]),
    case("maxContains", "array", "contains: {type: integer}, maxContains: 1", ["[1]", "[1, 2]"]),
    case("unevaluatedItems", "array", "unevaluatedItems: {type: integer}", ["[1]", "[a]"]),
    case("maxProperties", "object", "maxProperties: 1", ["{a: 1}", "{a: 1, b: 1}"]),
    case("minProperties", "object", "minProperties: 2", ["{a: 1, b: 1}", "{a: 1}"]),
    case("required", "object", "required: [a]", ["{a: 1}", "{b: 1}"]),
    case("properties", "object", "properties: {a: {type: integer}}", ["{a: 1}", "{a: b}"]),
    case("additionalProperties", "object", "additionalProperties: {type: integer}", ["{a: 1}", "{a: b}"]),
    case("patternProperties", "object", "patternProperties: {'^a': {type: integer}}", ["{a: 1}", "{a: b}"]),
    case("propertyNames", "object", "propertyNames: {maxLength: 1}", ["{a: 1}", "{ab: 1}"]),
    case("dependentRequired", "object", "dependentRequired: {a: [b]}", ["{a: 1, b: 1}", "{a: 1}"]),
    case("dependentSchemas", "object", "dependentSchemas: {a: {required: [b]}}", ["{a: 1, b: 1}", "{a: 1}"]),
    case("unevaluatedProperties", "object", "unevaluatedProperties: {type: integer}", ["{a: 1}", "{a: b}"]),
    case("enum", "string", "enum: [a, c]", ["a", "b"]),
    case("const", "string", "const: a", ["a", "b"]),
    case("allOf", "string", "allOf: [{minLength: 2}]", ["ab", "a"]),
    case("oneOf", "string", "oneOf: [{minLength: 2}, {maxLength: 0}]", ["ab", "a"]),
    case("anyOf", "string", "anyOf: [{minLength: 2}, {maxLength: 0}]", ["ab", "a"]),
    case("not", "string", "not: {maxLength: 1}", ["ab", "a"]),
    case("if", "string", "if: {maxLength: 1}, then: {const: b}", ["b", "a"]),
    case("then", "string", "if: {maxLength: 1}, then: {const: b}", ["b", "a"]),
    case("else", "string", "if: {maxLength: 1}, else: {const: ab}", ["ab", "abc"]),
];

/// Keywords that constrain no value by themselves, or whose values are names that other tests cover.
const OTHERS: &[&str] = &[
    "$anchor",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "additionalItems",
    "contentEncoding",
    "contentMediaType",
    "default",
    "definitions",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "examples",
    "format",
    "nullable",
    "readOnly",
    "title",
    "type",
    "writeOnly",
];

#[test]
fn every_keyword_that_is_read_has_a_case() {
    let page = support_page();
    let (_, rest) = page.split_once("\n## Schema\n").expect("the keywords");
    let (table, _) = rest.split_once("\n## ").expect("the end of the keywords");
    let rows = table.lines().filter(|row| row.ends_with("| read |"));
    for keyword in rows.map(|row| row.split('`').nth(1).expect("a keyword")) {
        assert!(
            OTHERS.contains(&keyword) || CASES.iter().any(|case| case.keyword == keyword),
            "add a case for `{keyword}`"
        );
    }
}

#[test]
fn a_type_enforces_every_keyword() {
    each_differs(|case, keyword| format!("{{type: {}{keyword}}}", case.ty));
}

#[test]
fn a_merged_type_enforces_every_keyword() {
    each_differs(|case, keyword| {
        let ty = case.ty;
        format!("{{allOf: [{{type: {ty}{keyword}}}, {{type: {ty}, description: D}}]}}")
    });
}

#[test]
fn an_assertion_enforces_every_keyword() {
    each_differs(|case, keyword| format!("{{not: {{type: {}{keyword}}}}}", case.ty));
}

#[test]
fn every_keyword_excludes_listed_values() {
    each_differs(|case, keyword| {
        format!(
            "{{allOf: [{{title: N{keyword}}}], enum: [{}, {}]}}",
            case.valid, case.invalid
        )
    });
}

/// Checks that each keyword changes the result of a schema, which `schema` writes with the keyword or with an empty text.
fn each_differs(schema: impl Fn(&Case, &str) -> String) {
    let same = CASES.iter().filter(|case| {
        let keyword = format!(", {}", case.schema);
        lowered(&schema(case, &keyword)) == lowered(&schema(case, ""))
    });
    let same: Vec<&str> = same.map(|case| case.keyword).collect();
    assert!(same.is_empty(), "no effect: {same:?}");
}

/// Prints the IR of a document with this schema.
fn lowered(schema: &str) -> String {
    let text = format!(
        "openapi: 3.2.0\ninfo: {{title: T, version: '1'}}\ncomponents:\n  schemas:\n    X: {schema}\n"
    );
    let files = MemoryFiles::new([("api.yaml", text.as_str())]);
    let mut report = Report::new();
    let document = open_with(&files, "api.yaml", OpenOptions::default(), &mut report);
    let document = document.unwrap_or_else(|| panic!("{schema}: {:?}", report.diagnostics()));
    let api = lower(&document, &Options::default(), &mut report);
    api.unwrap_or_else(|| panic!("{schema}: {:?}", report.diagnostics()))
        .to_string()
}
