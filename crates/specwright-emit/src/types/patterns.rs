//! `models/patterns.rs`: a function per pattern.

mod runs;

use crate::File;
use crate::docs::doc;
use crate::imports::Scope;
use crate::names::{Names, ident, plain};
use crate::rules::pattern_constant;
use crate::types::operations;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use runs::{misfit_fn, part, straight};
use specwright_ir::{ByteSet, Matcher, Pattern, Place, Table};

/// The file.
pub(super) fn file(names: &Names<'_>) -> File {
    let scope = Scope::models(names);
    let visibility = if operations::has_patterns(names.api) {
        quote!(pub(crate))
    } else {
        quote!(pub(super))
    };
    let items: TokenStream = names
        .api
        .patterns
        .iter()
        .map(|it| item(&scope, &visibility, it))
        .collect();
    let imports = scope.imports();
    File::new(
        "models/patterns.rs",
        "crates/specwright-emit/src/types/patterns.rs",
        quote!(#imports #items),
    )
}

fn item(scope: &Scope<'_>, visibility: &TokenStream, pattern: &Pattern) -> TokenStream {
    let (constant, name, source) = (
        pattern_constant(pattern),
        ident(&pattern.name),
        &pattern.source,
    );
    let docs = doc(&[&format!("Whether the text matches [`{constant}`].")]);
    let text = if matches!(pattern.matcher, Matcher::Always | Matcher::Never) {
        quote!(_)
    } else {
        quote!(text)
    };
    let const_ = (!matches!(pattern.matcher, Matcher::Engine(_))).then(|| quote!(const));
    let (table, body) = match &pattern.matcher {
        Matcher::Always => (None, quote!(true)),
        Matcher::Never => (None, quote!(false)),
        Matcher::Runs(runs) => (None, straight(scope, runs)),
        Matcher::Part(edge, runs) => (None, part(scope, *edge, runs)),
        Matcher::Stretch(set, count) => (None, stretch(scope, set, *count)),
        Matcher::Literals(texts) => (None, literals(scope, texts)),
        Matcher::Table(it) => {
            let table = plain(&format!("{constant}_TABLE"));
            (
                Some(automaton(scope, &table, it)),
                quote!(#table.admits(text)),
            )
        }
        Matcher::Engine(unicode) => (None, engine(scope, &constant, *unicode)),
    };
    quote! {
        #visibility const #constant: &str = #source;
        #table
        #docs
        #visibility #const_ fn #name(#text: &str) -> bool { #body }
    }
}

fn engine(scope: &Scope<'_>, constant: &proc_macro2::Ident, unicode: bool) -> TokenStream {
    let engine = scope.import("specwright_runtime::pattern", "Engine");
    quote! {
        static ENGINE: #engine = #engine::new(#constant, #unicode);
        ENGINE.admits(text)
    }
}

/// The table, as one text for the classes and one for the rows: a token for each cell takes longer to lay out and to compile.
fn automaton(scope: &Scope<'_>, name: &proc_macro2::Ident, table: &Table) -> TokenStream {
    let ty = scope.import("specwright_runtime::pattern", "Table");
    let classes = Literal::byte_string(table.classes.as_slice());
    let transitions = cells(scope, &table.transitions);
    let [start, forever, live, accepting] =
        [table.start, table.forever, table.live, table.accepting].map(Literal::u16_unsuffixed);
    quote! {
        const #name: #ty = #ty {
            classes: #classes,
            transitions: #transitions,
            start: #start,
            forever: #forever,
            live: #live,
            accepting: #accepting,
        };
    }
}

/// `Cells::Bytes(b"…")`, where each fits one.
fn cells(scope: &Scope<'_>, cells: &[u16]) -> TokenStream {
    let ty = scope.import("specwright_runtime::pattern", "Cells");
    let bytes: Result<Vec<u8>, _> = cells.iter().map(|cell| u8::try_from(*cell)).collect();
    let pairs = || cells.iter().flat_map(|cell| cell.to_le_bytes());
    match bytes {
        Ok(bytes) => {
            let text = Literal::byte_string(&bytes);
            quote!(#ty::Bytes(#text))
        }
        Err(_) => {
            let text = Literal::byte_string(&pairs().collect::<Vec<u8>>());
            quote!(#ty::Pairs(#text))
        }
    }
}

/// Texts that the string is, then those that it has.
fn literals(scope: &Scope<'_>, literals: &[specwright_ir::Literal]) -> TokenStream {
    let bytes = |text: &str| Literal::byte_string(text.as_bytes());
    let is_whole = |it: &&specwright_ir::Literal| it.place == Place::Whole;
    let whole = literals.iter().filter(is_whole);
    let whole: Vec<Literal> = whole.map(|it| bytes(&it.text)).collect();
    let whole = (!whole.is_empty()).then(|| quote!(matches!(text.as_bytes(), #(#whole)|*)));
    let part = |it: &specwright_ir::Literal| {
        let function = match it.place {
            Place::Whole => return None,
            Place::Start => "starts_with",
            Place::End => "ends_with",
            Place::Anywhere => "contains",
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

fn stretch(scope: &Scope<'_>, set: &ByteSet, count: u32) -> TokenStream {
    if set.0 == [(0, 255)] {
        return quote!(!text.is_empty());
    }
    let misfit = misfit_fn(set);
    let count = Literal::u32_unsuffixed(count);
    let has_stretch = scope.import("specwright_runtime", "has_stretch");
    quote!(#misfit #has_stretch!(text, misfit, #count))
}
