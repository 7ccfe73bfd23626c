//! Diagnostics of schemas and their values.

use super::{choices, intended_value, object, other_value, text, value, value_of_other_version};
use crate::check::schemas::TYPES;
use crate::diagnostic::quote;
use crate::{Code, Diagnostic, Fix, Location, Node, Number, Place, Version};

pub(in crate::check) fn unknown_type(
    at: &Location,
    found: &str,
    intended: Option<&str>,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnknownType,
        at,
        format!("unknown type {}", quote(found)),
    );
    match intended {
        Some(_) => intended_value(diagnostic, at, intended),
        None => diagnostic.help(format!("write {}", choices(&TYPES))),
    }
}

pub(in crate::check) fn null_type(at: &Location, version: Version) -> Diagnostic {
    let help = "write the intended type and `nullable: true`";
    value_of_other_version(at, "type `null` requires OpenAPI 3.1", version, help)
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
    let message = "a list in `items` is JSON Schema draft 7 syntax";
    other_value(&at, message, version).fix(fix)
}

pub(in crate::check) fn file_type(at: &Location) -> Diagnostic {
    let message = "type `file` is Swagger 2.0 syntax";
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
    let message = "a string as `discriminator` is Swagger 2.0 syntax";
    other_value(at, message, Version::V3_0)
        .fix(Fix::replace(at, object("propertyName", text(name))))
}

pub(in crate::check) fn several_types(
    names: &[Node],
    schema: &Location,
    version: Version,
) -> Diagnostic {
    let at = schema.child("type");
    let diagnostic = other_value(&at, "a list of types requires OpenAPI 3.1", version);
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
        _ => diagnostic.help("write `nullable: true` for null, and `oneOf` for other alternatives"),
    }
}

pub(in crate::check) fn no_type(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownType,
        Place::Key(at.clone()),
        "empty list of types",
    )
    .label("no value is valid")
    .fix_or(Fix::remove(at).likely(), "or list the types")
}

pub(in crate::check) fn exclusive_bound(
    at: &Location,
    key: &str,
    version: Version,
    fix: Result<Fix, &str>,
) -> Diagnostic {
    let message = match version < Version::V3_1 {
        true => format!("numeric {} requires OpenAPI 3.1", quote(key)),
        false => format!("boolean {} is OpenAPI 3.0 syntax", quote(key)),
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
        "missing `items` in array schema",
    )
    .label("read as an array of any values")
    .fix_or(
        Fix::insert(at, "items", Node::Object(Vec::new())),
        "or write the schema of the elements",
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
        .label(format!("applies only to values of type {}", quote(of)))
        .fix_or(Fix::remove(at).likely(), &format!("or write `type: {of}`"))
}

pub(in crate::check) fn nullable_without_type(at: &Location, admits_null: bool) -> Diagnostic {
    // Diagnostics with equal messages are grouped, so each outcome has its own message.
    let (message, label) = match admits_null {
        true => ("`nullable` without `type`", "null is accepted"),
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
        "empty range: no value is at least {} and at most {}",
        low.as_str(),
        high.as_str()
    );
    Diagnostic::new(Code::EmptyRange, lower, message)
        .label("lower bound")
        .also(upper, "upper bound")
}

pub(in crate::check) fn multiple_of(at: &Location, number: &Number) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidValue,
        at,
        format!(
            "invalid value {} for `multipleOf`: expected a number greater than zero",
            number.as_str()
        ),
    )
}

pub(in crate::check) fn duplicate_required(at: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateRequired,
        at,
        format!("duplicate name {} in `required`", quote(name)),
    )
    .fix(Fix::remove(at))
}

pub(in crate::check) fn forbidden_required(
    at: &Location,
    name: &str,
    intended: Option<&str>,
) -> Diagnostic {
    let message = format!(
        "required property {} is not declared, and `additionalProperties` is false",
        quote(name)
    );
    let diagnostic = Diagnostic::new(Code::ForbiddenRequired, at, message).label("ignored");
    match intended {
        Some(_) => intended_value(diagnostic, at, intended),
        None => diagnostic.fix_or(Fix::remove(at).likely(), "or declare the property"),
    }
}

pub(in crate::check) fn unused_discriminator(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::UnusedDiscriminator,
        Place::Key(at.clone()),
        "`discriminator` without `oneOf`, `anyOf` or `allOf`",
    )
    .fix(Fix::remove(at))
}

pub(in crate::check) fn read_only_and_write_only(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::ReadOnlyAndWriteOnly,
        Place::Key(at.child("writeOnly")),
        "`readOnly` and `writeOnly` are mutually exclusive",
    )
    .also(Place::Key(at.child("readOnly")), "`readOnly` is here")
    .help("remove one of them")
}

