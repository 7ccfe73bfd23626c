//! Schemas that admit the same values, written differently: no change.

use crate::cases::changes;

/// The spellings of one meaning.
const SPELLINGS: &[&[&str]] = &[
    &[
        "{type: [string, 'null']}",
        "{anyOf: [{type: string}, {type: 'null'}]}",
        "{oneOf: [{type: 'null'}, {type: string}]}",
    ],
    &[
        "{type: [string, integer]}",
        "{anyOf: [{type: integer}, {type: string}]}",
    ],
    &[
        "{const: a}",
        "{enum: [a]}",
        "{type: string, enum: [a]}",
        "{type: string, const: a, maxLength: 9}",
    ],
    &[
        "{type: string, enum: [a, b]}",
        "{anyOf: [{const: b}, {const: a}]}",
        "{type: string, enum: [b, a, b]}",
    ],
    &[
        "{type: integer, minimum: 1}",
        "{type: integer, exclusiveMinimum: 0}",
        "{type: number, multipleOf: 1, minimum: 0.5}",
    ],
    &[
        "{type: string, pattern: '^[0-9]+$'}",
        "{type: string, pattern: '^\\d{1,}$'}",
        "{type: string, pattern: '^[0-9]+$', minLength: 1}",
    ],
    &[
        "{type: string, pattern: '^[a-z]{3}$'}",
        "{type: string, pattern: '^[a-z]+$', minLength: 3, maxLength: 3}",
    ],
    &[
        "{type: array, items: {}}",
        "{type: array, items: true}",
        "{type: array, minItems: 0}",
    ],
    &[
        "{type: array, maxItems: 0}",
        "{type: array, items: false}",
        "{type: array, maxItems: 0, uniqueItems: true}",
    ],
    &["{type: boolean}", "{enum: [true, false]}"],
    &[
        "{type: object}",
        "{type: object, additionalProperties: true}",
        "{type: object, additionalProperties: {}}",
        "{type: object, required: []}",
    ],
    &[
        "{type: object, properties: {a: {type: string}, b: {type: string}}, required: [a, b]}",
        "{allOf: [{type: object, properties: {b: {type: string}}, required: [b]}, {properties: {a: {type: string}}, required: [a]}]}",
        "{type: object, properties: {a: {type: string}}, required: [b, a], allOf: [{properties: {b: {type: string}}}]}",
    ],
    &[
        "{type: object, properties: {a: {type: string}}, additionalProperties: false}",
        "{allOf: [{properties: {a: {type: string}}}], type: object, unevaluatedProperties: false}",
    ],
    &["{type: string, not: {type: integer}}", "{type: string}"],
    &[
        "{not: {type: [string, number, array, object, 'null']}}",
        "{type: boolean}",
    ],
    &[
        "{$ref: '#/components/schemas/Node'}",
        "{type: object, properties: {next: {$ref: '#/components/schemas/Node'}}}",
        "{$ref: '#/components/schemas/Twin'}",
    ],
    &[
        "{oneOf: [{type: object, properties: {k: {const: a}}, required: [k]}, {type: object, properties: {k: {const: b}}, required: [k]}]}",
        "{anyOf: [{type: object, properties: {k: {const: b}}, required: [k]}, {type: object, properties: {k: {const: a}}, required: [k]}]}",
    ],
];

fn document(schema: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: t, version: '1'}}
components:
  schemas:
    Node: {{type: object, properties: {{next: {{$ref: '#/components/schemas/Node'}}}}}}
    Twin: {{type: object, properties: {{next: {{$ref: '#/components/schemas/Other'}}}}}}
    Other: {{type: object, properties: {{next: {{$ref: '#/components/schemas/Twin'}}}}}}
paths:
  /a:
    post:
      requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {schema}}}}}}}}}
"
    )
}

#[test]
fn spellings_of_one_meaning_are_no_change() {
    for spellings in SPELLINGS {
        for old in *spellings {
            for new in *spellings {
                let found = changes(&document(old), &document(new));
                assert!(found.is_empty(), "{old}\n{new}\n{found:#?}");
            }
        }
    }
}
