//! The diagnostics of checking.

use crate::diagnostic::quote;
use crate::grammar::Kind;
use crate::{Code, Diagnostic, Location, Node, Number, Place};

/// `a`, `b` or `c`, each quoted.
fn choices(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| quote(name)).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => "nothing".to_owned(),
    }
}

fn did_you_mean(diagnostic: Diagnostic, meant: Option<&str>) -> Diagnostic {
    match meant {
        Some(meant) => diagnostic.help(format!("did you mean {}?", quote(meant))),
        None => diagnostic,
    }
}

/// A value in a message.
fn value(node: &Node) -> String {
    quote(&node.compact())
}

// The shape of objects

pub(super) fn null_field(at: &Location) -> Diagnostic {
    let name = at.pointer.last().unwrap_or_default();
    Diagnostic::new(
        Code::NullField,
        Place::Key(at.clone()),
        format!("{} is null", quote(&name)),
    )
    .help("write a value, or remove the key")
}

pub(super) fn wrong_type(
    at: &Location,
    expected: &str,
    found: &Node,
    hint: Option<String>,
) -> Diagnostic {
    let message = match at.pointer.last() {
        Some(name) => format!(
            "{} is {}, where {expected} is needed",
            quote(&name),
            found.describe()
        ),
        None => format!("this is {}, where {expected} is needed", found.describe()),
    };
    let diagnostic = Diagnostic::new(Code::WrongType, at, message)
        .label(format!("this is {}", found.describe()));
    match hint {
        Some(hint) => diagnostic.help(hint),
        None => diagnostic,
    }
}

pub(super) fn unquoted(at: &Location, node: &Node) -> Diagnostic {
    let text = node.as_text().unwrap_or_default();
    let name = at.pointer.last().unwrap_or_default();
    Diagnostic::new(
        Code::UnquotedText,
        at,
        format!("{} is a number, where a string is needed", quote(&name)),
    )
    .label(format!("read as the text {}", quote(text)))
    .help(format!("write `\"{text}\"`"))
}

pub(super) fn missing_field(at: &Location, kind: Kind, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingField,
        at,
        format!("{} needs {}", kind.describe(), quote(name)),
    )
    .label(format!("{} is missing", quote(name)))
}

pub(super) fn ignored_field(at: &Location, name: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        Code::IgnoredField,
        Place::Key(at.clone()),
        format!("{} has no effect: {reason}", quote(name)),
    )
}

pub(super) fn unknown_field(
    at: &Location,
    kind: Kind,
    name: &str,
    instead: Option<&str>,
) -> Diagnostic {
    let message = format!("{} has no field {}", kind.describe(), quote(name));
    let diagnostic =
        Diagnostic::new(Code::UnknownField, Place::Key(at.clone()), message).label("ignored");
    match instead {
        Some(instead) => diagnostic.help(instead),
        None => diagnostic.help("remove it, or let its name start with `x-`"),
    }
}

pub(super) fn misspelled_field(at: &Location, kind: Kind, name: &str, meant: &str) -> Diagnostic {
    let message = format!("{} has no field {}", kind.describe(), quote(name));
    let diagnostic = Diagnostic::new(Code::MisspelledField, Place::Key(at.clone()), message);
    did_you_mean(diagnostic, Some(meant))
}

pub(super) fn invalid_value(
    at: &Location,
    found: &str,
    known: &[&str],
    meant: Option<&str>,
) -> Diagnostic {
    let name = at.pointer.last().unwrap_or_default();
    let message = format!(
        "{} is {}, where {} is needed",
        quote(&name),
        quote(found),
        choices(known)
    );
    did_you_mean(Diagnostic::new(Code::InvalidValue, at, message), meant)
}

pub(super) fn invalid_component_name(at: &Location, name: &str) -> Diagnostic {
    let message = format!("{} should not be the name of a component", quote(name));
    Diagnostic::new(Code::InvalidComponentName, Place::Key(at.clone()), message)
        .help("use letters, digits, `.`, `-` and `_`")
}

