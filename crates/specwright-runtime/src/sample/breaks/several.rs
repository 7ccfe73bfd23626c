//! Arrays, tuples, maps and objects broken: how many there are, which, and what is in them.

use super::{Breaker, Change, Step};
use crate::json::node::Node;
use crate::object::{Extra, Facts};
use crate::sample::draw::{Draw, Room, inner};
use crate::sample::outline::{Ask, Form, Slot};
use crate::{Rule, Rules};

impl Breaker<'_> {
    /// The rules of how many there are, and of items that are there twice.
    pub(super) fn items(&mut self, rules: &[Rules], items: &[Node], item: Option<Ask>) {
        /// A rule that allows more than this is not worth the trouble.
        const MOST: u64 = 200;
        let all: Vec<Rule> = rules.iter().flat_map(|it| it.rules).copied().collect();
        let max = all.iter().filter_map(|rule| match rule {
            Rule::MaxItems(limit) => Some(*limit),
            _ => None,
        });
        let is_full = max.min().is_some_and(|max| items.len() as u64 >= max);
        for rule in &all {
            let changed = match *rule {
                Rule::MinItems(limit) if limit > 0 => Some(items[..limit as usize - 1].to_vec()),
                Rule::MaxItems(limit) if limit <= MOST => {
                    item.and_then(|item| self.more(item, rules, items, limit as usize + 1))
                }
                Rule::UniqueItems => repeat(items, is_full),
                _ => None,
            };
            if let Some(items) = changed {
                self.become_(Node::array(items), rule.keyword());
            }
        }
    }

    /// Items up to a number.
    pub(super) fn more(
        &mut self,
        item: Ask,
        rules: &[Rules],
        items: &[Node],
        count: usize,
    ) -> Option<Vec<Node>> {
        let unique = rules
            .iter()
            .flat_map(|it| it.rules)
            .any(|it| matches!(it, Rule::UniqueItems));
        let inner = inner(rules, Rules::items);
        let mut more = items.to_vec();
        let mut draw = Draw::new(self.choices);
        while more.len() < count {
            let others = unique.then_some(&more);
            more.push(draw.item(item, &inner, Room::LITTLE, others)?);
        }
        Some(more)
    }

    pub(super) fn array(&mut self, item: Ask, rules: &[Rules], node: &Node) {
        /// Items are alike.
        const LOOKED_AT: usize = 2;
        let Node::Array(items) = node else {
            return;
        };
        self.items(rules, items, Some(item));
        let inner = inner(rules, Rules::items);
        for (at, node) in items.iter().enumerate().take(LOOKED_AT) {
            self.inside(Step::Item(at), |it| it.value(item, &inner, node, true));
        }
    }

    pub(super) fn tuple(&mut self, slots: &[Slot], rules: &[Rules], node: &Node) {
        let Node::Array(items) = node else {
            return;
        };
        self.items(rules, items, None);
        let required = slots.iter().filter(|slot| slot.required).count();
        if required > 0 {
            self.become_(Node::array(items[..required - 1].to_vec()), "minItems");
        }
        if items.len() == slots.len() && !slots.iter().any(|slot| slot.rest) {
            let more = [items.as_slice(), &[Node::Null]].concat();
            let told = rules
                .iter()
                .flat_map(|it| it.rules)
                .any(|rule| matches!(*rule, Rule::MaxItems(limit) if limit <= items.len() as u64));
            self.become_(Node::array(more), if told { "maxItems" } else { "items" });
        }
        for (at, (node, slot)) in items.iter().zip(slots).enumerate() {
            let inner = inner(rules, |rules| match slot.rest {
                true => rules.items(),
                false => rules.position(at),
            });
            self.inside(Step::Item(at), |it| it.value(slot.ask, &inner, node, true));
        }
    }

    pub(super) fn map(&mut self, value: Ask, rules: &[Rules], node: &Node) {
        let Node::Object(properties) = node else {
            return;
        };
        self.properties(
            rules,
            properties,
            &[],
            Some((value, inner(rules, Rules::values))),
        );
        let inner = inner(rules, Rules::values);
        if let Some((name, node)) = properties.first() {
            self.inside(Step::Property(name.clone()), |it| {
                it.value(value, &inner, node, true)
            });
        }
    }

    /// The rules of how many there are, and a property that is there twice.
    pub(super) fn properties(
        &mut self,
        rules: &[Rules],
        properties: &[(String, Node)],
        required: &[&str],
        kept: Option<(Ask, Vec<Rules>)>,
    ) {
        const MOST: u64 = 200;
        if let Some((name, node)) = properties.first() {
            let again = Change::Insert(name.clone(), node.clone());
            self.note(again, "type", Some(name));
        }
        for rule in rules.iter().flat_map(|it| it.rules) {
            match *rule {
                Rule::MinProperties(limit) if limit > required.len() as u64 => {
                    let mut fewer = properties.to_vec();
                    let mut others = properties.len() + 1 - limit as usize;
                    fewer.retain(|(name, _)| {
                        let goes = others > 0 && !required.contains(&name.as_str());
                        others -= usize::from(goes);
                        !goes
                    });
                    self.become_(Node::object(fewer), rule.keyword());
                }
                Rule::MaxProperties(limit) if limit <= MOST => {
                    let Some((ask, rules)) = &kept else {
                        continue;
                    };
                    let drawn = Draw::new(self.choices).value(*ask, rules, Room::LITTLE);
                    let Some(node) = drawn else {
                        continue;
                    };
                    let mut more = properties.to_vec();
                    for at in properties.len()..=limit as usize {
                        more.push((format!("more {at}"), node.clone()));
                    }
                    self.become_(Node::object(more), rule.keyword());
                }
                _ => {}
            }
        }
    }

    pub(super) fn object(
        &mut self,
        facts: &Facts,
        field: fn(usize) -> Option<Ask>,
        rules: &[Rules],
        node: &Node,
    ) {
        let Node::Object(properties) = node else {
            return;
        };
        let own: Vec<Rules> = facts.rules.iter().chain(rules).copied().collect();
        let required: Vec<&str> = facts
            .table
            .iter()
            .filter(|it| it.is_required())
            .map(|it| it.name())
            .collect();
        let kept = match facts.extra {
            Extra::Kept(rules) => {
                field(facts.table.len()).map(|ask| (ask, rules.into_iter().collect::<Vec<_>>()))
            }
            Extra::Ignored | Extra::Refused(_) => None,
        };
        if !properties
            .first()
            .is_some_and(|(name, _)| facts.table.iter().all(|it| it.name() != name))
            || kept.is_some()
        {
            self.properties(&own, properties, &required, kept.clone());
        }
        for name in &required {
            self.note(Change::Remove((*name).to_owned()), "required", None);
        }
        if let Extra::Refused(keyword) = facts.extra {
            let name = "not in the document";
            self.note(
                Change::Insert(name.to_owned(), Node::Null),
                keyword,
                Some(name),
            );
        }
        for (at, property) in facts.table.iter().enumerate() {
            let Some(ask) = field(at) else {
                continue;
            };
            let rules: Vec<Rules> = property.rules.into_iter().collect();
            let name = property.name();
            match node.get(name) {
                Some(node) => self.inside(Step::Property(name.to_owned()), |it| {
                    it.value(ask, &rules, node, true);
                }),
                None if matches!(ask().form, Form::Never) => {
                    let there = Change::Insert(name.to_owned(), Node::Null);
                    self.note(there, "not", Some(name));
                }
                None => {}
            }
        }
        if let Some((ask, rules)) = kept {
            let known = |name: &str| facts.table.iter().any(|it| it.name() == name);
            if let Some((name, node)) = properties.iter().find(|it| !known(&it.0)) {
                self.inside(Step::Property(name.clone()), |it| {
                    it.value(ask, &rules, node, true)
                });
            }
        }
    }
}

/// Items of which one is there twice.
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
