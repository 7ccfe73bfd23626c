//! `specwright doctor`: a page about a document, as text, HTML or JSON.

mod html;
mod text;
mod words;

use crate::console::{Console, Exit, Format};
use crate::flags::ReadFlags;
use crate::output::{self, Stream};
use crate::workspace;
use specwright::checkup::Verdict;
use specwright::{Checkup, Error};
use std::path::Path;

/// Runs `specwright doctor`.
pub fn run(document: &Path, read: &ReadFlags, console: &Console) -> Exit {
    match read.generator(document) {
        Ok(generator) => finish(console.listen_to(generator).checkup(), console),
        Err(error) => console.fail(&format!("standard input: {error}")),
    }
}

/// Runs `cargo xtask doctor`.
pub fn run_workspace(root: &Path, only: Option<&str>, console: &Console) -> Exit {
    let console = &console.with_settings();
    match workspace::open(root, only, console) {
        Ok(workspace) => {
            let checkups = workspace.checkups();
            let ends = checkups.map(|checkup| finish(checkup, console));
            ends.max().unwrap_or(Exit::Success)
        }
        Err(exit) => exit,
    }
}

/// Prints a checkup. A document that is refused is an error of the document.
fn finish(checkup: Result<Checkup, Error>, console: &Console) -> Exit {
    let checkup = match checkup {
        Ok(checkup) => checkup,
        Err(error) => return console.fail_with_error(&error),
    };
    console.stop_progress();
    let page = match console.format() {
        Format::Human => text::page(&checkup),
        Format::Html => html::page(&checkup),
        Format::Json => match serde_json::to_string_pretty(&checkup) {
            Ok(json) => json + "\n",
            Err(error) => return console.fail(&format!("--format json: {error}")),
        },
        Format::Sarif | Format::Github | Format::Markdown | Format::Junit => {
            checkup.diagnostics.text().to_owned()
        }
    };
    output::write(Stream::Output, &page);
    match checkup.verdict {
        Verdict::Ready | Verdict::Repaired => Exit::Success,
        Verdict::Refused => Exit::Errors,
    }
}
