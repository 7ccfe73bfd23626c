//! Chains of references, which must end at an object.

use std::collections::HashSet;

use super::{Resolved, error};
use crate::grammar::FieldShape;
use crate::lenient::constraints;
use crate::{Location, Report};

/// Reports each cycle of references once, and removes its targets, so that following a chain terminates.
pub(super) fn check(resolved: &mut Resolved, report: &mut Report) {
    // In document order, so that the report does not depend on hashing.
    let targets = &resolved.targets;
    let longer = targets
        .iter()
        .filter(|(_, target)| targets.contains_key(target));
    let mut starts: Vec<_> = longer.map(|(at, _)| at.clone()).collect();
    starts.sort();
    let mut ended = HashSet::new();
    for start in starts {
        let chain = chain(resolved, &start, &ended);
        if let Some(cycle) = cycle(resolved, &chain) {
            let error = error::cycle(&cycle);
            let is_schema = resolved.shape(&start) == Some(FieldShape::Schema);
            let repair = match is_schema {
                true => constraints::REFUSED,
                false => "read as an unresolved reference",
            };
            report.push(error.repaired(resolved.leniency, repair));
            cycle
                .iter()
                .for_each(|(at, _)| drop(resolved.targets.remove(at)));
        }
        ended.extend(chain);
    }
}

/// Returns the chain of references from a location to one that is known to end or already in the chain.
fn chain(resolved: &Resolved, start: &Location, ended: &HashSet<Location>) -> Vec<Location> {
    let mut chain = Vec::new();
    let mut passed = HashSet::new();
    let mut at = start;
    while let Some(target) = resolved.targets.get(at) {
        if ended.contains(at) || !passed.insert(at) {
            break;
        }
        chain.push(at.clone());
        at = target;
    }
    chain
}

/// Returns the cycle at the end of a chain.
fn cycle(resolved: &Resolved, chain: &[Location]) -> Option<Vec<(Location, Location)>> {
    let back = resolved.targets.get(chain.last()?)?;
    let start = chain.iter().position(|at| at == back)?;
    let links = chain[start..]
        .iter()
        .filter_map(|at| Some((at.clone(), resolved.targets.get(at)?.clone())));
    Some(links.collect())
}
