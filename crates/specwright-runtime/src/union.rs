//! `union!`: one of several types.

use crate::json::kinds::Kinds;
use crate::json::node::Node;
use crate::{Json, Path, Report, Rules};
use serde_core::de::value::Error;
use serde_core::de::{self, Deserialize, Deserializer};
use std::fmt;

/// How the variant of a value is known.
#[derive(Clone, Copy, Debug)]
pub enum Tag {
    /// By the value of this property (OpenAPI 3.0.4, 4.7.25).
    Discriminator(&'static str),
    /// By its JSON type, which no two variants share.
    JsonType,
    /// By trying one after the other; generation proved that to be what the document means.
    Order,
}

/// A variant.
#[derive(Clone, Copy)]
pub struct Variant {
    tags: &'static [&'static str],
    kinds: Kinds,
    inspect: fn(&Node, &Path<'_>, Rules, &mut Report),
    rules: Rules,
}

/// A variant, by its constructor.
pub const fn variant<S, T: Json>(
    _: fn(T) -> S,
    tags: &'static [&'static str],
    schema: &'static str,
    rules: Option<Rules>,
) -> Variant {
    let rules = match rules {
        Some(rules) => rules,
        None => Rules::new(schema, &[]),
    };
    Variant {
        tags,
        kinds: T::KINDS,
        inspect: T::inspect,
        rules,
    }
}

/// The JSON types of a union.
pub const fn kinds(variants: &[Variant]) -> Kinds {
    let mut kinds = Kinds::NONE;
    let mut rest = variants;
    while let [variant, tail @ ..] = rest {
        kinds = kinds.or(variant.kinds);
        rest = tail;
    }
    kinds
}

impl Variant {
    fn inspect(&self, node: &Node, at: &Path<'_>, report: &mut Report) {
        (self.inspect)(node, at, self.rules, report);
    }

    fn admits(&self, node: &Node) -> bool {
        let mut report = Report::default();
        self.inspect(node, &Path::ROOT, &mut report);
        report.is_empty()
    }
}

/// Reads what the variant is chosen by.
pub fn node<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
    Node::deserialize(deserializer)
}

/// The variant of a value; several for [`Tag::Order`] if none fits, as one may still be read.
pub fn choose(tag: Tag, variants: &[Variant], node: &Node) -> Vec<usize> {
    let all = || 0..variants.len();
    match tag {
        Tag::Discriminator(property) => {
            let value = node.get(property).and_then(Node::as_text);
            value
                .and_then(|value| all().find(|&index| variants[index].tags.contains(&value)))
                .into_iter()
                .collect()
        }
        Tag::JsonType => all()
            .find(|&index| variants[index].kinds.overlaps(node.kinds()))
            .into_iter()
            .collect(),
        Tag::Order => match all().find(|&index| variants[index].admits(node)) {
            Some(index) => vec![index],
            None => all().collect(),
        },
    }
}

/// Reads a value as one of the variants.
pub type Reader<S> = fn(&Node) -> Result<S, Error>;

/// Reads a value as a variant.
pub fn read<S, T: Json>(make: fn(T) -> S, node: &Node) -> Result<S, Error> {
    T::read(node.clone()).map(make)
}

/// No variant was chosen, or none could be read.
pub fn refuse<E: de::Error>(name: &str, error: Option<Error>) -> E {
    match error {
        Some(error) => E::custom(error),
        None => E::custom(format_args!("no variant of {name}")),
    }
}

/// Reports what keeps a node from being one of the variants.
pub fn inspect(
    tag: Tag,
    variants: &[Variant],
    schema: &'static str,
    node: &Node,
    at: &Path<'_>,
    report: &mut Report,
) {
    match (tag, &*choose(tag, variants, node)) {
        (_, [index]) => variants[*index].inspect(node, at, report),
        (Tag::Discriminator(property), _) => {
            inspect_tag(property, variants, schema, node, at, report)
        }
        (Tag::JsonType, _) => {
            Rules::new(schema, &[]).wrong_type(&kinds(variants).to_string(), node, at, report);
        }
        (Tag::Order, _) => {
            // If only one has the JSON type of the value, it is the one that was meant.
            let mut alike = variants
                .iter()
                .filter(|variant| variant.kinds.overlaps(node.kinds()));
            match (alike.next(), alike.next()) {
                (Some(variant), None) => variant.inspect(node, at, report),
                (Some(_), Some(_)) => report.add(
                    at,
                    schema,
                    "oneOf",
                    "a value that fits one of the variants",
                    node.kind(),
                ),
                (None, _) => Rules::new(schema, &[]).wrong_type(
                    &kinds(variants).to_string(),
                    node,
                    at,
                    report,
                ),
            }
        }
    }
}

