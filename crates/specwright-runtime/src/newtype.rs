//! `ascii!` and `text!`: strings whose constraints hold for every value of the type.

mod macros;

use crate::constraints::Checkable;
use crate::json::coded::Codec;
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::{Constraint, Constraints, Path, Report};
use serde_core::de::{self, Deserializer, Visitor};
use serde_core::ser::Serializer;
use std::fmt;
use std::marker::PhantomData;

/// The error of a validated type for a value that violates a constraint.
#[derive(Clone, Copy)]
pub struct Invalid {
    type_name: &'static str,
    schema: &'static str,
    constraint: Constraint,
    /// True if checking the text exceeds the step budget, so that it may satisfy the constraint.
    is_too_costly: bool,
}

impl Invalid {
    #[doc(hidden)]
    pub const fn new(
        type_name: &'static str,
        schema: &'static str,
        constraint: Constraint,
    ) -> Self {
        Self {
            type_name,
            schema,
            constraint,
            is_too_costly: false,
        }
    }

    /// Adds to the error whether the text was too costly to check.
    #[doc(hidden)]
    #[cold]
    pub fn of_text(self, text: &str) -> Self {
        let is_too_costly = self.constraint.is_too_costly(text);
        Self {
            is_too_costly,
            ..self
        }
    }

    /// The name of the type: `MongoId`.
    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// The JSON Pointer of the schema in the document.
    pub fn schema(&self) -> &'static str {
        self.schema
    }

    /// The keyword of the violated constraint: `pattern`.
    pub fn keyword(&self) -> &'static str {
        self.constraint.keyword()
    }

    /// Returns the expected value: "a match of `^[0-9a-fA-F]{24}$`".
    pub fn expected(&self) -> impl fmt::Display {
        Expected {
            constraint: self.constraint,
            is_too_costly: self.is_too_costly,
        }
    }
}

/// The expectation of a constraint, or the one that the text can be checked.
struct Expected {
    constraint: Constraint,
    is_too_costly: bool,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.is_too_costly, self.constraint) {
            (true, Constraint::Pattern(source, _)) => Checkable(source).fmt(f),
            (_, constraint) => constraint.fmt(f),
        }
    }
}

/// Omits the value, which may be a secret.
impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "not a {}: expected {} ({})",
            self.type_name,
            self.expected(),
            self.constraint.keyword()
        )
    }
}

impl fmt::Debug for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invalid")
            .field("type", &self.type_name)
            .field("keyword", &self.constraint.keyword())
            .finish()
    }
}

impl std::error::Error for Invalid {}

/// Returns true if `text` has at least `limit` code points. Counts only if the number of bytes does not decide.
pub const fn fits_min_length(text: &str, limit: u64) -> bool {
    let bytes = text.len() as u64;
    // A code point is one to four bytes.
    bytes >= limit && (bytes / 4 >= limit || count(text) >= limit)
}

/// Returns true if `text` has at most `limit` code points.
pub const fn fits_max_length(text: &str, limit: u64) -> bool {
    let bytes = text.len() as u64;
    bytes <= limit || (bytes.div_ceil(4) <= limit && count(text) <= limit)
}

/// Counts code points: the bytes that do not continue one. Without early exit, so that it is vectorized.
const fn count(text: &str) -> u64 {
    let mut rest = text.as_bytes();
    let mut count = 0;
    while let [byte, tail @ ..] = rest {
        count += (*byte as i8 >= -0x40) as u64;
        rest = tail;
    }
    count
}

/// Returns the bytes of a string of exactly this length, which is checked before.
pub const fn array<const N: usize>(text: &str) -> [u8; N] {
    match text.as_bytes().first_chunk() {
        Some(bytes) if text.len() == N => *bytes,
        _ => panic!("the pattern admits a string of another length"),
    }
}

