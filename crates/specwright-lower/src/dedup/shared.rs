//! Definitions that several inline schemas have in common.
//!
//! | inline schemas                                     | definition                                              |
//! |----------------------------------------------------|---------------------------------------------------------|
//! | one with a rename                                  | that one                                                |
//! | names that end alike: `PetStatus`, `OrderStatus`   | what they end in: `Status`                              |
//! | bodies of errors                                   | `ErrorBody`                                             |
//! | others                                             | their contents: `IdAndNameItem`, `AscOrDescEnum`        |
//! | several of one name                                | with what the names begin with; with the contents: `NewOrSoldStatus`; the words that all names have: `AddressLines` of `OrderAddressLinesItem` and `AddressListLinesItem` |
//!
//! Each place has an alias, whose name depends on the place alone.

use std::collections::BTreeSet;

use specwright_ir::{Docs, StringEnum};

use crate::context::Context;
use crate::draft::{Draft, Form, Shape, SharedNames, UnknownProperties};
use crate::naming::{Kind, list_words, name};

/// The words at the end of names that say nothing about contents.
const GENERIC: [&str; 15] = [
    "accepted", "body", "created", "default", "enum", "item", "not", "object", "ok", "params",
    "response", "type", "union", "value", "variant",
];

/// The number of values that a name lists.
const LISTED: usize = 3;

/// Returns the definition of equal inline schemas of several names, which it adds unless one of them is it; `first` if a component is
/// among them.
pub(super) fn definition(context: &mut Context<'_>, members: &[usize], first: usize) -> usize {
    let drafts = &context.arena.drafts;
    if members.iter().any(|it| drafts[*it].component.is_some()) {
        return first;
    }
    let is_pinned = |it: &&usize| context.session.pinned_type(&drafts[**it].at).is_some();
    if let Some(pinned) = members.iter().find(is_pinned) {
        return *pinned;
    }
    let main = members
        .iter()
        .map(|it| &drafts[*it])
        .filter(|it| it.form == Form::Main);
    let own: BTreeSet<&str> = main.map(|it| &*it.preferred_name).collect();
    if own.len() < 2 {
        return first;
    }
    let names = names(
        &members.iter().map(|it| &drafts[*it]).collect::<Vec<_>>(),
        &own,
    );
    let of_member = members
        .iter()
        .find(|it| drafts[**it].preferred_name == names[0]);
    if let Some(member) = of_member {
        return *member;
    }
    let docs = &drafts[first].docs;
    let is_same = !docs.0.is_empty() && members.iter().all(|it| drafts[*it].docs == *docs);
    let docs = match is_same {
        true => docs.clone(),
        false => Docs::default(),
    };
    let shared = Draft {
        docs,
        preferred_name: names[0].clone(),
        alternate_name: None,
        is_inner: false,
        shared: Some(SharedNames {
            names,
            uses: members.len(),
        }),
        ..drafts[first].clone()
    };
    context.arena.drafts.push(shared);
    context.arena.drafts.len() - 1
}

/// Returns the names for the definition, the best first.
fn names(members: &[&Draft], own: &BTreeSet<&str>) -> Vec<String> {
    let snake: Vec<String> = own.iter().map(|it| name(it, Kind::Field)).collect();
    let words: Vec<Vec<&str>> = snake.iter().map(|it| it.split('_').collect()).collect();
    let same = |at: &dyn Fn(&[&str]) -> Option<usize>| {
        let token = at(&words[0]).map(|at| words[0][at]);
        token.is_some() && words.iter().all(|it| at(it).map(|at| it[at]) == token)
    };
    let begin = (0..)
        .take_while(|count| same(&|it| (*count < it.len()).then_some(*count)))
        .count();
    let end = (1..)
        .take_while(|count| same(&|it| it.len().checked_sub(*count)))
        .count();
    let first = &words[0];
    let start = first[..begin].join(" ");
    let tail = &first[first.len() - end..];
    let is_generic = |word: &&&str| GENERIC.contains(*word);
    let generic = tail.iter().take_while(is_generic).count();
    let (contents, tail_words) = (contents(&members[0].shape), tail[generic..].join(" "));
    let word = kind(&members[0].shape);
    let mut texts = match tail_words.as_str() {
        "" if members.iter().all(|it| is_error(it.at.pointer.as_str())) => {
            vec!["error body".to_owned(), format!("{contents} error body")]
        }
        "" => vec![format!(
            "{contents} {}",
            tail.last().copied().unwrap_or(word)
        )],
        tail => vec![
            tail.to_owned(),
            format!("{start} {tail}"),
            format!("{contents} {tail}"),
        ],
    };
    texts.extend(of_common_words(&words, &members[0].shape, &contents));
    texts.extend(of_component(members, word));
    texts.iter().map(|text| name(text, Kind::Type)).collect()
}

