//! Security schemes and requirements.

use super::Reader;
use super::fields::{flag, text};
use crate::lenient::security::{assumed_kind, declaration, declared_kind};
use crate::{Location, Node, SecurityRequirement, SecurityScheme};

/// Reads the declared schemes in document order, then the undeclared ones in the order of their first use. The kind of an
/// invalid or undeclared scheme is assumed.
pub(super) fn schemes(reader: &Reader<'_>) -> Vec<SecurityScheme> {
    let resolved = reader.resolved;
    let (root, at) = resolved.document();
    let at = at.child("components").child("securitySchemes");
    let declared = root
        .get("components")
        .and_then(|components| components.get("securitySchemes"))
        .map(Node::members)
        .unwrap_or_default();
    let mut schemes: Vec<SecurityScheme> = declared
        .iter()
        .map(|(name, node)| {
            let (node, at) = resolved.follow_node(node, at.child(name));
            scheme(name, Some(node), at)
        })
        .collect();
    for name in &reader.required_schemes {
        if !declared.iter().any(|(known, _)| known == name) {
            let (node, at) = match declaration(resolved, name) {
                Some((node, at)) => (Some(node), at),
                None => (None, at.child(name)),
            };
            schemes.push(scheme(name, node, at));
        }
    }
    schemes
}

fn scheme(name: &str, node: Option<&Node>, at: Location) -> SecurityScheme {
    let kind = node.and_then(declared_kind);
    SecurityScheme {
        at,
        name: name.to_owned(),
        description: node.and_then(|node| text(node, "description")),
        deprecated: node.is_some_and(|node| flag(node, "deprecated")),
        is_assumed: kind.is_none(),
        kind: kind.unwrap_or_else(|| assumed_kind(name, node)),
    }
}

/// Reads the alternatives of `security`. None is dropped, since that would remove a requirement.
pub(super) fn requirements(reader: &mut Reader<'_>, security: &Node) -> Vec<SecurityRequirement> {
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
    let alternatives: Vec<_> = security.elements().iter().map(requirement).collect();
    for (name, _) in alternatives.iter().flat_map(|it| &it.schemes) {
        if reader.known_schemes.insert(name.clone()) {
            reader.required_schemes.push(name.clone());
        }
    }
    alternatives
}
