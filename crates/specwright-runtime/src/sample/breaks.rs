//! From a valid value to values in which one constraint is broken.

use super::choices::Choices;
use super::draw::{Draw, Room, inner, strangers};
use super::outline::{Ask, Form, Outline, Slot, Text};
use super::{number, text};
use crate::json::node::{Node, Number};
use crate::object::{Extra, Facts};
use crate::union::{self, Tag, Variant};
use crate::{Json, Path, Report, Rule, Rules, Value};
use std::fmt;

/// A value in which one constraint is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    json: String,
    instance: String,
    keyword: &'static str,
}

impl Broken {
    /// The JSON text.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// The JSON Pointer of what is wrong; of the object, if a property is missing.
    pub fn instance(&self) -> &str {
        &self.instance
    }

    /// The keyword that is broken.
    pub fn keyword(&self) -> &'static str {
        self.keyword
    }
}

/// The ways in which a value can be broken, one by one.
#[derive(Clone)]
pub struct Breaks {
    whole: Option<Node>,
    edits: std::vec::IntoIter<Edit>,
}

impl Breaks {
    pub(super) fn new(ask: Ask, whole: Option<Node>, mut choices: Choices) -> Self {
        let mut breaker = Breaker {
            choices: &mut choices,
            edits: Vec::new(),
            place: Vec::new(),
        };
        if let Some(node) = &whole {
            breaker.value(ask, &[], node, true);
        }
        let edits = breaker.edits.into_iter();
        Self { whole, edits }
    }
}

impl Iterator for Breaks {
    type Item = Broken;

    fn next(&mut self) -> Option<Broken> {
        let whole = self.whole.as_ref()?;
        self.edits.by_ref().find_map(|edit| {
            let mut node = whole.clone();
            edit.change.apply(at(&mut node, &edit.place)?);
            Some(Broken {
                json: node.to_json()?,
                instance: edit.instance,
                keyword: edit.keyword,
            })
        })
    }
}

impl fmt::Debug for Breaks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Breaks")
            .field("left", &self.edits.len())
            .finish()
    }
}

/// A change that breaks one constraint.
#[derive(Clone)]
struct Edit {
    place: Vec<Step>,
    change: Change,
    instance: String,
    keyword: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Property(String),
    Item(usize),
}

impl Step {
    fn of<'n>(&self, node: &'n mut Node) -> Option<&'n mut Node> {
        match (self, node) {
            (Step::Property(name), Node::Object(properties)) => properties
                .iter_mut()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value),
            (Step::Item(at), Node::Array(items)) => items.get_mut(*at),
            _ => None,
        }
    }
}

/// What stands at a place.
fn at<'n>(node: &'n mut Node, place: &[Step]) -> Option<&'n mut Node> {
    place.iter().try_fold(node, |node, step| step.of(node))
}

#[derive(Clone)]
enum Change {
    Become(Node),
    Remove(String),
    Insert(String, Node),
}

impl Change {
    fn apply(&self, node: &mut Node) {
        match (self, node) {
            (Change::Become(other), node) => *node = other.clone(),
            (Change::Remove(name), Node::Object(properties)) => {
                properties.retain(|(known, _)| known != name);
            }
            (Change::Insert(name, value), Node::Object(properties)) => {
                properties.push((name.clone(), value.clone()));
            }
            (Change::Remove(_) | Change::Insert(..), _) => {}
        }
    }
}

/// Finds what can be broken, by the outline of a value that has nothing wrong.
struct Breaker<'c> {
    choices: &'c mut Choices,
    edits: Vec<Edit>,
    place: Vec<Step>,
}

