//! The rules of the specification that later passes rely on. Each file holds the rules for one kind of object. All rules
//! run, so that all errors are reported at once; no rule relies on the result of another.

mod cycles;
mod encodings;
mod error;
mod headers;
mod labels;
mod misplaced;
mod operations;
mod parameters;
mod paths;
mod references;
mod repairs;
mod schemas;
mod security;
mod servers;
mod shapes;
mod structure;
mod styles;
mod values;

pub(crate) use cycles::{closing, is_base, report_cycles};
pub(crate) use error::subject;
pub(crate) use headers::{is_token, media_types};
pub(crate) use operations::is_repeated_range;
pub(crate) use repairs::APPLIED;
pub(crate) use schemas::{TYPES, intended_type, is_forbidden};
pub(crate) use servers::undeclared;
pub(crate) use shapes::{Nesting, nesting};
pub(crate) use structure::misspelled;
pub(crate) use values::default;

use crate::grammar::{ObjectKind, Seen};
use crate::resolve::Resolved;
use crate::{Code, Report};

/// Checks the document and every part of other files that it refers to. Returns true if there are schema cycles to open.
pub(crate) fn check(resolved: &Resolved, report: &mut Report) -> bool {
    let since = report.diagnostics().len();
    let cycles = check_all(resolved, report);
    let habits = [
        Code::NullableWithoutType,
        Code::IneffectiveKeyword,
        Code::UndefinedStyle,
        Code::NestedParameter,
    ];
    report.gather(since, &habits);
    repairs::repair(since, resolved, report);
    cycles
}

fn check_all(resolved: &Resolved, report: &mut Report) -> bool {
    let mut links = Vec::new();
    resolved.each_part(&mut |seen, node, at| {
        let version = resolved.version(at.file);
        structure::check(resolved, seen, node, at, report);
        match seen {
            Seen::Reference(ObjectKind::Schema) if resolved.siblings_count(at.file) => {}
            // Siblings of the `$ref` apply and are visited as a path item.
            Seen::Reference(ObjectKind::PathItem) => {}
            // In a lenient run, siblings of the `$ref` apply and are visited as an operation.
            Seen::Reference(ObjectKind::Operation) => {
                report.push(error::operation_reference(&at.child("$ref")));
            }
            Seen::Reference(kind) => references::check(kind, node, at, report),
            Seen::Object(ObjectKind::Components) => {
                structure::check_component_names(node, at, report)
            }
            Seen::Object(ObjectKind::Schema) => {
                schemas::check(resolved, node, at, report);
                values::check(resolved, node, at, report);
            }
            Seen::Object(ObjectKind::Parameter) => parameters::check(resolved, node, at, report),
            Seen::Object(ObjectKind::Header) => {
                parameters::check_header(resolved, node, at, report)
            }
            Seen::Object(ObjectKind::MediaType) => encodings::check(resolved, node, at, report),
            Seen::Object(ObjectKind::RequestBody) => {}
            Seen::Object(ObjectKind::Response) => headers::check(node, at, report),
            Seen::Object(ObjectKind::PathItem) => operations::check_additional(node, at, report),
            Seen::Object(ObjectKind::Document) => structure::check_parts(node, at, version, report),
            Seen::Object(ObjectKind::Link) => {
                let id = node.get("operationId").and_then(crate::Node::as_text);
                links.extend(id.map(|id| (id, at.child("operationId"))));
            }
            Seen::Object(ObjectKind::Server) => servers::check(node, at, report),
            Seen::Object(ObjectKind::SecurityScheme) => {
                security::check_scheme(node, at, version, report)
            }
            Seen::Object(_) | Seen::Mismatch(_) | Seen::Unquoted | Seen::BooleanSchema => {}
        }
        if let Seen::Object(
            ObjectKind::Response
            | ObjectKind::RequestBody
            | ObjectKind::Parameter
            | ObjectKind::Header,
        ) = seen
        {
            headers::check_content(node, at, report);
        }
    });
    paths::check(resolved, report);
    operations::check(resolved, &links, report);
    parameters::check_lists(resolved, report);
    security::check(resolved, report);
    cycles::check(resolved, report)
}
