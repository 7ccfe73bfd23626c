//! Explanations of the diagnostics of paths, operations and parameters.

use super::Explanation;

pub(super) const PATH_WITHOUT_SLASH: Explanation = Explanation {
    reason: "\"The field name MUST begin with a forward slash\" (OpenAPI 3.0.4, \"Paths Object\").",
    example: "pets: {get: …}",
    repair: "Write `/pets`.",
};

pub(super) const INVALID_PATH_TEMPLATE: Explanation = Explanation {
    reason: "Braces must be balanced and enclose a unique, non-empty parameter name (OpenAPI 3.0.4, \"Path Templating\").",
    example: "/pets/{",
    repair: "Write `/pets/{petId}`.",
};

pub(super) const UNDECLARED_PATH_PARAMETER: Explanation = Explanation {
    reason: "Each name in braces requires a parameter with that name and `in: path`, in the path item or in each of its operations.",
    example: "/pets/{petId}: {get: {responses: …}}",
    repair: "Add `parameters: [{name: petId, in: path, required: true, schema: {type: string}}]`.",
};

pub(super) const UNUSED_PATH_PARAMETER: Explanation = Explanation {
    reason: "A parameter with `in: path` replaces its name in braces.",
    example: "/pets: {get: {parameters: [{name: petId, in: path, …}]}}",
    repair: "Add `{petId}` to the path, or remove the parameter.",
};

pub(super) const DUPLICATE_PARAMETER: Explanation = Explanation {
    reason: "A parameter is identified by `name` and `in`, which must be unique in a list. Header names are case-insensitive. In a lenient run, all declarations apply: the parameter is required if one of them is, and its value must be valid for each.",
    example: "parameters: [{name: a, in: query}, {name: a, in: query}]",
    repair: "Remove one of the declarations.",
};

pub(super) const OPTIONAL_PATH_PARAMETER: Explanation = Explanation {
    reason: "A path parameter must have `required: true` (OpenAPI 3.0.4, \"Parameter Object\"). It is treated as required.",
    example: "{name: petId, in: path, schema: {type: string}}",
    repair: "Add `required: true`.",
};

pub(super) const DUPLICATE_PATH: Explanation = Explanation {
    reason: "Two paths are equal if they are equal after `%XX` is decoded (RFC 3986, section 6.2.2.2).",
    example: "/pets/{id}   and   /%70ets/{id}",
    repair: "Merge the two path items.",
};

pub(super) const DUPLICATE_OPERATION_ID: Explanation = Explanation {
    reason: "\"The id MUST be unique among all operations described in the API\" (OpenAPI 3.0.4, \"Operation Object\").",
    example: "operationId: getPet   twice",
    repair: "Rename one of the operations.",
};

pub(super) const INVALID_STATUS: Explanation = Explanation {
    reason: "A key is a status from 100 to 599, a range from `1XX` to `5XX`, or `default` (OpenAPI 3.0.4, \"Responses Object\").",
    example: "responses: {ok: …}",
    repair: "Write `\"200\"`.",
};

pub(super) const NO_RESPONSES: Explanation = Explanation {
    reason: "\"The Responses Object MUST contain at least one response code\" (OpenAPI 3.0.4).",
    example: "responses: {}",
    repair: "Add the response of a successful request, or `default`.",
};

pub(super) const UNKNOWN_SECURITY_SCHEME: Explanation = Explanation {
    reason: "Each name in `security` must be a key of `components.securitySchemes`.",
    example: "security: [{bearer: []}]",
    repair: "Declare the scheme, or use the name of a declared scheme.",
};

pub(super) const PARAMETER_FORM: Explanation = Explanation {
    reason: "A parameter or header has either `schema` or `content`, and `content` has exactly one media type.",
    example: "{name: a, in: query}",
    repair: "Add `schema: {type: string}`.",
};

pub(super) const INVALID_STYLE: Explanation = Explanation {
    reason: "Path: `matrix`, `label`, `simple`. Query: `form`, `spaceDelimited`, `pipeDelimited`, `deepObject`. Header: `simple`. Cookie: `form`.",
    example: "{in: header, style: form}",
    repair: "Write `style: simple`, or remove it.",
};

pub(super) const IGNORED_HEADER_PARAMETER: Explanation = Explanation {
    reason: "Parameters named `Accept`, `Content-Type` or `Authorization` shall be ignored: `content` and `security` describe these headers (OpenAPI 3.0.4, \"Parameter Object\"). `Host`, `Content-Length`, `Transfer-Encoding` and `Connection` belong to the message and its connection (RFC 9110, sections 7.2, 7.6.1 and 8.6); a custom value would make the message invalid.",
    example: "{in: header, name: Authorization}",
    repair: "Declare a security scheme.",
};

