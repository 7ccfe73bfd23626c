//! Generates the source files of the crates of an API, in memory.

use crate::config::Crates;
use crate::files::{FileSet, mark_code};
use crate::layout::{Arrangement, Folders};
use crate::print::print;
use crate::threads;
use specwright_docs::is_invisible;
use specwright_emit::{Imports, Task};
use specwright_ir::Api;
use std::cmp::Reverse;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// The origin that generated files name in their first line.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The command, such as `cargo xtask codegen`.
    pub command: String,
    /// The source, such as `specs/appmaker`.
    pub source: String,
}

impl Origin {
    /// Returns the first line of a generated file, without the comment marker.
    pub fn line(&self) -> String {
        mark_code(&format!("`{}`", self.command), &one_line(&self.source))
    }
}

/// Replaces line breaks and invisible characters in an external text, for a comment or a manifest.
pub(crate) fn one_line(text: &str) -> String {
    text.replace(is_invisible, "\u{fffd}")
}

/// A part of generated code.
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

    /// Returns the suffix of the crate name, or the name of the module, such as `types`.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Types => "types",
            Self::Client => "client",
            Self::Server => "server",
        }
    }

    /// Returns the package name of the part in the settings.
    pub fn package(self, crates: &Crates) -> Option<&str> {
        match self {
            Self::Types => crates.types.as_deref(),
            Self::Client => crates.client.as_deref(),
            Self::Server => crates.server.as_deref(),
        }
    }

    /// Returns the tasks that generate the files of the part.
    pub(crate) fn tasks<'a>(
        self,
        api: &'a Api,
        layout: specwright_emit::Layout<'a>,
    ) -> Vec<Task<'a>> {
        match self {
            Self::Types => specwright_emit::types(api, layout),
            Self::Client => specwright_emit::client(api, layout),
            Self::Server => specwright_emit::server(api, layout),
        }
    }
}

/// Returns the generated sources of an arrangement, in owned folders. `base` is the folder of the packages, or that of the module.
pub(crate) fn sources(
    api: &Api,
    arrangement: &Arrangement,
    base: &Path,
    origin: &Origin,
) -> FileSet {
    let folders = arrangement.folders(base);
    let mut files = arrangement.emitted(|layout| of_parts(api, &folders, layout, origin));
    folders.owned.iter().for_each(|folder| files.own(folder));
    files
}

fn of_parts(
    api: &Api,
    folders: &Folders,
    layout: specwright_emit::Layout<'_>,
    origin: &Origin,
) -> FileSet {
    let mut tasks = Vec::new();
    for (part, folder) in &folders.parts {
        let of_part = part.tasks(api, layout).into_iter();
        tasks.extend(of_part.map(|task| (folder.clone(), task)));
    }
    tasks.sort_by_key(|(_, task)| Reverse(task.weight()));
    let mut files = FileSet::default();
    for (path, text) in texts(&tasks, origin) {
        files.insert(path, text);
    }
    files
}

/// Returns the path and text of each file. Generates the pieces of all files in parallel, then their frames.
fn texts(tasks: &[(PathBuf, Task<'_>)], origin: &Origin) -> Vec<(PathBuf, String)> {
    let tasks = || tasks.iter();
    let pieces = tasks().flat_map(|(_, task)| (0..task.pieces()).map(move |index| (task, index)));
    let done = parallel_map(pieces.collect(), |(task, index)| piece(task, index));
    let mut done = done.into_iter();
    let files = tasks().map(|(folder, task)| {
        let pieces = Pieces::of(done.by_ref().take(task.pieces()));
        (folder, task, pieces)
    });
    parallel_map(files.collect(), |(folder, task, pieces)| {
        let (path, text) = file(task, pieces, origin);
        (folder.join(path), text)
    })
}

/// Maps a list on all processors, or on as many threads as the system provides. Tokens cannot be sent to another thread, so that each call returns text.
fn parallel_map<T: Send, R: Send>(list: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let workers = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(list.len());
    let list = Mutex::new(list.into_iter().enumerate());
    let next = || list.lock().unwrap_or_else(PoisonError::into_inner).next();
    let worker = || {
        let mut done = Vec::new();
        while let Some((index, it)) = next() {
            done.push((index, work(it)));
        }
        done
    };
    let mut done: Vec<_> = threads::run(workers, worker)
        .into_iter()
        .flatten()
        .collect();
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, it)| it).collect()
}

