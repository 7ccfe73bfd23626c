//! Drafts into the types of the IR: names settled, sorted, ids final.

use std::collections::{HashMap, HashSet};

use specwright_ir::{
    self as ir, AssertionId, Constraint, DefaultValue, Docs, Field, Ident, PatternId, Presence,
    Struct, Type, TypeDef, TypeId, TypeKind, UntypedReason, Value,
};
use specwright_spec::Location;

use crate::context::Context;
use crate::docs::with_paragraph;
use crate::draft::{Draft, Form, Object, Shape, UnknownProperties, index};
use crate::drafts::preserve_unknown;
use crate::naming::{Claim, Kind, Rank, name, settle};
use crate::operations::OperationDraft;

/// Decides the names of fields, type by type.
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

/// Decides the names of types: those that are live.
pub(crate) fn name_types(context: &mut Context<'_>, live: &[bool]) -> Vec<Ident> {
    let mut claims = Vec::new();
    let mut places = Vec::new();
    let mut positions = Vec::new();
    for position in (0..context.arena.drafts.len()).filter(|position| live[*position]) {
        let draft = &context.arena.drafts[position];
        if matches!(draft.shape, Shape::Gap(_)) {
            continue;
        }
        let claim = claim(draft, &context.arena.drafts);
        let at = draft.at.clone();
        let has_place = draft.form == Form::Main && !draft.is_inner;
        claims.push(if has_place {
            context.session.pin(&at, true, claim)
        } else {
            claim
        });
        places.push(at);
        positions.push(position);
    }
    let (settled, collisions) = settle(&claims);
    context
        .session
        .report_collisions(&places, &claims, &settled, &collisions);
    let mut names = vec![Ident::new(""); context.arena.drafts.len()];
    for (position, name) in positions.into_iter().zip(settled) {
        names[position] = name;
    }
    names
}

fn claim(draft: &Draft, drafts: &[Draft]) -> Claim {
    let disambiguator = draft.disambiguator.as_str();
    match (&draft.component, draft.form) {
        (_, Form::Request) => {
            let base = draft.component.as_deref().unwrap_or(&draft.preferred_name);
            Claim::new(
                &format!("{}Request", name(base, Kind::Type)),
                Kind::Type,
                Rank::Derived,
                "form",
            )
            .with_disambiguator(disambiguator)
        }
        (Some(name), Form::Main) => {
            Claim::new(name, Kind::Type, Rank::Named, "").with_disambiguator(disambiguator)
        }
        (None, Form::Main) => {
            let word = word(draft, drafts);
            let claim = Claim::new(&draft.preferred_name, Kind::Type, Rank::Inline, word)
                .with_disambiguator(disambiguator);
            match &draft.alternate_name {
                Some(alternate) => claim.with_alternate(alternate),
                None => claim,
            }
        }
    }
}

/// A word for what an inline schema is, if its name is taken: the same whether it is an alias of an equal one or not.
fn word(draft: &Draft, drafts: &[Draft]) -> &'static str {
    let pointer = draft.at.pointer.as_str();
    let within = |keys: &[&str]| keys.iter().any(|key| pointer.starts_with(key));
    let shape = match &draft.shape {
        Shape::Alias(Type::Named(id)) => &drafts[index(*id)].shape,
        own => own,
    };
    match shape {
        _ if within(&["/components/responses/"]) => "Response",
        _ if within(&["/components/requestBodies/"]) => "Body",
        _ if within(&["/components/parameters/", "/components/headers/"]) => "Parameter",
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::LiteralEnum(_) => "Enum",
        Shape::Union(_) => "Union",
        Shape::Alias(_) | Shape::Newtype(_) | Shape::Wrapper(_) => "Type",
        Shape::Struct(_) | Shape::Open | Shape::Gap(_) => "Object",
    }
}

