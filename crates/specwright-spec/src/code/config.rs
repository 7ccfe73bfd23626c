//! Explanations of the diagnostics of configuration and manifests.

use super::Explanation;

pub(super) const INVALID_CONFIG: Explanation = Explanation {
    reason: "The file is not valid TOML, or has an unknown key or value.",
    example: "renam = {}",
    repair: "Write `rename`.",
};

pub(super) const STALE_RENAME: Explanation = Explanation {
    reason: "The document has no item at the pointer of the entry.",
    example: "[rename]\n\"/components/schemas/Gone\" = \"Departed\"",
    repair: "Remove the entry, or correct its pointer.",
};

pub(super) const STALE_SETTING: Explanation = Explanation {
    reason: "The document has no schema, and no type, that an entry of `[types]`, `[derive]` or `[attributes]` names.",
    example: "[types]\n\"format:decimla\" = \"rust_decimal::Decimal\"",
    repair: "Remove the entry, or correct its key.",
};

pub(super) const STALE_SELECTOR: Explanation = Explanation {
    reason: "`include` or `exclude` has a selector that matches no operation of the document: a tag, path, method, `operationId` or webhook.",
    example: "[operations]\ninclude = [\"tag:isues\"]   # and a document with the tag `issues`",
    repair: "Correct the selector, or remove it.",
};

pub(super) const EXCLUDED_FAULT: Explanation = Explanation {
    reason: "A part of the document that no chosen operation needs has an error. It is left out, with the parts that refer to it, and takes no part in naming.",
    example: "[operations]\ninclude = [\"tag:pets\"]   # and an unresolved reference in an operation of another tag",
    repair: "Correct the document, or ignore the warning.",
};

pub(super) const STALE_ALLOWANCE: Explanation = Explanation {
    reason: "The document no longer has the gap that the entry allows.",
    example: "[[allow]]\ncode = \"SW1001\"\npointer = \"/paths/~1gone/get\"\nreason = \"not needed\"",
    repair: "Remove the entry.",
};

pub(super) const MISSING_DEPENDENCY: Explanation = Explanation {
    reason: "The generated code uses a crate that is missing in `Cargo.toml`.",
    example: "[dependencies]\nspecwright-runtime = { path = \"…\" }   # and no serde_core",
    repair: "Add the line in the message.",
};

pub(super) const UNMET_DEPENDENCY: Explanation = Explanation {
    reason: "`specwright generate --layout module` writes a module into a package of yours, and changes no manifest. The module uses a crate, or a feature of one, that your `Cargo.toml` lacks. With `--check` this is an error (SW1104).",
    example: "[dependencies]   # of a package with a generated module, and no specwright-runtime",
    repair: "Add the line in the message.",
};

pub(super) const MISSING_LIMIT: Explanation = Explanation {
    reason: "The compiler follows nested types up to 128 levels by default. Documents with longer chains of types need `#![recursion_limit]` in the root of each crate. `specwright generate` writes that line; a hand-written `lib.rs` must contain it.",
    example: "#![forbid(unsafe_code)]   # and 200 schemas, each a property of the one before",
    repair: "Add the line in the message.",
};