pub(super) fn ignored_siblings(kind: Kind, at: &Location, siblings: &[&str]) -> Diagnostic {
    let diagnostic = match siblings {
        ["nullable"] => Diagnostic::new(
            Code::IgnoredSiblings,
            Place::Key(at.clone()),
            "`nullable` beside `$ref` is honored, against the letter",
        ),
        [one] => Diagnostic::new(
            Code::IgnoredSiblings,
            Place::Key(at.clone()),
            format!("{} beside `$ref` is ignored", quote(one)),
        ),
        _ => {
            let names: Vec<_> = siblings.iter().map(|name| quote(name)).collect();
            let message = format!("{} beside `$ref` are ignored", names.join(", "));
            Diagnostic::new(Code::IgnoredSiblings, Place::Key(at.clone()), message)
        }
    };
    match kind {
        Kind::Schema => diagnostic.help("write `allOf: [{$ref: …}]`, and the rest beside `allOf`"),
        _ => diagnostic.help("move it to what is referred to, or remove it"),
    }
}

// Paths and operations

pub(super) fn path_without_slash(at: &Location, template: &str) -> Diagnostic {
    Diagnostic::new(
        Code::PathWithoutSlash,
        Place::Key(at.clone()),
        format!("the path {} does not start with `/`", quote(template)),
    )
    .help(format!("write {}", quote(&format!("/{template}"))))
}

pub(super) fn invalid_path_template(at: &Location, template: &str, reason: &str) -> Diagnostic {
    let message = format!("the path {} cannot be read: {reason}", quote(template));
    Diagnostic::new(Code::InvalidPathTemplate, Place::Key(at.clone()), message)
}

pub(super) fn duplicate_path(at: &Location, first: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicatePath,
        Place::Key(at.clone()),
        "two paths differ only in the names of their parameters",
    )
    .label("the same path again")
    .also(Place::Key(first.clone()), "the first")
    .help("join the two")
}

pub(super) fn undeclared_path_parameter(
    operation: &Location,
    path: &Location,
    name: &str,
    declared: &[(String, Location)],
) -> Diagnostic {
    let message = format!("the path parameter {} is not declared", quote(name));
    let diagnostic = Diagnostic::new(
        Code::UndeclaredPathParameter,
        Place::Key(operation.clone()),
        message,
    )
    .label("not declared here, nor for the whole path")
    .also(
        Place::Key(path.clone()),
        format!("{} stands here", quote(name)),
    );
    match crate::nearest(name, declared.iter().map(|(name, _)| name.as_str())) {
        Some(meant) => diagnostic.help(format!("{} is declared: one of the two is misspelled", quote(meant))),
        None => diagnostic.help(format!("add `{{name: {name}, in: path, required: true, schema: {{type: string}}}}` to `parameters`")),
    }
}

pub(super) fn unused_path_parameter(
    at: &Location,
    path: &Location,
    name: &str,
    names: &[&str],
) -> Diagnostic {
    let message = format!(
        "the path parameter {} does not stand in the path",
        quote(name)
    );
    let diagnostic = Diagnostic::new(Code::UnusedPathParameter, at.child("name"), message)
        .label("declared here")
        .also(
            Place::Key(path.clone()),
            format!("no {} here", quote(&format!("{{{name}}}"))),
        );
    did_you_mean(diagnostic, crate::nearest(name, names.iter().copied()))
}

pub(super) fn duplicate_operation_id(at: &Location, first: &Location, id: &str) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateOperationId,
        at,
        format!("two operations are called {}", quote(id)),
    )
    .label("the second")
    .also(first, "the first")
    .help("rename one of the two")
}

pub(super) fn no_responses(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::NoResponses,
        Place::Key(at.clone()),
        "the operation declares no response",
    )
    .help("add the response of a successful call, or `default`")
}

pub(super) fn invalid_status(at: &Location, key: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidStatus,
        Place::Key(at.clone()),
        format!("{} is no status", quote(key)),
    )
    .help("write a status from `100` to `599`, a range from `1XX` to `5XX`, or `default`")
}

// Parameters, headers, media types

pub(super) fn no_form(at: &Location) -> Diagnostic {
    Diagnostic::new(Code::ParameterForm, at, "this needs `schema` or `content`")
        .help("add `schema: {type: string}`")
}

