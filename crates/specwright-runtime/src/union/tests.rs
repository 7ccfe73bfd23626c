//! Values of each kind of union.

use crate::{Constraint, Constraints, Decimal, Json, Validate, object, union};

pub struct Wide {
    a: String,
    b: Option<String>,
}

object! { Wide("/wide", ignore); required(a, "a"); optional(b, "b"); }

pub struct Slim {
    b: String,
}

object! { Slim("/slim", ignore); required(b, "b"); }

#[derive(Clone, PartialEq)]
pub enum One {
    Slim(Slim),
    Wide(Wide),
    Short(String),
    Long(String),
}

union! {
    One("/one");
    one();
    variant(0, Slim);
    variant(1, Wide);
    variant(2, Short).constraints_at(Constraints::new("/one/oneOf/2", &[Constraint::MaxLength(3)]));
    variant(3, Long).constraints_at(Constraints::new("/one/oneOf/3", &[Constraint::MinLength(2)]));
}

#[derive(Clone, PartialEq)]
pub enum Any {
    Slim(Slim),
    Wide(Wide),
    Text(String),
}

union! { Any("/any"); any(); variant(0, Slim); variant(1, Wide); variant(2, Text); }

/// Rows that are too long for a line are written with a trailing comma.
#[derive(Clone, PartialEq)]
pub enum Tagged {
    Slim(Slim),
    Wide(Wide),
}

#[rustfmt::skip]
union! {
    Tagged(
        "/tagged",
    );
    discriminator(
        "b",
    );
    variant(
        0,
        Slim,
    ).tag(
        "slim",
    ).tag(
        "thin",
    );
    variant(1, Wide).tag("wide");
}

