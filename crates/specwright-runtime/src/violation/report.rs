//! The collection of violations while a value is checked, and their order.

#[cfg(any(feature = "client", feature = "server"))]
use crate::Operation;
use crate::Path;
use crate::shown::shown;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use super::{Violation, Violations};

/// Collects violations.
#[derive(Debug, Default)]
pub struct Report {
    pub(super) list: Vec<Violation>,
    overflowed: bool,
    /// True while the checked value is a secret.
    hidden: bool,
    /// True if violations are counted only, since nobody reads them.
    counting: bool,
    count: usize,
    /// The number of properties, at any depth, that some type keeps.
    kept: usize,
}

impl Report {
    /// Creates a report that only counts, to try a variant.
    pub(crate) fn counting() -> Self {
        Self {
            counting: true,
            ..Self::default()
        }
    }

    /// Returns true if violations are counted only.
    pub(crate) fn is_counting(&self) -> bool {
        self.counting
    }

    /// Returns the number of violations, at most [`Violations::MAX`].
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Adds properties that a type reads, and so keeps.
    pub(crate) fn keep(&mut self, properties: usize) {
        self.kept += properties;
    }

    /// Returns the number of kept properties.
    pub(crate) fn kept(&self) -> usize {
        self.kept
    }

    /// Returns true if there were more violations than [`Violations::MAX`].
    pub fn is_full(&self) -> bool {
        self.overflowed
    }

    /// Returns true if there are no violations.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Returns the number of recorded violations.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Sets the schema of violations without one, from a position on.
    #[cold]
    pub(crate) fn place(&mut self, from: usize, schema: &'static str) {
        let bare = self.list[from..]
            .iter_mut()
            .filter(|it| it.schema.is_empty());
        bare.for_each(|it| it.schema = Cow::Borrowed(schema));
    }

    /// Returns true if there is a violation at a place.
    #[cold]
    pub(crate) fn has(&self, at: &Path<'_>) -> bool {
        let (instance, _) = at.pointer();
        self.list.iter().any(|it| it.instance == instance)
    }

    /// Adds a violation, with its texts cut.
    #[cold]
    pub fn add(
        &mut self,
        at: &Path<'_>,
        schema: impl Into<Cow<'static, str>>,
        keyword: &'static str,
        expected: impl fmt::Display,
        found: impl fmt::Display,
    ) {
        if self.count == Violations::MAX {
            self.overflowed = true;
            return;
        }
        self.count += 1;
        if self.counting {
            return;
        }
        let (instance, is_cut) = at.pointer();
        self.list.push(Violation {
            parameter: at.of_parameter(),
            instance,
            is_cut,
            schema: schema.into(),
            keyword,
            expected: shown(expected),
            found: if self.hidden {
                String::new()
            } else {
                shown(found)
            },
        });
    }

    /// Adds violations of an earlier check.
    #[cfg(feature = "server")]
    pub(crate) fn extend(&mut self, violations: Violations) {
        self.append(Report {
            overflowed: !violations.complete,
            count: violations.list.len(),
            list: violations.list,
            ..Report::default()
        });
    }

    /// Adds the violations of another report.
    pub(crate) fn append(&mut self, other: Report) {
        let room = Violations::MAX - self.count;
        self.overflowed |= other.overflowed || other.count > room;
        self.count += other.count.min(room);
        self.list.extend(other.list.into_iter().take(room));
    }

    /// Runs a check; if the value is a secret, violations do not show the value found.
    pub(crate) fn redacting(&mut self, secret: bool, check: impl FnOnce(&mut Self)) {
        let before = self.hidden;
        self.hidden |= secret;
        check(self);
        self.hidden = before;
    }

    /// Completes the schemas of parameters, which are relative to the operation.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn complete(&mut self, operation: &Operation) {
        for violation in &mut self.list {
            if violation.parameter.is_some()
                && violation.schema.starts_with(|c: char| c.is_ascii_digit())
            {
                violation.schema = Cow::Owned(operation.own_parameter(&violation.schema));
            }
        }
    }

    /// Ends the check.
    ///
    /// # Errors
    ///
    /// The violations, sorted by place, if there are any.
    pub fn finish(mut self) -> Result<(), Violations> {
        if self.list.is_empty() {
            return Ok(());
        }
        self.list.sort_by(by_place);
        self.list.dedup();
        Err(Violations {
            list: self.list,
            complete: !self.overflowed,
        })
    }
}

/// Orders parameters first, by name; then places in document order, items by number; then schemas and keywords.
fn by_place(a: &Violation, b: &Violation) -> Ordering {
    let order = match (a.parameter, b.parameter) {
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    };
    order
        .then_with(|| by_pointer(&a.instance, &b.instance))
        .then_with(|| (&a.schema, a.keyword, &a.expected).cmp(&(&b.schema, b.keyword, &b.expected)))
}

/// Compares pointers token by token, numbers as numbers.
fn by_pointer(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a.split('/'), b.split('/'));
    loop {
        let order = match (a.next(), b.next()) {
            (Some(a), Some(b)) => match (a.parse::<usize>(), b.parse::<usize>()) {
                (Ok(m), Ok(n)) => m.cmp(&n).then_with(|| a.cmp(b)),
                (m, n) => m.is_err().cmp(&n.is_err()).then_with(|| a.cmp(b)),
            },
            (None, None) => return Ordering::Equal,
            (a, b) => a.is_some().cmp(&b.is_some()),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(pointers: &[usize]) -> Violations {
        let mut report = Report::default();
        for &index in pointers {
            report.add(&Path::ROOT.item(index), "/s", "minimum", "at least 1", "0");
        }
        report.finish().unwrap_err()
    }

    #[test]
    fn is_sorted_by_place_with_items_as_numbers() {
        let places: Vec<String> = report(&[10, 9, 100, 0])
            .iter()
            .map(|it| it.instance().to_owned())
            .collect();
        assert_eq!(places, ["/0", "/9", "/10", "/100"]);
    }

    #[test]
    fn is_bounded_and_says_so() {
        let all: Vec<usize> = (0..Violations::MAX).collect();
        assert!(report(&all).is_complete());
        let more: Vec<usize> = (0..Violations::MAX + 1).collect();
        let violations = report(&more);
        assert_eq!(
            (violations.len(), violations.is_complete()),
            (Violations::MAX, false)
        );
        assert!(violations.to_string().ends_with("; and more"));
    }

    #[test]
    fn is_read_by_people() {
        assert_eq!(report(&[3]).to_string(), "/3: expected at least 1, found 0");
    }
}
