//! Drafts become the types of the IR: named, sorted by name, with their final ids.

mod ids;
mod names;

use std::collections::BTreeSet;

use foldhash::{HashMap, HashSet};
use specwright_ir::{
    self as ir, AssertionId, Constraint, Construction, Docs, Field, Ident, PatternId, Presence,
    Struct, Type, TypeDef, TypeId, TypeKind, UntypedReason, Value,
};

use crate::context::Context;
use crate::docs::{link, with_paragraph};
use crate::draft::{Draft, Object, Shape, UnknownProperties, index};
use crate::drafts::preserve_unknown;
use crate::naming::{Claim, derived, settle};
use crate::operations::OperationDraft;
use ids::Ids;
pub(crate) use names::{name_fields, name_types};

/// The types of the IR, with the patterns and assertions that they use.
pub(crate) struct Types {
    pub types: Vec<TypeDef>,
    pub patterns: Vec<ir::Pattern>,
    pub assertions: Vec<ir::Assertion>,
}

/// Moves the drafts that are generated (`live`) into the IR, and replaces the ids in operations. `names` has the name of each draft.
pub(crate) fn types(
    context: &mut Context<'_>,
    live: &[bool],
    names: &[Ident],
    operations: &mut [OperationDraft<'_>],
) -> Types {
    let kept = |position: &usize| {
        live[*position] && !matches!(context.arena.drafts[*position].shape, Shape::Gap(_))
    };
    let mut order: Vec<usize> = (0..context.arena.drafts.len()).filter(kept).collect();
    order.sort_by(|left, right| names[*left].cmp(&names[*right]));
    let mut ids = Ids {
        types: vec![None; context.arena.drafts.len()],
        patterns: Vec::new(),
        assertions: HashMap::default(),
    };
    for (new, old) in order.iter().enumerate() {
        ids.types[*old] = Some(TypeId(new as u32));
    }
    let mut assertions = assertions(context, &order, &mut ids);
    let mut used = used_patterns(context, &order, operations);
    for keyword in assertions.iter_mut().flat_map(|it| &mut it.keywords) {
        used.extend(keyword.patterns_mut().into_iter().map(|id| *id));
    }
    let (patterns, pattern_ids) =
        std::mem::take(&mut context.arena.pattern_users).name(&context.arena.patterns, &used);
    ids.patterns = pattern_ids;
    for keyword in assertions.iter_mut().flat_map(|it| &mut it.keywords) {
        for id in keyword.patterns_mut() {
            *id = ids.patterns[id.0 as usize];
        }
    }
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
    operations.iter_mut().for_each(|it| ids.operation(it));
    Types {
        types,
        patterns,
        assertions,
    }
}

/// Returns the assertions that generated types use, with their final ids.
fn assertions(context: &mut Context<'_>, order: &[usize], ids: &mut Ids) -> Vec<ir::Assertion> {
    let roots: BTreeSet<AssertionId> = order
        .iter()
        .flat_map(|position| preserve_unknown::assertions(&context.arena.drafts[*position].shape))
        .collect();
    let all = std::mem::take(&mut context.arena.assertions);
    let reached = all.reached(roots.iter().copied());
    let numbered = reached.iter().enumerate();
    ids.assertions = numbered
        .map(|(new, old)| (*old, AssertionId(new as u32)))
        .collect();
    let assertion = |old: &AssertionId| {
        let (draft, id) = (all.get(*old).clone(), ids.assertions[old]);
        ir::Assertion {
            name: derived::assertion_static(id),
            root: roots.contains(old).then(|| derived::assertion_root(id)),
            schema: draft.schema,
            keywords: draft.keywords,
        }
    };
    let mut list: Vec<ir::Assertion> = reached.iter().map(assertion).collect();
    for keyword in list.iter_mut().flat_map(|it| &mut it.keywords) {
        for id in keyword.ids_mut() {
            *id = ids.assertions[id];
        }
    }
    list
}

/// Returns the patterns that generated types and operations use.
fn used_patterns(
    context: &mut Context<'_>,
    order: &[usize],
    operations: &mut [OperationDraft<'_>],
) -> HashSet<PatternId> {
    let mut used = HashSet::default();
    for position in order {
        let shape = &mut context.arena.drafts[*position].shape;
        if let Shape::Newtype(newtype) = shape {
            add_patterns(&newtype.constraints, &mut used);
        }
        shape
            .values_mut()
            .into_iter()
            .for_each(|value| add_patterns_of(value, &mut used));
    }
    for operation in operations {
        operation
            .inbound_mut()
            .for_each(|value| add_patterns_of(value, &mut used));
        operation
            .outbound_mut()
            .for_each(|value| add_patterns_of(value, &mut used));
    }
    used
}

fn add_patterns_of(value: &Value, used: &mut HashSet<PatternId>) {
    value
        .constraints
        .iter()
        .for_each(|constraints| add_patterns(&constraints.list, used));
    match &value.ty {
        Type::Array(inner) | Type::Map(inner) => add_patterns_of(inner, used),
        Type::Tuple(it) => it.values().for_each(|value| add_patterns_of(value, used)),
        _ => {}
    }
}

fn add_patterns(constraints: &[Constraint], used: &mut HashSet<PatternId>) {
    used.extend(constraints.iter().filter_map(|it| match it {
        Constraint::Pattern(id) => Some(*id),
        _ => None,
    }));
}

/// Adds the sentence that the request form of a type has after the description of both forms.
fn form_docs(docs: Docs, main: Option<&Ident>) -> Docs {
    match main.filter(|name| !name.as_str().is_empty()) {
        Some(main) => with_paragraph(docs, &format!("The request form of {}.", link(main))),
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
            ids.constraints(&mut newtype.constraints);
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
        derives: Vec::new(),
        attributes: Vec::new(),
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
            ir::UnknownProperties::Capture(name_of_additional(&fields), value)
        }
    };
    Struct {
        fields,
        additional,
        ignored: object.ignored,
        origins: object.origins,
        construction: Construction::default(),
        constraints: object.constraints.map(|mut constraints| {
            ids.constraints(&mut constraints.list);
            constraints
        }),
    }
}

/// Returns the name of the field for additional properties.
fn name_of_additional(fields: &[Field]) -> Ident {
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
