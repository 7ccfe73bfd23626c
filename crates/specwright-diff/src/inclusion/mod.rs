//! Inclusion of forms: does one place admit each value that another admits?
//!
//! Schemas may be recursive. A pair that is being compared is taken for included (the greatest fixed point); if the assumption
//! turns out wrong, all answers that depend on it are forgotten.

mod members;
mod scalars;
mod texts;

use std::collections::HashMap;
use std::rc::Rc;

use specwright_spec::SchemaId;

use crate::form::{Family, Form, Pool, Shape, Side, Site, Slice};

pub(crate) use scalars::format_within;
pub(crate) use texts::languages;

/// The answer to the question whether values are included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Inclusion {
    Yes,
    No,
    /// It cannot be decided; the text says what was tried.
    Unknown(Rc<str>),
}

impl Inclusion {
    pub(crate) fn of(is_included: bool) -> Self {
        if is_included { Self::Yes } else { Self::No }
    }

    pub(crate) fn unknown(attempt: &str) -> Self {
        Self::Unknown(attempt.into())
    }

    pub(crate) fn is_yes(&self) -> bool {
        *self == Self::Yes
    }

    /// Returns the conjunction: a single no decides.
    pub(crate) fn and(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::No => Self::No,
            Self::Yes => other(),
            unknown => match other() {
                Self::No => Self::No,
                _ => unknown,
            },
        }
    }
}

/// The maximum number of pairs that are compared for one question.
const MAX_STEPS: usize = 50_000;
/// The maximum nesting of pairs.
const MAX_DEPTH: usize = 96;

/// Decides inclusion, with a memory of its answers.
pub(crate) struct Inclusions<'d> {
    pub pool: Pool<'d>,
    answers: HashMap<(Site, Site), Inclusion>,
    /// The pairs with an answer, in the order in which they were found.
    trail: Vec<(Site, Site)>,
    depth: usize,
    /// The number of pairs compared.
    pub steps: usize,
    limit: usize,
}

impl<'d> Inclusions<'d> {
    pub(crate) fn new(pool: Pool<'d>) -> Self {
        Self {
            pool,
            answers: HashMap::new(),
            trail: Vec::new(),
            depth: 0,
            steps: 0,
            limit: 0,
        }
    }

    /// Returns whether the second place admits each value of the first.
    pub(crate) fn ask(&mut self, inner: &Site, outer: &Site) -> Inclusion {
        self.included(inner, outer)
    }

    /// Returns whether both places admit the same values.
    pub(crate) fn equal(&mut self, one: &Site, other: &Site) -> bool {
        self.ask(one, other).is_yes() && self.ask(other, one).is_yes()
    }

    fn included(&mut self, inner: &Site, outer: &Site) -> Inclusion {
        if inner == outer || outer.ids.is_empty() {
            return Inclusion::Yes;
        }
        let key = (inner.clone(), outer.clone());
        if let Some(known) = self.answers.get(&key) {
            return known.clone();
        }
        if self.depth == 0 {
            self.limit = self.steps + MAX_STEPS;
        }
        if self.depth > MAX_DEPTH || self.steps > self.limit {
            return Inclusion::unknown(
                "schemas were compared up to the limit of nesting and number",
            );
        }
        self.steps += 1;
        let trail = self.trail.len();
        self.answers.insert(key.clone(), Inclusion::Yes);
        self.trail.push(key.clone());
        self.depth += 1;
        let (one, other) = (self.pool.form(inner), self.pool.form(outer));
        let answer = self.form_within((inner.side, &one), (outer.side, &other));
        self.depth -= 1;
        if !answer.is_yes() {
            for key in self.trail.drain(trail..) {
                if self.answers.get(&key).is_some_and(Inclusion::is_yes) {
                    self.answers.remove(&key);
                }
            }
            self.answers.insert(key, answer.clone());
        }
        answer
    }

