//! What a token means, by what stands around it.

use super::row::{Bracket, Kind, Row};
use proc_macro2::TokenTree;

/// What is known between two brackets, of what stands there so far.
#[derive(Default)]
pub struct Level {
    /// The angle brackets that are open.
    pub angles: Vec<usize>,
    /// How many commas stand in no angle brackets.
    pub commas: usize,
    /// What the next braces hold, if a word has told.
    header: Option<Header>,
    /// Whether the next brackets are those of a macro.
    called: bool,
    /// Whether the pattern of an `if let` or its like has begun.
    pattern: bool,
    /// Whether the parameters of a closure are being listed.
    closure: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Header {
    braces: Bracket,
    /// Whether an `=` can stand between the word and the braces.
    condition: bool,
}

/// The words after which braces hold what the word says.
const HEADERS: [(&str, Bracket, bool); 17] = [
    ("fn", Bracket::Block, false),
    ("if", Bracket::Block, true),
    ("else", Bracket::Block, true),
    ("while", Bracket::Block, true),
    ("for", Bracket::Block, true),
    ("loop", Bracket::Block, false),
    ("unsafe", Bracket::Block, false),
    ("async", Bracket::Block, false),
    ("move", Bracket::Block, false),
    ("match", Bracket::Arms, true),
    ("impl", Bracket::Items, false),
    ("trait", Bracket::Items, false),
    ("mod", Bracket::Items, false),
    ("extern", Bracket::Items, false),
    ("struct", Bracket::Fields, false),
    ("enum", Bracket::Fields, false),
    ("use", Bracket::Imports, false),
];

/// The words after which an operand comes.
const BEFORE_OPERANDS: [&str; 16] = [
    "as", "break", "const", "dyn", "else", "for", "if", "in", "let", "match", "move", "mut", "ref",
    "return", "where", "while",
];

/// The operators of several characters.
const OPERATORS: [&str; 21] = [
    "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "..", "...", "..=", "+=", "-=", "*=",
    "/=", "%=", "|=", "&=", "<<", ">>",
];

impl Level {
    /// Whether a character belongs to the operator before it.
    pub fn joins(&self, operator: &str, next: char) -> bool {
        let in_angles = !self.angles.is_empty() && operator.starts_with('>');
        let joined = |known: &&str| {
            known
                .strip_prefix(operator)
                .is_some_and(|rest| rest.starts_with(next))
        };
        !in_angles && OPERATORS.iter().any(joined)
    }

    /// Takes note of a word.
    pub fn word(&mut self, word: &str) {
        let condition = self.header.is_some_and(|header| header.condition);
        self.pattern |= word == "let" && condition;
        if self.header.is_none() {
            let header = HEADERS.iter().find(|(known, ..)| *known == word);
            self.header = header.map(|(_, braces, condition)| Header {
                braces: *braces,
                condition: *condition,
            });
        }
    }

    /// Takes note of an operator.
    pub fn operator(&mut self, operator: &str, kind: Kind, index: usize) {
        let condition = self.header.is_some_and(|header| header.condition);
        match (operator, kind) {
            (_, Kind::Open(..)) => self.angles.push(index),
            ("!", Kind::Tight) => self.called = true,
            ("|", Kind::Prefix) => self.closure = true,
            ("|", Kind::After) => self.closure = false,
            (",", _) if self.angles.is_empty() => {
                self.commas += 1;
                self.header = None;
            }
            (";" | "=>", _) => self.header = None,
            ("=", _) if condition => self.pattern = false,
            ("=", _) if self.angles.is_empty() => self.header = None,
            _ => {}
        }
    }

    /// Takes note of brackets that are not braces: they end the call of a macro.
    pub fn called(&mut self) {
        self.called = false;
    }

