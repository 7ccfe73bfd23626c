//! The raw tree: what a YAML or JSON file says, before anything is known of OpenAPI.

mod canonical;
mod number;
mod serialization;

pub use number::Number;
pub(crate) use number::lexemes_of_json;

use crate::Pointer;

/// A value of a document, in the order and with the lexemes of its file.
///
/// A tree is never deeper than [`MAX_DEPTH`](crate::MAX_DEPTH): the loader refuses what is, so that a pass may recurse.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it was written: `1.10`, `9007199254740993`, `1e400`.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Node>),
    /// An object; keys are unique, their order is the file's.
    Object(Vec<(String, Node)>),
}

/// About how many bytes a node or a key takes beside its text.
pub(crate) const NODE_WEIGHT: usize = 32;

/// How many bytes the copies may take that a document asks for: by aliases of YAML, by media types and shared parameters of
/// Swagger 2.0.
pub(crate) const MAX_COPIED: usize = 64 << 20;

impl Node {
    /// The member of an object; none if there is no such member or this is no object.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.members()
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// The node that a pointer leads to from here, as RFC 6901 section 4 evaluates it.
    pub fn at(&self, pointer: &Pointer) -> Option<&Self> {
        pointer
            .segments()
            .try_fold(self, |node, segment| node.step(&segment))
    }

    /// The member or element that one segment of a pointer names.
    pub fn step(&self, segment: &str) -> Option<&Self> {
        match self {
            Self::Object(_) => self.get(segment),
            Self::Array(elements) => elements.get(array_index(segment)?),
            _ => None,
        }
    }

    /// The node that a pointer leads to from here, to change it.
    pub(crate) fn at_mut(&mut self, pointer: &Pointer) -> Option<&mut Self> {
        pointer
            .segments()
            .try_fold(self, |node, segment| node.step_mut(&segment))
    }

    /// The member or element that one segment of a pointer names, to change it.
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

    /// The member of an object at a position, to change it.
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

    /// Gives a member of an object another name, which no other has.
    pub(crate) fn rename(&mut self, key: &str, name: &str) {
        if let Self::Object(members) = self
            && members.iter().all(|(known, _)| known != name)
            && let Some((known, _)) = members.iter_mut().find(|(known, _)| known == key)
        {
            name.clone_into(known);
        }
    }

    /// Adds a member to an object that has none of the name.
    pub(crate) fn add(&mut self, key: &str, value: Self) {
        if let Self::Object(members) = self
            && members.iter().all(|(name, _)| name != key)
        {
            members.push((key.to_owned(), value));
        }
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a string, or the lexeme of a number that stands where a string should: `version: 1.10`.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            Self::Number(number) => Some(number.as_str()),
            _ => None,
        }
    }

    /// The truth value, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if this is one.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The elements, if this is an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The members, if this is an object.
    pub fn as_object(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The members of an object; none of anything else.
    pub fn members(&self) -> &[(String, Self)] {
        self.as_object().unwrap_or_default()
    }

    /// The elements of an array; none of anything else.
    pub fn elements(&self) -> &[Self] {
        self.as_array().unwrap_or_default()
    }

    /// Returns about how many bytes a copy of this takes.
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

    /// What this is, with its article, for messages: `a string`, `an object`.
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

/// An array index of RFC 6901: digits without a leading zero.
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
