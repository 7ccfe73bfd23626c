//! Converts texts of a document to Markdown for doc comments, so that no text becomes code, HTML or a link to an item.
//!
//! OpenAPI descriptions are CommonMark (OpenAPI 3.0.4, "Rich Text Formatting"). Rustdoc reads CommonMark as well, but it
//! compiles and runs code blocks, passes HTML through, and resolves brackets as links to items. A description is therefore
//! parsed with the parser of rustdoc (`pulldown-cmark`), and the events are written back in one canonical form:
//!
//! | in the document                                  | in the doc comment                                      |
//! |--------------------------------------------------|---------------------------------------------------------|
//! | a code block, fenced or indented, in any language | a fence of the language `text`                         |
//! | `<b>`, `<p>`, `<li>`, …                          | the corresponding Markdown (see `html`)                 |
//! | any other HTML, `<placeholder>`, `<not:allowed>` | a code span                                             |
//! | a link to `http`, `https`, `ftp`, `mailto`       | a link; other links are replaced by their text          |
//! | an image                                         | a link to the image, or its alternative text            |
//! | `https://…`                                      | `<https://…>`                                           |
//! | any other `[`, footnotes, task list markers      | text: `\[`                                              |
//! | a heading, list, table, quotation, rule          | the same, with at most [`MAX_DEPTH`] levels             |
//! | entities                                         | the character                                           |
//! | control characters, direction marks, tags        | removed (see `characters`)                              |
//! | trailing spaces, tabs                            | removed, spaces; a hard line break is `\`               |
//!
//! [`markdown`], [`text`] and [`code`] use the same writer (`write` for blocks, `inline` for their content). Its guarantees are
//! checked by `tests/properties.rs` and by the fuzz target, with the same parser and with the version in rustdoc.

mod characters;
mod html;
mod inline;
mod links;
mod names;
mod plain;
mod tree;
mod write;

#[cfg(test)]
mod tests;

pub use characters::is_invisible;
pub use names::{is_case_of, repeats_name};
pub use write::MAX_DEPTH;

use inline::{Inline, InlinePlace};
use pulldown_cmark::{Options, Parser};

/// The parser extensions for descriptions: those of rustdoc without task lists and footnotes, which become HTML elements, and
/// without smart punctuation, which replaces characters.
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

/// Converts a description with the parser, even if [`markdown`] would not need it.
#[doc(hidden)]
pub fn parsed(text: &str) -> String {
    let text = html::rewrite(text);
    let text = links::mark(&text);
    write::blocks(&tree::read(&text))
}

/// Converts a plain text to Markdown on one line.
pub fn text(text: &str) -> String {
    inline::line(&[Inline::Text(text.to_owned())], InlinePlace::Sentence)
}

/// Converts a plain text to a code span.
pub fn code(text: &str) -> String {
    match is_plain(text) {
        true => format!("`{text}`"),
        false => span(text),
    }
}

/// Returns true if a text needs no change between two backticks.
fn is_plain(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && byte != b'`';
    !text.is_empty() && text.bytes().all(is_plain)
}

fn span(text: &str) -> String {
    let line = inline::line(&[Inline::Code(text.to_owned())], InlinePlace::Sentence);
    match line.is_empty() || text.trim().is_empty() {
        true => "(blank)".to_owned(),
        false => line,
    }
}

/// Parses Markdown with the offsets of its events.
fn parse(text: &str) -> Parser<'_> {
    Parser::new_ext(text, OPTIONS)
}
