//! Constants that select the variant of a union before any is tried.
//!
//! A member of a union that allows only certain values of a property (`const`, `enum`) is identified by them: a value with
//! another one is invalid as that member (2020-12 Validation, 6.1.2 and 6.1.3), and a value with one of them is taken for that
//! member even if it violates other constraints.

use super::Variant;
use crate::constraints::Shown;
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::shown::from_fn;
use crate::{Path, Report};
use std::borrow::Cow;
use std::fmt;

/// The values that a variant allows at a place.
#[derive(Clone, Copy, Debug)]
pub struct Pin {
    /// The place, as a JSON Pointer of property names.
    path: &'static str,
    values: Constants,
}

/// Constants of one JSON type.
#[derive(Clone, Copy, Debug)]
enum Constants {
    Texts(&'static [&'static str]),
    Integers(&'static [i64]),
    Booleans(&'static [bool]),
}

/// The constructors are named as in the rows of `union!`.
impl Pin {
    /// Strings.
    pub const fn text(path: &'static str, values: &'static [&'static str]) -> Self {
        let values = Constants::Texts(values);
        Self { path, values }
    }

    /// Integers.
    pub const fn integer(path: &'static str, values: &'static [i64]) -> Self {
        let values = Constants::Integers(values);
        Self { path, values }
    }

    /// Booleans.
    pub const fn boolean(path: &'static str, values: &'static [bool]) -> Self {
        let values = Constants::Booleans(values);
        Self { path, values }
    }

    /// Returns whether a value has one of the constants; `None` if it has no value at the place.
    fn allows(&self, node: &Node) -> Option<bool> {
        let found = at(self.path, node).filter(|found| !matches!(found, Node::Null))?;
        Some(match self.values {
            Constants::Texts(values) => found.as_text().is_some_and(|it| values.contains(&it)),
            Constants::Integers(values) => found
                .as_number()
                .and_then(|it| i64::try_from(it.as_integer()?).ok())
                .is_some_and(|it| values.contains(&it)),
            Constants::Booleans(values) => {
                found.as_boolean().is_some_and(|it| values.contains(&it))
            }
        })
    }
}

/// Returns the value at a place inside another.
fn at<'n>(path: &str, node: &'n Node) -> Option<&'n Node> {
    let mut names = path.split('/').skip(1);
    names.try_fold(node, |node, name| match name.contains('~') {
        true => node.get(&name.replace("~1", "/").replace("~0", "~")),
        false => node.get(name),
    })
}

/// The match of a value with the constants of a variant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// The number of constants that match.
    pub(super) count: usize,
    /// True if a constant differs, so that the value is not of this variant.
    pub(super) is_other: bool,
}

/// Compares a value with the constants of a variant.
pub(super) fn known(variant: &Variant, node: &Node) -> Known {
    let mut known = Known {
        count: 0,
        is_other: false,
    };
    for pin in variant.pins {
        match pin.allows(node) {
            Some(true) => known.count += 1,
            Some(false) => known.is_other = true,
            None => {}
        }
    }
    known
}

/// Returns the variant of a value where constants alone, or JSON types, select it.
pub(super) fn by_constants(variants: &[Variant], node: &Node) -> Option<usize> {
    let is_it = |variant: &Variant| match node {
        Node::Object(_) => {
            let all = known(variant, node).count == variant.pins.len();
            variant.json_types.overlaps(JsonTypes::OBJECT) && all
        }
        _ => variant.json_types.overlaps(node.json_types()),
    };
    variants.iter().position(is_it)
}

/// Returns the intended variant of a value that fits none: the only one of its JSON type, or the only one with the most matching
/// constants.
pub(crate) fn meant(variants: &[Variant], node: &Node) -> Option<usize> {
    let alike = |(_, variant): &(usize, &Variant)| variant.json_types.overlaps(node.json_types());
    let mut best: Option<(usize, usize)> = None;
    let mut is_only = true;
    for (index, variant) in variants.iter().enumerate().filter(alike) {
        let count = known(variant, node).count;
        match best {
            Some((most, _)) if count < most => {}
            Some((most, _)) if count == most => is_only = false,
            _ => (best, is_only) = (Some((count, index)), true),
        }
    }
    best.filter(|_| is_only).map(|(_, index)| index)
}

