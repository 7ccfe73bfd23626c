//! Passes over the finished types and operations of the IR, in the order in which [`lower`](crate::lower) runs them.

pub(crate) mod recursion;

pub(crate) mod any_of_overlap;

pub(crate) mod inhabited;

pub(crate) mod derives;

pub(crate) mod open_object_params;

use specwright_ir::{Type, TypeDef, TypeId, TypeKind};

/// Returns the type that each type is behind its aliases.
fn targets(types: &[TypeDef]) -> Vec<TypeId> {
    let next = |id: usize| match &types[id].kind {
        TypeKind::Alias(Type::Named(target)) => Some(target.0 as usize),
        _ => None,
    };
    let mut targets: Vec<Option<TypeId>> = vec![None; types.len()];
    for start in 0..types.len() {
        // Aliases are no circle: each is of something that was there before it.
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
