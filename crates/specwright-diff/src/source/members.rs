//! The parts of an item: renamed types in them, and their text.

use super::surface::{
    Argument, Definition, Field, Maker, Member, RustType, Signature, Variant, VariantFields,
};

type Rename<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A definition in which items have their new names.
pub(super) fn renamed(it: &Definition, rename: &impl Fn(&str) -> Option<String>) -> Definition {
    let rename: Rename<'_> = rename;
    match it {
        Definition::Alias(it) => Definition::Alias(ty(it, rename)),
        Definition::Struct(list, maker) => {
            let maker = match maker {
                Maker::New(list) => Maker::New(arguments(list, rename)),
                other => other.clone(),
            };
            Definition::Struct(fields(list, rename), maker)
        }
        Definition::Wrapper(it) => Definition::Wrapper(ty(it, rename)),
        Definition::Enum(list) => {
            Definition::Enum(list.iter().map(|it| variant(it, rename)).collect())
        }
        Definition::Function(it) => Definition::Function(signature(it, rename)),
        Definition::TraitMethod(it, provision) => {
            Definition::TraitMethod(signature(it, rename), *provision)
        }
        Definition::Newtype(_) | Definition::Fixed(_) => it.clone(),
    }
}

/// A member in which items have their new names.
pub(super) fn renamed_member(it: &Member, rename: &impl Fn(&str) -> Option<String>) -> Member {
    match it {
        Member::Borrowing(it) => Member::Borrowing(ty(it, rename)),
        Member::Taking(it) => Member::Taking(ty(it, rename)),
        Member::Value(it) => Member::Value(ty(it, rename)),
    }
}

fn ty(it: &RustType, rename: Rename<'_>) -> RustType {
    it.renamed(&rename)
}

fn fields(list: &[Field], rename: Rename<'_>) -> Vec<Field> {
    let fields = list.iter().map(|it| Field {
        name: it.name.clone(),
        ty: ty(&it.ty, rename),
    });
    fields.collect()
}

fn arguments(list: &[Argument], rename: Rename<'_>) -> Vec<Argument> {
    let arguments = list.iter().map(|it| Argument {
        ty: ty(&it.ty, rename),
        ..it.clone()
    });
    arguments.collect()
}

fn variant(it: &Variant, rename: Rename<'_>) -> Variant {
    let fields = match &it.fields {
        VariantFields::Positional(list) => {
            VariantFields::Positional(list.iter().map(|it| ty(it, rename)).collect())
        }
        VariantFields::Named(list) => VariantFields::Named(fields(list, rename)),
    };
    Variant {
        name: it.name.clone(),
        fields,
    }
}

fn signature(it: &Signature, rename: Rename<'_>) -> Signature {
    Signature {
        arguments: arguments(&it.arguments, rename),
        result: ty(&it.result, rename),
    }
}

/// A variant as text: `Ok(Pet)`.
pub(super) fn variant_text(it: &Variant) -> String {
    let name = &it.name;
    match &it.fields {
        VariantFields::Positional(list) if list.is_empty() => name.clone(),
        VariantFields::Positional(list) => {
            let list: Vec<String> = list.iter().map(RustType::to_string).collect();
            format!("{name}({})", list.join(", "))
        }
        VariantFields::Named(list) => {
            let list = list.iter().map(|it| format!("{}: {}", it.name, it.ty));
            let list: Vec<String> = list.collect();
            format!("{name} {{ {} }}", list.join(", "))
        }
    }
}

/// The way to make a struct as text: `new(name: impl Into<String>)`.
pub(super) fn maker_text(it: &Maker) -> String {
    match it {
        Maker::New(list) => format!("new({})", arguments_text(list)),
        Maker::Default => "Default".to_owned(),
        Maker::Impossible => "none: it has no value".to_owned(),
    }
}

/// A signature as text: `(pet_id: i64) -> Result<Pet, Error<GetPetError>>`.
pub(super) fn signature_text(it: &Signature) -> String {
    format!("({}) -> {}", arguments_text(&it.arguments), it.result)
}

fn arguments_text(list: &[Argument]) -> String {
    let list = list.iter().map(|it| match it.converts {
        true => format!("{}: impl Into<{}>", it.name, it.ty),
        false => format!("{}: {}", it.name, it.ty),
    });
    let list: Vec<String> = list.collect();
    list.join(", ")
}

/// A member as text: `-> Cat`.
pub(super) fn member_text(name: &str, it: &Member) -> String {
    match it {
        Member::Borrowing(ty) => format!("{name}(&self) -> Option<&{ty}>"),
        Member::Taking(ty) => format!("{name}(self) -> Result<{ty}, Self>"),
        Member::Value(ty) => format!("{name} -> {ty}"),
    }
}