/// Returns the names with the words that all names have in one order.
fn of_common_words(names: &[Vec<&str>], shape: &Shape, contents: &str) -> Vec<String> {
    let Some((first, others)) = names.split_first() else {
        return Vec::new();
    };
    let all = others.iter();
    let common = all.fold(first.clone(), |all, it| subsequence(&all, it));
    if common.iter().all(|word| GENERIC.contains(word)) {
        return Vec::new();
    }
    let (all, word) = (common.join(" "), kind(shape));
    let has_values = matches!(word, "enum");
    let with_values = has_values.then(|| format!("{all} {contents} {word}"));
    let (with_kind, shared) = (format!("{all} {word}"), format!("shared {all}"));
    let texts = [Some(all), with_values, Some(with_kind), Some(shared)];
    texts.into_iter().flatten().collect()
}

/// Returns the name after the place in a component, if one of the schemas is in one: the shortest.
fn of_component(members: &[&Draft], word: &str) -> Option<String> {
    let places = members.iter();
    let places = places.filter(|it| it.at.pointer.as_str().starts_with("/components/schemas/"));
    let names = places.map(|it| &it.preferred_name);
    let name = names.min_by_key(|it| (it.len(), it.as_str()))?;
    Some(format!("{name} {word}"))
}

/// Returns the longest list of words that both names have in this order.
fn subsequence<'a>(left: &[&'a str], right: &[&str]) -> Vec<&'a str> {
    // `lengths[i][j]` is that of the words from `i` and `j` on.
    let mut lengths = vec![vec![0_usize; right.len() + 1]; left.len() + 1];
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            lengths[i][j] = match left[i] == right[j] {
                true => lengths[i + 1][j + 1] + 1,
                false => lengths[i + 1][j].max(lengths[i][j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut words = Vec::new();
    while i < left.len() && j < right.len() {
        if left[i] == right[j] {
            words.push(left[i]);
            (i, j) = (i + 1, j + 1);
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    words
}

/// Returns true for a place in a response with an error status.
fn is_error(pointer: &str) -> bool {
    let mut keys = pointer.split('/');
    let status = keys
        .find(|key| *key == "responses")
        .and_then(|_| keys.next());
    status.is_some_and(|it| it == "default" || it.starts_with(['4', '5']) && it.len() == 3)
}

/// Returns the word for the kind of a definition.
fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::LiteralEnum(_) => "enum",
        Shape::Union(_) => "union",
        _ => "object",
    }
}

/// Returns the values of an open enum, and `string`, in words.
fn open_values(it: &StringEnum) -> Vec<String> {
    let word = |value: &str| match value.is_empty() {
        true => "empty".to_owned(),
        false => value.to_owned(),
    };
    let values = it.variants.iter().map(|it| word(&it.value));
    values.chain(["string".to_owned()]).collect()
}

/// Returns the contents of a definition in words.
fn contents(shape: &Shape) -> String {
    let texts: Vec<String> = match shape {
        Shape::Struct(object) => {
            let wires: Vec<&str> = object.fields.iter().map(|it| &*it.field.wire).collect();
            return match (wires.is_empty(), &object.additional) {
                (false, _) => list_words(&wires)[0].clone(),
                (true, UnknownProperties::Capture(_)) => "open".to_owned(),
                (true, _) => "empty".to_owned(),
            };
        }
        Shape::StringEnum(it) if it.is_open => open_values(it),
        Shape::StringEnum(it) => it.variants.iter().map(|it| it.value.clone()).collect(),
        Shape::IntegerEnum(it) => it.variants.iter().map(|it| it.value.to_string()).collect(),
        Shape::LiteralEnum(it) => it.variants.iter().map(|it| it.name.to_string()).collect(),
        Shape::Union(it) => it.variants.iter().map(|it| it.name.to_string()).collect(),
        _ => Vec::new(),
    };
    match texts.len() {
        0..=LISTED => texts.join(" or "),
        _ => format!("{} or others", texts[..2].join(" or ")),
    }
}
