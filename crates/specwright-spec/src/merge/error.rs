//! Diagnostics of merging.

use std::ops::Range;

use super::{Fragment, Page};
use crate::diagnostic::quote;
use crate::{Code, Diagnostic, FileId, Location, Node, Place, Report, Source, Sources};

pub(super) fn unclosed_fence(file: FileId, fence: Range<usize>) -> Diagnostic {
    let place = Place::Bytes { file, range: fence };
    Diagnostic::new(Code::UnclosedFence, place, "unclosed code block")
        .label("opened here")
        .help("add the closing fence, or export the page again if it was truncated")
}

pub(super) fn no_fragment(pages: &[&Page], sources: &Sources) -> Diagnostic {
    let file = sources.iter().last().map_or(FileId(0), |(file, _)| file);
    let message = match pages.len() {
        0 => "no pages found".to_owned(),
        1 => "page contains no part of an OpenAPI document".to_owned(),
        count => format!("none of the {count} pages contains a part of an OpenAPI document"),
    };
    Diagnostic::new(
        Code::NoFragment,
        Place::Bytes { file, range: 0..0 },
        message,
    )
    .help("a part is a fenced block of JSON or YAML with `openapi`, `paths` or `components`")
}

pub(super) fn invalid_fragment(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidFragment,
        at,
        format!("{} must be an object", quote(at.pointer.as_str())),
    )
}

pub(crate) fn inexact_number<'a>(
    mut trees: impl Iterator<Item = (&'a Node, &'a Location)> + Clone,
    message: &str,
) -> Diagnostic {
    let first = trees.clone().next().map(|(_, at)| at.clone());
    let place = trees.find_map(|(node, at)| find_inexact(node, at));
    let place = place.or(first);
    let place = place.unwrap_or_else(|| Location::root(FileId(0)));
    Diagnostic::new(Code::InexactNumber, place, message)
        .help("write a number that a 64-bit integer or float holds exactly")
}

fn find_inexact(node: &Node, at: &Location) -> Option<Location> {
    match node {
        Node::Number(number) => (!number.is_exact()).then(|| at.clone()),
        Node::Array(elements) => elements
            .iter()
            .enumerate()
            .find_map(|(index, it)| find_inexact(it, &at.index(index))),
        Node::Object(members) => members
            .iter()
            .find_map(|(key, it)| find_inexact(it, &at.child(key))),
        Node::Null | Node::Bool(_) | Node::String(_) => None,
    }
}

/// Reports that two fragments differ in a value, at the first places that differ.
pub(super) fn disagreement(
    code: Code,
    first: (&Node, &Location),
    second: (&Node, &Location),
    sources: &Sources,
) -> Diagnostic {
    let pointer = &first.1.pointer;
    let message = format!("fragments disagree about {}", quote(pointer.as_str()));
    let (first_at, second_at) = difference(first, second);
    let diagnostic = Diagnostic::new(code, &second_at, message)
        .label(format!("value in {}", describe(&second_at, sources)))
        .also(
            &first_at,
            format!("value in {}", describe(&first_at, sources)),
        );
    match code {
        Code::ComponentDisagreement => diagnostic
            .help("export both pages again; if they still differ, rename one of the components"),
        _ => diagnostic.help("export both pages again, of one version of the API"),
    }
}

/// Returns the first places where two different values differ.
fn difference(first: (&Node, &Location), second: (&Node, &Location)) -> (Location, Location) {
    let pairs: Vec<(String, &Node, &Node)> = match (first.0, second.0) {
        (Node::Object(left), Node::Object(_)) => left
            .iter()
            .filter_map(|(key, value)| Some((key.clone(), value, second.0.get(key)?)))
            .collect(),
        (Node::Array(left), Node::Array(right)) if left.len() == right.len() => left
            .iter()
            .zip(right)
            .enumerate()
            .map(|(index, (left, right))| (index.to_string(), left, right))
            .collect(),
        _ => Vec::new(),
    };
    match pairs
        .into_iter()
        .find(|(_, left, right)| !left.same_value(right))
    {
        Some((key, left, right)) => {
            difference((left, &first.1.child(&key)), (right, &second.1.child(&key)))
        }
        None => (first.1.clone(), second.1.clone()),
    }
}

/// Reports fields that only some of the fragments have and whose absence is significant: operations of a fragment without
/// `servers` would use those of another fragment. The same holds for the parameters and servers of a path.
pub(super) fn omissions(fragments: &[Fragment], report: &mut Report) {
    let with_paths: Vec<_> = fragments
        .iter()
        .filter(|fragment| fragment.node.get("paths").is_some())
        .collect();
    let roots = with_paths
        .iter()
        .map(|fragment| (&fragment.node, fragment.at.clone()));
    omission(Code::RootDisagreement, "servers", roots, report);
    let paths = with_paths.iter().flat_map(|fragment| {
        let at = fragment.at.child("paths");
        let members = fragment
            .node
            .get("paths")
            .map(Node::members)
            .unwrap_or_default();
        members
            .iter()
            .map(move |(path, item)| (path, item, at.child(path)))
    });
    let mut by_path = std::collections::BTreeMap::<_, Vec<_>>::new();
    for (path, item, at) in paths {
        by_path.entry(path).or_default().push((item, at));
    }
    for items in by_path.into_values() {
        for key in ["$ref", "parameters", "servers"] {
            omission(Code::PathDisagreement, key, items.iter().cloned(), report);
        }
    }
}

fn omission<'a>(
    code: Code,
    key: &str,
    holders: impl Iterator<Item = (&'a Node, Location)>,
    report: &mut Report,
) {
    let (present, absent): (Vec<_>, Vec<_>) =
        holders.partition(|(node, _)| node.get(key).is_some());
    if let (Some((_, present)), Some((_, absent))) = (present.first(), absent.first()) {
        let at = present.child(key);
        let message = format!(
            "fragments disagree about {}: one of them omits it",
            quote(at.pointer.as_str())
        );
        let sources = report.sources();
        let diagnostic = Diagnostic::new(code, &at, message)
            .label(format!("declared in {}", describe(&at, sources)))
            .also(absent, format!("omitted in {}", describe(absent, sources)))
            .help(format!("give both fragments the same {}", quote(key)));
        report.push(diagnostic);
    }
}

fn describe(at: &Location, sources: &Sources) -> String {
    sources
        .get(at.file)
        .map(Source::describe)
        .unwrap_or_default()
}
