//! Changes of the document `shop.yaml`, with the level of each crate that a person expects.

use specwright_diff::Source::{self, Major, Minor, Patch};

/// A change of the document.
pub struct Pair {
    /// The change in a few words.
    pub name: &'static str,
    /// Each text that is replaced, and its replacement.
    pub edits: &'static [(&'static str, &'static str)],
    /// The expected levels of types, client and server.
    pub levels: [Source; 3],
}

const fn pair(
    name: &'static str,
    edits: &'static [(&'static str, &'static str)],
    levels: [Source; 3],
) -> Pair {
    Pair {
        name,
        edits,
        levels,
    }
}

/// The changes.
pub const PAIRS: &[Pair] = &[
    // Nothing that is public.
    pair(
        "a description changes",
        &[("description: A pet", "description: An animal")],
        [Patch, Patch, Patch],
    ),
    pair(
        "a constraint is added",
        &[(
            "id: {type: integer}\n        name: {type: string, maxLength: 90}",
            "id: {type: integer, minimum: 1}\n        name: {type: string, maxLength: 90}",
        )],
        [Patch, Patch, Patch],
    ),
    pair(
        "a constraint is widened",
        &[("maxLength: 90", "maxLength: 120")],
        [Patch, Patch, Patch],
    ),
    pair(
        "a pattern of one length changes",
        &[("[A-Z]{4}", "[A-M]{4}")],
        [Patch, Patch, Patch],
    ),
    pair(
        "a status of one success changes",
        &[(
            "\"204\": {description: Deleted}",
            "\"202\": {description: Deleted}",
        )],
        [Patch, Patch, Patch],
    ),
    pair(
        "optional properties change places",
        &[(
            "city: {type: string}\n        zip: {type: string}",
            "zip: {type: string}\n        city: {type: string}",
        )],
        [Patch, Patch, Patch],
    ),
    pair(
        "values of an enum change places",
        &[("enum: [red, green]", "enum: [green, red]")],
        [Patch, Patch, Patch],
    ),
    pair(
        "the path changes",
        &[("  /orders:\n", "  /purchases:\n")],
        [Patch, Patch, Patch],
    ),
    pair(
        "a query parameter becomes a header",
        &[("name: limit, in: query", "name: limit, in: header")],
        [Patch, Patch, Patch],
    ),
    pair(
        "an operation is deprecated",
        &[(
            "operationId: getPet\n",
            "operationId: getPet\n      deprecated: true\n",
        )],
        [Patch, Patch, Patch],
    ),
    pair(
        "unknown properties are forbidden",
        &[(
            "        city: {type: string}\n        zip: {type: string}\n",
            "        city: {type: string}\n        zip: {type: string}\n      additionalProperties: false\n",
        )],
        [Patch, Patch, Patch],
    ),
    // Structs.
    pair(
        "an optional property of a response is added",
        &[(
            "        nick: {type: string}\n",
            "        nick: {type: string}\n        age: {type: integer}\n",
        )],
        [Minor, Minor, Minor],
    ),
    pair(
        "an optional property of a request is added",
        &[(
            "        code: {$ref",
            "        tag: {type: string}\n        code: {$ref",
        )],
        [Minor, Minor, Minor],
    ),
    pair(
        "a required property of a response is added",
        &[
            (
                "required: [id, name, status, kind]",
                "required: [id, name, status, kind, age]",
            ),
            (
                "        nick: {type: string}\n",
                "        nick: {type: string}\n        age: {type: integer}\n",
            ),
        ],
        [Major, Minor, Major],
    ),
    pair(
        "a required property of a request is added",
        &[
            ("required: [name, status]", "required: [name, status, age]"),
            (
                "        code: {$ref",
                "        age: {type: integer}\n        code: {$ref",
            ),
        ],
        [Major, Major, Minor],
    ),
    pair(
        "a struct of optional fields gets a required one",
        &[(
            "      properties:\n        city: {type: string}",
            "      required: [land]\n      properties:\n        land: {type: string}\n        city: {type: string}",
        )],
        [Major, Minor, Major],
    ),
    pair(
        "an unused struct gets a required field",
        &[
            ("required: [a]", "required: [a, c]"),
            (
                "        b: {type: string}\n",
                "        b: {type: string}\n        c: {type: integer}\n",
            ),
        ],
        [Major, Patch, Patch],
    ),
    pair(
        "a property of a response is removed",
        &[("        nick: {type: string}\n", "")],
        [Major, Major, Major],
    ),
    pair(
        "a property of a request is removed",
        &[("        code: {$ref: \"#/components/schemas/Code\"}\n", "")],
        [Major, Major, Major],
    ),
    pair(
        "a property is renamed",
        &[(
            "        nick: {type: string}\n",
            "        nickName: {type: string}\n",
        )],
        [Major, Major, Major],
    ),
    pair(
        "a required property becomes optional",
        &[(
            "required: [id, name, status, kind]",
            "required: [id, name, kind]",
        )],
        [Major, Major, Major],
    ),
    pair(
        "an optional property becomes required",
        &[("required: [item, at]", "required: [item, at, pay]")],
        [Major, Major, Major],
    ),
    pair(
        "the only required property becomes optional",
        &[("      required: [message]\n", "")],
        [Major, Major, Major],
    ),
    pair(
        "a property becomes nullable",
        &[("nick: {type: string}", "nick: {type: [string, \"null\"]}")],
        [Major, Major, Major],
    ),
    pair(
        "a property is no longer nullable",
        &[(
            "born: {type: [string, \"null\"], format: date}",
            "born: {type: string, format: date}",
        )],
        [Major, Major, Major],
    ),
    pair(
        "the type of a property changes",
        &[("total: {type: number}", "total: {type: string}")],
        [Major, Major, Major],
    ),
    pair(
        "the width of an integer changes",
        &[(
            "lives: {type: integer}",
            "lives: {type: integer, format: int32}",
        )],
        [Major, Major, Major],
    ),
    pair(
        "a property gets a format",
        &[("zip: {type: string}", "zip: {type: string, format: uuid}")],
        [Major, Major, Major],
    ),
    pair(
        "a property becomes a list",
        &[(
            "city: {type: string}",
            "city: {type: array, items: {type: string}}",
        )],
        [Major, Major, Major],
    ),
    pair(
        "a property gets an enum",
        &[(
            "city: {type: string}",
            "city: {type: string, enum: [rome, oslo]}",
        )],
        [Major, Major, Major],
    ),
    pair(
        "additional properties are kept no longer",
        &[("      additionalProperties: {type: string}\n", "")],
        [Major, Major, Major],
    ),
    pair(
        "additional properties have another type",
        &[(
            "additionalProperties: {type: string}",
            "additionalProperties: {type: integer}",
        )],
        [Major, Major, Major],
    ),
    pair(
        "required properties of two types change places",
        &[
            (
                "        name: {type: string}\n        status: {$ref",
                "        status: {$ref",
            ),
            (
                "Status\"}\n        code:",
                "Status\"}\n        name: {type: string}\n        code:",
            ),
        ],
        [Major, Major, Minor],
    ),
    // Traits.
    pair(
        "a struct loses Eq and Hash",
        &[(
            "        x: {type: integer}",
            "        z: {type: number}\n        x: {type: integer}",
        )],
        [Major, Major, Major],
    ),
    pair(
        "a struct gains Copy",
        &[(
            "pet: {type: integer}\n    Leftover",
            "pet: {type: integer, format: int32}\n    Leftover",
        )],
        [Major, Major, Major],
    ),
    pair(
        "a newtype loses Copy",
        &[("^[A-Z]{4}$", "^[A-Z]{2,4}$")],
        [Major, Major, Major],
    ),
    pair(
        "a newtype has another length",
        &[("[A-Z]{4}", "[A-Z]{5}")],
        [Major, Major, Major],
    ),
    // Kinds.
    pair(
        "a newtype becomes an alias",
        &[(", pattern: \"^[A-Z]{4}$\"", "")],
        [Major, Major, Major],
    ),
    pair(
        "an alias becomes an enum",
        &[(
            "Moment: {type: string, format: date-time}",
            "Moment: {type: string, enum: [now, then]}",
        )],
        [Major, Major, Major],
    ),
    pair(
        "an alias has another target",
        &[(
            "Moment: {type: string, format: date-time}",
            "Moment: {type: string, format: date}",
        )],
        [Major, Major, Major],
    ),
    pair(
        "a wrapper becomes an alias",
        &[("maxItems: 5, ", "")],
        [Major, Major, Major],
    ),
    pair(
        "a wrapper holds other items",
        &[(
            "maxItems: 5, items: {type: string}",
            "maxItems: 5, items: {type: integer}",
        )],
        [Major, Major, Major],
    ),
    pair(
        "an enum becomes a string",
        &[(
            "Sort: {type: string, enum: [name, age]}",
            "Sort: {type: string}",
        )],
        [Major, Major, Major],
    ),
    pair(
        "a struct becomes a union",
        &[(
            "    Sale:\n      type: object\n      required: [pet]\n      properties:\n        pet: {type: integer}\n",
            "    Sale:\n      oneOf: [{type: string}, {type: integer}]\n",
        )],
        [Major, Major, Major],
    ),
    pair(
        "an enum of integers becomes one of strings",
        &[(
            "Level: {type: integer, enum: [1, 2]}",
            "Level: {type: string, enum: [one, two]}",
        )],
        [Major, Major, Major],
    ),
    // Enums.
    pair(
        "a value of a response's enum is added",
        &[("enum: [red, green]", "enum: [red, green, blue]")],
        [Major, Major, Minor],
    ),
    pair(
        "a value of a request's enum is added",
        &[("enum: [name, age]", "enum: [name, age, size]")],
        [Major, Minor, Major],
    ),
    pair(
        "a value of both is added",
        &[("enum: [free, sold]", "enum: [free, sold, lost]")],
        [Major, Major, Major],
    ),
    pair(
        "a value is removed",
        &[("enum: [name, age]", "enum: [name]")],
        [Major, Major, Major],
    ),
    pair(
        "an integer is added",
        &[("enum: [1, 2]", "enum: [1, 2, 3]")],
        [Major, Major, Minor],
    ),
    pair(
        "a member of a response's union is added",
        &[
            (
                "        - {$ref: \"#/components/schemas/Dog\"}\n",
                "        - {$ref: \"#/components/schemas/Dog\"}\n        - {$ref: \"#/components/schemas/Cow\"}\n",
            ),
            (
                "    Dog:\n",
                "    Cow:\n      type: object\n      required: [species]\n      properties:\n        species: {type: string, const: Cow}\n    Dog:\n",
            ),
        ],
        [Major, Major, Minor],
    ),
    pair(
        "a member of a request's union is added",
        &[(
            "        - {type: string}\n",
            "        - {type: string}\n        - {type: integer}\n",
        )],
        [Major, Minor, Major],
    ),
    pair(
        "a member of a union is removed",
        &[("        - {type: string}\n", "")],
        [Major, Major, Major],
    ),
    pair(
        "a member of a union has another type",
        &[(
            "        - {type: string}\n",
            "        - {type: array, items: {type: string}}\n",
        )],
        [Major, Major, Major],
    ),
    // Names.
    pair(
        "a model is renamed",
        &[
            (
                "$ref: \"#/components/schemas/Sale\"",
                "$ref: \"#/components/schemas/Deal\"",
            ),
            ("    Sale:\n", "    Deal:\n"),
        ],
        [Major, Major, Major],
    ),
    pair(
        "an unused model is removed",
        &[(
            "    Leftover:\n      type: object\n      required: [a]\n      properties:\n        a: {type: string}\n        b: {type: string}\n",
            "",
        )],
        [Major, Patch, Patch],
    ),
    pair(
        "an unused model is added",
        &[(
            "    Moment:",
            "    Another: {type: object, properties: {a: {type: string}}}\n    Moment:",
        )],
        [Minor, Patch, Patch],
    ),
    // Operations.
    pair(
        "an operation is added",
        &[(
            "  /orders:\n",
            "  /carts:\n    get:\n      tags: [orders]\n      operationId: cart\n      security: []\n      responses: {\"204\": {description: Empty}}\n  /orders:\n",
        )],
        [Minor, Minor, Major],
    ),
    pair(
        "an operation is renamed",
        &[("operationId: getPet\n", "operationId: readPet\n")],
        [Major, Major, Major],
    ),
    pair(
        "a webhook is added",
        &[(
            "webhooks:\n",
            "webhooks:\n  petLost:\n    post:\n      operationId: petLost\n      responses: {\"204\": {description: Noted}}\n",
        )],
        [Minor, Minor, Minor],
    ),
    pair(
        "a webhook is renamed",
        &[("operationId: petSold", "operationId: petBought")],
        [Major, Major, Major],
    ),
    pair(
        "an optional parameter is added",
        &[(
            "        - {name: sort, in: query",
            "        - {name: page, in: query, schema: {type: integer}}\n        - {name: sort, in: query",
        )],
        [Minor, Minor, Minor],
    ),
    pair(
        "a required parameter is added",
        &[(
            "        - {name: X-Reason,",
            "        - {name: X-Actor, in: header, required: true, schema: {type: integer}}\n        - {name: X-Reason,",
        )],
        [Major, Major, Minor],
    ),
    pair(
        "an operation gets its first parameters",
        &[(
            "operationId: addPet\n",
            "operationId: addPet\n      parameters:\n        - {name: dry, in: query, schema: {type: boolean}}\n",
        )],
        [Minor, Major, Minor],
    ),
    pair(
        "a parameter is removed",
        &[(
            "        - {name: limit, in: query, schema: {type: integer, format: int32}}\n",
            "",
        )],
        [Major, Major, Major],
    ),
    pair(
        "a parameter becomes required",
        &[(
            "{name: limit, in: query,",
            "{name: limit, in: query, required: true,",
        )],
        [Major, Major, Major],
    ),
    pair(
        "a parameter has another type",
        &[(
            "{name: limit, in: query, schema: {type: integer, format: int32}}",
            "{name: limit, in: query, schema: {type: string}}",
        )],
        [Major, Major, Major],
    ),
    pair(
        "a body becomes optional",
        &[(
            "        required: true\n        content: {application/json: {schema: {$ref: \"#/components/schemas/NewPet\"}}}",
            "        content: {application/json: {schema: {$ref: \"#/components/schemas/NewPet\"}}}",
        )],
        [Major, Major, Major],
    ),
    pair(
        "a body gets another media type",
        &[(
            "          text/plain: {schema: {type: string}}\n",
            "          text/plain: {schema: {type: string}}\n          application/octet-stream: {}\n",
        )],
        [Major, Minor, Major],
    ),
    pair(
        "an operation gets a body",
        &[(
            "operationId: listPets\n",
            "operationId: listPets\n      requestBody: {content: {text/plain: {schema: {type: string}}}}\n",
        )],
        [Minor, Major, Minor],
    ),
    // Responses.
    pair(
        "an error is added",
        &[(
            "        \"410\":\n          description: Gone\n",
            "        \"410\":\n          description: Gone\n        \"418\":\n          description: Teapot\n",
        )],
        [Major, Major, Minor],
    ),
    pair(
        "an error is removed",
        &[("        \"410\":\n          description: Gone\n", "")],
        [Major, Major, Major],
    ),
    pair(
        "the first error is added",
        &[(
            "        \"204\": {description: Deleted}\n",
            "        \"204\": {description: Deleted}\n        \"404\": {description: None}\n",
        )],
        [Minor, Major, Major],
    ),
    pair(
        "a second success is added",
        &[(
            "        \"204\": {description: Deleted}\n",
            "        \"204\": {description: Deleted}\n        \"200\": {description: Kept}\n",
        )],
        [Minor, Major, Major],
    ),
    pair(
        "a third success is added",
        &[(
            "        \"409\":\n",
            "        \"202\":\n          description: Later\n        \"409\":\n",
        )],
        [Major, Major, Minor],
    ),
    pair(
        "a success gets another body",
        &[(
            "        \"204\": {description: Deleted}\n",
            "        \"200\": {description: Deleted, content: {text/plain: {schema: {type: string}}}}\n",
        )],
        [Patch, Major, Major],
    ),
    pair(
        "a media type of a response is added",
        &[(
            "            text/csv: {schema: {type: string}}\n",
            "            text/csv: {schema: {type: string}}\n            text/html: {schema: {type: string}}\n",
        )],
        [Major, Major, Minor],
    ),
    pair(
        "a header of a response is added",
        &[(
            "            X-Total: {required: true, schema: {type: integer}}\n",
            "            X-Total: {required: true, schema: {type: integer}}\n            X-Next: {schema: {type: string}}\n",
        )],
        [Major, Major, Major],
    ),
    pair(
        "a header of a response is removed",
        &[(
            "          headers:\n            X-Total: {required: true, schema: {type: integer}}\n",
            "",
        )],
        [Major, Major, Major],
    ),
    // Security and servers.
    pair(
        "a security scheme is added",
        &[
            (
                "security: [{bearer: []}, {key: []}]",
                "security: [{bearer: []}, {key: []}, {session: []}]",
            ),
            (
                "    key: {type: apiKey",
                "    session: {type: apiKey, in: cookie, name: sid}\n    key: {type: apiKey",
            ),
        ],
        [Minor, Minor, Major],
    ),
    pair(
        "a security scheme is removed",
        &[(
            "security: [{bearer: []}, {key: []}]",
            "security: [{bearer: []}]",
        )],
        [Major, Major, Major],
    ),
    pair(
        "a security scheme changes its kind",
        &[(
            "bearer: {type: http, scheme: bearer}",
            "bearer: {type: http, scheme: basic}",
        )],
        [Patch, Major, Major],
    ),
    pair(
        "credentials are needed together",
        &[(
            "security: [{bearer: []}, {key: []}]",
            "security: [{bearer: [], key: []}]",
        )],
        [Patch, Patch, Major],
    ),
    pair(
        "a public operation needs credentials",
        &[("      security: []\n", "")],
        [Patch, Patch, Major],
    ),
    pair(
        "an operation needs no credentials",
        &[(
            "operationId: getPet\n",
            "operationId: getPet\n      security: []\n",
        )],
        [Patch, Patch, Major],
    ),
    pair(
        "a server is added",
        &[(
            "  - {url: \"https://api.example.com\", x-name: live, description: Live}\n",
            "  - {url: \"https://api.example.com\", x-name: live, description: Live}\n  - {url: \"https://test.example.com\", description: Test}\n",
        )],
        [Patch, Minor, Patch],
    ),
    pair(
        "a server is removed",
        &[(
            "  - {url: \"https://api.example.com\", x-name: live, description: Live}\n",
            "",
        )],
        [Patch, Major, Patch],
    ),
    pair(
        "a value of a server's variable is added",
        &[("enum: [eu, us]", "enum: [eu, us, ap]")],
        [Patch, Minor, Patch],
    ),
    pair(
        "a server's variable takes any text",
        &[("default: eu, enum: [eu, us]", "default: eu")],
        [Patch, Major, Patch],
    ),
];
