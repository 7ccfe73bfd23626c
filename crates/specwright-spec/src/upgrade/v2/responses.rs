//! Conversion of responses (Swagger 2.0, "Response Object").

use super::object::{Object, texts};
use super::{JSON, Upgrade};
use crate::{Node, Pointer};

/// The media type of a file without `produces`.
const BYTES: &str = "application/octet-stream";

impl Upgrade {
    /// Returns the media types of a response, given the applicable `produces`.
    pub(super) fn types_of_response(
        &mut self,
        response: &Node,
        produces: Option<&Vec<String>>,
    ) -> Vec<String> {
        let schema = response.get("schema");
        let is_file = schema
            .and_then(|schema| schema.get("type"))
            .and_then(Node::as_str)
            == Some("file");
        match produces.filter(|types| !types.is_empty()) {
            Some(types) => types.clone(),
            None if is_file => vec![BYTES.to_owned()],
            None => {
                self.untyped |= schema.is_some();
                vec![JSON.to_owned()]
            }
        }
    }

    pub(super) fn response(
        &mut self,
        mut response: Object,
        now: &Pointer,
        types: &[String],
    ) -> Node {
        if let Some(headers) = response.take("headers") {
            let place = now.child("headers");
            let headers = Object::new(headers).into_members().into_iter();
            let headers = headers.map(|(name, node)| {
                let header = self.header(node, &place.child(&name));
                (name, header)
            });
            response.set("headers", Node::Object(headers.collect()));
        }
        let examples = response.take("examples");
        if let Some(schema) = response.take("schema") {
            let content = self.content(&schema, examples.as_ref(), now, types);
            response.set("content", content);
        }
        response.into_node()
    }

    fn content(
        &mut self,
        schema: &Node,
        examples: Option<&Node>,
        now: &Pointer,
        types: &[String],
    ) -> Node {
        let place = now.child("content");
        self.made(place.clone(), &now.child("schema"));
        let mut content = Object::default();
        for name in types {
            if self.overflow.is_some() {
                break;
            }
            let place = place.child(name);
            self.made(place.child("schema"), &now.child("schema"));
            let mut media = Object::default();
            let schema = self.copy(schema, &place);
            media.push("schema", self.schema(schema, &place.child("schema")));
            if let Some(example) = examples.and_then(|examples| examples.get(name)) {
                media.push("example", example.clone());
            }
            content.push(name, media.into_node());
        }
        content.into_node()
    }

    /// Converts the responses of an operation. A referenced response is copied if the operation has other media types than
    /// the document.
    pub(super) fn operation_responses(
        &mut self,
        responses: Node,
        now: &Pointer,
        produces: Option<&Node>,
    ) -> Node {
        let own = texts(produces);
        let types = own.clone().or_else(|| self.produces.clone());
        let members = Object::new(responses).into_members().into_iter();
        let members = members.map(|(status, node)| {
            let now = now.child(&status);
            let shared = own.is_some().then(|| self.copied(&node, &now)).flatten();
            let (node, copied) = match shared {
                Some((copy, at)) => {
                    self.origins.made(now.clone(), at);
                    (copy, true)
                }
                None => (node, false),
            };
            if node.get("$ref").is_some() && !copied || !matches!(node, Node::Object(_)) {
                return (status, node);
            }
            let types = self.types_of_response(&node, types.as_ref());
            let response = self.response(Object::new(node), &now, &types);
            (status, response)
        });
        Node::Object(members.collect())
    }

    /// Returns the shared response that a reference names, if it has a body.
    fn copied(&mut self, node: &Node, now: &Pointer) -> Option<(Node, Pointer)> {
        let name = node.get("$ref")?.as_str()?.strip_prefix("#/responses/")?;
        let shared = self.responses.get(name)?;
        shared.get("schema")?;
        let weight = shared.weight();
        if !self.may_copy(weight, now) {
            return None;
        }
        Some((
            self.responses.get(name)?.clone(),
            Pointer::default().child("responses").child(name),
        ))
    }
}
