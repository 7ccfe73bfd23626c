//! The unions in `models/json.rs`.

use crate::imports::Scope;
use crate::names::ident;
use crate::rules::{rules, variant_rules};
use crate::types::json::rules_suffix;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_ir::{TypeDef, Union, UnionTag, UnionVariant};

/// `union! { Pet("/components/schemas/Pet"); discriminator("kind"); variant(0, Cat).tag("cat"); }`
pub(super) fn union_(scope: &Scope<'_>, ty: &TypeDef, it: &Union) -> TokenStream {
    let union = scope.import("specwright_runtime", "union");
    let (name, schema) = (ident(&ty.name), &ty.schema);
    let tag = match &it.tag {
        UnionTag::Discriminator(property) => quote!(discriminator(#property)),
        UnionTag::JsonType => quote!(json_type()),
        UnionTag::Order => quote!(order()),
        UnionTag::One => quote!(one()),
        UnionTag::Any(None) => quote!(any()),
        UnionTag::Any(Some(several)) => {
            let several = ident(several);
            quote!(any(#several))
        }
    };
    let variants = it.variants.iter().enumerate();
    let variants = variants.map(|(at, variant)| row(scope, schema, at, variant));
    quote! {
        #union! {
            #name(#schema);
            #tag;
            #(#variants;)*
        }
    }
}

fn row(scope: &Scope<'_>, schema: &str, at: usize, variant: &UnionVariant) -> TokenStream {
    let (name, tags) = (ident(&variant.name), &variant.tags);
    let rules = variant_rules(scope, schema, &variant.value)
        .or_else(|| rules_suffix(rules(scope, &variant.value)));
    let at = Literal::usize_unsuffixed(at);
    quote!(variant(#at, #name)#(.tag(#tags))* #rules)
}
