//! Finds a value that two schemas admit.
//!
//! A candidate is built from the merged keywords of both: the simplest value, with no more properties than are required. [`InstanceChecker`]
//! decides if both schemas admit it.

use foldhash::HashSet;
use specwright_ir::Format;
use specwright_pattern::Sampler;
use specwright_spec::{AdditionalProperties, Document, Node, Number, SchemaId};

use super::instance::InstanceChecker;
use super::patterns::Patterns;
use super::{Choice, Merged, parts};

/// Deepest nesting of a candidate.
const MAX_DEPTH: usize = 8;

/// Number of candidates for one pair of schemas, nested values included.
const MAX_VALUES: usize = 256;

/// Longest string of a candidate.
const MAX_LENGTH: u64 = 64;

/// Longest array of a candidate.
const MAX_ITEMS: u64 = 8;

/// Finds values that two schemas admit.
pub(crate) struct WitnessFinder<'d> {
    document: &'d Document,
    patterns: &'d Patterns,
    /// The unions inside whose members the search is: a candidate has to fit the member only.
    around: Vec<Choice>,
    /// Number of candidates that are left.
    budget: usize,
}

/// The schemas of two sides, and the keywords of all of them, merged.
struct Sides<'d> {
    ids: Vec<SchemaId>,
    merged: Merged<'d>,
    left: Vec<SchemaId>,
    right: Vec<SchemaId>,
}

impl<'d> WitnessFinder<'d> {
    pub(crate) fn new(document: &'d Document, patterns: &'d Patterns, around: Choice) -> Self {
        Self {
            document,
            patterns,
            around: vec![around],
            budget: MAX_VALUES,
        }
    }

    /// Returns a finder of a value of one schema, given as both sides.
    pub(crate) fn of_one(document: &'d Document, patterns: &'d Patterns) -> Self {
        Self {
            document,
            patterns,
            around: Vec::new(),
            budget: MAX_VALUES,
        }
    }

    /// Returns a candidate for the schemas of both sides.
    pub(crate) fn value(
        &mut self,
        left: &[SchemaId],
        right: &[SchemaId],
        depth: usize,
    ) -> Option<Node> {
        self.budget = self.budget.checked_sub(1)?;
        if depth > MAX_DEPTH {
            return None;
        }
        let (left, right) = (parts(self.document, left), parts(self.document, right));
        let others = right.iter().filter(|id| !left.contains(id));
        let ids: Vec<SchemaId> = left.iter().chain(others).copied().collect();
        let mut merged = Merged::new(self.document, ids.clone());
        // A union of both sides distinguishes neither: it is left to the check of instances.
        let is_shared =
            |choice: &Choice| left.contains(&choice.owner) && right.contains(&choice.owner);
        merged
            .unions
            .retain(|choice| !self.around.contains(choice) && !is_shared(choice));
        if merged.contradiction.is_some() || self.formats(&ids).len() > 1 {
            return None;
        }
        let sides = Sides {
            ids,
            merged,
            left,
            right,
        };
        if let Some((_, values)) = &sides.merged.enumeration {
            return self.first_admitted(&sides.ids, values.iter().copied().cloned());
        }
        match sides.merged.unions.first() {
            Some(choice) => self.of_choice(*choice, &sides, depth),
            None => self.of_types(&sides, depth),
        }
    }

    /// Returns a value of one of the members of a choice that one of the sides has.
    fn of_choice(&mut self, choice: Choice, sides: &Sides<'d>, depth: usize) -> Option<Node> {
        self.around.push(choice);
        let is_left = sides.left.contains(&choice.owner);
        let members = choice.members(self.document).into_iter();
        let mut values = members.filter_map(|member| {
            let with = |ids: &[SchemaId]| [ids, &[member]].concat();
            match is_left {
                true => self.value(&with(&sides.left), &sides.right, depth + 1),
                false => self.value(&sides.left, &with(&sides.right), depth + 1),
            }
        });
        let value = values.next();
        self.around.pop();
        value
    }

    fn of_types(&mut self, sides: &Sides<'d>, depth: usize) -> Option<Node> {
        let Some(types) = sides.merged.types(self.document) else {
            return self.first_admitted(&sides.ids, self.texts(sides));
        };
        match () {
            () if types.object => self.object(sides, depth),
            () if types.string => self.first_admitted(&sides.ids, self.texts(sides)),
            () if types.integer || types.number => self.first_admitted(&sides.ids, numbers(sides)),
            () if types.boolean => Some(Node::Bool(true)),
            () if types.array => self.array(sides, depth),
            () => None,
        }
    }

    fn first_admitted(
        &self,
        ids: &[SchemaId],
        values: impl IntoIterator<Item = Node>,
    ) -> Option<Node> {
        let is_around = |id: &SchemaId| self.around.iter().any(|choice| choice.owner == *id);
        let ids: Vec<SchemaId> = ids.iter().copied().filter(|id| !is_around(id)).collect();
        let admits =
            |value: &Node| InstanceChecker::new(self.document, self.patterns).all(&ids, value);
        values
            .into_iter()
            .find(|value| *value != Node::Null && admits(value))
    }

