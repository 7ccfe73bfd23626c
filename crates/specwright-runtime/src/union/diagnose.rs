//! Diagnoses a node that must be one of the variants of a union.

use super::{Fit, Place, Strategy, Variant, choose, fit, json_types, tag};
use crate::json::node::Node;
use crate::verdicts::Judging;
use crate::{Json, Path, Report};

/// Reports the violations of a node that must be one of the variants.
pub(super) fn diagnose(
    strategy: Strategy,
    variants: &'static [Variant],
    of: Place,
    node: &Node,
    at: &Path<'_>,
    report: &mut Report,
) {
    match strategy {
        Strategy::Discriminator(property) => match choose(strategy, variants, node) {
            Some(fit) => variants[fit.index()].diagnose(node, at, report),
            None => tag::diagnose(property, variants, of.schema, node, at, report),
        },
        Strategy::JsonType | Strategy::Constants => match choose(strategy, variants, node) {
            Some(fit) => variants[fit.index()].diagnose(node, at, report),
            None => inspect_none(variants, of, node, at, report),
        },
        Strategy::Order | Strategy::One | Strategy::Any | Strategy::Several => {
            let _judging = Judging::begin();
            let fit = fit(strategy, variants, node);
            report.keep(fit.kept as usize);
            match fit.count {
                0 => inspect_none(variants, of, node, at, report),
                1 => {}
                _ if strategy == Strategy::One => several(fit, of.schema, at, report),
                _ => {}
            }
        }
    }
}

/// Reports why no variant fits.
fn inspect_none(variants: &[Variant], of: Place, node: &Node, at: &Path<'_>, report: &mut Report) {
    let json_types = json_types(variants);
    let is_alike = json_types.overlaps(node.json_types());
    match tag::meant(variants, node) {
        Some(index) if !report.is_counting() => variants[index].diagnose(node, at, report),
        _ if is_alike => report.add(
            at,
            of.schema,
            of.keyword,
            "a value that fits one of the variants",
            node.kind(),
        ),
        _ => report.add(at, of.schema, of.keyword, json_types, node.kind()),
    }
}

/// Reports a value that fits several variants where it should fit one.
pub(super) fn check_one(
    variants: &'static [Variant],
    schema: &'static str,
    node: &Node,
    at: &Path<'_>,
    report: &mut Report,
) {
    let fit = fit(Strategy::One, variants, node);
    if fit.count > 1 {
        several(fit, schema, at, report);
    }
}

fn several(fit: Fit, schema: &'static str, at: &Path<'_>, report: &mut Report) {
    report.add(
        at,
        schema,
        "oneOf",
        "a value that fits one of the variants",
        format_args!("one that fits {}", fit.count),
    );
}

/// Reports the violations of a value that is held as several variants.
pub(super) fn check_several<T: Json>(
    parts: &[T],
    schema: &'static str,
    at: &Path<'_>,
    report: &mut Report,
) {
    if parts.is_empty() {
        report.add(at, schema, "anyOf", "a value of a variant", "none");
    }
    parts.iter().for_each(|part| part.check(at, report));
}
