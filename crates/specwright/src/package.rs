//! The crates and modules that `specwright generate` writes: generated sources with a manifest and a `lib.rs`, or with a `mod.rs`.

use crate::config::Crates;
use crate::files::FileSet;
use crate::format::format;
use crate::generate::{Origin, Part, sources};
use crate::layout::{Arrangement, Contents, ident};
use crate::manifest::Surroundings;
use crate::runtime::RuntimeEntry;
use crate::{manifest, nesting};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use specwright_docs::text;
use specwright_emit::{has_exports, has_type_named};
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
    let arrangement = Arrangement::of_crates(crates, parts);
    packages_with(api, &arrangement, origin, &RuntimeEntry::of_checkout(out))
}

/// Returns the packages of an arrangement, each in a folder of its name, with a runtime.
pub(crate) fn packages_with(
    api: &Api,
    arrangement: &Arrangement,
    origin: &Origin,
    runtime: &RuntimeEntry,
) -> FileSet {
    let mut files = FileSet::default();
    for package in arrangement.packages() {
        let folder = Path::new(package.name);
        files.insert_once(
            folder.join("Cargo.toml"),
            manifest::write(api, package, Surroundings::Output(runtime)),
        );
        files.insert(
            folder.join("src").join("lib.rs"),
            format!("// {}\n\n{}", origin.line(), root(api, package.contents)),
        );
    }
    files.extend(sources(api, arrangement, Path::new(""), origin));
    files
}

/// Returns the files of a module in a folder.
pub(crate) fn module(
    api: &Api,
    arrangement: &Arrangement,
    folder: &Path,
    origin: &Origin,
) -> FileSet {
    let mut files = sources(api, arrangement, folder, origin);
    let contents = Contents::Parts(&arrangement.parts);
    files.insert(
        folder.join("mod.rs"),
        format!("// {}\n\n{}", origin.line(), module_root(api, contents)),
    );
    files
}

/// Returns the text of `lib.rs`, without a mark.
pub(crate) fn root(api: &Api, contents: Contents<'_>) -> String {
    let docs = root_docs(api, contents);
    let types = reexported_types(contents);
    let limit = nesting::limit(api).map(|limit| {
        let limit = limit.to_string();
        quote!(#![recursion_limit = #limit])
    });
    let exports = exports(api, contents);
    let client = reexported_client(api, contents).map(|it| {
        quote!(
            #[cfg(feature = "client")]
            #it
        )
    });
    let tokens = quote! {
        #(#![doc = #docs])*
        #limit
        #![forbid(unsafe_code)]

        #[rustfmt::skip]
        mod generated;

        #types
        #client
        #exports
        pub use specwright_runtime as runtime;
    };
    format(tokens, file!())
}

/// Returns the text of the `mod.rs` of a module, without a mark. It has no attribute or comment of the module itself, which
/// `include!` would refuse. The code is checked as a crate: the lints that a user chose for other code, or that depend on what the
/// user's crate names, do not apply.
fn module_root(api: &Api, contents: Contents<'_>) -> String {
    // A program may use none of them.
    let unused = |it: TokenStream| {
        quote!(
            #[allow(unused_imports)]
            #it
        )
    };
    let exports = exports(api, contents).map(unused);
    let client = reexported_client(api, contents).map(unused);
    let tokens = quote! {
        #[allow(unused, unreachable_pub, unexpected_cfgs)]
        #[allow(clippy::all, clippy::nursery, clippy::pedantic, clippy::restriction)]
        #[rustfmt::skip]
        mod generated;

        #client
        #exports
        #[allow(unused_imports)]
        pub use specwright_runtime as runtime;
    };
    format(tokens, file!())
}

/// Returns the lines of the docs of a crate.
fn root_docs(api: &Api, contents: Contents<'_>) -> Vec<String> {
    let description = manifest::description(&text(&api.title), contents);
    let mut lines = vec![format!(" {description}.")];
    if contents.has(Part::Types) && !api.types.is_empty() {
        let notes = api.headings.model_notes.0.lines();
        lines.push(String::new());
        lines.extend(notes.map(|line| format!(" {line}")));
    }
    lines
}

/// Returns `pub use generated::*;`, if there is anything to export.
fn exports(api: &Api, contents: Contents<'_>) -> Option<TokenStream> {
    let has_others = contents.has(Part::Client) || contents.has(Part::Server);
    (has_others || has_exports(api)).then(|| {
        quote!(
            pub use generated::*;
        )
    })
}

/// Returns `pub use generated::client::Client;`, so that users write `use petstore::{Client, Pet}`, unless a type of the API has this
/// name.
fn reexported_client(api: &Api, contents: Contents<'_>) -> Option<TokenStream> {
    let is_module = matches!(contents, Contents::Parts(_)) && contents.has(Part::Client);
    (is_module && !has_type_named(api, "Client")).then(|| {
        quote!(
            pub use generated::client::Client;
        )
    })
}

/// Returns `pub use x_types as types;`, so that users of a client or server need only one dependency.
fn reexported_types(contents: Contents<'_>) -> TokenStream {
    match contents {
        Contents::Part(Part::Client | Part::Server, crates) => {
            let types = crates.types.as_deref().map(|types| {
                let types = Ident::new(&ident(types), Span::call_site());
                quote!(pub use #types as types;)
            });
            types.unwrap_or_default()
        }
        Contents::Part(Part::Types, _) | Contents::Parts(_) => TokenStream::new(),
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
        root(&api, Contents::Part(Part::Types, &crates))
    }

    #[test]
    fn a_crate_without_items_has_no_reexport() {
        let exports = "pub use generated::*;";
        assert!(!root_of("{}").contains(exports));
        let get = "{get: {responses: {'204': {description: Done.}}}}";
        assert!(root_of(&format!("{{/pets: {get}}}")).contains(exports));
    }
}
