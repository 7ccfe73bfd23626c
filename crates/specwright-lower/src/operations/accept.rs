//! The methods of the client for operations whose success has several media types: one for each of them, and a general one.
//!
//! | method                           | accepts                                  | returns                              |
//! |----------------------------------|------------------------------------------|--------------------------------------|
//! | `create_message`                 | the preferred media type (`contents`)    | its value                            |
//! | `create_message_as_event_stream` | `text/event-stream`                      | its value                            |
//! | `create_message_with_accept`     | the media types that its caller passes   | any success, as an enum              |
//!
//! Successes of several statuses share a method if their media type has one name. If their types differ, or if the media type is a
//! range that includes another one, the method returns any success.

use std::collections::BTreeMap;

use specwright_ir::{
    AcceptMethod, AcceptMethods, Body, Codec, Docs, Ident, Module, Operation, Response, Success,
};

use super::names::FUNCTIONS;
use crate::naming::{Claim, Kind, name, settle};

/// Adds the methods to all operations of the client, and names them after the operations.
pub(super) fn add_methods(modules: &mut [Module]) {
    let taken = modules.iter().flat_map(|it| &it.operations);
    let taken = taken.map(|it| Claim::reserved(it.name.as_str()));
    let mut claims: Vec<Claim> = taken.chain(FUNCTIONS.map(Claim::reserved)).collect();
    let first = claims.len();
    let called = modules.iter_mut().filter(|it| it.outgoing.is_none());
    let mut operations: Vec<&mut Operation> = called
        .flat_map(|it| &mut it.operations)
        .filter(|it| it.has_accept)
        .collect();
    let mut groups = Vec::with_capacity(operations.len());
    for operation in &operations {
        let of_operation = MediaTypes::of(operation);
        let function = operation.name.as_str();
        let further = of_operation.iter().skip(1);
        claims.push(claim(function, ["with accept", "with accept header"]));
        claims.extend(further.map(|it| {
            let [first, second] = ["as", "answer as"].map(|word| format!("{word} {}", it.name));
            claim(function, [&first, &second])
        }));
        groups.push(of_operation);
    }
    let mut names = settle(&claims).0.into_iter().skip(first);
    for (operation, groups) in operations.iter_mut().zip(groups) {
        let Some(general) = names.next() else { return };
        let own = std::iter::once(operation.name.clone());
        let further = groups.len().saturating_sub(1);
        let own: Vec<Ident> = own.chain(names.by_ref().take(further)).collect();
        let responses = successes(operation);
        let single = own.into_iter().zip(&groups);
        let single = single.map(|(name, it)| it.method(name, &groups, responses));
        operation.accepting = Some(AcceptMethods {
            general,
            general_docs: Docs::default(),
            single: single.collect(),
        });
    }
}

fn claim(function: &str, words: [&str; 2]) -> Claim {
    let [first, second] = words.map(|words| name(&format!("{function} {words}"), Kind::Function));
    Claim::derived(&[&first, &second])
}

fn successes(operation: &Operation) -> &[Response] {
    match &operation.outcome.success {
        Success::One(response) => std::slice::from_ref(&**response),
        Success::Many(_, responses) => responses,
    }
}

/// The successes whose media types have one name.
struct MediaTypes {
    name: String,
    media_types: Vec<String>,
    positions: Vec<usize>,
}

impl MediaTypes {
    /// Returns those of an operation, the preferred one first.
    fn of(operation: &Operation) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for (position, response) in successes(operation).iter().enumerate() {
            let Some(body) = &response.body else { continue };
            let index = *known.entry(body.name.as_str()).or_insert(found.len());
            if index == found.len() {
                found.push(Self {
                    name: body.name.as_str().to_owned(),
                    media_types: Vec::new(),
                    positions: Vec::new(),
                });
            }
            let media_type = &body.written.media_type;
            let it = &mut found[index];
            if !it.media_types.contains(media_type) {
                it.media_types.push(media_type.clone());
            }
            it.positions.push(position);
        }
        found
    }

    fn method(&self, name: Ident, all: &[Self], responses: &[Response]) -> AcceptMethod {
        let others = all.iter().filter(|it| it.name != self.name);
        let mut others = others.flat_map(|it| &it.media_types);
        let includes = |other: &String| self.media_types.iter().any(|it| includes(it, other));
        let is_one = !others.any(includes) && self.has_one_type(responses);
        let empty = (0..responses.len()).filter(|it| is_one && is_empty(responses, *it));
        AcceptMethod {
            name,
            docs: Docs::default(),
            media_type: self.media_types.join(", "),
            successes: is_one.then(|| self.positions.clone()),
            empty: empty.collect(),
        }
    }

    /// Returns true if all successes have the same Rust type.
    fn has_one_type(&self, responses: &[Response]) -> bool {
        let mut types = self.positions.iter().map(|it| {
            let response = &responses[*it];
            let body = response.body.as_ref();
            let value = body.map(|it| (&it.value.ty, it.value.nullable));
            (value, body.map(is_stream), response.headers)
        });
        let first = types.next();
        types.all(|it| Some(it) == first)
    }
}

fn is_stream(body: &Body) -> bool {
    matches!(body.written.codec, Codec::Items(_) | Codec::Chunks)
}

/// Returns true for a success that is declared without a body, unlike one that has none because of its status.
fn is_empty(responses: &[Response], position: usize) -> bool {
    let response = &responses[position];
    let has_body = |it: &Response| it.status == response.status && it.body.is_some();
    response.body.is_none() && !responses.iter().any(has_body)
}

/// Returns true if a media type is a range that includes another: `image/*` includes `image/png`.
fn includes(range: &str, media_type: &str) -> bool {
    let start = range.split_once('*').map(|(start, _)| start);
    start.is_some_and(|start| media_type.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_include_media_types() {
        assert!(includes("*/*", "text/csv"));
        assert!(includes("image/*", "image/png"));
        assert!(!includes("image/*", "text/csv"));
        assert!(!includes("image/png", "image/png"));
    }
}
