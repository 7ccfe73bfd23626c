//! `union!`: one of several types.

use crate::debug::{Hidden, Names, Tuple};
use crate::json::coded::Codec;
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::object::Property;
use crate::verdicts::{self, Tree};
use crate::{Constraints, Json, Path, Report, steps};
use serde_core::de::{self, Deserialize, Deserializer};
use serde_core::ser::Serializer;
use std::fmt::{self, Debug as _};

mod choose;
mod diagnose;
mod macros;
mod read;
mod tag;
#[cfg(test)]
mod tests;
mod variants;

pub(crate) use self::choose::{VariantMatch, choose, fit};
pub use self::tag::Pin;
#[cfg(feature = "samples")]
pub(crate) use self::tag::{meant, text};

pub use serde_core::de::value::Error;

/// The strategy that selects the variant of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Strategy {
    /// The value of this property (OpenAPI 3.0.4, 4.7.25); a variant without values of it takes all others.
    Discriminator(&'static str),
    /// Constants of some properties, which no two variants share, or the JSON type.
    Constants,
    /// The JSON type, which no two variants share.
    JsonType,
    /// The first variant that fits; generation proved this equivalent to the document.
    Order,
    /// The only variant that fits (`oneOf`; JSON Schema Validation, Wright-00, 5.24 / 2020-12 Core, 10.2.1.3).
    One,
    /// The matching variant that keeps most of the value, the first of several (`anyOf`).
    Any,
    /// The same as `Any`, except that a value that several variants match, none of which keeps all of it, is held as each of them.
    Several,
}

/// An enum of one of several types. Implemented by `union!`.
pub trait Union: Json + 'static {
    /// The description of the type in the document.
    const DESCRIPTION: UnionDescription<Self>;

    /// Reads a value as the variant at this position.
    ///
    /// # Errors
    ///
    /// If it is not one.
    fn read_as(at: usize, node: Node) -> Result<Self, Error>;

    /// Visits the content.
    fn visit<V: Visit<Self>>(&self, visit: V) -> V::Output;
}

/// The description of a union in the document.
pub struct UnionDescription<T: 'static> {
    /// Its name.
    pub name: &'static str,
    /// The names of its variants.
    pub names: &'static str,
    /// The JSON Pointer of its schema.
    pub schema: &'static str,
    /// The strategy that selects the variant of a value.
    pub strategy: Strategy,
    /// The keyword that lists the variants.
    pub keyword: &'static str,
    /// The variants.
    pub variants: &'static [Variant],
    /// The constructor of a value of several variants.
    pub several: Option<Several<T>>,
}

/// A visitor of the content of a union.
pub trait Visit<S> {
    /// The result.
    type Output;

    /// Visits the value of the variant at a position.
    fn variant<T: Json>(self, at: usize, value: &T) -> Self::Output;

    /// Visits a value that is held as several variants.
    fn several(self, parts: &[S]) -> Self::Output;
}

/// Formats a union as `#[derive(Debug)]` would, as in `Length(12)`, unless the content is a secret.
///
/// # Errors
///
/// The formatter's.
pub fn debug<T: Union>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    value.visit(Show {
        names: Names::new(T::DESCRIPTION.names),
        variants: T::DESCRIPTION.variants,
        f,
    })
}

struct Show<'a, 'f> {
    names: Names,
    variants: &'static [Variant],
    f: &'a mut fmt::Formatter<'f>,
}

impl Show<'_, '_> {
    fn show(mut self, at: usize, value: &dyn fmt::Debug) -> fmt::Result {
        Tuple(self.names.nth(at), value).fmt(self.f)
    }
}

impl<S: fmt::Debug> Visit<S> for Show<'_, '_> {
    type Output = fmt::Result;

    fn variant<T: Json>(self, at: usize, value: &T) -> fmt::Result {
        match self.variants[at].constraints.holds_secret() {
            true => self.show(at, &Hidden),
            false => self.show(at, value),
        }
    }

    fn several(self, parts: &[S]) -> fmt::Result {
        let at = self.variants.len();
        self.show(at, &parts)
    }
}

/// The codec of unions.
pub struct Unions;

impl<T: Union> Codec<T> for Unions {
    const JSON_TYPES: JsonTypes = json_types(T::DESCRIPTION.variants);

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::new(
            T::JSON_TYPES,
            crate::sample::Form::Union(
                T::DESCRIPTION.strategy,
                T::DESCRIPTION.variants,
                T::DESCRIPTION.keyword,
            ),
        )
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        read::read_one(Node::deserialize(deserializer)?)
    }

    #[inline]
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.visit(Write(serializer))
    }

    fn diagnose(node: &Node, at: &Path<'_>, _: Constraints, report: &mut Report) {
        let description = T::DESCRIPTION;
        let of = UnionSite {
            schema: description.schema,
            keyword: description.keyword,
        };
        diagnose::diagnose(
            description.strategy,
            description.variants,
            of,
            node,
            at,
            report,
        );
    }

    fn check_constraints(value: &T, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        value.visit(CheckConstraints {
            constraints,
            at,
            report,
        });
    }

    fn check(value: &T, at: &Path<'_>, report: &mut Report) {
        let UnionDescription {
            strategy,
            variants,
            schema,
            ..
        } = T::DESCRIPTION;
        if strategy != Strategy::One {
            value.visit(Check { at, report });
            return;
        }
        let tree = Tree::of(at, &|| crate::json::to_node(value));
        let at = &verdicts::inside(at, tree.as_ref());
        value.visit(Check { at, report });
        if let Some(tree) = &tree {
            diagnose::check_one(variants, schema, tree.node(), at, report);
        }
    }
}

