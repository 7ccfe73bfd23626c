//! Strings: lengths, patterns, formats and encodings.

use specwright_pattern::compile;
use specwright_spec::{Document, SchemaId};

use super::Held;
use super::numbers::is_numeric;

/// The constraints of strings.
#[derive(Clone, Debug, Default)]
pub(crate) struct TextForm<'d> {
    pub min_length: Option<Held<u64>>,
    pub max_length: Option<Held<u64>>,
    /// The patterns of all schemas, each once, in alphabetical order.
    pub patterns: Vec<Held<&'d str>>,
    pub format: Option<Held<&'d str>>,
    pub encoding: Option<Held<&'d str>>,
    pub media_type: Option<Held<&'d str>>,
}

impl<'d> TextForm<'d> {
    pub(super) fn of(document: &'d Document, parts: &[SchemaId]) -> Self {
        let mut form = Self::default();
        for &owner in parts {
            let schema = &document.schemas[owner];
            tighten_min(&mut form.min_length, schema.min_length, owner);
            tighten_max(&mut form.max_length, schema.max_length, owner);
            if let Some(pattern) = schema.pattern.as_deref().filter(|it| !matches_all(it)) {
                form.patterns.push(Held {
                    value: pattern,
                    owner,
                });
            }
            let first = |held: Option<Held<&'d str>>, text: &'d Option<String>| {
                held.or(text.as_deref().map(|value| Held { value, owner }))
            };
            let admits_numbers = schema
                .types
                .is_none_or(|types| types.number || types.integer);
            if !(admits_numbers && schema.format.as_deref().is_some_and(is_numeric)) {
                form.format = first(form.format.take(), &schema.format);
            }
            form.encoding = first(form.encoding.take(), &schema.content_encoding);
            form.media_type = first(form.media_type.take(), &schema.content_media_type);
        }
        form.patterns.sort_by_key(|it| it.value);
        form.patterns.dedup_by_key(|it| it.value);
        form
    }

    pub(super) fn is_anything(&self) -> bool {
        let Self {
            min_length,
            max_length,
            patterns,
            format,
            encoding,
            media_type,
        } = self;
        min_length.is_none()
            && max_length.is_none()
            && patterns.is_empty()
            && [format, encoding, media_type].iter().all(|it| it.is_none())
    }

    /// Returns true if a string satisfies the lengths and patterns; a pattern that cannot be matched is satisfied.
    pub(crate) fn admits(&self, text: &str) -> bool {
        let length = text.chars().count() as u64;
        let is_matched = |pattern: &Held<&str>| {
            let compiled = compile(pattern.value).ok();
            compiled.and_then(|it| it.is_match(text)).unwrap_or(true)
        };
        self.min_length.as_ref().is_none_or(|it| length >= it.value)
            && self.max_length.as_ref().is_none_or(|it| length <= it.value)
            && self.patterns.iter().all(is_matched)
    }
}

/// Returns true for the usual patterns that match any text.
fn matches_all(pattern: &str) -> bool {
    ["", "^", "$", ".*", "^[\\s\\S]*$", "^[^]*$"].contains(&pattern)
}

/// Keeps the greater of two lower limits; 0 is none.
pub(super) fn tighten_min(held: &mut Option<Held<u64>>, value: Option<u64>, owner: SchemaId) {
    if let Some(value) = value.filter(|it| *it > 0)
        && held.as_ref().is_none_or(|it| it.value < value)
    {
        *held = Some(Held { value, owner });
    }
}

/// Keeps the lesser of two upper limits.
pub(super) fn tighten_max(held: &mut Option<Held<u64>>, value: Option<u64>, owner: SchemaId) {
    if let Some(value) = value
        && held.as_ref().is_none_or(|it| it.value > value)
    {
        *held = Some(Held { value, owner });
    }
}
