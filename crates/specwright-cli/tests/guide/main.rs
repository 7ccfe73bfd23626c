//! The guide in `docs`: its commands run, its settings are accepted, its code compiles, and its links resolve.

mod code;
mod commands;
mod links;
mod page;
