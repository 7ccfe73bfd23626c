//! `literal_enum!`: a variant for each listed JSON value, and one for any other.

use super::Unlisted;
use crate::json::coded::Codec;
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::{Constraint, Constraints, Json, Path, Report, Value};
use serde_core::de::{Deserialize, Deserializer, Error};
use serde_core::ser::{Serialize, Serializer};
use std::fmt;

/// An enum of any JSON values.
pub trait LiteralEnum: fmt::Debug + Sized + 'static {
    /// The JSON Pointer of the schema.
    const SCHEMA: &'static str;
    /// The keyword that lists the values.
    const KEYWORD: &'static str;
    /// The values that the document lists, in its order, as JSON text.
    const VALUES: &'static [&'static str];

    /// Returns the variant of the listed value at a position.
    fn listed(index: usize) -> Option<Self>;

    /// Returns the variant of an unlisted value.
    fn unlisted(value: Unlisted<Value, Self>) -> Self;

    /// Returns the JSON text of a listed value.
    ///
    /// # Errors
    ///
    /// The value, if it is unlisted.
    fn text(&self) -> Result<&'static str, &Value>;
}

/// Returns true if two values are the same.
pub fn same<T: LiteralEnum>(value: &T, other: &T) -> bool {
    value.text() == other.text()
}

/// Returns the listed variant of a value, or else the unknown variant.
pub fn from<T: LiteralEnum>(value: Value) -> T {
    let node = crate::json::to_node(&value);
    let at = node.ok().and_then(|node| position(T::VALUES, &node));
    let listed = at.and_then(T::listed);
    listed.unwrap_or_else(|| T::unlisted(Unlisted::new(value)))
}

/// Returns the position of a value in the list. Numbers are compared by value, objects regardless of order (JSON Schema Core 2020-12, 4.2.2).
fn position(values: &[&str], node: &Node) -> Option<usize> {
    values
        .iter()
        .position(|json| read_literal(json).is_some_and(|literal| node.is(&literal)))
}

/// Returns the JSON types of the values, by the first byte of each text.
pub const fn json_types(values: &[&str]) -> JsonTypes {
    let mut json_types = JsonTypes::NONE;
    let mut rest = values;
    while let [json, tail @ ..] = rest {
        json_types = json_types.or(match json.as_bytes() {
            [b'n', ..] => JsonTypes::NULL,
            [b't' | b'f', ..] => JsonTypes::BOOLEAN,
            [b'"', ..] => JsonTypes::STRING,
            [b'[', ..] => JsonTypes::ARRAY,
            [b'{', ..] => JsonTypes::OBJECT,
            _ => JsonTypes::NUMBER,
        });
        rest = tail;
    }
    json_types
}

fn read_literal(json: &str) -> Option<Node> {
    serde_json::from_str(json).ok()
}

/// The codec of enums of any JSON values.
pub struct LiteralEnums;

impl<T: LiteralEnum> Codec<T> for LiteralEnums {
    const JSON_TYPES: JsonTypes = json_types(T::VALUES);

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::literals(json_types(T::VALUES), T::VALUES, T::KEYWORD)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        let node = Node::deserialize(deserializer)?;
        match position(T::VALUES, &node).and_then(T::listed) {
            Some(value) => Ok(value),
            None => {
                let value = Value::read(node).map_err(D::Error::custom)?;
                Ok(T::unlisted(Unlisted::new(value)))
            }
        }
    }

    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        let text = match value.text() {
            Ok(text) => text,
            Err(value) => return value.write(serializer),
        };
        match read_literal(text) {
            Some(node) => node.serialize(serializer),
            None => serializer.serialize_str(text),
        }
    }

    fn diagnose(node: &Node, at: &Path<'_>, _: Constraints, report: &mut Report) {
        if position(T::VALUES, node).is_none() {
            let constraint = Constraint::OneOfLiterals(T::KEYWORD, T::VALUES);
            Constraints::new(T::SCHEMA, &[]).broken(&constraint, node.kind(), at, report);
        }
    }

    fn check_constraints(_: &T, _: Constraints, _: &Path<'_>, _: &mut Report) {}

    fn check(value: &T, at: &Path<'_>, report: &mut Report) {
        let unlisted = value.text().err();
        let node = unlisted.and_then(|it| crate::json::to_node(it).ok());
        if let Some(node) = node {
            <Self as Codec<T>>::diagnose(&node, at, Constraints::new("", &[]), report);
        }
    }
}

