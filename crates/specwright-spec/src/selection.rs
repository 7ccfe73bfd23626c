//! The choice of operations: selectors that include or exclude them, and the parts of the document that the chosen ones need.
//!
//! | selector | operations |
//! |---|---|
//! | `tag:GLOB` | with a tag |
//! | `path:GLOB` | of a path template; `*` matches within a segment, `**` across segments |
//! | `GET GLOB` | of a path template with this method |
//! | `method:GET` | with this method |
//! | `operationId:GLOB` | with an `operationId` |
//! | `webhook:GLOB` | of a webhook |
//! | `x-internal` | with `x-internal: true`, or in a path item that has it |
//!
//! An operation is chosen if a selector of `include` matches it, or if there is none, and no selector of `exclude` does. A callback
//! follows its operation, unless a selector matches the callback itself.

mod faults;
mod glob;
mod parse;
mod reach;

use std::ops::Range;
use std::sync::Arc;

use crate::{Code, Diagnostic, Format, Place, Report, Source, nearest, quote};
pub(crate) use faults::demote;
use glob::Glob;
pub use reach::Reach;

/// The operations to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The selectors of the chosen operations; all, if there are none.
    pub include: Vec<Selector>,
    /// The selectors of operations that are left out of those.
    pub exclude: Vec<Selector>,
}

impl Selection {
    /// Returns true if every operation is chosen.
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    fn includes(&self, operation: &Selectable<'_>) -> bool {
        self.include.iter().any(|it| it.matches(operation))
    }

    fn excludes(&self, operation: &Selectable<'_>) -> bool {
        self.exclude.iter().any(|it| it.matches(operation))
    }

    /// Returns true if an operation is chosen; `owner` is true for a callback whose operation is chosen.
    fn chooses(&self, operation: &Selectable<'_>, owner: Option<bool>) -> bool {
        let by_default = owner.unwrap_or(self.include.is_empty());
        (by_default || self.includes(operation)) && !self.excludes(operation)
    }

    /// Reports the selectors that match none of these operations.
    fn report_unmatched(&self, operations: &[Selectable<'_>], report: &mut Report) {
        for selector in self.include.iter().chain(&self.exclude) {
            if !operations.iter().any(|it| selector.matches(it)) {
                selector.report_unmatched(operations, report);
            }
        }
    }
}

/// A selector of operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    text: String,
    pattern: Pattern,
    origin: SelectorOrigin,
}

/// The place of a selector: a range in a file of settings, or a flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectorOrigin {
    /// The path of the file, or the flag.
    pub path: Arc<str>,
    /// The text of the file, or the value of the flag.
    pub text: Arc<str>,
    /// The range of the selector in the text.
    pub range: Range<usize>,
}

/// The property of an operation that a selector matches.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Pattern {
    Tag(Glob),
    Path(Option<String>, Glob),
    Method(String),
    OperationId(Glob),
    Webhook(Glob),
    Internal,
}

/// The properties of an operation that selectors match.
#[derive(Clone, Debug, Default)]
struct Selectable<'a> {
    /// The path template, of an operation in `paths`.
    path: Option<&'a str>,
    webhook: Option<&'a str>,
    /// The method as it is sent.
    method: String,
    id: Option<&'a str>,
    tags: Vec<&'a str>,
    is_internal: bool,
}

impl Selector {
    /// Returns the selector with its place.
    #[must_use]
    pub fn at(self, origin: SelectorOrigin) -> Self {
        Self { origin, ..self }
    }

    /// Returns the selector as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn matches(&self, operation: &Selectable<'_>) -> bool {
        let is_method = |it: &String| it.eq_ignore_ascii_case(&operation.method);
        match &self.pattern {
            Pattern::Tag(glob) => operation.tags.iter().any(|it| glob.matches(it)),
            Pattern::Path(method, glob) => {
                let is_path = operation.path.is_some_and(|it| glob.matches(it));
                is_path && method.as_ref().is_none_or(is_method)
            }
            Pattern::Method(method) => is_method(method),
            Pattern::OperationId(glob) => operation.id.is_some_and(|it| glob.matches(it)),
            Pattern::Webhook(glob) => operation.webhook.is_some_and(|it| glob.matches(it)),
            Pattern::Internal => operation.is_internal,
        }
    }

    /// Returns the selectors of the same form that match these operations.
    fn candidates(&self, operations: &[Selectable<'_>]) -> Vec<String> {
        let each = |form: fn(&Selectable<'_>) -> Vec<String>| operations.iter().flat_map(form);
        let named = |kind: &'static str, name: Option<&str>| name.map(|it| format!("{kind}:{it}"));
        let mut found: Vec<String> = match &self.pattern {
            Pattern::Tag(_) => operations
                .iter()
                .flat_map(|it| &it.tags)
                .map(|it| format!("tag:{it}"))
                .collect(),
            Pattern::Path(None, _) => operations
                .iter()
                .filter_map(|it| named("path", it.path))
                .collect(),
            Pattern::Path(Some(_), _) => each(|it| {
                let path = it.path.map(|path| format!("{} {path}", it.method));
                path.into_iter().collect()
            })
            .collect(),
            Pattern::Method(_) => each(|it| vec![format!("method:{}", it.method)]).collect(),
            Pattern::OperationId(_) => operations
                .iter()
                .filter_map(|it| named("operationId", it.id))
                .collect(),
            Pattern::Webhook(_) => operations
                .iter()
                .filter_map(|it| named("webhook", it.webhook))
                .collect(),
            Pattern::Internal => Vec::new(),
        };
        found.sort();
        found.dedup();
        found
    }

    fn report_unmatched(&self, operations: &[Selectable<'_>], report: &mut Report) {
        let SelectorOrigin { path, text, range } = &self.origin;
        let source = Source::file(path, text.to_string(), Format::Yaml);
        let is_same = |it: &Source| it.path() == &**path && it.text() == &**text;
        let known = report.sources().iter().find(|(_, it)| is_same(it));
        let file = match known.map(|(id, _)| id) {
            Some(file) => file,
            None => report.sources_mut().push(source),
        };
        let place = Place::Bytes {
            file,
            range: range.clone(),
        };
        let message = format!("no operation matches {}", quote(&self.text));
        let diagnostic = Diagnostic::new(Code::StaleSelector, place, message);
        let candidates = self.candidates(operations);
        let nearest = nearest(&self.text, candidates.iter().map(String::as_str));
        report.push(match nearest {
            Some(it) => diagnostic.help(format!("did you mean {}?", quote(it))),
            None => diagnostic,
        });
    }
}
