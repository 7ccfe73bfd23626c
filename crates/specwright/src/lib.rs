//! Generates Rust crates from OpenAPI documents, in a build script or any other program.
//!
//! A [`Generator`] reads one document and writes its crates: models, a client and server stubs. It prints nothing, and returns an
//! [`Outcome`] or an [`Error`]. Problems in the document are [`Diagnostics`] with file, line and column.
//!
//! ```
//! use specwright::{Error, Generator, Part};
//!
//! # let folder = std::env::temp_dir().join(format!("specwright-doc-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! let document = folder.join("pets.yaml");
//! std::fs::write(&document, r#"
//! openapi: 3.1.0
//! info: {title: Pets, version: "1"}
//! paths: {}
//! components:
//!   schemas:
//!     Pet: {type: object, required: [name], properties: {name: {type: string, format: nickname}}}
//! "#)?;
//! let pets = Generator::new(&document).name("pets").out(&folder).only([Part::Types]);
//!
//! // A check writes nothing and fails while the crates are missing.
//! let stale = pets.clone().check(true).run();
//! assert!(matches!(stale, Err(Error::Stale(_))));
//!
//! let outcome = pets.run()?;
//! assert!(outcome.written.contains(&folder.join("pets-types/src/generated/models.rs")));
//!
//! // An unknown format is a warning.
//! let warning = outcome.diagnostics.iter().next().expect("a warning");
//! assert_eq!((warning.code.as_str(), warning.place.line), ("SW1008", 7));
//!
//! // A second run writes nothing.
//! assert!(pets.run()?.is_up_to_date());
//! assert!(pets.check(true).run()?.written.is_empty());
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! In a `build.rs` the default output folder is `OUT_DIR`, and [`Outcome::cargo_instructions`] has the lines to print
//! (`examples/build_script.rs`). [`Merger`] merges documentation pages into a document, [`Overlayer`] applies
//! overlays to one, and [`Workspace`] generates the crates of
//! several documents in one repository, as `cargo xtask codegen` does. The program `specwright` is in the crate `specwright-cli`.

// A library prints nothing.
#![warn(clippy::print_stdout, clippy::print_stderr)]

// The interface.
pub mod checkup;
mod diagnostics;
mod error;
mod outcome;

mod comparer;
mod generator;
mod linter;
mod merger;
mod overlayer;
mod workspace;

// The passes.
mod config;
mod init;
mod input;
mod revision;

mod pipeline;

mod bundle;
mod destination;
mod generate;
mod layout;
mod manifest;
mod nesting;
mod notes;
mod package;
mod runtime;

mod dump;
mod format;
mod print;

// The disk.
mod cache;
mod files;
mod paths;
mod sync;
mod threads;
mod update;

pub use checkup::Checkup;
pub use comparer::Comparer;
pub use diagnostics::{Diagnostic, Diagnostics, Edit, EditKind, Fix, Place, Related};
pub use dump::Stage;
pub use error::{Error, Obstruction, Stale};
pub use generate::Part;
pub use generator::Generator;
pub use init::{init, settings_schema};
pub use input::{ReadOptions, Text};
pub use layout::Layout;
pub use linter::{LintOptions, Linted, RepairKind};
pub use merger::Merger;
pub use outcome::{Event, Outcome, Step};
pub use overlayer::{AppliedOverlays, Overlayer};
pub use paths::shown;
pub use revision::DocumentSource;
pub use runtime::Runtime;
pub use specwright_diff as diff;
pub use specwright_lint::Setting;
pub use specwright_spec::{Code, ReportFormat, Selection, Selector, SelectorOrigin, Severity};
pub use sync::{Change, ChangeKind, Obstacle};
pub use workspace::Workspace;

/// The passes one by one, for tools that need intermediate results: the corpus, benchmarks and tests of this workspace.
///
/// They may change in any release. Other programs use a [`Generator`].
pub mod stages {
    pub use crate::config::{Config, Crates};
    pub use crate::files::FileSet;
    pub use crate::generate::Origin;
    pub use crate::package::packages;
    pub use crate::pipeline::read;
    pub use crate::update::write;
}
