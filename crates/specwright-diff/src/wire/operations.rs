//! Operations: which exist, and their names.

use std::collections::HashMap;

use specwright_spec::{Callback, Document, Location, Operation as Declared, PathPart, Webhook};

use super::comparison::{Comparison, Finding, Flow};
use super::lifecycle::Life;
use super::{bodies, lifecycle, parameters, responses, security, servers};
use crate::Operation;
use crate::rules::{ADDS, BREAKS, INFORMS, Rule, declare_rules};

declare_rules! { "operations":
    ADDED = "operation-added", ADDS, "A new operation; no program calls it yet";
    REMOVED = "operation-removed", BREAKS, "An operation no longer exists; clients that call it fail";
    SUNSET_REACHED = "operation-removed-after-sunset", ADDS, "A deprecated operation is removed after the announced date";
    BEFORE_SUNSET = "operation-removed-before-sunset", BREAKS, "A deprecated operation is removed before the announced date";
    WEBHOOK_ADDED = "webhook-added", ADDS, "A new webhook; a receiver gets requests that it does not know";
    WEBHOOK_REMOVED = "webhook-removed", BREAKS, "A webhook no longer exists; receivers wait for it";
    CALLBACK_ADDED = "callback-added", ADDS, "A new callback, for clients that register its URL";
    CALLBACK_REMOVED = "callback-removed", BREAKS, "A callback no longer exists; receivers wait for it";
    ID_CHANGED = "operation-id-changed", INFORMS, "Another `operationId`: nothing that is sent, but generated code is named after it";
    TAGS_CHANGED = "operation-tags-changed", INFORMS, "Other tags, as a set: nothing that is sent, but generated code may move";
    SUMMARY_CHANGED = "operation-summary-changed", INFORMS, "Another summary";
    DESCRIPTION_CHANGED = "operation-description-changed", INFORMS, "Another description";
}

/// Compares the operations and webhooks of two documents.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    compare_lists(comparison, Listed::paths(old), Listed::paths(new), &PATHS);
    compare_lists(
        comparison,
        Listed::webhooks(old),
        Listed::webhooks(new),
        &WEBHOOKS,
    );
    comparison.current = None;
}

/// An operation in a list: of paths, webhooks or callbacks.
struct Listed<'d> {
    /// The identity of the operation.
    key: String,
    /// The operation as a change names it.
    name: Operation,
    operation: &'d Declared,
}

impl<'d> Listed<'d> {
    fn new(key: String, path: String, operation: &'d Declared) -> Self {
        let method = operation.method.clone();
        let name = Operation { method, path };
        Self {
            key,
            name,
            operation,
        }
    }

    fn paths(document: &'d Document) -> Vec<Self> {
        document.operations.iter().map(Self::of_path).collect()
    }

    fn webhooks(document: &'d Document) -> Vec<Self> {
        document.webhooks.iter().map(Self::of_webhook).collect()
    }

    fn of_path(operation: &'d Declared) -> Self {
        Self::new(key(operation), operation.template(), operation)
    }

    fn of_webhook(webhook: &'d Webhook) -> Self {
        let key = format!("{} {}", webhook.operation.method, webhook.name);
        Self::new(key, webhook.name.clone(), &webhook.operation)
    }

    /// Lists a callback with the path of its operation; the key is its method, name and URL.
    fn of_callback(callback: &'d Callback, path: &str) -> Self {
        let operation = &callback.operation;
        let key = format!("{} {} {}", operation.method, callback.name, operation.path);
        Self::new(key, format!("{path} {}", callback.name), operation)
    }
}

/// A kind of list, with its rules.
struct Kind {
    noun: &'static str,
    /// The field that has the list, for a place.
    field: &'static str,
    added: &'static Rule,
    removed: &'static Rule,
    flow: Flow,
}

const PATHS: Kind = Kind {
    noun: "operation",
    field: "paths",
    added: &ADDED,
    removed: &REMOVED,
    flow: Flow::Request,
};

const WEBHOOKS: Kind = Kind {
    noun: "webhook",
    field: "webhooks",
    added: &WEBHOOK_ADDED,
    removed: &WEBHOOK_REMOVED,
    flow: Flow::Event,
};

const CALLBACKS: Kind = Kind {
    noun: "callback",
    field: "callbacks",
    added: &CALLBACK_ADDED,
    removed: &CALLBACK_REMOVED,
    flow: Flow::Event,
};