#[test]
fn what_fits_no_variant_says_why() {
    let error = serde_json::from_str::<Tagged>(r#"{"b": "secret"}"#).unwrap_err();
    let error = error.to_string();
    assert!(
        error.contains("expected `slim` or `thin` or `wide` in `b`"),
        "{error}"
    );
    assert!(!error.contains("secret"), "{error}");
    let error = serde_json::from_str::<Any>(r#"{"b": 1, "c": "secret"}"#).unwrap_err();
    let error = error.to_string();
    assert!(
        error.starts_with("no variant of Any fits (`/b`: a string; the property `a`)"),
        "{error}"
    );
    assert!(!error.contains("secret"), "{error}");
    let error = serde_json::from_str::<Exact>("0.5").unwrap_or(Exact::Integer(0));
    assert_eq!(error, Exact::Number(0.5), "it can be read as the nearest");
    let expected = |text| match crate::json::from_slice::<Any>(text) {
        Err(crate::json::Error::Violations(it)) => it[0].expected().to_owned(),
        other => panic!("{other:?}"),
    };
    let expected = expected(br#"{"b": 1, "c": "secret"}"#);
    assert!(
        expected.starts_with("a value that fits one of the variants (`/b`: a string"),
        "{expected}"
    );
    assert!(!expected.contains("secret"), "{expected}");
}

/// Two variants that look alike all the way down.
#[derive(Clone, PartialEq)]
pub enum Tree {
    And(And),
    Or(Or),
    Leaf(i64),
}

union! { Tree("/tree"); one(); variant(0, And); variant(1, Or); variant(2, Leaf); }

pub struct And {
    of: Vec<Tree>,
}

object! { And("/and", deny); required(of, "of"); }

pub struct Or {
    of: Vec<Tree>,
    or: bool,
}

object! { Or("/or", deny); required(of, "of"); required(or, "or"); }

fn keywords<T: Json + std::fmt::Debug>(text: &str) -> Vec<String> {
    match crate::json::from_slice::<T>(text.as_bytes()) {
        Ok(_) => Vec::new(),
        Err(crate::json::Error::Violations(violations)) => violations
            .iter()
            .map(|it| format!("{} {}", it.instance(), it.keyword()))
            .collect(),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn a_property_that_is_there_twice_is_refused_whatever_the_variant_ignores() {
    let twice = r#"{"a": "x", "a": "y", "b": "z"}"#;
    let error = serde_json::from_str::<One>(twice).unwrap_err().to_string();
    assert!(error.contains("duplicate property \"a\""), "{error}");
}

#[test]
fn exactly_one_fits() {
    let read = |text| serde_json::from_str::<One>(text).map_err(|error| error.to_string());
    assert_eq!(
        read(r#"{"b": "x"}"#),
        Ok(One::Slim(Slim { b: "x".to_owned() }))
    );
    assert_eq!(
        read(r#"{"a": "x"}"#),
        Ok(One::Wide(Wide {
            a: "x".to_owned(),
            b: None
        }))
    );
    let both = r#"{"a": "x", "b": "y"}"#;
    let wide = Wide {
        a: "x".to_owned(),
        b: Some("y".to_owned()),
    };
    assert_eq!(read(both), Ok(One::Wide(wide)));
    assert_eq!(keywords::<One>(both), [" oneOf"]);
    assert_eq!(keywords::<One>("{}"), [" oneOf"]);
    assert_eq!(keywords::<One>("true"), [" oneOf"]);
}

#[test]
fn a_value_of_several_chooses_its_variant() {
    let slim: Tagged = serde_json::from_str(r#"{"b": "thin"}"#).unwrap();
    let b = "thin".to_owned();
    assert_eq!(slim, Tagged::Slim(Slim { b }));
}

#[test]
fn a_scalar_that_fits_two_is_read_and_not_valid() {
    let value: One = serde_json::from_str("\"ab\"").unwrap();
    assert_eq!(value, One::Short("ab".to_owned()));
    assert_eq!(value.validate().unwrap_err()[0].keyword(), "oneOf");
    assert_eq!(keywords::<One>("\"a\""), [""; 0]);
    assert_eq!(keywords::<One>("\"abcd\""), [""; 0]);
}

#[test]
fn what_fits_two_cannot_be_made_either() {
    assert!(
        One::Wide(Wide {
            a: String::new(),
            b: None
        })
        .validate()
        .is_ok()
    );
    let both = One::Wide(Wide {
        a: String::new(),
        b: Some(String::new()),
    });
    assert_eq!(both.validate().unwrap_err()[0].keyword(), "oneOf");
}

#[test]
fn of_several_that_fit_the_one_that_keeps_most_is_read() {
    let read = |text| serde_json::from_str::<Any>(text).unwrap();
    assert_eq!(read(r#"{"b": "y"}"#), Any::Slim(Slim { b: "y".to_owned() }));
    let wide = Wide {
        a: "x".to_owned(),
        b: Some("y".to_owned()),
    };
    assert_eq!(read(r#"{"a": "x", "b": "y"}"#), Any::Wide(wide));
    assert_eq!(keywords::<Any>("{}"), [" anyOf"]);
    assert_eq!(keywords::<Any>("1"), [" anyOf"]);
}

pub struct Left {
    a: i64,
    next: Option<Box<Both>>,
}

object! { Left("/left", ignore); required(a, "a"); optional(next, "next"); }

pub struct Right {
    b: i64,
    next: Option<Box<Both>>,
}

object! { Right("/right", ignore); required(b, "b"); optional(next, "next"); }

#[derive(Clone, PartialEq)]
pub enum Both {
    Left(Left),
    Right(Right),
    Text(String),
    Several(Vec<Both>),
}

union! { Both("/both"); any(Several); variant(0, Left); variant(1, Right); variant(2, Text); }

pub struct Abc {
    a: Option<i64>,
    b: Option<i64>,
    c: Option<i64>,
}

object! { Abc("/abc", ignore); optional(a, "a"); optional(b, "b"); optional(c, "c"); }

pub struct Ad {
    a: Option<i64>,
    d: Option<i64>,
}

object! { Ad("/ad", ignore); optional(a, "a"); optional(d, "d"); }

pub struct Be {
    b: Option<i64>,
    e: Option<i64>,
}

object! { Be("/be", ignore); optional(b, "b"); optional(e, "e"); }

pub struct De {
    d: Option<i64>,
    e: Option<i64>,
}

object! { De("/de", ignore); optional(d, "d"); optional(e, "e"); }

#[derive(Clone, PartialEq)]
pub enum Parts {
    Abc(Abc),
    Ad(Ad),
    Be(Be),
    De(De),
    Several(Vec<Parts>),
}

union! { Parts("/parts"); any(Several); variant(0, Abc); variant(1, Ad); variant(2, Be); variant(3, De); }

#[test]
fn a_value_is_held_as_the_fewest_variants() {
    let read = |text| serde_json::from_str::<Parts>(text).unwrap();
    let all = r#"{"a":1,"b":2,"c":3,"d":4,"e":5}"#;
    let Parts::Several(parts) = read(all) else {
        panic!("{all}")
    };
    assert!(
        matches!(&*parts, [Parts::Abc(_), Parts::De(_)]),
        "{parts:?}"
    );
    assert!(matches!(read(r#"{"d":4,"a":1}"#), Parts::Ad(_)));
    let two = r#"{"d":4,"c":3}"#;
    assert!(matches!(read(two), Parts::Several(parts) if parts.len() == 2));
}

#[derive(Clone, PartialEq)]
pub enum Apart {
    Left(Left),
    Right(Right),
}

union! { Apart("/apart"); one(); variant(0, Left); variant(1, Right); }

#[test]
fn what_fits_two_and_no_one_keeps_is_not_read() {
    let both = r#"{"a": 1, "b": 2}"#;
    let error = serde_json::from_str::<Apart>(both).unwrap_err().to_string();
    assert!(
        error.contains("more than one variant of Apart fits"),
        "{error}"
    );
    assert_eq!(keywords::<Apart>(both), [" oneOf"]);
    assert!(serde_json::from_str::<Apart>(r#"{"a": 1}"#).is_ok());
}

#[test]
fn what_fits_several_loses_nothing() {
    let read = |text| serde_json::from_str::<Both>(text).unwrap();
    let left = || Both::Left(Left { a: 1, next: None });
    let right = || Both::Right(Right { b: 2, next: None });
    assert_eq!(read(r#"{"a": 1}"#), left());
    assert_eq!(read(r#"{"b": 2, "c": 3}"#), right());
    assert_eq!(
        read(r#"{"b": 2, "a": 1}"#),
        Both::Several(vec![left(), right()])
    );
    for text in [
        r#"{"a":1,"b":2}"#,
        r#""x""#,
        r#"{"a":1,"next":{"a":1,"b":2},"b":2}"#,
    ] {
        assert_eq!(serde_json::to_string(&read(text)).unwrap(), text);
        assert_eq!(keywords::<Both>(text), [""; 0]);
    }
    let none = Both::Several(vec![]);
    assert_eq!(none.validate().unwrap_err()[0].keyword(), "anyOf");
}

#[derive(Clone, PartialEq)]
pub enum Exact {
    Number(f64),
    Integer(i64),
}

union! {
    Exact("/exact");
    order();
    variant(0, Number).constraints_at(Constraints::new("/exact/anyOf/0", &[Constraint::MultipleOf(Decimal::new("3"))]));
    variant(1, Integer);
}

#[test]
fn a_number_is_judged_as_it_is_read() {
    let read = |text| serde_json::from_str::<Exact>(text).unwrap();
    assert_eq!(
        read("9007199254740990"),
        Exact::Number(9_007_199_254_740_990.0)
    );
    // It is a multiple of 3, which the nearest `f64` is not.
    assert_eq!(
        read("9007199254740993"),
        Exact::Integer(9_007_199_254_740_993)
    );
    assert_eq!(keywords::<Exact>("9007199254740993"), [""; 0]);
}

#[derive(Clone, PartialEq)]
pub enum Around {
    Red(Vec<AroundRed>),
    Blue(Vec<AroundBlue>),
}

union! { Around("/around"); any(); variant(0, Red); variant(1, Blue); }

pub struct AroundRed {
    of: Option<Red>,
}

object! { AroundRed("/aroundRed", ignore); optional(of, "of"); }

pub struct AroundBlue {
    of: Option<Blue>,
}

object! { AroundBlue("/aroundBlue", ignore); optional(of, "of"); }

pub struct Red {
    red: Option<i64>,
}

object! { Red("/red", ignore); optional(red, "red"); }

pub struct Blue {
    blue: Option<i64>,
}

object! { Blue("/blue", ignore); optional(blue, "blue"); }

#[test]
fn what_fits_several_is_read_as_the_one_that_keeps_what_is_deep_in_it() {
    for text in [
        r#"[{"of":{"red":1}},{}]"#,
        r#"[{},{"of":{"blue":1}}]"#,
        "[{}]",
    ] {
        let read: Around = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
    }
    let mixed = r#"[{"of":{"red":1}},{"of":{"blue":1}},{"of":{"blue":2}}]"#;
    let read: Around = serde_json::from_str(mixed).unwrap();
    assert!(matches!(read, Around::Blue(_)));
}

#[test]
fn what_is_held_several_times_takes_no_exponential_memory() {
    let (open, close) = (r#"{"a": 1, "b": 2, "next": "#.repeat(40), "}".repeat(40));
    assert_eq!(keywords::<Both>(&format!("{open}\"x\"{close}")), [""; 0]);
}

#[test]
fn unions_in_unions_take_no_exponential_time() {
    let nested = |leaf: &str| {
        let (open, close) = (r#"{"or": true, "of": ["#.repeat(60), "]}".repeat(60));
        format!("{open}{leaf}{close}")
    };
    assert_eq!(keywords::<Tree>(&nested("1")), [""; 0]);
    assert_eq!(keywords::<Tree>(&nested("true")).len(), 1);
    assert_eq!(keywords::<Tree>(&nested(r#"{"of": []}"#)), [""; 0]);
}
