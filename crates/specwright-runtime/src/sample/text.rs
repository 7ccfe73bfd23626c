//! Strings that satisfy or violate constraints.

use super::choices::Choices;
use super::formats::examples;
use super::outline::Text;
use crate::assertion::Matches;
use crate::format::Format;
use crate::{Constraint, Constraints};
use specwright_pattern::Sampler;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The number of strings that are tried.
const ATTEMPTS: u32 = 32;
/// The maximum length of a string beyond its minimum.
const SPREAD: u64 = 10;
/// Letters that are easily misread.
const ODD: &[char] = &[
    'é', '日', '🐲', ' ', '"', '\\', '/', '~', '\n', '%', '&', '<',
];

/// The constraints of strings of a place.
#[derive(Clone, Debug, Default)]
pub(super) struct Limits {
    pub(super) min: u64,
    pub(super) max: Option<u64>,
    patterns: Vec<(&'static str, Matches)>,
    formats: Vec<Format>,
    listed: Option<&'static [&'static str]>,
}

impl Limits {
    pub(super) fn of<'r>(constraints: impl IntoIterator<Item = &'r Constraint>) -> Self {
        let mut limits = Self::default();
        for constraint in constraints {
            match *constraint {
                Constraint::MinLength(limit) => limits.min = limits.min.max(limit),
                Constraint::MaxLength(limit) => {
                    limits.max = Some(limits.max.map_or(limit, |max| max.min(limit)));
                }
                Constraint::Pattern(source, matches) => limits.patterns.push((source, matches)),
                Constraint::Format(format) => limits.formats.push(format),
                Constraint::OneOf(_, values) => limits.listed = Some(values),
                _ => {}
            }
        }
        limits
    }

    /// Returns true if a string satisfies all of them.
    pub(super) fn admit(&self, text: &str) -> bool {
        self.admit_beside(text, Origin::Plain)
    }

    /// Returns true if a string satisfies all but the constraint that it was drawn from, whose check is under test.
    fn admit_beside(&self, text: &str, origin: Origin) -> bool {
        let length = text.chars().count() as u64;
        let patterns = usize::from(origin == Origin::Pattern);
        let formats = usize::from(origin == Origin::Format);
        length >= self.min
            && self.max.is_none_or(|max| length <= max)
            && self.patterns.iter().skip(patterns).all(|it| it.1(text))
            && self.formats.iter().skip(formats).all(|it| it.admits(text))
            && self.listed.is_none_or(|it| it.contains(&text))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Plain,
    Pattern,
    Format,
}

/// Draws a string that satisfies the constraints; `None` if none is found.
pub(super) fn draw(kind: Text, limits: &Limits, choices: &mut Choices) -> Option<String> {
    for attempt in 0..ATTEMPTS {
        choices.begin(attempt);
        let drawn = candidate(kind, limits, choices);
        choices.end(attempt);
        // Further attempts would find none either.
        let (text, origin) = drawn?;
        if limits.admit_beside(&text, origin) {
            return Some(text);
        }
    }
    None
}

fn candidate(kind: Text, limits: &Limits, choices: &mut Choices) -> Option<(String, Origin)> {
    if let Some(listed) = limits.listed {
        let at = choices.below(listed.len() as u32) as usize;
        return Some((String::from(*listed.get(at)?), Origin::Plain));
    }
    match kind {
        Text::Listed(values) if choices.below(2) == 0 => {
            let at = choices.below(values.len() as u32) as usize;
            return Some((String::from(*values.get(at)?), Origin::Plain));
        }
        _ => {}
    }
    if kind == Text::Format("byte") {
        return base64(limits, choices).map(|text| (text, Origin::Plain));
    }
    if let Text::Format(name) = kind {
        return example(name, limits, choices).map(|text| (text, Origin::Plain));
    }
    if let Some((source, matches)) = limits.patterns.first() {
        let sampler = sampler(source);
        let mut choose = |below| choices.below(below);
        let drawn = (*sampler)
            .as_ref()?
            .draw(limits.min, limits.max, &mut choose, matches);
        return drawn.map(|text| (text, Origin::Pattern));
    }
    if let Some(format) = limits.formats.first() {
        return example(format.name(), limits, choices).map(|text| (text, Origin::Format));
    }
    plain(kind, limits, choices).map(|text| (text, Origin::Plain))
}

fn example(name: &str, limits: &Limits, choices: &mut Choices) -> Option<String> {
    let fits = |text: &&&str| {
        let length = text.len() as u64;
        length >= limits.min && limits.max.is_none_or(|max| length <= max)
    };
    let fitting: Vec<&&str> = examples(name).iter().filter(fits).collect();
    let text = fitting.get(choices.below(fitting.len() as u32) as usize)?;
    Some(String::from(**text))
}

/// Draws Base64 of a length, a multiple of four.
fn base64(limits: &Limits, choices: &mut Choices) -> Option<String> {
    if limits.min > 4 || limits.max.is_some_and(|max| max < 4) {
        return Some("QUJD".repeat(limits.min.div_ceil(4).min(SPREAD * SPREAD) as usize));
    }
    example("byte", limits, choices)
}

