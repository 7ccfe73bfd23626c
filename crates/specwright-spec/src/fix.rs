//! Machine-applicable repairs of documents.

use crate::diagnostic::quote_whole;
use crate::{FileId, Location, Node, Number, Pointer, Sources};

/// A repair: edits that together resolve the diagnostic that offers them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fix {
    /// The edits.
    pub edits: Vec<Edit>,
    /// The confidence in the repair.
    pub certainty: Certainty,
}

/// The confidence in a repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// The meaning of the document does not change.
    Certain,
    /// The repair is the most likely of several.
    Likely,
}

/// An edit at a location.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// The location of the edit.
    pub at: Location,
    /// The change.
    pub action: Action,
}

/// A change at a location.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Replaces the value.
    Replace(Node),
    /// Renames the key of the member.
    Rename(String),
    /// Removes the member or element.
    Remove,
    /// Sets a member of the object.
    Insert(String, Node),
    /// Appends an element to the array, which is created if it is missing.
    Append(Node),
    /// Replaces the value by its descendant at a relative pointer, such as `/anyOf/0`.
    Hoist(Pointer),
}

impl Fix {
    /// Creates a repair of a single edit that does not change the meaning of the document.
    pub fn new(at: &Location, action: Action) -> Self {
        Self {
            edits: vec![Edit {
                at: at.clone(),
                action,
            }],
            certainty: Certainty::Certain,
        }
    }

    /// Replaces a value.
    pub fn replace(at: &Location, value: Node) -> Self {
        Self::new(at, Action::Replace(value))
    }

    /// Replaces a value by a string.
    pub fn write(at: &Location, text: &str) -> Self {
        Self::replace(at, Node::String(text.to_owned()))
    }

    /// Renames the key of a member.
    pub fn rename(at: &Location, key: &str) -> Self {
        Self::new(at, Action::Rename(key.to_owned()))
    }

    /// Removes a member or element.
    pub fn remove(at: &Location) -> Self {
        Self::new(at, Action::Remove)
    }

    /// Sets a member of an object.
    pub fn insert(at: &Location, key: &str, value: Node) -> Self {
        Self::new(at, Action::Insert(key.to_owned(), value))
    }

    /// Appends an element to an array.
    pub fn append(at: &Location, value: Node) -> Self {
        Self::new(at, Action::Append(value))
    }

    /// Replaces a value by one of its descendants.
    pub fn hoist(at: &Location, descendant: Pointer) -> Self {
        Self::new(at, Action::Hoist(descendant))
    }

    /// Adds the edits of another repair.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.edits.extend(other.edits);
        self
    }

    /// Marks the repair as a guess.
    #[must_use]
    pub fn likely(mut self) -> Self {
        self.certainty = Certainty::Likely;
        self
    }

    /// Returns the help text for the edits.
    pub fn describe(&self) -> String {
        let guess = self.certainty == Certainty::Likely;
        let intended = match self.edits.as_slice() {
            [one] => one.text().map(quote_whole),
            [first, second] if first.at == second.at => first.renamed(second),
            _ => None,
        };
        match intended {
            Some(intended) if guess => format!("did you mean {intended}?"),
            Some(intended) => format!("write {intended}"),
            None if self.edits.len() == 1 && self.edits[0].action == Action::Remove => {
                "remove it".to_owned()
            }
            None => self.list(),
        }
    }

    /// Describes all edits, grouped by verb.
    fn list(&self) -> String {
        let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
        for edit in &self.edits {
            let (verb, text) = edit.describe();
            match groups.last_mut() {
                Some((last, texts)) if *last == verb => texts.push(text),
                _ => groups.push((verb, vec![text])),
            }
        }
        let groups = groups.into_iter();
        let texts: Vec<String> = groups
            .map(|(verb, texts)| format!("{verb} {}", listed(&texts)))
            .collect();
        texts.join(" and ")
    }

    /// Applies the edits of a file to its tree, as written in the file. Returns false if a location does not exist or has
    /// the wrong kind.
    pub fn apply(&self, tree: &mut Node, file: FileId, sources: &Sources) -> bool {
        let edits = self.edits.iter();
        let origins = edits.map(|edit| (sources.origin(&edit.at), &edit.action));
        let mut places: Vec<_> = origins
            .filter(|(origin, _)| origin.file == file)
            .map(|(origin, action)| (origin.pointer, action))
            .collect();
        // Deepest edits first, and array elements from the end: no edit moves the location of a later one.
        places.sort_by_key(|(pointer, action)| {
            let inside = matches!(action, Action::Insert(..) | Action::Append(_));
            let depth = pointer.segments().count() + usize::from(inside);
            let index = pointer.last().and_then(|last| last.parse::<usize>().ok());
            std::cmp::Reverse((depth, index.unwrap_or_default()))
        });
        places
            .into_iter()
            .all(|(pointer, action)| action.apply(tree, &pointer).is_some())
    }
}

