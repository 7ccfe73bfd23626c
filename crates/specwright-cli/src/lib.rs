//! The commands of the program `specwright`, and those of a workspace, as `cargo xtask` runs them: flags in, texts and an exit
//! status out. The work is in the library, [`specwright`].

// Both panic where nobody reads any more; `output` does not.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod console;
pub mod flags;
pub mod output;

mod progress;
mod watch;

pub mod commands;
pub mod diff;
pub mod doctor;
pub mod workspace;
