//! Reads and writes values of unions.

use super::diagnose::reasons;
use super::tag::{alternatives, known, meant};
use super::{Strategy, Union, UnionDescription, Variant, choose, fit, json_types};
use crate::constraints::Shown;
use crate::json::node::Node;
use crate::json::to_node;
use crate::shown::shown;
use crate::verdicts::Judging;
use crate::{Json, Report, tolerance};
use serde_core::{de, ser};
use std::cell::Cell;
use std::collections::HashSet;

/// The maximum number of copies of a part of a value, where nested unions are held as several variants.
const MAX_COPIES: usize = 16;

thread_local! {
    static COPIES: Cell<usize> = const { Cell::new(1) };
}

/// The number of copies while reading.
struct Copies(usize);

impl Copies {
    /// A hostile value could double at each level: beyond the maximum it is read as one variant.
    fn begin(count: usize) -> Option<Self> {
        let before = COPIES.get();
        let now = before.checked_mul(count)?;
        (now <= MAX_COPIES).then(|| {
            COPIES.set(now);
            Self(before)
        })
    }
}

impl Drop for Copies {
    fn drop(&mut self) {
        COPIES.set(self.0);
    }
}

/// Returns the variants that a value is read as if no single one keeps all of it.
fn as_several(variants: &[Variant], node: &Node) -> Option<(Vec<usize>, Copies)> {
    let parts = choose::parts(variants, node);
    let count = parts.len();
    (count > 1).then(|| Copies::begin(count).map(|copies| (parts, copies)))?
}

/// Reads a value as its variant. Inner unions are read from the same tree, and reuse its verdicts.
pub(super) fn read_one<T: Union, E: de::Error>(node: Node) -> Result<T, E> {
    let UnionDescription {
        name,
        strategy,
        variants,
        several,
        ..
    } = T::DESCRIPTION;
    let _judging = Judging::begin();
    let Some(chosen) = choose(strategy, variants, &node) else {
        return Err(no_variant(name, strategy, variants, &node));
    };
    if chosen.count == 0 && tolerance::is_on() {
        let read = read_nearest(chosen.index(), variants, &node);
        return read.ok_or_else(|| no_variant(name, strategy, variants, &node));
    }
    let fits_several = several.filter(|_| chosen.count > 1);
    let parts = fits_several.and_then(|several| Some((several, as_several(variants, &node)?)));
    if let Some((several, (parts, _copies))) = parts {
        let read = parts.into_iter().map(|at| T::read_as(at, node.clone()));
        let read: Result<_, _> = read.collect();
        return read.map(several).map_err(|error| E::custom(shown(error)));
    }
    let repetition = (chosen.count == 0).then(|| repeated(&node)).flatten();
    if let Some(name) = repetition {
        // The nearest variant may be one that ignores the property.
        return Err(E::custom(format_args!(
            "duplicate property {}",
            Shown(name)
        )));
    }
    let unfit = match chosen.count {
        0 => Unfit::begin(variants, &node),
        _ => None,
    };
    let value = T::read_as(chosen.index(), node).map_err(|error| match &unfit {
        Some(unfit) => E::custom(format_args!(
            "no variant of {name} fits{}",
            reasons(variants, &unfit.0, &Report::default())
        )),
        None => E::custom(shown(error)),
    })?;
    drop(unfit);
    if strategy == Strategy::One && chosen.count > 1 {
        // It is read so that validation refuses it, unless the variant drops the data by which it fits the others.
        let kept = to_node(&value);
        if !kept.is_ok_and(|kept| fit(strategy, variants, &kept).count > 1) {
            return Err(E::custom(format_args!(
                "more than one variant of {name} fits"
            )));
        }
    }
    Ok(value)
}

/// Reads a value that fits no variant tolerantly: as the nearest one if that can be read as it is, else as the one that deviates
/// least. Variants whose constants the value contradicts are not tried.
#[cold]
fn read_nearest<T: Union>(nearest: usize, variants: &[Variant], node: &Node) -> Option<T> {
    let is_alike = |at: &usize| variants[*at].json_types.overlaps(node.json_types());
    let is_other = |at: &usize| known(&variants[*at], node).is_other;
    let as_it_is = tolerance::suspended(|| T::read_as(nearest, node.clone()));
    as_it_is.ok().or_else(|| {
        let members = (0..variants.len()).filter(|at| is_alike(at) && !is_other(at));
        tolerance::nearest(members, |at| T::read_as(at, node.clone()).ok())
    })
}

/// A value that fits no variant and is read as the nearest one, kept for the case that it cannot be read.
struct Unfit(Node);

thread_local! {
    /// True while such a value is kept: the unions in it keep none, so that each part of a value is copied once.
    static UNFIT: Cell<bool> = const { Cell::new(false) };
}

impl Unfit {
    /// Copies a value, unless its constants say which variant is meant: that one's error is then the reason.
    fn begin(variants: &[Variant], node: &Node) -> Option<Self> {
        if UNFIT.get() || meant(variants, node).is_some() {
            return None;
        }
        UNFIT.set(true);
        Some(Self(node.clone()))
    }
}

impl Drop for Unfit {
    fn drop(&mut self) {
        UNFIT.set(false);
    }
}

/// Returns the error of a value that no variant claims: the values that its discriminator may have, or the JSON types.
fn no_variant<E: de::Error>(
    name: &str,
    strategy: Strategy,
    variants: &'static [Variant],
    node: &Node,
) -> E {
    match (strategy, node) {
        (Strategy::Discriminator(property), Node::Object(_)) => {
            let known = alternatives(variants.iter().flat_map(|it| it.tags));
            E::custom(format_args!(
                "no variant of {name}: expected {known} in `{property}`"
            ))
        }
        _ if json_types(variants).overlaps(node.json_types()) => {
            E::custom(format_args!("no variant of {name}"))
        }
        _ => {
            let (known, found) = (json_types(variants), node.kind());
            E::custom(format_args!(
                "no variant of {name}: expected {known}, found {found}"
            ))
        }
    }
}

/// Returns the name of a duplicate property.
fn repeated(node: &Node) -> Option<&str> {
    let Node::Object(properties) = node else {
        return None;
    };
    let mut names: Vec<&str> = properties.iter().map(|(name, _)| &**name).collect();
    names.sort_unstable();
    let twice = names.windows(2).find(|pair| pair[0] == pair[1]);
    twice.map(|pair| pair[0])
}

/// Writes a value that is held as several variants: an object with the properties of each.
pub(super) fn write_several<T: Json, S: ser::Serializer>(
    parts: &[T],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    use ser::{Error, Serialize};
    let (mut whole, mut names) = (Vec::new(), HashSet::new());
    for part in parts {
        let Node::Object(properties) = to_node(part).map_err(Error::custom)? else {
            return Err(Error::custom("a value of several variants is no object"));
        };
        for (name, value) in properties {
            if names.insert(name.clone()) {
                whole.push((name, value));
            }
        }
    }
    Node::object(whole).serialize(serializer)
}
