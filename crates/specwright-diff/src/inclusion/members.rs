//! Inclusion of arrays, objects and of constraints that are compared as a whole.

use specwright_spec::SchemaId;

use super::{Inclusion, Inclusions};
use crate::form::{ArrayForm, Held, ObjectForm, Property, Residual, ResidualKind, Side, Slice};

impl<'d> Inclusions<'d> {
    pub(super) fn arrays_within(
        &mut self,
        (side, inner): (Side, &ArrayForm),
        (other, outer): (Side, &ArrayForm),
    ) -> Inclusion {
        let least = |held: &Option<Held<u64>>| held.as_ref().map_or(0, |it| it.value);
        let most = |held: &Option<Held<u64>>| held.as_ref().map_or(u64::MAX, |it| it.value);
        let is_within = least(&inner.min_items) >= least(&outer.min_items)
            && most(&inner.max_items) <= most(&outer.max_items)
            && (outer.unique.is_none() || inner.unique.is_some() || most(&inner.max_items) <= 1);
        let positions = inner.positions.len().max(outer.positions.len());
        let longest = usize::try_from(most(&inner.max_items)).unwrap_or(usize::MAX);
        let answer = (0..positions.min(longest)).fold(Inclusion::of(is_within), |answer, index| {
            answer.and(|| self.ids_within((side, inner.item(index)), (other, outer.item(index))))
        });
        match longest > positions {
            true => answer.and(|| self.ids_within((side, &inner.items), (other, &outer.items))),
            false => answer,
        }
    }

