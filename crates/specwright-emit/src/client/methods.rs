//! A file per module: the methods of the client.

use super::example::example;
use crate::bodies::body_type;
use crate::deprecation::attribute;
use crate::docs::doc;
use crate::imports::Scope;
use crate::names::{Names, ident, plain};
use crate::responses::{content, failure, has_status, success, successes};
use crate::task::Items;
use crate::{File, ty};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use specwright_ir::{AcceptMethod, Module, Operation, Success, Type};

/// The file of a module: a method for each operation.
pub(super) struct Methods<'a> {
    pub(super) module: &'a Module,
}

impl Items for Methods<'_> {
    fn inside(&self) -> bool {
        true
    }

    fn scope<'n>(&'n self, names: &'n Names<'n>) -> Scope<'n> {
        Scope::elsewhere(names, 1)
    }

    fn count(&self) -> usize {
        self.module.operations.len()
    }

    fn item(&self, scope: &Scope<'_>, index: usize) -> TokenStream {
        methods(scope, &self.module.operations[index])
    }

    fn frame(&self, scope: &Scope<'_>) -> File {
        let docs = doc(&self.module.docs);
        let client = scope.import("super", "Client");
        let imports = scope.imports();
        let path = format!("{}.rs", self.module.name);
        let tokens = quote!(#imports #docs impl #client {});
        File::new(path, "crates/specwright-emit/src/client/methods.rs", tokens)
    }
}

/// The methods of an operation: the only one, or one per media type of its success and a general one.
fn methods(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let plain = Call::plain(scope, operation);
    let example = example(scope, operation);
    let Some(methods) = &operation.accepting else {
        let docs = doc(&operation.docs);
        return method(
            scope,
            operation,
            quote!(#docs #example),
            &operation.name,
            plain,
        );
    };
    let single = methods.single.iter().enumerate().map(|(index, it)| {
        let (docs, example) = (doc(&it.docs), (index == 0).then_some(&example));
        let call = Call::only(scope, operation, it);
        method(scope, operation, quote!(#docs #example), &it.name, call)
    });
    let docs = doc(&methods.general_docs);
    let general = method(scope, operation, docs, &methods.general, plain);
    quote!(#(#single)* #general)
}

/// The call of a method.
struct Call {
    /// The value of the field `accept`, if it is not an argument.
    accept: Option<TokenStream>,
    success: TokenStream,
    /// The function that sends the request, and its arguments after the request.
    function: &'static str,
    value: Option<TokenStream>,
}

impl Call {
    /// A call that returns any success.
    fn plain(scope: &Scope<'_>, operation: &Operation) -> Self {
        Self {
            accept: None,
            success: success(scope, operation),
            function: "send",
            value: None,
        }
    }

    /// A call that returns successes of one media type.
    fn only(scope: &Scope<'_>, operation: &Operation, method: &AcceptMethod) -> Self {
        let (accept, media_type) = (scope.runtime("Accept"), &method.media_type);
        let plain = Self {
            accept: Some(quote!(#accept::only(#media_type))),
            ..Self::plain(scope, operation)
        };
        let successes = successes(operation);
        let (Some(positions), Success::Many(name, _)) =
            (&method.successes, &operation.outcome.success)
        else {
            return plain;
        };
        let enum_ = scope.operation(name);
        let first = positions.first().map(|it| &successes[*it]);
        let value = first.and_then(|it| content(scope, it, false));
        let (mut ty, mut some) = (value.unwrap_or_else(|| quote!(())), quote!(Some(value)));
        if !method.empty.is_empty() {
            let option = scope.prelude("option", "Option");
            (ty, some) = (quote!(#option<#ty>), quote!(Some(Some(value))));
        }
        let variants = positions.iter().map(|it| {
            let (variant, status) = (ident(&successes[*it].name), has_status(&successes[*it]));
            let status = status.then(|| quote!(_,));
            quote!(#enum_::#variant(#status value))
        });
        let empty = method.empty.iter().map(|it| {
            let (variant, reply) = (ident(&successes[*it].name), &successes[*it]);
            let fields = has_status(reply) || reply.headers.is_some();
            let fields = fields.then(|| quote!((..)));
            quote!(#enum_::#variant #fields => Some(None),)
        });
        let value = quote!(|success| match success {
            #(#variants)|* => #some,
            #(#empty)*
            _ => None,
        });
        Self {
            success: ty,
            function: "send_as",
            value: Some(value),
            ..plain
        }
    }
}

fn method(
    scope: &Scope<'_>,
    operation: &Operation,
    docs: TokenStream,
    name: &specwright_ir::Ident,
    call: Call,
) -> TokenStream {
    let deprecated = attribute(operation.deprecated);
    let (name, request) = (ident(name), scope.operation(&operation.request));
    let (mut arguments, mut fields) = arguments(scope, operation);
    if operation.has_accept {
        let accept = scope.runtime("Accept");
        arguments.extend(call.accept.is_none().then(|| quote!(accept: #accept)));
        fields.push(match &call.accept {
            None => quote!(accept),
            Some(value) => quote!(accept: #value),
        });
    }
    let (success, failure) = (call.success, failure(scope, operation));
    let error = scope.runtime_in("client", "Error");
    let send = scope.import("super::client", call.function);
    let value = call.value.map(|it| quote!(, #it));
    let future = scope.prelude("future", "Future");
    // A function that returns the future of `send`: an `async fn` would be a coroutine of its own, which costs more to compile.
    quote! {
        #docs
        #deprecated
        pub fn #name(&self #(, #arguments)*) -> impl #future<Output = Result<#success, #error<#failure>>> {
            #send(self, #request { #(#fields),* } #value)
        }
    }
}

/// The arguments and the fields of the request without `accept`, which have the same names.
fn arguments(scope: &Scope<'_>, operation: &Operation) -> (Vec<TokenStream>, Vec<TokenStream>) {
    let path = operation.path_parameters.iter().map(|it| {
        let ty = ty::optional(scope, &it.value, it.required);
        let is_text = it.value.ty == Type::String && it.required && !it.value.nullable;
        argument(&ident(&it.name), &ty, is_text)
    });
    let parameters = operation.parameters_name.iter().map(|name| {
        let ty = scope.operation(name);
        argument(&plain("params"), &ty, false)
    });
    let body = body_type(scope, operation).map(|ty| {
        let only = operation.bodies.first().map(|it| &it.value.ty);
        let is_scalar = matches!(
            only,
            Some(Type::Boolean | Type::Integer(_) | Type::Number(_))
        );
        let is_plain = is_scalar && operation.body_name.is_none();
        argument(&plain("body"), &ty, !is_plain)
    });
    path.chain(parameters).chain(body).unzip()
}

/// An argument and its field; if `converts`, of any type that converts to the field's.
fn argument(name: &Ident, ty: &TokenStream, converts: bool) -> (TokenStream, TokenStream) {
    match converts {
        false => (quote!(#name: #ty), quote!(#name)),
        true => (quote!(#name: impl Into<#ty>), quote!(#name: #name.into())),
    }
}
