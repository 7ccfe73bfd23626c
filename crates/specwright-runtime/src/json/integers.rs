//! Integers, exact in every notation.
//!
//! JSON has one type of number: `1.0` and `1e2` are integers (OpenAPI 3.0.4, 4.4; JSON Schema Validation 2020-12, 6.1.1). They
//! are read from their digits and never by way of an `f64`, which would round `9007199254740993.0`.

use super::json_types::JsonTypes;
use super::node::{Node, Number, first_repeated_by};
use super::{Json, Validate};
use crate::{Constraints, Path, Report};
use serde_core::de::{self, Deserializer, MapAccess, Visitor};
use serde_core::ser::Serializer;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

/// The name by which serde_json returns the text of a value, that of `RawValue`. Another deserializer, or a serde_json that
/// had changed it, hands out the value.
const RAW: &str = "$serde_json::private::RawValue";

/// An integer type.
trait Width: Copy + TryFrom<i128> {
    const NAME: &'static str;
    const KEYWORD: &'static str;

    /// Reads the value from formats other than JSON, some of which need its width.
    fn read_plain<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// The value, for constraints.
    fn number(self) -> Number;

    /// Reads an integer of more than 38 digits.
    fn from_long(_: &str) -> Option<Self> {
        None
    }
}

/// The keyword that refuses what is beyond an integer type, by its greatest value: a format is one of fewer than 64 bits, and
/// an integer of no format has 64 bits only because its type has.
pub(crate) const fn keyword_of_range(most: i128) -> &'static str {
    match most < i64::MAX as i128 {
        true => "format",
        false => "type",
    }
}

macro_rules! widths {
    ($($ty:ident, $name:literal, $serialize:ident, $deserialize:ident $(, $long:ident)?;)*) => {
        $(
            impl Width for $ty {
                const NAME: &'static str = $name;
                const KEYWORD: &'static str = keyword_of_range(most!($ty));

                fn number(self) -> Number {
                    $crate::__number!($ty, self)
                }

                fn read_plain<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    deserializer.$deserialize(Integer(PhantomData))
                }

                $(fn from_long(lexeme: &str) -> Option<Self> {
                    $long(lexeme)
                })?
            }

            impl Validate for $ty {
                fn check(&self, _: &Path<'_>, _: &mut Report) {}
            }

            impl Json for $ty {
                const JSON_TYPES: JsonTypes = JsonTypes::NUMBER;

                #[cfg(feature = "samples")]
                fn outline() -> crate::sample::Outline {
                    crate::sample::Outline::integer(<$ty>::MIN as i128, most!($ty))
                }

                fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    deserializer.deserialize_newtype_struct(RAW, Integer(PhantomData))
                }

                fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.$serialize(*self)
                }

                fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
                    diagnose::<$ty>(node, at, constraints, report);
                }

                fn check_constraints(&self, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
                    constraints.check_number(self.number(), at, report);
                }

                fn first_repeated(items: &[Self]) -> Option<(usize, usize)> {
                    first_repeated_by(items, Ord::cmp)
                }
            }
        )*
    };
}

/// The greatest value that is an `i128` as well.
macro_rules! most {
    (u128) => {
        i128::MAX
    };
    ($ty:ident) => {
        $ty::MAX as i128
    };
}

widths! {
    i8, "a signed integer of 8 bits", serialize_i8, deserialize_i8;
    i16, "a signed integer of 16 bits", serialize_i16, deserialize_i16;
    i32, "a signed integer of 32 bits", serialize_i32, deserialize_i32;
    i64, "a signed integer of 64 bits (the type is `i64`; in the document, `format: int128` or a bound beyond 64 bits makes it `i128`)", serialize_i64, deserialize_i64;
    i128, "a signed integer of 128 bits (the type is `i128`)", serialize_i128, deserialize_i128, read_long;
    u8, "an unsigned integer of 8 bits", serialize_u8, deserialize_u8;
    u16, "an unsigned integer of 16 bits", serialize_u16, deserialize_u16;
    u32, "an unsigned integer of 32 bits", serialize_u32, deserialize_u32;
    u64, "an unsigned integer of 64 bits (the type is `u64`; in the document, `format: uint128` or a `maximum` beyond 64 bits makes it `u128`)", serialize_u64, deserialize_u64;
    u128, "an unsigned integer of 128 bits (the type is `u128`)", serialize_u128, deserialize_u128, read_long;
}

/// Reads an integer from its digits.
fn read_long<T: FromStr>(lexeme: &str) -> Option<T> {
    lexeme.parse().ok()
}

