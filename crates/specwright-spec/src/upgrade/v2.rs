//! Conversion of Swagger 2.0 to OpenAPI 3.
//!
//! All objects are rebuilt. Fields that are not in the table of [`fields`] stay in place, and `check` reports them.
//! References are unchanged; [`Origins`] map their targets.

mod bodies;
mod error;
mod fields;
mod object;
mod operations;
mod parameters;
mod responses;
mod schemas;
mod security;
mod servers;
mod terms;

use crate::check::APPLIED;
use crate::grammar::ObjectKind;
use crate::node::MAX_COPIED;
use crate::origins::Origins;
use crate::{Code, Diagnostic, Fix, Leniency, Location, Node, Place, Pointer, Report};
pub(crate) use fields::FIELDS;
use object::Object;
pub(crate) use parameters::KEYWORDS;
pub(crate) use security::FLOWS;
pub(crate) use terms::translate;

/// The approximate size in bytes of the record of a copy.
const PLACE_WEIGHT: usize = 256;

/// The label of form fields beside a body.
const EITHER: &str = "read as a form, which a request may have instead of the body";

/// The default media type of bodies: by far the most common one.
const JSON: &str = "application/json";

/// Converts a document; `None` if too much would be copied.
pub(super) fn upgrade(
    tree: Node,
    at: &Location,
    leniency: Leniency,
    report: &mut Report,
) -> Option<Node> {
    let mut upgrade = Upgrade::new(&tree, leniency);
    let root = upgrade.document(Object::new(tree));
    let is_whole = upgrade.overflow.is_none();
    upgrade.finish(at, report);
    is_whole.then_some(root)
}

/// Converts a part of a Swagger 2.0 document outside of its grammar, without the defaults of the document.
pub(crate) fn upgrade_part(
    tree: &mut Node,
    at: &Location,
    (kind, leniency): (ObjectKind, Leniency),
    report: &mut Report,
) {
    let Some(node) = tree.at_mut(&at.pointer) else {
        return;
    };
    let mut upgrade = Upgrade::new(&Node::Null, leniency);
    let object = Object::new(std::mem::replace(node, Node::Null));
    let place = &at.pointer;
    *node = match kind {
        ObjectKind::PathItem => upgrade.path_item(object, place),
        ObjectKind::Operation => upgrade.lone_operation(object, place),
        ObjectKind::Parameter => upgrade.parameter(object, place),
        ObjectKind::Response => upgrade.response(object, place, &[JSON.to_owned()]),
        ObjectKind::Schema => upgrade.schema(object.into_node(), place),
        _ => object.into_node(),
    };
    upgrade.finish(at, report);
}

/// The state of the conversion.
struct Upgrade {
    origins: Origins,
    /// `consumes` and `produces` of the document.
    consumes: Option<Vec<String>>,
    produces: Option<Vec<String>>,
    /// The targets of references in operations.
    parameters: Node,
    responses: Node,
    /// `host`, `basePath` and `schemes`.
    base: servers::BaseUrl,
    /// True if some response has no media type.
    untyped: bool,
    /// The approximate size of the copies in bytes.
    copied: usize,
    /// The maximum size of the copies.
    most: usize,
    /// The location of the copy that exceeded the maximum.
    overflow: Option<Pointer>,
    found: Vec<(Pointer, &'static str)>,
    leniency: Leniency,
    duplicates: Vec<Duplicate>,
    /// Form fields in operations that have a body as well, with the body.
    mixed: Vec<(Pointer, Pointer)>,
}

/// A second declaration of a body or form field, which applies as well as the first.
struct Duplicate {
    at: Pointer,
    first: Pointer,
    /// `in` and `name`.
    parameter: String,
}

impl Upgrade {
    fn new(tree: &Node, leniency: Leniency) -> Self {
        let part = |key: &str| tree.get(key).cloned().unwrap_or(Node::Null);
        Self {
            origins: Origins::default(),
            consumes: object::texts(tree.get("consumes")),
            produces: object::texts(tree.get("produces")),
            parameters: part("parameters"),
            responses: part("responses"),
            base: servers::BaseUrl::read(tree),
            untyped: false,
            copied: 0,
            // The schema of a body is copied for each media type, so the limit depends on the size of the document.
            most: MAX_COPIED / 4 + 8 * tree.weight(),
            overflow: None,
            found: Vec::new(),
            leniency,
            duplicates: Vec::new(),
            mixed: Vec::new(),
        }
    }

