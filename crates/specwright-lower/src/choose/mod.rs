//! Leaves out the operations that are not chosen, with everything that only they need.
//!
//! This is the last pass that removes items, since names are decided over the whole document: choosing fewer operations renames nothing.
//!
//! | selectors      | types that stay                                                        |
//! |----------------|------------------------------------------------------------------------|
//! | with `include` | those that a chosen operation needs                                    |
//! | only `exclude` | the same, and those that no operation of the document needs, with theirs |

mod renumber;

use std::collections::HashSet;

use specwright_ir::{Api, Ident, Module, Sharing};
use specwright_spec::{Code, Diagnostic, Document};

use crate::operations::OperationDraft;
use crate::reachable::Reachable;

/// Removes the diagnostics about parts of the document that no chosen operation needs; errors become warnings.
pub(crate) fn demote(document: &Document, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let Some(reach) = &document.reach else {
        return found;
    };
    // An entry of the settings that matches nothing, for example, is about the root.
    let revise = |it: Diagnostic| match it.is_error() {
        true if it.place.location().is_some_and(|at| reach.excludes(at)) => Some(it.excluded()),
        false if it.code != Code::ExcludedFault && reach.excludes_all(&it) => None,
        _ => Some(it),
    };
    found.into_iter().filter_map(revise).collect()
}

/// Returns the methods of the operations that are not chosen.
pub(crate) fn excluded(operations: &[OperationDraft<'_>], names: &[Ident]) -> HashSet<Ident> {
    let excluded = operations.iter().zip(names);
    let excluded = excluded.filter(|(it, _)| it.source.excluded);
    excluded.map(|(_, name)| name.clone()).collect()
}

/// Removes operations from an API, and what only they need.
pub(crate) fn prune(api: &mut Api, excluded: &HashSet<Ident>, keeps_unreferenced: bool) {
    let all = keeps_unreferenced.then(|| Reachable::of(api, |_| true));
    let mut kept = Reachable::of(api, |it| !excluded.contains(&it.name));
    if let Some(all) = all {
        kept.add(api, |it| !all.types[it]);
    }
    for module in &mut api.modules {
        module.operations.retain(|it| !excluded.contains(&it.name));
    }
    api.modules.retain(|it| !it.operations.is_empty());
    define_shared(&mut api.modules);
    renumber::remove_others(api, &kept);
}

/// Moves the definition of a type that several operations share to the first of those that remain.
fn define_shared(modules: &mut [Module]) {
    let mut defined = HashSet::new();
    for operation in modules.iter_mut().flat_map(|it| &mut it.operations) {
        let outcome = &mut operation.outcome;
        if let (Some((name, _)), Sharing::Defined | Sharing::Elsewhere) =
            (&outcome.failure, outcome.failure_sharing)
        {
            outcome.failure_sharing = match defined.insert(name.clone()) {
                true => Sharing::Defined,
                false => Sharing::Elsewhere,
            };
        }
        if let Some((name, is_here)) = &mut operation.shared_parameters {
            *is_here = defined.insert(name.clone());
        }
    }
}
