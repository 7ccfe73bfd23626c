//! `codec.rs` and a file per module: requests read, responses written.

use crate::bodies::{
    absent_default, body_function, check_function, choice, codec as body_codec, media_types,
    parameter_function, renderings,
};
use crate::codec;
use crate::constraints::has_constraints;
use crate::defaults::{default, is_costly};
use crate::docs::inner_fixed_doc;
use crate::features::of_module;
use crate::imports::{Scope, modules};
use crate::names::{Locals, Names, ident, plain};
use crate::responses::{Case, cases, code, failure, is_stream, success};
use crate::task::Tasks;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use specwright_ir::{Api, Body, FixedItem, MediaTypeBody, Operation, Parameter, ResponseStatus};

const EMITTER: &str = "crates/specwright-emit/src/server/codec.rs";

/// The files.
pub(super) fn files<'a>(tasks: &mut Tasks<'a>, api: &'a Api) {
    codec::files(tasks, api, EMITTER, root, |scope, operation| {
        let (decode, encode) = (decode(scope, operation), encode(scope, operation));
        quote!(#decode #encode)
    })
}

fn root(names: &Names<'_>) -> TokenStream {
    let all = names.api.modules.iter();
    let modules = modules("codec/", all.map(|it| (&it.name, of_module(names.api, it))));
    let server_codec_docs = inner_fixed_doc(FixedItem::ServerCodec);
    quote! {
        #server_codec_docs
        #modules
    }
}

