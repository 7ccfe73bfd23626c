//! Undeclared and invalid security schemes.
//!
//! A repair never removes requirements: an operation that names such a scheme still requires a credential. Its kind is
//! assumed from the first of these that is present:
//!
//! | present | assumed kind |
//! |---|---|
//! | fields of an invalid declaration (`type`, or fields of a single type) | that type, with the valid fields |
//! | a declaration in another place (`securityDefinitions` in OpenAPI 3) | the same |
//! | words in `type`, in the last segment of a `$ref`, in the name | the kind in [`WORDS`] |
//! | nothing | a credential that the implementation of the server reads from the request head |

use crate::check::is_token;
use crate::grammar::is_extension;
use crate::resolve::Resolved;
use crate::suggest::nearest;
use crate::{Location, Node, OAuthFlow, ParameterLocation, SecurityKind};

/// Words in names, in lowercase and without punctuation, with the kinds of credentials that they indicate. The first match
/// is used.
const WORDS: [(&[&str], Word); 5] = [
    (&["basic"], Word::Basic),
    (&["mtls", "mutualtls", "clientcert"], Word::Certificate),
    (
        &["apikey", "apitoken", "accesskey", "subscriptionkey"],
        Word::Key,
    ),
    (&["digest", "hmac", "hawk", "negotiate"], Word::Scheme),
    (
        &["bearer", "jwt", "oauth", "openid", "oidc", "token", "auth0"],
        Word::Bearer,
    ),
];

#[derive(Clone, Copy)]
enum Word {
    Basic,
    Certificate,
    Key,
    Scheme,
    Bearer,
}

/// The header of an API key without a name.
const KEY_HEADER: &str = "X-API-Key";

/// Returns the declaration of a scheme with its location; `None` if there is none.
pub(crate) fn declaration<'a>(resolved: &'a Resolved, name: &str) -> Option<(&'a Node, Location)> {
    let (root, at) = resolved.document();
    // The fields of other versions, and `securitySchemes` at the root.
    let places: [&[&str]; 4] = [
        &["components", "securitySchemes"],
        &["components", "securityDefinitions"],
        &["securityDefinitions"],
        &["securitySchemes"],
    ];
    places.iter().find_map(|path| {
        let fields = path.iter().chain([&name]);
        let (node, at) = fields.fold((Some(root), at.clone()), |(node, at), field| {
            (node.and_then(|node| node.get(field)), at.child(field))
        });
        Some(resolved.follow_node(node?, at))
    })
}

/// Returns the kind of a valid declaration; `None` if a required field is missing or invalid.
pub(crate) fn declared_kind(node: &Node) -> Option<SecurityKind> {
    Some(match node.get("type")?.as_str()? {
        "apiKey" => api_key(node.get("in")?.as_str()?, node)?,
        "http" => SecurityKind::Http {
            scheme: text(node, "scheme")?,
            bearer_format: text(node, "bearerFormat"),
        },
        "oauth2" => {
            node.get("flows")?.as_object()?;
            oauth(node)
        }
        "openIdConnect" => SecurityKind::OpenIdConnect {
            url: text(node, "openIdConnectUrl")?,
        },
        "mutualTLS" => SecurityKind::MutualTls,
        _ => return None,
    })
}

/// Returns the assumed kind of a scheme without a valid declaration.
pub(crate) fn assumed_kind(name: &str, declaration: Option<&Node>) -> SecurityKind {
    declaration
        .and_then(|node| declared_kind(node).or_else(|| of_fields(name, node)))
        .or_else(|| of_words(name))
        .unwrap_or(SecurityKind::Unspecified)
}

/// Returns the description of an assumed kind, for labels.
pub(crate) fn assumption(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::Http { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
            "HTTP Basic authentication is assumed".to_owned()
        }
        SecurityKind::Http { scheme, .. } if !scheme.eq_ignore_ascii_case("bearer") => {
            format!("the HTTP authentication scheme `{scheme}` is assumed")
        }
        SecurityKind::ApiKey { location, name } => {
            let place = match location {
                ParameterLocation::Query => "query parameter",
                ParameterLocation::Cookie => "cookie",
                _ => "header",
            };
            format!("an API key in the {place} `{name}` is assumed")
        }
        SecurityKind::MutualTls => "a client certificate is assumed".to_owned(),
        SecurityKind::Unspecified => {
            "required as a credential that the server reads from the request head".to_owned()
        }
        SecurityKind::Http { .. }
        | SecurityKind::OAuth2 { .. }
        | SecurityKind::OpenIdConnect { .. } => "a bearer token is assumed".to_owned(),
    }
}

