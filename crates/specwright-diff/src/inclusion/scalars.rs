//! Inclusion of numbers and of listed values.

use specwright_spec::Node;

use super::Inclusion;
use crate::form::{NumberForm, Shape, Slice, contains};

/// Returns true if a slice does not have a value. Of arrays and objects, only listed values are known.
pub(super) fn excludes(slice: &Slice<'_>, value: &Node) -> bool {
    if let Some(values) = &slice.values {
        return !contains(&values.value, value);
    }
    match (&slice.shape, value) {
        (Shape::Number(number), Node::Number(_)) => !number.admits(value),
        (Shape::Text(text), Node::String(it)) => !text.admits(it),
        _ => false,
    }
}

/// Returns whether the second form admits each number that the first admits.
pub(super) fn numbers_within(inner: &NumberForm<'_>, outer: &NumberForm<'_>) -> Inclusion {
    let is_integer =
        || inner.integer.is_some() || inner.factors.iter().any(|it| it.value.is_integer());
    let integers = outer.integer.is_none() || is_integer();
    let minimum = outer.minimum.as_ref().is_none_or(|limit| {
        let own = inner.minimum.as_ref();
        own.is_some_and(|own| own.value.compare_lower(&limit.value).is_ge())
    });
    let maximum = outer.maximum.as_ref().is_none_or(|limit| {
        let own = inner.maximum.as_ref();
        own.is_some_and(|own| own.value.compare_upper(&limit.value).is_le())
    });
    let factors = outer.factors.iter().all(|factor| {
        let mut own = inner.factors.iter();
        own.any(|own| own.value.is_multiple_of(factor.value))
    });
    let format = outer.format.as_ref().map(|it| it.value);
    let formats = format_within(inner.format.as_ref().map(|it| it.value), format);
    Inclusion::of(integers && minimum && maximum && factors && formats)
}

/// Formats of which each includes the one before.
const CHAINS: [&[&str]; 5] = [
    &["int8", "int16", "int32", "int64", "decimal"],
    &["int32", "double", "decimal"],
    &["float", "double", "decimal"],
    &["uint8", "uint16", "uint32", "uint64", "decimal"],
    &["uint32", "int64"],
];

/// Returns true if the second format admits each value of the first.
pub(crate) fn format_within(inner: Option<&str>, outer: Option<&str>) -> bool {
    let Some(outer) = outer else {
        return true;
    };
    let Some(inner) = inner else {
        return false;
    };
    let position = |chain: &[&str], format| chain.iter().position(|it| *it == format);
    let in_chain = |chain: &&[&str]| match (position(chain, inner), position(chain, outer)) {
        (Some(inner), Some(outer)) => inner <= outer,
        _ => false,
    };
    inner == outer || CHAINS.iter().any(in_chain)
}
