//! The declared headers of responses: a struct for each set of headers, however many responses have it.
//!
//! | headers of                        | are called                                                                 |
//! |-----------------------------------|----------------------------------------------------------------------------|
//! | a component of `responses`        | after it: `NotFoundHeaders`                                                |
//! | others, with one header           | after that: `LinkHeaders`                                                  |
//! | others, whose names begin alike   | by what they begin with: `XRateLimitHeaders`                               |
//! | others                            | after two: `LinkAndXTotalHeaders`; after the first: `LinkAndOthersHeaders` |
//! | several of one name               | after all; with what they are: `RequiredIntegerETagHeaders`; after where they stand first |
//!
//! No operation gives a name, so that one that is added or renamed changes none.

use std::collections::HashMap;

use specwright_ir::{self as ir, Constraint, HeadersId, Ident, Type, Value};
use specwright_spec::{Parameter, Response};

use crate::context::Context;
use crate::naming::{Claim, Kind, name};
use crate::operations::{OperationDraft, spaced};
use crate::parameters::{self, ParameterDraft};

/// The headers of a response on their way.
#[derive(Clone, Debug)]
pub(crate) struct HeadersDraft {
    /// The component that they are called after, if there is one; else it is the operation.
    pub component: Option<String>,
    pub fields: Vec<ParameterDraft>,
}

impl HeadersDraft {
    /// Whether others are the same but for what is said of them.
    fn is_same(&self, other: &Self) -> bool {
        let same = |(left, right): (&ParameterDraft, &ParameterDraft)| {
            let (left, right) = (&left.parameter, &right.parameter);
            (&left.wire, left.required, left.style, left.explode)
                == (&right.wire, right.required, right.style, right.explode)
                && left.value == right.value
        };
        self.component == other.component
            && self.fields.len() == other.fields.len()
            && self.fields.iter().zip(&other.fields).all(same)
    }

    /// What they are called after if others are called the same: with their types, and after the response that has them first.
    fn full_words(&self) -> [String; 2] {
        let each = self.fields.iter().map(|it| {
            let parameter = &it.parameter;
            let required = if parameter.required { "required " } else { "" };
            format!(
                "{required}{} {}",
                type_words(&parameter.value),
                parameter.wire
            )
        });
        let first = self.fields.first();
        let place = first.map(|it| place_words(it.at.pointer.as_str()));
        [
            each.collect::<Vec<_>>().join(" "),
            place.unwrap_or_default(),
        ]
    }

    /// What they are called after, the shorter first.
    fn words(&self) -> [String; 2] {
        let all: Vec<&str> = self.fields.iter().map(|it| &*it.parameter.wire).collect();
        let short = match (&self.component, all.as_slice()) {
            (Some(component), _) => component.clone(),
            (None, [first, rest @ ..]) => match (common_words(first, rest), rest) {
                (Some(common), _) => common,
                (None, [second]) => format!("{first} and {second}"),
                (None, _) => format!("{first} and others"),
            },
            (None, []) => String::new(),
        };
        [short, all.join(" ")]
    }
}

/// The words that all names begin with; of a name alone, all. `X` says nothing.
fn common_words(first: &str, rest: &[&str]) -> Option<String> {
    let words = |name: &str| name.to_ascii_lowercase();
    let begins = |end: &usize| {
        let start = words(&first[..*end]);
        let is_start = |name: &str| {
            let behind = name.as_bytes().get(*end);
            words(name).starts_with(&start) && matches!(behind, None | Some(b'-' | b'_'))
        };
        is_start(first) && rest.iter().all(|name| is_start(name))
    };
    let end = (1..=first.len()).rev().find(begins)?;
    (!first[..end].eq_ignore_ascii_case("x")).then(|| first[..end].to_owned())
}

/// The headers that a response declares.
pub(crate) fn lower(context: &mut Context<'_>, response: &Response) -> HeadersDraft {
    HeadersDraft {
        component: response.component.clone(),
        fields: response
            .headers
            .iter()
            .map(|header| field(context, header))
            .collect(),
    }
}

/// A header. A client does not look at the constraints of what it gets, nor a server at those of what it answers.
fn field(context: &mut Context<'_>, header: &Parameter) -> ParameterDraft {
    let mut lowered = parameters::lower(context, header);
    lowered.default = None;
    drop_constraints(&mut lowered.parameter.value);
    lowered
}

/// Takes the constraints out of what is answered, which nobody checks, so that no code is written for them. That a value is a secret
/// stays: it decides what is shown.
pub(crate) fn drop_constraints(value: &mut Value) {
    if let Some(rules) = &mut value.rules {
        rules.rules.retain(|rule| *rule == Constraint::Secret);
    }
    value.rules.take_if(|rules| rules.rules.is_empty());
    match &mut value.ty {
        Type::Array(inner) | Type::Map(inner) => drop_constraints(inner),
        Type::Tuple(it) => it.values_mut().for_each(drop_constraints),
        _ => {}
    }
}

