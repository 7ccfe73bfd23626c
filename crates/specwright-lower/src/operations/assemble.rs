//! Operations of the IR, every name decided.

use std::collections::{BTreeMap, HashSet};

use specwright_ir::{self as ir, Ident, Module};
use specwright_spec::Operation;

use super::accept;
use super::modules::{Group, name_modules};
use super::names::{Names, name_operations, name_types};
use super::{OperationDraft, OperationOrigin};
use crate::choose;
use crate::context::Context;
use crate::docs::{code, docs, see, with_paragraph};
use crate::examples;
use crate::naming::derived;
use crate::parameters::ParameterDraft;
use crate::security::Accepted;
use crate::security::senders;
use crate::{headers, parameters, responses, servers};

/// The operations of an API, every name decided.
pub(crate) struct Assembled {
    pub modules: Vec<Module>,
    /// The headers of responses.
    pub headers: Vec<ir::Headers>,
    /// The methods of operations that are not chosen.
    pub excluded: HashSet<Ident>,
}

/// Returns the modules of the API and the headers of responses.
pub(crate) fn assemble(
    context: &mut Context<'_>,
    mut operations: Vec<OperationDraft<'_>>,
    security: Vec<Vec<Accepted>>,
    models: &[ir::TypeDef],
) -> Assembled {
    let functions = name_operations(context, &operations);
    let excluded = choose::excluded(&operations, &functions);
    let sets = headers::gather(&mut operations);
    let (names, header_names) = name_types(&functions, &sets, models);
    let types = names.iter().flat_map(Names::types);
    let taken: Vec<Ident> = types.chain(&header_names).cloned().collect();
    let headers = headers::finish(context, sets, header_names, &mut operations);
    let modules = name_modules(context, &operations, &taken);
    let mut found: BTreeMap<Ident, Module> = BTreeMap::new();
    for ((operation, names), security) in operations.into_iter().zip(names).zip(security) {
        let outgoing = match operation.origin {
            OperationOrigin::Paths => None,
            OperationOrigin::Webhook(_) => Some(ir::Outgoing::Webhooks),
            OperationOrigin::Callback(..) => Some(ir::Outgoing::Callbacks),
        };
        let (module, docs) = modules[&Group::of(&operation)].clone();
        let operation = finish(context, operation, names, security);
        let module = found.entry(module.clone()).or_insert_with(|| Module {
            name: module,
            docs,
            outgoing,
            sender_docs: ir::Docs::default(),
            shared_security: Vec::new(),
            operations: Vec::new(),
        });
        module.operations.push(operation);
    }
    let mut modules: Vec<Module> = found.into_values().collect();
    modules.iter_mut().for_each(|module| {
        module
            .operations
            .sort_by(|left, right| left.name.cmp(&right.name))
    });
    accept::add_methods(&mut modules);
    Assembled {
        modules,
        headers,
        excluded,
    }
}

fn finish(
    context: &mut Context<'_>,
    mut operation: OperationDraft<'_>,
    names: Names,
    security: Vec<Accepted>,
) -> ir::Operation {
    let source = operation.source;
    let is_outgoing = operation.origin.is_outgoing();
    let has_accept = responses::has_choice(&operation.responses);
    name_parameters(context, &mut operation, has_accept);
    let parameters = |list: Vec<ParameterDraft>| -> Vec<ir::Parameter> {
        list.into_iter().map(|it| it.parameter).collect()
    };
    let path_parameters = parameters(operation.path_parameters);
    let parameters = parameters(operation.parameters);
    let (path, servers, sender) = match is_outgoing {
        true => {
            let sender = senders::lower(context.session.document, &source.security);
            (String::new(), Vec::new(), sender)
        }
        false => (source.template(), servers::own(context, source), Vec::new()),
    };
    let redirects = responses::redirects(&operation.responses);
    let responses = operation.responses.into_iter().map(|it| it.response);
    let outcome = responses::outcome(responses.collect(), names.success, names.error);
    let id = source.operation_id.clone();
    let is_called = !is_outgoing && !source.deprecated;
    let example = is_called.then(|| examples::of(context, source));
    ir::Operation {
        id: id.unwrap_or_else(|| names.function.as_str().to_owned()),
        docs: operation_docs(source, operation.origin),
        request_docs: ir::Docs::default(),
        example,
        deprecated: source.deprecated,
        method: source.method.clone(),
        path,
        servers,
        parameters_name: (!parameters.is_empty()).then_some(names.params),
        shared_parameters: None,
        parameters_construction: ir::Construction::default(),
        request_construction: ir::Construction::default(),
        path_parameters,
        parameters,
        body_name: (operation.bodies.len() > 1).then_some(names.body),
        bodies: operation.bodies,
        has_accept,
        accepting: None,
        redirects,
        outcome,
        security,
        sender,
        decode: derived::decode(&names.function),
        encode: derived::encode(&names.function),
        name: names.function,
        request: names.request,
    }
}

fn name_parameters(
    context: &mut Context<'_>,
    operation: &mut OperationDraft<'_>,
    has_accept: bool,
) {
    let mut all: Vec<&mut ParameterDraft> = operation.all_parameters_mut().collect();
    parameters::name_all(context, &mut all, has_accept);
}

fn operation_docs(source: &Operation, origin: OperationOrigin<'_>) -> ir::Docs {
    let link = source.external_docs.as_ref();
    let link = link.map(|it| see(&it.url, it.description.as_deref()));
    let own = docs([
        source.summary.as_deref(),
        source.description.as_deref(),
        link.as_deref(),
    ]);
    with_paragraph(own, &origin_words(origin, source))
}

/// Returns the sentence on the event for which the API sends an operation; none for an operation that it receives.
fn origin_words(origin: OperationOrigin<'_>, source: &Operation) -> String {
    match origin {
        OperationOrigin::Paths => String::new(),
        OperationOrigin::Webhook(name) => {
            format!("Sent by the API, as the webhook {}.", code(name))
        }
        OperationOrigin::Callback(owner, name) => format!(
            "Sent by the API to {}, as the callback {} of {}.",
            code(&source.path),
            code(name),
            code(&format!("{} {}", owner.method, owner.template())),
        ),
    }
}
