//! HTML in descriptions, as Markdown: what is left between angle brackets is text.
//!
//! | HTML                                | Markdown                         |
//! |-------------------------------------|----------------------------------|
//! | `<b>`, `<strong>`; `<i>`, `<em>`    | `**`; `*`                        |
//! | `<code>`, `<kbd>`, `<tt>`           | a code span                      |
//! | `<a href="https://…">text</a>`      | `[text](https://…)`              |
//! | `<li>`                              | `- ` on a line of its own        |
//! | `<h1>` … `<h6>`                     | a bold paragraph                 |
//! | `<p>`, `<br>`, `<ul>`, `<table>`, … | a new paragraph                  |
//! | `<td>`, `<th>`                      | a space                          |
//! | `<span>`, `<u>`, `<sub>`, …         | nothing                          |
//! | any other; one of a pair alone      | left: it is a placeholder        |

use std::collections::HashMap;

/// Rewrites the tags of a description, outside its code.
pub(super) fn rewrite(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut prose = String::new();
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        let marker = ["```", "~~~"]
            .into_iter()
            .find(|marker| start.starts_with(marker));
        match (fence, marker) {
            (None, Some(marker)) => {
                fence = Some(marker);
                output.push_str(&rewrite_prose(&std::mem::take(&mut prose)));
                output.push_str(line);
            }
            (Some(open), _) => {
                if marker == Some(open) {
                    fence = None;
                }
                output.push_str(line);
            }
            (None, None) => prose.push_str(line),
        }
    }
    output.push_str(&rewrite_prose(&prose));
    output
}

fn rewrite_prose(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let mut output = String::with_capacity(text.len());
    let partners = Partners::of(text);
    let mut at = 0;
    while let Some(found) = text[at..].find(['<', '`']) {
        output.push_str(&text[at..at + found]);
        at += found;
        let taken = if text[at..].starts_with('`') {
            code_span(text, at, &mut output)
        } else {
            tag(text, at, &partners, &mut output)
        };
        if taken == 0 {
            output.push_str(&text[at..=at]);
        }
        at += taken.max(1);
    }
    output.push_str(&text[at..]);
    output
}

/// Copies a code span, or a run of backticks that begins none.
fn code_span(text: &str, at: usize, output: &mut String) -> usize {
    let rest = &text[at..];
    let width = rest.len() - rest.trim_start_matches('`').len();
    let marker = &rest[..width];
    let end = rest[width..]
        .find(marker)
        .map_or(width, |end| width + end + width);
    output.push_str(&rest[..end]);
    end
}

/// Rewrites the tag at an offset; 0 if there is none.
fn tag(text: &str, at: usize, partners: &Partners, output: &mut String) -> usize {
    let Some(tag) = Tag::read(&text[at..]) else {
        return 0;
    };
    let Some(markdown) = markdown(tag.name.as_str(), tag.closing) else {
        return 0;
    };
    let behind = &text[at + tag.length..];
    match markdown {
        Markdown::Always(replacement) => {
            output.push_str(if !replacement.is_empty() && on_table_row(output) {
                " "
            } else {
                replacement
            })
        }
        Markdown::Pair(replacement) => {
            if !partners.has(&tag, at) {
                return 0;
            }
            output.push_str(replacement);
        }
        Markdown::Code | Markdown::Link => {
            let closing = partners
                .has(&tag, at)
                .then(|| find_closing(behind, &tag.name))
                .flatten();
            let Some((inner, length)) = closing else {
                return 0;
            };
            let plain = strip(inner);
            match (markdown, tag.target) {
                (Markdown::Code, _) => output.push_str(&super::code(plain.trim())),
                (_, Some(target)) => output.push_str(&format!("[{}]({target})", plain.trim())),
                (_, None) => output.push_str(&plain),
            }
            return tag.length + length;
        }
    }
    tag.length
}

/// Where the first opening and the last closing tag of each name are.
struct Partners(HashMap<String, (usize, usize)>);

