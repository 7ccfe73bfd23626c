//! Security schemes and requirements.

use std::collections::HashSet;

use super::Reader;
use super::fields::{flag, members, text};
use crate::grammar::is_extension;
use crate::{
    Node, OAuthFlow, ParameterLocation, SecurityKind, SecurityRequirement, SecurityScheme,
};

/// The schemes, in document order.
pub(super) fn schemes(reader: &mut Reader<'_>) -> Option<Vec<SecurityScheme>> {
    let (root, at) = reader.resolved.document();
    let components = root.get("components").unwrap_or(&Node::Null);
    let at = at.child("components").child("securitySchemes");
    let declared = members(components, "securitySchemes").iter();
    declared
        .filter(|(name, _)| reader.declared.contains(name.as_str()))
        .map(|(name, node)| {
            let (node, at) = reader.resolved.follow_node(node, at.child(name));
            Some(SecurityScheme {
                at,
                name: name.clone(),
                description: text(node, "description"),
                deprecated: flag(node, "deprecated"),
                kind: kind(node)?,
            })
        })
        .collect()
}

fn kind(node: &Node) -> Option<SecurityKind> {
    Some(match node.get("type")?.as_str()? {
        "apiKey" => SecurityKind::ApiKey {
            location: match node.get("in")?.as_str()? {
                "query" => ParameterLocation::Query,
                "cookie" => ParameterLocation::Cookie,
                _ => ParameterLocation::Header,
            },
            name: text(node, "name")?,
        },
        "http" => SecurityKind::Http {
            scheme: text(node, "scheme")?,
            bearer_format: text(node, "bearerFormat"),
        },
        "oauth2" => SecurityKind::OAuth2 {
            flows: members(node, "flows")
                .iter()
                .filter(|(name, _)| !is_extension(name))
                .map(|(name, node)| flow(name, node))
                .collect(),
            metadata_url: text(node, "oauth2MetadataUrl"),
        },
        "openIdConnect" => SecurityKind::OpenIdConnect {
            url: text(node, "openIdConnectUrl")?,
        },
        _ => SecurityKind::MutualTls,
    })
}

fn flow(name: &str, node: &Node) -> OAuthFlow {
    let scopes = members(node, "scopes").iter();
    OAuthFlow {
        name: name.to_owned(),
        authorization_url: text(node, "authorizationUrl"),
        device_authorization_url: text(node, "deviceAuthorizationUrl"),
        token_url: text(node, "tokenUrl"),
        refresh_url: text(node, "refreshUrl"),
        scopes: scopes
            .map(|(scope, words)| {
                let words = words.as_text().unwrap_or_default();
                (scope.clone(), words.to_owned())
            })
            .collect(),
    }
}

/// The alternatives of a `security`, but those that name a scheme that is not declared.
pub(super) fn requirements(
    security: Option<&Node>,
    declared: &HashSet<&str>,
) -> Vec<SecurityRequirement> {
    let scopes = |node: &Node| {
        let texts = node.elements().iter().filter_map(Node::as_text);
        texts.map(str::to_owned).collect()
    };
    let requirement = |node: &Node| SecurityRequirement {
        schemes: node
            .members()
            .iter()
            .map(|(name, node)| (name.clone(), scopes(node)))
            .collect(),
    };
    let alternatives = security.map(Node::elements).unwrap_or_default();
    let is_known = |alternative: &&Node| {
        let mut names = alternative.members().iter().map(|(name, _)| name.as_str());
        names.all(|name| declared.contains(name))
    };
    alternatives
        .iter()
        .filter(is_known)
        .map(requirement)
        .collect()
}
