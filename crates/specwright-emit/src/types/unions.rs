//! The unions in `models/json.rs`.

use crate::constraints::{constraints, variant_constraints};
use crate::imports::Scope;
use crate::names::ident;
use crate::ty::{self, resolved};
use crate::types::json::{constraints_suffix, keyed};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_ir::{
    Pin, PinValues, Type, TypeDef, Union, UnionKeyword, UnionStrategy, UnionVariant, VariantAccess,
};

/// `union! { Pet("/components/schemas/Pet"); discriminator("kind"); variant(0, Cat).tag("cat"); }`
pub(super) fn union_(scope: &Scope<'_>, ty: &TypeDef, it: &Union) -> TokenStream {
    let union = scope.import("specwright_runtime", "union");
    let (name, schema) = (ident(&ty.name), &ty.owner);
    // `oneOf` is what the macro takes it for.
    let keyword = (it.keyword != UnionKeyword::OneOf).then(|| it.keyword.as_str());
    let tag = match &it.strategy {
        UnionStrategy::Discriminator(property) => quote!(discriminator(#property)),
        UnionStrategy::Constants => quote!(constants(#keyword)),
        UnionStrategy::JsonType => quote!(json_type(#keyword)),
        UnionStrategy::Order => quote!(order(#keyword)),
        UnionStrategy::One => quote!(one()),
        UnionStrategy::Any(None) => quote!(any()),
        UnionStrategy::Any(Some(several)) => {
            let several = ident(several);
            quote!(any(#several))
        }
    };
    let keyed = keyed(ty);
    let variants = it.variants.iter().enumerate();
    let variants = variants.map(|(at, variant)| row(scope, at, variant));
    let conversions = conversions(scope, ty, it);
    quote! {
        #union! {
            #name(#schema) #keyed;
            #tag;
            #(#variants;)*
        }
        #conversions
    }
}

/// `variants! { Pet; as_cat(Cat), into_cat: Cat(Cat).from(Cat); }`
fn conversions(scope: &Scope<'_>, ty: &TypeDef, it: &Union) -> Option<TokenStream> {
    let rows = it.variants.iter().filter_map(|variant| {
        let access = variant.access.as_ref()?;
        Some(conversion(scope, variant, access))
    });
    let rows: Vec<TokenStream> = rows.collect();
    let name = ident(&ty.name);
    (!rows.is_empty()).then(|| {
        let variants = scope.import("specwright_runtime", "variants");
        quote!(#variants! { #name; #(#rows;)* })
    })
}

/// `as_tags().slice(Tag), into_tags: Tags(Vec<Tag>).from(Vec<Tag>).from_array(Tag)`
fn conversion(scope: &Scope<'_>, variant: &UnionVariant, access: &VariantAccess) -> TokenStream {
    let (name, borrow, take) = (
        ident(&variant.name),
        ident(&access.borrow),
        ident(&access.take),
    );
    let owned = ty::ty(scope, &variant.value.ty);
    let ty = &variant.value.ty;
    let (borrowed, from) = match (ty, resolved(scope, ty)) {
        (Type::Boxed(inner), _) => {
            let inner = ty::ty(scope, inner);
            (quote!((#inner)), quote!(.from_box(#inner)))
        }
        (_, Type::String) => (quote!((str)), quote!(.from(#owned).from_text(&str))),
        (_, Type::Array(items)) => {
            let item = ty::value(scope, items);
            (
                quote!(().slice(#item)),
                quote!(.from(#owned).from_array(#item)),
            )
        }
        _ => (quote!((#owned)), quote!(.from(#owned))),
    };
    let from = access.converts.then_some(from);
    quote!(#borrow #borrowed, #take: #name(#owned) #from)
}

fn row(scope: &Scope<'_>, at: usize, variant: &UnionVariant) -> TokenStream {
    let (name, tags) = (ident(&variant.name), &variant.tags);
    let constraints = variant_constraints(scope, &variant.value)
        .or_else(|| constraints_suffix(constraints(scope, &variant.value)));
    let at = Literal::usize_unsuffixed(at);
    let pins = variant.pins.iter().map(pin);
    let pins = (!variant.pins.is_empty()).then(|| quote!(.pins(#(#pins),*)));
    quote!(variant(#at, #name)#(.tag(#tags))* #constraints #pins)
}

/// `text("/kind", "cat")`
fn pin(pin: &Pin) -> TokenStream {
    let path = &pin.path;
    match &pin.values {
        PinValues::Texts(values) => quote!(text(#path, #(#values),*)),
        PinValues::Integers(values) => {
            let values = values.iter().map(|it| Literal::i64_unsuffixed(*it));
            quote!(integer(#path, #(#values),*))
        }
        PinValues::Booleans(values) => quote!(boolean(#path, #(#values),*)),
    }
}
