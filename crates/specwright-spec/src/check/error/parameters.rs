//! Diagnostics of parameters, headers and media types.

use super::{choices, object, text};
use crate::check::styles::StyledValue;
use crate::diagnostic::quote;
use crate::read::IgnoredHeader;
use crate::styles::ValueShape;
use crate::{Code, Diagnostic, Fix, Location, Node, ParameterLocation, ParameterStyle, Place};

pub(in crate::check) fn no_form(at: &Location) -> Diagnostic {
    Diagnostic::new(Code::ParameterForm, at, "missing `schema` or `content`")
        .fix(Fix::insert(at, "schema", object("type", text("string"))).likely())
}

pub(in crate::check) fn two_forms(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::ParameterForm,
        Place::Key(at.child("content")),
        "`schema` and `content` are mutually exclusive",
    )
    .also(Place::Key(at.child("schema")), "`schema` is here")
    .help("remove one of them")
}

pub(in crate::check) fn not_one_media_type(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::ParameterForm,
        Place::Key(at.clone()),
        "`content` of a parameter must have exactly one media type",
    )
}

pub(in crate::check) fn optional_path_parameter(at: &Location, written: bool) -> Diagnostic {
    let required = at.child("required");
    let (place, fix) = match written {
        true => (required.clone(), Fix::replace(&required, Node::Bool(true))),
        false => (
            at.child("name"),
            Fix::insert(at, "required", Node::Bool(true)),
        ),
    };
    Diagnostic::new(
        Code::OptionalPathParameter,
        place,
        "a path parameter must have `required: true`",
    )
    .label("treated as required")
    .fix(fix)
}

pub(in crate::check) fn invalid_style(
    at: &Location,
    style: &str,
    location: &str,
    styles: &[&str],
) -> Diagnostic {
    let message = format!("invalid style {} for {location}", quote(style));
    let diagnostic = Diagnostic::new(Code::InvalidStyle, at, message);
    match styles {
        [only] => diagnostic.fix(Fix::write(at, only)),
        _ => diagnostic.help(format!("write {}", choices(styles))),
    }
}

/// Reports a style that is undefined for these shapes; `example` is the form that is used for the first of them.
pub(in crate::check) fn undefined_style(
    styled: &StyledValue<'_>,
    shapes: &[ValueShape],
    example: &str,
) -> Diagnostic {
    let (style, style_at) = (styled.style.name(), styled.at.child("style"));
    let words = shapes.iter().map(|shape| match shape {
        ValueShape::Primitive => "a string, number or boolean",
        ValueShape::Array => "an array",
        ValueShape::Object => "an object",
    });
    let message = format!(
        "style {} with `explode: {}` is undefined for {}",
        quote(style),
        styled.explode,
        words.collect::<Vec<_>>().join(" or "),
    );
    let example = example.replace("color", styled.name);
    let diagnostic = Diagnostic::new(Code::UndefinedStyle, &style_at, message)
        .label(format!("written as {}", quote(&example)));
    match (styled.style.nests(), shapes) {
        (true, shapes) if shapes.contains(&ValueShape::Object) => {
            let explode_at = styled.at.child("explode");
            diagnostic.fix(match styled.node.get("explode") {
                Some(_) => Fix::replace(&explode_at, Node::Bool(true)),
                None => Fix::insert(styled.at, "explode", Node::Bool(true)),
            })
        }
        (true, shapes) if shapes.contains(&ValueShape::Array) => {
            diagnostic.help("leave `style` out, or end the name in `[]` to keep the form")
        }
        _ => diagnostic.fix(Fix::remove(&style_at)),
    }
}

pub(in crate::check) fn undefined_nesting(at: &Location, style: ParameterStyle) -> Diagnostic {
    let message = format!(
        "style {} is undefined for nested arrays and objects",
        quote(style.name())
    );
    Diagnostic::new(Code::UndefinedStyle, Place::Key(at.clone()), message)
        .label("written with nested brackets: `a[b][c]=1`, `a[b][]=1`")
        .help("keep it if the server accepts this form; otherwise write `content: {application/json: {schema: …}}`")
}

pub(in crate::check) fn unsendable_parameter(
    at: &Location,
    location: ParameterLocation,
    style: ParameterStyle,
) -> Diagnostic {
    nested(Code::UnsendableParameter, at, location, style).label("no value can be sent")
}

pub(in crate::check) fn nested_parameter(
    at: &Location,
    location: ParameterLocation,
    style: ParameterStyle,
) -> Diagnostic {
    nested(Code::NestedParameter, at, location, style).label("the client rejects nested values")
}

