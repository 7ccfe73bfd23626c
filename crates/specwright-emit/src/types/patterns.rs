//! `models/patterns.rs`: a constraint and a function per pattern.

mod classes;
mod runs;

use crate::File;
use crate::imports::Scope;
use crate::names::{Names, ident, plain};
use crate::types::operations;
use classes::{class, constant, spans};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use runs::{misfit_fn, part, straight};
use specwright_ir::{ByteSet, LiteralPlace, Matcher, Part, Pattern, Program, Table};

/// The file.
pub(super) fn file(names: &Names<'_>) -> File {
    let scope = Scope::models(names);
    let visibility = if operations::has_patterns(names.api) {
        quote!(pub(crate))
    } else {
        quote!(pub(super))
    };
    let patterns = names.api.patterns.iter();
    let items: TokenStream = patterns.map(|it| item(&scope, &visibility, it)).collect();
    let classes: TokenStream = names
        .api
        .char_classes
        .iter()
        .map(|it| class(&scope, it))
        .collect();
    let imports = scope.imports();
    File::new(
        "models/patterns.rs",
        "crates/specwright-emit/src/types/patterns.rs",
        quote!(#imports #classes #items),
    )
}

fn item(scope: &Scope<'_>, visibility: &TokenStream, pattern: &Pattern) -> TokenStream {
    let (constant, name, source) = (
        ident(&pattern.constant),
        ident(&pattern.name),
        &pattern.source,
    );
    let text = if matches!(pattern.matcher, Matcher::Always | Matcher::Never) {
        quote!(_)
    } else {
        quote!(text)
    };
    let const_ = pattern.matcher.is_const().then(|| quote!(const));
    let body = body(scope, &pattern.matcher);
    let ty = scope.runtime("Constraint");
    quote! {
        #visibility const #constant: #ty = #ty::Pattern(#source, #name);
        #visibility #const_ fn #name(#text: &str) -> bool { #body }
    }
}

fn body(scope: &Scope<'_>, matcher: &Matcher) -> TokenStream {
    match matcher {
        Matcher::Always => quote!(true),
        Matcher::Never => quote!(false),
        Matcher::Runs(runs) => straight(scope, runs),
        Matcher::Part(edge, runs) => part(scope, *edge, runs),
        Matcher::Stretch(set, count) => stretch(scope, *set, *count),
        Matcher::Literals(texts) => literals(scope, texts),
        Matcher::Spans(runs) => spans(scope, runs),
        Matcher::Contains(set) => {
            let class = constant(scope, set);
            quote!(#class.is_in(text))
        }
        Matcher::Table(it) => table(scope, it),
        Matcher::All(parts) => all(scope, parts),
        Matcher::Program(it) => program(scope, it),
    }
}

/// The table, as one text: a token for each cell takes longer to lay out and to compile.
fn table(scope: &Scope<'_>, table: &Table) -> TokenStream {
    let ty = scope.import("specwright_runtime::pattern", "Table");
    let bytes = Literal::usize_unsuffixed(table.bytes());
    let text = table.pack();
    quote! {
        static TABLE: #ty<#bytes> = #ty::new(#text);
        TABLE.admits(text)
    }
}

/// A function for each condition.
fn all(scope: &Scope<'_>, parts: &[Part]) -> TokenStream {
    let name = |at: usize| plain(&format!("condition_{}", at + 1));
    let functions = parts.iter().enumerate().map(|(at, part)| {
        let (name, body) = (name(at), body(scope, &part.matcher));
        quote!(const fn #name(text: &str) -> bool { #body })
    });
    let calls = parts.iter().enumerate().map(|(at, part)| {
        let (name, not) = (name(at), part.negative.then(|| quote!(!)));
        quote!(#not #name(text))
    });
    quote!(#(#functions)* #(#calls)&&*)
}

fn program(scope: &Scope<'_>, program: &Program) -> TokenStream {
    let ty = scope.import("specwright_runtime::pattern", "Program");
    let code = Literal::byte_string(&program.code);
    let classes = program.classes.iter().map(|set| constant(scope, set));
    quote! {
        static PROGRAM: #ty = #ty::new(#code, &[#(#classes),*]);
        PROGRAM.admits(text)
    }
}

/// Texts that the string is, then those that it has.
fn literals(scope: &Scope<'_>, literals: &[specwright_ir::Literal]) -> TokenStream {
    let bytes = |text: &str| Literal::byte_string(text.as_bytes());
    let is_whole = |it: &&specwright_ir::Literal| it.place == LiteralPlace::Whole;
    let whole = literals.iter().filter(is_whole);
    let whole: Vec<Literal> = whole.map(|it| bytes(&it.text)).collect();
    let whole = (!whole.is_empty()).then(|| quote!(matches!(text.as_bytes(), #(#whole)|*)));
    let part = |it: &specwright_ir::Literal| {
        let function = match it.place {
            LiteralPlace::Whole => return None,
            LiteralPlace::Start => "starts_with",
            LiteralPlace::End => "ends_with",
            LiteralPlace::Anywhere => "contains",
        };
        let (function, text) = (
            scope.import("specwright_runtime::pattern", function),
            bytes(&it.text),
        );
        Some(quote!(#function(text, #text)))
    };
    let tests = whole.into_iter().chain(literals.iter().filter_map(part));
    quote!(#(#tests)||*)
}

fn stretch(scope: &Scope<'_>, set: ByteSet, count: u32) -> TokenStream {
    if set.ranges().eq([(0, 255)]) {
        return quote!(!text.is_empty());
    }
    let misfit = misfit_fn(set);
    let count = Literal::u32_unsuffixed(count);
    let has_stretch = scope.import("specwright_runtime", "has_stretch");
    quote!(#misfit #has_stretch!(text, misfit, #count))
}
