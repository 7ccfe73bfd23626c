//! The rules of the specification that later passes rely on. Each file holds the rules of one thing; all of them run, so
//! that all mistakes are told at once, and none takes for granted that another has held.

mod cycles;
mod error;
mod headers;
mod operations;
mod parameters;
mod paths;
mod references;
mod schemas;
mod security;
mod servers;
mod structure;
mod values;

use crate::grammar::{Kind, Seen, Shape, walk};
use crate::resolve::Resolved;
use crate::{Location, Node, Report};

/// Checks the document and every part of other files that it refers to.
pub(crate) fn check(resolved: &Resolved, report: &mut Report) {
    each_part(resolved, &mut |seen, node, at| {
        structure::check(seen, node, at, report);
        match seen {
            Seen::Reference(kind) => references::check(kind, node, at, report),
            Seen::Object(Kind::Components) => structure::check_component_names(node, at, report),
            Seen::Object(Kind::Schema) => {
                schemas::check(node, at, report);
                values::check(resolved, node, at, report);
            }
            Seen::Object(Kind::Parameter) => parameters::check(node, at, report),
            Seen::Object(Kind::Header) => parameters::check_header(node, at, report),
            Seen::Object(Kind::MediaType | Kind::RequestBody) => {}
            Seen::Object(Kind::Response) => headers::check(node, at, report),
            Seen::Object(Kind::Server) => servers::check(node, at, report),
            Seen::Object(Kind::SecurityScheme) => security::check_scheme(node, at, report),
            Seen::Object(_) | Seen::Mismatch(_) | Seen::Unquoted => {}
        }
        if let Seen::Object(Kind::Response | Kind::RequestBody | Kind::Parameter | Kind::Header) =
            seen
        {
            headers::check_content(node, at, report);
        }
    });
    paths::check(resolved, report);
    operations::check(resolved, report);
    parameters::check_lists(resolved, report);
    security::check(resolved, report);
    cycles::check(resolved, report);
}

/// Walks the document, then the parts of it that lie elsewhere.
fn each_part<'a>(resolved: &'a Resolved, visit: &mut impl FnMut(Seen, &'a Node, &Location)) {
    let (root, at) = resolved.document();
    walk(root, &at, Shape::Object(Kind::Document), visit);
    for (at, shape) in &resolved.parts {
        walk(resolved.node(at), at, *shape, visit);
    }
}
