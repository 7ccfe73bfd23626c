//! Diagnoses a node that must be one of the variants of a union.

use super::{Strategy, UnionSite, Variant, VariantMatch, choose, fit, json_types, tag};
use crate::json::node::Node;
use crate::shown::beginning;
use crate::verdicts::Judging;
use crate::{Json, Path, Report};
use std::cell::Cell;

/// Reports the violations of a node that must be one of the variants.
pub(super) fn diagnose(
    strategy: Strategy,
    variants: &'static [Variant],
    of: UnionSite,
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
fn inspect_none(
    variants: &[Variant],
    of: UnionSite,
    node: &Node,
    at: &Path<'_>,
    report: &mut Report,
) {
    let json_types = json_types(variants);
    let is_alike = json_types.overlaps(node.json_types());
    match tag::meant(variants, node) {
        Some(index) if !report.is_counting() => variants[index].diagnose(node, at, report),
        _ if is_alike => {
            let reasons = reasons(variants, node, report);
            report.add(
                at,
                of.schema,
                of.keyword,
                format_args!("a value that fits one of the variants{reasons}"),
                node.kind(),
            );
        }
        _ => report.add(at, of.schema, of.keyword, json_types, node.kind()),
    }
}

/// The number of variants whose reason is shown, and the bytes of each.
const MAX_REASONS: usize = 4;
const LONGEST_REASON: usize = 60;

thread_local! {
    /// True while the reasons of a union are collected: inner unions show none, so that each part of a value is diagnosed once more only.
    static EXPLAINING: Cell<bool> = const { Cell::new(false) };
}

/// Returns the first violation of the node as each variant: where it is and what is expected there, as the document says it.
pub(super) fn reasons(variants: &[Variant], node: &Node, report: &Report) -> String {
    if report.is_counting() || EXPLAINING.replace(true) {
        return String::new();
    }
    let alike = variants.iter();
    let alike = alike.filter(|it| it.json_types.overlaps(node.json_types()));
    let mut texts: Vec<String> = alike
        .clone()
        .take(MAX_REASONS)
        .filter_map(|it| reason(it, node))
        .collect();
    EXPLAINING.set(false);
    let more = alike.count().saturating_sub(MAX_REASONS);
    if more > 0 {
        texts.push(format!("{more} others"));
    }
    match texts.is_empty() {
        true => String::new(),
        false => format!(" ({})", texts.join("; ")),
    }
}

/// Returns the first violation of a node as a variant.
fn reason(variant: &Variant, node: &Node) -> Option<String> {
    let mut report = Report::default();
    variant.diagnose(node, &Path::ROOT, &mut report);
    let violations = report.finish().err()?;
    let first = violations.iter().next()?;
    let place = match first.instance() {
        "" => String::new(),
        instance => format!("`{instance}`: "),
    };
    Some(beginning(
        format_args!("{place}{}", first.expected()),
        LONGEST_REASON,
    ))
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

fn several(fit: VariantMatch, schema: &'static str, at: &Path<'_>, report: &mut Report) {
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
