//! For programs.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use super::Each;
use super::locate::{Locator, Spot};
use crate::{Diagnostic, Place, Severity};

pub(super) fn render(diagnostics: &[&Diagnostic], locator: &Locator<'_>) -> String {
    super::pretty(&Whole(Each {
        diagnostics,
        locator,
        json: object,
    }))
}

/// The report.
struct Whole<'a>(Each<'a>);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let count = |severity| {
            let codes = self.0.diagnostics.iter().map(|diagnostic| diagnostic.code);
            codes.filter(|code| code.severity() == severity).count()
        };
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("diagnostics", &self.0)?;
        map.serialize_entry("errors", &count(Severity::Error))?;
        map.serialize_entry("warnings", &count(Severity::Warning))?;
        map.end()
    }
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
