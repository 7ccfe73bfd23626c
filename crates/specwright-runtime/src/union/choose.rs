//! Selects the variant of a value, and counts the variants that fit.

use super::{Strategy, Variant, tag as tags};
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::verdicts::{self, Judging};

/// The outcome of trying the variants with a node. Compact, since one is stored for each node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VariantMatch {
    /// The number of variants that fit; counting ends at the first where one is enough.
    pub(crate) count: u32,
    /// The variant that it is read as: one that fits, else the one with the fewest violations.
    index: u32,
    /// The number of properties of the node, at any depth, that reading keeps.
    pub(super) kept: u32,
}

impl VariantMatch {
    fn new(count: usize, index: usize, kept: usize) -> Self {
        let short = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            count: short(count),
            index: short(index),
            kept: short(kept),
        }
    }

    /// The position of the variant.
    pub(crate) fn index(self) -> usize {
        self.index as usize
    }
}

/// Tries the variants, once for each node.
pub(crate) fn fit(strategy: Strategy, variants: &'static [Variant], node: &Node) -> VariantMatch {
    let _judging = Judging::begin();
    let address = variants.as_ptr().addr();
    verdicts::fit(strategy, address, node, || {
        try_all(strategy, variants, node)
    })
}

fn try_all(strategy: Strategy, variants: &[Variant], node: &Node) -> VariantMatch {
    let (mut fitting, mut best) = (Vec::new(), ((0, 0), 0));
    // If none fits: the one with the most matching constants, then the fewest violations.
    let mut nearest = ((0, usize::MAX), 0);
    let mut others = Vec::new();
    for (index, variant) in variants.iter().enumerate() {
        if !variant.json_types.overlaps(node.json_types()) {
            continue;
        }
        let known = tags::known(variant, node);
        if known.is_other {
            others.push((known.count, index));
            continue;
        }
        let report = variant.tried(node);
        nearest = nearer(nearest, ((known.count, report.count()), index));
        if !report.is_empty() {
            continue;
        }
        // Among those that keep as many of their own properties, the one that keeps most nested data is preferred.
        let kept = (variant.kept(node), report.kept());
        if fitting.is_empty() || kept > best.0 && strategy != Strategy::Order {
            best = (kept, index);
        }
        fitting.push(index);
        if strategy == Strategy::Order {
            break;
        }
    }
    // Null is the same value for all members that admit it.
    if matches!(node, Node::Null) {
        fitting.truncate(1);
    }
    if fitting.is_empty() {
        for (known, index) in others {
            if known >= nearest.0.0 {
                let count = variants[index].tried(node).count();
                nearest = nearer(nearest, ((known, count), index));
            }
        }
        return VariantMatch::new(0, nearest.1, 0);
    }
    let ((_, kept), index) = best;
    let more = match strategy {
        Strategy::Several => kept_by_others(variants, &fitting, index, node),
        _ => 0,
    };
    VariantMatch::new(fitting.len(), index, kept + more)
}

/// A variant that does not fit: the number of matching constants, and of violations.
type Near = ((usize, usize), usize);

/// Returns the nearer of two variants, the first of equal ones.
fn nearer(first: Near, second: Near) -> Near {
    let ((known, misfits), index) = second;
    let ((most, fewest), before) = first;
    let is_nearer = known > most
        || (known == most && (misfits < fewest || (misfits == fewest && index < before)));
    if is_nearer { second } else { first }
}

/// Returns the number of properties that other variants keep and the chosen one does not.
fn kept_by_others(variants: &[Variant], fitting: &[usize], chosen: usize, node: &Node) -> usize {
    let Node::Object(properties) = node else {
        return 0;
    };
    let by_others = |name: &str| fitting.iter().any(|index| variants[*index].keeps(name));
    let names = properties.iter().map(|(name, _)| name);
    names
        .filter(|name| !variants[chosen].keeps(name) && by_others(name))
        .count()
}

/// Returns the variant of a value, and the number of variants that fit.
///
/// If none fits, it is the one with the fewest violations, since reading does not check every constraint.
pub(crate) fn choose(
    strategy: Strategy,
    variants: &'static [Variant],
    node: &Node,
) -> Option<VariantMatch> {
    let mut all = 0..variants.len();
    let index = match strategy {
        Strategy::Discriminator(property) => tags::by_discriminator(property, variants, node),
        Strategy::Constants => tags::by_constants(variants, node),
        Strategy::JsonType => {
            all.find(|&index| variants[index].json_types.overlaps(node.json_types()))
        }
        Strategy::Order | Strategy::Any | Strategy::Several | Strategy::One => {
            return Some(fit(strategy, variants, node));
        }
    };
    index.map(|index| VariantMatch::new(1, index, 0))
}

/// Returns the variants that together keep all of a value: the one that keeps most, each further one that keeps most
/// of what is left, and none that the others make redundant.
pub(super) fn parts(variants: &[Variant], node: &Node) -> Vec<usize> {
    let Node::Object(properties) = node else {
        return Vec::new();
    };
    let fits = |index: &usize| {
        variants[*index].json_types.overlaps(JsonTypes::OBJECT)
            && variants[*index].misfits(node) == 0
    };
    let fitting: Vec<usize> = (0..variants.len()).filter(fits).collect();
    let keeps = |index: usize, name: &str| variants[index].keeps(name);
    let mut left: Vec<&str> = properties.iter().map(|(name, _)| name.as_ref()).collect();
    let mut parts: Vec<usize> = Vec::new();
    loop {
        let kept = |index: usize| left.iter().filter(|name| keeps(index, name)).count();
        // Of those that keep as many, the first.
        let Some(most) = fitting.iter().copied().rev().max_by_key(|it| kept(*it)) else {
            break;
        };
        if kept(most) == 0 {
            break;
        }
        parts.push(most);
        left.retain(|name| !keeps(most, name));
    }
    drop_redundant(&mut parts, |index, others| {
        properties.iter().all(|(name, _)| {
            !keeps(index, name) || others.iter().any(|it| *it != index && keeps(*it, name))
        })
    });
    parts
}

/// Removes the parts that the others make redundant, the last first.
fn drop_redundant(parts: &mut Vec<usize>, is_redundant: impl Fn(usize, &[usize]) -> bool) {
    for position in (0..parts.len()).rev() {
        if is_redundant(parts[position], parts) {
            parts.remove(position);
        }
    }
}
