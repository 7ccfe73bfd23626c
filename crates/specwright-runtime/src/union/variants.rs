//! The macro `variants!`.

/// The conversions between an enum of `union!` and the types of its variants.
///
/// A row has the methods that return the value of a variant, by reference (`.slice(item)` for a slice) and by value, and the variant. A type
/// in `from(…)` converts to the enum; so do `&str` with `from_text(&str)`, arrays with `from_array(item)`, and the type inside a `Box`
/// with `from_box(inner)`.
///
/// ```
/// # use specwright_runtime::{object, union, variants};
/// # pub struct Cat { lives: i64 }
/// # object! { Cat("/components/schemas/Cat", ignore); required(lives, "lives"); }
/// #[derive(Clone, PartialEq)]
/// pub enum Pet {
///     Cat(Cat),
///     Name(String),
///     Cats(Vec<Cat>),
/// }
///
/// union! {
///     Pet("/components/schemas/Pet");
///     json_type();
///     variant(0, Cat);
///     variant(1, Name);
///     variant(2, Cats);
/// }
///
/// variants! {
///     Pet;
///     as_cat(Cat), into_cat: Cat(Cat).from(Cat);
///     as_name(str), into_name: Name(String).from(String).from_text(&str);
///     as_cats().slice(Cat), into_cats: Cats(Vec<Cat>).from(Vec<Cat>).from_array(Cat);
/// }
///
/// assert_eq!(Pet::from("Tom").as_name(), Some("Tom"));
/// assert_eq!(Pet::from(Cat { lives: 9 }).into_cat(), Ok(Cat { lives: 9 }));
/// assert!(Pet::from([Cat { lives: 9 }]).as_cat().is_none());
/// assert_eq!(Pet::from([Cat { lives: 9 }]).as_cats().map(<[Cat]>::len), Some(1));
/// ```
#[macro_export]
macro_rules! variants {
    (
        $ty:ident;
        $(
            $as:ident($($borrowed:ty $(,)?)?) $(.slice($element:ty $(,)?))?, $into:ident: $variant:ident($owned:ty $(,)?)
            $(.from($from:ty $(,)?))? $(.from_box($inner:ty $(,)?))?
            $(.from_text($text:ty $(,)?))? $(.from_array($item:ty $(,)?))?;
        )*
    ) => {
        impl $ty {
            $(
                /// Returns the value if it is of this variant.
                #[must_use]
                pub fn $as(&self) -> $crate::Option<&$([$element])? $($borrowed)?> {
                    match self {
                        Self::$variant(value) => $crate::Some(value),
                        _ => $crate::None,
                    }
                }

                /// Returns the value if it is of this variant.
                ///
                /// # Errors
                ///
                /// If it is of another variant, it is returned unchanged.
                pub fn $into(self) -> $crate::Result<$owned, Self> {
                    match self {
                        Self::$variant(value) => $crate::Ok(value),
                        other => $crate::Err(other),
                    }
                }
            )*
        }

        $(
            $(impl $crate::From<$from> for $ty {
                fn from(value: $from) -> Self {
                    Self::$variant(value)
                }
            })?
            $(impl $crate::From<$inner> for $ty {
                fn from(value: $inner) -> Self {
                    Self::$variant($crate::Box::new(value))
                }
            })?
            $(impl $crate::From<$text> for $ty {
                fn from(value: $text) -> Self {
                    Self::$variant(value.to_owned())
                }
            })?
            $(impl<const N: usize> $crate::From<[$item; N]> for $ty {
                fn from(value: [$item; N]) -> Self {
                    Self::$variant(value.into())
                }
            })?
        )*
    };
}
