//! SARIF 2.1.0 (OASIS standard), for code scanning.

use std::collections::BTreeSet;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use super::DiagnosticList;
use super::locate::{LocatedSpan, Locator};
use super::replacements::{Replacement, replacements};
use crate::{Code, Diagnostic, Fix, Place};

pub(super) fn render(diagnostics: &[&Diagnostic], locator: &Locator<'_>) -> String {
    super::pretty_json(&Log(Run(DiagnosticList {
        diagnostics,
        locator,
        json: result,
    })))
}

/// A `sarifLog` (section 3.13).
struct Log<'a>(Run<'a>);

/// A `run` (section 3.14).
struct Run<'a>(DiagnosticList<'a>);

impl Serialize for Log<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("$schema", "https://json.schemastore.org/sarif-2.1.0.json")?;
        map.serialize_entry("runs", &[&self.0])?;
        map.serialize_entry("version", "2.1.0")?;
        map.end()
    }
}

impl Serialize for Run<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let codes: BTreeSet<Code> = self.0.diagnostics.iter().map(|it| it.code).collect();
        let rules: Vec<Value> = codes.into_iter().map(rule).collect();
        let tool = json!({"driver": {"name": "specwright", "version": env!("CARGO_PKG_VERSION"), "rules": rules}});
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("columnKind", "unicodeCodePoints")?;
        map.serialize_entry("results", &self.0)?;
        map.serialize_entry("tool", &tool)?;
        map.end()
    }
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "name": code.name(),
        "shortDescription": {"text": code.title()},
        "help": {"text": code.explanation()},
        "defaultConfiguration": {"level": code.severity().as_str()},
    })
}

fn result(diagnostic: &Diagnostic, locator: &Locator<'_>) -> Value {
    let help = diagnostic
        .notes
        .help
        .iter()
        .map(|help| format!("\nhelp: {help}"))
        .collect::<String>();
    let related = diagnostic
        .notes
        .others
        .iter()
        .map(|(place, label)| location(place, Some(label), locator));
    let more = diagnostic.notes.further.iter();
    let related = related.chain(more.map(|place| location(place, None, locator)));
    let mut result = json!({
        "ruleId": diagnostic.code.as_str(),
        "level": diagnostic.severity().as_str(),
        "message": {"text": format!("{}{help}", diagnostic.message)},
        "locations": [location(&diagnostic.place, diagnostic.notes.label.as_deref(), locator)],
        "relatedLocations": related.collect::<Vec<_>>(),
    });
    let fix = diagnostic.notes.fix.as_ref();
    if let Some(fix) = fix.and_then(|it| fixed(it, locator)) {
        result["fixes"] = json!([fix]);
    }
    result
}

/// A `fix` (section 3.55); `None` for a repair without replacements.
fn fixed(fix: &Fix, locator: &Locator<'_>) -> Option<Value> {
    let all = replacements(fix, locator)?;
    let files = all.chunk_by(|left, right| left.file == right.file);
    let changes = files.map(|all| {
        let LocatedSpan { path, .. } = locator.locate(&all[0].place());
        let all = all.iter().map(|it| replacement(it, locator));
        json!({
            "artifactLocation": {"uri": uri_path(path)},
            "replacements": all.collect::<Vec<_>>(),
        })
    });
    Some(json!({
        "description": {"text": fix.describe()},
        "artifactChanges": changes.collect::<Vec<_>>(),
    }))
}

/// A `replacement` (section 3.57); an insertion has an empty region and deletes nothing.
fn replacement(replacement: &Replacement, locator: &Locator<'_>) -> Value {
    json!({
        "deletedRegion": region(&locator.locate(&replacement.place())),
        "insertedContent": {"text": replacement.text},
    })
}

/// A `region` (section 3.30).
fn region(spot: &LocatedSpan<'_>) -> Value {
    json!({
        "startLine": spot.start.line,
        "startColumn": spot.start.column,
        "endLine": spot.end.line,
        "endColumn": spot.end.column,
    })
}

fn location(place: &Place, label: Option<&str>, locator: &Locator<'_>) -> Value {
    let spot = locator.locate(place);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri_path(spot.path)},
            "region": region(&spot),
        },
    });
    if let Some(pointer) = locator.pointer(place) {
        location["logicalLocations"] = json!([{"fullyQualifiedName": pointer.as_str()}]);
    }
    if let Some(label) = label {
        location["message"] = json!({"text": label});
    }
    location
}

/// Returns a path as a relative URI reference (RFC 3986, section 4.2).
pub fn uri_path(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
