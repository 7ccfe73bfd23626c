//! Markdown, for a pull request or a changelog.

use std::fmt::Write;

use super::changelog::{sections, sentence, site_name, source_levels};
use super::{Comparison, Finding, level_name};
use crate::Source;
use crate::source::SourceVerdict;

pub(super) fn render(it: &Comparison) -> String {
    let mut text = String::new();
    let versions = match it.old.version == it.new.version {
        true => it.new.version.clone(),
        false => format!("{} → {}", it.old.version, it.new.version),
    };
    let title = plain(&format!("{} {versions}", it.new.title));
    let _ = writeln!(text, "# {title}\n");
    let _ = writeln!(
        text,
        "{} → {}: **{}**",
        code(&it.old.name),
        code(&it.new.name),
        it.summary()
    );
    if let Some(levels) = it.levels() {
        let _ = writeln!(text, "\nRust code: **{levels}**");
    }
    for section in sections(it) {
        let _ = writeln!(text, "\n## {}", section.grade.heading());
        for group in &section.groups {
            let _ = writeln!(text, "\n### {}\n", code(&group.heading()));
            group.findings.iter().for_each(|it| entry(&mut text, it));
        }
    }
    if let Some(source) = &it.source {
        source_changes(&mut text, source);
    }
    if !it.notes.is_empty() {
        text.push_str("\n## Notes\n\n");
    }
    for note in &it.notes {
        let place = note.place.as_ref();
        let place = place
            .map(|(file, line, column)| format!("{}: ", code(&format!("{file}:{line}:{column}"))));
        let _ = writeln!(
            text,
            "* {}{}",
            place.unwrap_or_default(),
            message(&note.message)
        );
    }
    text
}

fn entry(text: &mut String, finding: &Finding) {
    let change = &finding.change;
    let _ = writeln!(
        text,
        "* **{}** ({})",
        message(&sentence(&change.message)),
        code(change.rule)
    );
    let explanation = finding.explanation();
    if !explanation.is_empty() {
        let _ = writeln!(text, "  \n  {}", message(&explanation));
    }
    if let Some(pardon) = finding.pardon_text() {
        let _ = writeln!(text, "  \n  *{}*", message(&pardon));
    }
    let side = |value: &Option<String>, site: &Option<specwright_spec::Site>| {
        let value = value.as_ref().map_or("–".to_owned(), |it| code(it));
        let site = site.as_ref().map(|it| code(&site_name(it)));
        (value, site.unwrap_or_else(|| "–".to_owned()))
    };
    let (before, old) = side(&change.before, &finding.old);
    let (after, new) = side(&change.after, &finding.new);
    text.push_str("\n  | | old | new |\n  |---|---|---|\n");
    if change.before.is_some() || change.after.is_some() {
        let _ = writeln!(text, "  | value | {before} | {after} |");
    }
    let _ = writeln!(text, "  | place | {old} | {new} |\n");
}

fn source_changes(text: &mut String, source: &SourceVerdict) {
    if source.changes.is_empty() {
        return;
    }
    text.push_str(
        "\n## Changes of Rust code\n\n| change | old | new | levels |\n|---|---|---|---|\n",
    );
    let value = |it: &Option<String>| it.as_ref().map_or(String::new(), |it| code(it));
    for change in &source.changes {
        let levels = source_levels(change)
            .into_iter()
            .map(|(krate, level)| match level {
                Source::Major => format!("**{} major**", krate.name()),
                _ => format!("{} {}", krate.name(), level_name(level)),
            });
        let levels: Vec<String> = levels.collect();
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            message(&sentence(&change.message)),
            value(&change.before),
            value(&change.after),
            levels.join(", ")
        );
    }
}

/// A text as a code span, which also holds in a table (GitHub Flavored Markdown, 4.10).
fn code(text: &str) -> String {
    let text = specwright_spec::escape_text(text);
    let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let padding = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!(
        "{fence}{padding}{}{padding}{fence}",
        text.replace('|', "\\|")
    )
}

/// A message, whose names are in backticks already.
fn message(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(index, part)| match index % 2 {
        0 => plain(part),
        _ => code(part),
    });
    parts.collect()
}

/// Text without a meaning in Markdown (CommonMark 0.31, section 2.4).
fn plain(text: &str) -> String {
    let text = specwright_spec::escape_text(text);
    let mut plain = String::with_capacity(text.len());
    for char in text.chars() {
        if matches!(
            char,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&' | '~'
        ) {
            plain.push('\\');
        }
        plain.push(char);
    }
    plain
}