/// Returns the kind from the fields of an invalid declaration.
fn of_fields(name: &str, node: &Node) -> Option<SecurityKind> {
    let written = node.get("type").or(Some(node)).and_then(Node::as_text);
    let own = [
        ("flows", "oauth2"),
        ("flow", "oauth2"),
        ("openIdConnectUrl", "oauth2"),
        ("scheme", "http"),
        ("bearerFormat", "http"),
        ("in", "apiKey"),
    ];
    let known = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];
    let by_field = || own.iter().find(|(field, _)| node.get(field).is_some());
    let ty = written
        .and_then(|text| nearest(text, known))
        .or_else(|| Some(by_field()?.1));
    let by_words = || {
        let reference = node.get("$ref").and_then(Node::as_text);
        let segment = reference.and_then(|text| text.rsplit('/').next());
        written
            .and_then(of_words)
            .or_else(|| segment.and_then(of_words))
    };
    match ty {
        Some("apiKey") => of_api_key(name, node),
        Some("http") => Some(of_http(name, node)),
        Some("oauth2" | "openIdConnect") => Some(oauth(node)),
        Some("mutualTLS") => Some(SecurityKind::MutualTls),
        _ => by_words(),
    }
}

fn of_api_key(name: &str, node: &Node) -> Option<SecurityKind> {
    let places = ["query", "header", "cookie"];
    let place = node.get("in").and_then(Node::as_text);
    let place = place.and_then(|text| nearest(text, places));
    let key = api_key(place.unwrap_or("header"), node);
    // An API key in the query or in a cookie is not sent in the default header.
    let by_name = || match place {
        None | Some("header") => of_words(name),
        Some(_) => None,
    };
    let is_key = |kind: &SecurityKind| matches!(kind, SecurityKind::ApiKey { .. });
    key.or_else(|| by_name().filter(is_key))
        .or(Some(SecurityKind::Unspecified))
}

/// Returns the HTTP authentication scheme; a bearer token by default.
fn of_http(name: &str, node: &Node) -> SecurityKind {
    let scheme = text(node, "scheme").filter(|scheme| is_token(scheme));
    let by_name = || match of_words(name) {
        Some(SecurityKind::Http { scheme, .. }) => Some(scheme),
        _ => None,
    };
    SecurityKind::Http {
        scheme: scheme
            .or_else(by_name)
            .unwrap_or_else(|| "bearer".to_owned()),
        bearer_format: text(node, "bearerFormat"),
    }
}

/// Returns the kind that the words of a name indicate.
fn of_words(name: &str) -> Option<SecurityKind> {
    let lower = name.to_ascii_lowercase();
    let header = |name: &str| SecurityKind::ApiKey {
        location: ParameterLocation::Header,
        name: name.to_owned(),
    };
    let http = |scheme: &str| SecurityKind::Http {
        scheme: scheme.to_owned(),
        bearer_format: None,
    };
    if is_token(name) && (lower.starts_with("x-") || lower == "authorization") {
        return Some(header(name));
    }
    let letters: String = lower.chars().filter(|it| it.is_alphanumeric()).collect();
    let found = WORDS.iter().find_map(|(words, kind)| {
        let word = words.iter().find(|word| letters.contains(**word))?;
        Some((*word, *kind))
    });
    found.map(|(word, kind)| match kind {
        Word::Basic => http("basic"),
        Word::Bearer => http("bearer"),
        Word::Scheme => http(word),
        Word::Key => header(KEY_HEADER),
        Word::Certificate => SecurityKind::MutualTls,
    })
}

fn api_key(place: &str, node: &Node) -> Option<SecurityKind> {
    let location = match place {
        "query" => ParameterLocation::Query,
        "cookie" => ParameterLocation::Cookie,
        "header" => ParameterLocation::Header,
        _ => return None,
    };
    let is_sendable = |name: &String| location == ParameterLocation::Query || is_token(name);
    Some(SecurityKind::ApiKey {
        location,
        name: text(node, "name").filter(is_sendable)?,
    })
}

