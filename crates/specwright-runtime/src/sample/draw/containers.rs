//! Draws arrays, tuples, maps and objects: the number of items or properties, their selection, and their values.

use super::{ATTEMPTS, Draw, Missing, Room, has, inner};
use crate::json::node::Node;
use crate::object::{ObjectDescription, UnknownProperties};
use crate::sample::hints::{self, propose};
use crate::sample::outline::{Form, OutlineFn};
use crate::{Constraint, Constraints};

/// The maximum number of items and properties that a constraint may require.
const MOST: u64 = 2_000;

/// Returns the minimum and maximum number of items or properties.
fn count_limits(constraints: &[Constraints], properties: bool) -> (u64, u64) {
    let (mut min, mut max) = (0, u64::MAX);
    for constraint in constraints.iter().flat_map(|it| it.constraints) {
        match (*constraint, properties) {
            (Constraint::MinItems(limit), false) | (Constraint::MinProperties(limit), true) => {
                min = min.max(limit);
            }
            (Constraint::MaxItems(limit), false) | (Constraint::MaxProperties(limit), true) => {
                max = max.min(limit);
            }
            _ => {}
        }
    }
    (min, max)
}

impl Draw<'_> {
    /// Draws the number of items or properties.
    pub(super) fn count(
        &mut self,
        constraints: &[Constraints],
        properties: bool,
        room: Room,
    ) -> Option<usize> {
        const MORE: u64 = 3;
        let (min, max) = count_limits(constraints, properties);
        let more = max.checked_sub(min)?.min(MORE);
        let more = if room.size > 0 { more } else { 0 };
        // At least one optional item is present.
        let least = u64::from(more > 0 && self.choices.maybe());
        let extra = self.choices.below((more - least.min(more)) as u32 + 1);
        let count = min + least + if least > 0 { u64::from(extra) } else { 0 };
        let found = (count <= MOST).then_some(count as usize);
        self.or_missing(found, Missing::Count)
    }

    pub(super) fn array(
        &mut self,
        item: OutlineFn,
        constraints: &[Constraints],
        room: Room,
    ) -> Option<Node> {
        let least = count_limits(constraints, false).0 as usize;
        let count = self.count(constraints, false, room)?;
        let inner = inner(constraints, Constraints::items);
        let unique = has(constraints, |constraint| {
            matches!(constraint, Constraint::UniqueItems)
        });
        let mut items: Vec<Node> = Vec::new();
        for _ in 0..count {
            match self.item(item, &inner, room.shared(count), unique.then_some(&items)) {
                Some(node) => items.push(node),
                None if items.len() >= least => break,
                None => return None,
            }
        }
        Some(Node::array(items))
    }

    /// Draws an item that differs from others.
    pub(in crate::sample) fn item(
        &mut self,
        item: OutlineFn,
        constraints: &[Constraints],
        room: Room,
        others: Option<&Vec<Node>>,
    ) -> Option<Node> {
        let attempts = if others.is_some() { ATTEMPTS } else { 1 };
        (0..attempts).find_map(|attempt| {
            self.choices.begin(attempt);
            let drawn = self.value(item, constraints, room);
            self.choices.end(attempt);
            drawn.filter(|node| others.is_none_or(|others| !others.iter().any(|it| it.is(node))))
        })
    }

    pub(super) fn tuple(
        &mut self,
        outline_of: OutlineFn,
        constraints: &[Constraints],
        room: Room,
    ) -> Option<Node> {
        let Form::Tuple(positions) = outline_of().form else {
            return None;
        };
        let (min, max) = count_limits(constraints, false);
        let unique = has(constraints, |constraint| {
            matches!(constraint, Constraint::UniqueItems)
        });
        let mut items: Vec<Node> = Vec::new();
        for (at, position) in positions.iter().enumerate() {
            let inner = inner(constraints, |constraints| match position.rest {
                true => constraints.items(),
                false => constraints.position(at),
            });
            let most = if position.rest {
                min.saturating_sub(at as u64).max(2)
            } else {
                1
            };
            for _ in 0..most {
                let missing = position.required || (items.len() as u64) < min;
                if !missing && (room.size == 0 || !self.choices.maybe())
                    || items.len() as u64 >= max
                {
                    return Some(Node::array(items));
                }
                match self.item(
                    position.outline_of,
                    &inner,
                    room.shared(positions.len()),
                    unique.then_some(&items),
                ) {
                    Some(node) => items.push(node),
                    None if missing => return None,
                    None => return Some(Node::array(items)),
                }
            }
        }
        Some(Node::array(items))
    }

    pub(super) fn map(
        &mut self,
        value: OutlineFn,
        constraints: &[Constraints],
        room: Room,
    ) -> Option<Node> {
        let least = count_limits(constraints, true).0 as usize;
        let count = self.count(constraints, true, room)?;
        let inner = inner(constraints, Constraints::values);
        let mut properties: Vec<(String, Node)> = Vec::new();
        for at in 0..count {
            let taken: Vec<&str> = properties.iter().map(named).collect();
            match self.property(at, &taken, value, &inner, room.shared(count)) {
                Some(property) => properties.push(property),
                None if at >= least => break,
                None => return None,
            }
        }
        Some(Node::object(properties))
    }

    /// Draws an additional property, with a name from an assertion if there is one.
    pub(super) fn property(
        &mut self,
        at: usize,
        taken: &[&str],
        outline_of: OutlineFn,
        constraints: &[Constraints],
        room: Room,
    ) -> Option<(String, Node)> {
        let hint = self.hints.name(self.choices);
        if let Some((name, assertion)) = hint.filter(|(name, _)| !taken.contains(name)) {
            let node = match assertion {
                Some(assertion)
                    if constraints.is_empty() && matches!(outline_of().form, Form::Any) =>
                {
                    Some(propose(assertion, self.choices, hints::DEEPEST))
                }
                _ => self.value(outline_of, constraints, room),
            };
            return node.map(|node| (name.to_owned(), node));
        }
        let prefix = ["key", "Key ", "~/ü"][self.choices.below(3) as usize];
        let mut name = format!("{prefix}{at}");
        while taken.contains(&name.as_str()) {
            name.push('_');
        }
        Some((name, self.value(outline_of, constraints, room)?))
    }

    pub(super) fn object(
        &mut self,
        object: &ObjectDescription,
        field: fn(usize) -> Option<OutlineFn>,
        constraints: &[Constraints],
        room: Room,
    ) -> Option<Node> {
        let own: Vec<Constraints> = object
            .constraints
            .iter()
            .chain(constraints)
            .copied()
            .collect();
        let (min, max) = count_limits(&own, true);
        let required = object.table.iter().filter(|it| it.is_required()).count() as u64;
        let mut spare = max.saturating_sub(required);
        let mut wanted = min.saturating_sub(required);
        let inside = room.shared(object.table.len());
        let mut properties: Vec<(String, Node)> = Vec::new();
        for (at, property) in object.table.iter().enumerate() {
            let may = spare > 0 && (wanted > 0 || room.size > 0 && self.choices.maybe());
            if !property.is_required() && !may {
                continue;
            }
            let constraints: Vec<Constraints> = property.constraints.into_iter().collect();
            match self.value(field(at)?, &constraints, inside) {
                Some(node) => properties.push((property.name().to_owned(), node)),
                None if property.is_required() => return None,
                None => continue,
            }
            if !property.is_required() {
                spare -= 1;
                wanted = wanted.saturating_sub(1);
            }
        }
        if let (UnknownProperties::Capture(constraints), Some(outline_of)) =
            (object.unknown, field(object.table.len()))
        {
            let constraints: Vec<Constraints> = constraints.into_iter().collect();
            let more = if room.size > 0 && self.choices.maybe() {
                2
            } else {
                0
            };
            for at in 0..wanted.max(more).min(spare).min(MOST) {
                let taken = object.table.iter().map(|it| it.name());
                let taken: Vec<&str> = taken.chain(properties.iter().map(named)).collect();
                let Some(property) =
                    self.property(at as usize, &taken, outline_of, &constraints, inside)
                else {
                    break;
                };
                properties.push(property);
            }
        }
        let found = (properties.len() as u64 >= min).then_some(Node::object(properties));
        self.or_missing(found, Missing::Count)
    }
}

fn named((name, _): &(String, Node)) -> &str {
    name
}