struct Write<S>(S);

impl<T: Json, S: Serializer> Visit<T> for Write<S> {
    type Output = Result<S::Ok, S::Error>;

    #[inline]
    fn variant<V: Json>(self, _: usize, value: &V) -> Self::Output {
        value.write(self.0)
    }

    fn several(self, parts: &[T]) -> Self::Output {
        read::write_several(parts, self.0)
    }
}

struct CheckConstraints<'a> {
    constraints: Constraints,
    at: &'a Path<'a>,
    report: &'a mut Report,
}

impl<T: Json> Visit<T> for CheckConstraints<'_> {
    type Output = ();

    fn variant<V: Json>(self, _: usize, value: &V) {
        value.check_constraints(self.constraints, self.at, self.report);
    }

    fn several(self, parts: &[T]) {
        for part in parts {
            part.check_constraints(self.constraints, self.at, self.report);
        }
    }
}

struct Check<'a> {
    at: &'a Path<'a>,
    report: &'a mut Report,
}

impl<T: Union> Visit<T> for Check<'_> {
    type Output = ();

    fn variant<V: Json>(self, at: usize, value: &V) {
        value.check(self.at, self.report);
        let constraints = T::DESCRIPTION.variants[at].constraints;
        if !constraints.is_empty() {
            value.check_constraints(constraints, self.at, self.report);
        }
        let description = T::DESCRIPTION;
        let Strategy::Discriminator(property) = description.strategy else {
            return;
        };
        if let Ok(node) = crate::json::to_property(value, property) {
            let of = (description.variants, description.schema);
            tag::check(property, of, at, &node, self.at, self.report);
        }
    }

    fn several(self, parts: &[T]) {
        diagnose::check_several(parts, T::DESCRIPTION.schema, self.at, self.report);
    }
}

/// The keyword of a union, and the schema that has it.
#[derive(Clone, Copy)]
struct UnionSite {
    schema: &'static str,
    keyword: &'static str,
}

/// A variant.
#[derive(Clone, Copy)]
pub struct Variant {
    pub(crate) tags: &'static [&'static str],
    pins: &'static [Pin],
    pub(crate) json_types: JsonTypes,
    properties: fn() -> Option<&'static [Property]>,
    diagnose: fn(&Node, &Path<'_>, Constraints, &mut Report),
    pub(crate) constraints: Constraints,
    #[cfg(feature = "samples")]
    pub(crate) outline: crate::sample::OutlineFn,
}

/// Creates a variant from its constructor.
pub const fn variant<S, T: Json>(
    _: fn(T) -> S,
    tags: &'static [&'static str],
    schema: &'static str,
) -> Variant {
    Variant {
        tags,
        pins: &[],
        json_types: T::JSON_TYPES,
        properties: || T::PROPERTIES,
        diagnose: T::diagnose,
        constraints: Constraints::new(schema, &[]),
        #[cfg(feature = "samples")]
        outline: T::outline,
    }
}

/// Returns the JSON types of a union.
pub const fn json_types(variants: &[Variant]) -> JsonTypes {
    let mut json_types = JsonTypes::NONE;
    let mut rest = variants;
    while let [variant, tail @ ..] = rest {
        json_types = json_types.or(variant.json_types);
        rest = tail;
    }
    json_types
}

impl Variant {
    /// Sets the constraints of its place.
    #[must_use]
    pub const fn constraints_at(self, constraints: Constraints) -> Self {
        Self {
            constraints,
            ..self
        }
    }

    /// Sets the constants that identify it.
    #[must_use]
    pub const fn pins(self, pins: &'static [Pin]) -> Self {
        Self { pins, ..self }
    }

    fn diagnose(&self, node: &Node, at: &Path<'_>, report: &mut Report) {
        (self.diagnose)(node, at, self.constraints, report);
    }

    /// Returns the number of violations of a node as this variant.
    pub(crate) fn misfits(&self, node: &Node) -> usize {
        self.tried(node).count()
    }

    /// Diagnoses a node as this variant; the report counts violations and kept properties only.
    fn tried(&self, node: &Node) -> Report {
        steps::add(1);
        let mut report = Report::counting();
        self.diagnose(node, &Path::ROOT, &mut report);
        report
    }

    /// Returns the number of properties of a node that this variant keeps.
    fn kept(&self, node: &Node) -> usize {
        match ((self.properties)(), node) {
            (Some(_), Node::Object(properties)) => properties
                .iter()
                .filter(|(name, _)| self.keeps(name))
                .count(),
            _ => usize::MAX,
        }
    }

    /// Returns true if this variant keeps the property of this name.
    fn keeps(&self, name: &str) -> bool {
        let known = (self.properties)();
        known.is_none_or(|known| known.iter().any(|property| property.name() == name))
    }
}

/// The constructor of a value of several variants.
pub type Several<S> = fn(Vec<S>) -> S;

/// Reads a value as a variant.
///
/// # Errors
///
/// If it is not one.
pub fn read<S, T: Json>(make: fn(T) -> S, node: Node) -> Result<S, Error> {
    T::read(node).map(make)
}

/// Returns the error for a position without a variant.
///
/// # Errors
///
/// Always.
pub fn no_variant<S>() -> Result<S, Error> {
    Err(de::Error::custom("there is no such variant"))
}
