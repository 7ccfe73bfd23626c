//! Infinitely recursive schemas.

use std::collections::{HashMap, HashSet};

use super::error;
use crate::grammar::{ObjectKind, Seen};
use crate::resolve::Resolved;
use crate::{Location, Node, Report};

/// Keywords with lists of schemas that apply to the same value as their parent schema ("in-place applicators").
const IN_PLACE: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// In-place applicators with a single schema.
const ONE: [&str; 4] = ["not", "if", "then", "else"];

/// In-place applicators whose members are alternatives.
const CHOICES: [&str; 2] = ["anyOf", "oneOf"];

/// Reports cycles of schemas that apply to the same value: "A schema MUST NOT be run into an infinite loop" (JSON Schema
/// 2020-12 Core, section 9.4.1). Each cycle is reported once, at its first schema in document order. A cycle through a
/// member of `anyOf` or `oneOf` ends without that member and is a warning only. Returns true if there are cycles to open.
pub(super) fn check(resolved: &Resolved, report: &mut Report) -> bool {
    let (cycles, bases) = search(resolved);
    for cycle in &cycles {
        report.push(match cut(resolved, cycle) {
            Some(CycleCut::Choice(member)) => error::choice_of_itself(&member, &cycle[0]),
            _ => error::endless_schema(cycle),
        });
    }
    for (entry, base) in bases {
        report.push(error::circular_inheritance(&entry, &base));
    }
    !cycles.is_empty()
}

/// Reports the cycles that are left as errors.
pub(crate) fn report_cycles(resolved: &Resolved, report: &mut Report) {
    for cycle in search(resolved).0 {
        report.push(error::endless_schema(&cycle));
    }
}

/// Returns the cycles, and the members of `allOf` that are read as bases together with their targets.
fn search(resolved: &Resolved) -> (Vec<Vec<Location>>, Vec<(Location, Location)>) {
    let mut places = Vec::new();
    resolved.each_part(&mut |seen, node, at| {
        let keys = IN_PLACE.iter().chain(&ONE);
        if seen == Seen::Object(ObjectKind::Schema)
            && keys.into_iter().any(|key| node.get(key).is_some())
        {
            places.push(at.clone());
        }
    });
    let mut search = CycleSearch {
        resolved,
        ended: HashSet::new(),
        bases: Vec::new(),
    };
    let cycles = places
        .iter()
        .filter_map(|start| search.cycle(start))
        .collect();
    (cycles, search.bases)
}

/// The place where a cycle is cut: the rest without this member is finite.
enum CycleCut {
    /// A member of `anyOf` or `oneOf` that refers back to the schema around it, beside other members. Without it, `anyOf`
    /// accepts the same values: a value that is valid through the cycle is valid against another member. In `oneOf`, the
    /// member would both exclude and not exclude the values of another member, so that only its removal is consistent. Other
    /// schemas on the cycle would lose values that they accept through it.
    Choice(Location),
    /// The member that refers back to the first schema of the cycle.
    Last(Location),
}

fn cut(resolved: &Resolved, cycle: &[Location]) -> Option<CycleCut> {
    let following = cycle.iter().cycle().skip(1);
    let links: Vec<Location> = cycle
        .iter()
        .zip(following)
        .filter_map(|(from, to)| link(resolved, from, to))
        .collect();
    let negated = |link: &Location| is_one_of(link, &ONE);
    let offered = |link: &Location| is_offered_beside_others(resolved, link);
    let (first, others) = cycle.split_first()?;
    let inside =
        |at: &Location| at.file == first.file && at.pointer.after(&first.pointer).is_some();
    let own = others.iter().all(inside) && !links.iter().any(negated);
    match links.iter().rfind(|link| own && offered(link)) {
        Some(member) => Some(CycleCut::Choice(member.clone())),
        None => links.into_iter().next_back().map(CycleCut::Last),
    }
}

/// Returns true if a schema is a member of an `anyOf` or `oneOf` with other members.
fn is_offered_beside_others(resolved: &Resolved, member: &Location) -> bool {
    let list = member.parent().filter(|list| is_one_of(list, &CHOICES));
    list.is_some_and(|list| {
        let count = resolved.node(&list).elements().len();
        let mut members = (0..count).map(|index| list.index(index));
        members.any(|other| resolved.follow(&other) != resolved.follow(member))
    })
}

fn is_one_of(at: &Location, keys: &[&str]) -> bool {
    at.pointer.last().is_some_and(|key| keys.contains(&&*key))
}

/// Returns the reference or keyword through which one schema of a cycle leads to the next.
fn link(resolved: &Resolved, from: &Location, to: &Location) -> Option<Location> {
    if resolved.target(from) == Some(to) {
        return Some(from.clone());
    }
    members(resolved, from)
        .find(|member| member == to || resolved.follow(member) == resolved.follow(to))
}

