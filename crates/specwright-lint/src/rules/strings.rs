//! Rules about strings.

use crate::context::Context;
use crate::findings::Findings;
use specwright_spec::{Fix, Location, Schema, quote};

/// Bounds of the length that repeat those of the pattern.
pub(super) fn length_repeats_pattern(context: &Context<'_>, found: &mut Findings) {
    each_ineffective_bound(context, |schema, bound| {
        if bound.value == bound.of_pattern {
            let at = schema.at.child(bound.keyword);
            let message = "a bound of the length repeats the pattern";
            let label = format!("`{}: {}`", bound.keyword, bound.value);
            let finding = found.at(&at, message).label(label);
            let finding = finding.also(pattern(schema), "the pattern");
            found.push(finding.fix(Fix::remove(&at)));
        }
    });
}

/// Bounds of the length that the pattern never reaches.
pub(super) fn length_against_pattern(context: &Context<'_>, found: &mut Findings) {
    each_ineffective_bound(context, |schema, bound| {
        if bound.value != bound.of_pattern {
            let (keyword, relation) = (bound.keyword, bound.relation);
            let characters = match bound.of_pattern {
                1 => "1 character".to_owned(),
                length => format!("{length} characters"),
            };
            let message = format!(
                "`{keyword}: {}` has no effect: the pattern {} admits {relation} {characters}",
                bound.value,
                quote(schema.pattern.as_deref().unwrap_or_default())
            );
            let help = "correct the pattern or the bound";
            let finding = found.at(&schema.at.child(keyword), message);
            found.push(finding.also(pattern(schema), "the pattern").help(help));
        }
    });
}

fn pattern(schema: &Schema) -> Location {
    schema.at.child("pattern")
}

/// A bound that the pattern implies.
struct Bound {
    keyword: &'static str,
    value: u64,
    /// The bound of the pattern.
    of_pattern: u64,
    relation: &'static str,
}

/// Calls a function for each bound of the length that the pattern implies.
fn each_ineffective_bound<'a>(context: &Context<'a>, mut visit: impl FnMut(&'a Schema, Bound)) {
    for (_, schema) in context.schemas() {
        let Some(facts) = schema.pattern.as_deref().and_then(|it| context.lengths(it)) else {
            continue;
        };
        let shortest = u64::from(facts.min_length);
        let longest = facts.max_length.map_or(u64::MAX, u64::from);
        let (least, most) = (schema.min_length, schema.max_length);
        // A pattern that refuses all lengths in the bounds is reported by another pass.
        if least.is_some_and(|it| it > longest) || most.is_some_and(|it| it < shortest) {
            continue;
        }
        if let Some(value) = least.filter(|it| *it <= shortest && *it > 0) {
            let (keyword, of_pattern, relation) = ("minLength", shortest, "at least");
            visit(
                schema,
                Bound {
                    keyword,
                    value,
                    of_pattern,
                    relation,
                },
            );
        }
        if let Some(value) = most.filter(|it| *it >= longest) {
            let (keyword, of_pattern, relation) = ("maxLength", longest, "at most");
            visit(
                schema,
                Bound {
                    keyword,
                    value,
                    of_pattern,
                    relation,
                },
            );
        }
    }
}
