//! The resolved, checked document: every reference an id, every rule of the specification held.

use crate::{Leniency, Location, Node, Number, PathPart, Sources, Version};

/// An OpenAPI document after loading, upgrading, resolving and checking.
#[derive(Clone, Debug)]
pub struct Document {
    /// The version it is written in.
    pub version: Version,
    /// What becomes of faults that can be repaired, in later passes too.
    pub leniency: Leniency,
    /// The files it was read from, for diagnostics of later passes.
    pub sources: Sources,
    /// Title, version and description.
    pub info: openapiv3::Info,
    /// The tags of the root, in order.
    pub tags: Vec<openapiv3::Tag>,
    /// The servers of the root, in order.
    pub servers: Vec<openapiv3::Server>,
    /// The security schemes under `components`, in order.
    pub security_schemes: Vec<SecurityScheme>,
    /// Every schema of the document.
    pub schemas: Schemas,
    /// The schemas under `components.schemas`, by name, in document order.
    pub components: Vec<(String, SchemaId)>,
    /// The operations, in document order (path, then method; those of `additionalOperations` last).
    pub operations: Vec<Operation>,
    /// What the API sends unasked (OpenAPI 3.1: `webhooks`), in document order.
    pub webhooks: Vec<Webhook>,
}

/// Every schema object of a document; a `$ref` is the id of its target.
///
/// They are large, and there may be a hundred thousand of them: in pieces, none is ever moved to make room for more.
#[derive(Clone, Debug, Default)]
pub struct Schemas(Vec<Vec<Schema>>);

/// How many schemas stand in a piece.
const PIECE: usize = 256;

/// A schema of a [`Document`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub(crate) u32);

impl std::ops::Index<SchemaId> for Schemas {
    type Output = Schema;

    fn index(&self, id: SchemaId) -> &Schema {
        let position = id.0 as usize;
        &self.0[position / PIECE][position % PIECE]
    }
}

impl Schemas {
    /// Adds the next schema.
    pub(crate) fn push(&mut self, schema: Schema) {
        match self.0.last_mut().filter(|piece| piece.len() < PIECE) {
            Some(piece) => piece.push(schema),
            None => {
                let mut piece = Vec::with_capacity(if self.0.is_empty() { 1 } else { PIECE });
                piece.push(schema);
                self.0.push(piece);
            }
        }
    }

    /// Marks a schema as one that no value is valid for.
    pub fn refuse(&mut self, id: SchemaId) {
        let position = id.0 as usize;
        let schema = &mut self.0[position / PIECE][position % PIECE];
        schema.refuse();
    }

    /// The schemas with their ids, in the order they were read.
    pub fn iter(&self) -> impl Iterator<Item = (SchemaId, &Schema)> {
        self.0
            .iter()
            .flatten()
            .enumerate()
            .map(|(index, schema)| (SchemaId(index as u32), schema))
    }
}

/// A schema object, all keywords side by side, as the document has them.
///
/// It derefs to its [`Uncommon`] keywords, so that nobody who reads one needs to know which keywords these are.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Where it stands.
    pub at: Location,
    /// Its name, if it stands directly under `components.schemas`.
    pub component: Option<String>,
    /// The target, if the whole schema is a `$ref` (only for a component; elsewhere the reference *is* the target's id). A
    /// `$ref` with siblings that count (OpenAPI 3.1) is the last of `all_of`.
    pub reference: Option<SchemaId>,
    /// `title`
    pub title: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `type` (with `nullable`, folded in as `null`); none if the schema names no type. The schema `false`, which holds for
    /// nothing, has no type in the set.
    pub types: Option<Types>,
    /// Whether `nullable: true` is written here, be it without a `type` (where it has no effect) or beside a `$ref`.
    pub nullable: bool,
    /// `format`
    pub format: Option<String>,
    /// `enum`, or the one value of `const`
    pub enumeration: Option<Vec<Node>>,
    /// `default`
    pub default: Option<Node>,
    /// `example`, and `examples` of 3.1
    pub examples: Vec<Node>,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
    /// `deprecated`
    pub deprecated: bool,
    /// `items`
    pub items: Option<SchemaId>,
    /// `properties`, in order.
    pub properties: Vec<(String, SchemaId)>,
    /// Whether the schema has the keyword `properties` at all, be it empty.
    pub has_properties: bool,
    /// `required`
    pub required: Vec<String>,
    /// `additionalProperties`
    pub additional_properties: Option<AdditionalProperties>,
    /// `allOf`
    pub all_of: Vec<SchemaId>,
    /// `anyOf`
    pub any_of: Vec<SchemaId>,
    /// `oneOf`
    pub one_of: Vec<SchemaId>,
    /// The keywords that few schemas have; none if this has none of them.
    pub uncommon: Option<Box<Uncommon>>,
}

