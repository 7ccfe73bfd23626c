//! Explanations of the diagnostics of overlays.

use super::Explanation;

pub(super) const INVALID_OVERLAY: Explanation = Explanation {
    reason: "An overlay has `overlay`, `info` with `title` and `version`, and at least one action; an action has a `target`. Other fields begin with `x-`. An action occurs once. `copy` and the `description` of `info` exist since Overlay 1.1.",
    example: "overlay: 1.1.0\ninfo: {title: Fixes, version: \"1\"}\nactions: [{update: {x-internal: true}}]",
    repair: "Add the `target` of the action: `target: $.info`.",
};

pub(super) const OVERLAY_VERSION: Explanation = Explanation {
    reason: "`overlay` is the version of the specification with all three numbers. Versions 1.0 and 1.1 are supported.",
    example: "overlay: \"1.1\"",
    repair: "Write `overlay: 1.1.0`.",
};

pub(super) const INVALID_JSON_PATH: Explanation = Explanation {
    reason: "`target` and `copy` are queries of RFC 9535, which begin with `$`.",
    example: "target: info.description",
    repair: "Write `target: $.info.description`.",
};

pub(super) const LOOSE_JSON_PATH: Explanation = Explanation {
    reason: "In RFC 9535, a name after a dot has only letters, digits and `_`, and does not begin with a digit. Other names need brackets and quotes; other tools may refuse them without.",
    example: "target: $.paths.*[?@.x-internal]",
    repair: "Write `target: $.paths.*[?@['x-internal']]`.",
};

pub(super) const UNMATCHED_TARGET: Explanation = Explanation {
    reason: "An action that matches nothing is usually misspelled, or the document has changed since the overlay was written. Actions are applied in order, so an earlier one may have removed the nodes. The specification lets such an action succeed, which `x-specwright-optional: true` in the action allows.",
    example: "actions: [{target: \"$.paths['/pet']\", remove: true}]   # and the path is /pets",
    repair: "Correct the JSONPath, or remove the action.",
};

pub(super) const INAPPLICABLE_ACTION: Explanation = Explanation {
    reason: "An object is merged with an object, an array is extended by an array or a single value, and a primitive value is replaced by a primitive value. All nodes that an `update` or `copy` selects are of the same kind; a `copy` has a single source. The root of the document is not removed. In Overlay 1.0, `update` selects objects and arrays only.",
    example: "actions: [{target: $.info, update: {title: [Pets]}}]   # and the title is a string",
    repair: "Correct the value. To replace a node by one of another kind, remove it with an action of its own first.",
};

pub(super) const IGNORED_ACTION: Explanation = Explanation {
    reason: "With `remove: true`, an action removes its target, and `update` and `copy` have no effect. Without any of the three, it changes nothing.",
    example: "actions: [{target: $.servers, remove: true, update: [{url: /v1}]}]",
    repair: "Write two actions: one that removes, and one that updates the object around the removed node.",
};

pub(super) const OTHER_DOCUMENT: Explanation = Explanation {
    reason: "`extends` names the document that the overlay is written for, relative to the file of the overlay, and the overlay is applied to another file. A URL is not compared, since it may name the original of a downloaded document.",
    example: "extends: pets.yaml   # and: specwright generate stores.yaml --overlay overlay.yaml",
    repair: "Apply the overlay to the document that it extends, or correct or remove `extends`.",
};
