//! Passes that change the drafts before their types are named, in the order in which [`lower`](crate::lower) runs them.

pub(crate) mod preserve_unknown;

pub(crate) mod applied_defaults;

pub(crate) mod secrets;

pub(crate) mod direction;

pub(crate) mod files;
