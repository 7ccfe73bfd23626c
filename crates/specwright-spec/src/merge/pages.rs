//! Fenced code blocks in Markdown (CommonMark 0.31.2, section 4.5).

use std::ops::Range;

use crate::Format;

/// A fenced block of a page that may hold a fragment.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A closed block: its number among the fenced blocks of the page, counted from 1, its text and its notation.
    Closed {
        number: usize,
        document: Range<usize>,
        format: Format,
    },
    /// A block that is not closed, with its opening fence.
    Unclosed { fence: Range<usize> },
}

/// Returns the blocks of a page that may hold fragments, in order.
pub(super) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut number = 0;
    let mut lines = lines(page);
    while let Some((start, line)) = lines.next() {
        let Some(fence) = Fence::open(line) else {
            continue;
        };
        number += 1;
        let content = start + line.len();
        match lines.find(|(_, line)| fence.closes(line)) {
            Some((end, _)) => {
                let document = content..end;
                let format = format(&fence.info, &page[document.clone()]);
                blocks.extend(format.map(|format| Block::Closed {
                    number,
                    document,
                    format,
                }));
            }
            None => blocks.push(Block::Unclosed {
                fence: start..start + line.trim_end().len(),
            }),
        }
    }
    blocks
}

/// Returns the lines, including line ends, with their offsets.
fn lines(page: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut offset = 0;
    page.split_inclusive('\n').map(move |line| {
        let start = offset;
        offset += line.len();
        (start, line)
    })
}

/// An opening fence: three or more backticks or tildes.
struct Fence {
    mark: char,
    length: usize,
    info: String,
}

impl Fence {
    fn open(line: &str) -> Option<Self> {
        let text = unindented(line)?;
        let mark = text
            .chars()
            .next()
            .filter(|mark| matches!(mark, '`' | '~'))?;
        let info = text.trim_start_matches(mark);
        let length = text.len() - info.len();
        // Not a fence but inline code: "Info strings for backtick code blocks cannot contain backticks".
        let inline = mark == '`' && info.contains('`');
        (length >= 3 && !inline).then(|| Self {
            mark,
            length,
            info: info.trim().to_owned(),
        })
    }

    fn closes(&self, line: &str) -> bool {
        let Some(text) = unindented(line) else {
            return false;
        };
        let rest = text.trim_start_matches(self.mark);
        text.len() - rest.len() >= self.length && rest.trim().is_empty()
    }
}

/// Returns a line without indentation; `None` for four or more spaces, which start another kind of block.
fn unindented(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(' ');
    (line.len() - text.len() <= 3).then_some(text)
}

/// Returns the notation of a block; `None` if it cannot be a fragment. Without an info string, the text must look like one.
fn format(info: &str, text: &str) -> Option<Format> {
    let language = info
        .split([' ', '\t', ',', '{'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let begins = |key: &str| text.lines().any(|line| line.starts_with(key));
    match language.as_str() {
        "json" => Some(Format::Json),
        "yaml" | "yml" => Some(Format::Yaml),
        "" if text.trim_start().starts_with('{') && text.contains("\"openapi\"") => {
            Some(Format::Json)
        }
        "" if begins("openapi:") || begins("paths:") || begins("components:") => Some(Format::Yaml),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &str) -> Vec<(usize, &str)> {
        let closed = blocks(page).into_iter().filter_map(|block| match block {
            Block::Closed {
                number, document, ..
            } => Some((number, page[document].trim())),
            Block::Unclosed { .. } => None,
        });
        closed.collect()
    }

    #[test]
    fn fences_close_with_as_many_marks() {
        let page =
            "````json\n{\"a\": \"\n```\n\"}\n`````\ntext\n~~~ yaml title=x\nb: 1\n```\n~~~\n";
        assert_eq!(texts(page), [(1, "{\"a\": \"\n```\n\"}"), (2, "b: 1\n```")]);
    }

    #[test]
    fn other_blocks_are_skipped() {
        let page = "`json`\n```sh\ncurl\n```\n```\n$ ls\n```\n    ```json\n> ```json\n``` a`b\n   ```JSON\r\n{}\r\n  ```\r\n";
        assert_eq!(texts(page), [(3, "{}")]);
    }

    #[test]
    fn the_notation_is_detected_without_an_info_string() {
        let page =
            "```\n{\"openapi\": \"3.0.3\"}\n```\n```\nopenapi: 3.0.3\n```\n```\n{...}\n```\n";
        assert_eq!(
            texts(page),
            [(1, "{\"openapi\": \"3.0.3\"}"), (2, "openapi: 3.0.3")]
        );
    }

    #[test]
    fn a_page_that_is_cut_off() {
        let page = "# A\n```json\n{\"a\": ";
        assert_eq!(blocks(page), [Block::Unclosed { fence: 4..11 }]);
        assert_eq!(&page[4..11], "```json");
    }
}
