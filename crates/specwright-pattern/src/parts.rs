//! Finds runs in patterns that are anchored at one end at most: `^[a-z]{3}_` is four characters at the start of a text.

use regex_syntax::hir::Hir;

use crate::matcher::{Edge, Matcher, Run};
use crate::runs::{line, strip};

/// Returns the runs that a string must have at one end, or the stretch that it must have anywhere. `hir` is trimmed, so that runs at
/// an open end have their minimum length.
pub(crate) fn recognise(hir: &Hir) -> Option<Matcher> {
    let (items, start, end) = strip(hir);
    let runs = line(items)?;
    match (start, end, runs.as_slice()) {
        (_, _, []) | (true, true, _) => None,
        (true, false, _) => part(Edge::Start, runs),
        (false, true, _) => part(Edge::End, runs),
        (false, false, [run]) if run.is_fixed() && (run.set.is_ascii() || run.min == 1) => {
            Some(Matcher::Stretch(run.set, run.min))
        }
        _ => None,
    }
}

fn part(edge: Edge, runs: Vec<Run>) -> Option<Matcher> {
    let mut each = runs.iter();
    let is_plain = each.all(|run| run.is_fixed() && run.set.is_ascii());
    is_plain.then_some(Matcher::Part(edge, runs))
}
