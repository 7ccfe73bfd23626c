//! Identifiers, and the scheme by which names of the document and of the generated code keep out of each other's way.
//!
//! | a name of                                            | is written                                              |
//! |------------------------------------------------------|---------------------------------------------------------|
//! | the standard prelude (`Option`, `Vec`, …)            | bare; by its path where the file itself defines the name |
//! | the runtime and the standard library (`Timestamp`, `BTreeMap`, …) | imported; by its path where the file itself defines the name |
//! | a model, an operation's type                         | imported; by its path if it has the name of any of the above, or of a fixed type of generated code (`Client`) |
//! | a model that has the name of an operation's type    | by its path, outside of the models                      |
//! | a local variable of generated code (`reader`)        | with underscores, if a parameter has that name          |
//!
//! So a component called `Option` is `Option` at the root of the types crate, and nothing else changes its name either. The
//! names to avoid are a fixed list: adding a schema does not change how another is written.

use crate::Layout;
use proc_macro2::{Ident, Span};
use specwright_ir as ir;
use specwright_ir::reserved::{FIXED_TYPES, PRELUDE, RAW_KEYWORDS};
use specwright_ir::{Api, Success};
use std::collections::BTreeSet;

/// A name as an identifier.
pub(crate) fn ident(name: &ir::Ident) -> Ident {
    plain(name.as_str())
}

/// A name of generated code as an identifier.
pub(crate) fn plain(name: &str) -> Ident {
    let raw = RAW_KEYWORDS.contains(&name);
    if raw {
        Ident::new_raw(name, Span::call_site())
    } else {
        Ident::new(name, Span::call_site())
    }
}

/// Returns true if generated code uses a name for something else.
pub(crate) fn is_taken(name: &str) -> bool {
    PRELUDE.contains(&name) || is_reserved(name)
}

/// Returns true if generated code imports or defines an item of this name.
pub(crate) fn is_reserved(name: &str) -> bool {
    FIXED_TYPES.contains(&name)
}

/// The local variables of a function, each with a name of its own.
#[derive(Default)]
pub(crate) struct Locals(BTreeSet<String>);

impl Locals {
    /// A variable of this name, with underscores if it is taken.
    pub(crate) fn add(&mut self, name: &str) -> Ident {
        plain(&self.name(name))
    }

    /// The same as text, which can go to another thread.
    pub(crate) fn name(&mut self, name: &str) -> String {
        let mut name = name.to_owned();
        while !self.0.insert(name.clone()) {
            name.push('_');
        }
        name
    }
}

/// The names of the API's types.
pub(crate) struct Names<'a> {
    /// The API.
    pub(crate) api: &'a Api,
    /// The arrangement of the parts.
    pub(crate) layout: Layout<'a>,
    operations: BTreeSet<&'a str>,
    headers: BTreeSet<&'a str>,
    has_prelude_name: bool,
}

impl<'a> Names<'a> {
    /// Gathers the names.
    pub(crate) fn new(api: &'a Api, layout: Layout<'a>) -> Self {
        let operations: BTreeSet<&str> = exported_by_operations(api).collect();
        let is_known = |name: &&str| api.has_type(name) || operations.contains(*name);
        Self {
            api,
            layout,
            has_prelude_name: PRELUDE.iter().any(is_known),
            operations,
            headers: header_types(api).collect(),
        }
    }

    /// Returns true if responses have headers of this name.
    pub(crate) fn has_headers(&self, name: &str) -> bool {
        self.headers.contains(name)
    }

    /// Returns true if a type of the API has the name of an item of the prelude, which a glob import would hide.
    pub(crate) fn has_prelude_name(&self) -> bool {
        self.has_prelude_name
    }

    /// Returns true if the API has a model of this name.
    pub(crate) fn has_model(&self, name: &str) -> bool {
        self.api.has_type(name)
    }

    /// Returns true if an operation has a type of this name.
    pub(crate) fn has_operation_type(&self, name: &str) -> bool {
        self.operations.contains(name)
    }
}

/// Returns true if a type of the API has a name.
pub fn has_type_named(api: &Api, name: &str) -> bool {
    api.has_type(name) || exported_by_operations(api).any(|it| it == name)
}

fn exported_by_operations(api: &Api) -> impl Iterator<Item = &str> {
    let own = api.operations().flat_map(operation_types);
    own.chain(header_types(api))
}

/// The types of an operation, some of which it may share with others.
pub(crate) fn operation_types(operation: &ir::Operation) -> impl Iterator<Item = &str> {
    types(operation, |_| true)
}

/// The types that the file of an operation defines.
pub(crate) fn defined_types(operation: &ir::Operation) -> impl Iterator<Item = &str> {
    types(operation, |is_here| is_here)
}

/// The types of an operation; of those that it shares, the ones that `counts` admits by whether its file defines them.
fn types(operation: &ir::Operation, counts: fn(bool) -> bool) -> impl Iterator<Item = &str> {
    let outcome = &operation.outcome;
    let success = match &outcome.success {
        Success::One(_) => None,
        Success::Many(name, _) => Some(name),
    };
    let failure = outcome.failure.as_ref();
    let failure = failure.filter(|_| counts(outcome.failure_sharing.is_here()));
    let shared = operation.shared_parameters.as_ref();
    let shared = shared.filter(|(_, is_here)| counts(*is_here));
    let names = [
        Some(&operation.request),
        operation.parameters_name.as_ref(),
        shared.map(|(name, _)| name),
        success,
        failure.map(|(name, _)| name),
        operation.body_name.as_ref(),
    ];
    names.into_iter().flatten().map(ir::Ident::as_str)
}

/// The structs of the headers of responses.
pub(crate) fn header_types(api: &Api) -> impl Iterator<Item = &str> {
    api.headers.iter().map(|it| it.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_raw() {
        assert_eq!(plain("type").to_string(), "r#type");
        assert_eq!(plain("gen").to_string(), "r#gen");
        assert_eq!(plain("types").to_string(), "types");
    }

    #[test]
    fn locals_do_not_repeat() {
        let mut locals = Locals::default();
        let names: Vec<String> = ["reader", "id", "reader", "id", "id_"]
            .iter()
            .map(|it| locals.add(it).to_string())
            .collect();
        assert_eq!(names, ["reader", "id", "reader_", "id_", "id__"]);
    }
}
