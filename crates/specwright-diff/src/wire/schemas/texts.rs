//! Strings: patterns, formats and encodings.

use super::limits;
use super::numbers::or_none;
use super::pair::{At, Context};
use crate::form::{Held, Pool, TextForm};
use crate::inclusion::languages;
use crate::rules::{BREAKS, Effect, Level, NARROWS, RISKS, WIDENS, declare_rules};

/// Formats of strings are checked by some programs only.
const ADDS_FORMAT: Effect = NARROWS;
const REMOVES_FORMAT: Effect = (Level::Compatible, Level::Breaking);

declare_rules! { "strings":
    PATTERN_ADDED = "pattern-added", NARROWS, "Strings must match a pattern";
    PATTERN_REMOVED = "pattern-removed", WIDENS, "Strings need not match a pattern";
    PATTERN_NARROWED = "pattern-narrowed", NARROWS, "The pattern matches fewer strings";
    PATTERN_WIDENED = "pattern-widened", WIDENS, "The pattern matches more strings";
    PATTERN_CHANGED = "pattern-changed", BREAKS, "The pattern matches other strings; if it cannot be decided, the verdict is undecided";
    FORMAT_ADDED = "string-format-added", ADDS_FORMAT, "Strings have a format";
    FORMAT_REMOVED = "string-format-removed", REMOVES_FORMAT, "Strings no longer have a format";
    FORMAT_CHANGED = "string-format-changed", BREAKS, "Strings have another format";
    UNKNOWN_FORMAT_CHANGED = "unknown-format-changed", RISKS, "A format that no standard defines was added, removed or changed";
    ENCODING_CHANGED = "content-encoding-changed", BREAKS, "The bytes in a string are encoded in another way";
    MEDIA_TYPE_CHANGED = "content-media-type-changed", BREAKS, "The contents of a string have another media type";
}

/// The formats that OpenAPI or JSON Schema defines.
const FORMATS: [&str; 27] = [
    "date-time",
    "date",
    "time",
    "duration",
    "email",
    "idn-email",
    "hostname",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "uri",
    "uri-reference",
    "iri",
    "iri-reference",
    "uuid",
    "uri-template",
    "json-pointer",
    "relative-json-pointer",
    "regex",
    "byte",
    "binary",
    "base64url",
    "char",
    "http-date",
    "media-range",
    "int64",
    "decimal",
];

/// Formats that only tell how a value is shown.
const HINTS: [&str; 4] = ["password", "html", "commonmark", "string"];

/// Compares the constraints of strings.
pub(super) fn compare<'d>(context: &mut Context<'_, 'd>, old: &TextForm<'d>, new: &TextForm<'d>) {
    let TextForm {
        min_length,
        max_length,
        patterns: _,
        format,
        encoding,
        media_type,
    } = old;
    if !compare_languages(context, old, new) {
        limits::compare_count(context, &limits::MIN_LENGTH, (min_length, &new.min_length));
        limits::compare_count(context, &limits::MAX_LENGTH, (max_length, &new.max_length));
    }
    compare_formats(context, format, &new.format);
    let changes = [
        (
            &ENCODING_CHANGED,
            encoding,
            &new.encoding,
            "contentEncoding",
        ),
        (
            &MEDIA_TYPE_CHANGED,
            media_type,
            &new.media_type,
            "contentMediaType",
        ),
    ];
    for (rule, old, new, keyword) in changes {
        let (before, after) = (value(old), value(new));
        if before.as_ref().map(|it| it.to_ascii_lowercase())
            != after.as_ref().map(|it| it.to_ascii_lowercase())
        {
            let message = format!(
                "{keyword} changed from {} to {}",
                or_none(&before),
                or_none(&after)
            );
            let finding = context.tell(rule, at(old, new, keyword), &message);
            (finding.before, finding.after) = (before, after);
        }
    }
}

fn value(held: &Option<Held<&str>>) -> Option<String> {
    held.as_ref().map(|it| it.value.to_owned())
}

fn at<'k>(old: &Option<Held<&str>>, new: &Option<Held<&str>>, keyword: &'k str) -> At<'k> {
    At {
        old: old.as_ref().map(|it| it.owner),
        new: new.as_ref().map(|it| it.owner),
        keyword,
    }
}

