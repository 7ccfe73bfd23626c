//! Tolerant reading: a value that cannot be read is left out where its place may be empty, and recorded.
//!
//! ```text
//! text ── serde_json ──► value
//!            │ an error, in a tolerant client
//!            └──► Node ── the same readers, tolerant ──► value and deviations
//! ```
//!
//! | cannot be read, or breaks a rule of reading | is read as |
//! |---|---|
//! | an optional property, an entry of a map | absent |
//! | a required property or an item whose type admits null; such a property that is missing | null |
//! | any other required property or item | an error of the value around it |
//! | a property that the schema excludes | ignored |
//! | a property that is there twice | the last one |
//! | a value that fits no member of a union, if nothing in it names one | the member that deviates least, if there is only one |
//!
//! The readers ask this module only after an error, so that reading is as fast as without it. Only values of a tree are read
//! tolerantly: after an error in a text, the reader of the text is in the middle of the value.

use crate::deviation::{Deviation, ReadAs, shortened};
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::pointer::escape;
use crate::verdicts::Judging;
use crate::{Constraints, Json, Path, Report, Violations};
use std::cell::{Cell, RefCell};

/// The number of values that are read to try members of unions; beyond it, none is tried.
const MAX_TRIED: usize = 1 << 20;

thread_local! {
    /// True while reading is tolerant.
    static IS_ON: Cell<bool> = const { Cell::new(false) };
    static STATE: RefCell<State> = const { RefCell::new(State::new()) };
}

struct State {
    /// The JSON Pointer of the value that is being read.
    path: String,
    /// The deviations so far.
    found: Vec<Deviation>,
    /// The last value that could not be read.
    unread: Option<Node>,
    /// The place of the innermost value because of which reading fails.
    failed: Option<String>,
    /// The number of values that were read to try members of unions.
    tried: usize,
    /// The number of members that are being tried: properties that they exclude are not ignored.
    trying: usize,
}

impl State {
    const fn new() -> Self {
        Self {
            path: String::new(),
            found: Vec::new(),
            unread: None,
            failed: None,
            tried: 0,
            trying: 0,
        }
    }
}

/// Returns true while reading is tolerant.
#[inline]
pub(crate) fn is_on() -> bool {
    cfg!(feature = "client") && IS_ON.get()
}

/// Tolerant reading, switched on or off until this is dropped.
struct Switched(bool);

impl Switched {
    fn to(is_on: bool) -> Self {
        Self(IS_ON.replace(is_on))
    }
}

impl Drop for Switched {
    fn drop(&mut self) {
        IS_ON.set(self.0);
    }
}

/// Reads strictly.
pub(crate) fn suspended<T>(read: impl FnOnce() -> T) -> T {
    let _off = Switched::to(false);
    read()
}

/// A value and its deviations, or the place of the value because of which it cannot be read.
#[cfg(feature = "client")]
pub(crate) fn read<T: Json>(node: Node) -> Result<(T, Vec<Deviation>), String> {
    let before = STATE.replace(State::new());
    let read = {
        let _on = Switched::to(true);
        T::read(node)
    };
    let state = STATE.replace(before);
    match read {
        Ok(value) => Ok((value, state.found)),
        Err(_) => Err(state.failed.unwrap_or_default()),
    }
}

/// A step from a value to one inside it.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    Property(&'a str),
    Item(usize),
}

impl Step<'_> {
    fn push(self, path: &mut String) {
        path.push('/');
        match self {
            Step::Property(name) => path.push_str(&escape(name)),
            Step::Item(index) => path.push_str(&index.to_string()),
        }
    }
}

/// The state before a value is read.
pub(crate) struct Mark {
    path: usize,
    found: usize,
}

/// Begins the value at a step.
#[cold]
pub(crate) fn enter(step: Step<'_>) -> Mark {
    STATE.with_borrow_mut(|state| {
        let mark = Mark {
            path: state.path.len(),
            found: state.found.len(),
        };
        step.push(&mut state.path);
        state.tried += usize::from(state.trying > 0);
        mark
    })
}

/// Ends a value: of one that could not be read, nothing inside is recorded.
#[cold]
pub(crate) fn leave(mark: Mark, unread: Option<Node>) {
    STATE.with_borrow_mut(|state| {
        if unread.is_some() {
            state.found.truncate(mark.found);
            if state.failed.is_none() {
                state.failed = Some(shortened(state.path.clone()).0);
            }
            state.unread = unread;
        }
        state.path.truncate(mark.path);
    });
}

