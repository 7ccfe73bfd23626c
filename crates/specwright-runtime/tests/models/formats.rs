//! Formats, and numbers that JSON cannot express.

use super::*;

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
        "expected a signed integer of 64 bits (the type is `i64`; in the document, `format: int128` or a bound beyond 64 bits makes it `i128`), found 9223372036854775808, out of range"
    );
}

#[derive(Clone, Copy, PartialEq)]
pub struct Port(i32);

number! {
    Port("/components/schemas/Port", i32);
    Minimum(Decimal::new("1"));
    Maximum(Decimal::new("65535"));
    Origin("maximum", "/components/schemas/Bounded");
    Origin("format", "/components/schemas/Small");
}

#[derive(Clone, PartialEq)]
pub struct Plate(Cow<'static, str>);

text! {
    Plate("/components/schemas/Plate");
    MinLength(2);
    MaxLength(3);
    Origin("maxLength", "/components/schemas/Short");
}

pub struct Lease {
    pub port: Option<Port>,
    pub plate: Option<Plate>,
    pub days: Option<i32>,
    pub rate: Option<f32>,
    pub until: Option<Date>,
    pub gone: Option<Never>,
    pub color: Option<Never>,
}

object! {
    Lease("/components/schemas/Lease", ignore);
    optional(port, "port");
    optional(plate, "plate");
    optional(days, "days").constraints(Constraint::Minimum(Decimal::new("1")), Constraint::Origin("format", "/small"));
    optional(rate, "rate").constraints(Constraint::Minimum(Decimal::new("1")), Constraint::Origin("format", "/float"));
    optional(until, "until").constraints(Constraint::MaxLength(10), Constraint::Origin("format", "/date"));
    optional(gone, "gone").constraints();
    optional(color, "color").constraints(Constraint::Origin("enum", "/color"));
}

#[test]
fn a_violation_names_the_schema_that_has_the_keyword() {
    const PLATE: Plate = Plate::literal("abc");
    assert_eq!(PLATE.as_str(), "abc");
    assert_eq!(Port::literal(80).get(), 80);
    assert_eq!(
        strict::<Lease>(
            r#"{"port": 65536, "plate": "abcd", "days": 1e10, "rate": 1e39, "until": "soon"}"#
        ),
        [
            "/days format /small",
            "/plate maxLength /components/schemas/Short",
            "/port maximum /components/schemas/Bounded",
            "/rate format /float",
            "/until format /date",
        ]
    );
    assert_eq!(
        strict::<Lease>(r#"{"port": 0, "plate": "a", "days": 0}"#),
        [
            "/days minimum /components/schemas/Lease/properties/days",
            "/plate minLength /components/schemas/Plate",
            "/port minimum /components/schemas/Port",
        ]
    );
    assert_eq!(
        strict::<Lease>(r#"{"port": 2147483648, "gone": 1, "color": "red"}"#),
        [
            "/color enum /color",
            "/gone not /components/schemas/Lease/properties/gone",
            "/port format /components/schemas/Small",
        ]
    );
}
