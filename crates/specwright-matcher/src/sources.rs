//! The sources of this crate, for the generator, which writes them beside the crates that it generates.
//!
//! A list instead of a build script: it is complete in a package of this crate, and a test compares it with the folder.

/// Lists the files of a crate: the path of each below the file that uses this macro, and its text.
#[doc(hidden)]
#[macro_export]
macro_rules! source_files {
    ($($path:literal,)*) => {
        &[$(($path, include_str!($path))),*]
    };
}

/// The path of each file below `src`, and its text. Files of tests are not listed.
pub const FILES: &[(&str, &str)] = source_files![
    "backtrack.rs",
    "budget.rs",
    "class.rs",
    "code.rs",
    "lib.rs",
    "machine.rs",
    "nfa.rs",
    "program.rs",
    "scan.rs",
    "table.rs",
];
