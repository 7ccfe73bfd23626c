//! The intermediate results of a run as text, for debugging.

use crate::config::Config;
use crate::error::Error;
use crate::generate::Part;
use crate::input::ReadOptions;
use crate::layout::Arrangement;
use crate::pipeline;
use specwright_ir::Api;
use specwright_spec::{Report, Sources};
use std::path::Path;

/// A stage of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The document, resolved and checked: the input of lowering.
    Document,
    /// The intermediate representation: the input of emitting.
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
    arrangement: &Arrangement,
    report: &mut Report,
) -> Result<Option<String>, Error> {
    if stage == Stage::Document {
        let document = pipeline::open_document(document, read, false, report)?;
        return Ok(document.map(|mut document| {
            // The source texts are left out.
            document.sources = Sources::default();
            format!("{document:#?}\n")
        }));
    }
    let api = pipeline::read(document, read, config, report)?;
    Ok(api.map(|api| match stage {
        Stage::Tokens => tokens(&api, arrangement),
        Stage::Document | Stage::Ir => api.to_string(),
    }))
}

/// Returns the tokens of every file, each below its path.
fn tokens(api: &Api, arrangement: &Arrangement) -> String {
    arrangement.emitted(|layout| tokens_of(api, &arrangement.parts, layout))
}

fn tokens_of(api: &Api, parts: &[Part], layout: specwright_emit::Layout<'_>) -> String {
    let mut text = String::new();
    for part in parts {
        for task in part.tasks(api, layout) {
            let file = task.emit();
            text.push_str(&format!("// {}/{}\n", part.suffix(), file.path));
            text.push_str(&format!("{}\n\n", file.tokens));
        }
    }
    text
}
