//! Doc comments of descriptions: which texts of the document one has, in which order. How a text becomes Markdown that
//! rustdoc takes is decided in `specwright-docs`.

pub(crate) use specwright_docs::code;
use specwright_docs::markdown;
use specwright_ir::Docs;

/// The paragraphs of a doc comment: each is converted; one that another contains is left out.
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

/// Where more is written, as a text for [`docs`].
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
}
