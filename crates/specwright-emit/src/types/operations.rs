//! `operations.rs` and a file per module: the requests and responses of operations, and their facts for the runtime.

use crate::File;
use crate::bodies::{body_type, renderings, style_name};
use crate::constraints::{constraints, has_pattern, parameter_constraints};
use crate::deprecation::attribute;
use crate::docs::{doc, fixed_doc, inner_doc};
use crate::features;
use crate::imports::Scope;
use crate::names::{Names, defined_types, ident, plain};
use crate::responses::{cases, code as status_code, has_status, is_stream};
use crate::task::{Items, Tasks};
use crate::ty;
use crate::types::constructors::{constructor, own_parameters, parameter_fields, request_fields};
use crate::types::{groups, setters};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use specwright_ir::{
    Api, Body, Construction, FixedItem, Module, Operation, Outcome, Parameter, ParameterLocation,
    ParameterStyle, Response, ResponseStatus, SharedParameters, Success,
};
use std::collections::BTreeSet;
use std::sync::Arc;

mod conversions;
mod headers;
mod redacted;
mod requirements;

pub(super) use headers::of_headers;

const EMITTER: &str = "crates/specwright-emit/src/types/operations.rs";

/// The files.
pub(super) fn files<'a>(tasks: &mut Tasks<'a>, api: &'a Api) {
    tasks.add(1, |names| {
        File::new("operations.rs", EMITTER, index(names.api))
    });
    for module in &api.modules {
        let local = module.operations.iter().flat_map(defined_types);
        let local = Arc::new(local.collect());

        let items = InModule { module, local };
        tasks.add_items(module.operations.len(), items);
    }
    match &api.features {
        Some(features) => groups::operation_files(tasks, features),
        None if api.headers.is_empty() => {}
        None => tasks.add(api.headers.len(), headers::file),
    }
    if setters::of_operations(api) {
        setters::operations_files(tasks, api);
    }
}

/// Returns true if a parameter or a body has its own pattern, which is then used outside of the models.
pub(super) fn has_patterns(api: &Api) -> bool {
    api.operations().any(|operation| {
        let parameters = operation.all_parameters().map(|it| &it.value);
        parameters
            .chain(operation.bodies.iter().map(|it| &it.value))
            .any(has_pattern)
    })
}

fn index(api: &Api) -> TokenStream {
    let docs = inner_doc(&api.headings.operations);
    let own = api.modules.iter();
    let own = own.map(|it| (&it.name, features::of_module(api, it)));
    let groups = api.features.iter().flat_map(|it| &it.groups);
    let groups = groups
        .filter(|it| groups::has_operation_items(it))
        .map(|it| (&it.name, features::of_group(it)));
    let modules = crate::imports::modules("operations/", own.chain(groups));
    let has_headers = !api.headers.is_empty() && api.features.is_none();
    let headers = has_headers.then(|| {
        quote!(
            mod headers;
            pub use self::headers::*;
        )
    });
    let setters = setters::module(setters::of_operations(api));
    quote!(#docs #headers #setters #modules)
}

/// The file of a module: the types of each operation, then the facts of each.
struct InModule<'a> {
    module: &'a Module,
    /// The types that the file defines.
    local: Arc<BTreeSet<&'a str>>,
}

