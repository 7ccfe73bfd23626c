//! Writes the content of a block as Markdown, and escapes everything else.

use crate::characters::on_line;
use crate::links::is_entity;
use std::borrow::Cow;

/// A part of the content of a block.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Inline {
    Text(String),
    Code(String),
    /// A tag, or text in the form of a tag.
    Html(String),
    /// The beginning or the end of emphasis: `**`.
    Delimiter(String),
    LinkStart,
    /// The end of a link to an address that is allowed.
    LinkEnd(String),
    /// A link whose text is its address.
    Address(String),
    SoftBreak,
    HardBreak,
}

/// The context of content.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum InlinePlace {
    Paragraph,
    Heading,
    /// A cell of a table, in which `|` is escaped.
    Cell,
    /// A part of a sentence of the generator.
    Sentence,
}

/// The placeholder for a hard line break until the lines are known. No text has it.
const HARD_BREAK: char = '\u{1}';

/// Returns true if the content has no visible text.
pub(crate) fn is_empty(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) | Inline::Html(text) => {
            text.chars().filter_map(on_line).all(|char| char == ' ')
        }
        Inline::Delimiter(_) | Inline::SoftBreak | Inline::HardBreak | Inline::LinkStart => true,
        Inline::LinkEnd(_) | Inline::Address(_) => false,
    })
}

/// Writes the lines of a paragraph.
pub(crate) fn lines(content: &[Inline]) -> Vec<String> {
    let text = render(content, InlinePlace::Paragraph);
    let mut lines: Vec<String> = Vec::new();
    let mut is_hard = false;
    for line in text.split('\n') {
        let words = line.trim_end_matches(HARD_BREAK).trim();
        if !words.is_empty() {
            if let Some(last) = lines.last_mut().filter(|_| is_hard) {
                last.push('\\');
            }
            lines.push(guarded(words));
            is_hard = false;
        }
        is_hard |= line.ends_with(HARD_BREAK);
    }
    lines
}

/// Writes content on one line.
pub(crate) fn line(content: &[Inline], place: InlinePlace) -> String {
    let text = render(content, place);
    let lines = text.split('\n');
    let words: Vec<&str> = lines
        .map(|line| line.trim_end_matches(HARD_BREAK).trim())
        .filter(|line| !line.is_empty())
        .collect();
    let line = words.join(" ");
    match place {
        InlinePlace::Cell => line,
        // A trailing `#` would close the heading (CommonMark 0.31, section 4.2).
        InlinePlace::Heading => match line.strip_suffix('#') {
            Some(start) => format!("{start}\\#"),
            None => line,
        },
        InlinePlace::Paragraph | InlinePlace::Sentence => guarded(&line),
    }
}

/// Escapes a block marker or heading underline at the start of a line.
fn guarded(line: &str) -> String {
    let is_marker = |char: char| "-=_*|: +".contains(char);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let ends_word = |text: &str| text.is_empty() || text.starts_with(' ');
    let at = if line.chars().all(is_marker) && line.contains(['-', '=', '_', '*', '+']) {
        Some(0)
    } else if line.starts_with('#') {
        ends_word(line.trim_start_matches('#')).then_some(0)
    } else if let Some(rest) = line.strip_prefix(['-', '+', '*']) {
        ends_word(rest).then_some(0)
    } else if digits > 0 {
        let rest = line[digits..].strip_prefix(['.', ')']);
        rest.is_some_and(ends_word).then_some(digits)
    } else {
        (line.starts_with('>') || line.starts_with("~~~")).then_some(0)
    };
    match at {
        Some(at) => format!("{}\\{}", &line[..at], &line[at..]),
        None => line.to_owned(),
    }
}

fn render(content: &[Inline], place: InlinePlace) -> String {
    let mut renderer = Renderer {
        out: String::new(),
        place,
        link: None,
        runs: Vec::new(),
    };
    for inline in joined(content).iter() {
        renderer.inline(inline);
    }
    renderer.finish()
}

