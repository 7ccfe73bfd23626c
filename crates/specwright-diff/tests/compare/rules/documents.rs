//! The rules about parts of the whole document: operations, webhooks, servers and security.

use super::{Case, check};

/// Documents without their head.
pub const CASES: &[Case] = &[
    (
        "operation-added",
        "paths: {/a: {get: OK}}",
        "paths: {/a: {get: OK, post: OK}}",
    ),
    (
        "operation-removed",
        "paths: {/a: {get: OK, post: OK}}",
        "paths: {/a: {get: OK}}",
    ),
    (
        "operation-removed-after-sunset",
        "paths: {/a: {get: OK, post: {deprecated: true, x-sunset: '2020-01-01', RESPONSES}}}",
        "paths: {/a: {get: OK}}",
    ),
    (
        "operation-removed-before-sunset",
        "paths: {/a: {get: OK, post: {deprecated: true, x-sunset: '2030-01-01', RESPONSES}}}",
        "paths: {/a: {get: OK}}",
    ),
    (
        "webhook-added",
        "paths: {/a: {get: OK}}",
        "paths: {/a: {get: OK}}\nwebhooks: {w: {post: OK}}",
    ),
    (
        "webhook-removed",
        "paths: {/a: {get: OK}}\nwebhooks: {w: {post: OK}}",
        "paths: {/a: {get: OK}}",
    ),
    (
        "server-removed",
        "PATHS\nservers: [{url: 'https://a'}, {url: 'https://b'}]",
        "PATHS\nservers: [{url: 'https://a'}]",
    ),
    (
        "server-added",
        "PATHS\nservers: [{url: 'https://a'}]",
        "PATHS\nservers: [{url: 'https://b'}, {url: 'https://a/'}]",
    ),
    (
        "server-url-changed",
        "PATHS\nservers: [{url: 'https://a'}]",
        "PATHS\nservers: [{url: 'https://b'}]",
    ),
    (
        "server-variable-default-changed",
        "PATHS\nservers: [{url: 'https://{v}', variables: {v: {default: a}}}]",
        "PATHS\nservers: [{url: 'https://{v}', variables: {v: {default: b}}}]",
    ),
    (
        "server-variable-value-removed",
        "PATHS\nservers: [{url: 'https://{v}', variables: {v: {default: a, enum: [a, b]}}}]",
        "PATHS\nservers: [{url: 'https://{v}', variables: {v: {default: a, enum: [a]}}}]",
    ),
    (
        "server-variable-value-added",
        "PATHS\nservers: [{url: 'https://{v}', variables: {v: {default: a, enum: [a]}}}]",
        "PATHS\nservers: [{url: 'https://{v}', variables: {v: {default: a, enum: [b, a]}}}]",
    ),
    (
        "server-variable-listed",
        "PATHS\nservers: [{url: 'https://{v}', variables: {v: {default: a}}}]",
        "PATHS\nservers: [{url: 'https://{v}', variables: {v: {default: a, enum: [a]}}}]",
    ),
    (
        "server-variable-unlisted",
        "PATHS\nservers: [{url: 'https://{v}', variables: {v: {default: a, enum: [a]}}}]",
        "PATHS\nservers: [{url: 'https://{v}', variables: {v: {default: a}}}]",
    ),
    (
        "security-required",
        "PATHS\nSCHEMES",
        "PATHS\nSCHEMES\nsecurity: [{key: []}]",
    ),
    (
        "security-no-longer-required",
        "PATHS\nSCHEMES\nsecurity: [{key: []}]",
        "PATHS\nSCHEMES\nsecurity: []",
    ),
    (
        "security-alternative-removed",
        "PATHS\nSCHEMES\nsecurity: [{key: []}, {basic: []}]",
        "PATHS\nSCHEMES\nsecurity: [{key: []}]",
    ),
    (
        "security-alternative-added",
        "PATHS\nSCHEMES\nsecurity: [{key: []}]",
        "PATHS\nSCHEMES\nsecurity: [{basic: []}, {key: []}]",
    ),
    (
        "security-scope-added",
        "PATHS\nSCHEMES\nsecurity: [{oauth: [read]}]",
        "PATHS\nSCHEMES\nsecurity: [{oauth: [write, read]}]",
    ),
    (
        "security-scope-removed",
        "PATHS\nSCHEMES\nsecurity: [{oauth: [write, read]}]",
        "PATHS\nSCHEMES\nsecurity: [{oauth: [read]}]",
    ),
    (
        "security-scheme-changed",
        "SECURE {type: apiKey, in: header, name: X-Key}",
        "SECURE {type: apiKey, in: query, name: key}",
    ),
    (
        "bearer-format-changed",
        "SECURE {type: http, scheme: bearer}",
        "SECURE {type: http, scheme: Bearer, bearerFormat: JWT}",
    ),
    (
        "security-url-changed",
        "SECURE {type: openIdConnect, openIdConnectUrl: 'https://a'}",
        "SECURE {type: openIdConnect, openIdConnectUrl: 'https://b'}",
    ),
    (
        "oauth-flow-removed",
        "SECURE {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a', scopes: {}}, password: {tokenUrl: 'https://a', scopes: {}}}}",
        "SECURE {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a', scopes: {}}}}",
    ),
    (
        "oauth-flow-added",
        "SECURE {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a', scopes: {}}}}",
        "SECURE {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a', scopes: {}}, password: {tokenUrl: 'https://a', scopes: {}}}}",
    ),
    (
        "oauth-scope-removed",
        "SECURE {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a', scopes: {r: x, w: y}}}}",
        "SECURE {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a', scopes: {r: z}}}}",
    ),
    (
        "oauth-scope-added",
        "SECURE {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a', scopes: {r: x}}}}",
        "SECURE {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a', scopes: {w: y, r: x}}}}",
    ),
];

const SCHEMES: &str = "components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    basic: {type: http, scheme: basic}
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a', scopes: {read: r, write: w}}}}";

#[test]
fn parts_of_documents() {
    check(CASES, |text| {
        let text = match text.strip_prefix("SECURE ") {
            Some(scheme) => format!(
                "PATHS\nsecurity: [{{scheme: []}}]\ncomponents: {{securitySchemes: {{scheme: {scheme}}}}}"
            ),
            None => text.to_owned(),
        };
        let text = text
            .replace("PATHS", "paths: {/a: {get: OK}}")
            .replace("SCHEMES", SCHEMES)
            .replace("OK", "{RESPONSES}")
            .replace("RESPONSES", "responses: {'200': {description: ok}}");
        format!("openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\n{text}\n")
    });
}
