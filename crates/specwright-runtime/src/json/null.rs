//! A value that is always null, and one that there is not.

use super::json_types::JsonTypes;
use super::node::Node;
use super::{Json, Validate};
use crate::{Constraints, Path, Report};
use serde_core::de::{Deserialize, Deserializer, Error};
use serde_core::ser::Serializer;

/// `type: null`: null and nothing else.
///
/// ```
/// use specwright_runtime::Null;
///
/// assert!(serde_json::from_str::<Null>("null").is_ok());
/// assert!(serde_json::from_str::<Null>("0").is_err());
/// assert_eq!(serde_json::to_string(&Null).unwrap(), "null");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Null;

impl Validate for Null {
    fn check(&self, _: &Path<'_>, _: &mut Report) {}
}

impl Json for Null {
    const JSON_TYPES: JsonTypes = JsonTypes::NULL;

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::new(Self::JSON_TYPES, crate::sample::Form::Null)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <()>::deserialize(deserializer).map(|()| Self)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        if !matches!(node, Node::Null) {
            constraints.wrong_type("null", node, at, report);
        }
    }

    fn check_constraints(&self, _: Constraints, _: &Path<'_>, _: &mut Report) {}
}

/// A schema that no value meets: reading one is always an error, so that an optional property of this type is one that must
/// be absent, and an array of it is empty.
///
/// ```
/// use specwright_runtime::Never;
///
/// assert!(serde_json::from_str::<Never>("null").is_err());
/// assert!(serde_json::from_str::<Vec<Never>>("[]").is_ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Never {}

/// The error of reading a `Never`.
const NOTHING: &str = "no value is allowed here";

impl Validate for Never {
    fn check(&self, _: &Path<'_>, _: &mut Report) {
        match *self {}
    }
}

impl Json for Never {
    const JSON_TYPES: JsonTypes = JsonTypes::NONE;

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::new(Self::JSON_TYPES, crate::sample::Form::Never)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Node::deserialize(deserializer)?;
        Err(D::Error::custom(NOTHING))
    }

    fn write<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        match *self {}
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        let (schema, keyword) = constraints.excluding_all();
        report.add(at, schema, keyword, "no value", node.kind());
    }

    fn check_constraints(&self, _: Constraints, _: &Path<'_>, _: &mut Report) {
        match *self {}
    }
}

serde! { Null }
serde! { Never }

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    pub struct Absent {
        gone: Option<Never>,
        none: Null,
    }

    crate::object! { Absent("/absent", ignore); optional(gone, "gone"); required(none, "none"); }

    #[test]
    fn a_property_that_nothing_meets_is_absent() {
        let read = |text: &str| crate::json::from_slice::<Absent>(text.as_bytes());
        let value = read(r#"{"none": null}"#).unwrap();
        assert_eq!((value.gone, value.none), (None, Null));
        let error = read(r#"{"none": 1, "gone": null}"#).unwrap_err();
        let crate::json::Error::Violations(found) = error else {
            panic!("{error}");
        };
        let found: Vec<_> = found
            .iter()
            .map(|it| (it.instance(), it.keyword()))
            .collect();
        assert_eq!(found, [("/gone", "not"), ("/none", "type")]);
        assert!(
            serde_json::from_str::<BTreeMap<String, Never>>("{}").is_ok_and(|it| it.is_empty())
        );
    }
}