/// Returns the variant of a value by its discriminator (OpenAPI 3.0.4, "Discriminator Object"): the one that lists the value of the
/// property, else the one without a list. Null, which has no properties, is of the first variant that admits it.
pub(super) fn by_discriminator(property: &str, variants: &[Variant], node: &Node) -> Option<usize> {
    let tag = node.get(property).and_then(text);
    let said = |variant: &Variant| match (node, tag.as_deref()) {
        (Node::Null, _) => variant.json_types.overlaps(JsonTypes::NULL),
        (_, Some(tag)) => variant.tags.contains(&tag),
        (_, None) => false,
    };
    let mut all = variants.iter();
    let base = || variants.iter().position(|it| it.tags.is_empty());
    all.position(said).or_else(base)
}

/// Returns the value of a discriminator: a string, or the text of a number or a boolean, since keys of `mapping` are strings.
pub(crate) fn text(node: &Node) -> Option<Cow<'_, str>> {
    match node {
        Node::Number(_) | Node::Boolean(_) => node.to_text().map(Cow::Owned),
        node => node.as_text().map(Cow::Borrowed),
    }
}

/// Reports a value whose discriminator selects no variant.
pub(super) fn diagnose(
    property: &'static str,
    variants: &[Variant],
    schema: &'static str,
    node: &Node,
    at: &Path<'_>,
    report: &mut Report,
) {
    let (Node::Object(_), Some(value)) = (node, node.get(property)) else {
        let expected = from_fn(|f| match node {
            Node::Object(_) => write!(f, "the property `{property}`"),
            _ => f.write_str("an object"),
        });
        return report.add(at, schema, "discriminator", expected, node.kind());
    };
    let tags = alternatives(variants.iter().flat_map(|variant| variant.tags));
    let at = at.property(property);
    match text(value) {
        Some(text) => report.add(&at, schema, "discriminator", tags, Shown(&text)),
        None => report.add(&at, schema, "discriminator", tags, value.kind()),
    }
}

/// Writes values of a discriminator: `cat` or `dog`.
pub(super) fn alternatives<'a>(
    tags: impl Iterator<Item = &'a &'static str> + Clone,
) -> impl fmt::Display {
    from_fn(move |f| {
        const MOST: usize = 20;
        let mut tags = tags.clone();
        write!(f, "`{}`", tags.next().unwrap_or(&""))?;
        tags.by_ref()
            .take(MOST)
            .try_for_each(|tag| write!(f, " or `{tag}`"))?;
        match tags.count() {
            0 => Ok(()),
            more => write!(f, " or one of {more} others"),
        }
    })
}

