//! The names of types and of their fields.

use specwright_ir::{Ident, Type};
use specwright_spec::Location;

use crate::ComponentNames;
use crate::context::Context;
use crate::draft::{Draft, Form, Shape, index};
use crate::naming::places::component_claim;
use crate::naming::{Claim, Kind, Rank, name, settle};

/// Names the fields of each struct.
pub(crate) fn name_fields(context: &mut Context<'_>) {
    for position in 0..context.arena.drafts.len() {
        let Shape::Struct(object) = &context.arena.drafts[position].shape else {
            continue;
        };
        let places: Vec<Location> = object
            .fields
            .iter()
            .map(|property| property.at.clone())
            .collect();
        let wires: Vec<String> = object
            .fields
            .iter()
            .map(|property| property.field.wire.clone())
            .collect();
        let mut claims = Vec::new();
        for (wire, at) in wires.iter().zip(&places) {
            let claim = Claim::new(wire, Kind::Field, Rank::Named, "");
            claims.push(context.session.pin(at, false, claim));
        }
        let (names, collisions) = settle(&claims);
        context
            .session
            .report_collisions(&places, &claims, &names, &collisions);
        if let Shape::Struct(object) = &mut context.arena.drafts[position].shape {
            object
                .fields
                .iter_mut()
                .zip(names)
                .for_each(|(property, name)| property.field.name = name);
        }
    }
}

/// Names the types that are generated (`live`); the name of any other draft is empty.
pub(crate) fn name_types(context: &mut Context<'_>, live: &[bool]) -> Vec<Ident> {
    let mut claims = Vec::new();
    let mut places = Vec::new();
    let mut positions = Vec::new();
    for position in (0..context.arena.drafts.len()).filter(|position| live[*position]) {
        let draft = &context.arena.drafts[position];
        if matches!(draft.shape, Shape::Gap(_)) {
            continue;
        }
        let names = context.session.options.component_names;
        let claim = claim(draft, &context.arena.drafts, names);
        let at = draft.at.clone();
        let has_place = draft.form == Form::Main && !draft.is_inner && draft.shared.is_none();
        claims.push(if has_place {
            context.session.pin(&at, true, claim)
        } else {
            claim
        });
        places.push(at);
        positions.push(position);
    }
    let (settled, mut collisions) = settle(&claims);
    // A definition that several places share has no place that could be renamed.
    let drafts = &context.arena.drafts;
    for collision in &mut collisions {
        let has_place = |index: &usize| drafts[positions[*index]].shared.is_none();
        collision.moved.retain(has_place);
    }
    context
        .session
        .report_collisions(&places, &claims, &settled, &collisions);
    let mut names = vec![Ident::new(""); context.arena.drafts.len()];
    for (position, name) in positions.into_iter().zip(settled) {
        names[position] = name;
    }
    names
}

fn claim(draft: &Draft, drafts: &[Draft], names: ComponentNames) -> Claim {
    let disambiguator = draft.disambiguator.as_str();
    if let Some(shared) = &draft.shared {
        let names: Vec<&str> = shared.names.iter().map(String::as_str).collect();
        let claim = Claim::derived(&names).with_order(draft.at.pointer.as_str());
        return claim.with_uses(shared.uses);
    }
    match (&draft.component, draft.form) {
        (_, Form::Request) => Claim::of_words(
            &format!("{}Request", name(&draft.preferred_name, Kind::Type)),
            Kind::Type,
            Rank::Derived,
            "form",
        )
        .with_place(disambiguator),
        (Some(name), Form::Main) => component_claim(name, names).with_place(disambiguator),
        (None, Form::Main) => {
            let word = kind_word(draft, drafts);
            let claim = Claim::of_words(&draft.preferred_name, Kind::Type, Rank::Inline, word)
                .with_place(disambiguator);
            match &draft.alternate_name {
                Some(alternate) => claim.with_alternate(alternate),
                None => claim,
            }
        }
    }
}

/// Returns true for a member of an `allOf`, which has the name of the whole.
fn is_base(at: &Location) -> bool {
    let keyword = at
        .parent()
        .and_then(|it| it.pointer.last().map(|it| it == "allOf"));
    keyword.unwrap_or(false)
}

/// Returns the word that is added to the name of an inline schema if that is taken. An alias of an equal type has the word of that
/// type, so that the name does not depend on which of the two is the alias.
fn kind_word(draft: &Draft, drafts: &[Draft]) -> &'static str {
    let pointer = draft.at.pointer.as_str();
    let within = |keys: &[&str]| keys.iter().any(|key| pointer.starts_with(key));
    let shape = match &draft.shape {
        Shape::Alias(Type::Named(id)) => &drafts[index(*id)].shape,
        own => own,
    };
    match shape {
        _ if is_base(&draft.at) => "Base",
        _ if within(&["/components/responses/"]) => "Response",
        _ if within(&["/components/requestBodies/"]) => "Body",
        _ if within(&["/components/parameters/"]) => "Parameter",
        _ if within(&["/components/headers/"]) => "Header",
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::LiteralEnum(_) => "Enum",
        Shape::Union(_) => "Union",
        Shape::Alias(_) | Shape::Newtype(_) | Shape::Wrapper(_) => "Type",
        Shape::Struct(_) | Shape::Open | Shape::Gap(_) => "Object",
    }
}
