//! The state that all parts of a document are made with.

use crate::names;
use serde_json::{Map, Value, json};
use specwright_testing::Random;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    V2_0,
    V3_0,
    V3_1,
    V3_2,
}

/// The kind of a component, which is known before it is made, so that others can refer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Object,
    Scalar,
    Other,
}

/// A component schema.
#[derive(Clone, Debug)]
pub struct Component {
    pub name: String,
    pub kind: Kind,
    /// The choice of which it is a member, and whose properties it inherits.
    pub parent: Option<usize>,
}

/// The state of a random document.
pub struct Maker {
    pub random: Random,
    pub version: Version,
    /// The percentage of hostile names.
    pub hostile: usize,
    /// The percentage of keywords of versions later than 3.0.
    pub modern: usize,
    pub components: Vec<Component>,
    /// The components below this number, which the current component can contain without a cycle.
    pub below: usize,
    pub security: Vec<String>,
    pub operations: usize,
    pub operation_ids: Vec<String>,
    /// The tags of operations.
    pub tags: Vec<String>,
    /// Components by the key of their kind (`responses`).
    pub shared: Vec<(&'static str, Vec<(String, Value)>)>,
}

impl Maker {
    pub fn chance(&mut self, percent: usize) -> bool {
        self.random.chance(percent)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.random.below(bound)
    }

    pub fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        self.random.pick(all).clone()
    }

    pub fn name(&mut self) -> String {
        names::name(&mut self.random, self.hostile)
    }

    pub fn description(&mut self) -> String {
        names::description(&mut self.random)
    }

    /// Returns different names.
    pub fn names(&mut self, least: usize, most: usize) -> Vec<String> {
        let count = self.random.between(least, most);
        let mut names: Vec<String> = Vec::new();
        for _ in 0..count {
            let name = self.name();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Returns true if a feature of OpenAPI 3.1 is used here.
    pub fn is_modern(&mut self) -> bool {
        self.version >= Version::V3_1 && self.chance(self.modern)
    }

    /// Returns the reference to a component schema.
    pub fn reference(&self, name: &str) -> String {
        let folder = match self.version {
            Version::V2_0 => "#/definitions/",
            _ => "#/components/schemas/",
        };
        folder.to_owned() + &escape(name)
    }

    /// Returns a component that does not lead back to the current one.
    pub fn earlier(&mut self, kind: Option<Kind>) -> Option<Value> {
        let fits = |component: &&Component| kind.is_none_or(|kind| component.kind == kind);
        let candidates: Vec<_> = self.components[..self.below].iter().filter(fits).collect();
        if candidates.is_empty() {
            return None;
        }
        let component = self.random.pick(&candidates).name.clone();
        Some(json!({ "$ref": self.reference(&component) }))
    }

    /// Returns any component, including the current one.
    pub fn any_component(&mut self) -> Option<Value> {
        let count = self.components.len();
        let name = self.components.get(self.random.below(count))?.name.clone();
        Some(json!({ "$ref": self.reference(&name) }))
    }
}

/// Escapes a token of a JSON Pointer in a URI.
pub fn escape(name: &str) -> String {
    let pointer = name.replace('~', "~0").replace('/', "~1");
    let mut escaped = String::new();
    for byte in pointer.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'$' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

/// Adds a member to an object.
pub fn set(object: &mut Value, key: &str, value: impl Into<Value>) {
    if let Some(members) = object.as_object_mut() {
        members.insert(key.to_owned(), value.into());
    }
}

/// Adds all members of an object to another.
pub fn join(object: &mut Value, other: Value) {
    if let (Some(members), Value::Object(others)) = (object.as_object_mut(), other) {
        members.extend(others);
    }
}

/// Returns an object with these members.
pub fn object(members: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Object(members.into_iter().collect::<Map<_, _>>())
}
