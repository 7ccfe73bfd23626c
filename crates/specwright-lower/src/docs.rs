//! Descriptions, as Markdown that rustdoc and clippy take without a warning and show as their author meant them.
//!
//! OpenAPI's descriptions are CommonMark (OpenAPI 3.0.4, "Rich Text Formatting"); rustdoc's are CommonMark in which code is
//! run, brackets are links to items, and HTML is checked.
//!
//! | in the document                        | in the doc comment                                                  |
//! |----------------------------------------|---------------------------------------------------------------------|
//! | CRLF, CR, tabs, other control characters, direction marks | LF, spaces, nothing                              |
//! | a fence without language, or in Rust's | ` ```text `: nothing is a doctest; a fence that is not closed is     |
//! | a block indented by four or more       | a fence                                                             |
//! | a paragraph that goes on in a list item or quotation | indented as the item's text; a quotation ends             |
//! | `<domain>:<action>`, `<any tag>`       | code, from the first `<` to the last `>` of the word                |
//! | `<b>`, `<p>`, `<li>`, …                | Markdown (see `html`); no HTML is left                              |
//! | `https://…`                            | `<https://…>`                                                       |
//! | `[text](https://…)`, `![text](https://…)` | a link; `[text](#elsewhere)` is its text                         |
//! | any other `[`                          | `\[`: it is no link to an item                                      |
//! | a backtick without a partner           | `` \` ``                                                            |
//! | `*/`                                   | `*\/`                                                               |

mod html;

use std::borrow::Cow;

use specwright_ir::Docs;

/// The paragraphs of a doc comment: each is cleaned; one that another contains is left out.
pub(crate) fn docs<'a>(texts: impl IntoIterator<Item = Option<&'a str>>) -> Docs {
    let texts: Vec<&str> = texts
        .into_iter()
        .flatten()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect();
    let said = |index: usize| {
        let later = |(at, other): (usize, &&str)| {
            at != index
                && contains(other, texts[index])
                && (!contains(texts[index], other) || at < index)
        };
        texts.iter().enumerate().any(later)
    };
    let paragraphs: Vec<String> = (0..texts.len())
        .filter(|index| !said(*index))
        .map(|index| markdown(texts[index]))
        .collect();
    Docs(paragraphs.join("\n\n"))
}

/// Adds a paragraph that is Markdown already.
pub(crate) fn with_paragraph(docs: Docs, paragraph: &str) -> Docs {
    match (docs.0.is_empty(), paragraph.is_empty()) {
        (_, true) => docs,
        (true, false) => Docs(paragraph.to_owned()),
        (false, false) => Docs(format!("{}\n\n{paragraph}", docs.0)),
    }
}

/// Where more is written, as a text for [`docs`].
pub(crate) fn see(url: &str, description: Option<&str>) -> String {
    let description = description.map(|it| it.trim().trim_end_matches(['.', ':']));
    match description.filter(|it| !it.is_empty()) {
        Some(description) => format!("{description}: {url}"),
        None => format!("See {url}"),
    }
}

/// A text as a code span, whatever backticks it holds.
pub(crate) fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|char| if char.is_control() { ' ' } else { char })
        .filter(|char| !is_dropped(*char))
        .collect();
    let longest = text
        .split(|char| char != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    if text.trim().is_empty() {
        "(blank)".to_owned()
    } else {
        format!("{fence}{pad}{text}{pad}{fence}")
    }
}

fn contains(text: &str, part: &str) -> bool {
    let plain = |text: &str| {
        text.to_lowercase()
            .trim_end_matches(['.', ' ', '\n'])
            .to_owned()
    };
    plain(text).contains(&plain(part))
}

/// The whole of a description.
pub(crate) fn markdown(text: &str) -> String {
    let text = html::rewrite(&clean_characters(text));
    let mut blocks = Blocks::default();
    for line in text.lines() {
        blocks.line(line.trim_end());
    }
    blocks.finish()
}

fn clean_characters(text: &str) -> Cow<'_, str> {
    let is_clean = |byte: u8| matches!(byte, b'\n' | b' '..=b'~');
    if text.bytes().all(is_clean) {
        return Cow::Borrowed(text);
    }
    let text = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', "    ");
    text.chars()
        .filter(|char| *char == '\n' || !is_dropped(*char))
        .collect()
}

