//! Credentials: the schemes that operations use, and the sets of them that are sufficient.
//!
//! | scheme                    | sent as                                                        |
//! |---------------------------|----------------------------------------------------------------|
//! | `http`, `bearer`          | `Authorization: Bearer …`                                      |
//! | `oauth2`, `openIdConnect` | the same: the token of a flow; the documentation lists the flows |
//! | `http`, `basic`           | `Authorization: Basic …`                                       |
//! | `http`, any other         | `Authorization`, with the given value                          |
//! | `apiKey`                  | a header, query parameter or cookie                            |
//! | `mutualTLS`               | no header: the certificate of the connection                   |
//! | not described             | no header: a server reads it from the head of the request      |
//!
//! For a scheme that is not declared, or is invalid, `specwright_spec` assumes a kind.

pub(crate) mod secret_parameters;
pub(crate) mod senders;

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;
use specwright_ir::{
    self as ir, Alternative, AlternativeId, Credential, Ident, Scopes, SecuritySchemeId, reserved,
};
use specwright_spec::{
    Location, OAuthFlow, ParameterLocation, SecurityKind, SecurityRequirement, SecurityScheme,
};

use crate::context::Context;
use crate::docs::{code, docs, with_paragraph};
use crate::naming::derived::constant;
use crate::naming::{Claim, Kind, Rank, settle};

/// The credentials of an API.
#[derive(Debug, Default)]
pub(crate) struct Credentials {
    pub schemes: Vec<ir::SecurityScheme>,
    pub alternatives: Vec<Alternative>,
    /// The accepted alternatives of each operation.
    pub operations: Vec<Vec<Accepted>>,
}

/// A set of schemes that an operation accepts, with the scopes of each scheme.
pub(crate) type Accepted = (AlternativeId, Scopes);

/// Lowers the credentials that operations require.
pub(crate) fn lower(
    context: &mut Context<'_>,
    operations: &[&[SecurityRequirement]],
) -> Credentials {
    let mut credentials = Credentials::default();
    let used = used(context, operations);
    name_schemes(context, &used, &mut credentials);
    let positions: HashMap<&str, SecuritySchemeId> = used
        .iter()
        .zip(0..)
        .map(|(scheme, index)| (scheme.name.as_str(), SecuritySchemeId(index)))
        .collect();
    let mut sets = Sets::default();
    for operation in operations {
        let mut accepted: Vec<Accepted> = Vec::new();
        for requirement in *operation {
            let alternative = sets.alternative(requirement, &positions);
            if !accepted.iter().any(|known| is_same(known, &alternative)) {
                accepted.push(alternative);
            }
        }
        credentials.operations.push(accepted);
    }
    name_alternatives(&sets.written, &mut credentials);
    credentials
}

/// The sets of schemes that operations accept. The order of the keys of a Security Requirement Object has no meaning.
#[derive(Default)]
struct Sets {
    /// The schemes of each set, in the order of the requirement that has it first.
    written: Vec<Vec<SecuritySchemeId>>,
    /// The position of each set in `written`.
    known: HashMap<BTreeSet<SecuritySchemeId>, usize>,
}

impl Sets {
    /// Returns the set of a requirement, with the scopes of each scheme.
    fn alternative(
        &mut self,
        requirement: &SecurityRequirement,
        positions: &HashMap<&str, SecuritySchemeId>,
    ) -> Accepted {
        let schemes = requirement.schemes.iter();
        // `specwright_spec` adds the schemes that are not declared: to skip one would weaken the requirement.
        let schemes = schemes.map(|(name, scopes)| (positions[name.as_str()], scopes));
        let key: BTreeSet<SecuritySchemeId> = schemes.clone().map(|(id, _)| id).collect();
        let index = *self.known.entry(key).or_insert_with(|| {
            self.written
                .push(schemes.clone().map(|(id, _)| id).collect());
            self.written.len() - 1
        });
        let scoped = schemes.filter(|(_, scopes)| !scopes.is_empty());
        let scopes = scoped.map(|(id, scopes)| (id, scopes.clone()));
        (AlternativeId(index as u32), scopes.collect())
    }
}

/// Returns true for alternatives with the same schemes and scopes, of which one is enough. The order of scopes has no meaning.
fn is_same(left: &Accepted, right: &Accepted) -> bool {
    let sets = |scopes: &Scopes| -> BTreeMap<SecuritySchemeId, BTreeSet<String>> {
        let set = |(id, it): (&SecuritySchemeId, &Vec<String>)| (*id, it.iter().cloned().collect());
        scopes.iter().map(set).collect()
    };
    left.0 == right.0 && sets(&left.1) == sets(&right.1)
}

