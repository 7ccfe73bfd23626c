//! Types whose values can be keys of hash maps: `.keyed()` behind the row of their schema.

use crate::Json;
use crate::json::Written;
use std::hash::Hasher;
use std::io;

/// Hashes a value by its JSON text, so that a type with any number of fields compiles as fast as one without. Values that are
/// equal have the same text.
pub fn hash<T: Json>(value: &T, state: &mut impl Hasher) {
    // A file that is not text has no JSON. It ends the text, and equal values end it at the same place.
    let _ = serde_json::to_writer(Text(state), &Written(value));
    state.write_u8(0xFF);
}

struct Text<'a, H>(&'a mut H);

impl<H: Hasher> io::Write for Text<'_, H> {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.write(text);
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// `Eq` and `Hash` of a type that holds neither floating-point numbers nor untyped values.
#[doc(hidden)]
#[macro_export]
macro_rules! __keyed {
    ($ty:ident) => {
        impl $crate::Eq for $ty {}

        impl $crate::Hash for $ty {
            fn hash<H: $crate::Hasher>(&self, state: &mut H) {
                $crate::hash_json(self, state)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    struct User {
        id: i64,
        name: Option<String>,
    }

    crate::object! { User("/user", ignore).keyed(); required(id, "id"); optional(name, "name"); }

    #[test]
    fn equal_values_are_one_key() {
        let ada = |name: Option<&str>| User {
            id: 1,
            name: name.map(str::to_owned),
        };
        let users = HashSet::from([ada(None), ada(Some("Ada")), ada(Some("Ada"))]);
        assert_eq!(users.len(), 2);
        assert!(users.contains(&ada(Some("Ada"))));
        assert!(!users.contains(&ada(Some("Eva"))));
    }
}
