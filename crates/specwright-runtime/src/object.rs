//! `object!`: structs.

use crate::json::kinds::Kinds;
use crate::json::node::Node;
use crate::json::private::Seed;
use crate::json::shape::Shape;
use crate::{Json, Path, Report, Rules};
use serde_core::de::{self, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

pub mod extra;
pub mod fields;

pub use self::extra::Extra;
pub use self::fields::Property;

/// A struct that is read from an object. Implemented by `object!`.
pub trait Object: Sized + 'static {
    /// The fields, and what becomes of other properties.
    type Key;
    /// The JSON Pointer of its schema.
    const SCHEMA: &'static str;
    /// The rules of the object as a whole.
    const RULES: Option<Rules>;
    /// The properties that are read into fields.
    const PROPERTIES: &'static [Property];
    /// What becomes of other properties.
    const EXTRA: Extra;

    /// The field of a property. Matches a borrowed name and allocates nothing.
    fn key<E: Error>(name: &str) -> Result<Self::Key, E>;

    /// Reads all properties.
    fn fill<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;
}

/// Reads a struct; never from an array, as a derived reader would.
pub fn read<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(Fill(PhantomData))
}

struct Fill<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for Fill<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::fill(map)
    }
}

/// The next property.
pub fn next_key<'de, T: Object, A: MapAccess<'de>>(
    map: &mut A,
) -> Result<Option<T::Key>, A::Error> {
    map.next_key_seed(Name::<T>(PhantomData))
}

struct Name<T>(PhantomData<T>);

impl<'de, T: Object> DeserializeSeed<'de> for Name<T> {
    type Value = T::Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T::Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<T: Object> Visitor<'_> for Name<T> {
    type Value = T::Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<T::Key, E> {
        T::key(name)
    }
}

/// Reads the value of a field that was not read yet.
pub fn set<'de, T: Json, A: MapAccess<'de>>(
    slot: &mut Option<T>,
    name: &'static str,
    map: &mut A,
) -> Result<(), A::Error> {
    if slot.is_some() {
        return Err(A::Error::duplicate_field(name));
    }
    *slot = Some(map.next_value_seed(Seed::new())?);
    Ok(())
}

/// Reports everything that keeps a node from being a `T`: properties that are there twice, missing, unknown, or wrong.
pub fn inspect<T: Object>(node: &Node, at: &Path<'_>, place: Rules, report: &mut Report) {
    let nothing = Rules::new(T::SCHEMA, &[]);
    let Node::Object(properties) = node else {
        return nothing.wrong_type("an object", node, at, report);
    };
    let repeated = report_repeated(properties, at, T::SCHEMA, report);
    for rules in T::RULES.iter().chain([&place]) {
        rules.check_property_count(properties.len() - repeated, at, report);
        rules.check_assertions(node, at, report);
    }
    for property in T::PROPERTIES {
        match node.get(property.name) {
            Some(value) => {
                let rules = property.rules.unwrap_or(nothing).or_at(T::SCHEMA);
                report.hiding(rules.is_secret(), |report| {
                    (property.inspect)(value, &at.property(property.name), rules, report);
                });
            }
            None if property.required => {
                report.add(
                    at,
                    T::SCHEMA,
                    "required",
                    format_args!("the property `{}`", property.name),
                    "",
                );
            }
            None => {}
        }
    }
    for (name, value) in properties {
        if !T::PROPERTIES.iter().any(|property| property.name == name) {
            T::EXTRA.inspect(value, &at.property(name), T::SCHEMA, report);
        }
    }
}

/// Reports properties that are there twice (RFC 8259, section 4); how many names are so.
pub(crate) fn report_repeated(
    properties: &[(String, Node)],
    at: &Path<'_>,
    schema: &'static str,
    report: &mut Report,
) -> usize {
    let mut names: Vec<&str> = properties.iter().map(|(name, _)| &**name).collect();
    names.sort_unstable();
    let mut repeated = 0;
    for pair in names.windows(2) {
        if pair[0] == pair[1] {
            repeated += 1;
            report.add(
                &at.property(pair[0]),
                schema,
                "properties",
                "each property once",
                "it again",
            );
        }
    }
    repeated
}

/// Reports whether the number of properties of a struct breaks the rules of the object as a whole.
pub fn obey(rules: Rules, count: usize, at: &Path<'_>, report: &mut Report) {
    rules.check_property_count(count, at, report);
}

/// The properties of a struct that looks at no others.
pub const fn all<T: Object>() -> Option<&'static [Property]> {
    match T::EXTRA {
        Extra::Kept { .. } => None,
        Extra::Ignored | Extra::Refused => Some(T::PROPERTIES),
    }
}

