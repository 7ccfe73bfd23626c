//! The diagnostics of schemas and the values in them.

use super::{choices, meant_value, object, other_value, text, value, value_of_other_version};
use crate::check::schemas::TYPES;
use crate::diagnostic::quote;
use crate::{Code, Diagnostic, Fix, Location, Node, Number, Place, Version};

pub(in crate::check) fn unknown_type(
    at: &Location,
    found: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnknownType,
        at,
        format!("there is no type {}", quote(found)),
    );
    match meant {
        Some(_) => meant_value(diagnostic, at, meant),
        None => diagnostic.help(format!("write {}", choices(&TYPES))),
    }
}

pub(in crate::check) fn null_type(at: &Location, version: Version) -> Diagnostic {
    let help = "write the type that is meant, and `nullable: true`";
    value_of_other_version(at, "the type `null` is of OpenAPI 3.1", version, help)
}

pub(in crate::check) fn list_of_items(
    schema: &Node,
    schema_at: &Location,
    version: Version,
) -> Diagnostic {
    let at = schema_at.child("items");
    let others = schema_at.child("additionalItems");
    let mut fix = Fix::rename(&at, "prefixItems");
    if schema.get("additionalItems").is_some() {
        fix = fix.and(Fix::rename(&others, "items"));
    }
    let message = "a list of `items` is of JSON Schema draft 7";
    other_value(&at, message, version).fix(fix)
}

pub(in crate::check) fn file_type(at: &Location) -> Diagnostic {
    let message = "the type `file` is of Swagger 2.0";
    let diagnostic = other_value(at, message, Version::V3_0);
    let fix = Fix::write(at, "string");
    match at
        .parent()
        .filter(|_| at.pointer.last().as_deref() == Some("type"))
    {
        Some(schema) => diagnostic.fix(fix.and(Fix::insert(&schema, "format", text("binary")))),
        None => diagnostic.fix(fix),
    }
}

pub(in crate::check) fn discriminator_text(at: &Location, name: &str) -> Diagnostic {
    let message = "a discriminator that is a string is of Swagger 2.0";
    other_value(at, message, Version::V3_0)
        .fix(Fix::replace(at, object("propertyName", text(name))))
}

pub(in crate::check) fn several_types(
    names: &[Node],
    schema: &Location,
    version: Version,
) -> Diagnostic {
    let at = schema.child("type");
    let diagnostic = other_value(&at, "a list of types is of OpenAPI 3.1", version);
    let is_null = |name: &&Node| name.as_str() == Some("null");
    let others: Vec<&Node> = names.iter().filter(|name| !is_null(name)).collect();
    match others.as_slice() {
        [only] if only.as_str().is_some_and(|name| TYPES.contains(&name)) => {
            let fix = Fix::replace(&at, (*only).clone());
            let nullable = Fix::insert(schema, "nullable", Node::Bool(true));
            diagnostic.fix(match names.iter().any(|name| is_null(&name)) {
                true => fix.and(nullable),
                false => fix,
            })
        }
        _ => diagnostic.help("for null write `nullable: true`, for other choices `oneOf`"),
    }
}

pub(in crate::check) fn no_type(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownType,
        Place::Key(at.clone()),
        "the list of types is empty",
    )
    .label("no value would be valid")
    .fix_or(Fix::remove(at).likely(), "or list the types")
}

pub(in crate::check) fn exclusive_bound(
    at: &Location,
    key: &str,
    version: Version,
    fix: Result<Fix, &str>,
) -> Diagnostic {
    let message = match version < Version::V3_1 {
        true => format!("{} is a number, which is of OpenAPI 3.1", quote(key)),
        false => format!("{} is a boolean, which is of OpenAPI 3.0", quote(key)),
    };
    let diagnostic = other_value(at, &message, version);
    match fix {
        Ok(fix) => diagnostic.fix(fix),
        Err(help) => diagnostic.help(help),
    }
}

pub(in crate::check) fn array_without_items(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::ArrayWithoutItems,
        at.child("type"),
        "an array needs `items`",
    )
    .label("read as an array of anything")
    .fix_or(
        Fix::insert(at, "items", Node::Object(Vec::new())),
        "or better the schema of the elements",
    )
}

