//! Explanations of the diagnostics of the translation to Rust.

use super::Explanation;

pub(super) const UNSUPPORTED_FEATURE: Explanation = Explanation {
    reason: "Code without the feature would be incorrect, so no code is generated.",
    example: "in: querystring",
    repair: "Allow the gap by code and JSON Pointer in `specwright.toml`; the whole operation is then omitted.",
};

pub(super) const NAME_COLLISION: Explanation = Explanation {
    reason: "Names that differ only in case or punctuation are equal in Rust. The collision is resolved by a property of the items themselves, so that it does not depend on their order.",
    example: "enum: [red, Red]",
    repair: "Pin the name with a rename in `specwright.toml`.",
};

pub(super) const INVALID_NAME: Explanation = Explanation {
    reason: "The name has no character that is valid in a Rust identifier.",
    example: "schemas: {\"-\": …}",
    repair: "Add a rename to `specwright.toml`.",
};

pub(super) const CONTRADICTION: Explanation = Explanation {
    reason: "No value is valid against all members.",
    example: "allOf: [{type: string}, {type: integer}]",
    repair: "Relax one of the members.",
};

pub(super) const INVALID_PATTERN: Explanation = Explanation {
    reason: "Patterns are ECMA-262 regular expressions (OpenAPI 3.0.4, \"Schema Object\").",
    example: "pattern: '[a-'",
    repair: "Write `[a-z]`.",
};

pub(super) const UNKNOWN_FORMAT: Explanation = Explanation {
    reason: "The format selects no Rust type and is not validated. Formats of JSON Schema are validated with `formats = \"assert\"` under `[schemas]` in `specwright.toml`.",
    example: "format: phone",
    repair: "Use `pattern` to validate the value.",
};

pub(super) const MISSING_OPERATION_ID: Explanation = Explanation {
    reason: "The name of the operation is derived from its method and path, and changes with them.",
    example: "get: {responses: …}",
    repair: "Add `operationId`.",
};

pub(super) const IMPOSSIBLE_VALUE: Explanation = Explanation {
    reason: "The constraints of the schema exclude each other, or its values are infinite. Code is generated nevertheless: either the constraints are enforced as written, or the type is `Never`, so that an optional property must be absent, an array must be empty, and any other value is rejected.",
    example: "{type: integer, enum: [a]}",
    repair: "Correct the schema.",
};

pub(super) const DOUBTFUL_PATTERN: Explanation = Explanation {
    reason: "The pattern is enforced according to ECMA-262, or Annex B.1.2 for syntax that the `u` flag rejects: the slashes of `/^a$/` are literal characters, and `\\-` is a hyphen. A pattern of another dialect is read as the equivalent pattern, if there is one: `(?i)a` as `[Aa]`.",
    example: "pattern: /^[a-z]+$/",
    repair: "Write `^[a-z]+$`.",
};

pub(super) const UNTYPED_VALUE: Explanation = Explanation {
    reason: "No Rust type expresses all constraints of the schema. The value is a `serde_json::Value`, and the constraints are validated at run time. A schema that allows any value, such as `{}`, is not reported.",
    example: "patternProperties: {^x-: {type: string}, ^n-: {type: integer}}",
    repair: "Declare what all values have in common: `type`, `properties`, `items`, `additionalProperties`.",
};

pub(super) const ROUNDED_NUMBER: Explanation = Explanation {
    reason: "Values are 64-bit integers or floats, and `multipleOf` has more digits. The nearest representable factor is enforced.",
    example: "{type: number, multipleOf: 0.10000000000000000000000000000000001}",
    repair: "Write a factor of at most 19 digits.",
};

pub(super) const COSTLY_PATTERN: Explanation = Explanation {
    reason: "A pattern with a back-reference, or with very large nested counts, can take a number of steps that grows faster than the text. Matching is limited to 65,536 steps plus 64 per byte; a text that needs more is rejected. All other patterns match in linear time.",
    example: "pattern: ^((a+)+)\\1b$",
    repair: "Remove the back-reference, or limit `maxLength`.",
};

pub(super) const OVERLAPPING_MEMBERS: Explanation = Explanation {
    reason: "A value is valid against `oneOf` only if it is valid against exactly one member (JSON Schema 2020-12 Core, section 10.2.1.3). A value that two members accept is rejected, unless a `discriminator`, a constant, a required property or the JSON type identifies the member.",
    example: "oneOf:\n  - {type: object, properties: {email: {type: string}}}\n  - {type: object, properties: {phone: {type: string}}}\n# {} is valid against both",
    repair: "Add a `discriminator`, or a required property with a different `const` in each member. Write `anyOf` if a value may match both.",
};
