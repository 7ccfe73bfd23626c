//! Decodes parameters as trees of text, which the schema gives types to.

use super::deep::Tree;
use super::percent::decode as percent_decode;
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::object::Property;
use crate::{Location, Parameter, Style, steps};
use std::collections::HashMap;

/// The raw value of a parameter in a request.
#[derive(Clone, Copy, Debug)]
pub enum Raw<'a> {
    /// The part of the path at the position of the parameter, still encoded.
    Path(&'a str),
    /// The whole query, still encoded, without `?`.
    Query(&'a str),
    /// The values of the header, one for each time that it was sent.
    Header(&'a [&'a str]),
    /// The value of the header `Cookie`, or several joined by `; `.
    Cookie(&'a str),
}

/// The error of a malformed parameter: the expected syntax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed(pub(crate) &'static str);

const ENCODING: Malformed = Malformed("percent-encoded UTF-8");
const PAIRS: Malformed = Malformed("names and values in pairs");
const BRACKETS: Malformed = Malformed("names with brackets in pairs, each a value or an object");
const ONCE: Malformed = Malformed("the parameter once");

/// Reads a parameter; none if it is absent.
///
/// `json_types` says whether it is an array, an object or neither, `properties` which names belong to an exploded object.
#[doc(hidden)]
pub fn decode(
    parameter: &Parameter,
    raw: Raw<'_>,
    json_types: JsonTypes,
    properties: Option<&'static [Property]>,
) -> Result<Option<Node>, Malformed> {
    let shape = match () {
        () if parameter.style == Style::Json => Shape::Primitive,
        () if json_types.is_only(JsonTypes::ARRAY) => Shape::Array,
        () if json_types.is_only(JsonTypes::OBJECT) => Shape::Object,
        // Brackets show which member of a union it is.
        () if json_types.overlaps(JsonTypes::OBJECT) && parameter.style == Style::DeepObject => {
            Shape::Object
        }
        () => Shape::Primitive,
    };
    let form = matches!(raw, Raw::Query(_));
    let encoded = !matches!(raw, Raw::Header(_)) && parameter.style != Style::Cookie;
    let reader = Reader {
        parameter,
        shape,
        form,
        encoded,
        may_repeat: json_types.overlaps(JsonTypes::ARRAY),
        properties,
    };
    let node = match raw {
        Raw::Path(text) => Some(reader.path(text)?),
        Raw::Query(query) if parameter.style.is_whole() => reader.whole(query)?,
        Raw::Query(query) => reader.pairs(query.split('&'))?,
        Raw::Cookie(cookie) => reader.pairs(cookie.split(';').map(str::trim_ascii))?,
        Raw::Header(values) => reader.header(values)?,
    };
    match node {
        Some(Node::Wire(json)) if matches!(parameter.style, Style::Json | Style::WholeJson) => {
            match serde_json::from_str(&json) {
                Ok(node) => Ok(Some(node)),
                Err(_) => Err(Malformed("JSON")),
            }
        }
        node => Ok(node),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Primitive,
    Array,
    Object,
}

struct Reader<'a> {
    parameter: &'a Parameter,
    shape: Shape,
    /// True if `+` is a space.
    form: bool,
    /// True if text is percent-encoded.
    encoded: bool,
    /// True if a value that may also have another type may be an array.
    may_repeat: bool,
    properties: Option<&'static [Property]>,
}

impl Reader<'_> {
    fn text(&self, text: &str) -> Result<String, Malformed> {
        steps::add(text.len());
        if !self.encoded {
            return Ok(text.to_owned());
        }
        percent_decode(text, self.form)
            .map(Into::into)
            .ok_or(ENCODING)
    }

    fn leaf(&self, text: &str) -> Result<Node, Malformed> {
        self.text(text).map(Node::Wire)
    }

    /// One text that holds it all.
    fn joined(&self, text: &str, delimiter: &str, between: &str) -> Result<Node, Malformed> {
        match self.shape {
            Shape::Primitive => self.leaf(text),
            Shape::Array => self.items(text, delimiter),
            Shape::Object => self.members(text, delimiter, between),
        }
    }

    fn items(&self, text: &str, delimiter: &str) -> Result<Node, Malformed> {
        // White space alone is not an item, either.
        if self.trimmed(text).is_empty() {
            return Ok(Node::array(Vec::new()));
        }
        let items = text
            .split(delimiter)
            .map(|item| self.trimmed(item))
            .filter(|item| self.encoded || !item.is_empty())
            .map(|item| self.leaf(item));
        items.collect::<Result<Vec<_>, _>>().map(Node::array)
    }

    /// `R,100,G,200` or `R=100,G=200`.
    fn members(&self, text: &str, delimiter: &str, between: &str) -> Result<Node, Malformed> {
        let mut object = Vec::new();
        if text.is_empty() {
            return Ok(Node::object(object));
        }
        let mut tokens = text.split(delimiter).map(|token| self.trimmed(token));
        while let Some(token) = tokens.next() {
            let (name, value) = if between == delimiter {
                (token, tokens.next().ok_or(PAIRS)?)
            } else {
                token.split_once(between).ok_or(PAIRS)?
            };
            object.push((self.text(name)?, self.leaf(value)?));
        }
        Ok(Node::object(object))
    }

    /// Lists in headers may have white space, and elements that are empty count for nothing (RFC 9110, section 5.6.1.2).
    fn trimmed<'t>(&self, token: &'t str) -> &'t str {
        if self.encoded {
            token
        } else {
            token.trim_ascii()
        }
    }

    fn between(&self) -> &'static str {
        if self.parameter.explode { "=" } else { "," }
    }

    fn path(&self, text: &str) -> Result<Node, Malformed> {
        match self.parameter.style {
            Style::Label => self.label(text),
            Style::Matrix => self.matrix(text),
            _ => self.joined(text, ",", self.between()),
        }
    }

    fn label(&self, text: &str) -> Result<Node, Malformed> {
        // An empty array or object is written as nothing at all.
        if text.is_empty() && self.shape != Shape::Primitive {
            return self.joined(text, ",", ",");
        }
        let text = text.strip_prefix('.').ok_or(Malformed("a leading dot"))?;
        match (self.parameter.explode, text.contains(',')) {
            (true, _) => self.joined(text, ".", "="),
            (false, true) => self.joined(text, ",", ","),
            // As OpenAPI 3.0.3 has it.
            (false, false) => self.joined(text, ".", "."),
        }
    }

    fn matrix(&self, text: &str) -> Result<Node, Malformed> {
        if text.is_empty() && self.shape != Shape::Primitive {
            return self.joined(text, ",", ",");
        }
        let text = text
            .strip_prefix(';')
            .ok_or(Malformed("a leading semicolon"))?;
        match self.pairs(text.split(';'))? {
            Some(node) => Ok(node),
            None => Err(Malformed("the parameter's name after a semicolon")),
        }
    }

    fn header(&self, values: &[&str]) -> Result<Option<Node>, Malformed> {
        match (values, self.shape) {
            ([], _) => Ok(None),
            ([value], _) => self
                .joined(value.trim_ascii(), ",", self.between())
                .map(Some),
            (_, Shape::Primitive) => Err(ONCE),
            // Sent several times is sent as one list (RFC 9110, section 5.2).
            (values, _) => self
                .joined(&values.join(","), ",", self.between())
                .map(Some),
        }
    }

    /// `name=value` pairs of a query, a cookie or a matrix.
    fn pairs<'t>(&self, pairs: impl Iterator<Item = &'t str>) -> Result<Option<Node>, Malformed> {
        let pairs = pairs
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let deep = self.parameter.style == Style::DeepObject;
        if deep && self.shape != Shape::Primitive {
            return self.deep(pairs);
        }
        if self.shape == Shape::Object && self.parameter.explode {
            return self.exploded_object(pairs);
        }
        let mut values = Vec::new();
        for (name, value) in pairs {
            // A name that cannot be decoded is not this one.
            if self
                .text(name)
                .is_ok_and(|name| name == self.parameter.name)
            {
                values.push(self.unquoted(value));
            }
        }
        match (&values[..], self.shape) {
            ([], _) => Ok(None),
            (values, _)
                if self.parameter.explode
                    && (self.shape == Shape::Array || self.may_repeat && values.len() > 1) =>
            {
                values
                    .iter()
                    .map(|value| self.leaf(value))
                    .collect::<Result<Vec<_>, _>>()
                    .map(|items| Some(Node::array(items)))
            }
            ([value], _) => self.delimited(value).map(Some),
            _ => Err(ONCE),
        }
    }

    /// A cookie's value may be quoted (RFC 6265, section 4.1.1).
    fn unquoted<'t>(&self, value: &'t str) -> &'t str {
        let quoted = value
            .strip_prefix('"')
            .and_then(|value| value.strip_suffix('"'));
        quoted
            .filter(|_| self.parameter.location == Location::Cookie)
            .unwrap_or(value)
    }

    fn delimited(&self, value: &str) -> Result<Node, Malformed> {
        match self.parameter.style {
            _ if self.shape == Shape::Primitive => self.leaf(value),
            // A space that is not escaped is none in a URL, and is one all the same.
            Style::SpaceDelimited => {
                self.joined(&value.replace("%20", "+").replace(' ', "+"), "+", "+")
            }
            Style::PipeDelimited => {
                self.joined(&value.replace("%7C", "|").replace("%7c", "|"), "|", "|")
            }
            _ => self.joined(value, ",", ","),
        }
    }

    fn exploded_object<'t>(
        &self,
        pairs: impl Iterator<Item = (&'t str, &'t str)>,
    ) -> Result<Option<Node>, Malformed> {
        let mut object = Vec::new();
        for (name, value) in pairs {
            let Ok(name) = self.text(name) else { continue };
            if let Some(key) = self.key(&name) {
                object.push((key.to_owned(), self.leaf(self.unquoted(value))?));
            }
        }
        Ok((!object.is_empty()).then_some(Node::object(object)))
    }

    /// Names with brackets, of any depth.
    fn deep<'t>(
        &self,
        pairs: impl Iterator<Item = (&'t str, &'t str)>,
    ) -> Result<Option<Node>, Malformed> {
        let (mut tree, mut is_there) = (Tree::default(), false);
        for (name, value) in pairs {
            let Ok(name) = self.text(name) else { continue };
            let Some(keys) = name.strip_prefix(self.parameter.name) else {
                continue;
            };
            if keys.starts_with('[') || keys.is_empty() && self.shape == Shape::Array {
                tree.add(keys, self.leaf(value)?).ok_or(BRACKETS)?;
                is_there = true;
            }
        }
        if !is_there {
            return Ok(None);
        }
        let node = match self.shape {
            Shape::Object => tree.into_object(),
            _ => tree.into_node(),
        };
        match node.ok_or(BRACKETS)? {
            leaf @ Node::Wire(_) => Ok(Some(Node::array(vec![leaf]))),
            node => Ok(Some(node)),
        }
    }

    /// The whole query.
    fn whole(&self, query: &str) -> Result<Option<Node>, Malformed> {
        if query.is_empty() {
            return Ok(None);
        }
        if self.parameter.style != Style::WholeForm {
            return percent_decode(query, false)
                .map(|text| Some(Node::Wire(text.into())))
                .ok_or(ENCODING);
        }
        let mut object: Vec<(String, Node)> = Vec::new();
        let mut positions: HashMap<String, usize> = HashMap::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (self.text(name)?, self.leaf(value)?);
            steps::add(name.len());
            let position = *positions.entry(name.clone()).or_insert(object.len());
            match object.get_mut(position) {
                Some((_, Node::Array(items))) => items.push(value),
                Some((_, first)) => {
                    let first_value = std::mem::replace(first, Node::Null);
                    *first = Node::array(vec![first_value, value]);
                }
                None => object.push((name, value)),
            }
        }
        Ok(Some(Node::object(object)))
    }

    /// The property that a pair has, if it has one of this object. Without the object's name, any pair may.
    fn key<'t>(&self, name: &'t str) -> Option<&'t str> {
        match self.properties {
            Some(properties) => properties
                .iter()
                .any(|property| property.name() == name)
                .then_some(name),
            None => (!self.parameter.is_of_another(name)).then_some(name),
        }
    }
}
