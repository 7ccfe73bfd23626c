//! Operations: requests and responses.

use crate::{
    AlternativeId, Construction, DefaultValue, Docs, Ident, Scopes, SenderCredential, Value,
};

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The method of the client and the server's trait: `create_user_access_token`.
    pub name: Ident,
    /// The request value: `CreateUserAccessToken`.
    pub request: Ident,
    /// The function of the server that decodes the request: `decode_create_user_access_token`.
    pub decode: Ident,
    /// The function of the server that encodes the response: `encode_create_user_access_token`.
    pub encode: Ident,
    /// The name in the document: `createUserAccessToken`.
    pub id: String,
    /// Its doc comment: summary, description and the call.
    pub docs: Docs,
    /// The doc comment of the request and of the server's method, which have no attribute that says what is deprecated.
    pub request_docs: Docs,
    /// The example in the docs of the client's method; none for an operation that is deprecated, that the API
    /// sends, or whose arguments have no short form.
    pub example: Option<Example>,
    /// `deprecated`
    pub deprecated: bool,
    /// The HTTP method, in capitals: `POST`.
    pub method: String,
    /// The path template: `/me/tokens/{tokenId}`, `/messages?beta=true`.
    pub path: String,
    /// The path's parameters, in the order of the template.
    pub path_parameters: Vec<Parameter>,
    /// The query, header and cookie parameters, in document order; if any, the request holds them as one struct.
    pub parameters: Vec<Parameter>,
    /// The struct of `parameters`: `ListTokensParams`; none if there are no such parameters.
    pub parameters_name: Option<Ident>,
    /// The struct that several operations declare alike, of which the one of `parameters_name` is an alias then; true for the
    /// operation whose file defines it.
    pub shared_parameters: Option<(Ident, bool)>,
    /// The constructor and the setters of that struct.
    pub parameters_construction: Construction,
    /// The constructor and the setters of the request: path parameters, other parameters, body and `Accept`, in this order.
    pub request_construction: Construction,
    /// The body; several if its media types have different Rust types.
    pub bodies: Vec<Body>,
    /// The enum of the bodies, if these are several: `CreatePetContent`.
    pub body_name: Option<Ident>,
    /// True if the request has a field for the preferred media type of the response.
    pub has_accept: bool,
    /// The methods of the client that accept some media types only, if `has_accept`.
    pub accepting: Option<AcceptMethods>,
    /// The statuses of declared redirects, which the client returns instead of following them.
    pub redirects: Vec<u16>,
    /// The declared responses.
    pub outcome: Outcome,
    /// The URLs of its own servers, the default first, if it has some; `/` at the beginning is at the API's server.
    pub servers: Vec<String>,
    /// The alternatives of credentials, any of which suffices; empty for a public operation. Each comes with
    /// the scopes of its schemes.
    pub security: Vec<(AlternativeId, Scopes)>,
    /// The alternatives of credentials that the document requires of the API, where the API sends the request: each receiver has to
    /// check them. Empty for an operation that the API receives, and for one that is sent without a credential.
    pub sender: Vec<Vec<SenderCredential>>,
}

impl Operation {
    /// All parameters, those of the path first: each is known by its position among them.
    pub fn all_parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.path_parameters.iter().chain(&self.parameters)
    }
}

/// The methods of the client for an operation whose success has several media types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptMethods {
    /// The method whose caller chooses the media types: `create_message_with_accept`.
    pub general: Ident,
    /// The doc comment of that method.
    pub general_docs: Docs,
    /// The methods that accept one media type each. The first has the operation's name and the preferred media type.
    pub single: Vec<AcceptMethod>,
}

/// A method of the client that accepts one media type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptMethod {
    /// Its name: `create_message_as_event_stream`.
    pub name: Ident,
    /// Its doc comment.
    pub docs: Docs,
    /// The header `Accept`: `text/event-stream`.
    pub media_type: String,
    /// The successes of this media type, by their positions; they have one value type. None if the method returns any success, since
    /// the types differ.
    pub successes: Option<Vec<usize>>,
    /// The successes that are declared without a body, by their positions; if any, the value is an `Option`.
    pub empty: Vec<usize>,
}

/// An example of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The path's parameters, and the struct of the others.
    pub arguments: Vec<ExampleArgument>,
    /// The body, if the operation has one.
    pub body: Option<ExampleBody>,
    /// The JSON of a body.
    pub json: Option<String>,
}

/// An argument in an example.
#[derive(Clone, Debug, PartialEq)]
pub enum ExampleArgument {
    /// A string.
    Text(String),
    /// `1`
    Integer,
    /// `true`
    Boolean,
    /// The default of its type.
    Default,
    /// A value that the reader of the example has.
    Given,
}

/// A body in an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleBody {
    /// The example's JSON, decoded.
    Json,
    /// The default of its type.
    Default,
    /// A value that the reader of the example has.
    Given,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The field: `token_id`.
    pub name: Ident,
    /// The name on the wire: `tokenId`.
    pub wire: String,
    /// Its doc comment.
    pub docs: Docs,
    /// `in`
    pub location: ParameterLocation,
    /// The serialization: `style`, or the media type of `content`.
    pub style: ParameterStyle,
    /// `explode`
    pub explode: bool,
    /// `allowReserved`
    pub allow_reserved: bool,
    /// The names that belong to other parameters, for an exploded object that would keep any: `page`, and `filter[` with
    /// whatever follows.
    pub others: Vec<String>,
    /// `required`
    pub required: bool,
    /// The value that a server uses if the parameter is absent.
    pub default: Option<DefaultValue>,
    /// `deprecated`
    pub deprecated: bool,
    /// Its type.
    pub value: Value,
    /// The JSON Pointer of the parameter in the document.
    pub pointer: String,
    /// The index in `parameters` of its operation; none for a parameter that is declared elsewhere.
    pub position: Option<u32>,
}

