//! The macro `object!`.

/// The impls of a struct, from a row for each field.
///
/// ```
/// # use specwright_runtime::{OptionalNullable, Validate, object, constraint};
/// pub struct User {
///     pub id: i64,
///     pub name: Option<String>,
///     pub parent: Option<i64>,
///     pub phone: OptionalNullable<String>,
/// }
///
/// object! {
///     User("/components/schemas/User", ignore);
///     required(id, "_id");
///     optional(name, "name").constraints(constraint::MinLength(2));
///     nullable(parent, "parentId");
///     optional_nullable(phone, "phone");
/// }
///
/// let user: User = serde_json::from_str(r#"{"_id": 1, "name": "x", "parentId": null, "phone": null}"#).unwrap();
/// assert_eq!(user.phone, OptionalNullable::Null);
/// assert_eq!(user.validate().unwrap_err()[0].instance(), "/name");
/// ```
///
/// `Clone`, `Debug` and `PartialEq` are implemented too, as `#[derive]` would, but that `Debug` shows no secrets.
///
/// | row | property | field |
/// |---|---|---|
/// | `required(field, "name");` | must be there, not null | `T` |
/// | `optional(field, "name");` | may be absent, not null | `Option<T>` |
/// | `nullable(field, "name");` | must be there, may be null | `Option<T>` |
/// | `optional_nullable(field, "name");` | may be absent, may be null | [`OptionalNullable<T>`](crate::OptionalNullable) |
///
/// After a row:
///
/// | suffix | meaning |
/// |---|---|
/// | `.constraints(constraint, …)` | the constraints in the property's own schema |
/// | `.constraints_at(Constraints::new(schema, constraints))` | the constraints of another schema |
/// | `.or_default_with(\|\| default)` | the default of an absent `optional` or `optional_nullable` property |
///
/// The first row sets the treatment of other properties: `ignore`, `deny` (`additionalProperties: false`), `deny_unevaluated`
/// (`unevaluatedProperties: false`), or `capture(field)` in a `BTreeMap<String, T>`, with the constraints of its values as a second
/// argument. After it:
///
/// | suffix | meaning |
/// |---|---|
/// | `.constraints_at(…)` | the constraints of the object as a whole, `minProperties` and `maxProperties`; they require `capture`, as ignored properties are not counted |
/// | `.origins(("required", "/components/schemas/Pet", "id"))` | the schemas of keywords that are not in that of the first row, as those of `allOf`: for these properties, or for all |
/// | `.ignores("id")` | properties that are ignored where others are denied or captured: those of the other direction (`readOnly`, `writeOnly`) |
/// | `.keyed()` | the type implements `Eq` and `Hash`: it holds neither floating-point numbers nor untyped values |
#[macro_export]
macro_rules! object {
    (
        $ty:ident($schema:literal, $unknown:ident $(($captured:ident $(, $captured_constraints:expr)? $(,)?))? $(,)?) $(.constraints_at($own:expr $(,)?))? $(.origins($(($keyword:literal, $origin:literal $(, $named:literal)* $(,)?)),+ $(,)?))? $(.ignores($($ignored:literal),+ $(,)?))? $(.keyed($($keyed:tt)?))?;
        $($kind:ident($field:ident, $name:literal $(,)?) $(.constraints($($constraint:expr),* $(,)?))? $(.constraints_at($constraints:expr $(,)?))? $(.or_default_with($default:expr $(,)?))?;)*
    ) => {
        impl $crate::Object for $ty {
            const DESCRIPTION: $crate::ObjectDescription = $crate::ObjectDescription::new(
                $schema,
                $crate::UnknownProperties::$unknown()$($(.constraints_at($captured_constraints))?)?,
                &[$($crate::property::$kind($name)
                    $(.constraints($schema, &[$($constraint),*]))?
                    $(.constraints_at($constraints))?,)*],
            )$(.constraints_at($own))?
            $(.origins(&[$($crate::Origin::new($keyword, $origin, &[$($named),*])),+]))?
            $(.ignores(&[$($ignored),+]))?;

            fn fill<R: $crate::Reader>(reader: &mut R) -> $crate::Result<Self, R::Error> {
                $(let mut $field = $crate::pending::$kind;)*
                $(let mut $captured = $crate::BTreeMap::new();)?
                match $crate::fill(reader, &mut [$(&mut $field,)* $(&mut $captured,)?]) {
                    $crate::Ok(()) => {}
                    $crate::Err(error) => return $crate::Err(error),
                }
                $($($crate::OrDefault::or_default_with(&mut $field, $default);)?)*
                $crate::Ok(Self {
                    $($field: $crate::__field!($kind $field),)*
                    $($captured,)?
                })
            }

            fn walk<'a, W: $crate::Walk<'a>>(&'a self, walk: &mut W) {
                $(walk.$kind(&self.$field);)*
                $(walk.captured(&self.$captured);)?
            }
        }

        impl $crate::Coded for $ty {
            type Codec = $crate::Objects;
        }

        impl $crate::Clone for $ty {
            fn clone(&self) -> Self {
                Self {
                    $($field: self.$field.clone(),)*
                    $($captured: self.$captured.clone(),)?
                }
            }
        }

        impl $crate::PartialEq for $ty {
            fn eq(&self, other: &Self) -> bool {
                $crate::equal(self, other)
            }
        }

        impl $crate::Debug for $ty {
            fn fmt(&self, f: &mut $crate::Formatter<'_>) -> $crate::FmtResult {
                $crate::debug(self, stringify!($ty $($field)* $($captured)?), f)
            }
        }

        $crate::__serde! { $ty }

        $($crate::__keyed! { $ty $($keyed)? })?
    };
}

/// Converts a pending field to the field, for each kind of row. A reader ends only if all required properties are present.
#[doc(hidden)]
#[macro_export]
macro_rules! __field {
    (required $pending:ident) => {
        $pending.unwrap()
    };
    (nullable $pending:ident) => {
        $pending.unwrap()
    };
    ($kind:ident $pending:ident) => {
        $pending
    };
}
