//! Sets of JSON types.

use specwright_spec::{Document, Node, SchemaId, Types};

use super::{Merged, parts};

/// Returns the JSON types that some schemas admit, null aside; `None` stands for all of them.
pub(crate) fn types_of(document: &Document, ids: &[SchemaId]) -> Option<Types> {
    let merged = Merged::new(document, parts(document, ids));
    types_of_merged(document, &merged)
}

/// Returns the JSON types that merged schemas admit, null aside; `None` stands for all of them.
pub(crate) fn types_of_merged(document: &Document, merged: &Merged<'_>) -> Option<Types> {
    if let Some((_, values)) = &merged.enumeration {
        return Some(
            values
                .iter()
                .fold(Types::default(), |types, value| with_type(types, value)),
        );
    }
    if let Some(types) = merged.types(document) {
        return Some(types);
    }
    let members = merged.unions.first()?.members(document);
    members.iter().try_fold(Types::default(), |types, member| {
        Some(either(types, types_of_member(document, *member, 0)?))
    })
}

fn types_of_member(document: &Document, member: SchemaId, depth: usize) -> Option<Types> {
    // Unions nested deeper than this admit any type, as far as is known.
    let schema = &document.schemas[member];
    if depth > 8 || (schema.types.is_none() && (schema.one_of.len() > 1 || schema.any_of.len() > 1))
    {
        return None;
    }
    types_of(document, &[member])
}

/// Returns the types of either set.
pub(crate) fn either(left: Types, right: Types) -> Types {
    Types {
        null: left.null || right.null,
        boolean: left.boolean || right.boolean,
        integer: left.integer || right.integer,
        number: left.number || right.number,
        string: left.string || right.string,
        array: left.array || right.array,
        object: left.object || right.object,
    }
}

fn with_type(types: Types, value: &Node) -> Types {
    match value {
        Node::Null => types,
        Node::Bool(_) => Types {
            boolean: true,
            ..types
        },
        Node::Number(number) if number.is_integer() => Types {
            integer: true,
            ..types
        },
        Node::Number(_) => Types {
            number: true,
            ..types
        },
        Node::String(_) => Types {
            string: true,
            ..types
        },
        Node::Array(_) => Types {
            array: true,
            ..types
        },
        Node::Object(_) => Types {
            object: true,
            ..types
        },
    }
}

/// Returns the types of both sets.
pub(crate) fn intersect(left: Types, right: Types) -> Types {
    // Every integer is a number.
    let integer =
        (left.integer && (right.integer || right.number)) || (right.integer && left.number);
    Types {
        null: left.null && right.null,
        boolean: left.boolean && right.boolean,
        integer,
        number: left.number && right.number,
        string: left.string && right.string,
        array: left.array && right.array,
        object: left.object && right.object,
    }
}

/// Returns true if every value of the first types is of the second, null aside.
pub(crate) fn is_within(types: Types, all: Types) -> bool {
    let without_null = |types: Types| Types {
        null: false,
        ..types
    };
    intersect(without_null(types), without_null(all)) == without_null(types)
}

/// Returns the names of the types for a message: `string or array`.
pub(crate) fn describe(types: Types) -> String {
    names(types).collect::<Vec<_>>().join(" or ")
}

/// Returns the names of the types, null aside.
pub(crate) fn names(types: Types) -> impl Iterator<Item = &'static str> {
    [
        (types.boolean, "boolean"),
        (types.integer, "integer"),
        (types.number, "number"),
        (types.string, "string"),
        (types.array, "array"),
        (types.object, "object"),
    ]
    .into_iter()
    .filter(|(holds, _)| *holds)
    .map(|(_, name)| name)
}

/// Returns the type of a name.
pub(crate) fn one_type(name: &str) -> Types {
    let none = Types::default();
    match name {
        "boolean" => Types {
            boolean: true,
            ..none
        },
        "integer" => Types {
            integer: true,
            ..none
        },
        "number" => Types {
            number: true,
            ..none
        },
        "string" => Types {
            string: true,
            ..none
        },
        "array" => Types {
            array: true,
            ..none
        },
        _ => Types {
            object: true,
            ..none
        },
    }
}

/// Returns true if a value is of both sets, null aside.
pub(crate) fn overlap(left: Types, right: Types) -> bool {
    let numeric = |types: Types| types.integer || types.number;
    (left.boolean && right.boolean)
        || (numeric(left) && numeric(right))
        || (left.string && right.string)
        || (left.array && right.array)
        || (left.object && right.object)
}
