//! Workflow commands of GitHub Actions (docs.github.com, "Workflow commands"), one per line.

use specwright_spec::{escape_data, escape_property, escape_text};

use super::{Comparison, Finding, Grade, level_name};
use crate::source::GeneratedCrate;

pub(super) fn render(it: &Comparison) -> String {
    let mut text: String = it.findings.iter().filter_map(command).collect();
    for note in &it.notes {
        let place = note.place.as_ref();
        let place = place.map(|(file, line, column)| {
            format!(" file={},line={line},col={column}", escape_property(file))
        });
        let message = escape_data(&escape_text(&note.message));
        text.push_str(&format!(
            "::warning{}::{message}\n",
            place.unwrap_or_default()
        ));
    }
    let levels = it.source.as_ref().map(|source| {
        let levels = GeneratedCrate::ALL;
        levels.map(|krate| format!("{} {}", krate.name(), level_name(source.levels.of(krate))))
    });
    let levels = levels.map_or(String::new(), |it| {
        format!("; Rust code: {}", it.join(", "))
    });
    text.push_str(&format!(
        "::notice title=API changes::{}{levels}\n",
        it.summary()
    ));
    text
}

/// The annotation of a change; none if it breaks nothing.
fn command(it: &Finding) -> Option<String> {
    let severity = match it.grade() {
        Grade::Breaking => "error",
        Grade::Undecided | Grade::Risky => "warning",
        Grade::Compatible | Grade::Same => return None,
    };
    let change = &it.change;
    let mut lines = vec![change.message.clone()];
    let sides = [
        ("old", &change.before, &it.old),
        ("new", &change.after, &it.new),
    ];
    for (name, value, site) in sides {
        let place = site.as_ref().map(super::changelog::site_name);
        let parts: Vec<&str> = [value.as_deref(), place.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        if !parts.is_empty() {
            lines.push(format!("{name}: {}", parts.join(" at ")));
        }
    }
    lines.push(it.explanation());
    lines.retain(|line| !line.is_empty());
    let lines: Vec<_> = lines.iter().map(|line| escape_text(line)).collect();
    let place = it.place().map(|site| {
        let (file, line, column) = (escape_property(&site.file), site.start.0, site.start.1);
        format!("file={},line={line},col={column},", escape_text(&file))
    });
    Some(format!(
        "::{severity} {}title={}::{}\n",
        place.unwrap_or_default(),
        escape_property(change.rule),
        escape_data(&lines.join("\n")),
    ))
}
