//! Explanations of the diagnostics of schemas.

use super::Explanation;

pub(super) const UNKNOWN_TYPE: Explanation = Explanation {
    reason: "The types of OpenAPI 3.0 are `boolean`, `integer`, `number`, `string`, `array` and `object`.",
    example: "type: strnig",
    repair: "Write `string`.",
};

pub(super) const ARRAY_WITHOUT_ITEMS: Explanation = Explanation {
    reason: "\"`items` MUST be present if `type` is `array`\" (OpenAPI 3.0.4, \"Schema Object\"). The schema is read as an array of any values.",
    example: "type: array",
    repair: "Add `items` with the schema of the elements, or `items: {}`.",
};

pub(super) const EMPTY_RANGE: Explanation = Explanation {
    reason: "The lower bound exceeds the upper bound.",
    example: "{minLength: 5, maxLength: 2}",
    repair: "Swap the bounds.",
};

pub(super) const EMPTY_ENUM: Explanation = Explanation {
    reason: "No value is valid against an empty `enum`, so an optional property must be absent. An empty `enum` that `allOf` combines with a non-empty one is ignored.",
    example: "enum: []",
    repair: "List the values, or remove `enum`.",
};

pub(super) const ENUM_MISMATCH: Explanation = Explanation {
    reason: "The value is never valid and is ignored. If it only has quotes that it should not have, or lacks them, it is read as intended.",
    example: "{type: string, enum: [1, 2]}",
    repair: "Write `[\"1\", \"2\"]`, or `type: integer`.",
};

pub(super) const DUPLICATE_ENUM_VALUE: Explanation = Explanation {
    reason: "The second value has no effect.",
    example: "enum: [a, a]",
    repair: "Remove it.",
};

pub(super) const DEFAULT_MISMATCH: Explanation = Explanation {
    reason: "\"The default value represents what would be assumed by the consumer … the value MUST conform to the defined type\" (OpenAPI 3.0.4, \"Schema Object\"). The default is ignored. If it only has quotes that it should not have, or lacks them, it is read as intended.",
    example: "{type: integer, default: \"5\"}",
    repair: "Write `default: 5`.",
};

pub(super) const ENDLESS_SCHEMA: Explanation = Explanation {
    reason: "To validate a value against the schema, the same value must be validated against the same schema (JSON Schema 2020-12 Core, section 9.4.1). A recursive schema must pass through `properties`, `items` or `additionalProperties`.",
    example: "A: {allOf: [{$ref: '#/components/schemas/A'}]}",
    repair: "Refer to the schema that it extends.",
};

pub(super) const NULLABLE_WITHOUT_TYPE: Explanation = Explanation {
    reason: "`nullable` adds null to the `type` of the same object (OpenAPI 3.0.4, \"Schema Object\"). Null is accepted nevertheless, unless an `enum` beside it does not list null.",
    example: "{nullable: true, properties: {…}}",
    repair: "Add `type: object`.",
};

pub(super) const READ_ONLY_AND_WRITE_ONLY: Explanation = Explanation {
    reason: "\"A property MUST NOT be marked as both\" (OpenAPI 3.0.4, \"Schema Object\"): neither requests nor responses could contain it.",
    example: "{readOnly: true, writeOnly: true}",
    repair: "Remove one of them.",
};

pub(super) const FORBIDDEN_REQUIRED: Explanation = Explanation {
    reason: "`required` lists a property that is not declared, and `additionalProperties: false` rejects undeclared properties. The name is ignored.",
    example: "{required: [a], additionalProperties: false}",
    repair: "Declare the property, or remove the name.",
};

pub(super) const DUPLICATE_REQUIRED: Explanation = Explanation {
    reason: "The second name has no effect.",
    example: "required: [a, a]",
    repair: "Remove it.",
};

pub(super) const ENUM_WITHOUT_NULL: Explanation = Explanation {
    reason: "According to the specification, null is not valid unless `enum` lists it (OpenAPI 3.0.4, \"nullable\"). Since `nullable` states a clear intent, null is accepted.",
    example: "{type: string, nullable: true, enum: [a]}",
    repair: "Add `null` to the enum.",
};

pub(super) const INVALID_DISCRIMINATOR: Explanation = Explanation {
    reason: "Each value of `mapping` is the name of a schema or a reference to one.",
    example: "mapping: {cat: '#/components/schemas/Kat'}",
    repair: "Write `#/components/schemas/Cat`.",
};

pub(super) const UNUSED_DISCRIMINATOR: Explanation = Explanation {
    reason: "\"The discriminator object is legal only when using one of the composite keywords oneOf, anyOf, allOf\" (OpenAPI 3.0.4), or in a parent schema that others include with `allOf`.",
    example: "{type: string, discriminator: {propertyName: kind}}",
    repair: "Remove it.",
};

pub(super) const CIRCULAR_INHERITANCE: Explanation = Explanation {
    reason: "Taken literally, the two schemas are infinitely recursive. The member is read as the properties of the other schema without its `oneOf` or `anyOf`.",
    example: "Pet: {oneOf: [{$ref: Cat}], properties: {…}}\nCat: {allOf: [{$ref: Pet}, …]}",
    repair: "Move the shared properties to a separate schema.",
};

pub(super) const CHOICE_OF_ITSELF: Explanation = Explanation {
    reason: "In `anyOf`, such a member adds nothing: a value that is valid against the schema is valid against another member. In `oneOf`, validity is undefined (JSON Schema 2020-12 Core, section 9.4.1). The member is ignored.",
    example: "A: {anyOf: [{type: string}, {$ref: '#/components/schemas/A'}]}",
    repair: "Remove the member.",
};

pub(super) const FORMAT_AS_TYPE: Explanation = Explanation {
    reason: "A format is written beside the type (OpenAPI 3.0.4, \"Data Types\"). Each of these formats belongs to one type, so the intent is unambiguous and is used.",
    example: "type: int64",
    repair: "Write `type: integer` and `format: int64`.",
};

pub(super) const EMPTY_COMPOSITION: Explanation = Explanation {
    reason: "`allOf`, `anyOf` and `oneOf` must list at least one schema (JSON Schema 2020-12 Core, section 10.2.1). Taken literally, no value is valid against an empty `anyOf`; exporters write it for a composition whose members were dropped. The keyword is ignored.",
    example: "{oneOf: []}",
    repair: "Remove the keyword, or list the schemas.",
};

pub(super) const INEFFECTIVE_KEYWORD: Explanation = Explanation {
    reason: "A keyword for the items of an array or the properties of an object applies only to values of that type (JSON Schema 2020-12 Core, section 7.6.1), which `type` excludes.",
    example: "{type: object, items: {type: string}}",
    repair: "Write `type: array`, or remove `items`.",
};

pub(super) const TYPE_AS_FORMAT: Explanation = Explanation {
    reason: "`format` refines a type and does not declare one (OpenAPI 3.0.4, \"Data Types\"). If the schema has no type otherwise, the named type is used.",
    example: "format: string",
    repair: "Write `type: string`.",
};