    /// Returns the string formats of some schemas.
    fn formats(&self, ids: &[SchemaId]) -> HashSet<&'d str> {
        let named = |id: &SchemaId| self.document.schemas[*id].format.as_deref();
        ids.iter()
            .filter_map(named)
            .filter(|format| !is_numeric(format))
            .collect()
    }

    fn texts(&self, sides: &Sides<'d>) -> Vec<Node> {
        let merged = &sides.merged;
        let format = merged.format.and_then(Format::named);
        if let Some(format) = format {
            return vec![Node::String(sample_of_format(format).to_owned())];
        }
        let (least, most) = (merged.min_length.unwrap_or(0), merged.max_length);
        let drawn = merged.patterns.iter().filter_map(|(pattern, _)| {
            Sampler::new(pattern)?.draw(least, most, &mut |_| 0, &|_| false)
        });
        let plain = (least <= MAX_LENGTH).then(|| "a".repeat(least.max(1) as usize));
        let all = drawn.chain(plain);
        all.filter(|it| it.chars().count() as u64 <= MAX_LENGTH)
            .chain([String::new()])
            .map(Node::String)
            .collect()
    }

    fn array(&mut self, sides: &Sides<'d>, depth: usize) -> Option<Node> {
        // An empty array, which both admit, would not show that their items overlap.
        let count = sides.merged.min_items.unwrap_or(0).max(1);
        if count > sides.merged.max_items.unwrap_or(u64::MAX).min(MAX_ITEMS) {
            return None;
        }
        let items = |ids: &[SchemaId]| -> Vec<SchemaId> {
            ids.iter()
                .filter_map(|id| self.document.schemas[*id].items)
                .collect()
        };
        let (left, right) = (items(&sides.left), items(&sides.right));
        let items = (0..count).map(|_| self.value(&left, &right, depth + 1));
        Some(Node::Array(items.collect::<Option<_>>()?))
    }

    /// Returns an object with the properties that either side requires, if one side declares them all.
    fn object(&mut self, sides: &Sides<'d>, depth: usize) -> Option<Node> {
        let needed = sides.merged.required.iter().map(|(name, _)| *name);
        let mut names: Vec<&str> = needed.collect();
        let (left, right) = (self.declared(&sides.left), self.declared(&sides.right));
        let declares = |known: &[&str], names: &[&str]| names.iter().all(|it| known.contains(it));
        let known = match () {
            () if declares(&left, &names) => &left,
            () if declares(&right, &names) => &right,
            () => return None,
        };
        let count = sides.merged.min_properties.unwrap_or(0) as usize;
        let mut optional = known
            .iter()
            .filter(|name| !sides.merged.required.iter().any(|(it, _)| it == *name));
        while names.len() < count {
            names.push(optional.next()?);
        }
        let member = |name: &str| {
            let (left, right) = (
                property(self.document, &sides.left, name),
                property(self.document, &sides.right, name),
            );
            Some((name.to_owned(), self.value(&left, &right, depth + 1)?))
        };
        Some(Node::Object(
            names.into_iter().map(member).collect::<Option<_>>()?,
        ))
    }

    fn declared(&self, ids: &[SchemaId]) -> Vec<&'d str> {
        let schemas = ids.iter().map(|id| &self.document.schemas[*id]);
        let declared = schemas.flat_map(|it| it.properties.iter().map(|(name, _)| name.as_str()));
        declared.collect()
    }
}

/// Returns the schemas that some schemas apply to a property.
pub(crate) fn property(document: &Document, ids: &[SchemaId], name: &str) -> Vec<SchemaId> {
    let of_schema = |id: &SchemaId| {
        let schema = &document.schemas[*id];
        let own = schema.properties.iter().find(|(known, _)| known == name);
        match (own, schema.additional_properties) {
            (Some((_, own)), _) => Some(*own),
            (None, Some(AdditionalProperties::Schema(others))) => Some(others),
            (None, _) => None,
        }
    };
    ids.iter().filter_map(of_schema).collect()
}

/// Returns simple numbers, and the bounds and factors of the schemas.
fn numbers(sides: &Sides<'_>) -> Vec<Node> {
    let merged = &sides.merged;
    let bounds = [merged.minimum, merged.maximum].into_iter().flatten();
    let bounds = bounds.map(|bound| &bound.value);
    let simple = ["0", "1", "-1", "0.5"].into_iter().filter_map(Number::new);
    let all = simple.chain(bounds.chain(merged.multiple_of.iter().copied()).cloned());
    all.map(Node::Number).collect()
}

fn is_numeric(format: &str) -> bool {
    super::formats::type_of(format).is_some_and(|types| types.integer || types.number)
}

/// Returns a string of a format.
fn sample_of_format(format: Format) -> &'static str {
    match format {
        Format::Byte => "AAAA",
        Format::Date => "2000-01-01",
        Format::DateTime => "2000-01-01T00:00:00Z",
        Format::Duration | Format::IsoDuration => "P1D",
        Format::Email | Format::IdnEmail => "a@example.com",
        Format::Hostname | Format::IdnHostname => "example.com",
        Format::Ipv4 => "127.0.0.1",
        Format::Ipv6 => "::1",
        Format::Iri | Format::IriReference | Format::Uri | Format::UriReference => {
            "https://example.com/"
        }
        Format::JsonPointer => "/a",
        Format::Regex | Format::UriTemplate => "a",
        Format::RelativeJsonPointer => "0",
        Format::Time => "00:00:00Z",
        Format::Uuid => "00000000-0000-0000-0000-000000000000",
    }
}
