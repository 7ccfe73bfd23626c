//! The extensions of exporters that have a meaning: every other `x-` key is ignored.
//!
//! | extension                                           | meaning                                            |
//! |-----------------------------------------------------|----------------------------------------------------|
//! | `x-enum-varnames`, `x-enumNames`, `x-enum-names`    | the names of the values of `enum`, in their order  |
//! | `x-ms-discriminator-value`, `x-discriminator-value` | the value of the discriminator that selects a schema |
//! | `x-nullable` (Swagger 2.0)                          | `nullable`, by the upgrade of `specwright-spec`    |

use specwright_spec::{Node, Schema};

/// The keys of the names of the values of `enum`.
pub(crate) const ENUM_NAMES: &[&str] = &["x-enum-varnames", "x-enumNames", "x-enum-names"];

/// The keys of the discriminator value of a schema.
pub(crate) const DISCRIMINATOR_VALUE: &[&str] =
    &["x-ms-discriminator-value", "x-discriminator-value"];

/// Returns the value of the first extension of a schema that has one of these keys.
pub(crate) fn find<'d>(schema: &'d Schema, keys: &[&str]) -> Option<&'d Node> {
    let mut extensions = schema.extensions.iter();
    let found = extensions.find(|(key, _)| keys.contains(&key.as_str()));
    found.map(|(_, value)| value)
}