/// Generates the text of a piece and its imports.
fn piece(task: &Task<'_>, index: usize) -> (String, Imports) {
    let piece = task.piece(index);
    (print(piece.tokens, task.inside()), piece.imports)
}

/// The pieces of a file.
#[derive(Default)]
struct Pieces {
    texts: Vec<String>,
    imports: Imports,
}

impl Pieces {
    fn of(done: impl Iterator<Item = (String, Imports)>) -> Self {
        let mut pieces = Self::default();
        for (text, imports) in done {
            pieces.texts.extend((!text.is_empty()).then_some(text));
            pieces.imports.extend(imports);
        }
        pieces
    }
}

/// Returns the path and text of a file: its frame, and its pieces after the frame or in the braces at its end.
fn file(task: &Task<'_>, pieces: Pieces, origin: &Origin) -> (String, String) {
    let file = task.frame(pieces.imports);
    let emitter = file.emitter;
    let frame = print(file.tokens, false);
    let header = format!("// {}\n// {emitter}\n\n", origin.line());
    let mut parts = vec![header.as_str()];
    match frame.strip_suffix("{}\n") {
        Some(start) if task.inside() && !pieces.texts.is_empty() => {
            parts.extend([start, "{\n"]);
            push_apart(&mut parts, pieces.texts.iter());
            parts.push("}\n");
        }
        _ => {
            let frame = (!frame.is_empty()).then_some(&frame);
            push_apart(&mut parts, frame.into_iter().chain(&pieces.texts));
            // A file without items has an empty line.
            parts.extend((parts.len() == 1).then_some("\n"));
        }
    }
    (file.path, parts.concat())
}

/// Adds texts with a blank line between any two.
fn push_apart<'a>(parts: &mut Vec<&'a str>, texts: impl Iterator<Item = &'a String>) {
    for (index, text) in texts.enumerate() {
        parts.extend((index > 0).then_some("\n"));
        parts.push(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use specwright_spec::{MemoryFiles, Report, open};

    /// Returns an API with more types and operations than fit into one piece.
    fn large_api() -> Api {
        let each = |write: fn(usize) -> String| (0..300).map(write).collect::<String>();
        let paths = each(|it| {
            let reference = format!("$ref: '#/components/schemas/Thing{it}'");
            format!(
                "  /things{it}:\n    put:\n      operationId: putThing{it}\n      requestBody:\n        content:\n          application/json:\n            schema:\n              {reference}\n      responses:\n        '200':\n          description: OK\n          content:\n            application/json:\n              schema:\n                {reference}\n"
            )
        });
        let schemas = each(|it| {
            format!(
                "    Thing{it}:\n      type: object\n      properties:\n        kind{it}:\n          type: string\n          enum: [a{it}, b]\n        at:\n          type: string\n          format: date-time\n"
            )
        });
        let text = format!(
            "openapi: 3.0.3\ninfo:\n  title: Things\n  version: '1'\npaths:\n{paths}components:\n  schemas:\n{schemas}"
        );
        let mut report = Report::new();
        let files = MemoryFiles::new([("api.yaml", text)]);
        let document = open(&files, "api.yaml", &mut report).expect("a document");
        let options = specwright_lower::Options::default();
        specwright_lower::lower(&document, &options, &mut report).expect("an API")
    }

    #[test]
    fn pieces_make_the_same_file_as_a_whole() {
        let api = large_api();
        let origin = Origin {
            command: "a test".to_owned(),
            source: "api.yaml".to_owned(),
        };
        let names = specwright_emit::Layout::Crates {
            types: "things_types",
            client: "things_client",
        };
        let tasks = Part::ALL.map(|part| part.tasks(&api, names));
        let tasks: Vec<_> = tasks.into_iter().flatten().collect();
        assert!(tasks.iter().filter(|task| task.pieces() > 1).count() > 5);
        for task in tasks {
            let whole = task.emit();
            let text = print(whole.tokens, false);
            let pieces = Pieces::of((0..task.pieces()).map(|index| piece(&task, index)));
            let (path, in_pieces) = file(&task, pieces, &origin);
            let (_, in_pieces) = in_pieces.split_once("\n\n").expect("a header");
            assert!(in_pieces == text, "{path}");
        }
    }
}
