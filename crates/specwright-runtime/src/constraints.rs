//! The constraints of a place, and their evaluation.
//!
//! | keyword | Wright-00 / 2020-12 Validation | note |
//! |---|---|---|
//! | `minLength`, `maxLength` | 5.6, 5.7 / 6.3 | counts code points |
//! | `pattern` | 5.8 / 6.3.3 | a function compiled when generating |
//! | `format` | – / 7 | where the type does not imply it |
//! | `minimum` … `multipleOf` | 5.1–5.5 / 6.2 | exact, never on a rounded number |
//! | `minItems`, `maxItems`, `uniqueItems` | 5.10–5.12 / 6.4 | items are compared deeply, 1 equals 1.0 |
//! | `minProperties`, `maxProperties` | 5.13, 5.14 / 6.5 | counts unknown properties as well |

mod count;
mod keywords;
mod number;
#[cfg(test)]
mod tests;
mod text;

pub(crate) use self::count::Count;
pub use self::keywords::Constraint;
pub(crate) use self::number::fits_number;
pub(crate) use self::text::{Checkable, Shown};

use crate::json::node::Node;
use crate::pointer::{Inside, Pointer};
use crate::{Path, Report};
use std::fmt;

/// The constraints, each by its name.
pub mod constraint {
    pub use super::Constraint::*;
}

/// The constraints of one place: those of its schema that the type does not guarantee.
#[derive(Clone, Copy, Debug)]
pub struct Constraints {
    /// The JSON Pointer of the schema.
    pub(crate) schema: Pointer,
    pub(crate) constraints: &'static [Constraint],
}

impl Constraints {
    /// Creates the constraints of the schema at this JSON Pointer; an empty pointer if only items or values are constrained.
    pub const fn new(schema: &'static str, constraints: &'static [Constraint]) -> Self {
        Self {
            schema: Pointer::new(schema),
            constraints,
        }
    }

    /// Creates the constraints of a property in its schema, which is inside that of the object at this JSON Pointer.
    pub const fn property(
        object: &'static str,
        property: &'static str,
        constraints: &'static [Constraint],
    ) -> Self {
        Self {
            schema: Pointer::property(object, property),
            constraints,
        }
    }

    /// Creates the constraints of a member of `anyOf` in the schema at this JSON Pointer.
    pub const fn any_of(
        union: &'static str,
        index: u16,
        constraints: &'static [Constraint],
    ) -> Self {
        Self {
            schema: Pointer::new(union).inside(Inside::AnyOf(index)),
            constraints,
        }
    }

    /// Creates the constraints of a member of `oneOf` in the schema at this JSON Pointer.
    pub const fn one_of(
        union: &'static str,
        index: u16,
        constraints: &'static [Constraint],
    ) -> Self {
        Self {
            schema: Pointer::new(union).inside(Inside::OneOf(index)),
            constraints,
        }
    }

    /// Creates the constraints of a parameter in its `schema`.
    pub(crate) const fn parameter(
        parameter: &'static str,
        constraints: &'static [Constraint],
    ) -> Self {
        Self {
            schema: Pointer::new(parameter).inside(Inside::Parameter),
            constraints,
        }
    }

    /// Returns the constraints of the items; an empty list at the same schema if there are none.
    pub(crate) fn items(&self) -> Constraints {
        self.inner(|constraint| match constraint {
            Constraint::Items(constraints) => Some(**constraints),
            Constraint::EachItem(constraints) => Some(Constraints {
                schema: self.schema.items(),
                constraints,
            }),
            _ => None,
        })
    }

    /// Returns the constraints of the item at a position of a tuple.
    pub(crate) fn position(&self, index: usize) -> Constraints {
        self.inner(|constraint| match constraint {
            Constraint::Positions(list) => list.get(index).copied(),
            _ => None,
        })
    }

    /// Returns the constraints of the values of a map.
    pub(crate) fn values(&self) -> Constraints {
        self.inner(|constraint| match constraint {
            Constraint::Values(constraints) => Some(**constraints),
            Constraint::EachValue(constraints) => Some(Constraints {
                schema: self.schema.values(),
                constraints,
            }),
            _ => None,
        })
    }

