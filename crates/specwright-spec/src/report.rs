//! The diagnostics of a run, with the texts that they refer to.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::{Code, Diagnostic, Severity, Sources};

/// Collects the diagnostics of all passes.
#[derive(Clone, Debug, Default)]
pub struct Report {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
    reported: HashSet<u64>,
    errors: usize,
}

impl Report {
    /// Creates an empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates an empty report with the same sources, for a pass that runs in parallel.
    pub(crate) fn beside(&self) -> Self {
        Self {
            sources: self.sources.clone(),
            ..Self::default()
        }
    }

    /// Adds the diagnostics of a parallel pass.
    pub(crate) fn extend(&mut self, beside: Self) {
        beside.diagnostics.into_iter().for_each(|it| self.push(it));
    }

    /// Adds a diagnostic, unless it is already present.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.reported.insert(hash(&diagnostic)) {
            self.push_new(diagnostic);
        }
    }

    fn push_new(&mut self, diagnostic: Diagnostic) {
        self.errors += usize::from(diagnostic.is_error());
        self.diagnostics.push(diagnostic);
    }

    /// Maps the diagnostics since the index `since`.
    pub(crate) fn change(&mut self, since: usize, change: impl Fn(Diagnostic) -> Diagnostic) {
        self.revise(since, |it| Some(change(it)));
    }

    /// Changes or removes the diagnostics from a position on.
    pub(crate) fn revise(
        &mut self,
        since: usize,
        change: impl Fn(Diagnostic) -> Option<Diagnostic>,
    ) {
        let found = self.diagnostics.split_off(since);
        self.errors -= found.iter().filter(|it| it.is_error()).count();
        found
            .into_iter()
            .filter_map(change)
            .for_each(|it| self.push_new(it));
    }

    /// Groups warnings with these codes and equal messages, recorded since the index `since`: the first keeps some of the
    /// other places.
    pub(crate) fn gather(&mut self, since: usize, codes: &[Code]) {
        const SHOWN: usize = 3;
        let mut first: HashMap<String, usize> = HashMap::new();
        let mut more: HashMap<usize, usize> = HashMap::new();
        for diagnostic in self.diagnostics.split_off(since) {
            let is_gathered = codes.contains(&diagnostic.code) && !diagnostic.is_error();
            let known = first.get(&diagnostic.message).filter(|_| is_gathered);
            let Some(&known) = known else {
                if is_gathered {
                    let message = diagnostic.message.clone();
                    first.insert(message, self.diagnostics.len());
                }
                self.diagnostics.push(diagnostic);
                continue;
            };
            // One repair corrects all places.
            let fix = &mut self.diagnostics[known].notes.fix;
            if let (Some(fix), Some(other)) = (fix, diagnostic.notes.fix) {
                fix.edits.extend(other.edits);
            }
            let more = more.entry(known).or_default();
            *more += 1;
            if *more <= SHOWN {
                let other = (diagnostic.place, "also here".to_owned());
                self.diagnostics[known].notes.others.push(other);
            }
        }
        for (index, more) in more {
            self.diagnostics[index].notes.more = more;
            let help = match more.saturating_sub(SHOWN) {
                0 => continue,
                1 => "and in 1 more place".to_owned(),
                more => format!("and in {more} more places"),
            };
            self.diagnostics[index].notes.help.push(help);
        }
    }

    /// Returns true if the report has errors.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Returns the number of diagnostics with a severity.
    pub fn count(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.diagnostics.len() - self.errors,
        }
    }

    /// Returns the errors alone.
    pub fn errors(&self) -> Self {
        let errors = self.diagnostics.iter().filter(|it| it.is_error());
        Self {
            sources: self.sources.clone(),
            diagnostics: errors.cloned().collect(),
            reported: HashSet::new(),
            errors: self.errors,
        }
    }

    /// Returns the number of errors that a lenient run repairs.
    pub fn repairable(&self) -> usize {
        let list = self.diagnostics.iter();
        list.filter(|it| it.is_error() && it.notes.repairable)
            .count()
    }

    /// Returns true if the report has no diagnostics.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Returns the diagnostics in the order of their discovery; `render` sorts them by position.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Returns the sources.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Returns the sources, mutably, to add a file.
    pub fn sources_mut(&mut self) -> &mut Sources {
        &mut self.sources
    }
}

/// Returns the hash that identifies a diagnostic. In case of a hash collision, which has not been observed, the second
/// diagnostic would be dropped.
fn hash(diagnostic: &Diagnostic) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(diagnostic)
}
