//! Diagnostics in the terms of Swagger 2.0.

use crate::{Diagnostic, Edit, Sources};

/// A part of the pointer in the upgraded tree, a term of OpenAPI 3, and the Swagger 2.0 term that replaces it there.
#[rustfmt::skip]
const TERMS: &[(&str, &str, &str)] = &[
    ("/openapi", "`openapi`", "`swagger`"),
    ("/openapi", "`openapi: ", "`swagger: "),
    ("/securitySchemes/", "`authorizationCode`", "`accessCode`"),
    ("/securitySchemes/", "`clientCredentials`", "`application`"),
    ("/securitySchemes/", "an OAuth flow", "a security scheme of type `oauth2`"),
    ("/securitySchemes/", "OAuth flow", "security scheme of type `oauth2`"),
    ("/securitySchemes/", "`apiKey`, `http`, `oauth2`, `openIdConnect` or `mutualTLS`", "`basic`, `apiKey` or `oauth2`"),
    ("/securitySchemes/", "`query`, `header` or `cookie`", "`query` or `header`"),
    ("/parameters/", "`path`, `query`, `header` or `cookie`", "`path`, `query`, `header`, `formData` or `body`"),
    ("/request", "request body object", "parameter `in: body`"),
    ("/request", "request body", "parameter `in: body`"),
    ("", "an OpenAPI document", "a Swagger document"),
    ("", "OpenAPI document", "Swagger document"),
    ("", "`components.securitySchemes`", "`securityDefinitions`"),
    ("", "`components.schemas`", "`definitions`"),
];

/// Translates a diagnostic of the upgraded tree to the terms of the file.
pub(crate) fn translate(mut diagnostic: Diagnostic, sources: &Sources) -> Diagnostic {
    // A field with another original location or name cannot be edited by its location in the tree.
    let is_written = |edit: &Edit| {
        let written = sources.written(&edit.at);
        written.last() == edit.at.pointer.last()
    };
    diagnostic.notes.fix = diagnostic
        .notes
        .fix
        .filter(|fix| fix.edits.iter().all(is_written));
    let place = diagnostic.place.location();
    let pointer = place.map(|at| at.pointer.to_string()).unwrap_or_default();
    let notes = &mut *diagnostic.notes;
    let texts = std::iter::once(&mut diagnostic.message)
        .chain(&mut notes.label)
        .chain(&mut notes.help)
        .chain(notes.others.iter_mut().map(|(_, label)| label));
    for text in texts {
        for (part, word, own) in TERMS {
            if pointer.contains(part) && text.contains(word) {
                *text = text.replace(word, own);
            }
        }
    }
    diagnostic
}