/// A string whose constraints hold for every value. Implemented by `ascii!` and `text!`.
pub trait Validated: AsRef<str> + fmt::Debug + 'static {
    /// The name of the type.
    const NAME: &'static str;
    /// The constraints of its schema.
    const CONSTRAINTS: Constraints;

    /// Checks a string and copies it.
    ///
    /// # Errors
    ///
    /// The constraint that it violates.
    fn borrowed(text: &str) -> Result<Self, Invalid>
    where
        Self: Sized;

    /// Checks a string and stores it.
    ///
    /// # Errors
    ///
    /// The constraint that it violates.
    fn owned(text: String) -> Result<Self, Invalid>
    where
        Self: Sized,
    {
        Self::borrowed(&text)
    }
}

/// The codec of validated strings.
pub struct ValidatedStrings;

impl<T: Validated> Codec<T> for ValidatedStrings {
    const JSON_TYPES: JsonTypes = JsonTypes::STRING;

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::constrained(<String as crate::Json>::outline, T::CONSTRAINTS)
    }

    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(Text(PhantomData))
    }

    #[inline]
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(value.as_ref())
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        diagnose_text(T::CONSTRAINTS, node, at, constraints, report);
    }

    fn check_constraints(value: &T, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        constraints.check_text(value.as_ref(), at, report);
    }

    #[inline]
    fn check(_: &T, _: &Path<'_>, _: &mut Report) {}
}

struct Text<T>(PhantomData<T>);

impl<T: Validated> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a {} in a string", T::NAME)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        T::borrowed(text).map_err(E::custom)
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<T, E> {
        T::owned(text).map_err(E::custom)
    }
}

/// Reports the violations of a node that must be a string under the constraints of a type and of its place.
pub fn diagnose_text(
    own: Constraints,
    node: &Node,
    at: &Path<'_>,
    constraints: Constraints,
    report: &mut Report,
) {
    match node.as_text() {
        Some(text) => {
            // A text that is too long for the place is not matched with a pattern of the type.
            if !constraints.is_too_long(text) {
                own.check_text(text, at, report);
            }
            constraints.check_text(text, at, report);
        }
        None => own.wrong_type("a string", node, at, report),
    }
}

/// Writes a validated text as `#[derive(Debug)]` would, unless it is a secret.
///
/// # Errors
///
/// The formatter's.
pub fn debug(
    name: &str,
    constraints: Constraints,
    text: &str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut tuple = f.debug_tuple(name);
    match constraints.is_secret() {
        true => tuple.field(&format_args!("...")).finish(),
        false => tuple.field(&text).finish(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(.+)\1c`
    fn repeats(text: &str) -> bool {
        use specwright_matcher::{Class, Program};
        static PROGRAM: Program =
            Program::new(b".C(@*A@[@r@\"Ac", &[Class::new(&[('\0', char::MAX)])]);
        PROGRAM.admits(text)
    }

    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    struct Repeated(std::borrow::Cow<'static, str>);

    crate::text! { Repeated("/repeated"); Program("(.+)\\1c", repeats); }

    /// A text that cannot be checked may well be a match.
    #[test]
    fn the_reason_is_the_budget_where_it_is_exceeded() {
        let reason = |text: &str| Repeated::try_from(text).unwrap_err().to_string();
        assert_eq!(
            reason("abd"),
            "not a Repeated: expected a match of `(.+)\\1c` (pattern)"
        );
        assert_eq!(
            reason(&format!("{}dc", "ab".repeat(20_000))),
            "not a Repeated: expected a text that can be checked against `(.+)\\1c` within the step budget (pattern)"
        );
        let kept = Repeated::try_from("ababc").map(Repeated::into_inner);
        assert_eq!(kept.unwrap(), "ababc");
        assert!(!Repeated::admits("abd"));
    }

    #[test]
    fn lengths_are_exact_at_every_border() {
        for text in [
            "",
            "a",
            "é",
            "🐲",
            "aé🐲",
            "日本語",
            "🐲🐲🐲🐲🐲",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ] {
            let count = text.chars().count() as u64;
            for limit in 0..45 {
                assert_eq!(
                    fits_min_length(text, limit),
                    count >= limit,
                    "{text} {limit}"
                );
                assert_eq!(
                    fits_max_length(text, limit),
                    count <= limit,
                    "{text} {limit}"
                );
            }
        }
    }
}
