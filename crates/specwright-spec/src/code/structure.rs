//! Explanations of the diagnostics of the fields of objects.

use super::Explanation;

pub(super) const WRONG_TYPE: Explanation = Explanation {
    reason: "The specification defines the type of every field.",
    example: "required: \"true\"",
    repair: "Write `required: true`.",
};

pub(super) const MISSING_FIELD: Explanation = Explanation {
    reason: "The specification requires the field.",
    example: "info: {title: Pets}",
    repair: "Add `version`.",
};

pub(super) const UNKNOWN_FIELD: Explanation = Explanation {
    reason: "The declared version of the specification does not define this field here, so it is ignored.",
    example: "components: {schemas: {Pet: {const: 1}}}",
    repair: "Remove the field, or prefix its name with `x-`.",
};

pub(super) const MISSPELLED_FIELD: Explanation = Explanation {
    reason: "The name is similar to that of a known field. Ignoring it would change the meaning of the document.",
    example: "requird: [name]",
    repair: "Write `required`, or prefix the name with `x-` if it is an extension.",
};

pub(super) const UNQUOTED_TEXT: Explanation = Explanation {
    reason: "YAML reads `1.10` as a number. The original text is used here, but other tools read it as `1.1`.",
    example: "version: 1.10",
    repair: "Write `version: \"1.10\"`.",
};

pub(super) const IGNORED_FIELD: Explanation = Explanation {
    reason: "The specification defines the field, but the generated code does not use it.",
    example: "callbacks: {…}",
    repair: "No action is required.",
};

pub(super) const INVALID_VALUE: Explanation = Explanation {
    reason: "The specification defines the valid values of the field.",
    example: "in: querry",
    repair: "Write one of the listed values.",
};

pub(super) const NULL_FIELD: Explanation = Explanation {
    reason: "In YAML, a key without a value is null. Required fields and entries of `paths`, `responses` and similar maps must not be null.",
    example: "responses: {\"200\": null}",
    repair: "Write a value, or remove the key.",
};

pub(super) const UNREADABLE_OBJECT: Explanation = Explanation {
    reason: "The object violates a rule that no other diagnostic covers.",
    example: "info: {title: Pets, version: {major: 1}}",
    repair: "Compare the object with the specification. If it is valid, report a bug in specwright.",
};

pub(super) const OTHER_VERSION: Explanation = Explanation {
    reason: "The declared version does not define the keyword. Its meaning is unambiguous and is applied.",
    example: "openapi: 3.1.0   and   {type: string, nullable: true}",
    repair: "Use the equivalent of the declared version, here `type: [string, \"null\"]`, or declare the version that defines the keyword.",
};

pub(super) const TOO_NEW: Explanation = Explanation {
    reason: "The declared version does not define the field, so other tools would ignore it.",
    example: "openapi: 3.0.3   and   webhooks: {…}",
    repair: "Declare the version that defines the field, or remove the field.",
};

pub(super) const REPAIRED: Explanation = Explanation {
    reason: "With `--lenient`, some errors do not stop the run. The label of the diagnostic shows the repair.",
    example: "$ref: '#/components/schemas/Pat'",
    repair: "Correct the document.",
};

pub(super) const MISSING_TEXT: Explanation = Explanation {
    reason: "The specification requires the field, but the generated code does not need it.",
    example: "responses: {\"200\": {content: {…}}}",
    repair: "Add `description`.",
};

pub(super) const EMPTY_FIELD: Explanation = Explanation {
    reason: "In YAML, a key without a value is null, and some exporters write null for absent values. The field is ignored.",
    example: "description:\ntags: null",
    repair: "Write a value, or remove the key.",
};

pub(super) const IGNORED_VALUE: Explanation = Explanation {
    reason: "The value does not have the type that the keyword requires, so the keyword is ignored. An empty array instead of an object, as PHP encodes empty objects, is read as an empty object.",
    example: "properties: {name: {type: string, required: true}}",
    repair: "Write `required: [name]` beside `properties`.",
};

pub(super) const WRONG_CASE: Explanation = Explanation {
    reason: "Names in the specification are case-sensitive. The intended name is unambiguous and is used.",
    example: "in: Query   and   readonly: true",
    repair: "Write `in: query` and `readOnly: true`.",
};

pub(super) const QUOTED_NUMBER: Explanation = Explanation {
    reason: "The field requires a number and the string contains one, which is used. Other tools may ignore it.",
    example: "minLength: \"3\"",
    repair: "Write `minLength: 3`.",
};

pub(super) const NULL_WITHOUT_QUOTES: Explanation = Explanation {
    reason: "In YAML and JSON, an unquoted `null` is not a string. Since `type` requires names, the type `null` is assumed.",
    example: "type: [string, null]",
    repair: "Write `type: [string, \"null\"]`.",
};