/// Control characters, and those that rustc refuses in comments because they change the direction of text.
fn is_dropped(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The block structure, line by line.
#[derive(Default)]
struct Blocks {
    lines: Vec<String>,
    /// The lines of the paragraph that is being read, without their indentation.
    paragraph: Vec<String>,
    /// The open list items: the indentation of their text, in the document and in the output.
    items: Vec<(usize, usize)>,
    /// The open fence: its marker and its indentation in the document.
    fence: Option<(String, usize)>,
    /// Whether the last line is the marker of an item, and nothing else.
    bare_item: bool,
    blank: bool,
    quoted: bool,
    indented: bool,
}

impl Blocks {
    fn line(&mut self, line: &str) {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let text = &line[indent..];
        if self.fence.is_some() {
            return self.fenced(line, text);
        }
        if self.indented && (text.is_empty() || indent >= 4) {
            return self.push_raw(if text.is_empty() { "" } else { &line[4..] });
        }
        self.end_indented();
        if text.is_empty() {
            self.end_paragraph();
            self.push_blank();
        } else if let Some(marker) = fence_marker(text) {
            self.open_fence(marker, text, indent);
        } else if let Some(width) = item_marker(text) {
            self.open_item(indent, text, width);
        } else if indent >= 4 && self.items.is_empty() && self.paragraph.is_empty() {
            self.push_raw("```text");
            self.indented = true;
            self.push_raw(&line[4..]);
        } else {
            self.text(indent, text);
        }
        self.blank = text.is_empty();
    }

    fn text(&mut self, indent: usize, text: &str) {
        if self.blank {
            // After an empty line, a text belongs to the items it is indented for.
            self.items.retain(|(inner, _)| *inner <= indent);
        }
        let quotation = text.starts_with('>');
        if self.quoted && !quotation {
            self.end_paragraph();
            self.push_blank();
        }
        let heading = text.starts_with('#') || text.starts_with('|') || quotation;
        if heading {
            self.end_paragraph();
        }
        self.quoted = quotation;
        self.paragraph.push(text.to_owned());
        if heading {
            self.end_paragraph();
        }
    }

    fn open_item(&mut self, indent: usize, text: &str, width: usize) {
        self.end_paragraph();
        self.items.retain(|(inner, _)| *inner <= indent);
        let outer = self.indentation();
        let marker = &text[..width];
        let rest = text[width..].trim_start();
        self.items.push((indent + width + 1, outer + width + 1));
        self.bare_item = rest.is_empty();
        let rest = inline(rest);
        let line = format!("{:outer$}{marker} {rest}", "");
        self.lines.push(line.trim_end().to_owned());
        self.quoted = false;
    }

    fn open_fence(&mut self, marker: String, text: &str, indent: usize) {
        self.end_paragraph();
        if self.blank {
            self.items.retain(|(inner, _)| *inner <= indent);
        }
        let language = language(text[marker.len()..].trim());
        self.push_raw(&format!("{marker}{language}"));
        self.fence = Some((marker, indent));
        self.quoted = false;
    }

    fn fenced(&mut self, line: &str, text: &str) {
        let Some((marker, indent)) = self.fence.clone() else {
            return;
        };
        if text.starts_with(&marker) && text.chars().all(|char| marker.starts_with(char)) {
            self.fence = None;
            return self.push_raw(&marker);
        }
        let spaces = line.len() - text.len();
        self.push_raw(&line[indent.min(spaces)..]);
    }

    fn end_indented(&mut self) {
        if std::mem::take(&mut self.indented) {
            while self.lines.last().is_some_and(String::is_empty) {
                self.lines.pop();
            }
            self.push_raw("```");
            self.push_blank();
            self.blank = true;
        }
    }

    fn end_paragraph(&mut self) {
        if self.paragraph.is_empty() {
            return;
        }
        let text = inline(&std::mem::take(&mut self.paragraph).join("\n"));
        let mut lines = text.lines().map(str::trim);
        if std::mem::take(&mut self.bare_item)
            && let (Some(marker), Some(first)) = (self.lines.last_mut(), lines.next())
        {
            marker.push(' ');
            marker.push_str(first);
        }
        lines.for_each(|line| self.push_raw(line));
    }

    fn push_raw(&mut self, text: &str) {
        self.bare_item = false;
        let indent = self.indentation();
        self.lines
            .push(format!("{:indent$}{text}", "").trim_end().to_owned());
    }

    fn push_blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
        self.bare_item = false;
    }

    fn indentation(&self) -> usize {
        self.items.last().map_or(0, |(_, output)| *output)
    }

    fn finish(mut self) -> String {
        self.end_paragraph();
        self.end_indented();
        if let Some((marker, _)) = self.fence.take() {
            self.push_raw(&marker);
        }
        self.lines.join("\n").trim_matches('\n').to_owned()
    }
}

