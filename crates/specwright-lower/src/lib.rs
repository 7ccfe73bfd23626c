//! A [`Document`] into [`ir::Api`]: every decision of the generator.
//!
//! ```text
//! schemas, operations ─► drafts ─ omit ─ kept ─ filled ─ secrets ─ direction ─ files ─ fields ─ defaults ─ dedup ─ names ─► types ─ recursion ─ several ─ derives ─► Api
//! ```
//!
//! Schemas become values and drafts of types; nothing in a draft has a final name or id. When all are there, types are split
//! by direction where they must be, types that are the same become one, and names are settled scope by scope. What no Rust
//! can say is a diagnostic at its place, never left out in silence.
//!
//! The rules stand as tables above the code that follows them: what a schema becomes in `schema`, what it is called in
//! `naming::case` (words), `naming::places` (inline schemas) and `naming::scope` (collisions), what a description becomes in
//! `docs`.

mod options;

mod schema;

mod bodies;
mod bodiless;
mod contents;
mod headers;
mod items;
mod operations;
mod parameters;
mod responses;
mod secret_parameters;
mod security;
mod senders;
mod servers;

mod negated_faults;
mod unsupported;

mod assemble;
mod dedup;
mod defaults;
mod drafts;
mod finish;

mod context;
mod diagnostics;
mod docs;
mod draft;
mod naming;
mod patterns;

pub use naming::is_device_name;
pub use options::{Allowance, Downloads, Formats, Options, Rename, Untyped};

use specwright_ir as ir;
use specwright_spec::{Document, Report};

use crate::context::Context;
use crate::dedup::errors;
use crate::drafts::{applied_defaults, direction, files, preserve_unknown, secrets};
use crate::finish::{any_of_overlap, derives, inhabited, open_object_params, recursion};

/// Lowers a document; nothing comes of one that has errors, which the report then holds.
pub fn lower(document: &Document, options: &Options, report: &mut Report) -> Option<ir::Api> {
    let marked = negated_faults::propagate(document);
    let (document, faults) = match marked.as_ref() {
        Some((document, faults)) => (document, faults.as_slice()),
        None => (document, [].as_slice()),
    };
    let mut context = Context::new(document, options);
    context.session.diagnostics.extend_from_slice(faults);
    let api = schema::check_depth(&mut context).then(|| lower_document(&mut context));
    let errors = context
        .session
        .diagnostics
        .iter()
        .any(specwright_spec::Diagnostic::is_error);
    context
        .session
        .diagnostics
        .into_iter()
        .for_each(|diagnostic| report.push(diagnostic));
    api.filter(|_| !errors)
}

fn lower_document(context: &mut Context<'_>) -> ir::Api {
    unsupported::check(context);
    operations::anchor(context);
    schema::lower_components(context);
    let mut operations = operations::lower(context);
    let omitted = operations::omit(context, &mut operations);
    preserve_unknown::lower(context, &operations);
    applied_defaults::lower(context);
    secrets::lower(context);
    direction::lower(context, &mut operations);
    files::lower(context, &mut operations);

    assemble::name_fields(context);
    defaults::lower(context);
    for operation in &mut operations {
        let parameters = operation.all_parameters_mut();
        parameters.for_each(|parameter| parameters::add_default(context, parameter));
    }

    let live = dedup::types::lower(context, &mut operations);
    let names = assemble::name_types(context, &live);
    let (mut types, patterns, assertions, ids) =
        assemble::types(context, &live, &names, &mut operations);
    operations
        .iter_mut()
        .for_each(|operation| ids.operation(operation));
    recursion::lower(&mut types);
    any_of_overlap::lower(&mut types);
    inhabited::check(context, &types);
    derives::lower(&mut types);

    let sources: Vec<_> = operations
        .iter()
        .map(|operation| operation.security())
        .collect();
    let credentials = security::lower(context, &sources);
    let (mut modules, headers) = operations::assemble(context, operations, credentials.operations);
    open_object_params::lower(&types, &mut modules);
    errors::lower(&mut modules);
    dedup::parameters::lower(&types, &mut modules);
    let servers = servers::lower(context);
    context.session.drop_empty_members();
    context.session.report_unknown_formats();
    context.session.report_unused();

    let info = &context.session.document.info;
    ir::Api {
        title: info.title.clone(),
        docs: docs::docs([info.description.as_deref()]),
        types,
        patterns,
        formats: context.arena.asserted_formats.iter().copied().collect(),
        assertions,
        modules,
        headers,
        servers,
        security_schemes: credentials.schemes,
        alternatives: credentials.alternatives,
        omitted,
    }
}
