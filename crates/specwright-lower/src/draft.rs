//! Types on their way: named things whose names are not decided yet.
//!
//! Until [`assemble`](crate::assemble) a [`TypeId`] is a position in the drafts, a [`PatternId`](specwright_ir::PatternId) one
//! in [`Patterns`](crate::patterns::Patterns).

use specwright_ir::{
    ClosingKeyword, Docs, Field, IntegerEnum, LiteralEnum, Newtype, Origin, StringEnum, Type,
    TypeId, Union, Value, ValueConstraints,
};
use specwright_spec::{Location, Node};

/// A named type.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Where its schema stands.
    pub at: Location,
    /// The schema that has its keywords.
    pub owner: Location,
    /// Its name, if it is a component.
    pub component: Option<String>,
    /// What it would like to be called.
    pub preferred_name: String,
    /// Whether it is inside the type that has the name of the place: a tuple struct, or the union over those that take it in.
    pub is_inner: bool,
    /// What else it may be called: what another schema that it is made of would be.
    pub alternate_name: Option<String>,
    /// What no other inline type of this place is made of: the places of all its schemas.
    pub disambiguator: String,
    /// Its form, if it has two.
    pub form: Form,
    /// The main form, if this is that of requests.
    pub main: Option<TypeId>,
    pub docs: Docs,
    pub deprecated: bool,
    /// `readOnly` and `writeOnly` of the schema itself.
    pub access: Access,
    pub shape: Shape,
}

/// Which of the two forms of a type this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Form {
    /// The only one, or the one that is read from responses.
    Main,
    /// The one that is sent in requests, beside the main one.
    Request,
}

/// Who may send a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Access {
    pub read_only: bool,
    pub write_only: bool,
}

/// What a draft is.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// Being lowered: only met by a schema that contains itself.
    Open,
    Alias(Type),
    Struct(Object),
    Newtype(Newtype),
    Wrapper(Value),
    StringEnum(StringEnum),
    IntegerEnum(IntegerEnum),
    LiteralEnum(LiteralEnum),
    Union(Union),
    /// What an allowed gap leaves: operations that reach it are left out.
    Gap(String),
}

/// An object.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    pub fields: Vec<Property>,
    pub additional: UnknownProperties,
    /// Whether the document says what becomes of others, or something else that looks at them.
    pub preserves_unknown: bool,
    /// The properties of the other direction, which are ignored, where others are not.
    pub ignored: Vec<String>,
    /// The keywords that are in other schemas.
    pub origins: Vec<Origin>,
    pub rules: Option<ValueConstraints>,
}

/// What becomes of other properties.
#[derive(Clone, Debug)]
pub(crate) enum UnknownProperties {
    Ignore,
    Deny(ClosingKeyword),
    Capture(Box<Value>),
}

/// A property.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    /// Its name is decided when the fields of its form are known.
    pub field: Field,
    pub at: Location,
    pub access: Access,
    pub default: Option<(Location, Node)>,
    /// Whether the default is filled in where the property is absent.
    pub applies_default: bool,
}

/// A type's position in the drafts.
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
        | Type::Timestamp
        | Type::Date
        | Type::Uuid
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
    /// The values that stand in it.
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

    /// The values that stand in it.
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

    /// The named types that it uses.
    pub(crate) fn named(&self) -> Vec<TypeId> {
        self.named_by(|_| true)
    }

    /// The named types that it uses, of its properties those that count.
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

/// Adds the named types in a type.
pub(crate) fn push_named(ty: &Type, ids: &mut Vec<TypeId>) {
    match ty {
        Type::Named(id) => ids.push(*id),
        Type::Array(value) | Type::Map(value) => push_named(&value.ty, ids),
        Type::Tuple(it) => it.values().for_each(|value| push_named(&value.ty, ids)),
        Type::Boxed(inner) => push_named(inner, ids),
        _ => {}
    }
}
