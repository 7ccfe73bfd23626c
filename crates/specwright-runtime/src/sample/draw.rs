//! Draws the JSON of a value from the outline of a type.

mod containers;
mod unions;

use super::choices::Choices;
use super::hints::Hints;
use super::outline::{Form, Outline, OutlineFn, Text};
use super::{number, text};
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::{Constraint, Constraints, Json, Path, Report, Value};
use std::collections::HashMap;

/// The maximum depth of a value.
const DEEPEST: u32 = 48;
/// The depth that a value may have beyond its minimum.
const SPREAD: u32 = 4;
/// The approximate number of optional parts of a value.
const SIZE: u32 = 400;
/// The number of parts after which drawing ends.
const FUEL: u32 = 100_000;
/// The number of attempts for a value with assertions.
const ATTEMPTS: u32 = 200;

/// Draws a valid value.
pub(super) fn draw(outline_of: OutlineFn, choices: &mut Choices) -> Result<Node, Missing> {
    let mut draw = Draw::new(choices);
    let depth = (0..DEEPEST).find(|depth| draw.ends(outline_of, *depth));
    let room = Room {
        depth: depth.ok_or(Missing::Endless)? + SPREAD,
        size: SIZE,
    };
    draw.value(outline_of, &[], room).ok_or(draw.missing)
}

/// The reason why no sample was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// No value is allowed, or none that ends.
    Endless,
    /// No string was found that satisfies the constraints of its place.
    Text,
    /// No number was found that satisfies the constraints of its place.
    Number,
    /// No value was found that satisfies an assertion.
    Assertion,
    /// No value was found that fits one variant only.
    Variant,
    /// The required number of items or properties was not found.
    Count,
}

/// The room left for optional values.
#[derive(Clone, Copy)]
pub(super) struct Room {
    depth: u32,
    size: u32,
}

impl Room {
    /// Room for required values only.
    pub(super) const LITTLE: Room = Room {
        depth: DEEPEST,
        size: 0,
    };

    /// Divides the room among parts; at the maximum depth there is none for optional parts.
    fn shared(self, parts: usize) -> Room {
        let depth = self.depth.saturating_sub(1);
        let size = self.size / (parts as u32).max(1);
        Room {
            depth,
            size: if depth == 0 { 0 } else { size },
        }
    }
}

pub(super) struct Draw<'c> {
    choices: &'c mut Choices,
    /// Cache of [`Draw::ends`].
    ends: HashMap<(usize, u32), bool>,
    fuel: u32,
    /// The names and values from assertions.
    hints: Hints,
    /// The reason of the last failure.
    missing: Missing,
}

pub(super) fn inner(
    constraints: &[Constraints],
    of: impl Fn(&Constraints) -> Constraints,
) -> Vec<Constraints> {
    constraints
        .iter()
        .map(of)
        .filter(|it| !it.is_empty())
        .collect()
}

fn has(constraints: &[Constraints], wanted: impl Fn(&Constraint) -> bool) -> bool {
    constraints.iter().flat_map(|it| it.constraints).any(wanted)
}

/// Returns true if a value satisfies the assertions among constraints.
fn fits_assertions(node: &Node, constraints: &[Constraints]) -> bool {
    let mut report = Report::default();
    for constraints in constraints {
        constraints.check_assertions(node, &Path::ROOT, &mut report);
    }
    report.is_empty()
}

impl<'c> Draw<'c> {
    pub(super) fn new(choices: &'c mut Choices) -> Self {
        Self {
            choices,
            ends: HashMap::new(),
            fuel: FUEL,
            hints: Hints::default(),
            missing: Missing::Endless,
        }
    }

    /// Records the reason if no value was found.
    fn or_missing<T>(&mut self, found: Option<T>, why: Missing) -> Option<T> {
        if found.is_none() {
            self.missing = why;
        }
        found
    }

    /// Returns true if a value of a type can end within this depth, regardless of the constraints of its place.
    fn ends(&mut self, outline_of: OutlineFn, depth: u32) -> bool {
        let key = (outline_of as usize, depth);
        if let Some(known) = self.ends.get(&key) {
            return *known;
        }
        let ends = match outline_of().form {
            Form::Never => false,
            Form::Constrained(inner, _) => self.ends(inner, depth),
            Form::Object(description, field) => {
                let mut required = description
                    .table
                    .iter()
                    .enumerate()
                    .filter(|it| it.1.is_required());
                required.all(|(at, _)| {
                    depth > 0
                        && field(at).is_some_and(|outline_of| self.ends(outline_of, depth - 1))
                })
            }
            Form::Tuple(positions) => {
                let mut required = positions.iter().filter(|position| position.required);
                required.all(|position| depth > 0 && self.ends(position.outline_of, depth - 1))
            }
            Form::Union(_, variants, _) => {
                depth > 0 && variants.iter().any(|it| self.ends(it.outline, depth - 1))
            }
            _ => true,
        };
        self.ends.insert(key, ends);
        ends
    }

