//! A changelog for terminals.

use std::fmt::Write;

use specwright_spec::escape_text;

use super::changelog::{Section, sections, site_name};
use super::{Comparison, Finding, Grade, level_name};
use crate::Source;
use crate::source::{GeneratedCrate, SourceChange, SourceVerdict};

/// The number of changes that are listed of those that are not on the wire, and of compatible changes of code.
const SHOWN: usize = 20;

/// Text with the escape sequences of ECMA-48, if there is color.
struct Style(bool);

impl Style {
    fn paint(&self, code: &str, text: &str) -> String {
        let text = escape_text(text);
        match self.0 {
            true => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            false => text.into_owned(),
        }
    }

    fn bold(&self, text: &str) -> String {
        self.paint("1", text)
    }

    fn dim(&self, text: &str) -> String {
        self.paint("2", text)
    }

    fn grade(&self, grade: Grade, text: &str) -> String {
        let code = match grade {
            Grade::Breaking => "1;31",
            Grade::Undecided => "1;35",
            Grade::Risky => "1;33",
            Grade::Compatible => "1;32",
            Grade::Same => "1",
        };
        self.paint(code, text)
    }

    fn level(&self, level: Source, text: &str) -> String {
        let code = match level {
            Source::Major => "31",
            Source::Minor => "32",
            Source::Patch => "2",
        };
        self.paint(code, text)
    }
}

pub(super) fn render(it: &Comparison, color: bool) -> String {
    let style = &Style(color);
    let mut text = String::new();
    let versions = match it.old.version == it.new.version {
        true => it.new.version.clone(),
        false => format!("{} → {}", it.old.version, it.new.version),
    };
    let title = format!("{} {versions}", it.new.title);
    let _ = writeln!(text, "{}", style.bold(&title));
    let names = format!("{} → {}", it.old.name, it.new.name);
    let _ = writeln!(text, "{}", style.dim(&names));
    for section in sections(it) {
        match section.grade {
            Grade::Same => brief(&mut text, &section, style),
            _ => full(&mut text, &section, style),
        }
    }
    if let Some(source) = &it.source {
        code(&mut text, source, style);
    }
    notes(&mut text, it, style);
    let _ = writeln!(text, "\n{}", style.bold(&it.summary()));
    match it.levels() {
        Some(levels) => {
            let _ = writeln!(text, "Rust code: {levels}");
        }
        None => {
            let words =
                "Rust code: no verdict, since no code can be generated from one of the documents";
            let _ = writeln!(text, "{words}");
        }
    }
    text
}

fn full(text: &mut String, section: &Section<'_>, style: &Style) {
    let _ = writeln!(
        text,
        "\n{}",
        style.grade(section.grade, section.grade.heading())
    );
    for group in &section.groups {
        let _ = writeln!(text, "\n  {}", style.bold(&group.heading()));
        for finding in &group.findings {
            entry(text, finding, style);
        }
    }
}

fn entry(text: &mut String, finding: &Finding, style: &Style) {
    let change = &finding.change;
    let mark = match finding.grade() {
        Grade::Breaking => "✗",
        Grade::Undecided => "?",
        Grade::Risky => "!",
        Grade::Compatible | Grade::Same => "✓",
    };
    let mark = style.grade(finding.grade(), mark);
    let (message, rule) = (escape_text(&change.message), change.rule);
    let _ = writeln!(
        text,
        "    {mark} {message}  {}",
        style.dim(&format!("[{rule}]"))
    );
    sides(text, finding, style);
    let explanation = finding.explanation();
    if !explanation.is_empty() {
        let _ = writeln!(text, "      {}", escape_text(&explanation));
    }
    if let Some(pardon) = finding.pardon_text() {
        let _ = writeln!(text, "      {}", escape_text(&pardon));
    }
}

/// Old and new, one below the other, each with its place.
fn sides(text: &mut String, finding: &Finding, style: &Style) {
    let change = &finding.change;
    let sides = [
        ("-", "31", &change.before, &finding.old),
        ("+", "32", &change.after, &finding.new),
    ];
    let values = sides.iter().filter_map(|(_, _, value, _)| value.as_ref());
    let width = values
        .map(|it| it.chars().count())
        .max()
        .unwrap_or(0)
        .min(60);
    for (sign, color, value, site) in sides {
        let place = site.as_ref().map(site_name).unwrap_or_default();
        let Some(value) = value else {
            continue;
        };
        let value = style.paint(color, &format!("{sign} {value:width$}"));
        let line = format!("      {value}  {}", style.dim(&place));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    if change.before.is_none() && change.after.is_none() {
        let sites = [&finding.old, &finding.new].into_iter().flatten();
        let sites: Vec<String> = sites.map(site_name).collect();
        let _ = writeln!(text, "      {}", style.dim(&sites.join(" → ")));
    }
}

/// A line for each change, since nothing that is sent changes.
fn brief(text: &mut String, section: &Section<'_>, style: &Style) {
    let _ = writeln!(text, "\n{}", style.bold(section.grade.heading()));
    let all = section.groups.iter().flat_map(|group| {
        let findings = group.findings.iter();
        findings.map(|finding| format!("  {}: {}", group.heading(), finding.change.message))
    });
    let all: Vec<String> = all.collect();
    for line in all.iter().take(SHOWN) {
        let _ = writeln!(text, "{}", escape_text(line));
    }
    more(text, all.len());
}

fn more(text: &mut String, count: usize) {
    if count > SHOWN {
        let rest = count - SHOWN;
        let _ = writeln!(
            text,
            "  {rest} more are not shown; `--format json` has all of them"
        );
    }
}

/// The changes of generated code, those that break it first.
fn code(text: &mut String, source: &SourceVerdict, style: &Style) {
    if source.changes.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{}", style.bold("Changes of Rust code"));
    let (major, other): (Vec<_>, Vec<_>) =
        (source.changes.iter()).partition(|it| it.levels.highest() == Source::Major);
    for change in &major {
        code_entry(text, change, style);
    }
    for change in other.iter().take(SHOWN) {
        code_entry(text, change, style);
    }
    more(text, other.len());
}

fn code_entry(text: &mut String, change: &SourceChange, style: &Style) {
    let levels = GeneratedCrate::ALL.map(|it| (it, change.levels.of(it)));
    let shown = levels.iter().filter(|(_, level)| *level != Source::Patch);
    let shown = shown.map(|(krate, level)| {
        style.level(*level, &format!("{} {}", krate.name(), level_name(*level)))
    });
    let shown: Vec<String> = shown.collect();
    let message = escape_text(&change.message);
    let _ = writeln!(text, "  {message}  ({})", shown.join(", "));
    for (sign, color, value) in [("-", "31", &change.before), ("+", "32", &change.after)] {
        if let Some(value) = value {
            let _ = writeln!(
                text,
                "    {}",
                style.paint(color, &format!("{sign} {value}"))
            );
        }
    }
}

fn notes(text: &mut String, it: &Comparison, style: &Style) {
    if !it.notes.is_empty() {
        let _ = writeln!(text, "\n{}", style.bold("Notes"));
    }
    for note in &it.notes {
        let place = note.place.as_ref();
        let place = place.map(|(file, line, column)| format!("{file}:{line}:{column}: "));
        let line = format!("{}{}", place.unwrap_or_default(), note.message);
        let _ = writeln!(text, "  {}", escape_text(&line));
    }
}
