//! Lowers a [`Document`] to [`ir::Api`]: every decision of the generator.
//!
//! ```text
//! prepare ─► schemas, operations ─► omit ─► drafts ─► dedup ─► names ─► types ─► finish ─► operations ─► choose ─► finish ─► Api
//! ```
//!
//! Schemas become values and drafts of types; a draft has no final name or id. The passes of `drafts` need all of them: they split
//! types by direction, for example. Then equal types become one, names are settled scope by scope, and `finish` computes what
//! depends on the final types, and last what depends on the final API. A feature that Rust code cannot express is a diagnostic at its place; nothing is left out silently.
//!
//! Rules are tables above the code that implements them: the meaning of a schema in `semantics`, its type in `schema`; names in
//! `naming::case` (words), `naming::places` (inline schemas) and `naming::scope` (collisions); doc comments in `docs`.

mod options;

mod semantics;

mod schema;

mod bodies;
mod headers;
mod operations;
mod parameters;
mod responses;
mod security;
mod servers;

mod prepare;

mod assemble;
mod choose;
mod dedup;
mod defaults;
mod drafts;
mod features;
mod finish;
mod reachable;
mod value_checker;

mod context;
mod diagnostics;
mod docs;
mod draft;
mod examples;
mod naming;

pub use naming::is_device_name;
pub use options::{
    Addition, Allowance, ComponentNames, Downloads, ForeignType, Formats, OperationNames, Options,
    Rename, Untyped,
};
pub use schema::type_of_format;
pub use value_checker::ValueChecker;

use specwright_ir as ir;
use specwright_spec::{Diagnostic, Document, Report};

use crate::context::Context;

/// Lowers a document. Returns none if it has errors, which the report then holds.
pub fn lower(document: &Document, options: &Options, report: &mut Report) -> Option<ir::Api> {
    let marked = prepare::negated_faults::propagate(document);
    let (document, faults) = match marked.as_ref() {
        Some((document, faults)) => (document, faults.as_slice()),
        None => (document, [].as_slice()),
    };
    let mut context = Context::new(document, options);
    context.session.diagnostics.extend_from_slice(faults);
    let api = schema::check_depth(&mut context).then(|| lower_document(&mut context));
    let diagnostics = choose::demote(document, context.session.diagnostics);
    let has_errors = diagnostics.iter().any(Diagnostic::is_error);
    diagnostics.into_iter().for_each(|it| report.push(it));
    api.filter(|_| !has_errors)
}

fn lower_document(context: &mut Context<'_>) -> ir::Api {
    prepare::unsupported::check(context);
    operations::anchor(context);
    schema::lower_components(context);
    let mut operations = operations::lower(context);
    let omitted = operations::omit(context, &mut operations);
    drafts::complete(context, &mut operations);

    let live = dedup::types(context, &mut operations);
    let names = assemble::name_types(context, &live);
    let mut types = assemble::types(context, &live, &names, &mut operations);
    finish::types(context, &mut types.types);

    let requirements: Vec<_> = operations.iter().map(|it| it.security()).collect();
    let credentials = security::lower(context, &requirements);
    let assembled = operations::assemble(context, operations, credentials.operations, &types.types);
    let (mut modules, headers) = (assembled.modules, assembled.headers);
    finish::operations(&types.types, &mut modules);
    dedup::operations(&types.types, &headers, &mut modules);
    let servers = servers::lower(context);

    finish::session(&mut context.session, &mut types.types);
    let info = &context.session.document.info;
    let mut api = ir::Api {
        title: info.title.clone(),
        docs: docs::docs([info.description.as_deref()]),
        types: types.types,
        char_classes: Vec::new(),
        patterns: types.patterns,
        formats: context.arena.asserted_formats.iter().copied().collect(),
        assertions: types.assertions,
        foreign_crates: context.session.options.foreign_crates.clone(),
        time: context.session.options.time,
        modules,
        headers,
        servers,
        security_schemes: credentials.schemes,
        alternatives: credentials.alternatives,
        omitted,
        responses: context.session.options.responses,
        headings: ir::Headings::default(),
        features: None,
    };
    if let Some(reach) = &context.session.document.reach {
        choose::prune(&mut api, &assembled.excluded, reach.keeps_unreferenced);
    }
    finish::api(&mut api);
    if context.session.options.tag_features {
        features::assign(&mut api);
    }
    api
}
