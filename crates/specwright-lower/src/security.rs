//! Credentials: the schemes that an operation uses, and the sets of them that suffice.
//!
//! | scheme                    | sent as                                |
//! |---------------------------|----------------------------------------|
//! | `http`, `bearer`          | `Authorization: Bearer …`              |
//! | `oauth2`, `openIdConnect` | the same: the token that a flow gives  |
//! | `http`, `basic`           | `Authorization: Basic …`               |
//! | `apiKey`                  | a header, query parameter or cookie    |
//! | any other                 | unsupported                            |

use openapiv3::{APIKeyLocation, SecurityScheme};
use specwright_ir::{
    self as ir, Alternative, AlternativeId, Credential, Ident, SecuritySchemeId, Value,
};
use specwright_spec::{Location, Operation};

use crate::context::Context;
use crate::diagnostics;
use crate::docs::docs;
use crate::naming::{Claim, Kind, Rank, settle};

/// The methods of a client's builder.
const RESERVED: [&str; 7] = [
    "server",
    "timeout",
    "transport",
    "build",
    "builder",
    "default",
    "new",
];

/// The credentials of an API.
#[derive(Debug, Default)]
pub(crate) struct Credentials {
    pub schemes: Vec<ir::SecurityScheme>,
    pub alternatives: Vec<Alternative>,
    /// By operation.
    pub operations: Vec<Vec<(AlternativeId, Vec<String>)>>,
}

/// The gaps of an operation's security: schemes that cannot be sent.
pub(crate) fn gaps(context: &mut Context<'_>, operation: &Operation) -> Vec<Value> {
    let document = context.document;
    let mut gaps = Vec::new();
    for (name, scheme) in &document.security_schemes {
        let used = operation
            .security
            .iter()
            .any(|requirement| requirement.schemes.iter().any(|(it, _)| it == name));
        if used && credential(scheme).is_none() {
            let what = format!("the security scheme {}", specwright_spec::quote(name));
            let diagnostic = diagnostics::unsupported_feature(&place(context, name), &what);
            gaps.push(context.gap(diagnostic));
        }
    }
    gaps
}

/// The credentials that some operations use.
pub(crate) fn lower(context: &mut Context<'_>, operations: &[&Operation]) -> Credentials {
    let mut credentials = Credentials::default();
    let used = used(context, operations);
    name_schemes(context, &used, &mut credentials);
    let mut sets: Vec<Vec<SecuritySchemeId>> = Vec::new();
    for operation in operations {
        let mut accepted = Vec::new();
        for requirement in &operation.security {
            let set: Option<Vec<SecuritySchemeId>> = requirement
                .schemes
                .iter()
                .map(|(name, _)| {
                    used.iter()
                        .position(|(it, _)| it == name)
                        .map(|index| SecuritySchemeId(index as u32))
                })
                .collect();
            let Some(set) = set else { continue };
            let index = sets.iter().position(|it| *it == set).unwrap_or_else(|| {
                sets.push(set);
                sets.len() - 1
            });
            let scopes = requirement
                .schemes
                .iter()
                .flat_map(|(_, scopes)| scopes.clone())
                .collect();
            accepted.push((AlternativeId(index as u32), scopes));
        }
        credentials.operations.push(accepted);
    }
    name_alternatives(&sets, &mut credentials);
    credentials
}

/// The schemes that can be sent, in the order in which operations first name them.
fn used(context: &Context<'_>, operations: &[&Operation]) -> Vec<(String, SecurityScheme)> {
    let requirements = operations.iter().flat_map(|operation| &operation.security);
    let mut used: Vec<(String, SecurityScheme)> = Vec::new();
    for (name, _) in requirements.flat_map(|requirement| &requirement.schemes) {
        let declared = context
            .document
            .security_schemes
            .iter()
            .find(|(it, _)| it == name);
        let new = !used.iter().any(|(it, _)| it == name);
        used.extend(
            declared
                .filter(|(_, scheme)| new && credential(scheme).is_some())
                .cloned(),
        );
    }
    used
}

fn name_schemes(
    context: &mut Context<'_>,
    used: &[(String, SecurityScheme)],
    credentials: &mut Credentials,
) {
    let places: Vec<Location> = used.iter().map(|(name, _)| place(context, name)).collect();
    let mut claims: Vec<Claim> = Vec::new();
    for ((name, _), at) in used.iter().zip(&places) {
        let claim = Claim::new(name, Kind::Function, Rank::Named, "credential").or_by(name);
        claims.push(context.pin(at, false, claim));
    }
    claims.extend(RESERVED.map(Claim::reserved));
    let (names, collisions) = settle(&claims);
    context.tell_collisions(&places, &claims, &names, &collisions);
    for ((wire, scheme), name) in used.iter().zip(names) {
        let Some(credential) = credential(scheme) else {
            continue;
        };
        let (description, format) = texts(scheme);
        let scheme = ir::SecurityScheme {
            name,
            wire: wire.clone(),
            docs: docs([description]),
            credential,
            format,
        };
        credentials.schemes.push(scheme);
    }
}

fn name_alternatives(sets: &[Vec<SecuritySchemeId>], credentials: &mut Credentials) {
    let text = |set: &Vec<SecuritySchemeId>| {
        let names: Vec<&str> = set
            .iter()
            .map(|id| credentials.schemes[id.0 as usize].name.as_str())
            .collect();
        if names.is_empty() {
            "anonymous".to_owned()
        } else {
            names.join(" and ")
        }
    };
    let claims: Vec<Claim> = sets
        .iter()
        .map(|set| Claim::new(&text(set), Kind::Variant, Rank::Named, ""))
        .collect();
    let (names, _): (Vec<Ident>, _) = settle(&claims);
    credentials.alternatives = sets
        .iter()
        .zip(names)
        .map(|(set, name)| Alternative {
            name,
            schemes: set.clone(),
        })
        .collect();
}

fn place(context: &Context<'_>, name: &str) -> Location {
    context
        .root()
        .child("components")
        .child("securitySchemes")
        .child(name)
}

fn credential(scheme: &SecurityScheme) -> Option<Credential> {
    Some(match scheme {
        SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("bearer") => {
            Credential::Bearer
        }
        SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
            Credential::Basic
        }
        SecurityScheme::HTTP { .. } => return None,
        SecurityScheme::OAuth2 { .. } | SecurityScheme::OpenIDConnect { .. } => Credential::Bearer,
        SecurityScheme::APIKey { location, name, .. } => match location {
            APIKeyLocation::Header => Credential::Header(name.clone()),
            APIKeyLocation::Query => Credential::Query(name.clone()),
            APIKeyLocation::Cookie => Credential::Cookie(name.clone()),
        },
    })
}

/// The description of a scheme and its `bearerFormat`.
fn texts(scheme: &SecurityScheme) -> (Option<&str>, Option<String>) {
    match scheme {
        SecurityScheme::HTTP {
            description,
            bearer_format,
            ..
        } => (description.as_deref(), bearer_format.clone()),
        SecurityScheme::APIKey { description, .. }
        | SecurityScheme::OAuth2 { description, .. }
        | SecurityScheme::OpenIDConnect { description, .. } => (description.as_deref(), None),
    }
}
