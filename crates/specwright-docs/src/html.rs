//! Converts HTML in descriptions to Markdown: common tags are replaced where the parser finds HTML, and others are kept.
//!
//! | HTML                                | Markdown                          |
//! |-------------------------------------|-----------------------------------|
//! | `<b>`, `<strong>`; `<i>`, `<em>`    | `**`; `*`                         |
//! | `<code>`, `<kbd>`, `<tt>`           | a code span                       |
//! | `<pre>`                             | a fence                           |
//! | `<a href="https://…">text</a>`      | `[text](https://…)`               |
//! | `<li>`                              | `- ` on a line of its own         |
//! | `<h1>` … `<h6>`                     | a bold paragraph                  |
//! | `<p>`, `<br>`, `<ul>`, `<table>`, … | a new paragraph                   |
//! | `<br>` in a list or a quotation     | a hard line break                 |
//! | `<td>`, `<th>`; any in a table row  | a space                           |
//! | `<span>`, `<u>`, `<sub>`, …         | nothing                           |
//! | any other, or one without its pair  | kept as a placeholder             |
//!
//! This only improves readability. The writer ensures that no HTML is left.

mod tags;

use crate::{links, parse};
use pulldown_cmark::{Event, Tag as Block, TagEnd};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
pub(crate) use tags::length;
use tags::{Replacement, Tag, replacement};

/// Replaces the tags of a description.
pub(crate) fn rewrite(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let pieces = pieces(text);
    if pieces.is_empty() {
        return Cow::Borrowed(text);
    }
    let tags: Vec<Tag<'_>> = pieces
        .iter()
        .flat_map(|piece| Tag::all(text, piece))
        .collect();
    let mut rewriter = Rewriter {
        text,
        partners: partners(&tags),
        tags: &tags,
        out: String::with_capacity(text.len()),
        at: 0,
    };
    for piece in &pieces {
        rewriter.piece(piece);
    }
    rewriter.copy_to(text.len());
    Cow::Owned(rewriter.out)
}

/// A piece of HTML: a tag within text, or a line of a block.
#[derive(Clone, Debug)]
struct Piece {
    range: Range<usize>,
    is_block: bool,
    context: Context,
}

/// The context of the HTML.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Context {
    Root,
    /// A list or a quotation: an empty line could end it.
    Container,
    /// A row of a table: a new line would end it.
    Row,
}

/// Returns the pieces of HTML, in order.
fn pieces(text: &str) -> Vec<Piece> {
    let (mut pieces, mut depth, mut in_table) = (Vec::new(), 0_usize, false);
    for (event, range) in parse(text).into_offset_iter() {
        let is_block = matches!(event, Event::Html(_));
        match event {
            Event::Start(Block::List(_) | Block::BlockQuote(_)) => depth += 1,
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_)) => depth -= 1,
            Event::Start(Block::Table(_)) => in_table = true,
            Event::End(TagEnd::Table) => in_table = false,
            Event::Html(_) | Event::InlineHtml(_) => pieces.push(Piece {
                range,
                is_block,
                context: match (in_table, depth) {
                    (true, _) => Context::Row,
                    (false, 0) => Context::Root,
                    (false, _) => Context::Container,
                },
            }),
            _ => {}
        }
    }
    pieces
}

/// Returns the positions of the first opening and the last closing tag of each name.
fn partners<'n>(tags: &'n [Tag<'_>]) -> HashMap<&'n str, (usize, usize)> {
    let mut partners: HashMap<&str, (usize, usize)> = HashMap::new();
    for tag in tags {
        let entry = partners.entry(&tag.name).or_insert((usize::MAX, 0));
        if tag.is_closing {
            entry.1 = tag.range.start;
        } else {
            entry.0 = entry.0.min(tag.range.start);
        }
    }
    partners
}

struct Rewriter<'r, 't> {
    text: &'t str,
    partners: HashMap<&'r str, (usize, usize)>,
    /// The remaining tags.
    tags: &'r [Tag<'t>],
    out: String,
    /// The length of the text that is converted.
    at: usize,
}

impl<'r, 't> Rewriter<'r, 't> {
    fn piece(&mut self, piece: &Piece) {
        if piece.is_block && piece.range.start >= self.at {
            // An indented line of HTML is not a code block.
            let line = &self.text[piece.range.clone()];
            let indentation = line.len() - line.trim_start_matches(' ').len();
            let outer = match piece.context {
                Context::Root => self.text[..piece.range.start].trim_end_matches(' ').len(),
                _ => piece.range.start,
            };
            self.copy_to(outer.max(self.at));
            self.at = piece.range.start + indentation;
        }
        while let Some((tag, rest)) = self.tags.split_first() {
            if tag.range.start >= piece.range.end {
                break;
            }
            self.tags = rest;
            if tag.range.start >= self.at {
                self.tag(tag, piece);
            }
        }
    }

