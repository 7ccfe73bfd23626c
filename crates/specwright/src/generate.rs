//! An API into the files of its crates, in memory.

use crate::config::Crates;
use crate::files::{FileSet, MARK};
use crate::format::format;
use crate::print::print;
use specwright_emit::{Purpose, Task};
use specwright_ir::Api;
use std::cmp::Reverse;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Where generated code says that it comes from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The command that wrote it: `cargo xtask codegen`.
    pub command: String,
    /// What it was written from: `specs/appmaker`.
    pub source: String,
}

impl Origin {
    /// The first line of a generated file, without the comment's mark.
    pub fn line(&self) -> String {
        format!(
            "{MARK} by `{}` from {}; do not edit",
            self.command,
            one_line(&self.source)
        )
    }
}

/// A text of somebody else for a comment or a manifest: nothing in it ends a line, or shows the line as something else.
pub(crate) fn one_line(text: &str) -> String {
    let breaks_a_line = |char: char| {
        char.is_control() || matches!(char, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace(breaks_a_line, "\u{fffd}")
}

/// A crate that is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The models and operation values.
    Types,
    /// The client.
    Client,
    /// The server stubs.
    Server,
}

impl Part {
    /// All parts, the types first.
    pub const ALL: [Self; 3] = [Self::Types, Self::Client, Self::Server];

    /// The end of the crate's name: `types`.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Types => "types",
            Self::Client => "client",
            Self::Server => "server",
        }
    }

    /// The package that a project names for the part.
    pub fn package(self, crates: &Crates) -> Option<&str> {
        match self {
            Self::Types => crates.types.as_deref(),
            Self::Client => crates.client.as_deref(),
            Self::Server => crates.server.as_deref(),
        }
    }

    /// The files of the part, as tasks.
    fn tasks<'a>(self, api: &'a Api, types: &'a str) -> Vec<Task<'a>> {
        let crates = specwright_emit::Crates { types };
        match self {
            Self::Types => specwright_emit::types(api),
            Self::Client => specwright_emit::client(api, &crates),
            Self::Server => specwright_emit::server(api, &crates),
        }
    }
}

/// The generated sources of crates, as `src/generated/` below the folder of each, which is the tool's own.
pub fn sources(api: &Api, parts: &[(Part, PathBuf)], crates: &Crates, origin: &Origin) -> FileSet {
    let types = part_ident(Part::Types, crates);
    let mut tasks = Vec::new();
    let mut files = FileSet::default();
    for (part, folder) in parts {
        let generated = folder.join("src").join("generated");
        files.own(&generated);
        let of_part = part.tasks(api, &types).into_iter();
        tasks.extend(of_part.map(|task| (generated.clone(), task)));
    }
    tasks.sort_by_key(|(_, task)| Reverse(task.weight()));
    for (path, text) in texts(&tasks, origin) {
        files.insert(path, text);
    }
    files
}

/// The package name of a part as an identifier: `appmaker_types`.
fn part_ident(part: Part, crates: &Crates) -> String {
    part.package(crates).unwrap_or_default().replace('-', "_")
}

/// The path and text of each file, on all processors, the longest first: tokens do not leave the thread that makes them.
fn texts(tasks: &[(PathBuf, Task<'_>)], origin: &Origin) -> Vec<(PathBuf, String)> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((folder, task)) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
            let file = task.emit();
            done.push((folder.join(&file.path), text(file, origin)));
        }
        done
    };
    let workers = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(tasks.len());
    thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        done.extend(others.into_iter().flat_map(join));
        done
    })
}

/// What a thread came to; if it panicked, so does this one.
pub(crate) fn join<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

fn text(file: specwright_emit::File, origin: &Origin) -> String {
    let emitter = file.emitter;
    let text = match file.purpose {
        Purpose::Model => format(file.tokens, emitter),
        Purpose::Machinery => print(file.tokens),
    };
    format!("// {}\n// {emitter}\n\n{text}", origin.line())
}
