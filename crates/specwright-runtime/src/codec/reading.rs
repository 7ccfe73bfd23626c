//! The reading of a response, with the deviations found in it.

use crate::constraints::Constraints;
use crate::deviation::{Deviation, ReadAs};
use crate::json::Json;
use crate::json::node::Node;
use crate::json::reason;
use crate::verdicts::Judging;
use crate::{Parameter, Path, Report, tolerance};
use std::fmt;

/// The reading of a response, with the deviations found in it.
#[derive(Debug, Default)]
pub struct Reading {
    is_tolerant: bool,
    found: Vec<Deviation>,
}

/// The treatment of items of a stream that deviate: none if reading is strict.
pub struct Deviating(pub(crate) Option<Box<dyn FnMut(Vec<Deviation>) + Send>>);

impl Deviating {
    /// Reads an item, and passes its deviations on.
    pub(crate) fn item<T>(
        &mut self,
        read: impl FnOnce(&mut Reading) -> Result<T, String>,
    ) -> Result<T, String> {
        let mut reading = Reading::new(self.0.is_some());
        let value = read(&mut reading)?;
        if let Some(act) = self.0.as_mut().filter(|_| !reading.found.is_empty()) {
            act(reading.found);
        }
        Ok(value)
    }
}

impl fmt::Debug for Deviating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Deviating(..)")
    }
}

impl Reading {
    pub(crate) fn new(is_tolerant: bool) -> Self {
        Self {
            is_tolerant,
            found: Vec::new(),
        }
    }

    /// Returns true if deviations are tolerated.
    pub(crate) fn is_tolerant(&self) -> bool {
        self.is_tolerant
    }

    /// Returns the deviations found.
    pub(crate) fn into_deviations(self) -> Vec<Deviation> {
        self.found
    }

    /// Adds deviations.
    pub(crate) fn add(&mut self, deviations: Vec<Deviation>) {
        self.found.extend(deviations);
    }

    /// Reads a tree, which is made again after an error.
    pub(crate) fn tree<T: Json>(
        &mut self,
        make: impl Fn() -> Result<Node, String>,
    ) -> Result<T, String> {
        match self.is_tolerant {
            false => reason::read_plainly(make),
            true => T::read(make()?).or_else(|_| self.tolerate(&make()?, reason::at)),
        }
    }

    /// The same, of an item.
    pub(crate) fn item<T: Json>(
        &mut self,
        make: impl Fn() -> Result<Node, String>,
    ) -> Result<T, String> {
        match self.is_tolerant {
            false => reason::read_item(make),
            true => T::read(make()?).or_else(|_| self.tolerate(&make()?, reason::of_item_at)),
        }
    }

    /// Reads JSON that the fast reader cannot read because of `error`.
    #[cold]
    pub(crate) fn text<T: Json>(
        &mut self,
        json: &[u8],
        error: &serde_json::Error,
    ) -> Result<T, String> {
        if !self.is_tolerant {
            return Err(reason::of_text::<T>(json, error));
        }
        let text = String::from_utf8_lossy(json);
        let node: Node = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        if std::str::from_utf8(json).is_err() {
            self.report(ReadAs::Received, |report| {
                report.add(&Path::ROOT, "", "type", "UTF-8", "");
            });
        }
        self.tolerate(&node, reason::at)
    }

    /// Reads a tree tolerantly; `reason` explains why that fails, at the place of the failure.
    fn tolerate<T: Json>(
        &mut self,
        node: &Node,
        reason: fn(Report, &str) -> String,
    ) -> Result<T, String> {
        let _judging = Judging::begin();
        match tolerance::read(node.clone()) {
            Ok((value, mut found)) => {
                if found.iter().any(|it| it.schema().is_empty()) {
                    let violations = diagnosed::<T>(node).finish().err();
                    for violation in violations.iter().flatten() {
                        found.iter_mut().for_each(|it| it.complete(violation));
                    }
                }
                self.add(found);
                Ok(value)
            }
            Err(place) => Err(reason(diagnosed::<T>(node), &place)),
        }
    }

    /// Records what `check` reports.
    pub(crate) fn report(&mut self, read_as: ReadAs, check: impl FnOnce(&mut Report)) {
        let mut report = Report::default();
        report.redacting(true, check);
        let violations = report.finish().err().into_iter().flatten();
        let deviations = violations.map(|it| {
            let place = it.instance().to_owned();
            Deviation::new(it, read_as, place)
        });
        self.found.extend(deviations);
    }

    /// Records a header that deviates.
    pub(crate) fn header(
        &mut self,
        name: &'static str,
        keyword: &'static str,
        read_as: ReadAs,
        expected: &str,
    ) {
        let parameter = Parameter::header(name, "");
        self.report(read_as, |report| {
            report.add(&Path::parameter(&parameter), "", keyword, expected, "");
        });
    }
}

/// Reports the violations of a tree that must be a `T`, without the values found.
fn diagnosed<T: Json>(node: &Node) -> Report {
    let _judging = Judging::begin();
    let mut report = Report::default();
    report.redacting(true, |report| {
        T::diagnose(node, &Path::ROOT, Constraints::new("", &[]), report);
    });
    report
}