    /// What the braces hold that stand next.
    pub fn braces(&mut self, row: &Row) -> Bracket {
        if std::mem::take(&mut self.called) {
            return Bracket::Rows;
        }
        if self.pattern {
            return Bracket::Value;
        }
        match self.header.take() {
            Some(header) => header.braces,
            None if row.last().is_some_and(|last| row.is(last, "::")) => Bracket::Imports,
            None if row.last().is_some_and(|last| is_operand(row, last)) => Bracket::Value,
            None => Bracket::Block,
        }
    }
}

/// What an operator is at the end of a row.
pub fn operator(row: &Row, operator: &str, level: &Level) -> Kind {
    let after_operand = row.last().is_some_and(|last| is_operand(row, last));
    match operator {
        "<" if opens_angle(row, after_operand) => Kind::Open(Bracket::Angle, row.len()),
        "," | ";" | ":" => Kind::After,
        "." => Kind::Tight,
        "|" if level.closure => Kind::After,
        "?" if after_operand => Kind::After,
        "::" | ".." | "..=" | "!" if after_operand => Kind::Tight,
        "||" if !after_operand => Kind::Word,
        "::" | ".." | "..=" | "!" | "?" | "&" | "&&" | "*" | "-" | "|" if !after_operand => {
            Kind::Prefix
        }
        _ => Kind::Binary,
    }
}

/// Whether a `<` after the row is a bracket: after a path, the name of a type or a function, or where an operand begins.
fn opens_angle(row: &Row, after_operand: bool) -> bool {
    let Some(last) = row.last() else { return true };
    let text = row.text(last);
    let named = text.starts_with(|char: char| char.is_ascii_uppercase())
        || matches!(text, "impl" | "for" | "fn")
        || last > 0 && row.is(last - 1, "fn");
    !after_operand || row.kind(last) == Some(Kind::Word) && named
}

/// Whether a piece ends an operand.
pub fn is_operand(row: &Row, index: usize) -> bool {
    match row.kind(index) {
        Some(Kind::Close(bracket)) => bracket != Bracket::Attribute,
        Some(Kind::Literal) => true,
        Some(Kind::Word) => !BEFORE_OPERANDS.contains(&row.text(index)) && row.text(index) != "||",
        Some(Kind::After) => row.is(index, "?"),
        _ => false,
    }
}

/// Whether brackets belong to the name of a function, a type or a macro before them.
pub fn is_called(row: &Row, open: usize) -> bool {
    open > 0 && (is_operand(row, open - 1) || row.kind(open - 1) == Some(Kind::Tight))
}

/// Whether a space stands before a piece that is on a line with the one before it.
pub fn is_spaced(row: &Row, index: usize) -> bool {
    let above = index - 1;
    let (Some(left), Some(right)) = (row.kind(above), row.kind(index)) else {
        return false;
    };
    match (left, right) {
        (Kind::Open(_, close), _) if close == index => false,
        (Kind::Open(Bracket::Value, _), _) | (_, Kind::Close(Bracket::Value)) => true,
        (Kind::Tight, Kind::Open(Bracket::Rows, _)) => true,
        (Kind::LastComma, Kind::Close(_)) => false,
        (Kind::Open(..) | Kind::Tight | Kind::Prefix | Kind::Attribute, _) => false,
        (_, Kind::Close(_) | Kind::LastComma | Kind::After | Kind::Tight) => false,
        (Kind::Word, Kind::Open(Bracket::Angle, _)) => row.is(above, "as"),
        (
            Kind::Word | Kind::Literal | Kind::Close(_),
            Kind::Open(Bracket::Paren | Bracket::Square, _),
        ) => left == Kind::Word && !is_operand(row, above),
        (Kind::After, Kind::Open(Bracket::Paren | Bracket::Square, _)) => !row.is(above, "?"),
        _ => true,
    }
}

/// The text of an attribute that is a line of documentation, if a comment can say it.
pub fn documentation(tokens: &[TokenTree], inner: bool) -> Option<String> {
    let [
        TokenTree::Ident(name),
        TokenTree::Punct(_),
        TokenTree::Literal(text),
    ] = tokens
    else {
        return None;
    };
    let text = (name == "doc").then(|| text.to_string())?;
    let text = match text.strip_prefix('r') {
        Some(raw) => raw
            .trim_matches('#')
            .strip_prefix('"')?
            .strip_suffix('"')?
            .to_owned(),
        None => unescaped(text.strip_prefix('"')?.strip_suffix('"')?)?,
    };
    let is_line = !text.contains(['\n', '\r']) && (inner || !text.starts_with('/'));
    is_line.then_some(text)
}

/// What the inside of a string literal says.
fn unescaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        out.push_str(plain);
        let mut chars = escape.chars();
        out.push(match chars.next()? {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            'u' => {
                let (digits, _) = chars.as_str().strip_prefix('{')?.split_once('}')?;
                let char = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
                chars = chars.as_str()[digits.len() + 2..].chars();
                char
            }
            same @ ('"' | '\'' | '\\') => same,
            _ => return None,
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
    Some(out)
}
