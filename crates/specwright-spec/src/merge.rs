//! Merges the fragments in documentation pages into one document: each fenced code block of a page may hold a part of it.
//!
//! The output does not depend on the order of pages and blocks. A value in several fragments must be the same JSON value in
//! all of them; of its spellings (order of keys, `1` or `1.0`), the one that sorts first is written. Objects keep the order
//! of that spelling; OpenAPI objects that are combined from several fragments have a fixed order.

mod claims;
mod error;
mod order;
mod pages;
mod security;

use crate::grammar::is_extension;
use crate::load::{parse, push_text};
use crate::paths::METHODS;
use crate::resolve::check_part;
use crate::upgrade::check_version;
use crate::{Code, Leniency, Location, Node, Report, Source};
use claims::Claims;
pub(crate) use error::inexact_number;
use pages::{Block, blocks};

/// A documentation page in Markdown.
#[derive(Clone, Debug)]
pub struct Page {
    /// The path to show.
    pub path: String,
    /// The text.
    pub text: String,
}

impl Page {
    /// Returns the page with this content; `None`, with a diagnostic, if it is not UTF-8.
    pub fn from_bytes(path: &str, bytes: Vec<u8>, report: &mut Report) -> Option<Self> {
        match String::from_utf8(bytes) {
            Ok(text) => Some(Self {
                path: path.to_owned(),
                text,
            }),
            Err(fault) => {
                push_text(path, fault.into_bytes(), report);
                None
            }
        }
    }
}

/// A part of the document with its location.
struct Fragment {
    at: Location,
    node: Node,
}

/// Merges pages into a YAML document with the comment `header` as its first line. Returns `None`, with diagnostics, if the
/// pages disagree or have errors.
pub fn merge(pages: &[Page], header: &str, report: &mut Report) -> Option<String> {
    let mut pages: Vec<_> = pages.iter().collect();
    pages.sort_by(|left, right| (&left.path, &left.text).cmp(&(&right.path, &right.text)));
    let before = report.count(crate::Severity::Error);
    let mut fragments: Vec<_> = pages
        .iter()
        .flat_map(|page| read_page(page, report))
        .collect::<Vec<_>>();
    if fragments.is_empty() && report.count(crate::Severity::Error) == before {
        let nothing = error::no_fragment(&pages, report.sources());
        report.push(nothing);
    }
    fragments.iter_mut().for_each(security::push_down);
    let merged = put_together(&fragments, report);
    // A reference that the merged document does not resolve is reported in the page of its author.
    fragments
        .iter()
        .for_each(|fragment| check_part(&fragment.node, &fragment.at, &merged, report));
    if report.count(crate::Severity::Error) > before {
        return None;
    }
    write(&merged, header)
        .map_err(|number| {
            let trees = fragments.iter().map(|it| (&it.node, &it.at));
            report.push(inexact_number(trees, &number));
        })
        .ok()
}

/// Reads the fragments of a page.
fn read_page(page: &Page, report: &mut Report) -> Vec<Fragment> {
    let source = Source::file(&page.path, &page.text, crate::Format::Yaml);
    let file = report.sources_mut().push(source.clone());
    let mut fragments = Vec::new();
    for block in blocks(&page.text) {
        match block {
            Block::Closed {
                number,
                document,
                format,
            } => {
                let file = report
                    .sources_mut()
                    .push(source.block(number, document, format));
                fragments.extend(read_fragment(Location::root(file), report));
            }
            Block::Unclosed { fence } => report.push(error::unclosed_fence(file, fence)),
        }
    }
    fragments
}

/// Reads the fragment in a block; `None` for other content, such as an example response.
fn read_fragment(at: Location, report: &mut Report) -> Option<Fragment> {
    let node = parse(at.file, Leniency::Strict, report)?;
    let parts = ["openapi", "swagger", "paths", "components"];
    if !parts.iter().any(|part| node.get(part).is_some()) {
        return None;
    }
    if node.get("openapi").is_some() || node.get("swagger").is_some() {
        check_version(&node, &at)
            .map_err(|error| report.push(error))
            .ok()?;
    }
    let mut whole = true;
    for part in ["paths", "components"] {
        for place in misshapen(node.get(part), &at.child(part)) {
            report.push(error::invalid_fragment(&place));
            whole = false;
        }
    }
    whole.then_some(Fragment { at, node })
}

/// Returns the locations in `paths` or `components` where an object is expected and missing.
fn misshapen(part: Option<&Node>, at: &Location) -> Vec<Location> {
    match part {
        None => Vec::new(),
        Some(Node::Object(members)) => {
            let wrong = members
                .iter()
                .filter(|(key, value)| !is_extension(key) && value.as_object().is_none());
            wrong.map(|(key, _)| at.child(key)).collect()
        }
        Some(_) => vec![at.clone()],
    }
}

/// Combines the fragments to the merged document in canonical order.
fn put_together(fragments: &[Fragment], report: &mut Report) -> Node {
    let mut root = Claims::new(Code::RootDisagreement);
    let mut paths = Claims::new(Code::OperationDisagreement);
    let mut items = Claims::new(Code::PathDisagreement);
    let mut components = Claims::new(Code::ComponentDisagreement);
    for Fragment { at, node } in fragments {
        for (key, value) in node.members() {
            let at = at.child(key);
            match key.as_str() {
                "paths" => claim_members(value, &at, |name, key, value, at| {
                    let is_method = METHODS.iter().any(|method| key == Some(method));
                    let claims = if is_method { &mut paths } else { &mut items };
                    claims.claim((name, key), value, at, report);
                }),
                "components" => claim_members(value, &at, |kind, name, value, at| {
                    components.claim((kind, name), value, at, report);
                }),
                _ => root.claim((key, None), value, &at, report),
            }
        }
    }
    error::omissions(fragments, report);
    let security = security::lift(&mut paths);
    order::document(root, security, paths.join(items), components)
}

/// Claims each member of each object in `paths` or `components`; extensions are claimed as a whole.
fn claim_members(
    part: &Node,
    at: &Location,
    mut claim: impl FnMut(&str, Option<&str>, &Node, &Location),
) {
    for (outer, object) in part.members() {
        let at = at.child(outer);
        match object.as_object() {
            Some(members) if !is_extension(outer) => {
                // An empty object claims that its name exists.
                if members.is_empty() {
                    claim(outer, None, object, &at);
                }
                members
                    .iter()
                    .for_each(|(key, value)| claim(outer, Some(key), value, &at.child(key)));
            }
            _ => claim(outer, None, object, &at),
        }
    }
}

/// Formats the document as YAML with `serde_yaml`; the error is a number that it cannot represent exactly.
pub(crate) fn write(document: &Node, header: &str) -> Result<String, String> {
    let yaml = serde_yaml::to_string(document).map_err(|error| error.to_string())?;
    Ok(format!("# {header}\n{yaml}"))
}
