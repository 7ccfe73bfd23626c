//! Explanations of the diagnostics of loading files.

use super::Explanation;

pub(super) const UNREADABLE_FILE: Explanation = Explanation {
    reason: "The file does not exist, is not a regular file, is too large, or cannot be accessed. Only regular files in or below the folder of the root document are opened.",
    example: "openapi: see ./petstore.yml    # the file is called petstore.yaml",
    repair: "Refer to an existing file, relative to the file that contains the reference.",
};

pub(super) const INVALID_ENCODING: Explanation = Explanation {
    reason: "Documents must be encoded as UTF-8, with or without a byte order mark. Other encodings are rejected, not guessed.",
    example: "title: caf\\xE9                 # Latin-1",
    repair: "Save the file as UTF-8.",
};

pub(super) const INVALID_SYNTAX: Explanation = Explanation {
    reason: "The text is truncated or violates the syntax. A file whose name ends in .json, and a code block marked `json`, must conform to RFC 8259: no trailing commas, no comments, no NaN.",
    example: "{\"tags\": [\"a\", \"b\",]}",
    repair: "Write `{\"tags\": [\"a\", \"b\"]}`.",
};

pub(super) const DUPLICATE_KEY: Explanation = Explanation {
    reason: "Parsers disagree about which of two members with the same key is used (RFC 8259, section 4), so the document is rejected. `200` and `\"200\"` are the same key.",
    example: "properties:\n  id: {type: string}\n  id: {type: integer}",
    repair: "Remove one of the members, or rename it.",
};

pub(super) const TOO_DEEP: Explanation = Explanation {
    reason: "Objects and arrays may be nested up to 127 levels deep. The limit protects against stack exhaustion; ordinary documents stay far below it.",
    example: "example: [[[[[[ … ]]]]]]",
    repair: "Move inner schemas to `components.schemas` and refer to them.",
};

pub(super) const SEVERAL_DOCUMENTS: Explanation = Explanation {
    reason: "An OpenAPI document is a single YAML document; a second one after `---` would be ignored.",
    example: "openapi: 3.0.3\n---\nopenapi: 3.0.3",
    repair: "Move each document to its own file.",
};

pub(super) const EMPTY_FILE: Explanation = Explanation {
    reason: "The file has no content, or only comments.",
    example: "# TODO",
    repair: "Write a document, or remove the file.",
};

pub(super) const INVALID_KEY: Explanation = Explanation {
    reason: "YAML allows lists and mappings as keys; JSON, which defines the OpenAPI format, does not (OpenAPI 3.0.4, \"Format\").",
    example: "? [a, b]\n: value",
    repair: "Write a string.",
};

pub(super) const ALIAS_EXPANSION: Explanation = Explanation {
    reason: "An alias is a copy of the node with its anchor. Nested copies grow exponentially, and an alias inside its own anchor is infinite.",
    example: "a: &a [x, x]\nb: &b [*a, *a]   # and so on",
    repair: "Use `$ref` to reuse a schema.",
};

pub(super) const INVALID_MERGE_KEY: Explanation = Explanation {
    reason: "`<<` takes a mapping, or a list of mappings, whose members are added to the object.",
    example: "<<: name",
    repair: "Write `<<: *anchor`, where the anchor marks a mapping.",
};

pub(super) const UNKNOWN_TAG: Explanation = Explanation {
    reason: "Only tags of JSON types are portable (OpenAPI 3.0.4, \"Format\"). `!include` is not part of YAML.",
    example: "schema: !include pet.yaml",
    repair: "Write `$ref: pet.yaml`.",
};

pub(super) const INEXACT_NUMBER: Explanation = Explanation {
    reason: "The merged file uses 64-bit integers and floats; this number has more digits or a larger exponent.",
    example: "maximum: 1e400",
    repair: "Write a number that a 64-bit integer or float represents exactly, or remove the bound.",
};

pub(super) const NUMBER_OUT_OF_RANGE: Explanation = Explanation {
    reason: "JSON leaves the range of numbers to implementations (RFC 8259, section 6), most of which reject such a number or read it as infinity. It is rejected in JSON and YAML.",
    example: "maximum: 1e400",
    repair: "Remove the bound, or quote the value if it is a string.",
};

pub(super) const COPY_EXPANSION: Explanation = Explanation {
    reason: "Swagger 2.0 declares a schema once where OpenAPI 3 repeats it for each media type, and shares form parameters that OpenAPI 3 lists in each body. Descriptions of referenced components are copied to each operation. The copies have a size limit, far above that of ordinary documents.",
    example: "consumes: [a/1, a/2, …]   # thousands, for thousands of operations",
    repair: "List only the media types in use, and move large schemas to `definitions`.",
};