/// Joins adjacent code spans, and the tags of one word (`<domain>:<action>`), into one code span.
fn joined(content: &[Inline]) -> Cow<'_, [Inline]> {
    let is_code = |it: &Inline| matches!(it, Inline::Code(_) | Inline::Html(_));
    if !content.iter().any(is_code) {
        return Cow::Borrowed(content);
    }
    let mut out: Vec<Inline> = Vec::with_capacity(content.len());
    let mut rest = content;
    while let Some(first) = rest.first() {
        let length = match first {
            Inline::Html(_) => word_of_tags(rest),
            _ => 1,
        };
        let text: Option<String> = match first {
            Inline::Code(text) => Some(text.clone()),
            Inline::Html(_) => Some(rest[..length].iter().map(words).collect()),
            _ => None,
        };
        // Invisible content does not separate two code spans.
        let text = text.map(|text| text.chars().filter_map(on_line).collect::<String>());
        match (text, out.last_mut()) {
            (Some(text), _) if text.is_empty() => {}
            (Some(text), Some(Inline::Code(last))) => last.push_str(&text),
            (Some(text), _) => out.push(Inline::Code(text)),
            (None, _) if is_unseen(first) => {}
            (None, _) => out.push(first.clone()),
        }
        rest = &rest[length..];
    }
    Cow::Owned(out)
}

fn is_unseen(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(text) if text.chars().filter_map(on_line).next().is_none())
}

fn words(inline: &Inline) -> &str {
    match inline {
        Inline::Text(text) | Inline::Code(text) | Inline::Html(text) => text,
        _ => "",
    }
}

/// Returns the number of parts from a tag to the last one of its word.
fn word_of_tags(content: &[Inline]) -> usize {
    let mut length = 1;
    for (index, inline) in content.iter().enumerate().skip(1) {
        match inline {
            Inline::Html(_) => length = index + 1,
            Inline::Text(text) if !text.contains(char::is_whitespace) => {}
            _ => break,
        }
    }
    length
}

struct Renderer {
    out: String,
    place: InlinePlace,
    /// The start of the text of the open link.
    link: Option<usize>,
    runs: Vec<Run>,
}

/// A run of one of the emphasis characters.
#[derive(Debug)]
struct Run {
    at: usize,
    length: usize,
    char: char,
    /// True if the run is text.
    is_text: bool,
    /// True if the run is next to a run of the same character, and only one of the two is text.
    touches: bool,
}

