//! Checks the guarantees of `judge` for random texts.

mod judge;

use specwright_docs::{code, markdown, parsed, text};
use specwright_testing::Random;

/// The number of random texts.
const TEXTS: u64 = 100_000;

/// Fragments of descriptions: block, code, link and HTML markers, and texts that end or escape each.
const PARTS: [&str; 86] = [
    "\n",
    "\n",
    "\n",
    "\n\n",
    " ",
    " ",
    "  ",
    "    ",
    "\t",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "7) ",
    "> ",
    ">",
    "```",
    "```rust\n",
    "~~~",
    "~~~rust\n",
    "````",
    "`",
    "`",
    "``",
    "\\",
    "|",
    "|",
    "|---|\n",
    "\n|---|---|\n",
    "\n---\n",
    "===",
    "# ",
    "###### ",
    "#",
    "***",
    "**",
    "*",
    "_",
    "__",
    "~",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "](",
    "](https://a.b/",
    "](javascript:x)",
    "](mailto:x)",
    "]: ",
    "[^x]",
    "[^x]: ",
    "[ ] ",
    "![",
    "!",
    "<",
    ">",
    "<b>",
    "</b>",
    "<br>",
    "<p>",
    "</p>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<script>",
    "</script>",
    "<li>",
    "<!--",
    "-->",
    "<a href=\"https://x.y/\">",
    "</a>",
    "<x@y.z>",
    "<javascript:x>",
    "https://a.b/c_d",
    "http://",
    "&lt;",
    "&#10;",
    "&#96;",
    "&nbsp;",
    "*/",
    "{#x}",
    "\u{202e}",
    "\u{e9}",
    ":",
];

/// A generator of texts.
struct Generator(Random);

impl Generator {
    fn below(&mut self, bound: usize) -> usize {
        self.0.below(bound)
    }

    /// Returns a random text: a sequence of fragments, or lines in nested containers.
    fn text(&mut self) -> String {
        let mut text = String::new();
        let mut prefix = String::new();
        let is_nested = self.below(2) == 0;
        for number in 0..self.below(14) + 2 {
            if is_nested && self.below(4) == 0 {
                match self.below(3) {
                    0 => prefix.clear(),
                    1 => prefix.push_str(["> ", "  ", "   ", "    "][self.below(4)]),
                    _ => {}
                }
                text.push('\n');
                text.push_str(&prefix);
                if self.below(2) == 0 {
                    text.push_str(["- ", "1. ", "> ", "    "][self.below(4)]);
                }
            }
            match self.below(5) {
                0 => text.push_str(&format!("word{number}")),
                1 => text.push_str(&format!("word{number} ")),
                _ => text.push_str(PARTS[self.below(PARTS.len())]),
            }
        }
        text
    }
}

#[test]
fn no_text_becomes_code_html_or_a_foreign_link() {
    let mut generator = Generator(Random(0x5eed_0d0c));
    for number in 0..TEXTS {
        let description = generator.text();
        let converted = markdown(&description);
        if let Err(error) = judge::judge(&description, &converted) {
            panic!("text {number}: {error}\n--- from\n{description}\n--- to\n{converted}\n---");
        }
    }
}

#[test]
fn a_text_on_a_line_is_shown_by_the_same_rules() {
    let mut generator = Generator(Random(0x5eed_11e5));
    for number in 0..TEXTS / 10 {
        let plain = generator.text();
        for converted in [text(&plain), code(&plain)] {
            assert!(!converted.contains('\n'), "{converted:?}");
            for around in [format!("The API of {converted}, {converted}."), converted] {
                if let Err(error) = judge::judge("", &around) {
                    panic!("text {number}: {error}\n--- from\n{plain}\n--- to\n{around}\n---");
                }
            }
        }
    }
}

#[test]
fn converted_texts_can_be_combined() {
    let mut generator = Generator(Random(0x5eed_be51));
    for number in 0..TEXTS / 10 {
        let (above, below) = (generator.text(), generator.text());
        let joined = [markdown(&above), markdown(&below)].join("\n\n");
        if let Err(error) = judge::judge("", &joined) {
            panic!(
                "text {number}: {error}\n--- from\n{above}\n--- and\n{below}\n--- to\n{joined}\n---"
            );
        }
    }
}

/// Texts that need no parser, and similar ones.
#[test]
fn a_plain_text_equals_its_conversion() {
    const PLAIN: [&str; 44] = [
        "word",
        "a",
        "A",
        "1",
        "1.",
        "2)",
        "-",
        "+",
        "=",
        "_",
        "a_b",
        " ",
        " ",
        "\n",
        "\n",
        "\n\n",
        ":",
        "/",
        "http:",
        "//a.b",
        "!",
        "(",
        ")",
        ".",
        "#",
        "|",
        "|-",
        "`",
        "``",
        "`a`",
        "`a b`",
        "`<b>`",
        "`|`",
        "`\\`",
        "`[a]`",
        "[",
        "]",
        "[a]",
        "[a](",
        "(https://",
        "[a](https://b.c/d_e)",
        "[^a](https://b)",
        "[a b](https://b/#c?d=e)",
        "[`a`](https://b)",
    ];
    let mut generator = Generator(Random(0x5eed_9a57));
    for _ in 0..TEXTS {
        let length = generator.below(10);
        let text: String = (0..length)
            .map(|_| PLAIN[generator.below(PLAIN.len())])
            .collect();
        let trimmed = text.trim_matches('\n');
        assert_eq!(markdown(&text), parsed(trimmed), "{text:?}");
    }
}

/// The time depends only on the length of a text: deep nesting and unclosed markers are read in one pass.
#[test]
fn deep_texts_are_flattened() {
    for part in [
        "> ",
        "> a\n",
        "- a\n",
        "* - ",
        "1. ",
        "[",
        "![",
        "<b>",
        "<a>",
        "<",
        "`",
        "*a ",
        "**",
        "_a",
        "~",
        "<!--",
        "<pre>",
        "<code>",
        "[a](",
        "|",
        "&",
        "\\",
        "> - ",
        "[a]: b\n",
        "https://a.b/_",
        "<a href=\"",
    ] {
        let description = part.repeat(5_000);
        let converted = markdown(&description);
        assert!(
            converted.len() < 8 * description.len() + 1000,
            "{part:?}: {} bytes",
            converted.len()
        );
        judge::judge("", &converted).unwrap_or_else(|error| panic!("{part:?}: {error}"));
    }
}