fn diagnose<T: Width>(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
    match node.as_integer() {
        Some(value) => match T::try_from(value) {
            Ok(_) => constraints.check_number(Number::Integer(value), at, report),
            Err(_) => report.add(
                at,
                constraints.schema_of(T::KEYWORD),
                T::KEYWORD,
                T::NAME,
                format_args!("{value}, out of range"),
            ),
        },
        None => constraints.wrong_type("an integer", node, at, report),
    }
}

struct Integer<T>(PhantomData<T>);

impl<T: Width> Integer<T> {
    fn fit<E: de::Error>(value: i128) -> Result<T, E> {
        T::try_from(value).map_err(|_| E::custom(format_args!("out of range for {}", T::NAME)))
    }
}

impl<'de, T: Width> Visitor<'de> for Integer<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    /// The text of a value, of any JSON type, in serde_json's disguise: the one property of an object.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        if map.next_key_seed(RawKey)? != Some(true) {
            return Err(de::Error::invalid_type(de::Unexpected::Map, &self));
        }
        map.next_value_seed(Lexeme(self))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read_plain(deserializer)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        Self::fit(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        Self::fit(value.into())
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<T, E> {
        Self::fit(value)
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<T, E> {
        // Beyond 127 bits, the digits are read.
        match i128::try_from(value) {
            Ok(value) => Self::fit(value),
            Err(_) => T::from_long(&value.to_string())
                .ok_or_else(|| E::custom(format_args!("out of range for {}", T::NAME))),
        }
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        match Number::Float(value).as_integer() {
            Some(value) => Self::fit(value),
            None => Err(E::invalid_type(de::Unexpected::Float(value), &self)),
        }
    }
}

/// Reads a key and returns true if it is [`RAW`].
struct RawKey;

impl<'de> de::DeserializeSeed<'de> for RawKey {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for RawKey {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<bool, E> {
        Ok(key == RAW)
    }
}

/// The text of a value.
struct Lexeme<T>(Integer<T>);

impl<'de, T: Width> de::DeserializeSeed<'de> for Lexeme<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T: Width> Visitor<'_> for Lexeme<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_str<E: de::Error>(self, lexeme: &str) -> Result<T, E> {
        match read_lexeme(lexeme) {
            Lexical::Integer(value) => Integer::fit(value),
            Lexical::OutOfRange => T::from_long(lexeme.trim())
                .ok_or_else(|| E::custom(format_args!("out of range for {}", T::NAME))),
            Lexical::Other(unexpected) => Err(E::invalid_type(unexpected, &self)),
        }
    }
}

enum Lexical<'a> {
    Integer(i128),
    /// An integer of more than 38 digits.
    OutOfRange,
    Other(de::Unexpected<'a>),
}

/// Reads the integer that a JSON text is. That it is JSON was checked.
fn read_lexeme(lexeme: &str) -> Lexical<'_> {
    crate::steps::add(lexeme.len());
    let unsigned = match lexeme.as_bytes() {
        [b'-', rest @ ..] => rest,
        [b'0'..=b'9', ..] => lexeme.as_bytes(),
        [b'"', ..] => return Lexical::Other(de::Unexpected::Other("string")),
        [b'{', ..] => return Lexical::Other(de::Unexpected::Map),
        [b'[', ..] => return Lexical::Other(de::Unexpected::Seq),
        [b'n', ..] => return Lexical::Other(de::Unexpected::Unit),
        _ => return Lexical::Other(de::Unexpected::Other("boolean")),
    };
    let negative = unsigned.len() < lexeme.len();
    // Eighteen digits fit, whatever they are; nearly all numbers end here.
    if unsigned.len() <= 18 && unsigned.iter().all(u8::is_ascii_digit) {
        let value = unsigned
            .iter()
            .fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
        return Lexical::Integer(i128::from(if negative { -value } else { value }));
    }
    match read_scientific(unsigned) {
        Some(Some(value)) => Lexical::Integer(if negative { -value } else { value }),
        Some(None) => Lexical::OutOfRange,
        None => Lexical::Other(de::Unexpected::Other("number with a fraction")),
    }
}