impl Renderer {
    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Code(text) | Inline::Html(text) => self.code(text),
            Inline::Delimiter(marker) => {
                for char in marker.chars() {
                    self.run(char, false);
                }
            }
            Inline::LinkStart => self.start_link(),
            Inline::LinkEnd(address) => self.end_link(address),
            Inline::Address(address) if self.link.is_some() => self.text(address),
            Inline::Address(address) => self.out.push_str(&format!("<{address}>")),
            Inline::SoftBreak => self.out.push('\n'),
            Inline::HardBreak => self.out.extend([HARD_BREAK, '\n']),
        }
    }

    fn text(&mut self, text: &str) {
        let text: String = text.chars().filter_map(on_line).collect();
        for (at, char) in text.char_indices() {
            let rest = &text[at..];
            match char {
                '*' | '_' | '~' => {
                    self.run(char, true);
                    continue;
                }
                _ if self.is_special(char, rest) => self.out.push('\\'),
                _ => {}
            }
            self.out.push(char);
        }
    }

    /// Returns true if a character of a text must be escaped.
    fn is_special(&self, char: char, rest: &str) -> bool {
        match char {
            '\\' | '`' | '[' => true,
            ']' => self.link.is_some(),
            '^' => self.link == Some(self.out.len()),
            '|' => self.place == InlinePlace::Cell,
            '<' => opens_tag(rest),
            '&' => is_entity(rest),
            // Rustdoc warns of a bare address. An escaped slash is displayed as a slash.
            '/' => {
                let has_scheme = self.link.is_none()
                    && (self.out.ends_with("http:") || self.out.ends_with("https:"));
                let is_address = has_scheme && rest.starts_with("//") && !rest.starts_with("// ");
                // `*/` would end a block comment into which the text is copied.
                is_address || self.out.ends_with('*')
            }
            _ => false,
        }
    }

    fn run(&mut self, char: char, is_text: bool) {
        let at = self.out.len();
        self.out.push(char);
        let last = self.runs.last_mut();
        match last.filter(|it| it.char == char && it.at + it.length == at) {
            Some(last) if last.is_text == is_text => {
                last.length += 1;
                return;
            }
            Some(last) => last.touches = true,
            None => {}
        }
        let touches = self
            .runs
            .last()
            .is_some_and(|it| it.touches && it.at + it.length == at);
        self.runs.push(Run {
            at,
            length: 1,
            char,
            is_text,
            touches,
        });
    }

    /// Writes a code span, with a fence longer than the backticks in the text.
    fn code(&mut self, text: &str) {
        let text = match self.place {
            InlinePlace::Cell => Cow::Owned(text.replace('|', "\\|")),
            _ => Cow::Borrowed(text),
        };
        let text: String = text.chars().filter_map(on_line).collect();
        let longest = text.split(|char| char != '`').map(str::len).max();
        let fence = "`".repeat(longest.unwrap_or(0) + 1);
        let is_blank = text.trim().is_empty();
        // The parser takes one space from both ends, if both have one (CommonMark 0.31, section 6.1).
        let touches = text.starts_with('`')
            || text.ends_with('`')
            || (text.starts_with(' ') && text.ends_with(' '));
        let pad = if touches && !is_blank { " " } else { "" };
        self.out
            .push_str(&format!("{fence}{pad}{text}{pad}{fence}"));
    }

    fn start_link(&mut self) {
        if self.out.ends_with('!') {
            // `!` before `[` would start an image.
            self.out.pop();
            self.out.push_str("\\!");
        }
        self.out.push('[');
        self.link = Some(self.out.len());
    }

    fn end_link(&mut self, address: &str) {
        let Some(start) = self.link.take() else {
            return;
        };
        if self.out[start..].trim().is_empty() {
            self.out.truncate(start - 1);
            self.out.push_str(&format!("<{address}>"));
        } else {
            self.out.push_str(&format!("]({address})"));
        }
    }

    /// Escapes runs that would be parsed as emphasis.
    fn finish(self) -> String {
        if !self.runs.iter().any(|run| run.is_text) {
            return self.out;
        }
        let paired = ['*', '_', '~'].map(|char| (char, self.has_pair(char)));
        let mut out = String::with_capacity(self.out.len() + 16);
        let mut from = 0;
        for run in self.runs.iter().filter(|run| run.is_text) {
            let is_paired = paired.contains(&(run.char, true));
            let (opens, closes) = self.flanks(run);
            if run.touches || (is_paired && (opens || closes)) {
                out.push_str(&self.out[from..run.at]);
                for _ in 0..run.length {
                    out.extend(['\\', run.char]);
                }
                from = run.at + run.length;
            }
        }
        out.push_str(&self.out[from..]);
        out
    }

    /// Returns true if a run of text could be parsed as emphasis together with another run.
    fn has_pair(&self, char: char) -> bool {
        let runs = || self.runs.iter().filter(|run| run.char == char);
        if self.place == InlinePlace::Sentence || runs().any(|run| !run.is_text) {
            return true;
        }
        let mut opened = false;
        for run in runs() {
            let (opens, closes) = self.flanks(run);
            if opened && closes {
                return true;
            }
            opened |= opens;
        }
        false
    }

    /// Returns whether a run can open and whether it can close emphasis (CommonMark 0.31, section 6.2).
    fn flanks(&self, run: &Run) -> (bool, bool) {
        let before = self.out[..run.at].chars().next_back().unwrap_or('\n');
        let after = self.out[run.at + run.length..].chars().next();
        let after = after.unwrap_or('\n');
        let is_space = |char: char| char.is_whitespace() || char == HARD_BREAK;
        let is_mark = |char: char| !is_space(char) && !char.is_alphanumeric();
        let left = !is_space(after) && (!is_mark(after) || !before.is_alphanumeric());
        let right = !is_space(before) && (!is_mark(before) || !after.is_alphanumeric());
        match run.char {
            '_' => (
                left && (!right || is_mark(before)),
                right && (!left || is_mark(after)),
            ),
            _ => (left, right),
        }
    }
}

/// Returns true if `<` could begin HTML or an autolink, which it cannot before a space, `=` or a digit.
fn opens_tag(rest: &str) -> bool {
    let word = rest[1..].split(' ').next().unwrap_or_default();
    let is_comparison =
        |text: &str| text.starts_with(|char: char| char == '=' || char.is_ascii_digit());
    let is_whole = 1 + word.len() < rest.len();
    !(is_whole && (word.is_empty() || is_comparison(word) && !word.contains('@')))
}
