//! The checks of strings: patterns and formats.

use crate::config::{Config, Formats};
use serde::Serialize;
use specwright_ir::{Api, Format, Matcher};
use specwright_lower::type_of_format;
use specwright_spec::{Document, Schema};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The patterns of a document by the code that matches them. Equal patterns count once.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct PatternFacts {
    /// The number of patterns.
    pub total: usize,
    /// Comparisons in a row, without a table.
    pub straight_line: usize,
    /// A table of states: one look-up for each byte.
    pub table: usize,
    /// A program in linear time.
    pub program: usize,
    /// A program whose steps are limited: a text that needs more is rejected.
    pub budgeted: usize,
}

/// The use of a format of strings.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct FormatFacts {
    /// The format.
    pub format: String,
    /// The number of schemas with the format.
    pub places: usize,
    /// The Rust type of the values; none for a plain string.
    pub becomes: Option<String>,
    /// True if values are validated.
    pub checked: bool,
}

/// The formats that mean something else than a form of text: bytes, and a string that is not shown.
const OTHERS: [&str; 2] = ["binary", "password"];

pub(super) fn patterns(api: &Api) -> PatternFacts {
    let mut facts = PatternFacts {
        total: api.patterns.len(),
        ..PatternFacts::default()
    };
    for pattern in &api.patterns {
        *match &pattern.matcher {
            Matcher::Program(it) if it.machine().may_be_costly() => &mut facts.budgeted,
            Matcher::Program(_) => &mut facts.program,
            matcher if has_table(matcher) => &mut facts.table,
            _ => &mut facts.straight_line,
        } += 1;
    }
    facts
}

fn has_table(matcher: &Matcher) -> bool {
    match matcher {
        Matcher::Table(_) => true,
        Matcher::All(parts) => parts.iter().any(|it| has_table(&it.matcher)),
        _ => false,
    }
}

/// Returns the formats of the strings of a document, the most frequent first.
pub(super) fn formats(document: &Document, config: &Config) -> Vec<FormatFacts> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, schema) in document.schemas.iter() {
        let Some(format) = schema.format.as_deref() else {
            continue;
        };
        if is_text(schema, format) && !document.excludes(&schema.at) {
            *counts.entry(format).or_default() += 1;
        }
    }
    let uses = counts.into_iter();
    let mut uses: Vec<FormatFacts> = uses
        .map(|(format, places)| format_use(format, places, config))
        .collect();
    uses.sort_by_key(|it| Reverse(it.places));
    uses
}

/// Returns true if the values of a schema are strings, and not listed.
fn is_text(schema: &Schema, format: &str) -> bool {
    let is_string = match schema.types {
        Some(types) => types.string,
        None => Format::named(format).is_some(),
    };
    is_string && schema.enumeration.is_none() && !OTHERS.contains(&format)
}

fn format_use(format: &str, places: usize, config: &Config) -> FormatFacts {
    let foreign = config.types.iter();
    let mut foreign = foreign.filter(|(key, _)| key.0.strip_prefix("format:") == Some(format));
    let typed = || match config.schemas.formats {
        Formats::Annotate => None,
        Formats::Typed | Formats::Assert => type_of_format(format),
    };
    let foreign = foreign
        .next()
        .map(|(_, path)| path.0.trim_start_matches("::"));
    let becomes = foreign.or_else(typed).filter(|it| *it != "String");
    let is_asserted = matches!(config.schemas.formats, Formats::Assert);
    FormatFacts {
        format: format.to_owned(),
        places,
        becomes: becomes.map(str::to_owned),
        checked: becomes.is_some() || is_asserted && Format::named(format).is_some(),
    }
}
