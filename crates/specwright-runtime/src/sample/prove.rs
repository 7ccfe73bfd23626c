//! Proves by samples that a type reads, validates and writes according to its document.

use super::breaks::{Breaks, is_valid};
use super::choices::Choices;
use super::draw::{Missing, draw};
use super::outline::OutlineFn;
use crate::json::node::Node;
use crate::json::{self, Error, Json};
use crate::{Constraints, Path, Report, Violations};
use std::collections::BTreeSet;

/// The result of a proof.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// The number of valid values that were read, validated, written, read and written again without a change.
    pub samples: u32,
    /// The number of broken values that were refused with their keyword at their place.
    pub broken: u32,
    /// The reason why a seed has no value.
    pub missing: Option<Missing>,
    /// The failures, each a bug.
    pub faults: Vec<String>,
    /// The schemas and the keywords that the violations of broken values name.
    pub constraints: BTreeSet<(String, &'static str)>,
}

/// The functions of a type that are proved.
#[derive(Clone, Copy)]
struct Type {
    outline_of: OutlineFn,
    /// Reads, validates and writes.
    pass: fn(&str) -> Result<String, Error>,
    diagnose: fn(&Node, &Path<'_>, Constraints, &mut Report),
}

/// Proves a type by the samples of the seeds below a number, and by the changes that break the first two of these, up to a
/// maximum.
///
/// A valid value must be read and validated, its written form must have all of it, and defaults only beyond it, and must be read and
/// written without a change. A broken value must be refused for its reason.
pub fn prove<T: Json>(seeds: u64) -> Proof {
    let ty = Type {
        outline_of: T::outline,
        pass: |json| {
            let value: T = json::from_text(json)?;
            let written = json::to_vec(&value).unwrap_or_default();
            Ok(String::from_utf8(written).unwrap_or_default())
        },
        diagnose: T::diagnose,
    };
    prove_type(ty, seeds)
}

fn prove_type(ty: Type, seeds: u64) -> Proof {
    /// The seeds whose values are broken: the minimal one, and the one with every optional part.
    const BROKEN: u64 = 2;
    /// A type without a value for so many seeds is taken to have none, since further attempts take long.
    const ENOUGH: u64 = 3;
    let mut proof = Proof::default();
    for seed in 0..seeds {
        if seed == ENOUGH
            && proof.missing.is_some()
            && proof.samples == 0
            && proof.faults.is_empty()
        {
            break;
        }
        let mut choices = Choices::of_seed(seed);
        let node = match draw(ty.outline_of, &mut choices) {
            Ok(node) => node,
            Err(missing) => {
                proof.missing = Some(missing);
                continue;
            }
        };
        match sample(ty, &node) {
            Ok(()) => proof.samples += 1,
            Err(fault) => {
                proof
                    .faults
                    .push(format!("seed {seed}: {fault}: {}", shown(&node)));
                continue;
            }
        }
        if seed < BROKEN {
            prove_broken(
                ty,
                Breaks::new(ty.outline_of, Some(node), choices),
                &mut proof,
            );
        }
    }
    proof
}

fn prove_broken(ty: Type, all: Breaks, proof: &mut Proof) {
    /// The maximum number of changes; inner values are proved with their own types as well.
    const MOST: usize = 400;
    let step = all.len().div_ceil(MOST).max(1);
    for broken in all.step_by(step) {
        let outcome = (ty.pass)(broken.json());
        if let Err(Error::Violations(found)) = &outcome {
            let named = found
                .iter()
                .map(|it| (it.schema().to_owned(), it.keyword()));
            proof.constraints.extend(named);
        }
        let fault = match outcome {
            Ok(_) => "is accepted".to_owned(),
            Err(Error::Syntax(error)) => format!("is no JSON: {error}"),
            Err(Error::Violations(found)) if names_constraint(&found, &broken) => {
                proof.broken += 1;
                continue;
            }
            Err(Error::Violations(found)) => format!("is refused for {}", reasons(&found)),
        };
        let (instance, keyword) = (broken.instance(), broken.keyword());
        let json = cut(broken.json());
        proof
            .faults
            .push(format!("{keyword} at {instance:?} {fault}: {json}"));
    }
}

/// Returns true if the violations name the broken constraint. For a value that fits no variant, they name the union, or the
/// violations of the nearest variant.
fn names_constraint(found: &Violations, broken: &super::Broken) -> bool {
    let is_choice = matches!(broken.keyword(), "oneOf" | "anyOf");
    let is_it = |it: &crate::Violation| match is_choice {
        true => it.instance().starts_with(broken.instance()),
        false => it.instance() == broken.instance() && it.keyword() == broken.keyword(),
    };
    found.iter().any(is_it) || !found.is_complete()
}

fn reasons(found: &Violations) -> String {
    let reasons = found.iter().take(4);
    let reasons =
        reasons.map(|it| format!("{} at {:?} of {}", it.keyword(), it.instance(), it.schema()));
    reasons.collect::<Vec<_>>().join(", ")
}

/// Returns the reason why a valid value is refused or changed.
fn sample(ty: Type, node: &Node) -> Result<(), String> {
    let json = node.to_json().ok_or("cannot be written")?;
    let why = |error: Error| match error {
        Error::Syntax(error) => error.to_string(),
        Error::Violations(found) => format!("{found} ({})", reasons(&found)),
    };
    let written = (ty.pass)(&json).map_err(|error| format!("refused: {}", why(error)))?;
    if !is_valid(ty.diagnose, node) {
        return Err("read, but reported when looked at".to_owned());
    }
    let again = (ty.pass)(&written).map_err(|error| format!("refused again: {}", why(error)))?;
    if again != written {
        return Err(format!("written as {} and {}", cut(&written), cut(&again)));
    }
    let back: Node = serde_json::from_str(&written).map_err(|error| error.to_string())?;
    match lost(node, &back, "") {
        None => Ok(()),
        Some(place) => Err(format!("lost at {place:?} in {}", cut(&written))),
    }
}

/// Returns the place of a part that another value lacks.
fn lost(node: &Node, other: &Node, at: &str) -> Option<String> {
    match (node, other) {
        (Node::Object(properties), Node::Object(_)) => {
            properties.iter().find_map(|(name, value)| {
                let at = format!("{at}/{name}");
                match other.get(name) {
                    Some(other) => lost(value, other, &at),
                    None => Some(at),
                }
            })
        }
        (Node::Array(items), Node::Array(others)) if items.len() == others.len() => {
            let mut pairs = items.iter().zip(others).enumerate();
            pairs.find_map(|(index, (item, other))| lost(item, other, &format!("{at}/{index}")))
        }
        _ if node.is(other) => None,
        _ => Some(at.to_owned()),
    }
}

fn shown(node: &Node) -> String {
    cut(&node.to_json().unwrap_or_default())
}

fn cut(text: &str) -> String {
    const LONGEST: usize = 600;
    text.chars().take(LONGEST).collect()
}
