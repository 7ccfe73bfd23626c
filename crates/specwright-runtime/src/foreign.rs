//! `foreign!`: a type of another crate in place of the type of a schema.

use crate::json::coded::Codec;
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::{Constraints, Json, Path, Report, Value};
use serde_core::de::{DeserializeOwned, Deserializer, Error as _};
use serde_core::ser::{Error as _, Serialize, Serializer};
use std::fmt;
use std::ops::Deref;

/// A struct around a value of a foreign type. Implemented by `foreign!`.
pub trait Foreign:
    Deref<Target: Serialize + DeserializeOwned> + fmt::Debug + Sized + 'static
{
    /// The path of the foreign type.
    const NAME: &'static str;
    /// The JSON types of the schema.
    const JSON_TYPES: JsonTypes;
    /// The constraints of the schema.
    const CONSTRAINTS: Constraints;

    /// Wraps a value without checking it.
    fn wrap(inner: Self::Target) -> Self;
}

/// The codec of foreign types: serde reads and writes them, and constraints hold for the JSON that they are written as.
pub struct Foreigners;

impl<T: Foreign<Target: Sized>> Codec<T> for Foreigners {
    const JSON_TYPES: JsonTypes = T::JSON_TYPES;
    const IS_NESTED: bool = T::JSON_TYPES.overlaps(JsonTypes::ARRAY.or(JsonTypes::OBJECT));

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        outline::<T>()
    }

    /// The reason of a refusal is not passed on: it may show the value.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        match serde_core::Deserialize::deserialize(deserializer) {
            Ok(value) => Ok(T::wrap(value)),
            Err(_) => Err(D::Error::custom(Expected::<T>::default())),
        }
    }

    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return value.deref().serialize(serializer);
        }
        // The type chooses its form by this question, and a tree has the same form as JSON.
        match to_tree(value) {
            Some(tree) => tree.serialize(serializer),
            None => Err(S::Error::custom("not a JSON value")),
        }
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        if !check_own::<T>(node, at, report) {
            return;
        }
        match <T::Target as serde_core::Deserialize>::deserialize(node.clone()) {
            Ok(_) => Value::diagnose(node, at, constraints, report),
            Err(_) => report_type::<T>(Expected::<T>::default(), node, at, report),
        }
    }

    fn check_constraints(value: &T, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        if let Some(node) = to_tree(value).filter(|_| !constraints.constraints.is_empty()) {
            Value::diagnose(&node, at, constraints, report);
        }
    }

    fn check(value: &T, at: &Path<'_>, report: &mut Report) {
        match to_tree(value) {
            Some(node) => {
                check_own::<T>(&node, at, report);
            }
            None => report_type::<T>(T::JSON_TYPES, &Node::Null, at, report),
        }
    }
}

/// Reports the constraints of the type that its JSON violates; returns true if there are none.
fn check_own<T: Foreign>(node: &Node, at: &Path<'_>, report: &mut Report) -> bool {
    let before = report.count();
    Value::diagnose(node, at, T::CONSTRAINTS, report);
    T::CONSTRAINTS.check_assertions(node, at, report);
    let fits = node.json_types().overlaps(T::JSON_TYPES);
    if !fits && report.count() == before {
        report_type::<T>(T::JSON_TYPES, node, at, report);
    }
    report.count() == before
}

fn report_type<T: Foreign>(
    expected: impl fmt::Display,
    node: &Node,
    at: &Path<'_>,
    report: &mut Report,
) {
    let schema = T::CONSTRAINTS.schema_of("type");
    report.add(at, schema, "type", expected, node.kind());
}

/// The tree of the JSON that a value is written as.
fn to_tree<T: Foreign<Target: Sized>>(value: &T) -> Option<Node> {
    let json = serde_json::to_string(value.deref()).ok()?;
    serde_json::from_str(&json).ok()
}

/// "a value of `billing::Money`"
struct Expected<T>(std::marker::PhantomData<T>);

impl<T> Default for Expected<T> {
    fn default() -> Self {
        Self(std::marker::PhantomData)
    }
}

impl<T: Foreign> fmt::Display for Expected<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of `{}`", T::NAME)
    }
}

