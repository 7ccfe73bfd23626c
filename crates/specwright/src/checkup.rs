//! A checkup of a document: what it becomes, what is lost, and what to do about it.

mod advice;
mod contents;
mod cost;
mod effects;
mod findings;
mod texts;

pub use advice::{Advice, count, thousands};
pub use contents::{
    LeftOut, MediaTypeFacts, OperationFacts, SchemeFacts, SecurityFacts, ServerFacts,
    ServerProblem, TypeFacts,
};
pub use cost::{CostFacts, TagCosts};
pub use effects::Effect;
pub use findings::{Example, Finding};
pub use texts::{FormatFacts, PatternFacts};

use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::error::Error;
use crate::generate::Part;
use crate::input::ReadOptions;
use crate::outcome::{Event, RunOptions, Step};
use crate::paths::shown;
use crate::pipeline;
use serde::Serialize;
use specwright_ir::Api;
use specwright_lower::{Options, lower};
use specwright_spec::{Document, Report, Severity, drop_in_background};
use std::path::Path;

/// The result of a checkup. It serializes to JSON whose fields stay, though others are added.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Checkup {
    /// The document.
    pub document: DocumentFacts,
    /// The verdict.
    pub verdict: Verdict,
    /// The advice, the most important first.
    pub advice: Vec<Advice>,
    /// The contents of the document; none if it is refused.
    pub contents: Option<Contents>,
    /// The diagnostics by code, the gravest effect first.
    pub findings: Vec<Finding>,
    /// The diagnostics one by one.
    #[serde(skip)]
    pub diagnostics: Diagnostics,
}

/// The verdict of a checkup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Crates are generated, and no fault needs a repair.
    Ready,
    /// Crates are generated after repairs.
    Repaired,
    /// Nothing is generated.
    Refused,
}

/// The names of a document.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct DocumentFacts {
    /// The path, as given.
    pub file: String,
    /// `info.title`; none if the document cannot be read.
    pub title: Option<String>,
    /// `info.version`
    pub version: Option<String>,
    /// The version of the specification, such as `OpenAPI 3.0`.
    pub specification: Option<String>,
}

/// The contents of a document, as they are generated.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Contents {
    /// The operations.
    pub operations: OperationFacts,
    /// The Rust types.
    pub types: TypeFacts,
    /// The patterns of strings.
    pub patterns: PatternFacts,
    /// The formats of strings, the most frequent first.
    pub formats: Vec<FormatFacts>,
    /// The credentials.
    pub security: SecurityFacts,
    /// The media types.
    pub media_types: MediaTypeFacts,
    /// The declared servers; the first is the default.
    pub servers: Vec<ServerFacts>,
    /// The lines of generated code.
    pub cost: CostFacts,
}

/// A document to examine.
pub(crate) struct Examination<'a> {
    pub document: &'a Path,
    pub read: &'a ReadOptions,
    pub config: &'a Config,
    pub parts: &'a [Part],
    pub run: &'a RunOptions,
}

impl Examination<'_> {
    /// Reads, lowers and generates the document in memory. Errors of the document are a part of the result.
    ///
    /// # Errors
    ///
    /// If a file cannot be read, or the settings are wrong.
    pub fn run(&self) -> Result<Checkup, Error> {
        self.run.report(Event::Step(Step::Read));
        let mut report = Report::new();
        let options = pipeline::options(self.config);
        let document = pipeline::open_document(self.document, self.read, false, &mut report)?;
        let api = document
            .as_ref()
            .and_then(|it| lower(it, &options, &mut report));
        let names = self.names(document.as_ref());
        self.run.report(Event::Step(Step::Generate));
        let contents = document
            .as_ref()
            .zip(api)
            .map(|(document, api)| self.contents(document, &api, options));
        if let Some(document) = document {
            drop_in_background(document);
        }
        let findings = findings::of(&report);
        Ok(Checkup {
            document: names,
            verdict: verdict(&report, &findings),
            advice: advice::of(&findings, contents.as_ref(), report.repairable()),
            contents,
            findings,
            diagnostics: Diagnostics::new(&report, self.run.format),
        })
    }

    fn names(&self, document: Option<&Document>) -> DocumentFacts {
        DocumentFacts {
            file: shown(self.document).to_string(),
            title: document.map(|it| it.info.title.clone()),
            version: document.map(|it| it.info.version.clone()),
            specification: document.map(|it| it.version.to_string()),
        }
    }

    fn contents(&self, document: &Document, api: &Api, options: Options) -> Contents {
        let not_chosen = document.operations.iter().filter(|it| it.excluded).count();
        let is_divided = api.modules.len() > 1;
        let tagged = is_divided.then(|| {
            let options = Options {
                tag_features: true,
                ..options
            };
            lower(document, &options, &mut Report::new())
        });
        Contents {
            operations: contents::operations(api, not_chosen),
            types: contents::types(api),
            patterns: texts::patterns(api),
            formats: texts::formats(document, self.config),
            security: contents::security(api),
            media_types: contents::media_types(api),
            servers: contents::servers(api),
            cost: cost::of(self, api, tagged.flatten().as_ref()),
        }
    }
}

fn verdict(report: &Report, findings: &[Finding]) -> Verdict {
    let is_repaired = findings.iter().any(|it| it.effect == Effect::Repaired);
    match report.count(Severity::Error) {
        0 if is_repaired => Verdict::Repaired,
        0 => Verdict::Ready,
        _ => Verdict::Refused,
    }
}
