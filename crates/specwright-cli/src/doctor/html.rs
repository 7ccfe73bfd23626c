//! The page as HTML: one file without scripts and without anything that is loaded.

use super::words;
use specwright::Checkup;
use specwright::checkup::{Contents, Finding, Verdict, count, thousands};
use specwright_spec::escape_text;
use std::cmp::Reverse;
use std::fmt::Write;

const STYLE: &str = include_str!("page.css");

/// Returns the page.
pub(super) fn page(checkup: &Checkup) -> String {
    let title = checkup.document.title.as_ref();
    let title = text(title.unwrap_or(&checkup.document.file));
    let (word, sentence) = words::verdict(checkup);
    let class = match checkup.verdict {
        Verdict::Ready => "good",
        Verdict::Repaired => "fair",
        Verdict::Refused => "bad",
    };
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}: checkup</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <header>\n<h1>{title}</h1>\n<p class=\"muted\">{}</p>\n\
         <p class=\"verdict {class}\"><strong>{}:</strong> {}.</p>\n</header>\n",
        text(&words::subtitle(checkup)),
        text(word),
        text(&sentence)
    );
    advice(&mut page, checkup);
    if let Some(contents) = &checkup.contents {
        becomes(&mut page, contents);
    }
    findings(&mut page, checkup);
    page.push_str("<footer class=\"muted\">Written by <code>specwright doctor</code>. <code>specwright lint</code> lists each place; <code>specwright explain CODE</code> explains a code.</footer>\n</main>\n</body>\n</html>\n");
    page
}

fn advice(page: &mut String, checkup: &Checkup) {
    page.push_str("<section>\n<h2>What to do</h2>\n");
    match checkup.advice.is_empty() {
        true => page.push_str("<p>Nothing needs to be done.</p>\n"),
        false => page.push_str("<ol class=\"advice\">\n"),
    }
    for advice in &checkup.advice {
        let code = advice.code.map_or_else(String::new, |it| {
            format!(" <a href=\"#{it}\"><code>{it}</code></a>")
        });
        let (fact, action) = (
            marked(&words::sentence(&advice.fact)),
            marked(&advice.action),
        );
        push(
            page,
            format_args!("<li><p>{fact}{code}</p><p class=\"action\">{action}</p></li>\n"),
        );
    }
    if !checkup.advice.is_empty() {
        page.push_str("</ol>\n");
    }
    page.push_str("</section>\n");
}

fn becomes(page: &mut String, contents: &Contents) {
    page.push_str("<section>\n<h2>What it becomes</h2>\n<dl>\n");
    for (name, value) in words::rows(contents) {
        push(
            page,
            format_args!("<dt>{name}</dt><dd>{}</dd>\n", marked(&value)),
        );
    }
    page.push_str("</dl>\n");
    if let Some(tags) = &contents.cost.tags {
        page.push_str("<details>\n<summary>Lines of types and client for each tag</summary>\n<table>\n<thead><tr><th>feature</th><th class=\"number\">lines</th></tr></thead>\n<tbody>\n");
        let mut sorted: Vec<_> = tags.one.iter().collect();
        sorted.sort_by_key(|it| Reverse(*it.1));
        for (feature, lines) in sorted {
            let (feature, lines) = (text(feature), thousands(*lines));
            push(
                page,
                format_args!(
                    "<tr><td><code>{feature}</code></td><td class=\"number\">{lines}</td></tr>\n"
                ),
            );
        }
        page.push_str("</tbody>\n</table>\n</details>\n");
    }
    page.push_str("</section>\n");
}

fn findings(page: &mut String, checkup: &Checkup) {
    if checkup.findings.is_empty() {
        return;
    }
    page.push_str("<section>\n<h2>What is repaired, lost or read in another way</h2>\n");
    let mut last = None;
    for finding in &checkup.findings {
        if last != Some(finding.effect) {
            let (word, explanation) = finding.effect.title();
            let (word, explanation) = (text(word), marked(explanation));
            push(
                page,
                format_args!("<h3>{word} <span class=\"muted\">{explanation}</span></h3>\n"),
            );
            last = Some(finding.effect);
        }
        one_finding(page, checkup, finding);
    }
    page.push_str("</section>\n");
}

fn one_finding(page: &mut String, checkup: &Checkup, finding: &Finding) {
    let (code, title) = (finding.code, marked(&words::sentence(finding.title)));
    let places = count(finding.places, "place");
    push(
        page,
        format_args!(
            "<article id=\"{code}\">\n<p><code>{code}</code> {title} <span class=\"muted\">{places}</span></p>\n<ul>\n"
        ),
    );
    for example in &finding.examples {
        let place = text(&words::place(checkup, example));
        let message = marked(&example.message);
        let label = example.label.as_ref();
        let label = label.map_or_else(String::new, |it| format!(" → {}", marked(it)));
        push(
            page,
            format_args!("<li><span class=\"place\">{place}</span> {message}{label}</li>\n"),
        );
    }
    let action = marked(finding.action);
    push(
        page,
        format_args!("</ul>\n<p class=\"action\">{action}</p>\n</article>\n"),
    );
}

fn push(page: &mut String, text: std::fmt::Arguments<'_>) {
    // A string takes any text.
    let _ = page.write_fmt(text);
}

/// Returns a text of the document as HTML. Invisible characters, which could change what a reader sees, are escaped.
fn text(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for char in escape_text(text).chars() {
        match char {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            char => html.push(char),
        }
    }
    html
}

/// Returns a message as HTML, with code where it has backticks in pairs.
fn marked(message: &str) -> String {
    let parts: Vec<&str> = message.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return text(message);
    }
    let parts = parts.iter().enumerate();
    let parts = parts.map(|(index, part)| match index % 2 {
        1 => format!("<code>{}</code>", text(part)),
        _ => text(part),
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        assert_eq!(
            text("<a b='c'>&\"\u{202e}"),
            "&lt;a b=&#39;c&#39;&gt;&amp;&quot;\\u{202e}"
        );
        assert_eq!(marked("a `<b>` c"), "a <code>&lt;b&gt;</code> c");
        assert_eq!(marked("one ` only"), "one ` only");
    }
}
