//! Announced ends: `x-sunset` of an operation or a schema is the day on which it may be removed.

use specwright_spec::{Document, Location};

use crate::{Change, Date};

/// Returns the sunset date of what a change removed, if that day has come.
pub fn sunset(change: &Change, old: &Document, today: Date) -> Option<Date> {
    if !change.rule.ends_with("-removed") {
        return None;
    }
    let date = announced(old, change.old.as_ref()?)?;
    (date <= today).then_some(date)
}

/// The date that the operation or the schema at a location announces.
fn announced(document: &Document, at: &Location) -> Option<Date> {
    let webhooks = document.webhooks.iter().map(|it| &it.operation);
    let mut operations = document.operations.iter().chain(webhooks);
    if let Some(operation) = operations.find(|it| it.at == *at) {
        return Date::parse_sunset(operation.sunset.as_deref()?);
    }
    let mut schemas = document.schemas.iter();
    let (_, schema) = schemas.find(|(_, schema)| schema.at == *at)?;
    let mut extensions = schema.extensions.iter();
    let (_, value) = extensions.find(|(name, _)| name == "x-sunset")?;
    Date::parse_sunset(value.as_str()?)
}
