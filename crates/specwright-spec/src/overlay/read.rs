//! Validation of overlays.

use std::collections::HashMap;

use super::action::{Action, Change};
use super::error;
use super::query::Query;
use crate::grammar::is_extension;
use crate::provenance::Provenance;
use crate::{Location, Node, Report, Severity};

/// A valid overlay.
pub(super) struct OverlayObject {
    pub(super) at: Location,
    pub(super) extends: Option<String>,
    pub(super) actions: Vec<Action>,
}

/// A version of the specification; patch versions have no meaning ("Versions").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    V1_0,
    V1_1,
}

/// The first patch version of each supported version.
pub(super) const FIRST_VERSIONS: [&str; 2] = ["1.0.0", "1.1.0"];

impl Version {
    fn parse(text: &str) -> Option<Self> {
        let (version, patch) = text.rsplit_once('.')?;
        let is_number = !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit());
        match version {
            "1.0" if is_number => Some(Self::V1_0),
            "1.1" if is_number => Some(Self::V1_1),
            _ => None,
        }
    }

    pub(super) fn first(self) -> &'static str {
        FIRST_VERSIONS[self as usize]
    }
}

/// A field of an object ("Fixed Fields").
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) required: bool,
    pub(super) since: Version,
}

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Boolean,
    Object,
    List,
    Any,
}

impl Shape {
    pub(super) fn describe(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Boolean => "a boolean",
            Self::Object => "an object",
            Self::List => "an array",
            Self::Any => "a value",
        }
    }

    fn fits(self, node: &Node) -> bool {
        match self {
            Self::Text => node.as_str().is_some(),
            Self::Boolean => node.as_bool().is_some(),
            Self::Object => node.as_object().is_some(),
            Self::List => node.as_array().is_some(),
            Self::Any => true,
        }
    }
}

/// An object of the specification.
pub(super) struct ObjectFields {
    /// The name in messages, with its article.
    pub(super) name: &'static str,
    pub(super) fields: &'static [Field],
}

const fn field(name: &'static str, shape: Shape, required: bool, since: Version) -> Field {
    Field {
        name,
        shape,
        required,
        since,
    }
}

const OVERLAY: ObjectFields = ObjectFields {
    name: "an overlay",
    fields: &[
        field("overlay", Shape::Any, true, Version::V1_0),
        field("info", Shape::Object, true, Version::V1_0),
        field("extends", Shape::Text, false, Version::V1_0),
        field("actions", Shape::List, true, Version::V1_0),
    ],
};

const INFO: ObjectFields = ObjectFields {
    name: "the `info` of an overlay",
    fields: &[
        field("title", Shape::Text, true, Version::V1_0),
        field("version", Shape::Text, true, Version::V1_0),
        field("description", Shape::Text, false, Version::V1_1),
    ],
};

const ACTION: ObjectFields = ObjectFields {
    name: "an action",
    fields: &[
        field("target", Shape::Text, true, Version::V1_0),
        field("description", Shape::Text, false, Version::V1_0),
        field("update", Shape::Any, false, Version::V1_0),
        field("copy", Shape::Text, false, Version::V1_1),
        field("remove", Shape::Boolean, false, Version::V1_0),
    ],
};

/// The extension of an action that may match nothing, as every action may according to the specification.
pub(super) const OPTIONAL: &str = "x-specwright-optional";

/// Reads an overlay; `None`, with diagnostics, if it is invalid.
pub(super) fn read(node: Node, at: &Location, report: &mut Report) -> Option<OverlayObject> {
    let before = report.count(Severity::Error);
    let version = version(&node, at)
        .map_err(|error| report.push(error))
        .ok()?;
    let mut reader = Reader {
        version,
        version_at: at.child("overlay"),
        report,
    };
    reader.fields(&OVERLAY, &node, at);
    if let Some(info @ Node::Object(_)) = node.get("info") {
        reader.fields(&INFO, info, &at.child("info"));
    }
    let actions = reader.actions(&node, &at.child("actions"));
    let extends = node.get("extends").and_then(Node::as_str);
    let is_valid = report.count(Severity::Error) == before;
    is_valid.then(|| OverlayObject {
        at: at.clone(),
        extends: extends.map(str::to_owned),
        actions,
    })
}

