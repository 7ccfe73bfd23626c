//! `models/json.rs`: how objects and unions are read, written and checked.

use crate::constraints::{constraints, no_constraints, object_constraints, property_constraints};
use crate::defaults::maker;
use crate::imports::Scope;
use crate::names::{ident, plain};
use crate::ty;
use crate::types::unions::union_;
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{
    ClosingKeyword, Field, ForeignType, Origin, Presence, Struct, Type, TypeDef, TypeKind,
    UnknownProperties, Value,
};

pub(super) const EMITTER: &str = "crates/specwright-emit/src/types/json.rs";

/// The table of a type, if it is for this file.
pub(super) fn table(scope: &Scope<'_>, ty: &TypeDef) -> TokenStream {
    match &ty.kind {
        TypeKind::Struct(it) => object(scope, ty, it),
        TypeKind::Union(it) => union_(scope, ty, it),
        TypeKind::Wrapper(value) => [wrapper(scope, ty, value), hidden(scope, ty)]
            .into_iter()
            .collect(),
        TypeKind::Alias(_)
        | TypeKind::Newtype(_)
        | TypeKind::StringEnum(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::LiteralEnum(_) => TokenStream::new(),
    }
}

/// `object! { Pet("/components/schemas/Pet", ignore); required(name, "name"); }`
fn object(scope: &Scope<'_>, ty: &TypeDef, it: &Struct) -> TokenStream {
    let object = scope.import("specwright_runtime", "object");
    let (name, schema) = (ident(&ty.name), &ty.owner);
    let constraints = constraints_suffix(
        it.constraints
            .as_ref()
            .map(|constraints| object_constraints(scope, constraints)),
    );
    let fields = it.fields.iter().map(|it| field(scope, it));
    let additional = additional(scope, &it.additional);
    let origins = it.origins.iter().map(origin);
    let origins = (!it.origins.is_empty()).then(|| quote!(.origins(#(#origins),*)));
    let ignored = &it.ignored;
    let ignored = (!ignored.is_empty()).then(|| quote!(.ignores(#(#ignored),*)));
    let keyed = keyed(ty);
    quote! {
        #object! {
            #name(#schema, #additional)#constraints #origins #ignored #keyed;
            #(#fields;)*
        }
    }
}

/// `("required", "/components/schemas/Pet", "id")`
fn origin(it: &Origin) -> TokenStream {
    let (keyword, schema, names) = (it.keyword, &it.schema, &it.names);
    quote!((#keyword, #schema #(, #names)*))
}

/// `foreign! { Money("/components/schemas/Money", billing::Money, object, Constraints::new(…)); }`
fn foreign(scope: &Scope<'_>, ty: &TypeDef, value: &Value, it: &ForeignType) -> TokenStream {
    let foreign = scope.import("specwright_runtime", "foreign");
    let (name, schema, inner) = (ident(&ty.name), &ty.schema, ty::value(scope, value));
    let kinds = it.json_types.iter().map(|name| plain(name));
    let constraints = constraints(scope, value).map(|constraints| quote!(, #constraints));
    quote!(#foreign! { #name(#schema, #inner, #(#kinds)|* #constraints); })
}

/// `wrapper! { Tags("/components/schemas/Tags", Vec<String>, Constraints::new(…)); }`
fn wrapper(scope: &Scope<'_>, ty: &TypeDef, value: &Value) -> TokenStream {
    if let Type::Foreign(it) = &value.ty {
        return foreign(scope, ty, value, it);
    }
    let wrapper = scope.import("specwright_runtime", "wrapper");
    let (name, schema, inner) = (ident(&ty.name), &ty.schema, ty::value(scope, value));
    let constraints = constraints(scope, value).unwrap_or_else(|| no_constraints(scope, schema));
    let keyed = keyed(ty);
    quote!(#wrapper! { #name(#schema, #inner, #constraints) #keyed; })
}

/// `.keyed()`, of a type that implements `Eq` and `Hash`.
pub(super) fn keyed(ty: &TypeDef) -> Option<TokenStream> {
    ty.eq.then(|| quote!(.keyed()))
}

/// `hidden! { Pins }`, of a type that holds a secret.
fn hidden(scope: &Scope<'_>, ty: &TypeDef) -> TokenStream {
    if !ty.hides() {
        return TokenStream::new();
    }
    let (hidden, name) = (
        scope.import("specwright_runtime", "hidden"),
        ident(&ty.name),
    );
    quote!(#hidden! { #name })
}

/// `optional(name, "name").constraints(constraint::MinLength(2)).or_default_with(|| 20)`
fn field(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let (name, wire) = (ident(&field.name), &field.wire);
    let word = plain(match (&field.presence, field.value.nullable) {
        (Presence::Required, false) => "required",
        (Presence::Required, true) => "nullable",
        (Presence::Optional(_), false) => "optional",
        (Presence::Optional(_), true) => "optional_nullable",
    });
    let constraints = property_constraints(scope, &field.value)
        .or_else(|| constraints_suffix(constraints(scope, &field.value)));
    let default = match &field.presence {
        Presence::Required | Presence::Optional(None) => None,
        Presence::Optional(Some(value)) => {
            let maker = maker(scope, &field.value.ty, value);
            Some(quote!(.or_default_with(#maker)))
        }
    };
    quote!(#word(#name, #wire)#constraints #default)
}

fn additional(scope: &Scope<'_>, additional: &UnknownProperties) -> TokenStream {
    match additional {
        UnknownProperties::Ignore => quote!(ignore),
        UnknownProperties::Deny(ClosingKeyword::AdditionalProperties) => quote!(deny),
        UnknownProperties::Deny(ClosingKeyword::UnevaluatedProperties) => quote!(deny_unevaluated),
        UnknownProperties::Capture(name, values) => {
            let name = ident(name);
            let constraints = constraints(scope, values).map(|constraints| quote!(, #constraints));
            quote!(capture(#name #constraints))
        }
    }
}

/// `.constraints_at(Constraints::new(…))`
pub(super) fn constraints_suffix(constraints: Option<TokenStream>) -> Option<TokenStream> {
    constraints.map(|constraints| quote!(.constraints_at(#constraints)))
}
