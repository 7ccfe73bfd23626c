//! Encodes items.

use crate::json::node::Node;
use crate::json::{to_node, to_vec};
use crate::{Framing, Json};

/// Encodes items.
pub(crate) fn items<T: Json>(framing: Framing, items: &[T]) -> Result<Vec<u8>, String> {
    let mut body = Vec::new();
    for it in items {
        body.extend(item(framing, it)?);
    }
    Ok(body)
}

/// Encodes an item with its separator.
pub(crate) fn item<T: Json>(framing: Framing, item: &T) -> Result<Vec<u8>, String> {
    match framing {
        Framing::Lines => Ok([&*json(item)?, b"\n"].concat()),
        Framing::Sequence => Ok([b"\x1E", &*json(item)?, b"\n"].concat()),
        Framing::EventData => {
            let mut event = String::new();
            push_data(&mut event, tree(item)?)?;
            event.push('\n');
            Ok(event.into_bytes())
        }
        Framing::Events => event(tree(item)?).map(String::into_bytes),
    }
}

fn json<T: Json>(item: &T) -> Result<Vec<u8>, String> {
    to_vec(item).map_err(|error| error.to_string())
}

fn tree<T: Json>(item: &T) -> Result<Node, String> {
    to_node(item).map_err(|error| error.to_string())
}

/// An event: its fields in the order of the object, its data last, for a reader may stop there.
fn event(item: Node) -> Result<String, String> {
    let Node::Object(fields) = item else {
        return Err(format!("{} is not an event", item.kind()));
    };
    let (mut event, mut data) = (String::new(), None);
    for (name, value) in fields {
        match &*name {
            "data" => data = Some(value),
            "event" | "id" | "retry" => push_field(&mut event, &name, value)?,
            _ => return Err(format!("unknown field `{name}` in event")),
        }
    }
    push_data(&mut event, data.unwrap_or(Node::String(String::new())))?;
    event.push('\n');
    Ok(event)
}

fn push_field(event: &mut String, name: &str, value: Node) -> Result<(), String> {
    if matches!(value, Node::Null) {
        return Ok(());
    }
    let text = text(value)?;
    if text.contains(['\n', '\r', '\0']) {
        return Err(format!("field `{name}` of an event has a line break"));
    }
    event.push_str(&format!("{name}: {text}\n"));
    Ok(())
}

/// The data, a field for each of its lines. A carriage return ends a line as well, and would be read as a line feed.
fn push_data(event: &mut String, data: Node) -> Result<(), String> {
    let text = text(data)?;
    if text.contains('\r') {
        return Err("the data of an event has a carriage return".to_owned());
    }
    for line in text.split('\n') {
        event.push_str(&format!("data: {line}\n"));
    }
    Ok(())
}

/// A string as it is, anything else as JSON.
fn text(value: Node) -> Result<String, String> {
    match value {
        Node::String(text) | Node::Wire(text) => Ok(text),
        value => serde_json::to_string(&value).map_err(|error| error.to_string()),
    }
}
