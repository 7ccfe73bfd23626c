//! Replaces every text of an API that comes from its document.

use specwright_ir::*;

/// Replaces every string that is neither a name nor a number.
pub fn poison(api: &mut Api, text: &str) {
    let set = |string: &mut String| text.clone_into(string);
    [&mut api.title, &mut api.docs.0].into_iter().for_each(set);
    api.types.iter_mut().for_each(|ty| poison_type(ty, text));
    api.patterns
        .iter_mut()
        .for_each(|pattern| set(&mut pattern.source));
    for module in &mut api.modules {
        set(&mut module.docs.0);
        module
            .operations
            .iter_mut()
            .for_each(|operation| poison_operation(operation, text));
    }
    for server in &mut api.servers {
        [&mut server.docs.0, &mut server.url]
            .into_iter()
            .for_each(set);
    }
    for scheme in &mut api.security_schemes {
        [&mut scheme.wire, &mut scheme.docs.0]
            .into_iter()
            .for_each(set);
        scheme.format.iter_mut().for_each(set);
        match &mut scheme.credential {
            Credential::Header(name) | Credential::Query(name) | Credential::Cookie(name) => {
                set(name)
            }
            Credential::Http(scheme) => *scheme = "\" fn evil() {}".to_owned(),
            Credential::Bearer
            | Credential::Basic
            | Credential::MutualTls
            | Credential::Unspecified => {}
        }
    }
    for omitted in &mut api.omitted {
        [
            &mut omitted.method,
            &mut omitted.path,
            &mut omitted.reason,
            &mut omitted.at,
        ]
        .into_iter()
        .for_each(set);
    }
}

fn poison_type(ty: &mut TypeDef, text: &str) {
    let set = |string: &mut String| text.clone_into(string);
    [&mut ty.docs.0, &mut ty.schema, &mut ty.owner]
        .into_iter()
        .for_each(set);
    match &mut ty.kind {
        TypeKind::Struct(it) => {
            it.constraints
                .iter_mut()
                .for_each(|constraints| set(&mut constraints.schema));
            it.ignored.iter_mut().for_each(set);
            for origin in &mut it.origins {
                set(&mut origin.schema);
                origin.names.iter_mut().for_each(set);
            }
            for field in &mut it.fields {
                [&mut field.wire, &mut field.docs.0]
                    .into_iter()
                    .for_each(set);
                poison_value(&mut field.value, text);
                if let Presence::Optional(Some(default)) = &mut field.presence {
                    poison_default(default, text);
                }
            }
        }
        TypeKind::StringEnum(it) => it
            .variants
            .iter_mut()
            .for_each(|variant| set(&mut variant.value)),
        TypeKind::LiteralEnum(it) => it
            .variants
            .iter_mut()
            .for_each(|variant| set(&mut variant.json)),
        TypeKind::Union(it) => {
            if let UnionStrategy::Discriminator(property) = &mut it.strategy {
                set(property);
            }
            for variant in &mut it.variants {
                set(&mut variant.docs.0);
                variant.tags.iter_mut().for_each(set);
                for pin in &mut variant.pins {
                    set(&mut pin.path);
                    if let PinValues::Texts(values) = &mut pin.values {
                        values.iter_mut().for_each(set);
                    }
                }
                poison_value(&mut variant.value, text);
            }
        }
        TypeKind::Alias(_)
        | TypeKind::Newtype(_)
        | TypeKind::Wrapper(_)
        | TypeKind::IntegerEnum(_) => {}
    }
}

fn poison_value(value: &mut Value, text: &str) {
    if let Some(constraints) = &mut value.constraints {
        text.clone_into(&mut constraints.schema);
    }
    if let Type::Array(inner) | Type::Map(inner) = &mut value.ty {
        poison_value(inner, text);
    }
}

fn poison_default(default: &mut DefaultValue, text: &str) {
    if let DefaultValue::String(string) | DefaultValue::Json(string) = default {
        text.clone_into(string);
    }
}

fn poison_operation(operation: &mut Operation, text: &str) {
    let set = |string: &mut String| text.clone_into(string);
    [
        &mut operation.id,
        &mut operation.docs.0,
        &mut operation.method,
        &mut operation.path,
    ]
    .into_iter()
    .for_each(set);
    for parameter in operation
        .path_parameters
        .iter_mut()
        .chain(&mut operation.parameters)
    {
        [
            &mut parameter.wire,
            &mut parameter.docs.0,
            &mut parameter.pointer,
        ]
        .into_iter()
        .for_each(set);
        parameter
            .default
            .iter_mut()
            .for_each(|default| poison_default(default, text));
        poison_value(&mut parameter.value, text);
    }
    let successes = match &mut operation.outcome.success {
        Success::One(reply) => std::slice::from_mut(&mut **reply),
        Success::Many(_, replies) => replies,
    };
    let failures = operation
        .outcome
        .failure
        .iter_mut()
        .flat_map(|(_, replies)| replies);
    let mut bodies: Vec<&mut Body> = operation.bodies.iter_mut().collect();
    for reply in successes.iter_mut().chain(failures) {
        set(&mut reply.docs.0);
        set(&mut reply.links.0);
        bodies.extend(&mut reply.body);
    }
    for body in bodies {
        [&mut body.docs.0, &mut body.written.media_type]
            .into_iter()
            .for_each(set);
        poison_value(&mut body.value, text);
    }
    operation
        .security
        .iter_mut()
        .flat_map(|(_, scopes)| scopes.values_mut().flatten())
        .for_each(set);
}
