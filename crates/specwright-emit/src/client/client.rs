//! `client.rs`: the client and its builder.

use super::server::has_variables;
use crate::File;
use crate::docs::{doc, fixed_doc, fixed_docs};
use crate::imports::Scope;
use crate::names::{Names, ident};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Api, Credential, FixedItem, Operation, Responses, SecurityScheme};

/// The file.
pub(super) fn file(names: &Names<'_>) -> File {
    let scope = Scope::elsewhere(names, 1);
    let (client, builder, methods) = (client(&scope), builder(&scope), builder_methods(&scope));
    let imports = scope.imports();
    let tokens = quote!(#imports #client #builder #methods);
    File::new(
        "client.rs",
        "crates/specwright-emit/src/client/client.rs",
        tokens,
    )
}

fn client(scope: &Scope<'_>) -> TokenStream {
    let core = scope.import("specwright_runtime::client", "Core");
    let has_calls = scope.api().calls().next().is_some();
    let with = has_calls.then(|| with(scope));
    let call = has_calls.then(|| call(scope));
    let send = has_calls.then(|| send(scope));
    let accepting = |it: &Operation| {
        let methods = it.accepting.iter().flat_map(|it| &it.single);
        methods.clone().any(|it| it.successes.is_some())
    };
    let send_as = scope.api().calls().any(accepting);
    let send_as = send_as.then(|| send_as_function(scope));
    let docs = doc(&scope.api().headings.client);
    let unused = (!has_calls)
        .then(|| quote!(#[expect(dead_code, reason = "the document has no operations")]));
    let client_builder_function_docs = fixed_doc(FixedItem::ClientBuilderFunction);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct Client {
            #unused
            core: #core,
        }

        impl Client {
            #client_builder_function_docs
            pub fn builder() -> ClientBuilder {
                ClientBuilder::default()
            }

            #with
            #call
        }
        #send
        #send_as
    }
}

/// The method that sets options of calls; no operation has its name.
fn with(scope: &Scope<'_>) -> TokenStream {
    let options = scope.import("specwright_runtime::client", "CallOptions");
    quote! {
        /// Returns a client whose calls have these options: timeout, headers, credentials, server or retries.
        #[must_use]
        pub fn with(&self, options: #options) -> Self {
            Self { core: self.core.with(options) }
        }
    }
}

/// The method that returns status, headers and value; no operation has its name.
fn call(scope: &Scope<'_>) -> TokenStream {
    let call = scope.import("super::codec", "Call");
    let [answer, error] = ["Answer", "Error"].map(|name| scope.runtime_in("client", name));
    let client_call_docs = fixed_doc(FixedItem::ClientCall);
    quote! {
        #client_call_docs
        pub async fn call<C: #call>(&self, request: &C) -> Result<#answer<C::Success>, #error<C::Failure>> {
            let response = self.core.exchange(request.encode()?, C::STREAMED).await?;
            response.answer(C::decode)
        }
    }
}

/// The function behind the methods of operations. It is not a method, since an operation may have its name.
fn send(scope: &Scope<'_>) -> TokenStream {
    let call = scope.import("super::codec", "Call");
    let [answer, error] = ["Answer", "Error"].map(|name| scope.runtime_in("client", name));
    let send_function_docs = fixed_doc(FixedItem::SendFunction);
    quote! {
        #send_function_docs
        pub(super) async fn send<C: #call>(
            client: &Client,
            request: C,
        ) -> Result<C::Success, #error<C::Failure>> {
            client.call(&request).await.map(#answer::into_value)
        }
    }
}

/// The function behind the methods that accept one media type.
fn send_as_function(scope: &Scope<'_>) -> TokenStream {
    let call = scope.import("super::codec", "Call");
    let error = scope.runtime_in("client", "Error");
    let send_as_function_docs = fixed_doc(FixedItem::SendAsFunction);
    quote! {
        #send_as_function_docs
        pub(super) async fn send_as<C: #call, T>(
            client: &Client,
            request: C,
            value: fn(C::Success) -> Option<T>,
        ) -> Result<T, #error<C::Failure>> {
            let response = client.core.exchange(request.encode()?, C::STREAMED).await?;
            response.decode_accepted(C::decode, value)
        }
    }
}

fn builder(scope: &Scope<'_>) -> TokenStream {
    let server = scope.import("super", "Server");
    let builder = scope.import("specwright_runtime::client", "Builder");
    let client_builder_docs = fixed_doc(FixedItem::ClientBuilder);
    quote! {
        #client_builder_docs
        #[derive(Debug, Default)]
        pub struct ClientBuilder {
            server: #server,
            builder: #builder,
        }
    }
}

