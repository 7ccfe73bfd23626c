//! Rules about the bodies of requests and responses.

use std::collections::HashSet;

use crate::context::{Context, json_schema, name, response_at};
use crate::findings::Findings;
use specwright_spec::{Fix, MediaType, Node, Operation, Schema, SchemaId};

/// Schemas of bodies with the keywords of a type that they do not declare.
pub(super) fn without_type(context: &Context<'_>, found: &mut Findings) {
    let mut seen = HashSet::new();
    each_body(context, |operation, media| {
        let Some(schema) = media.schema.map(|it| context.target(it)) else {
            return;
        };
        let Some(implied) = implied_type(context, schema).filter(|_| seen.insert(schema)) else {
            return;
        };
        let at = &context.schema(schema).at;
        let message = format!(
            "the schema of a body has no `type`: null and every other value that is no {implied} is valid"
        );
        let fix = Fix::insert(at, "type", Node::String(implied.to_owned())).likely();
        found.push(found.at(at, message).label(name(operation)).fix(fix));
    });
}

/// Returns the type that the keywords of a schema imply, if it declares none.
fn implied_type(context: &Context<'_>, id: SchemaId) -> Option<&'static str> {
    let schema = context.schema(id);
    let is_composed = [&schema.all_of, &schema.any_of, &schema.one_of]
        .iter()
        .any(|it| !it.is_empty());
    let is_open = schema.types.is_none() && schema.enumeration.is_none() && !is_composed;
    match schema {
        _ if !is_open => None,
        Schema { items: Some(_), .. } => Some("array"),
        _ if !schema.properties.is_empty() || !schema.required.is_empty() => Some("object"),
        _ => None,
    }
}

/// Optional bodies whose schema requires properties.
pub(super) fn optional(context: &Context<'_>, found: &mut Findings) {
    for operation in context.operations() {
        let Some(body) = operation.request_body.as_ref().filter(|it| !it.required) else {
            continue;
        };
        let Some((_, schema)) = json_schema(&body.content) else {
            continue;
        };
        let schema = context.schema(context.described(schema));
        let changes = matches!(operation.method.as_str(), "POST" | "PUT" | "PATCH");
        if changes && !schema.required.is_empty() && !schema.nullable {
            let message = "the body has required properties and may be absent";
            let fix = Fix::insert(&body.at, "required", Node::Bool(true)).likely();
            found.push(found.at(&body.at, message).label(name(operation)).fix(fix));
        }
    }
}

/// Bodies of requests that must not need one.
pub(super) fn of_get(context: &Context<'_>, found: &mut Findings) {
    let operations = context.operations();
    for operation in operations.filter(|it| matches!(it.method.as_str(), "GET" | "HEAD")) {
        if operation.request_body.is_some() {
            let message = format!(
                "a {} request has a body, which clients and proxies may drop",
                operation.method
            );
            let help = "use query parameters, or the method QUERY or POST";
            let at = operation.at.child("requestBody");
            found.push(found.at(&at, message).label(name(operation)).help(help));
        }
    }
}

/// JSON bodies without an example at the media type, at the schema or at one of its properties.
pub(super) fn without_example(context: &Context<'_>, found: &mut Findings) {
    for operation in context.operations() {
        let request = operation.request_body.iter();
        let request = request.map(|it| (&it.content, operation.at.child("requestBody")));
        let responses = operation.responses.iter();
        let responses =
            responses.map(|(status, it)| (&it.content, response_at(operation, *status)));
        for (content, at) in request.chain(responses) {
            let Some((media, schema)) = json_schema(content) else {
                continue;
            };
            let node = context.trees.node(&media.at);
            let is_shown = node.get("example").or(node.get("examples")).is_some();
            if !is_shown && !has_example(context, schema) {
                let help = "add an `example` to the schema or media type";
                let finding = found
                    .at(&at, "a body has no example")
                    .label(name(operation));
                found.push(finding.help(help));
            }
        }
    }
}

/// Objects that are written in a body, alone or as the elements of a list.
pub(super) fn inline(context: &Context<'_>, found: &mut Findings) {
    let mut seen = HashSet::new();
    each_body(context, |operation, media| {
        let Some(id) = media.schema.map(|it| context.described(it)) else {
            return;
        };
        let elements = context.schema(id).items.map(|it| context.described(it));
        for id in [Some(id), elements].into_iter().flatten() {
            let schema = context.schema(id);
            let is_object = !schema.properties.is_empty() && schema.component.is_none();
            // The elements of a named list are named after it.
            let is_in_body = schema
                .at
                .pointer
                .as_str()
                .starts_with(media.at.pointer.as_str());
            if is_object && is_in_body && seen.insert(id) {
                let message = "the object of a body has no name";
                let help =
                    "move it to `components`, where its name is that of its type in all languages";
                found.push(
                    found
                        .at(&schema.at, message)
                        .label(name(operation))
                        .help(help),
                );
            }
        }
    });
}

/// Returns true if a schema, its elements or a property has an example.
fn has_example(context: &Context<'_>, id: SchemaId) -> bool {
    let id = context.described(id);
    let has = |id: SchemaId| {
        let schema = context.schema(context.described(id));
        !schema.examples.is_empty() || !context.schema(id).examples.is_empty()
    };
    let items = context.schema(id).items;
    let of_items = || items.is_some_and(|it| has(it) || any_property(context, it, has));
    has(id) || any_property(context, id, has) || of_items()
}

fn any_property(context: &Context<'_>, id: SchemaId, is: impl Fn(SchemaId) -> bool) -> bool {
    let properties = context.properties(context.described(id));
    properties.into_iter().any(|(_, id)| is(id))
}

/// Calls a function for each JSON body.
fn each_body<'a>(context: &Context<'a>, mut visit: impl FnMut(&'a Operation, &'a MediaType)) {
    for operation in context.operations() {
        let request = operation.request_body.iter().map(|it| &it.content);
        let responses = operation.responses.iter().map(|(_, it)| &it.content);
        for content in request.chain(responses) {
            if let Some((media, _)) = json_schema(content) {
                visit(operation, media);
            }
        }
    }
}
