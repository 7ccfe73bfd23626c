//! `setters!`: chained setters of a struct.

/// Implements a setter for each field, which takes the struct by value and returns it.
///
/// ```
/// # use specwright_runtime::{OptionalNullable, setters};
/// #[derive(Default)]
/// pub struct User {
///     pub name: String,
///     pub age: Option<i64>,
///     pub new: Option<bool>,
///     pub phone: OptionalNullable<String>,
///     pub parent: Option<Box<User>>,
/// }
///
/// setters! {
///     User;
///     converted name(name: String);
///     exact age(age: i64);
///     exact set_new(new: bool);
///     converted phone(phone: String);
///     boxed parent(parent: User);
/// }
///
/// let user = User::default().name("Ada").age(36).phone("+44").parent(User::default());
/// assert_eq!((user.age, user.phone.value().map(String::as_str)), (Some(36), Some("+44")));
/// ```
///
/// | row | argument |
/// |---|---|
/// | `converted setter(field: Type);` | `impl Into<Type>` |
/// | `exact setter(field: Type);` | `Type` |
/// | `boxed setter(field: Type);` | `impl Into<Type>`, for a field of `Box<Type>` |
///
/// A field may also be an `Option` or [`OptionalNullable`](crate::OptionalNullable) of the type: the setter gives it a value.
#[macro_export]
macro_rules! setters {
    ($ty:ty; $($kind:ident $setter:ident($field:ident: $content:ty $(,)?);)*) => {
        impl $ty {
            $($crate::__setter! { $kind $setter $field $content })*
        }
    };
}

/// A setter, for each kind of row.
#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    (converted $setter:ident $field:ident $content:ty) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[must_use]
        pub fn $setter(mut self, $field: impl ::core::convert::Into<$content>) -> Self {
            let value: $content = ::core::convert::Into::into($field);
            self.$field = ::core::convert::From::from(value);
            self
        }
    };
    (exact $setter:ident $field:ident $content:ty) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[must_use]
        pub fn $setter(mut self, $field: $content) -> Self {
            self.$field = ::core::convert::From::from($field);
            self
        }
    };
    (boxed $setter:ident $field:ident $content:ty) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[must_use]
        pub fn $setter(mut self, $field: impl ::core::convert::Into<$content>) -> Self {
            let value: $content = ::core::convert::Into::into($field);
            self.$field = ::core::convert::From::from(::std::boxed::Box::new(value));
            self
        }
    };
}
