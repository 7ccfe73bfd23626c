//! The only value of a type.

use specwright_ir::{
    Constraint, DefaultValue, Ident, Initial, Type, TypeDef, TypeId, TypeKind, Value,
};

/// Returns the only value that a place admits; none if it admits several, or none.
pub(super) fn of_value(types: &[TypeDef], targets: &[TypeId], value: &Value) -> Option<Initial> {
    if value.nullable {
        return None;
    }
    if let Some(boolean) = boolean(value) {
        return Some(Initial::Only(DefaultValue::Boolean(boolean)));
    }
    match resolved(types, targets, &value.ty) {
        Type::Null => Some(Initial::Null),
        Type::Named(id) => of_named(&types[targets[id.0 as usize].0 as usize], *id),
        _ => None,
    }
}

/// Returns the boolean that the constraints of a value allow, if they allow one only.
fn boolean(value: &Value) -> Option<bool> {
    let mut constraints = value
        .constraints
        .iter()
        .flat_map(|constraints| &constraints.list);
    constraints.find_map(|constraint| match constraint {
        Constraint::Only(value) | Constraint::Constant(value) => Some(*value),
        _ => None,
    })
}

/// Returns the only value of a type, which its user calls by the name of `id`.
fn of_named(ty: &TypeDef, id: TypeId) -> Option<Initial> {
    let variants: Vec<&Ident> = match &ty.kind {
        TypeKind::StringEnum(it) if it.is_open => return None,
        TypeKind::StringEnum(it) => it.variants.iter().map(|it| &it.name).collect(),
        TypeKind::IntegerEnum(it) => it.variants.iter().map(|it| &it.name).collect(),
        TypeKind::LiteralEnum(it) => it.variants.iter().map(|it| &it.name).collect(),
        TypeKind::Wrapper(value) if !value.nullable => {
            let json = boolean(value)?.to_string();
            return Some(Initial::Only(DefaultValue::Json(json)));
        }
        _ => return None,
    };
    match variants.as_slice() {
        [only] => Some(Initial::Only(DefaultValue::Variant(id, (*only).clone()))),
        _ => None,
    }
}

/// Returns the value of a discriminator as one of a type; none if the type does not list it.
pub(super) fn of_tag(
    types: &[TypeDef],
    targets: &[TypeId],
    tag: &str,
    ty: &Type,
) -> Option<Initial> {
    let value = match resolved(types, targets, ty) {
        Type::String => DefaultValue::String(tag.to_owned()),
        Type::Named(id) => {
            let target = targets[id.0 as usize];
            let TypeKind::StringEnum(it) = &types[target.0 as usize].kind else {
                return None;
            };
            let variant = it.variants.iter().find(|it| it.value == tag)?;
            DefaultValue::Variant(*id, variant.name.clone())
        }
        _ => return None,
    };
    Some(Initial::Only(value))
}

/// Returns the type behind boxes and aliases.
pub(super) fn resolved<'t>(types: &'t [TypeDef], targets: &'t [TypeId], ty: &'t Type) -> &'t Type {
    match ty {
        Type::Boxed(inner) => resolved(types, targets, inner),
        Type::Named(id) => {
            let target = &targets[id.0 as usize];
            match &types[target.0 as usize].kind {
                TypeKind::Alias(inner) if !matches!(inner, Type::Named(_)) => inner,
                _ => ty,
            }
        }
        ty => ty,
    }
}