fn oauth(node: &Node) -> SecurityKind {
    let flows = node.get("flows").map(Node::members).unwrap_or_default();
    let flows = flows.iter().filter(|(name, _)| !is_extension(name));
    SecurityKind::OAuth2 {
        flows: flows.map(|(name, node)| flow(name, node)).collect(),
        metadata_url: text(node, "oauth2MetadataUrl"),
    }
}

fn flow(name: &str, node: &Node) -> OAuthFlow {
    let scopes = node.get("scopes").map(Node::members).unwrap_or_default();
    OAuthFlow {
        name: name.to_owned(),
        authorization_url: text(node, "authorizationUrl"),
        device_authorization_url: text(node, "deviceAuthorizationUrl"),
        token_url: text(node, "tokenUrl"),
        refresh_url: text(node, "refreshUrl"),
        scopes: scopes
            .iter()
            .map(|(scope, words)| {
                let words = words.as_text().unwrap_or_default();
                (scope.clone(), words.to_owned())
            })
            .collect(),
    }
}

fn text(node: &Node, key: &str) -> Option<String> {
    node.get(key).and_then(Node::as_text).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assumed(name: &str, declaration: Option<&str>) -> String {
        let node = declaration.map(|text| serde_json::from_str::<Node>(text).expect("JSON"));
        assumption(&assumed_kind(name, node.as_ref()))
    }

    #[test]
    fn names_of_undeclared_schemes_have_words() {
        for (name, expected) in [
            ("Bearer", "bearer token"),
            ("bearerAuth", "bearer token"),
            ("jwt", "bearer token"),
            ("oauth2", "bearer token"),
            ("access_token", "bearer token"),
            ("Auth0", "bearer token"),
            ("basicAuth", "HTTP Basic"),
            ("ApiKeyAuth", "`X-API-Key`"),
            ("api_key", "`X-API-Key`"),
            ("X-Auth-Token", "header `X-Auth-Token`"),
            ("Authorization", "header `Authorization`"),
            ("mTLS", "client certificate"),
            ("httpDigest", "scheme `digest`"),
            ("Good", "request head"),
            ("", "request head"),
            ("日本語", "request head"),
        ] {
            let words = assumed(name, None);
            assert!(words.contains(expected), "{name}: {words}");
        }
    }

    #[test]
    fn faulty_declarations_are_read_as_far_as_possible() {
        for (name, declaration, expected) in [
            ("a", r#"{"type": "apiKey", "in": "header"}"#, "request head"),
            ("apiKey", r#"{"type": "apiKey"}"#, "header `X-API-Key`"),
            (
                "apiKey",
                r#"{"type": "apiKey", "in": "cookie"}"#,
                "request head",
            ),
            ("a", r#"{"type": "apiKey", "name": "K"}"#, "header `K`"),
            (
                "a",
                r#"{"type": "apikey", "name": "K", "in": "qury"}"#,
                "parameter `K`",
            ),
            ("a", r#"{"in": "cookie", "name": "sid"}"#, "cookie `sid`"),
            (
                "a",
                r#"{"type": "apiKey", "in": "header", "name": "a b"}"#,
                "request head",
            ),
            ("a", r#"{"type": "http"}"#, "bearer token"),
            ("basic", r#"{"type": "http"}"#, "HTTP Basic"),
            ("a", r#"{"scheme": "basic"}"#, "HTTP Basic"),
            ("a", r#"{"type": "basic"}"#, "HTTP Basic"),
            ("a", r#"{"type": "jwt"}"#, "bearer token"),
            ("a", r#"{"type": "oauth2"}"#, "bearer token"),
            ("a", r#"{"type": "oauth2", "flows": []}"#, "bearer token"),
            ("a", r#"{"type": "openIdConnect"}"#, "bearer token"),
            ("a", r#"{"$ref": "https://a.b/c#/basicAuth"}"#, "HTTP Basic"),
            ("a", r#""bearer""#, "bearer token"),
            ("jwt", "null", "bearer token"),
            ("jwt", "[1]", "bearer token"),
            ("a", r#"{"type": "magic"}"#, "request head"),
        ] {
            let words = assumed(name, Some(declaration));
            assert!(words.contains(expected), "{name} {declaration}: {words}");
        }
    }
}
