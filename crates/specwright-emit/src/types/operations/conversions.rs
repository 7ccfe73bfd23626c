//! The conversions of bodies into the enum of the bodies of an operation.

use crate::imports::Scope;
use crate::names::ident;
use crate::ty;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use specwright_ir::{Api, Operation, Type, TypeKind, Value};

/// Returns the conversions from the types that only one body has.
pub(super) fn of_bodies(scope: &Scope<'_>, name: &Ident, operation: &Operation) -> TokenStream {
    let shapes = operation.bodies.iter();
    let shapes: Vec<TypeShape<'_>> = shapes.map(|it| shape_of(scope.api(), &it.value)).collect();
    let is_only = |shape: &TypeShape<'_>| shapes.iter().filter(|it| *it == shape).count() == 1;
    let bodies = operation.bodies.iter().zip(&shapes);
    let conversions = bodies.filter(|(_, shape)| is_only(shape)).map(|(body, _)| {
        let (variant, ty) = (ident(&body.name), ty::value(scope, &body.value));
        let from = scope.prelude("convert", "From");
        quote! {
            impl #from<#ty> for #name {
                fn from(body: #ty) -> Self {
                    Self::#variant(body)
                }
            }
        }
    });
    conversions.collect()
}

/// The outermost part of a Rust type. Types of different shapes differ; those of one shape may be equal, since aliases in them are
/// not resolved.
#[derive(PartialEq)]
enum TypeShape<'a> {
    Optional,
    Array,
    Map,
    Tuple,
    Boxed,
    Leaf(&'a Type),
}

/// Returns the shape of the type of a value.
fn shape_of<'a>(api: &'a Api, value: &'a Value) -> TypeShape<'a> {
    match value.nullable {
        true => TypeShape::Optional,
        false => shape(api, &value.ty),
    }
}

fn shape<'a>(api: &'a Api, ty: &'a Type) -> TypeShape<'a> {
    match ty {
        Type::Named(id) => match &api.ty(*id).kind {
            TypeKind::Alias(of) => shape(api, of),
            _ => TypeShape::Leaf(ty),
        },
        Type::Array(_) => TypeShape::Array,
        Type::Map(_) => TypeShape::Map,
        Type::Tuple(_) => TypeShape::Tuple,
        Type::Boxed(_) => TypeShape::Boxed,
        _ => TypeShape::Leaf(ty),
    }
}
