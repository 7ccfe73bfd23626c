//! What a person may decide: plain data, read from `specwright.toml` elsewhere.

use specwright_spec::Code;

/// The choices for one API.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Names that are pinned.
    pub renames: Vec<Rename>,
    /// Gaps that are allowed; the operations that meet one are left out whole.
    pub allowances: Vec<Allowance>,
    /// What `format` of strings asserts.
    pub formats: Formats,
    /// What a schema without `type` is.
    pub untyped: Untyped,
    /// What the bytes of a success are.
    pub downloads: Downloads,
}

/// What the bytes of a success are: `application/octet-stream`, `image/png`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Downloads {
    /// `Bytes`, all of them, within the client's limit.
    #[default]
    Whole,
    /// A stream of `Bytes`, of any size, while they come.
    Streamed,
}

/// What a schema without `type` is that has keywords of some type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Untyped {
    /// Of that type, which is what is meant in descriptions of APIs.
    #[default]
    Implied,
    /// Of any type, as JSON Schema has it: keywords say nothing of values of other types.
    Any,
}

/// What `format` of strings asserts (JSON Schema 2020-12 Validation, section 7.2, leaves that to a choice).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Formats {
    /// Those that have a Rust type are of it; others assert nothing, and are told.
    #[default]
    Typed,
    /// All that are known.
    Assert,
    /// None: each string is one.
    Annotate,
}

/// A name that is pinned: of what stands at a JSON Pointer.
///
/// | the pointer leads to                  | the name is                                                            |
/// |---------------------------------------|------------------------------------------------------------------------|
/// | a schema                              | with a capital first: of its type; else of the property's field        |
/// | `…/enum/N`                            | of the variant                                                         |
/// | an operation                          | of the method; the request, error and parameter types follow           |
/// | a parameter                           | of the field                                                           |
/// | `/components/securitySchemes/X`       | of the credential                                                      |
/// | `/servers/N`                          | of the variant                                                         |
/// | `/tags/N`                             | of the module                                                          |
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The JSON Pointer.
    pub pointer: String,
    /// The name, without `r#`.
    pub name: String,
}

/// A gap that is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The code of the error.
    pub code: Code,
    /// The JSON Pointer of its place.
    pub pointer: String,
}