    pub(super) fn objects_within(
        &mut self,
        (side, inner): (Side, &ObjectForm<'d>),
        (other, outer): (Side, &ObjectForm<'d>),
    ) -> Inclusion {
        if !is_within_by_keywords(inner, outer) {
            return Inclusion::No;
        }
        let mut answer = Inclusion::Yes;
        for property in &outer.properties {
            let Some(own) = ids_of(inner, property.name) else {
                continue;
            };
            answer = answer.and(|| self.ids_within((side, &own), (other, &property.ids)));
        }
        let others = inner
            .properties
            .iter()
            .filter(|it| outer.property(it.name).is_none());
        for property in others {
            answer = answer.and(|| match ids_of(outer, property.name) {
                Some(ids) => self.ids_within((side, &property.ids), (other, &ids)),
                None => Inclusion::No,
            });
        }
        if inner.closed.is_none() {
            answer = answer
                .and(|| self.ids_within((side, &inner.additional), (other, &outer.additional)));
        }
        answer.and(|| self.patterns_within((side, inner), (other, outer)))
    }

    /// Compares `patternProperties`, pattern by pattern.
    fn patterns_within(
        &mut self,
        (side, inner): (Side, &ObjectForm<'d>),
        (other, outer): (Side, &ObjectForm<'d>),
    ) -> Inclusion {
        let mut answer = Inclusion::Yes;
        for (pattern, outer) in &outer.patterns {
            let own = inner.patterns.iter().find(|(own, _)| own == pattern);
            answer = answer.and(|| match own {
                Some((_, own)) => self.ids_within((side, &[own.value]), (other, &[outer.value])),
                None if inner.closed.is_some() => Inclusion::Yes,
                None => Inclusion::No,
            });
        }
        if outer.closed.is_some() {
            let is_known =
                |pattern: &str| outer.patterns.iter().any(|(known, _)| *known == pattern);
            let is_within = inner.patterns.iter().all(|(pattern, _)| is_known(pattern));
            answer = answer.and(|| Inclusion::of(is_within));
        }
        answer
    }

    /// Returns whether the constraints of the second slice that are compared as a whole hold for the first.
    pub(super) fn residuals_within(
        &mut self,
        inner: (Side, &Slice<'d>),
        outer: (Side, &Slice<'d>),
    ) -> Inclusion {
        let ((side, one), (other, two)) = (inner, outer);
        two.residuals
            .iter()
            .fold(Inclusion::Yes, |answer, residual| {
                answer.and(|| {
                    let mut own = one.residuals.iter();
                    match own.any(|own| {
                        self.residual_within((side, own), (other, residual))
                            .is_yes()
                    }) {
                        true => Inclusion::Yes,
                        false => Inclusion::Unknown(
                            format!(
                                "`{}` was compared with each of the other schema",
                                residual.kind.keyword()
                            )
                            .into(),
                        ),
                    }
                })
            })
    }

    /// Returns whether the values of the first constraint satisfy the second.
    pub(crate) fn residual_within(
        &mut self,
        (side, inner): (Side, &Residual<'d>),
        (other, outer): (Side, &Residual<'d>),
    ) -> Inclusion {
        let ids = |id: &SchemaId| [*id];
        match (&inner.kind, &outer.kind) {
            (ResidualKind::Not(one), ResidualKind::Not(two)) => {
                self.ids_within((other, &ids(two)), (side, &ids(one)))
            }
            (ResidualKind::Names(one), ResidualKind::Names(two)) => {
                self.ids_within((side, &ids(one)), (other, &ids(two)))
            }
            (ResidualKind::Dependent(name, one), ResidualKind::Dependent(key, two))
                if name == key =>
            {
                self.ids_within((side, &ids(one)), (other, &ids(two)))
            }
            (ResidualKind::Contains(one, min, max), ResidualKind::Contains(two, least, most)) => {
                let is_within = min >= least && max.unwrap_or(u64::MAX) <= most.unwrap_or(u64::MAX);
                let is_equal = self.ids_equal((side, &ids(one)), (other, &ids(two)));
                match is_equal {
                    true => Inclusion::of(is_within),
                    false if max.is_none() && most.is_none() && min >= least => {
                        self.ids_within((side, &ids(one)), (other, &ids(two)))
                    }
                    false => Inclusion::unknown("`contains` was compared for the same items only"),
                }
            }
            (ResidualKind::Condition(one), ResidualKind::Condition(two)) => {
                if !self.ids_equal((side, &ids(&one.condition)), (other, &ids(&two.condition))) {
                    return Inclusion::unknown("conditions were compared for the same `if` only");
                }
                let branch = |id: Option<SchemaId>| id.into_iter().collect::<Vec<_>>();
                self.ids_within((side, &branch(one.then)), (other, &branch(two.then)))
                    .and(|| {
                        self.ids_within(
                            (side, &branch(one.otherwise)),
                            (other, &branch(two.otherwise)),
                        )
                    })
            }
            _ => Inclusion::No,
        }
    }
}

/// Returns true if the names, numbers and dependencies of the first form imply those of the second.
fn is_within_by_keywords(inner: &ObjectForm<'_>, outer: &ObjectForm<'_>) -> bool {
    let least = |form: &ObjectForm<'_>| form.min_properties.as_ref().map_or(0, |it| it.value);
    let most = |form: &ObjectForm<'_>| form.max_properties.as_ref().map_or(u64::MAX, |it| it.value);
    let requires = |name: &str| inner.property(name).is_some_and(|it| it.required.is_some());
    let required = inner
        .properties
        .iter()
        .filter(|it| it.required.is_some())
        .count() as u64;
    let is_required = |it: &Property<'_>| it.required.is_none() || requires(it.name);
    let depends = |trigger: &str, name: &str| {
        let mut own = inner.dependent.iter();
        requires(name) || own.any(|(one, other, _)| *one == trigger && *other == name)
    };
    outer.properties.iter().all(is_required)
        && (inner.closed.is_some() || outer.closed.is_none())
        && least(inner).max(required) >= least(outer)
        && (most(inner) <= most(outer)
            || inner.closed.is_some() && inner.properties.len() as u64 <= most(outer))
        && outer
            .dependent
            .iter()
            .all(|(trigger, name, _)| depends(trigger, name))
}

/// Returns the schemas of a property, or those of any other; `None` if an object cannot have it.
fn ids_of(form: &ObjectForm<'_>, name: &str) -> Option<Vec<SchemaId>> {
    match form.property(name) {
        Some(property) => Some(property.ids.clone()),
        None if form.closed.is_some() => None,
        None => Some(form.additional.clone()),
    }
}
