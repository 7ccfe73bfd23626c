//! Breaks values of unions, where a change to one variant may yield another.

use super::{Breaker, Change, Edit, Step, at};
use crate::Constraints;
use crate::json::node::Node;
use crate::union::{self, Strategy, Variant};

impl Breaker<'_> {
    pub(super) fn union(
        &mut self,
        strategy: Strategy,
        variants: &'static [Variant],
        keyword: &'static str,
        constraints: &[Constraints],
        node: &Node,
    ) {
        let Some(chosen) = union::choose(strategy, variants, node) else {
            return;
        };
        let variant = &variants[chosen.index()];
        let both: Vec<Constraints> = [variant.constraints]
            .iter()
            .chain(constraints)
            .copied()
            .collect();
        let before = self.edits.len();
        self.value(variant.outline, &both, node, false);
        match strategy {
            Strategy::Discriminator(property) => self.tag(property, variants, node, before),
            Strategy::JsonType => self.keep(before, |here| {
                here.json_types().overlaps(variant.json_types)
            }),
            Strategy::Constants => {
                let here = self.place.len();
                let is_same = |edit: &Edit| {
                    let whole = edited(node, edit, here)?;
                    let now = union::choose(strategy, variants, &whole)?;
                    (now.index() == chosen.index()).then_some(())
                };
                let found = self.edits.split_off(before);
                let same = found.into_iter().filter(|edit| is_same(edit).is_some());
                self.edits.extend(same);
            }
            Strategy::Order | Strategy::One | Strategy::Any | Strategy::Several => {
                self.trial(chosen.index(), variants, keyword, node, before);
            }
        }
    }

    /// Drops changes from a position on that yield a value of another variant.
    pub(super) fn keep(&mut self, before: usize, same: impl Fn(&Node) -> bool) {
        let here = self.place.len();
        let mut index = 0;
        self.edits.retain(|edit| {
            index += 1;
            match &edit.change {
                Change::Become(node) if edit.place.len() == here => index <= before || same(node),
                _ => true,
            }
        });
    }

    /// Removes and replaces the discriminator, after which no variant is selected unless one takes all others.
    pub(super) fn tag(&mut self, property: &str, variants: &[Variant], node: &Node, before: usize) {
        if !matches!(node, Node::Object(_)) {
            return;
        }
        let said = node.get(property).and_then(union::text);
        self.keep(before, |here| {
            here.get(property).and_then(union::text) == said
        });
        let here = self.place.len();
        let step = Step::Property(property.to_owned());
        let mut index = 0;
        self.edits.retain(|edit| {
            index += 1;
            let is_tag = edit.place.get(here) == Some(&step)
                || matches!(&edit.change, Change::Remove(name) | Change::Insert(name, _)
                    if name == property && edit.place.len() == here);
            index <= before || !is_tag
        });
        if variants.iter().all(|variant| !variant.tags.is_empty()) {
            const KEYWORD: &str = "discriminator";
            self.note(Change::Remove(property.to_owned()), KEYWORD, None);
            self.inside(step, |it| {
                it.replace_with(Node::String("no such tag".to_owned()), KEYWORD);
                it.replace_with(Node::Null, KEYWORD);
            });
        }
    }

    /// A change that breaks one variant may yield another. If none fits, the violation is that of the intended variant, if it is known,
    /// else that of the union.
    pub(super) fn trial(
        &mut self,
        chosen: usize,
        variants: &'static [Variant],
        keyword: &'static str,
        node: &Node,
        before: usize,
    ) {
        /// All of them have the same violation.
        const ENOUGH: usize = 8;
        let alike = variants
            .iter()
            .filter(|it| it.json_types.overlaps(node.json_types()));
        if alike.count() == 1 {
            return;
        }
        let here = self.place.len();
        let found = self.edits.split_off(before);
        let mut of_choice = 0;
        for edit in found {
            let Some(whole) = edited(node, &edit, here) else {
                continue;
            };
            let alike = |it: &&Variant| it.json_types.overlaps(whole.json_types());
            if variants
                .iter()
                .filter(alike)
                .any(|it| it.misfits(&whole) == 0)
            {
                continue;
            }
            match union::meant(variants, &whole) {
                Some(index) if index == chosen => self.edits.push(edit),
                None if of_choice < ENOUGH => {
                    of_choice += 1;
                    self.replace_with(whole, keyword);
                }
                _ => {}
            }
        }
    }
}

/// Returns a value with a change applied, whose place has a prefix of so many steps.
fn edited(node: &Node, edit: &Edit, here: usize) -> Option<Node> {
    let mut whole = node.clone();
    edit.change.apply(at(&mut whole, edit.place.get(here..)?)?);
    Some(whole)
}
