//! JSONPath queries (RFC 9535).

use std::ops::Range;

use serde_json_path::JsonPath;

use super::error;
use super::target::Target;
use crate::diagnostic::quote;
use crate::suggest::nearest;
use crate::{Location, Report};

/// The maximum nesting of brackets and parentheses, which are parsed recursively.
const MAX_NESTING: usize = 64;

/// The maximum number of selected nodes whose names are compared for a suggestion.
const COMPARED: usize = 1000;

/// A query with its location in an overlay.
pub(super) struct Query {
    pub(super) path: JsonPath,
    pub(super) text: String,
    pub(super) at: Location,
}

impl Query {
    /// Parses a query; `None`, with a diagnostic, if it is invalid. Names that need quotes in RFC 9535 are accepted.
    pub(super) fn parse(text: &str, at: Location, report: &mut Report) -> Option<Self> {
        let error = match parse(text) {
            Ok(path) => {
                let text = text.to_owned();
                return Some(Self { path, text, at });
            }
            Err(error) => error,
        };
        let quoted = quote_names(text);
        if let Ok(path) = parse(&quoted) {
            report.push(error::loose_names(&at, text, &quoted));
            let text = quoted;
            return Some(Self { path, text, at });
        }
        let intended = [format!("$.{text}"), format!("${text}")];
        let intended = intended.iter().find(|it| parse(it).is_ok());
        report.push(error::invalid_query(&at, text, &error, intended));
        None
    }
}

/// Parses a query; the error is the reason.
fn parse(text: &str) -> Result<JsonPath, String> {
    let mut open = 0_usize;
    for char in text.chars() {
        match char {
            '(' | '[' => open += 1,
            ')' | ']' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > MAX_NESTING {
            return Err(format!(
                "brackets are nested deeper than {MAX_NESTING} levels"
            ));
        }
    }
    if !text.starts_with('$') {
        return Err("a query begins with `$`".to_owned());
    }
    JsonPath::parse(text).map_err(|error| {
        let rest = text.get(error.position()..).filter(|it| !it.is_empty());
        let place = rest.map_or("the end".to_owned(), quote);
        // The parser names the rule of its grammar first, and confuses the numbers of arguments.
        let reason = error.message().rsplit("segment, ").next();
        match reason.unwrap_or_default().trim() {
            "" | "parser error" => format!("syntax error at {place}"),
            reason if reason.contains(" args, ") => {
                format!("wrong number of arguments at {place}")
            }
            reason => format!("{reason} at {place}"),
        }
    })
}

/// Writes names that RFC 9535 allows only in quotes as such: `.x-internal` as `['x-internal']`, `.200` as `['200']`. Other
/// implementations of JSONPath accept them, and they have no other meaning.
fn quote_names(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 8);
    let mut rest = text;
    let mut follows_selector = false;
    while let Some(first) = rest.chars().next() {
        let is_name = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-');
        let length = match first {
            '\'' | '"' => end_of_quotes(rest),
            '.' if follows_selector => {
                let dots = rest.len() - rest.trim_start_matches('.').len();
                let name = &rest[dots..];
                let name = &name[..name.find(|char| !is_name(char)).unwrap_or(name.len())];
                quoted.push_str(&segment(&rest[..dots], name));
                rest = &rest[dots + name.len()..];
                continue;
            }
            first if is_name(first) => rest.find(|char| !is_name(char)).unwrap_or(rest.len()),
            first => first.len_utf8(),
        };
        follows_selector = matches!(first, '$' | '@' | ']' | '*');
        quoted.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    quoted
}

/// Formats a segment after `.` or `..`.
fn segment(dots: &str, name: &str) -> String {
    match name.is_empty() || is_shorthand(name) {
        true => format!("{dots}{name}"),
        false if dots == ".." => format!("..['{name}']"),
        false => format!("['{name}']"),
    }
}

/// Returns true for a name that needs no quotes (RFC 9535, section 2.5.1: `member-name-shorthand`).
fn is_shorthand(name: &str) -> bool {
    let is_first = |char: char| char.is_ascii_alphabetic() || char == '_' || !char.is_ascii();
    name.starts_with(is_first)
        && name
            .chars()
            .all(|char| is_first(char) || char.is_ascii_digit())
}

/// Returns the length of a quoted text with its quotes.
fn end_of_quotes(text: &str) -> usize {
    let mut chars = text.char_indices();
    let quote = chars.next().map(|(_, char)| char);
    while let Some((index, char)) = chars.next() {
        match char {
            '\\' => drop(chars.next()),
            char if Some(char) == quote => return index + 1,
            _ => {}
        }
    }
    text.len()
}

/// The first segment of a query without a match.
pub(super) struct Unmatched<'a> {
    /// The part of the query before the segment, which matches.
    pub(super) prefix: &'a str,
    pub(super) segment: &'a str,
    /// A query that matches, with a similar name.
    pub(super) intended: Option<String>,
}

