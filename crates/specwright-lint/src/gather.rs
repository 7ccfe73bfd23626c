//! Groups findings by their cause.

use std::collections::HashMap;

use specwright_spec::{Code, Diagnostic, Place};

/// The number of further places that people see.
const SHOWN: usize = 3;

/// Replaces findings of a rule with equal messages by the first of them, which then has the other places.
pub fn gather(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut first: HashMap<(Code, String), usize> = HashMap::new();
    let mut gathered: Vec<Diagnostic> = Vec::new();
    for finding in found {
        let Code::Lint(_) = finding.code else {
            gathered.push(finding);
            continue;
        };
        let key = (finding.code, finding.message.clone());
        match first.get(&key) {
            Some(known) => add(&mut gathered[*known], finding),
            None => {
                first.insert(key, gathered.len());
                gathered.push(finding);
            }
        }
    }
    for finding in &mut gathered {
        let more = finding.notes.further.len();
        let places = if more == 1 { "place" } else { "places" };
        if more > 0 {
            let help = format!("and in {more} more {places}, which `--format json` lists");
            finding.notes.help.push(help);
        }
    }
    gathered
}

/// Adds the place of a finding to the first one with the same cause.
fn add(first: &mut Diagnostic, other: Diagnostic) {
    let notes = &mut first.notes;
    let label = other.notes.label.unwrap_or_else(|| "also here".to_owned());
    let place: Place = other.place;
    let shown = notes.others.len();
    match shown < SHOWN {
        true => notes.others.push((place, label)),
        false => notes.further.push(place),
    }
    notes.further.extend(other.notes.further);
    // One repair corrects all places.
    if let (Some(fix), Some(other)) = (&mut notes.fix, other.notes.fix) {
        fix.edits.extend(other.edits);
    }
}
