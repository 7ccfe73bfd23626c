//! The objects of OpenAPI as one table: every field of every object, the versions that have it, its shape, and what becomes
//! of it.
//!
//! `resolve` walks it to find the references, `check` to find what is not in it, `read` to leave out what it does not need,
//! and [`support_page`] prints it. The versions differ little enough for one table; Swagger 2.0 is brought to it by
//! `upgrade`, which has a table of its own.

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

/// What stands in a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum FieldShape {
    /// A string.
    Text,
    /// A boolean.
    Boolean,
    /// An integer that is not negative.
    Count,
    /// A number.
    Number,
    /// Any JSON value.
    Any,
    /// An object of a kind.
    Object(ObjectKind),
    /// An object of a kind, or a reference to one.
    Referable(ObjectKind),
    /// A boolean, or what the other shape says.
    BooleanOr(&'static FieldShape),
    /// A string, or what the other shape says.
    TextOr(&'static FieldShape),
    /// What the other shape says, or a list of that.
    OrList(&'static FieldShape),
    /// A schema: an object, a reference to one, or (since 3.1) a boolean.
    Schema,
    /// An array.
    List(&'static FieldShape),
    /// An object whose keys are names.
    Map(&'static FieldShape),
    /// An object whose keys follow a pattern, beside which it may have extensions.
    Patterned(&'static FieldShape),
}

/// What becomes of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum FieldUse {
    /// A later pass reads it.
    Read,
    /// It changes nothing that is generated.
    Annotation,
    /// It would change something, and does not: the reason.
    Unsupported(&'static str),
}

/// A field of a kind of object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) shape: FieldShape,
    /// The last version that requires it.
    pub(crate) required: Option<Version>,
    pub(crate) usage: FieldUse,
    /// The first version that has it.
    pub(crate) since: Version,
    /// The last version that has it.
    pub(crate) until: Version,
}

impl Field {
    /// Whether a version has it.
    pub(crate) fn is_of(&self, version: Version) -> bool {
        (self.since..=self.until).contains(&version)
    }

    /// Whether a version requires it.
    pub(crate) fn is_required(&self, version: Version) -> bool {
        self.required.is_some_and(|last| version <= last)
    }
}

impl ObjectKind {
    /// The fields.
    pub(crate) fn fields(self) -> &'static [Field] {
        table::fields(self)
    }

    /// The field of a name.
    pub(crate) fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// The shape of a member.
    pub(crate) fn shape_of(self, name: &str) -> Option<FieldShape> {
        match self.field(name) {
            Some(field) => Some(field.shape),
            // "A Path Item Object used to define a callback request", by expression ("Callback Object").
            None if self == Self::Callback && !is_extension(name) => {
                Some(FieldShape::Referable(Self::PathItem))
            }
            None => None,
        }
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
    /// The kind of object that stands here, if it is one.
    pub(crate) fn kind(self) -> Option<ObjectKind> {
        match self {
            Self::Object(kind) | Self::Referable(kind) => Some(kind),
            Self::Schema => Some(ObjectKind::Schema),
            Self::BooleanOr(other) | Self::TextOr(other) | Self::OrList(other) => other.kind(),
            _ => None,
        }
    }

    /// Whether a reference may stand here instead.
    pub(crate) fn is_referable(self) -> bool {
        matches!(self, Self::Referable(_) | Self::Schema)
    }

    /// The shape of an object of a kind, or a reference to one.
    pub(crate) fn referable(kind: ObjectKind) -> Self {
        match kind {
            ObjectKind::Schema => Self::Schema,
            _ => Self::Referable(kind),
        }
    }

    /// What is expected, for messages: `a string`.
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

/// Whether a key is a specification extension (OpenAPI 3.0.4, "Specification Extensions").
pub(crate) fn is_extension(key: &str) -> bool {
    key.starts_with("x-")
}
