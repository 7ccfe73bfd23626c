//! Rules about `allOf`, `anyOf` and `oneOf`.

use crate::context::Context;
use crate::findings::Findings;
use specwright_spec::{Diagnostic, Fix, Location, Node, Pointer, Schema, SchemaId, quote};

/// The keywords that combine schemas.
const KEYWORDS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// Compositions of a single member without a sibling.
pub(super) fn of_one(context: &Context<'_>, found: &mut Findings) {
    for (_, schema) in context.schemas() {
        let node = context.trees.node(&schema.at);
        let [(keyword, Node::Array(members))] = node.members() else {
            continue;
        };
        let is_one = members.len() == 1 && KEYWORDS.contains(&keyword.as_str());
        // A component that is only a reference is another name, which a composition keeps in some tools.
        if is_one && schema.component.is_none() {
            let message = format!("`{keyword}` has a single member");
            let descendant = Pointer::default().child(keyword).child("0");
            let at = schema.at.child(keyword);
            let fix = Fix::hoist(&schema.at, descendant);
            let finding = found.at(&at, message);
            found.push(repaired(context, finding, fix, &at));
        }
    }
}

/// Members of `allOf` that constrain nothing that the schema does not constrain otherwise.
pub(super) fn vacuous_member(context: &Context<'_>, found: &mut Findings) {
    for (id, schema) in context.schemas() {
        if schema.all_of.len() + usize::from(has_own(schema)) < 2 {
            continue;
        }
        let list = schema.at.child("allOf");
        let members = context.trees.node(&list).elements();
        let vacuous: Vec<usize> = (0..members.len())
            .filter(|index| is_vacuous(context, id, *index, &members[*index]))
            .collect();
        // One of several equal members is needed.
        if vacuous.len() == members.len() {
            continue;
        }
        for index in vacuous {
            let at = list.index(index);
            let node = context.trees.node(&schema.at);
            let fix = match (members.len(), node.members().len()) {
                (2, 1) => Fix::hoist(
                    &schema.at,
                    Pointer::default()
                        .child("allOf")
                        .child(&(1 - index).to_string()),
                ),
                _ => Fix::remove(&at),
            };
            // The place of an element is its text.
            let message = "a member of `allOf` adds nothing";
            let finding = found.at(&at, message);
            found.push(repaired(context, finding, fix, &list));
        }
    }
}

/// Adds a repair that moves nodes, unless a reference refers to one of them.
fn repaired(context: &Context<'_>, finding: Diagnostic, fix: Fix, moved: &Location) -> Diagnostic {
    match context.holds_target(moved) {
        true => finding.help(format!(
            "{}, and correct the `$ref`s to parts of it",
            fix.describe()
        )),
        false => finding.fix(fix),
    }
}

/// Returns true if a schema has keywords beside `allOf` that make an object of it.
fn has_own(schema: &Schema) -> bool {
    schema.types.is_some() || !schema.properties.is_empty()
}

/// Returns true if a member is `{}`, or the `type` that another member or the schema has too.
fn is_vacuous(context: &Context<'_>, id: SchemaId, index: usize, member: &Node) -> bool {
    let schema = context.schema(id);
    let same_type = |types| {
        let others = schema.all_of.iter().enumerate();
        let mut others = others.filter(|(other, _)| *other != index);
        schema.types == types
            || others.any(|(_, id)| context.schema(context.target(*id)).types == types)
    };
    match member.members() {
        [] => member.as_object().is_some(),
        [(keyword, _)] if keyword == "type" => {
            let own = schema.all_of.get(index).map(|it| context.schema(*it).types);
            own.is_some_and(|types| types.is_some() && same_type(types))
        }
        _ => false,
    }
}

/// Properties that a member of `allOf` declares in the same way.
pub(super) fn redefined_property(context: &Context<'_>, found: &mut Findings) {
    for (_, schema) in context.schemas().filter(|(_, it)| !it.all_of.is_empty()) {
        for (position, member) in schema.all_of.iter().enumerate() {
            let inherited = context.properties(*member);
            let own = schema
                .properties
                .iter()
                .map(|(name, id)| (name.as_str(), *id));
            let earlier = schema.all_of[..position].iter();
            let earlier = earlier.filter(|it| context.schema(**it).component.is_none());
            let earlier = earlier.flat_map(|it| &context.schema(*it).properties);
            let declared = own.chain(earlier.map(|(name, id)| (name.as_str(), *id)));
            let declared: Vec<_> = declared.collect();
            for (name, id) in declared {
                let other = inherited.iter().find(|(other, _)| *other == name);
                if let Some((_, other)) = other.filter(|(_, other)| *other != id) {
                    report_redefined(context, name, (id, *other), found);
                }
            }
        }
    }
}

/// Reports a property if its two schemas differ in annotations at most.
fn report_redefined(
    context: &Context<'_>,
    name: &str,
    (own, inherited): (SchemaId, SchemaId),
    found: &mut Findings,
) {
    let (own, inherited) = (&context.schema(own).at, &context.schema(inherited).at);
    let nodes = [own, inherited].map(|at| super::duplicates::constraints(context.trees.node(at)));
    if nodes[0].value_key() != nodes[1].value_key() {
        return;
    }
    let is_same = context.trees.node(own) == context.trees.node(inherited);
    let change = match is_same {
        true => "changes nothing",
        false => "changes only its description",
    };
    let message = format!(
        "the inherited property {} is declared again, which {change}",
        quote(name)
    );
    let finding = found
        .at(own, message)
        .also(inherited, "inherited from here");
    found.push(match is_same {
        true => repaired(context, finding, Fix::remove(&removed(context, own)), own),
        false => finding
            .help("declare a property of another name, or write the difference as a constraint"),
    });
}

/// Returns the location to remove for a property: `properties`, if it is the only one.
fn removed(context: &Context<'_>, property: &Location) -> Location {
    let properties = property.parent();
    let is_only = |it: &Location| context.trees.node(it).members().len() == 1;
    properties
        .filter(is_only)
        .unwrap_or_else(|| property.clone())
}
