//! Breaks arrays, tuples, maps and objects: the number of items or properties, their selection, and their values.

use super::{Breaker, Change, Step};
use crate::json::node::Node;
use crate::object::{ObjectDescription, UnknownProperties};
use crate::sample::draw::{Draw, Room, inner};
use crate::sample::outline::{Form, OutlineFn, TupleItem};
use crate::{Constraint, Constraints};

impl Breaker<'_> {
    /// Breaks the constraints of the number of items, and of unique items.
    pub(super) fn items(
        &mut self,
        constraints: &[Constraints],
        items: &[Node],
        item: Option<OutlineFn>,
    ) {
        /// Larger limits are not tested.
        const MOST: u64 = 200;
        let all: Vec<Constraint> = constraints
            .iter()
            .flat_map(|it| it.constraints)
            .copied()
            .collect();
        let max = all.iter().filter_map(|constraint| match constraint {
            Constraint::MaxItems(limit) => Some(*limit),
            _ => None,
        });
        let is_full = max.min().is_some_and(|max| items.len() as u64 >= max);
        for constraint in &all {
            let changed = match *constraint {
                Constraint::MinItems(limit) if limit > 0 => {
                    Some(items[..limit as usize - 1].to_vec())
                }
                Constraint::MaxItems(limit) if limit <= MOST => {
                    item.and_then(|item| self.more(item, constraints, items, limit as usize + 1))
                }
                Constraint::UniqueItems => repeat(items, is_full),
                _ => None,
            };
            if let Some(items) = changed {
                self.replace_with(Node::array(items), constraint.keyword());
            }
        }
    }

    /// Adds items up to a number.
    pub(super) fn more(
        &mut self,
        item: OutlineFn,
        constraints: &[Constraints],
        items: &[Node],
        count: usize,
    ) -> Option<Vec<Node>> {
        let unique = constraints
            .iter()
            .flat_map(|it| it.constraints)
            .any(|it| matches!(it, Constraint::UniqueItems));
        let inner = inner(constraints, Constraints::items);
        let mut more = items.to_vec();
        let mut draw = Draw::new(self.choices);
        while more.len() < count {
            let others = unique.then_some(&more);
            more.push(draw.item(item, &inner, Room::LITTLE, others)?);
        }
        Some(more)
    }

    pub(super) fn array(&mut self, item: OutlineFn, constraints: &[Constraints], node: &Node) {
        /// Items are alike, so the first ones suffice.
        const LOOKED_AT: usize = 2;
        let Node::Array(items) = node else {
            return;
        };
        self.items(constraints, items, Some(item));
        let inner = inner(constraints, Constraints::items);
        for (at, node) in items.iter().enumerate().take(LOOKED_AT) {
            self.inside(Step::Item(at), |it| it.value(item, &inner, node, true));
        }
    }

    pub(super) fn tuple(
        &mut self,
        positions: &[TupleItem],
        constraints: &[Constraints],
        node: &Node,
    ) {
        let Node::Array(items) = node else {
            return;
        };
        self.items(constraints, items, None);
        let required = positions
            .iter()
            .filter(|position| position.required)
            .count();
        if required > 0 {
            self.replace_with(Node::array(items[..required - 1].to_vec()), "minItems");
        }
        if items.len() == positions.len() && !positions.iter().any(|position| position.rest) {
            let more = [items.as_slice(), &[Node::Null]].concat();
            let is_limited = constraints
                .iter()
                .flat_map(|it| it.constraints)
                .any(|constraint| matches!(*constraint, Constraint::MaxItems(limit) if limit <= items.len() as u64));
            self.replace_with(
                Node::array(more),
                if is_limited { "maxItems" } else { "items" },
            );
        }
        for (at, (node, position)) in items.iter().zip(positions).enumerate() {
            let inner = inner(constraints, |constraints| match position.rest {
                true => constraints.items(),
                false => constraints.position(at),
            });
            self.inside(Step::Item(at), |it| {
                it.value(position.outline_of, &inner, node, true)
            });
        }
    }

    pub(super) fn map(&mut self, value: OutlineFn, constraints: &[Constraints], node: &Node) {
        let Node::Object(properties) = node else {
            return;
        };
        self.properties(
            constraints,
            properties,
            &[],
            Some((value, inner(constraints, Constraints::values))),
        );
        let inner = inner(constraints, Constraints::values);
        if let Some((name, node)) = properties.first() {
            self.inside(Step::Property(name.clone()), |it| {
                it.value(value, &inner, node, true)
            });
        }
    }

    /// Breaks the constraints of the number of properties, and repeats a property.
    pub(super) fn properties(
        &mut self,
        constraints: &[Constraints],
        properties: &[(String, Node)],
        required: &[&str],
        kept: Option<(OutlineFn, Vec<Constraints>)>,
    ) {
        const MOST: u64 = 200;
        if let Some((name, node)) = properties.first() {
            let again = Change::Insert(name.clone(), node.clone());
            self.note(again, "type", Some(name));
        }
        for constraint in constraints.iter().flat_map(|it| it.constraints) {
            match *constraint {
                Constraint::MinProperties(limit) if limit > required.len() as u64 => {
                    let mut fewer = properties.to_vec();
                    let mut others = properties.len() + 1 - limit as usize;
                    fewer.retain(|(name, _)| {
                        let goes = others > 0 && !required.contains(&name.as_str());
                        others -= usize::from(goes);
                        !goes
                    });
                    self.replace_with(Node::object(fewer), constraint.keyword());
                }
                Constraint::MaxProperties(limit) if limit <= MOST => {
                    let Some((outline_of, constraints)) = &kept else {
                        continue;
                    };
                    let drawn =
                        Draw::new(self.choices).value(*outline_of, constraints, Room::LITTLE);
                    let Some(node) = drawn else {
                        continue;
                    };
                    let mut more = properties.to_vec();
                    for at in properties.len()..=limit as usize {
                        more.push((format!("more {at}"), node.clone()));
                    }
                    self.replace_with(Node::object(more), constraint.keyword());
                }
                _ => {}
            }
        }
    }

    pub(super) fn object(
        &mut self,
        description: &ObjectDescription,
        field: fn(usize) -> Option<OutlineFn>,
        constraints: &[Constraints],
        node: &Node,
    ) {
        let Node::Object(properties) = node else {
            return;
        };
        let own: Vec<Constraints> = description
            .constraints
            .iter()
            .chain(constraints)
            .copied()
            .collect();
        let required: Vec<&str> = description
            .table
            .iter()
            .filter(|it| it.is_required())
            .map(|it| it.name())
            .collect();
        let kept = match description.unknown {
            UnknownProperties::Capture(constraints) => field(description.table.len())
                .map(|outline_of| (outline_of, constraints.into_iter().collect::<Vec<_>>())),
            UnknownProperties::Ignore | UnknownProperties::Deny(_) => None,
        };
        if !properties
            .first()
            .is_some_and(|(name, _)| description.table.iter().all(|it| it.name() != name))
            || kept.is_some()
        {
            self.properties(&own, properties, &required, kept.clone());
        }
        for name in &required {
            self.note(Change::Remove((*name).to_owned()), "required", None);
        }
        if let UnknownProperties::Deny(keyword) = description.unknown {
            let name = "not in the document";
            self.note(
                Change::Insert(name.to_owned(), Node::Null),
                keyword,
                Some(name),
            );
        }
        self.fields(description, field, node);
        if let Some((outline_of, constraints)) = kept {
            let known = |name: &str| description.table.iter().any(|it| it.name() == name);
            if let Some((name, node)) = properties.iter().find(|it| !known(&it.0)) {
                self.inside(Step::Property(name.clone()), |it| {
                    it.value(outline_of, &constraints, node, true)
                });
            }
        }
    }

    /// Breaks the values of fields, and adds properties whose type has no value.
    fn fields(
        &mut self,
        description: &ObjectDescription,
        field: fn(usize) -> Option<OutlineFn>,
        node: &Node,
    ) {
        for (at, property) in description.table.iter().enumerate() {
            let Some(outline_of) = field(at) else {
                continue;
            };
            let constraints: Vec<Constraints> = property.constraints.into_iter().collect();
            let name = property.name();
            match node.get(name) {
                Some(node) => self.inside(Step::Property(name.to_owned()), |it| {
                    it.value(outline_of, &constraints, node, true);
                }),
                None if matches!(outline_of().form, Form::Never) => {
                    let there = Change::Insert(name.to_owned(), Node::Null);
                    let keyword = constraints.first().map_or("not", |it| it.excluding_all().1);
                    self.note(there, keyword, Some(name));
                }
                None => {}
            }
        }
    }
}

/// Returns the items with one of them repeated.
fn repeat(items: &[Node], is_full: bool) -> Option<Vec<Node>> {
    let mut items = items.to_vec();
    let first = items.first()?.clone();
    if is_full {
        items.pop();
    }
    if items.is_empty() {
        return None;
    }
    items.push(first);
    Some(items)
}
