//! Properties: which exist, which are required, and which are sent in one direction only.

use specwright_spec::SchemaId;

use super::pair::{At, Context};
use crate::form::{Ids, ObjectForm, Property, Side, Site};
use crate::rules::{ADDS, Effect, Level, NARROWS, RISKS, Rule, WIDENS, declare_rules};

const REMOVES_REQUIRED: Effect = (Level::Risky, Level::Breaking);
const REMOVES_CLOSED: Effect = (Level::Breaking, Level::Risky);
const REMOVES_CLOSED_REQUIRED: Effect = (Level::Breaking, Level::Breaking);
const ADDS_CLOSED: Effect = (Level::Compatible, Level::Breaking);
const ADDS_CLOSED_REQUIRED: Effect = (Level::Breaking, Level::Breaking);
const HIDES_FROM_REQUESTS: Effect = (Level::Risky, Level::Same);
const SHOWS_IN_REQUESTS: Effect = (Level::Compatible, Level::Same);
const NEEDS_IN_REQUESTS: Effect = (Level::Breaking, Level::Same);
const HIDES_FROM_RESPONSES: Effect = (Level::Same, Level::Risky);
const DROPS_FROM_RESPONSES: Effect = (Level::Same, Level::Breaking);
const SHOWS_IN_RESPONSES: Effect = (Level::Same, Level::Compatible);
const SENDS_IN_RESPONSES: Effect = (Level::Same, Level::Risky);

declare_rules! { "properties":
    OPTIONAL_ADDED = "optional-property-added", ADDS, "A new property that objects need not have";
    REQUIRED_ADDED = "required-property-added", NARROWS, "A new property that objects must have";
    CLOSED_OPTIONAL_ADDED = "optional-property-allowed", ADDS_CLOSED, "A new property that objects could not have before";
    CLOSED_REQUIRED_ADDED = "required-property-allowed", ADDS_CLOSED_REQUIRED, "A new property that objects must have and could not have before";
    OPTIONAL_REMOVED = "optional-property-removed", RISKS, "A property is no longer declared";
    REQUIRED_REMOVED = "required-property-removed", REMOVES_REQUIRED, "A property that objects had to have is no longer declared";
    CLOSED_OPTIONAL_REMOVED = "optional-property-forbidden", REMOVES_CLOSED, "Objects with the property are no longer valid";
    CLOSED_REQUIRED_REMOVED = "required-property-forbidden", REMOVES_CLOSED_REQUIRED, "Objects had to have the property, and are no longer valid with it";
    BECAME_REQUIRED = "property-became-required", NARROWS, "Objects without the property are no longer valid";
    BECAME_OPTIONAL = "property-became-optional", WIDENS, "Objects without the property became valid";
    READ_ONLY = "property-became-read-only", HIDES_FROM_REQUESTS, "The property is no longer part of requests";
    NOT_READ_ONLY = "property-no-longer-read-only", SHOWS_IN_REQUESTS, "The property became a part of requests";
    REQUIRED_NOT_READ_ONLY = "required-property-no-longer-read-only", NEEDS_IN_REQUESTS, "Requests need the property";
    WRITE_ONLY = "property-became-write-only", HIDES_FROM_RESPONSES, "The property is no longer part of responses";
    REQUIRED_WRITE_ONLY = "required-property-became-write-only", DROPS_FROM_RESPONSES, "The property, which all responses had, is no longer part of them";
    NOT_WRITE_ONLY = "property-no-longer-write-only", SHOWS_IN_RESPONSES, "The property became a part of responses";
    REQUIRED_NOT_WRITE_ONLY = "required-property-no-longer-write-only", SENDS_IN_RESPONSES, "All responses have the property, which none had";
}

/// An object with the schema that stands for it in places.
type Object<'a, 'd> = (&'a ObjectForm<'d>, Option<SchemaId>);

/// Compares the properties of objects.
pub(super) fn compare<'d>(
    context: &mut Context<'_, 'd>,
    (old, one): Object<'_, 'd>,
    (new, other): Object<'_, 'd>,
) {
    for before in &old.properties {
        match new.property(before.name) {
            Some(after) => compare_property(context, before, after),
            None => remove(context, before, (new, other)),
        }
    }
    for after in new
        .properties
        .iter()
        .filter(|it| old.property(it.name).is_none())
    {
        add(context, (old, one), after);
    }
}

/// The use of a property: in which direction it is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Access {
    read_only: bool,
    write_only: bool,
}

impl Access {
    fn of(context: &mut Context<'_, '_>, side: Side, property: &Property<'_>) -> Self {
        let ids = Ids::from(property.ids.as_slice());
        let form = context.pool().form(&Site { side, ids });
        Self {
            read_only: form.notes.read_only,
            write_only: form.notes.write_only,
        }
    }

    /// Returns true if the property is no part of the data.
    fn is_hidden(self, is_read: bool) -> bool {
        if is_read {
            self.read_only
        } else {
            self.write_only
        }
    }
}