fn fence_marker(text: &str) -> Option<String> {
    let char = text
        .chars()
        .next()
        .filter(|char| matches!(char, '`' | '~'))?;
    let marker: String = text.chars().take_while(|it| *it == char).collect();
    let info = &text[marker.len()..];
    (marker.len() >= 3 && !(char == '`' && info.contains('`'))).then_some(marker)
}

/// The length of a list item's marker: `-`, `12.`.
fn item_marker(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let width = match text.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    let rest = &text[width..];
    let rule = width == 1
        && text
            .chars()
            .all(|char| char == ' ' || text.starts_with(char))
        && text.replace(' ', "").len() >= 3;
    (!rule && (rest.is_empty() || rest.starts_with(' '))).then_some(width)
}

/// The language of a fence, unless rustdoc would take it for Rust.
fn language(info: &str) -> &str {
    let word = info.split([' ', ',', '{']).next().unwrap_or_default();
    let plain = !word.is_empty()
        && word.len() <= 20
        && word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+#-_".contains(&byte));
    let lower = word.to_ascii_lowercase();
    let rust = [
        "rust",
        "rs",
        "should",
        "no",
        "ignore",
        "compile",
        "edition",
        "test",
        "standalone",
        "custom",
        "allow",
        "e0",
    ];
    if plain && !rust.iter().any(|start| lower.starts_with(start)) {
        word
    } else {
        "text"
    }
}

/// The text of a paragraph.
fn inline(text: &str) -> String {
    let mut output = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let taken = match char {
            '\\' => escape(rest, &mut output),
            '`' => code_span(rest, &mut output),
            '<' => angle(rest, &mut output),
            '[' => bracket(rest, &mut output),
            '!' if rest.starts_with("![") => 1,
            'h' if at_word(&output) => url(rest, &mut output),
            '*' if rest.starts_with("*/") => push(&mut output, "*\\/", 2),
            _ => 0,
        };
        if taken == 0 {
            output.push(char);
        }
        rest = &rest[if taken == 0 { char.len_utf8() } else { taken }..];
    }
    output
}

fn push(output: &mut String, text: &str, taken: usize) -> usize {
    output.push_str(text);
    taken
}

fn at_word(output: &str) -> bool {
    !output.ends_with(|char: char| char.is_alphanumeric())
}

fn escape(rest: &str, output: &mut String) -> usize {
    match rest[1..].chars().next() {
        Some(next) if next.is_ascii_punctuation() => push(output, &rest[..2], 2),
        _ => push(output, "\\\\", 1),
    }
}

fn code_span(rest: &str, output: &mut String) -> usize {
    let width = rest.len() - rest.trim_start_matches('`').len();
    let marker = &rest[..width];
    let mut from = width;
    while let Some(found) = rest[from..].find('`') {
        let start = from + found;
        let length = rest[start..].len() - rest[start..].trim_start_matches('`').len();
        if length == width {
            let end = start + length;
            return push(output, &rest[..end].replace('\n', " "), end);
        }
        from = start + length;
    }
    push(output, &marker.replace('`', "\\`"), width)
}

