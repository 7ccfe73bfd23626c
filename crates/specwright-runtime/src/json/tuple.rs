//! Arrays with a type for each position: Rust's tuples of one to twelve items.
//!
//! A position is a required value, an [`OptionalItem`] that may be absent together with those after it, or, last, the
//! [`TailItems`] (2020-12 Core, section 10.3.1.1: a shorter array is valid as far as it goes).

#[cfg(test)]
mod tests;

use super::json_types::JsonTypes;
use super::node::{Node, first_repeated};
use super::private::Seed;
use super::{Json, Validate, Written, to_node};
use crate::constraints::Count;
use crate::{Constraint, Constraints, Path, Report};
use serde_core::de::{Deserializer, Error as _, IgnoredAny, SeqAccess, Visitor};
use serde_core::ser::{Error as _, SerializeSeq, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

/// An item of a tuple that may be absent; then those behind it are absent as well.
///
/// ```
/// use specwright_runtime::{OptionalItem, TailItems, Validate};
///
/// let row: (String, OptionalItem<i64>, TailItems<bool>) = specwright_runtime::json::parse(br#"["a"]"#).unwrap();
/// assert!(row.1.is_none() && row.2.is_empty());
///
/// let row = ("a".to_owned(), OptionalItem::from(1), TailItems(vec![true]));
/// assert!(row.validate().is_ok());
/// assert_eq!(specwright_runtime::json::to_vec(&row).unwrap(), br#"["a",1,true]"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OptionalItem<T>(pub Option<T>);

impl<T> Default for OptionalItem<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> From<T> for OptionalItem<T> {
    fn from(value: T) -> Self {
        Self(Some(value))
    }
}

impl<T> Deref for OptionalItem<T> {
    type Target = Option<T>;

    fn deref(&self) -> &Option<T> {
        &self.0
    }
}

impl<T> DerefMut for OptionalItem<T> {
    fn deref_mut(&mut self) -> &mut Option<T> {
        &mut self.0
    }
}

impl<T> From<Option<T>> for OptionalItem<T> {
    fn from(value: Option<T>) -> Self {
        Self(value)
    }
}

impl<T> From<OptionalItem<T>> for Option<T> {
    fn from(item: OptionalItem<T>) -> Self {
        item.0
    }
}

/// The items of an array after those with a type of their own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TailItems<T>(pub Vec<T>);

impl<T> Default for TailItems<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> From<Vec<T>> for TailItems<T> {
    fn from(items: Vec<T>) -> Self {
        Self(items)
    }
}

impl<T> Deref for TailItems<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for TailItems<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T> From<TailItems<T>> for Vec<T> {
    fn from(items: TailItems<T>) -> Self {
        items.0
    }
}

impl<T> FromIterator<T> for TailItems<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T> IntoIterator for TailItems<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a TailItems<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// A position of a tuple.
pub trait Position: fmt::Debug + Sized + PartialEq + 'static {
    /// The type of an item.
    #[doc(hidden)]
    type Item: Json;

    /// True if the item is required.
    #[doc(hidden)]
    const IS_REQUIRED: bool;

    /// True if any number of items may follow.
    #[doc(hidden)]
    const IS_REST: bool;

    /// Returns the outline from which a sample of this position is drawn.
    #[cfg(feature = "samples")]
    #[doc(hidden)]
    fn tuple_item() -> crate::sample::TupleItem {
        crate::sample::TupleItem {
            outline_of: Self::Item::outline,
            required: Self::IS_REQUIRED,
            rest: Self::IS_REST,
        }
    }

    #[doc(hidden)]
    fn read<'de, A: SeqAccess<'de>>(items: &mut A, index: usize) -> Result<Self, A::Error>;

    /// Writes the item if it is present; `ended` is true if an earlier item was absent.
    #[doc(hidden)]
    fn write<S: SerializeSeq>(&self, items: &mut S, ended: &mut bool) -> Result<(), S::Error>;

    #[doc(hidden)]
    fn diagnose(
        items: &[Node],
        index: usize,
        at: &Path<'_>,
        constraints: Constraints,
        report: &mut Report,
    );

    #[doc(hidden)]
    fn check_constraints(
        &self,
        index: usize,
        constraints: Constraints,
        at: &Path<'_>,
        report: &mut Report,
    );

    #[doc(hidden)]
    fn check(&self, index: usize, at: &Path<'_>, report: &mut Report);

    /// Returns the number of items.
    #[doc(hidden)]
    fn count(&self) -> usize;
}

impl<T: Json> Position for T {
    type Item = T;

    const IS_REQUIRED: bool = true;
    const IS_REST: bool = false;

    fn read<'de, A: SeqAccess<'de>>(items: &mut A, index: usize) -> Result<Self, A::Error> {
        let item = items.next_element_seed(Seed::new())?;
        item.ok_or_else(|| A::Error::invalid_length(index, &"more items"))
    }

    fn write<S: SerializeSeq>(&self, items: &mut S, _: &mut bool) -> Result<(), S::Error> {
        items.serialize_element(&Written(self))
    }

    fn diagnose(
        items: &[Node],
        index: usize,
        at: &Path<'_>,
        constraints: Constraints,
        report: &mut Report,
    ) {
        if let Some(item) = items.get(index) {
            let inner = constraints.position(index);
            report.redacting(inner.is_secret(), |report| {
                <T as Json>::diagnose(item, &at.item(index), inner, report);
            });
        }
    }

    fn check_constraints(
        &self,
        index: usize,
        constraints: Constraints,
        at: &Path<'_>,
        report: &mut Report,
    ) {
        let inner = constraints.position(index);
        if !inner.constraints.is_empty() {
            report.redacting(inner.is_secret(), |report| {
                Json::check_constraints(self, inner, &at.item(index), report);
            });
        }
    }

    fn check(&self, index: usize, at: &Path<'_>, report: &mut Report) {
        Validate::check(self, &at.item(index), report);
    }

    fn count(&self) -> usize {
        1
    }
}

impl<T: Json> Position for OptionalItem<T> {
    type Item = T;

    const IS_REQUIRED: bool = false;
    const IS_REST: bool = false;

    fn read<'de, A: SeqAccess<'de>>(items: &mut A, _: usize) -> Result<Self, A::Error> {
        items.next_element_seed(Seed::new()).map(Self)
    }

    fn write<S: SerializeSeq>(&self, items: &mut S, ended: &mut bool) -> Result<(), S::Error> {
        match &self.0 {
            Some(_) if *ended => Err(S::Error::custom("an item is there behind one that is not")),
            Some(item) => items.serialize_element(&Written(item)),
            None => {
                *ended = true;
                Ok(())
            }
        }
    }

    fn diagnose(
        items: &[Node],
        index: usize,
        at: &Path<'_>,
        constraints: Constraints,
        report: &mut Report,
    ) {
        <T as Position>::diagnose(items, index, at, constraints, report);
    }

    fn check_constraints(
        &self,
        index: usize,
        constraints: Constraints,
        at: &Path<'_>,
        report: &mut Report,
    ) {
        if let Some(item) = &self.0 {
            Position::check_constraints(item, index, constraints, at, report);
        }
    }

    fn check(&self, index: usize, at: &Path<'_>, report: &mut Report) {
        if let Some(item) = &self.0 {
            Position::check(item, index, at, report);
        }
    }

    fn count(&self) -> usize {
        usize::from(self.0.is_some())
    }
}

impl<T: Json> Position for TailItems<T> {
    type Item = T;

    const IS_REQUIRED: bool = false;
    const IS_REST: bool = true;

    fn read<'de, A: SeqAccess<'de>>(items: &mut A, _: usize) -> Result<Self, A::Error> {
        let mut rest = Vec::new();
        while let Some(item) = items.next_element_seed(Seed::new())? {
            rest.push(item);
        }
        Ok(Self(rest))
    }

    fn write<S: SerializeSeq>(&self, items: &mut S, ended: &mut bool) -> Result<(), S::Error> {
        if *ended && !self.0.is_empty() {
            return Err(S::Error::custom("an item is there behind one that is not"));
        }
        let mut rest = self.0.iter();
        rest.try_for_each(|item| items.serialize_element(&Written(item)))
    }

    fn diagnose(
        items: &[Node],
        index: usize,
        at: &Path<'_>,
        constraints: Constraints,
        report: &mut Report,
    ) {
        let inner = constraints.items();
        for (index, item) in items.iter().enumerate().skip(index) {
            T::diagnose(item, &at.item(index), inner, report);
        }
    }

    fn check_constraints(
        &self,
        index: usize,
        constraints: Constraints,
        at: &Path<'_>,
        report: &mut Report,
    ) {
        let inner = constraints.items();
        for (item, index) in self.0.iter().zip(index..) {
            Json::check_constraints(item, inner, &at.item(index), report);
        }
    }

    fn check(&self, index: usize, at: &Path<'_>, report: &mut Report) {
        for (item, index) in self.0.iter().zip(index..) {
            Validate::check(item, &at.item(index), report);
        }
    }

    fn count(&self) -> usize {
        self.0.len()
    }
}

/// The number of items that a tuple may have.
struct Length {
    least: usize,
    most: usize,
}

impl Length {
    const fn of(positions: &[(bool, bool)]) -> Self {
        let (mut least, mut most, mut index) = (0, positions.len(), 0);
        while index < positions.len() {
            least += positions[index].0 as usize;
            if positions[index].1 {
                most = usize::MAX;
            }
            index += 1;
        }
        Self { least, most }
    }

    /// Reports a number of items that the tuple does not have, unless a constraint of the place reports it.
    fn check(&self, count: usize, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        constraints.check_item_count(count, at, report);
        let is_told = |constraint: &Constraint| match *constraint {
            Constraint::MinItems(limit) => (count as u64) < limit,
            Constraint::MaxItems(limit) => count as u64 > limit,
            _ => false,
        };
        if constraints.constraints.iter().any(is_told) {
            return;
        }
        let (keyword, bound, limit) = match count {
            _ if count < self.least => ("minItems", "at least", self.least),
            _ if count > self.most => ("items", "at most", self.most),
            _ => return,
        };
        let limit = Count(limit as u64, "item");
        report.add(
            at,
            constraints.schema,
            keyword,
            format_args!("{bound} {limit}"),
            Count(count as u64, "item"),
        );
    }
}

/// Reports an item that is absent although one behind it is there: such a value cannot be written.
fn check_gap(counts: &[usize], at: &Path<'_>, report: &mut Report) {
    let gap = counts.iter().position(|count| *count == 0);
    if let Some(gap) = gap.filter(|gap| counts[*gap..].iter().any(|count| *count > 0)) {
        let expected = "an item, as one behind it is there";
        report.add(&at.item(gap), "", "prefixItems", expected, "none");
    }
}

struct Tuple<T>(PhantomData<T>);

macro_rules! tuples {
    ($($position:ident $index:tt)*) => { tuples!(@more [] $($position $index)*); };
    (@more [$($done:ident $at:tt)*]) => {};
    (@more [$($done:ident $at:tt)*] $next:ident $index:tt $($more:tt)*) => {
        tuples!(@one $($done $at)* $next $index);
        tuples!(@more [$($done $at)* $next $index] $($more)*);
    };
    (@one $($position:ident $index:tt)*) => {
        impl<$($position: Position),*> Validate for ($($position,)*) {
            fn check(&self, at: &Path<'_>, report: &mut Report) {
                check_gap(&[$(self.$index.count()),*], at, report);
                $(self.$index.check($index, at, report);)*
            }
        }

        impl<$($position: Position),*> Json for ($($position,)*) {
            const JSON_TYPES: JsonTypes = JsonTypes::ARRAY;
            const IS_NESTED: bool = true;

            #[cfg(feature = "samples")]
            fn outline() -> crate::sample::Outline {
                crate::sample::Outline::new(Self::JSON_TYPES, crate::sample::Form::Tuple(vec![$($position::tuple_item()),*]))
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_seq(Tuple::<Self>(PhantomData))
            }

            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut items = serializer.serialize_seq(None)?;
                let mut ended = false;
                $(self.$index.write(&mut items, &mut ended)?;)*
                items.end()
            }

            fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
                let items = match node {
                    Node::Array(items) => items.as_slice(),
                    // In a parameter, an array of one item looks like the item.
                    Node::Wire(_) | Node::File(_) => std::slice::from_ref(node),
                    _ => return constraints.wrong_type("an array", node, at, report),
                };
                let length = const { Length::of(&[$(($position::IS_REQUIRED, $position::IS_REST)),*]) };
                length.check(items.len(), at, constraints, report);
                constraints.check_unique(at, report, || first_repeated(items));
                $($position::diagnose(items, $index, at, constraints, report);)*
            }

            fn check_constraints(&self, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
                constraints.check_item_count([$(self.$index.count()),*].iter().sum(), at, report);
                constraints.check_unique(at, report, || {
                    match at.tree().cloned().or_else(|| to_node(self).ok()) {
                        Some(Node::Array(items)) => first_repeated(&items),
                        _ => None,
                    }
                });
                $(self.$index.check_constraints($index, constraints, at, report);)*
            }
        }

        impl<'de, $($position: Position),*> Visitor<'de> for Tuple<($($position,)*)> {
            type Value = ($($position,)*);

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
                let tuple = ($($position::read(&mut items, $index)?,)*);
                match items.next_element::<IgnoredAny>()? {
                    None => Ok(tuple),
                    Some(_) => Err(A::Error::custom("the array has too many items")),
                }
            }
        }
    };
}

tuples!(P0 0 P1 1 P2 2 P3 3 P4 4 P5 5 P6 6 P7 7 P8 8 P9 9 P10 10 P11 11);
