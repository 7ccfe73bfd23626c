//! Request bodies, and the media types of all bodies.

use specwright_spec::{
    Encoding, Location, MediaType, Operation, ParameterStyle, RequestBody, essence, is_media_range,
};

use super::comparison::{Comparison, Finding, Flow};
use super::parameters;
use super::schemas::Value;
use crate::rules::{ADDS, BREAKS, Effect, Level, NARROWS, Rule, WIDENS, declare_rules};

/// Fewer media types are read, or written.
const REMOVES: Effect = (Level::Breaking, Level::Breaking);
/// A server reads less than before, and old clients know what a narrower range has.
const NARROWS_RANGE: Effect = (Level::Breaking, Level::Compatible);
const WIDENS_RANGE: Effect = (Level::Compatible, Level::Breaking);

declare_rules! { "bodies":
    ADDED_REQUIRED = "required-body-added", NARROWS, "Requests without a body are no longer valid";
    ADDED_OPTIONAL = "optional-body-added", ADDS, "Requests may have a body";
    REMOVED = "body-removed", BREAKS, "Requests no longer have a body";
    BECAME_REQUIRED = "body-became-required", NARROWS, "Requests without a body are no longer valid";
    BECAME_OPTIONAL = "body-became-optional", WIDENS, "Requests without a body became valid";
    TYPE_REMOVED = "media-type-removed", REMOVES, "A media type is no longer read or written";
    TYPE_ADDED = "media-type-added", ADDS, "A media type is read or written as well";
    TYPE_NARROWED = "media-type-narrowed", NARROWS_RANGE, "A range of media types has fewer of them";
    TYPE_WIDENED = "media-type-widened", WIDENS_RANGE, "A range of media types has more of them";
    ENCODING_CHANGED = "encoding-changed", BREAKS, "A form property is encoded in another way";
    ENCODING_TYPE_WIDENED = "encoding-content-type-widened", WIDENS, "A form property may have more media types";
    ENCODING_TYPE_NARROWED = "encoding-content-type-narrowed", NARROWS, "A form property may have fewer media types";
}

/// Compares the request bodies of an operation.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    old: &Operation,
    new: &Operation,
    flow: Flow,
) {
    let (before, after) = match (&old.request_body, &new.request_body) {
        (None, None) => return,
        (None, Some(after)) => {
            let rule = if after.required {
                &ADDED_REQUIRED
            } else {
                &ADDED_OPTIONAL
            };
            tell(
                comparison,
                rule,
                (&old.at, &after.at),
                flow,
                "request body added",
            );
            return;
        }
        (Some(before), None) => {
            tell(
                comparison,
                &REMOVED,
                (&before.at, &new.at),
                flow,
                "request body removed",
            );
            return;
        }
        (Some(before), Some(after)) => (before, after),
    };
    compare_required(comparison, before, after, flow);
    let places = (&before.at, &after.at);
    compare_contents(
        comparison,
        (&before.content, &after.content),
        places,
        (flow, "request body"),
    );
}

fn compare_required(
    comparison: &mut Comparison<'_>,
    old: &RequestBody,
    new: &RequestBody,
    flow: Flow,
) {
    let (rule, message) = match (old.required, new.required) {
        (false, true) => (&BECAME_REQUIRED, "request body became required"),
        (true, false) => (&BECAME_OPTIONAL, "request body became optional"),
        _ => return,
    };
    tell(comparison, rule, (&old.at, &new.at), flow, message);
}

fn tell(
    comparison: &mut Comparison<'_>,
    rule: &'static Rule,
    (old, new): (&Location, &Location),
    flow: Flow,
    message: &str,
) {
    comparison.report(Finding::new(rule, old, new, message.to_owned()).flow(flow));
}