    /// Replaces an empty schema by that of the surrounding value.
    pub(crate) fn or_at(self, schema: impl Into<Pointer>) -> Constraints {
        if self.schema.is_empty() {
            Constraints {
                schema: schema.into(),
                ..self
            }
        } else {
            self
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.constraints.is_empty()
    }

    fn inner(&self, find: impl Fn(&Constraint) -> Option<Constraints>) -> Constraints {
        self.constraints
            .iter()
            .find_map(find)
            .unwrap_or(Constraints {
                constraints: &[],
                ..*self
            })
            .or_at(self.schema)
    }

    /// Returns true if items must be unique.
    pub(crate) fn are_unique(&self) -> bool {
        self.constraints
            .iter()
            .any(|constraint| matches!(constraint, Constraint::UniqueItems))
    }

    pub(crate) fn is_secret(&self) -> bool {
        self.constraints
            .iter()
            .any(|constraint| matches!(constraint, Constraint::Secret))
    }

    /// Returns true if the value, or an item of it, is a secret.
    pub(crate) fn holds_secret(&self) -> bool {
        hold_secret(self.constraints)
    }

    /// Reports the constraints of booleans that `value` violates.
    pub(crate) fn check_boolean(&self, value: bool, at: &Path<'_>, report: &mut Report) {
        for constraint in self.constraints {
            if matches!(*constraint, Constraint::Only(only) | Constraint::Constant(only) if only != value)
            {
                self.broken(constraint, value, at, report);
            }
        }
    }

    /// Returns the JSON Pointer of the schema that has a keyword.
    pub(crate) fn schema_of(&self, keyword: &str) -> Pointer {
        let elsewhere = self.constraints.iter().find_map(|it| match it {
            Constraint::Origin(of, schema) if *of == keyword => Some(Pointer::new(schema)),
            _ => None,
        });
        elsewhere.unwrap_or(self.schema)
    }

    /// Returns the keyword of the format: `contentEncoding`, which replaces `format: byte` since OpenAPI 3.1, or `format`.
    pub(crate) fn format_keyword(&self) -> &'static str {
        let is_encoding = |it: &Constraint| matches!(it, Constraint::Origin("contentEncoding", _));
        match self.constraints.iter().any(is_encoding) {
            true => "contentEncoding",
            false => "format",
        }
    }

    /// Returns the schema and the keyword that exclude all values of a type without values: that of an origin, or else `not`.
    pub(crate) fn excluding_all(&self) -> (Pointer, &'static str) {
        let origin = self.constraints.iter().find_map(|it| match it {
            Constraint::Origin(keyword, schema) => Some((Pointer::new(schema), *keyword)),
            _ => None,
        });
        origin.unwrap_or((self.schema, "not"))
    }

    /// Returns the keyword of one of the constraints as the document writes it.
    pub(crate) fn keyword_of(&self, constraint: &Constraint) -> &'static str {
        match constraint {
            Constraint::Format(_) => self.format_keyword(),
            constraint => constraint.keyword(),
        }
    }

    #[cold]
    pub(crate) fn broken(
        &self,
        constraint: &Constraint,
        found: impl fmt::Display,
        at: &Path<'_>,
        report: &mut Report,
    ) {
        let keyword = self.keyword_of(constraint);
        let schema = self.schema_of(keyword);
        report.redacting(self.is_secret(), |report| {
            report.add(at, schema, keyword, constraint, found);
        });
    }

    /// Reports a value of another JSON type.
    #[cold]
    pub(crate) fn wrong_type(
        &self,
        expected: &str,
        found: &Node,
        at: &Path<'_>,
        report: &mut Report,
    ) {
        report.add(at, self.schema, "type", expected, found.kind());
    }
}

/// Returns true if the value with these constraints, or an item of it, is a secret.
fn hold_secret(constraints: &[Constraint]) -> bool {
    constraints.iter().any(|constraint| match constraint {
        Constraint::Secret => true,
        Constraint::Items(constraints) | Constraint::Values(constraints) => {
            constraints.holds_secret()
        }
        Constraint::EachItem(constraints) | Constraint::EachValue(constraints) => {
            hold_secret(constraints)
        }
        Constraint::Positions(list) => list.iter().any(Constraints::holds_secret),
        _ => false,
    })
}
