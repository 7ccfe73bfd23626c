//! The sources of this crate, for the generator, which writes them beside the crates that it generates.
//!
//! A list instead of a build script: it is complete in a package of this crate, and a test compares it with the folder.

use specwright_matcher::source_files;

/// The path of each file below `src`, and its text. Files of tests are not listed.
pub const FILES: &[(&str, &str)] = source_files![
    "analyse.rs",
    "annex_b.rs",
    "ast.rs",
    "chain.rs",
    "class.rs",
    "compile.rs",
    "conjunction.rs",
    "cursor.rs",
    "dfa.rs",
    "dialect.rs",
    "error.rs",
    "escape.rs",
    "facts.rs",
    "groups.rs",
    "inclusion.rs",
    "intended.rs",
    "language.rs",
    "lib.rs",
    "literals.rs",
    "lower.rs",
    "matcher.rs",
    "minimise.rs",
    "pack.rs",
    "parse.rs",
    "parts.rs",
    "product.rs",
    "program.rs",
    "property.rs",
    "property_names.rs",
    "quantifier.rs",
    "runs.rs",
    "sample.rs",
    "sample/proof.rs",
    "sample/tree.rs",
    "sample/walk.rs",
    "sets.rs",
    "spans.rs",
    "table.rs",
    "trim.rs",
    "utf8.rs",
];

/// The features and dependencies of this crate, with the versions of the workspace.
pub const MANIFEST: &str = include_str!("sources/manifest.toml");
