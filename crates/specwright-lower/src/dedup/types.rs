//! Equal types become one type, with an alias for each other name.
//!
//! | types                                                                          | result                                  |
//! |--------------------------------------------------------------------------------|-----------------------------------------|
//! | structs, enums, unions that differ in name, description and place only         | the component whose name the others extend ([`families`]), and aliases |
//! | the same, if all are inline                                                    | a type named after its contents ([`shared`]), and aliases |
//! | newtypes that differ in `readOnly` and `writeOnly` only, where one name contains the other | the longest contained name, and aliases |
//! | other newtypes                                                                 | unchanged: an id of a user is not an id of an order |
//!
//! The name of every component and of every place remains, as a type or as an alias, so that
//! adding a schema to a document removes none of these.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use foldhash::HashMap;
use specwright_ir::{DefaultValue, Presence, Type, TypeId, Value};

use super::families::families;
use crate::context::Context;
use crate::draft::{Draft, Form, Shape, UnknownProperties, each_named, index, push_named};
use crate::operations::OperationDraft;
use crate::responses::is_success;

/// Makes drafts that equal another aliases of it. Returns true for each draft that is generated. Types inside an alias are generated
/// as well: a component that is added later must not remove their names by becoming the first.
pub(crate) fn lower(context: &mut Context<'_>, operations: &mut [OperationDraft<'_>]) -> Vec<bool> {
    merge_newtypes(context, operations);
    let mut before = live(&context.arena.drafts, operations);
    let classes = classes_by_family(&context.arena.drafts);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (position, class) in classes.iter().enumerate() {
        members.entry(*class).or_default().push(position);
    }
    let mut same: HashMap<usize, usize> = HashMap::default();
    let mut shared: HashMap<usize, usize> = HashMap::default();
    for members in members.into_values().filter(|members| members.len() > 1) {
        let drafts = &context.arena.drafts;
        let first = members.iter().min_by_key(|it| precedence(&drafts[**it]));
        let Some(&first) = first else { continue };
        let definition = super::shared::definition(context, &members, first);
        for position in members.into_iter().filter(|it| *it != definition) {
            let drafts = &mut context.arena.drafts;
            if position != first && is_same_place(&drafts[position], &drafts[first]) {
                same.insert(position, first);
            }
            if drafts[position].component.is_none() {
                shared.insert(position, definition);
            }
            drafts[position].shape = Shape::Alias(Type::Named(TypeId(definition as u32)));
        }
    }
    before.resize(context.arena.drafts.len(), false);
    name_errors_by_contents(operations, &shared);
    let target = |id: TypeId| {
        same.get(&index(id))
            .map_or(id, |first| TypeId(*first as u32))
    };
    redirect(&mut context.arena.drafts, operations, &target);
    let after = live(&context.arena.drafts, operations);
    let is_live = |(position, (before, after)): (usize, (&bool, bool))| {
        (*before || after) && !same.contains_key(&position)
    };
    before.iter().zip(after).enumerate().map(is_live).collect()
}

