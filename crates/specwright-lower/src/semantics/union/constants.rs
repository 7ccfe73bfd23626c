//! Constants that distinguish the members of a union: `const`, and `enum` of strings, integers or booleans, of a property or a
//! nested property.
//!
//! A value with another constant is not valid as the member (2020-12 Validation, sections 6.1.2 and 6.1.3); a value with the
//! constant is read as that member, whatever else is wrong with it.

use foldhash::{HashMap, HashSet};
use specwright_ir::{Pin, PinValues};
use specwright_spec::{Document, Node, Number, SchemaId, Types};

use super::Member;
use crate::semantics::types::{overlap, types_of_merged};
use crate::semantics::{Merged, access, instance, parts};

/// Longest path of a constant.
const MAX_DEPTH: usize = 3;

/// Number of properties of a member that are examined.
const MAX_PROPERTIES: usize = 512;

/// Largest number of constants of a property; an enum of more is data.
const MAX_VALUES: usize = 32;

/// Largest number of members for which constants of several properties are combined.
const MAX_COMBINED: usize = 64;

/// The values that a member allows at a path.
#[derive(Clone, Debug)]
pub(crate) struct Constant<'d> {
    path: Vec<&'d str>,
    values: PinValues,
    /// True if every object of the member has one of the values there, in requests and in responses.
    required: bool,
}

impl Constant<'_> {
    fn pin(&self) -> Pin {
        let escape = |name: &&str| format!("/{}", name.replace('~', "~0").replace('/', "~1"));
        Pin {
            path: self.path.iter().map(escape).collect(),
            values: self.values.clone(),
        }
    }

    fn is_single(&self) -> bool {
        match &self.values {
            PinValues::Texts(values) => values.len() == 1,
            PinValues::Integers(values) => values.len() == 1,
            PinValues::Booleans(values) => values.len() == 1,
        }
    }

    fn is_disjoint(&self, other: &Self) -> bool {
        are_disjoint(&self.values, &other.values)
    }
}

/// Returns true if no value is in both lists.
fn are_disjoint(left: &PinValues, right: &PinValues) -> bool {
    fn have_none<T: PartialEq>(left: &[T], right: &[T]) -> bool {
        !left.iter().any(|it| right.contains(it))
    }
    match (left, right) {
        (PinValues::Texts(left), PinValues::Texts(right)) => have_none(left, right),
        (PinValues::Integers(left), PinValues::Integers(right)) => have_none(left, right),
        (PinValues::Booleans(left), PinValues::Booleans(right)) => have_none(left, right),
        _ => true,
    }
}

/// The constants of all members at one path, indexed by value.
///
/// Comparing each with all others takes quadratic time where members share a value, which the counts decide at once.
#[derive(Default)]
struct Rivals<'c, 'd> {
    all: Vec<&'c Constant<'d>>,
    /// The number of constants that allow each value.
    counts: HashMap<ConstantValue<'c>, usize>,
}

/// A value of a constant, for comparison.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum ConstantValue<'c> {
    Text(&'c str),
    Integer(i64),
    Boolean(bool),
}

impl<'c, 'd> Rivals<'c, 'd> {
    fn add(&mut self, constant: &'c Constant<'d>) {
        self.all.push(constant);
        for value in distinct(&constant.values) {
            *self.counts.entry(value).or_default() += 1;
        }
    }

    /// Returns true if a constant, which is one of these, has no value in common with another.
    fn has_disjoint(&self, constant: &Constant<'_>) -> bool {
        let (mut most, mut sum) = (0, 0);
        for value in distinct(&constant.values) {
            let count = self.counts.get(&value).copied().unwrap_or_default();
            (most, sum) = (most.max(count), sum + count);
        }
        let count = self.all.len();
        // Each shares a value: one is in all of them. One shares no value: there are more than share one.
        most < count && (sum < count || self.all.iter().any(|it| constant.is_disjoint(it)))
    }
}

