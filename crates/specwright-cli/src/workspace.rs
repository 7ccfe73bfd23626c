//! The commands of a workspace that keeps its documents in `specs/`: `cargo xtask merge`, `codegen` and `lint`.

use crate::console::{Console, Exit};
use crate::flags::Reading;
use crate::output::{self, Stream};
use specwright::{Error, Outcome, Stage, Workspace, shown};
use std::path::Path;
use std::time::Duration;
use std::{env, thread};

/// Makes the workspace the current folder, and reads the settings of its APIs.
fn enter(root: &Path, only: Option<&str>, console: &Console) -> Result<Workspace, Exit> {
    env::set_current_dir(root)
        .map_err(|error| console.fail(&format!("{}: {error}", shown(root))))?;
    let workspace = Workspace::open(only, console.report_format());
    let workspace = workspace.map_err(|error| console.fail_with(&error))?;
    let listener = console.clone();
    Ok(workspace.on_event(move |event| listener.event(&event)))
}

/// Shows what became of every API, one after the other, and returns the worst end.
fn finish_each(
    results: impl Iterator<Item = Result<Outcome, Error>>,
    repair: &str,
    console: &Console,
) -> Exit {
    let ends = results.map(|result| console.finish(result, repair));
    ends.max().unwrap_or(Exit::Fresh)
}

/// `cargo xtask merge`
pub fn merge(root: &Path, check: bool, console: &Console) -> Exit {
    match enter(root, None, console) {
        Ok(workspace) => {
            let workspace = workspace.check(check);
            finish_each(workspace.merge(), "cargo xtask merge", console)
        }
        Err(exit) => exit,
    }
}

/// `cargo xtask codegen`
pub fn codegen(root: &Path, only: Option<&str>, check: bool, console: &Console) -> Exit {
    match enter(root, only, console) {
        Ok(workspace) => {
            let workspace = workspace.check(check);
            finish_each(workspace.codegen(), "cargo xtask codegen", console)
        }
        Err(exit) => exit,
    }
}

/// `cargo xtask codegen --dump`: prints a stage of every API, and writes nothing.
pub fn dump(root: &Path, only: Option<&str>, stage: Stage, console: &Console) -> Exit {
    let workspace = match enter(root, only, console) {
        Ok(workspace) => workspace,
        Err(exit) => return exit,
    };
    let print = |result: Result<String, Error>| match result {
        Ok(text) => {
            output::write(Stream::Output, &text);
            Exit::Fresh
        }
        Err(error) => console.fail_with(&error),
    };
    let ends = workspace.dump(stage).map(print);
    ends.max().unwrap_or(Exit::Fresh)
}

/// `cargo xtask lint`
pub fn lint(root: &Path, reading: &Reading, deny_warnings: bool, console: &Console) -> Exit {
    let workspace = match enter(root, None, console) {
        Ok(workspace) => workspace,
        Err(exit) => return exit,
    };
    let options = reading.options();
    let found = workspace.lint(&options);
    let ends = found.map(|found| console.judge(found, deny_warnings));
    ends.max().unwrap_or(Exit::Fresh)
}

/// `cargo xtask codegen --watch`: merges and generates whenever a document, a page or a setting has changed, until it is
/// interrupted.
///
/// It looks at the files' times twice a second: there are few, and no system's way of telling of changes is missed.
pub fn watch(root: &Path, only: Option<&str>, console: &Console) -> Exit {
    if let Err(error) = env::set_current_dir(root) {
        return console.fail(&format!("{}: {error}", shown(root)));
    }
    let mut seen = None;
    loop {
        let now = match Workspace::inputs(only) {
            Ok(now) => now,
            Err(error) => return console.fail_with(&error),
        };
        if seen.as_ref() != Some(&now) {
            seen = Some(now);
            if merge(Path::new("."), false, console) == Exit::Fresh {
                codegen(Path::new("."), only, false, console);
            }
            console.say("watching specs/; interrupt to end");
        }
        thread::sleep(Duration::from_millis(500));
    }
}
