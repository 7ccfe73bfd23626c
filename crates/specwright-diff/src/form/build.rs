//! Builds forms.

use specwright_spec::{Document, Node, Schema, SchemaId};

use super::alternatives::{Alternative, admits_null_beside_composition, expand};
use super::residuals::residuals;
use super::{
    ArrayForm, Family, Form, Held, Notes, NumberForm, ObjectForm, Residual, ResidualKind, Shape,
    Slice, TextForm,
};

/// The maximum nesting of `not` that is read as a set of types.
const MAX_NEGATIONS: usize = 4;

/// Returns the form of schemas that hold at once.
pub(super) fn form<'d>(document: &'d Document, ids: &[SchemaId]) -> Form<'d> {
    nested_form(document, ids, 0)
}

fn nested_form<'d>(document: &'d Document, ids: &[SchemaId], depth: usize) -> Form<'d> {
    let expansion = expand(document, ids);
    let mut form = Form {
        is_cut: expansion.is_cut,
        exclusive: expansion.exclusive,
        is_untyped: true,
        notes: Notes::of(document, ids),
        ..Form::default()
    };
    for alternative in &expansion.alternatives {
        let is_typed = |id: &SchemaId| {
            document.schemas[*id].types.is_some() || document.schemas[*id].enumeration.is_some()
        };
        form.is_untyped &= !alternative.only_null && !alternative.parts.iter().any(is_typed);
        for family in Family::ALL {
            let slice = slice(document, alternative, family, depth);
            form.families[family as usize].extend(slice);
        }
    }
    form.families.iter_mut().for_each(join);
    form
}

/// Returns the values of a type that an alternative admits; `None` if there is none.
fn slice<'d>(
    document: &'d Document,
    alternative: &Alternative,
    family: Family,
    depth: usize,
) -> Option<Slice<'d>> {
    let parts = alternative.parts.as_slice();
    let schemas = || parts.iter().map(|id| &document.schemas[*id]);
    if alternative.only_null && family != Family::Null
        || schemas().any(|it| !admits_type(it, family))
    {
        return None;
    }
    let residuals = kept_residuals(document, parts, family, depth)?;
    let values = values(document, parts, family)?;
    let mut slice = Slice {
        parts: parts.into(),
        shape: match family {
            Family::Null => Shape::Null,
            Family::Boolean => Shape::Boolean,
            Family::Number => Shape::Number(NumberForm::of(document, parts)),
            Family::Text => Shape::Text(TextForm::of(document, parts)),
            Family::Array => Shape::Array(ArrayForm::of(document, parts)),
            Family::Object => Shape::Object(ObjectForm::of(document, parts)?),
        },
        values,
        residuals,
    };
    apply_to_values(&mut slice)?;
    Some(slice)
}

/// Returns true if the `type` of a schema admits values of a type.
fn admits_type(schema: &Schema, family: Family) -> bool {
    let Some(types) = schema.types else {
        return !schema.unreadable;
    };
    let is_listed = match family {
        // Composed schemas with null have an alternative for it.
        Family::Null => types.null && !admits_null_beside_composition(schema),
        Family::Boolean => types.boolean,
        Family::Number => types.number || types.integer,
        Family::Text => types.string,
        Family::Array => types.array,
        Family::Object => types.object,
    };
    is_listed && !schema.unreadable
}

/// Returns the constraints that apply to values of a type; `None` if a `not` excludes all of them.
fn kept_residuals<'d>(
    document: &'d Document,
    parts: &[SchemaId],
    family: Family,
    depth: usize,
) -> Option<Vec<Residual<'d>>> {
    let mut kept = Vec::new();
    for residual in residuals(document, parts, family) {
        if let ResidualKind::Not(id) = residual.kind
            && depth < MAX_NEGATIONS
        {
            let negated = nested_form(document, &[id], depth + 1);
            let slices = negated.of(family);
            if slices.iter().any(Slice::is_anything) {
                return None;
            }
            if slices.is_empty() {
                continue;
            }
        }
        kept.push(residual);
    }
    Some(kept)
}

/// A list of values, if there is one.
type Values<'d> = Option<Held<Vec<&'d Node>>>;

/// Returns the listed values of a type; `None` if schemas list values, and none of the type.
fn values<'d>(document: &'d Document, parts: &[SchemaId], family: Family) -> Option<Values<'d>> {
    let mut values: Values<'d> = None;
    for &owner in parts {
        let schema = &document.schemas[owner];
        let Some(listed) = schema
            .enumeration
            .as_ref()
            .filter(|it| !it.is_empty() || schema.const_value.is_some())
        else {
            continue;
        };
        if family == Family::Null && schema.nullable && schema.types.is_some() {
            continue;
        }
        let mut own: Vec<&Node> = Vec::new();
        for value in listed.iter().filter(|it| Family::of(it) == family) {
            let is_common = values.as_ref().is_none_or(|it| contains(&it.value, value));
            if is_common && !contains(&own, value) {
                own.push(value);
            }
        }
        if own.is_empty() {
            return None;
        }
        values = Some(Held { value: own, owner });
    }
    Some(values)
}

/// Returns true if a list has a value.
pub(crate) fn contains(values: &[&Node], value: &Node) -> bool {
    values.iter().any(|it| it.same_value(value))
}

/// Applies the constraints of scalar values to a list of values, and removes them; `None` if no value is left.
fn apply_to_values(slice: &mut Slice<'_>) -> Option<()> {
    let Some(held) = &mut slice.values else {
        return Some(());
    };
    match &mut slice.shape {
        Shape::Null => slice.values = None,
        Shape::Boolean if held.value.len() == 2 => slice.values = None,
        Shape::Boolean | Shape::Array(_) | Shape::Object(_) => {}
        Shape::Number(number) => {
            held.value.retain(|value| number.admits(value));
            *number = NumberForm::default();
        }
        Shape::Text(text) => {
            held.value
                .retain(|value| value.as_str().is_some_and(|it| text.admits(it)));
            *text = TextForm::default();
        }
    }
    let is_empty = slice.values.as_ref().is_some_and(|it| it.value.is_empty());
    (!is_empty).then_some(())
}

/// Joins slices that are one: lists of values, and those that an unconstrained slice includes.
fn join(slices: &mut Vec<Slice<'_>>) {
    if slices.len() < 2 {
        return;
    }
    if let Some(index) = slices.iter().position(Slice::is_anything) {
        slices.swap(0, index);
        slices.truncate(1);
        return;
    }
    let is_list = |slice: &Slice<'_>| {
        let is_scalar = !matches!(slice.shape, Shape::Array(_) | Shape::Object(_));
        slice.values.is_some() && is_scalar && slice.residuals.is_empty()
    };
    let mut joined: Vec<Slice<'_>> = Vec::new();
    for mut slice in slices.drain(..) {
        if joined.iter().any(|it| it.parts == slice.parts) {
            continue;
        }
        let first = joined.iter_mut().find(|it| is_list(it) && is_list(&slice));
        match (first.and_then(|it| it.values.as_mut()), &mut slice.values) {
            (Some(first), Some(more)) => {
                more.value.retain(|value| !contains(&first.value, value));
                first.value.append(&mut more.value);
            }
            _ => joined.push(slice),
        }
    }
    for slice in &mut joined {
        if matches!(slice.shape, Shape::Boolean)
            && slice.values.as_ref().is_some_and(|it| it.value.len() == 2)
        {
            slice.values = None;
        }
    }
    *slices = joined;
}
