//! Numbers: bounds, factors and formats.

use std::cmp::Ordering;

use specwright_spec::{Bound, Document, Node, Number, Schema, SchemaId};

use super::Held;

/// A bound of numbers.
#[derive(Clone, Debug)]
pub(crate) struct Limit {
    pub value: Number,
    pub exclusive: bool,
}

impl Limit {
    /// Compares two lower bounds by the numbers that they leave out.
    pub(crate) fn compare_lower(&self, other: &Self) -> Ordering {
        self.value
            .compare(&other.value)
            .then(self.exclusive.cmp(&other.exclusive))
    }

    /// Compares two upper bounds: the lower one leaves out more.
    pub(crate) fn compare_upper(&self, other: &Self) -> Ordering {
        self.value
            .compare(&other.value)
            .then(other.exclusive.cmp(&self.exclusive))
    }

    /// Returns the bound for a message, such as `10 (excluded)`.
    pub(crate) fn text(&self) -> String {
        match self.exclusive {
            true => format!("{} (excluded)", self.value.as_str()),
            false => self.value.as_str().to_owned(),
        }
    }
}

/// The constraints of numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct NumberForm<'d> {
    /// The schema that admits integers only.
    pub integer: Option<SchemaId>,
    pub minimum: Option<Held<Limit>>,
    pub maximum: Option<Held<Limit>>,
    /// `multipleOf` of all schemas, without those that another one implies.
    pub factors: Vec<Held<&'d Number>>,
    pub format: Option<Held<&'d str>>,
}

impl<'d> NumberForm<'d> {
    /// Reads the constraints of schemas of which some admit integers only.
    pub(super) fn of(document: &'d Document, parts: &[SchemaId]) -> Self {
        let mut form = Self::default();
        for &owner in parts {
            let schema = &document.schemas[owner];
            if schema
                .types
                .is_some_and(|types| types.integer && !types.number)
            {
                form.integer.get_or_insert(owner);
            }
            let format = schema
                .format
                .as_deref()
                .filter(|it| is_numeric(it) || !admits_text(schema));
            form.format = form.format.or(format.map(|value| Held { value, owner }));
            if let Some(factor) = &schema.multiple_of {
                form.add_factor(Held {
                    value: factor,
                    owner,
                });
            }
        }
        for &owner in parts {
            let schema = &document.schemas[owner];
            let is_integer = form.integer.is_some();
            let held = |value| Held { value, owner };
            if let Some(bound) = &schema.minimum {
                let limit = held(lower(bound, is_integer));
                let is_tighter = |it: &Held<Limit>| it.value.compare_lower(&limit.value).is_lt();
                if form.minimum.as_ref().is_none_or(is_tighter) {
                    form.minimum = Some(limit);
                }
            }
            if let Some(bound) = &schema.maximum {
                let limit = held(upper(bound, is_integer));
                let is_tighter = |it: &Held<Limit>| it.value.compare_upper(&limit.value).is_gt();
                if form.maximum.as_ref().is_none_or(is_tighter) {
                    form.maximum = Some(limit);
                }
            }
        }
        form
    }

    /// Adds a factor, unless another one implies it: all multiples of 6 are multiples of 3.
    fn add_factor(&mut self, factor: Held<&'d Number>) {
        let is_one = factor.value.as_i64() == Some(1);
        if is_one {
            self.integer.get_or_insert(factor.owner);
        }
        let implies = |one: &Number, other: &Number| one.is_multiple_of(other);
        if is_one
            || self
                .factors
                .iter()
                .any(|it| implies(it.value, factor.value))
        {
            return;
        }
        self.factors.retain(|it| !implies(factor.value, it.value));
        self.factors.push(factor);
    }

    pub(super) fn is_anything(&self) -> bool {
        let Self {
            integer,
            minimum,
            maximum,
            factors,
            format,
        } = self;
        integer.is_none()
            && minimum.is_none()
            && maximum.is_none()
            && factors.is_empty()
            && format.is_none()
    }

    /// Returns true if a number satisfies all constraints, apart from its format.
    pub(crate) fn admits(&self, value: &Node) -> bool {
        let Some(number) = value.as_number() else {
            return false;
        };
        let exact = Limit {
            value: number.clone(),
            exclusive: false,
        };
        (self.integer.is_none() || number.is_integer())
            && self
                .minimum
                .as_ref()
                .is_none_or(|it| it.value.compare_lower(&exact).is_le())
            && self
                .maximum
                .as_ref()
                .is_none_or(|it| it.value.compare_upper(&exact).is_ge())
            && self
                .factors
                .iter()
                .all(|it| number.is_multiple_of(it.value))
    }
}

/// The formats of numbers.
const FORMATS: [&str; 13] = [
    "int8", "int16", "int32", "int64", "int", "long", "uint8", "uint16", "uint32", "uint64",
    "float", "double", "decimal",
];

/// Returns true for a format of numbers.
pub(super) fn is_numeric(format: &str) -> bool {
    FORMATS.contains(&format)
}

fn admits_text(schema: &Schema) -> bool {
    schema.types.is_none_or(|types| types.string)
}

/// Returns a lower bound; of integers, the least one.
fn lower(bound: &Bound, is_integer: bool) -> Limit {
    let least = match bound.exclusive {
        true => bound.value.floor().and_then(|it| it.checked_add(1)),
        false => bound.value.ceil(),
    };
    limit(bound, least.filter(|_| is_integer))
}

/// Returns an upper bound; of integers, the greatest one.
fn upper(bound: &Bound, is_integer: bool) -> Limit {
    let greatest = match bound.exclusive {
        true => bound.value.ceil().and_then(|it| it.checked_sub(1)),
        false => bound.value.floor(),
    };
    limit(bound, greatest.filter(|_| is_integer))
}

fn limit(bound: &Bound, integer: Option<i128>) -> Limit {
    match integer.and_then(|it| Number::new(&it.to_string())) {
        Some(value) => Limit {
            value,
            exclusive: false,
        },
        None => Limit {
            value: bound.value.clone(),
            exclusive: bound.exclusive,
        },
    }
}
