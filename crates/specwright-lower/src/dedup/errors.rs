//! Equal error enums of operations: one enum, and aliases of it.
//!
//! Most documents declare the same errors for every operation. The enum has the first name.

use super::group::firsts;
use specwright_ir::{Ident, Module, Outcome};

/// Sets `same_failure` of each operation whose error enum is an alias.
pub(crate) fn lower(modules: &mut [Module]) {
    let keys: Vec<_> = each(modules).map(|outcome| key(outcome)).collect();
    for (outcome, first) in each(modules).zip(firsts(&keys)) {
        outcome.same_failure = first;
    }
}

fn each(modules: &mut [Module]) -> impl Iterator<Item = &mut Outcome> {
    let operations = modules.iter_mut().flat_map(|module| &mut module.operations);
    operations.map(|operation| &mut operation.outcome)
}

/// Returns the name of the enum and its contents.
fn key(outcome: &Outcome) -> Option<(Ident, String)> {
    let (name, replies) = outcome.failure.as_ref()?;
    Some((name.clone(), format!("{replies:?}")))
}