fn angle(rest: &str, output: &mut String) -> usize {
    let next = rest[1..].chars().next().unwrap_or(' ');
    if !next.is_ascii_alphabetic() && !matches!(next, '/' | '!' | '?') {
        return 0;
    }
    let end = rest[1..].find(['<', '>', '\n']).map(|at| at + 1);
    let Some(end) = end.filter(|end| rest[*end..].starts_with('>')) else {
        return push(output, "\\<", 1);
    };
    let inner = &rest[1..end];
    if is_url(inner) && !inner.contains(' ') {
        return push(output, &rest[..=end], end + 1);
    }
    if output.ends_with('`') {
        // Code that follows code would be one with it.
        return push(output, "\\<", 1);
    }
    let end = end_of_word(rest, end + 1);
    push(output, &code(&rest[..end]), end)
}

/// How far a bracket is looked for: keeps hostile texts from taking time beyond their length.
const REACH: usize = 2000;

/// The end of the last `>` of the word that begins with a tag.
fn end_of_word(rest: &str, end: usize) -> usize {
    let word = rest[end..]
        .char_indices()
        .take(REACH)
        .take_while(|(_, char)| !char.is_whitespace());
    let word = word
        .last()
        .map_or(end, |(at, char)| end + at + char.len_utf8());
    let tail = &rest[end..word];
    match tail.rfind('>') {
        Some(last) if tail.contains('<') && !tail.contains(['`', '[']) => end + last + 1,
        _ => end,
    }
}

/// `[text](target)`; everything else in brackets is text.
fn bracket(rest: &str, output: &mut String) -> usize {
    let Some((text, target, taken)) = link(rest) else {
        return push(output, "\\[", 1);
    };
    let text = inline_plain(text);
    let target = target
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .trim_matches(['<', '>']);
    let usable = is_url(target) && !target.contains(['(', ')', '<', '>', '`', '\\']);
    if usable {
        push(output, &format!("[{text}]({target})"), taken)
    } else {
        push(output, &text, taken)
    }
}

/// The text of a link: of a link or image inside it, the text.
fn inline_plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        plain.push_str(rest[..at].strip_suffix('!').unwrap_or(&rest[..at]));
        let (inner, taken) = link(&rest[at..]).map_or(("", 1), |(inner, _, taken)| (inner, taken));
        plain.push_str(inner);
        rest = &rest[at + taken..];
    }
    plain.push_str(rest);
    let text = plain.replace(['[', ']'], "");
    let cleaned = inline(&text);
    if cleaned.contains("<http") || cleaned.contains("<mailto") {
        cleaned.replace(['<', '>'], "")
    } else {
        cleaned
    }
}

fn link(rest: &str) -> Option<(&str, &str, usize)> {
    let close = matching(rest, '[', ']')?;
    let target = &rest[close + 1..];
    let end = matching(target, '(', ')')?;
    (!rest[1..close].contains("\n\n")).then(|| (&rest[1..close], &target[1..end], close + end + 2))
}

/// The offset of the bracket that closes the one at the start.
fn matching(text: &str, open: char, close: char) -> Option<usize> {
    if !text.starts_with(open) {
        return None;
    }
    let mut depth = 0_usize;
    for (index, char) in text.char_indices().take(REACH) {
        if char == open {
            depth += 1;
        } else if char == close {
            depth -= 1;
            if depth == 0 {
                return Some(index);
            }
        }
    }
    None
}

fn is_url(text: &str) -> bool {
    ["http://", "https://", "mailto:", "ftp://"]
        .iter()
        .any(|scheme| text.len() > scheme.len() && text.starts_with(scheme))
}

