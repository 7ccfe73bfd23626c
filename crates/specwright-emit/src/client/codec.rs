//! `codec.rs` and a file per module: requests written, responses read.

use crate::Crates;
use crate::bodies::{
    choice as choice_by_type, codec_argument, codec_function, is_optional, parameter_function,
    renderings, rules_constant,
};
use crate::codec;
use crate::docs::doc;
use crate::imports::Scope;
use crate::names::{constant, ident, plain, prefixed};
use crate::replies::{Case, cases_by_status, code, failure, has_status, success};
use crate::rules::has_rules;
use crate::task::Tasks;
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Api, Body, Operation, Parameter, Rendering, ReplyStatus, Segment};

const EMITTER: &str = "crates/specwright-emit/src/client/codec.rs";

/// The files.
pub(super) fn files<'a>(tasks: &mut Tasks<'a>, api: &'a Api, crates: Crates<'a>) {
    let docs = "Requests written and responses read, over plain HTTP values: for tests without a socket and for transports of one's own.";
    codec::files(tasks, api, crates, EMITTER, docs, |scope, operation| {
        let (encode, decode) = (encode(scope, operation), decode(scope, operation));
        quote!(#encode #decode)
    })
}

fn encode(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let request = scope.operation(&operation.request);
    let name = prefixed("encode_", &operation.name);
    let [error, request_value, writer] =
        ["EncodeError", "Request", "RequestWriter"].map(|name| scope.runtime_in("client", name));
    let docs = errors_doc(
        &format!("Writes {}.", scope.operation_mention(&operation.request)),
        "If the request breaks a rule of the document.",
    );
    let steps = steps(scope, operation);
    if steps.is_empty() {
        return quote! {
            #docs
            pub fn #name(_: &#request) -> Result<#request_value, #error> {
                #writer::new(&#request::OPERATION).finish()
            }
        };
    }
    let argument = if is_empty(operation) {
        quote!(_)
    } else {
        quote!(request)
    };
    quote! {
        #docs
        pub fn #name(#argument: &#request) -> Result<#request_value, #error> {
            let mut writer = #writer::new(&#request::OPERATION);
            #(#steps)*
            writer.finish()
        }
    }
}

/// A doc comment with its section on errors.
fn errors_doc(summary: &str, errors: &str) -> TokenStream {
    doc(&[summary, "# Errors", errors])
}

/// Whether a request says nothing.
fn is_empty(operation: &Operation) -> bool {
    operation.path_parameters.is_empty()
        && operation.parameters_name.is_none()
        && operation.bodies.is_empty()
        && !operation.has_accept
}

