//! SARIF 2.1.0 (OASIS standard), for code scanning. Changes that break nothing are left out.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use specwright_spec::{Site, pretty_json, uri_path};

use super::{Comparison, Finding, Grade};

pub(super) fn render(it: &Comparison) -> String {
    let found = || it.findings.iter().filter(|it| level(it.grade()).is_some());
    let rules: BTreeSet<&str> = found().map(|it| it.change.rule).collect();
    let rules = rules.into_iter().map(|id| {
        let line = crate::explain(id).map_or(id, |rule| rule.line);
        json!({"id": id, "shortDescription": {"text": line}})
    });
    let rules: Vec<Value> = rules.collect();
    let results: Vec<Value> = found().map(result).collect();
    let driver =
        json!({"name": "specwright", "version": env!("CARGO_PKG_VERSION"), "rules": rules});
    pretty_json(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "columnKind": "unicodeCodePoints",
            "results": results,
            "tool": {"driver": driver},
        }],
    }))
}

/// The level of a grade (section 3.27.10); none if it is not reported.
fn level(grade: Grade) -> Option<&'static str> {
    match grade {
        Grade::Breaking => Some("error"),
        Grade::Undecided | Grade::Risky => Some("warning"),
        Grade::Compatible | Grade::Same => None,
    }
}

fn result(it: &Finding) -> Value {
    let change = &it.change;
    let text = format!("{}\n{}", change.message, it.explanation());
    // A result is in a file of the checkout, which has the new document: a removed part is at what was around it.
    let place = it.place();
    let related = it.old.as_ref().filter(|_| it.new.is_some());
    json!({
        "ruleId": change.rule,
        "level": level(it.grade()),
        "message": {"text": text.trim_end()},
        "locations": place.map(location).into_iter().collect::<Vec<_>>(),
        "relatedLocations": related.map(old_location).into_iter().collect::<Vec<_>>(),
    })
}

fn old_location(it: &Site) -> Value {
    let mut location = location(it);
    location["message"] = json!({"text": "in the old document"});
    location
}

fn location(it: &Site) -> Value {
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri_path(&it.file)},
            "region": {
                "startLine": it.start.0,
                "startColumn": it.start.1,
                "endLine": it.end.0,
                "endColumn": it.end.1,
            },
        },
    });
    if let Some(pointer) = &it.pointer {
        location["logicalLocations"] = json!([{"fullyQualifiedName": pointer}]);
    }
    location
}