/// Reports a value of a variant whose discriminator selects another variant or none. `value` has the discriminator only.
pub(super) fn check(
    property: &'static str,
    (variants, schema): (&[Variant], &'static str),
    index: usize,
    node: &Node,
    at: &Path<'_>,
    report: &mut Report,
) {
    let Node::Object(_) = node else { return };
    let variant = &variants[index];
    let Some(value) = node.get(property) else {
        // A variant without a field of this name does not write the discriminator.
        let known = (variant.properties)().unwrap_or_default();
        if !variant.tags.is_empty() && known.iter().any(|it| it.name() == property) {
            let expected = alternatives(variant.tags.iter());
            report.add(at, schema, "discriminator", expected, "nothing");
        }
        return;
    };
    let tag = text(value);
    let tag = tag.as_deref().unwrap_or_default();
    let others = variants.iter().flat_map(|it| it.tags);
    let is_right = match variant.tags {
        [] => !others.clone().any(|it| *it == tag),
        own => own.contains(&tag),
    };
    let at = at.property(property);
    // A violation of the property's own schema is reported with the property.
    if is_right || report.has(&at) {
        return;
    }
    match variant.tags {
        [] => {
            report.add(
                &at,
                schema,
                "discriminator",
                format_args!("none of {}", alternatives(others)),
                Shown(tag),
            );
        }
        own => report.add(
            &at,
            schema,
            "discriminator",
            alternatives(own.iter()),
            Shown(tag),
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Json, OptionalNullable, Validate, object, string_enum, union};

    #[derive(Clone)]
    pub enum Network {
        Visa,
        Unknown(crate::Unlisted<String, Network>),
    }

    string_enum! { Network("/network"); values(Visa = "visa"); unknown(Unknown); }

    pub struct Ping {
        kind: String,
    }

    object! { Ping("/ping", ignore); required(kind, "type"); }

    pub struct Charged {
        kind: String,
        amount: i64,
        network: Network,
    }

    object! {
        Charged("/charged", ignore);
        required(kind, "type");
        required(amount, "amount");
        required(network, "network");
    }

    #[derive(Clone, PartialEq)]
    pub enum Event {
        Ping(Ping),
        Charged(Charged),
        Note(String),
    }

    union! {
        Event("/event");
        constants("anyOf");
        variant(0, Ping).pins(text("/type", "ping"));
        variant(1, Charged).pins(text("/type", "charged", "charge"));
        variant(2, Note);
    }

    fn violations<T: Validate>(value: &T) -> Vec<(String, &'static str)> {
        let found = value.validate().err().into_iter().flatten();
        found
            .map(|it| (it.instance().to_owned(), it.keyword()))
            .collect()
    }

    fn refused<T: Json + std::fmt::Debug>(json: &str) -> Vec<(String, &'static str)> {
        match crate::json::from_slice::<T>(json.as_bytes()) {
            Err(crate::json::Error::Violations(violations)) => violations
                .iter()
                .map(|it| (it.instance().to_owned(), it.keyword()))
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn constants_decide_before_misfits_are_counted() {
        let json = r#"{"type": "charged", "amount": 100, "network": "amex"}"#;
        let event: Event = serde_json::from_str(json).unwrap();
        assert!(matches!(&event, Event::Charged(it) if it.amount == 100));
        let expected = [("/network".to_owned(), "enum")];
        assert_eq!(violations(&event), expected);
        assert_eq!(refused::<Event>(json), expected);
        assert!(matches!(serde_json::from_str("\"x\""), Ok(Event::Note(_))));
    }

    #[test]
    fn a_constant_of_no_variant_is_refused() {
        for json in [r#"{"type": "refunded"}"#, "{}", "7"] {
            assert!(serde_json::from_str::<Event>(json).is_err(), "{json}");
            assert_eq!(refused::<Event>(json), [(String::new(), "anyOf")]);
        }
    }

    pub struct Meta {
        version: i64,
        done: bool,
    }

    object! { Meta("/meta", ignore); required(version, "a/b"); required(done, "done"); }

    pub struct One {
        meta: Meta,
        x: Network,
    }

    object! { One("/one", ignore); required(meta, "meta"); required(x, "x"); }

    pub struct Two {
        meta: Option<Meta>,
        y: OptionalNullable<i64>,
        x: Option<i64>,
    }

    object! { Two("/two", deny); optional(meta, "meta"); optional_nullable(y, "y"); optional(x, "x"); }

    #[derive(Clone, PartialEq)]
    pub enum Either {
        Two(Two),
        One(One),
    }

    union! {
        Either("/either");
        one();
        variant(0, Two).pins(integer("/meta/a~1b", -2, 2), boolean("/meta/done", false));
        variant(1, One).pins(integer("/meta/a~1b", 1));
    }

    #[test]
    fn constants_may_be_of_other_types_and_inside() {
        let json = r#"{"meta": {"a/b": 1.0, "done": true}, "x": "z"}"#;
        let one: Either = serde_json::from_str(json).unwrap();
        assert!(matches!(&one, Either::One(it) if it.meta.version == 1));
        assert_eq!(violations(&one), [("/x".to_owned(), "enum")]);
        assert_eq!(refused::<Either>(json), [("/x".to_owned(), "enum")]);
        let both = r#"{"meta": {"a/b": 2, "done": false}, "x": 5, "z": 0}"#;
        assert_eq!(
            refused::<Either>(both),
            [("/z".to_owned(), "additionalProperties")]
        );
    }
}
