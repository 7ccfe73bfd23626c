//! The tasks of this workspace: flags and paths only; the work is in `crates/`.
fn main() {}
