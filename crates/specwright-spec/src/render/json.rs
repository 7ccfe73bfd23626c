//! For programs.

use serde_json::{Value, json};

use super::locate::{Locator, Spot};
use crate::{Diagnostic, Place, Severity};

pub(super) fn render(diagnostics: &[&Diagnostic], locator: &Locator<'_>) -> String {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code.severity() == severity)
            .count()
    };
    let report = json!({
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "diagnostics": diagnostics.iter().map(|diagnostic| object(diagnostic, locator)).collect::<Vec<_>>(),
    });
    format!("{report:#}\n")
}

fn object(diagnostic: &Diagnostic, locator: &Locator<'_>) -> Value {
    let others = diagnostic
        .notes
        .others
        .iter()
        .map(|(at, label)| place(at, Some(label), locator));
    json!({
        "code": diagnostic.code.as_str(),
        "name": diagnostic.code.name(),
        "severity": diagnostic.code.severity().as_str(),
        "message": diagnostic.message,
        "place": place(&diagnostic.place, diagnostic.notes.label.as_deref(), locator),
        "others": others.collect::<Vec<_>>(),
        "help": diagnostic.notes.help,
    })
}

fn place(place: &Place, label: Option<&str>, locator: &Locator<'_>) -> Value {
    let Spot {
        path,
        start,
        end,
        range,
        ..
    } = locator.locate(place);
    json!({
        "file": path,
        "pointer": locator.pointer(place).as_ref().map(|pointer| pointer.as_str()),
        "start": {"line": start.line, "column": start.column, "byte": range.start},
        "end": {"line": end.line, "column": end.column, "byte": range.end},
        "label": label,
    })
}
