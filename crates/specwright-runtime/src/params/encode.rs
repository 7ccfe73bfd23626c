//! Encodes values as parameters.

use super::percent::{Keep, push_encoded};
use crate::json::node::Node;
use crate::{Location, Parameter, Style};
use std::fmt::{self, Write};

/// The error of a value that OpenAPI defines no encoding for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unwritable(pub(crate) &'static str);

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot be written: {}", self.0)
    }
}

impl std::error::Error for Unwritable {}

/// A value of a parameter.
enum Shape {
    Primitive(String),
    Array(Vec<String>),
    Object(Vec<(String, String)>),
}

/// Writes a tree as a parameter; none if there is nothing to be sent.
#[doc(hidden)]
pub fn encode(parameter: &Parameter, node: &Node) -> Result<Option<String>, Unwritable> {
    let keep = match parameter.location {
        Location::Header => Keep::All,
        Location::Cookie if parameter.style == Style::Cookie => Keep::All,
        Location::Query if parameter.allow_reserved => Keep::Reserved,
        Location::Path | Location::Query | Location::Cookie => Keep::Unreserved,
    };
    let writer = Writer { parameter, keep };
    if parameter.style == Style::Json {
        let json = node
            .to_json()
            .ok_or(Unwritable("a number that is not finite"))?;
        return Ok(Some(match parameter.location {
            Location::Path | Location::Header => writer.encoded(&json),
            Location::Query | Location::Cookie => writer.pair(parameter.name, &json),
        }));
    }
    if let Some(written) = writer.whole(node)? {
        return Ok(Some(written));
    }
    if parameter.style == Style::DeepObject && matches!(node, Node::Object(_) | Node::Array(_)) {
        let pairs = super::deep::pairs(parameter.name, node)?;
        return Ok(writer.joined_pairs(&pairs));
    }
    let Some(shape) = shape(node)? else {
        return Ok(None);
    };
    if parameter.style == Style::Cookie && !shape.can_stand_in_cookie() {
        return Err(Unwritable("a cookie with characters that require escaping"));
    }
    Ok(match parameter.location {
        Location::Path => Some(writer.path(&shape)),
        Location::Header => writer.simple(&shape),
        Location::Query => writer.query(&shape, "&"),
        Location::Cookie => writer.query(&shape, "; "),
    })
}

/// Null, also in an array or an object, is left out: it is what RFC 6570, section 2.3, calls undefined.
fn shape(node: &Node) -> Result<Option<Shape>, Unwritable> {
    Ok(Some(match node {
        Node::Null => return Ok(None),
        Node::Array(items) => Shape::Array(
            items
                .iter()
                .map(primitive)
                .filter_map(Result::transpose)
                .collect::<Result<_, _>>()?,
        ),
        Node::Object(properties) => {
            let mut object = Vec::new();
            for (name, value) in properties {
                object.extend(primitive(value)?.map(|value| (name.clone(), value)));
            }
            Shape::Object(object)
        }
        other => match primitive(other)? {
            Some(text) => Shape::Primitive(text),
            None => return Ok(None),
        },
    }))
}

pub(super) fn primitive(node: &Node) -> Result<Option<String>, Unwritable> {
    Ok(Some(match node {
        Node::Null => return Ok(None),
        Node::Boolean(value) => value.to_string(),
        Node::Number(number) => number.to_string(),
        Node::String(text) | Node::Wire(text) => text.clone(),
        Node::File(_) => return Err(Unwritable("a file outside of a body")),
        Node::Array(_) => return Err(Unwritable("an array inside of an array or an object")),
        Node::Object(_) => return Err(Unwritable("an object inside of an array or an object")),
    }))
}

impl Shape {
    /// Returns true if all characters are valid in a cookie (RFC 6265, section 4.1.1).
    fn can_stand_in_cookie(&self) -> bool {
        let can = |text: &String| {
            let mut bytes = text.bytes();
            bytes.all(|byte| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte))
        };
        match self {
            Shape::Primitive(text) => can(text),
            Shape::Array(items) => items.iter().all(can),
            Shape::Object(properties) => properties
                .iter()
                .all(|(name, value)| can(name) && !name.contains('=') && can(value)),
        }
    }
}

struct Writer<'a> {
    parameter: &'a Parameter,
    keep: Keep,
}

