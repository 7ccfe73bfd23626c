//! `models.rs`: the types as a person would write them, and nothing else.

use crate::File;
use crate::deprecation::attribute;
use crate::docs::{doc, fixed_doc, inner_doc};
use crate::imports::Scope;
use crate::names::{Names, ident, plain};
use crate::task::Items;
use crate::ty;
use crate::types::constructors::has_constructors;
use crate::types::{groups, has_json, has_scalars, operations, setters};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};
use specwright_ir::{
    Api, Docs, Field, FixedItem, IntegerEnum, LiteralEnum, Newtype, Storage, StringEnum, Struct,
    TypeDef, TypeKind, Union, UnionStrategy, UnionVariant, UnknownProperties, Value,
};

/// The file: an item for each type.
pub(super) struct Models<'a> {
    api: &'a Api,
}

impl<'a> Models<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self { api }
    }
}

impl Items for Models<'_> {
    fn scope<'n>(&'n self, names: &'n Names<'n>) -> Scope<'n> {
        Scope::models(names)
    }

    fn count(&self) -> usize {
        match &self.api.features {
            Some(_) => 0,
            None => self.api.types.len(),
        }
    }

    fn item(&self, scope: &Scope<'_>, index: usize) -> TokenStream {
        item(scope, &self.api.types[index])
    }

    fn frame(&self, scope: &Scope<'_>) -> File {
        let (modules, imports) = (modules(scope.names()), scope.imports());
        let docs = inner_doc(&self.api.headings.models);
        File::new(
            "models.rs",
            "crates/specwright-emit/src/types/models.rs",
            quote!(#docs #modules #imports),
        )
    }
}