/// How a struct is laid out.
pub fn shape<T: Object>() -> Shape {
    let values = match T::EXTRA {
        Extra::Kept { shape, .. } => Some(shape),
        Extra::Ignored | Extra::Refused => None,
    };
    Shape {
        properties: T::PROPERTIES,
        values,
        ..Shape::of(Kinds::OBJECT)
    }
}

/// There is a property that must not be.
pub fn unknown<E: de::Error>(name: &str) -> E {
    E::custom(format_args!("the property {name:?} is not allowed here"))
}

/// The impls of a struct, from a row for each field.
///
/// ```
/// # use specwright_runtime::{Patch, Rule, Rules, Validate, object};
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct User {
///     pub id: i64,
///     pub name: Option<String>,
///     pub parent: Option<i64>,
///     pub phone: Patch<String>,
/// }
///
/// object! {
///     User("/components/schemas/User");
///     required(id, "_id");
///     optional(name, "name").rules(Rules::new("/components/schemas/User/properties/name", &[Rule::MinLength(2)]));
///     nullable(parent, "parentId");
///     patch(phone, "phone");
///     ignored();
/// }
///
/// let user: User = serde_json::from_str(r#"{"_id": 1, "name": "x", "parentId": null, "phone": null}"#).unwrap();
/// assert_eq!(user.phone, Patch::Null);
/// assert_eq!(user.validate().unwrap_err()[0].instance(), "/name");
/// ```
///
/// | row | property | field |
/// |---|---|---|
/// | `required(field, "name");` | must be there, not null | `T` |
/// | `optional(field, "name");` | may be absent, not null | `Option<T>` |
/// | `nullable(field, "name");` | must be there, may be null | `Option<T>` |
/// | `patch(field, "name");` | may be absent, may be null | [`Patch<T>`](crate::Patch) |
///
/// Behind a row may stand `.rules(Rules::new(schema, rules))`, the constraints of this place, and behind an `optional` or a
/// `patch` one then `.or(|| default)`, as which it is read when it is absent. Behind the first row, `.rules(…)` has the
/// constraints of the object as a whole, `minProperties` and `maxProperties`; these want `kept`, as properties that are
/// ignored are not counted. The last row says what becomes of other properties: `ignored();`, `refused();`
/// (`additionalProperties: false`), or `kept(field);` in a `BTreeMap<String, T>`, with the constraints of its values behind it.
#[macro_export]
macro_rules! object {
    (
        $ty:ident($schema:literal $(,)?) $(.rules($own:expr $(,)?))?;
        $(
            $(required($rf:ident, $rw:literal $(,)?) $(.rules($rr:expr $(,)?))?)?
            $(optional($of:ident, $ow:literal $(,)?) $(.rules($or:expr $(,)?))? $(.or($od:expr $(,)?))?)?
            $(nullable($nf:ident, $nw:literal $(,)?) $(.rules($nr:expr $(,)?))?)?
            $(patch($pf:ident, $pw:literal $(,)?) $(.rules($pr:expr $(,)?))? $(.or($pd:expr $(,)?))?)?
            ;
        )*
        $(ignored($($ignored:tt)?))? $(refused($($refused:tt)?))? $(kept($kf:ident $(,)?) $(.rules($kr:expr $(,)?))?)?;
    ) => {
        // Rows as groups of one shape: kind, field, name, rules, default.
        $crate::__object! {
            $ty $schema [$($own)?]
            $(
                $([required $rf $rw [$($rr)?] []])?
                $([optional $of $ow [$($or)?] [$($od)?]])?
                $([nullable $nf $nw [$($nr)?] []])?
                $([patch $pf $pw [$($pr)?] [$($pd)?]])?
            )*
            => $(ignored [$($ignored)?] [])? $(refused [$($refused)?] [])? $(kept [$kf] [$($kr)?])?
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    (
        $ty:ident $schema:literal [$($own:expr)?]
        $([$kind:ident $field:ident $name:literal [$($rules:expr)?] [$($default:expr)?]])*
        => $extra:ident [$($kept:ident)?] $kept_rules:tt
    ) => {
        const _: () = {
            // Other names than a field can have.
            #[allow(non_camel_case_types)]
            pub enum Key {
                $($field,)*
                __Other($crate::export::object::extra::$extra::Name),
            }

            impl $crate::export::object::Object for $ty {
                type Key = Key;
                const SCHEMA: &'static str = $schema;
                const RULES: ::core::option::Option<$crate::Rules> = $crate::__rules!($($own)?);
                const PROPERTIES: &'static [$crate::export::object::Property] = &[
                    $($crate::export::object::fields::$kind::property::<Self, _>(|it| &it.$field, $name, $crate::__rules!($($rules)?)),)*
                ];
                const EXTRA: $crate::export::object::Extra =
                    $crate::export::object::extra::$extra::new($(|it: &Self| &it.$kept,)? $crate::__rules!($kept_rules));

                fn key<E: $crate::export::serde_core::de::Error>(name: &str) -> ::core::result::Result<Key, E> {
                    match name {
                        $($name => ::core::result::Result::Ok(Key::$field),)*
                        other => $crate::export::object::extra::$extra::name(other).map(Key::__Other),
                    }
                }

                fn fill<'de, A: $crate::export::serde_core::de::MapAccess<'de>>(
                    mut map: A,
                ) -> ::core::result::Result<Self, A::Error> {
                    $(let mut $field = ::core::option::Option::None;)*
                    let mut extra = ::core::default::Default::default();
                    while let ::core::option::Option::Some(key) = $crate::export::object::next_key::<Self, A>(&mut map)? {
                        match key {
                            $(Key::$field => $crate::export::object::set(&mut $field, $name, &mut map)?,)*
                            Key::__Other(name) => $crate::export::object::extra::$extra::set(&mut extra, name, &mut map)?,
                        }
                    }
                    ::core::result::Result::Ok(Self {
                        $($field: $crate::export::object::fields::$kind::take($field, $name, $crate::__default!($($default)?))?,)*
                        $($kept: extra,)?
                    })
                }
            }

            impl $crate::Validate for $ty {
                #[allow(unused_variables)]
                fn check(&self, at: &$crate::Path<'_>, report: &mut $crate::Report) {
                    $(
                        $crate::export::object::fields::$kind::check(&self.$field, $crate::__rules!($($rules)?), $name, at, report);
                    )*
                    $(
                        $crate::export::object::extra::check(&self.$kept, $crate::__rules!($kept_rules), at, report);
                    )?
                    $(
                        const RULES: $crate::Rules = $own;
                        <Self as $crate::Json>::obey(self, RULES, at, report);
                        $crate::export::assertion::check(self, RULES, at, report);
                    )?
                }
            }

            impl $crate::Json for $ty {
                const KINDS: $crate::export::Kinds = $crate::export::Kinds::OBJECT;
                const PROPERTIES: ::core::option::Option<&'static [$crate::export::object::Property]> =
                    $crate::export::object::all::<Self>();

                fn shape() -> $crate::export::Shape {
                    $crate::export::object::shape::<Self>()
                }

                fn read<'de, D: $crate::export::serde_core::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    $crate::export::object::read(deserializer)
                }

                fn write<S: $crate::export::serde_core::Serializer>(
                    &self,
                    serializer: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    #[allow(unused_mut)]
                    let mut map = serializer.serialize_map(::core::option::Option::None)?;
                    $($crate::export::object::fields::$kind::write(&self.$field, $name, &mut map)?;)*
                    $($crate::export::object::extra::write::<Self, _, _>(&self.$kept, &mut map)?;)?
                    $crate::export::serde_core::ser::SerializeMap::end(map)
                }

                fn inspect(
                    node: &$crate::export::Node,
                    at: &$crate::Path<'_>,
                    rules: $crate::Rules,
                    report: &mut $crate::Report,
                ) {
                    $crate::export::object::inspect::<Self>(node, at, rules, report);
                }

                fn obey(&self, rules: $crate::Rules, at: &$crate::Path<'_>, report: &mut $crate::Report) {
                    let count = 0
                        $(+ usize::from($crate::export::object::fields::$kind::is_present(&self.$field)))*
                        $(+ self.$kept.len())?;
                    $crate::export::object::obey(rules, count, at, report);
                }
            }

            $crate::__serde! { $ty }
        };
    };
}

/// Rules that may be absent, as a constant.
#[doc(hidden)]
#[macro_export]
macro_rules! __rules {
    () => {
        ::core::option::Option::None
    };
    ([$($rules:expr)?]) => {
        $crate::__rules!($($rules)?)
    };
    ($rules:expr) => {{
        const RULES: ::core::option::Option<$crate::Rules> = ::core::option::Option::Some($rules);
        RULES
    }};
}

/// A default that may be absent.
#[doc(hidden)]
#[macro_export]
macro_rules! __default {
    () => {
        ::core::option::Option::None
    };
    ($default:expr) => {
        ::core::option::Option::Some($default)
    };
}