impl Items for InModule<'_> {
    fn scope<'n>(&'n self, names: &'n Names<'n>) -> Scope<'n> {
        Scope::operations(names, &self.local)
    }

    fn count(&self) -> usize {
        2 * self.module.operations.len()
    }

    fn item(&self, scope: &Scope<'_>, index: usize) -> TokenStream {
        let operations = &self.module.operations;
        match operations.get(index) {
            Some(operation) => types(scope, operation),
            None => facts(scope, self.module, &operations[index - operations.len()]),
        }
    }

    fn frame(&self, scope: &Scope<'_>) -> File {
        let needs = requirements::items(scope, self.module);
        let imports = scope.imports();
        let path = format!("operations/{}.rs", self.module.name);
        File::new(path, EMITTER, quote!(#imports #needs))
    }
}

/// The types of an operation, as a person would write them.
fn types(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let request = request(scope, operation);
    let parameters = operation.parameters_name.as_ref();
    let parameters = parameters.map(|name| parameters_type(scope, &ident(name), operation));
    let success = match &operation.outcome.success {
        Success::One(_) => TokenStream::new(),
        Success::Many(name, replies) => answers(scope, &ident(name), false, replies),
    };
    let failure = operation.outcome.failure.as_ref();
    let failure = failure.filter(|_| operation.outcome.failure_sharing.is_here());
    let failure = failure.map(|(name, replies)| answers(scope, &ident(name), true, replies));
    let bodies = operation.body_name.as_ref();
    let bodies = bodies.map(|name| bodies_enum(scope, &ident(name), operation));
    quote!(#request #parameters #bodies #success #failure)
}

fn request(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let docs = doc(&operation.request_docs);
    let default = derived_default(&operation.request_construction);
    let name = ident(&operation.request);
    let fields = operation
        .path_parameters
        .iter()
        .map(|it| parameter_field(scope, it));
    let parameters = operation.parameters_name.as_ref().map(|name| {
        let name = ident(name);
        quote!(pub params: #name,)
    });
    let body = body_field(scope, operation);
    let debug = redacted::derived(redacted::of_request(operation));
    let accept = operation.has_accept.then(|| {
        let ty = scope.runtime("Accept");
        let request_accept_docs = fixed_doc(FixedItem::RequestAccept);
        quote! {
            #request_accept_docs
            pub accept: #ty,
        }
    });
    quote! {
        #docs
        #[derive(Clone, #debug #default PartialEq)]
        pub struct #name { #(#fields,)* #parameters #body #accept }
    }
}

/// `Default,`, for a struct that derives it.
fn derived_default(it: &Construction) -> Option<TokenStream> {
    it.derives_default.then(|| quote!(Default,))
}

fn body_field(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let ty = body_type(scope, operation)?;
    let docs = match operation.bodies.as_slice() {
        [only] => Some(doc(&only.docs)),
        _ => None,
    };
    Some(quote!(#docs pub body: #ty,))
}

/// The enum of what a body may be.
fn bodies_enum(scope: &Scope<'_>, name: &Ident, operation: &Operation) -> TokenStream {
    let debug = redacted::derived(redacted::of_bodies(operation));
    let variants = operation.bodies.iter().map(|body| {
        let (docs, name) = (doc(&body.docs), ident(&body.name));
        let ty = ty::value(scope, &body.value);
        quote!(#docs #name(#ty))
    });
    let conversions = conversions::of_bodies(scope, name, operation);
    quote! {
        #[derive(Clone, #debug PartialEq)]
        pub enum #name { #(#variants,)* }
        #conversions
    }
}

/// The struct of parameters, or an alias of the one that several operations have.
fn parameters_type(scope: &Scope<'_>, name: &Ident, operation: &Operation) -> TokenStream {
    let construction = &operation.parameters_construction;
    let definition = |name: &Ident| parameters(scope, name, &operation.parameters, construction);
    let Some((shared, is_here)) = &operation.shared_parameters else {
        return definition(name);
    };
    let definition = is_here.then(|| definition(&ident(shared)));
    let shared = scope.any_operation(shared);
    quote!(pub type #name = #shared; #definition)
}

fn parameters(
    scope: &Scope<'_>,
    name: &Ident,
    all: &[Parameter],
    construction: &Construction,
) -> TokenStream {
    let default = derived_default(construction);
    let debug = redacted::derived(redacted::of_parameters(all));
    let fields = all.iter().map(|it| parameter_field(scope, it));
    quote! {
        #[derive(Clone, #debug #default PartialEq)]
        pub struct #name { #(#fields,)* }
    }
}

fn parameter_field(scope: &Scope<'_>, parameter: &Parameter) -> TokenStream {
    let (docs, deprecated) = (doc(&parameter.docs), attribute(parameter.deprecated));
    let (name, ty) = (
        ident(&parameter.name),
        ty::optional(scope, &parameter.value, parameter.required),
    );
    quote!(#docs #deprecated pub #name: #ty)
}

fn answers(scope: &Scope<'_>, name: &Ident, failure: bool, replies: &[Response]) -> TokenStream {
    let variants = replies.iter().map(|it| answer(scope, failure, it));
    // A stream is neither cloned nor compared.
    let is_plain = failure || !replies.iter().any(is_stream);
    let debug = redacted::derived(redacted::of_replies(replies));
    let (clone, partial_eq) = (
        is_plain.then(|| quote!(Clone,)),
        is_plain.then(|| quote!(PartialEq)),
    );
    quote! {
        #[derive(#clone #debug #partial_eq)]
        pub enum #name { #(#variants,)* }
    }
}

fn answer(scope: &Scope<'_>, failure: bool, reply: &Response) -> TokenStream {
    let docs = doc(&reply.docs);
    let name = ident(&reply.name);
    let status = has_status(reply).then(|| quote!(u16));
    let fields: Vec<TokenStream> = status
        .into_iter()
        .chain(crate::responses::content(scope, reply, failure))
        .collect();
    let fields = (!fields.is_empty()).then(|| quote!((#(#fields),*)));
    quote!(#docs #name #fields)
}

/// The constants of an operation.
fn facts(scope: &Scope<'_>, module: &Module, operation: &Operation) -> TokenStream {
    let name = ident(&operation.request);
    let fact = operation_fact(scope, module, operation);
    let body = operation
        .bodies
        .iter()
        .filter_map(|body| body_fact(scope, body));
    let outcome = &operation.outcome;
    let failure = outcome.failure.as_ref();
    let failure = failure
        .filter(|_| outcome.failure_sharing.is_here())
        .map(|(name, replies)| failure_fact(scope, name, replies));
    let redacted = redacted::of_operation(scope, operation);
    let constructor = constructor(scope, &name, &operation.request_construction, || {
        request_fields(operation)
    });
    let of_parameters = parameters_constructor(scope, operation);
    let success = match &outcome.success {
        Success::One(_) => None,
        Success::Many(name, replies) => Some(success_fact(scope, outcome, name, replies)),
    };
    quote!(#constructor impl #name { #fact #(#body)* } #of_parameters #success #failure #redacted)
}

/// The constructor of the struct of parameters, which is another operation's where both are the same.
fn parameters_constructor(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let name = ident(own_parameters(operation)?);
    let construction = &operation.parameters_construction;
    Some(constructor(scope, &name, construction, || {
        parameter_fields(&operation.parameters)
    }))
}

/// The parameter struct of operations in several modules.
pub(super) fn of_parameters(scope: &Scope<'_>, it: &SharedParameters) -> TokenStream {
    let name = ident(&it.name);
    let definition = parameters(scope, &name, &it.parameters, &it.construction);
    let constructor = constructor(scope, &name, &it.construction, || {
        parameter_fields(&it.parameters)
    });
    let redacted = redacted::of_struct(scope, &it.name, &it.parameters);
    quote!(#definition #constructor #redacted)
}

/// The error enum of operations in several modules.
pub(super) fn of_failure(
    scope: &Scope<'_>,
    name: &specwright_ir::Ident,
    replies: &[Response],
) -> TokenStream {
    let definition = answers(scope, &ident(name), true, replies);
    let fact = failure_fact(scope, name, replies);
    let redacted = redacted::replies(scope, &ident(name), replies);
    quote!(#definition #fact #redacted)
}

/// `failure! { GetPetError; code(NotFound, 404, "There is no such pet"); }`
/// The methods of the enum of several successes: the status, and the value if all have one type.
fn success_fact(
    scope: &Scope<'_>,
    outcome: &Outcome,
    name: &specwright_ir::Ident,
    replies: &[Response],
) -> TokenStream {
    let (macro_, name) = (scope.import("specwright_runtime", "success"), ident(name));
    let value = replies.first().filter(|_| outcome.is_uniform);
    let value = value.and_then(|it| crate::responses::content(scope, it, false));
    let value = value.map(|ty| quote!(, #ty));
    let rows = replies.iter().map(|reply| {
        let variant = ident(&reply.name);
        match reply.status {
            ResponseStatus::Code(code) => {
                let code = Literal::u16_unsuffixed(code);
                quote!(code(#variant, #code);)
            }
            ResponseStatus::Range(_) | ResponseStatus::Default => quote!(other(#variant);),
        }
    });
    quote!(#macro_! { #name #value; #(#rows)* })
}

fn failure_fact(
    scope: &Scope<'_>,
    name: &specwright_ir::Ident,
    replies: &[Response],
) -> TokenStream {
    let (macro_, name) = (scope.import("specwright_runtime", "failure"), ident(name));
    let rows = replies.iter().map(|reply| {
        let (variant, words) = (ident(&reply.name), &reply.summary);
        match reply.status {
            ResponseStatus::Code(code) => {
                let code = Literal::u16_unsuffixed(code);
                quote!(code(#variant, #code, #words);)
            }
            ResponseStatus::Range(_) | ResponseStatus::Default => quote!(other(#variant, #words);),
        }
    });
    quote!(#macro_! { #name; #(#rows)* })
}

fn operation_fact(scope: &Scope<'_>, module: &Module, operation: &Operation) -> TokenStream {
    let ty = scope.runtime("Operation");
    let servers = &operation.servers;
    let servers = (!servers.is_empty()).then(|| quote!(.servers(&[#(#servers),*])));
    let accept = accept(operation).map(|it| quote!(.accept(#it)));
    let redirects = operation.redirects.iter().copied().map(status_code);
    let redirects =
        (!operation.redirects.is_empty()).then(|| quote!(.redirects(&[#(#redirects),*])));
    let parameters = parameters_fact(scope, operation);
    let (id, method, path) = (&operation.id, &operation.method, &operation.path);
    let security = requirements::of(scope, module, operation);
    quote! {
        pub const OPERATION: #ty = #ty::new(#id, #method, #path, #security)#servers #redirects #accept #parameters;
    }
}

/// The media types of the answers, if these have bodies: `application/json, application/problem+json`.
fn accept(operation: &Operation) -> Option<String> {
    let mut types: Vec<&str> = Vec::new();
    let cases = cases(operation);
    let bodies = cases.iter().filter_map(|case| case.reply.body.as_ref());
    let renderings = bodies.flat_map(renderings);
    for media_type in renderings.flat_map(|it| [&it.media_type].into_iter().chain(&it.aliases)) {
        if !types.contains(&media_type.as_str()) {
            types.push(media_type);
        }
    }
    (!types.is_empty()).then(|| types.join(", "))
}

/// `.parameters(&[Parameter::path("id", "0"), Parameter::query("limit", "1")])`
fn parameters_fact(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let parameters: Vec<TokenStream> = operation
        .all_parameters()
        .map(|it| parameter_fact(scope, it))
        .collect();
    (!parameters.is_empty()).then(|| quote!(.parameters(&[#(#parameters),*])))
}

fn parameter_fact(scope: &Scope<'_>, parameter: &Parameter) -> TokenStream {
    let ty = scope.runtime("Parameter");
    let wire = &parameter.wire;
    let at = match parameter.position {
        Some(position) => position.to_string(),
        None => parameter.pointer.clone(),
    };
    let location = plain(match parameter.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    });
    let is_path = parameter.location == ParameterLocation::Path;
    let required = (parameter.required && !is_path).then(|| quote!(.required()));
    let style = style(scope, parameter);
    let reserved = parameter.allow_reserved.then(|| quote!(.allow_reserved()));
    let others = &parameter.others;
    let others = (!others.is_empty()).then(|| quote!(.others(&[#(#others),*])));
    let constraints = parameter_constraints(scope, &parameter.value);
    quote!(#ty::#location(#wire, #at)#required #style #reserved #others #constraints)
}

/// Style and `explode`, where they are not those that the location implies.
fn style(scope: &Scope<'_>, parameter: &Parameter) -> TokenStream {
    let implied = match parameter.location {
        ParameterLocation::Path | ParameterLocation::Header => ParameterStyle::Simple,
        ParameterLocation::Query | ParameterLocation::Cookie => ParameterStyle::Form,
    };
    let style = (parameter.style != implied).then(|| {
        let (ty, name) = (scope.runtime("Style"), plain(style_name(parameter.style)));
        quote!(.style(#ty::#name))
    });
    let explode = parameter.explode;
    let explode =
        (explode != (implied == ParameterStyle::Form)).then(|| quote!(.explode(#explode)));
    quote!(#style #explode)
}

/// The constraints of a body, where it has some beyond those of its type.
fn body_fact(scope: &Scope<'_>, body: &Body) -> Option<TokenStream> {
    let constraints = constraints(scope, &body.value)?;
    let (name, ty) = (ident(&body.constant), scope.runtime("Constraints"));
    Some(quote!(pub const #name: #ty = #constraints;))
}
