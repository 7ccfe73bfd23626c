//! Numbers that satisfy or violate constraints.

use super::choices::Choices;
use crate::constraints::fits_number;
use crate::json::node::{Node, Number};
use crate::{Constraint, Constraints, Decimal};

/// Returns true if a number satisfies all constraints.
fn fits(constraints: &[&Constraint], number: Number) -> bool {
    constraints
        .iter()
        .all(|constraint| fits_number(constraint, number))
}

fn all(constraints: &[Constraints]) -> Vec<&Constraint> {
    constraints.iter().flat_map(|it| it.constraints).collect()
}

fn node(value: i128) -> Node {
    Node::Number(Number::Integer(value))
}

/// The steps of `multipleOf`.
fn steps<'r>(constraints: &[&'r Constraint]) -> impl Iterator<Item = &'r Decimal> {
    let steps = constraints
        .iter()
        .filter_map(|constraint| match constraint {
            Constraint::MultipleOf(step) => Some(step),
            _ => None,
        });
    steps.collect::<Vec<_>>().into_iter()
}

/// Returns the least and the greatest integer within the bounds.
fn range(constraints: &[&Constraint], least: i128, most: i128) -> Option<(i128, i128)> {
    let keeps = |value: i128, lower: bool| {
        constraints.iter().all(|constraint| match constraint {
            Constraint::Minimum(_) | Constraint::ExclusiveMinimum(_) if lower => {
                fits_number(constraint, Number::Integer(value))
            }
            Constraint::Maximum(_) | Constraint::ExclusiveMaximum(_) if !lower => {
                fits_number(constraint, Number::Integer(value))
            }
            _ => true,
        })
    };
    // Bisects for the first that satisfies the lower bounds.
    let (mut low, mut high) = (least - 1, most + 1);
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        *(if keeps(middle, true) {
            &mut high
        } else {
            &mut low
        }) = middle;
    }
    let first = high;
    let (mut low, mut high) = (least - 1, most + 1);
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        *(if keeps(middle, false) {
            &mut low
        } else {
            &mut high
        }) = middle;
    }
    (first <= low).then_some((first, low))
}

/// Returns the smallest integer multiple of a step, if it is small or the step itself.
fn integer_step(step: &Decimal) -> i128 {
    const FAR: i128 = 1000;
    let near = (1..=FAR).find(|it| step.divides(it.unsigned_abs(), 0));
    near.unwrap_or_else(|| (step.to_f64() as i128).max(1))
}

/// Draws an integer that satisfies the constraints; `None` if none is found.
pub(super) fn integer(
    least: i128,
    most: i128,
    constraints: &[Constraints],
    choices: &mut Choices,
) -> Option<Node> {
    let constraints = all(constraints);
    let listed = constraints.iter().find_map(|constraint| match constraint {
        Constraint::OneOfIntegers(_, values) => Some(*values),
        _ => None,
    });
    let fitting: Vec<i128> = match listed {
        Some(values) => values.iter().map(|it| i128::from(*it)).collect(),
        None => integers(&constraints, least, most, choices)?,
    };
    let fitting: Vec<i128> = fitting
        .into_iter()
        .filter(|it| (least..=most).contains(it) && fits(&constraints, Number::Integer(*it)))
        .collect();
    let at = choices.below(fitting.len() as u32) as usize;
    fitting.get(at).copied().map(node)
}

/// Returns candidate integers, the nearest to 0 first.
fn integers(
    constraints: &[&Constraint],
    least: i128,
    most: i128,
    choices: &mut Choices,
) -> Option<Vec<i128>> {
    let (low, high) = range(constraints, least, most)?;
    let step = steps(constraints).map(integer_step).max().unwrap_or(1);
    let up = |value: i128| {
        value.div_euclid(step) * step + if value.rem_euclid(step) == 0 { 0 } else { step }
    };
    let down = |value: i128| value.div_euclid(step) * step;
    let zero = if low > 0 { up(low) } else { down(high.min(0)) };
    let width = u32::try_from(high - low).unwrap_or(u32::MAX);
    let random = down(low + i128::from(choices.below(width)));
    let mut found = vec![zero];
    for value in [
        zero + step,
        zero - step,
        zero + 2 * step,
        up(low),
        down(high),
        random,
    ] {
        if !found.contains(&value) {
            found.push(value);
        }
    }
    Some(found)
}

/// Draws a number that satisfies the constraints; `None` if none is found.
pub(super) fn number(
    single: bool,
    constraints: &[Constraints],
    choices: &mut Choices,
) -> Option<Node> {
    let constraints = all(constraints);
    let mut fitting: Vec<f64> = Vec::new();
    for value in numbers(&constraints, choices) {
        let is_exact = !single || (value as f32).to_string().parse() == Ok(value);
        if is_exact && fits(&constraints, Number::Float(value)) && !fitting.contains(&value) {
            fitting.push(value);
        }
    }
    let at = choices.below(fitting.len() as u32) as usize;
    fitting.get(at).map(|value| float(*value))
}

fn float(value: f64) -> Node {
    Node::Number(if value == 0.0 {
        Number::Integer(0)
    } else {
        Number::Float(value)
    })
}