pub(super) fn two_forms(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::ParameterForm,
        Place::Key(at.child("content")),
        "`schema` and `content` exclude each other",
    )
    .also(Place::Key(at.child("schema")), "`schema` stands here")
    .help("remove one of the two")
}

pub(super) fn not_one_media_type(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::ParameterForm,
        Place::Key(at.clone()),
        "the `content` of a parameter has exactly one media type",
    )
}

pub(super) fn optional_path_parameter(at: &Location, written: bool) -> Diagnostic {
    let at = if written {
        at.child("required")
    } else {
        at.child("name")
    };
    Diagnostic::new(
        Code::OptionalPathParameter,
        at,
        "a path parameter is always required",
    )
    .help("write `required: true`")
}

pub(super) fn invalid_style(
    at: &Location,
    style: &str,
    location: &str,
    styles: &[&str],
) -> Diagnostic {
    let message = format!(
        "the style {} does not go with `in: {location}`",
        quote(style)
    );
    Diagnostic::new(Code::InvalidStyle, at, message).help(format!("write {}", choices(styles)))
}

pub(super) fn ignored_header_parameter(at: &Location, name: &str) -> Diagnostic {
    let help = match name.to_ascii_lowercase().as_str() {
        "authorization" => "declare a security scheme",
        _ => "the media types of `content` say it",
    };
    Diagnostic::new(
        Code::IgnoredHeaderParameter,
        at,
        format!("a header parameter {} is ignored", quote(name)),
    )
    .help(help)
}

pub(super) fn duplicate_parameter(
    at: &Location,
    first: &Location,
    location: &str,
    name: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateParameter,
        at,
        format!("the {location} parameter {} is declared twice", quote(name)),
    )
    .label("a second time")
    .also(first, "the first time")
    .help("remove one of the two")
}

pub(super) fn invalid_header_name(at: &Location, name: &str, location: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidHeaderName,
        at,
        format!(
            "HTTP does not allow {} as the name of a {location}",
            quote(name)
        ),
    )
    .help("use letters, digits and `-`")
}

pub(super) fn invalid_media_type(at: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidMediaType,
        Place::Key(at.clone()),
        format!("{} is no media type", quote(name)),
    )
    .help("write a type and a subtype, such as `application/json`")
}

pub(super) fn conflicting_media_types(at: &Location, first: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ConflictingMediaTypes,
        Place::Key(at.clone()),
        format!("the media type {} stands twice", quote(name)),
    )
    .label("a second time")
    .also(Place::Key(first.clone()), "the first time")
}

// Security and servers

pub(super) fn missing_security_field(at: &Location, of: &str, field: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingField,
        at,
        format!("{} needs {}", quote(of), quote(field)),
    )
    .label(format!("{} is missing", quote(field)))
}

pub(super) fn unknown_security_scheme(
    at: &Location,
    name: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let message = format!("the security scheme {} is not declared", quote(name));
    let diagnostic = Diagnostic::new(Code::UnknownSecurityScheme, Place::Key(at.clone()), message);
    match meant {
        Some(_) => did_you_mean(diagnostic, meant),
        None => diagnostic.help("declare it under `components.securitySchemes`"),
    }
}

pub(super) fn undeclared_server_variable(at: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ServerVariable,
        at,
        format!("the server variable {} is not declared", quote(name)),
    )
    .help(format!("add `variables: {{{name}: {{default: …}}}}`"))
}

pub(super) fn server_default(at: &Location, default: &str, values: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::ServerVariable,
        at,
        format!(
            "the default {} is none of the variable's values",
            quote(default)
        ),
    )
    .also(values, "the values stand here")
}

// Schemas

pub(super) fn unknown_type(at: &Location, found: &str, meant: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnknownType,
        at,
        format!("there is no type {}", quote(found)),
    );
    match meant {
        Some(_) => did_you_mean(diagnostic, meant),
        None => diagnostic.help(format!("write {}", choices(&super::schemas::TYPES))),
    }
}

