//! Server stubs of the AppMaker API: implement [`Api`] and [`Authenticate`], and serve the [`router`].
//!
//! Generated from `specs/appmaker/openapi.yaml` by `cargo xtask codegen`. Invalid requests are rejected
//! before a method of [`Api`] is called.

#[rustfmt::skip]
mod generated;

pub use appmaker_types as types;
pub use generated::*;
pub use specwright_runtime as runtime;
