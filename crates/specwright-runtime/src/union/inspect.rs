//! Everything that keeps a value from being one of the variants of a union.

use super::{Fit, Tag, Variant, choose, fit, kinds};
use crate::json::node::Node;
use crate::verdicts::Judging;
use crate::{Json, Path, Report, Rules};
use std::fmt;

/// Reports what keeps a node from being one of the variants.
pub(super) fn inspect(
    tag: Tag,
    variants: &'static [Variant],
    schema: &'static str,
    node: &Node,
    at: &Path<'_>,
    report: &mut Report,
) {
    match tag {
        Tag::Discriminator(property) => match choose(tag, variants, node) {
            Some(fit) => variants[fit.index()].inspect(node, at, report),
            None => inspect_tag(property, variants, schema, node, at, report),
        },
        Tag::JsonType => match choose(tag, variants, node) {
            Some(fit) => variants[fit.index()].inspect(node, at, report),
            None => {
                Rules::new(schema, &[]).wrong_type(&kinds(variants).to_string(), node, at, report)
            }
        },
        Tag::Order | Tag::One | Tag::Any | Tag::Several => {
            let _judging = Judging::begin();
            let fit = fit(tag, variants, node);
            report.keep(fit.kept as usize);
            match fit.count {
                0 => inspect_none(tag, variants, schema, node, at, report),
                1 => {}
                _ if tag == Tag::One => several(fit, schema, at, report),
                _ => {}
            }
        }
    }
}

/// Reports why no variant fits.
fn inspect_none(
    tag: Tag,
    variants: &[Variant],
    schema: &'static str,
    node: &Node,
    at: &Path<'_>,
    report: &mut Report,
) {
    // If only one has the JSON type of the value, it is the one that was meant.
    let mut alike = variants
        .iter()
        .filter(|variant| variant.kinds.overlaps(node.kinds()));
    match (alike.next(), alike.next()) {
        (Some(variant), None) if !report.is_counting() => variant.inspect(node, at, report),
        (Some(_), _) => report.add(
            at,
            schema,
            tag.keyword(),
            "a value that fits one of the variants",
            node.kind(),
        ),
        (None, _) => {
            Rules::new(schema, &[]).wrong_type(&kinds(variants).to_string(), node, at, report)
        }
    }
}

fn inspect_tag(
    property: &str,
    variants: &[Variant],
    schema: &'static str,
    node: &Node,
    at: &Path<'_>,
    report: &mut Report,
) {
    let tags = fmt::from_fn(|f| {
        let mut tags = variants.iter().flat_map(|variant| variant.tags);
        write!(f, "`{}`", tags.next().unwrap_or(&""))?;
        tags.try_for_each(|tag| write!(f, " or `{tag}`"))
    });
    let nothing = Rules::new(schema, &[]);
    match (node, node.get(property)) {
        (Node::Object(_), Some(value)) => match value.as_text() {
            Some(text) => report.add(
                &at.property(property),
                schema,
                "discriminator",
                tags,
                crate::rules::Shown(text),
            ),
            None => nothing.wrong_type("a string", value, &at.property(property), report),
        },
        (Node::Object(_), None) => report.add(
            at,
            schema,
            "required",
            format_args!("the property `{property}`"),
            "",
        ),
        _ => nothing.wrong_type("an object", node, at, report),
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
    let fit = fit(Tag::One, variants, node);
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

/// Reports what is wrong with a value that is held as several variants.
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
