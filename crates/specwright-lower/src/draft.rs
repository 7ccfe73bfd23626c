//! Drafts: named types whose names are not decided yet.
//!
//! Until [`assemble`](crate::assemble), a [`TypeId`] is a position among the drafts, and a
//! [`PatternId`](specwright_ir::PatternId) a position in [`Patterns`](crate::semantics::patterns::Patterns).

use specwright_ir::{
    ClosingKeyword, Docs, Field, IntegerEnum, LiteralEnum, Newtype, Origin, StringEnum, Type,
    TypeId, Union, Value, ValueConstraints,
};
use specwright_spec::{Location, Node};

pub(crate) use crate::semantics::Access;

/// A named type.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// The place of its schema.
    pub at: Location,
    /// The schema that has its keywords.
    pub owner: Location,
    /// The name of the component, if it is one.
    pub component: Option<String>,
    /// The text that its name is made from, if no other type has that name.
    pub preferred_name: String,
    /// True for a type that another with the name of the place contains: a wrapper, or the union over the members of a parent.
    pub is_inner: bool,
    /// The text for another name: that of another schema that the type is merged from.
    pub alternate_name: Option<String>,
    /// The places of all schemas that the type is merged from, which no other inline type of this place has.
    pub disambiguator: String,
    /// The names of a definition that several inline schemas have in common.
    pub shared: Option<SharedNames>,
    /// The form that this is; most types have one.
    pub form: Form,
    /// The main form, if this is the request form.
    pub main: Option<TypeId>,
    pub docs: Docs,
    pub deprecated: bool,
    /// `readOnly` and `writeOnly` of the schema itself.
    pub access: Access,
    pub shape: Shape,
}

/// The names of a definition that several inline schemas have in common.
#[derive(Clone, Debug)]
pub(crate) struct SharedNames {
    /// The names, the best first.
    pub names: Vec<String>,
    /// The number of schemas.
    pub uses: usize,
}

/// The form of a type that differs by direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Form {
    /// The only form, or the form of responses.
    Main,
    /// The form of requests, beside the main form.
    Request,
}

/// The kind of a draft, with its contents.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// The type is being lowered; only a schema that contains itself reaches it in this state.
    Open,
    Alias(Type),
    Struct(Object),
    Newtype(Newtype),
    Wrapper(Value),
    StringEnum(StringEnum),
    IntegerEnum(IntegerEnum),
    LiteralEnum(LiteralEnum),
    Union(Union),
    /// An allowed gap, with its reason: the operations that use it are omitted.
    Gap(String),
}

/// The contents of a struct.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    pub fields: Vec<Property>,
    pub additional: UnknownProperties,
    /// True if unknown properties are handled as the document declares, or because an assertion needs them.
    pub preserves_unknown: bool,
    /// The properties of the other direction, which are ignored where unknown properties are not.
    pub ignored: Vec<String>,
    /// The keywords that are in another schema than that of the type.
    pub origins: Vec<Origin>,
    pub constraints: Option<ValueConstraints>,
}

/// The treatment of properties that the struct does not declare.
#[derive(Clone, Debug)]
pub(crate) enum UnknownProperties {
    Ignore,
    Deny(ClosingKeyword),
    Capture(Box<Value>),
}

/// A property of a struct.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    /// The field; its name is decided when the fields of its form are known.
    pub field: Field,
    pub at: Location,
    pub access: Access,
    pub default: Option<(Location, Node)>,
    /// True if reading sets the default where the property is absent.
    pub applies_default: bool,
}

/// Returns the position of a type among the drafts.
pub(crate) fn index(id: TypeId) -> usize {
    id.0 as usize
}

