//! Values of unions broken: what breaks one variant may be another one.

use super::{Breaker, Change, Step, at};
use crate::Rules;
use crate::json::node::Node;
use crate::union::{self, Tag, Variant};

impl Breaker<'_> {
    pub(super) fn union(
        &mut self,
        tag: Tag,
        variants: &'static [Variant],
        rules: &[Rules],
        node: &Node,
    ) {
        let Some(chosen) = union::choose(tag, variants, node) else {
            return;
        };
        let variant = &variants[chosen.index()];
        let both: Vec<Rules> = [variant.rules].iter().chain(rules).copied().collect();
        let before = self.edits.len();
        self.value(variant.outline, &both, node, false);
        match tag {
            Tag::Discriminator(property) => self.tag(property, variants, node, before),
            Tag::JsonType => self.keep(before, |here| here.kinds().overlaps(variant.kinds)),
            Tag::Order | Tag::One | Tag::Any | Tag::Several => {
                self.trial(tag, variants, node, before)
            }
        }
    }

    /// Leaves out what becomes a value of another variant; what stands before a position is of no concern.
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

    /// Without a value of the discriminator, or with another, no variant is known, unless one takes all others.
    pub(super) fn tag(&mut self, property: &str, variants: &[Variant], node: &Node, before: usize) {
        let said = node.get(property).and_then(Node::as_text);
        self.keep(before, |here| {
            here.get(property).and_then(Node::as_text) == said
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
            self.note(Change::Remove(property.to_owned()), "required", None);
            self.inside(step, |it| {
                it.become_(Node::String("no such tag".to_owned()), "discriminator");
                it.become_(Node::Boolean(true), "type");
            });
        }
    }

    /// What breaks one variant may be another one. If no other has the type of the value, what is wrong is told of it; else of
    /// the choice.
    pub(super) fn trial(
        &mut self,
        tag: Tag,
        variants: &'static [Variant],
        node: &Node,
        before: usize,
    ) {
        /// All of them tell the same.
        const ENOUGH: usize = 8;
        let alike = variants.iter().filter(|it| it.kinds.overlaps(node.kinds()));
        if alike.count() == 1 {
            return;
        }
        let keyword = tag.keyword();
        let here = self.place.len();
        let found = self.edits.split_off(before);
        for edit in found {
            if self.edits.len() >= before + ENOUGH {
                return;
            }
            let mut whole = node.clone();
            let Some(inside) = at(&mut whole, &edit.place[here..]) else {
                continue;
            };
            edit.change.apply(inside);
            let fits = |it: &Variant| it.kinds.overlaps(whole.kinds()) && it.misfits(&whole) == 0;
            if !variants.iter().any(fits) {
                let alike = variants
                    .iter()
                    .filter(|it| it.kinds.overlaps(whole.kinds()));
                if alike.count() > 1 {
                    self.become_(whole, keyword);
                }
            }
        }
    }
}
