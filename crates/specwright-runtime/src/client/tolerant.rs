//! The treatment of responses that deviate from the document.

use super::response::Head;
use crate::Operation;
use crate::deviation::Deviation;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The treatment of responses that deviate from the document.
///
/// | part of a response | strict | tolerant |
/// |---|---|---|
/// | an optional property or an entry of a map that cannot be read | error | absent, recorded |
/// | a required property or an item that cannot be read and may be null, such a property that is missing | error | null, recorded |
/// | any other required property or item | error | error |
/// | a property that is excluded or repeated | error | ignored, or the last one; recorded |
/// | JSON with another `Content-Type`, text that is not UTF-8 | error | read, recorded |
/// | an optional header that cannot be read | absent | absent, recorded |
/// | a value that breaks a constraint its type does not guarantee | accepted | accepted, recorded |
///
/// "Error" means the value around it: where that is optional, a tolerant client reads it as absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Responses {
    /// They are errors.
    #[default]
    Strict,
    /// They are read as far as their types allow, and the deviations are recorded.
    Tolerant,
}

type Hook = dyn Fn(&Operation, &[Deviation]) + Send + Sync;

/// The settings of a client for responses.
#[derive(Clone, Default)]
pub(super) struct Settings {
    pub(super) responses: Responses,
    /// The function that is called with the deviations of a response.
    pub(super) hook: Option<Arc<Hook>>,
}

/// The deviations of a response.
#[derive(Default)]
pub(super) struct Found {
    /// The deviations of the parts that were decoded so far.
    open: Mutex<Vec<Deviation>>,
    /// All of them, when the response is decoded.
    all: OnceLock<Vec<Deviation>>,
}

impl Head {
    /// Returns true if deviations are tolerated.
    pub(super) fn is_tolerant(&self) -> bool {
        self.settings.responses == Responses::Tolerant
    }

    /// Returns the deviations of a response that is decoded.
    pub(super) fn deviations(&self) -> &[Deviation] {
        self.found.all.get().map_or(&[], Vec::as_slice)
    }

    /// Records deviations of a part.
    pub(super) fn record(&self, deviations: Vec<Deviation>) {
        if !deviations.is_empty() {
            let open = self.found.open.lock();
            let mut open = open.unwrap_or_else(PoisonError::into_inner);
            open.extend(self.masked(deviations));
        }
    }

    /// Ends decoding: the hook is called with the deviations that were recorded, if there are any.
    pub(super) fn conclude(&self) {
        let open = self.found.open.lock();
        let found = std::mem::take(&mut *open.unwrap_or_else(PoisonError::into_inner));
        if !found.is_empty() {
            self.call_hook(self.found.all.get_or_init(|| found));
        }
    }

    /// Calls the hook with the deviations of an item of a stream.
    pub(super) fn pass_on(&self, deviations: Vec<Deviation>) {
        self.call_hook(&self.masked(deviations));
    }

    fn call_hook(&self, deviations: &[Deviation]) {
        if let (Some(hook), Some(operation)) = (&self.settings.hook, self.operation()) {
            hook(operation, deviations);
        }
    }

    /// Masks the credentials of the request: names in pointers come from the response, which may repeat them.
    fn masked(&self, deviations: Vec<Deviation>) -> Vec<Deviation> {
        let sent = self.sent();
        let mask = |it: Deviation| it.masked(|text| sent.mask(text).into_owned());
        deviations.into_iter().map(mask).collect()
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.responses.fmt(f)
    }
}
