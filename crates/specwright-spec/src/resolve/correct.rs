//! Correction of idioms in the trees.

use super::Resolver;
use crate::grammar::{FieldShape, is_reference};
use crate::idioms::{Change, Holder, Idiom};
use crate::requirements::{alternatives, both};
use crate::{Location, Node};

impl Resolver<'_> {
    /// Corrects the idioms in all trees, and reports them.
    pub(super) fn correct_all(&mut self, mut found: Vec<Idiom>) {
        // Requirements are combined after all of them are normalized, those of the document first.
        found.sort_by_key(|idiom| match idiom.change {
            Change::Require(Holder::Document, _) => 1,
            Change::Require(..) => 2,
            _ => 0,
        });
        let inheriting = found.iter().filter_map(|idiom| self.inheriting(idiom));
        let inheriting: Vec<Location> = inheriting.collect();
        found.into_iter().for_each(|idiom| self.correct(idiom));
        for at in inheriting {
            let security = at.child("security");
            self.require(Holder::Inheriting(at), &security, &[]);
        }
    }

    /// Returns the operation with a `$ref` from which an empty `security` is removed. It stands for the requirements of the
    /// document, which those of the target would replace otherwise.
    fn inheriting(&self, idiom: &Idiom) -> Option<Location> {
        let is_removed = matches!(idiom.change, Change::Remove);
        let is_security = idiom.at.pointer.last().as_deref() == Some("security");
        let holder = idiom.at.parent().filter(|_| is_removed && is_security)?;
        is_reference(self.resolved.node(&holder)).then_some(holder)
    }

    /// Applies and reports the idioms of a tree.
    fn correct(&mut self, idiom: Idiom) {
        let Idiom {
            at,
            change,
            diagnostic,
            repair,
            ..
        } = idiom;
        let leniency = self.resolved.leniency;
        match diagnostic {
            Some(error) if error.is_error() => self.report.push(error.repaired(leniency, &repair)),
            Some(warning) => self.report.push(warning),
            None => {}
        }
        let (Some(tree), Some(holder), Some(key)) = (
            self.resolved.trees.get_mut(&at.file),
            at.parent(),
            at.pointer.last(),
        ) else {
            return;
        };
        match change {
            Change::Set(value) => tree.change(&at.pointer, |node| *node = value),
            Change::Replace(value, shape) => {
                tree.change(&at.pointer, |node| *node = value);
                self.gather(at, shape);
            }
            Change::Remove => tree.change(&holder.pointer, |node| node.remove(&key)),
            Change::Rename(field) => {
                let place = holder.child(field.name);
                if let Some(origins) = self.report.sources_mut().origins_mut(at.file) {
                    let written = origins.written(&at.pointer).into_owned();
                    origins.moved(written, place.pointer.clone());
                }
                tree.change(&holder.pointer, |node| node.rename(&key, field.name));
                self.gather(place, field.shape);
            }
            Change::Require(to, security) => {
                tree.change(&holder.pointer, |node| node.remove(&key));
                self.require(to, &at, &security);
            }
            Change::Beside(name, value, from) => {
                let place = holder.child(name);
                if let Some(origins) = self.report.sources_mut().origins_mut(at.file) {
                    let written = origins.written(&from).into_owned();
                    origins.made(place.pointer, written);
                }
                tree.change(&holder.pointer, |node| node.add(name, value));
                if name == "schema" {
                    self.gather(holder.child(name), FieldShape::Schema);
                }
            }
        }
    }

    /// Applies misplaced requirements to their operations.
    fn require(&mut self, to: Holder, from: &Location, security: &[Node]) {
        let root = Location::root(self.resolved.root);
        let of = |this: &Self, at: &Location| {
            let tree = this.resolved.trees.get(&at.file)?;
            tree.at(&at.pointer)?.get("security").and_then(alternatives)
        };
        let of_document = of(self, &root).unwrap_or_default();
        match to {
            Holder::Inheriting(at) => {
                let own = of(self, &at).unwrap_or_default();
                self.set_security(&at, from, both(&own, &of_document));
            }
            // An empty list would remove the requirements of the document.
            _ if security.is_empty() => {}
            Holder::Document => {
                let all = both(&of_document, security);
                self.set_security(&root, from, all);
            }
            Holder::Operation(at) => {
                let own = of(self, &at).unwrap_or(of_document);
                self.set_security(&at, from, both(&own, security));
            }
            Holder::Item(operations) => {
                for at in operations {
                    let own = of(self, &at).unwrap_or_default();
                    self.set_security(&at, from, both(&own, security));
                }
            }
            Holder::Reference(at) => self.set_security(&at, from, security.to_vec()),
        }
    }

    fn set_security(&mut self, holder: &Location, from: &Location, security: Vec<Node>) {
        let place = holder.child("security");
        let Some(tree) = self.resolved.trees.get_mut(&holder.file) else {
            return;
        };
        let is_new = tree.at(&place.pointer).is_none() && holder.file == from.file;
        tree.change(&holder.pointer, |node| {
            node.remove("security");
            node.add("security", Node::Array(security));
        });
        if let Some(origins) = self.report.sources_mut().origins_mut(holder.file)
            && is_new
        {
            let written = origins.written(&from.pointer).into_owned();
            origins.made(place.pointer, written);
        }
    }
}
