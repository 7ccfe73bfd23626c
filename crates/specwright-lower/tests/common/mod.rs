//! Invariants of every lowered API.

use std::collections::BTreeSet;

use specwright_ir::{Api, Ident, Type, TypeKind, UnknownProperties, Value};

/// Checks that names are valid identifiers and distinct in their scope, that types are sorted, and that no type contains itself.
pub fn check(api: &Api) {
    let names: Vec<&Ident> = api.types.iter().map(|ty| &ty.name).collect();
    assert!(names.is_sorted(), "the types are sorted");
    scope("the root", names);
    for ty in &api.types {
        check_type(api, ty.name.as_str(), &ty.kind);
    }
    scope("patterns", api.patterns.iter().map(|pattern| &pattern.name));
    scope("modules", api.modules.iter().map(|module| &module.name));
    scope("methods", api.operations().map(|operation| &operation.name));
    check_operations(api);
    scope("servers", api.servers.iter().map(|server| &server.name));
    scope(
        "credentials",
        api.security_schemes.iter().map(|scheme| &scheme.name),
    );
    scope(
        "alternatives",
        api.alternatives.iter().map(|alternative| &alternative.name),
    );
    check_cycles(api);
}

fn check_operations(api: &Api) {
    let mut types = Vec::new();
    for operation in api.operations() {
        types.push(&operation.request);
        types.extend(&operation.parameters_name);
        let failure = operation.outcome.failure.as_ref();
        let failure = failure.filter(|_| operation.outcome.failure_sharing.is_here());
        types.extend(failure.map(|(name, _)| name));
        if let specwright_ir::Success::Many(name, _) = &operation.outcome.success {
            types.push(name);
        }
        scope(
            &operation.id,
            operation
                .path_parameters
                .iter()
                .map(|parameter| &parameter.name),
        );
        scope(
            &operation.id,
            operation.parameters.iter().map(|parameter| &parameter.name),
        );
        if let Some((_, replies)) = &operation.outcome.failure {
            scope(&operation.id, replies.iter().map(|reply| &reply.name));
        }
    }
    scope("operations", types);
}

fn check_type(api: &Api, name: &str, kind: &TypeKind) {
    match kind {
        TypeKind::Alias(ty) => check_ids(api, ty),
        TypeKind::Struct(it) => {
            let mut fields: Vec<&Ident> = it.fields.iter().map(|field| &field.name).collect();
            if let UnknownProperties::Capture(rest, value) = &it.additional {
                fields.push(rest);
                check_ids(api, &value.ty);
            }
            scope(name, fields);
            it.fields
                .iter()
                .for_each(|field| check_ids(api, &field.value.ty));
        }
        TypeKind::Newtype(_) => {}
        TypeKind::Wrapper(value) => check_ids(api, &value.ty),
        TypeKind::StringEnum(it) => scope(
            name,
            it.variants.iter().map(|it| &it.name).chain([&it.unknown]),
        ),
        TypeKind::IntegerEnum(it) => scope(
            name,
            it.variants.iter().map(|it| &it.name).chain([&it.unknown]),
        ),
        TypeKind::LiteralEnum(it) => scope(
            name,
            it.variants.iter().map(|it| &it.name).chain([&it.unknown]),
        ),
        TypeKind::Union(it) => {
            scope(name, it.variants.iter().map(|it| &it.name));
            it.variants
                .iter()
                .for_each(|it| check_ids(api, &it.value.ty));
        }
    }
}

fn scope<'a>(scope: &str, names: impl IntoIterator<Item = &'a Ident>) {
    let mut seen = BTreeSet::new();
    for name in names {
        let text = name.as_str();
        let valid = text
            .chars()
            .all(|char| char == '_' || char.is_alphanumeric())
            && !text.starts_with(|char: char| char.is_ascii_digit());
        assert!(
            valid && !text.is_empty() && !["self", "Self", "super", "crate", "_"].contains(&text),
            "{text:?} in {scope}"
        );
        assert!(seen.insert(text), "{text} twice in {scope}");
    }
}

fn check_ids(api: &Api, ty: &Type) {
    match ty {
        Type::Named(id) => assert!((id.0 as usize) < api.types.len()),
        Type::Array(value) | Type::Map(value) => check_ids(api, &value.ty),
        Type::Boxed(inner) => check_ids(api, inner),
        _ => {}
    }
}

/// Returns the types that a type contains directly.
fn contained(api: &Api, position: usize) -> Vec<usize> {
    let named = |value: &Value| match value.ty {
        Type::Named(id) => Some(id.0 as usize),
        _ => None,
    };
    match &api.types[position].kind {
        TypeKind::Alias(Type::Named(id)) => vec![id.0 as usize],
        TypeKind::Struct(it) => it
            .fields
            .iter()
            .filter_map(|field| named(&field.value))
            .collect(),
        TypeKind::Union(it) => it
            .variants
            .iter()
            .filter_map(|variant| named(&variant.value))
            .collect(),
        _ => Vec::new(),
    }
}

fn check_cycles(api: &Api) {
    let mut state = vec![0; api.types.len()];
    for root in 0..api.types.len() {
        let mut work = vec![(root, false)];
        while let Some((position, done)) = work.pop() {
            if done {
                state[position] = 2;
            } else if state[position] == 0 {
                state[position] = 1;
                work.push((position, true));
                for target in contained(api, position) {
                    assert!(
                        state[target] != 1,
                        "{} contains itself",
                        api.types[target].name
                    );
                    work.push((target, false));
                }
            }
        }
    }
}