pub(super) fn null_type(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownType,
        at,
        "there is no type `null` in OpenAPI 3.0",
    )
    .help("write the type that is meant, and `nullable: true`")
}

pub(super) fn array_without_items(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::ArrayWithoutItems,
        at.child("type"),
        "an array needs `items`",
    )
    .label("read as an array of anything")
    .help("add `items: {}`, or better the schema of the elements")
}

pub(super) fn nullable_without_type(at: &Location, composed: bool) -> Diagnostic {
    let message = match composed {
        true => "`nullable` beside a composition is honored, against the letter",
        false => "`nullable` has no effect without `type`",
    };
    Diagnostic::new(
        Code::NullableWithoutType,
        Place::Key(at.child("nullable")),
        message,
    )
    .help("add the `type` to this schema")
}

pub(super) fn empty_range(
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

pub(super) fn multiple_of(at: &Location, number: &Number) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidValue,
        at,
        format!(
            "`multipleOf` is {}, where a number above zero is needed",
            number.as_str()
        ),
    )
}

pub(super) fn duplicate_required(at: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateRequired,
        at,
        format!("{} stands twice in `required`", quote(name)),
    )
}

pub(super) fn forbidden_required(at: &Location, name: &str, meant: Option<&str>) -> Diagnostic {
    let message = format!(
        "{} is required, but no property, and others are not allowed",
        quote(name)
    );
    did_you_mean(Diagnostic::new(Code::ForbiddenRequired, at, message), meant)
}

pub(super) fn unused_discriminator(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::UnusedDiscriminator,
        Place::Key(at.clone()),
        "a discriminator needs `oneOf`, `anyOf` or `allOf`",
    )
}

pub(super) fn read_only_and_write_only(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::ReadOnlyAndWriteOnly,
        Place::Key(at.child("writeOnly")),
        "`readOnly` and `writeOnly` exclude each other",
    )
    .also(Place::Key(at.child("readOnly")), "`readOnly` stands here")
    .help("remove one of the two")
}

pub(super) fn empty_enum(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::EmptyEnum,
        Place::Key(at.clone()),
        "the enum has no value",
    )
    .help("list the values, or remove `enum`")
}

pub(super) fn duplicate_enum_value(at: &Location, first: &Location, node: &Node) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateEnumValue,
        at,
        format!("{} stands twice in the enum", value(node)),
    )
    .label("a second time")
    .also(first, "the first time")
}

pub(super) fn enum_mismatch(at: &Location, node: &Node, name: &str) -> Diagnostic {
    let message = format!(
        "the value {} of the enum is {}, the type is {}",
        value(node),
        node.describe(),
        quote(name)
    );
    Diagnostic::new(Code::EnumMismatch, at, message).label("can never occur")
}

pub(super) fn enum_without_null(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::EnumWithoutNull,
        Place::Key(at.clone()),
        "`nullable` is true, and the enum has no `null`",
    )
    .label("null is allowed all the same")
    .help("add `null` to the enum")
}

pub(super) fn default_type(at: &Location, node: &Node, name: &str) -> Diagnostic {
    let message = format!(
        "the default {} is {}, the type is {}",
        value(node),
        node.describe(),
        quote(name)
    );
    let diagnostic = Diagnostic::new(Code::DefaultMismatch, at, message);
    match (name, node) {
        ("string", Node::Number(_) | Node::Bool(_)) => {
            diagnostic.help(format!("write `\"{}\"`", node.compact()))
        }
        ("integer" | "number" | "boolean", Node::String(text)) => {
            diagnostic.help(format!("write {}, without quotes", quote(text)))
        }
        (_, Node::Null) => diagnostic.help("add `nullable: true`, or remove the default"),
        _ => diagnostic,
    }
}

pub(super) fn default_not_in_enum(at: &Location, node: &Node, values: &[Node]) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::DefaultMismatch,
        at,
        format!("the default {} is none of the enum's values", value(node)),
    );
    let texts = values.iter().filter_map(Node::as_str);
    did_you_mean(
        diagnostic,
        node.as_str().and_then(|text| crate::nearest(text, texts)),
    )
}

pub(super) fn endless_schema(circle: &[Location]) -> Diagnostic {
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
