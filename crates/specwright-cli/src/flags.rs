//! Flags of several commands.

use clap::{Args, ValueEnum};
use specwright::{
    Generator, Layout, LintOptions, Part, ReadOptions, RepairKind, Selection, Selector,
    SelectorOrigin, Setting, Stage, shown,
};
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

/// The flags of `lint`.
#[derive(Args, Clone, Debug, Default)]
pub struct LintFlags {
    /// Findings to treat as errors (exit status 1).
    #[arg(long, value_name = "FINDINGS", value_parser = ["warnings"])]
    deny: Option<String>,
    /// Severity of a rule or level (repeatable): `style=warning`, `tag-order=off` [default: as in specwright.toml].
    #[arg(long = "rule", value_name = "RULE=SEVERITY", value_parser = rule)]
    rules: Vec<(String, Setting)>,
    /// Report the findings that specwright.toml accepts, too.
    #[arg(long)]
    accepted: bool,
    /// Repair the document: what does not change its meaning, or with `likely` also the most likely of several repairs.
    #[arg(
        long,
        value_name = "REPAIRS",
        value_enum,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "certain"
    )]
    fix: Option<RepairName>,
    /// Write the repairs as an overlay instead [with --fix=certain by default].
    #[arg(long, value_name = "FILE")]
    fix_overlay: Option<PathBuf>,
}

/// A value of `--fix`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum RepairName {
    /// Repairs that do not change the meaning of the document.
    Certain,
    /// Those, and the most likely ones of several.
    Likely,
}

/// Parses `RULE=SEVERITY`.
fn rule(text: &str) -> Result<(String, Setting), String> {
    let (rule, severity) = text.split_once('=').ok_or("expected `RULE=SEVERITY`")?;
    let mut options = LintOptions::default();
    let setting = Setting::parse(severity)?;
    options.set(rule, setting)?;
    Ok((rule.to_owned(), setting))
}

impl LintFlags {
    /// Returns true if warnings are treated as errors.
    pub(crate) fn denies_warnings(&self) -> bool {
        self.deny.is_some()
    }

    /// Returns true if repairs are written.
    pub(crate) fn repairs(&self) -> bool {
        self.fix.is_some() || self.fix_overlay.is_some()
    }

    /// Returns the options of the library.
    pub fn options(&self) -> LintOptions {
        let certain = self.repairs().then_some(RepairKind::Certain);
        let mut options = LintOptions::default();
        options.severities.extend(self.rules.iter().cloned());
        options.accepted = self.accepted;
        options.repairs = match self.fix {
            Some(RepairName::Likely) => Some(RepairKind::Likely),
            _ => certain,
        };
        options.overlay.clone_from(&self.fix_overlay);
        options
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

/// A value of `--layout`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LayoutName {
    /// A crate for each part.
    Crates,
    /// One crate with features `client` and `server`.
    Crate,
    /// A module of a crate.
    Module,
}

impl From<LayoutName> for Layout {
    fn from(layout: LayoutName) -> Self {
        match layout {
            LayoutName::Crates => Self::Crates,
            LayoutName::Crate => Self::Crate,
            LayoutName::Module => Self::Module,
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
