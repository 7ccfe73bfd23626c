//! Straight lines: expressions whose every match is the same sequence of ASCII sets.

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

use crate::matcher::{AsciiSet, Run};

/// How many runs are worth checking one by one.
const MAX_RUNS: usize = 64;

/// The runs that every whole-string match of `hir` consists of, if it is anchored and there are such.
pub(crate) fn recognise(hir: &Hir) -> Option<Vec<Run>> {
    let items = match hir.kind() {
        HirKind::Concat(items) => items.as_slice(),
        _ => return None,
    };
    let middle = strip(items, Look::Start, Look::End)?;
    let mut runs = Vec::new();
    for item in middle {
        append(&mut runs, line(item)?)?;
    }
    let variable = runs.iter().filter(|run| !run.is_fixed()).count();
    (variable <= 1).then_some(runs)
}

/// What stands between the anchors, of which there may be more than one.
fn strip(items: &[Hir], start: Look, end: Look) -> Option<&[Hir]> {
    let is = |item: &Hir, look| *item.kind() == HirKind::Look(look);
    let first = items
        .iter()
        .position(|item| !is(item, start))
        .filter(|&first| first > 0)?;
    let behind = items
        .iter()
        .rposition(|item| !is(item, end))
        .filter(|&last| last + 1 < items.len())
        .map(|last| last + 1);
    let behind = behind?;
    // `^$`: the first item that is no start is the end.
    Some(items.get(first..behind).unwrap_or_default())
}

/// The runs of an expression with no assertions.
fn line(hir: &Hir) -> Option<Vec<Run>> {
    match hir.kind() {
        HirKind::Empty => Some(Vec::new()),
        HirKind::Literal(literal) => {
            let mut runs = Vec::new();
            for &byte in &literal.0 {
                append(&mut runs, vec![one(ascii_range(byte, byte)?)])?;
            }
            Some(runs)
        }
        HirKind::Class(class) => Some(vec![one(ascii_class(class)?)]),
        HirKind::Look(_) => None,
        HirKind::Repetition(repeat) => repeated(repeat),
        HirKind::Capture(capture) => line(&capture.sub),
        HirKind::Concat(items) => {
            let mut runs = Vec::new();
            for item in items {
                append(&mut runs, line(item)?)?;
            }
            Some(runs)
        }
        HirKind::Alternation(alternatives) => merged(alternatives),
    }
}

pub(crate) fn one(set: AsciiSet) -> Run {
    Run {
        set,
        min: 1,
        max: Some(1),
    }
}

fn ascii_range(first: u8, last: u8) -> Option<AsciiSet> {
    last.is_ascii().then(|| AsciiSet::range(first, last))
}

/// An empty class is no run: it admits nothing, and so does the pattern.
fn ascii_class(class: &Class) -> Option<AsciiSet> {
    let mut set = AsciiSet::default();
    match class {
        Class::Unicode(class) => {
            for range in class.ranges() {
                set = set.union(ascii_range(
                    range.start().try_into().ok()?,
                    range.end().try_into().ok()?,
                )?);
            }
        }
        Class::Bytes(class) => {
            for range in class.ranges() {
                set = set.union(ascii_range(range.start(), range.end())?);
            }
        }
    }
    (!set.is_empty()).then_some(set)
}

/// Adds runs behind others, joining those of one set.
pub(crate) fn append(runs: &mut Vec<Run>, more: Vec<Run>) -> Option<()> {
    for run in more {
        let is_full = runs.len() == MAX_RUNS;
        match runs.last_mut() {
            Some(last) if last.set == run.set => {
                last.min = last.min.checked_add(run.min)?;
                last.max = match (last.max, run.max) {
                    (Some(left), Some(right)) => Some(left.checked_add(right)?),
                    _ => None,
                };
            }
            _ if run.max == Some(0) => {}
            _ if is_full => return None,
            _ => runs.push(run),
        }
    }
    Some(())
}

fn repeated(repeat: &Repetition) -> Option<Vec<Run>> {
    let runs = line(&repeat.sub)?;
    let is_exact = repeat.max == Some(repeat.min);
    match runs.as_slice() {
        [] => Some(runs),
        [
            Run {
                set,
                min: 1,
                max: Some(1),
            },
        ] => Some(vec![Run {
            set: *set,
            min: repeat.min,
            max: repeat.max,
        }]),
        [Run { set, min, max }] if is_exact => {
            let max = match max {
                Some(max) => Some(max.checked_mul(repeat.min)?),
                None => None,
            };
            Some(vec![Run {
                set: *set,
                min: min.checked_mul(repeat.min)?,
                max,
            }])
        }
        _ if is_exact && repeat.min as usize <= MAX_RUNS => {
            let mut copies = Vec::new();
            for _ in 0..repeat.min {
                append(&mut copies, runs.clone())?;
            }
            Some(copies)
        }
        _ => None,
    }
}

/// Alternatives of one fixed length that differ in one place at most are a line with a larger set there.
fn merged(alternatives: &[Hir]) -> Option<Vec<Run>> {
    let mut lines = alternatives
        .iter()
        .map(|alternative| spread(&line(alternative)?));
    let mut merged = lines.next()??;
    for line in lines {
        let line = line?;
        if line.len() != merged.len() {
            return None;
        }
        let mut places = (0..line.len()).filter(|&place| line[place] != merged[place]);
        if let Some(place) = places.next() {
            if places.next().is_some() {
                return None;
            }
            merged[place] = merged[place].union(line[place]);
        }
    }
    let mut runs = Vec::new();
    append(&mut runs, merged.into_iter().map(one).collect())?;
    Some(runs)
}

/// The set of each place of a line of fixed length.
fn spread(runs: &[Run]) -> Option<Vec<AsciiSet>> {
    let mut sets = Vec::new();
    for run in runs {
        if !run.is_fixed() || sets.len() + run.min as usize > MAX_RUNS {
            return None;
        }
        sets.extend(std::iter::repeat_n(run.set, run.min as usize));
    }
    Some(sets)
}
