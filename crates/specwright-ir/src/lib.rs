//! The intermediate representation of an API: built by `specwright-lower`, printed by `specwright-emit`.
//!
//! Every name in it is decided: an identifier of edition 2024, unique in its scope. Every illegal state is meant to be
//! impossible to build, so that emitting has no error path. It knows neither the document nor tokens; of the crates of this
//! workspace, it uses the compiled form of patterns.

mod api;
mod assertion;
mod constraint;
mod construction;
mod features;
mod fixed_item;
mod foreign;
mod format;
mod listed;
mod name;
mod operation;
mod pattern;
mod print;
pub mod reserved;
mod security;
mod text_type;
mod types;
mod untyped;
mod visit;

pub use api::{
    Api, Docs, Headings, Module, Omitted, Outgoing, Responses, Server, ServerValue, ServerVariable,
    ServerVariables, SharedSecurity, UrlPiece,
};
pub use assertion::{Assertion, AssertionId, Keyword};
pub use constraint::{Argument, Constraint, ConstraintSite, ValueConstraints};
pub use construction::{Construction, Constructor, Initial, Passing, Setter};
pub use features::{FeatureGroup, Features, SharedParameters, UNREFERENCED};
pub use fixed_item::FixedItem;
pub use foreign::{ForeignCrate, ForeignType};
pub use format::Format;
pub use listed::{
    IntegerEnum, IntegerVariant, LiteralEnum, LiteralVariant, StringEnum, StringVariant,
};
pub use name::Ident;
pub use operation::{
    AcceptMethod, AcceptMethods, Body, Codec, Encoding, EncodingForm, Example, ExampleArgument,
    ExampleBody, Framing, Headers, HeadersId, MediaTypeBody, Operation, Outcome, Parameter,
    ParameterLocation, ParameterStyle, Response, ResponseStatus, Sharing, Success,
};
pub use pattern::{
    ByteSet, CharClass, CharSet, Edge, Literal, LiteralPlace, Matcher, Part, Pattern, PatternId,
    Program, Run, Span, Table,
};
pub use security::{
    Alternative, AlternativeId, Credential, Scopes, SecurityScheme, SecuritySchemeId,
    SenderCredential,
};
pub use text_type::{TextType, TimeCrate};
pub use types::{
    ClosingKeyword, DefaultValue, Field, FloatWidth, IntegerWidth, ListKeyword, Newtype, Origin,
    Pin, PinValues, Presence, Storage, Struct, Tuple, Type, TypeDef, TypeId, TypeKind, Union,
    UnionKeyword, UnionStrategy, UnionVariant, UnknownProperties, Value, VariantAccess,
};
pub use untyped::UntypedReason;
pub use visit::VisitIds;
