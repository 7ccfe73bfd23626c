//! Diagnostics of loading.

use std::ops::Range;

use super::{FileText, MAX_DEPTH};
use crate::diagnostic::quote;
use crate::{Code, Diagnostic, FileError, FileId, Place};

pub(super) fn unreadable_file(place: Place, path: &str, error: &FileError) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadableFile,
        place,
        format!("cannot read {}: {error}", quote(path)),
    )
    .help("refer to a regular file in or below the folder of the root document")
}

pub(super) fn invalid_encoding(file: FileId, bytes: &[u8], offset: usize) -> Diagnostic {
    let (encoding, start) = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => ("file is encoded as UTF-16", 0),
        _ => ("invalid UTF-8", offset),
    };
    // In the text that is shown, a replacement character replaces the bytes.
    let place = Place::Bytes {
        file,
        range: start..start + char::REPLACEMENT_CHARACTER.len_utf8(),
    };
    Diagnostic::new(Code::InvalidEncoding, place, encoding).help("save the file as UTF-8")
}

pub(super) fn number_out_of_range(place: Place, number: &str) -> Diagnostic {
    let message = format!("number {} is out of range", quote(number));
    Diagnostic::new(Code::NumberOutOfRange, place, message)
        .label("exceeds the range of a 64-bit float")
        .help("quote it if it is a string")
}

pub(super) fn invalid_syntax(place: Place, notation: &str, message: &str) -> Diagnostic {
    let message = format!("invalid {notation}: {message}");
    let help = SYNTAX.iter().find(|(part, _)| message.contains(part));
    let diagnostic = Diagnostic::new(Code::InvalidSyntax, place, message);
    match help {
        Some((_, help)) => diagnostic.help(*help),
        None => diagnostic,
    }
}

/// Adds the columns of a line and of the mapping around it to a syntax error.
pub(super) fn other_indentation(
    fault: Diagnostic,
    mapping: Place,
    (line, start): (usize, usize),
) -> Diagnostic {
    fault
        .label(format!("this line begins in column {line}"))
        .also(mapping, format!("this mapping began in column {start}"))
        .help(format!(
            "indent the keys of one mapping to the same column, here {start}"
        ))
}

/// Parts of the parsers' messages, each with the help for it.
const SYNTAX: [(&str, &str); 6] = [
    (
        "mapping values are not allowed",
        "quote a string that contains a colon",
    ),
    ("tabs disallowed", "indent with spaces"),
    ("unknown anchor", "quote a string that begins with `*`"),
    (
        "unclosed bracket",
        "close it, or quote a string that begins with it",
    ),
    ("JSON: trailing comma", "remove the comma"),
    (
        "JSON: EOF",
        "the file is truncated: export or copy it again",
    ),
];

pub(super) fn too_deep(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::TooDeep,
        place,
        format!("objects and arrays are nested deeper than {MAX_DEPTH} levels"),
    )
    .help("move inner schemas to `components.schemas` and refer to them")
}

pub(super) fn duplicate_key(
    text: &FileText<'_>,
    name: &str,
    first: Range<usize>,
    second: Range<usize>,
) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateKey,
        text.place(second),
        format!("duplicate key {}", quote(name)),
    )
    .label("repeated here")
    .also(text.place(first), "first used here")
    .help("remove one of them")
}

pub(super) fn several_documents(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::SeveralDocuments,
        place,
        "file contains a second YAML document",
    )
    .help("put each document into its own file")
}

pub(super) fn empty_file(place: Place) -> Diagnostic {
    Diagnostic::new(Code::EmptyFile, place, "empty document")
}

pub(super) fn invalid_key(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidKey,
        place,
        "invalid key: expected a string, found a list, a mapping or an alias",
    )
}

pub(super) fn alias_expansion(place: Place, limit: &str) -> Diagnostic {
    Diagnostic::new(
        Code::AliasExpansion,
        place,
        format!("aliases expand to more than {limit}"),
    )
    .help("use `$ref` to reuse a schema")
}

pub(super) fn alias_in_itself(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::AliasExpansion,
        place,
        "alias refers to an anchor that contains it",
    )
    .help("use `$ref` for a recursive schema")
}

pub(super) fn invalid_merge_key(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidMergeKey,
        place,
        "invalid merge key: expected a mapping or a list of mappings",
    )
    .help("quote `<<` if it is a property name")
}

pub(super) fn unknown_tag(place: Place, tag: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownTag,
        place,
        format!("unsupported YAML tag {}", quote(tag)),
    )
    .help("remove the tag; use `$ref` to include another file")
}