impl Edit {
    /// Returns the text of a repair that only writes a single text.
    fn text(&self) -> Option<&str> {
        match &self.action {
            Action::Rename(key) => Some(key),
            Action::Replace(Node::String(text)) if !reads_as_other(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the new member, if both the value and the key of a member are replaced.
    fn renamed(&self, other: &Self) -> Option<String> {
        match (&self.action, &other.action) {
            (Action::Replace(value), Action::Rename(key)) => Some(quote_whole(&member(key, value))),
            _ => None,
        }
    }

    /// Returns the verb and the object of an edit.
    fn describe(&self) -> (&'static str, String) {
        let last = self.at.pointer.last().unwrap_or_default();
        let is_index = last.bytes().all(|byte| byte.is_ascii_digit());
        match &self.action {
            Action::Replace(value) if is_index => ("write", quote_whole(&inner(value))),
            Action::Replace(value) => ("write", quote_whole(&member(&last, value))),
            Action::Rename(key) => {
                let both = format!("{} to {}", quote_whole(&last), quote_whole(key));
                ("rename", both)
            }
            Action::Remove => ("remove", quote_whole(&last)),
            Action::Insert(key, value) => ("add", quote_whole(&member(key, value))),
            Action::Hoist(descendant) => {
                let descendant = descendant.as_str().trim_start_matches('/');
                (
                    "replace",
                    format!("the schema by its {}", quote_whole(descendant)),
                )
            }
            Action::Append(value) => {
                let value = quote_whole(&inner(value));
                ("add", format!("{value} to {}", quote_whole(&last)))
            }
        }
    }
}

/// Joins texts: `a`, `b` and `c`.
fn listed(texts: &[String]) -> String {
    match texts {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => texts.concat(),
    }
}

impl Action {
    fn apply(&self, tree: &mut Node, pointer: &crate::Pointer) -> Option<()> {
        let holder = pointer.parent();
        let last = pointer.last().unwrap_or_default();
        match self {
            Self::Replace(value) => *tree.at_mut(pointer)? = value.clone(),
            Self::Rename(key) => {
                let holder = tree.at_mut(&holder?)?;
                holder.get(&last).filter(|_| holder.get(key).is_none())?;
                holder.rename(&last, key);
            }
            Self::Hoist(descendant) => {
                let node = tree.at_mut(pointer)?;
                *node = node.at(descendant)?.clone();
            }
            Self::Remove => {
                tree.at(pointer)?;
                match tree.at_mut(&holder?)? {
                    Node::Array(elements) => drop(elements.remove(last.parse().ok()?)),
                    object => object.remove(&last),
                }
            }
            Self::Insert(key, value) => {
                let object = tree.at_mut(pointer)?;
                object.as_object()?;
                match object.step_mut(key) {
                    Some(member) => *member = value.clone(),
                    None => object.add(key, value.clone()),
                }
            }
            Self::Append(value) => {
                if tree.at(pointer).is_none() {
                    tree.at_mut(&holder?)?.add(&last, Node::Array(Vec::new()));
                }
                let Node::Array(elements) = tree.at_mut(pointer)? else {
                    return None;
                };
                elements.push(value.clone());
            }
        }
        Some(())
    }
}

/// Formats a member as single-line YAML.
pub(crate) fn member(key: &str, value: &Node) -> String {
    format!("{}: {}", inner(&Node::String(key.to_owned())), inner(value))
}

/// Formats a value as single-line YAML.
pub(crate) fn inner(value: &Node) -> String {
    let is_plain =
        |char: char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.' | '/' | '$' | ' ');
    let plain = |text: &str| {
        text.starts_with(|char: char| char.is_alphanumeric() || matches!(char, '_' | '/' | '$'))
            && text.chars().all(is_plain)
            && !text.ends_with(' ')
            && !reads_as_other(text)
    };
    match value {
        Node::String(text) if plain(text) => text.clone(),
        Node::Array(elements) => {
            let texts: Vec<String> = elements.iter().map(inner).collect();
            format!("[{}]", texts.join(", "))
        }
        Node::Object(members) => {
            let texts: Vec<String> = members
                .iter()
                .map(|(key, value)| member(key, value))
                .collect();
            format!("{{{}}}", texts.join(", "))
        }
        _ => value.compact(),
    }
}

/// Returns true for a text that is not a string without quotes, in any version of YAML.
fn reads_as_other(text: &str) -> bool {
    const NAMES: [&str; 9] = ["", "~", "null", "true", "false", "yes", "no", "on", "off"];
    Number::new(text).is_some() || NAMES.contains(&text.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(pointer: &str) -> Location {
        Location {
            file: FileId(0),
            pointer: crate::Pointer::parse(pointer).expect("a pointer"),
        }
    }

    fn text(text: &str) -> Node {
        Node::String(text.to_owned())
    }

    #[test]
    fn help_describes_the_edits() {
        for (fix, help) in [
            (Fix::rename(&at("/a"), "b").likely(), "did you mean `b`?"),
            (Fix::rename(&at("/a"), "b"), "write `b`"),
            (Fix::write(&at("/a"), "3.0"), "write `a: \"3.0\"`"),
            (Fix::write(&at("/a/0"), "3.0"), "write `\"3.0\"`"),
            (Fix::replace(&at("/a"), Node::Bool(true)), "write `a: true`"),
            (
                Fix::write(&at("/a"), "b")
                    .and(Fix::rename(&at("/a"), "c"))
                    .likely(),
                "did you mean `c: b`?",
            ),
            (
                Fix::rename(&at("/a"), "b")
                    .and(Fix::remove(&at("/c")))
                    .and(Fix::remove(&at("/d")))
                    .and(Fix::remove(&at("/e"))),
                "rename `a` to `b` and remove `c`, `d` and `e`",
            ),
            (Fix::write(&at("/a"), "#/b c"), "write `#/b c`"),
            (Fix::remove(&at("/a/0")), "remove it"),
            (Fix::insert(&at(""), "a", text("#/b")), "add `a: \"#/b\"`"),
            (
                Fix::hoist(&at("/a"), Pointer::default().child("anyOf").child("0")),
                "replace the schema by its `anyOf/0`",
            ),
            (
                Fix::append(&at("/enum"), Node::Null),
                "add `null` to `enum`",
            ),
            (
                Fix::write(&at("/type"), "integer").and(Fix::insert(
                    &at(""),
                    "format",
                    text("int64"),
                )),
                "write `type: integer` and add `format: int64`",
            ),
            (
                Fix::rename(&at("/a"), "b").and(Fix::remove(&at("/c"))),
                "rename `a` to `b` and remove `c`",
            ),
        ] {
            assert_eq!(fix.describe(), help);
        }
    }

    #[test]
    fn edits_keep_locations_valid() {
        let fix = Fix::rename(&at("/a"), "b")
            .and(Fix::remove(&at("/a/c/0")))
            .and(Fix::remove(&at("/a/c/1")))
            .and(Fix::insert(&at("/a"), "d", Node::Bool(true)))
            .and(Fix::append(&at("/e"), Node::Null));
        let mut tree = Node::from_yaml("{a: {c: [1, 2, 3]}}").expect("a tree");
        assert!(fix.apply(&mut tree, FileId(0), &Sources::default()));
        assert_eq!(tree.compact(), r#"{"b":{"c":[3],"d":true},"e":[null]}"#);
        let mut tree = Node::from_yaml("{x: 1}").expect("a tree");
        assert!(!fix.apply(&mut tree, FileId(0), &Sources::default()));
    }
}
