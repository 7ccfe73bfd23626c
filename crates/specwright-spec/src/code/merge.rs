//! Explanations of the diagnostics of merging pages.

use super::Explanation;

pub(super) const UNCLOSED_FENCE: Explanation = Explanation {
    reason: "The page ends inside a fenced code block and was probably truncated. A closing fence consists of at least as many of the same characters as the opening one.",
    example: "```json\n{\"openapi\": \"3.0.3\"}",
    repair: "Export the page again, or add the closing fence.",
};

pub(super) const NO_FRAGMENT: Explanation = Explanation {
    reason: "A fenced code block is a fragment if it is an object with `openapi`, `paths` or `components`.",
    example: "# Pets\n\nAll about pets.",
    repair: "Check the folder, and check that the pages were exported with their code blocks.",
};

pub(super) const ROOT_DISAGREEMENT: Explanation = Explanation {
    reason: "`openapi`, `info`, `servers`, `tags` and all other root fields must have equal JSON values in all fragments.",
    example: "{\"info\": {\"title\": \"Pets\", \"version\": \"1\"}}   and   {\"info\": {\"title\": \"Pets\", \"version\": \"2\"}}",
    repair: "Export all pages from the same version of the API.",
};

pub(super) const COMPONENT_DISAGREEMENT: Explanation = Explanation {
    reason: "Components with the same name must have equal JSON values in all fragments.",
    example: "{\"Pet\": {\"type\": \"object\"}}   and   {\"Pet\": {\"type\": \"string\"}}",
    repair: "Export both pages again; if they still differ, rename one of the components.",
};

pub(super) const OPERATION_DISAGREEMENT: Explanation = Explanation {
    reason: "An operation in several fragments must have an equal JSON value in each of them. `security` of the root object is compared as if each operation declared it.",
    example: "the same path and method with different responses",
    repair: "Export both pages again, or remove one of the operations.",
};

pub(super) const PATH_DISAGREEMENT: Explanation = Explanation {
    reason: "Fields of a path item other than its methods apply to all of its methods, so they must be equal in all fragments. An absent `parameters` or `servers` differs from a present one.",
    example: "/pets: {parameters: […], get: …}   and   /pets: {post: …}",
    repair: "Declare the same fields in both fragments.",
};

pub(super) const INVALID_FRAGMENT: Explanation = Explanation {
    reason: "`paths`, `components`, each group of components and each path item must be objects.",
    example: "{\"paths\": []}",
    repair: "Export the page again.",
};
