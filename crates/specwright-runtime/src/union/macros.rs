//! The macro `union!`.

/// The impls of an enum whose variants hold one type each.
///
/// ```
/// # use specwright_runtime::{object, union};
/// # pub struct Cat { kind: String, lives: i64 }
/// # object! { Cat("/components/schemas/Cat", ignore); required(kind, "kind"); required(lives, "lives"); }
/// # pub struct Dog { kind: String }
/// # object! { Dog("/components/schemas/Dog", ignore); required(kind, "kind"); }
/// #[derive(Clone, PartialEq)]
/// pub enum Pet {
///     Cat(Cat),
///     Dog(Dog),
/// }
///
/// union! {
///     Pet("/components/schemas/Pet");
///     discriminator("kind");
///     variant(0, Cat).tag("cat");
///     variant(1, Dog).tag("dog").tag("Dog");
/// }
///
/// let pet: Pet = serde_json::from_str(r#"{"kind": "cat", "lives": 9}"#).unwrap();
/// assert!(matches!(pet, Pet::Cat(Cat { lives: 9, .. })));
/// ```
///
/// `.keyed()` behind the schema implements `Eq` and `Hash`, for a union that holds neither floating-point numbers nor untyped values.
///
/// The first row sets the strategy that selects the variant: `discriminator("property");`, `constants();`, `json_type();`, `order();`,
/// `one();`, `any();`, or `any(Several);` with the variant for values that fit several of the others. The second to fourth
/// take the keyword that lists the variants, if it is not `oneOf`: `order("anyOf")`. A `variant` begins
/// with its position, from 0. With a discriminator, each value that selects the variant follows, `.tag("cat")`;
/// with `json_type`, for readers only, the JSON types that do, as in `.string().null()`; then the constraints of the
/// variant, if any: `.any_of(0, constraint, constraint)` or `.one_of(…)` for those in that member of the schema, else `.constraints_at(Constraints::new(schema, constraints))`;
/// and last the constants that identify it, `.pins(text("/kind", "cat"), integer("/meta/version", 1, 2))`.
#[macro_export]
macro_rules! union {
    (
        $ty:ident($schema:literal $(,)?) $(.keyed($($keyed:tt)?))?;
        $tag:ident($($property:literal)? $($several:ident)? $(,)?);
        $(
            variant($at:literal, $variant:ident $(,)?) $(.tag($value:literal $(,)?))*
            $(.object($($object:tt)?))? $(.array($($array:tt)?))? $(.string($($string:tt)?))?
            $(.number($($number:tt)?))? $(.boolean($($boolean:tt)?))? $(.null($($null:tt)?))?
            $(.any_of($any_of:literal $(, $any_of_constraint:expr)* $(,)?))? $(.one_of($one_of:literal $(, $one_of_constraint:expr)* $(,)?))?
            $(.constraints_at($constraints:expr $(,)?))?
            $(.pins($($pin:ident($path:literal, $($constant:literal),+ $(,)?)),+ $(,)?))?;
        )*
    ) => {
        impl $crate::Union for $ty {
            const DESCRIPTION: $crate::UnionDescription<Self> = $crate::UnionDescription {
                name: stringify!($ty),
                names: stringify!($($variant)* $($several)?),
                schema: $schema,
                strategy: $crate::__strategy!($tag($($property)? $($several)?)),
                keyword: $crate::__union_keyword!($tag($($property)?)),
                variants: &[$($crate::variant(Self::$variant, &[$($value),*], $schema)
                    $(.constraints_at($crate::Constraints::any_of($schema, $any_of, &[$($any_of_constraint),*])))?
                    $(.constraints_at($crate::Constraints::one_of($schema, $one_of, &[$($one_of_constraint),*])))?
                    $(.constraints_at($constraints))?
                    $(.pins(&[$($crate::export::union::Pin::$pin($path, &[$($constant),+])),+]))?,)*],
                several: $crate::__several!($(Self::$several)?),
            };

            fn read_as(
                at: usize,
                node: $crate::Node,
            ) -> $crate::Result<Self, $crate::export::union::Error> {
                match at {
                    $($at => $crate::read_variant(Self::$variant, node),)*
                    _ => $crate::export::union::no_variant(),
                }
            }

            fn visit<V: $crate::Visit<Self>>(&self, visit: V) -> V::Output {
                match self {
                    $(Self::$variant(value) => visit.variant($at, value),)*
                    $(Self::$several(parts) => visit.several(parts),)?
                }
            }
        }

        impl $crate::Coded for $ty {
            type Codec = $crate::Unions;
        }

        impl $crate::Debug for $ty {
            fn fmt(&self, f: &mut $crate::Formatter<'_>) -> $crate::FmtResult {
                $crate::debug_union(self, f)
            }
        }

        $crate::__serde! { $ty }

        $($crate::__keyed! { $ty $($keyed)? })?
    };
}

/// Converts the first row of `union!` to a `Strategy`.
#[doc(hidden)]
#[macro_export]
macro_rules! __strategy {
    (discriminator($property:literal)) => {
        $crate::export::union::Strategy::Discriminator($property)
    };
    (constants($($keyword:literal)?)) => {
        $crate::export::union::Strategy::Constants
    };
    (json_type($($keyword:literal)?)) => {
        $crate::export::union::Strategy::JsonType
    };
    (order($($keyword:literal)?)) => {
        $crate::export::union::Strategy::Order
    };
    (one()) => {
        $crate::export::union::Strategy::One
    };
    (any()) => {
        $crate::export::union::Strategy::Any
    };
    (any($several:ident)) => {
        $crate::export::union::Strategy::Several
    };
}

/// The keyword that lists the variants: `oneOf`, if the first row of `union!` names no other.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_keyword {
    (any()) => {
        "anyOf"
    };
    (discriminator($property:literal)) => {
        "oneOf"
    };
    ($tag:ident($keyword:literal)) => {
        $keyword
    };
    ($tag:ident()) => {
        "oneOf"
    };
}

/// Converts the variant that holds a value of several variants, if there is one.
#[doc(hidden)]
#[macro_export]
macro_rules! __several {
    () => {
        $crate::None
    };
    ($several:expr) => {
        $crate::Some($several)
    };
}
