//! The Specwright pipeline: a document in, Rust crates out.
//!
//! [`pipeline`] is the whole of it on one screen; [`commands`] is what the program does, [`workspace`] the same for a
//! workspace that keeps its documents in `specs/` and its generated crates in `crates/`.

// Both panic where nobody reads any more; `output` does not.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod config;
pub mod console;
pub mod output;

pub mod pipeline;
mod print;
pub mod reading;

pub mod files;
pub mod format;
pub mod generate;
pub mod manifest;
mod nesting;
pub mod package;
pub mod record;
pub mod sync;

pub mod commands;
pub mod update;
pub mod workspace;
