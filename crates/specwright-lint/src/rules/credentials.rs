//! Rules about security schemes and requirements.

use std::collections::{HashMap, HashSet};

use crate::context::{Context, name};
use crate::findings::Findings;
use specwright_spec::{
    Location, OAuthFlow, ParameterLocation, SecurityKind, SecurityRequirement, SecurityScheme,
    quote,
};

/// Alternatives of which one is a fixed secret and another one expires.
pub(super) fn unequal(context: &Context<'_>, found: &mut Findings) {
    let schemes = context.document.security_schemes.iter();
    let kinds: HashMap<&str, Strength> = schemes
        .map(|it| (it.name.as_str(), Strength::of(&it.kind)))
        .collect();
    let mut seen: HashSet<(Location, &[SecurityRequirement])> = HashSet::new();
    for operation in context.operations() {
        let own = operation.at.child("security");
        let at = match context.trees.node(&operation.at).get("security") {
            Some(_) => own,
            None => context.trees.root().child("security"),
        };
        if !seen.insert((at.clone(), &operation.security)) {
            continue;
        }
        let of = |wanted: Strength| {
            let mut alternatives = operation
                .security
                .iter()
                .filter(|it| !it.schemes.is_empty());
            alternatives.find_map(|it| {
                let strengths = it.schemes.iter().map(|(name, _)| kinds.get(name.as_str()));
                let best = strengths.flatten().max()?;
                let name = it.schemes.first().map(|(name, _)| name);
                name.filter(|_| *best == wanted)
            })
        };
        if let (Some(weak), Some(strong)) = (of(Strength::Fixed), of(Strength::Expires)) {
            let message = format!(
                "the fixed secret {} is an alternative to {}, which is stronger",
                quote(weak),
                quote(strong)
            );
            let help = "use one kind of credentials for an operation, or say in the description for whom the weaker one is";
            found.push(
                found
                    .at(&at, message)
                    .label(name_of(operation, &at))
                    .help(help),
            );
        }
    }
}

fn name_of(operation: &specwright_spec::Operation, at: &Location) -> String {
    match at.parent().as_ref() == Some(&operation.at) {
        true => name(operation),
        false => "for all operations without `security`".to_owned(),
    }
}

/// The strength of a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// A secret that stays the same.
    Fixed,
    /// Unknown.
    Other,
    /// A token that expires, or a key that is never sent.
    Expires,
}

impl Strength {
    fn of(kind: &SecurityKind) -> Self {
        let is_jwt = |format: &Option<String>| {
            format
                .as_deref()
                .is_some_and(|it| it.eq_ignore_ascii_case("jwt"))
        };
        match kind {
            SecurityKind::ApiKey { .. } => Self::Fixed,
            SecurityKind::Http { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
                Self::Fixed
            }
            SecurityKind::Http { bearer_format, .. } if is_jwt(bearer_format) => Self::Expires,
            SecurityKind::OAuth2 { flows, .. } if flows.iter().all(is_password) => Self::Other,
            SecurityKind::OAuth2 { .. }
            | SecurityKind::OpenIdConnect { .. }
            | SecurityKind::MutualTls => Self::Expires,
            SecurityKind::Http { .. } | SecurityKind::Unspecified => Self::Other,
        }
    }
}

fn is_password(flow: &OAuthFlow) -> bool {
    flow.name == "password"
}

/// Schemes that do not tell where their credentials come from.
pub(super) fn without_description(context: &Context<'_>, found: &mut Findings) {
    let is_silent = |it: &&SecurityScheme| {
        let is_described = it
            .description
            .as_ref()
            .is_some_and(|it| !it.trim().is_empty());
        // The URLs of the others tell it.
        let is_key = matches!(
            it.kind,
            SecurityKind::ApiKey { .. } | SecurityKind::Http { .. }
        );
        is_key && !is_described && !it.is_assumed
    };
    for scheme in context.document.security_schemes.iter().filter(is_silent) {
        let message = "a security scheme does not tell where its credentials come from";
        let help = "add a `description`";
        found.push(
            found
                .at(&scheme.at, message)
                .label(quote(&scheme.name))
                .help(help),
        );
    }
}

/// API keys in the query, which logs and histories keep.
pub(super) fn key_in_query(context: &Context<'_>, found: &mut Findings) {
    let in_query = |it: &&SecurityScheme| {
        matches!(
            it.kind,
            SecurityKind::ApiKey {
                location: ParameterLocation::Query,
                ..
            }
        )
    };
    for scheme in context.document.security_schemes.iter().filter(in_query) {
        let message = format!(
            "the API key {} is sent in the URL, which logs keep",
            quote(&scheme.name)
        );
        let help = "send it in a header, such as `Authorization`";
        found.push(found.at(&scheme.at, message).help(help));
    }
}
