//! The commands of the program `specwright`.

use crate::console::{Console, Exit};
use crate::flags::{LintFlags, ReadFlags, is_standard_input};
use crate::output::{self, Stream};
use crate::watch;
use specwright::{Error, Generator, Layout, Linted, Merger, Overlayer, Part, Runtime, shown};
use specwright_spec::{Code, LintRule, nearest, quote};
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// The flags of `specwright generate`.
#[derive(Clone, Debug)]
pub struct Generate {
    /// The document.
    pub document: PathBuf,
    /// The flags for reading it.
    pub read: ReadFlags,
    /// The output folder of the crates, or the folder of the module.
    pub out: PathBuf,
    /// The arrangement of the code (default: as the settings say, or else a crate for each part).
    pub layout: Option<Layout>,
    /// The crate name prefix (default: the file name of the document).
    pub name: Option<String>,
    /// The parts to generate (default: all).
    pub parts: Option<Vec<Part>>,
    /// The runtime that the crates depend on (default: a bundled one).
    pub runtime: Option<Runtime>,
    /// True if a bundled runtime has samples.
    pub samples: bool,
    /// True if the crates have a feature for each tag.
    pub tag_features: bool,
    /// True if the run writes nothing and checks that all files are up to date.
    pub check: bool,
}

impl Generate {
    /// Returns the command that writes what a check finds missing.
    fn to_command(&self) -> String {
        let name = self.name.as_ref();
        let name = name.map(|name| format!(" --name {}", shown(Path::new(name))));
        let features = match self.tag_features {
            true => " --features tags",
            false => "",
        };
        let layout = self.layout.map(|it| format!(" --layout {it}"));
        format!(
            "specwright generate {}{}{}{features} --out {}{}",
            shown(&self.document),
            self.read.to_arguments(),
            layout.unwrap_or_default(),
            shown(&self.out),
            name.unwrap_or_default()
        )
    }
}

/// Runs `specwright generate`.
pub fn generate(flags: &Generate, console: &Console) -> Exit {
    generate_once(flags, console).0
}

/// Runs `specwright generate --watch`: generates after each change of the document, the files that it refers to, or the settings, until
/// interrupted.
pub fn watch(flags: &Generate, console: &Console) -> Exit {
    if is_standard_input(&flags.document) {
        return console.fail("standard input cannot be watched; save the document to a file");
    }
    let files = RefCell::new(watch::Files::default());
    let beside = || flags.document.with_file_name("specwright.toml");
    let settings = flags.read.config.clone().unwrap_or_else(beside);
    files.borrow_mut().add([flags.document.clone(), settings]);
    let run = || {
        let inputs = generate_once(flags, console).1;
        files.borrow_mut().add(inputs);
        console.print_status(&format!(
            "watching {} (press Ctrl+C to stop)",
            shown(&flags.document)
        ));
    };
    watch::repeat(|| Ok(files.borrow_mut().changes()), run)
}

/// Generates the crates; returns the exit status and the files that were read.
fn generate_once(flags: &Generate, console: &Console) -> (Exit, Vec<PathBuf>) {
    if is_standard_input(&flags.document) && flags.name.is_none() {
        let text = "standard input has no name; use --name to choose a crate name prefix";
        return (console.fail(text), Vec::new());
    }
    let mut generator = match flags.read.generator(&flags.document) {
        Ok(generator) => console.listen_to(generator),
        Err(error) => {
            return (
                console.fail(&format!("standard input: {error}")),
                Vec::new(),
            );
        }
    };
    generator = generator
        .out(&flags.out)
        .samples(flags.samples)
        .tag_features(flags.tag_features)
        .check(flags.check);
    if let Some(runtime) = &flags.runtime {
        generator = generator.runtime(runtime.clone());
    }
    if let Some(name) = &flags.name {
        generator = generator.name(name);
    }
    if let Some(layout) = flags.layout {
        generator = generator.layout(layout);
    }
    if let Some(parts) = &flags.parts {
        generator = generator.only(parts.iter().copied());
    }
    let result = generator.run();
    let inputs = match &result {
        Ok(outcome) => outcome.inputs.clone(),
        Err(error) => error.inputs(),
    };
    let exit = match result {
        Err(error @ Error::InvalidName(_)) => {
            console.fail(&format!("{error}; use --name to choose a prefix"))
        }
        result => {
            let repair = flags.to_command();
            console.finish(result, &repair)
        }
    };
    (exit, inputs)
}

/// Runs `specwright lint`.
pub fn lint(documents: &[PathBuf], read: &ReadFlags, flags: &LintFlags, console: &Console) -> Exit {
    let lint_one = |document: &PathBuf| match read.generator(document) {
        Ok(generator) => {
            let linted = console.listen_to(generator).lint_with(&flags.options());
            console.finish_lint(linted, flags)
        }
        Err(error) => console.fail(&format!("standard input: {error}")),
    };
    documents
        .iter()
        .map(lint_one)
        .max()
        .unwrap_or(Exit::Success)
}

/// Runs `specwright init`: writes the settings of a document, or prints the JSON Schema of settings.
pub fn init(document: Option<&Path>, console: &Console) -> Exit {
    let Some(document) = document else {
        output::write(Stream::Output, specwright::settings_schema());
        return Exit::Success;
    };
    match specwright::init(document) {
        Ok(path) => {
            console.print_status(&format!("wrote {}", shown(&path)));
            Exit::Success
        }
        Err(error) => console.fail_with_error(&error),
    }
}