impl Partners {
    fn of(text: &str) -> Self {
        let mut partners: HashMap<String, (usize, usize)> = HashMap::new();
        for (at, _) in text.match_indices('<') {
            let rest = &text[at + 1..];
            let closing = rest.starts_with('/');
            let name: String = rest
                .trim_start_matches('/')
                .chars()
                .take(12)
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            let entry = partners
                .entry(name.to_ascii_lowercase())
                .or_insert((usize::MAX, 0));
            if closing {
                entry.1 = at
            } else {
                entry.0 = entry.0.min(at)
            }
        }
        Self(partners)
    }

    fn has(&self, tag: &Tag<'_>, at: usize) -> bool {
        self.0
            .get(&tag.name)
            .is_some_and(|(first, last)| if tag.closing { *first < at } else { *last > at })
    }
}

fn on_table_row(output: &str) -> bool {
    let length = output
        .bytes()
        .rev()
        .take(super::REACH)
        .position(|byte| byte == b'\n');
    let line = length.map_or(output, |length| &output[output.len() - length..]);
    line.len() < super::REACH && line.trim_start().starts_with('|')
}

/// What stands before the closing tag, and the length with that tag.
fn find_closing<'t>(text: &'t str, name: &str) -> Option<(&'t str, usize)> {
    let closing = format!("</{name}");
    let lower = text
        .as_bytes()
        .windows(closing.len())
        .position(|window| window.eq_ignore_ascii_case(closing.as_bytes()))?;
    let end = text[lower..].find('>')? + lower + 1;
    Some((&text[..lower], end))
}

/// A text without its tags.
fn strip(text: &str) -> String {
    let mut output = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        output.push_str(&rest[..at]);
        let known = Tag::read(&rest[at..]).filter(|tag| markdown(&tag.name, tag.closing).is_some());
        let length = known.map_or(0, |tag| tag.length);
        if length == 0 {
            output.push('<');
        }
        rest = &rest[at + length.max(1)..];
    }
    output.push_str(rest);
    output.replace('\n', " ")
}

struct Tag<'t> {
    name: String,
    closing: bool,
    length: usize,
    target: Option<&'t str>,
}

impl<'t> Tag<'t> {
    /// The tag that a text begins with.
    fn read(text: &'t str) -> Option<Self> {
        let length = text.find('>')? + 1;
        let inner = &text[1..length - 1];
        let closing = inner.starts_with('/');
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let name: String = inner
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let attributes = &inner[name.len()..];
        let plain = attributes.is_empty() || attributes.starts_with([' ', '/', '\n']);
        let fits = !name.is_empty() && plain && !attributes.contains('<');
        fits.then(|| Self {
            name: name.to_ascii_lowercase(),
            closing,
            length,
            target: target(attributes),
        })
    }
}

/// The address of a link.
fn target(attributes: &str) -> Option<&str> {
    let rest = &attributes[attributes.find("href")? + "href".len()..];
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
    let target = &rest[..rest.find(['"', '\'', ' ', '>']).unwrap_or(rest.len())];
    (super::is_url(target) && !target.contains(['(', ')', '<', '`', '\\'])).then_some(target)
}

#[derive(Clone, Copy)]
enum Markdown {
    /// Stands for the tag wherever it is.
    Always(&'static str),
    /// Stands for the tag if it has a partner.
    Pair(&'static str),
    Code,
    Link,
}

fn markdown(name: &str, closing: bool) -> Option<Markdown> {
    Some(match (name, closing) {
        ("b" | "strong", _) => Markdown::Pair("**"),
        ("i" | "em", _) => Markdown::Pair("*"),
        ("code" | "kbd" | "tt", false) => Markdown::Code,
        ("a", false) => Markdown::Link,
        ("li", false) => Markdown::Always("\n- "),
        ("li", true) => Markdown::Always(""),
        ("p" | "br" | "hr", _) => Markdown::Always("\n\n"),
        (
            "ul" | "ol" | "dl" | "dt" | "dd" | "div" | "table" | "thead" | "tbody" | "tr"
            | "blockquote" | "details" | "summary" | "pre",
            _,
        ) => Markdown::Pair("\n\n"),
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => Markdown::Pair("\n\n**"),
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => Markdown::Pair("**\n\n"),
        ("td" | "th", _) => Markdown::Pair(" "),
        (
            "span" | "u" | "s" | "del" | "sub" | "sup" | "small" | "big" | "font" | "center"
            | "nobr",
            _,
        ) => Markdown::Pair(""),
        _ => return None,
    })
}
