//! The docs of every generated item, from descriptions and from what the types do not show. Names are settled by now.
//!
//! | item                        | docs                                                                                |
//! |-----------------------------|-------------------------------------------------------------------------------------|
//! | model                       | description; the constraints of a newtype                                           |
//! | field, parameter            | description; the name on the wire, the constraints and the default in one paragraph |
//! | variant of an enum          | the value                                                                           |
//! | variant of a union          | description; the discriminator's values                                             |
//! | operation                   | description; the call; links, servers                                               |
//! | variant of a response       | status and description                                                              |
//! | variant of a body           | media type and description                                                          |
//!
//! A paragraph that only repeats the name of the item is left out (`specwright_docs::repeats_name`), and so is a name or value on the
//! wire that follows from it (`specwright_docs::is_case_of`). An item can end up without docs: generated modules allow that.

use std::borrow::Cow;

use specwright_docs::{is_case_of, repeats_name};
use specwright_ir::{
    Api, DefaultValue, Docs, Field, Ident, Parameter, ParameterLocation, Pattern, Presence,
    TypeDef, TypeKind, UnionVariant,
};

use crate::examples;

use super::{code, constraints, headings, operations, paragraphs, security, servers};

/// Completes the docs of all items.
pub(crate) fn finish(api: &mut Api) {
    let names: Vec<Ident> = api.types.iter().map(|ty| ty.name.clone()).collect();
    let patterns = std::mem::take(&mut api.patterns);
    let operations = api.modules.iter_mut().flat_map(|it| &mut it.operations);
    for operation in operations.filter(|it| it.example.is_some()) {
        operation.example = examples::complete(&api.types, operation);
    }
    let known = Known {
        names: &names,
        patterns: &patterns,
    };
    api.types.iter_mut().for_each(|it| known.describe_type(it));
    for headers in &mut api.headers {
        let fields = &mut headers.fields;
        fields
            .iter_mut()
            .for_each(|it| known.describe_parameter(it));
    }
    for module in &mut api.modules {
        module.sender_docs = operations::sender(module);
        let operations = &mut module.operations;
        operations
            .iter_mut()
            .for_each(|it| operations::describe(&known, it));
    }
    api.patterns = patterns;
    security::describe(api);
    api.servers.iter_mut().for_each(servers::describe);
    api.headings = headings::of(api);
}

/// The docs of an enum whose unknown values are valid.
const OPEN: &str = "Any other string is valid, too.";

/// The names and patterns that docs of items refer to.
pub(super) struct Known<'a> {
    names: &'a [Ident],
    patterns: &'a [Pattern],
}

impl Known<'_> {
    fn describe_type(&self, ty: &mut TypeDef) {
        let constraints = match &ty.kind {
            TypeKind::Newtype(it) => constraints::sentence(self.patterns, &it.constraints),
            TypeKind::Wrapper(value) => constraints::value_sentence(self.patterns, value),
            TypeKind::Struct(it) => it.constraints.as_ref().map_or_else(String::new, |own| {
                constraints::sentence(self.patterns, &own.list)
            }),
            TypeKind::StringEnum(it) if it.is_open => OPEN.to_owned(),
            _ => String::new(),
        };
        let own = without_repeats(&ty.docs, ty.name.as_str());
        ty.docs = paragraphs([&own, &constraints]);
        match &mut ty.kind {
            TypeKind::Struct(it) => it.fields.iter_mut().for_each(|it| self.describe_field(it)),
            TypeKind::StringEnum(it) => {
                for variant in &mut it.variants {
                    variant.docs = listed_value(&variant.value, &variant.docs, &variant.name);
                }
            }
            TypeKind::IntegerEnum(it) => {
                for variant in &mut it.variants {
                    variant.docs =
                        listed_value(&variant.value.to_string(), &variant.docs, &variant.name);
                }
            }
            TypeKind::LiteralEnum(it) => {
                for variant in &mut it.variants {
                    variant.docs = listed_value(&variant.json, &variant.docs, &variant.name);
                }
            }
            TypeKind::Union(it) => it.variants.iter_mut().for_each(describe_variant),
            TypeKind::Alias(_) | TypeKind::Newtype(_) | TypeKind::Wrapper(_) => {}
        }
    }

    fn describe_field(&self, field: &mut Field) {
        let default = match &field.presence {
            Presence::Optional(default) => default.as_ref(),
            Presence::Required => None,
        };
        let facts = [
            wire_name(&field.wire, &field.name),
            constraints::value_sentence(self.patterns, &field.value),
            self.default_words(default),
        ];
        let own = without_repeats(&field.docs, field.name.as_str());
        field.docs = paragraphs([&with_facts(&own, &facts)]);
    }

    pub(super) fn describe_parameter(&self, parameter: &mut Parameter) {
        let facts = [
            wire_name(&written(parameter), &parameter.name),
            constraints::value_sentence(self.patterns, &parameter.value),
            self.default_words(parameter.default.as_ref().filter(|_| !parameter.required)),
        ];
        let own = without_repeats(&parameter.docs, parameter.name.as_str());
        parameter.docs = paragraphs([&with_facts(&own, &facts)]);
    }

    fn default_words(&self, default: Option<&DefaultValue>) -> String {
        default.map_or_else(String::new, |it| format!("Default: {}.", self.shown(it)))
    }

    fn shown(&self, default: &DefaultValue) -> String {
        match default {
            DefaultValue::Boolean(value) => code(&value.to_string()),
            DefaultValue::Number(text)
            | DefaultValue::String(text)
            | DefaultValue::Literal(_, text)
            | DefaultValue::Json(text) => code(text),
            DefaultValue::Variant(id, variant) => {
                code(&format!("{}::{variant}", self.names[id.0 as usize]))
            }
            DefaultValue::EmptyArray => "`[]`".to_owned(),
            DefaultValue::EmptyMap => "`{}`".to_owned(),
        }
    }
}

