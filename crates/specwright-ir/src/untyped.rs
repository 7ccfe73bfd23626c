//! Reasons for untyped values.

use std::collections::BTreeMap;

use crate::{Api, Operation, Success, Type, TypeKind, UnknownProperties};

/// The reason why a value is untyped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UntypedReason {
    /// A schema without constraints: `{}`, `true`, or annotations only
    Schema,
    /// An array without `items`.
    Items,
    /// Properties of any name that the object does not describe.
    Properties,
    /// A name in `required` without a schema.
    Required,
    /// A body or a parameter without a schema.
    Content,
    /// A schema without `type`, with `untyped = "any"` configured
    Letter,
    /// `patternProperties` of several types, or beside other names.
    Patterns,
    /// `prefixItems` longer than a tuple
    Positions,
    /// Keywords that only an assertion can express, without a type
    Asserted,
    /// `oneOf` and `anyOf` together, with too many combinations
    Choices,
    /// A `format` without a type, which implies none
    Format,
    /// A gap that `specwright.toml` allows
    Gap,
}

/// Each reason with its name, and true if the document constrains the value.
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
        ALL.iter().find(|(reason, ..)| *reason == self)
    }

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |(_, name, _)| name)
    }

    /// Returns true if the document constrains the value and the type does not; false if it allows any value.
    pub fn is_loss(self) -> bool {
        self.row().is_some_and(|(.., is_loss)| *is_loss)
    }
}

impl Api {
    /// Counts the untyped values of all types and operations, by reason.
    pub fn untyped(&self) -> BTreeMap<UntypedReason, usize> {
        let mut counts = BTreeMap::new();
        let mut count = |reason| *counts.entry(reason).or_default() += 1;
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
        Type::Any(reason) => visit(*reason),
        Type::Array(value) | Type::Map(value) => each_untyped(&value.ty, visit),
        Type::Tuple(it) => it.values().for_each(|value| each_untyped(&value.ty, visit)),
        Type::Boxed(inner) => each_untyped(inner, visit),
        _ => {}
    }
}
