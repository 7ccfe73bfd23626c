//! The unions in `models/json.rs`.

use crate::imports::Scope;
use crate::names::ident;
use crate::rules::{rules, variant_rules};
use crate::types::json::{keyed, rules_suffix};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_ir::{Pin, PinValues, TypeDef, Union, UnionKeyword, UnionStrategy, UnionVariant};

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
    quote! {
        #union! {
            #name(#schema) #keyed;
            #tag;
            #(#variants;)*
        }
    }
}

fn row(scope: &Scope<'_>, at: usize, variant: &UnionVariant) -> TokenStream {
    let (name, tags) = (ident(&variant.name), &variant.tags);
    let rules =
        variant_rules(scope, &variant.value).or_else(|| rules_suffix(rules(scope, &variant.value)));
    let at = Literal::usize_unsuffixed(at);
    let pins = variant.pins.iter().map(pin);
    let pins = (!variant.pins.is_empty()).then(|| quote!(.pins(#(#pins),*)));
    quote!(variant(#at, #name)#(.tag(#tags))* #rules #pins)
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
