//! An API into the files of its crates, in memory.

use crate::config::Crates;
use crate::files::{FileSet, MARK};
use crate::format::format;
use specwright_ir::Api;
use std::num::NonZero;
use std::path::Path;
use std::sync::Mutex;
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
            self.command, self.source
        )
    }
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

    /// The files of the part, as tokens.
    fn emit(self, api: &Api, types: &str) -> Vec<specwright_emit::File> {
        let crates = specwright_emit::Crates { types };
        match self {
            Self::Types => specwright_emit::types(api),
            Self::Client => specwright_emit::client(api, &crates),
            Self::Server => specwright_emit::server(api, &crates),
        }
    }
}

/// The generated sources of one crate, as `src/generated/` below `folder`, which is the tool's own.
pub fn sources(api: &Api, part: Part, crates: &Crates, origin: &Origin, folder: &Path) -> FileSet {
    let types = part_ident(Part::Types, crates);
    let generated = folder.join("src").join("generated");
    let mut files = FileSet::default();
    for (path, text) in texts(&part.emit(api, &types), origin) {
        files.insert(generated.join(path), text);
    }
    files.own(generated);
    files
}

/// The package name of a part as an identifier: `appmaker_types`.
fn part_ident(part: Part, crates: &Crates) -> String {
    part.package(crates).unwrap_or_default().replace('-', "_")
}

/// The text of each file, formatted on all processors: tokens travel as text, for they cannot leave their thread.
fn texts(files: &[specwright_emit::File], origin: &Origin) -> Vec<(String, String)> {
    let sources: Vec<(&str, &str, String)> = files
        .iter()
        .map(|file| (file.path.as_str(), file.emitter, file.tokens.to_string()))
        .collect();
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(sources.len()));
    let workers = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(sources.len());
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((path, emitter, tokens)) =
                    sources.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    let text = text(tokens, emitter, origin);
                    done.lock()
                        .unwrap_or_else(|poisoned| poisoned.into_inner())
                        .push(((*path).to_owned(), text));
                }
            });
        }
    });
    done.into_inner()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn text(tokens: &str, emitter: &str, origin: &Origin) -> String {
    let tokens = tokens
        .parse()
        .unwrap_or_else(|error| panic!("{emitter} wrote what is not Rust: {error}"));
    format!(
        "// {}\n// {emitter}\n\n{}",
        origin.line(),
        format(tokens, emitter)
    )
}
