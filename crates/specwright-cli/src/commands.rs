//! The commands of the program, for any document.

use crate::console::{Console, Exit};
use crate::flags::Reading;
use crate::output::{self, Stream};
use specwright::{Error, Generator, Merger, Part, shown};
use specwright_spec::{Code, nearest, quote};
use std::path::{Path, PathBuf};

/// The flags of `specwright generate`.
#[derive(Clone, Debug)]
pub struct Generate {
    /// The document.
    pub document: PathBuf,
    /// The way it is read.
    pub reading: Reading,
    /// The folder to write the crates into.
    pub out: PathBuf,
    /// The beginning of the crates' names (default: the document's file name).
    pub name: Option<String>,
    /// The parts to write.
    pub parts: Vec<Part>,
    /// True if nothing is written, and the run checks that all is fresh.
    pub check: bool,
}

/// `specwright generate`
pub fn generate(flags: &Generate, console: &Console) -> Exit {
    let mut generator = Generator::new(&flags.document)
        .out(&flags.out)
        .only(flags.parts.iter().copied())
        .check(flags.check);
    if let Some(name) = &flags.name {
        generator = generator.name(name);
    }
    let generator = flags.reading.apply(console.listen_to(generator));
    match generator.run() {
        Err(error @ Error::InvalidName(_)) => {
            console.fail(&format!("{error}; choose one with --name"))
        }
        result => {
            let repair = format!(
                "specwright generate {}{} --out {}",
                shown(&flags.document),
                flags.reading.written(),
                shown(&flags.out)
            );
            console.finish(result, &repair)
        }
    }
}

/// `specwright lint`
pub fn lint(
    documents: &[PathBuf],
    reading: &Reading,
    deny_warnings: bool,
    console: &Console,
) -> Exit {
    let lint_one = |document: &PathBuf| {
        let generator = console.listen_to(Generator::new(document));
        console.judge(reading.apply(generator).lint(), deny_warnings)
    };
    documents.iter().map(lint_one).max().unwrap_or(Exit::Fresh)
}

/// `specwright merge`
pub fn merge(folder: &Path, out: &Path, check: bool, console: &Console) -> Exit {
    if out.file_name().is_none() {
        return console.fail(&format!("--out {}: not the name of a file", shown(out)));
    }
    let listener = console.clone();
    let result = Merger::new(folder)
        .out(out)
        .check(check)
        .report_format(console.report_format())
        .on_event(move |event| listener.event(&event))
        .run();
    let repair = format!("specwright merge {} --out {}", shown(folder), shown(out));
    console.finish(result, &repair)
}

/// Prints the support of every field and keyword.
pub fn support() -> Exit {
    output::write(Stream::Output, &specwright_spec::support_page());
    Exit::Fresh
}

/// Prints the explanation of a code.
pub fn explain(code: &str, console: &Console) -> Exit {
    if let Some(code) = Code::parse(code) {
        output::write(Stream::Output, &code.explanation());
        return Exit::Fresh;
    }
    let names = Code::ALL
        .iter()
        .flat_map(|code| [code.as_str(), code.name()]);
    let hint =
        nearest(code, names).map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
    let code = quote(code);
    console.fail(&format!("unknown diagnostic code {code}{hint}"))
}

impl Console {
    /// Sets the format of findings, and shows the events of a run.
    fn listen_to(&self, generator: Generator) -> Generator {
        let listener = self.clone();
        generator
            .report_format(self.report_format())
            .on_event(move |event| listener.event(&event))
    }

    /// Shows the findings of a document, and returns the end that they deserve.
    pub(crate) fn judge(
        &self,
        found: Result<specwright::Diagnostics, Error>,
        deny_warnings: bool,
    ) -> Exit {
        match found {
            Ok(diagnostics) => {
                let denied = deny_warnings && diagnostics.has_warnings();
                let least = if denied { Exit::Errors } else { Exit::Fresh };
                self.report(&diagnostics).max(least)
            }
            Err(error) => self.fail_with(&error),
        }
    }
}
