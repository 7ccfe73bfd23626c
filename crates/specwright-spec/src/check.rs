//! The rules of the specification that later passes rely on. Each file holds the rules of one thing; all of them run, so
//! that all mistakes are told at once, and none takes for granted that another has held.

mod cycles;
mod elsewhere;
mod encodings;
mod error;
mod headers;
mod labels;
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

pub(crate) use cycles::{closing, is_base, tell_circles};
pub(crate) use error::subject;
pub(crate) use headers::{is_token, media_types};
pub(crate) use operations::is_repeated_range;
pub(crate) use schemas::{TYPES, is_forbidden, meant_type};
pub(crate) use servers::undeclared;
pub(crate) use shapes::{Nesting, nesting};
pub(crate) use structure::misspelled;
pub(crate) use values::default;

use crate::grammar::{Kind, Seen};
use crate::resolve::Resolved;
use crate::{Code, Report};

/// Checks the document and every part of other files that it refers to; the answer is whether schemas go round in circles.
pub(crate) fn check(resolved: &Resolved, report: &mut Report) -> bool {
    let since = report.diagnostics().len();
    let circles = check_all(resolved, report);
    let habits = [
        Code::NullableWithoutType,
        Code::IneffectiveKeyword,
        Code::UndefinedStyle,
        Code::NestedParameter,
    ];
    report.gather(since, &habits);
    repairs::repair(since, resolved, report);
    circles
}

fn check_all(resolved: &Resolved, report: &mut Report) -> bool {
    let mut links = Vec::new();
    resolved.each_part(&mut |seen, node, at| {
        let version = resolved.version(at.file);
        structure::check(resolved, seen, node, at, report);
        match seen {
            Seen::Reference(Kind::Schema) if resolved.siblings_count(at.file) => {}
            // What is beside it counts, and is seen as a path item.
            Seen::Reference(Kind::PathItem) => {}
            Seen::Reference(kind) => references::check(kind, node, at, report),
            Seen::Object(Kind::Components) => structure::check_component_names(node, at, report),
            Seen::Object(Kind::Schema) => {
                schemas::check(resolved, node, at, report);
                values::check(resolved, node, at, report);
            }
            Seen::Object(Kind::Parameter) => parameters::check(resolved, node, at, report),
            Seen::Object(Kind::Header) => parameters::check_header(resolved, node, at, report),
            Seen::Object(Kind::MediaType) => encodings::check(resolved, node, at, report),
            Seen::Object(Kind::RequestBody) => {}
            Seen::Object(Kind::Response) => headers::check(node, at, report),
            Seen::Object(Kind::PathItem) => operations::check_additional(node, at, report),
            Seen::Object(Kind::Document) => structure::check_parts(node, at, version, report),
            Seen::Object(Kind::Link) => {
                let id = node.get("operationId").and_then(crate::Node::as_text);
                links.extend(id.map(|id| (id, at.child("operationId"))));
            }
            Seen::Object(Kind::Server) => servers::check(node, at, report),
            Seen::Object(Kind::SecurityScheme) => security::check_scheme(node, at, version, report),
            Seen::Object(_) | Seen::Mismatch(_) | Seen::Unquoted | Seen::BooleanSchema => {}
        }
        if let Seen::Object(Kind::Response | Kind::RequestBody | Kind::Parameter | Kind::Header) =
            seen
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
