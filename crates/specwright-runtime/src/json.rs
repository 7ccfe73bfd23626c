//! Reads values from JSON and writes them.
//!
//! Types implement [`Json`], generated ones by a macro. [`from_slice`] reads and validates a body:
//!
//! ```text
//! bytes ── serde_json ──► value ── Validate ──► value
//!              │ a syntax error              └► violations
//!              │ another error
//!              └──► Node ── Json::diagnose ────► violations, all of them
//! ```
//!
//! Beyond serde's own rules (RFC 8259; JSON Schema Core 2020-12, 4.2; OpenAPI 3.0.4, 4.4):
//!
//! | JSON | is read as |
//! |---|---|
//! | `1.0`, `1e2` | integers, also beyond 2⁵³ and without rounding; written without a fraction |
//! | `-0` | the integer 0 |
//! | `1e400` | refused: out of range |
//! | `{"a": 1, "a": 2}` | refused, in structs, maps and untyped values; ignored properties are not checked |
//! | `[1, 2]` for a struct | refused |
//! | `null` for an optional property | refused, unless the property is nullable |
//! | more than 128 levels | refused, except in ignored properties |

mod address;
/// Implements serde's traits through [`Json`].
macro_rules! serde {
    ($ty:ty) => {
        impl<'de> serde_core::Deserialize<'de> for $ty {
            fn deserialize<D: serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::Json::read(deserializer)
            }
        }

        impl serde_core::Serialize for $ty {
            fn serialize<S: serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::Json::write(self, serializer)
            }
        }
    };
}

pub(crate) use serde;

mod any;
mod base64;
pub(crate) mod coded;
mod containers;
mod duration;
mod file;
mod integers;
mod null;
#[cfg(feature = "samples")]
pub(crate) use self::integers::keyword_of_range;
pub(crate) mod json_types;
mod kept_text;
pub(crate) mod node;
mod optional_nullable;
pub(crate) mod reason;
mod scalars;
pub(crate) mod shape;
pub(crate) mod time;
mod tuple;
mod uri;
mod uuid;

#[doc(hidden)]
pub mod private;

pub use self::base64::Bytes;
pub use self::duration::{IsoDuration, NotADuration};
pub use self::file::File;
pub use self::null::{Never, Null};
pub use self::optional_nullable::OptionalNullable;
pub use self::tuple::{OptionalItem, Position, TailItems};
pub use self::uri::{NotAUri, Uri};
pub use self::uuid::Uuid;
pub use jiff::Timestamp;
pub use jiff::civil::Date;
pub use serde_json::Value;

use self::json_types::JsonTypes;
use self::node::Node;
use self::shape::Shape;
#[cfg(feature = "samples")]
use crate::sample::Outline;
use crate::verdicts::Judging;
use crate::{Constraints, Path, Report, Validate, Violations};
use serde_core::{Deserializer, Serialize, Serializer};
use std::fmt;

/// A type that is read from JSON and written as JSON according to a schema.
///
/// Every generated type implements it, and serde's traits through it. It differs from serde's traits by the rules of the
/// [module](self), and by a second way of reading that finds every violation.
pub trait Json: Validate + fmt::Debug + PartialEq + Sized + 'static {
    /// The JSON types that a value may have.
    #[doc(hidden)]
    const JSON_TYPES: JsonTypes;

    /// Reads a value. Constraints that the type does not guarantee are not checked.
    ///
    /// # Errors
    ///
    /// If the input is not JSON, or not a value of this type.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Writes the value.
    ///
    /// # Errors
    ///
    /// If the serializer fails, or a number is not finite.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reports every violation that prevents `node` from being a valid value of this type under `constraints`.
    #[doc(hidden)]
    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report);

    /// Reports the constraints of a place that this value violates.
    #[doc(hidden)]
    fn check_constraints(&self, constraints: Constraints, at: &Path<'_>, report: &mut Report);

    /// The properties that it is read from, if it ignores all others.
    #[doc(hidden)]
    const PROPERTIES: Option<&'static [crate::object::Property]> = None;

    /// True for arrays whose items are arrays or objects, and so are compared as trees.
    #[doc(hidden)]
    const IS_NESTED: bool = false;

    /// Returns the layout of a value in a form, whose text alone does not tell arrays from strings.
    #[doc(hidden)]
    fn shape() -> Shape {
        Shape::of(Self::JSON_TYPES)
    }

    /// Returns the outline from which sample values are drawn.
    #[cfg(feature = "samples")]
    #[doc(hidden)]
    fn outline() -> Outline {
        Outline::new(Self::JSON_TYPES, crate::sample::Form::Never)
    }

    /// Returns the positions of the first two equal items. A type may override it with a faster comparison than that of trees.
    #[doc(hidden)]
    fn first_repeated(items: &[Self]) -> Option<(usize, usize)> {
        let nodes: Vec<Node> = items.iter().filter_map(|item| to_node(item).ok()).collect();
        node::first_repeated(&nodes)
    }
}