fn decode(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let name = ident(&operation.decode);
    let request = scope.operation(&operation.request);
    let [call, rejection] = ["Call", "Rejection"].map(|name| scope.runtime_in("server", name));
    let (reader, pieces) = pieces(scope, operation);
    if pieces.is_empty() {
        return quote!(pub fn #name(_: &#call) -> Result<#request, #rejection> { Ok(#request {}) });
    }
    let reader_type = scope.runtime_in("server", "RequestReader");
    // `Accept` cannot be invalid, so the reader does not record it.
    let mutable = (pieces.len() > usize::from(operation.has_accept)).then(|| quote!(mut));
    let steps = pieces.iter().map(|piece| &piece.step);
    let fields = fields(scope, operation, &pieces);
    quote! {
        pub fn #name(call: &#call) -> Result<#request, #rejection> {
            let #mutable #reader = #reader_type::new(call);
            #(#steps)*
            #reader.finish()?;
            Ok(#request { #fields })
        }
    }
}

/// The part of a request that a piece belongs to.
#[derive(PartialEq)]
enum Part {
    Path,
    Parameters,
    Body,
}

/// A piece of a request: how it is read, and the field that it becomes.
struct Piece {
    part: Part,
    step: TokenStream,
    field: TokenStream,
}

/// The variable of the reader, and the pieces in the order of reading. Each is read before any is looked at, so that all
/// that is wrong is reported at once.
fn pieces(scope: &Scope<'_>, operation: &Operation) -> (Ident, Vec<Piece>) {
    let mut locals = Locals::default();
    let reader = locals.add("reader");
    let request = scope.operation(&operation.request);
    let mut pieces: Vec<Piece> = Vec::new();
    for (position, parameter) in operation.all_parameters().enumerate() {
        let local = locals.add(parameter.name.as_str());
        let part = match position < operation.path_parameters.len() {
            true => Part::Path,
            false => Part::Parameters,
        };
        pieces.push(parameter_piece(
            scope, part, &reader, position, parameter, &local,
        ));
    }
    if !operation.bodies.is_empty() {
        let local = locals.add("body");
        pieces.push(body_piece(scope, &reader, &request, operation, &local));
    }
    if operation.has_accept {
        pieces.push(Piece {
            part: Part::Body,
            step: quote!(let accept = #reader.accept();),
            field: quote!(accept),
        });
    }
    (reader, pieces)
}

fn parameter_piece(
    scope: &Scope<'_>,
    part: Part,
    reader: &Ident,
    position: usize,
    parameter: &Parameter,
    local: &Ident,
) -> Piece {
    let (name, position) = (ident(&parameter.name), Literal::usize_unsuffixed(position));
    let method = parameter_function(parameter);
    let default = absent_default(parameter).map(|it| {
        let value = default(scope, &parameter.value.ty, it);
        if is_costly(it) {
            quote!(.or_else(|| Some(#value)))
        } else {
            quote!(.or(Some(#value)))
        }
    });
    Piece {
        part,
        step: quote!(let #local = #reader.#method(#position);),
        field: quote!(#name: #local? #default),
    }
}

fn body_piece(
    scope: &Scope<'_>,
    reader: &Ident,
    request: &TokenStream,
    operation: &Operation,
    local: &Ident,
) -> Piece {
    let bodies = operation.bodies.iter();
    let ways: Vec<(&MediaTypeBody, TokenStream)> = bodies
        .flat_map(|body| {
            let way = |it| (it, read_body(scope, reader, request, operation, body, it));
            renderings(body).map(way).collect::<Vec<_>>()
        })
        .collect();
    let read = choice(reader, ways);
    let check = match operation.bodies.as_slice() {
        [only] => check(reader, request, operation, only, local),
        _ => None,
    };
    Piece {
        part: Part::Body,
        step: quote!(let #local = #read; #check),
        field: quote!(body: #local?),
    }
}

fn check(
    reader: &Ident,
    request: &TokenStream,
    operation: &Operation,
    body: &Body,
    local: &Ident,
) -> Option<TokenStream> {
    let (constant, function) = (ident(&body.constant), check_function(operation, body));
    has_constraints(&body.value).then(|| quote!(#reader.#function(&#request::#constant, &#local);))
}

/// `reader.body(codec::Json, "application/json")`, and of one of several the variant.
fn read_body(
    scope: &Scope<'_>,
    reader: &Ident,
    request: &TokenStream,
    operation: &Operation,
    body: &Body,
    rendering: &MediaTypeBody,
) -> TokenStream {
    let codec = body_codec(scope, rendering);
    let media_types = media_types(rendering);
    let (is_one, is_required) = (operation.body_name.is_none(), body.required);
    let function = match (is_one, is_required) {
        (true, _) => body_function(operation, body),
        (false, true) => plain("body"),
        (false, false) => plain("optional_body"),
    };
    let read = quote!(#reader.#function(#codec, #media_types));
    let Some(name) = &operation.body_name else {
        return read;
    };
    let (name, variant) = (scope.operation(name), ident(&body.name));
    let made = if is_required {
        quote!(map(#name::#variant))
    } else {
        quote!(map(|body| body.map(#name::#variant)))
    };
    let local = plain("body");
    match check(reader, request, operation, body, &local) {
        None => quote!(#read.#made),
        Some(check) => quote!({ let #local = #read; #check #local.#made }),
    }
}

/// The fields of the request.
fn fields(scope: &Scope<'_>, operation: &Operation, pieces: &[Piece]) -> TokenStream {
    let of = |part: Part| {
        pieces
            .iter()
            .filter(move |piece| piece.part == part)
            .map(|piece| &piece.field)
    };
    let (path, parameters, body) = (of(Part::Path), of(Part::Parameters), of(Part::Body));
    let parameters = operation.parameters_name.as_ref().map(|name| {
        let name = scope.operation(name);
        quote!(params: #name { #(#parameters),* },)
    });
    quote!(#(#path,)* #parameters #(#body,)*)
}

fn encode(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let name = ident(&operation.encode);
    let [rejection, response] =
        ["Rejection", "Response"].map(|name| scope.runtime_in("server", name));
    let (success, failure) = (success(scope, operation), failure(scope, operation));
    let cases = cases(operation);
    let arms: Vec<TokenStream> = cases.iter().map(|case| arm(scope, case, &cases)).collect();
    quote! {
        pub fn #name(outcome: Result<#success, #failure>) -> Result<#response, #rejection> {
            match outcome { #(#arms)* }
        }
    }
}

/// The status of a reply; one that the handler chooses is checked, as the client would read another as another reply.
fn status(response: &TokenStream, case: &Case<'_>, all: &[Case<'_>]) -> TokenStream {
    let statuses = || all.iter().map(|case| case.reply.status);
    let mut codes: Vec<u16> = statuses()
        .filter_map(|status| match status {
            ResponseStatus::Code(code) => Some(code),
            ResponseStatus::Range(_) | ResponseStatus::Default => None,
        })
        .collect();
    let mut digits: Vec<u16> = statuses()
        .filter_map(|status| match status {
            ResponseStatus::Range(digit) => Some(digit.into()),
            ResponseStatus::Code(_) | ResponseStatus::Default => None,
        })
        .collect();
    let successes = all.iter().filter(|case| !case.failure);
    if successes
        .clone()
        .any(|case| case.reply.status == ResponseStatus::Default)
    {
        digits.push(2);
    }
    let first = match case.reply.status {
        ResponseStatus::Code(status) => {
            let status = code(status);
            return quote!(#status);
        }
        ResponseStatus::Range(digit) => Some(u16::from(digit)),
        // As a success, `default` is what is left of the successes.
        ResponseStatus::Default => (!case.failure).then_some(2),
    };
    if let Some(first) = first {
        codes.retain(|code| code / 100 == first);
    }
    for list in [&mut codes, &mut digits] {
        list.sort_unstable();
        list.dedup();
    }
    let [codes, digits] = [codes, digits].map(|list| {
        let list = list.into_iter().map(code);
        quote!(&[#(#list),*])
    });
    let status = match first.map(code) {
        Some(first) => quote!(#response::in_range(status, #first, #codes)?),
        None => quote!(#response::in_none(status, #digits, #codes)?),
    };
    let is_same =
        |it: &&Case<'_>| (it.reply.status, it.failure) == (case.reply.status, case.failure);
    let mut same = all.iter().filter(is_same);
    match case.reply.body.is_none() && same.any(|it| it.reply.body.is_some()) {
        true => quote!(#response::without_body(#status)?),
        false => status,
    }
}

fn arm(scope: &Scope<'_>, case: &Case<'_>, all: &[Case<'_>]) -> TokenStream {
    let (pattern, response) = (
        pattern(scope, case),
        scope.import("specwright_runtime::server", "response"),
    );
    let status = status(&response, case, all);
    let has_headers = case.reply.headers.is_some();
    let content = has_headers.then(|| quote!(.body));
    let value = match &case.reply.body {
        None => quote!(#response::empty(#status)),
        Some(body) => {
            // The items of an error are all there; those of a success are taken one by one.
            let is_stream = is_stream(case.reply) && !case.failure;
            let function = plain(if is_stream { "stream" } else { "body" });
            let reference = (!is_stream).then(|| quote!(&));
            let codec = body_codec(scope, &body.written);
            let media_type = &body.written.media_type;
            quote!(#response::#function(#status, #codec, #media_type, #reference body #content))
        }
    };
    let value = match has_headers {
        true => quote!(#response::with_headers(&body.headers, #value)),
        false => value,
    };
    quote!(#pattern => #value,)
}

/// `Err(GetPetError::NotFound(body))`
fn pattern(scope: &Scope<'_>, case: &Case<'_>) -> TokenStream {
    let result = plain(if case.failure { "Err" } else { "Ok" });
    let fields = case.fields();
    match case.variant(scope) {
        Some(variant) if fields.is_empty() => quote!(#result(#variant)),
        Some(variant) => quote!(#result(#variant(#(#fields),*))),
        None if fields.is_empty() => quote!(#result(())),
        None => quote!(#result(#(#fields),*)),
    }
}
