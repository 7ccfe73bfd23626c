//! Tests of the conversion, rule by rule.

use super::*;

#[test]
fn descriptions_are_converted() {
    for (description, converted) in [
        (
            "formatted as (<domain>:<action>)",
            "formatted as (`<domain>:<action>`)",
        ),
        ("a `<b>` tag", "a `<b>` tag"),
        (
            "Bearer <api_key> a<b_c>:<d>",
            "Bearer `<api_key>` a`<b_c>:<d>`",
        ),
        ("by ` a`", "by ` a`"),
        ("a < b, 1 <2 and x <y", "a < b, 1 <2 and x \\<y"),
        ("it`s", "it\\`s"),
        ("``a ` b``", "``a ` b``"),
        ("`` a", "\\`\\` a"),
        ("C:\\dir \\[x]", "C:\\\\dir \\[x]"),
        ("end */ fn x() {}", "end *\\/ fn x() {}"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u{202e}b\0c\u{e0041}\u{200d}", "abc\u{200d}"),
        (
            "a&#10;&#10;    b&nbsp;c &lt;b> &amp;lt;",
            "a      b c `<b>` \\&lt;",
        ),
        ("a  \nb\\\nc", "a\\\nb\\\nc"),
        ("x\n      y", "x\ny"),
        ("- [ ] todo", "- \\[ ] todo"),
        ("see [^1]\n\n[^1]: note", "see \\[^1]\n\n\\[^1]: note"),
        ("# A #\nb\n===\nc\n---", "# A\n\n# b\n\n## c"),
        ("a\n***\nb", "a\n\n___\n\nb"),
        ("> a\nb", "> a\n> b"),
        ("\t- a", "```text\n- a\n```"),
        (
            "snake_case 5 * 3, *.a and *.b, _id",
            "snake_case 5 * 3, *.a and *.b, _id",
        ),
        ("\\*not\\* *this* \\_x\\_", "\\*not\\* *this* \\_x\\_"),
        ("***a*** _b_ __c__ ~~d~~ ~e~", "***a*** _b_ __c__ ~~d~~ ~e~"),
        ("1986\\. A year\n\n\\- a", "1986\\. A year\n\n\\- a"),
    ] {
        assert_eq!(markdown(description), converted, "{description:?}");
    }
}

#[test]
fn code_blocks_are_fences_of_text() {
    for (description, converted) in [
        ("```\nlet x = 1;\n```", "```text\nlet x = 1;\n```"),
        ("```rust\npanic!()\n```", "```text\npanic!()\n```"),
        ("```json\n{\"a\": [1]}\n", "```text\n{\"a\": [1]}\n```"),
        ("``` a b", "```text\n\n```"),
        ("~~~", "```text\n\n```"),
        (
            "x\n\n    let y;\n\n    z\nw",
            "x\n\n```text\nlet y;\n\nz\n```\n\nw",
        ),
        ("1. ~~~rust\n   x\n   ~~~", "1. ```text\n   x\n   ```"),
        ("- ~~~rust\n  x", "- ```text\n  x\n  ```"),
        ("> ~~~rust\n> x", "> ```text\n> x\n> ```"),
        (">     x", "> ```text\n> x\n> ```"),
        (
            "    ```rust\n    x\n    ```",
            "````text\n```rust\nx\n```\n````",
        ),
        (
            "1. a\n   ```\n   x\n   ```",
            "1. a\n   ```text\n   x\n   ```",
        ),
        ("* a\n\n        code", "* a\n\n  ```text\n    code\n  ```"),
    ] {
        assert_eq!(markdown(description), converted, "{description:?}");
    }
}

#[test]
fn only_addresses_are_links() {
    for (description, converted) in [
        ("see <https://a.b/c>.", "see <https://a.b/c>."),
        ("see https://a.b/c?d=e.", "see <https://a.b/c?d=e>."),
        ("see https://a.b/_c_/*d*!", "see <https://a.b/_c_/*d>*!"),
        ("(https://a.b/c_(d))", "(<https://a.b/c_(d)>)"),
        ("http:// is none", "http:// is none"),
        ("http\\://a.b", "http:\\//a.b"),
        (
            "[a](https://b/(c)) [a](<https://b/)>)",
            "[a](https://b/(c)) [a](https://b/%29)",
        ),
        (
            "[a](https://a.b) and [b](#b) and [c] and d[0]",
            "[a](https://a.b) and b and \\[c] and d\\[0]",
        ),
        ("[a](JavaScript:x) <javascript:x>", "a `<javascript:x>`"),
        (
            "[a](mailto:b) [a](mailto:b@c) <b@c.d>",
            "a [a](mailto:b@c) <b@c.d>",
        ),
        ("[x]\n\n[x]: https://a.b 'title'", "[x](https://a.b)"),
        ("[x] [y]\n\n[x]: Vec", "\\[x] \\[y]\n\n\\[x]: Vec"),
        ("![logo](https://a.b/c.png)", "[logo](https://a.b/c.png)"),
        (
            "![](https://a.b/c.png) ![d](c.png)",
            "<https://a.b/c.png> d",
        ),
        ("[https://a.b](https://a.b)", "[https://a.b](https://a.b)"),
        ("[![a](https://a.b/c.svg)](https://a.b)", "[a](https://a.b)"),
        (
            "what![a](https://a.b)! [^b](https://a.b)",
            "what[a](https://a.b)! [\\^b](https://a.b)",
        ),
        ("wow\\![a](https://a.b)", "wow\\![a](https://a.b)"),
        (
            "[`Vec`] [a][Vec] [`x`](Vec)`y`",
            "\\[`Vec`] \\[a]\\[Vec] `xy`",
        ),
    ] {
        assert_eq!(markdown(description), converted, "{description:?}");
    }
}

#[test]
fn html_becomes_markdown_or_code() {
    for (description, converted) in [
        (
            "Vec<String> and <script>alert(1)</script>",
            "Vec`<String>` and `<script>alert(1)</script>`",
        ),
        ("<b>bold</b><br/>x <I>y</I>", "**bold**\n\nx *y*"),
        ("<b>Note: </b>a<b>\"b\"</b>c", "**Note:** a **\"b\"** c"),
        ("<b>never closed", "`<b>`never closed"),
        ("closed</b> only", "closed`</b>` only"),
        ("<b onclick='x'>y</b>", "**y**"),
        ("<code>a | <b>b</b> `</code>", "`` a | b ` ``"),
        ("<code>&lt;id&gt;</code>", "`<id>`"),
        (
            "<pre><code>a &lt; b\n  c</code></pre>",
            "```text\na < b\n  c\n```",
        ),
        ("as <code>:<id>", "as `<code>:<id>`"),
        (
            "<p>a</p><ul><li>b</li><li>c <em>d</em></ul>e",
            "a\n\n- b\n- c *d*\n\ne",
        ),
        ("<ul>\n    <li>a</li>\n    <li>b</li>\n</ul>", "- a\n- b"),
        ("- a<br>b", "- a\\\n  b"),
        ("| a<br>b |\n|---|", "| a b |\n|---|"),
        (
            "| a | b |\n|---|---|\n| <x> | [y] `\\|` |",
            "| a | b |\n|---|---|\n| `<x>` | \\[y] `\\|` |",
        ),
        ("`<b>` and ```\n<b>", "`<b>` and \\`\\`\\`\n`<b>`"),
        (
            "<a href=\"x\">y</a> <a href='https://a.b'>z</a>",
            "y [z](https://a.b)",
        ),
        ("<!-- hidden -->", "`<!-- hidden -->`"),
        (
            "<div>\n<script>\na()\n</script>",
            "`<div>`\n`<script>`\na()\n`</script>`",
        ),
    ] {
        assert_eq!(markdown(description), converted, "{description:?}");
    }
}

#[test]
fn code_spans_hold_any_text() {
    assert_eq!(code("a"), "`a`");
    assert_eq!(code("^a`b$"), "``^a`b$``");
    assert_eq!(code("`"), "`` ` ``");
    assert_eq!(code(" a "), "`  a  `");
    assert_eq!(code(" "), "(blank)");
    assert_eq!(code("\u{202e}"), "(blank)");
    assert_eq!(code("a\n\nb"), "`a  b`");
}

#[test]
fn text_is_shown_as_it_is() {
    assert_eq!(text("AppMaker API - OAS 3.0"), "AppMaker API - OAS 3.0");
    assert_eq!(
        text("<b> [x]\n`y` https://z *a* _b_ c_d"),
        "\\<b> \\[x] \\`y\\` https:\\//z \\*a\\* \\_b\\_ c_d"
    );
    assert_eq!(text("# a"), "\\# a");
    assert_eq!(text("1. a\n    ```rust"), "1\\. a     \\`\\`\\`rust");
}

#[test]
fn a_plain_code_span_equals_that_of_the_writer() {
    for first in b' '..=b'~' {
        for second in b' '..=b'~' {
            for text in [
                vec![first],
                vec![first, second],
                vec![b'a', first, second, b'b'],
            ] {
                let text = String::from_utf8(text).expect("it is ASCII");
                assert_eq!(code(&text), span(&text), "{text:?}");
            }
        }
    }
}

#[test]
fn words_code_and_links_need_no_parser() {
    for text in [
        "Words, a_b (c) and 1.5%; it's \"d\"?",
        "Either `a` or `b c`.\nNext line.\n\nNext paragraph.",
        "`<b>` [text](https://a.b/c_d#e?f=g) [Two words](https://a.b).",
    ] {
        assert!(plain::is_plain(text), "{text:?}");
        assert_eq!(parsed(text), text);
    }
    for text in [
        "a\n\n\nb",
        "``a``",
        "`a``b`",
        "` a`",
        "`a\nb`",
        "`a",
        "![a](https://b)",
        "[a](b)",
        "[a](https://b (c))",
        "[a]",
        "a\n- b",
        "https://a.b",
        "*a*",
        "<b>",
    ] {
        assert!(!plain::is_plain(text), "{text:?}");
    }
}