fn describe_variant(variant: &mut UnionVariant) {
    let name = variant.name.as_str();
    let own = without_repeats(&variant.docs, name);
    let is_known = variant.tags.iter().any(|tag| is_case_of(tag, name));
    let tags: Vec<String> = match is_known {
        true => Vec::new(),
        false => variant.tags.iter().map(|tag| code(tag)).collect(),
    };
    variant.docs = paragraphs([&own, &tags.join(", ")]);
}

/// Adds the sentences on the facts of a field to its description: to the same paragraph after a sentence.
fn with_facts(own: &str, facts: &[String]) -> String {
    let facts = facts.iter().filter(|it| !it.is_empty());
    let facts = facts.map(String::as_str).collect::<Vec<_>>().join(" ");
    if own.is_empty() || facts.is_empty() {
        return [own, &facts].concat();
    }
    let is_sentence =
        !own.contains('\n') && own.starts_with(char::is_alphanumeric) && own.ends_with('.');
    [own, if is_sentence { "\n" } else { "\n\n" }, &facts].concat()
}

/// Returns the name of a parameter on the wire: that of a header is the same in any case.
fn written(parameter: &Parameter) -> Cow<'_, str> {
    let is_header = parameter.location == ParameterLocation::Header;
    let lower = parameter.wire.to_ascii_lowercase();
    match is_header && is_case_of(&lower, parameter.name.as_str()) {
        true => Cow::Owned(lower),
        false => Cow::Borrowed(&parameter.wire),
    }
}

fn wire_name(wire: &str, name: &Ident) -> String {
    match is_case_of(wire, name.as_str()) {
        true => String::new(),
        false => format!("Wire name: {}.", code(wire)),
    }
}

pub(super) fn wire_value(value: &str, name: &Ident) -> Docs {
    match value {
        "" => Docs("`\"\"`".to_owned()),
        value if is_case_of(value, name.as_str()) => Docs::default(),
        value => Docs(code(value)),
    }
}

/// Returns the docs of a listed value: its description and the value.
fn listed_value(value: &str, own: &Docs, name: &Ident) -> Docs {
    let own = without_repeats(own, name.as_str());
    paragraphs([&own, &wire_value(value, name).0])
}

/// Returns docs without the paragraphs of one line that only repeat a name.
pub(super) fn without_repeats(docs: &Docs, name: &str) -> String {
    let lines: Vec<&str> = docs.0.lines().collect();
    let is_blank = |at: usize| lines.get(at).is_none_or(|line| line.is_empty());
    let mut is_fenced = false;
    let mut kept: Vec<&str> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        is_fenced ^= line.trim_start().starts_with("```");
        let is_paragraph = !is_fenced && (at == 0 || is_blank(at - 1)) && is_blank(at + 1);
        if !(is_paragraph && repeats_name(line, name)) {
            kept.push(line);
        }
    }
    match kept.len() == lines.len() {
        true => docs.0.clone(),
        false => kept
            .join("\n")
            .replace("\n\n\n", "\n\n")
            .trim_matches('\n')
            .to_owned(),
    }
}

/// Returns a paragraph for an item that is deprecated and has no attribute: one that warns neither its caller nor its server.
///
/// It is for what rustdoc does not mark: requests and methods of traits have no attribute, since whoever implements an API has to
/// name them.
pub(super) fn deprecation(deprecated: bool) -> &'static str {
    if deprecated {
        "**Deprecated** by the document."
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_that_repeat_a_name_are_left_out() {
        for (docs, expected) in [
            ("User id\n\nThe number.", "The number."),
            ("The number.\n\nUser id", "The number."),
            ("A\n\nuser_id\n\nB", "A\n\nB"),
            ("```text\n\nuser_id\n\n```", "```text\n\nuser_id\n\n```"),
            ("User id\nof the account", "User id\nof the account"),
            ("The user id.", ""),
        ] {
            assert_eq!(without_repeats(&Docs(docs.to_owned()), "user_id"), expected);
        }
    }

    #[test]
    fn the_value_of_a_variant_follows_its_description() {
        for (own, value, expected) in [
            ("Quick.", "small-1", "Quick.\n\n`small-1`"),
            ("", "small-1", "`small-1`"),
            ("Quick.", "small1", "Quick."),
            ("Small1", "small1", ""),
        ] {
            let docs = listed_value(value, &Docs(own.to_owned()), &Ident::new("Small1"));
            assert_eq!(docs.0, expected);
        }
    }

    #[test]
    fn facts_follow_a_sentence() {
        let facts = [String::new(), "1 item.".to_owned()];
        for (own, expected) in [
            ("", "1 item."),
            ("Tags.", "Tags.\n1 item."),
            ("Tags", "Tags\n\n1 item."),
            ("* a.", "* a.\n\n1 item."),
            ("A.\n\nB.", "A.\n\nB.\n\n1 item."),
        ] {
            assert_eq!(with_facts(own, &facts), expected);
        }
    }

    #[test]
    fn a_wire_name_that_follows_is_not_shown() {
        assert_eq!(wire_name("userId", &Ident::new("user_id")), "");
        assert_eq!(
            wire_name("userID", &Ident::new("user_id")),
            "Wire name: `userID`."
        );
    }
}
