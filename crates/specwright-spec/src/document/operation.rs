//! Operations, webhooks and callbacks, with their bodies and responses.

use super::{MediaType, Parameter, SecurityRequirement};
use crate::{Location, Node, PathPart};

/// An operation: a method of a path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The location of the operation object.
    pub at: Location,
    /// The path template, such as `/me/tokens/{tokenId}`. Its names are those of the path parameters.
    pub path: String,
    /// The parts of the path, in order. The expression of a callback is a single literal.
    pub parts: Vec<PathPart>,
    /// The constant query pairs of the template, such as `beta=true`, which every request sends.
    pub query: Vec<String>,
    /// The keys of the query parameters in the template: `city` of `/current?city={city}`.
    pub query_keys: Vec<String>,
    /// The fragment of the template. It is never sent; it distinguishes operations with the same path.
    pub fragment: Option<String>,
    /// The method as it is sent, such as `GET`.
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
    /// True if the operation is not chosen: it takes part in naming, and is not generated.
    pub excluded: bool,
    /// The parameters, including those of the path item, in order.
    pub parameters: Vec<Parameter>,
    /// `requestBody`
    pub request_body: Option<RequestBody>,
    /// `responses` in document order, including `default`.
    pub responses: Vec<(StatusRange, Response)>,
    /// The alternatives of `security`, or those of the root. One of them suffices; an empty one allows anonymous requests.
    pub security: Vec<SecurityRequirement>,
    /// The servers of the operation or path item; empty if those of the root apply.
    pub servers: Vec<openapiv3::Server>,
    /// `callbacks`, in order. Callbacks of a callback operation are not read.
    pub callbacks: Vec<Callback>,
    /// `x-sunset` and `x-stability-level` of the operation, or else of its path item.
    pub lifecycle: Vec<(String, Node)>,
}

impl Operation {
    /// Returns the complete template: path, constant query and fragment.
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

/// A request that the API sends to a URL registered out of band.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The key under `webhooks`.
    pub name: String,
    /// The operation; its path is empty.
    pub operation: Operation,
}

/// A request that the API sends to a URL from an earlier request or response.
#[derive(Clone, Debug)]
pub struct Callback {
    /// The key under `callbacks`.
    pub name: String,
    /// The operation; its path is the URL expression, such as `{$request.body#/url}`.
    pub operation: Operation,
}

/// A key of `responses`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusRange {
    /// A single status, such as `200`.
    Code(u16),
    /// A range of statuses by its first digit, such as `4XX`.
    Range(u8),
    /// All statuses that no other key declares.
    Default,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// The location of the object (of the component, for a reference).
    pub at: Location,
    /// The name in `components.requestBodies`, if the body is a component.
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
    /// The location of the object (of the component, for a reference).
    pub at: Location,
    /// The name in `components.responses`, if the response is a component.
    pub component: Option<String>,
    /// `description`
    pub description: String,
    /// `content`, in order; empty for a response without a body.
    pub content: Vec<MediaType>,
    /// `headers`, in order, as parameters with the location `header`.
    pub headers: Vec<Parameter>,
    /// `links`, in order.
    pub links: Vec<Link>,
}

/// A link to external documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalDocs {
    /// `url`
    pub url: String,
    /// `description`
    pub description: Option<String>,
}

/// A link from a response to an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The key in `links`.
    pub name: String,
    /// `operationId`, or `operationRef`
    pub operation: String,
    /// `description`
    pub description: Option<String>,
}
