//! Exploded object parameters with additional properties.
//!
//! An exploded object is serialized without the name of the parameter, so that one with additional properties would capture the whole
//! query, or all cookies. Each therefore has the names of the other parameters of its operation.

use specwright_ir::{
    Module, Operation, Parameter, ParameterStyle, Struct, Type, TypeDef, TypeKind,
    UnknownProperties,
};

/// Sets `others` of each exploded object parameter with additional properties.
pub(crate) fn lower(types: &[TypeDef], modules: &mut [Module]) {
    for module in modules {
        module
            .operations
            .iter_mut()
            .for_each(|operation| set_other_names(types, operation));
    }
}

fn set_other_names(types: &[TypeDef], operation: &mut Operation) {
    let is_affected = |it: &Parameter| is_exploded(it) && is_open(types, &it.value.ty);
    if !operation.parameters.iter().any(is_affected) {
        return;
    }
    let names: Vec<_> = operation
        .parameters
        .iter()
        .map(|it| (it.location, names(types, it)))
        .collect();
    for (own, parameter) in operation.parameters.iter_mut().enumerate() {
        if is_exploded(parameter) && is_open(types, &parameter.value.ty) {
            let others = names.iter().enumerate();
            parameter.others = others
                .filter(|(index, (location, _))| *index != own && *location == parameter.location)
                .flat_map(|(_, (_, names))| names.clone())
                .collect();
        }
    }
}

/// Returns true if an object is serialized as pairs of its properties.
fn is_exploded(parameter: &Parameter) -> bool {
    let style = matches!(
        parameter.style,
        ParameterStyle::Form | ParameterStyle::Cookie
    );
    style && parameter.explode
}

/// Returns the names, or prefixes of names, of the pairs that a parameter is serialized as.
fn names(types: &[TypeDef], parameter: &Parameter) -> Vec<String> {
    let wire = parameter.wire.clone();
    if parameter.style == ParameterStyle::DeepObject {
        return vec![format!("{wire}["), wire];
    }
    match object(types, &parameter.value.ty).filter(|_| is_exploded(parameter)) {
        Some(object) => object.fields.iter().map(|it| it.wire.clone()).collect(),
        None => vec![wire],
    }
}

fn is_open(types: &[TypeDef], ty: &Type) -> bool {
    let is_map = matches!(target(types, ty), Type::Map(_));
    let is_kept = |it: &Struct| matches!(it.additional, UnknownProperties::Capture(..));
    is_map || object(types, ty).is_some_and(is_kept)
}

/// Returns the struct that a type is.
fn object<'t>(types: &'t [TypeDef], ty: &'t Type) -> Option<&'t Struct> {
    let Type::Named(id) = target(types, ty) else {
        return None;
    };
    match &types[id.0 as usize].kind {
        TypeKind::Struct(object) => Some(object),
        _ => None,
    }
}

/// Returns the type behind aliases, boxes and wrappers.
fn target<'t>(types: &'t [TypeDef], ty: &'t Type) -> &'t Type {
    let inner = |ty: &'t Type| match ty {
        Type::Boxed(inner) => Some(&**inner),
        Type::Named(id) => match &types[id.0 as usize].kind {
            TypeKind::Alias(inner) => Some(inner),
            TypeKind::Wrapper(value) => Some(&value.ty),
            _ => None,
        },
        _ => None,
    };
    // A cycle of wrappers is reported elsewhere; the bound ends it here.
    let chain = std::iter::successors(Some(ty), |ty| inner(ty));
    chain.take(2 * types.len() + 1).last().unwrap_or(ty)
}
