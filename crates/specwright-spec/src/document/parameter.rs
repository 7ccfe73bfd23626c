//! Parameters and media types, with the serialization of their values.

use super::SchemaId;
use crate::{Location, Node};

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The location of the object (of the component, for a reference).
    pub at: Location,
    /// The name in `components.parameters`, if the parameter is a component.
    pub component: Option<String>,
    /// `name`
    pub name: String,
    /// `in`
    pub location: ParameterLocation,
    /// `description`
    pub description: Option<String>,
    /// `required`
    pub required: bool,
    /// `deprecated`
    pub deprecated: bool,
    /// The serialization of the value.
    pub serialization: Serialization,
    /// `x-sunset` and `x-stability-level`.
    pub lifecycle: Vec<(String, Node)>,
}

impl Parameter {
    /// Returns the identity of the parameter: `in` and `name`, which is case-insensitive for headers (OpenAPI 3.0.4, "Parameter
    /// Object").
    pub(crate) fn key(&self) -> (ParameterLocation, String) {
        let name = match self.location {
            ParameterLocation::Header => self.name.to_ascii_lowercase(),
            _ => self.name.clone(),
        };
        (self.location, name)
    }
}

/// The location of a parameter in the request (`in`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the values of `in`")]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
    Cookie,
    Querystring,
}

/// The serialization of a parameter's value.
#[derive(Clone, Debug)]
pub enum Serialization {
    /// `schema`, `style` and `explode`, with defaults applied.
    Style {
        /// `schema`
        schema: SchemaId,
        /// `style`
        style: ParameterStyle,
        /// `explode`
        explode: bool,
        /// `allowReserved`
        allow_reserved: bool,
    },
    /// The single media type of `content`.
    Content(MediaType),
}

impl Serialization {
    /// Returns the schema of the value, if it has one.
    pub(crate) fn schema(&self) -> Option<SchemaId> {
        match self {
            Self::Style { schema, .. } => Some(*schema),
            Self::Content(media) => media.schema,
        }
    }
}

/// `style`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the styles, as OpenAPI lists them")]
pub enum ParameterStyle {
    Matrix,
    Label,
    Simple,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Cookie,
}

/// A media type of `content`.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// The location of the object.
    pub at: Location,
    /// The media type or range, such as `application/json`.
    pub name: String,
    /// `schema`
    pub schema: Option<SchemaId>,
    /// `itemSchema` (OpenAPI 3.2): the schema of each item of a stream.
    pub item_schema: Option<SchemaId>,
    /// `encoding`: the encoding of form properties by name, in order; of parts by position as `0`, `1`, … (`prefixEncoding`)
    /// and of further parts with an empty name (`itemEncoding`).
    pub encoding: Vec<(String, Encoding)>,
}

/// The encoding of a form property.
#[derive(Clone, Debug)]
pub struct Encoding {
    /// The location of the object.
    pub at: Location,
    /// `contentType`: media types or ranges, separated by commas.
    pub content_type: Option<String>,
    /// `headers` of a `multipart` part, in order.
    pub headers: Vec<Parameter>,
    /// `style`
    pub style: Option<ParameterStyle>,
    /// `explode`
    pub explode: Option<bool>,
    /// `allowReserved`
    pub allow_reserved: bool,
}
