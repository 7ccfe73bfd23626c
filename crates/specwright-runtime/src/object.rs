//! `object!`: structs.
//!
//! A row of `object!` becomes an [`Object`]: a table of its properties, one function that reads the fields, and one that visits
//! them. Everything else is written once, here, for all structs: what is generic costs the crates that have thousands of
//! structs nothing to compile.

use crate::{Json, Patch, Path, Report, Rules};
use std::collections::BTreeMap;

mod inspect;
mod layout;
mod read;
mod walk;

pub use self::inspect::inspect;
pub(crate) use self::inspect::report_repeated;
pub use self::layout::layout;
pub use self::read::read;
pub use self::walk::{Walk, check, write};

/// A struct that is read from an object. Implemented by `object!`.
pub trait Object: Json + 'static {
    /// The fields, by name.
    type Key: 'static;
    /// The fields, in the order of the properties.
    const KEYS: &'static [Self::Key];
    /// The JSON Pointer of its schema.
    const SCHEMA: &'static str;
    /// The rules of the object as a whole.
    const RULES: Option<Rules> = None;
    /// The properties that are read into fields.
    const TABLE: &'static [Property];
    /// What becomes of other properties.
    const EXTRA: Extra;

    /// Reads all fields, each from what the reader has of its name.
    ///
    /// # Errors
    ///
    /// The reader's.
    fn fill<R: Reader>(reader: &mut R) -> Result<Self, R::Error>;

    /// Visits the fields in the order of the properties, then the map of the others.
    fn walk<W: Walk>(&self, walk: &mut W);
}

/// What a property must be.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    name: &'static str,
    required: bool,
    rules: Option<Rules>,
}

impl Property {
    /// One that must be there.
    pub const fn required(name: &'static str) -> Self {
        Self {
            name,
            required: true,
            rules: None,
        }
    }

    /// One that may be absent.
    pub const fn optional(name: &'static str) -> Self {
        Self {
            required: false,
            ..Self::required(name)
        }
    }

    /// One that must be there and may be null.
    pub const fn nullable(name: &'static str) -> Self {
        Self::required(name)
    }

    /// One that may be absent or null.
    pub const fn patch(name: &'static str) -> Self {
        Self::optional(name)
    }

    /// With the constraints of its place.
    #[must_use]
    pub const fn rules(self, rules: Rules) -> Self {
        Self {
            rules: Some(rules),
            ..self
        }
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn is_required(&self) -> bool {
        self.required
    }
}

/// What becomes of properties without a field.
#[derive(Clone, Copy, Debug)]
pub enum Extra {
    /// The document does not speak of them: they may be there.
    Ignored,
    /// This keyword is `false`.
    Refused(&'static str),
    /// `additionalProperties` with a schema, and the constraints of each.
    Kept(Option<Rules>),
}

impl Extra {
    /// `ignored`
    pub const fn ignored() -> Self {
        Extra::Ignored
    }

    /// `refused`
    pub const fn refused() -> Self {
        Extra::Refused("additionalProperties")
    }

    /// `unevaluated`
    pub const fn unevaluated() -> Self {
        Extra::Refused("unevaluatedProperties")
    }

    /// `kept(field)`
    pub const fn kept() -> Self {
        Extra::Kept(None)
    }

    /// With the constraints of each.
    #[must_use]
    pub const fn rules(self, rules: Rules) -> Self {
        match self {
            Extra::Kept(_) => Extra::Kept(Some(rules)),
            other => other,
        }
    }
}

/// Where the fields of a struct come from: JSON as it is read, or a node that is looked at.
///
/// A field goes through it twice: `value` is called when its property comes by, `required` and the others at the end, for
/// every field and in the order of the properties; what they give is none if the struct cannot be.
pub trait Reader {
    /// Why there is no struct.
    type Error;

    /// The next property: the position of its field, or beyond all for one that is kept.
    ///
    /// # Errors
    ///
    /// If there is no next one that can be read.
    fn next(&mut self) -> Result<Option<usize>, Self::Error>;

    /// Reads the value of the property into a field that was not read yet.
    ///
    /// # Errors
    ///
    /// If it was, or cannot be read.
    fn value<T: Json>(&mut self, slot: &mut Option<T>) -> Result<(), Self::Error>;

    /// Reads the value of a property without a field.
    ///
    /// # Errors
    ///
    /// If the property was there before, or cannot be read.
    fn kept<T: Json>(&mut self, kept: &mut BTreeMap<String, T>) -> Result<(), Self::Error>;

    /// Ends a field that must have been there.
    fn required<T>(&mut self, slot: Option<T>) -> Option<T>;

    /// Ends a field that may be absent.
    fn optional<T>(&mut self, slot: Option<T>) -> Option<Option<T>> {
        Some(slot)
    }

    /// Ends a field that must have been there, and may be null.
    fn nullable<T>(&mut self, slot: Option<Option<T>>) -> Option<Option<T>> {
        self.required(slot)
    }

    /// Ends a field that may be absent or null.
    fn patch<T>(&mut self, slot: Option<Option<T>>) -> Option<Patch<T>> {
        Some(match slot {
            None => Patch::Absent,
            Some(None) => Patch::Null,
            Some(Some(value)) => Patch::Value(value),
        })
    }

