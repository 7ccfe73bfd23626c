//! Alternatives: the slices of one type, matched by their contents.

use std::collections::HashMap;

use super::pair::{At, Context};
use super::{arrays, conditions, numbers, objects, texts, values};
use specwright_spec::SchemaId;

use crate::form::{Family, Form, ObjectForm, Shape, Side, Site, Slice, contains};
use crate::inclusion::Inclusion;
use crate::rules::{BREAKS, NARROWS, WIDENS, declare_rules};

declare_rules! { "alternatives":
    REMOVED = "alternative-removed", NARROWS, "Values of an alternative are no longer valid";
    ADDED = "alternative-added", WIDENS, "Values of another alternative became valid";
    BECAME_ANY = "one-of-became-any-of", WIDENS, "Values that match several alternatives became valid; undecided, unless the alternatives have no common value";
    BECAME_ONE = "any-of-became-one-of", NARROWS, "Values that match several alternatives are no longer valid; undecided, unless the alternatives have no common value";
    TOO_MANY = "alternatives-not-compared", BREAKS, "A schema has more alternatives than can be compared";
}

/// The maximum number of alternatives that are matched by their contents.
const MAX_MATCHED: usize = 48;

/// Compares the alternatives of one type.
pub(super) fn compare<'d>(context: &mut Context<'_, 'd>, old: &[Slice<'d>], new: &[Slice<'d>]) {
    match (old, new) {
        ([], _) | (_, []) => {}
        ([one], [other]) => compare_slice(context, one, other),
        _ => {
            let pairs = matches(context, old, new);
            let is_left = |index: usize| !pairs.iter().any(|(one, _)| *one == index);
            let is_right = |index: usize| !pairs.iter().any(|(_, other)| *other == index);
            for (one, other) in &pairs {
                compare_slice(context, &old[*one], &new[*other]);
            }
            for (_, slice) in old.iter().enumerate().filter(|(index, _)| is_left(*index)) {
                tell_unmatched(context, (Side::Old, slice), (Side::New, new));
            }
            for (_, slice) in new.iter().enumerate().filter(|(index, _)| is_right(*index)) {
                tell_unmatched(context, (Side::New, slice), (Side::Old, old));
            }
        }
    }
}