/// Replaces the inline types in errors with their definitions: operations that declare errors alike have one enum of them, which
/// cannot name the types of one operation.
fn name_errors_by_contents(
    operations: &mut [OperationDraft<'_>],
    definitions: &HashMap<usize, usize>,
) {
    let responses = operations.iter_mut().flat_map(|it| &mut it.responses);
    let errors = responses.filter(|it| !is_success(it.response.status));
    for body in errors.filter_map(|it| it.response.body.as_mut()) {
        each_named(&mut body.value.ty, &mut |id| {
            if let Some(definition) = definitions.get(&index(*id)) {
                *id = TypeId(*definition as u32);
            }
        });
    }
}

/// Returns true for two inline types at one place, such as a property that a schema repeats from a schema in its `allOf`: they need
/// one name only.
fn is_same_place(draft: &Draft, first: &Draft) -> bool {
    let inline = draft.component.is_none() && first.component.is_none();
    inline && draft.at == first.at && draft.form == first.form && draft.is_inner == first.is_inner
}

/// Returns the order among equal types: main forms before request forms, components before inline schemas, the shortest name of a
/// component first, then by name and by place.
fn precedence(draft: &Draft) -> (Form, bool, usize, &str, &specwright_spec::Location) {
    (
        draft.form,
        draft.component.is_none(),
        draft.component.as_ref().map_or(0, String::len),
        &draft.preferred_name,
        &draft.at,
    )
}

/// Returns the class of each draft, as the position of one of its members. Equal drafts of one family have the same class.
fn classes_by_family(drafts: &[Draft]) -> Vec<usize> {
    let classes = self::classes(drafts, None);
    match families(drafts, &classes) {
        Some(families) => self::classes(drafts, Some(&families)),
        None => classes,
    }
}

fn classes(drafts: &[Draft], families: Option<&[usize]>) -> Vec<usize> {
    let mut classes: Vec<usize> = (0..drafts.len()).collect();
    let mut keys: HashMap<(usize, String), usize> = HashMap::default();
    // A draft comes after the types that it uses; in a cycle, a type that comes later counts as different from all others.
    for position in bottom_up(drafts) {
        if let Some(key) = key(&drafts[position], &classes) {
            let family = families.map_or(0, |it| it[position]);
            classes[position] = *keys.entry((family, key)).or_insert(position);
        }
    }
    classes
}

fn bottom_up(drafts: &[Draft]) -> Vec<usize> {
    let mut order = Vec::with_capacity(drafts.len());
    let mut seen = vec![false; drafts.len()];
    for root in 0..drafts.len() {
        let mut work = vec![(root, false)];
        while let Some((position, done)) = work.pop() {
            if done {
                order.push(position);
            } else if !std::mem::replace(&mut seen[position], true) {
                work.push((position, true));
                work.extend(
                    drafts[position]
                        .shape
                        .named()
                        .into_iter()
                        .map(|id| (index(id), false)),
                );
            }
        }
    }
    order
}

/// Returns all of a draft except its name, description and place; none for a draft that is never merged.
fn key(draft: &Draft, classes: &[usize]) -> Option<String> {
    let mut key = Key {
        text: String::new(),
        classes,
    };
    let text = match &draft.shape {
        Shape::Struct(object) => {
            key.write(format_args!("struct {:?} ", draft.deprecated));
            for property in &object.fields {
                let field = &property.field;
                key.write(format_args!(
                    "{:?} {:?} {:?} {:?} ",
                    field.wire, field.name, field.docs.0, field.deprecated
                ));
                key.value(&field.value);
                key.presence(&field.presence);
            }
            match &object.additional {
                UnknownProperties::Ignore => key.write(format_args!("ignored ")),
                UnknownProperties::Deny(by) => key.write(format_args!("refused {by:?} ")),
                UnknownProperties::Capture(value) => key.value(value),
            }
            key.write(format_args!("{:?} ", object.ignored));
            if let Some(constraints) = &object.constraints {
                key.write(format_args!("{:?}", constraints.list));
            }
            key.text
        }
        Shape::StringEnum(it) => format!("{it:?} {:?}", draft.deprecated),
        Shape::IntegerEnum(it) => format!("{it:?} {:?}", draft.deprecated),
        Shape::LiteralEnum(it) => format!("{it:?} {:?}", draft.deprecated),
        Shape::Union(it) => {
            let deprecated = draft.deprecated;
            key.write(format_args!(
                "union {deprecated:?} {:?} {:?} ",
                it.strategy, it.keyword
            ));
            for variant in &it.variants {
                key.write(format_args!(
                    "{:?} {:?} {:?} {:?} {} ",
                    variant.name, variant.docs.0, variant.tags, variant.pins, variant.deprecated
                ));
                key.value(&variant.value);
            }
            key.text
        }
        Shape::Open | Shape::Alias(_) | Shape::Newtype(_) | Shape::Wrapper(_) | Shape::Gap(_) => {
            return None;
        }
    };
    Some(text)
}

struct Key<'a> {
    text: String,
    classes: &'a [usize],
}

impl Key<'_> {
    fn write(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.text.write_fmt(arguments);
    }

    /// Writes a value: named types by their class, constraints without the place of their schema.
    fn value(&mut self, value: &Value) {
        let constraints = value
            .constraints
            .as_ref()
            .map(|constraints| &constraints.list);
        self.write(format_args!("{:?} {constraints:?} ", value.nullable));
        match &value.ty {
            Type::Named(id) => self.class(*id),
            Type::Array(inner) => {
                self.write(format_args!("array "));
                self.value(inner);
            }
            Type::Map(inner) => {
                self.write(format_args!("map "));
                self.value(inner);
            }
            Type::Tuple(it) => {
                self.write(format_args!("tuple {} {} ", it.required, it.rest.is_some()));
                it.values().for_each(|value| self.value(value));
            }
            Type::Any(_) => self.write(format_args!("any ")),
            other => self.write(format_args!("{other:?} ")),
        }
    }

    fn class(&mut self, id: TypeId) {
        let class = self.classes[index(id)];
        self.write(format_args!("#{class} "));
    }

    fn presence(&mut self, presence: &Presence) {
        match presence {
            Presence::Optional(Some(DefaultValue::Variant(id, variant))) => {
                self.class(*id);
                self.write(format_args!("{variant:?} "));
            }
            Presence::Optional(Some(DefaultValue::Literal(id, text))) => {
                self.class(*id);
                self.write(format_args!("{text:?} "));
            }
            other => self.write(format_args!("{other:?} ")),
        }
    }
}