fn builder_methods(scope: &Scope<'_>) -> TokenStream {
    let server = server_method(scope);
    let base_url = base_url_method(scope.api());
    let operation_server = operation_server_method(scope);
    let transport = transport_methods(scope);
    let responses = response_methods(scope);
    let middleware = middleware_methods(scope);
    let source = credential_source_method(scope);
    let credentials = scope
        .api()
        .security_schemes
        .iter()
        .map(|it| credential_method(scope, it));
    let build = build(scope);
    let build_error = scope.import("specwright_runtime::client", "BuildError");
    let build_docs = fixed_doc(FixedItem::Build);
    quote! {
        impl ClientBuilder {
            #server
            #base_url
            #operation_server
            #transport
            #middleware
            #responses
            #(#credentials)*
            #source

            #build_docs
            pub fn build(self) -> Result<Client, #build_error> {
                #build
            }
        }
    }
}

/// The body of `build`. A custom server is meant for all operations.
fn build(scope: &Scope<'_>) -> TokenStream {
    let url = if has_variables(scope.api()) {
        quote!(&self.server.url())
    } else {
        quote!(self.server.url())
    };
    let own = has_own_servers(scope.api())
        .then(|| quote!(let custom = matches!(self.server, Server::Custom(_));));
    let builder = if own.is_some() {
        quote!(self.builder.operation_servers(!custom))
    } else {
        quote!(self.builder)
    };
    let responses = match scope.api().responses {
        Responses::Strict => TokenStream::new(),
        Responses::Tolerant => {
            let responses = scope.runtime_in("client", "Responses");
            quote!(.responses_by_default(#responses::Tolerant))
        }
    };
    quote!(#own Ok(Client { core: #builder #responses.build(#url)? }))
}

/// Returns true if an operation has its own servers.
fn has_own_servers(api: &Api) -> bool {
    api.calls().any(|operation| !operation.servers.is_empty())
}

/// The method that sets the server of one operation, where there are such.
fn operation_server_method(scope: &Scope<'_>) -> TokenStream {
    if !has_own_servers(scope.api()) {
        return TokenStream::new();
    }
    let operation = scope.runtime("Operation");
    let operation_server_docs = fixed_doc(FixedItem::OperationServer);
    quote! {
        #operation_server_docs
        pub fn operation_server(mut self, operation: &#operation, url: impl Into<String>) -> Self {
            self.builder = self.builder.operation_server(operation, url.into());
            self
        }
    }
}

fn server_method(scope: &Scope<'_>) -> TokenStream {
    let docs = doc(&scope.api().headings.server_setter);
    quote! {
        #docs
        pub fn server(mut self, server: Server) -> Self {
            self.server = server;
            self
        }
    }
}

/// The method that makes relative URLs absolute, where some server has one.
fn base_url_method(api: &Api) -> TokenStream {
    let is_relative = |url: &String| !url.contains("://");
    let own = api.calls().flat_map(|operation| &operation.servers);
    if !api
        .servers
        .iter()
        .map(|it| &it.url)
        .chain(own)
        .any(is_relative)
    {
        return TokenStream::new();
    }
    let base_url_docs = fixed_doc(FixedItem::BaseUrl);
    quote! {
        #base_url_docs
        pub fn base_url(mut self, url: impl Into<String>) -> Self {
            self.builder = self.builder.base_url(url.into());
            self
        }
    }
}

fn transport_methods(scope: &Scope<'_>) -> TokenStream {
    let duration = scope.import("std::time", "Duration");
    let transport = scope.import("specwright_runtime::client", "Transport");
    fixed_docs! {
        timeout_docs: Timeout,
        idle_timeout_docs: IdleTimeout,
        user_agent_docs: UserAgent,
        body_limit_docs: BodyLimit,
        transport_docs: Transport,
    }
    quote! {
        #timeout_docs
        pub fn timeout(mut self, timeout: #duration) -> Self {
            self.builder = self.builder.timeout(timeout);
            self
        }

        #idle_timeout_docs
        pub fn idle_timeout(mut self, timeout: #duration) -> Self {
            self.builder = self.builder.idle_timeout(timeout);
            self
        }

        #user_agent_docs
        pub fn user_agent(mut self, name: impl Into<String>) -> Self {
            self.builder = self.builder.user_agent(name.into());
            self
        }

        #body_limit_docs
        pub fn body_limit(mut self, bytes: usize) -> Self {
            self.builder = self.builder.body_limit(bytes);
            self
        }

        #transport_docs
        pub fn transport(mut self, transport: impl #transport) -> Self {
            self.builder = self.builder.transport(transport);
            self
        }
    }
}

/// The methods for what happens to every request.
fn middleware_methods(scope: &Scope<'_>) -> TokenStream {
    let [layer, outcome, rate_limit, retry] = ["TransportLayer", "Outcome", "RateLimit", "Retry"]
        .map(|name| scope.import("specwright_runtime::client", name));
    let secret = scope.import("specwright_runtime", "Secret");
    quote! {
        /// Sets a header of every request whose operation does not set it.
        pub fn header(mut self, name: &str, value: impl Into<#secret>) -> Self {
            self.builder = self.builder.header(name, value);
            self
        }

        /// Adds a tower layer around the transport and all layers that were added before.
        pub fn layer<B>(mut self, layer: impl #layer<B>) -> Self {
            self.builder = self.builder.layer(layer);
            self
        }

        /// Retries calls whose failure may pass (default: none is retried).
        pub fn retry(mut self, policy: #retry) -> Self {
            self.builder = self.builder.retry(policy);
            self
        }

        /// Limits the rate of requests (default: no limit).
        pub fn rate_limit(mut self, limit: #rate_limit) -> Self {
            self.builder = self.builder.rate_limit(limit);
            self
        }

        /// Calls a function with the outcome of each call, for metrics and logs.
        pub fn on_outcome(mut self, act: impl Fn(&#outcome<'_>) + Send + Sync + 'static) -> Self {
            self.builder = self.builder.on_outcome(act);
            self
        }
    }
}

/// The method for credentials that change, where a scheme has a credential to send.
fn credential_source_method(scope: &Scope<'_>) -> TokenStream {
    let is_sent = |it: &SecurityScheme| {
        !matches!(
            it.credential,
            Credential::MutualTls | Credential::Unspecified
        )
    };
    if !scope.api().security_schemes.iter().any(is_sent) {
        return TokenStream::new();
    }
    let scheme = scope.import("specwright_runtime", "SecurityScheme");
    let source = scope.import("specwright_runtime::client", "CredentialSource");
    quote! {
        /// Sets the source that supplies the credential of a security scheme for each request.
        pub fn credential_source(mut self, scheme: &#scheme, source: impl #source) -> Self {
            self.builder = self.builder.credential_source(scheme, source);
            self
        }
    }
}

/// The methods for responses that deviate from the document.
fn response_methods(scope: &Scope<'_>) -> TokenStream {
    let [responses, deviation] =
        ["Responses", "Deviation"].map(|name| scope.runtime_in("client", name));
    let operation = scope.runtime("Operation");
    let docs = fixed_doc(match scope.api().responses {
        Responses::Strict => FixedItem::StrictResponses,
        Responses::Tolerant => FixedItem::TolerantResponses,
    });
    let on_deviation_docs = fixed_doc(FixedItem::OnDeviation);
    quote! {
        #docs
        pub fn responses(mut self, responses: #responses) -> Self {
            self.builder = self.builder.responses(responses);
            self
        }

        #on_deviation_docs
        pub fn on_deviation(
            mut self,
            act: impl Fn(&#operation, &[#deviation]) + Send + Sync + 'static,
        ) -> Self {
            self.builder = self.builder.on_deviation(act);
            self
        }
    }
}

fn credential_method(scope: &Scope<'_>, scheme: &SecurityScheme) -> TokenStream {
    if let Credential::MutualTls | Credential::Unspecified = scheme.credential {
        // It is the transport's, which makes the connection, or a layer's that knows where it goes.
        return TokenStream::new();
    }
    let docs = doc(&scheme.setter_docs);
    let (secret, security) = (
        scope.import("specwright_runtime", "Secret"),
        scope.types_module("security"),
    );
    let (name, constant) = (ident(&scheme.name), ident(&scheme.constant));
    match scheme.credential {
        Credential::Basic => quote! {
            #docs
            pub fn #name(mut self, user: impl Into<String>, password: impl Into<#secret>) -> Self {
                self.builder = self.builder.basic(&#security::#constant, user.into(), password.into());
                self
            }
        },
        Credential::Bearer => token_method(
            &docs,
            &name,
            &secret,
            &quote!(token),
            &quote!(#security::#constant),
        ),
        Credential::Http(_) | Credential::MutualTls | Credential::Unspecified => token_method(
            &docs,
            &name,
            &secret,
            &quote!(value),
            &quote!(#security::#constant),
        ),
        Credential::Header(_) | Credential::Query(_) | Credential::Cookie(_) => token_method(
            &docs,
            &name,
            &secret,
            &quote!(key),
            &quote!(#security::#constant),
        ),
    }
}

fn token_method(
    docs: &TokenStream,
    name: &proc_macro2::Ident,
    secret: &TokenStream,
    token: &TokenStream,
    scheme: &TokenStream,
) -> TokenStream {
    quote! {
        #docs
        pub fn #name(mut self, #token: impl Into<#secret>) -> Self {
            self.builder = self.builder.credential(&#scheme, #token.into());
            self
        }
    }
}
