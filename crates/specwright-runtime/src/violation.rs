//! What is wrong with a value, and where.

#[cfg(any(feature = "client", feature = "server"))]
use crate::Operation;
use crate::shown::shown;
use crate::{Location, Path};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

/// Knows whether it keeps the constraints of its schema.
///
/// Validated newtypes always do. Other constraints are checked where a value crosses a border in the strict direction: by
/// a client before sending, by a server after reading.
pub trait Validate {
    /// Reports every violation in this value, which stands at `at`.
    fn check(&self, at: &Path<'_>, report: &mut Report);

    /// Whether this value keeps every constraint of its schema.
    ///
    /// # Errors
    ///
    /// Every violation, up to [`Violations::MAX`] of them.
    fn validate(&self) -> Result<(), Violations> {
        let mut report = Report::default();
        self.check(&Path::ROOT, &mut report);
        report.finish()
    }
}

/// A constraint that a value does not keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    parameter: Option<(Location, &'static str)>,
    instance: String,
    is_cut: bool,
    schema: Cow<'static, str>,
    keyword: &'static str,
    expected: String,
    found: String,
}

impl Violation {
    /// The parameter that has the value, by place and name; none for a body or a value on its own.
    pub fn parameter(&self) -> Option<(Location, &'static str)> {
        self.parameter
    }

    /// The JSON Pointer (RFC 6901) of the value, in the body or in the parameter's value.
    ///
    /// A pointer of more than 256 bytes, whose names come from whoever sent the value, is shortened: names and the whole keep
    /// their beginning and end, with `…` in between. Such a text leads nowhere, and [`is_cut`](Self::is_cut) tells it from others.
    pub fn instance(&self) -> &str {
        &self.instance
    }

    /// Returns true if [`instance`](Self::instance) is shortened, and so is no pointer.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The JSON Pointer, in the document, of the schema that has the keyword, behind the path of another file. For a value of the
    /// wrong type that stands in a place without constraints of its own, that of the schema around it.
    pub fn schema(&self) -> &str {
        &self.schema
    }

    /// The keyword of the constraint, as in `minLength`; `type` for a value of another type, for an integer that only the Rust
    /// type has no room for, and for an object with a property that is there twice.
    pub fn keyword(&self) -> &'static str {
        self.keyword
    }

    /// What should have been found, as in "at least 2 characters"; cut if it is longer than 256 bytes.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What was found, as in "1 character"; cut if it is longer than 256 bytes. Values of `format: password` are not shown.
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What is expected and what was found, without the place.
    pub fn message(&self) -> impl fmt::Display + '_ {
        fmt::from_fn(move |f| {
            write!(f, "expected {}", self.expected)?;
            if self.found.is_empty() {
                Ok(())
            } else {
                write!(f, ", found {}", self.found)
            }
        })
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((location, name)) = self.parameter {
            write!(f, "{location} parameter `{name}`")?;
            if !self.instance.is_empty() {
                write!(f, " at {}", self.instance)?;
            }
            f.write_str(": ")?;
        } else if !self.instance.is_empty() {
            write!(f, "{}: ", self.instance)?;
        }
        self.message().fmt(f)
    }
}

impl std::error::Error for Violation {}

/// Everything that is wrong with a value: at least one [`Violation`], sorted by place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations {
    /// Not empty.
    list: Vec<Violation>,
    complete: bool,
}

impl Violations {
    /// How many violations are reported at most; beyond that, no more are looked for.
    pub const MAX: usize = 100;

    /// What a reader said, where nothing more is known.
    #[cold]
    pub(crate) fn unexplained(error: &dyn fmt::Display) -> Self {
        let mut report = Report::default();
        report.add(
            &Path::ROOT,
            "",
            "type",
            format_args!("a value that can be read: {error}"),
            "",
        );
        Self {
            list: report.list,
            complete: true,
        }
    }

    /// Whether these are all; false if there were more than [`MAX`](Self::MAX).
    pub fn is_complete(&self) -> bool {
        self.complete
    }
}

