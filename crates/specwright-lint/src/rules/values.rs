//! Rules about examples.

use std::collections::HashSet;

use crate::context::Context;
use crate::findings::Findings;
use specwright_spec::{
    AdditionalProperties, Fix, Location, MediaKind, MediaType, Node, Number, Parameter, Schema,
    SchemaId, Serialization, Types, quote,
};

/// Examples that their schema refuses.
pub(super) fn examples(context: &Context<'_>, found: &mut Findings) {
    let mut seen = HashSet::new();
    let mut check = |id: SchemaId, at: Location| {
        let value = context.trees.node(&at);
        let is_new = *value != Node::Null && seen.insert((id, at.clone()));
        if is_new && !context.is_instance(id, value) {
            report(context, id, at, value, found);
        }
    };
    for (id, schema) in context.schemas() {
        each_example(context, &schema.at, &mut |at| check(id, at));
    }
    for operation in context.operations() {
        for parameter in &operation.parameters {
            if let Serialization::Style { schema, .. } = parameter.serialization {
                each_example(context, &parameter.at, &mut |at| check(schema, at));
            }
        }
        let request = operation.request_body.iter().flat_map(|it| &it.content);
        let responses = operation.responses.iter().map(|(_, it)| it);
        let content = request.chain(responses.clone().flat_map(|it| &it.content));
        let is_json = |it: &&MediaType| MediaKind::of(&it.name) == MediaKind::Json;
        for media in content.filter(is_json) {
            if let Some(schema) = media.schema {
                each_example(context, &media.at, &mut |at| check(schema, at));
            }
        }
        for header in responses.flat_map(|it| &it.headers) {
            each_header_example(context, header, &mut check);
        }
    }
}

fn each_header_example(
    context: &Context<'_>,
    header: &Parameter,
    check: &mut impl FnMut(SchemaId, Location),
) {
    if let Serialization::Style { schema, .. } = header.serialization {
        each_example(context, &header.at, &mut |at| check(schema, at));
    }
}

/// Calls a function with the location of each example of a schema, media type or parameter.
fn each_example(context: &Context<'_>, at: &Location, visit: &mut impl FnMut(Location)) {
    let node = context.trees.node(at);
    if node.get("example").is_some() {
        visit(at.child("example"));
    }
    let list = at.child("examples");
    match node.get("examples") {
        Some(Node::Array(elements)) => {
            (0..elements.len()).for_each(|index| visit(list.index(index)));
        }
        Some(Node::Object(members)) => {
            for (name, _) in members {
                let entry = list.child(name);
                let target = context.trees.follow(&entry);
                if context.trees.node(target).get("value").is_some() {
                    visit(target.child("value"));
                }
            }
        }
        _ => {}
    }
}

/// Reports an example, at the part of it that is refused.
fn report(context: &Context<'_>, id: SchemaId, at: Location, value: &Node, found: &mut Findings) {
    let Some(mismatch) = mismatch(context, id, value, at, 0) else {
        return;
    };
    let Mismatch {
        at,
        reason,
        schema,
        fix,
    } = mismatch;
    let finding = found.at(&at, format!("invalid example: {reason}"));
    let schema = &context.schema(schema).at;
    let finding = finding.also(specwright_spec::Place::Key(schema.clone()), "the schema");
    found.push(match fix {
        Some(fix) => finding.fix(fix),
        None => finding.help("correct the example or the schema"),
    });
}

/// A part of a value that a schema refuses.
struct Mismatch {
    at: Location,
    reason: String,
    schema: SchemaId,
    fix: Option<Fix>,
}

/// Returns the innermost part of a value that is refused; none if only a property is missing that this direction does not have.
fn mismatch(
    context: &Context<'_>,
    id: SchemaId,
    value: &Node,
    at: Location,
    depth: usize,
) -> Option<Mismatch> {
    const DEEPEST: usize = 32;
    let id = context.target(id);
    let schema = context.schema(id);
    // The reference of a lenient run that resolves to nothing.
    if schema.unreadable || depth > DEEPEST {
        return None;
    }
    if let Some(types) = schema.types.filter(|types| !admits(*types, value)) {
        let fix = converted(types, value).map(|it| Fix::replace(&at, it));
        let reason = format!("expected {}, found {}", describe(types), value.describe());
        let schema = id;
        return Some(Mismatch {
            at,
            reason,
            schema,
            fix,
        });
    }
    if let Some((id, value, at)) = refused_part(context, schema, value, &at) {
        return mismatch(context, id, value, at, depth + 1);
    }
    let (at, reason) = own_reason(context, id, value, at)?;
    let (schema, fix) = (id, None);
    Some(Mismatch {
        at,
        reason,
        schema,
        fix,
    })
}

