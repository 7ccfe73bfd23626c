//! Schemas: the values that a place admits, in both documents.
//!
//! Pairs of places are compared once for each direction, whoever refers to them. They form a graph, by which each finding gets
//! the operations in which it is seen.

mod arrays;
mod conditions;
mod limits;
mod notes;
mod numbers;
mod objects;
mod pair;
mod properties;
mod subject;
mod texts;
mod types;
mod unions;
mod values;

use std::collections::HashMap;

use specwright_spec::{Document, Location, SchemaId};

use super::comparison::{Finding, Flow};
use crate::form::{Family, Ids, Pool, Side, Site};
use crate::inclusion::{Inclusion, Inclusions};
use crate::rules::{BREAKS, Rule, declare_rules};
use pair::{Children, Pair};

declare_rules! { "other changes":
    UNHANDLED = "unhandled", BREAKS, "Other values are valid, and no rule describes the change";
}

/// The rules about schemas.
pub(super) const SUBJECTS: [&[Rule]; 12] = [
    types::RULES,
    values::RULES,
    limits::RULES,
    numbers::RULES,
    texts::RULES,
    arrays::RULES,
    objects::RULES,
    properties::RULES,
    unions::RULES,
    conditions::RULES,
    notes::RULES,
    RULES,
];

/// A finding with the operations in which it is seen.
pub(super) type Seen = (Finding, Vec<Option<usize>>);

/// The identity of a pair: the schemas of both documents, and their use.
type Key = (Ids, Ids, Flow);

/// A pair with what was found in it.
struct Node {
    findings: Vec<Finding>,
    /// The pairs inside.
    children: Vec<usize>,
    /// The operations that refer to the pair, as indices.
    operations: Vec<Option<usize>>,
    /// True if a part of the values was left out.
    is_partial: bool,
    pair: Pair,
}

/// The pairs of a comparison.
pub(super) struct Schemas<'d> {
    inclusions: Inclusions<'d>,
    known: HashMap<Key, usize>,
    nodes: Vec<Node>,
    open: Vec<usize>,
}

/// A place of a value: its schema, if it has one, and the nearest object with a location.
pub(super) struct Value<'d> {
    pub schema: Option<SchemaId>,
    pub at: &'d Location,
}

impl<'d> Schemas<'d> {
    pub(super) fn new(old: &'d Document, new: &'d Document) -> Self {
        Self {
            inclusions: Inclusions::new(Pool::new(old, new)),
            known: HashMap::new(),
            nodes: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Compares two values of an operation; `root` names them for messages.
    pub(super) fn compare(
        &mut self,
        (old, new): (&Value<'_>, &Value<'_>),
        (flow, root): (Flow, &str),
        operation: Option<usize>,
    ) {
        let ids = |value: &Value<'_>| Ids::from_iter(value.schema);
        let pair = Pair {
            old: (ids(old), old.at.clone()),
            new: (ids(new), new.at.clone()),
            flow,
            root: root.into(),
        };
        let index = self.index(pair);
        let operations = &mut self.nodes[index].operations;
        if !operations.contains(&operation) {
            operations.push(operation);
        }
    }

    /// Returns true if no array and no object is admitted in either document.
    pub(super) fn is_scalar(&mut self, old: Option<SchemaId>, new: Option<SchemaId>) -> bool {
        let mut is_scalar = |side, id: Option<SchemaId>| {
            let ids = Ids::from_iter(id);
            let form = self.inclusions.pool.form(&Site { side, ids });
            form.of(Family::Array).is_empty() && form.of(Family::Object).is_empty()
        };
        is_scalar(Side::Old, old) && is_scalar(Side::New, new)
    }

    fn index(&mut self, pair: Pair) -> usize {
        let key = (pair.old.0.clone(), pair.new.0.clone(), pair.flow);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let index = self.nodes.len();
        self.known.insert(key, index);
        self.nodes.push(Node {
            findings: Vec::new(),
            children: Vec::new(),
            operations: Vec::new(),
            is_partial: false,
            pair,
        });
        self.open.push(index);
        index
    }

    /// Compares all pairs that were found, and those inside of them; returns the findings, each with the operations that see it,
    /// and the number of comparisons.
    pub(super) fn finish(mut self) -> (Vec<Seen>, usize) {
        while let Some(index) = self.open.pop() {
            let mut children = Children::default();
            let pair = self.nodes[index].pair.clone();
            let (findings, is_partial) = pair.compare(&mut self.inclusions, &mut children);
            let children = children
                .into_iter()
                .map(|child| self.index(child))
                .collect();
            self.nodes[index].is_partial = is_partial;
            self.nodes[index].findings = findings;
            self.nodes[index].children = children;
        }
        let parents = self.parents();
        self.find_unhandled(&parents);
        let steps = self.nodes.len() + self.inclusions.steps;
        (self.attribute(&parents), steps)
    }

    /// Returns the pairs that contain each pair.
    fn parents(&self) -> Vec<Vec<usize>> {
        let mut parents: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for (index, node) in self.nodes.iter().enumerate() {
            node.children
                .iter()
                .for_each(|child| parents[*child].push(index));
        }
        parents
    }

    /// Reports values of operations that are not the same, although no rule found a change in them.
    fn find_unhandled(&mut self, parents: &[Vec<usize>]) {
        let mut is_known = vec![false; self.nodes.len()];
        let told = self
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| node.is_partial || !node.findings.is_empty());
        let mut open: Vec<usize> = told.map(|(index, _)| index).collect();
        while let Some(index) = open.pop() {
            if !std::mem::replace(&mut is_known[index], true) {
                open.extend(&parents[index]);
            }
        }
        for index in (0..self.nodes.len()).filter(|index| !is_known[*index]) {
            if self.nodes[index].operations.is_empty() {
                continue;
            }
            let pair = self.nodes[index].pair.clone();
            let old = Site {
                side: Side::Old,
                ids: pair.old.0.clone(),
            };
            let new = Site {
                side: Side::New,
                ids: pair.new.0.clone(),
            };
            let is_other = |answer| answer == Inclusion::No;
            if is_other(self.inclusions.ask(&old, &new))
                || is_other(self.inclusions.ask(&new, &old))
            {
                let message = format!(
                    "{}: valid values changed in a way that no rule describes",
                    pair.root
                );
                let finding =
                    Finding::new(&UNHANDLED, &pair.old.1, &pair.new.1, message).flow(pair.flow);
                self.nodes[index].findings.push(finding);
            }
        }
    }

    fn attribute(self, parents: &[Vec<usize>]) -> Vec<Seen> {
        let mut found = Vec::new();
        for (index, node) in self
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| !node.findings.is_empty())
        {
            let operations = self.operations_above(index, parents);
            found.extend(
                node.findings
                    .iter()
                    .map(|it| (it.clone(), operations.clone())),
            );
        }
        found
    }

    /// Returns the operations that refer to a pair, directly or through others.
    fn operations_above(&self, index: usize, parents: &[Vec<usize>]) -> Vec<Option<usize>> {
        let mut seen = vec![false; parents.len()];
        let mut open = vec![index];
        let mut operations = Vec::new();
        while let Some(index) = open.pop() {
            if !std::mem::replace(&mut seen[index], true) {
                operations.extend(&self.nodes[index].operations);
                open.extend(&parents[index]);
            }
        }
        operations.sort_unstable();
        operations.dedup();
        operations
    }
}
