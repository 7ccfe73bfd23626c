//! Constraints that are compared as a whole: `not`, conditions, `contains` and the like.

use specwright_spec::{Conditional, Document, SchemaId};

use super::Family;
use super::objects::is_anything;

/// A constraint that is compared as a whole.
#[derive(Clone, Debug)]
pub(crate) struct Residual<'d> {
    pub owner: SchemaId,
    pub kind: ResidualKind<'d>,
}

/// The kinds of such constraints.
#[derive(Clone, Debug)]
pub(crate) enum ResidualKind<'d> {
    /// `not`
    Not(SchemaId),
    /// `if`, with `then` and `else`.
    Condition(Conditional),
    /// `contains`, with the least and the greatest number of matching items.
    Contains(SchemaId, u64, Option<u64>),
    /// `propertyNames`
    Names(SchemaId),
    /// `dependentSchemas` of a property.
    Dependent(&'d str, SchemaId),
}

impl ResidualKind<'_> {
    /// Returns the keyword.
    pub(crate) fn keyword(&self) -> &'static str {
        match self {
            Self::Not(_) => "not",
            Self::Condition(_) => "if",
            Self::Contains(..) => "contains",
            Self::Names(_) => "propertyNames",
            Self::Dependent(..) => "dependentSchemas",
        }
    }
}

/// Returns the constraints of some schemas that apply to values of a type.
pub(super) fn residuals<'d>(
    document: &'d Document,
    parts: &[SchemaId],
    family: Family,
) -> Vec<Residual<'d>> {
    let mut found = Vec::new();
    for &owner in parts {
        let schema = &document.schemas[owner];
        let mut add = |kind| found.push(Residual { owner, kind });
        schema
            .not
            .into_iter()
            .for_each(|id| add(ResidualKind::Not(id)));
        if let Some(condition) = schema
            .conditional
            .filter(|it| it.then.or(it.otherwise).is_some())
        {
            add(ResidualKind::Condition(condition));
        }
        if family == Family::Array
            && let Some(contains) = schema.contains
        {
            let (least, most) = (schema.min_contains.unwrap_or(1), schema.max_contains);
            if least > 0 || most.is_some() {
                add(ResidualKind::Contains(contains, least, most));
            }
        }
        if family == Family::Object {
            let names = schema
                .property_names
                .filter(|it| !is_anything(document, *it));
            names
                .into_iter()
                .for_each(|id| add(ResidualKind::Names(id)));
            let dependent = schema.dependent_schemas.iter();
            dependent.for_each(|(name, id)| add(ResidualKind::Dependent(name, *id)));
        }
    }
    found
}
