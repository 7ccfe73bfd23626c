//! Finds the changes that break a valid value, by its outline.

use super::{Breaker, Change, Edit, Step};
use crate::json::node::{Node, Number};
use crate::sample::draw::{Draw, strangers};
use crate::sample::outline::{Form, Outline, OutlineFn, Text};
use crate::sample::{number, text};
use crate::union::Strategy;
use crate::{Constraint, Constraints, Json, Path, Report, Value};

impl Breaker<'_> {
    /// Adds a change here; `below` is the name of the property that is reported.
    pub(super) fn note(&mut self, change: Change, keyword: &'static str, below: Option<&str>) {
        let below = below.map(pointer).unwrap_or_default();
        self.note_at(change, keyword, &below);
    }

    /// Adds a change here; `below` is the pointer from here to the reported value.
    pub(super) fn note_at(&mut self, change: Change, keyword: &'static str, below: &str) {
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

    pub(super) fn replace_with(&mut self, node: Node, keyword: &'static str) {
        self.note(Change::Become(node), keyword, None);
    }

    pub(super) fn inside(&mut self, step: Step, find: impl FnOnce(&mut Self)) {
        self.place.push(step);
        find(self);
        self.place.pop();
    }

    /// Breaks a value and the values in it; `typed` is true if values of other types violate `type` here.
    pub(super) fn value(
        &mut self,
        outline_of: OutlineFn,
        constraints: &[Constraints],
        node: &Node,
        typed: bool,
    ) {
        let outline = outline_of();
        if typed {
            self.wrong_type(&outline);
        }
        match outline.form {
            Form::Never | Form::Null => {}
            Form::Any => self.any(constraints, node),
            Form::Boolean => self.boolean(constraints),
            Form::Integer(least, most) => self.integer(least, most, constraints, node),
            Form::Number { .. } => self.numbers(None, constraints, node),
            Form::Text(kind) => self.text(kind, constraints, node),
            Form::Literals(values, keyword) => self.literal(values, keyword),
            Form::Constrained(inner, own) => {
                let both: Vec<Constraints> = [own].iter().chain(constraints).copied().collect();
                self.value(inner, &both, node, false);
                self.assertions(outline_of, constraints, own);
            }
            Form::Nullable(inner) => {
                if !matches!(node, Node::Null) {
                    self.value(inner, constraints, node, false);
                }
            }
            Form::Array(item) => self.array(item, constraints, node),
            Form::Tuple(positions) => self.tuple(&positions, constraints, node),
            Form::Map(value) => self.map(value, constraints, node),
            Form::Object(description, field) => {
                self.object(&description, field, constraints, node);
                if let Some(own) = description.constraints {
                    self.assertions(outline_of, constraints, own);
                }
            }
            Form::Union(strategy, variants, keyword) => {
                self.union(strategy, variants, keyword, constraints, node);
            }
        }
    }

    /// Finds values that only an assertion refuses: drawn at random, one for each keyword.
    pub(super) fn assertions(
        &mut self,
        outline_of: OutlineFn,
        constraints: &[Constraints],
        own: Constraints,
    ) {
        const ATTEMPTS: u32 = 40;
        if !own
            .constraints
            .iter()
            .any(|it| matches!(it, Constraint::Assertion(_)))
        {
            return;
        }
        let mut seen: Vec<&str> = Vec::new();
        for attempt in 0..ATTEMPTS {
            self.choices.begin(attempt);
            let drawn = Draw::new(self.choices).unasserted(outline_of, constraints);
            self.choices.end(attempt);
            let mut report = Report::default();
            if let Some(node) = &drawn {
                own.check_assertions(node, &Path::ROOT, &mut report);
            }
            let violation = report.finish().err().and_then(|all| all.into_iter().next());
            let violation = violation.filter(|it| !seen.contains(&it.keyword()));
            if let (Some(node), Some(violation)) = (drawn, violation) {
                seen.push(violation.keyword());
                self.note_at(
                    Change::Become(node),
                    violation.keyword(),
                    violation.instance(),
                );
            }
        }
    }

    /// Adds `null` and another value, if they are refused.
    pub(super) fn wrong_type(&mut self, outline: &Outline) {
        const ENOUGH: usize = 2;
        let Some(keyword) = keyword_of_type(outline) else {
            return;
        };
        for node in strangers(outline).take(ENOUGH) {
            self.replace_with(node, keyword);
        }
    }

    /// Breaks the constraints of a value's own type.
    pub(super) fn any(&mut self, constraints: &[Constraints], node: &Node) {
        match node {
            Node::Boolean(_) => self.boolean(constraints),
            Node::Number(_) => self.numbers(None, constraints, node),
            Node::String(_) => self.text(Text::Plain, constraints, node),
            Node::Array(_) => self.array(Value::outline, constraints, node),
            Node::Object(_) => self.map(Value::outline, constraints, node),
            Node::Null | Node::Wire(_) | Node::File(_) => {}
        }
    }

    pub(super) fn boolean(&mut self, constraints: &[Constraints]) {
        for constraint in constraints.iter().flat_map(|it| it.constraints) {
            if let Constraint::Only(only) | Constraint::Constant(only) = constraint {
                self.replace_with(Node::Boolean(!only), constraint.keyword());
            }
        }
    }

    pub(super) fn integer(
        &mut self,
        least: i128,
        most: i128,
        constraints: &[Constraints],
        node: &Node,
    ) {
        self.replace_with(Node::Number(Number::Float(0.5)), "type");
        let keyword = crate::json::keyword_of_range(most);
        for far in [least - 1, most + 1] {
            // Beyond this, readers of JSON have no exact numbers.
            if i64::try_from(far).is_ok() || u64::try_from(far).is_ok() {
                self.replace_with(Node::Number(Number::Integer(far)), keyword);
            }
        }
        self.numbers(Some((least, most)), constraints, node);
    }

    pub(super) fn numbers(
        &mut self,
        range: Option<(i128, i128)>,
        constraints: &[Constraints],
        node: &Node,
    ) {
        let Some(valid) = node.as_number() else {
            return;
        };
        for (node, keyword) in number::breaks(range, constraints, valid) {
            self.replace_with(node, keyword);
        }
    }

    pub(super) fn text(&mut self, kind: Text, constraints: &[Constraints], node: &Node) {
        let Some(valid) = node.as_text() else {
            return;
        };
        if let Text::Format(_) = kind {
            let keyword = constraints
                .first()
                .map_or("format", Constraints::format_keyword);
            self.replace_with(Node::String(" ".to_owned()), keyword);
        }
        for (text, keyword) in text::breaks(kind, constraints, valid, self.choices) {
            self.replace_with(Node::String(text), keyword);
        }
    }

    pub(super) fn literal(&mut self, values: &[&str], keyword: &'static str) {
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
            self.replace_with(node, keyword);
        }
    }
}

/// A step of a JSON Pointer.
fn pointer(name: &str) -> String {
    format!("/{}", crate::pointer::escape(name))
}

/// Returns the keyword that a value of another JSON type violates; `None` if no value is allowed.
fn keyword_of_type(outline: &Outline) -> Option<&'static str> {
    match outline.form {
        Form::Never => None,
        Form::Literals(_, keyword) => Some(keyword),
        // The variant without discriminator values takes all others, and refuses the value by its own type.
        Form::Union(Strategy::Discriminator(_), variants, _) => {
            match variants.iter().find(|it| it.tags.is_empty()) {
                Some(base) => keyword_of_type(&(base.outline)()),
                None => Some("discriminator"),
            }
        }
        Form::Union(_, _, keyword) => Some(keyword),
        Form::Constrained(inner, _) | Form::Nullable(inner) => keyword_of_type(&inner()),
        _ => Some("type"),
    }
}