fn compare_property<'d>(
    context: &mut Context<'_, 'd>,
    before: &Property<'d>,
    after: &Property<'d>,
) {
    let (one, other) = (
        Access::of(context, Side::Old, before),
        Access::of(context, Side::New, after),
    );
    compare_access(context, (before, one), (after, other));
    let is_read = context.flow().is_read();
    if one.is_hidden(is_read) || other.is_hidden(is_read) {
        context.is_partial = true;
        return;
    }
    let rule = match (before.required.is_some(), after.required.is_some()) {
        (false, true) => Some((&BECAME_REQUIRED, "became required")),
        (true, false) => Some((&BECAME_OPTIONAL, "became optional")),
        _ => None,
    };
    if let Some((rule, verb)) = rule {
        let at = At {
            old: Some(before.required.unwrap_or(before.owner)),
            new: Some(after.required.unwrap_or(after.owner)),
            keyword: "",
        };
        context.tell(rule, at, &format!("property `{}` {verb}", before.name));
    }
    context.child(
        (&before.ids, Some(before.owner)),
        (&after.ids, Some(after.owner)),
    );
}

fn compare_access(
    context: &mut Context<'_, '_>,
    (before, one): (&Property<'_>, Access),
    (after, other): (&Property<'_>, Access),
) {
    let at = At {
        old: before.ids.last().copied(),
        new: after.ids.last().copied(),
        keyword: "",
    };
    let name = before.name;
    let is_required = after.required.is_some();
    let mut tell = |rule: &'static Rule, verb: &str| {
        context.tell(rule, at, &format!("property `{name}` {verb}"));
    };
    match (one.read_only, other.read_only) {
        (false, true) => tell(&READ_ONLY, "became read-only"),
        (true, false) if is_required => tell(
            &REQUIRED_NOT_READ_ONLY,
            "is no longer read-only, and required",
        ),
        (true, false) => tell(&NOT_READ_ONLY, "is no longer read-only"),
        _ => {}
    }
    match (one.write_only, other.write_only) {
        (false, true) if before.required.is_some() => {
            tell(&REQUIRED_WRITE_ONLY, "became write-only")
        }
        (false, true) => tell(&WRITE_ONLY, "became write-only"),
        (true, false) if is_required => tell(&REQUIRED_NOT_WRITE_ONLY, "is no longer write-only"),
        (true, false) => tell(&NOT_WRITE_ONLY, "is no longer write-only"),
        _ => {}
    }
}

/// Reports a property that only the old document names.
fn remove<'d>(context: &mut Context<'_, 'd>, before: &Property<'d>, (new, other): Object<'_, 'd>) {
    if Access::of(context, Side::Old, before).is_hidden(context.flow().is_read()) {
        context.is_partial = true;
        return;
    }
    let is_required = before.required.is_some();
    let at = At {
        old: before.ids.last().copied().or(Some(before.owner)),
        new: other,
        keyword: "",
    };
    let rule = match (is_required, new.closed.is_some()) {
        // It was required, and admits any value.
        (true, false) if !before.is_declared => &BECAME_OPTIONAL,
        // Another schema of the new document applies to it.
        (_, false) if !new.additional.is_empty() => {
            if is_required {
                context.tell(
                    &BECAME_OPTIONAL,
                    at,
                    &format!("property `{}` became optional", before.name),
                );
            }
            context.child((&before.ids, Some(before.owner)), (&new.additional, other));
            return;
        }
        (false, false) => &OPTIONAL_REMOVED,
        (true, false) => &REQUIRED_REMOVED,
        (false, true) => &CLOSED_OPTIONAL_REMOVED,
        (true, true) => &CLOSED_REQUIRED_REMOVED,
    };
    let verb = if rule == &BECAME_OPTIONAL {
        "became optional"
    } else {
        "removed"
    };
    context.tell(rule, at, &format!("property `{}` {verb}", before.name));
}

/// Reports a property that only the new document names.
fn add<'d>(context: &mut Context<'_, 'd>, (old, one): Object<'_, 'd>, after: &Property<'d>) {
    if Access::of(context, Side::New, after).is_hidden(context.flow().is_read()) {
        context.is_partial = true;
        return;
    }
    let is_required = after.required.is_some();
    let at = At {
        old: one,
        new: after.ids.last().copied().or(Some(after.owner)),
        keyword: "",
    };
    let rule = match (is_required, old.closed.is_some()) {
        (true, false) if !after.is_declared => &BECAME_REQUIRED,
        (_, false) if !old.additional.is_empty() => {
            if is_required {
                context.tell(
                    &BECAME_REQUIRED,
                    at,
                    &format!("property `{}` became required", after.name),
                );
            }
            context.child((&old.additional, one), (&after.ids, Some(after.owner)));
            return;
        }
        (false, false) => &OPTIONAL_ADDED,
        (true, false) => &REQUIRED_ADDED,
        (false, true) => &CLOSED_OPTIONAL_ADDED,
        (true, true) => &CLOSED_REQUIRED_ADDED,
    };
    let verb = match rule == &BECAME_REQUIRED {
        true => "became required",
        false if is_required => "added, and required",
        false => "added",
    };
    context.tell(rule, at, &format!("property `{}` {verb}", after.name));
}