/// Returns the places that close the cycles; the rest without them is finite.
pub(crate) fn closing(resolved: &Resolved) -> Vec<Location> {
    let cycles = search(resolved).0;
    let cuts = cycles.iter().filter_map(|cycle| cut(resolved, cycle));
    cuts.map(|(CycleCut::Choice(member) | CycleCut::Last(member))| member)
        .collect()
}

/// Returns the places of the schemas that apply to the same value as a schema.
fn members(resolved: &Resolved, at: &Location) -> impl Iterator<Item = Location> {
    let node = resolved.node(at);
    let lists = IN_PLACE.into_iter().flat_map(move |key| {
        let at = at.child(key);
        let count = node.get(key).map_or(0, |list| list.elements().len());
        (0..count).map(move |index| at.index(index))
    });
    lists.chain(
        ONE.into_iter()
            .filter(|key| node.get(key).is_some())
            .map(|key| at.child(key)),
    )
}

/// Returns true if a member of `allOf` refers to a schema with an `anyOf` or `oneOf` that lists the member's parent. The
/// member is read as that schema without the `anyOf` or `oneOf`, which would be infinite.
pub(crate) fn is_base(resolved: &Resolved, entry: &Location, base: (&Node, &Location)) -> bool {
    if !CHOICES.iter().any(|key| base.0.get(key).is_some()) {
        return false;
    }
    let holder = entry.parent().and_then(|list| list.parent());
    let choices = CHOICES.iter().flat_map(|key| {
        let at = base.1.child(key);
        let count = base.0.get(key).map_or(0, |list| list.elements().len());
        (0..count).map(move |index| at.index(index))
    });
    let mut choices = choices.map(|at| resolved.follow(&at).clone());
    choices.any(|choice| Some(&choice) == holder.as_ref())
}

/// A schema, with or without its `anyOf` and `oneOf`.
#[derive(Clone, PartialEq, Eq, Hash)]
struct CycleStep {
    at: Location,
    base: bool,
}

struct CycleSearch<'a> {
    resolved: &'a Resolved,
    ended: HashSet<CycleStep>,
    /// The members of `allOf` that are read as bases, and their targets.
    bases: Vec<(Location, Location)>,
}

impl CycleSearch<'_> {
    /// Searches depth-first with an explicit stack, since chains may be as long as the document.
    fn cycle(&mut self, start: &Location) -> Option<Vec<Location>> {
        let mut path: Vec<(CycleStep, Vec<CycleStep>)> = Vec::new();
        let mut on_path = HashMap::new();
        let mut cycle = None;
        let (at, base) = (start.clone(), false);
        let mut next = Some(CycleStep { at, base });
        loop {
            if let Some(step) = next.take() {
                if let Some(first) = on_path.get(&step) {
                    let links = path[*first..].iter().map(|(step, _)| step.at.clone());
                    cycle.get_or_insert_with(|| links.collect());
                } else if !self.ended.contains(&step) {
                    on_path.insert(step.clone(), path.len());
                    let following = self.successors(&step);
                    path.push((step, following));
                }
            }
            let (step, following) = path.last_mut()?;
            next = following.pop();
            if next.is_none() {
                on_path.remove(step);
                self.ended.insert(step.clone());
                path.pop();
                if path.is_empty() {
                    return cycle;
                }
            }
        }
    }

    /// Returns the schemas that apply to the same value, in reverse order.
    fn successors(&mut self, step: &CycleStep) -> Vec<CycleStep> {
        let node = self.resolved.node(&step.at);
        let mut steps = Vec::new();
        for key in IN_PLACE {
            if step.base && CHOICES.contains(&key) {
                continue;
            }
            let at = step.at.child(key);
            let count = node.get(key).map_or(0, |list| list.elements().len());
            steps.extend((0..count).map(|index| self.follow(at.index(index), key == "allOf")));
        }
        for key in ONE.iter().filter(|key| node.get(key).is_some()) {
            steps.push(self.follow(step.at.child(key), false));
        }
        // A `$ref` with siblings that apply is valid together with them.
        if let Some(target) = self.resolved.target(&step.at) {
            let (at, base) = (target.clone(), step.base);
            steps.push(CycleStep { at, base });
        }
        steps.reverse();
        steps
    }

    fn follow(&mut self, entry: Location, all_of: bool) -> CycleStep {
        // Not the end of the chain: a reference on the way may have siblings that apply.
        let at = match self.resolved.siblings_count(entry.file) {
            true => entry.clone(),
            false => self.resolved.follow(&entry).clone(),
        };
        let end = self.resolved.follow(&entry);
        let base = all_of && is_base(self.resolved, &entry, (self.resolved.node(end), end));
        if base {
            self.bases.push((entry.clone(), end.clone()));
        }
        CycleStep { at, base }
    }
}