/// Returns candidate numbers.
fn numbers(constraints: &[&Constraint], choices: &mut Choices) -> Vec<f64> {
    const LARGE: i128 = 1 << 53;
    let mut found = vec![0.0, 1.0, 0.5, -1.0, 1.25];
    let random = f64::from(choices.below(100_000));
    found.extend([random, random / 8.0, -random]);
    let mut bounds = Vec::new();
    for constraint in constraints {
        if let Constraint::Minimum(bound)
        | Constraint::Maximum(bound)
        | Constraint::ExclusiveMinimum(bound)
        | Constraint::ExclusiveMaximum(bound) = constraint
        {
            bounds.push(bound.to_f64());
        }
    }
    for bound in &bounds {
        found.extend([*bound, bound + 0.5, bound - 0.5, bound + 1.0, bound - 1.0]);
    }
    if let [one, other, ..] = *bounds {
        found.extend([one + (other - one) / 2.0, one + (other - one) / 4.0]);
    }
    if let Some((low, high)) = range(constraints, -LARGE, LARGE) {
        found.extend([low as f64, high as f64]);
    }
    for step in steps(constraints) {
        let near = bounds.iter().map(|bound| (bound / step.to_f64()) as i64);
        let near: Vec<i64> = near.chain([0]).collect();
        for times in near
            .into_iter()
            .flat_map(|near| near.saturating_sub(3)..=near.saturating_add(3))
        {
            found.extend(step.times(times));
        }
    }
    found
}

/// Returns numbers that violate one constraint and, if possible, no other.
pub(super) fn breaks(
    range: Option<(i128, i128)>,
    constraints: &[Constraints],
    valid: Number,
) -> Vec<(Node, &'static str)> {
    let constraints = all(constraints);
    let mut broken = Vec::new();
    for (index, constraint) in constraints.iter().enumerate() {
        let others: Vec<&Constraint> = constraints
            .iter()
            .enumerate()
            .filter(|it| it.0 != index)
            .map(|it| *it.1)
            .collect();
        let mut candidates = candidates(constraint, valid, range.is_some());
        candidates.extend(multiples(constraint, &others));
        let of_type = |number: &Number| match (range, number.as_integer()) {
            (Some((least, most)), Some(value)) => (least..=most).contains(&value),
            (Some(_), None) => false,
            (None, _) => true,
        };
        let candidates: Vec<Number> = candidates.into_iter().filter(of_type).collect();
        let alone = candidates.iter().find(|it| fits(&others, **it));
        if let Some(number) = alone.or(candidates.first()) {
            broken.push((Node::Number(*number), constraint.keyword()));
        }
    }
    broken
}

/// Returns multiples of the steps of other constraints that violate a bound.
fn multiples(constraint: &Constraint, others: &[&Constraint]) -> Vec<Number> {
    let (Constraint::Minimum(bound)
    | Constraint::Maximum(bound)
    | Constraint::ExclusiveMinimum(bound)
    | Constraint::ExclusiveMaximum(bound)) = constraint
    else {
        return Vec::new();
    };
    let around = |step: &Decimal| {
        let near = (bound.to_f64() / step.to_f64()) as i64;
        let times = near.saturating_sub(2)..=near.saturating_add(2);
        times
            .filter_map(|times| step.times(times))
            .collect::<Vec<_>>()
    };
    let found = steps(others).flat_map(around);
    let found = found.map(|value| match value.fract() == 0.0 {
        true => Number::Integer(value as i128),
        false => Number::Float(value),
    });
    found
        .filter(|number| !fits_number(constraint, *number))
        .collect()
}

/// Returns numbers that violate a constraint.
fn candidates(constraint: &Constraint, valid: Number, integer: bool) -> Vec<Number> {
    /// Beyond this, adding one may not change a number.
    const LARGE: f64 = 9e15;
    let around = |bound: &Decimal, sign: i64, inclusive: bool| {
        let near = bound.to_f64();
        let mut found = Vec::new();
        if near.abs() < LARGE {
            let whole = if sign < 0 { near.ceil() } else { near.floor() } as i128;
            let beyond = whole + i128::from(sign);
            let is_bound = bound.compare_integer(whole).is_eq();
            found.push(Number::Integer(if !inclusive && is_bound {
                whole
            } else {
                beyond
            }));
            if !integer {
                found.push(Number::Float(near + 0.5 * sign as f64));
            }
            found.push(Number::Integer(beyond));
        }
        found
    };
    match constraint {
        Constraint::Minimum(bound) => around(bound, -1, true),
        Constraint::Maximum(bound) => around(bound, 1, true),
        Constraint::ExclusiveMinimum(bound) => around(bound, -1, false),
        Constraint::ExclusiveMaximum(bound) => around(bound, 1, false),
        Constraint::MultipleOf(step) => {
            let near = valid.as_f64();
            let mut found: Vec<Number> = match valid.as_integer() {
                Some(value) => vec![Number::Integer(value + 1), Number::Integer(value - 1)],
                None => Vec::new(),
            };
            if !integer {
                let step = step.to_f64();
                found.extend([near + step / 2.0, near - step / 2.0, step / 3.0].map(Number::Float));
            }
            found.retain(|number| !fits_number(constraint, *number));
            found
        }
        Constraint::OneOfIntegers(_, values) => (0..=values.len() as i128 + 1)
            .chain([-1])
            .filter(|value| !values.iter().any(|it| i128::from(*it) == *value))
            .map(Number::Integer)
            .collect(),
        _ => Vec::new(),
    }
}