/// Returns the values of a constant, each once.
fn distinct(values: &PinValues) -> HashSet<ConstantValue<'_>> {
    match values {
        PinValues::Texts(values) => values.iter().map(|it| ConstantValue::Text(it)).collect(),
        PinValues::Integers(values) => values
            .iter()
            .map(|it| ConstantValue::Integer(*it))
            .collect(),
        PinValues::Booleans(values) => values
            .iter()
            .map(|it| ConstantValue::Boolean(*it))
            .collect(),
    }
}

/// Returns the values as texts.
fn texts(values: &PinValues) -> Vec<String> {
    match values {
        PinValues::Texts(values) => values.clone(),
        PinValues::Integers(values) => values.iter().map(i64::to_string).collect(),
        PinValues::Booleans(values) => values.iter().map(bool::to_string).collect(),
    }
}

/// Returns the values that a schema allows for a property, as texts; no values if it allows any.
pub(crate) fn of_property(document: &Document, id: SchemaId, property: &str) -> Vec<String> {
    let merged = Merged::new(document, parts(document, &[id]));
    let mut constants = constants(document, &merged).into_iter();
    let found = constants.find(|it| it.path == [property]);
    found.map(|it| texts(&it.values)).unwrap_or_default()
}

/// Returns the constants of the objects that a member admits.
pub(crate) fn constants<'d>(document: &'d Document, merged: &Merged<'d>) -> Vec<Constant<'d>> {
    let mut finder = ConstantFinder {
        document,
        left: MAX_PROPERTIES,
        path: Vec::new(),
        found: Vec::new(),
    };
    finder.object(merged, true);
    finder.found
}

struct ConstantFinder<'d> {
    document: &'d Document,
    left: usize,
    path: Vec<&'d str>,
    found: Vec<Constant<'d>>,
}

impl<'d> ConstantFinder<'d> {
    fn object(&mut self, merged: &Merged<'d>, required: bool) {
        let needed: HashSet<&str> = merged.required.iter().map(|(name, _)| *name).collect();
        for (name, schemas) in &merged.properties {
            let Some(left) = self.left.checked_sub(1) else {
                return;
            };
            self.left = left;
            let access = access(self.document, schemas);
            let goes_both_ways = !access.read_only && !access.write_only;
            let required = required && goes_both_ways && needed.contains(name);
            self.path.push(name);
            self.property(schemas, required);
            self.path.pop();
        }
        for choice in &merged.unions {
            self.members(&choice.members(self.document), required);
        }
    }

    fn property(&mut self, schemas: &[SchemaId], required: bool) {
        let may_have_constants = |id: &SchemaId| {
            let schema = &self.document.schemas[*id];
            schema.enumeration.is_some()
                || !schema.properties.is_empty()
                || !schema.any_of.is_empty()
                || !schema.one_of.is_empty()
        };
        let parts = parts(self.document, schemas);
        if !parts.iter().any(may_have_constants) {
            return;
        }
        let merged = Merged::new(self.document, parts);
        match &merged.enumeration {
            Some((_, values)) => {
                let null = values.iter().any(|it| **it == Node::Null);
                let required = required && !null && !merged.nullable;
                if let Some(values) = values_of(&merged, values) {
                    self.found.push(Constant {
                        path: self.path.clone(),
                        values,
                        required,
                    });
                }
            }
            None if self.path.len() < MAX_DEPTH && required => {
                self.object(&merged, !merged.nullable);
            }
            None => {}
        }
    }

    /// Adds the constants at paths where all members of a nested union have one.
    fn members(&mut self, members: &[SchemaId], required: bool) {
        let mut common: Option<Vec<Constant<'d>>> = None;
        for member in members {
            if self.left == 0 || self.path.len() >= MAX_DEPTH {
                return;
            }
            let before = std::mem::take(&mut self.found);
            self.left -= 1;
            let merged = Merged::new(self.document, parts(self.document, &[*member]));
            self.object(&merged, required && is_object(self.document, &merged));
            let own = std::mem::replace(&mut self.found, before);
            common = Some(match common {
                None => own,
                Some(known) => in_both(known, &own),
            });
        }
        self.found.extend(common.into_iter().flatten());
    }
}

