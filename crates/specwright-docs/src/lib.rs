//! Converts texts of a document to Markdown for doc comments, so that no text becomes code, HTML or a link to an item.
//!
//! OpenAPI descriptions are CommonMark (OpenAPI 3.0.4, "Rich Text Formatting"). Rustdoc reads CommonMark as well, but it
//! compiles and runs code blocks, passes HTML through, and resolves brackets as links to items. A description is therefore
//! read by the parser that rustdoc uses (`pulldown-cmark`), and the events are written back in one canonical form:
//!
//! | in the document                                  | in the doc comment                                      |
//! |--------------------------------------------------|---------------------------------------------------------|
//! | a code block, fenced or indented, in any language | a fence of the language `text`                         |
//! | `<b>`, `<p>`, `<li>`, …                          | the corresponding Markdown (see `html`)                 |
//! | any other HTML, `<placeholder>`, `<not:allowed>` | a code span                                             |
//! | a link to `http`, `https`, `ftp`, `mailto`       | a link; every other link is its text                    |
//! | an image                                         | a link to the image, or its alternative text            |
//! | `https://…`                                      | `<https://…>`                                           |
//! | any other `[`, footnotes, task list markers      | text: `\[`                                              |
//! | a heading, list, table, quotation, rule          | itself, with at most [`MAX_DEPTH`] levels               |
//! | entities                                         | the character                                           |
//! | control characters, direction marks, tags        | removed (see `characters`)                              |
//! | trailing spaces, tabs                            | removed, spaces; a hard line break is `\`               |
//!
//! [`markdown`], [`text`] and [`code`] are three entrances to one writer (`write` for blocks, `inline` for their content).
//! What it guarantees is checked by `tests/properties.rs` and by the fuzz target, with the same parser and the version of
//! it in rustdoc.

mod characters;
mod html;
mod inline;
mod links;
mod plain;
mod tree;
mod write;

#[cfg(test)]
mod tests;

pub use characters::is_hidden;
pub use write::MAX_DEPTH;

use inline::{Inline, Place};
use pulldown_cmark::{Options, Parser};

/// The extensions that descriptions are read with: those of rustdoc whose result is not an HTML element of its own (task
/// lists, footnotes) and does not replace characters (smart punctuation).
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// Converts a description, which is Markdown of one or more blocks.
pub fn markdown(description: &str) -> String {
    let text = characters::clean(description);
    let text = text.trim_matches('\n');
    if plain::is_plain(text) {
        return text.to_owned();
    }
    parsed(text)
}

/// Converts a description with the parser, also where [`markdown`] knows the result without.
#[doc(hidden)]
pub fn parsed(text: &str) -> String {
    let text = html::rewrite(text);
    let text = links::mark(&text);
    write::blocks(&tree::read(&text))
}

/// Converts a plain text to Markdown that shows it, on one line.
pub fn text(text: &str) -> String {
    inline::line(&[Inline::Text(text.to_owned())], Place::Sentence)
}

/// Converts a plain text to a code span.
pub fn code(text: &str) -> String {
    match is_plain(text) {
        true => format!("`{text}`"),
        false => span(text),
    }
}

/// Returns true if a text can stand between two backticks as it is.
fn is_plain(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && byte != b'`';
    !text.is_empty() && text.bytes().all(is_plain)
}

fn span(text: &str) -> String {
    let line = inline::line(&[Inline::Code(text.to_owned())], Place::Sentence);
    match line.is_empty() || text.trim().is_empty() {
        true => "(blank)".to_owned(),
        false => line,
    }
}

/// Parses Markdown with the offsets of its events.
fn parse(text: &str) -> Parser<'_> {
    Parser::new_ext(text, OPTIONS)
}
