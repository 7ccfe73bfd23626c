//! Breaks the row into lines.
//!
//! A part that does not fit on the line is broken at its loosest position: after `=>`, after `=`, before the calls of a chain,
//! before operators, or else inside brackets, the last of them first.

mod lists;

use super::parts::{self, outer};
use super::row::{Bracket, TokenKind, TokenRow};
use super::{token_kind, widths};
use std::ops::Range;

/// The maximum width of a line, as in rustfmt.
const WIDTH: usize = 100;

/// The indentation of a block.
const STEP: usize = 4;

/// Returns the text of a row, at the top level of a file or inside the braces of an item.
pub fn lay_out(row: &TokenRow, inside: bool) -> String {
    let indent = if inside { STEP } else { 0 };
    let mut page = Page {
        row,
        out: String::with_capacity(row.len() * 8),
        column: 0,
    };
    if row.len() > 0 {
        page.push_text(&" ".repeat(indent));
        page.items(0..row.len(), indent, true);
        page.out.push('\n');
    }
    page.out
}

struct Page<'a> {
    row: &'a TokenRow,
    out: String,
    column: usize,
}

impl Page<'_> {
    /// Writes items or statements, each on its own lines.
    fn items(&mut self, range: Range<usize>, indent: usize, apart: bool) {
        let row = self.row;
        let mut above: Option<Range<usize>> = None;
        for item in parts::statements(row, range) {
            if let Some(above) = above {
                if apart && !parts::belong_together(row, &above, &item) {
                    self.out.push('\n');
                }
                self.new_line(indent);
            }
            self.statement(item.clone(), indent, "");
            above = Some(item);
        }
    }

    /// Writes a statement, an item or an element with its attributes and its terminator.
    fn statement(&mut self, range: Range<usize>, indent: usize, end: &str) {
        let row = self.row;
        let first = self.attributes(&range, indent);
        let semicolon = range.end > first && row.is(range.end - 1, ";");
        if semicolon {
            self.expression(first..range.end - 1, indent, 1);
            self.push_text(";");
        } else {
            self.expression(first..range.end, indent, end.len());
        }
        self.push_text(end);
    }

    /// Writes the attributes and comments of a statement, an item or an element, each on a line. Returns the first token after them.
    fn attributes(&mut self, range: &Range<usize>, indent: usize) -> usize {
        let row = self.row;
        let first = parts::after_attributes(row, range.start).min(range.end);
        let mut at = range.start;
        while at < first {
            if let Some(TokenKind::Doc { inner }) = row.kind(at) {
                self.push_text(if inner { "//!" } else { "///" });
                self.push_text(row.text(at));
                at += 1;
            } else {
                let next = row.next(at + 1);
                self.push_text(row.text(at));
                self.expression(at + 1..next, indent, 0);
                at = next;
            }
            if at < range.end {
                self.new_line(indent);
            }
        }
        first
    }

    /// Writes a range, followed by `tail` more columns on its last line.
    fn expression(&mut self, range: Range<usize>, indent: usize, tail: usize) {
        let tail = match self.is_import(&range) {
            true => tail + widths::BESIDE_IMPORT,
            false => tail,
        };
        if self.fits(&range, tail) && !self.has_wide_chain(&range) {
            self.one_line(range);
        } else if let Some(equals) = self.assignment(&range) {
            self.assignment_sides(range, equals, indent, tail);
        } else if let Some(calls) = self.chain(&range) {
            self.break_before(range, &calls, indent, tail);
        } else if let Some(operators) = self.operators(&range) {
            self.break_before(range, &operators, indent, tail);
        } else {
            self.brackets(range, indent, tail);
        }
    }

    fn is_import(&self, range: &Range<usize>) -> bool {
        self.row.is(parts::keyword(self.row, range.start), "use")
    }

    /// Returns true for a chain of several calls, or an assignment of one, that is too wide for one line.
    fn has_wide_chain(&self, range: &Range<usize>) -> bool {
        let start = self.assignment(range).map_or(range.start, |it| it + 1);
        let value = start..range.end;
        let is_wide = self
            .row
            .width(&value)
            .is_none_or(|it| it > widths::CHAIN as usize);
        is_wide
            && outer(self.row, &value).any(|at| self.row.is_limited(at))
            && self.chain(&value).is_some_and(|it| it.len() > 1)
    }

    /// Writes both sides of a `=`, with the right side on its own line if that makes it fit.
    fn assignment_sides(&mut self, range: Range<usize>, equals: usize, indent: usize, tail: usize) {
        let left = range.start..equals;
        match parts::is_constant(self.row, &left) {
            // A trailing comma in the brackets of a type would be invalid.
            true => self.one_line(left),
            false => self.expression(left, indent, 2),
        }
        self.push_text(" ");
        self.push_text(self.row.text(equals));
        let right = equals + 1..range.end;
        if !self.fits(&right, tail + 1) && self.is_better_alone(&right, indent, tail) {
            self.new_line(indent + STEP);
            self.expression(right, indent + STEP, tail);
        } else {
            self.push_text(" ");
            self.expression(right, indent, tail);
        }
    }

    /// Returns true if a range fits on its own line, or at least cannot be broken well on this one; of a chain, its beginning counts.
    fn is_better_alone(&self, range: &Range<usize>, indent: usize, tail: usize) -> bool {
        let fits_alone = |width: usize| indent + STEP + width + tail <= WIDTH;
        let width = self.row.width(range);
        if !width.is_some_and(fits_alone)
            && let Some(links) = self.chain(range)
        {
            let beginning = range.start..links[0];
            let width = self.row.width(&beginning);
            return !self.fits(&beginning, 1) && width.is_some_and(fits_alone);
        }
        width.is_some_and(|width| fits_alone(width) || !self.breaks_well(range))
    }

    /// Returns true if a range can be broken inside brackets that open on this line.
    fn breaks_well(&self, range: &Range<usize>) -> bool {
        let open = outer(self.row, range).find(|at| self.is_full(*at));
        open.is_some_and(|open| self.fits(&(range.start..open), 2))
    }

    /// Writes a range with a line break before each of the starts.
    fn break_before(&mut self, range: Range<usize>, starts: &[usize], indent: usize, tail: usize) {
        let (mut first, mut others) = starts.split_first().unwrap_or((&range.end, &[]));
        let beginning = self.row.width(&(range.start..*first));
        let is_short = self.column == indent && beginning.is_some_and(|width| width <= STEP);
        // `it.next()` is the beginning of a chain of `it`.
        if is_short && self.row.is(*first, ".") && !others.is_empty() {
            (first, others) = (&others[0], &others[1..]);
        }
        let begin = self.out.len();
        self.expression(range.start..*first, indent, 0);
        // What follows brackets that end on a line of their own is aligned with them.
        let inner = match self.out[begin..].contains('\n') && self.row.is(*first, ".") {
            true => indent,
            false => indent + STEP,
        };
        let mut from = *first;
        for start in others {
            self.new_line(inner);
            self.expression(from..*start, inner, 0);
            from = *start;
        }
        self.new_line(inner);
        self.expression(from..range.end, inner, tail);
    }

    /// Writes a range token by token. Brackets stay on one line if the tokens up to the next possible break fit.
    fn brackets(&mut self, range: Range<usize>, indent: usize, tail: usize) {
        let row = self.row;
        let mut at = range.start;
        // The opening brace of a function whose return type leaves no room for it.
        let mut brace = None;
        while at < range.end {
            let next = row.next(at);
            if brace == Some(at) {
                self.new_line(indent);
            } else if at > range.start && row.is_spaced(at) {
                self.push_text(" ");
            }
            match row.kind(at) {
                Some(TokenKind::Open(bracket, close)) => {
                    let (until, after) = self.until_next_break(&range, close, tail);
                    let visibility = at > range.start && token_kind::is_visibility(row, at);
                    let is_return = bracket == Bracket::Angle
                        && self.line().starts_with(')')
                        && parts::opens(row, until, Bracket::Block)
                        && !self.fits(&(at..until), after + widths::BESIDE_BRACE)
                        && self.fits(&(at..until), 0);
                    brace = is_return.then_some(until).or(brace);
                    if visibility
                        || is_return
                        || !self.is_full(at)
                        || self.fits(&(at..until), after)
                    {
                        self.one_line(at..next);
                    } else {
                        self.break_brackets(bracket, at, close, indent);
                    }
                }
                _ => self.push_text(row.text(at)),
            }
            at = next;
        }
    }

    /// Returns the end of the tokens that must fit on the line of brackets, and the columns after them. The parameters of a function
    /// are broken before its return type, other brackets after those that follow them.
    fn until_next_break(&self, range: &Range<usize>, close: usize, tail: usize) -> (usize, usize) {
        let signature = self.row.is(close + 1, "->");
        let rest = close + 1..range.end;
        let next = outer(self.row, &rest).find(|at| match self.row.kind(*at) {
            Some(TokenKind::Open(bracket, _)) => {
                self.is_full(*at) && (!signature || bracket.breaks())
            }
            _ => false,
        });
        match next {
            // The opening brace is on the same line.
            Some(open) => (open, 1 + usize::from(self.row.is_spaced(open))),
            None => (range.end, tail),
        }
    }

    /// Writes brackets with their contents on separate lines.
    fn break_brackets(&mut self, bracket: Bracket, open: usize, close: usize, indent: usize) {
        let row = self.row;
        let inside = open + 1..close;
        self.push_text(row.text(open));
        match bracket {
            Bracket::Block | Bracket::Rows | Bracket::Items => {
                self.new_line(indent + STEP);
                self.items(inside, indent + STEP, bracket == Bracket::Items);
                self.new_line(indent);
            }
            Bracket::Arms => {
                for arm in parts::arms(row, inside) {
                    self.new_line(indent + STEP);
                    self.arm(arm, indent + STEP);
                }
                self.new_line(indent);
            }
            _ => self.list(bracket, inside, indent),
        }
        self.push_text(row.text(close));
    }

    /// Writes an arm of a `match`. A body that only fits on its own line gets braces.
    fn arm(&mut self, arm: Range<usize>, indent: usize) {
        let row = self.row;
        let start = self.attributes(&arm, indent);
        let arrow = self.find(&(start..arm.end), "=>").unwrap_or(start);
        self.expression(start..arrow, indent, 3);
        self.push_text(" =>");
        let body = arrow + 1..arm.end;
        let block =
            parts::opens(row, body.start, Bracket::Block) && row.next(body.start) == body.end;
        if !block && !self.fits(&body, 2) && self.is_better_alone(&body, indent, 0) {
            self.push_text(" {");
            self.new_line(indent + STEP);
            self.expression(body, indent + STEP, 0);
            self.new_line(indent);
            self.push_text("}");
        } else {
            self.push_text(" ");
            self.expression(body, indent, 1);
            self.push_text(if block { "" } else { "," });
        }
    }

    /// Returns the `=` of an assignment or a definition.
    fn assignment(&self, range: &Range<usize>) -> Option<usize> {
        let first = self.row.text(range.start);
        let condition = matches!(first, "if" | "while" | "match" | "for" | "else");
        let is_sign = |at: &usize| {
            let compound = |sign: &str| sign.ends_with('=') && !COMPARISONS.contains(&sign);
            self.row.kind(*at) == Some(TokenKind::Binary) && compound(self.row.text(*at))
        };
        let equals = (!condition).then(|| outer(self.row, range).find(is_sign))??;
        let block = outer(self.row, &(range.start..equals)).any(
            |at| matches!(self.row.kind(at), Some(TokenKind::Open(bracket, _)) if bracket.breaks()),
        );
        (!block).then_some(equals)
    }

    /// Returns the dots of a chain of calls, fields and `.await`; none for a single call or a chain that ends in a block.
    fn chain(&self, range: &Range<usize>) -> Option<Vec<usize>> {
        let row = self.row;
        let is_call = |at: usize| parts::opens(row, at + 2, Bracket::Paren);
        let links: Vec<usize> = outer(row, range).filter(|at| row.is(*at, ".")).collect();
        let last = *links.last()?;
        let is_await = row.is(last + 1, "await");
        let open = last + 2;
        let broken_last = is_call(last)
            && row.width(&(open..row.next(open))).is_none()
            && self.fits(&(range.start..open), 1);
        let header = BEFORE_BLOCKS.contains(&row.text(range.start));
        let is_chain = is_await || links.len() > 1 && links.iter().any(|it| is_call(*it));
        (is_chain && !broken_last && !header).then_some(links)
    }

    /// Returns the operators with the lowest precedence.
    fn operators(&self, range: &Range<usize>) -> Option<Vec<usize>> {
        if BEFORE_BLOCKS.contains(&self.row.text(range.start)) {
            return None;
        }
        ["||", "&&", "|", "^", "&", "+", "-"]
            .iter()
            .find_map(|operator| {
                let found: Vec<usize> = outer(self.row, range)
                    .filter(|at| {
                        self.row.kind(*at) == Some(TokenKind::Binary) && self.row.is(*at, operator)
                    })
                    .collect();
                (!found.is_empty()).then_some(found)
            })
    }

    fn find(&self, range: &Range<usize>, sign: &str) -> Option<usize> {
        outer(self.row, range).find(|at| self.row.is(*at, sign))
    }

    /// Returns true if a token opens brackets that are not empty.
    fn is_full(&self, index: usize) -> bool {
        matches!(self.row.kind(index), Some(TokenKind::Open(_, close)) if close > index + 1)
    }

    /// Returns true if a range and `tail` more columns fit on the rest of the line.
    fn fits(&self, range: &Range<usize>, tail: usize) -> bool {
        let width = self.row.width(range);
        width.is_some_and(|width| self.column + width + tail <= WIDTH)
    }

    /// Writes a range on one line.
    fn one_line(&mut self, range: Range<usize>) {
        let row = self.row;
        for at in range.clone() {
            if at > range.start && row.is_spaced(at) {
                self.push_text(" ");
            }
            if row.kind(at) != Some(TokenKind::LastComma) {
                self.push_text(row.text(at));
            }
        }
    }

    /// Returns the line so far, without its indentation.
    fn line(&self) -> &str {
        let start = self.out.rfind('\n').map_or(0, |at| at + 1);
        self.out[start..].trim_start()
    }

    fn push_text(&mut self, text: &str) {
        self.out.push_str(text);
        self.column += text.chars().count();
    }

    fn new_line(&mut self, indent: usize) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.column = indent;
    }
}

/// The operators that end in `=` and are not assignments.
const COMPARISONS: [&str; 4] = ["==", "!=", "<=", ">="];

/// The keywords of constructs with a block, which are not broken before it.
const BEFORE_BLOCKS: [&str; 12] = [
    "pub", "fn", "const", "async", "impl", "trait", "if", "while", "for", "match", "mod", "else",
];
