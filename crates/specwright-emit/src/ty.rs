//! Type expressions.

use crate::imports::Scope;
use crate::names::plain;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use specwright_ir::{FloatWidth, IntegerWidth, Presence, TextType, Tuple, Type, TypeKind, Value};

/// A type.
pub(crate) fn ty(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Named(id) => scope.model(*id),
        Type::Boolean => quote!(bool),
        Type::Integer(width) => integer(*width),
        Type::Number(width) => number(*width),
        Type::String => string(scope),
        Type::Text(it) => text(scope, *it),
        Type::Base64 => scope.runtime("Bytes"),
        Type::File => scope.runtime("File"),
        Type::Media => scope.runtime("Media"),
        Type::Foreign(it) => parsed(&it.path),
        Type::Array(items) => array(scope, value(scope, items)),
        Type::Tuple(it) => tuple(scope, it),
        Type::Map(values) => map(scope, values),
        Type::Null => scope.runtime("Null"),
        Type::Any(_) => scope.runtime("Value"),
        Type::Never => scope.runtime("Never"),
        Type::Boxed(inner) => boxed(scope, self::ty(scope, inner)),
    }
}

/// A type where `null` may be allowed.
pub(crate) fn value(scope: &Scope<'_>, value: &Value) -> TokenStream {
    let inner = ty(scope, &value.ty);
    if value.nullable {
        option(scope, inner)
    } else {
        inner
    }
}

/// The type of a property.
pub(crate) fn field(scope: &Scope<'_>, value: &Value, presence: &Presence) -> TokenStream {
    let inner = ty(scope, &value.ty);
    match (presence, value.nullable) {
        (Presence::Required, false) => inner,
        (Presence::Required, true) | (Presence::Optional(_), false) => option(scope, inner),
        (Presence::Optional(_), true) => {
            let nullable = scope.runtime("OptionalNullable");
            quote!(#nullable<#inner>)
        }
    }
}

/// The type of a parameter or a body, for which null says no more than its absence.
pub(crate) fn optional(scope: &Scope<'_>, value: &Value, required: bool) -> TokenStream {
    let inner = ty(scope, &value.ty);
    if required && !value.nullable {
        inner
    } else {
        option(scope, inner)
    }
}

/// `BTreeMap<String, T>`
pub(crate) fn map(scope: &Scope<'_>, values: &Value) -> TokenStream {
    let (map, string, values) = (
        scope.std("collections", "BTreeMap"),
        string(scope),
        value(scope, values),
    );
    quote!(#map<#string, #values>)
}

/// `i64`
pub(crate) fn integer(width: IntegerWidth) -> TokenStream {
    plain(width.name()).to_token_stream()
}

/// `f64`
pub(crate) fn number(width: FloatWidth) -> TokenStream {
    plain(width.name()).to_token_stream()
}

/// A path or an attribute of the settings, which were parsed when they were read.
pub(crate) fn parsed(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}

/// `Timestamp`, `Ipv4Addr`, …
fn text(scope: &Scope<'_>, ty: TextType) -> TokenStream {
    match ty {
        TextType::Ipv4 | TextType::Ipv6 => scope.std("net", ty.name()),
        _ => match scope.api().time.feature().filter(|_| ty.is_of_time_crate()) {
            Some(module) => scope.runtime_in(module, ty.name()),
            None => scope.runtime(ty.name()),
        },
    }
}

/// `String`
pub(crate) fn string(scope: &Scope<'_>) -> TokenStream {
    scope.prelude("string", "String")
}

fn option(scope: &Scope<'_>, inner: TokenStream) -> TokenStream {
    let option = scope.prelude("option", "Option");
    quote!(#option<#inner>)
}

/// `Vec<T>`
pub(crate) fn array(scope: &Scope<'_>, items: TokenStream) -> TokenStream {
    let vec = scope.prelude("vec", "Vec");
    quote!(#vec<#items>)
}

/// `(A, OptionalItem<B>, TailItems<C>)`
fn tuple(scope: &Scope<'_>, it: &Tuple) -> TokenStream {
    let item = |(index, item): (usize, &Value)| {
        let inner = value(scope, item);
        if index < it.required {
            inner
        } else {
            let optional = scope.runtime("OptionalItem");
            quote!(#optional<#inner>)
        }
    };
    let items = it.items.iter().enumerate().map(item);
    let rest = it.rest.iter().map(|items| {
        let (rest, inner) = (scope.runtime("TailItems"), value(scope, items));
        quote!(#rest<#inner>)
    });
    let list: Vec<TokenStream> = items.chain(rest).collect();
    match list.as_slice() {
        [one] => quote!((#one,)),
        list => quote!((#(#list),*)),
    }
}

fn boxed(scope: &Scope<'_>, inner: TokenStream) -> TokenStream {
    let boxed = scope.prelude("boxed", "Box");
    quote!(#boxed<#inner>)
}

/// The type behind aliases and boxes.
pub(crate) fn resolved<'a>(scope: &Scope<'a>, ty: &'a Type) -> &'a Type {
    match ty {
        Type::Boxed(inner) => resolved(scope, inner),
        Type::Named(id) => match &scope.api().ty(*id).kind {
            TypeKind::Alias(target) => resolved(scope, target),
            _ => ty,
        },
        ty => ty,
    }
}
