//! Overlays: documents of the OpenAPI Overlay Specification 1.0 and 1.1, which change a document before it is upgraded.
//!
//! An overlay is a list of actions; each selects nodes with a JSONPath, and merges a value into them or removes them. The
//! changed tree stays that of the document: its locations, and those of references in inserted values, are in the file of the
//! document. [`Overlaid`](crate::provenance::Overlaid) records which nodes come from an overlay, so that their diagnostics have a
//! place there.

mod action;
mod error;
mod extends;
mod merge;
mod output;
mod query;
mod read;
mod target;

use crate::load::{parse, push_text};
use crate::{FileId, Leniency, Location, Node, Report, Severity};
pub use extends::extended_document;
pub use output::apply_overlays;
use target::Target;

/// The file of an overlay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    /// The path to show.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Applies overlays, in order, to the tree of a document. Returns `None`, with diagnostics, if an overlay is invalid or one of
/// its actions fails.
pub(crate) fn apply(
    tree: Node,
    (file, path): (FileId, &str),
    overlays: &[Overlay],
    report: &mut Report,
) -> Option<Node> {
    if overlays.is_empty() {
        return Some(tree);
    }
    let before = report.count(Severity::Error);
    let mut target = Target::new(tree, file);
    for overlay in overlays {
        let Some(read) = open(overlay, report) else {
            continue;
        };
        if let Some(extends) = &read.extends
            && extends::is_other(extends, &overlay.path, path)
        {
            report.push(error::other_document(&read.at, extends, path));
        }
        for action in &read.actions {
            if let Err(error) = action.apply(&mut target) {
                report.push(error);
            }
        }
    }
    let (tree, overlaid) = target.finish();
    report.sources_mut().set_overlaid(file, overlaid);
    (report.count(Severity::Error) == before).then_some(tree)
}

/// Parses and validates an overlay.
fn open(overlay: &Overlay, report: &mut Report) -> Option<read::OverlayObject> {
    let file = push_text(&overlay.path, overlay.bytes.clone(), report)?;
    let node = parse(file, Leniency::Strict, report)?;
    read::read(node, &Location::root(file), report)
}