/// The location of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the values of `in`")]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
    Cookie,
}

/// The serialization of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "OpenAPI's styles, JSON as `content`, and what a whole query can be"
)]
pub enum ParameterStyle {
    Matrix,
    Label,
    Simple,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Json,
    Cookie,
    WholeForm,
    WholeJson,
    WholeText,
}

/// A body, or one of those that a body may be.
#[derive(Clone, Debug)]
pub struct Body {
    /// The variant, where it is one: `Json`.
    pub name: Ident,
    /// The constant of its constraints: `BODY`, or `BODY_JSON` of one of several.
    pub constant: Ident,
    /// Its doc comment.
    pub docs: Docs,
    /// `required`
    pub required: bool,
    /// Its type.
    pub value: Value,
    /// The media type that is written, and read.
    pub written: MediaTypeBody,
    /// The other media types that are read.
    pub also_read: Vec<MediaTypeBody>,
}

/// A media type of a body.
#[derive(Clone, Debug)]
pub struct MediaTypeBody {
    /// The media type, as written in the document.
    pub media_type: String,
    /// The other names of the media type, which are read but never written.
    pub aliases: Vec<String>,
    /// The codec of the media type.
    pub codec: Codec,
    /// The properties of a form that are not written as their types imply.
    pub encodings: Vec<Encoding>,
}

/// The encoding of a property of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The property, as on the wire.
    pub wire: String,
    /// The encoding.
    pub form: EncodingForm,
}

/// The form of an encoding (OpenAPI 3.1.1, "Encoding Object").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EncodingForm {
    /// In JSON, whatever the type.
    Json,
    /// The same, as a part of this `Content-Type`.
    JsonAs(String),
    /// In a style of a query, and with this `explode`.
    Style(ParameterStyle, bool),
    /// As the type implies, and with one of these as `Content-Type` of the part.
    ContentType(String),
}

/// The codec of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Codec {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`, and whatever `multipart` is written like it
    Multipart,
    /// Text in UTF-8, the type is a string.
    Text,
    /// Bytes as they are, the type is `Bytes`.
    Binary,
    /// Bytes as they are, of a media type in a range such as `image/*`; the type is `Media`.
    Media,
    /// Bytes as they come, the type is an array of `Bytes`: of a success they are a stream.
    Chunks,
    /// Items one after the other, the type is an array: of a success they are a stream.
    Items(Framing),
}

/// The framing of items in a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Framing {
    /// JSON, a line each.
    Lines,
    /// JSON, each after a record separator.
    Sequence,
    /// Server-sent events, as objects of their fields.
    Events,
    /// The data of server-sent events.
    EventData,
}

/// The responses of an operation: `Result<success, failure>`.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The successful responses.
    pub success: Success,
    /// True if all of several successes have a body of one type, and no headers.
    pub is_uniform: bool,
    /// The error type and its variants: the responses other than 2xx. None if there are none.
    pub failure: Option<(Ident, Vec<Response>)>,
    /// The operations that the error type belongs to.
    pub failure_sharing: Sharing,
}

/// The operations that a type belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// One operation.
    Own,
    /// Several operations; the file of this one defines the type.
    Defined,
    /// Several operations; the file of another one defines the type.
    Elsewhere,
}

impl Sharing {
    /// Returns true if the file of the operation defines the type.
    pub fn is_here(self) -> bool {
        self != Self::Elsewhere
    }
}

/// The successful responses of an operation.
#[derive(Clone, Debug)]
pub enum Success {
    /// Exactly one, of one status: its body is the method's result (`()` without a body).
    One(Box<Response>),
    /// Several, a range, or none declared: an enum of this name.
    Many(Ident, Vec<Response>),
}

/// A declared response.
#[derive(Clone, Debug)]
pub struct Response {
    /// The variant, where it is one: `BadRequest`.
    pub name: Ident,
    /// The status.
    pub status: ResponseStatus,
    /// Its doc comment as a variant: status and description.
    pub docs: Docs,
    /// The first line of the description, for the message of an error.
    pub summary: String,
    /// The docs of its links.
    pub links: Docs,
    /// Its headers, if it declares some.
    pub headers: Option<HeadersId>,
    /// The body, if it has one; each further body of the same status is a response of its own.
    pub body: Option<Body>,
}

/// The headers of a response, by their position in [`Api::headers`](crate::Api::headers).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HeadersId(pub u32);

/// The headers that a response declares.
#[derive(Clone, Debug)]
pub struct Headers {
    /// The struct: `PageHeaders`.
    pub name: Ident,
    /// The headers, in document order; all of them in `ParameterLocation::Header`.
    pub fields: Vec<Parameter>,
    /// The names on the wire of required headers that a tolerant client may miss, so that their fields are optional.
    pub missable: Vec<String>,
    /// The constructor and the setters.
    pub construction: Construction,
}

/// The key of a declared response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResponseStatus {
    /// One status.
    Code(u16),
    /// A range of a hundred, by its first digit; the variant holds the status.
    Range(u8),
    /// Every other status; the variant holds it.
    Default,
}
