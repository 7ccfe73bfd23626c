//! JSON reports.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use super::DiagnosticList;
use super::locate::{LocatedSpan, Locator};
use super::replacements::{Replacement, replacements};
use crate::{Action, Certainty, Diagnostic, Edit, Fix, Node, Place, Severity};

pub(super) fn render(diagnostics: &[&Diagnostic], locator: &Locator<'_>) -> String {
    super::pretty_json(&JsonReport(DiagnosticList {
        diagnostics,
        locator,
        json: object,
    }))
}

/// The report.
struct JsonReport<'a>(DiagnosticList<'a>);

impl Serialize for JsonReport<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let count = |severity| {
            let all = self.0.diagnostics.iter();
            all.filter(|it| it.severity() == severity).count()
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
    let more = diagnostic.notes.further.iter();
    let more = more.map(|at| place(at, None, locator));
    json!({
        "code": diagnostic.code.as_str(),
        "name": diagnostic.code.name(),
        "severity": diagnostic.severity().as_str(),
        "message": diagnostic.message,
        "place": place(&diagnostic.place, diagnostic.notes.label.as_deref(), locator),
        "others": others.collect::<Vec<_>>(),
        "more": more.collect::<Vec<_>>(),
        "help": diagnostic.notes.help,
        "fix": diagnostic.notes.fix.as_ref().map(|it| fix(it, locator)),
    })
}

/// Serializes a repair: its edits of the tree, and the equivalent replacements of text, if there are any.
fn fix(fix: &Fix, locator: &Locator<'_>) -> Value {
    let edits = fix.edits.iter().map(|it| edit(it, locator));
    let replacements = replacements(fix, locator);
    let replacements =
        replacements.map(|all| all.iter().map(|it| replacement(it, locator)).collect());
    json!({
        "certainty": match fix.certainty {
            Certainty::Certain => "certain",
            Certainty::Likely => "likely",
        },
        "edits": edits.collect::<Vec<_>>(),
        "replacements": replacements.unwrap_or(Value::Null),
    })
}

fn edit(edit: &Edit, locator: &Locator<'_>) -> Value {
    let LocatedSpan { path, .. } = locator.locate(&Place::Node(edit.at.clone()));
    let value = |node: &Node| serde_json::from_str::<Value>(&node.compact()).unwrap_or(Value::Null);
    let (action, key, value) = match &edit.action {
        Action::Replace(node) => ("replace", None, Some(value(node))),
        Action::Rename(key) => ("rename", Some(key), None),
        Action::Remove => ("remove", None, None),
        Action::Insert(key, node) => ("insert", Some(key), Some(value(node))),
        Action::Append(node) => ("append", None, Some(value(node))),
        Action::Hoist(descendant) => ("hoist", None, Some(json!(descendant.as_str()))),
    };
    let mut shown = json!({
        "file": path,
        "pointer": locator.origin(&edit.at).pointer.as_str(),
        "action": action,
    });
    if let Some(key) = key {
        shown["key"] = json!(key);
    }
    if let Some(value) = value {
        shown["value"] = value;
    }
    shown
}

fn replacement(replacement: &Replacement, locator: &Locator<'_>) -> Value {
    let LocatedSpan {
        path,
        start,
        end,
        range,
        ..
    } = locator.locate(&replacement.place());
    json!({
        "file": path,
        "start": {"line": start.line, "column": start.column, "byte": range.start},
        "end": {"line": end.line, "column": end.column, "byte": range.end},
        "text": replacement.text,
    })
}

fn place(place: &Place, label: Option<&str>, locator: &Locator<'_>) -> Value {
    let LocatedSpan {
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
