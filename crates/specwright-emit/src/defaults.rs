//! Defaults, as expressions of the type that has them.

use crate::constraints::is_const_pattern;
use crate::imports::Scope;
use crate::literals;
use crate::names::ident;
use crate::ty::resolved;
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Constraint, DefaultValue, Newtype, Storage, Type, TypeId, TypeKind};

/// A default of a type.
pub(crate) fn default(scope: &Scope<'_>, ty: &Type, default: &DefaultValue) -> TokenStream {
    let expression = match default {
        DefaultValue::Boolean(value) => quote!(#value),
        DefaultValue::Number(lexeme) => number(scope, ty, lexeme),
        DefaultValue::String(text) => quote!(#text.to_owned()),
        DefaultValue::Variant(id, variant) => {
            let (ty, variant) = (scope.model(*id), ident(variant));
            quote!(#ty::#variant)
        }
        DefaultValue::Literal(id, text) => literal(scope, *id, text),
        DefaultValue::EmptyArray => {
            let vec = scope.prelude("vec", "Vec");
            quote!(#vec::new())
        }
        DefaultValue::EmptyMap => {
            let map = scope.std("collections", "BTreeMap");
            quote!(#map::new())
        }
        DefaultValue::Json(text) => return json(scope, text),
    };
    if let Type::Boxed(_) = ty {
        let boxed = scope.prelude("boxed", "Box");
        return quote!(#boxed::new(#expression));
    }
    expression
}

/// A default, as a function that makes it.
pub(crate) fn maker(scope: &Scope<'_>, ty: &Type, it: &DefaultValue) -> TokenStream {
    let empty = match it {
        DefaultValue::EmptyArray => Some(scope.prelude("vec", "Vec")),
        DefaultValue::EmptyMap => Some(scope.std("collections", "BTreeMap")),
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

/// Returns true if building the default allocates, so that it is done lazily.
pub(crate) fn is_costly(default: &DefaultValue) -> bool {
    matches!(default, DefaultValue::String(_) | DefaultValue::Json(_))
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

/// Returns true if a newtype's constraints can be checked at compile time.
pub(crate) fn is_const(scope: &Scope<'_>, newtype: &Newtype) -> bool {
    newtype
        .constraints
        .iter()
        .all(|constraint| match constraint {
            Constraint::Pattern(id) => is_const_pattern(scope, *id),
            Constraint::Format(_) => false,
            _ => true,
        })
}

fn json(scope: &Scope<'_>, text: &str) -> TokenStream {
    let read = scope.import("specwright_runtime", "default_json");
    quote!(#read(#text))
}