/// Returns the first part of a value that is refused by another schema than this one, with that schema.
fn refused_part<'v>(
    context: &Context<'_>,
    schema: &Schema,
    value: &'v Node,
    at: &Location,
) -> Option<(SchemaId, &'v Node, Location)> {
    let refuses = |id: &SchemaId, value: &Node| !context.is_instance(*id, value);
    if let Some(member) = schema.all_of.iter().find(|it| refuses(it, value)) {
        return Some((*member, value, at.clone()));
    }
    for (name, value) in value.members() {
        let property = schema.properties.iter().find(|(known, _)| known == name);
        if let Some((_, property)) = property.filter(|(_, it)| refuses(it, value)) {
            return Some((*property, value, at.child(name)));
        }
    }
    let items = schema.items.filter(|_| schema.prefix_items.is_empty())?;
    let mut elements = value.elements().iter().enumerate();
    let (index, value) = elements.find(|(_, value)| refuses(&items, value))?;
    Some((items, value, at.index(index)))
}

/// Returns the place and the reason of a value that the keywords of a schema refuse themselves.
fn own_reason(
    context: &Context<'_>,
    id: SchemaId,
    value: &Node,
    at: Location,
) -> Option<(Location, String)> {
    let schema = context.schema(id);
    let is_closed = schema.additional_properties == Some(AdditionalProperties::Allowed(false))
        && schema.pattern_properties.is_empty();
    let is_known = |name: &str| schema.properties.iter().any(|(known, _)| known == name);
    let mut names = value.members().iter().map(|(name, _)| name);
    if let Some(name) = names.find(|it| is_closed && !is_known(it)) {
        let reason = format!("the schema has no property {}", quote(name));
        return Some((at.child(name), reason));
    }
    let is_missing = |it: &&String| value.as_object().is_some() && value.get(it).is_none();
    let mut missing = schema.required.iter().filter(is_missing).peekable();
    if missing.peek().is_some() {
        let name = missing.find(|it| !is_one_way(context, id, it))?;
        let reason = format!("the required property {} is missing", quote(name));
        return Some((at, reason));
    }
    let lists = |it: &Vec<Node>| it.iter().any(|it| it.same_value(value));
    let reason = match schema.enumeration.as_ref().is_none_or(lists) {
        true => broken(schema, value),
        false => format!("{} is not a listed value", shown(value)),
    };
    Some((at, reason))
}

/// Returns true for a property that only requests or only responses have.
fn is_one_way(context: &Context<'_>, id: SchemaId, name: &str) -> bool {
    let properties = context.properties(id);
    let property = properties.into_iter().find(|(known, _)| *known == name);
    property.is_some_and(|(_, id)| {
        let schema = context.schema(context.described(id));
        schema.read_only || schema.write_only || context.schema(id).read_only
    })
}

/// Describes the keyword that refuses a value of the right type.
fn broken(schema: &Schema, value: &Node) -> String {
    let length = value.as_str().map(|it| it.chars().count() as u64);
    let too_long = length
        .zip(schema.max_length)
        .filter(|(length, max)| length > max);
    let too_short = length
        .zip(schema.min_length)
        .filter(|(length, min)| length < min);
    let kinds = [(&schema.one_of, "oneOf"), (&schema.any_of, "anyOf")];
    let composed = kinds.into_iter().find(|(members, _)| !members.is_empty());
    match (too_long, too_short, &schema.pattern, composed) {
        (Some((length, max)), ..) => format!("{length} characters, and `maxLength` is {max}"),
        (_, Some((length, min)), ..) => format!("{length} characters, and `minLength` is {min}"),
        (_, _, Some(pattern), _) if length.is_some() => {
            format!(
                "{} does not match the pattern {}",
                shown(value),
                quote(pattern)
            )
        }
        (.., Some((_, keyword))) => format!("the members of `{keyword}` refuse it"),
        _ => format!("{} violates a constraint", shown(value)),
    }
}

fn shown(value: &Node) -> String {
    quote(&value.compact())
}

/// Returns true if a value has one of these types.
fn admits(types: Types, value: &Node) -> bool {
    match value {
        Node::Null => types.null,
        Node::Bool(_) => types.boolean,
        Node::Number(number) => types.number || types.integer && number.is_integer(),
        Node::String(_) => types.string,
        Node::Array(_) => types.array,
        Node::Object(_) => types.object,
    }
}

/// Returns the value that is meant by one of another scalar type: `"1"` for 1, or 1 for `"1"`.
fn converted(types: Types, value: &Node) -> Option<Node> {
    match value {
        Node::Number(number) if types.string => Some(Node::String(number.as_str().to_owned())),
        Node::Bool(value) if types.string => Some(Node::String(value.to_string())),
        Node::String(text) if types.boolean && matches!(text.as_str(), "true" | "false") => {
            Some(Node::Bool(text == "true"))
        }
        Node::String(text) => {
            let number = Number::new(text)?;
            let fits = types.number || types.integer && number.is_integer();
            fits.then_some(Node::Number(number))
        }
        _ => None,
    }
}

/// Returns the names of types: `a string or null`.
fn describe(types: Types) -> String {
    let names = [
        (types.string, "a string"),
        (types.integer && !types.number, "an integer"),
        (types.number, "a number"),
        (types.boolean, "a boolean"),
        (types.array, "an array"),
        (types.object, "an object"),
        (types.null, "null"),
    ];
    let names = names.into_iter().filter(|(is, _)| *is);
    let names: Vec<&str> = names.map(|(_, name)| name).collect();
    match names.is_empty() {
        true => "no value".to_owned(),
        false => names.join(" or "),
    }
}