/// The path, then the other parameters, then the body.
fn steps(scope: &Scope<'_>, operation: &Operation) -> Vec<TokenStream> {
    let request = scope.operation(&operation.request);
    let path = operation.segments.iter().map(|segment| match segment {
        Segment::Literal(text) => quote!(writer.literal(#text);),
        Segment::Parameter(index) => {
            let parameter = &operation.path_parameters[*index];
            let name = ident(&parameter.name);
            write_parameter(&request, parameter, &quote!(request.#name))
        }
    });
    let query = &operation.query;
    let query = (!query.is_empty()).then(|| quote!(writer.query(#query);));
    let parameters = operation.parameters_name.iter().flat_map(|name| {
        let owner = scope.operation(name);
        operation.parameters.iter().map(move |parameter| {
            let name = ident(&parameter.name);
            write_parameter(&owner, parameter, &quote!(request.params.#name))
        })
    });
    let body = write_body(scope, &request, operation);
    let accept = operation.has_accept;
    let accept = accept.then(|| quote!(writer.accept(&request.accept);));
    path.chain(query)
        .chain(parameters)
        .chain(body)
        .chain(accept)
        .collect()
}

fn write_parameter(owner: &TokenStream, parameter: &Parameter, value: &TokenStream) -> TokenStream {
    let constant = constant(&parameter.name);
    let method = parameter_function(parameter);
    quote!(writer.#method(&#owner::#constant, &#value);)
}

fn write_body(
    scope: &Scope<'_>,
    request: &TokenStream,
    operation: &Operation,
) -> Option<TokenStream> {
    if let Some(name) = &operation.body_name {
        return Some(write_bodies(
            scope,
            request,
            operation,
            &scope.operation(name),
        ));
    }
    let body = operation.bodies.first()?;
    let check =
        has_rules(&body.value).then(|| quote!(writer.check(&#request::BODY, &request.body);));
    Some(if is_optional(body) {
        let write = write_call(scope, body, &quote!(body));
        quote!(#check if let Some(body) = &request.body { #write })
    } else {
        let write = write_call(scope, body, &quote!(&request.body));
        quote!(#check #write)
    })
}

/// `writer.json("application/json", &request.body);`
fn write_call(scope: &Scope<'_>, body: &Body, value: &TokenStream) -> TokenStream {
    let Rendering {
        media_type, codec, ..
    } = &body.written;
    let argument = codec_argument(scope, &body.written).map(|it| quote!(, #it));
    let method = codec_function("", *codec, "");
    quote!(writer.#method(#media_type, #value #argument);)
}

/// Writes the one that the body is.
fn write_bodies(
    scope: &Scope<'_>,
    request: &TokenStream,
    operation: &Operation,
    name: &TokenStream,
) -> TokenStream {
    let arms = operation.bodies.iter().map(|body| {
        let (variant, constant) = (ident(&body.name), rules_constant(operation, body));
        let check =
            has_rules(&body.value).then(|| quote!(writer.check(&#request::#constant, body);));
        let write = write_call(scope, body, &quote!(body));
        quote!(#name::#variant(body) => { #check #write })
    });
    if operation.bodies.iter().all(|body| body.required) {
        quote!(match &request.body { #(#arms)* })
    } else {
        quote!(if let Some(body) = &request.body { match body { #(#arms)* } })
    }
}

fn decode(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let name = prefixed("decode_", &operation.name);
    let [error, response] = ["Error", "Response"].map(|name| scope.runtime_in("client", name));
    let docs = errors_doc(
        &format!(
            "Reads what {} answers.",
            scope.operation_link(&operation.request)
        ),
        "If the response is not a success, or cannot be read.",
    );
    let (success, failure) = (success(scope, operation), failure(scope, operation));
    let choice = choice(scope, &cases_by_status(operation));
    quote! {
        #docs
        pub fn #name(response: #response) -> Result<#success, #error<#failure>> { #choice }
    }
}

/// The choice by status; none where there is nothing to choose from.
fn choice(scope: &Scope<'_>, cases: &[Case<'_>]) -> TokenStream {
    match cases {
        [] => quote!(Err(response.undeclared())),
        [first, ..] if first.reply.status == ReplyStatus::Default && first.failure => {
            let value = contents(scope, cases);
            quote!(let status = response.status(); #value)
        }
        cases => {
            let by_status = cases.chunk_by(|left, right| is_same_status(left, right));
            let arms = by_status.map(|cases| arm(scope, cases));
            let is_complete = cases
                .iter()
                .any(|case| case.reply.status == ReplyStatus::Default && case.failure);
            let undeclared = (!is_complete).then(|| quote!(_ => Err(response.undeclared()),));
            quote!(match response.status() { #(#arms)* #undeclared })
        }
    }
}

/// Whether two replies are told apart by their media types only.
fn is_same_status(left: &Case<'_>, right: &Case<'_>) -> bool {
    (left.reply.status, left.failure) == (right.reply.status, right.failure)
}

/// The replies of one status.
fn arm(scope: &Scope<'_>, cases: &[Case<'_>]) -> TokenStream {
    let Some(Case { reply, failure, .. }) = cases.first() else {
        return TokenStream::new();
    };
    let pattern = match reply.status {
        ReplyStatus::Code(status) => {
            let status = code(status);
            quote!(#status)
        }
        ReplyStatus::Range(digit) => hundred(digit.into()),
        ReplyStatus::Default if *failure => quote!(status),
        // As a success, `default` is what is left of the successes.
        ReplyStatus::Default => hundred(2),
    };
    let value = contents(scope, cases);
    quote!(#pattern => #value,)
}

/// The choice by media type.
fn contents(scope: &Scope<'_>, cases: &[Case<'_>]) -> TokenStream {
    let mut ways = Vec::new();
    for case in cases {
        match &case.reply.body {
            None => return outcome(scope, case, None),
            Some(body) => {
                ways.extend(renderings(body).map(|it| (it, outcome(scope, case, Some(it)))));
            }
        }
    }
    choice_by_type(&plain("response"), ways).unwrap_or_default()
}

fn hundred(digit: u16) -> TokenStream {
    let (first, last) = (code(digit * 100), code(digit * 100 + 99));
    quote!(status @ #first..=#last)
}

/// The value of a reply; declared headers are read before the body takes the response.
fn outcome(scope: &Scope<'_>, case: &Case<'_>, body: Option<&Rendering>) -> TokenStream {
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

fn success_value(scope: &Scope<'_>, case: &Case<'_>, body: Option<&Rendering>) -> TokenStream {
    let body = body.map(|body| {
        (
            codec_function("", body.codec, ""),
            codec_argument(scope, body),
        )
    });
    let make = constructor(scope, case);
    match (body, make) {
        (Some((method, argument)), None) => quote!(response.#method(#argument)),
        (Some((method, argument)), Some(make)) => quote!(response.#method(#argument).map(#make)),
        (None, _) => {
            let value = value(scope, case);
            quote!(Ok(#value))
        }
    }
}

fn failure_value(scope: &Scope<'_>, case: &Case<'_>, body: Option<&Rendering>) -> TokenStream {
    let Some(body) = body else {
        let value = value(scope, case);
        return quote!(Err(response.empty_error(#value)));
    };
    let (method, make) = (
        codec_function("", body.codec, "_error"),
        constructor(scope, case),
    );
    let argument = codec_argument(scope, body).map(|it| quote!(, #it));
    quote!(Err(response.#method(#make #argument)))
}

/// What makes the variant of a body: the variant itself, or a closure that adds the status or the headers; none where the body is
/// all.
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
