//! Security schemes and requirements.

use std::collections::{HashMap, HashSet};

use super::{error, headers};
use crate::lenient::security::{assumed_kind, assumption, declaration, declared_kind};
use crate::paths::{FoundOperation, callbacks, paths, webhooks};
use crate::resolve::Resolved;
use crate::suggest::nearest;
use crate::upgrade::v2;
use crate::{Location, Node, Report, SecurityKind, Version};

/// The types of schemes with their required fields (OpenAPI 3.0.4, "Security Scheme Object").
const TYPES: [(&str, &[&str]); 5] = [
    ("apiKey", &["name", "in"]),
    ("http", &["scheme"]),
    ("oauth2", &["flows"]),
    ("openIdConnect", &["openIdConnectUrl"]),
    ("mutualTLS", &[]),
];

/// The flows with their required URLs (OpenAPI 3.0.4, "OAuth Flow Object").
const FLOWS: [(&str, &[&str]); 5] = [
    ("implicit", &["authorizationUrl"]),
    ("password", &["tokenUrl"]),
    ("clientCredentials", &["tokenUrl"]),
    ("authorizationCode", &["authorizationUrl", "tokenUrl"]),
    (
        "deviceAuthorization",
        &["deviceAuthorizationUrl", "tokenUrl"],
    ),
];

pub(super) fn check_scheme(scheme: &Node, at: &Location, version: Version, report: &mut Report) {
    let Some(name) = scheme.get("type").and_then(Node::as_text) else {
        return;
    };
    let Some((_, required)) = TYPES.iter().find(|(known, _)| *known == name) else {
        let known = TYPES.map(|(name, _)| name);
        return report.push(error::invalid_value(
            &at.child("type"),
            name,
            &known,
            nearest(name, known),
        ));
    };
    if name == "mutualTLS" && version < Version::V3_1 {
        let known = &TYPES.map(|(name, _)| name)[..TYPES.len() - 1];
        report.push(error::invalid_value(&at.child("type"), name, known, None));
    }
    if name == "oauth2" && version == Version::V2_0 && scheme.get("flows").is_none() {
        return check_flow(scheme, at, report);
    }
    let holder = format!("security scheme of type `{name}`");
    check_required(scheme, at, required, &holder, report);
    check_use(scheme, at, name, report);
    if name == "apiKey" {
        check_api_key(scheme, at, report);
    }
    if let Some(flows) = scheme.get("flows") {
        let at = at.child("flows");
        for (name, required) in FLOWS {
            if let Some(flow) = flows.get(name) {
                let holder = format!("flow `{name}`");
                check_required(flow, &at.child(name), required, &holder, report);
            }
        }
    }
}

/// Checks the flow of a Swagger 2.0 document that could not be upgraded to OpenAPI 3 (Swagger 2.0, "Security Scheme
/// Object").
fn check_flow(scheme: &Node, at: &Location, report: &mut Report) {
    let known = v2::FLOWS.map(|(name, _)| name);
    report.push(match scheme.get("flow").and_then(Node::as_text) {
        Some(flow) => error::invalid_value(&at.child("flow"), flow, &known, nearest(flow, known)),
        None => error::missing_security_field(at, "security scheme of type `oauth2`", "flow"),
    });
}

/// Fields that apply to a single type of scheme.
const OWN: [(&str, &str); 6] = [
    ("name", "apiKey"),
    ("in", "apiKey"),
    ("scheme", "http"),
    ("bearerFormat", "http"),
    ("flows", "oauth2"),
    ("openIdConnectUrl", "openIdConnect"),
];

/// Reports fields of other types of schemes ("Applies To" in the table of fields, "Security Scheme Object").
fn check_use(scheme: &Node, at: &Location, name: &str, report: &mut Report) {
    for (field, _) in OWN.iter().filter(|(_, of)| *of != name) {
        if scheme.get(field).is_some() {
            let reason = format!("it does not apply to security schemes of type `{name}`");
            report.push(error::ignored_field(&at.child(field), field, &reason));
        }
    }
}

