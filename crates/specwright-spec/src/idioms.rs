//! Common deviations from the specification by authors and exporters, with a single possible meaning.
//!
//! The walk that collects references finds idioms, and the tree is corrected, so that later passes see valid input. Each
//! idiom is reported: as a warning if no tool could read it differently, otherwise as an error, which a lenient run repairs.
//!
//! | file | idiom |
//! |---|---|
//! | `arrays` | `properties: []` |
//! | `constraints` | `enum: a`, `allOf: {…}`, `maxLength: 5.5`, in a lenient run |
//! | `nulls` | `tags: null`, `type: [string, null]`, `anyOf: [{…}, {nullable: true}]` |
//! | `case` | `operationID`, `in: Query`, `type: String`, `type: int64`, `format: string`, `required: [ID]` |
//! | `missing` | `in: querystring` without `name` |
//! | `misspelled` | `maxLenght: 3`, in a lenient run |
//! | `quotes` | `minLength: "3"`, `required: "true"` |
//! | `security` | `security: [bearerAuth]`, `security: {bearerAuth: []}`, `security` in a path item |
//! | `values` | `default: "10"` of an integer, `enum: [1, 2]` of strings |

mod arrays;
mod case;
mod constraints;
mod error;
mod missing;
mod misspelled;
mod nulls;
mod quotes;
mod security;
mod values;

use crate::grammar::{Field, FieldShape, ObjectKind, Seen};
use crate::{Diagnostic, Fix, Leniency, Location, Node, Pointer, Version};

/// A part of a document with an unambiguous meaning other than its literal one.
pub(crate) struct Idiom {
    pub(crate) at: Location,
    pub(crate) change: Change,
    /// The diagnostic; for several idioms in a list, only the first has one.
    pub(crate) diagnostic: Option<Diagnostic>,
    /// The label of the diagnostic in a lenient run, if it is an error.
    pub(crate) repair: String,
    /// An alternative repair for the help.
    other: Option<&'static str>,
    /// True if the change is offered as a fix; false if the help describes a better one.
    offered: bool,
}

/// A correction of the tree.
pub(crate) enum Change {
    /// Replaces the value.
    Set(Node),
    /// Replaces the value by one with a shape that has references.
    Replace(Node, FieldShape),
    /// Removes the value.
    Remove,
    /// Renames the key.
    Rename(&'static Field),
    /// Adds a sibling field, unless it is present; it originates from the value at the pointer.
    Beside(&'static str, Node, Pointer),
    /// Removes the key, and applies its requirements to other operations.
    Require(Holder, Vec<Node>),
}

/// The operations that misplaced requirements apply to.
pub(crate) enum Holder {
    /// The document, in addition to its own requirements.
    Document,
    /// An operation, in addition to its own requirements or those of the document.
    Operation(Location),
    /// An operation that inherits the requirements of the document in addition to its own.
    Inheriting(Location),
    /// The operations of a path item without requirements of their own, instead of those of the document.
    Item(Vec<Location>),
    /// The operations of the path item that this one refers to, in addition to their own requirements.
    Reference(Location),
}

impl Idiom {
    fn new(at: &Location, change: Change, diagnostic: Diagnostic) -> Self {
        Self {
            at: at.clone(),
            change,
            diagnostic: Some(diagnostic),
            repair: String::new(),
            other: None,
            offered: true,
        }
    }

    fn silent(at: &Location, change: Change) -> Self {
        Self {
            at: at.clone(),
            change,
            diagnostic: None,
            repair: String::new(),
            other: None,
            offered: true,
        }
    }

    fn or(mut self, other: &'static str) -> Self {
        self.other = Some(other);
        self
    }

    /// Adds help for a repair that cannot be made automatically, instead of a fix.
    fn not_offered(mut self, help: impl Into<String>) -> Self {
        self.offered = false;
        self.diagnostic = self.diagnostic.map(|diagnostic| diagnostic.help(help));
        self
    }

    /// Returns the change as an edit of the document.
    fn fix(&self) -> Fix {
        let at = &self.at;
        let holder = at.parent().unwrap_or_else(|| at.clone());
        match &self.change {
            Change::Set(value) | Change::Replace(value, _) => Fix::replace(at, value.clone()),
            Change::Remove | Change::Require(..) => Fix::remove(at),
            Change::Rename(field) => Fix::rename(at, field.name),
            Change::Beside(key, value, _) => Fix::insert(&holder, key, value.clone()),
        }
    }

    fn repaired(mut self, repair: impl Into<String>) -> Self {
        self.repair = repair.into();
        self
    }
}

/// Adds the idioms of a visited node.
pub(crate) fn find(
    seen: Seen,
    node: &Node,
    at: &Location,
    (version, leniency): (Version, Leniency),
    found: &mut Vec<Idiom>,
) {
    let before = found.len();
    search(seen, node, at, (version, leniency), found);
    offer(&mut found[before..]);
}

/// Returns the object with keys renamed by `name`, or `None` if there are none to rename. `name` receives the key, its
/// value, and the object with the preceding keys renamed.
fn rename_keys(
    node: &Node,
    mut name: impl FnMut(&str, &Node, &Node) -> Option<&'static str>,
) -> Option<Node> {
    let mut renamed: Option<Node> = None;
    for (key, value) in node.members() {
        if let Some(name) = name(key, value, renamed.as_ref().unwrap_or(node)) {
            renamed
                .get_or_insert_with(|| node.clone())
                .rename(key, name);
        }
    }
    renamed
}

/// Offers the changes as fixes; a silent change belongs to the idiom before it.
fn offer(found: &mut [Idiom]) {
    let mut silent: Option<Fix> = None;
    for idiom in found.iter_mut().rev() {
        let fix = idiom.fix();
        let fix = match silent.take() {
            Some(other) => fix.and(other),
            None => fix,
        };
        idiom.diagnostic = match idiom.diagnostic.take() {
            None => {
                silent = Some(fix);
                None
            }
            Some(diagnostic) if !idiom.offered => Some(diagnostic),
            Some(diagnostic) => Some(match idiom.other {
                Some(other) => diagnostic.fix_or(fix, other),
                None => diagnostic.fix(fix),
            }),
        };
    }
}

fn search(
    seen: Seen,
    node: &Node,
    at: &Location,
    (version, leniency): (Version, Leniency),
    found: &mut Vec<Idiom>,
) {
    match seen {
        Seen::Object(kind) => {
            let renamed = case::rename_keys(kind, node, at, version, found);
            let mut node = renamed.as_ref().unwrap_or(node);
            let corrected = match leniency {
                Leniency::Lenient => misspelled::rename_keys(kind, node, at, version, found),
                Leniency::Strict => None,
            };
            node = corrected.as_ref().unwrap_or(node);
            nulls::find(kind, node, at, version, found);
            case::find(kind, node, at, found);
            missing::find(kind, node, at, found);
            security::find_in_objects(kind, node, at, found);
            security::find_misplaced(kind, node, at, version, found);
            security::find_repeated(kind, node, at, found);
            if kind == ObjectKind::Schema {
                values::find(node, at, found);
                arrays::find_items(node, at, found);
            }
        }
        Seen::Mismatch(shape) => {
            quotes::find(shape, node, at, found);
            arrays::find(shape, node, at, found);
            security::find(shape, node, at, found);
            security::find_among_names(shape, node, at, found);
            if leniency == Leniency::Lenient {
                constraints::find(shape, node, at, found);
            }
        }
        Seen::Reference(_) | Seen::Unquoted | Seen::BooleanSchema => {}
    }
}
