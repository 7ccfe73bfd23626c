//! Defaults, as expressions of the type that has them.

use crate::docs::code;
use crate::imports::Scope;
use crate::literals;
use crate::names::ident;
use crate::rules::is_const_pattern;
use crate::ty::resolved;
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Default_, Newtype, Rule, Storage, Type, TypeId, TypeKind};

/// A default of a type.
pub(crate) fn default(scope: &Scope<'_>, ty: &Type, default: &Default_) -> TokenStream {
    let expression = match default {
        Default_::Boolean(value) => quote!(#value),
        Default_::Number(lexeme) => number(scope, ty, lexeme),
        Default_::String(text) => quote!(#text.to_owned()),
        Default_::Variant(id, variant) => {
            let (ty, variant) = (scope.model(*id), ident(variant));
            quote!(#ty::#variant)
        }
        Default_::Literal(id, text) => literal(scope, *id, text),
        Default_::EmptyArray => {
            let vec = scope.prelude("vec", "Vec");
            quote!(#vec::new())
        }
        Default_::EmptyMap => {
            let map = scope.std("collections", "BTreeMap");
            quote!(#map::new())
        }
        Default_::Json(text) => return json(scope, text),
    };
    if let Type::Boxed(_) = ty {
        let boxed = scope.prelude("boxed", "Box");
        return quote!(#boxed::new(#expression));
    }
    expression
}

/// A default, as a function that makes it.
pub(crate) fn maker(scope: &Scope<'_>, ty: &Type, it: &Default_) -> TokenStream {
    let empty = match it {
        Default_::EmptyArray => Some(scope.prelude("vec", "Vec")),
        Default_::EmptyMap => Some(scope.std("collections", "BTreeMap")),
        _ => None,
    };
    match (empty, ty) {
        (Some(collection), ty) if !matches!(ty, Type::Boxed(_)) => quote!(#collection::new),
        _ => {
            let value = default(scope, ty, it);
            quote!(|| #value)
        }
    }
}

/// Whether making the default takes work that is done only when it is needed.
pub(crate) fn is_costly(default: &Default_) -> bool {
    matches!(default, Default_::String(_) | Default_::Json(_))
}

/// A default for people, as code.
pub(crate) fn shown(scope: &Scope<'_>, default: &Default_) -> String {
    match default {
        Default_::Boolean(value) => code(&value.to_string()),
        Default_::Number(text)
        | Default_::String(text)
        | Default_::Literal(_, text)
        | Default_::Json(text) => code(text),
        Default_::Variant(id, variant) => {
            let ty = &scope.api().ty(*id).name;
            code(&format!("{ty}::{variant}"))
        }
        Default_::EmptyArray => "`[]`".to_owned(),
        Default_::EmptyMap => "`{}`".to_owned(),
    }
}

fn number(scope: &Scope<'_>, ty: &Type, lexeme: &str) -> TokenStream {
    match resolved(scope, ty) {
        Type::Number(_) => literals::float(lexeme),
        Type::Named(id) => literal(scope, *id, lexeme),
        _ => literals::integer(lexeme),
    }
}

/// A literal of a newtype, checked when the generated crate is compiled; when it runs, where only then it can be.
fn literal(scope: &Scope<'_>, id: TypeId, text: &str) -> TokenStream {
    let TypeKind::Newtype(newtype) = &scope.api().ty(id).kind else {
        return json(scope, text);
    };
    let literal = match newtype.storage {
        Storage::Ascii(_) | Storage::String => quote!(#text),
        Storage::Integer(_) => literals::integer(text),
        Storage::Number(_) => literals::float(text),
    };
    let ty = scope.model(id);
    if is_const(scope, newtype) {
        quote!(#ty::literal(#literal))
    } else {
        quote!(#text.parse().expect("the document's default fits"))
    }
}

/// Whether a newtype's constraints can be checked at compile time.
pub(crate) fn is_const(scope: &Scope<'_>, newtype: &Newtype) -> bool {
    newtype.rules.iter().all(|rule| match rule {
        Rule::Pattern(id) => is_const_pattern(scope, *id),
        Rule::Format(_) => false,
        _ => true,
    })
}

fn json(scope: &Scope<'_>, text: &str) -> TokenStream {
    let read = scope.import("specwright_runtime", "default_json");
    quote!(#read(#text))
}