impl std::ops::Deref for Violations {
    type Target = [Violation];

    fn deref(&self) -> &[Violation] {
        &self.list
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

/// All violations, or as many as fit in 16 KiB and the words that there are more.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 16 << 10;
        let mut length = 0;
        for (index, violation) in self.list.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            let text = format!("{separator}{violation}");
            length += text.len();
            if length > LONGEST {
                return f.write_str("; and more");
            }
            f.write_str(&text)?;
        }
        if self.complete {
            Ok(())
        } else {
            f.write_str("; and more")
        }
    }
}

impl std::error::Error for Violations {}

/// Collects violations.
#[derive(Debug, Default)]
pub struct Report {
    list: Vec<Violation>,
    overflowed: bool,
    /// Whether what is found here is a secret.
    hidden: bool,
    /// Whether violations are only counted, because nobody will read them.
    counting: bool,
    count: usize,
    /// How many properties of the value some type has looked at, at any depth.
    kept: usize,
}

impl Report {
    /// A report that only counts, for a value that is tried.
    pub(crate) fn counting() -> Self {
        Self {
            counting: true,
            ..Self::default()
        }
    }

    /// Whether violations are only counted.
    pub(crate) fn is_counting(&self) -> bool {
        self.counting
    }

    /// How many violations there are; no more are counted than are reported.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Notes that a type looks at properties, and so keeps them when it is read.
    pub(crate) fn keep(&mut self, properties: usize) {
        self.kept += properties;
    }

    /// How many properties are kept.
    pub(crate) fn kept(&self) -> usize {
        self.kept
    }

    /// Whether there is room for no more.
    pub fn is_full(&self) -> bool {
        self.overflowed
    }

    /// Whether nothing was wrong so far.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many violations there are.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Sets the schema of those violations that have none, from the one at a position on.
    #[cold]
    pub(crate) fn place(&mut self, from: usize, schema: &'static str) {
        let bare = self.list[from..]
            .iter_mut()
            .filter(|it| it.schema.is_empty());
        bare.for_each(|it| it.schema = Cow::Borrowed(schema));
    }

    /// Returns true if something was wrong with the value at a place.
    #[cold]
    pub(crate) fn has(&self, at: &Path<'_>) -> bool {
        let (instance, _) = at.pointer();
        self.list.iter().any(|it| it.instance == instance)
    }

    /// Adds a violation. No text of it becomes longer than what is shown.
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

    /// Adds what was found before.
    #[cfg(feature = "server")]
    pub(crate) fn extend(&mut self, violations: Violations) {
        self.append(Report {
            overflowed: !violations.complete,
            count: violations.list.len(),
            list: violations.list,
            ..Report::default()
        });
    }

    /// Adds everything of another report.
    pub(crate) fn append(&mut self, other: Report) {
        let room = Violations::MAX - self.count;
        self.overflowed |= other.overflowed || other.count > room;
        self.count += other.count.min(room);
        self.list.extend(other.list.into_iter().take(room));
    }

    /// Reports on a place, without what is found there if it is a secret.
    pub(crate) fn hiding(&mut self, secret: bool, check: impl FnOnce(&mut Self)) {
        let before = self.hidden;
        self.hidden |= secret;
        check(self);
        self.hidden = before;
    }

    /// Completes what is told of the parameters of an operation, whose places in the document follow from its own.
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

    /// Everything that was wrong, sorted by place.
    ///
    /// # Errors
    ///
    /// If anything was.
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

/// Parameters first, by name; then places in the order of a walk, items by number; then schemas and keywords.
fn by_place(a: &Violation, b: &Violation) -> Ordering {
    let order = match (a.parameter, b.parameter) {
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    };
    order
        .then_with(|| by_pointer(&a.instance, &b.instance))
        .then_with(|| (&a.schema, a.keyword, &a.expected).cmp(&(&b.schema, b.keyword, &b.expected)))
}

/// Compares token by token, numbers as numbers.
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