fn url(rest: &str, output: &mut String) -> usize {
    if !rest.starts_with("http://") && !rest.starts_with("https://") {
        return 0;
    }
    let end = rest
        .find(|char: char| char.is_whitespace() || "<>`\"'[]{}|\\^".contains(char))
        .unwrap_or(rest.len());
    let mut url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~']);
    while url.ends_with(')') && url.matches(')').count() > url.matches('(').count() {
        url = url[..url.len() - 1].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    }
    let bare = url.trim_end_matches('/').ends_with(':');
    if bare {
        0
    } else {
        push(output, &format!("<{url}>"), url.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_cleaned() {
        for (text, cleaned) in [
            (
                "formatted as (<domain>:<action>)",
                "formatted as (`<domain>:<action>`)",
            ),
            ("a `<b>` tag", "a `<b>` tag"),
            ("see <https://a.b/c>.", "see <https://a.b/c>."),
            ("see https://a.b/c?d=e.", "see <https://a.b/c?d=e>."),
            ("(https://a.b/c_(d))", "(<https://a.b/c_(d)>)"),
            ("http:// is none", "http:// is none"),
            (
                "[a](https://a.b) and [b](#b) and [c] and d[0]",
                "[a](https://a.b) and b and \\[c] and d\\[0]",
            ),
            ("![logo](https://a.b/c.png)", "[logo](https://a.b/c.png)"),
            ("[https://a.b](https://a.b)", "[https://a.b](https://a.b)"),
            ("- [ ] todo", "- \\[ ] todo"),
            (
                "Vec<String> and <script>alert(1)</script>",
                "Vec`<String>` and `<script>alert(1)</script>`",
            ),
            ("<b>bold</b><br/>x <I>y</I>", "**bold**\n\nx *y*"),
            ("<b>never closed", "`<b>`never closed"),
            ("closed</b> only", "closed`</b>` only"),
            ("<b onclick='x'>y</b>", "**y**"),
            ("<code>a | <b>b</b> `</code>", "`` a | b ` ``"),
            ("as <code>:<id>", "as `<code>:<id>`"),
            (
                "<p>a</p><ul><li>b</li><li>c <em>d</em></ul>e",
                "a\n\n- b\n- c *d*\n\ne",
            ),
            ("| a<br>b |\n|---|", "| a b |\n|---|"),
            ("`<b>` and ```\n<b>", "`<b>` and \\`\\`\\`\n`<b>`"),
            ("[![a](https://a.b/c.svg)](https://a.b)", "[a](https://a.b)"),
            ("a < b, 1 <2, x <y", "a < b, 1 <2, x \\<y"),
            ("it`s", "it\\`s"),
            ("``a ` b``", "``a ` b``"),
            ("``` a b", "```a\n```"),
            ("~~~", "~~~text\n~~~"),
            ("`` a", "\\`\\` a"),
            ("C:\\dir \\[x]", "C:\\\\dir \\[x]"),
            ("end */ fn x() {}", "end *\\/ fn x() {}"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("a\u{202e}b\0c", "abc"),
            ("```\nlet x = 1;\n```", "```text\nlet x = 1;\n```"),
            ("```rust\npanic!()\n```", "```text\npanic!()\n```"),
            ("```json\n{\"a\": [1]}\n", "```json\n{\"a\": [1]}\n```"),
            (
                "x\n\n    let y;\n\n    z\nw",
                "x\n\n```text\nlet y;\n\nz\n```\n\nw",
            ),
            ("x\n      y", "x\ny"),
            (
                "- a\nb\n    - c\n      d\n\n  e\n\nf",
                "- a\n  b\n  - c\n    d\n\n  e\n\nf",
            ),
            ("* a\n\n        code", "* a\n\n  code"),
            ("-\n  a\n  b\n\n-\n\nc", "- a\n  b\n\n-\n\nc"),
            ("> a\nb", "> a\n\nb"),
            (
                "1. a\n   ```\n   x\n   ```",
                "1. a\n   ```text\n   x\n   ```",
            ),
            ("\t- a", "- a"),
            ("a\n***\nb", "a\n***\nb"),
            (
                "| a | b |\n|---|---|\n| <x> | [y] |",
                "| a | b |\n|---|---|\n| `<x>` | \\[y] |",
            ),
            (
                "<a href=\"x\">y</a> <a href='https://a.b'>z</a>",
                "y [z](https://a.b)",
            ),
            ("<!-- hidden -->", "`<!-- hidden -->`"),
        ] {
            assert_eq!(markdown(text), cleaned, "{text:?}");
        }
    }

    #[test]
    fn nothing_is_said_twice() {
        for (texts, said) in [
            (
                [Some("Get tokens"), Some("Get tokens by me")],
                "Get tokens by me",
            ),
            ([Some("Get tokens."), Some("get tokens")], "Get tokens."),
            ([Some("A"), Some("B")], "A\n\nB"),
            ([Some(" "), None], ""),
        ] {
            assert_eq!(docs(texts).0, said);
        }
    }

    #[test]
    fn code_spans_hold_any_text() {
        assert_eq!(code("^a`b$"), "``^a`b$``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(" "), "(blank)");
    }
}