/// The keywords of a [`Schema`] that most do not have: apart from the others, so that a hundred thousand schemas take a third
/// of the memory.
#[derive(Clone, Debug)]
pub struct Uncommon {
    /// `const`
    pub const_value: Option<Node>,
    /// The lower bound: `minimum` or `exclusiveMinimum`.
    pub minimum: Option<Bound>,
    /// The upper bound: `maximum` or `exclusiveMaximum`.
    pub maximum: Option<Bound>,
    /// `multipleOf`
    pub multiple_of: Option<Number>,
    /// `minLength`
    pub min_length: Option<u64>,
    /// `maxLength`
    pub max_length: Option<u64>,
    /// `pattern`
    pub pattern: Option<String>,
    /// `contentEncoding`
    pub content_encoding: Option<String>,
    /// `contentMediaType`
    pub content_media_type: Option<String>,
    /// `prefixItems`: the schemas of the first elements; `items` is for those that follow.
    pub prefix_items: Vec<SchemaId>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `contains`
    pub contains: Option<SchemaId>,
    /// `minContains`; 1 if there is none.
    pub min_contains: Option<u64>,
    /// `maxContains`
    pub max_contains: Option<u64>,
    /// `unevaluatedItems`
    pub unevaluated_items: Option<SchemaId>,
    /// `patternProperties`, in order: a pattern of names, and the schema for the values of those that match.
    pub pattern_properties: Vec<(String, SchemaId)>,
    /// `propertyNames`
    pub property_names: Option<SchemaId>,
    /// `dependentRequired`: where the first property is there, the others are required.
    pub dependent_required: Vec<(String, Vec<String>)>,
    /// `dependentSchemas`: where the property is there, the schema holds for the whole object.
    pub dependent_schemas: Vec<(String, SchemaId)>,
    /// `unevaluatedProperties`
    pub unevaluated_properties: Option<AdditionalProperties>,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
    /// `not`
    pub not: Option<SchemaId>,
    /// `if`, `then` and `else`
    pub conditional: Option<Conditional>,
    /// `discriminator`
    pub discriminator: Option<openapiv3::Discriminator>,
    /// The `mapping` of the discriminator, its names and references resolved.
    pub mapping: Vec<(String, SchemaId)>,
    /// The `defaultMapping` of the discriminator (OpenAPI 3.2).
    pub default_mapping: Option<SchemaId>,
    /// Whether a constraint cannot be read, where faults are repaired: no value is valid.
    pub unreadable: bool,
    /// `x-…`, in order.
    pub extensions: Vec<(String, Node)>,
}

impl Uncommon {
    /// No keyword at all.
    pub(crate) const NONE: Self = Self {
        const_value: None,
        minimum: None,
        maximum: None,
        multiple_of: None,
        min_length: None,
        max_length: None,
        pattern: None,
        content_encoding: None,
        content_media_type: None,
        prefix_items: Vec::new(),
        min_items: None,
        max_items: None,
        unique_items: false,
        contains: None,
        min_contains: None,
        max_contains: None,
        unevaluated_items: None,
        pattern_properties: Vec::new(),
        property_names: None,
        dependent_required: Vec::new(),
        dependent_schemas: Vec::new(),
        unevaluated_properties: None,
        min_properties: None,
        max_properties: None,
        not: None,
        conditional: None,
        discriminator: None,
        mapping: Vec::new(),
        default_mapping: None,
        unreadable: false,
        extensions: Vec::new(),
    };
}

impl Schema {
    /// Marks this as a schema that no value is valid for.
    pub(crate) fn refuse(&mut self) {
        let uncommon = &mut self.uncommon;
        let uncommon = uncommon.get_or_insert_with(|| Box::new(Uncommon::NONE));
        uncommon.unreadable = true;
    }
}

