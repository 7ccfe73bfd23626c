//! Invalid constraints in a lenient run.
//!
//! Ignoring a constraint would accept values that the document rejects. If its meaning is unambiguous, it is read
//! accordingly (`crate::idioms`). Otherwise no value is valid against the schema: requests with a value are rejected, and
//! responses only if the type cannot hold the value.
//!
//! | keyword | error | a lenient run |
//! |---|---|---|
//! | a number, a count, a boolean | quoted | reads the value |
//! | `minLength`, `minItems`, `minProperties`, `minContains` | negative; fractional | reads 0; rounds up |
//! | `maxLength`, `maxItems`, `maxProperties`, `maxContains` | fractional; larger than 64 bits | rounds down; ignores the bound |
//! | `enum` | a string, number or boolean | reads a list of one element |
//! | `allOf`, `anyOf`, `oneOf`, `prefixItems` | a schema | reads a list of one element |
//! | a schema | the name of a type; a pointer | reads `{type: …}`; `{$ref: …}` |
//! | `type` | a name of another language, a format; `any` | reads the intended type; any value |
//! | `type` | a list with some unknown names | reads the known names |
//! | each of these, `pattern`, `required`, `properties` and other constraints | any other | accepts no value |
//! | a schema | another value, or an unresolved reference | accepts no value |
//!
//! Below `not`, `if`, or `contains` beside `maxContains`, rejecting more values would accept more values of the parent. With
//! an invalid constraint there, the schema that has the keyword accepts no value (`specwright-lower`).

use crate::Node;
use crate::check::{TYPES, intended_type};
use crate::grammar::{Field, FieldShape, ObjectKind};

/// Keywords that constrain values, except those with a single schema.
const KEYWORDS: [&str; 25] = [
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "required",
    "enum",
    "type",
    "allOf",
    "oneOf",
    "anyOf",
    "properties",
    "prefixItems",
    "patternProperties",
    "dependentSchemas",
    "minContains",
    "maxContains",
];

/// The label of a diagnostic for an invalid constraint.
pub(crate) const REFUSED: &str = "no value is accepted until this is corrected";

/// Keywords whose elements are names.
const LISTS_OF_NAMES: &str = "dependentRequired";

/// Names that mean any type ("any": JSON Schema draft 3, section 5.1).
const ANY: [&str; 3] = ["any", "mixed", "*"];

/// Returns the keywords of a schema that have invalid values.
pub(crate) fn unreadable(schema: &Node) -> impl Iterator<Item = &str> {
    let members = schema.members().iter();
    members.filter_map(|(key, value)| {
        let field = ObjectKind::Schema.field(key)?;
        let is_constraint = KEYWORDS.contains(&field.name) || field.name == LISTS_OF_NAMES;
        (is_constraint && !is_readable(field, value)).then_some(key.as_str())
    })
}

/// Returns true if a node is not a schema.
pub(crate) fn is_invalid_schema(node: &Node) -> bool {
    !matches!(node, Node::Object(_) | Node::Bool(_) | Node::Null)
}

fn is_readable(field: &Field, value: &Node) -> bool {
    match (field.name, value) {
        // Other rules report null and the boolean `required` of JSON Schema draft 3.
        (_, Node::Null) | ("required", Node::Bool(_)) => true,
        ("required", Node::String(text)) => ["true", "false"].contains(&text.as_str()),
        ("type", Node::Array(names)) => {
            names.is_empty() || names.iter().any(|name| is_type(name.as_str()))
        }
        ("type", name) => is_type(name.as_str()),
        _ => has_shape(field.shape, value),
    }
}

/// Returns true for a name that can be read as a type, or as any type.
fn is_type(name: Option<&str>) -> bool {
    let known = |name| TYPES.contains(&name) || ["null", "file"].contains(&name);
    name.is_some_and(|name| known(name) || is_any(name) || intended_type(name).is_some())
}

/// Returns true for a name that stands for any type.
pub(crate) fn is_any(name: &str) -> bool {
    ANY.iter().any(|any| any.eq_ignore_ascii_case(name))
}

/// Returns true if a value has a shape; lists of names may have invalid elements.
fn has_shape(shape: FieldShape, value: &Node) -> bool {
    match (shape, value) {
        (FieldShape::Count, Node::Number(number)) => number.as_u64().is_some(),
        (FieldShape::List(FieldShape::Text), Node::Array(names)) => {
            let is_name = |name: &Node| *name == Node::Null || FieldShape::Text.fits(name);
            names.iter().all(is_name)
        }
        (FieldShape::Map(names @ FieldShape::List(FieldShape::Text)), Node::Object(members)) => {
            members.iter().all(|(_, value)| has_shape(*names, value))
        }
        (FieldShape::BooleanOr(other), _) => value.as_bool().is_some() || has_shape(*other, value),
        _ => shape.fits(value),
    }
}