/// Returns what the last value is read as, which could not be read: `Some(None)` for nothing, `None` if that is an error.
#[cold]
pub(crate) fn instead<T: Json>(
    step: Step<'_>,
    required: bool,
    constraints: Constraints,
) -> Option<Option<T>> {
    if !is_on() {
        return None;
    }
    let unread = STATE.with_borrow_mut(|state| state.unread.take())?;
    let (read_as, value) = match required {
        false => (ReadAs::Absent, None),
        true if T::JSON_TYPES.overlaps(JsonTypes::NULL) => {
            (ReadAs::Null, Some(T::read(Node::Null).ok()?))
        }
        true => return None,
    };
    record(step, read_as, |report| {
        T::diagnose(&unread, &Path::ROOT, constraints, report);
        if report.is_empty() {
            let schema = constraints.schema;
            report.add(&Path::ROOT, schema, "type", "a value that can be read", "");
        }
    });
    Some(value)
}

/// Returns true if a property that the schema excludes is ignored.
#[cold]
pub(crate) fn ignores(name: &str, schema: &'static str, keyword: &'static str) -> bool {
    is_on()
        && STATE.with_borrow(|state| state.trying == 0)
        && record(Step::Property(name), ReadAs::Ignored, |report| {
            report.add(&Path::ROOT, schema, keyword, "no property of this name", "");
        })
}

/// Returns true if the value of a repeated property replaces that of the first.
#[cold]
pub(crate) fn repeats(name: &str, schema: &'static str) -> bool {
    is_on()
        && record(Step::Property(name), ReadAs::Received, |report| {
            let (expected, found) = ("unique property names", "a repeated name");
            report.add(&Path::ROOT, schema, "type", expected, found);
        })
}

/// Returns true if null is tried for a required property that is missing.
#[cold]
pub(crate) fn misses(name: &'static str, schema: &'static str) -> bool {
    is_on()
        && record(Step::Property(name), ReadAs::Null, |report| {
            report.add(&Path::ROOT, schema, "required", "a value", "");
        })
}

/// Records the violations that `diagnose` reports, of the value at a step; returns true.
fn record(step: Step<'_>, read_as: ReadAs, diagnose: impl FnOnce(&mut Report)) -> bool {
    let (mut place, room) = STATE.with_borrow_mut(|state| {
        state.failed = None;
        (
            state.path.clone(),
            Violations::MAX.saturating_sub(state.found.len()),
        )
    });
    if room == 0 {
        return true;
    }
    step.push(&mut place);
    let mut report = Report::default();
    suspended(|| {
        let _judging = Judging::begin();
        report.redacting(true, diagnose);
    });
    let violations = report.finish().err().into_iter().flatten();
    let (shown, _) = shortened(place.clone());
    let found: Vec<Deviation> = violations
        .take(room)
        .map(|it| Deviation::new(it.below(&place), read_as, shown.clone()))
        .collect();
    STATE.with_borrow_mut(|state| state.found.extend(found));
    true
}

/// Reads a value that fits no member of a union as the member that deviates least; `None` if several do, or none can be read.
#[cold]
pub(crate) fn nearest<T>(
    members: impl Iterator<Item = usize>,
    read: impl Fn(usize) -> Option<T>,
) -> Option<T> {
    let mut best: Option<(T, Vec<Deviation>)> = None;
    let mut is_only = true;
    for member in members {
        let from = STATE.with_borrow_mut(|state| {
            state.trying += 1;
            (state.tried < MAX_TRIED).then_some(state.found.len())
        });
        let value = from.and_then(|_| read(member));
        let found = STATE.with_borrow_mut(|state| {
            state.trying -= 1;
            from.map(|from| state.found.split_off(from))
        });
        let (Some(value), Some(found)) = (value, found) else {
            continue;
        };
        match &best {
            Some((_, fewest)) if found.len() > fewest.len() => {}
            Some((_, fewest)) if found.len() == fewest.len() => is_only = false,
            _ => (best, is_only) = (Some((value, found)), true),
        }
    }
    let (value, found) = best.filter(|_| is_only)?;
    STATE.with_borrow_mut(|state| {
        state.found.extend(found);
        state.failed = None;
    });
    Some(value)
}
