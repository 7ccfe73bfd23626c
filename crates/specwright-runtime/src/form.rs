//! Forms: `application/x-www-form-urlencoded` (OpenAPI 3.0.4, 4.7.15; WHATWG URL, section 5).
//!
//! | property | written | read as well |
//! |---|---|---|
//! | string, number, boolean | `name=value` | |
//! | array | a pair for each item | `name[]=a`, `name[0]=a` |
//! | object, also as an item | JSON | `name[key]=value` |
//! | with `contentType` of JSON | JSON, of an array item by item | |
//! | with `style: deepObject` | `name[key][0]=value`, to any depth: OpenAPI defines the first level, the rest is what people do | `name[key][]=value` |
//! | with another `style` | as a query has it; what the style cannot say, with brackets | |
//! | null | nothing | |
//! | an empty array or object | nothing; `{}` in JSON | nothing, if it must be there |
//!
//! Everything but letters, digits and `-._~` is percent-encoded, which says the same as `allowReserved`.

use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::json::shape::Shape;
use crate::params::{Keep, Malformed, Raw, Unwritable, decode, encode, push_encoded};
use crate::{Encoding, Parameter, Style};

pub(crate) mod tree;

use self::tree::{FieldContent, Pairs, decoded};

pub(crate) fn encoding<'a>(encodings: &'a [Encoding], name: &str) -> Option<&'a Encoding> {
    encodings.iter().find(|it| it.name == name)
}

fn parameter(encoding: &Encoding) -> Option<Parameter> {
    let (style, explode) = encoding.style.filter(|it| it.0 != Style::DeepObject)?;
    Some(
        Parameter::query(encoding.name, "")
            .style(style)
            .explode(explode),
    )
}

/// Writes an object as a form.
pub(crate) fn write(node: &Node, encodings: &[Encoding]) -> Result<String, Unwritable> {
    let Node::Object(properties) = node else {
        return Err(Unwritable("a form that is not an object"));
    };
    let mut form = String::new();
    for (name, value) in properties {
        match encoding(encodings, name) {
            None => items(&mut form, name, value, plain)?,
            Some(Encoding { json: true, .. }) => items(&mut form, name, value, json)?,
            Some(encoding) => match parameter(encoding).map(|it| encode(&it, value)) {
                Some(Ok(text)) => join(&mut form, text.as_deref().unwrap_or_default()),
                Some(Err(_)) | None => brackets(&mut form, name, value),
            },
        }
    }
    Ok(form)
}

/// A pair for each item, or for the one value.
fn items(
    form: &mut String,
    name: &str,
    value: &Node,
    text: fn(&Node) -> Option<String>,
) -> Result<(), Unwritable> {
    let values = match value {
        Node::Null => return Ok(()),
        Node::Array(items) => items.as_slice(),
        value => std::slice::from_ref(value),
    };
    for value in values {
        let text = text(value).ok_or(Unwritable("a number that is not finite"))?;
        pair(form, name, &text);
    }
    Ok(())
}

fn plain(node: &Node) -> Option<String> {
    node.to_text().or_else(|| json(node))
}

fn json(node: &Node) -> Option<String> {
    node.to_json()
}

fn brackets(form: &mut String, name: &str, value: &Node) {
    match value {
        Node::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                brackets(form, &format!("{name}[{index}]"), item);
            }
        }
        Node::Object(properties) => {
            for (key, value) in properties {
                brackets(form, &format!("{name}[{key}]"), value);
            }
        }
        value => {
            if let Some(text) = value.to_text() {
                pair(form, name, &text);
            }
        }
    }
}

fn pair(form: &mut String, name: &str, value: &str) {
    if !form.is_empty() {
        form.push('&');
    }
    push_encoded(form, name, Keep::Unreserved);
    form.push('=');
    push_encoded(form, value, Keep::Unreserved);
}

fn join(form: &mut String, text: &str) {
    if !form.is_empty() && !text.is_empty() {
        form.push('&');
    }
    form.push_str(text);
}

/// Reads a form as an object of this shape.
pub(crate) fn read(text: &str, shape: Shape, encodings: &[Encoding]) -> Result<Node, Malformed> {
    let mut styled = Vec::new();
    let mut taken: Vec<&str> = Vec::new();
    for encoding in encodings {
        let Some(parameter) = parameter(encoding) else {
            continue;
        };
        let inner = shape.property(encoding.name);
        let is_object = inner.json_types.is_only(JsonTypes::OBJECT);
        let properties = Some(inner.properties).filter(|it| !it.is_empty());
        if is_object && parameter.explode && properties.is_none() {
            continue;
        }
        if let Some(node) = decode(&parameter, Raw::Query(text), inner.json_types, properties)? {
            styled.push((encoding.name.to_owned(), node));
            taken.push(encoding.name);
            if is_object && parameter.explode {
                taken.extend(inner.properties.iter().map(|it| it.name()));
            }
        }
    }
    let sent = text.split('&').filter(|pair| !pair.is_empty());
    let mut pairs = Pairs::with_capacity(sent.clone().count());
    for pair in sent {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decoded(name)?;
        if !taken.contains(&&*name) {
            let whole = shape.properties.iter().any(|it| it.name() == name);
            pairs.add(name, whole, FieldContent::Text(value));
        }
    }
    pairs.object(styled, shape, encodings)
}

#[cfg(test)]
mod tests;
