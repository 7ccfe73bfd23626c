//! Security: the credentials that a request needs, and the schemes that define them.

use specwright_spec::{
    Document, Location, OAuthFlow, Operation, SecurityKind, SecurityRequirement, SecurityScheme,
};

use super::comparison::{Comparison, Finding, Flow};
use crate::rules::{
    ADDS, BREAKS, Effect, INFORMS, Level, NARROWS, RISKS, Rule, WIDENS, declare_rules,
};

/// Callers of the API have one way less, or more, to prove who they are.
const LOOSENS: Effect = (Level::Compatible, Level::Compatible);

declare_rules! { "security":
    ALTERNATIVE_REMOVED = "security-alternative-removed", NARROWS, "Credentials that sufficed no longer do";
    ALTERNATIVE_ADDED = "security-alternative-added", LOOSENS, "Other credentials suffice as well";
    REQUIRED = "security-required", NARROWS, "Requests without credentials are no longer accepted";
    NOT_REQUIRED = "security-no-longer-required", WIDENS, "Requests without credentials became accepted";
    SCOPE_ADDED = "security-scope-added", NARROWS, "Credentials need another scope";
    SCOPE_REMOVED = "security-scope-removed", LOOSENS, "Credentials no longer need a scope";
    KIND_CHANGED = "security-scheme-changed", BREAKS, "Credentials of another kind, or in another place of the request, are needed";
    BEARER_FORMAT_CHANGED = "bearer-format-changed", INFORMS, "A hint about the format of tokens";
    URL_CHANGED = "security-url-changed", RISKS, "Credentials are obtained at another URL";
    FLOW_REMOVED = "oauth-flow-removed", BREAKS, "Tokens can no longer be obtained in a way";
    FLOW_ADDED = "oauth-flow-added", ADDS, "Tokens can be obtained in another way";
    FLOW_SCOPE_REMOVED = "oauth-scope-removed", BREAKS, "A scope can no longer be requested";
    FLOW_SCOPE_ADDED = "oauth-scope-added", ADDS, "Another scope can be requested";
}

/// An alternative: schemes with their scopes, in order. Schemes of both documents that are the same have one name.
type Alternative = Vec<(String, Vec<String>)>;

/// Compares the credentials of an operation.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    old: &Operation,
    new: &Operation,
    flow: Flow,
) {
    let before = alternatives(comparison.old, &old.security, None);
    let after = alternatives(comparison.new, &new.security, Some(comparison.old));
    compare_schemes(comparison, old, new);
    let places = (old.at.child("security"), new.at.child("security"));
    for (rule, before, after, message) in changes(before, after) {
        let mut finding = Finding::new(rule, &places.0, &places.1, message).flow(flow);
        (finding.before, finding.after) = (before.as_ref().map(text), after.as_ref().map(text));
        comparison.report(finding);
    }
}

/// A change of alternatives: its rule, both sides, and the message.
type AlternativeChange = (
    &'static Rule,
    Option<Alternative>,
    Option<Alternative>,
    String,
);

/// Returns the change of whether requests need credentials at all, if there is one.
fn need_change(before: &[Alternative], after: &[Alternative]) -> Option<AlternativeChange> {
    let is_anonymous = |alternatives: &[Alternative]| alternatives.iter().any(Vec::is_empty);
    match (is_anonymous(before), is_anonymous(after)) {
        (true, false) => {
            let message = "requests need credentials now".to_owned();
            Some((&REQUIRED, None, after.first().cloned(), message))
        }
        (false, true) => {
            let message = "requests need no credentials any longer".to_owned();
            Some((&NOT_REQUIRED, before.first().cloned(), None, message))
        }
        _ => None,
    }
}

/// Returns the changes between two lists of alternatives.
fn changes(before: Vec<Alternative>, after: Vec<Alternative>) -> Vec<AlternativeChange> {
    if let Some(change) = need_change(&before, &after) {
        return vec![change];
    }
    // Where requests need no credentials, others are optional.
    let optional = |alternatives: Vec<Alternative>| {
        alternatives
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
    };
    let (before, after) = (optional(before), optional(after));
    let mut left = before.clone();
    left.retain(|it| !after.iter().any(|other| suffices(it, other)));
    let mut right = after;
    right.retain(|it| !before.contains(it));
    let mut changes: Vec<AlternativeChange> = Vec::new();
    for one in left {
        match right.iter().position(|other| names(&one) == names(other)) {
            Some(index) => {
                let other = right.remove(index);
                changes.push((
                    &SCOPE_ADDED,
                    Some(one),
                    Some(other),
                    "credentials need more scopes".to_owned(),
                ));
            }
            None => {
                let message = format!("credentials `{}` no longer suffice", text(&one));
                changes.push((&ALTERNATIVE_REMOVED, Some(one), None, message));
            }
        }
    }
    for other in right {
        let known = before
            .iter()
            .find(|one| names(one) == names(&other) && suffices(one, &other));
        changes.push(match known {
            Some(one) => (
                &SCOPE_REMOVED,
                Some(one.clone()),
                Some(other),
                "credentials need fewer scopes".to_owned(),
            ),
            None => {
                let message = format!("credentials `{}` suffice", text(&other));
                (&ALTERNATIVE_ADDED, None, Some(other), message)
            }
        });
    }
    changes
}