fn nested(
    code: Code,
    at: &Location,
    location: ParameterLocation,
    style: ParameterStyle,
) -> Diagnostic {
    let message = format!(
        "style {} cannot represent nested arrays and objects",
        quote(style.name())
    );
    let content = "write `content: {application/json: {schema: …}}` instead of `schema`";
    Diagnostic::new(code, Place::Key(at.clone()), message).help(match location {
        ParameterLocation::Query => format!("{content}, or `style: deepObject`"),
        _ => content.to_owned(),
    })
}

pub(in crate::check) fn ignored_header_parameter(
    at: &Location,
    name: &str,
    by: IgnoredHeader,
) -> Diagnostic {
    let help = match by {
        IgnoredHeader::Security => "declare a security scheme",
        IgnoredHeader::Content => "declare the media types in `content` instead",
        IgnoredHeader::Message => "remove it: the HTTP implementation sets this header",
    };
    Diagnostic::new(
        Code::IgnoredHeaderParameter,
        at,
        format!("ignored header parameter {}", quote(name)),
    )
    .help(help)
}

pub(in crate::check) fn duplicate_parameter(
    at: &Location,
    first: &Location,
    location: &str,
    name: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateParameter,
        at,
        format!("duplicate {location} parameter {}", quote(name)),
    )
    .label("declared again here")
    .also(first, "first declared here")
    .fix_or(Fix::remove(at).likely(), "or remove the first")
}

/// Reports a Swagger 2.0 parameter that belongs in `requestBody` in OpenAPI 3.
pub(in crate::check) fn body_parameter(at: &Location, location: &str) -> Diagnostic {
    let media_type = match location {
        "body" => "application/json",
        _ => "application/x-www-form-urlencoded",
    };
    let message = format!(
        "{} is Swagger 2.0 syntax",
        quote(&format!("in: {location}"))
    );
    Diagnostic::new(Code::InvalidValue, at, message).help(format!(
        "move it to `requestBody: {{content: {{{media_type}: {{schema: …}}}}}}` of the operation"
    ))
}

/// Reports a second reference to the same parameter, which can be ignored.
pub(in crate::check) fn repeated_parameter(
    at: &Location,
    first: &Location,
    location: &str,
    name: &str,
) -> Diagnostic {
    let message = format!(
        "duplicate reference to {location} parameter {}",
        quote(name)
    );
    Diagnostic::new(Code::RepeatedParameter, at, message)
        .label("ignored")
        .also(first, "first reference")
        .fix(Fix::remove(at))
}

pub(in crate::check) fn invalid_header_name(
    at: &Location,
    name: &str,
    location: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidHeaderName,
        at,
        format!("invalid {location} name {}", quote(name)),
    )
    .help("use letters, digits and `-`")
}

pub(in crate::check) fn invalid_media_type(at: &Location, name: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::InvalidMediaType,
        Place::Key(at.clone()),
        format!("invalid media type {}", quote(name)),
    );
    match name {
        "schema" => diagnostic.help("nest it in a media type: `application/json: {schema: …}`"),
        "json" | "xml" => diagnostic.fix(Fix::rename(at, &format!("application/{name}"))),
        _ => diagnostic.help("write a type and a subtype, such as `application/json`"),
    }
}

pub(in crate::check) fn loose_media_type(
    at: &Location,
    name: &str,
    strict: &str,
    again: bool,
) -> Diagnostic {
    let message = format!(
        "malformed media type {}, read as {}",
        quote(name),
        quote(strict)
    );
    let diagnostic = Diagnostic::new(Code::LooseMediaType, Place::Key(at.clone()), message);
    match again {
        true => diagnostic
            .label("ignored, since that media type is declared too")
            .fix(Fix::remove(at)),
        false => diagnostic.fix(Fix::rename(at, strict)),
    }
}

pub(in crate::check) fn conflicting_media_types(
    at: &Location,
    first: &Location,
    name: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::ConflictingMediaTypes,
        Place::Key(at.clone()),
        format!("duplicate media type {}", quote(name)),
    )
    .label("declared again here")
    .also(Place::Key(first.clone()), "first declared here")
}

pub(in crate::check) fn querystring_without_content(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::ParameterForm,
        Place::Key(at.clone()),
        "`in: querystring` requires `content` instead of `schema`",
    )
    .help("write `content: {application/x-www-form-urlencoded: {schema: …}}`")
}

pub(in crate::check) fn ineffective_encoding(at: &Location, why: &str) -> Diagnostic {
    let message = format!("`encoding` has no effect: {why}");
    Diagnostic::new(Code::IgnoredValue, Place::Key(at.clone()), message)
        .label("ignored")
        .fix(Fix::remove(at))
}

pub(in crate::check) fn encoding_of_nothing(at: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::IgnoredValue,
        Place::Key(at.clone()),
        format!("encoding of unknown property {}", quote(name)),
    )
    .label("ignored")
    .fix_or(
        Fix::remove(at).likely(),
        "or use the name of a property of the schema",
    )
}
