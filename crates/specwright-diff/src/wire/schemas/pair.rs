//! One pair of places, compared.

use std::rc::Rc;

use specwright_spec::{Location, Schema, SchemaId};

use super::{notes, subject, types, unions};
use crate::form::{Family, Form, Ids, Pool, Side, Site};
use crate::inclusion::Inclusions;
use crate::rules::Rule;
use crate::wire::comparison::{Finding, Flow};

/// The pairs inside a pair.
pub(super) type Children = Vec<Pair>;

/// A place in both documents.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    /// The schemas in the old document, and the nearest object with a location.
    pub old: (Ids, Location),
    pub new: (Ids, Location),
    pub flow: Flow,
    /// The value of an operation that has the place, for messages.
    pub root: Rc<str>,
}

impl Pair {
    /// Compares the places; adds the pairs inside. Returns true with the findings if a part was left out.
    pub(super) fn compare(
        &self,
        inclusions: &mut Inclusions<'_>,
        children: &mut Children,
    ) -> (Vec<Finding>, bool) {
        let site = |side, ids: &Ids| Site {
            side,
            ids: ids.clone(),
        };
        let old = inclusions.pool.form(&site(Side::Old, &self.old.0));
        let new = inclusions.pool.form(&site(Side::New, &self.new.0));
        let mut context = Context {
            pair: self,
            inclusions,
            children,
            findings: Vec::new(),
            is_partial: old.is_cut || new.is_cut,
        };
        context.compare_forms(&old, &new);
        (context.findings, context.is_partial)
    }
}

/// The state of comparing a pair.
pub(super) struct Context<'c, 'd> {
    pub pair: &'c Pair,
    pub inclusions: &'c mut Inclusions<'d>,
    children: &'c mut Children,
    findings: Vec<Finding>,
    /// True if a part of the values is not sent, and was left out.
    pub is_partial: bool,
}

/// The places of a finding: the schemas that have the keyword, if any do, and the keyword.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct At<'k> {
    pub old: Option<SchemaId>,
    pub new: Option<SchemaId>,
    pub keyword: &'k str,
}

impl<'d> Context<'_, 'd> {
    fn compare_forms(&mut self, old: &Form<'d>, new: &Form<'d>) {
        notes::compare(self, old, new);
        if types::compare(self, old, new) {
            return;
        }
        for family in Family::ALL {
            unions::compare(self, old.of(family), new.of(family));
        }
        unions::compare_exclusive(self, old, new);
        unions::compare_cut(self, old, new);
    }

    pub(super) fn pool(&mut self) -> &mut Pool<'d> {
        &mut self.inclusions.pool
    }

    pub(super) fn flow(&self) -> Flow {
        self.pair.flow
    }

    pub(super) fn schema(&self, side: Side, id: SchemaId) -> &'d Schema {
        self.inclusions.pool.schema(side, id)
    }

    /// Reports a change of a keyword.
    pub(super) fn tell(&mut self, rule: &'static Rule, at: At<'_>, message: &str) -> &mut Finding {
        let old = self.place(Side::Old, at.old, at.keyword);
        let new = self.place(Side::New, at.new, at.keyword);
        let message = format!("{}: {message}", self.subject());
        self.findings
            .push(Finding::new(rule, &old, &new, message).flow(self.pair.flow));
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// Returns the location of a keyword, or of the place if it does not have the keyword.
    fn place(&self, side: Side, owner: Option<SchemaId>, keyword: &str) -> Location {
        let at = |id: SchemaId| &self.schema(side, id).at;
        match owner {
            Some(owner) if keyword.is_empty() => at(owner).clone(),
            Some(owner) => at(owner).child(keyword),
            None => self.own_place(side).clone(),
        }
    }

    fn own_place(&self, side: Side) -> &Location {
        let (ids, near) = match side {
            Side::Old => &self.pair.old,
            Side::New => &self.pair.new,
        };
        ids.last().map_or(near, |id| &self.schema(side, *id).at)
    }

    /// Returns the place for a message, such as `` `Pet.name` `` or ``request body `name` ``.
    pub(super) fn subject(&self) -> String {
        // The name that the new document gives to the place, unless it has none there.
        let side = if self.pair.new.0.is_empty() {
            Side::Old
        } else {
            Side::New
        };
        subject::subject(&self.own_place(side).pointer, &self.pair.root)
    }

    /// Adds a pair inside; the owners are the schemas that contain it.
    pub(super) fn child(
        &mut self,
        old: (&[SchemaId], Option<SchemaId>),
        new: (&[SchemaId], Option<SchemaId>),
    ) {
        if old.0.is_empty() && new.0.is_empty() {
            return;
        }
        let place = |side, (ids, owner): (&[SchemaId], Option<SchemaId>)| {
            (Ids::from(ids), self.place(side, owner, ""))
        };
        let pair = Pair {
            old: place(Side::Old, old),
            new: place(Side::New, new),
            flow: self.pair.flow,
            root: self.pair.root.clone(),
        };
        self.children.push(pair);
    }
}
