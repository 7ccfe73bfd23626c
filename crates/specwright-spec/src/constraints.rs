//! Constraints of schemas that cannot be read, where faults are repaired.
//!
//! A constraint that is left out would let pass what the document refuses. Where its meaning is plain it is read so
//! (`crate::idioms`); else no value is valid for the schema, of which requests are told, and responses only where a type
//! cannot hold the value.
//!
//! | keyword | fault | a lenient run |
//! |---|---|---|
//! | a number, a count, a boolean | in quotes | reads the value |
//! | `minLength`, `minItems`, `minProperties`, `minContains` | negative; with a fraction | reads 0; rounds up |
//! | `maxLength`, `maxItems`, `maxProperties`, `maxContains` | with a fraction; beyond 64 bits | rounds down; reads no bound |
//! | `enum` | a string, number or boolean | reads a list of one |
//! | `allOf`, `anyOf`, `oneOf`, `prefixItems` | a schema | reads a list of one |
//! | a schema | the name of a type; a pointer | reads `{type: …}`; `{$ref: …}` |
//! | `type` | a name of another language, a format; `any` | reads the type that is meant; any value |
//! | `type` | a list of which some names are unknown | reads the others |
//! | each of these, `pattern`, `required`, `properties` and what else holds constraints | any other | accepts no value |
//! | a schema | another value, or a reference that leads nowhere | accepts no value in its place |
//!
//! A schema that is applied by `not`, `if`, or `contains` beside `maxContains` would accept more in refusing more: if such a
//! constraint is below, the schema that has the keyword accepts no value (`specwright-lower`).

use crate::Node;
use crate::check::{TYPES, meant_type};
use crate::grammar::{Field, FieldShape, ObjectKind};

/// The keywords that bound the values of a schema, besides those whose value is one schema.
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

/// A diagnostic's label where a constraint cannot be read.
pub(crate) const REFUSED: &str = "no value is accepted until this is corrected";

/// A keyword whose members are read one by one.
const LISTS_OF_NAMES: &str = "dependentRequired";

/// Names that are no type of JSON Schema, and stand for every one ("any" is of draft 3, section 5.1).
const ANY: [&str; 3] = ["any", "mixed", "*"];

/// Returns the keywords of a schema whose values cannot be read.
pub(crate) fn unreadable(schema: &Node) -> impl Iterator<Item = &str> {
    let members = schema.members().iter();
    members.filter_map(|(key, value)| {
        let field = ObjectKind::Schema.field(key)?;
        let is_constraint = KEYWORDS.contains(&field.name) || field.name == LISTS_OF_NAMES;
        (is_constraint && !is_readable(field, value)).then_some(key.as_str())
    })
}

/// Returns true if a node in the place of a schema is none.
pub(crate) fn is_no_schema(node: &Node) -> bool {
    !matches!(node, Node::Object(_) | Node::Bool(_) | Node::Null)
}

fn is_readable(field: &Field, value: &Node) -> bool {
    match (field.name, value) {
        // Other rules speak of null, and of the `required` of JSON Schema draft 3.
        (_, Node::Null) | ("required", Node::Bool(_)) => true,
        ("required", Node::String(text)) => ["true", "false"].contains(&text.as_str()),
        ("type", Node::Array(names)) => {
            names.is_empty() || names.iter().any(|name| is_type(name.as_str()))
        }
        ("type", name) => is_type(name.as_str()),
        _ => has_shape(field.shape, value),
    }
}

/// Returns true for a name that can be read as a type, or as any.
fn is_type(name: Option<&str>) -> bool {
    let known = |name| TYPES.contains(&name) || ["null", "file"].contains(&name);
    name.is_some_and(|name| known(name) || is_any(name) || meant_type(name).is_some())
}

/// Returns true for a name that stands for every type.
pub(crate) fn is_any(name: &str) -> bool {
    ANY.iter().any(|any| any.eq_ignore_ascii_case(name))
}

/// Returns true if a value has a shape, lists of names to their elements.
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