impl std::ops::Deref for Schema {
    type Target = Uncommon;

    fn deref(&self) -> &Uncommon {
        static NONE: Uncommon = Uncommon::NONE;
        self.uncommon.as_deref().unwrap_or(&NONE)
    }
}

/// A set of the seven JSON types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Types {
    /// `null`
    pub null: bool,
    /// `boolean`
    pub boolean: bool,
    /// `integer`
    pub integer: bool,
    /// `number`
    pub number: bool,
    /// `string`
    pub string: bool,
    /// `array`
    pub array: bool,
    /// `object`
    pub object: bool,
}

/// A bound of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// The bound, as written.
    pub value: Number,
    /// Whether the bound itself is out.
    pub exclusive: bool,
}

/// `if`, `then` and `else`
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conditional {
    /// `if`
    pub condition: SchemaId,
    /// `then`: what holds for a value that is valid against `if`.
    pub then: Option<SchemaId>,
    /// `else`: what holds for any other.
    pub otherwise: Option<SchemaId>,
}

/// `additionalProperties` or `unevaluatedProperties`
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AdditionalProperties {
    /// `true` or `false`
    Allowed(bool),
    /// A schema for the values.
    Schema(SchemaId),
}

/// An operation: a method of a path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it stands.
    pub at: Location,
    /// The path template: `/me/tokens/{tokenId}`. Its names are those of the path parameters.
    pub path: String,
    /// The parts of that path, in order. The expression of a callback is one text.
    pub parts: Vec<PathPart>,
    /// The pairs of a query that the template has as well, and that every request has: `beta=true`.
    pub query: Vec<String>,
    /// What the template has behind `#`: never sent, it tells operations apart that share a path.
    pub fragment: Option<String>,
    /// The method, as it is sent: `GET`.
    pub method: String,
    /// `operationId`
    pub operation_id: Option<String>,
    /// `tags`, in order.
    pub tags: Vec<String>,
    /// `summary`
    pub summary: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `externalDocs`
    pub external_docs: Option<ExternalDocs>,
    /// `deprecated`
    pub deprecated: bool,
    /// Its parameters, the path item's included, in order.
    pub parameters: Vec<Parameter>,
    /// `requestBody`
    pub request_body: Option<RequestBody>,
    /// `responses`, in document order; `default` among them.
    pub responses: Vec<(StatusRange, Response)>,
    /// The alternatives of `security` (the root's where the operation is silent): any one suffices; an empty one allows anyone.
    pub security: Vec<SecurityRequirement>,
    /// The servers of the operation or path item; empty where the root's apply.
    pub servers: Vec<openapiv3::Server>,
    /// `callbacks`, in order; those of an operation that is itself called back are not read.
    pub callbacks: Vec<Callback>,
}

impl Operation {
    /// The whole template: path, fixed query and fragment.
    pub fn template(&self) -> String {
        let mut template = self.path.clone();
        if !self.query.is_empty() {
            template.push_str(&format!("?{}", self.query.join("&")));
        }
        if let Some(fragment) = &self.fragment {
            template.push_str(&format!("#{fragment}"));
        }
        template
    }
}

/// An operation that the API calls at a URL which it is told by other means.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The key under `webhooks`.
    pub name: String,
    /// The operation; its path is empty.
    pub operation: Operation,
}

/// An operation that the API calls at a URL which stands in an earlier request or response.
#[derive(Clone, Debug)]
pub struct Callback {
    /// The key under `callbacks`.
    pub name: String,
    /// The operation; its path is the expression that gives the URL: `{$request.body#/url}`.
    pub operation: Operation,
}

/// A key of `responses`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusRange {
    /// One status: `200`.
    Code(u16),
    /// A range of a hundred, by its first digit: `4XX`.
    Range(u8),
    /// Every status that no other key declares.
    Default,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it stands (the component, if it is one).
    pub at: Location,
    /// Its name under `components.parameters`, if it is one.
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
    /// How the value is written.
    pub serialization: Serialization,
}

/// Where a parameter stands in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the values of `in`")]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
    Cookie,
    Querystring,
}

