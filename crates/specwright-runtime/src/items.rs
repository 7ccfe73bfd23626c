//! Decodes and encodes bodies of sequential items (OpenAPI 3.2.0, "Sequential Media Types").
//!
//! | [`Framing`] | of an item |
//! |---|---|
//! | `Lines` | a line of JSON; empty lines are none (jsonlines.org) |
//! | `Sequence` | JSON after a record separator (RFC 7464) |
//! | `Events` | the event, as an object of `data`, `event`, `id` and `retry` (OpenAPI 3.2.0, 4.14.4) |
//! | `EventData` | the data of an event |
//!
//! The data of an event is a text, and where the type has no strings JSON in a text.

mod split;
#[cfg(feature = "client")]
mod stream;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use split::Cutter;
use split::Item;
#[cfg(feature = "client")]
pub(crate) use stream::read;
#[cfg(feature = "server")]
pub(crate) use write::item as write_item;
pub(crate) use write::items as write;

use crate::Framing;
use crate::Json;
use crate::json::json_types::JsonTypes;
use crate::json::node::{Node, Number};
use crate::tolerance::suspended;

/// Returns all items of a complete body, as trees that `T` is read from.
pub(crate) fn nodes<T: Json>(framing: Framing, body: &[u8]) -> Result<Vec<Node>, String> {
    let mut cutter = Cutter::new(framing, usize::MAX);
    cutter.push(body);
    cutter.finish();
    let mut nodes = Vec::new();
    while let Ok(Some(item)) = cutter.next() {
        if !item.is_done::<T>(framing) {
            nodes.push(item.readings::<T>(framing)?.best::<T>());
        }
    }
    Ok(nodes)
}

/// The possible values of an item, the most likely first.
struct Readings {
    first: Node,
    second: Option<Node>,
}

impl Readings {
    /// Returns the first that `T` can be read from, or the last, whose violations are the most specific.
    fn best<T: Json>(self) -> Node {
        match self.second {
            Some(second) if suspended(|| T::read(self.first.clone())).is_err() => second,
            _ => self.first,
        }
    }
}

impl Item {
    /// Returns true for `[DONE]`, by which many services end a stream of JSON.
    fn is_done<T: Json>(&self, framing: Framing) -> bool {
        let json_types = T::JSON_TYPES;
        let is_json = json_types == JsonTypes::ANY || !json_types.overlaps(JsonTypes::STRING);
        framing == Framing::EventData && self.text == b"[DONE]" && is_json
    }

    fn readings<T: Json>(&self, framing: Framing) -> Result<Readings, String> {
        match framing {
            Framing::Lines | Framing::Sequence => {
                let first = serde_json::from_slice(&self.text).map_err(|it| it.to_string())?;
                Ok(Readings {
                    first,
                    second: None,
                })
            }
            Framing::EventData => {
                let (text, json) = self.data()?;
                // Of a type that takes anything, JSON says more.
                Ok(match json {
                    Some(json) if T::JSON_TYPES == JsonTypes::ANY => Readings {
                        first: json,
                        second: Some(text),
                    },
                    second => Readings {
                        first: text,
                        second,
                    },
                })
            }
            Framing::Events => {
                let (text, json) = self.data()?;
                Ok(Readings {
                    first: self.event(text),
                    second: json.map(|json| self.event(json)),
                })
            }
        }
    }

    /// The data as a string, and as the JSON that is in it.
    fn data(&self) -> Result<(Node, Option<Node>), String> {
        let text = std::str::from_utf8(&self.text).map_err(|error| error.to_string())?;
        Ok((
            Node::String(text.to_owned()),
            serde_json::from_str(text).ok(),
        ))
    }

    /// The event as an object, of the fields that were sent.
    fn event(&self, data: Node) -> Node {
        let mut fields = vec![("data".to_owned(), data)];
        let mut add = |name: &str, value: Option<Node>| {
            fields.extend(value.map(|value| (name.to_owned(), value)));
        };
        add("event", self.event.clone().map(Node::String));
        add("id", self.id.clone().map(Node::String));
        let retry = self.retry.map(|it| Number::Integer(it.into()));
        add("retry", retry.map(Node::Number));
        Node::object(fields)
    }
}
