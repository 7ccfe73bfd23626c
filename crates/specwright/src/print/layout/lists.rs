//! Writes what is inside of brackets: the elements of a list.

use super::{Page, STEP, WIDTH};
use crate::print::parts::{self, outer};
use crate::print::row::{Bracket, TokenKind};
use crate::print::{token_kind, widths};
use std::ops::Range;

impl Page<'_> {
    /// Writes a list: short elements fill lines, others have a line each, and a single element may stay on the lines of the brackets.
    pub(super) fn list(&mut self, bracket: Bracket, inside: Range<usize>, indent: usize) {
        let row = self.row;
        let elements = parts::elements(row, inside.clone());
        if self.runs(bracket, &inside, &elements) {
            return self.fill(&elements, indent);
        }
        // An attribute has no trailing comma.
        if let [only] = elements.as_slice()
            && bracket == Bracket::Attribute
        {
            return self.expression(only.clone(), indent, 1);
        }
        // Without its comma, a tuple of one value would be that value.
        let tuple = bracket == Bracket::Paren
            && elements.len() == 1
            && row.kind(inside.end - 1) == Some(TokenKind::After)
            && row.is(inside.end - 1, ",");
        if let [only] = elements.as_slice()
            && matches!(bracket, Bracket::Paren | Bracket::Square)
            && !tuple
            && !row.is(inside.start.saturating_sub(3), "fn")
            && self.hugs(only, indent)
        {
            return self.expression(only.clone(), indent, 1);
        }
        let repeated = bracket == Bracket::Square && self.find(&inside, ";").is_some();
        // A trailing comma would turn parentheses into a tuple.
        let operand = bracket == Bracket::Paren
            && elements.len() == 1
            && !tuple
            && !token_kind::is_called(row, inside.start - 1);
        for element in &elements {
            self.new_line(indent + STEP);
            let rest = row.is(element.start, "..") && bracket == Bracket::Value;
            let comma = if rest || repeated || operand { "" } else { "," };
            match self.assignment(element) {
                // `Output = Result<…>`
                Some(equals) if bracket == Bracket::Angle => {
                    self.one_line(element.start..equals + 1);
                    self.push_text(" ");
                    self.expression(equals + 1..element.end, indent + STEP, 1);
                    self.push_text(comma);
                }
                _ => self.statement(element.clone(), indent + STEP, comma),
            }
        }
        self.new_line(indent);
    }

    /// Returns true if the elements of a list fill lines.
    fn runs(&self, bracket: Bracket, inside: &Range<usize>, elements: &[Range<usize>]) -> bool {
        let row = self.row;
        let is_limited = row.is_limited(inside.start - 1);
        let word = |element: &Range<usize>| {
            let width = row.width(element).unwrap_or_default();
            element.len() == 1 && (!is_limited || width <= widths::SHORT_ELEMENT as usize)
        };
        let pair = |it: &Range<usize>| it.len() == 3 && row.is(it.start + 1, "=");
        match bracket {
            Bracket::Imports => true,
            Bracket::Square => elements.iter().all(word),
            Bracket::Paren => {
                let is_short = |it: &Range<usize>| {
                    let width = row.width(it).unwrap_or(usize::MAX);
                    let is_simple = outer(row, it).all(|at| !self.is_full(at));
                    is_simple && width <= widths::SHORT_ELEMENT as usize
                };
                elements.iter().all(pair) || is_limited && elements.iter().all(is_short)
            }
            _ => false,
        }
    }

    /// Returns true if the only element of a list is broken itself instead of moved to its own line.
    fn hugs(&self, only: &Range<usize>, indent: usize) -> bool {
        if self
            .row
            .width(only)
            .is_some_and(|width| indent + STEP + width < WIDTH)
        {
            return false;
        }
        let long_word = only.len() == 1 && self.row.kind(only.start) == Some(TokenKind::Literal);
        let last = outer(self.row, only).last();
        let call = last.is_some_and(|last| self.is_full(last) && self.fits(&(only.start..last), 1));
        let simple = self.operators(only).is_none() && self.chain(only).is_none();
        long_word || call && simple
    }

    /// Writes as many elements on each line as fit.
    fn fill(&mut self, elements: &[Range<usize>], indent: usize) {
        self.new_line(indent + STEP);
        for (index, element) in elements.iter().enumerate() {
            if index > 0 {
                if self.column + 1 + self.row.width(element).unwrap_or(WIDTH) < WIDTH {
                    self.push_text(" ");
                } else {
                    self.new_line(indent + STEP);
                }
            }
            self.expression(element.clone(), indent + STEP, 1);
            self.push_text(",");
        }
        self.new_line(indent);
    }
}
