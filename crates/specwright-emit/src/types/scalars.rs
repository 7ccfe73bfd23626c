//! `models/scalars.rs`: how newtypes and enums are read, written and checked.

use crate::constraints::row;
use crate::imports::Scope;
use crate::names::ident;
use crate::ty;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_ir::{
    IntegerEnum, ListKeyword, LiteralEnum, Newtype, Storage, StringEnum, TypeDef, TypeKind,
};

pub(super) const EMITTER: &str = "crates/specwright-emit/src/types/scalars.rs";

/// The table of a type, if it is for this file.
pub(super) fn table(scope: &Scope<'_>, ty: &TypeDef) -> TokenStream {
    match &ty.kind {
        TypeKind::Newtype(it) => newtype(scope, ty, it),
        TypeKind::StringEnum(it) => string_enum(scope, ty, it),
        TypeKind::IntegerEnum(it) => integer_enum(scope, ty, it),
        TypeKind::LiteralEnum(it) => literal_enum(scope, ty, it),
        TypeKind::Alias(_) | TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Wrapper(_) => {
            TokenStream::new()
        }
    }
}

/// `text! { Slug("/components/schemas/Slug"); Pattern(patterns::SLUG, patterns::matches_slug); }`
fn newtype(scope: &Scope<'_>, ty: &TypeDef, it: &Newtype) -> TokenStream {
    let (name, schema) = (ident(&ty.name), &ty.owner);
    let (table, inner) = match it.storage {
        Storage::Ascii(length) => {
            let length = Literal::u32_unsuffixed(length);
            ("ascii", quote!(, #length))
        }
        Storage::String => ("text", TokenStream::new()),
        Storage::Integer(width) => {
            let width = ty::integer(width);
            ("number", quote!(, #width))
        }
        Storage::Number(width) => {
            let width = ty::number(width);
            ("number", quote!(, #width))
        }
    };
    let table = scope.import("specwright_runtime", table);
    let constraints = it
        .constraints
        .iter()
        .filter_map(|constraint| row(scope, constraint));
    quote!(#table! { #name(#schema #inner); #(#constraints;)* })
}

/// `string_enum! { Color("/components/schemas/Color"); values(Red = "red"); unknown(Unknown); }`, or `open(Unknown)`.
fn string_enum(scope: &Scope<'_>, ty: &TypeDef, it: &StringEnum) -> TokenStream {
    let table = scope.import("specwright_runtime", "string_enum");
    let (name, schema, unknown) = (ident(&ty.name), &ty.owner, ident(&it.unknown));
    let keyword = list_keyword(it.keyword);
    let values = it.variants.iter().map(|it| {
        let (name, value) = (ident(&it.name), &it.value);
        quote!(#name = #value)
    });
    let unknown = match it.is_open {
        true => quote!(open(#unknown)),
        false => quote!(unknown(#unknown)),
    };
    quote!(#table! { #name(#schema #keyword); values(#(#values),*); #unknown; })
}

fn integer_enum(scope: &Scope<'_>, ty: &TypeDef, it: &IntegerEnum) -> TokenStream {
    let table = scope.import("specwright_runtime", "integer_enum");
    let (name, schema, unknown) = (ident(&ty.name), &ty.owner, ident(&it.unknown));
    let keyword = list_keyword(it.keyword);
    let values = it.variants.iter().map(|it| {
        let (name, value) = (ident(&it.name), Literal::i64_unsuffixed(it.value));
        quote!(value(#name, #value))
    });
    quote!(#table! { #name(#schema, i64 #keyword); #(#values;)* unknown(#unknown); })
}

/// `literal_enum! { Size("/components/schemas/Size"); value(Auto, "\"auto\""); value(Value1, "1"); unknown(Unknown); }`
fn literal_enum(scope: &Scope<'_>, ty: &TypeDef, it: &LiteralEnum) -> TokenStream {
    let table = scope.import("specwright_runtime", "literal_enum");
    let (name, schema, unknown) = (ident(&ty.name), &ty.owner, ident(&it.unknown));
    let keyword = list_keyword(it.keyword);
    let values = it.variants.iter().map(|it| {
        let (name, json) = (ident(&it.name), &it.json);
        quote!(value(#name, #json))
    });
    quote!(#table! { #name(#schema #keyword); #(#values;)* unknown(#unknown); })
}

/// The keyword that lists the values, if it is not `enum`, which the macros take it for.
fn list_keyword(keyword: ListKeyword) -> Option<TokenStream> {
    let word = keyword.as_str();
    (keyword != ListKeyword::Enum).then(|| quote!(, #word))
}
