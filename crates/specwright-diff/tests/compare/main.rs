//! Compares small documents: each rule, where it must report and where it must pass.

mod cases;
mod operations;
mod rules;
mod spellings;
