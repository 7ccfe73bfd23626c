//! The names of inline schemas in operations: after the operation that contains them, else after the first that refers to them.

use specwright_spec::{Document, Location, MediaType, Operation, Parameter, SchemaId};

use super::all;
use super::names::{claim, path_words, text};
use crate::bodies::{self, contents};
use crate::context::Context;
use crate::naming::{Claim, Kind, name, settle};
use crate::{parameters, responses};

/// Names the places of schemas in operations.
pub(crate) fn anchor(context: &mut Context<'_>) {
    let document = context.session.document;
    let operations = all(document);
    let claims: Vec<Claim> = operations
        .iter()
        .map(|(operation, origin)| {
            claim(operation, *origin, context.session.options.operation_names)
        })
        .collect();
    let (names, _) = settle(&claims);
    let mut anchors = Anchors::default();
    for ((operation, origin), settled) in operations.into_iter().zip(names) {
        let own = text(operation, origin);
        let is_own = name(&own, Kind::Function) == settled.as_str();
        let text = if is_own {
            own
        } else {
            settled.as_str().to_owned()
        };
        anchors.operation(document, operation, &text);
    }
    for (at, text) in anchors.own.into_iter().chain(anchors.referred) {
        context.arena.places.anchor(at, text);
    }
}

/// The names of places: in the operation that contains them, and in components that operations refer to.
#[derive(Default)]
struct Anchors {
    own: Vec<(Location, String)>,
    referred: Vec<(Location, String)>,
}

impl Anchors {
    fn operation(&mut self, document: &Document, operation: &Operation, text: &str) {
        let mut found = Vec::new();
        for parameter in &operation.parameters {
            let owner = match is_within(&parameter.at, &operation.at) {
                true => text.to_owned(),
                false => path_words(operation),
            };
            anchor_parameter(document, parameter, &owner, &mut found);
        }
        if let Some(body) = &operation.request_body {
            let own = body
                .component
                .clone()
                .unwrap_or_else(|| format!("{text} body"));
            anchor_content(document, &body.content, &own, &mut found);
        }
        for (status, response) in &operation.responses {
            let word = responses::place_word(*status);
            let own = response
                .component
                .clone()
                .unwrap_or_else(|| format!("{text} {word}"));
            anchor_content(document, &response.content, &own, &mut found);
            for header in &response.headers {
                anchor_parameter(document, header, &own, &mut found);
            }
        }
        let is_own = |(at, _): &(Location, String)| is_within(at, &operation.at);
        let (own, referred): (Vec<_>, Vec<_>) = found.into_iter().partition(is_own);
        self.own.extend(own);
        self.referred.extend(referred);
    }
}

fn anchor_parameter(
    document: &Document,
    parameter: &Parameter,
    owner: &str,
    found: &mut Vec<(Location, String)>,
) {
    let own = parameter
        .component
        .clone()
        .unwrap_or_else(|| format!("{owner} {}", parameter.name));
    for id in parameters::schemas(parameter) {
        found.extend(anchor_schema(document, &parameter.at, id, own.clone()));
    }
}

fn anchor_content(
    document: &Document,
    content: &[MediaType],
    own: &str,
    found: &mut Vec<(Location, String)>,
) {
    let Some(first) = contents::first(document, content) else {
        return;
    };
    for media in content {
        let text = bodies::place_word(first, media)
            .map_or_else(|| own.to_owned(), |word| format!("{own} {word}"));
        if let Some(id) = media.item_schema {
            let text = format!("{text} item");
            found.extend(anchor_schema(document, &media.at, id, text));
        }
        if let Some(id) = media.schema {
            found.extend(anchor_schema(document, &media.at, id, text));
        }
    }
}

/// Returns the name of a schema if `owner` contains it; one that is referred to has its own name.
fn anchor_schema(
    document: &Document,
    owner: &Location,
    id: SchemaId,
    text: String,
) -> Option<(Location, String)> {
    let at = &document.schemas[id].at;
    is_within(at, owner).then(|| (at.clone(), text))
}

fn is_within(at: &Location, outer: &Location) -> bool {
    at.file == outer.file && at.pointer.as_str().starts_with(outer.pointer.as_str())
}