/// Returns the constants of either of two objects, at paths where both have one.
fn in_both<'d>(known: Vec<Constant<'d>>, own: &[Constant<'d>]) -> Vec<Constant<'d>> {
    let join = |known: Constant<'d>| {
        let other = own.iter().find(|it| it.path == known.path)?;
        let values = match (known.values, &other.values) {
            (PinValues::Texts(a), PinValues::Texts(b)) => PinValues::Texts(joined(a, b)),
            (PinValues::Integers(a), PinValues::Integers(b)) => PinValues::Integers(joined(a, b)),
            (PinValues::Booleans(a), PinValues::Booleans(b)) => PinValues::Booleans(joined(a, b)),
            _ => return None,
        };
        Some(Constant {
            path: known.path,
            values,
            required: known.required && other.required,
        })
    };
    known.into_iter().filter_map(join).collect()
}

fn joined<T: Clone + PartialEq>(mut values: Vec<T>, others: &[T]) -> Vec<T> {
    for other in others {
        if !values.contains(other) {
            values.push(other.clone());
        }
    }
    values
}

fn is_object(document: &Document, merged: &Merged<'_>) -> bool {
    let object = Types {
        object: true,
        ..Types::default()
    };
    !merged.nullable && types_of_merged(document, merged) == Some(object)
}

/// Returns the values of an enum, null aside, if they are of one JSON type.
fn values_of(merged: &Merged<'_>, values: &[&Node]) -> Option<PinValues> {
    let is_possible = |value: &&&Node| {
        !matches!(value, Node::Null)
            && merged
                .types
                .is_none_or(|types| instance::is_of(types, value))
    };
    let values: Vec<&Node> = values.iter().filter(is_possible).copied().collect();
    if values.is_empty() || values.len() > MAX_VALUES {
        return None;
    }
    let each = || values.iter().copied();
    let text = |it: &Node| it.as_str().map(str::to_owned);
    let integer = |it: &Node| it.as_number().and_then(Number::as_i64);
    let boolean = |it: &Node| match it {
        Node::Bool(value) => Some(*value),
        _ => None,
    };
    if let Some(values) = each().map(text).collect() {
        return Some(PinValues::Texts(values));
    }
    if let Some(values) = each().map(integer).collect() {
        return Some(PinValues::Integers(values));
    }
    each()
        .map(boolean)
        .collect::<Option<_>>()
        .map(PinValues::Booleans)
}