pub(in crate::check) fn empty_enum(at: &Location) -> Diagnostic {
    Diagnostic::new(Code::EmptyEnum, Place::Key(at.clone()), "empty `enum`")
        .label("no value is valid")
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
        format!("duplicate enum value {}", value(node)),
    )
    .label("repeated here")
    .also(first, "first listed here")
    .fix(Fix::remove(at))
}

pub(in crate::check) fn enum_mismatch(
    at: &Location,
    node: &Node,
    name: &str,
    others: &[Location],
) -> Diagnostic {
    /// The maximum number of further values to show.
    const SHOWN: usize = 7;
    let more = match others.len() {
        0 => String::new(),
        1 => " (and 1 more value)".to_owned(),
        count => format!(" (and {count} more values)"),
    };
    let message = format!(
        "enum value {} is {}, but the type is {}{more}",
        value(node),
        node.describe(),
        quote(name)
    );
    let diagnostic = Diagnostic::new(Code::EnumMismatch, at, message).label("never valid, ignored");
    let shown = others.iter().take(SHOWN);
    shown
        .fold(diagnostic, |it, at| it.also(at, "ignored as well"))
        .help("correct the type, or remove the value")
}

pub(in crate::check) fn const_mismatch(at: &Location, node: &Node, name: &str) -> Diagnostic {
    let message = format!(
        "`const` value {} is {}, but the type is {}",
        value(node),
        node.describe(),
        quote(name)
    );
    Diagnostic::new(Code::EnumMismatch, at, message)
        .label("no value is valid")
        .help("correct the type or the value")
}

pub(in crate::check) fn const_not_in_enum(at: &Location, node: &Node) -> Diagnostic {
    let message = format!("`const` value {} is not listed in `enum`", value(node));
    Diagnostic::new(Code::EnumMismatch, at, message)
        .label("no value is valid")
        .help("remove one of the keywords")
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
        "`nullable` is true, but `enum` does not list null",
    )
    .label("null is accepted")
    .fix(Fix::append(at, Node::Null))
}

pub(in crate::check) fn default_type(at: &Location, node: &Node, name: &str) -> Diagnostic {
    let message = format!(
        "default {} is {}, but the type is {}",
        value(node),
        node.describe(),
        quote(name)
    );
    let diagnostic = Diagnostic::new(Code::DefaultMismatch, at, message).label("ignored");
    let other = match node {
        Node::Null => "or add `nullable: true`",
        _ => "or write a default of that type",
    };
    // A type error in an element affects the whole default.
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
        format!("default {} is not listed in `enum`", value(node)),
    )
    .label("ignored");
    let texts = values.iter().filter_map(Node::as_str);
    match node.as_str().and_then(|text| crate::nearest(text, texts)) {
        None => diagnostic.fix_or(Fix::remove(at).likely(), "or write one of the values"),
        intended => intended_value(diagnostic, at, intended),
    }
}

pub(in crate::check) fn endless_schema(cycle: &[Location]) -> Diagnostic {
    let names: Vec<_> = cycle
        .iter()
        .take(8)
        .map(|at| quote(&format!("#{}", at.pointer)))
        .collect();
    let message = match cycle {
        [_] => "infinitely recursive schema".to_owned(),
        _ => format!("infinitely recursive schemas: {}", names.join(" → ")),
    };
    let diagnostic =
        Diagnostic::new(Code::EndlessSchema, &cycle[0], message).label("refers back to itself");
    let others = cycle.iter().skip(1).take(7);
    let diagnostic = others.fold(diagnostic, |it, at| it.also(at, "through this schema"));
    diagnostic.help(
        "a recursive schema must pass through `properties`, `items` or `additionalProperties`",
    )
}

pub(in crate::check) fn choice_of_itself(member: &Location, schema: &Location) -> Diagnostic {
    let message = "composition lists its own schema as a member, which has no effect";
    let diagnostic = Diagnostic::new(Code::ChoiceOfItself, member, message).label("ignored");
    let diagnostic = match member == schema {
        true => diagnostic,
        false => diagnostic.also(schema, "the schema"),
    };
    diagnostic.fix(Fix::remove(member))
}

pub(in crate::check) fn circular_inheritance(entry: &Location, base: &Location) -> Diagnostic {
    let message = "schema includes the composition that it is a member of";
    Diagnostic::new(Code::CircularInheritance, entry, message)
        .label("read as that schema without its `oneOf` or `anyOf`")
        .also(base, "the composition")
        .help("move the shared properties to a separate schema")
}