impl Writer<'_> {
    fn encoded(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        push_encoded(&mut out, text, self.keep);
        out
    }

    /// A name is never sent with reserved characters.
    fn name(&self, name: &str) -> String {
        let mut out = String::with_capacity(name.len());
        push_encoded(&mut out, name, Keep::Unreserved);
        out
    }

    fn pair(&self, name: &str, value: &str) -> String {
        let name = if self.parameter.style == Style::Cookie {
            name.to_owned()
        } else {
            self.name(name)
        };
        format!("{name}={}", self.encoded(value))
    }

    fn joined_pairs(&self, pairs: &[(String, String)]) -> Option<String> {
        let pairs: Vec<String> = pairs
            .iter()
            .map(|(name, value)| self.pair(name, value))
            .collect();
        (!pairs.is_empty()).then(|| pairs.join("&"))
    }

    /// The whole query (OpenAPI 3.2.0, "Parameter Locations", `querystring`); none for a parameter that is not all of it.
    fn whole(&self, node: &Node) -> Result<Option<String>, Unwritable> {
        Ok(match self.parameter.style {
            Style::WholeJson => {
                let json = node.to_json();
                Some(self.encoded(&json.ok_or(Unwritable("a number that is not finite"))?))
            }
            Style::WholeText => primitive(node)?.map(|text| self.encoded(&text)),
            Style::WholeForm => {
                let Node::Object(properties) = node else {
                    return Err(Unwritable("a form that is not an object"));
                };
                let mut pairs = Vec::new();
                for (name, value) in properties {
                    let values = match value {
                        Node::Array(items) => items.as_slice(),
                        one => std::slice::from_ref(one),
                    };
                    for value in values {
                        pairs.extend(primitive(value)?.map(|text| (name.clone(), text)));
                    }
                }
                Some(self.joined_pairs(&pairs).unwrap_or_default())
            }
            _ => None,
        })
    }

    fn items(&self, items: &[String], separator: &str) -> String {
        items
            .iter()
            .map(|item| self.encoded(item))
            .collect::<Vec<_>>()
            .join(separator)
    }

    /// `R,100,G,200`, with the two separators.
    fn members(&self, properties: &[(String, String)], between: &str, separator: &str) -> String {
        let members = properties
            .iter()
            .map(|(name, value)| format!("{}{between}{}", self.encoded(name), self.encoded(value)));
        members.collect::<Vec<_>>().join(separator)
    }

    fn path(&self, shape: &Shape) -> String {
        match self.parameter.style {
            Style::Label => self.label(shape),
            Style::Matrix => self.matrix(shape),
            _ => self.simple(shape).unwrap_or_default(),
        }
    }

    /// `blue,black`; none if it is empty.
    fn simple(&self, shape: &Shape) -> Option<String> {
        match shape {
            Shape::Primitive(text) => Some(self.encoded(text)),
            Shape::Array(items) => (!items.is_empty()).then(|| self.items(items, ",")),
            Shape::Object(properties) => {
                let between = if self.parameter.explode { "=" } else { "," };
                (!properties.is_empty()).then(|| self.members(properties, between, ","))
            }
        }
    }

    /// `.blue.black`
    fn label(&self, shape: &Shape) -> String {
        let (between, separator) = if self.parameter.explode {
            ("=", ".")
        } else {
            (",", ",")
        };
        match shape {
            Shape::Primitive(text) => format!(".{}", self.encoded(text)),
            Shape::Array(items) if items.is_empty() => String::new(),
            Shape::Array(items) => format!(".{}", self.items(items, separator)),
            Shape::Object(properties) if properties.is_empty() => String::new(),
            Shape::Object(properties) => {
                format!(".{}", self.members(properties, between, separator))
            }
        }
    }

    /// `;color=blue;color=black`; an empty value has no `=` (RFC 6570, section 3.2.7), unless there is no name either.
    fn matrix(&self, shape: &Shape) -> String {
        let mut out = String::new();
        let mut push = |name: &str, value: &str| {
            let is_bare = value.is_empty() && !name.is_empty();
            let equals = if is_bare { "" } else { "=" };
            // Writing to a string does not fail.
            let _ = write!(out, ";{}{equals}{value}", self.name(name));
        };
        let name = self.parameter.name;
        match shape {
            Shape::Primitive(text) => push(name, &self.encoded(text)),
            Shape::Array(items) if self.parameter.explode => items
                .iter()
                .for_each(|item| push(name, &self.encoded(item))),
            Shape::Array(items) if !items.is_empty() => push(name, &self.items(items, ",")),
            Shape::Object(properties) if self.parameter.explode => {
                properties
                    .iter()
                    .for_each(|(name, value)| push(name, &self.encoded(value)));
            }
            Shape::Object(properties) if !properties.is_empty() => {
                push(name, &self.members(properties, ",", ","))
            }
            Shape::Array(_) | Shape::Object(_) => {}
        }
        out
    }

    /// `color=blue&color=black`, in a query or a cookie.
    fn query(&self, shape: &Shape, separator: &str) -> Option<String> {
        let name = self.parameter.name;
        let pairs: Vec<String> = match shape {
            Shape::Primitive(text) => vec![self.pair(name, text)],
            Shape::Array(items) if self.parameter.explode => {
                items.iter().map(|item| self.pair(name, item)).collect()
            }
            Shape::Object(properties) if self.parameter.explode => properties
                .iter()
                .map(|(key, value)| self.pair(key, value))
                .collect(),
            Shape::Array(items) => {
                self.joined(items.is_empty(), |delimiter| self.items(items, delimiter))
            }
            Shape::Object(properties) => self.joined(properties.is_empty(), |delimiter| {
                self.members(properties, delimiter, delimiter)
            }),
        };
        (!pairs.is_empty()).then(|| pairs.join(separator))
    }

    /// All members in one pair.
    fn joined(&self, is_empty: bool, join: impl Fn(&str) -> String) -> Vec<String> {
        let delimiter = match self.parameter.style {
            Style::SpaceDelimited => "%20",
            Style::PipeDelimited => "%7C",
            _ => ",",
        };
        if is_empty {
            Vec::new()
        } else {
            vec![format!(
                "{}={}",
                self.name(self.parameter.name),
                join(delimiter)
            )]
        }
    }
}