/// Returns the schemes in the order of their first use.
fn used<'d>(
    context: &Context<'d>,
    operations: &[&[SecurityRequirement]],
) -> Vec<&'d SecurityScheme> {
    let schemes = context.session.document.security_schemes.iter();
    let mut unused: HashMap<&str, &SecurityScheme> =
        schemes.rev().map(|it| (it.name.as_str(), it)).collect();
    let requirements = operations.iter().copied().flatten();
    let names = requirements.flat_map(|requirement| &requirement.schemes);
    names
        .filter_map(|(name, _)| unused.remove(name.as_str()))
        .collect()
}

fn name_schemes(
    context: &mut Context<'_>,
    used: &[&SecurityScheme],
    credentials: &mut Credentials,
) {
    let places: Vec<Location> = used.iter().map(|it| place(context, &it.name)).collect();
    let mut claims: Vec<Claim> = Vec::new();
    for (scheme, at) in used.iter().zip(&places) {
        let claim = Claim::new(&scheme.name, Kind::Function, Rank::Named, "credential")
            .with_place(&scheme.name);
        claims.push(context.session.pin(at, false, claim));
    }
    claims.extend(
        reserved::BUILDER_METHODS
            .iter()
            .map(|it| Claim::reserved(it)),
    );
    let (names, collisions) = settle(&claims);
    context
        .session
        .report_collisions(&places, &claims, &names, &collisions);
    for (scheme, name) in used.iter().zip(names) {
        credentials.schemes.push(ir::SecurityScheme {
            constant: constant(&name),
            name,
            wire: scheme.name.clone(),
            docs: scheme_docs(scheme),
            place_docs: ir::Docs::default(),
            setter_docs: ir::Docs::default(),
            credential: credential(&scheme.kind),
            format: match &scheme.kind {
                SecurityKind::Http { bearer_format, .. } => bearer_format.clone(),
                _ => None,
            },
        });
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
            docs: ir::Docs::default(),
            schemes: set.clone(),
        })
        .collect();
}

fn place(context: &Context<'_>, name: &str) -> Location {
    context
        .session
        .root()
        .child("components")
        .child("securitySchemes")
        .child(name)
}

pub(crate) fn credential(kind: &SecurityKind) -> Credential {
    match kind {
        SecurityKind::Http { scheme, .. } => match scheme.to_ascii_lowercase().as_str() {
            "bearer" => Credential::Bearer,
            "basic" => Credential::Basic,
            _ => Credential::Http(scheme.clone()),
        },
        SecurityKind::OAuth2 { .. } | SecurityKind::OpenIdConnect { .. } => Credential::Bearer,
        SecurityKind::ApiKey { location, name } => match location {
            ParameterLocation::Query => Credential::Query(name.clone()),
            ParameterLocation::Cookie => Credential::Cookie(name.clone()),
            _ => Credential::Header(name.clone()),
        },
        SecurityKind::MutualTls => Credential::MutualTls,
        SecurityKind::Unspecified => Credential::Unspecified,
    }
}

/// Returns the description of a scheme, with the flows that issue its tokens.
fn scheme_docs(scheme: &SecurityScheme) -> ir::Docs {
    let own = docs([scheme.description.as_deref()]);
    let own = match scheme.deprecated {
        true => with_paragraph(own, "**Deprecated** by the document."),
        false => own,
    };
    let own = match scheme.is_assumed {
        true => with_paragraph(
            own,
            "**Assumed**: the document does not declare this scheme, or declares it with faults.",
        ),
        false => own,
    };
    match &scheme.kind {
        SecurityKind::OAuth2 {
            flows,
            metadata_url,
        } => {
            let mut items: Vec<String> = flows.iter().map(flow_words).collect();
            let metadata = metadata_url.as_deref();
            items.extend(metadata.map(|url| format!("* metadata at {}", code(url))));
            with_paragraph(own, &items.join("\n"))
        }
        SecurityKind::OpenIdConnect { url } => {
            with_paragraph(own, &format!("OpenID Connect: {}.", code(url)))
        }
        _ => own,
    }
}

/// `` * `clientCredentials`: token at `https://…`; scopes `read`, `write` ``
fn flow_words(flow: &OAuthFlow) -> String {
    let urls = [
        ("authorization", &flow.authorization_url),
        ("device authorization", &flow.device_authorization_url),
        ("token", &flow.token_url),
        ("refresh", &flow.refresh_url),
    ];
    let urls = urls.into_iter().filter_map(|(kind, url)| {
        let url = url.as_deref()?;
        Some(format!("{kind} at {}", code(url)))
    });
    let mut words = vec![urls.collect::<Vec<_>>().join(", ")];
    let scopes: Vec<String> = flow.scopes.iter().map(|(scope, _)| code(scope)).collect();
    words.extend((!scopes.is_empty()).then(|| format!("scopes {}", scopes.join(", "))));
    words.retain(|words| !words.is_empty());
    format!("* {}: {}", code(&flow.name), words.join("; "))
}
