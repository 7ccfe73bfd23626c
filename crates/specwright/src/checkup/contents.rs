//! The operations, types and servers of a document.

use serde::Serialize;
use specwright_ir::{
    Api, Body, Credential, MediaTypeBody, Operation, Outgoing, Response, Success, TypeKind,
};
use std::collections::BTreeMap;

/// The operations of a document.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct OperationFacts {
    /// The number of operations that a client calls.
    pub total: usize,
    /// The number of operations by HTTP method.
    pub methods: BTreeMap<String, usize>,
    /// The number of operations by group, which is a module after the first tag.
    pub groups: BTreeMap<String, usize>,
    /// The number of deprecated operations.
    pub deprecated: usize,
    /// The number of requests that the service sends to registered URLs.
    pub webhooks: usize,
    /// The number of requests that the service sends in reaction to others.
    pub callbacks: usize,
    /// The operations that are left out because of an accepted gap (`[[allow]]`).
    pub left_out: Vec<LeftOut>,
    /// The number of operations that `include` and `exclude` do not choose.
    pub not_chosen: usize,
}

/// An operation that is not generated.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct LeftOut {
    /// The HTTP method.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The reason.
    pub reason: String,
    /// The JSON Pointer of the gap.
    pub pointer: String,
}

/// The Rust types of a document, by kind.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct TypeFacts {
    /// The number of types, without aliases.
    pub total: usize,
    /// Structs: objects with named properties.
    pub structs: usize,
    /// Enums of listed values.
    pub enums: usize,
    /// Enums of other types: `oneOf`, `anyOf`.
    pub unions: usize,
    /// Strings and numbers whose constraints always hold.
    pub newtypes: usize,
    /// Values with constraints that are checked on demand, and types of other crates.
    pub wrappers: usize,
    /// Other names of types.
    pub aliases: usize,
    /// The number of places where the document allows any value.
    pub untyped: usize,
    /// The number of places where the document constrains a value that no type expresses.
    pub inexpressible: usize,
}

/// The credentials of a document.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SecurityFacts {
    /// The schemes that operations use.
    pub schemes: Vec<SchemeFacts>,
    /// The number of operations that need no credential.
    pub public: usize,
}

/// A security scheme.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SchemeFacts {
    /// The name in the document.
    pub name: String,
    /// The kind of the credential, in words.
    pub credential: String,
    /// True if the credential is sent in URLs.
    pub in_url: bool,
    /// True if the document does not describe the credential.
    pub unspecified: bool,
    /// The number of operations that accept the scheme.
    pub operations: usize,
}

/// The media types of a document, with the number of their bodies.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct MediaTypeFacts {
    /// Those of request bodies.
    pub requests: BTreeMap<String, usize>,
    /// Those of response bodies.
    pub responses: BTreeMap<String, usize>,
}

/// A server of a document.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ServerFacts {
    /// The URL; variables are in braces.
    pub url: String,
    /// The problem of a client with it.
    pub problem: Option<ServerProblem>,
}

/// A problem with the URL of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ServerProblem {
    /// The URL has no host.
    Relative,
    /// Requests are not encrypted.
    Unencrypted,
}

pub(super) fn operations(api: &Api, not_chosen: usize) -> OperationFacts {
    let mut facts = OperationFacts {
        total: 0,
        methods: BTreeMap::new(),
        groups: BTreeMap::new(),
        deprecated: 0,
        webhooks: 0,
        callbacks: 0,
        left_out: Vec::new(),
        not_chosen,
    };
    for module in &api.modules {
        let count = module.operations.len();
        match module.outgoing {
            Some(Outgoing::Webhooks) => facts.webhooks += count,
            Some(Outgoing::Callbacks) => facts.callbacks += count,
            None => {
                facts.groups.insert(module.name.to_string(), count);
            }
        }
    }
    for operation in api.calls() {
        facts.total += 1;
        facts.deprecated += usize::from(operation.deprecated);
        *facts.methods.entry(operation.method.clone()).or_default() += 1;
    }
    let left_out = api.omitted.iter().map(|it| LeftOut {
        method: it.method.clone(),
        path: it.path.clone(),
        reason: it.reason.clone(),
        pointer: it.at.clone(),
    });
    facts.left_out = left_out.collect();
    facts
}