/// Returns the version in `overlay`.
fn version(node: &Node, at: &Location) -> Result<Version, crate::Diagnostic> {
    match node.get("overlay") {
        Some(version) => version
            .as_str()
            .and_then(Version::parse)
            .ok_or_else(|| error::unsupported_version(&at.child("overlay"), version)),
        None => Err(error::not_an_overlay(at, node)),
    }
}

struct Reader<'a> {
    version: Version,
    version_at: Location,
    report: &'a mut Report,
}

impl Reader<'_> {
    /// Checks the fields of an object.
    fn fields(&mut self, object: &ObjectFields, node: &Node, at: &Location) {
        let mut missing: Vec<&Field> = object.fields.iter().collect();
        missing.retain(|field| field.required && node.get(field.name).is_none());
        for (key, value) in node.members().iter().filter(|(key, _)| !is_extension(key)) {
            let at = at.child(key);
            match object.fields.iter().find(|field| field.name == key) {
                Some(field) if field.since > self.version => {
                    let error = error::later_field(&at, object, field, &self.version_at);
                    self.report.push(error);
                }
                Some(field) if !field.shape.fits(value) => {
                    self.report.push(error::wrong_type(&at, field.shape, value));
                }
                Some(_) => {}
                None => {
                    let (error, intended) = error::unknown_field(&at, object, key, node);
                    self.report.push(error);
                    missing.retain(|field| Some(field.name) != intended);
                }
            }
        }
        for field in missing {
            self.report.push(error::missing_field(at, object, field));
        }
    }

    fn actions(&mut self, overlay: &Node, at: &Location) -> Vec<Action> {
        let Some(Node::Array(nodes)) = overlay.get("actions") else {
            return Vec::new();
        };
        if nodes.is_empty() {
            self.report.push(error::no_actions(at));
        }
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut actions = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            let (list, at) = (at, at.index(index));
            if node.as_object().is_none() {
                self.report
                    .push(error::wrong_type(&at, Shape::Object, node));
                continue;
            }
            if let Some(first) = known.insert(node.canonical(), index) {
                let error = error::duplicate_action(&at, &list.index(first));
                self.report.push(error);
            }
            self.fields(&ACTION, node, &at);
            actions.extend(self.action(node, at));
        }
        actions
    }

    fn action(&mut self, node: &Node, at: Location) -> Option<Action> {
        let optional = node.get(OPTIONAL);
        if let Some(value) = optional.filter(|it| it.as_bool().is_none()) {
            let error = error::wrong_type(&at.child(OPTIONAL), Shape::Boolean, value);
            self.report.push(error);
        }
        let mut query = |key: &str| {
            let text = node.get(key)?.as_str()?;
            Query::parse(text, at.child(key), self.report)
        };
        let target = query("target")?;
        let update = node.get("update");
        let removes = node.get("remove").and_then(Node::as_bool) == Some(true);
        let change = match (removes, node.get("copy"), update) {
            (true, copy, update) => {
                for key in [copy.map(|_| "copy"), update.map(|_| "update")] {
                    let ignored = key.map(|key| error::ignored_field(&at.child(key)));
                    ignored.into_iter().for_each(|it| self.report.push(it));
                }
                Change::Remove
            }
            (false, Some(_), Some(_)) => {
                self.report.push(error::update_and_copy(&at));
                return None;
            }
            (false, Some(_), None) => Change::Copy(query("copy")?),
            (false, None, Some(update)) => {
                Change::Update(update.clone(), Provenance::of(at.child("update")))
            }
            (false, None, None) => {
                self.report.push(error::no_change(&at));
                return None;
            }
        };
        Some(Action {
            at,
            version: self.version,
            version_at: self.version_at.clone(),
            optional: optional.and_then(Node::as_bool) == Some(true),
            target,
            change,
        })
    }
}
