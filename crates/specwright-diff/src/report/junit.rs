//! A JUnit report, which continuous integration shows: a test case for each change that may break, failed unless it is pardoned.

use std::fmt::Write;

use super::changelog::{operation_name, site_name};
use super::{Comparison, Finding, Grade};
use crate::Wire;

pub(super) fn render(it: &Comparison) -> String {
    let cases: Vec<&Finding> = it.findings.iter().filter(|it| is_case(it)).collect();
    let failed = cases.iter().filter(|it| is_failure(it)).count();
    let skipped = cases.iter().filter(|it| it.pardon.is_some()).count();
    let (count, name) = (
        cases.len(),
        escaped(&format!("{} → {}", it.old.name, it.new.name)),
    );
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let counts = format!(
        "tests=\"{}\" failures=\"{failed}\" skipped=\"{skipped}\"",
        count.max(1)
    );
    let _ = writeln!(text, "<testsuites {counts}>");
    let _ = writeln!(text, "  <testsuite name=\"{name}\" {counts}>");
    if cases.is_empty() {
        // A suite without a case counts as one that did not run.
        let _ = writeln!(
            text,
            "    <testcase classname=\"api\" name=\"no breaking change\"/>"
        );
    }
    cases.iter().for_each(|it| case(&mut text, it));
    text.push_str("  </testsuite>\n</testsuites>\n");
    text
}

fn is_case(it: &Finding) -> bool {
    matches!(
        it.change.wire,
        Wire::Breaking | Wire::Risky | Wire::Undecided(_)
    )
}

fn is_failure(it: &Finding) -> bool {
    it.grade() == Grade::Breaking
}

fn case(text: &mut String, it: &Finding) {
    let change = &it.change;
    let class = change
        .operations
        .first()
        .map_or_else(|| "api".to_owned(), operation_name);
    let (class, name) = (escaped(&class), escaped(&change.message));
    let _ = writeln!(text, "    <testcase classname=\"{class}\" name=\"{name}\">");
    let places = [("old", &it.old), ("new", &it.new)];
    let places = places
        .iter()
        .filter_map(|(side, site)| Some(format!("{side}: {}\n", site_name(site.as_ref()?))));
    let details = escaped(&format!(
        "{}\n{}",
        it.explanation(),
        places.collect::<String>()
    ));
    let rule = change.rule;
    let _ = match (it.pardon_text(), is_failure(it)) {
        (Some(pardon), _) => writeln!(text, "      <skipped message=\"{}\"/>", escaped(&pardon)),
        (None, true) => writeln!(
            text,
            "      <failure type=\"{rule}\" message=\"{name}\">{details}</failure>"
        ),
        (None, false) => writeln!(text, "      <system-out>{rule}: {details}</system-out>"),
    };
    text.push_str("    </testcase>\n");
}

/// Text for an attribute or an element (XML 1.0, section 2.4). Characters that XML cannot have are escaped as in Rust.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' => escaped.push('\n'),
            char if specwright_spec::escape_text(&char.to_string()) != char.to_string() => {
                escaped.extend(char.escape_unicode());
            }
            char => escaped.push(char),
        }
    }
    escaped
}
