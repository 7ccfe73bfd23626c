//! What people and exporters write in the place of what the specification has, where only one thing can be meant.
//!
//! An idiom is found by the walk that finds the references, and the tree is changed to what is meant, so that no later pass
//! has to know of it. Each is told: as a warning where nobody could read it otherwise, else as an error, which a lenient run
//! repairs.
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

/// Something that is written otherwise than it is meant.
pub(crate) struct Idiom {
    pub(crate) at: Location,
    pub(crate) change: Change,
    /// What is told of it; of several in one list, one is told.
    pub(crate) diagnostic: Option<Diagnostic>,
    /// What a lenient run says of it, if it is an error.
    pub(crate) repair: String,
    /// Another repair than the change, for the help.
    other: Option<&'static str>,
    /// Whether the change is offered as a repair: not where the help names a better one.
    offered: bool,
}

/// How a tree is changed to what is meant.
pub(crate) enum Change {
    /// The value is another.
    Set(Node),
    /// The value is another, of a shape that has references.
    Replace(Node, FieldShape),
    /// The value is not there.
    Remove,
    /// The key is another.
    Rename(&'static Field),
    /// A field beside the value is there, unless it is written; it is made of what is written at the pointer.
    Beside(&'static str, Node, Pointer),
    /// The key is not there, and its requirements are those of others.
    Require(Holder, Vec<Node>),
}

/// What requirements hold for that are written where nothing reads them.
pub(crate) enum Holder {
    /// The document, besides its own.
    Document,
    /// An operation, besides its own or those of the document.
    Operation(Location),
    /// An operation, for which those of the document hold besides its own.
    Inheriting(Location),
    /// The operations of a path item, which have none of their own, in the place of those of the document.
    Item(Vec<Location>),
    /// The operations of the path item that this one refers to, besides their own.
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

    /// Says another repair in the help, since the change is none that a program could make.
    fn not_offered(mut self, help: impl Into<String>) -> Self {
        self.offered = false;
        self.diagnostic = self.diagnostic.map(|diagnostic| diagnostic.help(help));
        self
    }

    /// The change as the edit of a document.
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

/// Adds the idioms of what a walk comes by.
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

/// Returns an object with the keys that are read under another name renamed, if there are any. What is asked for the name gets the
/// key, its value, and the object with the keys before it renamed.
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

/// Offers the changes as repairs: what is changed silently belongs to the idiom before it.
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
