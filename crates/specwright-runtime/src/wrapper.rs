//! `wrapper!`: values whose constraints their type does not say.

/// The impls of a tuple struct around a value with constraints; they are checked by [`Validate`](crate::Validate).
///
/// ```
/// # use specwright_runtime::{Constraint, Constraints, Validate, wrapper};
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct Tags(pub Vec<String>);
///
/// wrapper! { Tags("/components/schemas/Tags", Vec<String>, Constraints::new("/components/schemas/Tags", &[Constraint::MinItems(1)])); }
///
/// let tags: Tags = serde_json::from_str("[]").unwrap();
/// assert_eq!(tags.validate().unwrap_err()[0].keyword(), "minItems");
/// ```
#[macro_export]
macro_rules! wrapper {
    ($ty:ident($schema:literal, $inner:ty, $constraints:expr $(,)?);) => {
        const _: () = {
            const CONSTRAINTS: $crate::Constraints = $constraints;

            impl $crate::Validate for $ty {
                fn check(&self, at: &$crate::Path<'_>, report: &mut $crate::Report) {
                    $crate::export::assertion::check(&self.0, CONSTRAINTS, at, report);
                }
            }

            impl $crate::Json for $ty {
                $crate::__outline! { constrained($inner, CONSTRAINTS) }

                const JSON_TYPES: $crate::export::JsonTypes = <$inner as $crate::Json>::JSON_TYPES;
                const PROPERTIES: ::core::option::Option<
                    &'static [$crate::export::object::Property],
                > = <$inner as $crate::Json>::PROPERTIES;
                const IS_NESTED: bool = <$inner as $crate::Json>::IS_NESTED;

                fn shape() -> $crate::export::Shape {
                    <$inner as $crate::Json>::shape()
                }

                fn read<'de, D: $crate::export::serde_core::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    <$inner as $crate::Json>::read(deserializer).map(Self)
                }

                fn write<S: $crate::export::serde_core::Serializer>(
                    &self,
                    serializer: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    $crate::Json::write(&self.0, serializer)
                }

                fn diagnose(
                    node: &$crate::export::Node,
                    at: &$crate::Path<'_>,
                    _: $crate::Constraints,
                    report: &mut $crate::Report,
                ) {
                    <$inner as $crate::Json>::diagnose(node, at, CONSTRAINTS, report);
                    CONSTRAINTS.check_assertions(node, at, report);
                }

                fn check_constraints(
                    &self,
                    constraints: $crate::Constraints,
                    at: &$crate::Path<'_>,
                    report: &mut $crate::Report,
                ) {
                    $crate::Json::check_constraints(&self.0, constraints, at, report);
                }
            }

            $crate::__serde! { $ty }
        };

        impl ::core::ops::Deref for $ty {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }
    };
}
