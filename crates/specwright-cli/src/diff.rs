//! `specwright diff` and `cargo xtask diff`: two documents compared by meaning.

use crate::console::{Console, Exit, Format};
use crate::flags::ReadFlags;
use crate::output::{self, Stream};
use clap::{Args, ValueEnum};
use specwright::diff::Date;
use specwright::diff::report::{Comparison, Grade};
use specwright::{Comparer, DocumentSource, Error, shown};
use std::path::Path;

/// The formats that only comparisons, and some of them other results, are written in.
pub const DIFF_FORMATS: [Format; 3] = [Format::Markdown, Format::Html, Format::Junit];

/// The flags of `diff`.
#[derive(Args, Clone, Debug)]
pub struct DiffFlags {
    /// Old and new document: files, or REV:PATH of git. One document is compared with itself where its branch left the main branch.
    #[arg(value_name = "OLD NEW", required = true, num_args = 1..=2)]
    documents: Vec<DocumentSource>,
    #[command(flatten)]
    read: ReadFlags,
    /// Branch whose merge base with HEAD is the old document [default: origin/HEAD, origin/main, origin/master, main or master].
    #[arg(long, value_name = "BRANCH")]
    base: Option<String>,
    /// Grades of changes that exit with status 1: this one and those that are worse.
    #[arg(long, value_name = "GRADE", value_enum, default_value_t = FailOn::Breaking)]
    fail_on: FailOn,
    /// Day that sunset dates and ignored changes are compared with [default: today, in UTC].
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
}

/// A value of `--fail-on`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Changes that break old clients or servers.
    Breaking,
    /// Those, and changes that cannot be decided.
    Undecided,
    /// Those, and changes that may break some.
    Risky,
    /// None.
    Never,
}

impl FailOn {
    /// Returns true if a change of this grade fails the run.
    fn includes(self, grade: Grade) -> bool {
        match self {
            Self::Never => false,
            Self::Breaking => grade <= Grade::Breaking,
            Self::Undecided => grade <= Grade::Undecided,
            Self::Risky => grade <= Grade::Risky,
        }
    }
}

/// Runs `specwright diff`.
pub fn diff(flags: &DiffFlags, console: &Console) -> Exit {
    let comparer = match comparer(flags) {
        Ok(Some(comparer)) => comparer,
        Ok(None) => {
            console.print_status("nothing to compare: the document is new on this branch");
            return Exit::Success;
        }
        Err(error) => return console.fail_with_error(&error),
    };
    let mut comparer = comparer
        .read(flags.read.options())
        .report_format(console.report_format());
    if let Some(file) = &flags.read.config {
        comparer = comparer.settings(file);
    }
    if let Some(today) = flags.today {
        comparer = comparer.today(today);
    }
    match comparer.run() {
        Ok(comparison) => finish(&comparison, flags.fail_on, console),
        Err(error) => console.fail_with_error(&error),
    }
}

fn comparer(flags: &DiffFlags) -> Result<Option<Comparer>, Error> {
    match flags.documents.as_slice() {
        [old, new] if flags.base.is_none() => Ok(Some(Comparer::new(old.clone(), new.clone()))),
        [DocumentSource::File(path)] => with_merge_base(path, flags),
        [source] => Err(Error::Configuration(format!(
            "`{source}` is compared with nothing; name the old and the new document, or only a file"
        ))),
        _ => Err(Error::Configuration(
            "--base finds the old document; name only the new one".to_owned(),
        )),
    }
}

fn with_merge_base(path: &Path, flags: &DiffFlags) -> Result<Option<Comparer>, Error> {
    if path.is_file() {
        return Comparer::with_merge_base(path, flags.base.as_deref());
    }
    Err(Error::Configuration(format!(
        "{}: file not found",
        shown(path)
    )))
}

/// Prints a comparison, and returns the exit status.
fn finish(comparison: &Comparison, fail_on: FailOn, console: &Console) -> Exit {
    let text = comparison.render(console.diff_format());
    let is_failure = comparison
        .findings
        .iter()
        .any(|it| fail_on.includes(it.grade()));
    let is_silent = console.is_quiet() && !is_failure && !console.reports_to_output();
    if !is_silent {
        output::write(Stream::Output, &text);
    }
    match is_failure {
        true => Exit::Errors,
        false => Exit::Success,
    }
}
