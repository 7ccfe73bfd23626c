//! `wrapper!`: values whose constraints their type does not say.

/// The impls of a tuple struct around a value with constraints; they are checked by [`Validate`](crate::Validate).
///
/// ```
/// # use specwright_runtime::{Rule, Rules, Validate, wrapper};
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct Tags(pub Vec<String>);
///
/// wrapper! { Tags("/components/schemas/Tags", Vec<String>, Rules::new("/components/schemas/Tags", &[Rule::MinItems(1)])); }
///
/// let tags: Tags = serde_json::from_str("[]").unwrap();
/// assert_eq!(tags.validate().unwrap_err()[0].keyword(), "minItems");
/// ```
#[macro_export]
macro_rules! wrapper {
    ($ty:ident($schema:literal, $inner:ty, $rules:expr $(,)?);) => {
        const _: () = {
            const RULES: $crate::Rules = $rules;

            impl $crate::Validate for $ty {
                fn check(&self, at: &$crate::Path<'_>, report: &mut $crate::Report) {
                    $crate::export::assertion::check(&self.0, RULES, at, report);
                }
            }

            impl $crate::Json for $ty {
                $crate::__outline! { ruled($inner, RULES) }

                const KINDS: $crate::export::Kinds = <$inner as $crate::Json>::KINDS;
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

                fn inspect(
                    node: &$crate::export::Node,
                    at: &$crate::Path<'_>,
                    _: $crate::Rules,
                    report: &mut $crate::Report,
                ) {
                    <$inner as $crate::Json>::inspect(node, at, RULES, report);
                    RULES.check_assertions(node, at, report);
                }

                fn obey(
                    &self,
                    rules: $crate::Rules,
                    at: &$crate::Path<'_>,
                    report: &mut $crate::Report,
                ) {
                    $crate::Json::obey(&self.0, rules, at, report);
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
