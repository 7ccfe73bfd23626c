//! The runtime library of crates that Specwright generates.
//!
//! Generated files contain facts only: the fields of a struct, the constraints of a property, the style of a parameter. The logic
//! is here, written once and by hand.
//!
//! | module | purpose |
//! |---|---|
//! | [`json`] | reads and writes JSON, and reports every violation of an invalid body |
//! | [`object!`], [`ascii!`], [`text!`], [`number!`], [`string_enum!`], [`integer_enum!`], [`literal_enum!`], [`union!`], [`wrapper!`], [`foreign!`] | implement the traits of a type from its facts |
//! | [`setters!`] | implements chained setters, with the feature `setters` of a types crate |
//! | [`failure!`], [`success!`] | implement the errors and the successes of an operation |
//! | [`Constraints`], [`Validate`], [`Violation`] | check constraints and report violations with their places |
//! | [`pattern`] | matches strings with compiled patterns |
//! | [`mod@format`] | checks strings for formats |
//! | [`Operation`], [`Parameter`], [`SecurityScheme`] | plain values that client and server share |
//! | [`params`] | encodes and decodes parameters, for each location, style and `explode` |
//! | [`Encoding`] | describes the encoding of a property in a form or a `multipart` body |
//! | `codec` (features `client`, `server`) | encodes and decodes bodies: JSON, forms, `multipart`, text, bytes, items |
//! | [`Stream`], [`Framing`] | read bodies that are sequences of items while they arrive |
//! | `sample` (feature `samples`) | generates valid and invalid test values of a type |
//! | `client` (feature) | encodes requests and decodes responses |
//! | `server` (feature) | decodes requests and encodes responses, on axum |

// Lints ignore macros of other crates only, and the tests of this crate expand them here.
#![cfg_attr(
    test,
    allow(unused_mut, reason = "`object!` changes only what has a default")
)]

pub mod json;

#[doc(hidden)]
pub mod assertion;
#[doc(hidden)]
pub mod enums;
#[doc(hidden)]
pub mod failure;
#[doc(hidden)]
pub mod foreign;
#[doc(hidden)]
pub mod headers;
#[doc(hidden)]
pub mod keyed;
#[doc(hidden)]
pub mod newtype;
#[doc(hidden)]
pub mod number;
#[doc(hidden)]
pub mod object;
#[doc(hidden)]
pub mod union;
#[doc(hidden)]
pub mod wrapper;

mod accept;
mod debug;
mod decimal;
#[cfg_attr(
    not(feature = "client"),
    allow(dead_code, reason = "only a client reads tolerantly")
)]
mod deviation;

pub mod format;

mod constraints;
mod media;
mod path;
mod pointer;
mod shown;
mod steps;
mod stream;
mod tolerance;
mod verdicts;
mod violation;

pub mod pattern;

mod operation;
pub mod params;
mod secret;
mod setters;

#[cfg(feature = "samples")]
pub mod sample;

#[cfg(any(feature = "client", feature = "server"))]
mod charset;
#[cfg(feature = "chrono")]
pub mod chrono;
#[cfg(feature = "client")]
pub mod client;
#[cfg(any(feature = "client", feature = "server"))]
pub mod codec;
#[cfg(any(feature = "client", feature = "server"))]
mod form;
#[cfg(any(feature = "client", feature = "server"))]
mod items;
#[cfg(any(feature = "client", feature = "server"))]
mod media_type;
#[cfg(any(feature = "client", feature = "server"))]
mod multipart;
#[cfg(any(feature = "client", feature = "server"))]
mod redact;
#[cfg(feature = "server")]
pub mod server;
#[cfg(any(feature = "client", feature = "server"))]
#[cfg_attr(
    not(feature = "server"),
    allow(dead_code, reason = "a client only captures")
)]
mod template;
#[cfg(feature = "time")]
pub mod time;

#[cfg(feature = "sources")]
#[doc(hidden)]
pub mod sources;

pub use accept::Accept;
pub use constraints::{Constraint, Constraints, constraint};
pub use decimal::Decimal;
pub use enums::Unlisted;
pub use headers::WithHeaders;
pub use json::{
    Bytes, Date, File, IsoDuration, Json, Never, Null, OptionalItem, OptionalNullable, TailItems,
    Timestamp, Uri, Uuid, Value, default_json,
};
pub use media::Media;
pub use newtype::Invalid;
pub use operation::{
    Encoding, Framing, Location, Operation, Parameter, Requirement, SecurityScheme, Style,
};
pub use path::Path;
pub use secret::{Basic, Secret};
pub use stream::{Stream, StreamError};
pub use violation::{Report, Validate, Violation, Violations};

#[doc(hidden)]
pub use export::*;

/// The items that the macros expand to; not a public API.
///
/// The root exports them again, since the compiler stores every segment of a path: in crates with thousands of types, `$crate::Debug`
/// instead of `::core::fmt::Debug` is a tenth of all memory.
#[doc(hidden)]
pub mod export {
    pub use crate::enums::{
        StringEnum, StringEnumDescription, StringEnums, debug as debug_enum, from as enum_from,
        from_string as enum_from_string, parse as parse_enum, text as enum_text,
    };
    pub use crate::json::coded::Coded;
    pub use crate::json::node::Node;
    pub use crate::json::shape::Shape;
    pub use crate::json::{json_types::JsonTypes, private};
    pub use crate::keyed::hash as hash_json;
    pub use crate::object::{
        Object, ObjectDescription, Objects, OrDefault, Origin, Reader, UnknownProperties, Walk,
        debug, equal, fill, pending, property,
    };
    #[cfg(feature = "samples")]
    pub use crate::sample;
    pub use crate::union::{
        Union, UnionDescription, Unions, Visit, debug as debug_union, read as read_variant, variant,
    };
    pub use crate::{
        assertion, enums, failure, foreign, headers, keyed, newtype, number, object, union, wrapper,
    };
    pub use core::cmp::{Eq, PartialEq};
    pub use core::convert::{AsRef, From, TryFrom};
    pub use core::fmt::{Debug, Display, Formatter, Result as FmtResult};
    pub use core::hash::{Hash, Hasher};
    pub use core::str::FromStr;
    pub use core::{
        clone::Clone,
        marker::Sized,
        option::Option::{self, None, Some},
        result::Result::{self, Err, Ok},
    };
    pub use serde_core::{self, Deserialize, Deserializer, Serialize, Serializer};
    pub use std::{boxed::Box, collections::BTreeMap, string::String};
}
