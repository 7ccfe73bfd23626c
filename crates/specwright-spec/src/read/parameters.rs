//! Parameters, headers and what they carry.

use openapiv3::{HeaderStyle, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle};

use super::Reader;
use crate::grammar::Kind;
use crate::{
    Location, MediaType, Node, Parameter, ParameterLocation, ParameterStyle, Serialization,
};

/// The parameter at a place.
pub(super) fn read(reader: &mut Reader<'_>, at: &Location) -> Option<Parameter> {
    use openapiv3::Parameter as Typed;
    let parameter: Typed = reader.typed(Kind::Parameter, at)?;
    let (location, style, allow_reserved) = match &parameter {
        Typed::Path { style, .. } => (ParameterLocation::Path, path_style(style), false),
        Typed::Query {
            style,
            allow_reserved,
            ..
        } => (
            ParameterLocation::Query,
            query_style(style),
            *allow_reserved,
        ),
        Typed::Header {
            style: HeaderStyle::Simple,
            ..
        } => (ParameterLocation::Header, ParameterStyle::Simple, false),
        Typed::Cookie {
            style: openapiv3::CookieStyle::Form,
            ..
        } => (ParameterLocation::Cookie, ParameterStyle::Form, false),
    };
    let data: ParameterData = parameter.parameter_data();
    // "When `style` is `form`, the default value is `true`. For all other styles, the default value is `false`."
    let explode = data.explode.unwrap_or(style == ParameterStyle::Form);
    let serialization = match data.format {
        ParameterSchemaOrContent::Schema(_) => Serialization::Style {
            schema: reader.schemas.id(&at.child("schema")),
            style,
            explode,
            allow_reserved,
        },
        ParameterSchemaOrContent::Content(_) => Serialization::Content(content(reader, at).pop()?),
    };
    Some(Parameter {
        at: at.clone(),
        component: component(at, "parameters"),
        name: data.name,
        location,
        description: data.description,
        required: data.required,
        deprecated: data.deprecated.unwrap_or_default(),
        serialization,
    })
}

/// The header of a response at a place, under the name it is sent by.
pub(super) fn header(reader: &mut Reader<'_>, name: &str, at: &Location) -> Option<Parameter> {
    let header: openapiv3::Header = reader.typed(Kind::Header, at)?;
    let node = reader.resolved.node(at);
    let explode = node
        .get("explode")
        .and_then(Node::as_bool)
        .unwrap_or_default();
    let serialization = match header.format {
        ParameterSchemaOrContent::Schema(_) => Serialization::Style {
            schema: reader.schemas.id(&at.child("schema")),
            style: ParameterStyle::Simple,
            explode,
            allow_reserved: false,
        },
        ParameterSchemaOrContent::Content(_) => Serialization::Content(content(reader, at).pop()?),
    };
    Some(Parameter {
        at: at.clone(),
        component: component(at, "headers"),
        name: name.to_owned(),
        location: ParameterLocation::Header,
        description: header.description,
        required: header.required,
        deprecated: header.deprecated.unwrap_or_default(),
        serialization,
    })
}

/// The media types of the object at a place, in order.
pub(super) fn content(reader: &mut Reader<'_>, at: &Location) -> Vec<MediaType> {
    let at = at.child("content");
    let members = reader.resolved.node(&at).members();
    let media_type = |(name, node): &(String, Node)| {
        let at = at.child(name);
        let schema = node
            .get("schema")
            .map(|_| reader.schemas.id(&at.child("schema")));
        MediaType {
            at,
            name: name.clone(),
            schema,
        }
    };
    members.iter().map(media_type).collect()
}

/// The name of an object that stands directly under a kind of components.
pub(super) fn component(at: &Location, kind: &str) -> Option<String> {
    let segments: Vec<_> = at.pointer.segments().collect();
    match segments.as_slice() {
        [components, found, name] if components == "components" && found == kind => {
            Some(name.to_string())
        }
        _ => None,
    }
}

fn path_style(style: &PathStyle) -> ParameterStyle {
    match style {
        PathStyle::Matrix => ParameterStyle::Matrix,
        PathStyle::Label => ParameterStyle::Label,
        PathStyle::Simple => ParameterStyle::Simple,
    }
}

fn query_style(style: &QueryStyle) -> ParameterStyle {
    match style {
        QueryStyle::Form => ParameterStyle::Form,
        QueryStyle::SpaceDelimited => ParameterStyle::SpaceDelimited,
        QueryStyle::PipeDelimited => ParameterStyle::PipeDelimited,
        QueryStyle::DeepObject => ParameterStyle::DeepObject,
    }
}