    /// Draws a value that satisfies the constraints of its place; `None` if none is found.
    pub(super) fn value(
        &mut self,
        outline_of: OutlineFn,
        constraints: &[Constraints],
        room: Room,
    ) -> Option<Node> {
        self.fuel = self.fuel.checked_sub(1)?;
        if !self.ends(outline_of, room.depth) {
            return None;
        }
        match outline_of().form {
            Form::Never => None,
            Form::Null => Some(Node::Null),
            Form::Any => self.any(constraints, room),
            Form::Boolean => self.boolean(constraints),
            Form::Integer(least, most) => {
                let found = number::integer(least, most, constraints, self.choices);
                self.or_missing(found, Missing::Number)
            }
            Form::Number { single } => {
                let found = number::number(single, constraints, self.choices);
                self.or_missing(found, Missing::Number)
            }
            Form::Text(kind) => self.text(kind, constraints),
            Form::Literals(values, _) => self.literal(values),
            Form::Constrained(inner, own) => self.constrained(inner, own, constraints, room),
            Form::Nullable(inner) => match self.choices.below(4) {
                3 => Some(Node::Null),
                _ => self.value(inner, constraints, room).or(Some(Node::Null)),
            },
            Form::Array(item) => self.array(item, constraints, room),
            Form::Tuple(_) => self.tuple(outline_of, constraints, room),
            Form::Map(value) => self.map(value, constraints, room),
            Form::Object(description, field) => self
                .asserted(description.constraints.as_slice(), |draw| {
                    draw.object(&description, field, constraints, room)
                }),
            Form::Union(strategy, variants, _) => self.union(strategy, variants, constraints, room),
        }
    }

    fn boolean(&mut self, constraints: &[Constraints]) -> Option<Node> {
        let only = constraints
            .iter()
            .flat_map(|it| it.constraints)
            .find_map(|constraint| match constraint {
                Constraint::Only(only) | Constraint::Constant(only) => Some(*only),
                _ => None,
            });
        Some(Node::Boolean(
            only.unwrap_or_else(|| self.choices.below(2) == 1),
        ))
    }

    fn text(&mut self, kind: Text, constraints: &[Constraints]) -> Option<Node> {
        let limits = text::Limits::of(constraints.iter().flat_map(|it| it.constraints));
        let found = text::draw(kind, &limits, self.choices).map(Node::String);
        self.or_missing(found, Missing::Text)
    }

    fn literal(&mut self, values: &[&str]) -> Option<Node> {
        let at = self.choices.below(values.len() as u32) as usize;
        serde_json::from_str(values.get(at)?).ok()
    }

    /// Draws a value that satisfies the constraints of its type.
    fn any(&mut self, constraints: &[Constraints], room: Room) -> Option<Node> {
        let is_open = !has(constraints, |constraint| {
            !matches!(constraint, Constraint::Assertion(_))
        });
        if is_open {
            if let Some(node) = self.hints.value(self.choices) {
                return Some(node);
            }
        }
        let json_types = if room.size > 0 && room.depth > 0 {
            6
        } else {
            4
        };
        match self.choices.below(json_types) {
            0 => self.text(Text::Plain, constraints),
            1 => number::number(false, constraints, self.choices),
            2 => self.boolean(constraints),
            3 => Some(Node::Null),
            4 => self.map(Value::outline, constraints, room),
            _ => self.array(Value::outline, constraints, room),
        }
    }

    /// Draws a value of another type that satisfies further constraints.
    fn constrained(
        &mut self,
        outline_of: OutlineFn,
        own: Constraints,
        constraints: &[Constraints],
        room: Room,
    ) -> Option<Node> {
        let both: Vec<Constraints> = [own].iter().chain(constraints).copied().collect();
        self.asserted(&[own], |draw| draw.value(outline_of, &both, room))
    }

    /// Draws a value of a type without its assertions.
    pub(super) fn unasserted(
        &mut self,
        outline_of: OutlineFn,
        constraints: &[Constraints],
    ) -> Option<Node> {
        let room = Room {
            depth: DEEPEST,
            size: SIZE / 8,
        };
        match outline_of().form {
            Form::Object(description, field) => {
                self.hints.add(description.constraints.as_slice());
                self.object(&description, field, constraints, room)
            }
            Form::Constrained(inner, own) => {
                self.hints.add(&[own]);
                let both: Vec<Constraints> = [own].iter().chain(constraints).copied().collect();
                self.value(inner, &both, room)
            }
            _ => None,
        }
    }

    /// Draws until the assertions hold.
    fn asserted(
        &mut self,
        constraints: &[Constraints],
        mut draw: impl FnMut(&mut Self) -> Option<Node>,
    ) -> Option<Node> {
        if !has(constraints, |constraint| {
            matches!(constraint, Constraint::Assertion(_))
        }) {
            return draw(self);
        }
        let before = self.hints.clone();
        self.hints.add(constraints);
        let mut unfit = false;
        let found = (0..ATTEMPTS).find_map(|attempt| {
            self.choices.begin(attempt);
            let drawn = draw(self);
            self.choices.end(attempt);
            let drawn = drawn?;
            let fits = fits_assertions(&drawn, constraints);
            unfit |= !fits;
            fits.then_some(drawn)
        });
        self.hints = before;
        let why = if unfit {
            Missing::Assertion
        } else {
            self.missing
        };
        self.or_missing(found, why)
    }
}

/// Returns a value of none of these types.
pub(super) fn strangers(outline: &Outline) -> impl Iterator<Item = Node> {
    let all = [
        (JsonTypes::NULL, Node::Null),
        (JsonTypes::BOOLEAN, Node::Boolean(true)),
        (JsonTypes::OBJECT, Node::object(Vec::new())),
        (
            JsonTypes::NUMBER,
            Node::Number(crate::json::node::Number::Integer(1)),
        ),
        (JsonTypes::STRING, Node::String("x".to_owned())),
        (JsonTypes::ARRAY, Node::array(Vec::new())),
    ];
    let json_types = outline.json_types;
    all.into_iter()
        .filter(move |it| !json_types.overlaps(it.0))
        .map(|it| it.1)
}