/// Returns the first of a few simple JSON texts that the type reads and whose JSON is of its schema.
#[cfg(feature = "samples")]
fn outline<T: Foreign<Target: Sized>>() -> crate::sample::Outline {
    static TEXTS: [&str; 12] = [
        "\"1.5\"",
        "\"2024-05-17T08:30:00Z\"",
        "\"2024-05-17\"",
        "\"08:30:00\"",
        "\"2eb8aa08-aa98-11ea-b4aa-73b441d16380\"",
        "\"https://example.org/\"",
        "\"EUR\"",
        "\"a\"",
        "1.5",
        "1",
        "true",
        "{}",
    ];
    let is_valid = |text: &&&str| {
        let value: Option<T::Target> = serde_json::from_str(text).ok();
        let value = value.map(T::wrap);
        let mut report = Report::default();
        value.is_some_and(|value| {
            Foreigners::check(&value, &Path::ROOT, &mut report);
            to_tree(&value).and_then(|it| it.to_json()).as_deref() == Some(**text)
                && report.finish().is_ok()
        })
    };
    match TEXTS.iter().find(is_valid) {
        Some(text) => {
            crate::sample::Outline::literals(T::JSON_TYPES, std::slice::from_ref(text), "type")
        }
        None => crate::sample::Outline::new(T::JSON_TYPES, crate::sample::Form::Never),
    }
}

/// The impls of a tuple struct around a value of another crate, which has serde's traits.
///
/// ```
/// # use specwright_runtime::{Validate, foreign};
/// use std::net::SocketAddr;
///
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct Endpoint(pub SocketAddr);
///
/// foreign! { Endpoint("/components/schemas/Endpoint", SocketAddr, string); }
///
/// let endpoint: Endpoint = serde_json::from_str(r#""127.0.0.1:80""#)?;
/// assert_eq!(endpoint.port(), 80);
/// assert!(endpoint.validate().is_ok());
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// After the type come the JSON types of the schema, and then its constraints, which hold for the JSON that the type is written as.
#[macro_export]
macro_rules! foreign {
    ($ty:ident($schema:literal, $inner:ty, $($kind:ident)|+ $(, $constraints:expr)? $(,)?);) => {
        impl $crate::export::foreign::Foreign for $ty {
            const NAME: &'static str = stringify!($inner);
            const JSON_TYPES: $crate::export::JsonTypes = $crate::export::JsonTypes::NONE$(.or($crate::export::foreign::$kind))+;
            const CONSTRAINTS: $crate::Constraints = $crate::__foreign_constraints!($schema $(, $constraints)?);

            fn wrap(inner: $inner) -> Self {
                Self(inner)
            }
        }

        impl $crate::Coded for $ty {
            type Codec = $crate::export::foreign::Foreigners;
        }

        $crate::__serde! { $ty }

        impl ::core::ops::Deref for $ty {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        impl ::core::ops::DerefMut for $ty {
            fn deref_mut(&mut self) -> &mut $inner {
                &mut self.0
            }
        }

        impl $crate::From<$inner> for $ty {
            fn from(inner: $inner) -> Self {
                Self(inner)
            }
        }

        impl $crate::From<$ty> for $inner {
            fn from(value: $ty) -> Self {
                value.0
            }
        }
    };
}

/// The constraints of a row of `foreign!`; none if it has none.
#[doc(hidden)]
#[macro_export]
macro_rules! __foreign_constraints {
    ($schema:literal) => {
        $crate::Constraints::new($schema, &[])
    };
    ($schema:literal, $constraints:expr) => {
        $constraints
    };
}

/// The JSON types of a row of `foreign!`.
#[expect(non_upper_case_globals, reason = "the words of the macro")]
mod words {
    use super::JsonTypes;

    pub const null: JsonTypes = JsonTypes::NULL;
    pub const boolean: JsonTypes = JsonTypes::BOOLEAN;
    pub const number: JsonTypes = JsonTypes::NUMBER;
    pub const string: JsonTypes = JsonTypes::STRING;
    pub const array: JsonTypes = JsonTypes::ARRAY;
    pub const object: JsonTypes = JsonTypes::OBJECT;
}

pub use self::words::*;