    fn document(&mut self, mut document: Object) -> Node {
        let root = Pointer::default();
        document.rename("swagger", "openapi");
        self.origins
            .made(root.child("openapi"), root.child("swagger"));
        let servers = self.servers(&["host", "basePath", "schemes"], &root);
        for key in ["host", "basePath", "schemes", "consumes", "produces"] {
            document.take(key);
        }
        let components = self.components(&mut document);
        if let Some(paths) = document.take("paths") {
            document.set("paths", self.paths(paths));
        }
        document.set("servers", servers);
        document.set("components", components);
        document.into_node()
    }

    fn components(&mut self, document: &mut Object) -> Node {
        let mut components = Object::default();
        let mut schemas = Object::default();
        self.each(
            document,
            "definitions",
            "schemas",
            |this, name, node, now| {
                schemas.push(name, this.schema(node, now));
            },
        );
        components.set_object("schemas", schemas);
        self.shared_parameters(document, &mut components);
        let mut responses = Object::default();
        let produces = self.produces.clone();
        self.each(
            document,
            "responses",
            "responses",
            |this, name, node, now| {
                let types = this.types_of_response(&node, produces.as_ref());
                responses.push(name, this.response(Object::new(node), now, &types));
            },
        );
        components.set_object("responses", responses);
        let mut schemes = Object::default();
        self.each(
            document,
            "securityDefinitions",
            "securitySchemes",
            |this, name, node, now| {
                schemes.push(name, this.security_scheme(Object::new(node), now));
            },
        );
        components.set_object("securitySchemes", schemes);
        components.into_node()
    }

    /// Converts the entries of a root map, and moves them to a map of the components.
    fn each(
        &mut self,
        document: &mut Object,
        from: &str,
        to: &str,
        mut change: impl FnMut(&mut Self, &str, Node, &Pointer),
    ) {
        let Some(entries) = document.take(from) else {
            return;
        };
        let written = Pointer::default().child(from);
        let now = Pointer::default().child("components").child(to);
        self.origins.moved(written, now.clone());
        for (name, node) in Object::new(entries).into_members() {
            change(self, &name, node, &now.child(&name));
        }
    }

    /// Records a moved node.
    fn made(&mut self, now: Pointer, written: &Pointer) {
        let written = self.origins.written(written).into_owned();
        self.origins.made(now, written);
    }

    /// Copies a node, unless the copies exceed the limit.
    fn copy(&mut self, node: &Node, now: &Pointer) -> Node {
        match self.may_copy(node.weight(), now) {
            true => node.clone(),
            false => Node::Null,
        }
    }

    /// Counts a copy before it is made.
    fn may_copy(&mut self, weight: usize, now: &Pointer) -> bool {
        let weight = weight.saturating_add(now.as_str().len() + PLACE_WEIGHT);
        self.copied = self.copied.saturating_add(weight);
        let may = self.copied <= self.most;
        if !may {
            self.overflow.get_or_insert_with(|| now.clone());
        }
        may
    }

    /// Records a keyword without an equivalent in OpenAPI 3.
    fn record_unsupported(&mut self, now: &Pointer, reason: &'static str) {
        self.found.push((now.clone(), reason));
    }

    fn finish(self, at: &Location, report: &mut Report) {
        if self.untyped {
            let key = Place::Key(at.child("swagger"));
            report.push(
                Diagnostic::new(
                    Code::MissingProduces,
                    key,
                    "missing `produces`: some responses have no media type",
                )
                .label("read as `application/json`")
                .fix_or(
                    Fix::insert(
                        &Location::root(at.file),
                        "produces",
                        Node::Array(vec![Node::String(JSON.to_owned())]),
                    ),
                    "or in each operation",
                ),
            );
        }
        if let Some(origins) = report.sources_mut().origins_mut(at.file) {
            origins.extend(self.origins);
        }
        if let Some(pointer) = self.overflow {
            let file = at.file;
            report.push(
                Diagnostic::new(
                    Code::CopyExpansion,
                    Location { file, pointer },
                    format!("copies of shared objects exceed {} bytes", self.most),
                )
                .label("copied here")
                .help("list fewer media types, or name large schemas under `definitions`"),
            );
        }
        let place = |pointer| Location {
            file: at.file,
            pointer,
        };
        for duplicate in self.duplicates {
            let (at, first) = (place(duplicate.at), place(duplicate.first));
            let error = error::duplicate_parameter(at, first, &duplicate.parameter);
            report.push(error.repaired(self.leniency, APPLIED));
        }
        for (field, body) in self.mixed {
            let error = error::body_and_form(place(field), place(body));
            report.push(error.repaired(self.leniency, EITHER));
        }
        for (pointer, reason) in self.found {
            report.push(Diagnostic::new(Code::IgnoredField, place(pointer), reason));
        }
    }
}
