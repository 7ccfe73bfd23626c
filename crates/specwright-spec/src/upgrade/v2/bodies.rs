//! Conversion of parameters with `in: body` and `in: formData` to request bodies.

use super::object::{Object, text, weight};
use super::parameters::style;
use super::{JSON, Upgrade};
use crate::placement::is_required;
use crate::{Node, ParameterStyle, Pointer};

const URL_ENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// A parameter with its original pointer.
pub(super) struct WrittenParameter {
    pub(super) object: Object,
    pub(super) at: Pointer,
}

impl Upgrade {
    /// Converts the parameters of the document: body parameters become bodies; form parameters are read where they are used.
    pub(super) fn shared_parameters(&mut self, document: &mut Object, components: &mut Object) {
        let Some(parameters) = document.take("parameters") else {
            return;
        };
        let written = Pointer::default().child("parameters");
        let place = Pointer::default().child("components");
        self.origins
            .moved(written.clone(), place.child("parameters"));
        let (mut plain, mut bodies) = (Object::default(), Object::default());
        for (name, node) in Object::new(parameters).into_members() {
            let (at, object) = (written.child(&name), Object::new(node));
            match object.text("in") {
                Some("body") => {
                    let now = place.child("requestBodies").child(&name);
                    self.origins.moved(at.clone(), now.clone());
                    let types = self.consumes.clone();
                    bodies.push(
                        &name,
                        self.body(WrittenParameter { object, at }, &now, types),
                    );
                }
                Some("formData") => {}
                _ => {
                    let now = place.child("parameters").child(&name);
                    plain.push(&name, self.parameter(object, &now));
                }
            }
        }
        components.set_object("parameters", plain);
        components.set_object("requestBodies", bodies);
    }

    /// Converts a parameter with `in: body`, of which there is at most one.
    pub(super) fn body(
        &mut self,
        mut body: WrittenParameter,
        now: &Pointer,
        types: Option<Vec<String>>,
    ) -> Node {
        if body.object.get("$ref").is_some() {
            return body.object.into_node();
        }
        for key in ["name", "in"] {
            body.object.take(key);
        }
        let schema = body.object.take("schema");
        let types = types.filter(|types| !types.is_empty());
        let types = types.unwrap_or_else(|| vec![JSON.to_owned()]);
        let mut content = Object::default();
        let place = now.child("content");
        self.origins.made(place.clone(), body.at.clone());
        for name in types {
            if self.overflow.is_some() {
                break;
            }
            let (mut media, place) = (Object::default(), place.child(&name).child("schema"));
            self.origins.made(place.clone(), body.at.child("schema"));
            if let Some(schema) = &schema {
                let schema = self.copy(schema, &place);
                media.push("schema", self.schema(schema, &place));
            }
            content.push(&name, media.into_node());
        }
        body.object.set("content", content.into_node());
        body.object.into_node()
    }

    /// Converts the parameters with `in: formData` to an object.
    pub(super) fn form(
        &mut self,
        fields: Vec<WrittenParameter>,
        now: &Pointer,
        types: Option<Vec<String>>,
    ) -> Node {
        let has_file = fields
            .iter()
            .any(|field| field.object.text("type") == Some("file"));
        let forms = types.into_iter().flatten();
        let forms = forms.filter(|name| *name == MULTIPART || *name == URL_ENCODED && !has_file);
        let mut names: Vec<_> = forms.collect();
        if names.is_empty() {
            names.push(if has_file { MULTIPART } else { URL_ENCODED }.to_owned());
        }
        let place = now.child("content");
        let mut content = Object::default();
        for name in names {
            content.set(&name, self.form_media(&fields, &place.child(&name)));
        }
        let mut body = Object::default();
        body.push("content", content.into_node());
        let is_required = |field: &WrittenParameter| is_required(field.object.get("required"));
        body.push("required", Node::Bool(fields.iter().any(is_required)));
        body.into_node()
    }

    fn form_media(&mut self, fields: &[WrittenParameter], now: &Pointer) -> Node {
        let place = now.child("schema").child("properties");
        let (mut properties, mut encoding) = (Object::default(), Object::default());
        let mut required = Vec::new();
        for field in fields {
            let field_at = place.child(field.object.text("name").unwrap_or_default());
            let members = field.object.members();
            if !self.may_copy(weight(members), &field_at) {
                break;
            }
            let mut parameter = Object::new(Node::Object(members.to_vec()));
            let Some(name) = parameter.text("name").map(str::to_owned) else {
                continue;
            };
            let flag = parameter.get("required");
            if is_required(flag) {
                required.push(text(&name));
            }
            let is_flag = flag.is_none_or(|it| matches!(it, Node::Bool(_) | Node::Null));
            self.origins.made(place.child(&name), field.at.clone());
            if !is_flag {
                self.record_unsupported(
                    &place.child(&name).child("required"),
                    "non-boolean `required`, read as `true`",
                );
            }
            let encoding_at = now.child("encoding");
            self.origins.made(encoding_at.clone(), field.at.clone());
            self.origins
                .made(encoding_at.child(&name), field.at.clone());
            if parameter.text("type") == Some("array") {
                let format = self.collection_format(&mut parameter);
                match style(&format, "formData") {
                    Some((ParameterStyle::Form, true)) => {}
                    Some((style, explode)) => {
                        let mut how = Object::default();
                        how.push("style", text(style.name()));
                        how.push("explode", Node::Bool(explode));
                        encoding.set(&name, how.into_node());
                    }
                    None => self.record_unsupported(&place.child(&name).child("collectionFormat"), "OpenAPI 3 has no equivalent of this `collectionFormat`; elements are separated by commas"),
                }
            }
            let mut schema = Object::new(self.value_schema(&mut parameter, &place.child(&name)));
            if let Some(description) = parameter.take("description") {
                schema.set("description", description);
            }
            properties.set(&name, schema.into_node());
        }
        let mut schema = Object::default();
        schema.push("type", text("object"));
        schema.push("properties", properties.into_node());
        if !required.is_empty() {
            schema.push("required", Node::Array(required));
        }
        let mut media = Object::default();
        media.push("schema", schema.into_node());
        media.set_object("encoding", encoding);
        media.into_node()
    }
}
