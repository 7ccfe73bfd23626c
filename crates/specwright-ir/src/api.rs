//! An API as a whole.

use crate::{
    Alternative, AlternativeId, Assertion, AssertionId, CharClass, Features, ForeignCrate, Format,
    Headers, HeadersId, Ident, Operation, Pattern, PatternId, Scopes, SecurityScheme,
    SecuritySchemeId, TimeCrate, TypeDef, TypeId,
};

/// The content of the generated crates.
#[derive(Clone, Debug)]
pub struct Api {
    /// `info.title`
    pub title: String,
    /// `info.description`
    pub docs: Docs,
    /// The types, by [`TypeId`], in the order in which they are written: sorted by name.
    pub types: Vec<TypeDef>,
    /// The compiled patterns, by [`PatternId`]; equal patterns are one.
    pub patterns: Vec<Pattern>,
    /// The sets of code points of all patterns, in the order in which they occur; equal sets are one.
    pub char_classes: Vec<CharClass>,
    /// The formats that constraints assert, sorted.
    pub formats: Vec<Format>,
    /// The assertions that an interpreter checks, by [`AssertionId`].
    pub assertions: Vec<Assertion>,
    /// The other crates that types come from, sorted by name.
    pub foreign_crates: Vec<ForeignCrate>,
    /// The crate that dates and times are types of.
    pub time: TimeCrate,
    /// The groups of operations, sorted by name; each operation is in one.
    pub modules: Vec<Module>,
    /// The declared headers of responses, by [`HeadersId`](crate::HeadersId), sorted by name; equal sets of headers are one.
    pub headers: Vec<Headers>,
    /// The servers of the root, in document order; the first is the default.
    pub servers: Vec<Server>,
    /// The security schemes that operations use, by [`SecuritySchemeId`], in the order in which they first do.
    pub security_schemes: Vec<SecurityScheme>,
    /// The distinct sets of credentials that operations accept, by `AlternativeId`, in document order.
    pub alternatives: Vec<Alternative>,
    /// The operations that were left out because of an allowed gap, in document order.
    pub omitted: Vec<Omitted>,
    /// The treatment of responses by a client that sets none.
    pub responses: Responses,
    /// The docs of files and of items that stand for the API as a whole.
    pub headings: Headings,
    /// The Cargo features per module of operations, if the crates have some.
    pub features: Option<Features>,
}

/// The treatment of responses that deviate from the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Responses {
    /// They are errors.
    #[default]
    Strict,
    /// They are read as far as their types allow.
    Tolerant,
}

impl Api {
    /// The definition of a type.
    pub fn ty(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0 as usize]
    }

    /// A compiled pattern.
    pub fn pattern(&self, id: PatternId) -> &Pattern {
        &self.patterns[id.0 as usize]
    }

    /// An assertion.
    pub fn assertion(&self, id: AssertionId) -> &Assertion {
        &self.assertions[id.0 as usize]
    }

    /// Returns true if values are patterns themselves, which only an engine can read.
    pub fn needs_engine(&self) -> bool {
        self.formats.contains(&Format::Regex)
    }

    /// Returns true if a format needs the tables of internationalized domain names.
    pub fn needs_idna(&self) -> bool {
        let is_host = |it: &Format| matches!(it, Format::Hostname | Format::IdnHostname);
        self.formats.iter().any(is_host)
    }

    /// A security scheme.
    pub fn security_scheme(&self, id: SecuritySchemeId) -> &SecurityScheme {
        &self.security_schemes[id.0 as usize]
    }

    /// The headers of a response.
    pub fn response_headers(&self, id: HeadersId) -> &Headers {
        &self.headers[id.0 as usize]
    }

    /// Returns true if a model has this name: code that uses another item of this name writes its path.
    pub fn has_type(&self, name: &str) -> bool {
        self.types
            .binary_search_by(|ty| ty.name.as_str().cmp(name))
            .is_ok()
    }

    /// The operations that a client calls and a server answers, module by module.
    pub fn calls(&self) -> impl Iterator<Item = &Operation> {
        let modules = self
            .modules
            .iter()
            .filter(|module| module.outgoing.is_none());
        modules.flat_map(|module| &module.operations)
    }

    /// All operations, module by module, those included that the API sends.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.modules.iter().flat_map(|module| &module.operations)
    }
}

/// Text for a doc comment: Markdown that rustdoc takes without a warning; paragraphs are separated by an empty line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Docs(pub String);

impl Docs {
    /// The text after some words, on the same line: `400: Bad Request`. A list, a fence, a table or a heading begins a line of
    /// its own, or it would be none.
    pub fn after(&self, words: &str) -> String {
        let docs = self.0.trim();
        if docs.is_empty() {
            return words.to_owned();
        }
        let between = if begins_block(docs) { ":\n\n" } else { ": " };
        format!("{words}{between}{docs}")
    }

