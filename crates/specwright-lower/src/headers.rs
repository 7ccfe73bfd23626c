//! The declared headers of responses: a struct for each set of headers, shared by all responses that declare it.
//!
//! | headers of                        | name of the struct                                                         |
//! |-----------------------------------|----------------------------------------------------------------------------|
//! | a component of `responses`        | after it: `NotFoundHeaders`                                                |
//! | others, with one header           | after the header: `LinkHeaders`                                            |
//! | others, with a common prefix      | after the prefix: `XRateLimitHeaders`                                      |
//! | others                            | two: `LinkAndXTotalHeaders`; more: `LinkAndOthersHeaders`                  |
//! | several of one name               | after all headers; with types: `RequiredIntegerETagHeaders`; after the first response |
//!
//! Operations give no names, so that adding or renaming one does not rename a struct.

use foldhash::HashMap;
use specwright_ir::{self as ir, Constraint, HeadersId, Ident, Type, Value};
use specwright_spec::{Parameter, Response};

use crate::context::Context;
use crate::naming::{Claim, Kind, list_words, name};
use crate::operations::{OperationDraft, spaced};
use crate::parameters::{self, ParameterDraft};

/// The headers of a response, whose names are not decided yet.
#[derive(Clone, Debug)]
pub(crate) struct HeadersDraft {
    /// The component that the response is, if it is one.
    pub component: Option<String>,
    pub fields: Vec<ParameterDraft>,
}

impl HeadersDraft {
    /// Returns true if two sets differ in descriptions only.
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

    /// Returns the texts for names if another set has the same shorter names: the headers with their types, and the first response.
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

    /// Returns the texts for names, the shorter first.
    fn words(&self) -> [String; 2] {
        let all: Vec<&str> = self.fields.iter().map(|it| &*it.parameter.wire).collect();
        let [short, full] = list_words(&all);
        [self.component.clone().unwrap_or(short), full]
    }
}

/// Lowers the headers of a response.
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

/// Lowers a header, without the constraints of its value: neither clients nor servers check those of responses.
fn field(context: &mut Context<'_>, header: &Parameter) -> ParameterDraft {
    let mut lowered = parameters::lower(context, header);
    lowered.default = None;
    drop_constraints(&mut lowered.parameter.value);
    lowered
}

/// Removes the constraints of a value in a response, which nothing checks, so that no code is generated for them. The mark of a
/// secret remains, since it controls `Debug`.
pub(crate) fn drop_constraints(value: &mut Value) {
    if let Some(constraints) = &mut value.constraints {
        constraints
            .list
            .retain(|constraint| *constraint == Constraint::Secret);
    }
    value
        .constraints
        .take_if(|constraints| constraints.list.is_empty());
    match &mut value.ty {
        Type::Array(inner) | Type::Map(inner) => drop_constraints(inner),
        Type::Tuple(it) => it.values_mut().for_each(drop_constraints),
        _ => {}
    }
}

/// Returns the claim for the name of a set of headers.
pub(crate) fn claim(headers: &HeadersDraft) -> Claim {
    let [short, all] = headers.words();
    let [typed, placed] = headers.full_words();
    let names = [short, all, typed, placed].map(|words| {
        let base = name(&words, Kind::Type);
        format!("{}Headers", base.trim_end_matches('_'))
    });
    let first = headers.fields.first();
    let disambiguator = first.map_or("", |it| it.at.pointer.as_str());
    Claim::derived(&names.each_ref().map(String::as_str)).with_place(disambiguator)
}

/// Returns the type of a header in words.
fn type_words(value: &Value) -> String {
    let words = match &value.ty {
        Type::Array(items) => return format!("{} list", type_words(items)),
        Type::Boolean => "boolean",
        Type::Integer(_) => "integer",
        Type::Number(_) => "number",
        Type::String => "string",
        Type::Text(it) => it.words(),
        Type::Base64 | Type::File | Type::Media => "bytes",
        Type::Foreign(_) => "foreign",
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

/// Moves the headers out of the operations. Equal sets are listed once.
pub(crate) fn gather(operations: &mut [OperationDraft<'_>]) -> Vec<HeadersDraft> {
    let mut sets: Vec<HeadersDraft> = Vec::new();
    let mut by_names: HashMap<[String; 2], Vec<usize>> = HashMap::default();
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

/// Returns the headers of the IR, sorted by name, and sets their ids where they are used.
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
    let mut fields: Vec<ir::Parameter> = fields.into_iter().map(|it| it.parameter).collect();
    let missable = match context.session.options.responses {
        ir::Responses::Strict => Vec::new(),
        ir::Responses::Tolerant => fields.iter_mut().filter_map(missable).collect(),
    };
    ir::Headers {
        name,
        fields,
        missable,
        construction: ir::Construction::default(),
    }
}

/// Makes a required header optional, and returns its name; `None` if its type has a value for an absent one already.
fn missable(header: &mut ir::Parameter) -> Option<String> {
    let is_required = header.required && !header.value.nullable;
    is_required.then(|| {
        header.required = false;
        header.wire.clone()
    })
}
