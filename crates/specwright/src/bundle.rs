//! The runtime as crates of the output, so that generated crates build wherever they are copied.
//!
//! The runtime, its matcher and, for samples, its pattern compiler have their sources as constants. Of each crate those modules are
//! written that its features can reach: a feature that no generated crate can enable is removed with its code ([`strip`]), and so are
//! tests. The features that remain are features of the bundled crate, so that a crate of types still builds without a client.

mod cfg;
mod lexer;
mod manifest;
mod strip;

use crate::files::{FileSet, mark_code};
use crate::generate::Part;
use cfg::Features;
use specwright_ir::Api;
use std::path::{Path, PathBuf};
use strip::strip;

/// A crate of this workspace that is bundled.
struct Source {
    /// The package name, which code imports.
    package: &'static str,
    /// The end of the package name in the output.
    suffix: &'static str,
    /// The files below `src`.
    files: &'static [(&'static str, &'static str)],
    /// The features and dependencies.
    manifest: &'static str,
}

/// The crates that are bundled; the last one for samples only.
const SOURCES: [Source; 3] = [
    Source {
        package: "specwright-runtime",
        suffix: "runtime",
        files: specwright_runtime::sources::FILES,
        manifest: specwright_runtime::sources::MANIFEST,
    },
    Source {
        package: "specwright-matcher",
        suffix: "matcher",
        files: specwright_matcher::sources::FILES,
        manifest: "",
    },
    Source {
        package: "specwright-pattern",
        suffix: "pattern",
        files: specwright_pattern::sources::FILES,
        manifest: specwright_pattern::sources::MANIFEST,
    },
];

/// The parts of a bundle that an output needs.
#[derive(Clone, Debug)]
pub(crate) struct Bundle<'a> {
    /// The beginning of the package names.
    pub name: &'a str,
    /// The generated crates of the output.
    pub parts: Vec<Part>,
    /// True if types have samples.
    pub samples: bool,
    /// True if the bundle serves any API, since several modules of a crate share it.
    pub is_shared: bool,
}

impl Bundle<'_> {
    /// Returns the files of the bundled crates, each in a folder with its package name.
    pub fn files(&self, api: &Api) -> FileSet {
        let features = self.features(api);
        let mut files = FileSet::default();
        for source in self.sources() {
            let folder = PathBuf::from(self.package(source));
            let src = folder.join("src");
            for (path, text) in modules(source, &features) {
                files.insert(src.join(path), text);
            }
            files.own(src);
            let manifest = manifest::write(source, self, &features);
            files.insert(folder.join("Cargo.toml"), manifest);
            for (name, text) in specwright_runtime::sources::LICENSES {
                files.insert(folder.join(name), format!("{}\n\n{text}", header(source)));
            }
        }
        files
    }

    fn sources(&self) -> impl Iterator<Item = &'static Source> {
        let count = SOURCES.len() - usize::from(!self.samples);
        SOURCES[..count].iter()
    }

    fn package(&self, source: &Source) -> String {
        format!("{}-{}", self.name, source.suffix)
    }

    /// Returns the features that a generated crate needs or offers.
    fn features(&self, api: &Api) -> Features {
        let has = |part| self.parts.contains(&part);
        let any = self.is_shared;
        let table: [(&[&str], bool); 6] = [
            (&["client", "reqwest", "charsets"], has(Part::Client)),
            (&["server", "charsets"], has(Part::Server)),
            (&["idna"], any || api.needs_idna()),
            (&["regress"], any || api.needs_engine()),
            (&["chrono", "time"], any),
            (&["samples", "proptest"], self.samples),
        ];
        let needed = table.into_iter().filter(|(_, needed)| *needed);
        let needed = needed.flat_map(|(features, _)| features).copied();
        needed.chain(api.time.feature()).collect()
    }
}

/// Returns the first line of the files of a crate, without the comment marker.
fn header(source: &Source) -> String {
    mark_code("`specwright generate`", source.package)
}

/// Returns the source files of a crate that its features can reach, by path below `src`.
fn modules(source: &Source, features: &Features) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::from("lib.rs")];
    while let Some(path) = open.pop() {
        let text = text(source, &path);
        let text = match path.extension().is_some_and(|it| it == "rs") {
            true => strip(text, features),
            false => text.to_owned(),
        };
        open.extend(named_files(&path, &text, source));
        found.push((path.clone(), marked(&path, text, source)));
    }
    found
}

/// Returns the text of a source file.
///
/// # Panics
///
/// If the crate does not list it, which a test of this crate would have found.
fn text(source: &Source, path: &Path) -> &'static str {
    let found = source
        .files
        .iter()
        .find(|(name, _)| Path::new(name) == path);
    found.map_or_else(
        || {
            panic!(
                "{}: {} is missing in src/sources.rs",
                source.package,
                path.display()
            )
        },
        |(_, text)| text,
    )
}

/// Returns the paths of the modules and texts that a source file names.
fn named_files(path: &Path, text: &str, source: &Source) -> Vec<PathBuf> {
    if path.extension().is_none_or(|it| it != "rs") {
        return Vec::new();
    }
    let file = syn::parse_file(text)
        .unwrap_or_else(|error| panic!("{}: {}: {error}", source.package, path.display()));
    let parent = path.parent().unwrap_or(Path::new(""));
    let folder = match path
        .file_stem()
        .is_some_and(|it| it == "lib" || it == "mod")
    {
        true => parent.to_owned(),
        false => path.with_extension(""),
    };
    let modules = file.items.iter().filter_map(|item| match item {
        syn::Item::Mod(it) if it.content.is_none() => Some(it.ident.to_string()),
        _ => None,
    });
    let modules = modules.map(|name| {
        let is_listed = |path: &PathBuf| source.files.iter().any(|(it, _)| Path::new(it) == path);
        let nested = folder.join(&name).join("mod.rs");
        Some(nested.clone())
            .filter(is_listed)
            .unwrap_or_else(|| folder.join(format!("{name}.rs")))
    });
    let texts = text.split("include_str!(\"").skip(1);
    let texts = texts.filter_map(|it| Some(parent.join(it.split_once('"')?.0)));
    modules.chain(texts).collect()
}

/// Adds the mark to a source file.
fn marked(path: &Path, text: String, source: &Source) -> String {
    let header = header(source);
    match path.extension().is_some_and(|it| it == "rs") {
        true => format!("// {header}\n// License: MIT OR Apache-2.0\n\n{text}"),
        false => format!("<!-- {header} -->\n\n{text}"),
    }
}