/// The types of the IR, sorted by name, and the final id of each draft.
pub(crate) fn types(
    context: &mut Context<'_>,
    live: &[bool],
    names: &[Ident],
    operations: &mut [OperationDraft<'_>],
) -> (Vec<TypeDef>, Vec<ir::Pattern>, Vec<ir::Assertion>, Ids) {
    let kept = |position: &usize| {
        live[*position] && !matches!(context.arena.drafts[*position].shape, Shape::Gap(_))
    };
    let mut order: Vec<usize> = (0..context.arena.drafts.len()).filter(kept).collect();
    order.sort_by(|left, right| names[*left].cmp(&names[*right]));
    let mut ids = Ids {
        types: vec![None; context.arena.drafts.len()],
        patterns: Vec::new(),
        assertions: HashMap::new(),
    };
    for (new, old) in order.iter().enumerate() {
        ids.types[*old] = Some(TypeId(new as u32));
    }
    let mut assertions = assertions(context, &order, &mut ids);
    let mut used = used_patterns(context, &order, operations);
    for keyword in assertions.iter_mut().flat_map(|it| &mut it.keywords) {
        used.extend(keyword.patterns_mut().into_iter().map(|id| *id));
    }
    let (patterns, pattern_ids) = std::mem::take(&mut context.arena.patterns).finish(&used);
    ids.patterns = pattern_ids;
    for keyword in assertions.iter_mut().flat_map(|it| &mut it.keywords) {
        for id in keyword.patterns_mut() {
            *id = ids.patterns[id.0 as usize];
        }
    }
    // The drafts have served; what they hold moves into the types.
    let mut drafts: Vec<_> = std::mem::take(&mut context.arena.drafts)
        .into_iter()
        .map(Some)
        .collect();
    let types = order
        .iter()
        .filter_map(|position| Some((drafts[*position].take()?, names[*position].clone())))
        .map(|(draft, name)| {
            let main = draft.main.map(|main| &names[index(main)]);
            let places = [&draft.at, &draft.owner].map(|at| context.session.pointer(at));
            finish(draft, (name, main), places, &ids)
        })
        .collect();
    (types, patterns, assertions, ids)
}

/// The assertions that generated types use, with their final ids.
fn assertions(context: &mut Context<'_>, order: &[usize], ids: &mut Ids) -> Vec<ir::Assertion> {
    let roots = order
        .iter()
        .flat_map(|position| preserve_unknown::assertions(&context.arena.drafts[*position].shape));
    let all = std::mem::take(&mut context.arena.assertions);
    let reached = all.reached(roots.collect::<Vec<_>>());
    let numbered = reached.iter().enumerate();
    ids.assertions = numbered
        .map(|(new, old)| (*old, AssertionId(new as u32)))
        .collect();
    let mut list: Vec<ir::Assertion> = reached.iter().map(|id| all.get(*id).clone()).collect();
    for keyword in list.iter_mut().flat_map(|it| &mut it.keywords) {
        for id in keyword.ids_mut() {
            *id = ids.assertions[id];
        }
    }
    list
}

/// The patterns that generated types and operations use.
fn used_patterns(
    context: &mut Context<'_>,
    order: &[usize],
    operations: &mut [OperationDraft<'_>],
) -> HashSet<PatternId> {
    let mut used = HashSet::new();
    for position in order {
        let shape = &mut context.arena.drafts[*position].shape;
        if let Shape::Newtype(newtype) = shape {
            note_patterns(&newtype.rules, &mut used);
        }
        shape
            .values_mut()
            .into_iter()
            .for_each(|value| note_value(value, &mut used));
    }
    for operation in operations {
        operation
            .inbound_mut()
            .for_each(|value| note_value(value, &mut used));
        operation
            .outbound_mut()
            .for_each(|value| note_value(value, &mut used));
    }
    used
}

fn note_value(value: &Value, used: &mut HashSet<PatternId>) {
    value
        .rules
        .iter()
        .for_each(|rules| note_patterns(&rules.rules, used));
    match &value.ty {
        Type::Array(inner) | Type::Map(inner) => note_value(inner, used),
        Type::Tuple(it) => it.values().for_each(|value| note_value(value, used)),
        _ => {}
    }
}

fn note_patterns(rules: &[Constraint], used: &mut HashSet<PatternId>) {
    used.extend(rules.iter().filter_map(|rule| {
        if let Constraint::Pattern(id) = rule {
            Some(*id)
        } else {
            None
        }
    }));
}

/// The final ids of drafts and patterns.
#[derive(Debug)]
pub(crate) struct Ids {
    types: Vec<Option<TypeId>>,
    patterns: Vec<PatternId>,
    assertions: HashMap<AssertionId, AssertionId>,
}

impl Ids {
    /// Gives a type its final ids; what a gap has left is untyped.
    pub(crate) fn ty(&self, ty: &mut Type) {
        match ty {
            Type::Named(id) => match self.types[index(*id)] {
                Some(new) => *id = new,
                None => *ty = Type::Any(UntypedReason::Gap),
            },
            Type::Array(value) | Type::Map(value) => self.value(value),
            Type::Tuple(it) => it.values_mut().for_each(|value| self.value(value)),
            Type::Boxed(inner) => self.ty(inner),
            _ => {}
        }
    }

    /// Gives a value its final ids.
    pub(crate) fn value(&self, value: &mut Value) {
        self.ty(&mut value.ty);
        if let Some(rules) = &mut value.rules {
            self.rules(&mut rules.rules);
        }
    }

    fn rules(&self, rules: &mut [Constraint]) {
        for rule in rules {
            match rule {
                Constraint::Pattern(id) => *id = self.patterns[id.0 as usize],
                Constraint::Assertion(id) => *id = self.assertions[id],
                _ => {}
            }
        }
    }

    /// Gives a default its final ids.
    pub(crate) fn default(&self, default: &mut DefaultValue) {
        if let DefaultValue::Variant(id, _) | DefaultValue::Literal(id, _) = default
            && let Some(new) = self.types[index(*id)]
        {
            *id = new;
        }
    }

    /// Gives an operation its final ids.
    pub(crate) fn operation(&self, operation: &mut OperationDraft<'_>) {
        operation.inbound_mut().for_each(|value| self.value(value));
        operation.outbound_mut().for_each(|value| self.value(value));
        for lowered in operation.all_parameters_mut() {
            lowered
                .parameter
                .default
                .iter_mut()
                .for_each(|default| self.default(default));
        }
    }
}

/// What the form of requests says of itself, after what is said of both.
fn form_docs(docs: Docs, main: Option<&Ident>) -> Docs {
    match main.map(Ident::as_str).filter(|name| !name.is_empty()) {
        Some(main) => with_paragraph(docs, &format!("What requests have of [`{main}`].")),
        None => docs,
    }
}

fn finish(
    draft: Draft,
    (name, main): (Ident, Option<&Ident>),
    [schema, owner]: [String; 2],
    ids: &Ids,
) -> TypeDef {
    let kind = match draft.shape {
        Shape::Alias(mut ty) => {
            ids.ty(&mut ty);
            TypeKind::Alias(ty)
        }
        Shape::Struct(object) => TypeKind::Struct(object_struct(object, ids)),
        Shape::Newtype(mut newtype) => {
            ids.rules(&mut newtype.rules);
            TypeKind::Newtype(newtype)
        }
        Shape::Wrapper(mut value) => {
            ids.value(&mut value);
            TypeKind::Wrapper(value)
        }
        Shape::StringEnum(it) => TypeKind::StringEnum(it),
        Shape::IntegerEnum(it) => TypeKind::IntegerEnum(it),
        Shape::LiteralEnum(it) => TypeKind::LiteralEnum(it),
        Shape::Union(mut union) => {
            union
                .variants
                .iter_mut()
                .for_each(|variant| ids.value(&mut variant.value));
            TypeKind::Union(union)
        }
        Shape::Open | Shape::Gap(_) => TypeKind::Alias(Type::Any(UntypedReason::Gap)),
    };
    TypeDef {
        name,
        docs: form_docs(draft.docs, main),
        schema,
        owner,
        deprecated: draft.deprecated,
        copy: false,
        eq: false,
        default: false,
        kind,
    }
}

fn object_struct(object: Object, ids: &Ids) -> Struct {
    let fields: Vec<Field> = object
        .fields
        .into_iter()
        .map(|property| {
            let mut field = property.field;
            ids.value(&mut field.value);
            if let Presence::Optional(Some(default)) = &mut field.presence {
                ids.default(default);
            }
            field
        })
        .collect();
    let additional = match object.additional {
        UnknownProperties::Ignore => ir::UnknownProperties::Ignore,
        UnknownProperties::Deny(by) => ir::UnknownProperties::Deny(by),
        UnknownProperties::Capture(mut value) => {
            ids.value(&mut value);
            ir::UnknownProperties::Capture(name_of_rest(&fields), value)
        }
    };
    Struct {
        fields,
        additional,
        ignored: object.ignored,
        origins: object.origins,
        rules: object.rules.map(|mut rules| {
            ids.rules(&mut rules.rules);
            rules
        }),
    }
}

/// The field that keeps unknown names.
fn name_of_rest(fields: &[Field]) -> Ident {
    let mut claims: Vec<Claim> = fields
        .iter()
        .map(|field| Claim::reserved(field.name.as_str()))
        .collect();
    claims.push(Claim::derived(&[
        "additional_properties",
        "other_properties",
        "unnamed_properties",
    ]));
    settle(&claims)
        .0
        .pop()
        .unwrap_or_else(|| Ident::new("additional_properties"))
}