/// Compares the media types of two bodies; `subject` names the body for messages.
pub(super) fn compare_contents(
    comparison: &mut Comparison<'_>,
    (old, new): (&[MediaType], &[MediaType]),
    (old_at, new_at): (&Location, &Location),
    (flow, subject): (Flow, &str),
) {
    let mut left: Vec<&MediaType> = old.iter().collect();
    let mut right: Vec<&MediaType> = new.iter().collect();
    for is_pair in [
        is_same as fn(&MediaType, &MediaType) -> bool,
        is_same_essence,
        is_related,
    ] {
        left.retain(|before| {
            let Some(index) = right.iter().position(|after| is_pair(before, after)) else {
                return true;
            };
            compare_media(comparison, before, right.remove(index), (flow, subject));
            false
        });
    }
    for before in left {
        // A range of the new document may have the type, although another type is its counterpart.
        if let Some(after) = new.iter().find(|after| includes(&after.name, &before.name)) {
            compare_media(comparison, before, after, (flow, subject));
            continue;
        }
        let message = format!("{subject}: media type `{}` removed", before.name);
        tell(
            comparison,
            &TYPE_REMOVED,
            (&before.at, new_at),
            flow,
            &message,
        );
    }
    for after in right {
        let message = format!("{subject}: media type `{}` added", after.name);
        tell(comparison, &TYPE_ADDED, (old_at, &after.at), flow, &message);
    }
}

fn is_same(one: &MediaType, other: &MediaType) -> bool {
    normalized(&one.name) == normalized(&other.name)
}

fn is_same_essence(one: &MediaType, other: &MediaType) -> bool {
    essence(&one.name) == essence(&other.name)
}

fn is_related(one: &MediaType, other: &MediaType) -> bool {
    includes(&one.name, &other.name) || includes(&other.name, &one.name)
}

/// Returns a media type with its parameters in lower case and in order. UTF-8 is the charset of JSON and the usual one of text.
fn normalized(name: &str) -> String {
    let mut parameters = name
        .split(';')
        .skip(1)
        .map(|it| it.trim().to_ascii_lowercase().replace('"', ""))
        .collect::<Vec<_>>();
    parameters.retain(|it| it != "charset=utf-8" && !it.is_empty());
    parameters.sort_unstable();
    format!("{};{}", essence(name), parameters.join(";"))
}

/// Returns true if a range has a media type, or a type with a suffix is a kind of its base: `application/json` and
/// `application/problem+json` are both JSON, but one is not sent where the other is expected.
fn includes(range: &str, name: &str) -> bool {
    let (range, name) = (essence(range), essence(name));
    if !is_media_range(&range) {
        return range == name;
    }
    match range.split_once('/') {
        Some(("*", "*")) | None => true,
        Some((top, "*")) => name.split('/').next() == Some(top),
        _ => range == name,
    }
}

fn compare_media(
    comparison: &mut Comparison<'_>,
    old: &MediaType,
    new: &MediaType,
    (flow, subject): (Flow, &str),
) {
    if normalized(&old.name) != normalized(&new.name) {
        let is_widened = includes(&new.name, &old.name)
            && (is_media_range(&new.name) || !new.name.contains(';'));
        let is_narrowed = includes(&old.name, &new.name)
            && (is_media_range(&old.name) || !old.name.contains(';'));
        let rule = match (is_narrowed, is_widened) {
            (false, true) => &TYPE_WIDENED,
            (true, false) => &TYPE_NARROWED,
            _ => &TYPE_REMOVED,
        };
        let message = format!(
            "{subject}: media type changed from `{}` to `{}`",
            old.name, new.name
        );
        let finding = Finding::new(rule, &old.at, &new.at, message).flow(flow);
        comparison.report(finding.values(&old.name, &new.name));
    }
    let values = [(old.schema, new.schema), (old.item_schema, new.item_schema)];
    for (before, after) in values {
        let (before, after) = (
            Value {
                schema: before,
                at: &old.at,
            },
            Value {
                schema: after,
                at: &new.at,
            },
        );
        comparison.compare_values(before, after, (flow, subject));
    }
    compare_encodings(comparison, old, new, (flow, subject));
}