/// Merges newtypes that differ in direction only: `ReadOnlyMongoId` becomes an alias of `MongoId`. All uses refer to the target.
fn merge_newtypes(context: &mut Context<'_>, operations: &mut [OperationDraft<'_>]) {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::default();
    for (position, draft) in context.arena.drafts.iter().enumerate() {
        if let (Shape::Newtype(newtype), Some(_)) = (&draft.shape, &draft.component) {
            groups
                .entry(format!("{newtype:?}"))
                .or_default()
                .push(position);
        }
    }
    let drafts = &context.arena.drafts;
    let mut targets: HashMap<usize, usize> = HashMap::default();
    for group in groups.values().filter(|group| group.len() > 1) {
        for &position in group {
            let (preferred_name, access) =
                (&drafts[position].preferred_name, drafts[position].access);
            let inner = |other: &&usize| {
                let other = &drafts[**other];
                other.access != access
                    && other.preferred_name.len() < preferred_name.len()
                    && preferred_name.contains(&other.preferred_name)
            };
            let target = group.iter().filter(inner).max_by_key(|other| {
                (
                    drafts[**other].preferred_name.len(),
                    &drafts[**other].preferred_name,
                )
            });
            targets.extend(target.map(|target| (position, *target)));
        }
    }
    if targets.is_empty() {
        return;
    }
    // The target of a target has a shorter name, so that this terminates.
    let resolve = |id: TypeId| {
        let mut position = index(id);
        while let Some(target) = targets.get(&position) {
            position = *target;
        }
        TypeId(position as u32)
    };
    redirect(&mut context.arena.drafts, operations, &resolve);
    for &position in targets.keys() {
        let target = resolve(TypeId(position as u32));
        context.arena.drafts[position].shape = Shape::Alias(Type::Named(target));
    }
}

/// Replaces each use of a type with the type that `resolve` returns.
fn redirect(
    drafts: &mut [Draft],
    operations: &mut [OperationDraft<'_>],
    resolve: &impl Fn(TypeId) -> TypeId,
) {
    for draft in drafts {
        draft.shape.each_named(&mut |id| *id = resolve(*id));
        redirect_defaults(&mut draft.shape, resolve);
    }
    for operation in operations {
        for value in operation.inbound_mut() {
            each_named(&mut value.ty, &mut |id| *id = resolve(*id));
        }
        for value in operation.outbound_mut() {
            each_named(&mut value.ty, &mut |id| *id = resolve(*id));
        }
        for lowered in operation.all_parameters_mut() {
            if let Some(DefaultValue::Literal(id, _)) = &mut lowered.parameter.default {
                *id = resolve(*id);
            }
        }
    }
}

fn redirect_defaults(shape: &mut Shape, resolve: &impl Fn(TypeId) -> TypeId) {
    let Shape::Struct(object) = shape else { return };
    for property in &mut object.fields {
        if let Presence::Optional(Some(DefaultValue::Literal(id, _))) = &mut property.field.presence
        {
            *id = resolve(*id);
        }
    }
}

/// Returns true for each component, and for each type that a component or an operation uses.
fn live(drafts: &[Draft], operations: &[OperationDraft<'_>]) -> Vec<bool> {
    let mut live = vec![false; drafts.len()];
    let component = |(_, draft): &(usize, &Draft)| draft.component.is_some();
    let mut open: Vec<TypeId> = drafts
        .iter()
        .enumerate()
        .filter(component)
        .map(|(position, _)| TypeId(position as u32))
        .collect();
    for operation in operations {
        let (sent, received) = operation.named();
        open.extend(sent.into_iter().chain(received));
        for lowered in operation.all_parameters() {
            push_named(&lowered.parameter.value.ty, &mut open);
        }
    }
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut live[index(id)], true) {
            open.extend(drafts[index(id)].shape.named());
        }
    }
    live
}
