//! Checks the guarantees of a converted text with two versions of the parser: that of this crate and that of rustdoc.

use std::cell::RefCell;

/// Checks a converted text with one version of the parser, with the extensions of rustdoc and without any.
///
/// Rustdoc's are those of `main_body_opts` in `src/librustdoc/html/markdown.rs`. It looked for doctests without extensions
/// before Rust 1.75.
macro_rules! judge {
    ($name:ident, $parser:ident) => {
        fn $name(converted: &str) -> Result<Vec<String>, String> {
            use $parser::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};
            let rustdoc = Options::ENABLE_TABLES
                | Options::ENABLE_FOOTNOTES
                | Options::ENABLE_STRIKETHROUGH
                | Options::ENABLE_TASKLISTS
                | Options::ENABLE_SMART_PUNCTUATION;
            let items = RefCell::new(Vec::new());
            for options in [rustdoc, Options::empty()] {
                let callback = |link: $parser::BrokenLink<'_>| {
                    items.borrow_mut().push(link.reference.to_string());
                    None::<(CowStr<'_>, CowStr<'_>)>
                };
                let parser =
                    Parser::new_with_broken_link_callback(converted, options, Some(callback));
                let mut is_marked = false;
                for event in parser {
                    match &event {
                        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))
                            if &**language == "text" =>
                        {
                            is_marked = true
                        }
                        Event::Start(Tag::Link { dest_url, .. }) if is_allowed(dest_url) => {
                            is_marked = true
                        }
                        Event::Start(Tag::Link { dest_url, .. }) if is_item(dest_url) => {
                            items.borrow_mut().push(dest_url.to_string());
                        }
                        Event::End(TagEnd::Link | TagEnd::CodeBlock) => is_marked = false,
                        Event::Text(text) if !is_marked && is_address(text) => {
                            return Err(format!("an address that is no link: {text:?}"));
                        }
                        Event::Start(
                            Tag::CodeBlock(_)
                            | Tag::Link { .. }
                            | Tag::Image { .. }
                            | Tag::HtmlBlock
                            | Tag::FootnoteDefinition(_),
                        )
                        | Event::Html(_)
                        | Event::InlineHtml(_)
                        | Event::FootnoteReference(_)
                        | Event::TaskListMarker(_) => return Err(format!("{event:?}")),
                        _ => {}
                    }
                }
            }
            Ok(items.into_inner())
        }
    };
}

judge!(judge_ours, pulldown_cmark);
judge!(judge_rustdoc, pulldown_cmark_of_rustdoc);

/// Returns true for allowed addresses of links, none of which rustdoc takes for the path of an item.
fn is_allowed(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    match address.split_once(':') {
        Some(("http" | "https" | "ftp", rest)) => rest.starts_with("//"),
        Some(("mailto", rest)) => rest.contains('@'),
        // An email address in angle brackets has no scheme.
        _ => address.contains('@') && !address.contains([':', '/', '<']),
    }
}

/// Returns true for the path of an item, such as `type@Clone` or `super::Api`.
fn is_item(address: &str) -> bool {
    let path = address.strip_prefix("type@").unwrap_or(address);
    let path = path.replace("::", "");
    !path.is_empty()
        && path
            .chars()
            .all(|char| char.is_alphanumeric() || char == '_')
}

/// Returns true if `rustdoc::bare_urls` could warn: a scheme, and a host of two names.
fn is_address(text: &str) -> bool {
    let is_host = |char: char| char.is_ascii_alphanumeric() || "-@:%._+~#=".contains(char);
    text.match_indices("://").any(|(at, scheme)| {
        let host = &text[at + scheme.len()..];
        let host = &host[..host.find(|char| !is_host(char)).unwrap_or(host.len())];
        let has_names = host.split('.').filter(|name| name.len() >= 2).count() >= 2;
        has_names && (text[..at].ends_with("http") || text[..at].ends_with("https"))
    })
}

/// Returns the words of a description that are neither a tag, the target of a link nor the language of a fence, by our
/// version of the parser.
fn words(description: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Options, Parser};
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut words = Vec::new();
    if description.contains('<')
        && ["```", "~~~", "](", "]:", "&"]
            .iter()
            .any(|it| description.contains(it))
    {
        // Replacing a tag can create a fence, a link or an entity, so that its text is known only then.
        return words;
    }
    for event in Parser::new_ext(description, options) {
        if let Event::Text(text) | Event::Code(text) = event {
            let pieces = text.split(|char: char| !char.is_ascii_alphanumeric());
            let is_tag = |it: &str| {
                ["<", "</"]
                    .iter()
                    .any(|mark| description.contains(&[mark, it].concat()))
            };
            words.extend(
                pieces
                    .filter(|it| it.len() > 2 && !is_tag(it))
                    .map(str::to_owned),
            );
        }
    }
    words
}

/// Checks the conversion of a description.
#[allow(dead_code)]
pub fn judge(description: &str, converted: &str) -> Result<(), String> {
    if let Some(item) = items(converted)?.first() {
        return Err(format!("a link to the item {item:?}"));
    }
    // Hidden characters can hide a block marker.
    let is_shown =
        |char: &char| matches!(char, '\n' | '\t') || !specwright_docs::is_invisible(*char);
    // A carriage return ends a line (CommonMark 0.31.2, section 2.1).
    let lines = description.replace("\r\n", "\n").replace('\r', "\n");
    let shown: String = lines.chars().filter(is_shown).collect();
    let lost = words(&shown)
        .into_iter()
        .find(|word| !converted.contains(word.as_str()));
    lost.map_or(Ok(()), |word| Err(format!("{word:?} is lost")))
}

/// Checks a doc comment, and returns the items that it links to.
pub fn items(comment: &str) -> Result<Vec<String>, String> {
    Ok([judge_ours(comment)?, judge_rustdoc(comment)?].concat())
}
