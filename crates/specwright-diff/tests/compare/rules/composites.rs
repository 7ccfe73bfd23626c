//! The rules about schemas of arrays and objects, and about alternatives, conditions and annotations.

use super::Case;

/// Schemas of a request body.
pub const CASES: &[Case] = &[
    (
        "unique-items-added",
        "{type: array}",
        "{type: array, uniqueItems: true}",
    ),
    (
        "unique-items-removed",
        "{type: array, uniqueItems: true}",
        "{type: array}",
    ),
    (
        "additional-properties-forbidden",
        "{type: object, properties: {a: {}}}",
        "{type: object, properties: {a: {}}, additionalProperties: false}",
    ),
    (
        "additional-properties-allowed",
        "{type: object, additionalProperties: false}",
        "{type: object}",
    ),
    (
        "pattern-property-added",
        "{type: object}",
        "{type: object, patternProperties: {'^a': {type: string}}}",
    ),
    (
        "pattern-property-removed",
        "{type: object, patternProperties: {'^a': {type: string}}}",
        "{type: object}",
    ),
    (
        "pattern-property-allowed",
        "{type: object, additionalProperties: false}",
        "{type: object, additionalProperties: false, patternProperties: {'^a': {type: string}}}",
    ),
    (
        "pattern-property-forbidden",
        "{type: object, additionalProperties: false, patternProperties: {'^a': {type: string}}}",
        "{type: object, additionalProperties: false}",
    ),
    (
        "dependent-required-added",
        "{type: object}",
        "{type: object, dependentRequired: {a: [b]}}",
    ),
    (
        "dependent-required-removed",
        "{type: object, dependentRequired: {a: [b]}}",
        "{type: object}",
    ),
    (
        "optional-property-added",
        "{type: object}",
        "{type: object, properties: {a: {type: string}}}",
    ),
    (
        "required-property-added",
        "{type: object}",
        "{type: object, properties: {a: {type: string}}, required: [a]}",
    ),
    (
        "optional-property-allowed",
        "{type: object, additionalProperties: false}",
        "{type: object, additionalProperties: false, properties: {a: {type: string}}}",
    ),
    (
        "required-property-allowed",
        "{type: object, additionalProperties: false}",
        "{type: object, additionalProperties: false, properties: {a: {type: string}}, required: [a]}",
    ),
    (
        "optional-property-removed",
        "{type: object, properties: {a: {type: string}}}",
        "{type: object}",
    ),
    (
        "required-property-removed",
        "{type: object, properties: {a: {type: string}}, required: [a]}",
        "{type: object}",
    ),
    (
        "optional-property-forbidden",
        "{type: object, additionalProperties: false, properties: {a: {type: string}}}",
        "{type: object, additionalProperties: false}",
    ),
    (
        "required-property-forbidden",
        "{type: object, additionalProperties: false, properties: {a: {type: string}}, required: [a]}",
        "{type: object, additionalProperties: false}",
    ),
    (
        "property-became-required",
        "{type: object, properties: {a: {type: string}}}",
        "{allOf: [{type: object, properties: {a: {type: string}}}, {required: [a]}]}",
    ),
    (
        "property-became-optional",
        "{type: object, properties: {a: {type: string}}, required: [a]}",
        "{type: object, properties: {a: {type: string}}}",
    ),
    (
        "property-became-read-only",
        "{type: object, properties: {a: {type: string}}}",
        "{type: object, properties: {a: {type: string, readOnly: true}}}",
    ),
    (
        "property-no-longer-read-only",
        "{type: object, properties: {a: {type: string, readOnly: true}}}",
        "{type: object, properties: {a: {type: string}}}",
    ),
    (
        "required-property-no-longer-read-only",
        "{type: object, properties: {a: {type: string, readOnly: true}}, required: [a]}",
        "{type: object, properties: {a: {type: string}}, required: [a]}",
    ),
    (
        "alternative-removed",
        "{oneOf: [{type: object, properties: {a: {const: 1}}, required: [a]}, {type: object, properties: {a: {const: 2}}, required: [a]}]}",
        "{oneOf: [{type: object, properties: {a: {const: 1}}, required: [a]}]}",
    ),
    (
        "alternative-added",
        "{oneOf: [{type: array, minItems: 2}]}",
        "{anyOf: [{type: array, minItems: 2}, {type: array, maxItems: 2, items: {type: string}}]}",
    ),
    (
        "one-of-became-any-of",
        "{oneOf: [{type: array, minItems: 2}, {type: array, maxItems: 2}]}",
        "{anyOf: [{type: array, minItems: 2}, {type: array, maxItems: 2}]}",
    ),
    (
        "any-of-became-one-of",
        "{anyOf: [{type: array, minItems: 2}, {type: array, maxItems: 2}]}",
        "{oneOf: [{type: array, minItems: 2}, {type: array, maxItems: 2}]}",
    ),
    (
        "not-added",
        "{type: string}",
        "{type: string, not: {const: a}}",
    ),
    (
        "not-removed",
        "{type: string, not: {const: a}}",
        "{type: string}",
    ),
    (
        "not-narrowed",
        "{type: string, not: {enum: [a]}}",
        "{type: string, not: {enum: [a, b]}}",
    ),
    (
        "not-widened",
        "{type: string, not: {enum: [a, b]}}",
        "{type: string, not: {enum: [a]}}",
    ),
    (
        "not-changed",
        "{type: string, not: {enum: [a]}}",
        "{type: string, not: {enum: [b]}}",
    ),
    (
        "condition-added",
        "{type: object}",
        "{type: object, if: {required: [a]}, then: {required: [b]}}",
    ),
    (
        "condition-removed",
        "{type: object, if: {required: [a]}, then: {required: [b]}}",
        "{type: object}",
    ),
    (
        "condition-narrowed",
        "{type: object, if: {required: [a]}, then: {required: [b]}}",
        "{type: object, if: {required: [a]}, then: {required: [b, c]}}",
    ),
    (
        "condition-widened",
        "{type: object, if: {required: [a]}, then: {required: [b, c]}}",
        "{type: object, if: {required: [a]}, then: {required: [b]}}",
    ),
    (
        "condition-changed",
        "{type: object, if: {required: [a]}, then: {required: [b]}}",
        "{type: object, if: {required: [c]}, then: {required: [b]}}",
    ),
    (
        "contains-added",
        "{type: array}",
        "{type: array, contains: {type: string}}",
    ),
    (
        "contains-removed",
        "{type: array, contains: {type: string}}",
        "{type: array}",
    ),
    (
        "contains-narrowed",
        "{type: array, contains: {type: string}}",
        "{type: array, contains: {type: string}, minContains: 2}",
    ),
    (
        "contains-widened",
        "{type: array, contains: {type: string, maxLength: 2}}",
        "{type: array, contains: {type: string}}",
    ),
    (
        "contains-changed",
        "{type: array, contains: {type: string}}",
        "{type: array, contains: {type: integer}}",
    ),
    (
        "property-names-added",
        "{type: object}",
        "{type: object, propertyNames: {maxLength: 3}}",
    ),
    (
        "property-names-removed",
        "{type: object, propertyNames: {maxLength: 3}}",
        "{type: object}",
    ),
    (
        "property-names-narrowed",
        "{type: object, propertyNames: {maxLength: 3}}",
        "{type: object, propertyNames: {maxLength: 2}}",
    ),
    (
        "property-names-widened",
        "{type: object, propertyNames: {maxLength: 2}}",
        "{type: object, propertyNames: {maxLength: 3}}",
    ),
    (
        "property-names-changed",
        "{type: object, propertyNames: {maxLength: 2}}",
        "{type: object, propertyNames: {minLength: 3}}",
    ),
    (
        "dependent-schema-added",
        "{type: object}",
        "{type: object, dependentSchemas: {a: {minProperties: 2}}}",
    ),
    (
        "dependent-schema-removed",
        "{type: object, dependentSchemas: {a: {minProperties: 2}}}",
        "{type: object}",
    ),
    (
        "dependent-schema-narrowed",
        "{type: object, dependentSchemas: {a: {minProperties: 2}}}",
        "{type: object, dependentSchemas: {a: {minProperties: 3}}}",
    ),
    (
        "dependent-schema-widened",
        "{type: object, dependentSchemas: {a: {minProperties: 3}}}",
        "{type: object, dependentSchemas: {a: {minProperties: 2}}}",
    ),
    (
        "dependent-schema-changed",
        "{type: object, dependentSchemas: {a: {minProperties: 3}}}",
        "{type: object, dependentSchemas: {a: {maxProperties: 3}}}",
    ),
    (
        "default-changed",
        "{type: string, default: a}",
        "{type: string, default: b}",
    ),
    (
        "default-added",
        "{type: string}",
        "{type: string, default: b}",
    ),
    (
        "default-removed",
        "{type: string, default: a}",
        "{type: string}",
    ),
    (
        "extensible-enum-value-removed",
        "{type: string, x-extensible-enum: [a, b]}",
        "{type: string, x-extensible-enum: [a]}",
    ),
    (
        "extensible-enum-value-added",
        "{type: string, x-extensible-enum: [a]}",
        "{type: string, x-extensible-enum: [a, b]}",
    ),
    (
        "discriminator-added",
        "{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}",
        "{discriminator: {propertyName: kind}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}",
    ),
    (
        "discriminator-removed",
        "{discriminator: {propertyName: kind}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}",
        "{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}",
    ),
    (
        "discriminator-changed",
        "{discriminator: {propertyName: kind}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}",
        "{discriminator: {propertyName: sort}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}",
    ),
    (
        "discriminator-value-added",
        "{discriminator: {propertyName: kind, mapping: {Cat: Cat, Dog: Dog}}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}",
        "{discriminator: {propertyName: kind, mapping: {Cat: Cat, Dog: Dog, Puppy: Dog}}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}",
    ),
    (
        "discriminator-value-removed",
        "{discriminator: {propertyName: kind, mapping: {Cat: Cat, Dog: Dog, Puppy: Dog}}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}",
        "{discriminator: {propertyName: kind, mapping: {Cat: Cat, Dog: Dog}}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}",
    ),
    (
        "discriminator-value-changed",
        "{discriminator: {propertyName: kind, mapping: {Cat: Cat, Dog: Dog, Pet: Dog}}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}",
        "{discriminator: {propertyName: kind, mapping: {Cat: Cat, Dog: Dog, Pet: Cat}}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}",
    ),
    (
        "deprecated",
        "{type: string}",
        "{type: string, deprecated: true}",
    ),
    (
        "no-longer-deprecated",
        "{type: string, deprecated: true}",
        "{type: string}",
    ),
];