pub(super) fn types(api: &Api) -> TypeFacts {
    let mut facts = TypeFacts::default();
    for ty in &api.types {
        *match &ty.kind {
            TypeKind::Alias(_) => &mut facts.aliases,
            TypeKind::Struct(_) => &mut facts.structs,
            TypeKind::Newtype(_) => &mut facts.newtypes,
            TypeKind::Wrapper(_) => &mut facts.wrappers,
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::LiteralEnum(_) => {
                &mut facts.enums
            }
            TypeKind::Union(_) => &mut facts.unions,
        } += 1;
    }
    facts.total = api.types.len() - facts.aliases;
    for (reason, count) in api.untyped() {
        *match reason.is_loss() {
            true => &mut facts.inexpressible,
            false => &mut facts.untyped,
        } += count;
    }
    facts
}

pub(super) fn security(api: &Api) -> SecurityFacts {
    let accepts = |operation: &Operation, index: usize| {
        let alternatives = operation.security.iter();
        let mut alternatives = alternatives.map(|(id, _)| &api.alternatives[id.0 as usize]);
        alternatives.any(|it| it.schemes.iter().any(|id| id.0 as usize == index))
    };
    let schemes = api.security_schemes.iter().enumerate();
    let schemes = schemes.map(|(index, scheme)| SchemeFacts {
        name: scheme.wire.clone(),
        credential: words(&scheme.credential),
        in_url: matches!(scheme.credential, Credential::Query(_)),
        unspecified: scheme.credential == Credential::Unspecified,
        operations: api.calls().filter(|it| accepts(it, index)).count(),
    });
    SecurityFacts {
        schemes: schemes.collect(),
        public: api.calls().filter(|it| it.security.is_empty()).count(),
    }
}

fn words(credential: &Credential) -> String {
    match credential {
        Credential::Bearer => "bearer token".to_owned(),
        Credential::Basic => "user name and password".to_owned(),
        Credential::Http(scheme) => format!("`Authorization` of the scheme {scheme}"),
        Credential::Header(name) => format!("header `{name}`"),
        Credential::Query(name) => format!("query parameter `{name}`"),
        Credential::Cookie(name) => format!("cookie `{name}`"),
        Credential::MutualTls => "certificate of the connection".to_owned(),
        Credential::Unspecified => "not described".to_owned(),
    }
}

pub(super) fn media_types(api: &Api) -> MediaTypeFacts {
    let mut facts = MediaTypeFacts::default();
    for operation in api.calls() {
        count(&mut facts.requests, operation.bodies.iter());
        let successes = match &operation.outcome.success {
            Success::One(response) => std::slice::from_ref(&**response),
            Success::Many(_, responses) => responses,
        };
        let failures = operation.outcome.failure.iter().flat_map(|(_, it)| it);
        let responses = successes.iter().chain(failures);
        let bodies = responses.filter_map(|it: &Response| it.body.as_ref());
        count(&mut facts.responses, bodies);
    }
    facts
}

fn count<'a>(counts: &mut BTreeMap<String, usize>, bodies: impl Iterator<Item = &'a Body>) {
    for body in bodies {
        let all = std::iter::once(&body.written).chain(&body.also_read);
        all.for_each(|MediaTypeBody { media_type, .. }| {
            *counts.entry(media_type.clone()).or_default() += 1;
        });
    }
}

/// Returns the declared servers.
pub(super) fn servers(api: &Api) -> Vec<ServerFacts> {
    let declared = api.servers.iter().filter(|it| !it.url.is_empty());
    let servers = declared.map(|it| ServerFacts {
        url: it.url.clone(),
        problem: problem(&it.url),
    });
    servers.collect()
}

fn problem(url: &str) -> Option<ServerProblem> {
    let Some((scheme, rest)) = url.split_once("://") else {
        return (!url.starts_with('{')).then_some(ServerProblem::Relative);
    };
    let is_local = ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|host| rest.starts_with(host));
    let is_plain = scheme.eq_ignore_ascii_case("http") && !is_local;
    is_plain.then_some(ServerProblem::Unencrypted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_have_problems() {
        assert_eq!(problem("/v1"), Some(ServerProblem::Relative));
        assert_eq!(
            problem("http://a.example"),
            Some(ServerProblem::Unencrypted)
        );
        assert_eq!(
            problem("HTTP://a.example"),
            Some(ServerProblem::Unencrypted)
        );
        for url in [
            "https://a.example",
            "http://localhost:80",
            "{scheme}://a",
            "{url}",
        ] {
            assert_eq!(problem(url), None, "{url}");
        }
    }
}
