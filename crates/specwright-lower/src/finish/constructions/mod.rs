//! Constructors and setters of structs.
//!
//! | field                                                                 | in the constructor                        |
//! |-----------------------------------------------------------------------|-------------------------------------------|
//! | required, of one value: a constant, an enum of one value, null        | that value                                |
//! | the tag of a member of unions, always the same value (`tags`)         | that value, even if the tag is optional   |
//! | required, a boolean or a number                                       | an argument                               |
//! | required, of another type or nullable                                 | an argument that converts into the type   |
//! | optional; additional properties                                       | empty                                     |
//!
//! A struct whose fields are all empty derives `Default` instead; one without arguments implements it. A struct without a value
//! (`uninhabited`) has neither. A setter is named after its field, with the prefix `set_` where a method of every struct has that name.

mod only;
mod tags;
mod uninhabited;

use std::collections::BTreeSet;

use specwright_ir::reserved::STRUCT_METHODS;
use specwright_ir::{
    Api, Body, Construction, Constructor, DefaultValue, Docs, Headers, Ident, Initial, Operation,
    Parameter, Passing, Presence, Setter, Struct, Type, TypeDef, TypeId, TypeKind,
    UnknownProperties, Value,
};

use super::targets;
use tags::{Tag, Tags};

/// The number of fields that the docs of `new` list as filled in.
const LISTED: usize = 3;

/// Sets the construction of every struct of an API. The pass comes after the names of types and fields are final.
pub(super) fn assign(api: &mut Api) {
    let facts = TypeFacts::new(&api.types);
    let structs: Vec<Option<Construction>> = (0..api.types.len())
        .map(|position| facts.of_type(position))
        .collect();
    let headers: Vec<Construction> = api.headers.iter().map(|it| facts.of_headers(it)).collect();
    for module in &mut api.modules {
        for operation in &mut module.operations {
            operation.parameters_construction = facts.of_parameters(&operation.parameters);
            operation.request_construction = facts.of_request(operation);
        }
    }
    for (ty, construction) in api.types.iter_mut().zip(structs) {
        if let (TypeKind::Struct(it), Some(construction)) = (&mut ty.kind, construction) {
            ty.default = construction.derives_default;
            it.construction = construction;
        }
    }
    for (it, construction) in api.headers.iter_mut().zip(headers) {
        it.construction = construction;
    }
}

/// A field of any struct, as far as construction is concerned.
struct Entry<'a> {
    name: &'a Ident,
    initial: Initial,
    /// The argument of its setter; none for a field that can have no value but an absent one.
    setter: Option<Passing>,
}

/// The facts about all types.
struct TypeFacts<'a> {
    types: &'a [TypeDef],
    /// The type behind the aliases of each type.
    targets: Vec<TypeId>,
    uninhabited: Vec<bool>,
    tags: Tags,
}

impl<'a> TypeFacts<'a> {
    fn new(types: &'a [TypeDef]) -> Self {
        let targets = targets(types);
        Self {
            types,
            uninhabited: uninhabited::find(types),
            tags: Tags::find(types, &targets),
            targets,
        }
    }

    /// Returns the construction of a type, if it is a struct.
    fn of_type(&self, position: usize) -> Option<Construction> {
        let TypeKind::Struct(it) = &self.types[position].kind else {
            return None;
        };
        if self.uninhabited[position] {
            return Some(Construction::default());
        }
        Some(construction(&self.entries(position, it)))
    }