/// The files beside this one; the patterns are seen further out only where a parameter needs one.
fn modules(names: &Names<'_>) -> TokenStream {
    let api = names.api;
    let groups = api.features.as_ref().map(groups::declared);
    let has_tables = groups.is_none();
    let json = (has_tables && has_json(api)).then(|| {
        quote!(
            mod json;
        )
    });
    let visibility = operations::has_patterns(api).then(|| quote!(pub(super)));
    let patterns = (!api.patterns.is_empty()).then(|| quote!(#visibility mod patterns;));
    let scalars = (has_tables && has_scalars(api)).then(|| {
        quote!(
            mod scalars;
        )
    });
    let assertions = (!api.assertions.is_empty()).then(|| {
        quote!(
            mod assertions;
        )
    });
    let constructors = (has_tables && has_constructors(api)).then(|| {
        quote!(
            mod constructors;
        )
    });
    let setters = setters::module(has_tables && setters::of_models(api));
    quote!(#assertions #constructors #json #patterns #scalars #setters #groups)
}

pub(super) fn item(scope: &Scope<'_>, ty: &TypeDef) -> TokenStream {
    let (docs, deprecated) = (doc(&ty.docs), attribute(ty.deprecated));
    let derives = derives(ty);
    let name = ident(&ty.name);
    let definition = match &ty.kind {
        TypeKind::Alias(target) => {
            let target = ty::ty(scope, target);
            quote!(pub type #name = #target;)
        }
        TypeKind::Struct(it) => struct_(scope, &name, it),
        TypeKind::Wrapper(value) => {
            let inner = ty::value(scope, value);
            quote!(pub struct #name(pub #inner);)
        }
        TypeKind::Newtype(it) => newtype(scope, &name, it),
        TypeKind::StringEnum(it) => string_enum(scope, &name, it),
        TypeKind::IntegerEnum(it) => integer_enum(scope, &name, it),
        TypeKind::LiteralEnum(it) => literal_enum(scope, &name, it),
        TypeKind::Union(it) => union_(scope, &name, it),
    };
    let attributes = ty.attributes.iter().map(|it| ty::parsed(it));
    quote!(#docs #deprecated #derives #(#attributes)* #definition)
}

/// The derived traits; what reads, writes and checks is in the files beside.
fn derives(ty: &TypeDef) -> TokenStream {
    // Objects have no order. How they, unions and newtypes show themselves is their machinery's business, as secrets must not be shown.
    let (debug, ordered) = match &ty.kind {
        TypeKind::Alias(_) => return TokenStream::new(),
        TypeKind::Struct(_) | TypeKind::Union(_) => (false, false),
        TypeKind::LiteralEnum(_) | TypeKind::Wrapper(_) => (!ty.hides(), false),
        // The order of the document's list means nothing.
        TypeKind::StringEnum(_) => (false, false),
        TypeKind::IntegerEnum(_) => (true, false),
        TypeKind::Newtype(_) => (false, true),
    };
    // Two values of an enum are equal if they are written alike, whichever variant holds them.
    let compared = !matches!(
        ty.kind,
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::LiteralEnum(_)
    );
    let is_newtype = matches!(ty.kind, TypeKind::Newtype(_));
    // `object!` implements these for structs.
    let is_struct = matches!(ty.kind, TypeKind::Struct(_));
    let traits = [
        ("Clone", !is_struct),
        ("Copy", ty.copy),
        ("Debug", debug),
        ("Default", ty.default),
        ("PartialEq", compared && !is_struct),
        ("Eq", is_newtype && ty.eq),
        ("PartialOrd", ordered),
        ("Ord", ordered && ty.eq),
        ("Hash", is_newtype && ty.eq),
    ];
    let traits = traits
        .iter()
        .filter(|(_, derived)| *derived)
        .map(|(name, _)| *name);
    let known: Vec<&str> = traits.collect();
    let is_keyed = ty.eq
        && matches!(
            ty.kind,
            TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Wrapper(_)
        );
    let has = |name: &str| {
        known.contains(&name)
            || is_struct && matches!(name, "Clone" | "PartialEq")
            || (is_keyed || !compared) && matches!(name, "Eq" | "Hash")
    };
    let more = ty.derives.iter().filter(|name| !has(name));
    let more = more.map(|it| ty::parsed(it));
    let traits = known.iter().map(|name| plain(name).into_token_stream());
    let traits: Vec<TokenStream> = traits.chain(more).collect();
    match traits.is_empty() {
        true => TokenStream::new(),
        false => quote!(#[derive(#(#traits),*)]),
    }
}

fn struct_(scope: &Scope<'_>, name: &Ident, it: &Struct) -> TokenStream {
    let fields = it.fields.iter().map(|it| field(scope, it));
    let additional = match &it.additional {
        UnknownProperties::Ignore | UnknownProperties::Deny(_) => TokenStream::new(),
        UnknownProperties::Capture(name, values) => kept(scope, &ident(name), values),
    };
    quote!(pub struct #name { #(#fields,)* #additional })
}

fn field(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let (docs, deprecated) = (doc(&field.docs), attribute(field.deprecated));
    let (name, ty) = (
        ident(&field.name),
        ty::field(scope, &field.value, &field.presence),
    );
    quote!(#docs #deprecated pub #name: #ty)
}

fn kept(scope: &Scope<'_>, name: &Ident, values: &Value) -> TokenStream {
    let ty = ty::map(scope, values);
    let captured_properties_docs = fixed_doc(FixedItem::CapturedProperties);
    quote! {
        #captured_properties_docs
        pub #name: #ty,
    }
}

fn newtype(scope: &Scope<'_>, name: &Ident, it: &Newtype) -> TokenStream {
    let inner = match it.storage {
        Storage::Ascii(length) => {
            let length = Literal::u32_unsuffixed(length);
            quote!([u8; #length])
        }
        Storage::String => {
            let cow = scope.std("borrow", "Cow");
            quote!(#cow<'static, str>)
        }
        Storage::Integer(width) => ty::integer(width),
        Storage::Number(width) => ty::number(width),
    };
    quote!(pub struct #name(#inner);)
}

fn string_enum(scope: &Scope<'_>, name: &Ident, it: &StringEnum) -> TokenStream {
    let variants = it
        .variants
        .iter()
        .map(|it| enum_variant(&it.docs, &it.name, it.deprecated));
    let unknown = unknown(scope, name, &it.unknown, &ty::string(scope));
    quote!(pub enum #name { #(#variants,)* #unknown })
}

fn integer_enum(scope: &Scope<'_>, name: &Ident, it: &IntegerEnum) -> TokenStream {
    let variants = it
        .variants
        .iter()
        .map(|it| enum_variant(&it.docs, &it.name, it.deprecated));
    let unknown = unknown(scope, name, &it.unknown, &quote!(i64));
    quote!(pub enum #name { #(#variants,)* #unknown })
}

fn literal_enum(scope: &Scope<'_>, name: &Ident, it: &LiteralEnum) -> TokenStream {
    let variants = it
        .variants
        .iter()
        .map(|it| enum_variant(&it.docs, &it.name, it.deprecated));
    let unknown = unknown(scope, name, &it.unknown, &scope.runtime("Value"));
    quote!(pub enum #name { #(#variants,)* #unknown })
}

/// The variant of an enum that keeps any value which the document does not list.
fn unknown(
    scope: &Scope<'_>,
    name: &Ident,
    variant: &specwright_ir::Ident,
    value: &TokenStream,
) -> TokenStream {
    let (variant, unlisted) = (ident(variant), scope.runtime("Unlisted"));
    quote!(#variant(#unlisted<#value, #name>),)
}

fn enum_variant(docs: &Docs, name: &specwright_ir::Ident, deprecated: bool) -> TokenStream {
    let (docs, name, deprecated) = (doc(docs), ident(name), attribute(deprecated));
    quote!(#docs #deprecated #name)
}

fn union_(scope: &Scope<'_>, name: &Ident, it: &Union) -> TokenStream {
    let variants = it.variants.iter().map(|it| union_variant(scope, it));
    let several = several(scope, name, it);
    quote!(pub enum #name { #(#variants,)* #several })
}

/// `Several(Vec<Pet>),` for a value that fits several of the others.
fn several(scope: &Scope<'_>, name: &Ident, it: &Union) -> Option<TokenStream> {
    let UnionStrategy::Any(Some(variant)) = &it.strategy else {
        return None;
    };
    let (variant, parts) = (ident(variant), ty::array(scope, quote!(#name)));
    Some(quote!(#variant(#parts),))
}

fn union_variant(scope: &Scope<'_>, variant: &UnionVariant) -> TokenStream {
    let (docs, deprecated) = (doc(&variant.docs), attribute(variant.deprecated));
    let (name, value) = (ident(&variant.name), ty::value(scope, &variant.value));
    quote!(#docs #deprecated #name(#value))
}
