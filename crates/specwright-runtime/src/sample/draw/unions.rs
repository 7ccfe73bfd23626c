//! Draws values of unions that are read as the intended variant.

use super::{Draw, Missing, Room};
use crate::Constraints;
use crate::json::node::{Node, read_number};
use crate::union::{self, Strategy, Variant};

/// The number of attempts for a variant whose value must not fit another.
const MOST_TURNS: usize = 12;

impl Draw<'_> {
    pub(super) fn union(
        &mut self,
        strategy: Strategy,
        variants: &'static [Variant],
        constraints: &[Constraints],
        room: Room,
    ) -> Option<Node> {
        let inside = room.shared(1);
        let ways: Vec<&Variant> = variants
            .iter()
            .filter(|it| self.ends(it.outline, inside.depth))
            .collect();
        let first = self.choices.below(ways.len() as u32) as usize;
        let turns = if strategy == Strategy::One {
            MOST_TURNS
        } else {
            1
        };
        (0..ways.len() * turns).find_map(|turn| {
            let variant = ways[(first + turn) % ways.len()];
            let attempt = (turn / ways.len()) as u32;
            let both: Vec<Constraints> = [variant.constraints]
                .iter()
                .chain(constraints)
                .copied()
                .collect();
            self.choices.begin(attempt);
            let drawn = self.value(variant.outline, &both, inside);
            self.choices.end(attempt);
            let found = settle(strategy, variants, variant, drawn?);
            self.or_missing(found, Missing::Variant)
        })
    }
}

/// Changes a value of a variant so that it is read as this variant.
fn settle(
    strategy: Strategy,
    variants: &'static [Variant],
    variant: &Variant,
    mut node: Node,
) -> Option<Node> {
    match strategy {
        Strategy::Discriminator(property) => {
            let value = node.get(property).and_then(union::text);
            let value = value.as_deref();
            let says = |it: &Variant| value.is_some_and(|value| it.tags.contains(&value));
            let fits = match variant.tags {
                [] => !variants.iter().any(says),
                _ => says(variant),
            };
            if fits || !matches!(node, Node::Object(_)) {
                return Some(node);
            }
            variant.tags.iter().find_map(|tag| {
                let number = read_number(tag).map(Node::Number);
                let values = [Some(Node::String((*tag).to_owned())), number];
                values.into_iter().flatten().find_map(|value| {
                    set(&mut node, property, value)?;
                    (variant.misfits(&node) == 0).then(|| node.clone())
                })
            })
        }
        Strategy::One => (union::fit(strategy, variants, &node).count <= 1).then_some(node),
        Strategy::Constants
        | Strategy::JsonType
        | Strategy::Order
        | Strategy::Any
        | Strategy::Several => Some(node),
    }
}

/// Sets a property.
fn set(node: &mut Node, property: &str, value: Node) -> Option<()> {
    let Node::Object(properties) = node else {
        return None;
    };
    match properties.iter_mut().find(|(name, _)| name == property) {
        Some((_, old)) => *old = value,
        None => properties.push((property.to_owned(), value)),
    }
    Some(())
}
