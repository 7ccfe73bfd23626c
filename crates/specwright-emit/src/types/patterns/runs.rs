//! Runs of bytes, as straight-line code.
//!
//! A pattern of runs becomes a test of the length and a loop per run of bytes, without a way out: one accumulator
//! gathers misfits, so that the compiler can do many bytes at a time. Range tests are subtractions, not `matches!`, which
//! keeps it from doing so; the difference is sevenfold. A run whose length varies is left to the runtime's `every_byte!`,
//! which goes by blocks.

use crate::imports::Scope;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_ir::{ByteSet, Edge, Run};

/// The runs at one end of a string that is as long or longer.
pub(super) fn part(scope: &Scope<'_>, edge: Edge, runs: &[Run]) -> TokenStream {
    let runs: Vec<&Run> = runs.iter().collect();
    let total: u32 = runs.iter().map(|run| run.min).sum();
    let from = match edge {
        Edge::Start => Offset::Start(0),
        Edge::End => Offset::End(total),
    };
    misfits(&bounds(total, None), &folds(scope, from, &runs))
}

fn misfits(length: &TokenStream, folds: &TokenStream) -> TokenStream {
    quote! {
        let bytes = text.as_bytes();
        #length
        let mut misfits = 0;
        #folds
        misfits == 0
    }
}

/// The runs that a string consists of.
pub(super) fn straight(scope: &Scope<'_>, runs: &[Run]) -> TokenStream {
    let runs: Vec<&Run> = runs.iter().filter(|run| run.max != Some(0)).collect();
    if runs.is_empty() {
        return quote!(text.is_empty());
    }
    let length = length(&runs);
    if let ([run], None) = (&runs[..], fixed(runs[0])) {
        let (misfit, all) = (misfit_fn(run.set), every_byte(scope, &quote!(bytes)));
        return quote!(#misfit let bytes = text.as_bytes(); #length #all);
    }
    misfits(&length, &folds(scope, Offset::Start(0), &runs))
}

/// The test of the length, which also spares the tests of every index after it.
fn length(runs: &[&Run]) -> TokenStream {
    bounds(
        runs.iter().map(|run| run.min).sum(),
        runs.iter().map(|run| run.max).sum(),
    )
}

fn bounds(min: u32, max: Option<u32>) -> TokenStream {
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
enum Offset {
    Start(u32),
    End(u32),
}

impl Offset {
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
fn folds(scope: &Scope<'_>, mut from: Offset, runs: &[&Run]) -> TokenStream {
    let mut tokens = TokenStream::new();
    // Where the variable `at` is, once there is one.
    let mut at = None;
    let mut index = 0;
    while index < runs.len() {
        let text = text(&runs[index..]);
        if text.runs > 1 {
            tokens.extend(same(scope, from, &text.bytes));
            from = moved(from, text.bytes.len() as u32);
            index += text.runs;
            continue;
        }
        let run = runs[index];
        let to = end(from, run, &runs[index + 1..]);
        match fixed(run) {
            None => tokens.extend(varying(scope, from, to, run.set)),
            Some(1) => tokens.extend(single(from, run.set)),
            Some(_) => {
                tokens.extend(start(at, from));
                tokens.extend(fold(to, run.set));
                at = Some(to);
            }
        }
        from = to;
        index += 1;
    }
    tokens
}

/// Runs of single bytes, which are one text.
struct LiteralRuns {
    runs: usize,
    bytes: Vec<u8>,
}

/// The text with which the runs begin.
fn text(runs: &[&Run]) -> LiteralRuns {
    /// A longer run of one byte is a loop.
    const MAX_RUN: u32 = 16;
    let mut text = LiteralRuns {
        runs: 0,
        bytes: Vec::new(),
    };
    for run in runs {
        let ranges: Vec<(u8, u8)> = run.set.ranges().collect();
        let (Some(count @ 1..=MAX_RUN), [(first, last)]) = (fixed(run), ranges.as_slice()) else {
            break;
        };
        if first != last {
            break;
        }
        text.bytes
            .extend(std::iter::repeat_n(*first, count as usize));
        text.runs += 1;
    }
    text
}

/// `misfits |= !has(bytes, 4, b"text") as u8;`
fn same(scope: &Scope<'_>, from: Offset, text: &[u8]) -> TokenStream {
    let has = scope.import("specwright_runtime::pattern", "has");
    let (place, text) = (from.tokens(), Literal::byte_string(text));
    quote!(misfits |= !#has(bytes, #place, #text) as u8;)
}

fn moved(from: Offset, length: u32) -> Offset {
    match from {
        Offset::Start(offset) => Offset::Start(offset + length),
        Offset::End(offset) => Offset::End(offset - length),
    }
}

fn end(from: Offset, run: &Run, rest: &[&Run]) -> Offset {
    match fixed(run) {
        Some(length) => moved(from, length),
        // What follows is of one length, for at most one run varies.
        None => Offset::End(rest.iter().map(|run| run.min).sum()),
    }
}

/// `let mut at = 0;`, unless it is there already.
fn start(at: Option<Offset>, from: Offset) -> TokenStream {
    let place = from.tokens();
    match at {
        None => quote!(let mut at = #place;),
        Some(at) if at == from => TokenStream::new(),
        Some(_) => quote!(at = #place;),
    }
}

fn single(place: Offset, set: ByteSet) -> TokenStream {
    let (place, misfit) = (place.tokens(), misfit(set));
    quote! {
        let byte = bytes[#place];
        misfits |= (#misfit) as u8;
    }
}

fn fold(to: Offset, set: ByteSet) -> TokenStream {
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
fn varying(scope: &Scope<'_>, from: Offset, to: Offset, set: ByteSet) -> TokenStream {
    let mut run = quote!(bytes);
    if to != Offset::End(0) {
        let to = to.tokens();
        run = quote!(#run.split_at(#to).0);
    }
    if from != Offset::Start(0) {
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

/// The function that returns true for a byte outside of the set; there is at most one, since at most one run varies.
pub(super) fn misfit_fn(set: ByteSet) -> TokenStream {
    let misfit = misfit(set);
    quote!(const fn misfit(byte: u8) -> bool { #misfit })
}

/// The test that `byte` is outside of the set, which is not empty.
fn misfit(set: ByteSet) -> TokenStream {
    let tests: Vec<TokenStream> = set.ranges().map(|(from, to)| outside(from, to)).collect();
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
        (_, 255) => quote!(byte < #first),
        _ => quote!(byte.wrapping_sub(#first) > #span),
    }
}
