//! The arguments of runs on the document `pets.yaml`.

#![allow(dead_code, reason = "each test binary uses a part")]

/// Generates all crates.
pub const GENERATE: [&str; 4] = ["generate", "pets.yaml", "--out", "out"];

/// Checks all crates.
pub const CHECK: [&str; 5] = ["generate", "pets.yaml", "--out", "out", "--check"];

/// Generates the types only. No runtime is bundled, since each run flushes what it writes.
pub const GENERATE_TYPES: [&str; 8] = [
    "generate",
    "pets.yaml",
    "--out",
    "out",
    "--only",
    "types",
    "--runtime",
    "version=0",
];

/// Checks the types only.
pub const CHECK_TYPES: [&str; 9] = [
    "generate",
    "pets.yaml",
    "--out",
    "out",
    "--only",
    "types",
    "--runtime",
    "version=0",
    "--check",
];
