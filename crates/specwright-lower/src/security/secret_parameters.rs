//! Parameters and headers that are credentials by their name, without `format: password`: their values are marked as secrets, which
//! `Debug` and violations redact.
//!
//! The tables list exact names, since the generated structs show all other values. For headers that no document declares,
//! `redact.rs` of the runtime has a broader rule.

use specwright_ir::{Constraint, ConstraintSite, Value, ValueConstraints};
use specwright_spec::{Document, Parameter, ParameterLocation, SecurityKind};

/// The headers with credentials, in lower case without hyphens and underscores.
const HEADERS: &[&str] = &[
    "accesstoken",
    "apikey",
    "apitoken",
    "authorization",
    "authtoken",
    "cookie",
    "ocpapimsubscriptionkey",
    "privatetoken",
    "proxyauthorization",
    "setcookie",
    "setcookie2",
    "xaccesstoken",
    "xamzsecuritytoken",
    "xapikey",
    "xapitoken",
    "xappkey",
    "xappsecret",
    "xauth",
    "xauthkey",
    "xauthorization",
    "xauthtoken",
    "xclientsecret",
    "xcsrftoken",
    "xfunctionskey",
    "xgitlabtoken",
    "xgoogapikey",
    "xrefreshtoken",
    "xsecret",
    "xsessiontoken",
    "xshopifyaccesstoken",
    "xtoken",
    "xvaulttoken",
    "xxsrftoken",
];

/// The query parameters and cookies with credentials (RFC 6749, RFC 6750 and usage), in the same form.
const PAIRS: &[&str] = &[
    "accesskey",
    "accesstoken",
    "apikey",
    "apisecret",
    "apitoken",
    "authkey",
    "authtoken",
    "clientassertion",
    "clientsecret",
    "codeverifier",
    "connectsid",
    "idtoken",
    "jsessionid",
    "jwt",
    "passphrase",
    "passwd",
    "password",
    "phpsessid",
    "refreshtoken",
    "sessionid",
    "sessiontoken",
    "sid",
];

/// Marks the value of a parameter as a secret if it is a credential.
pub(crate) fn mark(document: &Document, parameter: &Parameter, value: &mut Value) {
    if !is_credential(document, parameter) || value.holds_secret() {
        return;
    }
    let constraints = value.constraints.get_or_insert_with(|| ValueConstraints {
        schema: format!("{}/schema", parameter.at.pointer.as_str()),
        site: ConstraintSite::Elsewhere,
        list: Vec::new(),
    });
    constraints.list.push(Constraint::Secret);
}

/// Returns true for a usual name of a credential, and for that of a security scheme that is declared as a parameter as well.
fn is_credential(document: &Document, parameter: &Parameter) -> bool {
    let plain = plain(&parameter.name);
    let usual = match parameter.location {
        ParameterLocation::Header => HEADERS,
        ParameterLocation::Query | ParameterLocation::Cookie => PAIRS,
        ParameterLocation::Path | ParameterLocation::Querystring => &[],
    };
    let is_scheme = |kind: &SecurityKind| match kind {
        SecurityKind::ApiKey { location, name } => {
            *location == parameter.location
                && match location {
                    ParameterLocation::Header => name.eq_ignore_ascii_case(&parameter.name),
                    _ => *name == parameter.name,
                }
        }
        _ => false,
    };
    usual.contains(&&*plain)
        || document
            .security_schemes
            .iter()
            .any(|it| is_scheme(&it.kind))
}

/// Returns a name in lower case without separators.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, '-' | '_' | '.'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_the_form_of_plain_names() {
        for table in [HEADERS, PAIRS] {
            assert!(table.is_sorted(), "{table:?}");
            assert!(table.iter().all(|name| plain(name) == *name), "{table:?}");
        }
    }
}