/// Returns true if credentials for the first alternative satisfy the second.
fn suffices(one: &Alternative, other: &Alternative) -> bool {
    other.iter().all(|(name, scopes)| {
        let own = one.iter().find(|(it, _)| it == name);
        own.is_some_and(|(_, own)| scopes.iter().all(|it| own.contains(it)))
    })
}

fn names(alternative: &Alternative) -> Vec<&str> {
    alternative.iter().map(|(name, _)| name.as_str()).collect()
}

fn text(alternative: &Alternative) -> String {
    let scheme = |(name, scopes): &(String, Vec<String>)| match scopes.is_empty() {
        true => name.clone(),
        false => format!("{name} ({})", scopes.join(", ")),
    };
    alternative
        .iter()
        .map(scheme)
        .collect::<Vec<_>>()
        .join(" and ")
}

/// Returns alternatives as sets. A scheme that only the new document has by its name, and that is the same as one of the old
/// document, has the name of that one.
fn alternatives(
    document: &Document,
    security: &[SecurityRequirement],
    old: Option<&Document>,
) -> Vec<Alternative> {
    let name_of = |name: &String| -> String {
        let Some(old) = old.filter(|old| scheme(old, name).is_none()) else {
            return name.clone();
        };
        let own = scheme(document, name);
        let renamed = |it: &&SecurityScheme| {
            own.is_some_and(|own| normalized(&own.kind) == normalized(&it.kind))
        };
        let is_gone = |it: &&SecurityScheme| scheme(document, &it.name).is_none();
        let mut known = old.security_schemes.iter().filter(is_gone);
        known
            .find(renamed)
            .map_or_else(|| name.clone(), |it| it.name.clone())
    };
    let mut alternatives: Vec<Alternative> = security
        .iter()
        .map(|requirement| {
            let mut schemes: Alternative = requirement
                .schemes
                .iter()
                .map(|(name, scopes)| {
                    let mut scopes = scopes.clone();
                    scopes.sort_unstable();
                    scopes.dedup();
                    (name_of(name), scopes)
                })
                .collect();
            schemes.sort_unstable();
            schemes.dedup();
            schemes
        })
        .collect();
    if alternatives.is_empty() {
        alternatives.push(Vec::new());
    }
    alternatives.sort_unstable();
    alternatives.dedup();
    alternatives
}

fn scheme<'d>(document: &'d Document, name: &str) -> Option<&'d SecurityScheme> {
    document.security_schemes.iter().find(|it| it.name == name)
}

/// Returns a kind without hints and texts, in one spelling.
fn normalized(kind: &SecurityKind) -> SecurityKind {
    match kind {
        SecurityKind::Http { scheme, .. } => SecurityKind::Http {
            scheme: scheme.to_ascii_lowercase(),
            bearer_format: None,
        },
        SecurityKind::ApiKey { location, name } => SecurityKind::ApiKey {
            location: *location,
            name: match location {
                specwright_spec::ParameterLocation::Header => name.to_ascii_lowercase(),
                _ => name.clone(),
            },
        },
        SecurityKind::OAuth2 {
            flows,
            metadata_url,
        } => {
            let mut flows = flows.clone();
            for flow in &mut flows {
                flow.scopes
                    .iter_mut()
                    .for_each(|(_, description)| description.clear());
                flow.scopes.sort_unstable();
            }
            flows.sort_by(|one, other| one.name.cmp(&other.name));
            SecurityKind::OAuth2 {
                flows,
                metadata_url: metadata_url.clone(),
            }
        }
        other => other.clone(),
    }
}

/// Compares the schemes that an operation of both documents uses by one name.
fn compare_schemes(comparison: &mut Comparison<'_>, old: &Operation, new: &Operation) {
    let uses = |operation: &Operation, name: &str| {
        let mut schemes = operation.security.iter().flat_map(|it| &it.schemes);
        schemes.any(|(it, _)| it == name)
    };
    let (one, other) = (comparison.old, comparison.new);
    for before in one
        .security_schemes
        .iter()
        .filter(|it| uses(old, &it.name) && uses(new, &it.name))
    {
        if let Some(after) = scheme(other, &before.name) {
            compare_scheme(comparison, before, after);
        }
    }
}

