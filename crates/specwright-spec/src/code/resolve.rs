//! Explanations of the diagnostics of references.

use super::Explanation;

pub(super) const UNRESOLVED_REFERENCE: Explanation = Explanation {
    reason: "A `$ref` is a URI whose fragment is a JSON Pointer (RFC 6901) into the named file, or into the current file. In a name, `/` is written `~1` and `~` is written `~0`.",
    example: "$ref: '#/components/schema/Pet'",
    repair: "Write `#/components/schemas/Pet`.",
};

pub(super) const WRONG_REFERENCE: Explanation = Explanation {
    reason: "A schema can only refer to a schema, a response only to a response, and so on.",
    example: "schema: {$ref: '#/components/responses/Pet'}",
    repair: "Refer to a component of the expected kind.",
};

pub(super) const REFERENCE_CYCLE: Explanation = Explanation {
    reason: "Every chain of references must end at an object that is not a reference.",
    example: "A: {$ref: '#/components/schemas/B'}\nB: {$ref: '#/components/schemas/A'}",
    repair: "Replace one of the references with the object itself.",
};

pub(super) const INVALID_REFERENCE: Explanation = Explanation {
    reason: "A `$ref` is a string: a URI reference (RFC 3986) with a JSON Pointer as its fragment.",
    example: "$ref: '#/components/schemas/a~2b'",
    repair: "Write `~0` for `~` and `~1` for `/`.",
};

pub(super) const REMOTE_REFERENCE: Explanation = Explanation {
    reason: "The generator opens no network connections, so that the same files always produce the same code.",
    example: "$ref: https://example.com/pet.yaml",
    repair: "Save the file next to the document and refer to that file.",
};

pub(super) const OUTSIDE_REFERENCE: Explanation = Explanation {
    reason: "Only files in or below the folder of the root document are read.",
    example: "$ref: ../../etc/passwd",
    repair: "Move the file into the folder, or name a common folder with `--root DIR`.",
};

pub(super) const IGNORED_SIBLINGS: Explanation = Explanation {
    reason: "\"This object cannot be extended with additional properties and any properties added SHALL be ignored\" (OpenAPI 3.0.4, \"Reference Object\"). `nullable` is applied nevertheless, since it states a clear intent.",
    example: "id: {$ref: '#/components/schemas/Id', readOnly: true}",
    repair: "Write `allOf: [{$ref: …}]` with the keywords beside it.",
};

pub(super) const SIMILAR_REFERENCE: Explanation = Explanation {
    reason: "A parameter has all fields of a header and can be read as one. Where a schema is expected, the schema of a parameter, header or media type is used.",
    example: "headers: {ETag: {$ref: '#/components/parameters/ETag'}}",
    repair: "Declare it in `components.headers`.",
};

pub(super) const DISPLACED_REFERENCE: Explanation = Explanation {
    reason: "Swagger 2.0 uses `definitions`, `parameters` and `responses` instead of `components`; its predecessors used bare names; a separate JSON Schema file uses `#/$defs`; and the leading `/` of a pointer is sometimes missing. The target is unambiguous and is used.",
    example: "openapi: 3.0.3   and   $ref: '#/definitions/Pet'",
    repair: "Write `#/components/schemas/Pet`.",
};