/// Sets the constants that select the variant of every object; returns false if constants do not distinguish all members.
pub(crate) fn distinguish_all(document: &Document, members: &mut [Member<'_>]) -> bool {
    let types: Option<Vec<Types>> = members
        .iter()
        .map(|member| types_of_merged(document, &member.merged))
        .collect();
    let Some(types) = types else { return false };
    let objects: Vec<usize> = (0..members.len()).filter(|at| types[*at].object).collect();
    let others: Vec<Types> = types
        .iter()
        .filter(|types| !types.object)
        .copied()
        .collect();
    let overlaps = super::disjoint::pairs(&others).any(|(left, right)| overlap(*left, *right));
    let all_objects = objects
        .iter()
        .all(|at| is_object(document, &members[*at].merged));
    if objects.len() < 2 || overlaps || !all_objects {
        return false;
    }
    let constants: Vec<Vec<Constant<'_>>> = objects
        .iter()
        .map(|at| {
            let all = constants(document, &members[*at].merged);
            all.into_iter().filter(|it| it.required).collect()
        })
        .collect();
    let Some(pins) = by_one(&constants).or_else(|| by_several(&constants)) else {
        return false;
    };
    for (at, pins) in objects.into_iter().zip(pins) {
        members[at].pins = pins;
    }
    true
}

/// Returns the constants of one property of which each member has its own.
fn by_one(members: &[Vec<Constant<'_>>]) -> Option<Vec<Vec<Pin>>> {
    let (first, rest) = members.split_first()?;
    let distinguishes = |candidate: &&Constant<'_>| {
        let mut seen: HashSet<(std::mem::Discriminant<PinValues>, String)> = HashSet::default();
        let mut is_new = |it: &Constant<'_>| {
            let kind = std::mem::discriminant(&it.values);
            texts(&it.values)
                .into_iter()
                .all(|text| seen.insert((kind, text)))
        };
        is_new(candidate)
            && rest.iter().all(|member| {
                let own = member.iter().find(|it| it.path == candidate.path);
                own.is_some_and(&mut is_new)
            })
    };
    let path = &first.iter().find(distinguishes)?.path;
    let own = |member: &Vec<Constant<'_>>| {
        let found = member.iter().find(|it| it.path == *path);
        found.map(|it| vec![it.pin()])
    };
    members.iter().map(own).collect()
}

/// Returns the constants of several properties such that any two members differ in one.
fn by_several(members: &[Vec<Constant<'_>>]) -> Option<Vec<Vec<Pin>>> {
    if members.len() > MAX_COMBINED {
        return None;
    }
    let differs = |one: &Constant<'_>, other: &[Constant<'_>]| {
        let mut same = other.iter().filter(|it| it.path == one.path);
        same.any(|it| one.is_disjoint(it))
    };
    let apart = |left: &Vec<Constant<'_>>, right: &Vec<Constant<'_>>| {
        left.iter().any(|it| differs(it, right))
    };
    if !super::disjoint::pairs(members).all(|(left, right)| apart(left, right)) {
        return None;
    }
    let distinguishes = |it: &&Constant<'_>| members.iter().any(|other| differs(it, other));
    let own = |member: &Vec<Constant<'_>>| {
        let distinguishing = member.iter().filter(distinguishes);
        distinguishing.map(Constant::pin).collect()
    };
    Some(members.iter().map(own).collect())
}

/// Sets the constants that distinguish some members, for unions whose members have to be tried.
///
/// A property that only one member constrains is data rather than a tag, unless it is required and has a single value. So is an
/// optional property, unless it has a single value that differs from that of another member.
pub(crate) fn distinguish_some(document: &Document, members: &mut [Member<'_>]) {
    let constants: Vec<Vec<Constant<'_>>> = members
        .iter()
        .map(|member| constants(document, &member.merged))
        .collect();
    let mut of_path: HashMap<&[&str], Rivals<'_, '_>> = HashMap::default();
    for constant in constants.iter().flatten() {
        of_path.entry(&constant.path).or_default().add(constant);
    }
    let distinguishes = |it: &&Constant<'_>| {
        let Some(rivals) = of_path.get(it.path.as_slice()) else {
            return false;
        };
        let is_single = it.is_single();
        let is_alone = it.required && is_single && rivals.all.len() < members.len();
        is_alone || ((it.required || is_single) && rivals.has_disjoint(it))
    };
    let pins: Vec<Vec<Pin>> = constants
        .iter()
        .map(|all| {
            all.iter()
                .filter(distinguishes)
                .map(Constant::pin)
                .collect()
        })
        .collect();
    for (member, pins) in members.iter_mut().zip(pins) {
        member.pins = pins;
    }
}

/// Returns true if two members have constants of one property without a common value.
pub(crate) fn differ(left: &[Pin], right: &[Pin]) -> bool {
    left.iter().any(|one| {
        let mut same = right.iter().filter(|other| other.path == one.path);
        same.any(|other| are_disjoint(&one.values, &other.values))
    })
}
