//! Styles that are undefined for a value, and values that no style can represent (OpenAPI 3.0.4, "Style Values").

use super::error;
use super::shapes::{Nesting, classify};
use crate::resolve::Resolved;
use crate::styles::{WrittenForm, written};
use crate::{Location, Node, ParameterLocation, ParameterStyle, Report};

/// A value with a style: a parameter, a header, or a property of a form.
pub(super) struct StyledValue<'a> {
    /// The object with `style` and `explode`.
    pub(super) node: &'a Node,
    pub(super) at: &'a Location,
    /// The name in the request or response.
    pub(super) name: &'a str,
    pub(super) location: ParameterLocation,
    pub(super) style: ParameterStyle,
    pub(super) explode: bool,
}

impl<'a> StyledValue<'a> {
    /// Returns the style of a node; the default of its location if it has no valid style.
    pub(super) fn new(
        node: &'a Node,
        at: &'a Location,
        name: &'a str,
        location: ParameterLocation,
    ) -> Self {
        let style = node.get("style").and_then(Node::as_str);
        let style = style.and_then(ParameterStyle::of_name);
        let style = style.filter(|style| location.styles().contains(style));
        let style = style.unwrap_or(location.default_style());
        let explode = node.get("explode").and_then(Node::as_bool);
        Self {
            node,
            at,
            name,
            location,
            style,
            explode: explode.unwrap_or(style.explodes()),
        }
    }
}

/// Checks the style of a parameter or header against its `schema`.
pub(super) fn check(
    resolved: &Resolved,
    styled: &StyledValue<'_>,
    is_required: bool,
    report: &mut Report,
) {
    let Some(schema) = styled.node.get("schema") else {
        return;
    };
    let schema_at = styled.at.child("schema");
    let nesting = check_form(resolved, styled, (schema, &schema_at), report);
    if nesting == Nesting::Never {
        return;
    }
    report.push(match (styled.style.nests(), nesting) {
        (true, _) => error::undefined_nesting(&schema_at, styled.style),
        (false, Nesting::Always) if is_required => {
            error::unsendable_parameter(&schema_at, styled.location, styled.style)
        }
        (false, _) => error::nested_parameter(&schema_at, styled.location, styled.style),
    });
}

/// Checks the style of a form property. A nested property is written with brackets, or as JSON.
pub(super) fn check_property(
    resolved: &Resolved,
    styled: &StyledValue<'_>,
    schema: (&Node, &Location),
    report: &mut Report,
) {
    check_form(resolved, styled, schema, report);
}

/// Reports a style that is undefined for all values of the schema. If only some of several types have a form, the values of
/// the other types are read by their appearance.
fn check_form(
    resolved: &Resolved,
    styled: &StyledValue<'_>,
    (schema, schema_at): (&Node, &Location),
    report: &mut Report,
) -> Nesting {
    let (shapes, nesting) = classify(resolved, schema, schema_at.clone());
    let form = |shape| written(styled.location, styled.style, styled.explode, shape);
    let forms: Vec<WrittenForm> = shapes.each().filter_map(form).collect();
    let is_undefined = forms
        .iter()
        .all(|it| matches!(it, WrittenForm::Undefined(_)));
    if let Some(first) = forms.first().filter(|_| is_undefined) {
        let shapes: Vec<_> = shapes.each().collect();
        report.push(error::undefined_style(styled, &shapes, first.example()));
    }
    nesting
}
