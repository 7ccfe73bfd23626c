//! Responses of an operation: their types, and the order in which they are matched.

use crate::imports::Scope;
use crate::names::ident;
use crate::ty;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use specwright_ir::{Codec, Operation, Response, ResponseStatus, Success, Type};

/// A response and the variant it becomes.
pub(crate) struct Case<'a> {
    /// The response.
    pub(crate) reply: &'a Response,
    /// The enum that it is a variant of; none for the one success.
    pub(crate) enum_: Option<&'a specwright_ir::Ident>,
    /// True for an error.
    pub(crate) failure: bool,
}

impl Case<'_> {
    /// The variant, with its enum: `GetPetError::NotFound`.
    pub(crate) fn variant(&self, scope: &Scope<'_>) -> Option<TokenStream> {
        let (enum_, variant) = (scope.operation(self.enum_?), ident(&self.reply.name));
        Some(quote!(#enum_::#variant))
    }

    /// The patterns of the variant's fields, from the status to the body.
    pub(crate) fn fields(&self) -> Vec<Ident> {
        let status = has_status(self.reply).then_some("status");
        let has_body = self.reply.body.is_some() || self.reply.headers.is_some();
        let body = has_body.then_some("body");
        status
            .into_iter()
            .chain(body)
            .map(crate::names::plain)
            .collect()
    }
}

/// Returns true if the variant of a response holds the status, since the document declares a range or the default.
pub(crate) fn has_status(reply: &Response) -> bool {
    !matches!(reply.status, ResponseStatus::Code(_))
}

/// All responses: the successes, then the errors.
pub(crate) fn cases(operation: &Operation) -> Vec<Case<'_>> {
    let enum_ = match &operation.outcome.success {
        Success::One(_) => None,
        Success::Many(name, _) => Some(name),
    };
    let successes = successes(operation).iter().map(|reply| Case {
        reply,
        enum_,
        failure: false,
    });
    let failures = operation
        .outcome
        .failure
        .iter()
        .flat_map(|(name, replies)| {
            replies.iter().map(move |reply| Case {
                reply,
                enum_: Some(name),
                failure: true,
            })
        });
    successes.chain(failures).collect()
}

/// All responses, more specific statuses first.
pub(crate) fn cases_by_status(operation: &Operation) -> Vec<Case<'_>> {
    let mut cases = cases(operation);
    cases.sort_by_key(|case| match case.reply.status {
        ResponseStatus::Code(code) => (0, code),
        ResponseStatus::Range(digit) => (1, digit.into()),
        ResponseStatus::Default => (2, u16::from(case.failure)),
    });
    cases
}

/// The success type: the body's, `()` without one, or the enum.
pub(crate) fn success(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    match &operation.outcome.success {
        Success::One(reply) => content(scope, reply, false).unwrap_or_else(|| quote!(())),
        Success::Many(name, _) => scope.operation(name),
    }
}

/// The error type: the enum, or the one without values.
pub(crate) fn failure(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    match &operation.outcome.failure {
        Some((name, _)) => scope.operation(name),
        None => scope.std("convert", "Infallible"),
    }
}

/// The type of a response's content: its body, together with its headers if it declares some.
pub(crate) fn content(scope: &Scope<'_>, reply: &Response, failure: bool) -> Option<TokenStream> {
    let body = body(scope, reply, failure);
    let Some(id) = reply.headers else {
        return body;
    };
    let ty = scope.runtime("WithHeaders");
    let headers = scope.operation(&scope.api().response_headers(id).name);
    let body = body.unwrap_or_else(|| quote!(()));
    Some(quote!(#ty<#headers, #body>))
}

/// The type of a response's body: items of a success are a stream, those of an error a `Vec`.
fn body(scope: &Scope<'_>, reply: &Response, failure: bool) -> Option<TokenStream> {
    let body = reply.body.as_ref()?;
    Some(match &body.value.ty {
        Type::Array(item) if is_stream(reply) && !failure => {
            let (stream, item) = (scope.runtime("Stream"), ty::value(scope, item));
            quote!(#stream<#item>)
        }
        _ => ty::value(scope, &body.value),
    })
}

/// Returns true if the body of a response is streamed.
pub(crate) fn is_stream(reply: &Response) -> bool {
    let codec = reply.body.as_ref().map(|body| body.written.codec);
    matches!(codec, Some(Codec::Items(_) | Codec::Chunks))
}

/// The successful responses.
pub(crate) fn successes(operation: &Operation) -> &[Response] {
    match &operation.outcome.success {
        Success::One(reply) => std::slice::from_ref(&**reply),
        Success::Many(_, replies) => replies,
    }
}

/// A status as a literal.
pub(crate) fn code(status: u16) -> Literal {
    Literal::u16_unsuffixed(status)
}
