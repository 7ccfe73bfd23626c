//! `models/patterns.rs`: a function per pattern.
//!
//! A straight-line pattern becomes a test of the length and a loop per run of bytes, without a way out: one accumulator
//! gathers misfits, so that the compiler can do many bytes at a time. Range tests are subtractions, not `matches!`, which
//! keeps it from doing so; the difference is sevenfold. A run whose length varies is left to the runtime's `every_byte!`,
//! which goes by blocks.

use crate::File;
use crate::docs::doc;
use crate::imports::Scope;
use crate::names::{Names, ident, plain};
use crate::rules::pattern_constant;
use crate::types::operations;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_ir::{AsciiSet, Matcher, Pattern, Run, Table};

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

fn automaton(scope: &Scope<'_>, name: &proc_macro2::Ident, table: &Table) -> TokenStream {
    let ty = scope.import("specwright_runtime::pattern", "Table");
    let classes = Literal::byte_string(table.classes.as_slice());
    let transitions = table
        .transitions
        .iter()
        .copied()
        .map(Literal::u16_unsuffixed);
    let [start, forever, live, accepting] =
        [table.start, table.forever, table.live, table.accepting].map(Literal::u16_unsuffixed);
    quote! {
        const #name: #ty = #ty {
            classes: #classes,
            transitions: &[#(#transitions),*],
            start: #start,
            forever: #forever,
            live: #live,
            accepting: #accepting,
        };
    }
}

