//! The sites of constraints: the relation of each constraint's schema to the item that holds the value.

use specwright_ir::{Api, ConstraintSite, Parameter, Type, TypeDef, TypeKind, UnionKeyword, Value};

/// Sets the site of every constraint of an API, and the position of every parameter in its operation.
///
/// The pass comes last: it compares JSON Pointers, which splitting and merging types may change.
pub(super) fn assign(api: &mut Api) {
    api.types.iter_mut().for_each(ty);
    let modules = api.modules.iter_mut();
    for operation in modules.flat_map(|module| &mut module.operations) {
        let method = operation.method.to_lowercase();
        let own = format!("/paths/{}/{method}/parameters/", escape(&operation.path));
        let path = operation.path_parameters.iter_mut();
        path.chain(&mut operation.parameters)
            .for_each(|it| parameter(it, &own));
    }
}

fn ty(ty: &mut TypeDef) {
    let owner = &ty.owner;
    match &mut ty.kind {
        TypeKind::Struct(it) => {
            for field in &mut it.fields {
                let at = format!("{owner}/properties/{}", escape(&field.wire));
                value(&mut field.value, &at, ConstraintSite::Property);
            }
        }
        TypeKind::Union(it) => {
            for variant in &mut it.variants {
                if let Some((at, site)) = member(owner, &variant.value) {
                    value(&mut variant.value, &at, site);
                }
            }
        }
        _ => {}
    }
}

/// Returns the member of a union that has the constraints of a variant, if it is one.
fn member(union: &str, value: &Value) -> Option<(String, ConstraintSite)> {
    let at = &value.constraints.as_ref()?.schema;
    let (keyword, index) = at.strip_prefix(union)?.strip_prefix('/')?.split_once('/')?;
    let keyword = match keyword {
        "anyOf" => UnionKeyword::AnyOf,
        "oneOf" => UnionKeyword::OneOf,
        _ => return None,
    };
    let site = ConstraintSite::Member(keyword, index.parse().ok()?);
    Some((at.clone(), site))
}

fn parameter(it: &mut Parameter, own: &str) {
    let position = it.pointer.strip_prefix(own);
    it.position = position.and_then(|it| it.parse().ok());
    let at = format!("{}/schema", it.pointer);
    value(&mut it.value, &at, ConstraintSite::Parameter);
}

/// Sets the site of the constraints of a value that is expected at a JSON Pointer, and of those of its items.
fn value(value: &mut Value, at: &str, site: ConstraintSite) {
    set(value, at, site);
    if let Some((keyword, items)) = items(&mut value.ty) {
        set(items, &format!("{at}/{keyword}"), ConstraintSite::Inside);
    }
}

fn set(value: &mut Value, at: &str, site: ConstraintSite) {
    if let Some(own) = value.constraints.as_mut().filter(|own| own.schema == at) {
        own.site = site;
    }
}

fn items(ty: &mut Type) -> Option<(&'static str, &mut Value)> {
    match ty {
        Type::Array(items) => Some(("items", items)),
        Type::Map(values) => Some(("additionalProperties", values)),
        Type::Boxed(inner) => items(inner),
        _ => None,
    }
}

/// Returns a name as a token of a JSON Pointer (RFC 6901, section 3).
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
