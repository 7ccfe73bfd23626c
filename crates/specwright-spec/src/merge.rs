//! Documentation pages into one document: the fenced blocks of each page hold a part of it.
//!
//! Whatever the order of pages and blocks, the same bytes come out. Nothing is taken because it came first: what stands in
//! several fragments must be the same JSON value in all, and of its spellings (order of keys, `1` or `1.0`) the one that
//! sorts first is written. Objects keep the order of that spelling; the objects of OpenAPI that are put together from
//! several fragments have a fixed order.

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
    /// Returns the page with these bytes; none if they are not UTF-8, which the report says.
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

/// A part of the document, and where it stands.
struct Fragment {
    at: Location,
    node: Node,
}

/// Merges pages into the text of one YAML document with `header` as its first line, a comment. Nothing is returned if the
/// pages disagree, or if anything in them cannot be read; the report says where.
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
    // A reference that the merged document does not hold is told where its author can repair it.
    fragments
        .iter()
        .for_each(|fragment| check_part(&fragment.node, &fragment.at, &merged, report));
    if report.count(crate::Severity::Error) > before {
        return None;
    }
    write(&merged, header)
        .map_err(|number| report.push(error::inexact_number(&fragments, &number)))
        .ok()
}

/// The fragments of a page.
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

/// The fragment in a block; none if it holds something else, such as the example of an answer.
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

/// The places in `paths` or `components` where an object should be and is none.
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

/// The merged document, in canonical order.
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
    error::silences(fragments, report);
    let security = security::lift(&mut paths);
    order::document(root, security, paths.join(items), components)
}

/// Shows each member of each object in `paths` or `components`; extensions beside these are shown as a whole.
fn claim_members(
    part: &Node,
    at: &Location,
    mut claim: impl FnMut(&str, Option<&str>, &Node, &Location),
) {
    for (outer, object) in part.members() {
        let at = at.child(outer);
        match object.as_object() {
            Some(members) if !is_extension(outer) => {
                // An empty object says that it is there.
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

/// The document as YAML, by `serde_yaml`; the error is a number that it cannot write exactly.
fn write(document: &Node, header: &str) -> Result<String, String> {
    let yaml = serde_yaml::to_string(document).map_err(|error| error.to_string())?;
    Ok(format!("# {header}\n{yaml}"))
}
