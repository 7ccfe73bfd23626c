//! Sets of code points: a constant each, which all patterns share, and runs of them.

use crate::imports::Scope;
use crate::names::{ident, plain};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use specwright_ir::{CharSet, Matcher, Pattern, Span};

/// The sets of all patterns, in the order in which they occur, with the constant of each.
pub(super) struct Classes<'p>(Vec<(&'p CharSet, Ident)>);

impl<'p> Classes<'p> {
    pub(super) fn of(patterns: &'p [Pattern]) -> Self {
        let mut classes: Vec<(&CharSet, Ident)> = Vec::new();
        for set in patterns.iter().flat_map(|it| sets(&it.matcher)) {
            if !classes.iter().any(|(known, _)| *known == set) {
                classes.push((set, numbered(classes.len() + 1, patterns)));
            }
        }
        Self(classes)
    }

    /// The constant of a set.
    pub(super) fn name(&self, set: &CharSet) -> &Ident {
        let class = self.0.iter().find(|(known, _)| *known == set);
        &class.expect("the sets of all patterns are there").1
    }

    /// `const CLASS_1: Class<'static> = Class::new(&const { ranges::<2>("azAZ") });`, and so on.
    pub(super) fn items(&self, scope: &Scope<'_>) -> TokenStream {
        let class = |(set, name): &(&CharSet, Ident)| {
            let ty = scope.import("specwright_runtime::pattern", "Class");
            let ranges = scope.import("specwright_runtime::pattern", "ranges");
            let count = Literal::usize_unsuffixed(set.0.len());
            let text: String = set.0.iter().flat_map(|it| [it.0, it.1]).collect();
            quote!(const #name: #ty<'static> = #ty::new(&const { #ranges::<#count>(#text) });)
        };
        self.0.iter().map(class).collect()
    }
}

/// `CLASS_1`, unless that is the text of a pattern.
fn numbered(number: usize, patterns: &[Pattern]) -> Ident {
    let name = plain(&format!("CLASS_{number}"));
    match patterns.iter().any(|it| ident(&it.constant) == name) {
        true => plain(&format!("CLASS_{number}_")),
        false => name,
    }
}

fn sets(matcher: &Matcher) -> Vec<&CharSet> {
    match matcher {
        Matcher::Spans(spans) => spans.iter().map(|it| &it.set).collect(),
        Matcher::Contains(set) => vec![set],
        Matcher::All(parts) => parts.iter().flat_map(|it| sets(&it.0)).collect(),
        Matcher::Program(program) => program.classes.iter().collect(),
        _ => Vec::new(),
    }
}

/// The runs of code points that a string consists of.
pub(super) fn spans(scope: &Scope<'_>, classes: &Classes<'_>, spans: &[Span]) -> TokenStream {
    let run = |it: &Span| {
        let (class, min) = (classes.name(&it.set), Literal::u32_unsuffixed(it.min));
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
