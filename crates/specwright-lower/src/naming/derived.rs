//! The names of generated code that follow from other names: constants, statics and functions of codecs.

use specwright_ir::{
    AlternativeId, Api, AssertionId, CharClass, CharSet, Ident, Matcher, Pattern, Scopes,
    SharedSecurity,
};
use std::collections::BTreeMap;

/// Alternatives of credentials, with the scopes that each needs.
type Security = [(AlternativeId, Scopes)];

/// Returns the constant that belongs to a name: `TOKEN_ID` for `token_id`.
pub(crate) fn constant(name: &Ident) -> Ident {
    Ident::new(name.as_str().to_uppercase())
}

/// Returns the constant of a pattern's text: `MONGO_ID` for `matches_mongo_id`.
pub(crate) fn pattern_constant(function: &Ident) -> Ident {
    let name = function.as_str();
    constant(&Ident::new(name.strip_prefix("matches_").unwrap_or(name)))
}

/// Returns the constant of a body's constraints: `BODY`, or `BODY_JSON` of one of several.
pub(crate) fn body_constant(variant: &Ident, is_only: bool) -> Ident {
    match is_only {
        true => Ident::new("BODY"),
        false => constant(&Ident::new(format!("BODY_{variant}"))),
    }
}

/// Returns the function that decodes the request of an operation: `decode_create_pet` for `create_pet`.
pub(crate) fn decode(operation: &Ident) -> Ident {
    Ident::new(format!("decode_{operation}"))
}

/// Returns the function that encodes the response of an operation: `encode_create_pet` for `create_pet`.
pub(crate) fn encode(operation: &Ident) -> Ident {
    Ident::new(format!("encode_{operation}"))
}

/// Returns the static of an assertion.
pub(crate) fn assertion_static(id: AssertionId) -> Ident {
    Ident::new(format!("A{}", id.0))
}

/// Returns the constant of an assertion that constraints refer to.
pub(crate) fn assertion_root(id: AssertionId) -> Ident {
    Ident::new(format!("ROOT_{}", id.0))
}

/// Returns the distinct sets of code points of some patterns, in the order in which they occur: `CLASS_1`, or `CLASS_1_` if that is
/// the constant of a pattern.
pub(crate) fn char_classes(patterns: &[Pattern]) -> Vec<CharClass> {
    let mut classes: Vec<CharClass> = Vec::new();
    for set in patterns.iter().flat_map(|it| char_sets(&it.matcher)) {
        if classes.iter().any(|known| known.set == *set) {
            continue;
        }
        let mut constant = format!("CLASS_{}", classes.len() + 1);
        if patterns.iter().any(|it| it.constant.as_str() == constant) {
            constant.push('_');
        }
        classes.push(CharClass {
            constant: Ident::new(constant),
            set: set.clone(),
        });
    }
    classes
}

fn char_sets(matcher: &Matcher) -> Vec<&CharSet> {
    match matcher {
        Matcher::Spans(spans) => spans.iter().map(|it| &it.set).collect(),
        Matcher::Contains(set) => vec![set],
        Matcher::All(parts) => parts.iter().flat_map(|it| char_sets(&it.matcher)).collect(),
        Matcher::Program(program) => program.classes.iter().collect(),
        _ => Vec::new(),
    }
}

/// Gives a constant to each security requirement that two operations or more of a module have in common.
pub(crate) fn share_security(api: &mut Api) {
    let shared: Vec<_> = (0..api.modules.len()).map(|at| shared(api, at)).collect();
    for (module, shared) in api.modules.iter_mut().zip(shared) {
        module.shared_security = shared;
    }
}

fn shared(api: &Api, module: usize) -> Vec<SharedSecurity> {
    let mut counts: BTreeMap<&Security, usize> = BTreeMap::new();
    for operation in &api.modules[module].operations {
        *counts.entry(operation.security.as_slice()).or_default() += 1;
    }
    let mut named: BTreeMap<Ident, Vec<&Security>> = BTreeMap::new();
    for (security, _) in counts.into_iter().filter(|(_, count)| *count > 1) {
        if let Some(name) = security_constant(api, security) {
            named.entry(name).or_default().push(security);
        }
    }
    // Names of schemes can be such that two constants would have the same.
    let unique = named.into_iter().filter(|(_, all)| all.len() == 1);
    let shared = unique.map(|(name, all)| SharedSecurity {
        name,
        security: all[0].to_vec(),
    });
    shared.collect()
}

/// Returns `NEEDS_BASIC_OR_KEY_AND_SECRET`; none with scopes, which can be any text, and none for the constant of a scheme.
fn security_constant(api: &Api, security: &Security) -> Option<Ident> {
    if security.is_empty() || security.iter().any(|(_, scopes)| !scopes.is_empty()) {
        return None;
    }
    let alternatives = security.iter().map(|(id, _)| {
        let schemes = &api.alternatives[id.0 as usize].schemes;
        let names = schemes
            .iter()
            .map(|id| api.security_scheme(*id).constant.as_str());
        let names: Vec<&str> = names.collect();
        match names.is_empty() {
            true => "NOTHING".to_owned(),
            false => names.join("_AND_"),
        }
    });
    let name = format!("NEEDS_{}", alternatives.collect::<Vec<_>>().join("_OR_"));
    let mut schemes = api.security_schemes.iter();
    let is_free = !schemes.any(|it| it.constant.as_str() == name);
    is_free.then(|| Ident::new(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_follow_their_names() {
        let name = |name: &str| Ident::new(name);
        assert_eq!(constant(&name("type")).as_str(), "TYPE");
        assert_eq!(pattern_constant(&name("matches_slug")).as_str(), "SLUG");
        assert_eq!(
            body_constant(&name("MergePatchJson"), true).as_str(),
            "BODY"
        );
        assert_eq!(body_constant(&name("Json"), false).as_str(), "BODY_JSON");
    }
}
