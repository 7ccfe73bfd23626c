//! Security schemes and requirements.

use super::Reader;
use super::fields::members;
use crate::grammar::Kind;
use crate::{Node, SecurityRequirement};

type Schemes = Vec<(String, openapiv3::SecurityScheme)>;

/// The schemes by name, and the names of those that the connection answers (`mutualTLS`), in document order.
pub(super) fn schemes(reader: &mut Reader<'_>) -> Option<(Schemes, Vec<String>)> {
    let (root, at) = reader.resolved.document();
    let components = root.get("components").unwrap_or(&Node::Null);
    let at = at.child("components").child("securitySchemes");
    let (mut schemes, mut mutual_tls) = (Vec::new(), Vec::new());
    for (name, node) in members(components, "securitySchemes") {
        let (node, at) = reader.resolved.follow_node(node, at.child(name));
        match node.get("type").and_then(Node::as_str) {
            Some("mutualTLS") => mutual_tls.push(name.clone()),
            _ => schemes.push((name.clone(), reader.typed(Kind::SecurityScheme, &at)?)),
        }
    }
    Some((schemes, mutual_tls))
}

/// The alternatives of a `security`.
pub(super) fn requirements(security: Option<&Node>) -> Vec<SecurityRequirement> {
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
    alternatives.iter().map(requirement).collect()
}