/// Runs `specwright merge`.
pub fn merge(folder: &Path, out: &Path, check: bool, console: &Console) -> Exit {
    if out.file_name().is_none() {
        return console.fail(&format!("--out {}: not a file name", shown(out)));
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

/// Runs `specwright overlay`: prints the document with its overlays, or writes it to a file.
pub fn overlay(document: &Path, read: &ReadFlags, out: Option<&Path>, console: &Console) -> Exit {
    if out.is_none() && console.reports_to_output() {
        return console
            .fail("--format: the document is printed too; use --out to write it to a file");
    }
    let overlayer = Overlayer::new(document).read(read.options());
    let applied = match overlayer.report_format(console.report_format()).apply() {
        Ok(applied) => applied,
        Err(error) => return console.fail_with_error(&error),
    };
    console.report(&applied.diagnostics);
    let Some(out) = out else {
        output::write(Stream::Output, &applied.text);
        return Exit::Success;
    };
    match applied.write(out) {
        Ok(true) => console.print_status(&format!("wrote {}", shown(out))),
        Ok(false) => console.print_status("up to date: nothing to write"),
        Err(error) => return console.fail_with_error(&error),
    }
    Exit::Success
}

/// Prints the support for every field and keyword.
pub fn support() -> Exit {
    output::write(Stream::Output, &specwright_spec::support_page());
    Exit::Success
}

/// Prints all codes with their severities and titles, and the rules of `lint` with their levels.
fn list_codes() -> Exit {
    let line = |code: &Code| {
        let (severity, name) = (code.severity().as_str(), code.name());
        format!(
            "{}  {severity:7}  {name}: {}\n",
            code.as_str(),
            code.title()
        )
    };
    let rule = |rule: &'static LintRule| {
        let LintRule { id, title, .. } = rule;
        format!(
            "{:11}  {:7}  {id}: {title}\n",
            rule.level.as_str(),
            rule.severity.as_str()
        )
    };
    let faults = Code::ALL.iter().map(line);
    let lines: String = faults.chain(specwright_lint::rules().map(rule)).collect();
    output::write(Stream::Output, &lines);
    Exit::Success
}

/// Returns the names that contain a text, or else the one that is most similar to it.
fn similar_codes(text: &str) -> Vec<String> {
    const SHOWN: usize = 4;
    let lower = text.to_ascii_lowercase();
    let rules = || specwright_lint::rules().map(|rule| rule.id);
    let containing = Code::ALL.iter().map(|code| code.name()).chain(rules());
    let containing = containing.filter(|name| lower.len() > 2 && name.contains(&lower));
    let faults = || Code::ALL.iter().flat_map(|it| [it.as_str(), it.name()]);
    let names = || faults().chain(rules());
    let mut found: Vec<&str> = containing.take(SHOWN).collect();
    if found.is_empty() {
        found.extend(nearest(text, names()));
    }
    found.into_iter().map(|it| format!("`{it}`")).collect()
}

/// Prints the explanation of a code; without one, all codes.
pub fn explain(code: Option<&str>, console: &Console) -> Exit {
    let Some(code) = code else {
        return list_codes();
    };
    if let Some(code) = specwright_lint::code(code) {
        output::write(Stream::Output, &code.explanation());
        return Exit::Success;
    }
    let hint = match similar_codes(code).as_slice() {
        [] => String::new(),
        [rest @ .., last] if !rest.is_empty() => {
            format!("; did you mean {} or {last}?", rest.join(", "))
        }
        names => format!("; did you mean {}?", names.join(", ")),
    };
    let code = quote(code);
    console.fail(&format!(
        "unknown diagnostic code {code}{hint}; `specwright explain` lists all codes"
    ))
}

impl Console {
    /// Sets the format of diagnostics, and shows the events of a run.
    pub(crate) fn listen_to(&self, generator: Generator) -> Generator {
        let listener = self.clone();
        generator
            .report_format(self.report_format())
            .on_event(move |event| listener.event(&event))
    }

    /// Shows the repairs and the diagnostics of a document, and returns the exit status.
    pub(crate) fn finish_lint(&self, linted: Result<Linted, Error>, flags: &LintFlags) -> Exit {
        match linted {
            Ok(linted) => {
                let denied = flags.denies_warnings() && linted.diagnostics.has_warnings();
                let least = if denied { Exit::Errors } else { Exit::Success };
                let exit = self.report(&linted.diagnostics).max(least);
                if flags.repairs() {
                    self.print_status(&repairs(&linted));
                }
                exit
            }
            Err(error) => self.fail_with_error(&error),
        }
    }
}

/// Summarizes repairs, such as `repaired 3 findings in api.yaml`.
fn repairs(linted: &Linted) -> String {
    let written: Vec<String> = linted
        .written
        .iter()
        .map(|it| shown(it).to_string())
        .collect();
    let findings = |count: usize| match count {
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    let mut text = match linted.repaired {
        0 => "no finding was repaired".to_owned(),
        count => format!("repaired {} in {}", findings(count), written.join(", ")),
    };
    if linted.skipped > 0 {
        text.push_str(&format!(
            "; {} cannot be repaired without changing text beside it",
            findings(linted.skipped)
        ));
    }
    text
}
