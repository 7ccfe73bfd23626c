//! Passes over the IR: over its types, over its operations, and last over the whole API.

mod recursion;

mod any_of_overlap;

mod variant_access;

mod inhabited;

mod derives;

mod additions;

mod open_object_params;

mod constraint_sites;

mod constructions;

use specwright_ir::{Api, Module, Type, TypeDef, TypeId, TypeKind};

use crate::context::{Context, Session};
use crate::docs;
use crate::naming::derived;
pub(crate) use derives::{ContentTrait, implementors};

/// Runs the passes over types, in order.
pub(crate) fn types(context: &mut Context<'_>, types: &mut [TypeDef]) {
    recursion::lower(types);
    any_of_overlap::lower(types);
    variant_access::lower(types);
    inhabited::check(context, types);
    derives::lower(types);
}

/// Completes the diagnostics of a run, and adds the traits and attributes of its settings to the types.
pub(crate) fn session(session: &mut Session<'_>, types: &mut [TypeDef]) {
    session.drop_empty_members();
    session.report_unknown_formats();
    session.report_unused();
    let diagnostics = additions::apply(session, types);
    session.diagnostics.extend(diagnostics);
}

/// Runs the passes over operations, whose types are known.
pub(crate) fn operations(types: &[TypeDef], modules: &mut [Module]) {
    open_object_params::lower(types, modules);
}

/// Runs the passes over the whole API, without the parts that were not chosen, in order.
pub(crate) fn api(api: &mut Api) {
    api.char_classes = derived::char_classes(&api.patterns);
    derived::share_security(api);
    constraint_sites::assign(api);
    constructions::assign(api);
    docs::finish(api);
}

/// Returns the type that each type is behind its aliases.
pub(crate) fn targets(types: &[TypeDef]) -> Vec<TypeId> {
    let next = |id: usize| match &types[id].kind {
        TypeKind::Alias(Type::Named(target)) => Some(target.0 as usize),
        _ => None,
    };
    let mut targets: Vec<Option<TypeId>> = vec![None; types.len()];
    for start in 0..types.len() {
        // Aliases form no cycle: each refers to an earlier type.
        let mut chain = vec![start];
        let mut at = start;
        let target = loop {
            match (targets[at], next(at)) {
                (Some(target), _) => break target,
                (None, Some(next)) if chain.len() <= types.len() => at = next,
                (None, _) => break TypeId(at as u32),
            }
            chain.push(at);
        };
        chain
            .into_iter()
            .for_each(|position| targets[position] = Some(target));
    }
    targets
        .into_iter()
        .enumerate()
        .map(|(position, target)| target.unwrap_or(TypeId(position as u32)))
        .collect()
}
