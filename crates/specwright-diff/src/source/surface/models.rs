//! The models.

use specwright_ir::{
    Api, Construction, Ident, Initial, Passing, Storage, Struct, Type, TypeDef, TypeKind, Union,
    UnionStrategy, UnknownProperties, VariantAccess,
};

use super::rust_type::{field, ty, value};
use super::{
    Argument, Definition, Field, Item, ItemOrigin, Maker, Member, RustType, Surface, TypeHead,
    Uses, Variant, VariantFields,
};
use crate::source::GeneratedCrate;

/// Adds the models.
pub(super) fn add(surface: &mut Surface, api: &Api, uses: &[Uses]) {
    for (index, it) in api.types.iter().enumerate() {
        let mut item = Item::new(definition(api, it), uses[index])
            .with_traits(traits(it))
            .with_features(features(api, index));
        item.origin = ItemOrigin {
            pointer: it.schema.clone(),
            operation: None,
        };
        item.traits.extend(it.derives.iter().cloned());
        let mut attributes = it.attributes.iter();
        item.is_non_exhaustive = attributes.any(|it| it.contains("non_exhaustive"));
        if let TypeKind::Union(union) = &it.kind {
            conversions(api, union, &mut item);
        }
        surface.add(GeneratedCrate::Types, it.name.as_str(), item);
    }
}

/// The features of a model.
fn features(api: &Api, index: usize) -> &[String] {
    let groups = api.features.iter().flat_map(|it| &it.groups);
    let mut of_type = groups.filter(|group| group.types.iter().any(|id| id.0 as usize == index));
    of_type.next().map_or(&[], |group| &group.features)
}

fn definition(api: &Api, it: &TypeDef) -> Definition {
    match &it.kind {
        TypeKind::Alias(target) => Definition::Alias(ty(api, target)),
        TypeKind::Struct(it) => {
            let fields = fields(api, it);
            let maker = maker(&it.construction, &fields);
            Definition::Struct(fields, maker)
        }
        TypeKind::Newtype(it) => Definition::Newtype(match it.storage {
            Storage::Ascii(length) => format!("[u8; {length}]"),
            Storage::String => "Cow<'static, str>".to_owned(),
            Storage::Integer(width) => width.name().to_owned(),
            Storage::Number(width) => width.name().to_owned(),
        }),
        TypeKind::Wrapper(inner) => Definition::Wrapper(value(api, inner)),
        TypeKind::StringEnum(list) => {
            let names = list.variants.iter().map(|it| &it.name);
            listed(&it.name, names, &list.unknown, RustType::string())
        }
        TypeKind::IntegerEnum(list) => {
            let names = list.variants.iter().map(|it| &it.name);
            let unlisted = RustType::standard("i64", []);
            listed(&it.name, names, &list.unknown, unlisted)
        }
        TypeKind::LiteralEnum(list) => {
            let names = list.variants.iter().map(|it| &it.name);
            let unlisted = RustType::runtime("Value", []);
            listed(&it.name, names, &list.unknown, unlisted)
        }
        TypeKind::Union(union) => Definition::Enum(variants(api, &it.name, union)),
    }
}

fn fields(api: &Api, it: &Struct) -> Vec<Field> {
    let fields = it.fields.iter().map(|it| Field {
        name: it.name.as_str().to_owned(),
        ty: field(api, &it.value, &it.presence),
    });
    let captured = match &it.additional {
        UnknownProperties::Ignore | UnknownProperties::Deny(_) => None,
        UnknownProperties::Capture(name, values) => Some(Field {
            name: name.as_str().to_owned(),
            ty: value(api, values).map(),
        }),
    };
    fields.chain(captured).collect()
}

/// The way to make a struct with these fields.
pub(super) fn maker(construction: &Construction, fields: &[Field]) -> Maker {
    let Some(constructor) = &construction.constructor else {
        return match construction.derives_default {
            true => Maker::Default,
            false => Maker::Impossible,
        };
    };
    if !constructor.has_arguments() {
        return Maker::Default;
    }
    let initial = fields.iter().zip(&constructor.fields);
    let arguments = initial.filter_map(|(field, initial)| match initial {
        Initial::Argument(passing) => Some(Argument {
            name: field.name.clone(),
            ty: unboxed(&field.ty),
            converts: *passing == Passing::Converted,
        }),
        Initial::Only(_) | Initial::Null | Initial::Empty => None,
    });
    Maker::New(arguments.collect())
}

/// The type of an argument for a field: without `Box`, within `Option` as well.
fn unboxed(it: &RustType) -> RustType {
    let Some(inner) = it.arguments.first() else {
        return it.clone();
    };
    match it.head {
        TypeHead::Standard("std::boxed::Box") => inner.clone(),
        TypeHead::Standard("std::option::Option") => unboxed(inner).optional(),
        _ => it.clone(),
    }
}

fn listed<'a>(
    name: &Ident,
    names: impl Iterator<Item = &'a Ident>,
    unknown: &Ident,
    unlisted: RustType,
) -> Definition {
    let unlisted = RustType::runtime("Unlisted", [unlisted, RustType::model(name)]);
    let named = names.map(|it| variant(it, Vec::new()));
    let unknown = variant(unknown, vec![unlisted]);
    Definition::Enum(named.chain([unknown]).collect())
}

/// A variant with positional fields.
pub(super) fn variant(name: &Ident, fields: Vec<RustType>) -> Variant {
    Variant {
        name: name.as_str().to_owned(),
        fields: VariantFields::Positional(fields),
    }
}

fn variants(api: &Api, name: &Ident, union: &Union) -> Vec<Variant> {
    let single = union.variants.iter();
    let single = single.map(|it| variant(&it.name, vec![value(api, &it.value)]));
    let several = match &union.strategy {
        UnionStrategy::Any(Some(several)) => {
            Some(variant(several, vec![RustType::model(name).array()]))
        }
        _ => None,
    };
    single.chain(several).collect()
}

/// The traits that the kind alone does not decide.
fn traits(it: &TypeDef) -> Vec<&'static str> {
    let default = match &it.kind {
        TypeKind::Alias(_) => return Vec::new(),
        TypeKind::Struct(of) => {
            let constructor = of.construction.constructor.as_ref();
            it.default || constructor.is_some_and(|it| !it.has_arguments())
        }
        _ => it.default,
    };
    let is_listed = matches!(
        it.kind,
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::LiteralEnum(_)
    );
    let is_newtype = matches!(it.kind, TypeKind::Newtype(_));
    let all = [
        ("Copy", it.copy),
        ("Default", default),
        ("Eq", it.eq || is_listed),
        ("Hash", it.eq || is_listed),
        ("Ord", is_newtype && it.eq),
    ];
    let all = all.into_iter().filter(|(_, has)| *has);
    all.map(|(name, _)| name).collect()
}

/// The conversions and accessors of a union.
fn conversions(api: &Api, union: &Union, item: &mut Item) {
    for it in &union.variants {
        if let Some(access) = &it.access {
            conversion(api, &it.value.ty, access, item);
        }
    }
}

fn conversion(api: &Api, inner: &Type, access: &VariantAccess, item: &mut Item) {
    let owned = ty(api, inner);
    let content = unboxed(&owned);
    let mut add = |name: &Ident, member| {
        item.members.insert(name.as_str().to_owned(), member);
    };
    add(&access.borrow, Member::Borrowing(content.clone()));
    add(&access.take, Member::Taking(owned));
    if access.converts {
        item.conversions.push(content);
    }
}
