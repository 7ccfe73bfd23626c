//! Paths and operations (Swagger 2.0, "Path Item Object" and "Operation Object").

use super::Upgrade;
use super::bodies::WrittenParameter;
use super::object::{Object, texts};
use crate::grammar::is_extension;
use crate::paths::{INHERITED, METHODS};
use crate::{Node, Pointer};

/// The parameters of a path or operation by their destinations.
#[derive(Default)]
struct Parameters {
    plain: Vec<Node>,
    /// The value of `parameters`, if it is not a list; `check` reports it.
    other: Option<Node>,
    body: Option<WrittenParameter>,
    form: Vec<WrittenParameter>,
}

impl Parameters {
    /// Returns the parameters that stay parameters; `None` if there are none.
    fn list(&mut self) -> Option<Node> {
        let plain = std::mem::take(&mut self.plain);
        let plain = (!plain.is_empty()).then_some(Node::Array(plain));
        plain.or_else(|| self.other.take())
    }

    fn add_field(&mut self, field: WrittenParameter) {
        let name = field.object.text("name");
        let mut known = self.form.iter_mut();
        match known.find(|it| it.object.text("name") == name) {
            Some(first) => first.also.push(field),
            None => self.form.push(field),
        }
    }
}

impl Upgrade {
    pub(super) fn paths(&mut self, paths: Node) -> Node {
        let place = Pointer::default().child("paths");
        let members = Object::new(paths).into_members().into_iter();
        let members = members.map(|(template, node)| {
            // A value that is not an object is unchanged, so that `check` reports it.
            let item = match is_extension(&template) || node.as_object().is_none() {
                true => node,
                false => self.path_item(Object::new(node), &place.child(&template)),
            };
            (template, item)
        });
        Node::Object(members.collect())
    }

    pub(super) fn path_item(&mut self, mut item: Object, now: &Pointer) -> Node {
        let list = item.take("parameters");
        let mut shared = self.split(list.clone(), now);
        let members = item.into_members().into_iter().map(|(key, node)| {
            if !METHODS.contains(&key.as_str()) || node.as_object().is_none() {
                return (key, node);
            }
            // Bodies of the path item apply to all of its operations, and are converted for each.
            let inherited = self.split(list.clone(), now);
            let operation = self.operation(Object::new(node), &now.child(&key), inherited);
            (key, operation)
        });
        let mut item = Object::new(Node::Object(members.collect()));
        if let Some(list) = shared.list() {
            item.set("parameters", list);
        }
        item.into_node()
    }

    /// Converts an operation that a reference names, without a path item to inherit from.
    pub(super) fn lone_operation(&mut self, operation: Object, now: &Pointer) -> Node {
        self.operation(operation, now, Parameters::default())
    }

    fn operation(&mut self, mut operation: Object, now: &Pointer, inherited: Parameters) -> Node {
        let is_reference = operation.text("$ref").is_some();
        let consumes = operation.take("consumes");
        let has_consumes = consumes.is_some();
        let consumes = texts(consumes.as_ref()).or_else(|| self.consumes.clone());
        let produces = operation.take("produces");
        let list = operation.take("parameters");
        let mut own = self.split(list, now);
        if let Some(list) = own.list() {
            operation.set("parameters", list);
        }
        let is_inherited = own.body.is_none() && own.form.is_empty();
        if let Some(mut body) = self.request_body(inherited, own, now, consumes) {
            // The target of the reference may have a body, which replaces that of the path item.
            if is_reference && is_inherited {
                body.set(INHERITED, Node::Bool(true));
            }
            operation.set("requestBody", body.into_node());
        } else if is_reference && has_consumes {
            let reason = "`consumes` beside `$ref` applies to a body beside it; the target has media types of its own";
            self.record_unsupported(&now.child("consumes"), reason);
        }
        if is_reference && produces.is_some() && operation.get("responses").is_none() {
            let reason = "`produces` beside `$ref` applies to responses beside it; the target has media types of its own";
            self.record_unsupported(&now.child("produces"), reason);
        }
        if let Some(responses) = operation.take("responses") {
            let place = now.child("responses");
            let responses = self.operation_responses(responses, &place, produces.as_ref());
            operation.set("responses", responses);
        }
        if let Some(schemes) = operation.take("schemes")
            && let Some(servers) = self.operation_servers(&schemes, now)
        {
            operation.set("servers", servers);
        }
        operation.into_node()
    }

    /// Converts the body or form of an operation and its path item.
    fn request_body(
        &mut self,
        inherited: Parameters,
        own: Parameters,
        now: &Pointer,
        consumes: Option<Vec<String>>,
    ) -> Option<Object> {
        let now = now.child("requestBody");
        let form = overlay(inherited.form, own.form);
        let body = match own.body.or(inherited.body) {
            Some(body) => {
                self.origins.made(now.clone(), body.at.clone());
                match form.is_empty() {
                    true => self.body(body, &now, consumes),
                    false => self.body_and_form(body, form, &now, consumes),
                }
            }
            None => {
                self.origins.made(now.clone(), form.first()?.at.clone());
                self.form(form, &now, consumes)
            }
        };
        Some(Object::new(body))
    }

    /// Splits the parameters of a list by their destinations; the remaining ones move up.
    fn split(&mut self, list: Option<Node>, holder: &Pointer) -> Parameters {
        let mut parameters = Parameters::default();
        let place = holder.child("parameters");
        let list = match list {
            Some(Node::Array(list)) => list,
            other => {
                parameters.other = other;
                return parameters;
            }
        };
        for (index, node) in list.into_iter().enumerate() {
            let written = place.child(&index.to_string());
            let (target, target_at) = self.shared(&node).unwrap_or((&node, written.clone()));
            match target.get("in").and_then(Node::as_text) {
                Some("body") => {
                    let body = WrittenParameter::new(Object::new(node), written);
                    match &mut parameters.body {
                        Some(first) => first.also.push(body),
                        first => *first = Some(body),
                    }
                }
                // `check` reports a parameter without a name.
                Some("formData") if target.get("name").and_then(Node::as_text).is_some() => {
                    let weight = target.weight();
                    if !self.may_copy(weight, &written) {
                        break;
                    }
                    let target = self.shared(&node).map_or(&node, |(target, _)| target);
                    let field = WrittenParameter::new(Object::new(target.clone()), target_at);
                    parameters.add_field(field);
                }
                _ => {
                    let now = place.child(&parameters.plain.len().to_string());
                    if now != written {
                        self.origins.moved(written, now.clone());
                    }
                    let parameter = self.parameter(Object::new(node), &now);
                    parameters.plain.push(parameter);
                }
            }
        }
        parameters
    }

    /// Returns the shared parameter that a reference names.
    pub(super) fn shared(&self, node: &Node) -> Option<(&Node, Pointer)> {
        let name = node.get("$ref")?.as_str()?.strip_prefix("#/parameters/")?;
        let at = Pointer::default().child("parameters").child(name);
        Some((self.parameters.get(name)?, at))
    }
}

/// Combines the form fields of a path item and an operation, which overrides them.
fn overlay(inherited: Vec<WrittenParameter>, own: Vec<WrittenParameter>) -> Vec<WrittenParameter> {
    let name = |field: &WrittenParameter| field.object.text("name").map(str::to_owned);
    let names: Vec<_> = own.iter().map(name).collect();
    let kept = inherited
        .into_iter()
        .filter(|field| !names.contains(&name(field)));
    kept.chain(own).collect()
}
