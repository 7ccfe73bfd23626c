//! The sets of `\p{…}` (ECMA-262, section 22.2.1.1, `UnicodePropertyValueExpression`).
//!
//! Unlike in other dialects, names must match exactly: no other case, no `Is` before a script, no script without `Script=`. The sets
//! are those of `regex-syntax`.

use std::sync::OnceLock;

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

use crate::error::ErrorKind;
use crate::property_names::{BINARY, CATEGORIES, Names, SCRIPTS};
use crate::sets::negated;

/// Returns the set for the text between the braces of `\p{…}`.
pub(crate) fn lookup(name: &str) -> Result<ClassUnicode, ErrorKind> {
    let query = match name.split_once('=') {
        Some(("General_Category" | "gc", value)) => category(value),
        Some(("Script" | "sc", value)) => script("sc", value),
        Some(("Script_Extensions" | "scx", value)) => script("scx", value),
        Some(_) => None,
        None => category(name).or_else(|| binary(name)),
    };
    let query = query.ok_or_else(|| unknown(name))?;
    resolve(query).ok_or_else(|| ErrorKind::PropertyWithoutData {
        name: name.to_owned(),
    })
}

/// A query to `regex-syntax`.
enum Query {
    Any,
    Ascii,
    Assigned,
    Surrogate,
    /// A property in the syntax of `regex-syntax`.
    Syntax(String),
}

fn resolve(query: Query) -> Option<ClassUnicode> {
    match query {
        Query::Any => Some(range('\0', char::MAX)),
        Query::Ascii => Some(range('\0', '\x7F')),
        Query::Assigned => syntax("gc=Unassigned").map(negated),
        // A `str` has no surrogates.
        Query::Surrogate => Some(ClassUnicode::empty()),
        Query::Syntax(query) => syntax(&query),
    }
}

fn range(first: char, last: char) -> ClassUnicode {
    ClassUnicode::new([ClassUnicodeRange::new(first, last)])
}

fn syntax(query: &str) -> Option<ClassUnicode> {
    match regex_syntax::parse(&format!("\\p{{{query}}}"))
        .ok()?
        .into_kind()
    {
        HirKind::Class(Class::Unicode(set)) => Some(set),
        _ => None,
    }
}

fn long(names: Names, name: &str) -> Option<&'static str> {
    names
        .iter()
        .find(|(long, other)| *long == name || *other == name)
        .map(|(long, _)| *long)
}

fn category(name: &str) -> Option<Query> {
    match long(CATEGORIES, name)? {
        "Surrogate" => Some(Query::Surrogate),
        long => Some(Query::Syntax(format!("gc={long}"))),
    }
}

fn script(property: &str, name: &str) -> Option<Query> {
    long(SCRIPTS, name).map(|long| Query::Syntax(format!("{property}={long}")))
}

fn binary(name: &str) -> Option<Query> {
    match name {
        "Any" => Some(Query::Any),
        "ASCII" => Some(Query::Ascii),
        "Assigned" => Some(Query::Assigned),
        _ => long(BINARY, name).map(|long| Query::Syntax(long.to_owned())),
    }
}

/// Returns the error for an unknown name, with the most similar known name.
pub(crate) fn unknown(name: &str) -> ErrorKind {
    ErrorKind::UnknownProperty {
        name: name.to_owned(),
        near: near(name),
    }
}

fn near(name: &str) -> Option<String> {
    let bare = name.rsplit(['=', ':']).next().unwrap_or(name);
    let bare = bare
        .strip_prefix("Is")
        .or_else(|| bare.strip_prefix("In"))
        .unwrap_or(bare);
    let similar = |names: Names| {
        let found = names.iter().find(|(long, other)| {
            bare.eq_ignore_ascii_case(long) || bare.eq_ignore_ascii_case(other)
        });
        found.map(|(long, _)| *long)
    };
    similar(CATEGORIES)
        .or_else(|| similar(BINARY))
        .map(str::to_owned)
        .or_else(|| similar(SCRIPTS).map(|script| format!("Script={script}")))
}

/// Returns true if `part` is valid in the name of a group (section 22.2.1, `RegExpIdentifierName`).
pub(crate) fn continues_name(part: char, first: bool) -> bool {
    if part.is_ascii() {
        return part.is_ascii_alphabetic()
            || part == '$'
            || part == '_'
            || (!first && part.is_ascii_digit());
    }
    if matches!(part, '\u{200C}' | '\u{200D}') {
        return !first;
    }
    static SETS: [OnceLock<Option<ClassUnicode>>; 2] = [OnceLock::new(), OnceLock::new()];
    let (property, sets) = if first {
        ("ID_Start", &SETS[0])
    } else {
        ("ID_Continue", &SETS[1])
    };
    let set = sets.get_or_init(|| syntax(property));
    set.as_ref().is_some_and(|set| {
        set.iter()
            .any(|range| range.start() <= part && part <= range.end())
    })
}
