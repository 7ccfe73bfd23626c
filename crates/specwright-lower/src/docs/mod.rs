//! Doc comments: the texts of a description and their order while schemas and operations are lowered, and then, by [`finish`], the
//! docs of every item. `specwright-docs` converts a text to Markdown for rustdoc.

mod constraints;
mod finish;
mod headings;
mod operations;
mod schemas;
mod security;
mod servers;

pub(crate) use finish::finish;
pub(crate) use schemas::{place_docs, type_docs};

pub(crate) use specwright_docs::code;
use specwright_docs::markdown;
use specwright_ir::reserved::DERIVES;
use specwright_ir::{Docs, Ident};

/// Returns a doc comment with a paragraph for each text, without those that another text contains.
pub(crate) fn docs<'a>(texts: impl IntoIterator<Item = Option<&'a str>>) -> Docs {
    let texts: Vec<&str> = texts
        .into_iter()
        .flatten()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect();
    let is_repeated = |index: usize| {
        let later = |(at, other): (usize, &&str)| {
            at != index
                && contains(other, texts[index])
                && (!contains(texts[index], other) || at < index)
        };
        texts.iter().enumerate().any(later)
    };
    let paragraphs: Vec<String> = (0..texts.len())
        .filter(|index| !is_repeated(*index))
        .map(|index| markdown(texts[index]))
        .filter(|paragraph| !paragraph.is_empty())
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

/// Returns a link to a type of the same module: one with the name of a derive macro of the prelude is disambiguated.
pub(crate) fn link(name: &Ident) -> String {
    if DERIVES.contains(&name.as_str()) {
        format!("[`{name}`](type@{name})")
    } else {
        format!("[`{name}`]")
    }
}

/// Joins paragraphs that are Markdown already, without empty ones.
fn paragraphs<const N: usize>(paragraphs: [&str; N]) -> Docs {
    let paragraphs = paragraphs.map(|it| it.trim_matches('\n'));
    let all = paragraphs.iter().filter(|it| !it.trim().is_empty());
    Docs(all.copied().collect::<Vec<_>>().join("\n\n"))
}

/// Returns the text for a link to further documentation, for [`docs`].
pub(crate) fn see(url: &str, description: Option<&str>) -> String {
    let description = description.map(|it| it.trim().trim_end_matches(['.', ':']));
    match description.filter(|it| !it.is_empty()) {
        Some(description) => format!("{description}: {url}"),
        None => format!("See {url}"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_texts_are_removed() {
        for (texts, expected) in [
            (
                [Some("Get tokens"), Some("Get tokens by me")],
                "Get tokens by me",
            ),
            ([Some("Get tokens."), Some("get tokens")], "Get tokens."),
            ([Some("A"), Some("B")], "A\n\nB"),
            ([Some(" "), None], ""),
        ] {
            assert_eq!(docs(texts).0, expected);
        }
    }
}
