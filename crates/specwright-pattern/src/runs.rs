//! Finds patterns that are runs: every match is the same sequence of sets.

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

use crate::matcher::{ByteSet, Run};

/// The maximum number of runs that are checked one by one.
const MAX_RUNS: usize = 64;

/// Returns the runs of every match of `hir`, if it is anchored and consists of runs.
pub(crate) fn recognise(hir: &Hir) -> Option<Vec<Run>> {
    let (items, true, true) = strip(hir) else {
        return None;
    };
    let runs = line(items)?;
    let variable = runs.iter().filter(|run| !run.is_fixed()).count();
    let is_line = variable <= 1 && runs.iter().all(counts_bytes);
    (is_line && !runs.iter().any(is_any_text)).then_some(runs)
}

/// Returns true if counting bytes is equivalent to counting characters.
fn counts_bytes(run: &Run) -> bool {
    run.set.is_ascii() || run.max.is_none() && run.min <= 1
}

/// Returns true if a run has all characters and any length.
fn is_any_text(run: &Run) -> bool {
    run.set == ByteSet::range(0, 0x7F).union(ByteSet::OTHERS)
}

/// Returns the part between the anchors, of which there may be several, and whether there are anchors at the start and at the end.
pub(crate) fn strip(hir: &Hir) -> (&[Hir], bool, bool) {
    let items = match hir.kind() {
        HirKind::Concat(items) => items.as_slice(),
        _ => std::slice::from_ref(hir),
    };
    let is = |item: &Hir, look| *item.kind() == HirKind::Look(look);
    let start = items.iter().take_while(|item| is(item, Look::Start));
    let (anchors, items) = items.split_at(start.count());
    let end = items.iter().rev().take_while(|item| is(item, Look::End));
    let (items, behind) = items.split_at(items.len() - end.count());
    (items, !anchors.is_empty(), !behind.is_empty())
}

/// Returns the runs of a sequence of expressions.
pub(crate) fn line(items: &[Hir]) -> Option<Vec<Run>> {
    let mut runs = Vec::new();
    for item in items {
        append(&mut runs, item_line(item)?)?;
    }
    Some(runs)
}

/// Returns the runs of an expression without assertions.
fn item_line(hir: &Hir) -> Option<Vec<Run>> {
    match hir.kind() {
        HirKind::Empty => Some(Vec::new()),
        HirKind::Literal(literal) => {
            let mut runs = Vec::new();
            for &byte in &literal.0 {
                append(&mut runs, vec![one(ascii_range(byte, byte)?)])?;
            }
            Some(runs)
        }
        HirKind::Class(class) => Some(vec![one(byte_class(class)?)]),
        HirKind::Look(_) => None,
        HirKind::Repetition(repeat) => repeated(repeat),
        HirKind::Capture(capture) => item_line(&capture.sub),
        HirKind::Concat(items) => line(items),
        HirKind::Alternation(alternatives) => merged(alternatives),
    }
}

pub(crate) fn one(set: ByteSet) -> Run {
    Run {
        set,
        min: 1,
        max: Some(1),
    }
}

fn ascii_range(first: u8, last: u8) -> Option<ByteSet> {
    last.is_ascii().then(|| ByteSet::range(first, last))
}

/// Returns the set of a class that has either all or none of the characters that are not ASCII. Returns none for an empty class, with
/// which the pattern admits nothing.
fn byte_class(class: &Class) -> Option<ByteSet> {
    let mut set = ByteSet::default();
    let mut add = |first: u32, last: u32, most: u32| -> Option<()> {
        if last > 0x7F {
            (first <= 0x80 && last == most).then_some(())?;
            set = set.union(ByteSet::OTHERS);
        }
        if let Ok(first) = u8::try_from(first) {
            set = set.union(ByteSet::range(first, last.min(0x7F) as u8));
        }
        Some(())
    };
    match class {
        Class::Unicode(class) => {
            for range in class.ranges() {
                add(range.start().into(), range.end().into(), char::MAX.into())?;
            }
        }
        Class::Bytes(class) => {
            for range in class.ranges() {
                add(range.start().into(), range.end().into(), 0xFF)?;
            }
        }
    }
    (!set.is_empty()).then_some(set)
}

/// Appends runs, joining adjacent runs of the same set.
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
    let runs = item_line(&repeat.sub)?;
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

/// Joins alternatives of the same fixed length that differ in at most one position into runs with a larger set there.
fn merged(alternatives: &[Hir]) -> Option<Vec<Run>> {
    let mut lines = alternatives
        .iter()
        .map(|alternative| spread(&item_line(alternative)?));
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

/// Returns the set at each position of runs of fixed length.
fn spread(runs: &[Run]) -> Option<Vec<ByteSet>> {
    let mut sets = Vec::new();
    for run in runs {
        if !run.is_fixed() || sets.len() + run.min as usize > MAX_RUNS {
            return None;
        }
        sets.extend(std::iter::repeat_n(run.set, run.min as usize));
    }
    Some(sets)
}