    fn form_within(
        &mut self,
        (side, inner): (Side, &Form<'d>),
        (other, outer): (Side, &Form<'d>),
    ) -> Inclusion {
        if inner.is_cut || outer.is_cut {
            return Inclusion::unknown("a schema has more alternatives than can be compared");
        }
        Family::ALL
            .into_iter()
            .fold(Inclusion::Yes, |answer, family| {
                answer.and(|| {
                    let slices = inner.of(family).iter();
                    slices.fold(Inclusion::Yes, |answer, slice| {
                        answer
                            .and(|| self.slice_within_any((side, slice), (other, outer.of(family))))
                    })
                })
            })
    }

    /// Returns whether the values of a slice are in one of several others.
    pub(crate) fn slice_within_any(
        &mut self,
        inner: (Side, &Slice<'d>),
        outer: (Side, &[Slice<'d>]),
    ) -> Inclusion {
        let (side, slices) = outer;
        let mut best = Inclusion::No;
        for slice in slices {
            match self.slice_within(inner, (side, slice)) {
                Inclusion::Yes => return Inclusion::Yes,
                Inclusion::No => {}
                unknown => best = unknown,
            }
        }
        let is_split = slices.len() > 1 && !self.is_apart(inner, outer);
        if is_split && best == Inclusion::No {
            best = Inclusion::unknown(
                "no single alternative includes another, and several together were not compared",
            );
        }
        best
    }

    /// Returns true if a slice is known to have values that none of the others has.
    fn is_apart(
        &mut self,
        (_, inner): (Side, &Slice<'d>),
        (_, outer): (Side, &[Slice<'d>]),
    ) -> bool {
        let is_listed =
            |value: &specwright_spec::Node| outer.iter().any(|it| !scalars::excludes(it, value));
        match &inner.values {
            Some(values) => values.value.iter().any(|value| !is_listed(value)),
            None => outer.iter().all(|it| it.values.is_some()),
        }
    }

    /// Returns whether the second slice has each value of the first.
    pub(crate) fn slice_within(
        &mut self,
        inner: (Side, &Slice<'d>),
        outer: (Side, &Slice<'d>),
    ) -> Inclusion {
        let ((side, one), (other_side, other)) = (inner, outer);
        if side == other_side && one.parts == other.parts {
            return Inclusion::Yes;
        }
        if let Some(values) = &one.values {
            if values
                .value
                .iter()
                .any(|value| scalars::excludes(other, value))
            {
                return Inclusion::No;
            }
            if !matches!(one.shape, Shape::Array(_) | Shape::Object(_)) {
                return self.residuals_within(inner, outer);
            }
        } else if other.values.is_some() {
            return Inclusion::No;
        }
        let answer = match (&one.shape, &other.shape) {
            (Shape::Number(one), Shape::Number(other)) => scalars::numbers_within(one, other),
            (Shape::Text(one), Shape::Text(other)) => self.texts_within(one, other),
            (Shape::Array(one), Shape::Array(other)) => {
                self.arrays_within((side, one), (other_side, other))
            }
            (Shape::Object(one), Shape::Object(other)) => {
                self.objects_within((side, one), (other_side, other))
            }
            _ => Inclusion::Yes,
        };
        answer.and(|| self.residuals_within(inner, outer))
    }

    /// Returns whether schemas of one document are included in those of another.
    fn ids_within(
        &mut self,
        (side, inner): (Side, &[SchemaId]),
        (other, outer): (Side, &[SchemaId]),
    ) -> Inclusion {
        let site = |side, ids: &[SchemaId]| Site {
            side,
            ids: ids.into(),
        };
        self.included(&site(side, inner), &site(other, outer))
    }

    /// Returns whether both schemas admit the same values.
    fn ids_equal(&mut self, one: (Side, &[SchemaId]), other: (Side, &[SchemaId])) -> bool {
        self.ids_within(one, other).is_yes() && self.ids_within(other, one).is_yes()
    }
}
