//! From the outline of a type to JSON that is a value of it.

use super::choices::Choices;
use super::hints::{self, Hints, propose};
use super::outline::{Ask, Form, Outline, Text};
use super::{number, text};
use crate::json::kinds::Kinds;
use crate::json::node::Node;
use crate::object::{Extra, Facts};
use crate::union::{self, Tag, Variant};
use crate::{Json, Path, Report, Rule, Rules, Value};
use std::collections::HashMap;

/// The deepest value that is looked for.
const DEEPEST: u32 = 48;
/// How much deeper than it must be a value may be.
const SPREAD: u32 = 4;
/// About how many parts a value has beyond those that it must have.
const SIZE: u32 = 400;
/// After so many parts, nothing more is drawn.
const FUEL: u32 = 100_000;
/// How often a value is drawn that only an assertion can judge.
const ATTEMPTS: u32 = 200;
/// How often each variant is drawn until no other fits.
const MOST_TURNS: usize = 12;
/// The most items and properties that a rule can ask for.
const MOST: u64 = 2_000;

/// A valid value; none if none is found.
pub(super) fn draw(ask: Ask, choices: &mut Choices) -> Result<Node, Missing> {
    let mut draw = Draw::new(choices);
    let depth = (0..DEEPEST).find(|depth| draw.ends(ask, *depth));
    let room = Room {
        depth: depth.ok_or(Missing::Endless)? + SPREAD,
        size: SIZE,
    };
    draw.value(ask, &[], room).ok_or(draw.missing)
}

/// Why there is no sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// No value is allowed, or none that ends.
    Endless,
    /// No string is found that keeps the rules of its place.
    Text,
    /// No number is found that keeps the rules of its place.
    Number,
    /// No value is found that fits an assertion.
    Assertion,
    /// No value is found of a variant, and of no other one.
    Variant,
    /// No items or properties are found, as many as there must be.
    Count,
}

/// How much room there is for what may be there.
#[derive(Clone, Copy)]
pub(super) struct Room {
    depth: u32,
    size: u32,
}

impl Room {
    /// For what must be there only.
    pub(super) const LITTLE: Room = Room {
        depth: DEEPEST,
        size: 0,
    };

    /// For each of some parts; at the bottom there is room for nothing that may be absent.
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
    /// Whether a value of a type may end within a depth.
    ends: HashMap<(usize, u32), bool>,
    fuel: u32,
    /// What the assertions name that are to hold.
    hints: Hints,
    /// Why there was no value where last there was none.
    missing: Missing,
}

/// How many items or properties there may be.
fn count_limits(rules: &[Rules], properties: bool) -> (u64, u64) {
    let (mut min, mut max) = (0, u64::MAX);
    for rule in rules.iter().flat_map(|it| it.rules) {
        match (*rule, properties) {
            (Rule::MinItems(limit), false) | (Rule::MinProperties(limit), true) => {
                min = min.max(limit);
            }
            (Rule::MaxItems(limit), false) | (Rule::MaxProperties(limit), true) => {
                max = max.min(limit);
            }
            _ => {}
        }
    }
    (min, max)
}

pub(super) fn inner(rules: &[Rules], of: impl Fn(&Rules) -> Rules) -> Vec<Rules> {
    rules.iter().map(of).filter(|it| !it.is_empty()).collect()
}

fn has(rules: &[Rules], wanted: impl Fn(&Rule) -> bool) -> bool {
    rules.iter().flat_map(|it| it.rules).any(wanted)
}

