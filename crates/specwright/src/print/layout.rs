//! A row into lines.
//!
//! What fits on the line stands on it. What does not is broken where it is loosest: after `=>`, after `=`, before the
//! calls of a chain, before operators, and else in brackets, the last of them first.

use super::guess;
use super::parts::{self, outer};
use super::row::{Bracket, Kind, Row};
use std::ops::Range;

/// How long a line may be: as long as rustfmt lets it be.
const WIDTH: usize = 100;

/// How many columns a block stands to the right.
const STEP: usize = 4;

/// The text of a row, as it stands in a file or inside the braces of an item.
pub fn lay_out(row: &Row, inside: bool) -> String {
    let indent = if inside { STEP } else { 0 };
    let mut page = Page {
        row,
        out: String::with_capacity(row.len() * 8),
        column: 0,
    };
    if row.len() > 0 {
        page.word(&" ".repeat(indent));
        page.items(0..row.len(), indent, true);
        page.out.push('\n');
    }
    page.out
}

struct Page<'a> {
    row: &'a Row,
    out: String,
    column: usize,
}

impl Page<'_> {
    /// Items or statements, a line or more for each.
    fn items(&mut self, range: Range<usize>, indent: usize, apart: bool) {
        let row = self.row;
        let mut above: Option<Range<usize>> = None;
        for item in parts::statements(row, range) {
            if let Some(above) = above {
                if apart && !parts::belong_together(row, &above, &item) {
                    self.out.push('\n');
                }
                self.line(indent);
            }
            self.statement(item.clone(), indent, "");
            above = Some(item);
        }
    }

    /// A statement, an item or an element with what is said of it, and what ends it.
    fn statement(&mut self, range: Range<usize>, indent: usize, end: &str) {
        let row = self.row;
        let first = self.attributes(&range, indent);
        let semicolon = range.end > first && row.is(range.end - 1, ";");
        if semicolon {
            self.expression(first..range.end - 1, indent, 1);
            self.word(";");
        } else {
            self.expression(first..range.end, indent, end.len());
        }
        self.word(end);
    }

    /// What is said of a statement, an item or an element, a line each; what it is said of begins at the piece returned.
    fn attributes(&mut self, range: &Range<usize>, indent: usize) -> usize {
        let row = self.row;
        let first = parts::after_attributes(row, range.start).min(range.end);
        let mut at = range.start;
        while at < first {
            if let Some(Kind::Doc { inner }) = row.kind(at) {
                self.word(if inner { "//!" } else { "///" });
                self.word(row.text(at));
                at += 1;
            } else {
                let next = row.next(at + 1);
                self.word(row.text(at));
                self.expression(at + 1..next, indent, 0);
                at = next;
            }
            if at < range.end {
                self.line(indent);
            }
        }
        first
    }

    /// A part of the row, after which so many columns are taken.
    fn expression(&mut self, range: Range<usize>, indent: usize, tail: usize) {
        if self.fits(&range, tail) {
            self.flat(range);
        } else if let Some(equals) = self.assignment(&range) {
            self.halves(range, equals, indent, tail);
        } else if let Some(calls) = self.chain(&range) {
            self.lines(range, &calls, indent, tail);
        } else if let Some(operators) = self.operators(&range) {
            self.lines(range, &operators, indent, tail);
        } else {
            self.brackets(range, indent, tail);
        }
    }

    /// What stands left and right of a `=`; the right on a line of its own if that makes it fit.
    fn halves(&mut self, range: Range<usize>, equals: usize, indent: usize, tail: usize) {
        let left = range.start..equals;
        match parts::is_constant(self.row, &left) {
            // A comma after the only piece of a type in brackets would be none of Rust's.
            true => self.flat(left),
            false => self.expression(left, indent, 2),
        }
        self.word(" ");
        self.word(self.row.text(equals));
        let right = equals + 1..range.end;
        if !self.fits(&right, tail + 1) && self.is_better_alone(&right, indent, tail) {
            self.line(indent + STEP);
            self.expression(right, indent + STEP, tail);
        } else {
            self.word(" ");
            self.expression(right, indent, tail);
        }
    }

    /// Whether what does not fit on the line fits on one of its own, or can at least not be broken on this one.
    fn is_better_alone(&self, range: &Range<usize>, indent: usize, tail: usize) -> bool {
        self.row
            .width(range)
            .is_some_and(|width| indent + STEP + width + tail <= WIDTH || !self.breaks_well(range))
    }

    /// Whether something can be broken in brackets that begin on this line.
    fn breaks_well(&self, range: &Range<usize>) -> bool {
        let open = outer(self.row, range).find(|at| self.is_full(*at));
        open.is_some_and(|open| self.fits(&(range.start..open + 1), 1))
    }

    /// Each part from one of the starts on on a line of its own.
    fn lines(&mut self, range: Range<usize>, starts: &[usize], indent: usize, tail: usize) {
        let mut from = range.start;
        for start in starts {
            let step = if from == range.start {
                indent
            } else {
                indent + STEP
            };
            self.expression(from..*start, step, 0);
            self.line(indent + STEP);
            from = *start;
        }
        self.expression(from..range.end, indent + STEP, tail);
    }

    /// The pieces in turn; brackets stay whole if what follows fits, up to the next that can be broken.
    fn brackets(&mut self, range: Range<usize>, indent: usize, tail: usize) {
        let row = self.row;
        let mut at = range.start;
        while at < range.end {
            let next = row.next(at);
            if at > range.start && row.is_spaced(at) {
                self.word(" ");
            }
            match row.kind(at) {
                Some(Kind::Open(bracket, close)) => {
                    let (until, after) = self.until_next_break(&range, close, tail);
                    // `pub(super)` is a word to the compiler, too.
                    let visibility = at > range.start && row.is(at - 1, "pub");
                    if visibility || !self.is_full(at) || self.fits(&(at..until), after) {
                        self.flat(at..next);
                    } else {
                        self.broken(bracket, at, close, indent);
                    }
                }
                _ => self.word(row.text(at)),
            }
            at = next;
        }
    }

    /// Up to where what follows brackets has to fit on their line, and what more: a function's parameters give way to what it
    /// returns, others to the brackets after them.
    fn until_next_break(&self, range: &Range<usize>, close: usize, tail: usize) -> (usize, usize) {
        let signature = self.row.is(close + 1, "->");
        let rest = close + 1..range.end;
        let next = outer(self.row, &rest).find(|at| match self.row.kind(*at) {
            Some(Kind::Open(bracket, _)) => self.is_full(*at) && (!signature || bracket.breaks()),
            _ => false,
        });
        match next {
            // The brace at the end of a header is on its line, and the word before a block as well.
            Some(open) => (open, 1 + usize::from(self.row.is_spaced(open))),
            None => (range.end, tail),
        }
    }

    /// Brackets and what stands between them, on lines of its own.
    fn broken(&mut self, bracket: Bracket, open: usize, close: usize, indent: usize) {
        let row = self.row;
        let inside = open + 1..close;
        self.word(row.text(open));
        match bracket {
            Bracket::Block | Bracket::Rows | Bracket::Items => {
                self.line(indent + STEP);
                self.items(inside, indent + STEP, bracket == Bracket::Items);
                self.line(indent);
            }
            Bracket::Arms => {
                for arm in parts::arms(row, inside) {
                    self.line(indent + STEP);
                    self.arm(arm, indent + STEP);
                }
                self.line(indent);
            }
            _ => self.list(bracket, inside, indent),
        }
        self.word(row.text(close));
    }

    /// An arm of a `match`: a body that fits on a line of its own only gets braces.
    fn arm(&mut self, arm: Range<usize>, indent: usize) {
        let row = self.row;
        let start = self.attributes(&arm, indent);
        let arrow = self.find(&(start..arm.end), "=>").unwrap_or(start);
        self.expression(start..arrow, indent, 3);
        self.word(" =>");
        let body = arrow + 1..arm.end;
        let block =
            parts::opens(row, body.start, Bracket::Block) && row.next(body.start) == body.end;
        if !block && !self.fits(&body, 2) && self.is_better_alone(&body, indent, 0) {
            self.word(" {");
            self.line(indent + STEP);
            self.expression(body, indent + STEP, 0);
            self.line(indent);
            self.word("}");
        } else {
            self.word(" ");
            self.expression(body, indent, 1);
            self.word(if block { "" } else { "," });
        }
    }

    /// A list: in running lines if its elements are words, or words that are worth others, else an element a line, and a
    /// single one without lines around it where that saves some.
    fn list(&mut self, bracket: Bracket, inside: Range<usize>, indent: usize) {
        let row = self.row;
        let elements = parts::elements(row, inside.clone());
        let word = |element: &Range<usize>| element.len() == 1;
        let pair = |it: &Range<usize>| it.len() == 3 && row.is(it.start + 1, "=");
        let runs = match bracket {
            Bracket::Imports => true,
            Bracket::Square => elements.iter().all(word),
            Bracket::Paren => elements.iter().all(pair),
            _ => false,
        };
        if runs {
            return self.running(&elements, indent);
        }
        if let [only] = elements.as_slice()
            && matches!(bracket, Bracket::Paren | Bracket::Square)
            && self.hugs(only, indent)
        {
            return self.expression(only.clone(), indent, 1);
        }
        let repeated = bracket == Bracket::Square && self.find(&inside, ";").is_some();
        // A comma would make a tuple of an operand in parentheses.
        let operand = bracket == Bracket::Paren
            && elements.len() == 1
            && !guess::is_called(row, inside.start - 1);
        for element in &elements {
            self.line(indent + STEP);
            let rest = row.is(element.start, "..") && bracket == Bracket::Value;
            let comma = if rest || repeated || operand { "" } else { "," };
            self.statement(element.clone(), indent + STEP, comma);
        }
        self.line(indent);
    }

    /// Whether the only element of a list is better broken itself than put on a line of its own.
    fn hugs(&self, only: &Range<usize>, indent: usize) -> bool {
        if self
            .row
            .width(only)
            .is_some_and(|width| indent + STEP + width < WIDTH)
        {
            return false;
        }
        let long_word = only.len() == 1 && self.row.kind(only.start) == Some(Kind::Literal);
        let last = outer(self.row, only).last();
        let call =
            last.is_some_and(|last| self.is_full(last) && self.fits(&(only.start..last + 1), 0));
        let simple = self.operators(only).is_none() && self.chain(only).is_none();
        long_word || call && simple
    }

    /// As many elements on a line as it holds.
    fn running(&mut self, elements: &[Range<usize>], indent: usize) {
        self.line(indent + STEP);
        for (index, element) in elements.iter().enumerate() {
            if index > 0 {
                if self.column + 1 + self.row.width(element).unwrap_or(WIDTH) < WIDTH {
                    self.word(" ");
                } else {
                    self.line(indent + STEP);
                }
            }
            self.expression(element.clone(), indent + STEP, 1);
            self.word(",");
        }
        self.line(indent);
    }

    /// The `=` of an assignment or a definition.
    fn assignment(&self, range: &Range<usize>) -> Option<usize> {
        let first = self.row.text(range.start);
        let condition = matches!(first, "if" | "while" | "match" | "for" | "else");
        let is_sign = |at: &usize| {
            let compound = |sign: &str| sign.ends_with('=') && !COMPARISONS.contains(&sign);
            self.row.kind(*at) == Some(Kind::Binary) && compound(self.row.text(*at))
        };
        let equals = (!condition).then(|| outer(self.row, range).find(is_sign))??;
        let block = outer(self.row, &(range.start..equals)).any(
            |at| matches!(self.row.kind(at), Some(Kind::Open(bracket, _)) if bracket.breaks()),
        );
        (!block).then_some(equals)
    }

    /// The starts of the calls of a chain, if there are several, or the last is no block.
    fn chain(&self, range: &Range<usize>) -> Option<Vec<usize>> {
        let row = self.row;
        let calls: Vec<usize> = outer(row, range)
            .filter(|at| row.is(*at, ".") && parts::opens(row, at + 2, Bracket::Paren))
            .collect();
        let last = *calls.last()?;
        let open = last + 2;
        let broken_last =
            row.width(&(open..row.next(open))).is_none() && self.fits(&(range.start..open + 1), 0);
        let header = BEFORE_BLOCKS.contains(&row.text(range.start));
        (calls.len() > 1 && !broken_last && !header).then_some(calls)
    }

    /// The operators that are loosest.
    fn operators(&self, range: &Range<usize>) -> Option<Vec<usize>> {
        if BEFORE_BLOCKS.contains(&self.row.text(range.start)) {
            return None;
        }
        ["||", "&&", "|", "^", "&", "+", "-"]
            .iter()
            .find_map(|operator| {
                let found: Vec<usize> = outer(self.row, range)
                    .filter(|at| {
                        self.row.kind(*at) == Some(Kind::Binary) && self.row.is(*at, operator)
                    })
                    .collect();
                (!found.is_empty()).then_some(found)
            })
    }

    fn find(&self, range: &Range<usize>, sign: &str) -> Option<usize> {
        outer(self.row, range).find(|at| self.row.is(*at, sign))
    }

    /// Whether a piece opens brackets with something between them.
    fn is_full(&self, index: usize) -> bool {
        matches!(self.row.kind(index), Some(Kind::Open(_, close)) if close > index + 1)
    }

    /// Whether pieces fit on the rest of the line, with so many columns after them.
    fn fits(&self, range: &Range<usize>, tail: usize) -> bool {
        let width = self.row.width(range);
        width.is_some_and(|width| self.column + width + tail <= WIDTH)
    }

    /// Pieces on one line.
    fn flat(&mut self, range: Range<usize>) {
        let row = self.row;
        for at in range.clone() {
            if at > range.start && row.is_spaced(at) {
                self.word(" ");
            }
            if row.kind(at) != Some(Kind::LastComma) {
                self.word(row.text(at));
            }
        }
    }

    fn word(&mut self, text: &str) {
        self.out.push_str(text);
        self.column += text.chars().count();
    }

    fn line(&mut self, indent: usize) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.column = indent;
    }
}

/// The operators that end in `=` and assign nothing.
const COMPARISONS: [&str; 4] = ["==", "!=", "<=", ">="];

/// The words that begin what has a block, which is not broken before it.
const BEFORE_BLOCKS: [&str; 12] = [
    "pub", "fn", "const", "async", "impl", "trait", "if", "while", "for", "match", "mod", "else",
];
