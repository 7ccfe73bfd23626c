//! Inclusion of strings: lengths and patterns, if necessary as automata.

use std::rc::Rc;

use specwright_pattern::Language;

use super::scalars::format_within;
use super::{Inclusion, Inclusions};
use crate::form::{Pool, TextForm};

impl<'d> Inclusions<'d> {
    pub(super) fn texts_within(&mut self, inner: &TextForm<'d>, outer: &TextForm<'d>) -> Inclusion {
        let value = |held: &Option<crate::form::Held<&'d str>>| held.as_ref().map(|it| it.value);
        let is_free = |own, other: Option<&str>| other.is_none() || own == other;
        if !format_within(value(&inner.format), value(&outer.format))
            || !is_free(value(&inner.encoding), value(&outer.encoding))
            || !is_free(value(&inner.media_type), value(&outer.media_type))
        {
            return Inclusion::No;
        }
        if is_within_by_keywords(inner, outer) {
            return Inclusion::Yes;
        }
        if inner.patterns.is_empty() && outer.patterns.is_empty() {
            return Inclusion::No;
        }
        match languages(&mut self.pool, inner, outer) {
            Some((one, other)) => match one.is_within(&other) {
                Some(is_within) => Inclusion::of(is_within),
                None => Inclusion::unknown("the automaton of both patterns is too large"),
            },
            None => Inclusion::unknown("a pattern has no automaton within the limits"),
        }
    }
}

/// Returns true if each keyword of the second form is implied by one of the first.
fn is_within_by_keywords(inner: &TextForm<'_>, outer: &TextForm<'_>) -> bool {
    let least = inner.min_length.as_ref().map_or(0, |it| it.value);
    let most = inner.max_length.as_ref().map_or(u64::MAX, |it| it.value);
    let patterns = outer
        .patterns
        .iter()
        .all(|it| inner.patterns.iter().any(|own| own.value == it.value));
    outer.min_length.as_ref().is_none_or(|it| least >= it.value)
        && outer.max_length.as_ref().is_none_or(|it| most <= it.value)
        && patterns
}

/// Returns the languages of two forms, with lengths where one constrains them; `None` if one has no automaton.
pub(crate) fn languages<'d>(
    pool: &mut Pool<'d>,
    one: &TextForm<'d>,
    other: &TextForm<'d>,
) -> Option<(Rc<Language>, Rc<Language>)> {
    let has_lengths = |form: &TextForm<'_>| form.min_length.is_some() || form.max_length.is_some();
    let lengths = |form: &TextForm<'_>| {
        let min = form.min_length.as_ref().map_or(0, |it| it.value);
        let max = form.max_length.as_ref().map(|it| it.value);
        (min, max)
    };
    let with_lengths = lengths(one) != lengths(other) && (has_lengths(one) || has_lengths(other));
    let mut language = |form: &TextForm<'d>| {
        let mut whole: Option<Rc<Language>> = None;
        for pattern in &form.patterns {
            let next = pool.language(pattern.value)?;
            whole = Some(match whole {
                Some(whole) => Rc::new(whole.intersect(&next)?),
                None => next,
            });
        }
        let (min, max) = match with_lengths {
            true => lengths(form),
            false => (0, None),
        };
        if min > 0 || max.is_some() || whole.is_none() {
            let max = max.map(u32::try_from).transpose().ok()?;
            let length = Language::of_length(u32::try_from(min).ok()?, max)?;
            whole = Some(Rc::new(match whole {
                Some(whole) => whole.intersect(&length)?,
                None => length,
            }));
        }
        whole
    };
    Some((language(one)?, language(other)?))
}
