//! The commands of a workspace with documents in `specs/`: `cargo xtask merge`, `codegen` and `lint`.

use crate::console::{Console, Exit};
use crate::flags::{LintFlags, ReadFlags};
use crate::output::{self, Stream};
use crate::watch;
use specwright::{Error, Outcome, Stage, Workspace, shown};
use std::env;
use std::path::Path;

/// Changes to the folder of the workspace, and reads the settings of its APIs.
pub(crate) fn open(root: &Path, only: Option<&str>, console: &Console) -> Result<Workspace, Exit> {
    env::set_current_dir(root)
        .map_err(|error| console.fail(&format!("{}: {error}", shown(root))))?;
    let workspace = Workspace::open(only, console.report_format());
    let workspace = workspace.map_err(|error| console.fail_with_error(&error))?;
    let listener = console.clone();
    Ok(workspace.on_event(move |event| listener.event(&event)))
}

/// Shows the outcome of each API, and returns the worst exit status.
fn finish_each(
    results: impl Iterator<Item = Result<Outcome, Error>>,
    repair: &str,
    console: &Console,
) -> Exit {
    let ends = results.map(|result| console.finish(result, repair));
    ends.max().unwrap_or(Exit::Success)
}

/// Runs `cargo xtask merge`.
pub fn merge(root: &Path, check: bool, console: &Console) -> Exit {
    match open(root, None, console) {
        Ok(workspace) => {
            let workspace = workspace.check(check);
            finish_each(workspace.merge(), "cargo xtask merge", console)
        }
        Err(exit) => exit,
    }
}

/// Runs `cargo xtask codegen`.
pub fn codegen(root: &Path, only: Option<&str>, check: bool, console: &Console) -> Exit {
    let console = &console.with_settings();
    match open(root, only, console) {
        Ok(workspace) => {
            let workspace = workspace.check(check);
            finish_each(workspace.codegen(), "cargo xtask codegen", console)
        }
        Err(exit) => exit,
    }
}

/// Runs `cargo xtask codegen --dump`: prints a stage of every API, and writes nothing.
pub fn dump(root: &Path, only: Option<&str>, stage: Stage, console: &Console) -> Exit {
    let console = &console.with_settings();
    let workspace = match open(root, only, console) {
        Ok(workspace) => workspace,
        Err(exit) => return exit,
    };
    let print = |result: Result<String, Error>| match result {
        Ok(text) => {
            output::write(Stream::Output, &text);
            Exit::Success
        }
        Err(error) => console.fail_with_error(&error),
    };
    let ends = workspace.dump(stage).map(print);
    ends.max().unwrap_or(Exit::Success)
}

/// Runs `cargo xtask lint`.
pub fn lint(root: &Path, read: &ReadFlags, flags: &LintFlags, console: &Console) -> Exit {
    let workspace = match open(root, None, console) {
        Ok(workspace) => workspace,
        Err(exit) => return exit,
    };
    let (read, options) = (read.options(), flags.options());
    let found = workspace.lint(&read, &options);
    let ends = found.map(|found| console.finish_lint(found, flags));
    ends.max().unwrap_or(Exit::Success)
}

/// Runs `cargo xtask codegen --watch`: merges and generates after each change of a document, a page or settings, until interrupted.
pub fn watch(root: &Path, only: Option<&str>, console: &Console) -> Exit {
    if let Err(error) = env::set_current_dir(root) {
        return console.fail(&format!("{}: {error}", shown(root)));
    }
    let run = || {
        if merge(Path::new("."), false, console) == Exit::Success {
            codegen(Path::new("."), only, false, console);
        }
        console.print_status("watching specs/ (press Ctrl+C to stop)");
    };
    let error = watch::repeat(|| Workspace::inputs(only), run);
    console.fail_with_error(&error)
}
