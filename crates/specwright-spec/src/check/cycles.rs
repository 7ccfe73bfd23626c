//! Schemas that are defined by themselves.

use std::collections::{HashMap, HashSet};

use super::{each_part, error};
use crate::grammar::{Kind, Seen};
use crate::resolve::Resolved;
use crate::{Location, Node, Report};

/// Keywords whose schemas judge the same value as the schema they stand in ("in-place applicators").
const IN_PLACE: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// "A schema MUST NOT be run into an infinite loop" (JSON Schema Core 9.4.1): from one schema to the next that judges the
/// same value, none may be met again. Each circle is reported once, at the first of its schemas in the document.
pub(super) fn check(resolved: &Resolved, report: &mut Report) {
    let mut places = Vec::new();
    each_part(resolved, &mut |seen, node, at| {
        let composed =
            || IN_PLACE.iter().any(|key| node.get(key).is_some()) || node.get("not").is_some();
        if seen == Seen::Object(Kind::Schema) && composed() {
            places.push(at.clone());
        }
    });
    let mut ended = HashSet::new();
    for start in &places {
        if let Some(circle) = find(resolved, start, &mut ended) {
            report.push(error::endless_schema(&circle));
        }
    }
}

/// Depth first, with a stack of its own, for chains may be as long as the document.
fn find(
    resolved: &Resolved,
    start: &Location,
    ended: &mut HashSet<Location>,
) -> Option<Vec<Location>> {
    let mut path: Vec<(Location, Vec<Location>)> = Vec::new();
    let mut on_path = HashMap::new();
    let mut circle = None;
    let mut next = Some(start.clone());
    loop {
        if let Some(at) = next.take() {
            if let Some(first) = on_path.get(&at) {
                let links = path[*first..].iter().map(|(at, _)| at.clone());
                circle.get_or_insert_with(|| links.collect());
            } else if !ended.contains(&at) {
                on_path.insert(at.clone(), path.len());
                let following = successors(resolved, &at);
                path.push((at, following));
            }
        }
        let (at, following) = path.last_mut()?;
        next = following.pop();
        if next.is_none() {
            on_path.remove(at);
            ended.insert(at.clone());
            path.pop();
            if path.is_empty() {
                return circle;
            }
        }
    }
}

/// The schemas that judge the same value, the first of them last.
fn successors(resolved: &Resolved, at: &Location) -> Vec<Location> {
    let node = resolved.node(at);
    let lists = IN_PLACE.iter().flat_map(|key| {
        let at = at.child(key);
        (0..node.get(key).map_or(0, |list| list.elements().len())).map(move |index| at.index(index))
    });
    let not = node.get("not").map(|_: &Node| at.child("not"));
    let mut places: Vec<_> = lists
        .chain(not)
        .map(|at| resolved.follow(&at).clone())
        .collect();
    places.reverse();
    places
}
