//! Checks of the document before anything is lowered.

pub(crate) mod negated_faults;

pub(crate) mod unsupported;