fn plain(kind: Text, limits: &Limits, choices: &mut Choices) -> Option<String> {
    /// The maximum length, enough for any constraint that is worth a test.
    const LONGEST: u64 = 100_000;
    let spread = limits
        .max
        .map_or(SPREAD, |max| max.saturating_sub(limits.min));
    let length = limits.min + u64::from(choices.below(spread.min(SPREAD) as u32 + 1));
    let odd = kind == Text::Plain && choices.below(4) == 3;
    if length > LONGEST {
        return None;
    }
    let letter = |_| match choices.below(26 + if odd { ODD.len() as u32 } else { 0 }) {
        at @ 0..26 => char::from(b'a' + at as u8),
        at => ODD[at as usize - 26],
    };
    Some((0..length).map(letter).collect())
}

/// Returns the sampler of a pattern, which is created once.
fn sampler(source: &'static str) -> Rc<Option<Sampler>> {
    thread_local! {
        static KNOWN: RefCell<HashMap<&'static str, Rc<Option<Sampler>>>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        let made = known.entry(source);
        Rc::clone(made.or_insert_with(|| Rc::new(Sampler::new(source))))
    })
}

/// Returns strings that violate one constraint and, if possible, no other; `valid` satisfies all.
pub(super) fn breaks(
    kind: Text,
    constraints: &[Constraints],
    valid: &str,
    choices: &mut Choices,
) -> Vec<(String, &'static str)> {
    let of_place = |place: &Constraints| {
        let place = *place;
        place
            .constraints
            .iter()
            .map(move |it| (it, place.keyword_of(it)))
    };
    let all: Vec<(&Constraint, &'static str)> = constraints.iter().flat_map(of_place).collect();
    let mut broken = Vec::new();
    for (index, (constraint, keyword)) in all.iter().enumerate() {
        let others = || {
            all.iter()
                .enumerate()
                .filter(|it| it.0 != index)
                .map(|it| it.1.0)
        };
        let limits = Limits::of(others());
        let candidates: Vec<String> = candidates(constraint, &limits, valid, choices)
            .into_iter()
            .filter(|text| is_of(kind, text))
            .collect();
        let alone = candidates.iter().find(|text| limits.admit(text));
        if let Some(text) = alone.or(candidates.first()) {
            broken.push((text.clone(), *keyword));
        }
    }
    broken
}

/// Returns true if a string is of the format of its type, so that the constraints are checked.
fn is_of(kind: Text, text: &str) -> bool {
    use crate::format::{BYTE, DATE, DATE_TIME, IPV4, IPV6, ISO_DURATION, URI_REFERENCE, UUID};
    let Text::Format(name) = kind else {
        return true;
    };
    let format = match name {
        "byte" => BYTE,
        "date" => DATE,
        "date-time" => DATE_TIME,
        "duration" => ISO_DURATION,
        "ipv4" => IPV4,
        "ipv6" => IPV6,
        "uri" => URI_REFERENCE,
        "uuid" => UUID,
        _ => return false,
    };
    format.admits(text)
}

/// Returns strings that violate a constraint.
fn candidates(
    constraint: &Constraint,
    others: &Limits,
    valid: &str,
    choices: &mut Choices,
) -> Vec<String> {
    /// The maximum length of a string that exceeds `maxLength`, unless that is larger.
    const LONGEST: u64 = 5_000;
    match *constraint {
        Constraint::MinLength(limit) if (1..LONGEST).contains(&limit) => {
            let shorter = valid.chars().take(limit as usize - 1).collect();
            let limits = Limits {
                min: 0,
                max: Some(limit - 1),
                ..others.clone()
            };
            let drawn = draw(Text::Plain, &limits, choices);
            drawn.into_iter().chain([shorter]).collect()
        }
        Constraint::MaxLength(limit) if limit < LONGEST => {
            let mut longer = valid.to_owned();
            let last = valid.chars().next_back().unwrap_or('a');
            let missing = limit as usize + 1 - valid.chars().count().min(limit as usize);
            longer.extend(std::iter::repeat_n(last, missing));
            let limits = Limits {
                min: limit + 1,
                max: None,
                ..others.clone()
            };
            let drawn = draw(Text::Plain, &limits, choices);
            drawn.into_iter().chain([longer]).collect()
        }
        Constraint::Pattern(source, matches) => {
            // The generated matcher is under test, so it does not check the string.
            let sampler = sampler(source);
            let judge = |text: &String| (*sampler).as_ref()?.admits(text);
            let admits = |text: &String| judge(text).unwrap_or_else(|| matches(text));
            changed(valid).filter(|text| !admits(text)).collect()
        }
        Constraint::Format(format) => changed(valid).filter(|text| !format.admits(text)).collect(),
        Constraint::OneOf(_, values) => changed(valid)
            .filter(|text| !values.contains(&text.as_str()))
            .collect(),
        _ => Vec::new(),
    }
}

/// Returns strings that differ a little.
fn changed(valid: &str) -> impl Iterator<Item = String> {
    /// In a longer string, the rest is like the beginning.
    const LOOKED_AT: usize = 48;
    const STRANGE: [&str; 8] = ["~", " ", "!", "0", "a", "A", "\n", "🐲"];
    let replaced = valid
        .char_indices()
        .take(LOOKED_AT)
        .flat_map(|(at, letter)| {
            let end = at + letter.len_utf8();
            STRANGE.map(|strange| [&valid[..at], strange, &valid[end..]].concat())
        });
    let longer = STRANGE.map(|strange| [valid, strange].concat());
    let cut = valid
        .char_indices()
        .take(LOOKED_AT)
        .map(|(at, _)| valid[..at].to_owned());
    let others = ["", " ", "%", "\u{0}", "not it"].map(str::to_owned);
    let all: Vec<String> = replaced.chain(longer).chain(cut).chain(others).collect();
    all.into_iter()
}
