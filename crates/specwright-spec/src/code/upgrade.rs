//! Explanations of the diagnostics of versions.

use super::Explanation;

pub(super) const MISSING_VERSION: Explanation = Explanation {
    reason: "Every OpenAPI document has the field `openapi` with the version of the specification (OpenAPI 3.0.4, \"OpenAPI Object\").",
    example: "info: {title: Pets, version: 1.0.0}",
    repair: "Add `openapi: 3.0.3` as the first line.",
};

pub(super) const UNSUPPORTED_VERSION: Explanation = Explanation {
    reason: "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are supported.",
    example: "swagger: \"1.2\"",
    repair: "Convert the document to OpenAPI 3.0.3 or a later version.",
};

pub(super) const MISSING_PRODUCES: Explanation = Explanation {
    reason: "Without `produces`, the media type of a response is undeclared. `application/json` is assumed.",
    example: "swagger: \"2.0\"   and no produces",
    repair: "Add `produces: [application/json]`.",
};

pub(super) const SHORT_VERSION: Explanation = Explanation {
    reason: "A version consists of at least a major and a minor number. For a major number alone, the oldest version is assumed.",
    example: "openapi: 3",
    repair: "Write `openapi: \"3.0.3\"`.",
};