/// Reports an alternative that only one document has, unless another one includes it.
fn tell_unmatched<'d>(
    context: &mut Context<'_, 'd>,
    slice: (Side, &Slice<'d>),
    others: (Side, &[Slice<'d>]),
) {
    let attempt = match context.inclusions.slice_within_any(slice, others) {
        Inclusion::Yes => return,
        Inclusion::No => None,
        Inclusion::Unknown(attempt) => Some(attempt.to_string()),
    };
    let (side, slice) = slice;
    let label =
        label(context, (side, slice)).map_or_else(String::new, |label| format!(" `{label}`"));
    let mut at = At::default();
    // Members come before the schema that lists them.
    let owner = slice.parts.first().copied();
    let (rule, verb) = match side {
        Side::Old => {
            at.old = owner;
            (&REMOVED, "removed")
        }
        Side::New => {
            at.new = owner;
            (&ADDED, "added")
        }
    };
    context
        .tell(rule, at, &format!("alternative{label} {verb}"))
        .undecided = attempt;
}

/// Returns pairs of alternatives: those with the same values, those with one name, then those that are most alike.
fn matches<'d>(
    context: &mut Context<'_, 'd>,
    old: &[Slice<'d>],
    new: &[Slice<'d>],
) -> Vec<(usize, usize)> {
    let labelled = by_label(context, old, new);
    let mut pairs = labelled.clone();
    pairs.retain(|(one, other)| are_equal(context, &old[*one], &new[*other]));
    let (left, right) = unmatched(&pairs, old.len(), new.len());
    if left.len().max(right.len()) <= MAX_MATCHED {
        for one in left {
            let (_, right) = unmatched(&pairs, old.len(), new.len());
            let equal = right
                .into_iter()
                .find(|other| are_equal(context, &old[one], &new[*other]));
            pairs.extend(equal.map(|other| (one, other)));
        }
    }
    let (left, right) = unmatched(&pairs, old.len(), new.len());
    pairs.extend(
        labelled
            .into_iter()
            .filter(|(one, other)| left.contains(one) && right.contains(other)),
    );
    let (left, right) = unmatched(&pairs, old.len(), new.len());
    let scored = left.iter().flat_map(|one| {
        right
            .iter()
            .map(|other| (similarity(&old[*one], &new[*other]), *one, *other))
    });
    let mut scored: Vec<_> = scored.filter(|(score, ..)| *score > 0).collect();
    scored.sort_by_key(|(score, one, other)| (std::cmp::Reverse(*score), *one, *other));
    for (_, one, other) in scored {
        if !pairs.iter().any(|pair| pair.0 == one || pair.1 == other) {
            pairs.push((one, other));
        }
    }
    pairs
}

/// Returns the alternatives of each side that are in no pair.
fn unmatched(pairs: &[(usize, usize)], old: usize, new: usize) -> (Vec<usize>, Vec<usize>) {
    let left = (0..old).filter(|index| !pairs.iter().any(|(one, _)| one == index));
    let right = (0..new).filter(|index| !pairs.iter().any(|(_, other)| other == index));
    (left.collect(), right.collect())
}

fn are_equal<'d>(context: &mut Context<'_, 'd>, old: &Slice<'d>, new: &Slice<'d>) -> bool {
    let (old, new) = ((Side::Old, old), (Side::New, new));
    context.inclusions.slice_within(old, new).is_yes()
        && context.inclusions.slice_within(new, old).is_yes()
}

fn by_label<'d>(
    context: &mut Context<'_, 'd>,
    old: &[Slice<'d>],
    new: &[Slice<'d>],
) -> Vec<(usize, usize)> {
    let mut labels = |side, slices: &[Slice<'d>]| {
        let mut labels: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, slice) in slices.iter().enumerate() {
            if let Some(label) = label(context, (side, slice)) {
                labels.entry(label).or_default().push(index);
            }
        }
        labels
    };
    let (one, other) = (labels(Side::Old, old), labels(Side::New, new));
    let mut pairs: Vec<(usize, usize)> = one
        .iter()
        .filter_map(
            |(label, left)| match (left.as_slice(), other.get(label)?.as_slice()) {
                ([left], [right]) => Some((*left, *right)),
                _ => None,
            },
        )
        .collect();
    pairs.sort_unstable();
    pairs
}

/// Returns the name of a slice: the components that it is made of, or else the constant values of its properties.
fn label(context: &mut Context<'_, '_>, (side, slice): (Side, &Slice<'_>)) -> Option<String> {
    let own = context_ids(context, side);
    let parts = slice.parts.iter().filter(|id| !own.contains(id));
    let names: Vec<&str> = parts
        .filter_map(|id| context.schema(side, *id).component.as_deref())
        .collect();
    if !names.is_empty() {
        return Some(names.join(" & "));
    }
    let Shape::Object(object) = &slice.shape else {
        return None;
    };
    let mut constants = Vec::new();
    for property in object.properties.iter().filter(|it| it.required.is_some()) {
        let ids = property.ids.as_slice().into();
        let form = context.pool().form(&Site { side, ids });
        let [only] = form.of(Family::Text) else {
            continue;
        };
        if let Some([value]) = only.values.as_ref().map(|it| it.value.as_slice()) {
            constants.push(format!("{}: {}", property.name, value.canonical()));
        }
    }
    constants.sort_unstable();
    (!constants.is_empty()).then(|| constants.join(", "))
}

fn context_ids<'c>(context: &'c Context<'_, '_>, side: Side) -> &'c [SchemaId] {
    match side {
        Side::Old => &context.pair.old.0,
        Side::New => &context.pair.new.0,
    }
}

/// Returns how much two slices have in common, in hundredths; 0 if they are not worth comparing.
fn similarity(one: &Slice<'_>, other: &Slice<'_>) -> usize {
    match (&one.shape, &other.shape) {
        (Shape::Object(one), Shape::Object(other)) => {
            let names = one
                .properties
                .iter()
                .filter(|it| other.property(it.name).is_some());
            let most = one.properties.len().max(other.properties.len()).max(1);
            let share = names.count() * 100 / most;
            if share >= 50 || one.properties.is_empty() && other.properties.is_empty() {
                share.max(1)
            } else {
                0
            }
        }
        _ => 1 + usize::from(one.values.is_some() == other.values.is_some()),
    }
}

/// Compares two slices of one type.
fn compare_slice<'d>(context: &mut Context<'_, 'd>, old: &Slice<'d>, new: &Slice<'d>) {
    let is_listed = values::compare(context, old, new);
    match (&old.shape, &new.shape) {
        (Shape::Number(one), Shape::Number(other)) if !is_listed => {
            numbers::compare(context, one, other)
        }
        (Shape::Text(one), Shape::Text(other)) if !is_listed => texts::compare(context, one, other),
        (Shape::Array(one), Shape::Array(other)) => {
            arrays::compare(context, (old, one), (new, other))
        }
        (Shape::Object(one), Shape::Object(other)) => {
            objects::compare(context, (old, one), (new, other))
        }
        _ => {}
    }
    conditions::compare(context, old, new);
}

