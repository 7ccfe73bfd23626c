//! Conversion of parameters with `in: body` and `in: formData` to request bodies.

use super::object::{Object, text, weight};
use super::parameters::style;
use super::{Duplicate, JSON, Upgrade};
use crate::diagnostic::quote;
use crate::lenient::placement::is_required;
use crate::{Node, ParameterStyle, Pointer};

const URL_ENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// A parameter with its original pointer.
pub(super) struct WrittenParameter {
    pub(super) object: Object,
    pub(super) at: Pointer,
    /// Other declarations of the same parameter, which apply as well.
    pub(super) also: Vec<WrittenParameter>,
}

impl WrittenParameter {
    pub(super) fn new(object: Object, at: Pointer) -> Self {
        let also = Vec::new();
        Self { object, at, also }
    }

    /// Returns true if one of the declarations is required.
    fn is_required(&self) -> bool {
        is_required(self.object.get("required")) || self.also.iter().any(Self::is_required)
    }
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
                        self.body(WrittenParameter::new(object, at), &now, types),
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
        if !body.also.is_empty() {
            let also = std::mem::take(&mut body.also).into_iter();
            let also = also.map(|it| self.resolved(it)).collect();
            body = self.resolved(body);
            body.also = also;
        } else if body.object.get("$ref").is_some() {
            return body.object.into_node();
        }
        if body.also.iter().any(WrittenParameter::is_required) {
            body.object.set("required", Node::Bool(true));
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
        for (index, name) in types.iter().enumerate() {
            if self.overflow.is_some() {
                break;
            }
            let (mut media, place) = (Object::default(), place.child(name).child("schema"));
            self.origins.made(place.clone(), body.at.child("schema"));
            if !body.also.is_empty() {
                let schemas = self.body_schemas(&body, schema.as_ref(), &place);
                media.push("schema", all_of(schemas));
                if index == 0 {
                    self.record_duplicates(body.also.len(), &place, "body parameter");
                }
            } else if let Some(schema) = &schema {
                let schema = self.copy(schema, &place);
                media.push("schema", self.schema(schema, &place));
            }
            content.push(name, media.into_node());
        }
        body.object.set("content", content.into_node());
        body.object.into_node()
    }

    /// Converts a body and form fields, which exclude each other, to one body with the media types of both.
    pub(super) fn body_and_form(
        &mut self,
        body: WrittenParameter,
        form: Vec<WrittenParameter>,
        now: &Pointer,
        types: Option<Vec<String>>,
    ) -> Node {
        let body = match body.also.is_empty() {
            true => self.resolved(body),
            false => body,
        };
        let field = form.first().and_then(|it| it.object.text("name"));
        let field = field.unwrap_or_default().to_owned();
        let is_form = |name: &String| *name == MULTIPART || *name == URL_ENCODED;
        let (forms, others) = types.into_iter().flatten().partition(is_form);
        let mut form = Object::new(self.form(form, now, Some(forms)));
        let mut body = Object::new(self.body(body, now, Some(others)));
        let media = content(&mut form);
        if let Some((name, _)) = media.first() {
            let at = now.child("content").child(name).child("schema");
            let at = at.child("properties").child(&field);
            self.mixed.push((at, now.clone()));
        }
        let media = content(&mut body).into_iter().chain(media).collect();
        body.set("content", Node::Object(media));
        let is_required = [&body, &form]
            .iter()
            .any(|it| is_required(it.get("required")));
        body.set("required", Node::Bool(is_required));
        body.into_node()
    }

    /// Returns the schemas of all declarations of a body.
    fn body_schemas(
        &mut self,
        body: &WrittenParameter,
        first: Option<&Node>,
        now: &Pointer,
    ) -> Vec<Node> {
        let also = body.also.iter();
        let also = also.map(|it| (it.object.get("schema"), it.at.child("schema")));
        let all = [(first, body.at.child("schema"))].into_iter().chain(also);
        let schemas = all.enumerate().map(|(index, (schema, written))| {
            let now = member_of_all(now, index);
            self.origins.made(now.clone(), written);
            let any = Node::Object(Vec::new());
            let schema = self.copy(schema.unwrap_or(&any), &now);
            self.schema(schema, &now)
        });
        schemas.collect()
    }