pub(super) const INVALID_HEADER_NAME: Explanation = Explanation {
    reason: "The name of a header (RFC 9110, section 5.6.2) or cookie (RFC 6265, section 4.1.1) is a token: letters, digits and !#$%&'*+-.^_`|~.",
    example: "{in: header, name: \"X Id\"}",
    repair: "Write `X-Id`.",
};

pub(super) const INVALID_MEDIA_TYPE: Explanation = Explanation {
    reason: "A key of `content` is a media type or range (RFC 9110, section 8.3.1): a type, `/`, a subtype, and parameters after `;`.",
    example: "content: {json: …}",
    repair: "Write `application/json`.",
};

pub(super) const SERVER_VARIABLE: Explanation = Explanation {
    reason: "The default of a server variable must be listed in its `enum`.",
    example: "url: https://{region}.example.com",
    repair: "Add the default to `enum`, or write another default.",
};

pub(super) const INVALID_COMPONENT_NAME: Explanation = Explanation {
    reason: "Component names consist of letters, digits, `.`, `-` and `_` (OpenAPI 3.0.4, \"Components Object\").",
    example: "schemas: {\"My Pet\": …}",
    repair: "Write `My-Pet`.",
};

pub(super) const CONFLICTING_MEDIA_TYPES: Explanation = Explanation {
    reason: "Media types are case-insensitive (RFC 9110, section 8.3.1).",
    example: "content: {application/json: …, Application/JSON: …}",
    repair: "Remove one of the declarations.",
};

pub(super) const UNUSABLE_SERVER: Explanation = Explanation {
    reason: "The server URL has a variable without a default. The server is ignored.",
    example: "servers: [{url: \"{siteUrl}\"}]",
    repair: "Add `variables: {siteUrl: {default: …}}`.",
};

pub(super) const SIMILAR_PATHS: Explanation = Explanation {
    reason: "\"Templated paths with the same hierarchy but different templated names MUST NOT exist as they are identical\" (OpenAPI 3.0.4, \"Paths Object\"). A server cannot distinguish them. For the same method, it tries operations that require credentials first, then follows the lexical order of the paths.",
    example: "/pets/{id}   and   /pets/{name}",
    repair: "Merge the two path items.",
};

pub(super) const LOOSE_MEDIA_TYPE: Explanation = Explanation {
    reason: "Parameters follow a `;`, and the range of all media types is `*/*` (RFC 9110, section 8.3.1). The intended media type is unambiguous and is used.",
    example: "content: {\"application/json, charset=utf-8\": …}",
    repair: "Write `application/json; charset=utf-8`.",
};

pub(super) const LOWER_CASE_RANGE: Explanation = Explanation {
    reason: "A status range has a capital X: `4XX` (OpenAPI 3.0.4, \"Responses Object\").",
    example: "responses: {4xx: …}",
    repair: "Write `4XX`.",
};

pub(super) const REPEATED_PARAMETER: Explanation = Explanation {
    reason: "A list must not contain a parameter twice (OpenAPI 3.0.4, \"Operation Object\"). Both references have the same target, so the second one is ignored.",
    example: "parameters: [{$ref: '#/components/parameters/page'}, {$ref: '#/components/parameters/page'}]",
    repair: "Remove one of the references.",
};

pub(super) const PATH_WITH_QUERY: Explanation = Explanation {
    reason: "A path has no query string; query parameters are declared separately (OpenAPI 3.0.4, \"Paths Object\"). Every request sends these pairs, and they distinguish the operation from others with the same path.",
    example: "/messages?beta=true",
    repair: "Declare a required parameter with `in: query` and an `enum` of this one value.",
};

pub(super) const PATH_WITH_FRAGMENT: Explanation = Explanation {
    reason: "A fragment is never sent (RFC 3986, section 3.5). Some documents use fragments to declare several operations with the same method and path, which differ in a header or body. The client has a method for each of them. The server routes to the first, in the order of their templates.",
    example: "/files/{id}#shared_link",
    repair: "Merge operations with the same method and path.",
};

pub(super) const PATH_OPERATOR: Explanation = Explanation {
    reason: "`{+rest}` (RFC 6570) and `{*rest}` (some routers) match several path segments. OpenAPI has no such parameter (OpenAPI 3.0.4, \"Path Templating\"): `/`, `?` and `#` in its value are percent-encoded, and paths with more segments do not match.",
    example: "/files/{+rest}",
    repair: "Write `/files/{rest}`, and decode `%2F` in the server.",
};