pub(in crate::check) fn ineffective_keyword(
    at: &Location,
    key: &str,
    of: &str,
    types: &[&str],
) -> Diagnostic {
    let message = format!(
        "{} has no effect beside type {}",
        quote(key),
        quote(&types.join(" or "))
    );
    Diagnostic::new(Code::IneffectiveKeyword, Place::Key(at.clone()), message)
        .label(format!("applies to values of type {} only", quote(of)))
        .fix_or(Fix::remove(at).likely(), &format!("or write `type: {of}`"))
}

pub(in crate::check) fn nullable_without_type(at: &Location, admits_null: bool) -> Diagnostic {
    // Findings with one message are gathered, so that each outcome has its own.
    let (message, label) = match admits_null {
        true => ("`nullable` without `type`", "null is accepted all the same"),
        false => (
            "`nullable` has no effect without `type`",
            "ignored: the enum does not list null",
        ),
    };
    let place = Place::Key(at.child("nullable"));
    Diagnostic::new(Code::NullableWithoutType, place, message)
        .label(label)
        .help("add the `type` to this schema")
}

pub(in crate::check) fn empty_range(
    lower: &Location,
    upper: &Location,
    low: &Number,
    high: &Number,
) -> Diagnostic {
    let message = format!(
        "no value is at least {} and at most {}",
        low.as_str(),
        high.as_str()
    );
    Diagnostic::new(Code::EmptyRange, lower, message)
        .label("the lower bound")
        .also(upper, "the upper bound")
}

pub(in crate::check) fn multiple_of(at: &Location, number: &Number) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidValue,
        at,
        format!(
            "`multipleOf` is {}, where a number above zero is needed",
            number.as_str()
        ),
    )
}

pub(in crate::check) fn duplicate_required(at: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateRequired,
        at,
        format!("{} stands twice in `required`", quote(name)),
    )
    .fix(Fix::remove(at))
}

pub(in crate::check) fn forbidden_required(
    at: &Location,
    name: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let message = format!(
        "{} is required, but no property, and others are not allowed",
        quote(name)
    );
    let diagnostic = Diagnostic::new(Code::ForbiddenRequired, at, message).label("left out");
    match meant {
        Some(_) => meant_value(diagnostic, at, meant),
        None => diagnostic.fix_or(Fix::remove(at).likely(), "or declare the property"),
    }
}

pub(in crate::check) fn unused_discriminator(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::UnusedDiscriminator,
        Place::Key(at.clone()),
        "a discriminator needs `oneOf`, `anyOf` or `allOf`",
    )
    .fix(Fix::remove(at))
}

pub(in crate::check) fn read_only_and_write_only(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::ReadOnlyAndWriteOnly,
        Place::Key(at.child("writeOnly")),
        "`readOnly` and `writeOnly` exclude each other",
    )
    .also(Place::Key(at.child("readOnly")), "`readOnly` stands here")
    .help("remove one of the two")
}

pub(in crate::check) fn empty_enum(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::EmptyEnum,
        Place::Key(at.clone()),
        "the enum has no value",
    )
    .label("no value is one of none")
    .fix_or(Fix::remove(at).likely(), "or list the values")
}

pub(in crate::check) fn duplicate_enum_value(
    at: &Location,
    first: &Location,
    node: &Node,
) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateEnumValue,
        at,
        format!("{} stands twice in the enum", value(node)),
    )
    .label("a second time")
    .also(first, "the first time")
    .fix(Fix::remove(at))
}

pub(in crate::check) fn enum_mismatch(
    at: &Location,
    node: &Node,
    name: &str,
    others: &[Location],
) -> Diagnostic {
    /// How many further values are shown.
    const SHOWN: usize = 7;
    let more = match others.len() {
        0 => String::new(),
        1 => ", as is one more value".to_owned(),
        count => format!(", as are {count} more values"),
    };
    let message = format!(
        "enum value {} is {}, which type {} excludes{more}",
        value(node),
        node.describe(),
        quote(name)
    );
    let diagnostic =
        Diagnostic::new(Code::EnumMismatch, at, message).label("never valid, left out");
    let shown = others.iter().take(SHOWN);
    shown
        .fold(diagnostic, |it, at| it.also(at, "left out as well"))
        .help("correct the type, or remove the value")
}

