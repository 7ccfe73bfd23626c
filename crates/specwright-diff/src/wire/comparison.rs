//! The state of a comparison: the documents, the current operation, and the changes found.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use specwright_spec::{Document, Location, SchemaId};

use super::schemas::{Schemas, Value};
use crate::rules::Rule;
use crate::{Change, Direction, Operation, Wire};

/// The data that a change is about: its direction, and who sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Flow {
    /// A request to the API.
    Request,
    /// A response of the API.
    Response,
    /// A request of the API to the receiver of a webhook or callback.
    Event,
    /// The response of such a receiver.
    Receipt,
}

impl Flow {
    pub(crate) fn direction(self) -> Direction {
        match self {
            Self::Request | Self::Event => Direction::Request,
            Self::Response | Self::Receipt => Direction::Response,
        }
    }

    /// Returns true if the API reads the data.
    pub(crate) fn is_read(self) -> bool {
        matches!(self, Self::Request | Self::Receipt)
    }

    /// Returns the flow of the answer.
    pub(crate) fn answer(self) -> Self {
        match self {
            Self::Request | Self::Response => Self::Response,
            Self::Event | Self::Receipt => Self::Receipt,
        }
    }
}

/// A change before its operations are known.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub rule: &'static Rule,
    pub flow: Option<Flow>,
    pub old: Option<Location>,
    pub new: Option<Location>,
    pub message: String,
    pub before: Option<String>,
    pub after: Option<String>,
    /// The attempts, if inclusion cannot be decided.
    pub undecided: Option<String>,
}

impl Finding {
    /// Returns a finding at a place in both documents.
    pub(crate) fn new(
        rule: &'static Rule,
        old: &Location,
        new: &Location,
        message: String,
    ) -> Self {
        Self {
            rule,
            flow: None,
            old: Some(old.clone()),
            new: Some(new.clone()),
            message,
            before: None,
            after: None,
            undecided: None,
        }
    }

    /// Sets the direction.
    pub(crate) fn flow(mut self, flow: Flow) -> Self {
        self.flow = Some(flow);
        self
    }

    /// Sets the old and new value.
    pub(crate) fn values(mut self, before: impl ToString, after: impl ToString) -> Self {
        self.before = Some(before.to_string());
        self.after = Some(after.to_string());
        self
    }

    fn wire(&self) -> Wire {
        if let Some(attempts) = &self.undecided {
            return Wire::Undecided(attempts.clone());
        }
        match self.flow {
            Some(flow) if !flow.is_read() => self.rule.written.wire(),
            _ => self.rule.read.wire(),
        }
    }
}

/// The result of a comparison.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The changes: those of the first operation first, those of no operation last.
    pub changes: Vec<Change>,
    /// The number of pairs of schemas that were compared, which grows with the size of the documents.
    pub steps: usize,
}

/// The state of a comparison.
pub(crate) struct Comparison<'d> {
    pub old: &'d Document,
    pub new: &'d Document,
    /// The day of the comparison, as `2026-08-10`, if dates of removal count.
    pub today: Option<&'d str>,
    /// The operations by index.
    pub operations: Vec<Operation>,
    /// The operation that is compared, as an index.
    pub current: Option<usize>,
    found: Found,
    schemas: Schemas<'d>,
}

impl<'d> Comparison<'d> {
    pub(crate) fn new(old: &'d Document, new: &'d Document, today: Option<&'d str>) -> Self {
        Self {
            old,
            new,
            today,
            operations: Vec::new(),
            current: None,
            found: Found::default(),
            schemas: Schemas::new(old, new),
        }
    }

    /// Begins an operation; later findings are about it.
    pub(crate) fn enter(&mut self, operation: Operation) {
        self.current = Some(self.operations.len());
        self.operations.push(operation);
    }

    /// Reports a finding about the current operation.
    pub(crate) fn report(&mut self, finding: Finding) {
        self.found.add(finding, self.current);
    }

    /// Compares two values of the current operation; `root` names them for messages.
    pub(crate) fn compare_values(
        &mut self,
        old: Value<'_>,
        new: Value<'_>,
        (flow, root): (Flow, &str),
    ) {
        self.schemas
            .compare((&old, &new), (flow, root), self.current);
    }

    /// Returns true if no array and no object is admitted in either document.
    pub(crate) fn is_scalar(&mut self, old: Option<SchemaId>, new: Option<SchemaId>) -> bool {
        self.schemas.is_scalar(old, new)
    }

    /// Returns the changes: those of the first operation first, those of no operation last.
    pub(crate) fn finish(mut self) -> Compared {
        let (findings, steps) = self.schemas.finish();
        for (finding, operations) in findings {
            operations
                .into_iter()
                .for_each(|operation| self.found.add(finding.clone(), operation));
        }
        Compared {
            changes: self.found.into_changes(&self.operations),
            steps,
        }
    }
}

/// The identity of a finding: the same change at the same place is one.
type Key = (
    &'static str,
    Option<Flow>,
    Option<Location>,
    Option<Location>,
    String,
);

/// Findings with the operations in which they are seen.
#[derive(Default)]
struct Found {
    findings: Vec<(Finding, Vec<usize>)>,
    known: HashMap<Key, usize>,
}

impl Found {
    fn add(&mut self, finding: Finding, operation: Option<usize>) {
        let places = (finding.old.clone(), finding.new.clone());
        let key = (
            finding.rule.id,
            finding.flow,
            places.0,
            places.1,
            finding.message.clone(),
        );
        let index = match self.known.entry(key) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                let index = *new.insert(self.findings.len());
                self.findings.push((finding, Vec::new()));
                index
            }
        };
        let operations = &mut self.findings[index].1;
        operations.extend(operation.filter(|it| !operations.contains(it)));
    }

    fn into_changes(mut self, operations: &[Operation]) -> Vec<Change> {
        for (_, seen) in &mut self.findings {
            seen.sort_unstable();
        }
        self.findings
            .sort_by_key(|(_, seen)| seen.first().copied().unwrap_or(usize::MAX));
        let changes = self.findings.into_iter().map(|(finding, seen)| Change {
            rule: finding.rule.id,
            operations: seen
                .into_iter()
                .map(|index| operations[index].clone())
                .collect(),
            direction: finding.flow.map(Flow::direction),
            wire: finding.wire(),
            old: finding.old,
            new: finding.new,
            message: finding.message,
            before: finding.before,
            after: finding.after,
            source: None,
        });
        changes.collect()
    }
}