pub(super) const UNKNOWN_METHOD: Explanation = Explanation {
    reason: "A path item has one field per method (OpenAPI 3.0.4, \"Path Item Object\"). An operation under any other key would be ignored.",
    example: "/pets: {link: {responses: …}}",
    repair: "Write a known method. Other methods belong in `additionalOperations` (OpenAPI 3.2).",
};

pub(super) const ADJACENT_PARAMETERS: Explanation = Explanation {
    reason: "The end of the first value is ambiguous.",
    example: "/pets/{kind}{id}",
    repair: "Write `/pets/{kind}/{id}`.",
};

pub(super) const UNKNOWN_LINK: Explanation = Explanation {
    reason: "\"The name of an existing, resolvable OAS operation\" (OpenAPI 3.0.4, \"Link Object\").",
    example: "links: {owner: {operationId: getOwnr}}",
    repair: "Write `operationId: getOwner`.",
};

pub(super) const REPEATED_OPERATION: Explanation = Explanation {
    reason: "A path has one operation per method. For an operation both beside the `$ref` of a path item and in its target, \"the behavior is undefined\" (OpenAPI 3.0.4, \"Path Item Object\"). `get` and `GET` are the same method.",
    example: "/pets: {$ref: './pets.yaml', get: {…}}   where pets.yaml has `get` too",
    repair: "Remove one of the operations.",
};

pub(super) const OPERATION_REFERENCE: Explanation = Explanation {
    reason: "Each method of a path item holds an Operation Object, which cannot be a reference (OpenAPI 3.0.4, \"Path Item Object\").",
    example: "/pets: {get: {$ref: './list.yaml'}}",
    repair: "Move the `$ref` to the path item: `/pets: {$ref: './pets.yaml'}`.",
};

pub(super) const MISPLACED_SECURITY: Explanation = Explanation {
    reason: "Only the document and its operations have `security` (OpenAPI 3.0.4, \"OpenAPI Object\" and \"Operation Object\"). Elsewhere it is ignored, and operations that appear secured are public.",
    example: "/pets: {security: [{bearer: []}], get: {…}}",
    repair: "Write it in each operation, or once in the document.",
};

pub(super) const UNDEFINED_STYLE: Explanation = Explanation {
    reason: "`spaceDelimited` and `pipeDelimited` are defined for arrays and objects with `explode: false`; `deepObject` is defined for objects with `explode: true`, which is not its default (OpenAPI 3.0.4, \"Style Values\", \"Style Examples\" and the default of `explode`). Nested arrays and objects in a `deepObject` are undefined. The label shows the form that is used; other tools may use another.",
    example: "{in: query, name: ids, style: deepObject, schema: {type: array, items: {type: string}}}",
    repair: "Remove `style`, or add `explode: true` to the `deepObject` of an object.",
};

pub(super) const UNSENDABLE_PARAMETER: Explanation = Explanation {
    reason: "In each style, items of an array and properties of an object must be strings, numbers or booleans (OpenAPI 3.0.4, \"Style Examples\"; RFC 6570, section 2.4.2). Every value of this parameter has nested arrays or objects, so it can never be sent.",
    example: "{in: query, name: area, required: true, schema: {type: array, items: {type: array, items: {type: number}}}}",
    repair: "Write `content: {application/json: {schema: …}}` instead of `schema`.",
};

pub(super) const NESTED_PARAMETER: Explanation = Explanation {
    reason: "In each style, items of an array and properties of an object must be strings, numbers or booleans (OpenAPI 3.0.4, \"Style Examples\"; RFC 6570, section 2.4.2). The client rejects values with nested arrays or objects before it sends the request.",
    example: "{in: query, name: filter, schema: {type: object, properties: {ids: {type: array, items: {type: string}}}}}",
    repair: "Write `style: deepObject`, or `content: {application/json: {schema: …}}` instead of `schema`.",
};

pub(super) const BODY_AND_FORM: Explanation = Explanation {
    reason: "\"Since Form parameters are sent in the payload, they cannot be declared together with a body parameter for the same operation\" (Swagger 2.0, \"Parameter Object\"). In a lenient run, a request has either: the form in its media types, or the body in the others of `consumes`.",
    example: "parameters: [{in: body, name: pet, schema: …}, {in: formData, name: photo, type: file}]",
    repair: "Remove one of them, or declare the properties of the body as form parameters.",
};
