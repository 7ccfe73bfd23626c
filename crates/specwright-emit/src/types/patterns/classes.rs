//! Sets of code points: a constant each, which all patterns share, and runs of them.

use crate::imports::Scope;
use crate::names::ident;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use specwright_ir::{CharClass, CharSet, Span};

/// `const CLASS_1: Class<'static> = Class::new(&const { ranges::<2>("azAZ") });`
pub(super) fn class(scope: &Scope<'_>, it: &CharClass) -> TokenStream {
    let ty = scope.import("specwright_runtime::pattern", "Class");
    let ranges = scope.import("specwright_runtime::pattern", "ranges");
    let (name, set) = (ident(&it.constant), it.set.ranges());
    let count = Literal::usize_unsuffixed(set.len());
    let text: String = set.iter().flat_map(|it| [it.0, it.1]).collect();
    quote!(const #name: #ty<'static> = #ty::new(&const { #ranges::<#count>(#text) });)
}

/// The constant of a set.
pub(super) fn constant(scope: &Scope<'_>, set: &CharSet) -> Ident {
    let mut classes = scope.api().char_classes.iter();
    let class = classes.find(|known| known.set == *set);
    ident(&class.expect("the sets of all patterns are known").constant)
}

/// The runs of code points that a string consists of.
pub(super) fn spans(scope: &Scope<'_>, spans: &[Span]) -> TokenStream {
    let run = |it: &Span| {
        let (class, min) = (constant(scope, &it.set), Literal::u32_unsuffixed(it.min));
        let max = match it.max.map(Literal::u32_unsuffixed) {
            Some(max) => quote!(#max),
            None => quote!(usize::MAX),
        };
        (class, quote!(#min, #max))
    };
    if let [one] = spans {
        let (class, bounds) = run(one);
        return quote!(#class.spans(text, #bounds));
    }
    let all = scope.import("specwright_runtime::pattern", "spans");
    let runs = spans.iter().map(|it| {
        let (class, bounds) = run(it);
        quote!((#class, #bounds))
    });
    quote!(#all(text, &[#(#runs),*]))
}
