//! Flags of several commands.

use clap::{Args, ValueEnum};
use specwright::{Generator, Part, ReadOptions, Stage, shown};
use std::path::PathBuf;

/// The flags of every command that reads a document; each takes precedence over `specwright.toml`.
#[derive(Args, Clone, Debug, Default)]
pub struct ReadFlags {
    /// Repair faults that have a known repair, with a warning for each.
    #[arg(long)]
    pub lenient: bool,
    /// Root folder that references must stay in [default: folder of the document].
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Overlay to apply to the document (repeatable).
    #[arg(long = "overlay", value_name = "FILE")]
    pub overlays: Vec<PathBuf>,
}

impl ReadFlags {
    /// Returns the options of the library.
    pub fn options(&self) -> ReadOptions {
        ReadOptions {
            lenient: self.lenient,
            root: self.root.clone(),
            overlays: self.overlays.clone(),
        }
    }

    /// Sets the options of a generator.
    #[must_use]
    pub fn apply(&self, generator: Generator) -> Generator {
        let generator = generator.lenient(self.lenient);
        let overlays = self.overlays.iter();
        let generator = overlays.fold(generator, |it, overlay| it.overlay(overlay));
        match &self.root {
            Some(root) => generator.root(root),
            None => generator,
        }
    }

    /// Returns the flags as written on a command line.
    pub fn to_arguments(&self) -> String {
        let lenient = if self.lenient { " --lenient" } else { "" };
        let root = self
            .root
            .as_ref()
            .map(|root| format!(" --root {}", shown(root)));
        let overlays = self.overlays.iter();
        let overlays: String = overlays
            .map(|overlay| format!(" --overlay {}", shown(overlay)))
            .collect();
        format!("{}{lenient}{overlays}", root.unwrap_or_default())
    }
}

/// A value of `--only`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PartName {
    /// Models and operation types.
    Types,
    /// Client.
    Client,
    /// Server stubs.
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

/// A value of `--dump`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum StageName {
    /// Resolved and checked document.
    Document,
    /// Intermediate representation.
    Ir,
    /// Tokens of each generated file.
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