    fn copy_to(&mut self, end: usize) {
        if end > self.at {
            self.out.push_str(&self.text[self.at..end]);
            self.at = end;
        }
    }

    fn tag(&mut self, tag: &Tag<'t>, piece: &Piece) {
        let has_partner =
            self.partners
                .get(tag.name.as_str())
                .is_some_and(|(first, last)| match tag.is_closing {
                    true => *first < tag.range.start,
                    false => *last > tag.range.start,
                });
        let replacement = replacement(&tag.name, tag.is_closing);
        match replacement {
            None => {}
            Some(Replacement::Gap(text)) => self.replace(tag, gap(text, piece)),
            Some(_) if !has_partner => {}
            Some(Replacement::PairedGap(text)) => self.replace(tag, gap(text, piece)),
            Some(Replacement::Emphasis(marker)) => self.emphasis(tag, marker),
            Some(Replacement::Code) => self.enclosed(tag, |inner, _| {
                crate::code(tags::decoded(&tags::stripped(inner)).trim())
            }),
            Some(Replacement::Block) => self.enclosed(tag, |inner, _| {
                let code = tags::decoded(&tags::stripped(inner));
                let longest = code.split(|char| char != '`').map(str::len).max();
                let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
                format!("\n\n{fence}\n{}\n{fence}\n\n", code.trim_matches('\n'))
            }),
            Some(Replacement::Link) => self.enclosed(tag, |inner, target| {
                // A bracket could end the text, except in code.
                let text = tags::stripped(inner).replace('\n', " ");
                let text = match text.contains(['`', '\\']) {
                    true => text,
                    false => text.replace('[', "\\[").replace(']', "\\]"),
                };
                match target.and_then(links::usable) {
                    Some(address) => format!("[{}]({address})", text.trim()),
                    None => text,
                }
            }),
        }
    }

    fn replace(&mut self, tag: &Tag<'t>, text: &str) {
        self.copy_to(tag.range.start);
        let is_line = self.out.ends_with('\n');
        self.out
            .push_str(text.strip_prefix('\n').filter(|_| is_line).unwrap_or(text));
        self.at = tag.range.end;
    }

    /// Replaces a tag by an emphasis marker, which must be next to its words (CommonMark 0.31, section 6.2).
    fn emphasis(&mut self, tag: &Tag<'t>, marker: &str) {
        let is_mark = |char: char| !char.is_whitespace() && !char.is_alphanumeric();
        let before = &self.text[self.at..tag.range.start];
        let after = &self.text[tag.range.end..];
        if tag.is_closing {
            let words = before.trim_end_matches(' ');
            let follows = after.starts_with(char::is_alphanumeric);
            let is_apart = words.len() < before.len() || (words.ends_with(is_mark) && follows);
            self.copy_to(self.at + words.len());
            self.out.push_str(marker);
            self.out.push_str(if is_apart { " " } else { "" });
            self.at = tag.range.end;
        } else {
            let words = after.trim_start_matches(' ');
            let precedes = before.ends_with(char::is_alphanumeric);
            let is_apart = words.len() < after.len() || (words.starts_with(is_mark) && precedes);
            self.copy_to(tag.range.start);
            self.out.push_str(if is_apart { " " } else { "" });
            self.out.push_str(marker);
            self.at = tag.range.end + after.len() - words.len();
        }
    }

    /// Replaces a tag, its closing tag and the text between them.
    fn enclosed(&mut self, tag: &Tag<'t>, write: impl Fn(&str, Option<&str>) -> String) {
        let closes = |it: &&Tag<'_>| it.is_closing && it.name == tag.name;
        let Some(closing) = self.tags.iter().find(closes) else {
            return;
        };
        let inner = &self.text[tag.range.end..closing.range.start];
        let written = write(inner, tag.target);
        self.copy_to(tag.range.start);
        self.out.push_str(&written);
        self.at = closing.range.end;
    }
}

/// Returns the separator of two texts, as far as the context allows it.
fn gap<'g>(text: &'g str, piece: &Piece) -> &'g str {
    match piece.context {
        Context::Row if !text.is_empty() => " ",
        Context::Container if text == tags::BREAK && !piece.is_block => "\\\n",
        _ => text,
    }
}
