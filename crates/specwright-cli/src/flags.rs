//! Flags of several commands.

use clap::{Args, ValueEnum};
use specwright::{Generator, Part, ReadOptions, Selection, Selector, SelectorOrigin, Stage, shown};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The flags of every command that reads a document; each takes precedence over `specwright.toml`.
#[derive(Args, Clone, Debug, Default)]
pub struct ReadFlags {
    /// Repair faults that have a known repair, with a warning for each [default of `generate`].
    #[arg(long, conflicts_with = "strict")]
    pub lenient: bool,
    /// Refuse documents with faults [default of all other commands].
    #[arg(long)]
    pub strict: bool,
    /// Root folder that references must stay in [default: folder of the document].
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Overlay to apply to the document (repeatable).
    #[arg(long = "overlay", value_name = "FILE")]
    pub overlays: Vec<PathBuf>,
    /// Settings [default: specwright.toml beside the document, if it exists].
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Operations to generate: tag:NAME, path:/PATH, "GET /PATH", method:GET, operationId:NAME, webhook:NAME or x-internal; names and
    /// paths may have `*` [default: all].
    #[arg(long, value_name = "SELECTOR")]
    pub include: Vec<Selector>,
    /// Operations to leave out of those.
    #[arg(long, value_name = "SELECTOR")]
    pub exclude: Vec<Selector>,
}

/// The name of standard input as a document.
const STANDARD_INPUT: &str = "-";

/// The name of a document from standard input in diagnostics.
const SHOWN: &str = "<stdin>";

/// Returns true if a document is read from standard input.
pub(crate) fn is_standard_input(document: &Path) -> bool {
    document == Path::new(STANDARD_INPUT)
}

impl ReadFlags {
    /// Returns the options of the library.
    pub fn options(&self) -> ReadOptions {
        ReadOptions {
            lenient: self.lenient(),
            root: self.root.clone(),
            overlays: self.overlays.clone(),
            selection: Selection {
                include: of_flag("--include", &self.include).collect(),
                exclude: of_flag("--exclude", &self.exclude).collect(),
            },
            ..ReadOptions::default()
        }
    }

    /// Returns a generator for a document, which is read from standard input if it is `-`.
    ///
    /// # Errors
    ///
    /// If standard input cannot be read.
    pub(crate) fn generator(&self, document: &Path) -> io::Result<Generator> {
        if !is_standard_input(document) {
            return Ok(self.apply(Generator::new(document)));
        }
        let mut text = Vec::new();
        io::stdin().lock().read_to_end(&mut text)?;
        Ok(self.apply(Generator::new(SHOWN).text(text)))
    }

    /// Returns true to repair faults and false to refuse them; none if no flag is set.
    fn lenient(&self) -> Option<bool> {
        (self.lenient || self.strict).then_some(self.lenient)
    }

    /// Sets the options of a generator.
    fn apply(&self, generator: Generator) -> Generator {
        let generator = match self.lenient() {
            Some(lenient) => generator.lenient(lenient),
            None => generator,
        };
        let generator = generator
            .include(of_flag("--include", &self.include))
            .exclude(of_flag("--exclude", &self.exclude));
        let generator = match &self.config {
            Some(file) => generator.settings(file),
            None => generator,
        };
        let overlays = self.overlays.iter();
        let generator = overlays.fold(generator, |it, overlay| it.overlay(overlay));
        match &self.root {
            Some(root) => generator.root(root),
            None => generator,
        }
    }

    /// Returns the flags as written on a command line.
    pub fn to_arguments(&self) -> String {
        let lenient = match self.lenient() {
            Some(true) => " --lenient",
            Some(false) => " --strict",
            None => "",
        };
        let root = self
            .root
            .as_ref()
            .map(|root| format!(" --root {}", shown(root)));
        let overlays = self.overlays.iter();
        let overlays: String = overlays
            .map(|overlay| format!(" --overlay {}", shown(overlay)))
            .collect();
        let config = self
            .config
            .as_ref()
            .map(|file| format!(" --config {}", shown(file)));
        let selectors = |flag: &str, list: &[Selector]| -> String {
            let quoted = list.iter().map(|it| it.as_str().replace('\'', "'\\''"));
            quoted.map(|it| format!(" {flag} '{it}'")).collect()
        };
        let include = selectors("--include", &self.include);
        let exclude = selectors("--exclude", &self.exclude);
        format!(
            "{}{}{lenient}{overlays}{include}{exclude}",
            root.unwrap_or_default(),
            config.unwrap_or_default()
        )
    }
}

/// Returns the selectors of a flag with their places.
fn of_flag(flag: &str, selectors: &[Selector]) -> impl Iterator<Item = Selector> {
    selectors.iter().map(move |it| {
        it.clone().at(SelectorOrigin {
            path: flag.into(),
            text: it.as_str().into(),
            range: 0..it.as_str().len(),
        })
    })
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
