//! The findings of a run, with the texts to show them in.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::{Code, Diagnostic, Severity, Sources};

/// Collects the findings of every pass.
#[derive(Clone, Debug, Default)]
pub struct Report {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
    reported: HashSet<u64>,
    errors: usize,
}

impl Report {
    /// An empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// A report of the same texts in which nothing is found yet, for a pass beside another.
    pub(crate) fn beside(&self) -> Self {
        Self {
            sources: self.sources.clone(),
            ..Self::default()
        }
    }

    /// Adds what was found beside.
    pub(crate) fn extend(&mut self, beside: Self) {
        beside.diagnostics.into_iter().for_each(|it| self.push(it));
    }

    /// Adds a finding, unless it has been told already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.reported.insert(hash(&diagnostic)) {
            self.push_new(diagnostic);
        }
    }

    fn push_new(&mut self, diagnostic: Diagnostic) {
        self.errors += usize::from(diagnostic.is_error());
        self.diagnostics.push(diagnostic);
    }

    /// Changes what was found since there were so many findings.
    pub(crate) fn change(&mut self, since: usize, change: impl Fn(Diagnostic) -> Diagnostic) {
        let found = self.diagnostics.split_off(since);
        self.errors -= found.iter().filter(|it| it.is_error()).count();
        found
            .into_iter()
            .map(change)
            .for_each(|it| self.push_new(it));
    }

    /// Tells once what was told in the same words since a moment, if it is one of these: in the first place, with some others.
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
            // One repair mends all places.
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
            let help = match more.saturating_sub(SHOWN) {
                0 => continue,
                1 => "and in 1 more place".to_owned(),
                more => format!("and in {more} more places"),
            };
            self.diagnostics[index].notes.help.push(help);
        }
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// How many findings are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.diagnostics.len() - self.errors,
        }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// The findings, in the order they were made; `render` sorts them by position.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The texts that the findings point into.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The texts, to add one that is read now.
    pub fn sources_mut(&mut self) -> &mut Sources {
        &mut self.sources
    }
}

/// What a finding is recognized by; of two with one hash, which nobody has seen yet, the second would not be told.
fn hash(diagnostic: &Diagnostic) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(diagnostic)
}
