//! Types of other crates.

/// A type of another crate, which has serde's traits.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignType {
    /// Its path: `::rust_decimal::Decimal`.
    pub path: String,
    /// The JSON types of its schema: `string`.
    pub json_types: Vec<&'static str>,
}

/// A crate that generated code uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignCrate {
    /// Its name: `rust_decimal`.
    pub name: String,
    /// Its requirement, as TOML: `"1"`, `{ version = "1", features = ["serde"] }`.
    pub requirement: String,
}
