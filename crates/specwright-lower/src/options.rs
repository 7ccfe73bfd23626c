//! The options of lowering: plain data, which is read from `specwright.toml` elsewhere.

use specwright_ir::{ForeignCrate, Responses, TimeCrate};
use specwright_spec::Code;

/// The options for one API.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The names that are chosen by hand.
    pub renames: Vec<Rename>,
    /// The schemas whose types are of other crates.
    pub foreign_types: Vec<ForeignType>,
    /// The crates that such types, traits and attributes come from.
    pub foreign_crates: Vec<ForeignCrate>,
    /// The traits and attributes that types have besides.
    pub additions: Vec<Addition>,
    /// The unsupported features that are allowed; operations that need one are omitted.
    pub allowances: Vec<Allowance>,
    /// The names of operations.
    pub operation_names: OperationNames,
    /// The names of components.
    pub component_names: ComponentNames,
    /// The treatment of `format` of strings.
    pub formats: Formats,
    /// The crate that dates and times are types of.
    pub time: TimeCrate,
    /// The treatment of schemas without `type`.
    pub untyped: Untyped,
    /// The treatment of successful responses with bytes.
    pub downloads: Downloads,
    /// The treatment of responses by a client that sets none; required headers of responses are optional fields if it is tolerant.
    pub responses: Responses,
    /// True if the generated crates have a Cargo feature for each tag.
    pub tag_features: bool,
}

/// The names of operations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OperationNames {
    /// The `operationId`.
    #[default]
    Written,
    /// The `operationId` without what frameworks add to it, where it is unique without.
    Cleaned,
}

/// The names of components.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ComponentNames {
    /// The whole name.
    #[default]
    Whole,
    /// The last segment of a name with dots, or as many segments as make it unique.
    LastSegment,
}

/// The type of a successful response with bytes, such as `application/octet-stream` or `image/png`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Downloads {
    /// `Bytes`, up to the body limit of the client.
    #[default]
    Whole,
    /// A stream of `Bytes`, of any size.
    Streamed,
}

/// The type of a schema without `type` that has keywords of a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Untyped {
    /// The implied type, which API descriptions usually mean.
    #[default]
    Implied,
    /// Any type, as in JSON Schema: keywords do not constrain values of other types.
    Any,
}

/// The formats of strings that are validated (JSON Schema 2020-12 Validation, section 7.2, leaves the choice).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Formats {
    /// Formats with a Rust type have that type; others have no effect, with a warning.
    #[default]
    Typed,
    /// All known formats are validated.
    Assert,
    /// No format is validated, and all strings are `String`.
    Annotate,
}

/// A name for the item at a JSON Pointer.
///
/// | the pointer leads to                  | the name applies to                                                    |
/// |---------------------------------------|------------------------------------------------------------------------|
/// | a schema                              | its type if it begins with a capital, else the field of the property   |
/// | `…/enum/N`                            | the variant                                                            |
/// | `…/oneOf/N`, `…/anyOf/N`              | the variant, and the type of a member without a name                   |
/// | an operation                          | the method; the request, error and parameter types follow              |
/// | a parameter                           | the field                                                              |
/// | `/components/securitySchemes/X`       | the credential                                                         |
/// | `/servers/N`                          | the variant                                                            |
/// | `/tags/N`                             | the module                                                             |
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The JSON Pointer.
    pub pointer: String,
    /// The name, without `r#`.
    pub name: String,
}

/// A type of another crate in place of that of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignType {
    /// `format:decimal` for all strings and numbers of a format, or the JSON Pointer of a schema.
    pub key: String,
    /// The path of the type: `::rust_decimal::Decimal`, or `String`.
    pub path: String,
}

/// Traits and attributes that some types have besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// The table of the settings: `derive` or `attributes`.
    pub table: &'static str,
    /// The name of a type, the JSON Pointer of its schema, or `*` for all.
    pub key: String,
    /// The traits to derive, as paths.
    pub derives: Vec<String>,
    /// The attributes.
    pub attributes: Vec<String>,
}

/// An unsupported feature that is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The code of the error.
    pub code: Code,
    /// The JSON Pointer of the feature.
    pub pointer: String,
}