fn check_api_key(scheme: &Node, at: &Location, report: &mut Report) {
    let known = ["query", "header", "cookie"];
    match scheme.get("in").and_then(Node::as_str) {
        Some("query") | None => {}
        Some(location @ ("header" | "cookie")) => {
            headers::check_name(scheme.get("name"), &at.child("name"), location, report);
        }
        Some(other) => report.push(error::invalid_value(
            &at.child("in"),
            other,
            &known,
            nearest(other, known),
        )),
    }
}

fn check_required(
    node: &Node,
    at: &Location,
    required: &[&str],
    holder: &str,
    report: &mut Report,
) {
    let is_missing = |field: &&&str| matches!(node.get(field), None | Some(Node::Null));
    for field in required.iter().filter(is_missing) {
        report.push(error::missing_security_field(at, holder, field));
    }
}

/// Checks the names of security requirements: "Each name MUST correspond to a security scheme which is declared in the
/// Security Schemes under the Components Object" (OpenAPI 3.0.4, "Security Requirement Object").
pub(super) fn check(resolved: &Resolved, report: &mut Report) {
    let (root, at) = resolved.document();
    let declared = schemes(root).iter().map(|(name, _)| name.as_str());
    let declared: HashSet<&str> = declared.collect();
    let mut check = |holder: &Node, at: &Location, checked_by| {
        check_requirements(resolved, (holder, at), &declared, checked_by, report);
    };
    check(root, &at, CheckedBy::Server);
    let mut check_operation = |operation: &FoundOperation<'_>, checked_by| {
        let holders = operation.secured();
        holders.for_each(|(node, at)| check(node, at, checked_by));
    };
    for path in paths(resolved) {
        for operation in path.operations() {
            check_operation(&operation, CheckedBy::Server);
            for (_, path) in callbacks(resolved, &operation) {
                let called = path.operations();
                called.for_each(|called| check_operation(&called, CheckedBy::Receiver));
            }
        }
    }
    for path in webhooks(resolved) {
        let sent = path.operations();
        sent.for_each(|sent| check_operation(&sent, CheckedBy::Receiver));
    }
}

/// The part of the generated code that checks the credential of an operation.
#[derive(Clone, Copy)]
enum CheckedBy {
    /// The router of the server, which reads the credential from the request.
    Server,
    /// The receiver trait of webhooks and callbacks, whose implementation reads the credential.
    Receiver,
}

/// Returns the members of `components.securitySchemes`.
fn schemes(root: &Node) -> &[(String, Node)] {
    let components = root.get("components");
    let schemes = components.and_then(|components| components.get("securitySchemes"));
    schemes.map(Node::members).unwrap_or_default()
}

/// Returns the locations of invalid scheme declarations with their assumed kinds.
pub(super) fn faulty(resolved: &Resolved) -> HashMap<Location, SecurityKind> {
    let (root, at) = resolved.document();
    let at = at.child("components").child("securitySchemes");
    let declared = schemes(root).iter().map(|(name, node)| {
        let (scheme, at) = resolved.follow_node(node, at.child(name));
        (name, scheme, at)
    });
    let faulty = declared.filter(|(_, scheme, _)| declared_kind(scheme).is_none());
    faulty
        .map(|(name, scheme, at)| (at, assumed_kind(name, Some(scheme))))
        .collect()
}

fn check_requirements(
    resolved: &Resolved,
    (holder, at): (&Node, &Location),
    declared: &HashSet<&str>,
    checked_by: CheckedBy,
    report: &mut Report,
) {
    let at = at.child("security");
    let alternatives = holder.get("security").map(Node::elements);
    for (index, requirement) in alternatives.unwrap_or_default().iter().enumerate() {
        let names = requirement.members().iter().map(|(name, _)| name.as_str());
        for name in names.filter(|name| !declared.contains(name)) {
            let intended = nearest(name, declared.iter().copied());
            let error =
                error::unknown_security_scheme(&at.index(index).child(name), name, intended);
            let declaration = declaration(resolved, name).map(|(node, _)| node);
            let assumed = match checked_by {
                CheckedBy::Server => assumption(&assumed_kind(name, declaration)),
                CheckedBy::Receiver => "each receiver must check it in `verify_sender`".to_owned(),
            };
            report.push(error.repaired(resolved.leniency, &assumed));
        }
    }
}
