//! Rules about lists of values.

use crate::context::Context;
use crate::findings::Findings;
use specwright_spec::{Node, Schema};

/// The extensions that name the values of an enum.
const EXTENSIONS: &[&str] = &[
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-names",
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-ms-enum",
    "x-enum",
];

/// Enums of consecutive integers, which stand for something else.
pub(super) fn integers_without_names(context: &Context<'_>, found: &mut Findings) {
    for (_, schema) in context.schemas() {
        let values = schema.enumeration.as_deref().unwrap_or_default();
        let is_named = schema
            .extensions
            .iter()
            .any(|(key, _)| EXTENSIONS.contains(&key.as_str()));
        if is_coded(values) && !is_named && schema.const_value.is_none() {
            let message = "the integers of an enum have no names";
            let help = "name them with `x-enum-varnames`, which generators read, or use strings";
            let finding = found.at(&schema.at.child("enum"), message);
            found.push(label(finding, schema).help(help));
        }
    }
}

fn label(finding: specwright_spec::Diagnostic, schema: &Schema) -> specwright_spec::Diagnostic {
    match &schema.component {
        Some(name) => finding.label(specwright_spec::quote(name)),
        None => finding,
    }
}

/// Returns true for at least two consecutive integers from -1, 0 or 1.
fn is_coded(values: &[Node]) -> bool {
    let numbers = values.iter().filter(|it| **it != Node::Null);
    let numbers: Option<Vec<i64>> = numbers
        .map(|it| it.as_number()?.as_str().parse().ok())
        .collect();
    let Some(mut numbers) = numbers.filter(|it| it.len() > 1) else {
        return false;
    };
    numbers.sort_unstable();
    let is_consecutive = numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
    is_consecutive && (-1..=1).contains(&numbers[0])
}