    fn entries<'s>(&self, position: usize, it: &'s Struct) -> Vec<Entry<'s>> {
        let fields = it.fields.iter().map(|field| Entry {
            name: &field.name,
            initial: match self.tag(position, &field.wire, &field.value) {
                Some(tag) => tag,
                None => self.initial(&field.value, field.presence == Presence::Required),
            },
            setter: self.setter(&field.value),
        });
        let captured = match &it.additional {
            UnknownProperties::Capture(name, _) => Some(Entry {
                name,
                initial: Initial::Empty,
                setter: Some(Passing::Converted),
            }),
            UnknownProperties::Ignore | UnknownProperties::Deny(_) => None,
        };
        fields.chain(captured).collect()
    }

    /// Returns the initial value of a property that selects the struct among the members of unions, if it is always the same.
    fn tag(&self, position: usize, property: &str, value: &Value) -> Option<Initial> {
        match self.tags.of(position, property)? {
            Tag::Text(tag) => only::of_tag(self.types, &self.targets, tag, &value.ty),
            Tag::Only => only::of_value(self.types, &self.targets, value),
        }
    }

    fn initial(&self, value: &Value, required: bool) -> Initial {
        if !required {
            return Initial::Empty;
        }
        match only::of_value(self.types, &self.targets, value) {
            Some(only) => only,
            None => Initial::Argument(self.passing(value)),
        }
    }

    fn setter(&self, value: &Value) -> Option<Passing> {
        (!self.is_vacant(&value.ty)).then(|| self.passing_of(&value.ty))
    }

    fn passing(&self, value: &Value) -> Passing {
        match value.nullable {
            true => Passing::Converted,
            false => self.passing_of(&value.ty),
        }
    }

    fn passing_of(&self, ty: &Type) -> Passing {
        let is_plain = matches!(
            only::resolved(self.types, &self.targets, ty),
            Type::Boolean | Type::Integer(_) | Type::Number(_)
        );
        match is_plain {
            true => Passing::Exact,
            false => Passing::Converted,
        }
    }

    fn is_vacant(&self, ty: &Type) -> bool {
        uninhabited::is_uninhabited(ty, &self.uninhabited)
    }

    fn of_headers(&self, headers: &Headers) -> Construction {
        self.of_parameters(&headers.fields)
    }

    fn of_parameters(&self, parameters: &[Parameter]) -> Construction {
        match parameters.iter().any(|it| self.is_impossible(it)) {
            true => Construction::default(),
            false => construction(&self.parameters(parameters)),
        }
    }

    fn is_impossible(&self, it: &Parameter) -> bool {
        it.required && !it.value.nullable && self.is_vacant(&it.value.ty)
    }

    fn parameters<'p>(&self, parameters: &'p [Parameter]) -> Vec<Entry<'p>> {
        let entry = |it: &'p Parameter| Entry {
            name: &it.name,
            initial: self.initial(&it.value, it.required),
            setter: self.setter(&it.value),
        };
        parameters.iter().map(entry).collect()
    }

    fn of_request(&self, operation: &Operation) -> Construction {
        let has_impossible = operation.all_parameters().any(|it| self.is_impossible(it));
        let is_impossible =
            |it: &Body| it.required && !it.value.nullable && self.is_vacant(&it.value.ty);
        if has_impossible || operation.bodies.iter().any(is_impossible) {
            return Construction::default();
        }
        let [params, body, accept] = ["params", "body", "accept"].map(Ident::new);
        let mut entries = self.parameters(&operation.path_parameters);
        let mut add = |name, initial| {
            entries.push(Entry {
                name,
                initial,
                setter: Some(Passing::Converted),
            });
        };
        if operation.parameters_name.is_some() {
            add(&params, self.initial_parameters(&operation.parameters));
        }
        if let Some(initial) = self.initial_body(&operation.bodies) {
            add(&body, initial);
        }
        if operation.has_accept {
            add(&accept, Initial::Empty);
        }
        construction(&entries)
    }

    /// Returns the initial value of the struct of parameters: its own default, if it has one.
    fn initial_parameters(&self, parameters: &[Parameter]) -> Initial {
        let entries = self.parameters(parameters);
        match entries
            .iter()
            .any(|it| matches!(it.initial, Initial::Argument(_)))
        {
            true => Initial::Argument(Passing::Converted),
            false => Initial::Empty,
        }
    }

    /// Returns the initial value of the body: of several, an enum holds one.
    fn initial_body(&self, bodies: &[Body]) -> Option<Initial> {
        let initial = match bodies {
            [] => return None,
            [only] => self.initial(&only.value, only.required),
            [first, ..] if first.required => Initial::Argument(Passing::Converted),
            _ => Initial::Empty,
        };
        Some(initial)
    }
}

fn construction(entries: &[Entry<'_>]) -> Construction {
    // What `#[derive(Default)]` fills in too.
    let is_derived = |it: &Entry<'_>| {
        matches!(
            it.initial,
            Initial::Empty | Initial::Only(DefaultValue::Boolean(false))
        )
    };
    let is_derived = entries.iter().all(is_derived);
    let constructor = || Constructor {
        docs: Docs(docs(entries)),
        fields: entries.iter().map(|it| it.initial.clone()).collect(),
    };
    Construction {
        derives_default: is_derived,
        constructor: (!is_derived).then(constructor),
        setters: setters(entries),
    }
}

/// Returns the docs of `new`: what it fills in. The module says that it takes the required fields.
fn docs(entries: &[Entry<'_>]) -> String {
    let is_filled = |it: &&Entry<'_>| !matches!(it.initial, Initial::Argument(_) | Initial::Empty);
    let filled = entries.iter().filter(is_filled);
    let filled: Vec<String> = filled.map(|it| format!("`{}`", it.name)).collect();
    match filled.as_slice() {
        [] => String::new(),
        [one] => format!("Fills in {one}."),
        [first @ .., last] if filled.len() <= LISTED => {
            format!("Fills in {} and {last}.", first.join(", "))
        }
        all => format!("Fills in {} constants.", all.len()),
    }
}

/// Returns the setters of a struct. A name of a method gets the prefix, repeated until no field has that name.
fn setters(entries: &[Entry<'_>]) -> Vec<Option<Setter>> {
    let names: BTreeSet<&str> = entries.iter().map(|it| it.name.as_str()).collect();
    let setter = |entry: &Entry<'_>| {
        let mut name = entry.name.as_str().to_owned();
        if STRUCT_METHODS.contains(&name.as_str()) {
            while names.contains(name.as_str()) || STRUCT_METHODS.contains(&name.as_str()) {
                name.insert_str(0, "set_");
            }
        }
        entry.setter.map(|passing| Setter {
            name: Ident::new(name),
            passing,
        })
    };
    entries.iter().map(setter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setters_are_no_other_methods() {
        let names = ["id", "new", "set_new", "clone", "type"].map(Ident::new);
        let entry = |name| Entry {
            name,
            initial: Initial::Empty,
            setter: Some(Passing::Converted),
        };
        let entries: Vec<Entry<'_>> = names.iter().map(entry).collect();
        let setters = setters(&entries);
        let setters: Vec<&str> = setters
            .iter()
            .flatten()
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(
            setters,
            ["id", "set_set_new", "set_new", "set_clone", "type"]
        );
    }
}
