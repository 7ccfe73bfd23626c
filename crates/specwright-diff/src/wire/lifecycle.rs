//! The life of operations, parameters and values: `deprecated`, `x-sunset` and `x-stability-level`.

use specwright_spec::{Node, Operation, Parameter};

use super::comparison::{Comparison, Finding, Flow};
use crate::rules::{ADDS, BREAKS, INFORMS, RISKS, Rule, declare_rules};

declare_rules! { "lifecycle":
    DEPRECATED = "deprecated", ADDS, "The part is deprecated: it works, and will be removed";
    REACTIVATED = "no-longer-deprecated", INFORMS, "The part is no longer deprecated";
    SUNSET_ADDED = "sunset-added", ADDS, "A date of removal is announced";
    SUNSET_REMOVED = "sunset-removed", RISKS, "The part is still deprecated, and its date of removal is no longer known";
    SUNSET_POSTPONED = "sunset-postponed", ADDS, "The part is removed later than announced";
    SUNSET_ADVANCED = "sunset-advanced", BREAKS, "The part is removed earlier than announced";
    SUNSET_INVALID = "sunset-invalid", RISKS, "`x-sunset` is not a date of RFC 3339, so that no program can read it";
    STABILITY_LOWERED = "stability-lowered", RISKS, "Less stability is promised";
    STABILITY_RAISED = "stability-raised", ADDS, "More stability is promised";
    STABILITY_INVALID = "stability-invalid", RISKS, "`x-stability-level` is not one of `draft`, `alpha`, `beta` and `stable`";
}

/// The life of a part of a document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Life<'d> {
    pub deprecated: bool,
    /// `x-sunset`
    pub sunset: Option<&'d Node>,
    /// `x-stability-level`
    pub stability: Option<&'d Node>,
}

/// A change in the life of a part.
pub(super) struct LifeChange {
    pub rule: &'static Rule,
    pub keyword: &'static str,
    /// The predicate of a sentence about the part.
    pub message: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl<'d> Life<'d> {
    pub(super) fn of_operation(operation: &'d Operation) -> Self {
        Self::of_extensions(operation.deprecated, &operation.lifecycle)
    }

    pub(super) fn of_parameter(parameter: &'d Parameter) -> Self {
        Self::of_extensions(parameter.deprecated, &parameter.lifecycle)
    }

    fn of_extensions(deprecated: bool, extensions: &'d [(String, Node)]) -> Self {
        let find = |name: &str| {
            extensions
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value)
        };
        Self {
            deprecated,
            sunset: find("x-sunset"),
            stability: find("x-stability-level"),
        }
    }

    /// Returns true if a deprecated part may be removed on a day.
    pub(super) fn is_over(&self, today: Option<&str>) -> bool {
        let date = self.sunset.and_then(date);
        self.deprecated && date.zip(today).is_some_and(|(date, today)| date <= today)
    }

    /// Returns the changes from one life to another.
    pub(super) fn changes(self, new: Self) -> Vec<LifeChange> {
        let mut changes = Vec::new();
        let text = |node: Option<&Node>| {
            node.map(|it| it.as_str().map_or_else(|| it.canonical(), str::to_owned))
        };
        let mut add =
            |rule, keyword, message: &str, before: Option<&Node>, after: Option<&Node>| {
                changes.push(LifeChange {
                    rule,
                    keyword,
                    message: message.to_owned(),
                    before: text(before),
                    after: text(after),
                });
            };
        match (self.deprecated, new.deprecated) {
            (false, true) => add(&DEPRECATED, "deprecated", "is deprecated", None, None),
            (true, false) => add(
                &REACTIVATED,
                "deprecated",
                "is no longer deprecated",
                None,
                None,
            ),
            _ => {}
        }
        if let Some((rule, message)) = self.sunset_change(&new) {
            add(rule, "x-sunset", message, self.sunset, new.sunset);
        }
        // Without a level, a part is stable.
        let rank = |node: Option<&Node>| node.map_or(Some(LEVELS.len() - 1), level);
        let rule = match (rank(self.stability), rank(new.stability)) {
            (None, None) if self.stability == new.stability => return changes,
            (_, None) => (&STABILITY_INVALID, "has an unknown level of stability"),
            (None, _) => (&STABILITY_INVALID, "had an unknown level of stability"),
            (Some(before), Some(after)) if before > after => (&STABILITY_LOWERED, "is less stable"),
            (Some(before), Some(after)) if before < after => (&STABILITY_RAISED, "is more stable"),
            _ => return changes,
        };
        add(
            rule.0,
            "x-stability-level",
            rule.1,
            self.stability,
            new.stability,
        );
        changes
    }

    fn sunset_change(&self, new: &Self) -> Option<(&'static Rule, &'static str)> {
        let dates = (self.sunset.and_then(date), new.sunset.and_then(date));
        match dates {
            (_, None) if new.sunset.is_some() && self.sunset != new.sunset => {
                Some((&SUNSET_INVALID, "has an invalid date of removal"))
            }
            (None, Some(_)) => Some((&SUNSET_ADDED, "has a date of removal")),
            (Some(_), None) if new.sunset.is_none() && new.deprecated => {
                Some((&SUNSET_REMOVED, "no longer has a date of removal"))
            }
            (Some(before), Some(after)) if before > after => {
                Some((&SUNSET_ADVANCED, "is removed earlier"))
            }
            (Some(before), Some(after)) if before < after => {
                Some((&SUNSET_POSTPONED, "is removed later"))
            }
            _ => None,
        }
    }
}

/// Returns the date of `x-sunset`, as `2026-08-10`: a full-date or date-time of RFC 3339.
fn date(node: &Node) -> Option<&str> {
    let text = node.as_str()?;
    let date = text.get(..10)?;
    let is_part = |part: &str, length: usize| {
        part.len() == length && part.bytes().all(|it| it.is_ascii_digit())
    };
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_date =
        is_part(year, 4) && is_part(month, 2) && is_part(day, 2) && parts.next().is_none();
    let in_range = ("01"..="12").contains(&month) && ("01"..="31").contains(&day);
    let is_time = matches!(text.as_bytes().get(10), None | Some(b'T' | b't' | b' '));
    (is_date && in_range && is_time).then_some(date)
}

/// The levels of stability, in order.
const LEVELS: [&str; 4] = ["draft", "alpha", "beta", "stable"];

/// Returns the rank of a level of stability; `None` if it is unknown.
fn level(node: &Node) -> Option<usize> {
    LEVELS.iter().position(|level| node.as_str() == Some(level))
}

/// Compares the life of an operation.
pub(super) fn compare_operation(comparison: &mut Comparison<'_>, old: &Operation, new: &Operation) {
    for change in Life::of_operation(old).changes(Life::of_operation(new)) {
        let message = format!("operation {}", change.message);
        let (old, new) = (old.at.child(change.keyword), new.at.child(change.keyword));
        let mut finding = Finding::new(change.rule, &old, &new, message);
        (finding.before, finding.after) = (change.before, change.after);
        comparison.report(finding);
    }
}

/// Compares the life of a parameter.
pub(super) fn compare_parameter(
    comparison: &mut Comparison<'_>,
    old: &Parameter,
    new: &Parameter,
    (flow, subject): (Flow, &str),
) {
    for change in Life::of_parameter(old).changes(Life::of_parameter(new)) {
        let message = format!("{subject} {}", change.message);
        let (old, new) = (old.at.child(change.keyword), new.at.child(change.keyword));
        let mut finding = Finding::new(change.rule, &old, &new, message).flow(flow);
        (finding.before, finding.after) = (change.before, change.after);
        comparison.report(finding);
    }
}
