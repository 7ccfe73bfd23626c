//! The crates that `specwright generate` writes: generated sources with a manifest and a `lib.rs`.

use crate::config::Crates;
use crate::files::FileSet;
use crate::format::format;
use crate::generate::{Origin, Part, sources};
use crate::manifest::Surroundings;
use crate::runtime::RuntimeEntry;
use crate::{manifest, nesting};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use specwright_docs::text;
use specwright_emit::has_exports;
use specwright_ir::Api;
use std::path::Path;

/// Returns the crates of these parts, each in a folder with its package name below `out`. They depend on the runtime of the checkout
/// that cargo runs this program in.
pub fn packages(
    api: &Api,
    parts: &[Part],
    crates: &Crates,
    origin: &Origin,
    out: &Path,
) -> FileSet {
    packages_with(api, parts, crates, origin, &RuntimeEntry::of_checkout(out))
}

/// Returns the crates of these parts, each in a folder with its package name, with a runtime.
pub(crate) fn packages_with(
    api: &Api,
    parts: &[Part],
    crates: &Crates,
    origin: &Origin,
    runtime: &RuntimeEntry,
) -> FileSet {
    let mut files = FileSet::default();
    let mut with_sources = Vec::new();
    for part in parts {
        let Some(package) = part.package(crates) else {
            continue;
        };
        let folder = Path::new(package);
        files.insert_once(
            folder.join("Cargo.toml"),
            manifest::write(api, *part, crates, Surroundings::Output(runtime)),
        );
        files.insert(
            folder.join("src").join("lib.rs"),
            format!("// {}\n\n{}", origin.line(), root(api, *part, crates)),
        );
        with_sources.push((*part, folder.to_owned()));
    }
    files.extend(sources(api, &with_sources, crates, origin));
    files
}

/// Returns the text of `lib.rs`, without a mark.
pub(crate) fn root(api: &Api, part: Part, crates: &Crates) -> String {
    let docs = root_docs(api, part);
    let types = reexported_types(part, crates);
    let limit = nesting::limit(api).map(|limit| {
        let limit = limit.to_string();
        quote!(#![recursion_limit = #limit])
    });
    let exports = (part != Part::Types || has_exports(api)).then(|| {
        quote!(
            pub use generated::*;
        )
    });
    let tokens = quote! {
        #(#![doc = #docs])*
        #limit
        #![forbid(unsafe_code)]

        #[rustfmt::skip]
        mod generated;

        #types
        #exports
        pub use specwright_runtime as runtime;
    };
    format(tokens, file!())
}

/// Returns the lines of the docs of a crate.
fn root_docs(api: &Api, part: Part) -> Vec<String> {
    let mut lines = vec![format!(
        " {}.",
        manifest::description(&text(&api.title), part)
    )];
    if part == Part::Types && !api.types.is_empty() {
        let notes = api.headings.model_notes.0.lines();
        lines.push(String::new());
        lines.extend(notes.map(|line| format!(" {line}")));
    }
    lines
}

/// Returns `pub use x_types as types;`, so that users of a client or server need only one dependency.
fn reexported_types(part: Part, crates: &Crates) -> TokenStream {
    match (part, &crates.types) {
        (Part::Client | Part::Server, Some(types)) => {
            let types = Ident::new(&types.replace('-', "_"), Span::call_site());
            quote!(pub use #types as types;)
        }
        _ => TokenStream::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use specwright_spec::{MemoryFiles, Report, open};

    /// Returns the `lib.rs` of the types crate of a document with these paths.
    fn root_of(paths: &str) -> String {
        let text = format!("{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {paths}}}");
        let files = MemoryFiles::new([("api.yaml", text)]);
        let mut report = Report::new();
        let api = open(&files, "api.yaml", &mut report)
            .and_then(|it| specwright_lower::lower(&it, &Default::default(), &mut report))
            .expect("the document has no fault");
        let crates = Crates::named("t", &Part::ALL);
        root(&api, Part::Types, &crates)
    }

    #[test]
    fn a_crate_without_items_has_no_reexport() {
        let exports = "pub use generated::*;";
        assert!(!root_of("{}").contains(exports));
        let get = "{get: {responses: {'204': {description: Done.}}}}";
        assert!(root_of(&format!("{{/pets: {get}}}")).contains(exports));
    }
}
