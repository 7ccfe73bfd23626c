//! The credentials that the API sends with webhooks and callbacks.
//!
//! The application verifies them, since no document describes how a signature is computed from the raw body. Where the document
//! requires a credential, the method that verifies it has no default implementation.

use specwright_ir::SenderCredential;
use specwright_spec::{Document, SecurityKind, SecurityRequirement};

use crate::security::credential;

/// Returns the alternatives of credentials; none if no alternative names a scheme.
pub(crate) fn lower(
    document: &Document,
    requirements: &[SecurityRequirement],
) -> Vec<Vec<SenderCredential>> {
    if requirements.iter().all(|it| it.schemes.is_empty()) {
        return Vec::new();
    }
    let kind = |name: &str| {
        let declared = document.security_schemes.iter().find(|it| it.name == name);
        declared.map_or(&SecurityKind::Unspecified, |it| &it.kind)
    };
    let alternative = |requirement: &SecurityRequirement| {
        let schemes = requirement.schemes.iter();
        let credentials = schemes.map(|(name, scopes)| SenderCredential {
            scheme: name.clone(),
            credential: credential(kind(name)),
            scopes: scopes.clone(),
        });
        credentials.collect()
    };
    requirements.iter().map(alternative).collect()
}