fn inspect_tag(
    property: &str,
    variants: &[Variant],
    schema: &'static str,
    node: &Node,
    at: &Path<'_>,
    report: &mut Report,
) {
    let tags = fmt::from_fn(|f| {
        let mut tags = variants.iter().flat_map(|variant| variant.tags);
        write!(f, "`{}`", tags.next().unwrap_or(&""))?;
        tags.try_for_each(|tag| write!(f, " or `{tag}`"))
    });
    let nothing = Rules::new(schema, &[]);
    match (node, node.get(property)) {
        (Node::Object(_), Some(value)) => match value.as_text() {
            Some(text) => report.add(
                &at.property(property),
                schema,
                "discriminator",
                tags,
                crate::rules::Shown(text),
            ),
            None => nothing.wrong_type("a string", value, &at.property(property), report),
        },
        (Node::Object(_), None) => report.add(
            at,
            schema,
            "required",
            format_args!("the property `{property}`"),
            "",
        ),
        _ => nothing.wrong_type("an object", node, at, report),
    }
}

/// The impls of an enum whose variants hold one type each.
///
/// ```
/// # use specwright_runtime::{object, union};
/// # #[derive(Debug, PartialEq)] pub struct Cat { kind: String, lives: i64 }
/// # object! { Cat("/components/schemas/Cat"); required(kind, "kind"); required(lives, "lives"); ignored(); }
/// # #[derive(Debug, PartialEq)] pub struct Dog { kind: String }
/// # object! { Dog("/components/schemas/Dog"); required(kind, "kind"); ignored(); }
/// #[derive(Debug, PartialEq)]
/// pub enum Pet {
///     Cat(Cat),
///     Dog(Dog),
/// }
///
/// union! {
///     Pet("/components/schemas/Pet");
///     discriminator("kind");
///     variant(Cat).tag("cat");
///     variant(Dog).tag("dog").tag("Dog");
/// }
///
/// let pet: Pet = serde_json::from_str(r#"{"kind": "cat", "lives": 9}"#).unwrap();
/// assert!(matches!(pet, Pet::Cat(Cat { lives: 9, .. })));
/// ```
///
/// The first row says how a variant is known: `discriminator("property");`, `json_type();` or `order();`. Behind a `variant`
/// stands, with a discriminator, each value of it that chooses the variant, `.tag("cat")`; with `json_type`, for people, the
/// types that do, as in `.string().null()`; and then perhaps `.rules(Rules::new(schema, rules))`.
#[macro_export]
macro_rules! union {
    (
        $ty:ident($schema:literal $(,)?);
        $tag:ident($($property:literal)?);
        $(
            variant($variant:ident) $(.tag($value:literal))*
            $(.object($($object:tt)?))? $(.array($($array:tt)?))? $(.string($($string:tt)?))?
            $(.number($($number:tt)?))? $(.boolean($($boolean:tt)?))? $(.null($($null:tt)?))?
            $(.rules($rules:expr $(,)?))?;
        )*
    ) => {
        impl $ty {
            const TAG: $crate::export::union::Tag = $crate::__tag!($tag($($property)?));

            const VARIANTS: &'static [$crate::export::union::Variant] = &[
                $($crate::export::union::variant(Self::$variant, &[$($value),*], $schema, $crate::__rules!($($rules)?)),)*
            ];

            const READERS: &'static [$crate::export::union::Reader<Self>] =
                &[$(|node| $crate::export::union::read(Self::$variant, node)),*];
        }

        impl $crate::Validate for $ty {
            fn check(&self, at: &$crate::Path<'_>, report: &mut $crate::Report) {
                match self {
                    $(
                        Self::$variant(value) => {
                            $crate::Validate::check(value, at, report);
                            if let Some(rules) = $crate::__rules!($($rules)?) {
                                $crate::Json::obey(value, rules, at, report);
                            }
                        }
                    )*
                }
            }
        }

        impl $crate::Json for $ty {
            const KINDS: $crate::export::Kinds = $crate::export::union::kinds(Self::VARIANTS);

            fn read<'de, D: $crate::export::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let node = $crate::export::union::node(deserializer)?;
                let mut error = None;
                for chosen in $crate::export::union::choose(Self::TAG, Self::VARIANTS, &node) {
                    match Self::READERS[chosen](&node) {
                        Ok(value) => return Ok(value),
                        Err(reason) => error = Some(reason),
                    }
                }
                Err($crate::export::union::refuse(stringify!($ty), error))
            }

            fn write<S: $crate::export::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::Json::write(value, serializer),)*
                }
            }

            fn inspect(
                node: &$crate::export::Node,
                at: &$crate::Path<'_>,
                _: $crate::Rules,
                report: &mut $crate::Report,
            ) {
                $crate::export::union::inspect(Self::TAG, Self::VARIANTS, $schema, node, at, report);
            }

            fn obey(&self, rules: $crate::Rules, at: &$crate::Path<'_>, report: &mut $crate::Report) {
                match self {
                    $(Self::$variant(value) => $crate::Json::obey(value, rules, at, report),)*
                }
            }
        }

        $crate::__serde! { $ty }
    };
}

/// The first row of `union!`.
#[doc(hidden)]
#[macro_export]
macro_rules! __tag {
    (discriminator($property:literal)) => {
        $crate::export::union::Tag::Discriminator($property)
    };
    (json_type()) => {
        $crate::export::union::Tag::JsonType
    };
    (order()) => {
        $crate::export::union::Tag::Order
    };
}
