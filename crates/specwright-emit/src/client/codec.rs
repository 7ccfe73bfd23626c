//! `codec.rs` and a file per module: requests written, responses read.

use crate::bodies::{
    body_function, check_function, choice as choice_by_type, codec as body_codec,
    parameter_function, renderings,
};
use crate::codec;
use crate::constraints::has_constraints;
use crate::docs::{fixed_docs, inner_fixed_doc};
use crate::features::of_module;
use crate::imports::{Scope, module};
use crate::names::{Names, ident, plain};
use crate::responses::{
    Case, cases_by_status, code, failure, has_status, is_stream, success, successes,
};
use crate::task::Tasks;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use specwright_ir::{Api, Body, Codec, FixedItem, MediaTypeBody, Operation, ResponseStatus};

const EMITTER: &str = "crates/specwright-emit/src/client/codec.rs";

/// The files.
pub(super) fn files<'a>(tasks: &mut Tasks<'a>, api: &'a Api) {
    codec::files(tasks, api, EMITTER, root, call);
}

/// The root of the module: the trait of all requests.
fn root(names: &Names<'_>) -> TokenStream {
    let scope = Scope::elsewhere(names, 1);
    let [request_value, response, encode_error, error] =
        ["Request", "Response", "EncodeError", "Error"]
            .map(|name| scope.runtime_in("client", name));
    let writer = scope.runtime_in("client", "RequestWriter");
    let operation = scope.runtime("Operation");
    let imports = scope.imports();
    let modules = names.api.modules.iter();
    let modules = modules.map(|it| {
        let (gate, module) = (of_module(names.api, it), module("codec/", &it.name));
        quote!(#gate #module)
    });
    let client_codec_docs = inner_fixed_doc(FixedItem::ClientCodec);
    fixed_docs! {
        call_docs: Call,
        call_operation_docs: CallOperation,
        call_streamed_docs: CallStreamed,
        call_success_docs: CallSuccess,
        call_failure_docs: CallFailure,
        call_write_docs: CallWrite,
        call_decode_docs: CallDecode,
        call_encode_docs: CallEncode,
    }
    quote! {
        #client_codec_docs
        #imports
        #(#modules)*

        #call_docs
        pub trait Call: Sized {
            #call_operation_docs
            const OPERATION: &'static #operation;

            #call_streamed_docs
            const STREAMED: &'static str = "";

            #call_success_docs
            type Success;

            #call_failure_docs
            type Failure;

            #call_write_docs
            fn write(&self, writer: &mut #writer);

            #call_decode_docs
            fn decode(response: #response) -> Result<Self::Success, #error<Self::Failure>>;

            #call_encode_docs
            fn encode(&self) -> Result<#request_value, #encode_error> {
                let mut writer = #writer::new(Self::OPERATION);
                self.write(&mut writer);
                writer.finish()
            }
        }
    }
}

/// `impl Call for GetPet { … }`
fn call(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let request = scope.operation(&operation.request);
    let (facts, call) = (scope.runtime("Operation"), scope.import("super", "Call"));
    let [error, response, writer] =
        ["Error", "Response", "RequestWriter"].map(|name| scope.runtime_in("client", name));
    let (success, failure) = (success(scope, operation), failure(scope, operation));
    let streamed = streamed(operation);
    let streamed = streamed.map(|it| quote!(const STREAMED: &'static str = #it;));
    let steps = steps(scope, operation);
    let argument = plain(if steps.is_empty() { "_" } else { "writer" });
    let choice = choice(scope, &cases_by_status(operation));
    quote! {
        impl #call for #request {
            const OPERATION: &'static #facts = &Self::OPERATION;
            #streamed
            type Success = #success;
            type Failure = #failure;

            fn write(&self, #argument: &mut #writer) {
                #(#steps)*
            }

            fn decode(response: #response) -> Result<Self::Success, #error<Self::Failure>> { #choice }
        }
    }
}

/// The media types of streamed responses: `text/event-stream`; any media type if all successes are streams of bytes.
fn streamed(operation: &Operation) -> Option<String> {
    let successes = successes(operation).iter();
    let streams = successes.clone().filter(|it| is_stream(it));
    let mut media_types: Vec<&str> = streams
        .filter_map(|it| Some(it.body.as_ref()?.written.media_type.as_str()))
        .collect();
    media_types.dedup();
    let is_bytes = |it: &Body| it.written.codec == Codec::Chunks;
    let all_bytes = successes.filter_map(|it| it.body.as_ref()).all(is_bytes);
    match media_types.as_slice() {
        [] => None,
        _ if all_bytes => Some("*/*".to_owned()),
        media_types => Some(media_types.join(", ")),
    }
}

/// The parameters, then the body.
fn steps(scope: &Scope<'_>, operation: &Operation) -> Vec<TokenStream> {
    let in_path = operation.path_parameters.len();
    let parameters = operation.all_parameters().enumerate();
    let parameters = parameters.map(|(position, parameter)| {
        let (method, name) = (parameter_function(parameter), ident(&parameter.name));
        let value = match position < in_path {
            true => quote!(self.#name),
            false => quote!(self.params.#name),
        };
        let position = Literal::usize_unsuffixed(position);
        quote!(writer.#method(#position, &#value);)
    });
    let body = write_body(scope, operation);
    let accept = operation.has_accept;
    let accept = accept.then(|| quote!(writer.accept(&self.accept);));
    parameters.chain(body).chain(accept).collect()
}

fn write_body(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    if let Some(name) = &operation.body_name {
        return Some(write_bodies(scope, operation, &scope.operation(name)));
    }
    let body = operation.bodies.first()?;
    let function = check_function(operation, body);
    let check =
        has_constraints(&body.value).then(|| quote!(writer.#function(&Self::BODY, &self.body);));
    let function = body_function(operation, body);
    let write = write_call(scope, body, &function, &quote!(&self.body));
    Some(quote!(#check #write))
}

/// `writer.body(codec::Json, "application/json", &self.body);`
fn write_call(
    scope: &Scope<'_>,
    body: &Body,
    function: &Ident,
    value: &TokenStream,
) -> TokenStream {
    let codec = body_codec(scope, &body.written);
    let media_type = &body.written.media_type;
    quote!(writer.#function(#codec, #media_type, #value);)
}

/// Writes the one that the body is.
fn write_bodies(scope: &Scope<'_>, operation: &Operation, name: &TokenStream) -> TokenStream {
    let arms = operation.bodies.iter().map(|body| {
        let (variant, constant) = (ident(&body.name), ident(&body.constant));
        let check =
            has_constraints(&body.value).then(|| quote!(writer.check(&Self::#constant, body);));
        let write = write_call(scope, body, &plain("body"), &quote!(body));
        quote!(#name::#variant(body) => { #check #write })
    });
    if operation.bodies.iter().all(|body| body.required) {
        quote!(match &self.body { #(#arms)* })
    } else {
        quote!(if let Some(body) = &self.body { match body { #(#arms)* } })
    }
}

/// The match over statuses; an error if no response is declared.
fn choice(scope: &Scope<'_>, cases: &[Case<'_>]) -> TokenStream {
    match cases {
        [] => quote!(Err(response.unexpected_status())),
        [first, ..] if first.reply.status == ResponseStatus::Default && first.failure => {
            let status = cases.iter().any(names_status);
            let status = status.then(|| quote!(let status = response.status();));
            let value = contents(scope, cases);
            quote!(#status #value)
        }
        cases => {
            let by_status = cases.chunk_by(|left, right| is_same_status(left, right));
            let codes: Vec<u16> = cases.iter().filter_map(code_of).collect();
            let arms = by_status.map(|cases| arm(scope, cases, &codes));
            let is_complete = cases
                .iter()
                .any(|case| case.reply.status == ResponseStatus::Default && case.failure);
            let unexpected =
                (!is_complete).then(|| quote!(_ => Err(response.unexpected_status()),));
            quote!(match response.status() { #(#arms)* #unexpected })
        }
    }
}

/// Returns true if the value of a response is built from the variable `status`; the runtime passes it to an error with a body.
fn names_status(case: &Case<'_>) -> bool {
    has_status(case.reply)
        && !(case.failure && case.reply.body.is_some() && case.reply.headers.is_none())
}

/// Returns true if two responses differ in their media types only.
fn is_same_status(left: &Case<'_>, right: &Case<'_>) -> bool {
    (left.reply.status, left.failure) == (right.reply.status, right.failure)
}

/// The status of a response, unless it is a range or the default.
fn code_of(case: &Case<'_>) -> Option<u16> {
    match case.reply.status {
        ResponseStatus::Code(status) => Some(status),
        ResponseStatus::Range(_) | ResponseStatus::Default => None,
    }
}

/// The arm of the responses of one status; `codes` are the single statuses of other arms.
fn arm(scope: &Scope<'_>, cases: &[Case<'_>], codes: &[u16]) -> TokenStream {
    let Some(Case { reply, failure, .. }) = cases.first() else {
        return TokenStream::new();
    };
    let named = cases.iter().any(names_status);
    let pattern = match reply.status {
        ResponseStatus::Code(status) => {
            let status = code(status);
            quote!(#status)
        }
        ResponseStatus::Default if *failure && named => quote!(status),
        ResponseStatus::Default if *failure => quote!(_),
        ResponseStatus::Range(digit) => hundred(digit.into(), named, codes),
        // As a success, `default` is what is left of the successes.
        ResponseStatus::Default => hundred(2, named, codes),
    };
    let value = contents(scope, cases);
    quote!(#pattern => #value,)
}

/// The choice by media type.
fn contents(scope: &Scope<'_>, cases: &[Case<'_>]) -> TokenStream {
    let (mut ways, mut empty) = (Vec::new(), None);
    for case in cases {
        match &case.reply.body {
            None => empty = Some(outcome(scope, case, None)),
            Some(body) => {
                ways.extend(renderings(body).map(|it| (it, outcome(scope, case, Some(it)))));
            }
        }
    }
    match (choice_by_type(&plain("response"), ways), empty) {
        (Some(choice), None) => choice,
        (None, empty) => empty.unwrap_or_default(),
        (Some(choice), Some(empty)) => {
            quote!(if response.has_no_body() { #empty } else { #choice })
        }
    }
}

/// `400..=499`; a range that has the code of another arm in it needs a name, for clippy to take that as meant.
fn hundred(digit: u16, named: bool, codes: &[u16]) -> TokenStream {
    let (first, last) = (code(digit * 100), code(digit * 100 + 99));
    let overlaps = codes.iter().any(|status| status / 100 == digit);
    let name = match (named, overlaps) {
        (true, _) => quote!(status @),
        (false, true) => quote!(_status @),
        (false, false) => TokenStream::new(),
    };
    quote!(#name #first..=#last)
}

/// The value of a reply; declared headers are read before the body takes the response.
fn outcome(scope: &Scope<'_>, case: &Case<'_>, body: Option<&MediaTypeBody>) -> TokenStream {
    let value = if case.failure {
        failure_value(scope, case, body)
    } else {
        success_value(scope, case, body)
    };
    if case.reply.headers.is_none() {
        return value;
    }
    let needs_response = case.failure || case.reply.body.is_some();
    let response = plain(if needs_response { "response" } else { "_" });
    quote!({
        let (#response, headers) = response.split_headers()?;
        #value
    })
}

fn success_value(scope: &Scope<'_>, case: &Case<'_>, body: Option<&MediaTypeBody>) -> TokenStream {
    let is_stream = body.is_some_and(|it| matches!(it.codec, Codec::Items(_) | Codec::Chunks));
    let function = plain(if is_stream { "stream" } else { "decode" });
    let codec = body.map(|body| body_codec(scope, body));
    let make = constructor(scope, case);
    match (codec, make) {
        (Some(codec), None) => quote!(response.#function(#codec)),
        (Some(codec), Some(make)) => quote!(response.#function(#codec).map(#make)),
        (None, _) => {
            let value = value(scope, case);
            quote!(Ok(#value))
        }
    }
}

fn failure_value(scope: &Scope<'_>, case: &Case<'_>, body: Option<&MediaTypeBody>) -> TokenStream {
    let Some(body) = body else {
        let value = value(scope, case);
        return quote!(Err(response.empty_error(#value)));
    };
    let codec = body_codec(scope, body);
    // The runtime knows from the variant whether it has the status.
    let make = match case.reply.headers {
        None => case.variant(scope),
        Some(_) => constructor(scope, case),
    };
    quote!(Err(response.error(#codec, #make)))
}

/// The function that builds the variant from a body: the variant itself, or a closure that adds the status or the headers; none if
/// the value is the body.
fn constructor(scope: &Scope<'_>, case: &Case<'_>) -> Option<TokenStream> {
    let variant = case.variant(scope);
    if case.reply.headers.is_none() && !has_status(case.reply) {
        return variant;
    }
    let value = value(scope, case);
    Some(quote!(|body| #value))
}

/// The variant with its fields; the body alone where there is no variant.
fn value(scope: &Scope<'_>, case: &Case<'_>) -> TokenStream {
    let body = case.reply.body.as_ref().map(|_| quote!(body));
    let body = match case.reply.headers {
        None => body,
        Some(_) => {
            let (ty, body) = (
                scope.runtime("WithHeaders"),
                body.unwrap_or_else(|| quote!(())),
            );
            Some(quote!(#ty::new(headers, #body)))
        }
    };
    let status = has_status(case.reply).then(|| quote!(status));
    let fields: Vec<TokenStream> = status.into_iter().chain(body).collect();
    match case.variant(scope) {
        Some(variant) if fields.is_empty() => variant,
        Some(variant) => quote!(#variant(#(#fields),*)),
        None if fields.is_empty() => quote!(()),
        None => quote!(#(#fields),*),
    }
}