pub(in crate::check) fn const_mismatch(at: &Location, node: &Node, name: &str) -> Diagnostic {
    let message = format!(
        "`const` is {}, {}, which type {} excludes",
        value(node),
        node.describe(),
        quote(name)
    );
    Diagnostic::new(Code::EnumMismatch, at, message)
        .label("no value is valid here")
        .help("correct the type, or the value")
}

pub(in crate::check) fn const_not_in_enum(at: &Location, node: &Node) -> Diagnostic {
    let message = format!("`const` is {}, which `enum` does not list", value(node));
    Diagnostic::new(Code::EnumMismatch, at, message)
        .label("no value is valid here")
        .help("remove one of the two keywords")
}

pub(in crate::check) fn empty_composition(at: &Location, keyword: &str) -> Diagnostic {
    let message = format!("empty {}", quote(keyword));
    Diagnostic::new(
        Code::EmptyComposition,
        Place::Key(at.child(keyword)),
        message,
    )
    .label("ignored")
    .fix_or(
        Fix::remove(&at.child(keyword)),
        "or list at least one schema",
    )
}

pub(in crate::check) fn enum_without_null(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::EnumWithoutNull,
        Place::Key(at.clone()),
        "`nullable` is true, and the enum has no `null`",
    )
    .label("null is allowed all the same")
    .fix(Fix::append(at, Node::Null))
}

pub(in crate::check) fn default_type(at: &Location, node: &Node, name: &str) -> Diagnostic {
    let message = format!(
        "the default {} is {}, the type is {}",
        value(node),
        node.describe(),
        quote(name)
    );
    let diagnostic = Diagnostic::new(Code::DefaultMismatch, at, message).label("left out");
    let other = match node {
        Node::Null => "or add `nullable: true`",
        _ => "or write a default of that type",
    };
    // Of a list, the whole default is meant.
    let mut default = at.clone();
    while default.pointer.last().is_some_and(|last| last != "default")
        && let Some(holder) = default.parent()
    {
        default = holder;
    }
    diagnostic.fix_or(Fix::remove(&default).likely(), other)
}

pub(in crate::check) fn default_not_in_enum(
    at: &Location,
    node: &Node,
    values: &[Node],
) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::DefaultMismatch,
        at,
        format!("the default {} is none of the enum's values", value(node)),
    )
    .label("left out");
    let texts = values.iter().filter_map(Node::as_str);
    match node.as_str().and_then(|text| crate::nearest(text, texts)) {
        None => diagnostic.fix_or(Fix::remove(at).likely(), "or write one of the values"),
        meant => meant_value(diagnostic, at, meant),
    }
}

pub(in crate::check) fn endless_schema(circle: &[Location]) -> Diagnostic {
    let names: Vec<_> = circle
        .iter()
        .take(8)
        .map(|at| quote(&format!("#{}", at.pointer)))
        .collect();
    let message = match circle {
        [_] => "the schema is defined by itself".to_owned(),
        _ => format!(
            "the schemas are defined by each other: {}",
            names.join(" → ")
        ),
    };
    let diagnostic =
        Diagnostic::new(Code::EndlessSchema, &circle[0], message).label("leads back to itself");
    let others = circle.iter().skip(1).take(7);
    let diagnostic = others.fold(diagnostic, |it, at| it.also(at, "by way of this"));
    diagnostic.help("a circle has to pass through `properties`, `items` or `additionalProperties`")
}

pub(in crate::check) fn choice_of_itself(member: &Location, schema: &Location) -> Diagnostic {
    let message = "the choice offers the schema that it is a part of, which adds nothing";
    let diagnostic = Diagnostic::new(Code::ChoiceOfItself, member, message)
        .label("read as if it were not there");
    let diagnostic = match member == schema {
        true => diagnostic,
        false => diagnostic.also(schema, "this is the schema"),
    };
    diagnostic.fix(Fix::remove(member))
}

pub(in crate::check) fn circular_inheritance(entry: &Location, base: &Location) -> Diagnostic {
    let message = "this schema is made of the choice that it is a member of";
    Diagnostic::new(Code::CircularInheritance, entry, message)
        .label("read as all of that schema but its choice")
        .also(base, "this offers the choice")
        .help("put what both share into a schema of its own")
}