    /// The text before some words, on the same line if it is of one: ``Production: `https://…` ``.
    pub fn before(&self, words: &str) -> String {
        let docs = match self.0.trim() {
            line if words.is_empty() || line.contains('\n') => line,
            line => line.trim_end_matches(['.', ':']),
        };
        let between = match docs.contains('\n') || begins_block(docs) {
            true => "\n\n",
            false => ": ",
        };
        match (docs.is_empty(), words.is_empty()) {
            (true, _) => words.to_owned(),
            (false, true) => docs.to_owned(),
            (false, false) => format!("{docs}{between}{words}"),
        }
    }
}

/// Returns true if Markdown begins with a block other than a paragraph (CommonMark 0.31, section 4).
fn begins_block(text: &str) -> bool {
    let digits = text.trim_start_matches(|char: char| char.is_ascii_digit());
    let is_ordered = digits.len() < text.len() && digits.starts_with(['.', ')']);
    let markers = ["```", "~~~", "- ", "* ", "+ ", "#", "|", ">"];
    is_ordered || markers.iter().any(|marker| text.starts_with(marker))
}

/// The docs of files and of items that stand for the API as a whole.
#[derive(Clone, Debug, Default)]
pub struct Headings {
    /// The file of models.
    pub models: Docs,
    /// The sentences of it that hold for all models.
    pub model_notes: Docs,
    /// The module of operations.
    pub operations: Docs,
    /// The module of security schemes.
    pub security: Docs,
    /// The client.
    pub client: Docs,
    /// The method of the client's builder that sets the server.
    pub server_setter: Docs,
    /// The trait that a server implements.
    pub server: Docs,
    /// The trait that receives what the API sends.
    pub receiver: Docs,
}

/// The operations of one tag.
#[derive(Clone, Debug)]
pub struct Module {
    /// The module's name: `user_access_token`.
    pub name: Ident,
    /// The tag's description.
    pub docs: Docs,
    /// The kind of requests that the API itself sends: they have types and codecs, but no methods in the client and no routes in
    /// the server. None for operations that the API receives.
    pub outgoing: Option<Outgoing>,
    /// The credentials that the document requires of the senders of its requests; empty if it requires none.
    pub sender_docs: Docs,
    /// The security requirements that several operations have alike, as constants of the module's file.
    pub shared_security: Vec<SharedSecurity>,
    /// The operations, sorted by name.
    pub operations: Vec<Operation>,
}

/// A security requirement of several operations.
#[derive(Clone, Debug)]
pub struct SharedSecurity {
    /// The constant: `NEEDS_BASIC_OR_KEY_AND_SECRET`.
    pub name: Ident,
    /// The requirement, as in [`Operation::security`].
    pub security: Vec<(AlternativeId, Scopes)>,
}

/// The kind of requests that an API sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outgoing {
    /// `webhooks`: sent to URLs that are registered by other means
    Webhooks,
    /// `callbacks`: sent to URLs from earlier requests
    Callbacks,
}

/// A server of the document.
#[derive(Clone, Debug)]
pub struct Server {
    /// The variant: `Production`.
    pub name: Ident,
    /// Its doc comment: description and URL.
    pub docs: Docs,
    /// The URL, without a trailing slash; variables are in braces.
    pub url: String,
    /// The pieces of the URL, where it has variables.
    pub variables: Option<ServerVariables>,
}

/// The variables of a server.
#[derive(Clone, Debug)]
pub struct ServerVariables {
    /// The struct that holds them.
    pub name: Ident,
    /// Its doc comment.
    pub docs: Docs,
    /// The fields, in the order of the URL.
    pub fields: Vec<ServerVariable>,
    /// The URL.
    pub pieces: Vec<UrlPiece>,
}

/// A piece of a server's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UrlPiece {
    /// Text.
    Literal(String),
    /// The value of `fields[.0]`.
    Variable(usize),
}

/// A variable of a server.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// The field: `region`.
    pub name: Ident,
    /// Its doc comment.
    pub docs: Docs,
    /// `default`
    pub default: String,
    /// The enum of its values, the default first; none where any text is one.
    pub values: Option<(Ident, Vec<ServerValue>)>,
}

/// A value that a variable of a server can have.
#[derive(Clone, Debug)]
pub struct ServerValue {
    /// The variant: `Eu`.
    pub name: Ident,
    /// Its doc comment: the text, where it does not follow from the name.
    pub docs: Docs,
    /// The text: `eu`.
    pub text: String,
}

/// An operation that is not generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Omitted {
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The reason, in one line.
    pub reason: String,
    /// The JSON Pointer of the gap.
    pub at: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_begins_a_line() {
        let after = |docs: &str| Docs(docs.to_owned()).after("400");
        assert_eq!(after(""), "400");
        assert_eq!(after("-1 is *bad*"), "400: -1 is *bad*");
        assert_eq!(after("```text\na\n```"), "400:\n\n```text\na\n```");
        assert_eq!(after("1. a"), "400:\n\n1. a");
    }

    #[test]
    fn words_follow_a_line_and_no_block() {
        let before = |docs: &str| Docs(docs.to_owned()).before("`/`");
        assert_eq!(before(""), "`/`");
        assert_eq!(before("Production"), "Production: `/`");
        assert_eq!(before("* a"), "* a\n\n`/`");
        assert_eq!(before("```text\na\n```"), "```text\na\n```\n\n`/`");
    }
}
