//! Finds patterns that are a choice between texts: `^(asc|desc)$`, `^https?://`, `json$`.

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::matcher::{Literal, LiteralPlace};
use crate::runs::strip;

/// The maximum total length of the texts of a pattern, in bytes.
const MAX_BYTES: usize = 1024;
/// The maximum number of texts for a whole string, which are distinguished byte by byte.
const MAX_WHOLE: usize = 64;
/// The maximum number of texts at one end of a string, each of which is compared.
const MAX_EDGES: usize = 8;
/// The maximum number of texts that are searched one after the other.
const MAX_ANYWHERE: usize = 1;

/// Returns the texts that a string must be or contain, if there are few.
pub(crate) fn recognise(hir: &Hir) -> Option<Vec<Literal>> {
    let mut literals = Vec::new();
    for alternative in alternatives(hir) {
        let (items, start, end) = strip(alternative);
        let place = match (start, end) {
            (true, true) => LiteralPlace::Whole,
            (true, false) => LiteralPlace::Start,
            (false, true) => LiteralPlace::End,
            (false, false) => LiteralPlace::Anywhere,
        };
        for text in concat(items)? {
            let text = String::from_utf8(text).ok()?;
            let literal = Literal { place, text };
            if !literals.contains(&literal) {
                literals.push(literal);
            }
        }
    }
    are_few(&literals).then_some(literals)
}

/// An empty text that is not anchored at both ends is in every string, which another pass handles.
fn are_few(literals: &[Literal]) -> bool {
    let count = |place| literals.iter().filter(|it| it.place == place).count();
    let is_telling = |it: &Literal| it.place == LiteralPlace::Whole || !it.text.is_empty();
    literals.iter().all(is_telling)
        && count(LiteralPlace::Whole) <= MAX_WHOLE
        && count(LiteralPlace::Start) + count(LiteralPlace::End) <= MAX_EDGES
        && count(LiteralPlace::Anywhere) <= MAX_ANYWHERE
}

fn alternatives(hir: &Hir) -> &[Hir] {
    match hir.kind() {
        HirKind::Alternation(alternatives) => alternatives,
        HirKind::Capture(capture) => alternatives(&capture.sub),
        _ => std::slice::from_ref(hir),
    }
}

/// Returns the texts of a sequence of expressions.
fn concat(items: &[Hir]) -> Option<Vec<Vec<u8>>> {
    let mut texts = vec![Vec::new()];
    for item in items {
        texts = product(&texts, &expand(item)?)?;
    }
    Some(texts)
}

/// Returns each of the first texts followed by each of the second.
fn product(first: &[Vec<u8>], second: &[Vec<u8>]) -> Option<Vec<Vec<u8>>> {
    let size = |texts: &[Vec<u8>]| texts.iter().map(|it| it.len() + 1).sum::<usize>();
    if size(first) * second.len() + size(second) * first.len() > MAX_BYTES {
        return None;
    }
    let pairs = first.iter().flat_map(|first| {
        let joined = second.iter();
        joined.map(|second| [first.as_slice(), second.as_slice()].concat())
    });
    Some(pairs.collect())
}

/// Returns the texts that an expression without assertions matches.
fn expand(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        HirKind::Empty => Some(vec![Vec::new()]),
        HirKind::Literal(literal) => Some(vec![literal.0.to_vec()]),
        HirKind::Class(Class::Unicode(class)) => {
            let size: usize = class.ranges().iter().map(|range| range.len()).sum();
            let characters = class.ranges().iter().flat_map(|it| it.start()..=it.end());
            (size <= MAX_WHOLE).then(|| characters.map(|it| it.to_string().into_bytes()).collect())
        }
        HirKind::Class(Class::Bytes(_)) | HirKind::Look(_) => None,
        HirKind::Repetition(repeat) => {
            let (max, once) = (repeat.max?, expand(&repeat.sub)?);
            let (mut texts, mut power) = (Vec::new(), vec![Vec::new()]);
            for count in 0..=max {
                if count >= repeat.min {
                    texts.extend(power.iter().cloned());
                }
                if texts.len() > MAX_BYTES {
                    return None;
                }
                if count < max {
                    power = product(&power, &once)?;
                }
            }
            Some(texts)
        }
        HirKind::Capture(capture) => expand(&capture.sub),
        HirKind::Concat(items) => concat(items),
        HirKind::Alternation(items) => {
            let texts: Option<Vec<_>> = items.iter().map(expand).collect();
            let texts = texts?.concat();
            (texts.len() <= MAX_BYTES).then_some(texts)
        }
    }
}
