//! Why values are left untyped.

use std::collections::BTreeMap;

use crate::{Api, Operation, Success, Type, TypeKind, UnknownProperties};

/// Why a value is left untyped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UntypedReason {
    /// A schema that says nothing of its values: `{}`, `true`, or annotations only.
    Schema,
    /// An array without `items`.
    Items,
    /// Properties of any name that the object does not describe.
    Properties,
    /// A name in `required` without a schema.
    Required,
    /// A body or a parameter without a schema.
    Content,
    /// A schema without `type`, read by the letter as its reader has asked.
    Letter,
    /// `patternProperties` of several types, or beside other names.
    Patterns,
    /// Items by their position, more than a tuple holds.
    Positions,
    /// Keywords that only an assertion can say, and no type beside them.
    Asserted,
    /// `oneOf` and `anyOf` that hold at once in too many combinations.
    Choices,
    /// A `format` without a type that picks none.
    Format,
    /// A gap that specwright.toml allows.
    Gap,
}

/// Each cause, its name, and whether the document says more than the type.
const ALL: [(UntypedReason, &str, bool); 12] = [
    (UntypedReason::Schema, "schema", false),
    (UntypedReason::Items, "items", false),
    (UntypedReason::Properties, "properties", false),
    (UntypedReason::Required, "required", false),
    (UntypedReason::Content, "content", false),
    (UntypedReason::Letter, "letter", false),
    (UntypedReason::Patterns, "patternProperties", true),
    (UntypedReason::Positions, "prefixItems", true),
    (UntypedReason::Asserted, "assertion", true),
    (UntypedReason::Choices, "choices", true),
    (UntypedReason::Format, "format", true),
    (UntypedReason::Gap, "gap", true),
];

impl UntypedReason {
    fn row(self) -> Option<&'static (UntypedReason, &'static str, bool)> {
        ALL.iter().find(|(cause, ..)| *cause == self)
    }

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |(_, name, _)| name)
    }

    /// Whether the document says more of the value than its type does; else it allows anything.
    pub fn is_loss(self) -> bool {
        self.row().is_some_and(|(.., is_loss)| *is_loss)
    }
}

impl Api {
    /// The untyped values of all types and operations, by cause.
    pub fn untyped(&self) -> BTreeMap<UntypedReason, usize> {
        let mut counts = BTreeMap::new();
        let mut count = |cause| *counts.entry(cause).or_default() += 1;
        for ty in &self.types {
            types_of(&ty.kind).for_each(|ty| each_untyped(ty, &mut count));
        }
        for operation in self.operations() {
            types_sent(operation).for_each(|ty| each_untyped(ty, &mut count));
        }
        let headers = self.headers.iter().flat_map(|it| &it.fields);
        headers.for_each(|it| each_untyped(&it.value.ty, &mut count));
        counts
    }
}

fn types_of(kind: &TypeKind) -> Box<dyn Iterator<Item = &Type> + '_> {
    match kind {
        TypeKind::Alias(ty) => Box::new(std::iter::once(ty)),
        TypeKind::Wrapper(value) => Box::new(std::iter::once(&value.ty)),
        TypeKind::Union(union) => Box::new(union.variants.iter().map(|it| &it.value.ty)),
        TypeKind::Struct(it) => {
            let kept = match &it.additional {
                UnknownProperties::Capture(_, value) => Some(&value.ty),
                UnknownProperties::Ignore | UnknownProperties::Deny(_) => None,
            };
            Box::new(it.fields.iter().map(|it| &it.value.ty).chain(kept))
        }
        TypeKind::Newtype(_)
        | TypeKind::StringEnum(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::LiteralEnum(_) => Box::new(std::iter::empty()),
    }
}

fn types_sent(operation: &Operation) -> impl Iterator<Item = &Type> {
    let successes = match &operation.outcome.success {
        Success::One(reply) => std::slice::from_ref(&**reply),
        Success::Many(_, replies) => replies,
    };
    let failures = operation.outcome.failure.iter().flat_map(|(_, it)| it);
    let replies = successes.iter().chain(failures);
    let bodies = operation.bodies.iter();
    let bodies = bodies.chain(replies.filter_map(|reply| reply.body.as_ref()));
    let parameters = operation.all_parameters().map(|it| &it.value.ty);
    parameters.chain(bodies.map(|it| &it.value.ty))
}

fn each_untyped(ty: &Type, visit: &mut impl FnMut(UntypedReason)) {
    match ty {
        Type::Any(cause) => visit(*cause),
        Type::Array(value) | Type::Map(value) => each_untyped(&value.ty, visit),
        Type::Tuple(it) => it.values().for_each(|value| each_untyped(&value.ty, visit)),
        Type::Boxed(inner) => each_untyped(inner, visit),
        _ => {}
    }
}
