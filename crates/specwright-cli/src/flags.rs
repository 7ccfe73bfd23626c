//! Flags that several commands have.

use clap::{Args, ValueEnum};
use specwright::{Generator, Part, ReadOptions, Stage, shown};
use std::path::PathBuf;

/// The flags of every command that reads a document; each goes before what `specwright.toml` says.
#[derive(Args, Clone, Debug, Default)]
pub struct Reading {
    /// Repair what can be repaired in a document, with a warning each.
    #[arg(long)]
    pub lenient: bool,
    /// The folder that no reference may leave; that of the document unless told.
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
}

impl Reading {
    /// The options of the library that the flags stand for.
    pub fn options(&self) -> ReadOptions {
        ReadOptions {
            lenient: self.lenient,
            root: self.root.clone(),
        }
    }

    /// Sets the options of a generator.
    #[must_use]
    pub fn apply(&self, generator: Generator) -> Generator {
        let generator = generator.lenient(self.lenient);
        match &self.root {
            Some(root) => generator.root(root),
            None => generator,
        }
    }

    /// The flags, as they are written.
    pub fn written(&self) -> String {
        let lenient = if self.lenient { " --lenient" } else { "" };
        let root = self
            .root
            .as_ref()
            .map(|root| format!(" --root {}", shown(root)));
        format!("{}{lenient}", root.unwrap_or_default())
    }
}

/// A part, as `--only` names it.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PartName {
    /// The models and operation values.
    Types,
    /// The client.
    Client,
    /// The server stubs.
    Server,
}

impl From<PartName> for Part {
    fn from(part: PartName) -> Self {
        match part {
            PartName::Types => Self::Types,
            PartName::Client => Self::Client,
            PartName::Server => Self::Server,
        }
    }
}

/// A stage, as `--dump` names it.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum StageName {
    /// The document, resolved and checked.
    Document,
    /// The API in the terms of Rust.
    Ir,
    /// The tokens of each file.
    Tokens,
}

impl From<StageName> for Stage {
    fn from(stage: StageName) -> Self {
        match stage {
            StageName::Document => Self::Document,
            StageName::Ir => Self::Ir,
            StageName::Tokens => Self::Tokens,
        }
    }
}