/// How a parameter's value is written.
#[derive(Clone, Debug)]
pub enum Serialization {
    /// By `schema`, `style` and `explode`, defaults filled in.
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
    /// By the one media type of `content`.
    Content(MediaType),
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

/// A request body.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// Where it stands (the component, if it is one).
    pub at: Location,
    /// Its name under `components.requestBodies`, if it is one.
    pub component: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `required`
    pub required: bool,
    /// `content`, in order.
    pub content: Vec<MediaType>,
}

/// A response.
#[derive(Clone, Debug)]
pub struct Response {
    /// Where it stands (the component, if it is one).
    pub at: Location,
    /// Its name under `components.responses`, if it is one.
    pub component: Option<String>,
    /// `description`
    pub description: String,
    /// `content`, in order; empty for a response without a body.
    pub content: Vec<MediaType>,
    /// `headers`, in order; read as parameters of location header.
    pub headers: Vec<Parameter>,
    /// `links`, in order.
    pub links: Vec<Link>,
}

/// Where more is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalDocs {
    /// `url`
    pub url: String,
    /// `description`
    pub description: Option<String>,
}

/// An operation that a response leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// `operationId`, or `operationRef`
    pub operation: String,
    /// `description`
    pub description: Option<String>,
}

/// A media type of `content`.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// Where it stands.
    pub at: Location,
    /// The media type or range: `application/json`.
    pub name: String,
    /// `schema`
    pub schema: Option<SchemaId>,
    /// `itemSchema` (OpenAPI 3.2): the schema of each element of a stream.
    pub item_schema: Option<SchemaId>,
    /// `encoding`: how the properties of a form are written, by name, in order; or how parts are by their position, as `0`, `1`,
    /// … (`prefixEncoding`) and without a name (`itemEncoding`).
    pub encoding: Vec<(String, Encoding)>,
}

/// How a property of a form is written.
#[derive(Clone, Debug)]
pub struct Encoding {
    /// Where it stands.
    pub at: Location,
    /// `contentType`: media types or ranges, parted by commas.
    pub content_type: Option<String>,
    /// `headers` of a part of `multipart`, in order.
    pub headers: Vec<Parameter>,
    /// `style`
    pub style: Option<ParameterStyle>,
    /// `explode`
    pub explode: Option<bool>,
    /// `allowReserved`
    pub allow_reserved: bool,
}

/// One alternative of `security`: every scheme in it is needed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SecurityRequirement {
    /// The names of the schemes, each with its scopes.
    pub schemes: Vec<(String, Vec<String>)>,
}

/// A security scheme (OpenAPI 3.2.0, "Security Scheme Object").
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Where it stands.
    pub at: Location,
    /// Its name under `components.securitySchemes`.
    pub name: String,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// Whether the document does not declare it, or declares it with faults, so that its kind is an assumption.
    pub is_assumed: bool,
    /// `type`, and what goes with it.
    pub kind: SecurityKind,
}

/// The types of security schemes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// `apiKey`
    ApiKey {
        /// `in`: a header, the query or a cookie.
        location: ParameterLocation,
        /// `name`
        name: String,
    },
    /// `http`
    Http {
        /// `scheme`: `bearer`, `basic`, or any other.
        scheme: String,
        /// `bearerFormat`
        bearer_format: Option<String>,
    },
    /// `oauth2`
    OAuth2 {
        /// `flows`, in order.
        flows: Vec<OAuthFlow>,
        /// `oauth2MetadataUrl`
        metadata_url: Option<String>,
    },
    /// `openIdConnect`
    OpenIdConnect {
        /// `openIdConnectUrl`
        url: String,
    },
    /// `mutualTLS`: it asks nothing of a request, but of its connection.
    MutualTls,
    /// None that the document describes: the implementer of a server reads the credential from the head of a request.
    Unspecified,
}

/// A flow of OAuth 2 (OpenAPI 3.2.0, "OAuth Flow Object").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OAuthFlow {
    /// The key under `flows`: `authorizationCode`.
    pub name: String,
    /// `authorizationUrl`
    pub authorization_url: Option<String>,
    /// `deviceAuthorizationUrl`
    pub device_authorization_url: Option<String>,
    /// `tokenUrl`
    pub token_url: Option<String>,
    /// `refreshUrl`
    pub refresh_url: Option<String>,
    /// `scopes` with their descriptions, in order.
    pub scopes: Vec<(String, String)>,
}
