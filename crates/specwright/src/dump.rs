//! The stages of a run as texts, for people who look for the place where something goes wrong.

use crate::config::Config;
use crate::error::Error;
use crate::generate::{Part, part_ident};
use crate::pipeline;
use crate::reading::ReadOptions;
use specwright_ir::Api;
use specwright_spec::{Report, Sources};
use std::path::Path;

/// A stage of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The document, resolved and checked: what lowering reads.
    Document,
    /// The API in the terms of Rust: what emitting reads.
    Ir,
    /// The tokens of each file, before they are formatted.
    Tokens,
}

/// Returns a stage of a document as text; none if the document has errors.
pub(crate) fn dump(
    stage: Stage,
    document: &Path,
    read: &ReadOptions,
    config: &Config,
    parts: &[Part],
    report: &mut Report,
) -> Result<Option<String>, Error> {
    if stage == Stage::Document {
        let document = pipeline::open_document(document, read, report)?;
        return Ok(document.map(|mut document| {
            // The texts of the files are no part of what was read from them.
            document.sources = Sources::default();
            format!("{document:#?}\n")
        }));
    }
    let api = pipeline::read(document, read, config, report)?;
    Ok(api.map(|api| match stage {
        Stage::Tokens => tokens(&api, parts, config),
        Stage::Document | Stage::Ir => api.to_string(),
    }))
}

/// The tokens of every file of these parts, each below its path.
fn tokens(api: &Api, parts: &[Part], config: &Config) -> String {
    let types = part_ident(Part::Types, &config.crates);
    let mut text = String::new();
    for part in parts {
        for task in part.tasks(api, &types) {
            let file = task.emit();
            text.push_str(&format!("// {}/{}\n", part.suffix(), file.path));
            text.push_str(&format!("{}\n\n", file.tokens));
        }
    }
    text
}