/// Reads an integer with point and exponent: `None` if it is not an integer, `Some(None)` if it exceeds 38 digits.
fn read_scientific(unsigned: &[u8]) -> Option<Option<i128>> {
    let (mantissa, exponent) = match unsigned.iter().position(|byte| matches!(byte, b'e' | b'E')) {
        Some(at) => (
            &unsigned[..at],
            std::str::from_utf8(&unsigned[at + 1..]).ok()?,
        ),
        None => (unsigned, "0"),
    };
    let point = mantissa
        .iter()
        .position(|&byte| byte == b'.')
        .unwrap_or(mantissa.len());
    let digits: Vec<u8> = mantissa
        .iter()
        .filter(|byte| byte.is_ascii_digit())
        .map(|byte| byte - b'0')
        .collect();
    let significant = digits
        .iter()
        .rposition(|&digit| digit != 0)
        .map_or(0, |last| last + 1);
    if significant == 0 {
        return Some(Some(0));
    }
    // An exponent that is itself out of range is so in the direction of its sign.
    let exponent = exponent
        .parse::<i64>()
        .unwrap_or(if exponent.starts_with('-') {
            i64::MIN / 2
        } else {
            i64::MAX / 2
        });
    // The number of digits before the point, once it is moved by the exponent.
    let whole = i64::try_from(point).ok()?.checked_add(exponent)?;
    if whole < significant as i64 {
        return None;
    }
    let leading = digits.iter().position(|&digit| digit != 0).unwrap_or(0) as i64;
    if whole - leading > 38 {
        return Some(None);
    }
    let mut value: i128 = 0;
    for index in 0..whole as usize {
        crate::steps::add(1);
        value = value * 10 + i128::from(digits.get(index).copied().unwrap_or(0));
    }
    Some(Some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: Json>(json: &str) -> Result<T, String> {
        crate::json::parse::<T>(json.as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn integers_come_in_every_notation() {
        let cases = [
            ("0", 0),
            ("-0", 0),
            ("-0.0", 0),
            ("0e99999999999999999999", 0),
            ("7", 7),
            ("1.0", 1),
            ("1e2", 100),
            ("-1.50E+2", -150),
            ("100e-2", 1),
            ("9007199254740993", 9_007_199_254_740_993),
            ("9007199254740993.0", 9_007_199_254_740_993),
            ("0.9007199254740993e16", 9_007_199_254_740_993),
            ("9223372036854775807", i64::MAX),
            ("-9223372036854775808", i64::MIN),
            ("-9223372036854775808.0", i64::MIN),
            (" 12 ", 12),
        ];
        for (json, value) in cases {
            assert_eq!(read::<i64>(json), Ok(value), "{json}");
        }
        assert_eq!(read::<u64>("18446744073709551615"), Ok(u64::MAX));
    }

    #[test]
    fn out_of_range_is_said() {
        for json in [
            "9223372036854775808",
            "1e19",
            "-1e400",
            "1e99999999999999999999",
            "123456789012345678901234567890123456789012",
        ] {
            let error = read::<i64>(json).unwrap_err();
            assert!(
                error.starts_with("out of range for a signed integer of 64 bits"),
                "{json}: {error}"
            );
        }
        for json in ["-1", "4294967296"] {
            assert!(
                read::<u32>(json).unwrap_err().starts_with("out of range"),
                "{json}"
            );
        }
    }

    #[test]
    fn integers_of_128_bits_are_exact() {
        for text in [
            "170141183460469231731687303715884105727",
            "-9223372036854775809",
            "7",
        ] {
            let value = read::<i128>(text).unwrap();
            assert_eq!(value.to_string(), text);
            assert_eq!(crate::json::to_vec(&value).unwrap(), text.as_bytes());
        }
        let text = "340282366920938463463374607431768211455";
        assert_eq!(read::<u128>(text), Ok(u128::MAX));
        assert_eq!(crate::json::to_vec(&u128::MAX).unwrap(), text.as_bytes());
        for text in [
            "-1",
            "340282366920938463463374607431768211456",
            "1e39",
            "0.5",
        ] {
            assert!(read::<u128>(text).is_err(), "{text}");
        }
        let tree = crate::json::to_node(&i128::MIN).unwrap();
        assert_eq!(i128::read(tree), Ok(i128::MIN));
        assert_eq!(tree_of_parameter("18446744073709551616"), Ok(1 << 64));
    }

    fn tree_of_parameter(text: &str) -> Result<i128, String> {
        i128::read(Node::Wire(text.to_owned())).map_err(|error| error.to_string())
    }

    #[test]
    fn other_values_are_of_the_wrong_type() {
        for json in [
            "1.5",
            "15e-1",
            "1e-400",
            "\"1\"",
            "null",
            "true",
            "[1]",
            "{}",
            "{\"a\": 1}",
        ] {
            let error = read::<i64>(json).unwrap_err();
            assert!(error.contains("expected an integer"), "{json}: {error}");
        }
        assert!(read::<i64>("01").is_err());
        assert!(read::<i64>("1 2").is_err());
    }

    #[test]
    fn values_and_readers_work_as_well() {
        let value: serde_json::Value = serde_json::from_str("[1, 2.0, -3]").unwrap();
        assert_eq!(Vec::<i32>::read(value).unwrap(), [1, 2, -3]);
        let mut reader = serde_json::Deserializer::from_reader("[1, 2.0, -3]".as_bytes());
        assert_eq!(Vec::<i32>::read(&mut reader).unwrap(), [1, 2, -3]);
    }
}
