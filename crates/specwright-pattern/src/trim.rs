//! Trims an expression to the shortest matches, which are enough for a search: without an anchor, `x{a,b}` at an end becomes `x{a}`.

use regex_syntax::hir::{Hir, HirKind};

use crate::lower::repetition;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

/// Returns a shorter expression that matches in the same strings. Parts on the side of an anchor are kept.
pub(crate) fn trim(hir: &Hir) -> Hir {
    trim_edge(&trim_edge(hir, Edge::Start), Edge::End)
}

fn trim_edge(hir: &Hir, edge: Edge) -> Hir {
    match hir.kind() {
        HirKind::Repetition(repeat) => match repeat.min {
            0 => Hir::empty(),
            1 => trim_edge(&repeat.sub, edge),
            min => repetition((*repeat.sub).clone(), min, Some(min)),
        },
        HirKind::Alternation(alternatives) => Hir::alternation(
            alternatives
                .iter()
                .map(|alternative| trim_edge(alternative, edge))
                .collect(),
        ),
        HirKind::Concat(items) => trim_concat(items, edge),
        _ => hir.clone(),
    }
}

/// Trims from the end inwards, up to the first item that does not become empty.
fn trim_concat(items: &[Hir], edge: Edge) -> Hir {
    let mut items = items.to_vec();
    while let Some(item) = if edge == Edge::Start {
        items.first()
    } else {
        items.last()
    } {
        let trimmed = trim_edge(item, edge);
        let at = if edge == Edge::Start {
            0
        } else {
            items.len() - 1
        };
        if trimmed != Hir::empty() {
            items[at] = trimmed;
            break;
        }
        items.remove(at);
    }
    Hir::concat(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges() {
        for (pattern, trimmed) in [
            ("a*", ""),
            ("a+", "a"),
            ("a{2,5}", "a{2}"),
            ("x*ab*c?", "a"),
            ("^a*b", "^a*b"),
            ("a*b$", "b$"),
            ("(?:ab*)+", "a"),
            ("(?:ab*){2}", "(?:ab*){2}"),
            ("ab*|c+", "a|c"),
        ] {
            let parse = |pattern| regex_syntax::parse(pattern).expect(pattern);
            assert_eq!(trim(&parse(pattern)), parse(trimmed), "{pattern}");
        }
    }
}