fn compare_scheme(comparison: &mut Comparison<'_>, old: &SecurityScheme, new: &SecurityScheme) {
    if normalized(&old.kind) == normalized(&new.kind) {
        let format = |scheme: &SecurityScheme| match &scheme.kind {
            SecurityKind::Http { bearer_format, .. } => bearer_format.clone().unwrap_or_default(),
            _ => String::new(),
        };
        let (before, after) = (format(old), format(new));
        if !before.eq_ignore_ascii_case(&after) {
            let message = format!("bearer format of scheme `{}` changed", old.name);
            let finding =
                Finding::new(&BEARER_FORMAT_CHANGED, &old.at, &new.at, message).flow(Flow::Request);
            comparison.report(finding.values(before, after));
        }
        return;
    }
    let subject = format!("security scheme `{}`", old.name);
    let places = (&old.at, &new.at);
    match (&old.kind, &new.kind) {
        (
            SecurityKind::OAuth2 {
                flows: before,
                metadata_url: one,
            },
            SecurityKind::OAuth2 {
                flows: after,
                metadata_url: other,
            },
        ) => {
            compare_urls(comparison, places, &subject, (one, other));
            compare_flows(comparison, places, &subject, (before, after));
        }
        (
            SecurityKind::OpenIdConnect { url: before },
            SecurityKind::OpenIdConnect { url: after },
        ) => {
            compare_urls(
                comparison,
                places,
                &subject,
                (&Some(before.clone()), &Some(after.clone())),
            );
        }
        (before, after) => {
            let message = format!(
                "{subject} changed from {} to {}",
                describe(before),
                describe(after)
            );
            let finding =
                Finding::new(&KIND_CHANGED, &old.at, &new.at, message).flow(Flow::Request);
            comparison.report(finding.values(describe(before), describe(after)));
        }
    }
}

fn compare_urls(
    comparison: &mut Comparison<'_>,
    (old, new): (&Location, &Location),
    subject: &str,
    (before, after): (&Option<String>, &Option<String>),
) {
    if before != after {
        let text = |url: &Option<String>| url.clone().unwrap_or_default();
        let finding = Finding::new(&URL_CHANGED, old, new, format!("{subject}: URL changed"))
            .flow(Flow::Request);
        comparison.report(finding.values(text(before), text(after)));
    }
}

fn compare_flows(
    comparison: &mut Comparison<'_>,
    places: (&Location, &Location),
    subject: &str,
    (old, new): (&[OAuthFlow], &[OAuthFlow]),
) {
    let (one, other) = (places.0.child("flows"), places.1.child("flows"));
    for before in old {
        let subject = format!("{subject}, flow `{}`", before.name);
        let Some(after) = new.iter().find(|it| it.name == before.name) else {
            let message = format!("{subject} removed");
            comparison.report(
                Finding::new(&FLOW_REMOVED, &one.child(&before.name), &other, message)
                    .flow(Flow::Request),
            );
            continue;
        };
        let places = (one.child(&before.name), other.child(&after.name));
        let places = (&places.0, &places.1);
        let urls = [
            (&before.authorization_url, &after.authorization_url),
            (
                &before.device_authorization_url,
                &after.device_authorization_url,
            ),
            (&before.token_url, &after.token_url),
            (&before.refresh_url, &after.refresh_url),
        ];
        for urls in urls {
            compare_urls(comparison, places, &subject, urls);
        }
        let has = |flow: &OAuthFlow, name: &str| flow.scopes.iter().any(|(it, _)| it == name);
        for (scope, _) in before.scopes.iter().filter(|(it, _)| !has(after, it)) {
            let message = format!("{subject}: scope `{scope}` removed");
            comparison.report(
                Finding::new(&FLOW_SCOPE_REMOVED, places.0, places.1, message).flow(Flow::Request),
            );
        }
        for (scope, _) in after.scopes.iter().filter(|(it, _)| !has(before, it)) {
            let message = format!("{subject}: scope `{scope}` added");
            comparison.report(
                Finding::new(&FLOW_SCOPE_ADDED, places.0, places.1, message).flow(Flow::Request),
            );
        }
    }
    for after in new
        .iter()
        .filter(|it| !old.iter().any(|other| other.name == it.name))
    {
        let message = format!("{subject}, flow `{}` added", after.name);
        comparison.report(
            Finding::new(&FLOW_ADDED, &one, &other.child(&after.name), message).flow(Flow::Request),
        );
    }
}

/// Returns a kind in words, such as ``API key `X-Key` in header``.
fn describe(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::ApiKey { location, name } => {
            format!("API key `{name}` in {}", location.name())
        }
        SecurityKind::Http { scheme, .. } => format!("HTTP `{scheme}`"),
        SecurityKind::OAuth2 { .. } => "OAuth 2".to_owned(),
        SecurityKind::OpenIdConnect { .. } => "OpenID Connect".to_owned(),
        SecurityKind::MutualTls => "mutual TLS".to_owned(),
        SecurityKind::Unspecified => "an unknown kind".to_owned(),
    }
}
