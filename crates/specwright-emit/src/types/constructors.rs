//! `models/constructors.rs`, and the constructors of requests, their parameters, and headers: `new`, or `default` where nothing is to be
//! passed.

use crate::bodies::tells_null;
use crate::defaults::default;
use crate::docs::doc;
use crate::imports::Scope;
use crate::names::{ident, plain};
use crate::ty;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use specwright_ir as ir;
use specwright_ir::{
    Api, Construction, Constructor, Initial, Operation, Parameter, Passing, Presence, Struct, Type,
    TypeDef, TypeKind, UnknownProperties, Value,
};

pub(super) const EMITTER: &str = "crates/specwright-emit/src/types/constructors.rs";

/// A field of a struct, as constructors and setters see it.
pub(super) struct SettableField<'a> {
    pub(super) name: Ident,
    content: Content<'a>,
    holder: Holder,
}

/// The content of a field, without `Option`.
enum Content<'a> {
    /// A type of the document.
    Type(&'a Type),
    /// The additional properties.
    Captured(&'a Value),
    /// A type of the operation.
    Operation(&'a ir::Ident),
    /// The preferred media type.
    Accept,
}

/// The type around the content of a field.
#[derive(Clone, Copy, PartialEq)]
enum Holder {
    /// None: the field is its content.
    Nothing,
    Option,
    OptionalNullable,
    /// A map or another type with a default.
    Default,
}

impl SettableField<'_> {
    /// Returns true if the content is boxed.
    pub(super) fn is_boxed(&self) -> bool {
        matches!(self.content, Content::Type(Type::Boxed(_)))
    }

    /// Returns the type of the content, without `Box`.
    pub(super) fn content(&self, scope: &Scope<'_>) -> TokenStream {
        match self.content {
            Content::Type(Type::Boxed(inner)) => ty::ty(scope, inner),
            Content::Type(ty) => ty::ty(scope, ty),
            Content::Captured(values) => ty::map(scope, values),
            Content::Operation(name) => scope.operation(name),
            Content::Accept => scope.runtime("Accept"),
        }
    }
}

/// Returns true if there is a `models/constructors.rs`.
pub(super) fn has_constructors(api: &Api) -> bool {
    let mut types = api.types.iter();
    types
        .any(|ty| matches!(&ty.kind, TypeKind::Struct(it) if it.construction.constructor.is_some()))
}

/// The constructor of a model.
pub(super) fn of_type(scope: &Scope<'_>, ty: &TypeDef) -> TokenStream {
    match &ty.kind {
        TypeKind::Struct(it) => constructor(scope, &ident(&ty.name), &it.construction, || {
            struct_fields(it)
        }),
        _ => TokenStream::new(),
    }
}

/// The constructor of a struct with these fields, if it has one.
pub(super) fn constructor<'a>(
    scope: &Scope<'_>,
    name: &Ident,
    construction: &Construction,
    fields: impl FnOnce() -> Vec<SettableField<'a>>,
) -> TokenStream {
    let Some(constructor) = &construction.constructor else {
        return TokenStream::new();
    };
    let fields = fields();
    let values = fields.iter().zip(&constructor.fields);
    let values = values.map(|(field, initial)| value(scope, field, initial));
    let value = quote!(Self { #(#values),* });
    match constructor.has_arguments() {
        true => {
            let docs = doc(&constructor.docs);
            let arguments = arguments(scope, constructor, &fields);
            quote!(impl #name { #docs pub fn new(#(#arguments),*) -> Self { #value } })
        }
        false => {
            let default = scope.prelude("default", "Default");
            quote!(impl #default for #name { fn default() -> Self { #value } })
        }
    }
}

/// `name: impl Into<String>`
fn arguments(
    scope: &Scope<'_>,
    it: &Constructor,
    fields: &[SettableField<'_>],
) -> Vec<TokenStream> {
    let argument = |(field, initial): (&SettableField<'_>, &Initial)| {
        let Initial::Argument(passing) = initial else {
            return None;
        };
        let (name, ty) = (&field.name, field.content(scope));
        let ty = match field.holder {
            Holder::Option => {
                let option = scope.prelude("option", "Option");
                quote!(#option<#ty>)
            }
            Holder::Nothing | Holder::OptionalNullable | Holder::Default => ty,
        };
        Some(match passing {
            Passing::Exact => quote!(#name: #ty),
            Passing::Converted => {
                let into = scope.prelude("convert", "Into");
                quote!(#name: impl #into<#ty>)
            }
        })
    };
    let fields = fields.iter().zip(&it.fields);
    fields.filter_map(argument).collect()
}

/// `name: name.into()`
fn value(scope: &Scope<'_>, field: &SettableField<'_>, initial: &Initial) -> TokenStream {
    let name = &field.name;
    let value = match initial {
        Initial::Argument(Passing::Exact) if !field.is_boxed() => return quote!(#name),
        Initial::Argument(Passing::Exact) => boxed(scope, quote!(#name)),
        Initial::Argument(Passing::Converted) => converted(scope, field),
        Initial::Only(value) => match field.content {
            Content::Type(ty) => held(scope, field, default(scope, ty, value)),
            Content::Captured(_) | Content::Operation(_) | Content::Accept => empty(scope, field),
        },
        Initial::Null => match field.is_boxed() {
            true => boxed(scope, scope.runtime("Null")),
            false => scope.runtime("Null"),
        },
        Initial::Empty => empty(scope, field),
    };
    quote!(#name: #value)
}

fn converted(scope: &Scope<'_>, field: &SettableField<'_>) -> TokenStream {
    let name = &field.name;
    match (field.is_boxed(), field.holder) {
        (true, Holder::Option) => {
            let boxed = scope.prelude("boxed", "Box");
            quote!(#name.into().map(#boxed::new))
        }
        (true, _) => boxed(scope, quote!(#name.into())),
        (false, _) => quote!(#name.into()),
    }
}

fn boxed(scope: &Scope<'_>, value: TokenStream) -> TokenStream {
    let boxed = scope.prelude("boxed", "Box");
    quote!(#boxed::new(#value))
}

/// A value in the holder of its field.
fn held(scope: &Scope<'_>, field: &SettableField<'_>, value: TokenStream) -> TokenStream {
    match field.holder {
        Holder::Nothing | Holder::Default => value,
        Holder::Option => {
            let some = scope.prelude("option::Option", "Some");
            quote!(#some(#value))
        }
        Holder::OptionalNullable => {
            let ty = scope.runtime("OptionalNullable");
            quote!(#ty::Value(#value))
        }
    }
}

fn empty(scope: &Scope<'_>, field: &SettableField<'_>) -> TokenStream {
    match field.holder {
        Holder::Option => scope.prelude("option::Option", "None"),
        Holder::OptionalNullable => {
            let ty = scope.runtime("OptionalNullable");
            quote!(#ty::Absent)
        }
        Holder::Nothing | Holder::Default => {
            let default = scope.prelude("default", "Default");
            quote!(#default::default())
        }
    }
}

/// The fields of a model.
pub(super) fn struct_fields(it: &Struct) -> Vec<SettableField<'_>> {
    let fields = it.fields.iter().map(|field| {
        let holder = match (&field.presence, field.value.nullable) {
            (Presence::Required, false) => Holder::Nothing,
            (Presence::Required, true) | (Presence::Optional(_), false) => Holder::Option,
            (Presence::Optional(_), true) => Holder::OptionalNullable,
        };
        settable(ident(&field.name), Content::Type(&field.value.ty), holder)
    });
    let captured = match &it.additional {
        UnknownProperties::Ignore | UnknownProperties::Deny(_) => None,
        UnknownProperties::Capture(name, values) => Some(settable(
            ident(name),
            Content::Captured(values),
            Holder::Default,
        )),
    };
    fields.chain(captured).collect()
}

/// The fields of parameters or headers.
pub(super) fn parameter_fields(list: &[Parameter]) -> Vec<SettableField<'_>> {
    let parameters = list.iter().map(|it| {
        let holder = optional(it.required && !it.value.nullable);
        settable(ident(&it.name), Content::Type(&it.value.ty), holder)
    });
    parameters.collect()
}

/// The struct of parameters that the file of an operation defines; others are aliases.
pub(super) fn own_parameters(operation: &Operation) -> Option<&ir::Ident> {
    match &operation.shared_parameters {
        None => operation.parameters_name.as_ref(),
        Some((name, is_here)) => is_here.then_some(name),
    }
}

/// The fields of a request.
pub(super) fn request_fields(operation: &Operation) -> Vec<SettableField<'_>> {
    let mut fields = parameter_fields(&operation.path_parameters);
    if let Some(name) = &operation.parameters_name {
        let content = Content::Operation(name);
        fields.push(settable(plain("params"), content, Holder::Default));
    }
    fields.extend(body_field(operation));
    if operation.has_accept {
        fields.push(settable(plain("accept"), Content::Accept, Holder::Default));
    }
    fields
}

fn body_field(operation: &Operation) -> Option<SettableField<'_>> {
    let first = operation.bodies.first()?;
    let (content, holder) = match &operation.body_name {
        Some(bodies) => (Content::Operation(bodies), optional(first.required)),
        None if tells_null(operation, first) => {
            (Content::Type(&first.value.ty), Holder::OptionalNullable)
        }
        None => {
            let holder = optional(first.required && !first.value.nullable);
            (Content::Type(&first.value.ty), holder)
        }
    };
    Some(settable(plain("body"), content, holder))
}

fn optional(required: bool) -> Holder {
    match required {
        true => Holder::Nothing,
        false => Holder::Option,
    }
}

fn settable<'a>(name: Ident, content: Content<'a>, holder: Holder) -> SettableField<'a> {
    SettableField {
        name,
        content,
        holder,
    }
}