    /// Returns a parameter, or the shared one that it refers to.
    fn resolved(&mut self, parameter: WrittenParameter) -> WrittenParameter {
        let node = parameter.object.into_node();
        let weight = match self.shared(&node) {
            Some((target, _)) => target.weight(),
            None => 0,
        };
        let may_copy = weight > 0 && self.may_copy(weight, &parameter.at);
        match self.shared(&node).filter(|_| may_copy) {
            Some((target, at)) => WrittenParameter::new(Object::new(target.clone()), at),
            None => WrittenParameter::new(Object::new(node), parameter.at),
        }
    }

    /// Records the declarations of a parameter after the first, which are members of an `allOf`.
    fn record_duplicates(&mut self, count: usize, now: &Pointer, parameter: &str) {
        self.duplicates.extend((1..=count).map(|index| Duplicate {
            at: member_of_all(now, index),
            first: member_of_all(now, 0),
            parameter: parameter.to_owned(),
        }));
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
        let mut recorded = None;
        for name in names {
            content.set(&name, self.form_media(&fields, &place.child(&name)));
            // Duplicates are recorded for the first media type.
            let recorded = *recorded.get_or_insert(self.duplicates.len());
            self.duplicates.truncate(recorded);
        }
        let mut body = Object::default();
        body.push("content", content.into_node());
        let is_required = fields.iter().any(WrittenParameter::is_required);
        body.push("required", Node::Bool(is_required));
        body.into_node()
    }

    /// Returns the schema of a form field: that of its declaration, or those of all declarations.
    fn field_schema(
        &mut self,
        field: &WrittenParameter,
        parameter: &mut Object,
        now: &Pointer,
    ) -> Node {
        if field.also.is_empty() {
            return self.value_schema(parameter, now);
        }
        let first = member_of_all(now, 0);
        self.origins.made(first.clone(), field.at.clone());
        let mut schemas = vec![self.value_schema(parameter, &first)];
        for (index, other) in field.also.iter().enumerate() {
            let now = member_of_all(now, index + 1);
            self.origins.made(now.clone(), other.at.clone());
            let mut other = Object::new(Node::Object(other.object.members().to_vec()));
            schemas.push(self.value_schema(&mut other, &now));
        }
        let name = field.object.text("name").unwrap_or_default();
        let parameter = format!("form parameter {}", quote(name));
        self.record_duplicates(field.also.len(), now, &parameter);
        all_of(schemas)
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
            if field.is_required() {
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
            let mut schema =
                Object::new(self.field_schema(field, &mut parameter, &place.child(&name)));
            if let Some(description) = parameter.take("description") {
                schema.set("description", description);
            }
            properties.set(&name, schema.into_node());
        }
        let mut media = Object::default();
        media.push("schema", object_schema(properties, required));
        media.set_object("encoding", encoding);
        media.into_node()
    }
}

/// Takes the media types out of a body.
fn content(body: &mut Object) -> Vec<(String, Node)> {
    let content = body.take("content").map(Object::new);
    content.map(Object::into_members).unwrap_or_default()
}

/// Returns the schema of an object.
fn object_schema(properties: Object, required: Vec<Node>) -> Node {
    let mut schema = Object::default();
    schema.push("type", text("object"));
    schema.push("properties", properties.into_node());
    if !required.is_empty() {
        schema.push("required", Node::Array(required));
    }
    schema.into_node()
}

/// Returns a schema whose values are valid for all of some schemas.
fn all_of(schemas: Vec<Node>) -> Node {
    Node::Object(vec![("allOf".to_owned(), Node::Array(schemas))])
}

fn member_of_all(schema: &Pointer, index: usize) -> Pointer {
    schema.child("allOf").child(&index.to_string())
}
