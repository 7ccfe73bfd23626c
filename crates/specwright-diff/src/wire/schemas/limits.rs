//! Limits: bounds of numbers, lengths, and numbers of items and properties.

use std::cmp::Ordering;

use super::pair::{At, Context};
use crate::form::Held;
use crate::rules::{NARROWS, Rule, WIDENS, declare_rules};

declare_rules! { "limits":
    MINIMUM_RAISED = "minimum-raised", NARROWS, "The least valid number is greater";
    MINIMUM_LOWERED = "minimum-lowered", WIDENS, "The least valid number is less";
    MINIMUM_ADDED = "minimum-added", NARROWS, "Numbers have a least valid one";
    MINIMUM_REMOVED = "minimum-removed", WIDENS, "Numbers have no least valid one";
    MAXIMUM_LOWERED = "maximum-lowered", NARROWS, "The greatest valid number is less";
    MAXIMUM_RAISED = "maximum-raised", WIDENS, "The greatest valid number is greater";
    MAXIMUM_ADDED = "maximum-added", NARROWS, "Numbers have a greatest valid one";
    MAXIMUM_REMOVED = "maximum-removed", WIDENS, "Numbers have no greatest valid one";
    MIN_LENGTH_RAISED = "min-length-raised", NARROWS, "The shortest valid string is longer";
    MIN_LENGTH_LOWERED = "min-length-lowered", WIDENS, "The shortest valid string is shorter";
    MIN_LENGTH_ADDED = "min-length-added", NARROWS, "Strings have a least length";
    MIN_LENGTH_REMOVED = "min-length-removed", WIDENS, "Strings may be empty";
    MAX_LENGTH_LOWERED = "max-length-lowered", NARROWS, "The longest valid string is shorter";
    MAX_LENGTH_RAISED = "max-length-raised", WIDENS, "The longest valid string is longer";
    MAX_LENGTH_ADDED = "max-length-added", NARROWS, "Strings have a greatest length";
    MAX_LENGTH_REMOVED = "max-length-removed", WIDENS, "Strings may have any length";
    MIN_ITEMS_RAISED = "min-items-raised", NARROWS, "Arrays need more items";
    MIN_ITEMS_LOWERED = "min-items-lowered", WIDENS, "Arrays need fewer items";
    MIN_ITEMS_ADDED = "min-items-added", NARROWS, "Arrays need items";
    MIN_ITEMS_REMOVED = "min-items-removed", WIDENS, "Arrays may be empty";
    MAX_ITEMS_LOWERED = "max-items-lowered", NARROWS, "Arrays may have fewer items";
    MAX_ITEMS_RAISED = "max-items-raised", WIDENS, "Arrays may have more items";
    MAX_ITEMS_ADDED = "max-items-added", NARROWS, "The number of items is limited";
    MAX_ITEMS_REMOVED = "max-items-removed", WIDENS, "The number of items is no longer limited";
    MIN_PROPERTIES_RAISED = "min-properties-raised", NARROWS, "Objects need more properties";
    MIN_PROPERTIES_LOWERED = "min-properties-lowered", WIDENS, "Objects need fewer properties";
    MIN_PROPERTIES_ADDED = "min-properties-added", NARROWS, "Objects need a number of properties";
    MIN_PROPERTIES_REMOVED = "min-properties-removed", WIDENS, "Objects need no number of properties";
    MAX_PROPERTIES_LOWERED = "max-properties-lowered", NARROWS, "Objects may have fewer properties";
    MAX_PROPERTIES_RAISED = "max-properties-raised", WIDENS, "Objects may have more properties";
    MAX_PROPERTIES_ADDED = "max-properties-added", NARROWS, "The number of properties is limited";
    MAX_PROPERTIES_REMOVED = "max-properties-removed", WIDENS, "The number of properties is no longer limited";
}

/// A limit with its rules.
pub(super) struct LimitRules {
    keyword: &'static str,
    /// The limit for a message.
    noun: &'static str,
    added: &'static Rule,
    removed: &'static Rule,
    raised: &'static Rule,
    lowered: &'static Rule,
}