/// The impls of an enum of any JSON values, each given by its JSON text.
///
/// ```
/// # use specwright_runtime::{Unlisted, Validate, Value, literal_enum};
/// #[derive(Clone, Debug)]
/// pub enum Size {
///     Auto,
///     Value0Point5,
///     Unknown(Unlisted<Value, Size>),
/// }
///
/// literal_enum! {
///     Size("/components/schemas/Size");
///     value(Auto, "\"auto\"");
///     value(Value0Point5, "0.5");
///     unknown(Unknown);
/// }
///
/// let size: Size = serde_json::from_str("5e-1").unwrap();
/// assert_eq!(size, Size::Value0Point5);
/// assert_eq!(serde_json::to_string(&Size::Auto).unwrap(), "\"auto\"");
/// assert!(matches!(Size::from(Value::from("auto")), Size::Auto));
/// let size: Size = serde_json::from_str("7").unwrap();
/// assert_eq!(size.validate().unwrap_err()[0].keyword(), "enum");
/// ```
#[macro_export]
macro_rules! literal_enum {
    ($ty:ident($schema:literal $(, $keyword:literal)? $(,)?); $(value($variant:ident, $value:literal $(,)?);)* unknown($unknown:ident $(,)?);) => {
        impl $crate::export::enums::literal::LiteralEnum for $ty {
            const SCHEMA: &'static str = $schema;
            const KEYWORD: &'static str = $crate::__list_keyword!($($keyword)?);
            const VALUES: &'static [&'static str] = &[$($value),*];

            fn listed(index: usize) -> ::core::option::Option<Self> {
                [$(Self::$variant),*].into_iter().nth(index)
            }

            fn unlisted(value: $crate::Unlisted<$crate::Value, Self>) -> Self {
                Self::$unknown(value)
            }

            fn text(&self) -> ::core::result::Result<&'static str, &$crate::Value> {
                match self {
                    $(Self::$variant => ::core::result::Result::Ok($value),)*
                    Self::$unknown(value) => ::core::result::Result::Err(value),
                }
            }
        }

        /// Any value: the variant that the document lists, or the unknown one.
        impl ::core::convert::From<$crate::Value> for $ty {
            fn from(value: $crate::Value) -> Self {
                $crate::export::enums::literal::from(value)
            }
        }

        /// Compares the values.
        impl ::core::cmp::PartialEq for $ty {
            fn eq(&self, other: &Self) -> bool {
                $crate::export::enums::literal::same(self, other)
            }
        }

        impl $crate::export::Coded for $ty {
            type Codec = $crate::export::enums::literal::LiteralEnums;
        }

        $crate::__serde! { $ty }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_compared_deeply() {
        const VALUES: &[&str] = &["true", "1", "\"1\"", r#"{"a":[1,null],"b":2}"#, "[]"];
        let found = |text: &str| position(VALUES, &serde_json::from_str(text).unwrap());
        assert_eq!(
            json_types(&["1", "null"]),
            JsonTypes::NUMBER.or(JsonTypes::NULL)
        );
        assert_eq!(found("true"), Some(0));
        assert_eq!(found("1.0"), Some(1));
        assert_eq!(found("\"1\""), Some(2));
        assert_eq!(found(r#"{"b": 2.0, "a": [1, null]}"#), Some(3));
        assert_eq!(found("[]"), Some(4));
        assert_eq!(found("[1]"), None);
        assert_eq!(found("false"), None);
        let text = Node::Wire("1".to_owned());
        assert_eq!(position(VALUES, &text), Some(1));
        assert_eq!(position(VALUES, &Node::Wire("true".to_owned())), Some(0));
    }
}
