//! The page as text, of at most about sixty lines for a large document.

use super::words;
use specwright::Checkup;
use specwright::checkup::{Effect, Finding, count};
use specwright_spec::escape_text;

/// The columns of a line.
const WIDTH: usize = 100;

/// The advice and the findings that are shown.
const ADVICE: usize = 6;
const FINDINGS: usize = 8;

/// Returns the page.
pub(super) fn page(checkup: &Checkup) -> String {
    let mut page = Page::default();
    let title = checkup.document.title.as_ref();
    page.line("", title.unwrap_or(&checkup.document.file));
    page.line("", &words::subtitle(checkup));
    let (word, sentence) = words::verdict(checkup);
    page.heading(&format!("{word}: {sentence}."));
    advice(&mut page, checkup);
    if let Some(contents) = &checkup.contents {
        page.heading("What it becomes");
        for (name, text) in words::rows(contents) {
            page.line(&format!("  {name:<14} "), &text);
        }
    }
    findings(&mut page, checkup);
    page.0
}

fn advice(page: &mut Page, checkup: &Checkup) {
    if checkup.advice.is_empty() {
        page.heading("Nothing needs to be done.");
        return;
    }
    page.heading("What to do, most important first");
    for (index, advice) in checkup.advice.iter().take(ADVICE).enumerate() {
        let code = advice
            .code
            .map_or_else(String::new, |it| format!(" [{it}]"));
        page.line(
            &format!("  {}. ", index + 1),
            &format!("{}{code}", words::sentence(&advice.fact)),
        );
        page.line("     → ", &advice.action);
    }
    page.more(checkup.advice.len().saturating_sub(ADVICE), "advice");
}

/// Adds the findings by effect. Those without an effect are counted only.
fn findings(page: &mut Page, checkup: &Checkup) {
    let is_shown = |it: &&Finding| it.effect != Effect::Harmless;
    let shown: Vec<&Finding> = checkup.findings.iter().filter(is_shown).collect();
    if shown.is_empty() {
        return;
    }
    page.heading(
        "What is repaired, lost or read in another way (`specwright lint` lists each place)",
    );
    let mut last = None;
    for finding in shown.iter().take(FINDINGS) {
        if last != Some(finding.effect) {
            let (word, explanation) = finding.effect.title();
            page.line("  ", &format!("{word}: {explanation}"));
            last = Some(finding.effect);
        }
        finding_lines(page, checkup, finding);
    }
    page.more(shown.len().saturating_sub(FINDINGS), "kinds");
}

fn finding_lines(page: &mut Page, checkup: &Checkup, finding: &Finding) {
    let is_grave = matches!(finding.effect, Effect::Refused | Effect::Repaired);
    let first = finding.examples.first();
    let first = first.filter(|_| !is_grave).map_or_else(String::new, |it| {
        format!(", first {}", words::place(checkup, it))
    });
    let places = count(finding.places, "place");
    let text = format!("{}: {places}{first}", finding.title);
    page.line(&format!("    {}  ", finding.code), &text);
    for example in finding.examples.iter().filter(|_| is_grave) {
        let label = example.label.as_ref();
        let label = label.map_or_else(String::new, |it| format!(" → {it}"));
        let place = words::place(checkup, example);
        page.line(
            "            ",
            &format!("{place}: {}{label}", example.message),
        );
    }
    let is_advised = checkup
        .advice
        .iter()
        .any(|it| it.code == Some(finding.code));
    if !is_advised && !is_grave {
        page.line("          → ", finding.action);
    }
}

/// The text of a page, whose lines are no longer than [`WIDTH`] where words allow it.
#[derive(Default)]
struct Page(String);

impl Page {
    fn heading(&mut self, text: &str) {
        self.0.push('\n');
        self.line("", text);
    }

    /// Adds a text after a prefix; further lines are indented as far.
    fn line(&mut self, prefix: &str, text: &str) {
        let indent = " ".repeat(prefix.chars().count());
        let mut line = prefix.to_owned();
        let mut is_empty = true;
        for word in text.split_whitespace() {
            let word = escape_text(word);
            let width = line.chars().count() + 1 + word.chars().count();
            if !is_empty && width > WIDTH {
                self.push(&line);
                line.clone_from(&indent);
                is_empty = true;
            }
            if !is_empty {
                line.push(' ');
            }
            line.push_str(&word);
            is_empty = false;
        }
        self.push(&line);
    }

    fn push(&mut self, line: &str) {
        self.0.push_str(line.trim_end());
        self.0.push('\n');
    }

    /// Adds the number of items that are not shown.
    fn more(&mut self, more: usize, what: &str) {
        if more > 0 {
            self.line(
                "  ",
                &format!("… and {more} more {what}, with `--format html` or `json`"),
            );
        }
    }
}
