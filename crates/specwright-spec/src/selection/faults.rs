//! Faults in parts of the document that no chosen operation needs: they become warnings, and the parts are removed.

use std::collections::{HashMap, HashSet};

use super::reach::part;
use crate::resolve::Resolved;
use crate::{Diagnostic, Location, Report};

/// Turns errors in excluded parts into warnings, and drops the warnings about them; removes the faulty parts, with those that refer
/// to them. Returns true if a part was removed.
pub(crate) fn demote(resolved: &mut Resolved, since: usize, report: &mut Report) -> bool {
    let Some(reach) = resolved.reach.clone() else {
        return false;
    };
    let is_excluded = |it: &Diagnostic| it.place.location().is_some_and(|at| reach.excludes(at));
    let found = report.diagnostics()[since..].iter();
    let errors = found.filter(|it| it.is_error() && is_excluded(it));
    let faulty: HashSet<Location> = errors
        .filter_map(|it| it.place.location())
        .map(part)
        .collect();
    report.revise(since, |it| match (is_excluded(&it), it.is_error()) {
        (true, true) => Some(it.excluded()),
        _ if !it.is_error() && reach.excludes_all(&it) => None,
        _ => Some(it),
    });
    let is_removed = !faulty.is_empty();
    for part in referring(resolved, faulty) {
        resolved.remove(&part);
    }
    is_removed
}

/// Adds the parts that refer to these, directly or not.
fn referring(resolved: &Resolved, faulty: HashSet<Location>) -> HashSet<Location> {
    let mut users: HashMap<Location, Vec<Location>> = HashMap::new();
    for (from, to) in resolved.references() {
        users.entry(part(to)).or_default().push(part(from));
    }
    let mut open: Vec<Location> = faulty.iter().cloned().collect();
    let mut found = faulty;
    while let Some(it) = open.pop() {
        for user in users.get(&it).into_iter().flatten() {
            if found.insert(user.clone()) {
                open.push(user.clone());
            }
        }
    }
    found
}
