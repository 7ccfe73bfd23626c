//! Changes a valid value into values that violate one constraint each.

mod containers;
mod find;
mod unions;

use super::choices::Choices;
use super::outline::OutlineFn;
use crate::json::node::Node;
use crate::{Constraints, Path, Report};
use std::fmt;

/// A value that violates one constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    json: String,
    instance: String,
    keyword: &'static str,
}

impl Broken {
    /// The JSON text.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// The JSON Pointer of the invalid value; of the object, if a property is missing.
    pub fn instance(&self) -> &str {
        &self.instance
    }

    /// The keyword of the violated constraint.
    pub fn keyword(&self) -> &'static str {
        self.keyword
    }
}

/// An iterator over the changes that break a value.
#[derive(Clone)]
pub struct Breaks {
    whole: Option<Node>,
    edits: std::vec::IntoIter<Edit>,
}

impl Breaks {
    pub(super) fn new(outline_of: OutlineFn, whole: Option<Node>, mut choices: Choices) -> Self {
        let mut breaker = Breaker {
            choices: &mut choices,
            edits: Vec::new(),
            place: Vec::new(),
        };
        if let Some(node) = &whole {
            breaker.value(outline_of, &[], node, true);
        }
        let edits = breaker.edits.into_iter();
        Self { whole, edits }
    }
}

impl Breaks {
    /// Returns the number of changes.
    pub(super) fn len(&self) -> usize {
        self.edits.len()
    }
}

impl Iterator for Breaks {
    type Item = Broken;

    fn next(&mut self) -> Option<Broken> {
        let whole = self.whole.as_ref()?;
        self.edits.by_ref().find_map(|edit| {
            let mut node = whole.clone();
            edit.change.apply(at(&mut node, &edit.place)?);
            Some(Broken {
                json: node.to_json()?,
                instance: edit.instance,
                keyword: edit.keyword,
            })
        })
    }

    /// Skips changes without applying them.
    fn nth(&mut self, count: usize) -> Option<Broken> {
        self.edits.by_ref().take(count).for_each(drop);
        self.next()
    }
}

impl fmt::Debug for Breaks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Breaks")
            .field("left", &self.edits.len())
            .finish()
    }
}

/// A change that violates one constraint.
#[derive(Clone)]
struct Edit {
    place: Vec<Step>,
    change: Change,
    instance: String,
    keyword: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Property(String),
    Item(usize),
}

impl Step {
    fn of<'n>(&self, node: &'n mut Node) -> Option<&'n mut Node> {
        match (self, node) {
            (Step::Property(name), Node::Object(properties)) => properties
                .iter_mut()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value),
            (Step::Item(at), Node::Array(items)) => items.get_mut(*at),
            _ => None,
        }
    }
}

/// Returns the node at a place.
fn at<'n>(node: &'n mut Node, place: &[Step]) -> Option<&'n mut Node> {
    place.iter().try_fold(node, |node, step| step.of(node))
}

#[derive(Clone)]
enum Change {
    Become(Node),
    Remove(String),
    Insert(String, Node),
}

impl Change {
    fn apply(&self, node: &mut Node) {
        match (self, node) {
            (Change::Become(other), node) => *node = other.clone(),
            (Change::Remove(name), Node::Object(properties)) => {
                properties.retain(|(known, _)| known != name);
            }
            (Change::Insert(name, value), Node::Object(properties)) => {
                properties.push((name.clone(), value.clone()));
            }
            (Change::Remove(_) | Change::Insert(..), _) => {}
        }
    }
}

/// Finds the changes that break a valid value, by its outline.
struct Breaker<'c> {
    choices: &'c mut Choices,
    edits: Vec<Edit>,
    place: Vec<Step>,
}

/// Returns true if a node is a valid value.
pub(super) fn is_valid(
    diagnose: fn(&Node, &Path<'_>, Constraints, &mut Report),
    node: &Node,
) -> bool {
    let mut report = Report::default();
    diagnose(node, &Path::ROOT, Constraints::new("", &[]), &mut report);
    report.is_empty()
}