/// Reads and validates a value.
///
/// # Errors
///
/// If the text is not JSON, or with every violation at once.
pub fn from_slice<T: Json>(json: &[u8]) -> Result<T, Error> {
    let value = match parse::<T>(json) {
        // Strings in ignored properties were skipped without checking their encoding.
        Ok(value) if std::str::from_utf8(json).is_err() => {
            match serde_json::from_slice::<Node>(json) {
                Ok(_) => value,
                Err(error) => return Err(Error::Syntax(SyntaxError(error))),
            }
        }
        Ok(value) => value,
        Err(error) if error.is_data() => return Err(explain::<T>(json, &error)),
        Err(error) => return Err(Error::Syntax(SyntaxError(error))),
    };
    value.validate().map_err(Error::Violations)?;
    Ok(value)
}

/// Reads and validates a value from a text: like [`from_slice`], with half the code to compile.
#[cfg(feature = "samples")]
pub(crate) fn from_text<T: Json>(json: &str) -> Result<T, Error> {
    let value = match read_all::<T, _>(serde_json::Deserializer::from_str(json)) {
        Ok(value) => value,
        Err(error) if error.is_data() => return Err(explain::<T>(json.as_bytes(), &error)),
        Err(error) => return Err(Error::Syntax(SyntaxError(error))),
    };
    value.validate().map_err(Error::Violations)?;
    Ok(value)
}

/// Reads a value without validating it: constraints that the type does not guarantee are not checked.
///
/// # Errors
///
/// If the text is not JSON, or not a value of the type.
pub fn parse<T: Json>(json: &[u8]) -> Result<T, serde_json::Error> {
    // Checking the encoding once is faster than checking that of each string.
    match std::str::from_utf8(json) {
        Ok(text) => read_all(serde_json::Deserializer::from_str(text)),
        Err(_) => read_all(serde_json::Deserializer::from_slice(json)),
    }
}

fn read_all<'de, T: Json, R: serde_json::de::Read<'de>>(
    mut deserializer: serde_json::Deserializer<R>,
) -> Result<T, serde_json::Error> {
    let value = T::read(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Reads a default of the document, which generation has checked.
///
/// # Panics
///
/// If the text is not a value of the type. The text comes from the document, never from input.
pub fn default_json<T: Json>(json: &str) -> T {
    match parse(json.as_bytes()) {
        Ok(value) => value,
        Err(error) => panic!("the document's default {json} cannot be read: {error}"),
    }
}

/// Finds every violation because of which reading failed.
#[cold]
fn explain<T: Json>(json: &[u8], error: &serde_json::Error) -> Error {
    let node: Node = match serde_json::from_slice(json) {
        Ok(node) => node,
        Err(error) => return Error::Syntax(SyntaxError(error)),
    };
    let _judging = Judging::begin();
    let mut report = Report::default();
    T::diagnose(&node, &Path::ROOT, Constraints::new("", &[]), &mut report);
    match report.finish() {
        Err(violations) => Error::Violations(violations),
        Ok(()) => Error::Violations(Violations::unexplained(error)),
    }
}

/// Writes a value.
///
/// # Errors
///
/// If a number is not finite.
pub fn to_vec<T: Json>(value: &T) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&Written(value))
}

pub(crate) fn to_node<T: Json>(value: &T) -> Result<Node, serde_core::de::value::Error> {
    value.write(node::Build::WHOLE)
}

/// Returns the tree of an object with one of its properties only, or of another value as a whole.
pub(crate) fn to_property<T: Json>(
    value: &T,
    name: &'static str,
) -> Result<Node, serde_core::de::value::Error> {
    value.write(node::Build::only(name))
}

/// A value with serde's `Serialize`.
pub(crate) struct Written<'a, T>(pub &'a T);

impl<T: Json> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// An error of [`from_slice`].
#[derive(Debug)]
pub enum Error {
    /// The text is not JSON.
    Syntax(SyntaxError),
    /// The value violates its schema.
    Violations(Violations),
}

/// A syntax error: its position and its cause.
#[derive(Debug)]
pub struct SyntaxError(serde_json::Error);

impl SyntaxError {
    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.0.line()
    }

    /// The column, from 1; in bytes.
    pub fn column(&self) -> usize {
        self.0.column()
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for SyntaxError {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Syntax(error) => write!(f, "not JSON: {error}"),
            Error::Violations(violations) => violations.fmt(f),
        }
    }
}

impl std::error::Error for Error {}
