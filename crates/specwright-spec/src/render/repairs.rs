//! Repairs applied to the texts of files.

use std::collections::BTreeMap;

use super::Located;
use super::replacements::{Replacement, replacements};
use crate::{Diagnostic, FileId};

/// The texts of files after repairs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repairs {
    /// The changed files by path, with their new texts.
    pub files: BTreeMap<String, String>,
    /// The number of diagnostics whose repair was applied.
    pub applied: usize,
    /// The number of diagnostics whose repair was not, since it overlaps another one or comments.
    pub skipped: usize,
}

impl Located<'_> {
    /// Applies the repairs of some diagnostics. Of repairs that overlap, the first one is applied; the others follow when the new
    /// text is read.
    pub fn repair(&self, chosen: impl Fn(&Diagnostic) -> bool) -> Repairs {
        let mut repairs = Repairs::default();
        let mut made: Vec<Replacement> = Vec::new();
        let fixes = self.diagnostics.iter().filter(|it| chosen(it));
        for fix in fixes.filter_map(|it| it.notes.fix.as_ref()) {
            let new = replacements(fix, &self.locator);
            let is_apart = |new: &Replacement| !made.iter().any(|old| touches(old, new));
            match new.filter(|all| all.iter().all(is_apart)) {
                Some(new) => {
                    made.extend(new);
                    repairs.applied += 1;
                }
                None => repairs.skipped += 1,
            }
        }
        let mut by_file: BTreeMap<FileId, Vec<Replacement>> = BTreeMap::new();
        for replacement in made {
            by_file
                .entry(replacement.file)
                .or_default()
                .push(replacement);
        }
        for (file, mut all) in by_file {
            all.sort_by_key(|it| it.range.start);
            let edit = |path: &str, text: &str| (path.to_owned(), replaced(text, &all));
            repairs.files.extend(
                self.locator
                    .source(file)
                    .map(|it| edit(it.path(), it.text())),
            );
        }
        repairs
    }
}

/// Returns true if two replacements overlap or are adjacent.
fn touches(left: &Replacement, right: &Replacement) -> bool {
    left.file == right.file
        && left.range.start <= right.range.end
        && right.range.start <= left.range.end
}

/// Returns a text after replacements, which are sorted and apart.
fn replaced(text: &str, all: &[Replacement]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut end = 0;
    for Replacement {
        range,
        text: inserted,
        ..
    } in all
    {
        new.push_str(text.get(end..range.start).unwrap_or_default());
        new.push_str(inserted);
        end = range.end;
    }
    new.push_str(text.get(end..).unwrap_or_default());
    new
}
