//! One page for browsers, which needs no other file and runs no script.

use std::fmt::Write;

use specwright_spec::Site;

use super::changelog::{Section, sections, sentence, site_name, source_levels};
use super::junit::escaped;
use super::{Comparison, Finding, Grade, level_name};
use crate::Source;
use crate::source::{GeneratedCrate, SourceChange, SourceVerdict};

const STYLE: &str = include_str!("html.css");

pub(super) fn render(it: &Comparison) -> String {
    let title = escaped(&format!("{} {}", it.new.title, it.new.version));
    let mut text =
        String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    let _ = write!(
        text,
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>Changes of {title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
    );
    header(&mut text, it);
    sections(it).iter().for_each(|it| section(&mut text, it));
    if let Some(source) = it.source.as_ref().filter(|it| !it.changes.is_empty()) {
        code(&mut text, source);
    }
    notes(&mut text, it);
    text.push_str("</main>\n</body>\n</html>\n");
    text
}

fn header(text: &mut String, it: &Comparison) {
    let (title, name) = (escaped(&it.new.title), &it.new.name);
    let versions = match it.old.version == it.new.version {
        true => escaped(&it.new.version),
        false => format!(
            "{} → {}",
            escaped(&it.old.version),
            escaped(&it.new.version)
        ),
    };
    let _ = writeln!(text, "<header>\n<h1>{title} <span>{versions}</span></h1>");
    let names = format!("{} → {}", escaped(&it.old.name), escaped(name));
    let _ = writeln!(
        text,
        "<p class=\"names\">{names}</p>\n<ul class=\"counts\">"
    );
    for grade in Grade::ALL {
        let count = it.count(grade);
        let word = match grade {
            Grade::Same => "not on the wire",
            grade => grade.name(),
        };
        let none = if count == 0 { " none" } else { "" };
        let _ = writeln!(
            text,
            "<li class=\"{}{none}\"><b>{count}</b> {word}</li>",
            grade.name()
        );
    }
    text.push_str("</ul>\n");
    match &it.source {
        Some(source) => {
            let levels = GeneratedCrate::ALL.map(|krate| {
                let level = level_name(source.levels.of(krate));
                format!("{} <b class=\"{level}\">{level}</b>", krate.name())
            });
            let _ = writeln!(text, "<p class=\"levels\">Rust code: {}</p>", levels.join(" · "));
        }
        None => text.push_str(
            "<p class=\"levels\">Rust code: no verdict, since no code can be generated from one of the documents</p>\n",
        ),
    }
    text.push_str("</header>\n");
}

/// A section, which is folded if its changes break nothing.
fn section(text: &mut String, section: &Section<'_>) {
    let grade = section.grade;
    let open = match grade {
        Grade::Breaking | Grade::Undecided | Grade::Risky => " open",
        Grade::Compatible | Grade::Same => "",
    };
    let count: usize = section.groups.iter().map(|it| it.findings.len()).sum();
    let _ = writeln!(
        text,
        "<details class=\"{}\"{open}>\n<summary><h2>{} <span>{count}</span></h2></summary>",
        grade.name(),
        grade.heading()
    );
    for group in &section.groups {
        let _ = writeln!(text, "<section>\n<h3>{}</h3>", escaped(&group.heading()));
        group.findings.iter().for_each(|it| article(text, it));
        text.push_str("</section>\n");
    }
    text.push_str("</details>\n");
}

fn article(text: &mut String, it: &Finding) {
    let change = &it.change;
    let _ = writeln!(
        text,
        "<article>\n<h4>{} <code class=\"rule\">{}</code></h4>",
        message(&sentence(&change.message)),
        change.rule
    );
    let explanation = it.explanation();
    if !explanation.is_empty() {
        let _ = writeln!(text, "<p>{}</p>", message(&explanation));
    }
    if let Some(pardon) = it.pardon_text() {
        let _ = writeln!(text, "<p class=\"pardon\">{}</p>", message(&pardon));
    }
    text.push_str("<div class=\"sides\">\n");
    side(text, "old", &change.before, &it.old);
    side(text, "new", &change.after, &it.new);
    text.push_str("</div>\n</article>\n");
}

/// The old or the new value with its place.
fn side(text: &mut String, name: &str, value: &Option<String>, site: &Option<Site>) {
    if value.is_none() && site.is_none() {
        return;
    }
    let value = value
        .as_ref()
        .map(|it| format!("<pre>{}</pre>", escaped(it)));
    let place = site.as_ref().map(site_name).unwrap_or_default();
    let _ = writeln!(
        text,
        "<div class=\"{name}\">{}<small>{name} {}</small></div>",
        value.unwrap_or_default(),
        escaped(&place)
    );
}

fn code(text: &mut String, source: &SourceVerdict) {
    let count = source.changes.len();
    let open = match source.levels.highest() {
        Source::Major => " open",
        Source::Minor | Source::Patch => "",
    };
    let _ = writeln!(
        text,
        "<details class=\"rust\"{open}>\n<summary><h2>Changes of Rust code <span>{count}</span></h2></summary>\n<section>"
    );
    source.changes.iter().for_each(|it| code_article(text, it));
    text.push_str("</section>\n</details>\n");
}

fn code_article(text: &mut String, it: &SourceChange) {
    let levels = source_levels(it).into_iter().map(|(krate, level)| {
        let level = level_name(level);
        format!(
            "<span class=\"tag {level}\">{} {level}</span>",
            krate.name()
        )
    });
    let levels: String = levels.collect();
    let _ = writeln!(
        text,
        "<article>\n<h4>{} {levels}</h4>\n<div class=\"sides\">",
        message(&sentence(&it.message))
    );
    for (name, value) in [("old", &it.before), ("new", &it.after)] {
        if let Some(value) = value {
            let _ = writeln!(
                text,
                "<div class=\"{name}\"><pre>{}</pre></div>",
                escaped(value)
            );
        }
    }
    text.push_str("</div>\n</article>\n");
}

fn notes(text: &mut String, it: &Comparison) {
    if it.notes.is_empty() {
        return;
    }
    text.push_str("<section class=\"notes\">\n<h2>Notes</h2>\n<ul>\n");
    for note in &it.notes {
        let place = note.place.as_ref();
        let place = place.map(|(file, line, column)| format!("{file}:{line}:{column}: "));
        let place = escaped(&place.unwrap_or_default());
        let _ = writeln!(text, "<li>{place}{}</li>", message(&note.message));
    }
    text.push_str("</ul>\n</section>\n");
}

/// A message, whose names are in backticks.
fn message(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(index, part)| match index % 2 {
        0 => escaped(part),
        _ => format!("<code>{}</code>", escaped(part)),
    });
    parts.collect()
}