/// Returns whether the new strings are within the old ones, and the reverse, if automata decide it.
fn inclusions<'d>(
    pool: &mut Pool<'d>,
    old: &TextForm<'d>,
    new: &TextForm<'d>,
) -> Option<(bool, bool)> {
    let (old, new) = languages(pool, old, new)?;
    Some((new.is_within(&old)?, old.is_within(&new)?))
}

/// Returns whether the new patterns are within the old ones, and the reverse: by automata, or by the list of patterns.
fn pattern_inclusions<'d>(
    pool: &mut Pool<'d>,
    old: &TextForm<'d>,
    new: &TextForm<'d>,
) -> Option<(bool, bool)> {
    let alone = |form: &TextForm<'d>| TextForm {
        patterns: form.patterns.clone(),
        ..TextForm::default()
    };
    let decided = inclusions(pool, &alone(old), &alone(new));
    let is_within = |one: &TextForm<'_>, other: &TextForm<'_>| {
        other
            .patterns
            .iter()
            .all(|it| one.patterns.iter().any(|own| own.value == it.value))
    };
    match (is_within(new, old), is_within(old, new)) {
        (false, false) => decided.or_else(|| inclusions(pool, old, new)),
        listed => Some(decided.unwrap_or(listed)),
    }
}

/// Compares the patterns. Returns true if the languages with their lengths are equal, so that limits need not be compared.
fn compare_languages<'d>(
    context: &mut Context<'_, 'd>,
    old: &TextForm<'d>,
    new: &TextForm<'d>,
) -> bool {
    let texts = |form: &TextForm<'_>| -> Vec<String> {
        form.patterns.iter().map(|it| it.value.to_owned()).collect()
    };
    let (before, after) = (texts(old), texts(new));
    if before.is_empty() && after.is_empty() {
        return false;
    }
    let pool = context.pool();
    if inclusions(pool, old, new) == Some((true, true)) {
        return true;
    }
    let known = pattern_inclusions(pool, old, new);
    let rule = match (before.is_empty(), after.is_empty(), known) {
        (_, _, Some((true, true))) => return false,
        (true, _, _) => &PATTERN_ADDED,
        (_, true, _) => &PATTERN_REMOVED,
        (_, _, Some((true, false))) => &PATTERN_NARROWED,
        (_, _, Some((false, true))) => &PATTERN_WIDENED,
        _ => &PATTERN_CHANGED,
    };
    let owner = |form: &TextForm<'_>| form.patterns.first().map(|it| it.owner);
    let at = At {
        old: owner(old),
        new: owner(new),
        keyword: "pattern",
    };
    let text = |patterns: Vec<String>| (!patterns.is_empty()).then(|| patterns.join(" and "));
    let (before, after) = (text(before), text(after));
    let message = format!(
        "pattern changed from {} to {}",
        or_none(&before),
        or_none(&after)
    );
    let finding = context.tell(rule, at, &message);
    (finding.before, finding.after) = (before, after);
    if known.is_none() {
        finding.undecided = Some(
            "the automata of both patterns were compared up to the limit of their size".to_owned(),
        );
    }
    false
}

fn compare_formats(
    context: &mut Context<'_, '_>,
    old: &Option<Held<&str>>,
    new: &Option<Held<&str>>,
) {
    let relevant =
        |held: &Option<Held<&str>>| value(held).filter(|it| !HINTS.contains(&it.as_str()));
    let (before, after) = (relevant(old), relevant(new));
    if before == after {
        return;
    }
    let is_known = |format: &Option<String>| {
        format
            .as_ref()
            .is_none_or(|it| FORMATS.contains(&it.as_str()))
    };
    let rule = match (&before, &after) {
        _ if !is_known(&before) && !is_known(&after) => &UNKNOWN_FORMAT_CHANGED,
        (None, _) if !is_known(&after) => &UNKNOWN_FORMAT_CHANGED,
        (_, None) if !is_known(&before) => &UNKNOWN_FORMAT_CHANGED,
        (None, _) => &FORMAT_ADDED,
        (_, None) => &FORMAT_REMOVED,
        _ => &FORMAT_CHANGED,
    };
    let message = format!(
        "format changed from {} to {}",
        or_none(&before),
        or_none(&after)
    );
    let finding = context.tell(rule, at(old, new, "format"), &message);
    (finding.before, finding.after) = (before, after);
}
