//! The diagnostics of checking.

mod parameters;
mod paths;
mod schemas;
mod security;
mod structure;

pub(super) use parameters::*;
pub(super) use paths::*;
pub(super) use schemas::*;
pub(super) use security::*;
pub(super) use structure::*;

use crate::diagnostic::quote;
use crate::{Diagnostic, Node};

/// `a`, `b` or `c`, each quoted.
fn choices(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| quote(name)).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => "nothing".to_owned(),
    }
}

fn did_you_mean(diagnostic: Diagnostic, meant: Option<&str>) -> Diagnostic {
    match meant {
        Some(meant) => diagnostic.help(format!("did you mean {}?", quote(meant))),
        None => diagnostic,
    }
}

/// A value in a message.
fn value(node: &Node) -> String {
    quote(&node.compact())
}
