//! The order of a changelog: by grade, the worst first; then by operation, in the order of the document.

use specwright_spec::Site;

use super::{Comparison, Finding, Grade};
use crate::source::{GeneratedCrate, SourceChange};
use crate::{Direction, Operation, Source};

/// The changes of a grade.
pub(super) struct Section<'a> {
    pub(super) grade: Grade,
    pub(super) groups: Vec<Group<'a>>,
}

/// The changes of the same operations.
pub(super) struct Group<'a> {
    pub(super) operations: &'a [Operation],
    pub(super) findings: Vec<&'a Finding>,
}

/// The number of operations that a heading names.
const NAMED: usize = 3;

/// Returns the sections that have changes.
pub(super) fn sections(comparison: &Comparison) -> Vec<Section<'_>> {
    let sections = Grade::ALL.into_iter().map(|grade| {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for finding in comparison.findings.iter().filter(|it| it.grade() == grade) {
            let operations = finding.change.operations.as_slice();
            match groups.iter_mut().find(|it| it.operations == operations) {
                Some(group) => group.findings.push(finding),
                None => groups.push(Group {
                    operations,
                    findings: vec![finding],
                }),
            }
        }
        Section { grade, groups }
    });
    sections.filter(|it| !it.groups.is_empty()).collect()
}

impl Group<'_> {
    /// The operations as a heading: `GET /pets`, `GET /pets, POST /pets and 2 more`.
    pub(super) fn heading(&self) -> String {
        let names = self.operations.iter().take(NAMED);
        let names: Vec<String> = names.map(operation_name).collect();
        match (self.operations.len(), names.as_slice()) {
            (0, _) => "The whole API".to_owned(),
            (count, names) if count > NAMED => {
                format!("{} and {} more", names.join(", "), count - NAMED)
            }
            (_, names) => names.join(", "),
        }
    }
}

/// `GET /pets`
pub(super) fn operation_name(it: &Operation) -> String {
    format!("{} {}", it.method, it.path)
}

/// `specs/api.yaml:12:5`
pub(super) fn site_name(it: &Site) -> String {
    format!("{}:{}:{}", it.file, it.start.0, it.start.1)
}

/// The word for a direction.
pub(super) fn direction_name(it: Direction) -> &'static str {
    match it {
        Direction::Request => "request",
        Direction::Response => "response",
    }
}

/// A line of the changes of generated code: the levels of the crates that it concerns.
pub(super) fn source_levels(it: &SourceChange) -> Vec<(GeneratedCrate, Source)> {
    let all = GeneratedCrate::ALL.map(|krate| (krate, it.levels.of(krate)));
    all.into_iter()
        .filter(|(_, level)| *level != Source::Patch)
        .collect()
}

/// The message with a capital letter.
pub(super) fn sentence(message: &str) -> String {
    let mut chars = message.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
