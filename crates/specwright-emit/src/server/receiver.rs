//! `webhooks.rs` and `callbacks.rs`: traits for those who receive what the API sends, and routers that serve them.

use crate::File;
use crate::docs::{doc, fixed_doc, fixed_docs, inner_doc};
use crate::imports::Scope;
use crate::names::{Locals, Names, ident, plain};
use crate::responses::{failure, success};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use specwright_ir::reserved::RECEIVER_ITEMS;
use specwright_ir::{Api, FixedItem, Module, Operation, Outgoing};

/// The names of a receiver.
pub(super) struct ReceiverKind {
    /// The trait.
    pub(super) trait_: Ident,
    /// The function that makes a router.
    pub(super) router: Ident,
    /// The module.
    pub(super) module: Ident,
}

impl ReceiverKind {
    pub(super) fn of(outgoing: Outgoing) -> Self {
        let (trait_, router, module) = match outgoing {
            Outgoing::Webhooks => ("Webhooks", "webhooks_router", "webhooks"),
            Outgoing::Callbacks => ("Callbacks", "callbacks_router", "callbacks"),
        };
        Self {
            trait_: plain(trait_),
            router: plain(router),
            module: plain(module),
        }
    }
}

/// The modules of what the API sends.
pub(super) fn modules(api: &Api) -> impl Iterator<Item = (&Module, Outgoing)> {
    let modules = api.modules.iter();
    modules.filter_map(|module| Some((module, module.outgoing?)))
}

/// The file of a module.
pub(super) fn file(names: &Names<'_>, module: &Module, outgoing: Outgoing) -> File {
    let kind = &ReceiverKind::of(outgoing);
    let scope = Scope::elsewhere(names, 1);
    let mut locals = Locals::default();
    drop(locals.add(&kind.router.to_string()));
    RECEIVER_ITEMS
        .iter()
        .for_each(|name| drop(locals.add(name)));
    let operations = module.operations.iter();
    let routes: Vec<(&Operation, Ident)> = operations
        .map(|it| (it, locals.add(it.name.as_str())))
        .collect();
    let docs = inner_doc(&module.docs);
    let (trait_, shared, router) = (
        receiver(&scope, module, kind),
        shared(&scope, module, kind),
        router(&scope, kind, &routes),
    );
    let handlers: TokenStream = routes
        .iter()
        .map(|(operation, name)| handler(&scope, kind, operation, name))
        .collect();
    let imports = scope.imports();
    File::new(
        format!("{}.rs", kind.module),
        "crates/specwright-emit/src/server/receiver.rs",
        quote!(#docs #imports #trait_ #shared #router #handlers),
    )
}

fn receiver(scope: &Scope<'_>, module: &Module, kind: &ReceiverKind) -> TokenStream {
    let [call, denied] = ["Call", "Denied"].map(|name| scope.runtime_in("server", name));
    let docs = doc(&scope.api().headings.receiver);
    let trait_ = &kind.trait_;
    let methods: TokenStream = module
        .operations
        .iter()
        .map(|it| method(scope, it))
        .collect();
    let required = &module.sender_docs;
    let has_required = !required.0.is_empty();
    let required_docs = has_required.then(|| {
        let docs = doc(required);
        quote! {
            #[doc = ""]
            #docs
        }
    });
    let verify = quote!(fn verify_sender(&self, call: &#call) -> Result<(), #denied>);
    // Without a default where the document requires a credential: an implementer who has not read of it accepts nobody.
    let body = match has_required {
        false => quote!({
            let _ = call;
            Ok(())
        }),
        true => quote!(;),
    };
    fixed_docs! {
        verify_sender_docs: VerifySender,
        verify_sender_errors_docs: VerifySenderErrors,
    }
    quote! {
        #docs
        pub trait #trait_: Send + Sync + 'static {
            #verify_sender_docs
            #required_docs
            #[doc = ""]
            #verify_sender_errors_docs
            #verify #body
            #methods
        }
    }
}

/// The trait for an `Arc` of what implements it.
fn shared(scope: &Scope<'_>, module: &Module, kind: &ReceiverKind) -> TokenStream {
    let [call, denied] = ["Call", "Denied"].map(|name| scope.runtime_in("server", name));
    let (trait_, arc) = (&kind.trait_, scope.std("sync", "Arc"));
    let methods = module.operations.iter().map(|operation| {
        let (signature, name) = (signature(scope, operation), ident(&operation.name));
        quote!(#signature { #trait_::#name(&**self, request) })
    });
    quote! {
        impl<A: #trait_> #trait_ for #arc<A> {
            fn verify_sender(&self, call: &#call) -> Result<(), #denied> {
                #trait_::verify_sender(&**self, call)
            }
            #(#methods)*
        }
    }
}

fn method(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (docs, signature) = (doc(&operation.request_docs), signature(scope, operation));
    let unhandled = scope.import("specwright_runtime::server", "unhandled");
    quote!(#docs #signature { #unhandled(request) })
}

fn signature(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (name, request) = (ident(&operation.name), scope.operation(&operation.request));
    let (success, error, failure) = (
        success(scope, operation),
        failure(scope, operation),
        scope.runtime_in("server", "Failure"),
    );
    quote! {
        fn #name(&self, request: #request) -> impl Future<Output = Result<#success, #failure<#error>>> + Send
    }
}

fn router(scope: &Scope<'_>, kind: &ReceiverKind, routes: &[(&Operation, Ident)]) -> TokenStream {
    let [options, router, table] =
        ["Options", "Router", "Routes"].map(|name| scope.runtime_in("server", name));
    let operation = scope.runtime("Operation");
    let option = scope.prelude("option", "Option");
    let string = scope.prelude("string", "String");
    let adds = routes.iter().map(|(operation, name)| {
        let request = scope.operation(&operation.request);
        quote!(routes.receive(&path, &#request::OPERATION, #name);)
    });
    let ReceiverKind {
        trait_,
        router: name,
        ..
    } = kind;
    let receiver_router_docs = fixed_doc(FixedItem::ReceiverRouter);
    quote! {
        #receiver_router_docs
        pub fn #name<A: #trait_>(
            receiver: A,
            options: #options,
            path: impl Fn(&#operation) -> #option<#string>,
        ) -> #router {
            let mut routes = #table::new(receiver, options);
            #(#adds)*
            routes.finish()
        }
    }
}

fn handler(
    scope: &Scope<'_>,
    kind: &ReceiverKind,
    operation: &Operation,
    name: &Ident,
) -> TokenStream {
    let [incoming, rejection, response] =
        ["Incoming", "Rejection", "Response"].map(|name| scope.runtime_in("server", name));
    let (arc, codec) = (scope.std("sync", "Arc"), scope.import("super", "codec"));
    let (decode, encode) = (ident(&operation.decode), ident(&operation.encode));
    let declared = scope.import("specwright_runtime::server", "declared");
    let (trait_, method) = (&kind.trait_, ident(&operation.name));
    quote! {
        async fn #name<A: #trait_>(receiver: #arc<A>, incoming: #incoming) -> Result<#response, #rejection> {
            let call = incoming.read().await?;
            receiver.verify_sender(&call).map_err(|denied| {
                #rejection::unauthenticated(call.head().operation(), Some(denied))
            })?;
            let outcome = #trait_::#method(&*receiver, #codec::#decode(&call)?).await;
            #codec::#encode(#declared(outcome)?)
        }
    }
}
