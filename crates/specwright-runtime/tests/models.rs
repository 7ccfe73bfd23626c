//! What the macros make of types: read, written, checked.

#![allow(missing_docs, reason = "the types are examples")]

use specwright_runtime::{
    Bytes, Constraint, Constraints, Date, Decimal, Json, OptionalItem, OptionalNullable, TailItems,
    Timestamp, Unlisted, Uuid, Validate, Value, ascii, integer_enum, json, number, object,
    string_enum, text, union,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; 2]);

ascii! {
    Code("/components/schemas/Code", 2);
    Pattern("^[A-Z]{2}$", is_code);
}

const fn is_code(text: &str) -> bool {
    matches!(text.as_bytes(), [b'A'..=b'Z', b'A'..=b'Z'])
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Cow<'static, str>);

text! {
    Name("/components/schemas/Name");
    MinLength(2);
    MaxLength(4);
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub struct Share(f64);

number! {
    Share("/components/schemas/Share", f64);
    Minimum(Decimal::new("0"));
    Maximum(Decimal::new("1"));
    MultipleOf(Decimal::new("0.01"));
}

#[derive(Clone)]
pub enum Color {
    Red,
    Unknown(Unlisted<String, Color>),
}

string_enum! {
    Color("/components/schemas/Color");
    values(Red = "red");
    unknown(Unknown);
}

#[derive(Clone, Copy, Debug)]
pub enum Level {
    Low,
    Unknown(Unlisted<i64, Level>),
}

integer_enum! {
    Level("/components/schemas/Level", i64);
    value(Low, -1);
    unknown(Unknown);
}

#[derive(Clone, PartialEq)]
pub struct Item {
    pub id: i64,
    pub r#type: Option<String>,
    pub parent: Option<i64>,
    pub note: OptionalNullable<String>,
    pub tags: Option<Vec<String>>,
    pub password: Option<String>,
}

object! {
    Item("/components/schemas/Item", ignore);
    required(id, "_id").constraints_at(Constraints::new("/components/schemas/Item/properties/_id", &[Constraint::Minimum(Decimal::new("1"))]));
    optional(r#type, "type").constraints_at(Constraints::new("/components/schemas/Item/properties/type", &[Constraint::MinLength(2)])).or_default_with(|| "plain".to_owned());
    nullable(parent, "parentId");
    optional_nullable(note, "note");
    optional(tags, "tags").constraints_at(Constraints::new("/components/schemas/Item/properties/tags", &[Constraint::MaxItems(3), Constraint::UniqueItems, Constraint::Items(&Constraints::new("/components/schemas/Item/properties/tags/items", &[Constraint::MinLength(1)]))]));
    optional(password, "password").constraints_at(Constraints::new("/components/schemas/Item/properties/password", &[Constraint::MinLength(8), Constraint::Secret]));
}

#[derive(Clone, Default, PartialEq)]
pub struct Closed {}

#[derive(Clone, PartialEq)]
pub struct Evaluated {
    pub x: Option<i64>,
}

object! {
    Evaluated("/components/schemas/Evaluated", deny_unevaluated);
    optional(x, "x");
}

object! {
    Closed("/components/schemas/Closed", deny);
}

#[derive(Clone, Default, PartialEq)]
pub struct Open {
    pub name: Option<String>,
    pub more: BTreeMap<String, i64>,
}

object! {
    Open("/components/schemas/Open", capture(more, Constraints::new("/components/schemas/Open/additionalProperties", &[Constraint::Maximum(Decimal::new("9"))]))).constraints_at(Constraints::new("/components/schemas/Open", &[Constraint::MinProperties(1), Constraint::MaxProperties(2)]));
    optional(name, "name");
}

#[derive(Clone, PartialEq)]
pub struct Tree {
    pub children: Vec<Tree>,
    pub only: Option<Box<Tree>>,
}

object! {
    Tree("/components/schemas/Tree", deny);
    required(children, "children");
    optional(only, "only");
}

#[derive(Clone, PartialEq)]
pub struct Cat {
    pub kind: String,
    pub lives: i64,
}

object! {
    Cat("/components/schemas/Cat", ignore);
    required(kind, "kind");
    required(lives, "lives");
}

#[derive(Clone, PartialEq)]
pub enum Pet {
    Cat(Cat),
    Open(Box<Open>),
}

union! {
    Pet("/components/schemas/Pet");
    discriminator("kind");
    variant(0, Cat).tag("cat").tag("lion");
    variant(1, Open).tag("open");
}

#[derive(Clone, PartialEq)]
pub enum Scalar {
    Text(String),
    Number(i64),
    List(Vec<Scalar>),
}

union! {
    Scalar("/components/schemas/Scalar");
    json_type();
    variant(0, Text).string().constraints_at(Constraints::new("/components/schemas/Scalar/oneOf/0", &[Constraint::MaxLength(3)]));
    variant(1, Number).number();
    variant(2, List).array();
}

#[derive(Clone, PartialEq)]
pub enum Length {
    Short(String),
    Long(String),
}

union! {
    Length("/components/schemas/Length");
    order();
    variant(0, Short).constraints_at(Constraints::new("/components/schemas/Length/oneOf/0", &[Constraint::MaxLength(3)]));
    variant(1, Long).constraints_at(Constraints::new("/components/schemas/Length/oneOf/1", &[Constraint::MinLength(5)]));
}

/// A pattern for a program, whose function is not constant.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Other(Cow<'static, str>);

text! {
    Other("/components/schemas/Other");
    MaxLength(9);
    Program("^(?!x)", is_other);
}

fn is_other(text: &str) -> bool {
    !text.starts_with('x')
}

/// Names that the macros, and Rust's prelude, have for themselves.
mod names {
    use super::*;

    #[derive(Clone)]
    pub enum Result {
        Ok,
        Err,
        Some,
        None,
        Unknown(Unlisted<std::string::String, Result>),
    }

    string_enum! {
        Result("/components/schemas/Result");
        values(Ok = "ok", Err = "err", Some = "some", None = "none");
        unknown(Unknown);
    }

    #[derive(Clone, PartialEq)]
    pub struct Option {
        pub map: i64,
        pub key: std::option::Option<i64>,
        pub extra: BTreeMap<std::string::String, Value>,
        pub report: Ok,
        pub serializer: std::option::Option<Some>,
        pub name: i64,
    }

    object! {
        Option("/components/schemas/Option", capture(extra));
        required(map, "map");
        optional(key, "key").or_default_with(|| 5);
        required(report, "at");
        optional(serializer, "__Other");
        required(name, "node");
    }

    #[derive(Clone, Copy, PartialEq, Eq)]
    pub struct Ok([u8; 2]);

    ascii! {
        Ok("/components/schemas/Ok", 2);
        Pattern("^[A-Z]{2}$", is_code);
    }

    #[derive(Clone, Copy, PartialEq, Eq)]
    pub struct Some(i64);

    number! {
        Some("/components/schemas/Some", i64);
        Minimum(Decimal::new("1"));
    }

    #[derive(Clone, PartialEq)]
    pub enum Err {
        None(Box<Option>),
        Ok(Ok),
    }

    union! {
        Err("/components/schemas/Err");
        json_type();
        variant(0, None).object();
        variant(1, Ok).string();
    }
}

/// A value with all that serde asks for, read by plain serde_json.
fn read<T: for<'de> serde_core::Deserialize<'de>>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// Every violation of a strict reading, as `instance keyword schema`.
fn strict<T: Json>(text: &str) -> Vec<String> {
    match json::from_slice::<T>(text.as_bytes()) {
        Ok(_) => Vec::new(),
        Err(json::Error::Syntax(error)) => vec![format!("syntax: {error}")],
        Err(json::Error::Violations(violations)) => violations
            .iter()
            .map(|it| format!("{} {} {}", it.instance(), it.keyword(), it.schema()))
            .collect(),
    }
}

#[test]
fn presence_and_null_are_told_apart() {
    let item: Item = read(r#"{"_id": 1, "parentId": null}"#).unwrap();
    let absent = Item {
        id: 1,
        r#type: Some("plain".to_owned()),
        parent: None,
        note: OptionalNullable::Absent,
        tags: None,
        password: None,
    };
    assert_eq!(item, absent);
    assert_eq!(
        serde_json::to_string(&item).unwrap(),
        r#"{"_id":1,"type":"plain","parentId":null}"#
    );

    let item: Item =
        read(r#"{"_id": 1.0, "parentId": 2, "note": null, "tags": [], "more": {"a": [1]}}"#)
            .unwrap();
    assert_eq!(
        (item.id, item.parent, item.note.clone()),
        (1, Some(2), OptionalNullable::Null)
    );
    assert_eq!(
        serde_json::to_string(&item).unwrap(),
        r#"{"_id":1,"type":"plain","parentId":2,"note":null,"tags":[]}"#
    );

    for (wrong, why) in [
        (r#"{"parentId": null}"#, "missing field `_id`"),
        (r#"{"_id": 1}"#, "missing field `parentId`"),
        (
            r#"{"_id": null, "parentId": null}"#,
            "invalid type: null, expected an integer",
        ),
        (
            r#"{"_id": 1, "parentId": null, "tags": null}"#,
            "invalid type: null, expected an array",
        ),
        (
            r#"{"_id": 1, "parentId": null, "_id": 1}"#,
            "duplicate field `_id`",
        ),
        (
            r#"[1, "a", null]"#,
            "invalid type: sequence, expected an object",
        ),
        ("\"x\"", "invalid type: string \"x\", expected an object"),
    ] {
        let error = read::<Item>(wrong).unwrap_err();
        assert!(error.starts_with(why), "{wrong}: {error}");
    }
}

#[test]
fn all_violations_are_found_at_once() {
    let item =
        r#"{"_id": 0, "type": "x", "note": 5, "tags": ["a", "", "a", "b"], "password": "short"}"#;
    let schema = "/components/schemas/Item";
    assert_eq!(
        strict::<Vec<Item>>(&format!("[{item}]")),
        [
            format!("/0 required {schema}"),
            format!("/0/_id minimum {schema}/properties/_id"),
            format!("/0/note type {schema}"),
            format!("/0/password minLength {schema}/properties/password"),
            format!("/0/tags maxItems {schema}/properties/tags"),
            format!("/0/tags uniqueItems {schema}/properties/tags"),
            format!("/0/tags/1 minLength {schema}/properties/tags/items"),
            format!("/0/type minLength {schema}/properties/type"),
        ]
    );
    // The same, where reading succeeds and only validation fails.
    let item = r#"{"_id": 0, "parentId": 1, "type": "x", "tags": ["a", "", "a", "b"], "password": "short"}"#;
    assert_eq!(strict::<Item>(item).len(), 6);
    let violations = read::<Item>(item).unwrap().validate().unwrap_err();
    assert_eq!(violations.len(), 6);
    let text = violations.to_string();
    assert!(
        text.contains("/password: expected at least 8 characters;"),
        "{text}"
    );
    assert!(
        text.contains("/tags: expected no item twice, found item 2 equal to item 0"),
        "{text}"
    );
}

#[test]
fn a_body_that_is_not_json_is_told_apart() {
    assert_eq!(
        strict::<Item>("{\"_id\": 1,}"),
        ["syntax: trailing comma at line 1 column 11"]
    );
    assert!(strict::<Item>("").len() == 1 && strict::<Item>("{} {}").len() == 1);
    assert!(strict::<Item>("\u{feff}{}")[0].starts_with("syntax"));
    assert!(strict::<Item>(r#"{"_id": 1, "type": "\ud83d"}"#)[0].starts_with("syntax"));
}

#[test]
fn unknown_properties_are_refused_or_kept() {
    assert!(read::<Closed>("{}").is_ok());
    assert_eq!(
        strict::<Closed>(r#"{"a/b": 1}"#),
        ["/a~1b additionalProperties /components/schemas/Closed"]
    );
    assert_eq!(
        strict::<Evaluated>(r#"{"other": 1}"#),
        ["/other unevaluatedProperties /components/schemas/Evaluated"]
    );
    assert!(strict::<Evaluated>(r#"{"x": 1}"#).is_empty());
    let open: Open = read(r#"{"b": 2, "name": "x", "a": 1.0}"#).unwrap();
    assert_eq!(
        open.more,
        BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)])
    );
    assert_eq!(
        serde_json::to_string(&open).unwrap(),
        r#"{"name":"x","a":1,"b":2}"#
    );
    assert_eq!(
        strict::<Open>(r#"{"b": 2, "name": "x", "a": 1}"#),
        [" maxProperties /components/schemas/Open"]
    );
    assert_eq!(
        strict::<Open>("{}"),
        [" minProperties /components/schemas/Open"]
    );
    assert_eq!(
        strict::<Open>(r#"{"a": 10}"#),
        ["/a maximum /components/schemas/Open/additionalProperties"]
    );
    assert_eq!(
        strict::<Open>(r#"{"a": "x"}"#),
        ["/a type /components/schemas/Open/additionalProperties"]
    );
    assert_eq!(
        strict::<Open>(r#"{"a": 1, "a": 1}"#),
        ["/a type /components/schemas/Open"]
    );
    assert!(
        read::<Open>(r#"{"a": 1, "a": 1}"#)
            .unwrap_err()
            .contains("is there twice")
    );
}

#[test]
fn newtypes_hold_what_they_promise() {
    const CODE: Code = Code::literal("TR");
    assert_eq!((CODE.as_str(), CODE.into_inner()), ("TR", *b"TR"));
    assert_eq!(
        (CODE, format!("{CODE:?}")),
        ("TR".parse().unwrap(), "Code(\"TR\")".to_owned())
    );
    assert_eq!(CODE, *"TR");
    assert_eq!(
        Code::try_from("tr").unwrap_err().to_string(),
        "not a Code: expected a match of `^[A-Z]{2}$` (pattern)"
    );
    assert_eq!(read::<Code>("\"TR\""), Ok(CODE));
    assert!(
        read::<Code>("\"TRX\"")
            .unwrap_err()
            .starts_with("not a Code")
    );
    assert!(
        read::<Code>("5")
            .unwrap_err()
            .starts_with("invalid type: integer `5`, expected a Code in a string")
    );
    assert_eq!(strict::<Code>("5"), [" type /components/schemas/Code"]);
    assert_eq!(
        strict::<Code>("\"x\""),
        [" pattern /components/schemas/Code"]
    );

    assert_eq!(
        Name::try_from("日本語文字".to_owned())
            .unwrap_err()
            .keyword(),
        "maxLength"
    );
    assert_eq!(read::<Name>("\"\\u65e5\\u672c\"").unwrap(), *"日本");
    assert_eq!(Name::literal("ab").into_inner(), "ab");

    assert_eq!(Share::try_from(0.07).map(Share::get).unwrap(), 0.07);
    assert_eq!(Share::try_from(0.071).unwrap_err().keyword(), "multipleOf");
    assert_eq!(
        strict::<Share>("1.01"),
        [" maximum /components/schemas/Share"]
    );
    assert_eq!(
        strict::<Share>("\"1\""),
        [" type /components/schemas/Share"]
    );
}

#[test]
fn a_program_needs_no_constant() {
    assert!("abc".parse::<Other>().is_ok());
    assert_eq!("xbc".parse::<Other>().unwrap_err().keyword(), "pattern");
    assert_eq!(
        strict::<Other>("\"x\""),
        [" pattern /components/schemas/Other"]
    );
}

#[test]
fn names_do_not_clash() {
    let text = r#"{"map":1,"key":2,"at":"TR","__Other":3,"node":4,"x":null}"#;
    let value: names::Err = read(text).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), text);
    assert_eq!(read::<names::Result>("\"ok\""), Ok(names::Result::Ok));
    assert_eq!(
        strict::<names::Err>("\"tr\""),
        [" pattern /components/schemas/Ok"]
    );
}

#[test]
fn defaults_of_the_document_are_read() {
    assert_eq!(
        specwright_runtime::default_json::<Vec<i64>>("[1, 2]"),
        [1, 2]
    );
}

#[test]
fn enums_keep_what_they_do_not_know() {
    assert_eq!(read::<Color>("\"blue\""), Ok(Color::from("blue")));
    assert_eq!(
        strict::<Color>("\"blue\""),
        [" enum /components/schemas/Color"]
    );
    assert_eq!(
        strict::<Vec<Color>>("[1, \"red\", \"x\"]"),
        [
            "/0 type /components/schemas/Color",
            "/2 enum /components/schemas/Color"
        ]
    );
    assert_eq!(
        serde_json::to_string(&[Color::Red, Color::from("x")]).unwrap(),
        r#"["red","x"]"#
    );
    assert_eq!(
        (read::<Level>("-1.0"), read::<Level>("7")),
        (Ok(Level::Low), Ok(Level::from(7)))
    );
    assert_eq!(strict::<Level>("7"), [" enum /components/schemas/Level"]);
    // A listed value is one variant, however it is made.
    assert!(matches!(Color::from("red"), Color::Red));
    assert!(matches!(Level::from(-1), Level::Low));
    assert!(matches!(Color::from("blue"), Color::Unknown(it) if it.as_str() == "blue"));
    assert!(matches!(Level::from(7), Level::Unknown(it) if it.get() == 7));
    assert_ne!(Color::from("blue"), Color::Red);
    assert!(Color::from("blue").validate().is_err());
    assert_eq!(strict::<Level>("1.5"), [" type /components/schemas/Level"]);
}

#[test]
fn unions_choose_their_variant() {
    assert_eq!(
        read::<Pet>(r#"{"lives": 9, "kind": "lion"}"#),
        Ok(Pet::Cat(Cat {
            kind: "lion".to_owned(),
            lives: 9
        }))
    );
    assert_eq!(
        strict::<Pet>(r#"{"kind": "cat"}"#),
        [" required /components/schemas/Cat"]
    );
    assert_eq!(
        strict::<Pet>(r#"{"kind": "dog"}"#),
        ["/kind discriminator /components/schemas/Pet"]
    );
    assert_eq!(
        strict::<Pet>("{}"),
        [" discriminator /components/schemas/Pet"]
    );
    assert_eq!(
        strict::<Pet>("[]"),
        [" discriminator /components/schemas/Pet"]
    );
    assert!(read::<Pet>("{}").is_err());

    let list: Scalar = read(r#"["a", 1.0, []]"#).unwrap();
    assert_eq!(
        list,
        Scalar::List(vec![
            Scalar::Text("a".to_owned()),
            Scalar::Number(1),
            Scalar::List(vec![])
        ])
    );
    assert_eq!(serde_json::to_string(&list).unwrap(), r#"["a",1,[]]"#);
    assert_eq!(
        strict::<Scalar>("[\"long text\", true]"),
        [
            "/0 maxLength /components/schemas/Scalar/oneOf/0",
            "/1 oneOf /components/schemas/Scalar"
        ]
    );

    assert_eq!(
        read::<Length>("\"abc\""),
        Ok(Length::Short("abc".to_owned()))
    );
    assert_eq!(
        read::<Length>("\"abcde\""),
        Ok(Length::Long("abcde".to_owned()))
    );
    // It is read as the first variant that it can be, so as to survive in a client, and is then none.
    assert_eq!(
        strict::<Length>("\"abcd\""),
        [" maxLength /components/schemas/Length/oneOf/0"]
    );
    assert_eq!(strict::<Length>("5"), [" oneOf /components/schemas/Length"]);
}

#[test]
fn the_discriminator_of_a_variant_is_validated() {
    let cat = |kind: &str| {
        let kind = kind.to_owned();
        Pet::Cat(Cat { kind, lives: 9 })
    };
    assert!(cat("cat").validate().is_ok() && cat("lion").validate().is_ok());
    let violations = cat("dog").validate().unwrap_err();
    let found: Vec<_> = violations
        .iter()
        .map(|it| (it.instance(), it.keyword(), it.schema()))
        .collect();
    assert_eq!(
        found,
        [("/kind", "discriminator", "/components/schemas/Pet")]
    );
}

#[test]
fn what_is_no_number_of_json_is_refused() {
    for value in [f64::NAN, f64::INFINITY] {
        let violations = vec![1.0, value].validate().unwrap_err();
        assert_eq!(violations[0].instance(), "/1");
        assert_eq!(violations[0].keyword(), "type");
        assert!((value as f32).validate().is_err());
    }
}

#[test]
fn recursion_is_bounded() {
    let tree: Tree = read(r#"{"children": [{"children": []}], "only": {"children": []}}"#).unwrap();
    assert!(tree.only.is_some() && tree.validate().is_ok());
    let deep = |levels: usize| {
        format!(
            "{}{}",
            "{\"children\":[".repeat(levels),
            "]}".repeat(levels)
        )
    };
    assert!(strict::<Tree>(&deep(60)).is_empty());
    assert!(strict::<Tree>(&deep(10_000))[0].starts_with("syntax: recursion limit exceeded"));
    assert!(
        strict::<Tree>("{\"children\": [], \"only\": {\"children\": [{}]}}")
            .contains(&"/only/children/0 required /components/schemas/Tree".to_owned())
    );
}

#[test]
fn formats_are_read_and_written() {
    type All = (Vec<Timestamp>, Vec<Date>, Vec<Uuid>, Vec<Bytes>, Vec<Value>);
    fn round<T: Json>(text: &str) -> String {
        String::from_utf8(json::to_vec(&json::from_slice::<T>(text.as_bytes()).unwrap()).unwrap())
            .unwrap()
    }
    let _: Option<All> = None;
    assert_eq!(
        round::<Timestamp>("\"2026-11-23t10:00:00.50+03:00\""),
        "\"2026-11-23T07:00:00.5Z\""
    );
    assert_eq!(round::<Date>("\"2024-02-29\""), "\"2024-02-29\"");
    assert_eq!(
        round::<Uuid>("\"65F1A0B2-c3d4-4e5f-8607-18293a4b5c6d\""),
        "\"65f1a0b2-c3d4-4e5f-8607-18293a4b5c6d\""
    );
    assert_eq!(round::<Bytes>("\"Zm9v\""), "\"Zm9v\"");
    assert_eq!(
        round::<Value>("{\"a\": [1, 2.50, null]}"),
        "{\"a\":[1,2.5,null]}"
    );
    assert_eq!(round::<f64>("-0.1"), "-0.1");
    for text in ["\"2026-11-23\"", "\"\""] {
        assert_eq!(strict::<Timestamp>(text), [" format "]);
    }
    assert_eq!(strict::<i32>("3000000000"), [" format "]);
    assert_eq!(strict::<f32>("1e39"), [" format "]);
}

#[test]
fn numbers_that_are_not_finite_are_not_written() {
    assert!(json::to_vec(&f64::NAN).is_err());
    assert!(json::to_vec(&vec![f32::INFINITY]).is_err());
    assert!(strict::<f64>("1e400")[0].starts_with("syntax: number out of range"));
}

/// Reading fails exactly where looking for the reasons finds one.
#[test]
fn both_ways_of_reading_agree() {
    let values = [
        "null",
        "true",
        "0",
        "-0",
        "1.0",
        "1.5",
        "1e400",
        "9223372036854775808",
        "\"\"",
        "\"a\"",
        "\"TR\"",
        "\"red\"",
        "[]",
        "[1]",
        "[null]",
        "{}",
        "{\"a\":1}",
        "{\"a\":1,\"a\":1}",
        "{\"kind\":\"cat\",\"lives\":1}",
        "\"2026-11-23\"",
        "\"Zm9v\"",
        "[\"a\",\"a\"]",
    ];
    fn agree<T: Json>(text: &str) {
        let read = json::parse::<T>(text.as_bytes()).and_then(|value| match value.validate() {
            Ok(()) => Ok(()),
            Err(violations) => Err(serde_core::de::Error::custom(violations)),
        });
        let strict = json::from_slice::<T>(text.as_bytes());
        assert_eq!(
            read.is_ok(),
            strict.is_ok(),
            "{} {text}",
            std::any::type_name::<T>()
        );
        if let Err(json::Error::Violations(violations)) = strict {
            assert!(
                !violations[0].expected().contains("that can be read"),
                "{} {text}: {violations}",
                std::any::type_name::<T>()
            );
        }
    }
    for text in values {
        agree::<bool>(text);
        agree::<i64>(text);
        agree::<u32>(text);
        agree::<f64>(text);
        agree::<f32>(text);
        agree::<String>(text);
        agree::<Value>(text);
        agree::<Option<i64>>(text);
        agree::<Vec<Option<String>>>(text);
        agree::<BTreeMap<String, i64>>(text);
        agree::<Timestamp>(text);
        agree::<Date>(text);
        agree::<Uuid>(text);
        agree::<Bytes>(text);
        agree::<Code>(text);
        agree::<Name>(text);
        agree::<Share>(text);
        agree::<Color>(text);
        agree::<Level>(text);
        agree::<Item>(text);
        agree::<Closed>(text);
        agree::<Open>(text);
        agree::<Pet>(text);
        agree::<Scalar>(text);
        agree::<Length>(text);
        agree::<Box<Tree>>(text);
        agree::<(i64,)>(text);
        agree::<(Value, OptionalItem<Option<bool>>, TailItems<String>)>(text);
    }
}

#[test]
fn a_struct_shows_what_is_there_and_no_secret() {
    let text = r#"{"_id": 1, "parentId": null, "note": null, "password": "correct horse"}"#;
    let item: Item = serde_json::from_str(text).unwrap();
    assert_eq!(
        format!("{item:?}"),
        r#"Item { _id: 1, type: "plain", parentId: null, note: null, password: ... }"#
    );
}

#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pin(std::borrow::Cow<'static, str>);

text! { Pin("/components/schemas/Pin"); MinLength(4); Secret; }

#[derive(Clone, Default, PartialEq)]
pub struct Pins {
    pub list: Option<Vec<String>>,
    pub map: Option<BTreeMap<String, String>>,
    pub pair: Option<(i64, String)>,
}

const HIDDEN: Constraints = Constraints::new("/components/schemas/Pins", &[Constraint::Secret]);

object! {
    Pins("/components/schemas/Pins", ignore);
    optional(list, "list").constraints_at(Constraints::new("", &[Constraint::Items(&HIDDEN)]));
    optional(map, "map").constraints_at(Constraints::new("", &[Constraint::Values(&HIDDEN)]));
    optional(pair, "pair").constraints_at(Constraints::new("", &[Constraint::Positions(&[Constraints::new("", &[]), HIDDEN])]));
}

#[test]
fn what_holds_a_secret_is_not_shown() {
    let text = r#"{"list": ["1234"], "map": {"a": "1234"}, "pair": [1, "1234"]}"#;
    let pins: Pins = serde_json::from_str(text).unwrap();
    assert_eq!(
        format!("{pins:?}"),
        "Pins { list: ..., map: ..., pair: ... }"
    );
    let pin = Pin::literal("1234");
    assert_eq!(format!("{pin:?}"), "Pin(...)");
    let error = Pin::try_from("123").unwrap_err();
    assert!(!error.to_string().contains("123"), "{error}");
}

#[derive(Clone, PartialEq)]
pub struct Stay {
    pub until: Option<Date>,
    pub nights: Option<i32>,
    pub guests: Option<i64>,
}

object! {
    Stay("/components/schemas/Stay", ignore);
    optional(until, "until").constraints_at(Constraints::new("/components/schemas/Day", &[]));
    optional(nights, "nights").constraints();
    optional(guests, "guests");
}

#[test]
fn a_format_is_told_with_its_schema_and_the_width_of_a_type_without_one_is_a_type() {
    assert_eq!(
        strict::<Stay>(r#"{"until": "soon", "nights": 2147483648, "guests": 9223372036854775808}"#),
        [
            "/guests type /components/schemas/Stay",
            "/nights format /components/schemas/Stay/properties/nights",
            "/until format /components/schemas/Day",
        ]
    );
    let found = json::from_slice::<i64>(b"9223372036854775808").unwrap_err();
    assert_eq!(
        found.to_string(),
        "expected a signed integer of 64 bits (the type is `i64`), found 9223372036854775808, out of range"
    );
}
