//! The raw tree of a YAML or JSON file, independent of OpenAPI.

mod canonical;
mod number;
mod serialization;

pub use canonical::ValueKey;
pub use number::Number;
pub(crate) use number::lexemes_of_json;

use crate::Pointer;

/// A value of a document, with the order and lexemes of its file.
///
/// A tree is never deeper than [`MAX_DEPTH`](crate::MAX_DEPTH), which the loader enforces, so that passes may recurse.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as written, such as `1.10`, `9007199254740993`, `1e400`.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Node>),
    /// An object; keys are unique and in the order of the file.
    Object(Vec<(String, Node)>),
}

/// The approximate size of a node or key in bytes, without its text.
pub(crate) const NODE_WEIGHT: usize = 32;

/// The maximum size of copies that a document causes in bytes: by YAML aliases, and by media types and shared parameters of
/// Swagger 2.0.
pub(crate) const MAX_COPIED: usize = 64 << 20;

impl Node {
    /// Returns the member of an object; `None` if there is none.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.members()
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// Returns the node at a relative pointer (RFC 6901, section 4).
    pub fn at(&self, pointer: &Pointer) -> Option<&Self> {
        pointer
            .segments()
            .try_fold(self, |node, segment| node.step(&segment))
    }

    /// Returns the member or element for a single segment of a pointer.
    pub fn step(&self, segment: &str) -> Option<&Self> {
        match self {
            Self::Object(_) => self.get(segment),
            Self::Array(elements) => elements.get(array_index(segment)?),
            _ => None,
        }
    }

    /// Returns the node at a relative pointer, mutably.
    pub(crate) fn at_mut(&mut self, pointer: &Pointer) -> Option<&mut Self> {
        pointer
            .segments()
            .try_fold(self, |node, segment| node.step_mut(&segment))
    }

    /// Returns the member or element for a single segment of a pointer, mutably.
    pub(crate) fn step_mut(&mut self, segment: &str) -> Option<&mut Self> {
        match self {
            Self::Object(members) => {
                let member = members.iter_mut().find(|(name, _)| name == segment);
                member.map(|(_, value)| value)
            }
            Self::Array(elements) => elements.get_mut(array_index(segment)?),
            _ => None,
        }
    }

    /// Returns the member of an object at an index, mutably.
    pub(crate) fn member_mut(&mut self, position: usize) -> Option<&mut Self> {
        match self {
            Self::Object(members) => members.get_mut(position).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Removes a member of an object.
    pub(crate) fn remove(&mut self, key: &str) {
        if let Self::Object(members) = self {
            members.retain(|(name, _)| name != key);
        }
    }

    /// Renames a member of an object; the new name must be unused.
    pub(crate) fn rename(&mut self, key: &str, name: &str) {
        if let Self::Object(members) = self
            && members.iter().all(|(known, _)| known != name)
            && let Some((known, _)) = members.iter_mut().find(|(known, _)| known == key)
        {
            name.clone_into(known);
        }
    }

    /// Adds a member to an object; the name must be unused.
    pub(crate) fn add(&mut self, key: &str, value: Self) {
        if let Self::Object(members) = self
            && members.iter().all(|(name, _)| name != key)
        {
            members.push((key.to_owned(), value));
        }
    }

    /// Returns the text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the text of a string, or the lexeme of a number that is used as a string: `version: 1.10`.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            Self::Number(number) => Some(number.as_str()),
            _ => None,
        }
    }

    /// Returns the value of a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Returns the number.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Returns the elements of an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// Returns the members of an object.
    pub fn as_object(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Returns the members of an object; empty for any other node.
    pub fn members(&self) -> &[(String, Self)] {
        self.as_object().unwrap_or_default()
    }

    /// Returns the elements of an array; empty for any other node.
    pub fn elements(&self) -> &[Self] {
        self.as_array().unwrap_or_default()
    }

    /// Returns the approximate size of a copy in bytes.
    pub(crate) fn weight(&self) -> usize {
        let inner = match self {
            Self::Null | Self::Bool(_) => 0,
            Self::Number(number) => number.as_str().len(),
            Self::String(text) => text.len(),
            Self::Array(elements) => elements.iter().map(Self::weight).sum(),
            Self::Object(members) => members
                .iter()
                .map(|(key, value)| key.len() + NODE_WEIGHT + value.weight())
                .sum(),
        };
        NODE_WEIGHT + inner
    }

    /// Returns the type with its article, for messages, such as `a string`.
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

/// Parses an array index (RFC 6901): digits without a leading zero.
fn array_index(segment: &str) -> Option<usize> {
    let canonical = segment == "0" || !segment.starts_with('0');
    let digits = !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit());
    if canonical && digits {
        segment.parse().ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_has_no_sign_and_no_leading_zero() {
        for (segment, index) in [
            ("0", Some(0)),
            ("12", Some(12)),
            ("01", None),
            ("-1", None),
            ("+1", None),
            ("", None),
        ] {
            assert_eq!(array_index(segment), index, "{segment}");
        }
    }
}