fn compare_encodings(
    comparison: &mut Comparison<'_>,
    old: &MediaType,
    new: &MediaType,
    (flow, subject): (Flow, &str),
) {
    let find = |media: &MediaType, name: &str| {
        media
            .encoding
            .iter()
            .find(|(it, _)| it == name)
            .map(|(_, it)| it.clone())
    };
    let mut names: Vec<&String> = old
        .encoding
        .iter()
        .chain(&new.encoding)
        .map(|(name, _)| name)
        .collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let (before, after) = (find(old, name), find(new, name));
        let (old_at, new_at) = (place(&before, &old.at), place(&after, &new.at));
        let subject = format!("{subject} `{name}`");
        let (one, other) = (Written::of(before.as_ref()), Written::of(after.as_ref()));
        if one.style != other.style {
            let message = format!("{subject}: encoding changed");
            let finding = Finding::new(&ENCODING_CHANGED, &old_at, &new_at, message).flow(flow);
            comparison.report(finding.values(one.style_text(), other.style_text()));
        }
        if let Some(rule) = one.types_change(&other) {
            let message = format!("{subject}: contentType changed");
            let finding = Finding::new(rule, &old_at, &new_at, message).flow(flow);
            comparison.report(finding.values(one.types.join(", "), other.types.join(", ")));
        }
        let headers = |encoding: &Option<Encoding>| {
            encoding
                .as_ref()
                .map(|it| it.headers.clone())
                .unwrap_or_default()
        };
        let (one, other) = (headers(&before), headers(&after));
        parameters::compare_headers(
            comparison,
            (&one, &other),
            (&old_at, &new_at),
            (flow, &subject),
        );
    }
}

fn place(encoding: &Option<Encoding>, near: &Location) -> Location {
    encoding
        .as_ref()
        .map_or_else(|| near.clone(), |it| it.at.clone())
}

/// An encoding with its defaults applied.
struct Written {
    /// The style; `None` if `contentType` decides.
    style: Option<(ParameterStyle, bool, bool)>,
    /// The media types, in alphabetical order; none if the schema decides.
    types: Vec<String>,
}

impl Written {
    fn of(encoding: Option<&Encoding>) -> Self {
        let content_type = encoding.and_then(|it| it.content_type.as_deref());
        let names = content_type.unwrap_or_default().split(',').map(normalized);
        let mut types: Vec<String> = names.filter(|it| it != ";").collect();
        types.sort_unstable();
        types.dedup();
        let style = encoding
            .filter(|it| it.style.is_some() || it.explode.is_some() || it.allow_reserved)
            .map(|it| {
                let style = it.style.unwrap_or(ParameterStyle::Form);
                (
                    style,
                    it.explode.unwrap_or(style == ParameterStyle::Form),
                    it.allow_reserved,
                )
            });
        // The default of a form property without `contentType`.
        let style = style.filter(|it| *it != (ParameterStyle::Form, true, false));
        Self { style, types }
    }

    /// Returns the rule about other media types.
    fn types_change(&self, new: &Self) -> Option<&'static Rule> {
        let within = |inner: &[String], outer: &[String]| {
            outer.is_empty() || !inner.is_empty() && inner.iter().all(|it| outer.contains(it))
        };
        match (
            within(&new.types, &self.types),
            within(&self.types, &new.types),
        ) {
            (true, true) => None,
            (true, false) => Some(&ENCODING_TYPE_NARROWED),
            (false, true) => Some(&ENCODING_TYPE_WIDENED),
            (false, false) => Some(&ENCODING_CHANGED),
        }
    }

    fn style_text(&self) -> String {
        match self.style {
            None => "default".to_owned(),
            Some((style, explode, reserved)) => {
                format!(
                    "style: {}, explode: {explode}, allowReserved: {reserved}",
                    style.name()
                )
            }
        }
    }
}