    /// Why a field was none.
    fn incomplete(&mut self) -> Self::Error;
}

/// A field with a default, as which it is read when it is absent.
pub trait Absent<T> {
    /// The field with its default.
    fn or(self, default: impl FnOnce() -> T) -> Self;
}

impl<T> Absent<T> for Option<T> {
    fn or(self, default: impl FnOnce() -> T) -> Self {
        self.or_else(|| Some(default()))
    }
}

impl<T> Absent<T> for Patch<T> {
    fn or(self, default: impl FnOnce() -> T) -> Self {
        match self {
            Patch::Absent => Patch::Value(default()),
            Patch::Null | Patch::Value(_) => self,
        }
    }
}

/// The properties of a struct that looks at no others.
pub const fn all<T: Object>() -> Option<&'static [Property]> {
    match T::EXTRA {
        Extra::Kept(_) => None,
        Extra::Ignored | Extra::Refused(_) => Some(T::TABLE),
    }
}

/// Reports how many properties too few or too many there are.
pub fn obey<T: Object>(value: &T, rules: Rules, at: &Path<'_>, report: &mut Report) {
    rules.check_property_count(walk::count(value), at, report);
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
///     User("/components/schemas/User", ignored);
///     required(id, "_id");
///     optional(name, "name").rules(Rules::new("/components/schemas/User/properties/name", &[Rule::MinLength(2)]));
///     nullable(parent, "parentId");
///     patch(phone, "phone");
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
/// `patch` one then `.or(|| default)`, as which it is read when it is absent. The first row also says what becomes of other
/// properties: `ignored`, `refused` (`additionalProperties: false`), `unevaluated` (`unevaluatedProperties: false`), or `kept(field)` in a `BTreeMap<String, T>`, with the
/// constraints of its values as a second argument. Behind it, `.rules(…)` has the constraints of the object as a whole,
/// `minProperties` and `maxProperties`; these want `kept`, as properties that are ignored are not counted.
#[macro_export]
macro_rules! object {
    (
        $ty:ident($schema:literal, $extra:ident $(($kept:ident $(, $kept_rules:expr)? $(,)?))? $(,)?) $(.rules($own:expr $(,)?))?;
        $($kind:ident($field:ident, $name:literal $(,)?) $(.rules($rules:expr $(,)?))? $(.or($default:expr $(,)?))?;)*
    ) => {
        const _: () = {
            // No type of a document is called so, and variants have other names than fields can have.
            #[allow(non_camel_case_types)]
            pub enum __Key {
                $($field,)*
            }

            impl $crate::export::object::Object for $ty {
                type Key = __Key;
                const KEYS: &'static [__Key] = &[$(__Key::$field,)*];
                const SCHEMA: &'static str = $schema;
                $(const RULES: ::core::option::Option<$crate::Rules> = ::core::option::Option::Some($own);)?
                const TABLE: &'static [$crate::export::object::Property] =
                    &[$($crate::export::object::Property::$kind($name)$(.rules($rules))?,)*];
                const EXTRA: $crate::export::object::Extra =
                    $crate::export::object::Extra::$extra()$($(.rules($kept_rules))?)?;

                #[allow(irrefutable_let_patterns, unreachable_patterns)]
                fn fill<R: $crate::export::object::Reader>(
                    reader: &mut R,
                ) -> ::core::result::Result<Self, R::Error> {
                    $(let mut $field = ::core::option::Option::None;)*
                    $(let mut $kept = ::std::collections::BTreeMap::new();)?
                    while let ::core::option::Option::Some(at) = reader.next()? {
                        match Self::KEYS.get(at) {
                            $(::core::option::Option::Some(__Key::$field) => reader.value(&mut $field),)*
                            $(::core::option::Option::None => reader.kept(&mut $kept),)?
                            _ => ::core::result::Result::Ok(()),
                        }?;
                    }
                    let ($(::core::option::Option::Some($field),)*) = ($(reader.$kind($field),)*) else {
                        return ::core::result::Result::Err(reader.incomplete());
                    };
                    $($(let $field = $crate::export::object::Absent::or($field, $default);)?)*
                    ::core::result::Result::Ok(Self { $($field,)* $($kept,)? })
                }

                fn walk<W: $crate::export::object::Walk>(&self, walk: &mut W) {
                    $(walk.$kind(&self.$field);)*
                    $(walk.kept(&self.$kept);)?
                }
            }

            impl $crate::Validate for $ty {
                fn check(&self, at: &$crate::Path<'_>, report: &mut $crate::Report) {
                    $crate::export::object::check(self, at, report);
                }
            }

            impl $crate::Json for $ty {
                const KINDS: $crate::export::Kinds = $crate::export::Kinds::OBJECT;
                const PROPERTIES: ::core::option::Option<&'static [$crate::export::object::Property]> =
                    $crate::export::object::all::<Self>();

                fn shape() -> $crate::export::Shape {
                    $crate::export::object::layout::<Self>()
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
                    $crate::export::object::write(self, serializer)
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
                    $crate::export::object::obey(self, rules, at, report);
                }
            }

            $crate::__serde! { $ty }
        };
    };
}