/// Whether a value fits the assertions among rules.
fn fits_assertions(node: &Node, rules: &[Rules]) -> bool {
    let mut report = Report::default();
    for rules in rules {
        rules.check_assertions(node, &Path::ROOT, &mut report);
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

    /// Nothing, if that is what was found, and why.
    fn or_missing<T>(&mut self, found: Option<T>, why: Missing) -> Option<T> {
        if found.is_none() {
            self.missing = why;
        }
        found
    }

    /// Whether a value of a type may end within this depth, whatever the rules of its place say.
    fn ends(&mut self, ask: Ask, depth: u32) -> bool {
        let key = (ask as usize, depth);
        if let Some(known) = self.ends.get(&key) {
            return *known;
        }
        let ends = match ask().form {
            Form::Never => false,
            Form::Ruled(inner, _) => self.ends(inner, depth),
            Form::Object(facts, field) => {
                let mut required = facts
                    .table
                    .iter()
                    .enumerate()
                    .filter(|it| it.1.is_required());
                required.all(|(at, _)| {
                    depth > 0 && field(at).is_some_and(|ask| self.ends(ask, depth - 1))
                })
            }
            Form::Tuple(slots) => {
                let mut required = slots.iter().filter(|slot| slot.required);
                required.all(|slot| depth > 0 && self.ends(slot.ask, depth - 1))
            }
            Form::Union(_, variants) => {
                depth > 0 && variants.iter().any(|it| self.ends(it.outline, depth - 1))
            }
            _ => true,
        };
        self.ends.insert(key, ends);
        ends
    }

    /// A value that keeps the rules of its place; none if none is found.
    pub(super) fn value(&mut self, ask: Ask, rules: &[Rules], room: Room) -> Option<Node> {
        self.fuel = self.fuel.checked_sub(1)?;
        if !self.ends(ask, room.depth) {
            return None;
        }
        match ask().form {
            Form::Never => None,
            Form::Null => Some(Node::Null),
            Form::Any => self.any(rules, room),
            Form::Boolean => self.boolean(rules),
            Form::Integer(least, most) => {
                let found = number::integer(least, most, rules, self.choices);
                self.or_missing(found, Missing::Number)
            }
            Form::Number { single } => {
                let found = number::number(single, rules, self.choices);
                self.or_missing(found, Missing::Number)
            }
            Form::Text(kind) => self.text(kind, rules),
            Form::Literals(values) => self.literal(values),
            Form::Ruled(inner, own) => self.ruled(inner, own, rules, room),
            Form::Nullable(inner) => match self.choices.below(4) {
                3 => Some(Node::Null),
                _ => self.value(inner, rules, room).or(Some(Node::Null)),
            },
            Form::Array(item) => self.array(item, rules, room),
            Form::Tuple(_) => self.tuple(ask, rules, room),
            Form::Map(value) => self.map(value, rules, room),
            Form::Object(facts, field) => self.asserted(facts.rules.as_slice(), |draw| {
                draw.object(&facts, field, rules, room)
            }),
            Form::Union(tag, variants) => self.union(tag, variants, rules, room),
        }
    }

    fn boolean(&mut self, rules: &[Rules]) -> Option<Node> {
        let only = rules
            .iter()
            .flat_map(|it| it.rules)
            .find_map(|rule| match rule {
                Rule::Only(only) => Some(*only),
                _ => None,
            });
        Some(Node::Boolean(
            only.unwrap_or_else(|| self.choices.below(2) == 1),
        ))
    }

    fn text(&mut self, kind: Text, rules: &[Rules]) -> Option<Node> {
        let limits = text::Limits::of(rules.iter().flat_map(|it| it.rules));
        let found = text::draw(kind, &limits, self.choices).map(Node::String);
        self.or_missing(found, Missing::Text)
    }

    fn literal(&mut self, values: &[&str]) -> Option<Node> {
        let at = self.choices.below(values.len() as u32) as usize;
        serde_json::from_str(values.get(at)?).ok()
    }

    /// Any value that keeps the rules of its type.
    fn any(&mut self, rules: &[Rules], room: Room) -> Option<Node> {
        if !has(rules, |rule| !matches!(rule, Rule::Assertion(_)))
            && let Some(node) = self.hints.value(self.choices)
        {
            return Some(node);
        }
        let kinds = if room.size > 0 && room.depth > 0 {
            6
        } else {
            4
        };
        match self.choices.below(kinds) {
            0 => self.text(Text::Plain, rules),
            1 => number::number(false, rules, self.choices),
            2 => self.boolean(rules),
            3 => Some(Node::Null),
            4 => self.map(Value::outline, rules, room),
            _ => self.array(Value::outline, rules, room),
        }
    }

    /// A value of another type that keeps some rules more.
    fn ruled(&mut self, ask: Ask, own: Rules, rules: &[Rules], room: Room) -> Option<Node> {
        let both: Vec<Rules> = [own].iter().chain(rules).copied().collect();
        self.asserted(&[own], |draw| draw.value(ask, &both, room))
    }

    /// A value of a type that has assertions, whatever these say.
    pub(super) fn unasserted(&mut self, ask: Ask, rules: &[Rules]) -> Option<Node> {
        let room = Room {
            depth: DEEPEST,
            size: SIZE / 8,
        };
        match ask().form {
            Form::Object(facts, field) => {
                self.hints.add(facts.rules.as_slice());
                self.object(&facts, field, rules, room)
            }
            Form::Ruled(inner, own) => {
                self.hints.add(&[own]);
                let both: Vec<Rules> = [own].iter().chain(rules).copied().collect();
                self.value(inner, &both, room)
            }
            _ => None,
        }
    }

    /// Draws until the assertions hold.
    fn asserted(
        &mut self,
        rules: &[Rules],
        mut draw: impl FnMut(&mut Self) -> Option<Node>,
    ) -> Option<Node> {
        if !has(rules, |rule| matches!(rule, Rule::Assertion(_))) {
            return draw(self);
        }
        let before = self.hints.clone();
        self.hints.add(rules);
        let mut unfit = false;
        let found = (0..ATTEMPTS).find_map(|attempt| {
            self.choices.begin(attempt);
            let drawn = draw(self);
            self.choices.end(attempt);
            let drawn = drawn?;
            let fits = fits_assertions(&drawn, rules);
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

    /// How many of what may be there in any number.
    fn count(&mut self, rules: &[Rules], properties: bool, room: Room) -> Option<usize> {
        const MORE: u64 = 3;
        let (min, max) = count_limits(rules, properties);
        let more = max.checked_sub(min)?.min(MORE);
        let more = if room.size > 0 { more } else { 0 };
        // One of what may be there is there.
        let least = u64::from(more > 0 && self.choices.maybe());
        let extra = self.choices.below((more - least.min(more)) as u32 + 1);
        let count = min + least + if least > 0 { u64::from(extra) } else { 0 };
        let found = (count <= MOST).then_some(count as usize);
        self.or_missing(found, Missing::Count)
    }

    fn array(&mut self, item: Ask, rules: &[Rules], room: Room) -> Option<Node> {
        let least = count_limits(rules, false).0 as usize;
        let count = self.count(rules, false, room)?;
        let inner = inner(rules, Rules::items);
        let unique = has(rules, |rule| matches!(rule, Rule::UniqueItems));
        let mut items: Vec<Node> = Vec::new();
        for _ in 0..count {
            match self.item(item, &inner, room.shared(count), unique.then_some(&items)) {
                Some(node) => items.push(node),
                None if items.len() >= least => break,
                None => return None,
            }
        }
        Some(Node::Array(items))
    }

    /// An item that is none of others.
    pub(super) fn item(
        &mut self,
        item: Ask,
        rules: &[Rules],
        room: Room,
        others: Option<&Vec<Node>>,
    ) -> Option<Node> {
        let attempts = if others.is_some() { ATTEMPTS } else { 1 };
        (0..attempts).find_map(|attempt| {
            self.choices.begin(attempt);
            let drawn = self.value(item, rules, room);
            self.choices.end(attempt);
            drawn.filter(|node| others.is_none_or(|others| !others.iter().any(|it| it.is(node))))
        })
    }

    fn tuple(&mut self, ask: Ask, rules: &[Rules], room: Room) -> Option<Node> {
        let Form::Tuple(slots) = ask().form else {
            return None;
        };
        let (min, max) = count_limits(rules, false);
        let unique = has(rules, |rule| matches!(rule, Rule::UniqueItems));
        let mut items: Vec<Node> = Vec::new();
        for (at, slot) in slots.iter().enumerate() {
            let inner = inner(rules, |rules| match slot.rest {
                true => rules.items(),
                false => rules.position(at),
            });
            let most = if slot.rest {
                min.saturating_sub(at as u64).max(2)
            } else {
                1
            };
            for _ in 0..most {
                let missing = slot.required || (items.len() as u64) < min;
                if !missing && (room.size == 0 || !self.choices.maybe())
                    || items.len() as u64 >= max
                {
                    return Some(Node::Array(items));
                }
                match self.item(
                    slot.ask,
                    &inner,
                    room.shared(slots.len()),
                    unique.then_some(&items),
                ) {
                    Some(node) => items.push(node),
                    None if missing => return None,
                    None => return Some(Node::Array(items)),
                }
            }
        }
        Some(Node::Array(items))
    }

    fn map(&mut self, value: Ask, rules: &[Rules], room: Room) -> Option<Node> {
        let least = count_limits(rules, true).0 as usize;
        let count = self.count(rules, true, room)?;
        let inner = inner(rules, Rules::values);
        let mut properties: Vec<(String, Node)> = Vec::new();
        for at in 0..count {
            let taken: Vec<&str> = properties.iter().map(named).collect();
            match self.property(at, &taken, value, &inner, room.shared(count)) {
                Some(property) => properties.push(property),
                None if at >= least => break,
                None => return None,
            }
        }
        Some(Node::Object(properties))
    }

    /// A property that has no name in the document, unless an assertion speaks of it.
    fn property(
        &mut self,
        at: usize,
        taken: &[&str],
        ask: Ask,
        rules: &[Rules],
        room: Room,
    ) -> Option<(String, Node)> {
        if let Some((name, assertion)) = self.hints.name(self.choices)
            && !taken.contains(&name)
        {
            let node = match assertion {
                Some(assertion) if rules.is_empty() && matches!(ask().form, Form::Any) => {
                    Some(propose(assertion, self.choices, hints::DEEPEST))
                }
                _ => self.value(ask, rules, room),
            };
            return node.map(|node| (name.to_owned(), node));
        }
        let prefix = ["key", "Key ", "~/ü"][self.choices.below(3) as usize];
        let mut name = format!("{prefix}{at}");
        while taken.contains(&name.as_str()) {
            name.push('_');
        }
        Some((name, self.value(ask, rules, room)?))
    }

    fn object(
        &mut self,
        facts: &Facts,
        field: fn(usize) -> Option<Ask>,
        rules: &[Rules],
        room: Room,
    ) -> Option<Node> {
        let own: Vec<Rules> = facts.rules.iter().chain(rules).copied().collect();
        let (min, max) = count_limits(&own, true);
        let required = facts.table.iter().filter(|it| it.is_required()).count() as u64;
        let mut spare = max.saturating_sub(required);
        let mut wanted = min.saturating_sub(required);
        let inside = room.shared(facts.table.len());
        let mut properties: Vec<(String, Node)> = Vec::new();
        for (at, property) in facts.table.iter().enumerate() {
            let may = spare > 0 && (wanted > 0 || room.size > 0 && self.choices.maybe());
            if !property.is_required() && !may {
                continue;
            }
            let rules: Vec<Rules> = property.rules.into_iter().collect();
            match self.value(field(at)?, &rules, inside) {
                Some(node) => properties.push((property.name().to_owned(), node)),
                None if property.is_required() => return None,
                None => continue,
            }
            if !property.is_required() {
                spare -= 1;
                wanted = wanted.saturating_sub(1);
            }
        }
        if let (Extra::Kept(rules), Some(ask)) = (facts.extra, field(facts.table.len())) {
            let rules: Vec<Rules> = rules.into_iter().collect();
            let more = if room.size > 0 && self.choices.maybe() {
                2
            } else {
                0
            };
            for at in 0..wanted.max(more).min(spare).min(MOST) {
                let taken = facts.table.iter().map(|it| it.name());
                let taken: Vec<&str> = taken.chain(properties.iter().map(named)).collect();
                let Some(property) = self.property(at as usize, &taken, ask, &rules, inside) else {
                    break;
                };
                properties.push(property);
            }
        }
        let found = (properties.len() as u64 >= min).then_some(Node::Object(properties));
        self.or_missing(found, Missing::Count)
    }

    fn union(
        &mut self,
        tag: Tag,
        variants: &'static [Variant],
        rules: &[Rules],
        room: Room,
    ) -> Option<Node> {
        let inside = room.shared(1);
        let ways: Vec<&Variant> = variants
            .iter()
            .filter(|it| self.ends(it.outline, inside.depth))
            .collect();
        let first = self.choices.below(ways.len() as u32) as usize;
        let turns = if tag == Tag::One { MOST_TURNS } else { 1 };
        (0..ways.len() * turns).find_map(|turn| {
            let variant = ways[(first + turn) % ways.len()];
            let attempt = (turn / ways.len()) as u32;
            let both: Vec<Rules> = [variant.rules].iter().chain(rules).copied().collect();
            self.choices.begin(attempt);
            let drawn = self.value(variant.outline, &both, inside);
            self.choices.end(attempt);
            let found = settle(tag, variants, variant, drawn?);
            self.or_missing(found, Missing::Variant)
        })
    }
}

fn named((name, _): &(String, Node)) -> &str {
    name
}

/// Makes a value of a variant one that is taken for it.
fn settle(
    tag: Tag,
    variants: &'static [Variant],
    variant: &Variant,
    mut node: Node,
) -> Option<Node> {
    match tag {
        Tag::Discriminator(property) => {
            let value = node.get(property).and_then(Node::as_text);
            let says = |it: &Variant| value.is_some_and(|value| it.tags.contains(&value));
            let fits = match variant.tags {
                [] => !variants.iter().any(says),
                _ => says(variant),
            };
            if fits {
                return Some(node);
            }
            variant.tags.iter().find_map(|tag| {
                set(&mut node, property, tag)?;
                (variant.misfits(&node) == 0).then(|| node.clone())
            })
        }
        Tag::One => (union::fit(tag, variants, &node).count <= 1).then_some(node),
        Tag::JsonType | Tag::Order | Tag::Any => Some(node),
    }
}

/// Sets a property to a text.
fn set(node: &mut Node, property: &str, text: &str) -> Option<()> {
    let Node::Object(properties) = node else {
        return None;
    };
    let value = Node::String(text.to_owned());
    match properties.iter_mut().find(|(name, _)| name == property) {
        Some((_, old)) => *old = value,
        None => properties.push((property.to_owned(), value)),
    }
    Some(())
}

/// A value that is of none of these types.
pub(super) fn strangers(outline: &Outline) -> impl Iterator<Item = Node> {
    let all = [
        (Kinds::NULL, Node::Null),
        (Kinds::BOOLEAN, Node::Boolean(true)),
        (Kinds::OBJECT, Node::Object(Vec::new())),
        (
            Kinds::NUMBER,
            Node::Number(crate::json::node::Number::Integer(1)),
        ),
        (Kinds::STRING, Node::String("x".to_owned())),
        (Kinds::ARRAY, Node::Array(Vec::new())),
    ];
    let kinds = outline.kinds;
    all.into_iter()
        .filter(move |it| !kinds.overlaps(it.0))
        .map(|it| it.1)
}
