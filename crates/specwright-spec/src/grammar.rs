//! The objects of OpenAPI as a table: for each field its versions, its shape and its use.
//!
//! `resolve` walks the table to find references, `check` reports fields that are not in it, `read` drops fields that it does
//! not need, and [`support_page`] prints it. The versions are similar enough to share one table; `upgrade` converts Swagger
//! 2.0, which has a table of its own.

mod page;
mod table;
mod walk;

pub use page::support_page;
pub(crate) use walk::{Seen, is_reference, prune, shape_at, walk};

use crate::Version;

/// A kind of object (OpenAPI 3.2.0, section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ObjectKind {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    PathItem,
    Operation,
    ExternalDocumentation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Example,
    Link,
    Callback,
    Header,
    Tag,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
}

/// The shape of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum FieldShape {
    /// A string.
    Text,
    /// A boolean.
    Boolean,
    /// A non-negative integer.
    Count,
    /// A number.
    Number,
    /// Any JSON value.
    Any,
    /// An object of this kind.
    Object(ObjectKind),
    /// An object of this kind, or a reference to one.
    Referable(ObjectKind),
    /// A boolean, or the other shape.
    BooleanOr(&'static FieldShape),
    /// A string, or the other shape.
    TextOr(&'static FieldShape),
    /// The other shape, or a list of it.
    OrList(&'static FieldShape),
    /// A schema: an object, a reference to one, or (since 3.1) a boolean.
    Schema,
    /// An array.
    List(&'static FieldShape),
    /// An object whose keys are names.
    Map(&'static FieldShape),
    /// An object whose keys follow a pattern, and which may have extensions.
    Patterned(&'static FieldShape),
}

/// The use of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum FieldUse {
    /// A later pass reads the field.
    Read,
    /// The field does not affect the generated code.
    Annotation,
    /// The field should affect the generated code, but is not supported, for this reason.
    Unsupported(&'static str),
}

/// A field of a kind of object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) shape: FieldShape,
    /// The last version that requires the field.
    pub(crate) required: Option<Version>,
    pub(crate) usage: FieldUse,
    /// The first version that has the field.
    pub(crate) since: Version,
    /// The last version that has the field.
    pub(crate) until: Version,
}

impl Field {
    /// Returns true if a version has the field.
    pub(crate) fn is_of(&self, version: Version) -> bool {
        (self.since..=self.until).contains(&version)
    }

    /// Returns true if a version requires the field.
    pub(crate) fn is_required(&self, version: Version) -> bool {
        self.required.is_some_and(|last| version <= last)
    }
}

impl ObjectKind {
    /// Returns the fields of the object.
    pub(crate) fn fields(self) -> &'static [Field] {
        table::fields(self)
    }

    /// Returns the field with this name.
    pub(crate) fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// Returns the shape of a member.
    pub(crate) fn shape_of(self, name: &str) -> Option<FieldShape> {
        match self.field(name) {
            Some(field) => Some(field.shape),
            // The keys of a callback are expressions: "A Path Item Object used to define a callback request" ("Callback
            // Object").
            None if self == Self::Callback && !is_extension(name) => {
                Some(FieldShape::Referable(Self::PathItem))
            }
            None => None,
        }
    }

    /// Returns true if fields beside the `$ref` of an object apply in every version: those of a path item (OpenAPI 3.0.4, "Path
    /// Item Object"), and those of an operation, which cannot be a reference and is repaired in a lenient run.
    pub(crate) fn applies_siblings(self) -> bool {
        matches!(self, Self::PathItem | Self::Operation)
    }

    /// Returns the name without an article, for messages such as "unknown field `a` in path item".
    pub(crate) fn name(self) -> &'static str {
        let described = self.describe();
        described
            .split_once(' ')
            .map_or(described, |(_, name)| name)
    }

    /// Returns the name with its article, for messages.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Document => "an OpenAPI document",
            Self::Info => "an info object",
            Self::Contact => "a contact",
            Self::License => "a license",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::Components => "a components object",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::ExternalDocumentation => "an external documentation object",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::MediaType => "a media type object",
            Self::Encoding => "an encoding",
            Self::Response => "a response",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Callback => "a callback",
            Self::Header => "a header",
            Self::Tag => "a tag",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator",
            Self::Xml => "an XML object",
            Self::SecurityScheme => "a security scheme",
            Self::OAuthFlows => "an OAuth flows object",
            Self::OAuthFlow => "an OAuth flow",
        }
    }
}

impl FieldShape {
    /// Returns the kind of object with this shape.
    pub(crate) fn kind(self) -> Option<ObjectKind> {
        match self {
            Self::Object(kind) | Self::Referable(kind) => Some(kind),
            Self::Schema => Some(ObjectKind::Schema),
            Self::BooleanOr(other) | Self::TextOr(other) | Self::OrList(other) => other.kind(),
            _ => None,
        }
    }

    /// Returns true if a reference is allowed instead.
    pub(crate) fn is_referable(self) -> bool {
        matches!(self, Self::Referable(_) | Self::Schema)
    }

    /// Returns the shape of an object of this kind, or a reference to one.
    pub(crate) fn referable(kind: ObjectKind) -> Self {
        match kind {
            ObjectKind::Schema => Self::Schema,
            _ => Self::Referable(kind),
        }
    }

    /// Returns a description for messages, such as `a string`.
    pub(crate) fn describe(self) -> String {
        match self {
            Self::Text => "a string".to_owned(),
            Self::Boolean => "a boolean".to_owned(),
            Self::Count => "a non-negative integer".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Any => "a value".to_owned(),
            Self::Object(kind) | Self::Referable(kind) => {
                let kind = kind.describe();
                match kind.ends_with(" object") {
                    true => kind.to_owned(),
                    false => format!("{kind} object"),
                }
            }
            Self::Schema => "a schema object".to_owned(),
            Self::OrList(other) => other.describe(),
            Self::TextOr(other) => format!("a string or {}", other.describe()),
            Self::BooleanOr(other) => format!("a boolean or {}", other.describe()),
            Self::List(element) => match element {
                Self::Text => "an array of strings".to_owned(),
                _ => "an array".to_owned(),
            },
            Self::Map(_) | Self::Patterned(_) => "an object".to_owned(),
        }
    }
}

/// Returns true for a specification extension (OpenAPI 3.0.4, "Specification Extensions").
pub(crate) fn is_extension(key: &str) -> bool {
    key.starts_with("x-")
}