impl Breaker<'_> {
    /// Notes a way to break a value here; `below` is the name of the property that is told of.
    fn note(&mut self, change: Change, keyword: &'static str, below: Option<&str>) {
        let below = below.map(pointer).unwrap_or_default();
        self.note_at(change, keyword, &below);
    }

    /// Notes a way to break a value here; `below` is the pointer from here to what is told of.
    fn note_at(&mut self, change: Change, keyword: &'static str, below: &str) {
        let steps = self.place.iter().map(|step| match step {
            Step::Property(name) => pointer(name),
            Step::Item(at) => format!("/{at}"),
        });
        self.edits.push(Edit {
            place: self.place.clone(),
            change,
            instance: steps.chain([below.to_owned()]).collect(),
            keyword,
        });
    }

    fn become_(&mut self, node: Node, keyword: &'static str) {
        self.note(Change::Become(node), keyword, None);
    }

    fn inside(&mut self, step: Step, find: impl FnOnce(&mut Self)) {
        self.place.push(step);
        find(self);
        self.place.pop();
    }

    /// Breaks a value and what is in it; `typed` says whether values of other types are refused by their type here.
    fn value(&mut self, ask: Ask, rules: &[Rules], node: &Node, typed: bool) {
        let outline = ask();
        if typed {
            self.wrong_type(&outline);
        }
        match outline.form {
            Form::Never | Form::Null => {}
            Form::Any => self.any(rules, node),
            Form::Boolean => self.boolean(rules),
            Form::Integer(least, most) => self.integer(least, most, rules, node),
            Form::Number { .. } => self.numbers(None, rules, node),
            Form::Text(kind) => self.text(kind, rules, node),
            Form::Literals(values) => self.literal(values),
            Form::Ruled(inner, own) => {
                let both: Vec<Rules> = [own].iter().chain(rules).copied().collect();
                self.value(inner, &both, node, false);
                self.assertions(ask, rules, own);
            }
            Form::Nullable(inner) => {
                if !matches!(node, Node::Null) {
                    self.value(inner, rules, node, false);
                }
            }
            Form::Array(item) => self.array(item, rules, node),
            Form::Tuple(slots) => self.tuple(&slots, rules, node),
            Form::Map(value) => self.map(value, rules, node),
            Form::Object(facts, field) => {
                self.object(&facts, field, rules, node);
                if let Some(own) = facts.rules {
                    self.assertions(ask, rules, own);
                }
            }
            Form::Union(tag, variants) => self.union(tag, variants, rules, node),
        }
    }

    /// Values that only an assertion refuses: drawn at random, and kept if it does, one for each keyword.
    fn assertions(&mut self, ask: Ask, rules: &[Rules], own: Rules) {
        const ATTEMPTS: u32 = 40;
        if !own.rules.iter().any(|it| matches!(it, Rule::Assertion(_))) {
            return;
        }
        let mut seen: Vec<&str> = Vec::new();
        for attempt in 0..ATTEMPTS {
            self.choices.begin(attempt);
            let drawn = Draw::new(self.choices).unasserted(ask, rules);
            self.choices.end(attempt);
            let mut report = Report::default();
            if let Some(node) = &drawn {
                own.check_assertions(node, &Path::ROOT, &mut report);
            }
            let told = report.finish().err().and_then(|all| all.into_iter().next());
            if let (Some(node), Some(told)) = (drawn, told)
                && !seen.contains(&told.keyword())
            {
                seen.push(told.keyword());
                self.note_at(Change::Become(node), told.keyword(), told.instance());
            }
        }
    }

    /// `null` and one more, if they are refused.
    fn wrong_type(&mut self, outline: &Outline) {
        const ENOUGH: usize = 2;
        let keyword = match outline.form {
            Form::Never => return,
            Form::Literals(_) => "enum",
            _ => "type",
        };
        for node in strangers(outline).take(ENOUGH) {
            self.become_(node, keyword);
        }
    }

    /// The rules of a value's own type.
    fn any(&mut self, rules: &[Rules], node: &Node) {
        match node {
            Node::Boolean(_) => self.boolean(rules),
            Node::Number(_) => self.numbers(None, rules, node),
            Node::String(_) => self.text(Text::Plain, rules, node),
            Node::Array(_) => self.array(Value::outline, rules, node),
            Node::Object(_) => self.map(Value::outline, rules, node),
            Node::Null | Node::Wire(_) | Node::File(_) => {}
        }
    }

    fn boolean(&mut self, rules: &[Rules]) {
        for rule in rules.iter().flat_map(|it| it.rules) {
            if let Rule::Only(only) = rule {
                self.become_(Node::Boolean(!only), rule.keyword());
            }
        }
    }

    fn integer(&mut self, least: i128, most: i128, rules: &[Rules], node: &Node) {
        self.become_(Node::Number(Number::Float(0.5)), "type");
        for far in [least - 1, most + 1] {
            // Beyond, JSON has no exact numbers for readers.
            if i64::try_from(far).is_ok() || u64::try_from(far).is_ok() {
                self.become_(Node::Number(Number::Integer(far)), "format");
            }
        }
        self.numbers(Some((least, most)), rules, node);
    }

    fn numbers(&mut self, range: Option<(i128, i128)>, rules: &[Rules], node: &Node) {
        let Some(valid) = node.as_number() else {
            return;
        };
        for (node, keyword) in number::breaks(range, rules, valid) {
            self.become_(node, keyword);
        }
    }

    fn text(&mut self, kind: Text, rules: &[Rules], node: &Node) {
        let Some(valid) = node.as_text() else {
            return;
        };
        if kind != Text::Plain {
            self.become_(Node::String("!".to_owned()), "format");
        }
        for (text, keyword) in text::breaks(kind, rules, valid, self.choices) {
            self.become_(Node::String(text), keyword);
        }
    }

    fn literal(&mut self, values: &[&str]) {
        let known: Vec<Node> = values
            .iter()
            .filter_map(|json| serde_json::from_str(json).ok())
            .collect();
        let strange = ["null", "\"\"", "-1", "[]", "{}", "\"~\"", "0.25"];
        let strange = strange
            .iter()
            .filter_map(|json| serde_json::from_str(json).ok());
        let mut strange = strange.filter(|it: &Node| !known.iter().any(|known| known.is(it)));
        if let Some(node) = strange.next() {
            self.become_(node, "enum");
        }
    }

    /// The rules of how many there are, and of items that are there twice.
    fn items(&mut self, rules: &[Rules], items: &[Node], item: Option<Ask>) {
        /// A rule that allows more than this is not worth the trouble.
        const MOST: u64 = 200;
        let all: Vec<Rule> = rules.iter().flat_map(|it| it.rules).copied().collect();
        let max = all.iter().filter_map(|rule| match rule {
            Rule::MaxItems(limit) => Some(*limit),
            _ => None,
        });
        let is_full = max.min().is_some_and(|max| items.len() as u64 >= max);
        for rule in &all {
            let changed = match *rule {
                Rule::MinItems(limit) if limit > 0 => Some(items[..limit as usize - 1].to_vec()),
                Rule::MaxItems(limit) if limit <= MOST => {
                    item.and_then(|item| self.more(item, rules, items, limit as usize + 1))
                }
                Rule::UniqueItems => repeat(items, is_full),
                _ => None,
            };
            if let Some(items) = changed {
                self.become_(Node::Array(items), rule.keyword());
            }
        }
    }

    /// Items up to a number.
    fn more(
        &mut self,
        item: Ask,
        rules: &[Rules],
        items: &[Node],
        count: usize,
    ) -> Option<Vec<Node>> {
        let unique = rules
            .iter()
            .flat_map(|it| it.rules)
            .any(|it| matches!(it, Rule::UniqueItems));
        let inner = inner(rules, Rules::items);
        let mut more = items.to_vec();
        let mut draw = Draw::new(self.choices);
        while more.len() < count {
            let others = unique.then_some(&more);
            more.push(draw.item(item, &inner, Room::LITTLE, others)?);
        }
        Some(more)
    }

    fn array(&mut self, item: Ask, rules: &[Rules], node: &Node) {
        /// Items are alike.
        const LOOKED_AT: usize = 2;
        let Node::Array(items) = node else {
            return;
        };
        self.items(rules, items, Some(item));
        let inner = inner(rules, Rules::items);
        for (at, node) in items.iter().enumerate().take(LOOKED_AT) {
            self.inside(Step::Item(at), |it| it.value(item, &inner, node, true));
        }
    }

    fn tuple(&mut self, slots: &[Slot], rules: &[Rules], node: &Node) {
        let Node::Array(items) = node else {
            return;
        };
        self.items(rules, items, None);
        let required = slots.iter().filter(|slot| slot.required).count();
        if required > 0 {
            self.become_(Node::Array(items[..required - 1].to_vec()), "minItems");
        }
        if items.len() == slots.len() && !slots.iter().any(|slot| slot.rest) {
            let more = [items.as_slice(), &[Node::Null]].concat();
            let told = rules
                .iter()
                .flat_map(|it| it.rules)
                .any(|rule| matches!(*rule, Rule::MaxItems(limit) if limit <= items.len() as u64));
            self.become_(Node::Array(more), if told { "maxItems" } else { "items" });
        }
        for (at, (node, slot)) in items.iter().zip(slots).enumerate() {
            let inner = inner(rules, |rules| match slot.rest {
                true => rules.items(),
                false => rules.position(at),
            });
            self.inside(Step::Item(at), |it| it.value(slot.ask, &inner, node, true));
        }
    }

    fn map(&mut self, value: Ask, rules: &[Rules], node: &Node) {
        let Node::Object(properties) = node else {
            return;
        };
        self.properties(
            rules,
            properties,
            &[],
            Some((value, inner(rules, Rules::values))),
        );
        let inner = inner(rules, Rules::values);
        if let Some((name, node)) = properties.first() {
            self.inside(Step::Property(name.clone()), |it| {
                it.value(value, &inner, node, true)
            });
        }
    }

    /// The rules of how many there are, and a property that is there twice.
    fn properties(
        &mut self,
        rules: &[Rules],
        properties: &[(String, Node)],
        required: &[&str],
        kept: Option<(Ask, Vec<Rules>)>,
    ) {
        const MOST: u64 = 200;
        if let Some((name, node)) = properties.first() {
            let again = Change::Insert(name.clone(), node.clone());
            self.note(again, "properties", Some(name));
        }
        for rule in rules.iter().flat_map(|it| it.rules) {
            match *rule {
                Rule::MinProperties(limit) if limit > required.len() as u64 => {
                    let mut fewer = properties.to_vec();
                    let mut others = properties.len() + 1 - limit as usize;
                    fewer.retain(|(name, _)| {
                        let goes = others > 0 && !required.contains(&name.as_str());
                        others -= usize::from(goes);
                        !goes
                    });
                    self.become_(Node::Object(fewer), rule.keyword());
                }
                Rule::MaxProperties(limit) if limit <= MOST => {
                    let Some((ask, rules)) = &kept else {
                        continue;
                    };
                    let drawn = Draw::new(self.choices).value(*ask, rules, Room::LITTLE);
                    let Some(node) = drawn else {
                        continue;
                    };
                    let mut more = properties.to_vec();
                    for at in properties.len()..=limit as usize {
                        more.push((format!("more {at}"), node.clone()));
                    }
                    self.become_(Node::Object(more), rule.keyword());
                }
                _ => {}
            }
        }
    }

    fn object(
        &mut self,
        facts: &Facts,
        field: fn(usize) -> Option<Ask>,
        rules: &[Rules],
        node: &Node,
    ) {
        let Node::Object(properties) = node else {
            return;
        };
        let own: Vec<Rules> = facts.rules.iter().chain(rules).copied().collect();
        let required: Vec<&str> = facts
            .table
            .iter()
            .filter(|it| it.is_required())
            .map(|it| it.name())
            .collect();
        let kept = match facts.extra {
            Extra::Kept(rules) => {
                field(facts.table.len()).map(|ask| (ask, rules.into_iter().collect::<Vec<_>>()))
            }
            Extra::Ignored | Extra::Refused(_) => None,
        };
        if !properties
            .first()
            .is_some_and(|(name, _)| facts.table.iter().all(|it| it.name() != name))
            || kept.is_some()
        {
            self.properties(&own, properties, &required, kept.clone());
        }
        for name in &required {
            self.note(Change::Remove((*name).to_owned()), "required", None);
        }
        if let Extra::Refused(keyword) = facts.extra {
            let name = "not in the document";
            self.note(
                Change::Insert(name.to_owned(), Node::Null),
                keyword,
                Some(name),
            );
        }
        for (at, property) in facts.table.iter().enumerate() {
            let Some(ask) = field(at) else {
                continue;
            };
            let rules: Vec<Rules> = property.rules.into_iter().collect();
            let name = property.name();
            match node.get(name) {
                Some(node) => self.inside(Step::Property(name.to_owned()), |it| {
                    it.value(ask, &rules, node, true);
                }),
                None if matches!(ask().form, Form::Never) => {
                    let there = Change::Insert(name.to_owned(), Node::Null);
                    self.note(there, "not", Some(name));
                }
                None => {}
            }
        }
        if let Some((ask, rules)) = kept {
            let known = |name: &str| facts.table.iter().any(|it| it.name() == name);
            if let Some((name, node)) = properties.iter().find(|it| !known(&it.0)) {
                self.inside(Step::Property(name.clone()), |it| {
                    it.value(ask, &rules, node, true)
                });
            }
        }
    }

    fn union(&mut self, tag: Tag, variants: &'static [Variant], rules: &[Rules], node: &Node) {
        let Some(chosen) = union::choose(tag, variants, node) else {
            return;
        };
        let variant = &variants[chosen.index];
        let both: Vec<Rules> = [variant.rules].iter().chain(rules).copied().collect();
        let before = self.edits.len();
        self.value(variant.outline, &both, node, false);
        match tag {
            Tag::Discriminator(property) => self.tag(property, variants, node, before),
            Tag::JsonType => self.keep(before, |here| here.kinds().overlaps(variant.kinds)),
            Tag::Order | Tag::One | Tag::Any => self.trial(tag, variants, node, before),
        }
    }

    /// Leaves out what becomes a value of another variant; what stands before a position is of no concern.
    fn keep(&mut self, before: usize, same: impl Fn(&Node) -> bool) {
        let here = self.place.len();
        let mut index = 0;
        self.edits.retain(|edit| {
            index += 1;
            match &edit.change {
                Change::Become(node) if edit.place.len() == here => index <= before || same(node),
                _ => true,
            }
        });
    }

    /// Without a value of the discriminator, or with another, no variant is known, unless one takes all others.
    fn tag(&mut self, property: &str, variants: &[Variant], node: &Node, before: usize) {
        let said = node.get(property).and_then(Node::as_text);
        self.keep(before, |here| {
            here.get(property).and_then(Node::as_text) == said
        });
        let here = self.place.len();
        let step = Step::Property(property.to_owned());
        let mut index = 0;
        self.edits.retain(|edit| {
            index += 1;
            let is_tag = edit.place.get(here) == Some(&step)
                || matches!(&edit.change, Change::Remove(name) | Change::Insert(name, _)
                    if name == property && edit.place.len() == here);
            index <= before || !is_tag
        });
        if variants.iter().all(|variant| !variant.tags.is_empty()) {
            self.note(Change::Remove(property.to_owned()), "required", None);
            self.inside(step, |it| {
                it.become_(Node::String("no such tag".to_owned()), "discriminator");
                it.become_(Node::Boolean(true), "type");
            });
        }
    }

    /// What breaks one variant may be another one. If no other has the type of the value, what is wrong is told of it; else of
    /// the choice.
    fn trial(&mut self, tag: Tag, variants: &'static [Variant], node: &Node, before: usize) {
        /// All of them tell the same.
        const ENOUGH: usize = 8;
        let alike = variants.iter().filter(|it| it.kinds.overlaps(node.kinds()));
        if alike.count() == 1 {
            return;
        }
        let keyword = if tag == Tag::Any { "anyOf" } else { "oneOf" };
        let here = self.place.len();
        let found = self.edits.split_off(before);
        for edit in found {
            if self.edits.len() >= before + ENOUGH {
                return;
            }
            let mut whole = node.clone();
            let Some(inside) = at(&mut whole, &edit.place[here..]) else {
                continue;
            };
            edit.change.apply(inside);
            let fits = |it: &Variant| it.kinds.overlaps(whole.kinds()) && it.misfits(&whole) == 0;
            if !variants.iter().any(fits) {
                let alike = variants
                    .iter()
                    .filter(|it| it.kinds.overlaps(whole.kinds()));
                if alike.count() > 1 {
                    self.become_(whole, keyword);
                }
            }
        }
    }
}

/// A step of a JSON Pointer.
fn pointer(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// Items of which one is there twice.
fn repeat(items: &[Node], is_full: bool) -> Option<Vec<Node>> {
    let mut items = items.to_vec();
    let first = items.first()?.clone();
    if is_full {
        items.pop();
    }
    if items.is_empty() {
        return None;
    }
    items.push(first);
    Some(items)
}

/// Whether nothing keeps a node from being a value.
pub(super) fn is_valid(inspect: fn(&Node, &Path<'_>, Rules, &mut Report), node: &Node) -> bool {
    let mut report = Report::default();
    inspect(node, &Path::ROOT, Rules::new("", &[]), &mut report);
    report.is_empty()
}