fn compare_lists<'d>(
    comparison: &mut Comparison<'d>,
    old: Vec<Listed<'d>>,
    new: Vec<Listed<'d>>,
    kind: &Kind,
) {
    let matches = matches(&old, &new);
    let mut matched = vec![false; old.len()];
    for (position, after) in new.iter().enumerate() {
        comparison.enter(after.name.clone());
        let Some(index) = matches[position] else {
            let place = place(comparison.old, kind);
            let message = format!(
                "{} `{} {}` added",
                kind.noun, after.name.method, after.name.path
            );
            let mut finding = Finding::new(
                kind.added,
                &after.operation.at,
                &after.operation.at,
                message,
            );
            finding.old = place;
            comparison.report(finding);
            continue;
        };
        matched[index] = true;
        compare_operation(comparison, old[index].operation, after.operation, kind.flow);
        compare_callbacks(comparison, old[index].operation, after);
    }
    for (before, _) in old.iter().zip(matched).filter(|(_, matched)| !matched) {
        comparison.enter(before.name.clone());
        let life = Life::of_operation(before.operation);
        let (rule, verb) = match life.sunset {
            _ if kind.flow != Flow::Request => (kind.removed, "removed"),
            _ if life.is_over(comparison.today) => {
                (&SUNSET_REACHED, "removed after the announced date")
            }
            Some(_) if life.deprecated => (&BEFORE_SUNSET, "removed before the announced date"),
            _ => (kind.removed, "removed"),
        };
        let message = format!(
            "{} `{} {}` {verb}",
            kind.noun, before.name.method, before.name.path
        );
        let mut finding = Finding::new(rule, &before.operation.at, &before.operation.at, message);
        finding.new = place(comparison.new, kind);
        comparison.report(finding);
    }
}

/// Returns the old operation of each new one: by its complete template, or else by its key.
fn matches(old: &[Listed<'_>], new: &[Listed<'_>]) -> Vec<Option<usize>> {
    let exact: HashMap<(&str, &Operation), usize> = old
        .iter()
        .enumerate()
        .map(|(index, it)| ((it.key.as_str(), &it.name), index))
        .collect();
    let mut alike: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, listed) in old.iter().enumerate() {
        alike.entry(listed.key.as_str()).or_default().push(index);
    }
    let mut matches: Vec<Option<usize>> = new
        .iter()
        .map(|it| exact.get(&(it.key.as_str(), &it.name)).copied())
        .collect();
    for (position, listed) in new
        .iter()
        .enumerate()
        .filter(|(position, _)| matches[*position].is_none())
        .collect::<Vec<_>>()
    {
        let candidates = alike
            .get(listed.key.as_str())
            .into_iter()
            .flatten()
            .copied();
        let found = candidates
            .into_iter()
            .find(|index| !matches.contains(&Some(*index)));
        matches[position] = found;
    }
    matches
}

fn compare_callbacks<'d>(comparison: &mut Comparison<'d>, old: &'d Declared, new: &Listed<'d>) {
    let list = |operation: &'d Declared| {
        let callbacks = operation.callbacks.iter();
        callbacks
            .map(|it| Listed::of_callback(it, &new.name.path))
            .collect::<Vec<_>>()
    };
    compare_lists(comparison, list(old), list(new.operation), &CALLBACKS);
}

/// Returns the place of a list in a document that does not have an operation of it.
fn place(document: &Document, kind: &Kind) -> Option<Location> {
    let file = document.operations.first().map(|it| it.at.file)?;
    let root = Location::root(file);
    Some(match kind.field {
        "callbacks" => root.child("paths"),
        field => root.child(field),
    })
}

/// Returns the identity of an operation: its method and template. The names of path parameters are not sent.
fn key(operation: &Declared) -> String {
    let mut key = format!("{} ", operation.method);
    for part in &operation.parts {
        match part {
            PathPart::Text(text) => key.push_str(text),
            PathPart::Parameter(_) => key.push_str("{}"),
        }
    }
    let mut query = operation.query.clone();
    query.sort_unstable();
    key.push_str(&format!(
        "?{}#{}",
        query.join("&"),
        operation.fragment.as_deref().unwrap_or_default()
    ));
    key
}

/// Compares an operation that exists in both documents.
fn compare_operation(comparison: &mut Comparison<'_>, old: &Declared, new: &Declared, flow: Flow) {
    compare_texts(comparison, old, new);
    lifecycle::compare_operation(comparison, old, new);
    parameters::compare(comparison, old, new, flow);
    servers::compare(comparison, old, new, flow);
    security::compare(comparison, old, new, flow);
    bodies::compare(comparison, old, new, flow);
    responses::compare(comparison, old, new, flow.answer());
}

fn compare_texts(comparison: &mut Comparison<'_>, old: &Declared, new: &Declared) {
    let mut tell = |rule, key: &str, before: &str, after: &str, message: &str| {
        if before != after {
            let (old, new) = (old.at.child(key), new.at.child(key));
            comparison
                .report(Finding::new(rule, &old, &new, message.to_owned()).values(before, after));
        }
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let ids = (text(&old.operation_id), text(&new.operation_id));
    tell(
        &ID_CHANGED,
        "operationId",
        &ids.0,
        &ids.1,
        "operationId changed",
    );
    let summaries = (text(&old.summary), text(&new.summary));
    tell(
        &SUMMARY_CHANGED,
        "summary",
        &summaries.0,
        &summaries.1,
        "summary changed",
    );
    let descriptions = (text(&old.description), text(&new.description));
    tell(
        &DESCRIPTION_CHANGED,
        "description",
        &descriptions.0,
        &descriptions.1,
        "description changed",
    );
    let tags = |operation: &Declared| {
        let mut tags = operation.tags.clone();
        tags.sort_unstable();
        tags.dedup();
        tags.join(", ")
    };
    tell(
        &TAGS_CHANGED,
        "tags",
        &tags(old),
        &tags(new),
        "tags changed",
    );
}
