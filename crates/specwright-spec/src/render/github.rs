//! Workflow commands of GitHub Actions (docs.github.com, "Workflow commands"), one per line.

use super::locate::{LocatedSpan, Locator, Position};
use crate::{Code, Diagnostic, escape_text};

pub(super) fn render(diagnostics: &[&Diagnostic], locator: &Locator<'_>) -> String {
    diagnostics
        .iter()
        .map(|diagnostic| command(diagnostic, locator))
        .collect()
}

fn command(diagnostic: &Diagnostic, locator: &Locator<'_>) -> String {
    let LocatedSpan {
        path, start, end, ..
    } = locator.locate(&diagnostic.place);
    let code = diagnostic.code;
    let mut lines = vec![escape_text(&diagnostic.message)];
    for (place, label) in &diagnostic.notes.others {
        let other = locator.locate(place);
        let Position { line, column } = other.start;
        let line = format!("{}:{line}:{column}: {label}", other.path);
        lines.push(escape_text(&line).into_owned().into());
    }
    for help in &diagnostic.notes.help {
        lines.push(format!("help: {}", escape_text(help)).into());
    }
    let title = match code {
        Code::Lint(rule) => rule.id.to_owned(),
        _ => format!("{} {}", code.as_str(), code.name()),
    };
    // Columns are valid only within a single line.
    let end_column = if start.line == end.line {
        format!(",endColumn={}", end.column.max(start.column))
    } else {
        String::new()
    };
    format!(
        "::{severity} file={file},line={line},endLine={end_line},col={column}{end_column},title={title}::{message}\n",
        severity = diagnostic.severity().as_str(),
        file = escape_text(&escape_property(path)),
        line = start.line,
        end_line = end.line,
        column = start.column,
        title = escape_property(&title),
        message = escape_data(&lines.join("\n")),
    )
}

/// Escapes the message of a command of GitHub Actions. Line ends of the message are kept; those in quoted text of the document have been
/// escaped before.
pub fn escape_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of a command of GitHub Actions.
pub fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
