//! Lines and columns of changes.

use specwright_spec::{Located, Location, Place, Report, Site, Sources};

use super::{Comparison, Document, Finding, Pardon};
use crate::Change;
use crate::source::SourceVerdict;

/// A document of a comparison, with the texts of its files.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The name as it was given.
    pub name: &'a str,
    /// The document.
    pub document: &'a specwright_spec::Document,
}

impl Side<'_> {
    fn describe(&self) -> Document {
        Document {
            name: self.name.to_owned(),
            title: self.document.info.title.clone(),
            version: self.document.info.version.clone(),
        }
    }
}

/// Both documents of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    /// The old document.
    pub old: Side<'a>,
    /// The new document.
    pub new: Side<'a>,
}

impl Places<'_> {
    /// Finds the lines and columns of changes, and pardons those that `pardon` has a reason for.
    pub fn comparison(
        self,
        changes: Vec<Change>,
        source: Option<SourceVerdict>,
        pardon: impl Fn(&Change, Option<&Site>, Option<&Site>) -> Option<Pardon>,
    ) -> Comparison {
        let reports = [self.old, self.new].map(|it| report(&it.document.sources));
        let located = [Located::new(&reports[0]), Located::new(&reports[1])];
        let site = |at: usize, location: &Option<Location>| {
            let place = Place::from(location.as_ref()?);
            Some(located[at].site(&place))
        };
        let findings = changes.into_iter().map(|change| {
            let (old, new) = (site(0, &change.old), site(1, &change.new));
            let pardon = pardon(&change, old.as_ref(), new.as_ref());
            Finding {
                change,
                old,
                new,
                pardon,
            }
        });
        Comparison {
            old: self.old.describe(),
            new: self.new.describe(),
            findings: findings.collect(),
            source,
            notes: Vec::new(),
        }
    }
}

/// A report without diagnostics, which converts places.
fn report(sources: &Sources) -> Report {
    let mut report = Report::new();
    *report.sources_mut() = sources.clone();
    report
}