/// Calls `visit` with a type and every type in it.
pub(crate) fn each_type(ty: &mut Type, visit: &mut impl FnMut(&mut Type)) {
    visit(ty);
    match ty {
        Type::Array(value) | Type::Map(value) => each_type(&mut value.ty, visit),
        Type::Tuple(it) => it
            .values_mut()
            .for_each(|value| each_type(&mut value.ty, visit)),
        Type::Boxed(inner) => each_type(inner, visit),
        Type::Named(_)
        | Type::Boolean
        | Type::Integer(_)
        | Type::Number(_)
        | Type::String
        | Type::Text(_)
        | Type::Foreign(_)
        | Type::Base64
        | Type::File
        | Type::Media
        | Type::Null
        | Type::Any(_)
        | Type::Never => {}
    }
}

/// Calls `visit` with every named type in a type.
pub(crate) fn each_named(ty: &mut Type, visit: &mut impl FnMut(&mut TypeId)) {
    each_type(ty, &mut |ty| {
        if let Type::Named(id) = ty {
            visit(id);
        }
    });
}

impl Shape {
    /// Returns the values that it contains.
    pub(crate) fn values_mut(&mut self) -> Vec<&mut Value> {
        match self {
            Self::Struct(object) => {
                let kept = match &mut object.additional {
                    UnknownProperties::Capture(value) => Some(&mut **value),
                    UnknownProperties::Ignore | UnknownProperties::Deny(_) => None,
                };
                object
                    .fields
                    .iter_mut()
                    .map(|property| &mut property.field.value)
                    .chain(kept)
                    .collect()
            }
            Self::Wrapper(value) => vec![value],
            Self::Union(union) => union
                .variants
                .iter_mut()
                .map(|variant| &mut variant.value)
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Returns the values that it contains.
    pub(crate) fn values(&self) -> Vec<&Value> {
        match self {
            Self::Struct(object) => {
                let kept = match &object.additional {
                    UnknownProperties::Capture(value) => Some(&**value),
                    UnknownProperties::Ignore | UnknownProperties::Deny(_) => None,
                };
                let fields = object.fields.iter();
                fields.map(|it| &it.field.value).chain(kept).collect()
            }
            Self::Wrapper(value) => vec![value],
            Self::Union(union) => union.variants.iter().map(|it| &it.value).collect(),
            _ => Vec::new(),
        }
    }

    /// Calls `visit` with every type that it uses.
    pub(crate) fn each_type(&mut self, visit: &mut impl FnMut(&mut Type)) {
        if let Self::Alias(ty) = self {
            each_type(ty, visit);
        }
        for value in self.values_mut() {
            each_type(&mut value.ty, visit);
        }
    }

    /// Calls `visit` with every named type that it uses.
    pub(crate) fn each_named(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        self.each_type(&mut |ty| {
            if let Type::Named(id) = ty {
                visit(id);
            }
        });
    }

    /// Returns the named types that it uses.
    pub(crate) fn named(&self) -> Vec<TypeId> {
        self.named_by(|_| true)
    }

    /// Returns the named types that it uses; of its properties, only those for which `counts` returns true.
    pub(crate) fn named_by(&self, counts: impl Fn(&Property) -> bool) -> Vec<TypeId> {
        let mut ids = Vec::new();
        let mut push = |ty: &Type| push_named(ty, &mut ids);
        match self {
            Self::Alias(ty) => push(ty),
            Self::Struct(object) => {
                let fields = object.fields.iter().filter(|property| counts(property));
                fields.for_each(|property| push(&property.field.value.ty));
                if let UnknownProperties::Capture(value) = &object.additional {
                    push(&value.ty);
                }
            }
            other => other.values().iter().for_each(|value| push(&value.ty)),
        }
        ids
    }
}

/// Appends the named types in a type to `ids`.
pub(crate) fn push_named(ty: &Type, ids: &mut Vec<TypeId>) {
    match ty {
        Type::Named(id) => ids.push(*id),
        Type::Array(value) | Type::Map(value) => push_named(&value.ty, ids),
        Type::Tuple(it) => it.values().for_each(|value| push_named(&value.ty, ids)),
        Type::Boxed(inner) => push_named(inner, ids),
        _ => {}
    }
}
