//! Finds patterns that are runs of code points: `^.{1,256}$`, `^\p{L}+$`, `\p{Lu}`. Runs that can be counted in bytes are found by
//! [`crate::runs`].

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind};

use crate::matcher::Matcher;
use crate::runs::strip;

/// The maximum number of runs that are checked one by one.
const MAX_SPANS: usize = 32;

/// A set of code points as inclusive ranges in ascending order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharSet(Vec<(char, char)>);

impl CharSet {
    /// The ranges.
    pub fn ranges(&self) -> &[(char, char)] {
        &self.0
    }

    pub(crate) fn class(&self) -> specwright_matcher::Class<'_> {
        specwright_matcher::Class::new(&self.0)
    }

    fn all() -> Self {
        Self(vec![('\0', char::MAX)])
    }

    pub(crate) fn is_ascii(&self) -> bool {
        self.0.last().is_none_or(|range| range.1.is_ascii())
    }
}

impl From<&ClassUnicode> for CharSet {
    fn from(set: &ClassUnicode) -> Self {
        let ranges = set.ranges().iter();
        Self(ranges.map(|range| (range.start(), range.end())).collect())
    }
}

/// A number of code points of one set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The code points.
    pub set: CharSet,
    /// The minimum number.
    pub min: u32,
    /// The maximum number.
    pub max: Option<u32>,
}

impl Span {
    /// Returns true if the run always has the same length, `min`.
    pub fn is_fixed(&self) -> bool {
        self.max == Some(self.min)
    }

    fn is_any_text(&self) -> bool {
        self.set == CharSet::all() && self.min == 0 && self.max.is_none()
    }
}

/// Returns the runs that a string consists of, at most one of which has a variable length, or the code points of which it must have
/// one. `hir` is trimmed, and its unit is a code point.
pub(crate) fn recognise(hir: &Hir) -> Option<Matcher> {
    let (items, start, end) = strip(hir);
    let mut spans = Vec::new();
    let any_text = || Span {
        set: CharSet::all(),
        min: 0,
        max: None,
    };
    if !start {
        append(&mut spans, any_text())?;
    }
    for item in items {
        add(&mut spans, item)?;
    }
    if !end {
        append(&mut spans, any_text())?;
    }
    if spans.iter().all(Span::is_any_text) {
        return None;
    }
    match spans.as_slice() {
        [before, span, behind]
            if before.is_any_text()
                && behind.is_any_text()
                && (span.min, span.max) == (1, Some(1)) =>
        {
            return Some(Matcher::Contains(span.set.clone()));
        }
        _ => {}
    }
    let varying = spans.iter().filter(|span| !span.is_fixed()).count();
    (varying <= 1).then_some(Matcher::Spans(spans))
}

fn add(spans: &mut Vec<Span>, hir: &Hir) -> Option<()> {
    match hir.kind() {
        HirKind::Empty => Some(()),
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            let mut points = text.chars();
            points.try_for_each(|point| append(spans, span(vec![(point, point)])))
        }
        HirKind::Class(_) => append(spans, span(set(hir)?.0)),
        HirKind::Capture(capture) => add(spans, &capture.sub),
        HirKind::Concat(items) => items.iter().try_for_each(|item| add(spans, item)),
        HirKind::Repetition(repeat) => {
            let one = span(set(&repeat.sub)?.0);
            let (min, max) = (repeat.min, repeat.max);
            append(spans, Span { min, max, ..one })
        }
        HirKind::Look(_) | HirKind::Alternation(_) => None,
    }
}

/// Returns the code points of an expression that matches one code point. Returns none for an empty class, with which the pattern
/// admits nothing.
fn set(hir: &Hir) -> Option<CharSet> {
    let set = match hir.kind() {
        HirKind::Class(Class::Unicode(set)) => CharSet::from(set),
        HirKind::Class(Class::Bytes(set)) => CharSet::from(&set.to_unicode_class()?),
        HirKind::Literal(literal) => {
            let mut points = std::str::from_utf8(&literal.0).ok()?.chars();
            let point = points.next().filter(|_| points.next().is_none())?;
            CharSet::from(&ClassUnicode::new([ClassUnicodeRange::new(point, point)]))
        }
        _ => return None,
    };
    (!set.0.is_empty()).then_some(set)
}

fn span(ranges: Vec<(char, char)>) -> Span {
    Span {
        set: CharSet(ranges),
        min: 1,
        max: Some(1),
    }
}

/// Appends a run, joining adjacent runs of the same set.
fn append(spans: &mut Vec<Span>, span: Span) -> Option<()> {
    let is_full = spans.len() == MAX_SPANS;
    match spans.last_mut() {
        Some(last) if last.set == span.set => {
            last.min = last.min.checked_add(span.min)?;
            last.max = match (last.max, span.max) {
                (Some(left), Some(right)) => Some(left.checked_add(right)?),
                _ => None,
            };
        }
        _ if span.max == Some(0) => {}
        _ if is_full => return None,
        _ => spans.push(span),
    }
    Some(())
}
