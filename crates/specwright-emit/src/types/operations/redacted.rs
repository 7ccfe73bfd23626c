//! `redacted!`: `Debug` of requests, parameters, headers and replies that hold a secret themselves. All others derive it.

use crate::imports::Scope;
use crate::names::{ident, plain};
use crate::responses::has_status;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use specwright_ir::{Headers, Operation, Parameter, Response, Success};

/// `Debug,` in the list of derived traits, if nothing is hidden.
pub(super) fn derived(hides: bool) -> Option<TokenStream> {
    (!hides).then(|| quote!(Debug,))
}

/// Returns true if one of the parameters is a secret.
pub(super) fn of_parameters(parameters: &[Parameter]) -> bool {
    parameters.iter().any(|it| it.value.holds_secret())
}

/// Returns true if a part of the path or the one body is a secret. Other parameters have a struct of their own.
pub(super) fn of_request(operation: &Operation) -> bool {
    of_parameters(&operation.path_parameters) || has_secret_body(operation)
}

/// The body of one type that is a secret; of several types it is an enum.
fn has_secret_body(operation: &Operation) -> bool {
    operation.body_name.is_none() && of_bodies(operation)
}

/// Returns true if a body is a secret.
pub(super) fn of_bodies(operation: &Operation) -> bool {
    operation.bodies.iter().any(|it| it.value.holds_secret())
}

/// Returns true if the body of a reply is a secret.
pub(super) fn of_replies(replies: &[Response]) -> bool {
    replies.iter().any(is_secret)
}

fn is_secret(reply: &Response) -> bool {
    let body = reply.body.as_ref();
    body.is_some_and(|it| it.value.holds_secret())
}

/// The rows of all types of an operation that hide something.
pub(super) fn of_operation(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let request = of_request(operation).then(|| request(scope, operation));
    let parameters = match &operation.shared_parameters {
        Some((shared, is_here)) => is_here.then_some(shared),
        None => operation.parameters_name.as_ref(),
    };
    let parameters = parameters
        .filter(|_| of_parameters(&operation.parameters))
        .map(|name| struct_(scope, &ident(name), fields(&operation.parameters)));
    let bodies = operation.body_name.as_ref();
    let bodies = bodies
        .filter(|_| of_bodies(operation))
        .map(|name| self::bodies(scope, &ident(name), operation));
    let success = match &operation.outcome.success {
        Success::Many(name, list) => replies(scope, &ident(name), list),
        Success::One(_) => None,
    };
    let failure = operation.outcome.failure.as_ref();
    let failure = failure
        .filter(|_| operation.outcome.failure_sharing.is_here())
        .and_then(|(name, list)| replies(scope, &ident(name), list));
    quote!(#request #parameters #bodies #success #failure)
}

/// The rows of a struct of headers, if it hides something.
pub(super) fn of_headers(scope: &Scope<'_>, headers: &Headers) -> Option<TokenStream> {
    of_struct(scope, &headers.name, &headers.fields)
}

/// The rows of a struct of parameters, if it hides something.
pub(super) fn of_struct(
    scope: &Scope<'_>,
    name: &specwright_ir::Ident,
    parameters: &[Parameter],
) -> Option<TokenStream> {
    let hides = of_parameters(parameters);
    hides.then(|| struct_(scope, &ident(name), fields(parameters)))
}

fn request(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let mut rows = fields(&operation.path_parameters);
    let others = [
        (operation.parameters_name.is_some(), "params", false),
        (
            !operation.bodies.is_empty(),
            "body",
            has_secret_body(operation),
        ),
        (operation.has_accept, "accept", false),
    ];
    let others = others.into_iter().filter(|(is_there, ..)| *is_there);
    rows.extend(others.map(|(_, name, hides)| (plain(name), hides)));
    struct_(scope, &ident(&operation.request), rows)
}

fn fields(parameters: &[Parameter]) -> Vec<(Ident, bool)> {
    let row = |it: &Parameter| (ident(&it.name), it.value.holds_secret());
    parameters.iter().map(row).collect()
}

fn struct_(scope: &Scope<'_>, name: &Ident, fields: Vec<(Ident, bool)>) -> TokenStream {
    let redacted = scope.import("specwright_runtime", "redacted");
    let rows = fields.into_iter().map(|(field, hides)| {
        let way = way(hides);
        quote!(#way #field;)
    });
    quote!(#redacted! { struct #name; #(#rows)* })
}

fn bodies(scope: &Scope<'_>, name: &Ident, operation: &Operation) -> TokenStream {
    let variants = operation.bodies.iter();
    let variants = variants.map(|it| (ident(&it.name), it.value.holds_secret(), vec!["body"]));
    enum_(scope, name, variants.collect())
}

/// The rows of an enum of replies, if it hides something.
pub(super) fn replies(
    scope: &Scope<'_>,
    name: &Ident,
    replies: &[Response],
) -> Option<TokenStream> {
    let variants = replies.iter().map(|reply| {
        let status = has_status(reply).then_some("status");
        let has_body = reply.body.is_some() || reply.headers.is_some();
        let fields = status.into_iter().chain(has_body.then_some("body"));
        (ident(&reply.name), is_secret(reply), fields.collect())
    });
    of_replies(replies).then(|| enum_(scope, name, variants.collect()))
}

fn enum_(scope: &Scope<'_>, name: &Ident, variants: Vec<(Ident, bool, Vec<&str>)>) -> TokenStream {
    let redacted = scope.import("specwright_runtime", "redacted");
    let rows = variants.into_iter().map(|(variant, hides, fields)| {
        let way = way(hides);
        let shown = fields.iter().enumerate().filter(|_| !hides);
        let fields = shown.map(|(index, field)| {
            let (index, field) = (Literal::usize_unsuffixed(index), plain(field));
            quote!(#index: #field)
        });
        quote!(#way #variant(#(#fields),*);)
    });
    quote!(#redacted! { enum #name; #(#rows)* })
}

fn way(hides: bool) -> Ident {
    plain(if hides { "hidden" } else { "shown" })
}
