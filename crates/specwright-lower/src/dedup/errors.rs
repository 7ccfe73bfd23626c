//! Errors that several operations declare alike: one enum, under the names of all.
//!
//! Most documents declare the same errors for every operation. The enum is that of the first name; the others are aliases of it.

use super::group::firsts;
use specwright_ir::{Ident, Module, Outcome};

/// Tells each operation whose errors its own are.
pub(crate) fn lower(modules: &mut [Module]) {
    let said: Vec<_> = each(modules).map(|outcome| said(outcome)).collect();
    for (outcome, first) in each(modules).zip(firsts(&said)) {
        outcome.same_failure = first;
    }
}

fn each(modules: &mut [Module]) -> impl Iterator<Item = &mut Outcome> {
    let operations = modules.iter_mut().flat_map(|module| &mut module.operations);
    operations.map(|operation| &mut operation.outcome)
}

/// The name of the enum, and all that the replies say.
fn said(outcome: &Outcome) -> Option<(Ident, String)> {
    let (name, replies) = outcome.failure.as_ref()?;
    Some((name.clone(), format!("{replies:?}")))
}
