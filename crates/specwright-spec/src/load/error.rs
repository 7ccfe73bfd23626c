//! The diagnostics of loading.

use std::ops::Range;

use super::{FileText, MAX_DEPTH};
use crate::diagnostic::quote;
use crate::{Code, Diagnostic, FileError, FileId, Place};

pub(super) fn unreadable_file(place: Place, path: &str, error: &FileError) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadableFile,
        place,
        format!("{} cannot be read: {error}", quote(path)),
    )
    .help("name a regular file in the folder of the root document or below it")
}

pub(super) fn invalid_encoding(file: FileId, bytes: &[u8], offset: usize) -> Diagnostic {
    let (encoding, start) = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => ("the file is UTF-16", 0),
        _ => ("these bytes are no UTF-8", offset),
    };
    // In the text that is shown a replacement character stands for the bytes.
    let place = Place::Bytes {
        file,
        range: start..start + char::REPLACEMENT_CHARACTER.len_utf8(),
    };
    Diagnostic::new(Code::InvalidEncoding, place, encoding).help("save the file as UTF-8")
}

pub(super) fn number_out_of_range(place: Place, number: &str) -> Diagnostic {
    let message = format!("the number {} is out of range", quote(number));
    Diagnostic::new(Code::NumberOutOfRange, place, message)
        .label("larger than a 64-bit float can be")
        .help("put quotes around it if it is meant as a text")
}

pub(super) fn invalid_syntax(place: Place, notation: &str, message: &str) -> Diagnostic {
    let message = format!("this is no {notation}: {message}");
    let help = SYNTAX.iter().find(|(part, _)| message.contains(part));
    let diagnostic = Diagnostic::new(Code::InvalidSyntax, place, message);
    match help {
        Some((_, help)) => diagnostic.help(*help),
        None => diagnostic,
    }
}

/// A part of what a reader says, and what to do about it.
const SYNTAX: [(&str, &str); 6] = [
    (
        "mapping values are not allowed",
        "put quotes around a text that has a colon in it",
    ),
    ("tabs disallowed", "indent with spaces"),
    (
        "unknown anchor",
        "put quotes around a text that begins with `*`",
    ),
    (
        "unclosed bracket",
        "close it, or put quotes around a text that begins with it",
    ),
    ("JSON: trailing comma", "remove the comma"),
    (
        "JSON: EOF",
        "the file ends too early: export or copy it again",
    ),
];

pub(super) fn too_deep(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::TooDeep,
        place,
        format!("objects and arrays are nested more than {MAX_DEPTH} deep"),
    )
    .help("give inner schemas a name under `components.schemas` and refer to them")
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
        format!("the key {} stands twice in one object", quote(name)),
    )
    .label("a second time")
    .also(text.place(first), "the first time")
    .help("remove one of the two")
}

pub(super) fn several_documents(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::SeveralDocuments,
        place,
        "a second YAML document begins here",
    )
    .help("put each document into its own file")
}

pub(super) fn empty_file(place: Place) -> Diagnostic {
    Diagnostic::new(Code::EmptyFile, place, "the document is empty")
}

pub(super) fn invalid_key(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidKey,
        place,
        "a key is a string, not a list, a mapping or an alias",
    )
}

pub(super) fn alias_expansion(place: Place, limit: &str) -> Diagnostic {
    Diagnostic::new(
        Code::AliasExpansion,
        place,
        format!("aliases expand to more than {limit}"),
    )
    .help("use `$ref` to name a schema in several places")
}

pub(super) fn alias_in_itself(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::AliasExpansion,
        place,
        "an alias stands inside its own anchor",
    )
    .help("use `$ref` for a schema that refers to itself")
}

pub(super) fn invalid_merge_key(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidMergeKey,
        place,
        "a merge key takes a mapping, or a list of mappings",
    )
    .help("put quotes around `<<` if it is meant as a name")
}

pub(super) fn unknown_tag(place: Place, tag: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownTag,
        place,
        format!("the tag {} has no meaning in JSON", quote(tag)),
    )
    .help("remove the tag; a part in another file is named with `$ref`")
}
