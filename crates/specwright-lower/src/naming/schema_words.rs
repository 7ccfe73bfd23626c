//! Words for a schema that has no name: they distinguish a member of a union from others.
//!
//! | schema                | words                                             |
//! |-----------------------|---------------------------------------------------|
//! | an array              | those of its items + `Array`: `PetArray`          |
//! | a list of values      | `Enum`, or its only value                         |
//! | a string or number    | its format, or its type: `DateTime`, `String`     |
//! | an object             | `Object`                                          |
//! | any value             | `Variant`                                         |

use specwright_spec::{Document, Schema, SchemaId};

/// Returns the only text that a schema admits, if there is one.
pub(super) fn constant(document: &Document, id: SchemaId) -> Option<&str> {
    match document.schemas[id].enumeration.as_deref()? {
        [only] => only.as_str().filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// Returns the word that distinguishes a scalar or an array from others of its type: `Enum`, its format, or its items. None for an
/// object.
pub(super) fn detail(document: &Document, schema: &Schema) -> Option<String> {
    match type_word(schema) {
        "Object" => None,
        "Array" => {
            let items = &document.schemas[schema.items?];
            let item = items.component.clone().or_else(|| detail(document, items));
            let item = item.unwrap_or_else(|| type_word(items).to_owned());
            Some(format!("{item} Array"))
        }
        _ if schema.enumeration.is_some() => Some("Enum".to_owned()),
        _ => schema.format.clone(),
    }
}

/// Returns a word for the type of a schema.
pub(crate) fn type_word(schema: &Schema) -> &'static str {
    let types = schema.types.unwrap_or_default();
    match () {
        () if types.object || !schema.properties.is_empty() || !schema.all_of.is_empty() => {
            "Object"
        }
        () if types.array || schema.items.is_some() => "Array",
        () if types.string => "String",
        () if types.integer => "Integer",
        () if types.number => "Number",
        () if types.boolean => "Boolean",
        () => "Variant",
    }
}