fn straight(scope: &Scope<'_>, runs: &[Run]) -> TokenStream {
    let runs: Vec<&Run> = runs.iter().filter(|run| run.max != Some(0)).collect();
    if runs.is_empty() {
        return quote!(text.is_empty());
    }
    let length = length(&runs);
    if let ([run], None) = (&runs[..], fixed(runs[0])) {
        let (misfit, all) = (misfit_fn(&run.set), every_byte(scope, &quote!(bytes)));
        return quote!(#misfit let bytes = text.as_bytes(); #length #all);
    }
    let folds = folds(scope, &runs);
    quote! {
        let bytes = text.as_bytes();
        #length
        let mut misfits = 0;
        #folds
        misfits == 0
    }
}

/// The test of the length, which also spares the tests of every index after it.
fn length(runs: &[&Run]) -> TokenStream {
    let min: u32 = runs.iter().map(|run| run.min).sum();
    let max: Option<u32> = runs.iter().map(|run| run.max).sum();
    let least = Literal::u32_unsuffixed(min);
    let most = max.map(Literal::u32_unsuffixed);
    let wrong = match (min, most) {
        (_, Some(_)) if max == Some(min) => quote!(bytes.len() != #least),
        (0, Some(most)) => quote!(bytes.len() > #most),
        (1, Some(most)) => quote!(bytes.is_empty() || bytes.len() > #most),
        (_, Some(most)) => quote!(bytes.len() < #least || bytes.len() > #most),
        (0, None) => return TokenStream::new(),
        (1, None) => quote!(bytes.is_empty()),
        (_, None) => quote!(bytes.len() < #least),
    };
    quote!(if #wrong { return false; })
}

/// A place in the text: so many bytes from its start, or from its end.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Start(u32),
    End(u32),
}

impl Place {
    fn tokens(self) -> TokenStream {
        match self {
            Self::Start(offset) => {
                let offset = Literal::u32_unsuffixed(offset);
                quote!(#offset)
            }
            Self::End(0) => quote!(bytes.len()),
            Self::End(offset) => {
                let offset = Literal::u32_unsuffixed(offset);
                quote!(bytes.len() - #offset)
            }
        }
    }
}

/// The length of a run that has only one.
fn fixed(run: &Run) -> Option<u32> {
    (run.max == Some(run.min)).then_some(run.min)
}

/// The tests of the runs, one after the other.
fn folds(scope: &Scope<'_>, runs: &[&Run]) -> TokenStream {
    let mut tokens = TokenStream::new();
    let mut from = Place::Start(0);
    // Where the variable `at` stands, once there is one.
    let mut at = None;
    for (index, run) in runs.iter().enumerate() {
        let to = end(from, run, &runs[index + 1..]);
        match fixed(run) {
            None => tokens.extend(varying(scope, from, to, &run.set)),
            Some(1) => tokens.extend(single(from, &run.set)),
            Some(_) => {
                tokens.extend(start(at, from));
                tokens.extend(fold(to, &run.set));
                at = Some(to);
            }
        }
        from = to;
    }
    tokens
}

fn end(from: Place, run: &Run, rest: &[&Run]) -> Place {
    match (fixed(run), from) {
        (Some(length), Place::Start(offset)) => Place::Start(offset + length),
        (Some(length), Place::End(offset)) => Place::End(offset - length),
        // What follows is of one length, for at most one run varies.
        (None, _) => Place::End(rest.iter().map(|run| run.min).sum()),
    }
}

/// `let mut at = 0;`, unless it is there already.
fn start(at: Option<Place>, from: Place) -> TokenStream {
    let place = from.tokens();
    match at {
        None => quote!(let mut at = #place;),
        Some(at) if at == from => TokenStream::new(),
        Some(_) => quote!(at = #place;),
    }
}

fn single(place: Place, set: &AsciiSet) -> TokenStream {
    let (place, misfit) = (place.tokens(), misfit(set));
    quote! {
        let byte = bytes[#place];
        misfits |= (#misfit) as u8;
    }
}

fn fold(to: Place, set: &AsciiSet) -> TokenStream {
    let (to, misfit) = (to.tokens(), misfit(set));
    quote! {
        while at < #to {
            let byte = bytes[at];
            misfits |= (#misfit) as u8;
            at += 1;
        }
    }
}

/// The test of the run whose length varies, which lies between what is before and after it.
fn varying(scope: &Scope<'_>, from: Place, to: Place, set: &AsciiSet) -> TokenStream {
    let mut run = quote!(bytes);
    if to != Place::End(0) {
        let to = to.tokens();
        run = quote!(#run.split_at(#to).0);
    }
    if from != Place::Start(0) {
        let from = from.tokens();
        run = quote!(#run.split_at(#from).1);
    }
    let (misfit, all) = (misfit_fn(set), every_byte(scope, &quote!(run)));
    quote! {
        #misfit
        let run = #run;
        misfits |= !#all as u8;
    }
}

/// `every_byte!(bytes, misfit)`
fn every_byte(scope: &Scope<'_>, bytes: &TokenStream) -> TokenStream {
    let macro_ = scope.import("specwright_runtime", "every_byte");
    quote!(#macro_!(#bytes, misfit))
}

/// The function that says of a byte that it is not of the set; there is one at most, for at most one run varies.
fn misfit_fn(set: &AsciiSet) -> TokenStream {
    let misfit = misfit(set);
    quote!(const fn misfit(byte: u8) -> bool { #misfit })
}

/// Whether `byte` is outside of the set, which is not empty.
fn misfit(set: &AsciiSet) -> TokenStream {
    let tests: Vec<TokenStream> = set.0.iter().map(|(from, to)| outside(*from, *to)).collect();
    match &tests[..] {
        [test] => quote!(#test),
        tests => quote!(#((#tests))&*),
    }
}

fn outside(from: u8, to: u8) -> TokenStream {
    let (first, last) = (Literal::byte_character(from), Literal::byte_character(to));
    let span = Literal::u8_unsuffixed(to.saturating_sub(from));
    match (from, to) {
        (0, 127) => quote!(byte > 127),
        (from, to) if from == to => quote!(byte != #first),
        (0, _) => quote!(byte > #last),
        _ => quote!(byte.wrapping_sub(#first) > #span),
    }
}
