//! A comparison as JSON, for programs.

use serde_json::{Value, json};
use specwright_spec::Site;

use super::changelog::direction_name;
use super::{Comparison, Document, Finding, Grade, Pardon, level_name};
use crate::Wire;
use crate::source::{GeneratedCrate, Levels, SourceVerdict};

pub(super) fn render(it: &Comparison) -> String {
    let counts = Grade::ALL.map(|grade| (grade.name().to_owned(), json!(it.count(grade))));
    let findings: Vec<Value> = it.findings.iter().map(finding).collect();
    let notes = it.notes.iter().map(|note| {
        let place = note.place.as_ref();
        let place =
            place.map(|(file, line, column)| json!({"file": file, "line": line, "column": column}));
        json!({"message": note.message, "place": place})
    });
    let document = json!({
        "old": document(&it.old),
        "new": document(&it.new),
        "counts": counts.into_iter().collect::<serde_json::Map<_, _>>(),
        "changes": findings,
        "rust": it.source.as_ref().map(source),
        "notes": notes.collect::<Vec<_>>(),
    });
    specwright_spec::pretty_json(&document)
}

fn document(it: &Document) -> Value {
    json!({"name": it.name, "title": it.title, "version": it.version})
}

fn finding(it: &Finding) -> Value {
    let change = &it.change;
    let operations = change.operations.iter();
    let operations = operations.map(|it| json!({"method": it.method, "path": it.path}));
    let tried = match &change.wire {
        Wire::Undecided(tried) => Some(tried),
        _ => None,
    };
    json!({
        "rule": change.rule,
        "grade": it.grade().name(),
        "wire": wire(&change.wire),
        "tried": tried,
        "message": change.message,
        "explanation": crate::explain(change.rule).map(|rule| rule.line),
        "direction": change.direction.map(direction_name),
        "operations": operations.collect::<Vec<_>>(),
        "before": change.before,
        "after": change.after,
        "old": it.old.as_ref().map(site),
        "new": it.new.as_ref().map(site),
        "pardon": it.pardon.as_ref().map(pardon),
    })
}

fn wire(it: &Wire) -> &'static str {
    match it {
        Wire::Same => "same",
        Wire::Compatible => "compatible",
        Wire::Risky => "risky",
        Wire::Breaking => "breaking",
        Wire::Undecided(_) => "undecided",
    }
}

fn pardon(it: &Pardon) -> Value {
    json!({"reason": it.reason, "until": it.until.map(|it| it.to_string())})
}

fn site(it: &Site) -> Value {
    json!({
        "file": it.file,
        "pointer": it.pointer,
        "line": it.start.0,
        "column": it.start.1,
        "end_line": it.end.0,
        "end_column": it.end.1,
    })
}

fn levels(it: &Levels) -> Value {
    let levels = GeneratedCrate::ALL;
    let levels = levels.map(|krate| (krate.name().to_owned(), json!(level_name(it.of(krate)))));
    Value::Object(levels.into_iter().collect())
}

fn source(it: &SourceVerdict) -> Value {
    let changes = it.changes.iter().map(|it| {
        json!({
            "rule": it.rule.name(),
            "crate": it.krate.name(),
            "item": it.item,
            "message": it.message,
            "reason": it.rule.reason(),
            "before": it.before,
            "after": it.after,
            "levels": levels(&it.levels),
        })
    });
    json!({"levels": levels(&it.levels), "changes": changes.collect::<Vec<_>>()})
}
