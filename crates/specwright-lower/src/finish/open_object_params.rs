//! An exploded object is written without its name, so that one which keeps any property would keep all of a query, or of the
//! cookies. It is told which names belong to the other parameters of its operation.

use specwright_ir::{
    Module, Operation, Parameter, ParameterStyle, Struct, Type, TypeDef, TypeKind,
    UnknownProperties,
};

/// Tells each exploded object that is open which names are not its own.
pub(crate) fn lower(types: &[TypeDef], modules: &mut [Module]) {
    for module in modules {
        module
            .operations
            .iter_mut()
            .for_each(|operation| set_other_names(types, operation));
    }
}

fn set_other_names(types: &[TypeDef], operation: &mut Operation) {
    let is_open = |it: &Parameter| is_exploded(it) && keeps_any(types, &it.value.ty);
    if !operation.parameters.iter().any(is_open) {
        return;
    }
    let names: Vec<_> = operation
        .parameters
        .iter()
        .map(|it| (it.location, names(types, it)))
        .collect();
    for (own, parameter) in operation.parameters.iter_mut().enumerate() {
        if is_exploded(parameter) && keeps_any(types, &parameter.value.ty) {
            let others = names.iter().enumerate();
            parameter.others = others
                .filter(|(index, (location, _))| *index != own && *location == parameter.location)
                .flat_map(|(_, (_, names))| names.clone())
                .collect();
        }
    }
}

/// Whether an object is written as pairs of its properties.
fn is_exploded(parameter: &Parameter) -> bool {
    let style = matches!(
        parameter.style,
        ParameterStyle::Form | ParameterStyle::Cookie
    );
    style && parameter.explode
}

/// What the names of a parameter's pairs are, or begin with.
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

fn keeps_any(types: &[TypeDef], ty: &Type) -> bool {
    let is_map = matches!(target(types, ty), Type::Map(_));
    let is_kept = |it: &Struct| matches!(it.additional, UnknownProperties::Capture(..));
    is_map || object(types, ty).is_some_and(is_kept)
}

/// The struct that a type is.
fn object<'t>(types: &'t [TypeDef], ty: &'t Type) -> Option<&'t Struct> {
    let Type::Named(id) = target(types, ty) else {
        return None;
    };
    match &types[id.0 as usize].kind {
        TypeKind::Struct(object) => Some(object),
        _ => None,
    }
}

/// What a type comes to, without aliases, boxes and wrappers.
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
    // A circle of wrappers is an error that is told elsewhere, and has an end here.
    let chain = std::iter::successors(Some(ty), |ty| inner(ty));
    chain.take(2 * types.len() + 1).last().unwrap_or(ty)
}