/// Compares whether a value may match several alternatives.
pub(super) fn compare_exclusive<'d>(context: &mut Context<'_, 'd>, old: &Form<'d>, new: &Form<'d>) {
    let (rule, message, side, form) = match (old.exclusive.is_empty(), new.exclusive.is_empty()) {
        (false, true) => (
            &BECAME_ANY,
            "a value may match several alternatives now",
            Side::Old,
            old,
        ),
        (true, false) => (
            &BECAME_ONE,
            "a value must match exactly one alternative now",
            Side::New,
            new,
        ),
        _ => return,
    };
    let is_shared = |family: &Family| !old.of(*family).is_empty() && !new.of(*family).is_empty();
    let mut may_overlap = |family: Family| {
        let slices = form.of(family);
        let pairs = slices
            .iter()
            .enumerate()
            .flat_map(|(index, one)| slices[index + 1..].iter().map(move |other| (one, other)));
        pairs
            .into_iter()
            .any(|(one, other)| !are_apart(context, side, one, other))
    };
    if Family::ALL
        .into_iter()
        .filter(is_shared)
        .any(&mut may_overlap)
    {
        let attempt =
            "the alternatives were searched for a property whose values exclude each other";
        context.tell(rule, At::default(), message).undecided = Some(attempt.to_owned());
    }
}

/// Returns true if two slices of a document are known to have no common value: by their listed values, or by a required
/// property that the other forbids or that has no value in common.
fn are_apart<'d>(
    context: &mut Context<'_, 'd>,
    side: Side,
    one: &Slice<'d>,
    other: &Slice<'d>,
) -> bool {
    if let (Some(one), Some(other)) = (&one.values, &other.values) {
        return !one.value.iter().any(|it| contains(&other.value, it));
    }
    let (Shape::Object(one), Shape::Object(other)) = (&one.shape, &other.shape) else {
        return false;
    };
    let lacks =
        |form: &ObjectForm<'_>, name: &str| form.closed.is_some() && form.property(name).is_none();
    let needs = |one: &ObjectForm<'_>, other: &ObjectForm<'_>| {
        let mut required = one.properties.iter().filter(|it| it.required.is_some());
        required.any(|it| lacks(other, it.name))
    };
    if needs(one, other) || needs(other, one) {
        return true;
    }
    let mut form = |ids: &[SchemaId]| {
        context.pool().form(&Site {
            side,
            ids: ids.into(),
        })
    };
    one.properties
        .iter()
        .filter(|it| it.required.is_some())
        .any(|property| {
            let Some(own) = other.property(property.name) else {
                return false;
            };
            let (one, other) = (form(&property.ids), form(&own.ids));
            Family::ALL.into_iter().all(|family| {
                let other = other.of(family);
                one.of(family).iter().all(|one| {
                    other
                        .iter()
                        .all(|other| match (&one.values, &other.values) {
                            (Some(one), Some(other)) => {
                                !one.value.iter().any(|it| contains(&other.value, it))
                            }
                            _ => false,
                        })
                })
            })
        })
}

/// Reports alternatives that are too many to be compared, if they are written differently.
pub(super) fn compare_cut<'d>(context: &mut Context<'_, 'd>, old: &Form<'d>, new: &Form<'d>) {
    if !old.is_cut && !new.is_cut {
        return;
    }
    let same = old.is_cut == new.is_cut && old.exclusive.len() == new.exclusive.len();
    let pairs = old.exclusive.iter().zip(&new.exclusive);
    let mut is_same = same;
    for (one, other) in pairs {
        is_same &= one.len() == other.len();
        for (one, other) in one.iter().zip(other) {
            context.child((&[*one], Some(*one)), (&[*other], Some(*other)));
        }
    }
    if !is_same {
        let attempt = "the alternatives were counted, and are too many to be compared";
        context
            .tell(&TOO_MANY, At::default(), "alternatives changed")
            .undecided = Some(attempt.to_owned());
    }
}