/// The name that headers ask for.
pub(crate) fn claim(headers: &HeadersDraft) -> Claim {
    let [short, all] = headers.words();
    let [typed, placed] = headers.full_words();
    let names = [short, all, typed, placed].map(|words| {
        let base = name(&words, Kind::Type);
        format!("{}Headers", base.trim_end_matches('_'))
    });
    let first = headers.fields.first();
    let identity = first.map_or("", |it| it.at.pointer.as_str());
    Claim::derived(&names.each_ref().map(String::as_str)).with_disambiguator(identity)
}

/// The type of a header in words.
fn type_words(value: &Value) -> String {
    let words = match &value.ty {
        Type::Array(items) => return format!("{} list", type_words(items)),
        Type::Boolean => "boolean",
        Type::Integer(_) => "integer",
        Type::Number(_) => "number",
        Type::String => "string",
        Type::Timestamp => "timestamp",
        Type::Date => "date",
        Type::Uuid => "uuid",
        Type::Base64 | Type::File | Type::Media => "bytes",
        Type::Tuple(_) => "tuple",
        Type::Map(_) => "map",
        Type::Null => "null",
        Type::Any(_) => "any",
        Type::Never => "never",
        Type::Boxed(_) | Type::Named(_) => "",
    };
    match value.nullable {
        true => format!("nullable {words}"),
        false => words.to_owned(),
    }
}

/// A pointer in words: that of `GET /pets`, 200, `ETag` is `get pets 200 ETag`.
fn place_words(pointer: &str) -> String {
    let tokens: Vec<String> = pointer
        .split('/')
        .map(|it| it.replace("~1", "/").replace("~0", "~"))
        .collect();
    match tokens
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [
            "",
            "paths",
            path,
            method,
            "responses",
            status,
            "headers",
            header,
        ] => {
            let path = spaced(path);
            format!("{method} {path} {status} {header}")
        }
        other => other.join(" "),
    }
}

/// Takes the headers out of the operations; what is alike is there once.
pub(crate) fn gather(operations: &mut [OperationDraft<'_>]) -> Vec<HeadersDraft> {
    let mut sets: Vec<HeadersDraft> = Vec::new();
    let mut by_names: HashMap<[String; 2], Vec<usize>> = HashMap::new();
    for lowered in operations.iter_mut().flat_map(|it| &mut it.responses) {
        let Some(headers) = lowered.headers.take() else {
            continue;
        };
        let alike = by_names.entry(headers.words()).or_default();
        let known = alike.iter().find(|index| sets[**index].is_same(&headers));
        let index = known.copied().unwrap_or_else(|| {
            alike.push(sets.len());
            sets.push(headers);
            sets.len() - 1
        });
        lowered.response.headers = Some(HeadersId(index as u32));
    }
    sets
}

/// The headers of the IR, sorted by these names, and their ids where they are used.
pub(crate) fn finish(
    context: &mut Context<'_>,
    sets: Vec<HeadersDraft>,
    names: Vec<Ident>,
    operations: &mut [OperationDraft<'_>],
) -> Vec<ir::Headers> {
    let mut sets: Vec<(usize, Ident, HeadersDraft)> = sets
        .into_iter()
        .zip(names)
        .enumerate()
        .map(|(index, (set, name))| (index, name, set))
        .collect();
    sets.sort_by(|(_, left, _), (_, right, _)| left.cmp(right));
    let mut ids = vec![HeadersId(0); sets.len()];
    for (position, (index, ..)) in sets.iter().enumerate() {
        ids[*index] = HeadersId(position as u32);
    }
    for lowered in operations.iter_mut().flat_map(|it| &mut it.responses) {
        lowered.response.headers = lowered.response.headers.map(|id| ids[id.0 as usize]);
    }
    sets.into_iter()
        .map(|(_, name, set)| headers(context, name, set))
        .collect()
}

fn headers(context: &mut Context<'_>, name: Ident, set: HeadersDraft) -> ir::Headers {
    let mut fields = set.fields;
    parameters::name_all(context, &mut fields.iter_mut().collect::<Vec<_>>(), false);
    ir::Headers {
        name,
        fields: fields.into_iter().map(|it| it.parameter).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_begin_alike() {
        for (first, rest, common) in [
            ("Link", &[][..], Some("Link")),
            ("X-Rate-Limit", &["x-rate-reset"], Some("X-Rate")),
            ("X-Rate", &["X-Rate-Limit"], Some("X-Rate")),
            ("X-Rated", &["X-Rate"], None),
            ("Link", &["ETag"], None),
        ] {
            assert_eq!(common_words(first, rest).as_deref(), common, "{first}");
        }
    }
}
