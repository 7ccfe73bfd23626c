//! Rules about descriptions.

use crate::context::Context;
use crate::findings::Findings;
use crate::names::{described_form, words};
use specwright_spec::{Location, Schema, quote};

/// Strings whose description spells out a form that no pattern enforces.
pub(super) fn structure(context: &Context<'_>, found: &mut Findings) {
    for (_, schema) in context.schemas() {
        let Some(form) = schema.description.as_deref().and_then(described_form) else {
            continue;
        };
        let items = schema.items.map(|it| context.schema(context.target(it)));
        let of_items = items.filter(|_| schema.types.is_some_and(|it| it.array));
        if is_unchecked(of_items.unwrap_or(schema)) {
            let message = format!("the form {} is only described", quote(form));
            let help = "add a `pattern` that enforces it";
            found.push(
                found
                    .at(&schema.at.child("description"), message)
                    .help(help),
            );
        }
    }
}

/// Returns true for strings without a pattern, format or list of values.
fn is_unchecked(schema: &Schema) -> bool {
    schema.types.is_some_and(|it| it.string && !it.object)
        && schema.pattern.is_none()
        && schema.format.is_none()
        && schema.enumeration.is_none()
}

/// Descriptions of components, properties and parameters that add no word to the name.
pub(super) fn repeats_name(context: &Context<'_>, found: &mut Findings) {
    let mut report = |at: Location, name: &str, description: &str| {
        let (of_name, of_text) = (words(name), words(description));
        if !of_text.is_empty() && of_text.iter().all(|it| of_name.contains(it)) {
            let message = "a description only repeats the name";
            let help = "say what the name does not, or remove the description";
            let finding = found.at(&at.child("description"), message);
            found.push(finding.label(quote(name)).help(help));
        }
    };
    for (_, schema) in context.schemas() {
        if let (Some(name), Some(text)) = (&schema.component, &schema.description) {
            report(schema.at.clone(), name, text);
        }
        for (name, id) in &schema.properties {
            let property = context.schema(*id);
            if let Some(text) = property
                .description
                .as_ref()
                .filter(|_| property.component.is_none())
            {
                report(property.at.clone(), name, text);
            }
        }
    }
    let parameters = context.operations().flat_map(|it| &it.parameters);
    for parameter in parameters {
        if let Some(text) = &parameter.description {
            report(parameter.at.clone(), &parameter.name, text);
        }
    }
}