/// Finds the segment because of which a query matches nothing; `None` if no part of it is a query.
pub(super) fn unmatched<'a>(query: &'a Query, target: &Target) -> Option<Unmatched<'a>> {
    let text = query.text.as_str();
    let segments = segments(text);
    let matches = |text: &str| parse(text).is_ok_and(|it| !target.select(&it).is_empty());
    let is_missing = |it: &&Range<usize>| !matches(&text[..it.end]);
    let missing = segments.iter().find(is_missing)?.clone();
    let (prefix, segment) = (&text[..missing.start], &text[missing.clone()]);
    let intended = name(segment).and_then(|name| {
        let holders = target.select(&parse(prefix).ok()?);
        let holders = holders.iter().take(COMPARED);
        let holders = holders.filter_map(|at| target.node(at));
        let keys = holders.flat_map(|node| node.members().iter().map(|(key, _)| key.as_str()));
        let near = nearest(name, keys)?;
        let near = match is_shorthand(near) && segment.starts_with('.') {
            true => format!(".{near}"),
            false => format!("['{}']", near.replace('\\', "\\\\").replace('\'', "\\'")),
        };
        Some(format!("{prefix}{near}{}", &text[missing.end..]))
    });
    Some(Unmatched {
        prefix,
        segment,
        intended: intended.filter(|intended| matches(intended)),
    })
}

/// Returns the ranges of the segments of a query, without those within brackets.
fn segments(text: &str) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let (mut open, mut index) = (0_usize, 0);
    while let Some(char) = text[index..].chars().next() {
        let length = match char {
            '\'' | '"' => end_of_quotes(&text[index..]),
            char => char.len_utf8(),
        };
        if open == 0 && matches!(char, '.' | '[') && !text[..index].ends_with('.') {
            starts.push(index);
        }
        match char {
            '(' | '[' => open += 1,
            ')' | ']' => open = open.saturating_sub(1),
            _ => {}
        }
        index += length;
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| start..end)
        .collect()
}

/// Returns the name of a segment that selects one member.
fn name(segment: &str) -> Option<&str> {
    let dotted = segment.strip_prefix('.').filter(|name| is_shorthand(name));
    dotted.or_else(|| {
        let inner = segment.strip_prefix('[')?.strip_suffix(']')?.trim();
        let quote = inner.chars().next().filter(|it| matches!(it, '\'' | '"'))?;
        let name = inner[1..].strip_suffix(quote)?;
        (!name.contains([quote, '\\'])).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_need_quotes_get_them() {
        for (text, quoted) in [
            ("$.paths.*.get[?@.x-a.b]", "$.paths.*.get[?@['x-a'].b]"),
            ("$..x-a", "$..['x-a']"),
            ("$.a.responses.200.content", "$.a.responses['200'].content"),
            ("$.a[?@.b > 1.5 && @.c-d]", "$.a[?@.b > 1.5 && @['c-d']]"),
            ("$['a.b-c'].d-e", "$['a.b-c']['d-e']"),
            ("$..[?(@.x-y=='a.b-c')]", "$..[?(@['x-y']=='a.b-c')]"),
            ("$.a", "$.a"),
        ] {
            assert_eq!(quote_names(text), quoted);
            assert!(parse(quoted).is_ok(), "{quoted}");
        }
    }

    #[test]
    fn segments_are_not_split_in_brackets() {
        let text = "$.paths['/a.b[0]'][?@.x == ']']..tags[0]";
        let parts: Vec<&str> = segments(text).into_iter().map(|it| &text[it]).collect();
        let expected = [".paths", "['/a.b[0]']", "[?@.x == ']']", "..tags", "[0]"];
        assert_eq!(parts, expected);
    }

    #[test]
    fn nesting_is_limited() {
        let deep = format!("$[?{}@.a{}]", "(".repeat(100_000), ")".repeat(100_000));
        assert!(parse(&deep).is_err_and(|it| it.contains("nested deeper")));
    }
}