macro_rules! limits {
    ($($name:ident = $keyword:literal, $noun:literal, $added:ident, $removed:ident, $raised:ident, $lowered:ident;)+) => {
        $(pub(super) const $name: LimitRules = LimitRules {
            keyword: $keyword,
            noun: $noun,
            added: &$added,
            removed: &$removed,
            raised: &$raised,
            lowered: &$lowered,
        };)+
    };
}

limits! {
    MINIMUM = "minimum", "minimum", MINIMUM_ADDED, MINIMUM_REMOVED, MINIMUM_RAISED, MINIMUM_LOWERED;
    MAXIMUM = "maximum", "maximum", MAXIMUM_ADDED, MAXIMUM_REMOVED, MAXIMUM_RAISED, MAXIMUM_LOWERED;
    MIN_LENGTH = "minLength", "least length", MIN_LENGTH_ADDED, MIN_LENGTH_REMOVED, MIN_LENGTH_RAISED, MIN_LENGTH_LOWERED;
    MAX_LENGTH = "maxLength", "greatest length", MAX_LENGTH_ADDED, MAX_LENGTH_REMOVED, MAX_LENGTH_RAISED, MAX_LENGTH_LOWERED;
    MIN_ITEMS = "minItems", "least number of items", MIN_ITEMS_ADDED, MIN_ITEMS_REMOVED, MIN_ITEMS_RAISED, MIN_ITEMS_LOWERED;
    MAX_ITEMS = "maxItems", "greatest number of items", MAX_ITEMS_ADDED, MAX_ITEMS_REMOVED, MAX_ITEMS_RAISED, MAX_ITEMS_LOWERED;
    MIN_PROPERTIES = "minProperties", "least number of properties", MIN_PROPERTIES_ADDED, MIN_PROPERTIES_REMOVED,
        MIN_PROPERTIES_RAISED, MIN_PROPERTIES_LOWERED;
    MAX_PROPERTIES = "maxProperties", "greatest number of properties", MAX_PROPERTIES_ADDED, MAX_PROPERTIES_REMOVED,
        MAX_PROPERTIES_RAISED, MAX_PROPERTIES_LOWERED;
}

/// The order of limits, and a limit as text.
type Order<T> = (fn(&T, &T) -> Ordering, fn(&T) -> String);

/// Compares a limit; `compare` orders two of them by their value.
pub(super) fn compare<T>(
    context: &mut Context<'_, '_>,
    rules: &LimitRules,
    (old, new): (&Option<Held<T>>, &Option<Held<T>>),
    (compare, text): Order<T>,
) {
    let noun = rules.noun;
    let value = |held: &Option<Held<T>>| held.as_ref().map(|it| text(&it.value));
    let (before, after) = (value(old), value(new));
    let (rule, message) = match (old, new) {
        (None, None) => return,
        (None, Some(_)) => (
            rules.added,
            format!("{noun} {} added", after.as_deref().unwrap_or_default()),
        ),
        (Some(_), None) => (
            rules.removed,
            format!("{noun} {} removed", before.as_deref().unwrap_or_default()),
        ),
        (Some(one), Some(other)) => {
            let (rule, verb) = match compare(&one.value, &other.value) {
                Ordering::Equal => return,
                Ordering::Less => (rules.raised, "raised"),
                Ordering::Greater => (rules.lowered, "lowered"),
            };
            let (from, to) = (text(&one.value), text(&other.value));
            (rule, format!("{noun} {verb} from {from} to {to}"))
        }
    };
    let owner = |held: &Option<Held<T>>| held.as_ref().map(|it| it.owner);
    let (old, new) = (owner(old), owner(new));
    let keyword = rules.keyword;
    let finding = context.tell(rule, At { old, new, keyword }, &message);
    (finding.before, finding.after) = (before, after);
}

/// Compares a limit that is a number of something.
pub(super) fn compare_count(
    context: &mut Context<'_, '_>,
    rules: &LimitRules,
    limits: (&Option<Held<u64>>, &Option<Held<u64>>),
) {
    compare(context, rules, limits, (u64::cmp, u64::to_string));
}
