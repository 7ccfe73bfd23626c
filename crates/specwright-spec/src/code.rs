//! The catalogue of diagnostics: a stable code, a name, a title and a long explanation each.
//!
//! Codes are never given a new meaning; `tests/catalogue.rs` fails for one that no snapshot or test shows. The first two
//! digits are the pass: 01 load, 02 upgrade, 03 merge, 04 resolve, 05 to 07 check, 10 lower, 11 configuration.

use crate::Severity;

/// A line of the catalogue.
struct CatalogueEntry {
    code: &'static str,
    name: &'static str,
    severity: Severity,
    title: &'static str,
    why: &'static str,
    wrong: &'static str,
    repair: &'static str,
}

macro_rules! catalogue {
    ($($variant:ident, $code:literal, $name:literal, $severity:ident, $title:literal, $why:literal, $wrong:literal, $repair:literal;)*) => {
        /// What a [`Diagnostic`](crate::Diagnostic) is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!($code, ": ", $title)] $variant,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            fn entry(self) -> CatalogueEntry {
                match self {
                    $(Self::$variant => CatalogueEntry {
                        code: $code,
                        name: $name,
                        severity: Severity::$severity,
                        title: $title,
                        why: $why,
                        wrong: $wrong,
                        repair: $repair,
                    },)*
                }
            }
        }
    };
}

impl Code {
    /// The stable code: `SW0401`.
    pub fn as_str(self) -> &'static str {
        self.entry().code
    }

    /// The name: `unresolved-reference`.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// Whether it stops the run.
    pub fn severity(self) -> Severity {
        self.entry().severity
    }

    /// What it is about, in one line.
    pub fn title(self) -> &'static str {
        self.entry().title
    }

    /// The code of this number or name: `SW0401`, `sw0401`, `unresolved-reference`.
    pub fn parse(text: &str) -> Option<Self> {
        let names = |code: &Self| code.as_str().eq_ignore_ascii_case(text) || code.name() == text;
        Self::ALL.iter().copied().find(names)
    }

    /// What `specwright explain` prints: the reason, an example and its repair.
    pub fn explanation(self) -> String {
        let CatalogueEntry {
            code,
            name,
            severity,
            title,
            why,
            wrong,
            repair,
        } = self.entry();
        let example: String = wrong.lines().map(|line| format!("    {line}\n")).collect();
        let severity = severity.as_str();
        format!(
            "{code} {name} ({severity}): {title}\n\n{why}\n\nExample:\n\n{example}\nRepair: {repair}\n"
        )
    }
}

catalogue! {
    // Reading files
    UnreadableFile, "SW0101", "unreadable-file", Error,
        "a file cannot be read",
        "The file is missing, is no regular file, is too large, or may not be read. Nothing but regular files below the folder of the root document is opened.",
        "openapi: see ./petstore.yml    # the file is called petstore.yaml",
        "Name a file that is there, relative to the file that refers to it.";
    InvalidEncoding, "SW0102", "invalid-encoding", Error,
        "a file is not UTF-8",
        "Documents are read as UTF-8, with or without a byte order mark; other encodings are refused rather than guessed.",
        "title: caf\\xE9                 # Latin-1",
        "Save the file as UTF-8.";
    InvalidSyntax, "SW0103", "invalid-syntax", Error,
        "a file is neither YAML nor JSON",
        "The text breaks off or breaks a rule of its notation. A name that ends in .json, or a fence that says `json`, is held to RFC 8259: no trailing commas, no comments, no NaN.",
        "{\"tags\": [\"a\", \"b\",]}",
        "Write `{\"tags\": [\"a\", \"b\"]}`.";
    DuplicateKey, "SW0104", "duplicate-key", Error,
        "a key stands twice in one object",
        "Of two members with one key, readers disagree on which counts (RFC 8259 section 4), so neither does. `200` and `\"200\"` are one key.",
        "properties:\n  id: {type: string}\n  id: {type: integer}",
        "Remove one of them, or give it its own name.";
    TooDeep, "SW0105", "too-deep", Error,
        "a document is nested too deeply",
        "Objects and arrays may be nested 127 deep, which no real document reaches; more is an attack or an accident.",
        "example: [[[[[[ … ]]]]]]",
        "Give inner schemas a name under `components.schemas` and refer to them.";
    SeveralDocuments, "SW0106", "several-documents", Error,
        "a file holds more than one YAML document",
        "An OpenAPI document is one YAML document; a second one after `---` would never be read.",
        "openapi: 3.0.3\n---\nopenapi: 3.0.3",
        "Put each document into its own file.";
    EmptyFile, "SW0107", "empty-file", Error,
        "a file holds nothing",
        "The file is empty or has only comments.",
        "# TODO",
        "Write a document, or remove the file.";
    InvalidKey, "SW0108", "invalid-key", Error,
        "a key is no scalar",
        "YAML allows a list or a mapping as a key; JSON, which OpenAPI is defined by, does not (OpenAPI 3.0.4, \"Format\").",
        "? [a, b]\n: value",
        "Write a string.";
    AliasExpansion, "SW0109", "alias-expansion", Error,
        "aliases expand to too much",
        "An alias stands for a copy of what its anchor names. Copies of copies grow without bound, and an alias inside its own anchor never ends.",
        "a: &a [x, x]\nb: &b [*a, *a]   # and so on",
        "Use `$ref` to name a schema in several places.";
    InvalidMergeKey, "SW0110", "invalid-merge-key", Error,
        "a merge key names no mapping",
        "`<<` takes a mapping, or a list of mappings, whose members are added to the object.",
        "<<: name",
        "Write `<<: *anchor`, where the anchor names a mapping.";
    UnknownTag, "SW0111", "unknown-tag", Error,
        "a YAML tag has no meaning in JSON",
        "Tags other than those of JSON's types (OpenAPI 3.0.4, \"Format\") would be read differently by every tool; `!include` is none of YAML.",
        "schema: !include pet.yaml",
        "Write `$ref: pet.yaml`.";
    InexactNumber, "SW0112", "inexact-number", Error,
        "a number cannot be written without loss",
        "The merged file is written with 64-bit numbers; this one has more digits or a larger exponent than they hold.",
        "maximum: 1e400",
        "Write a number that a 64-bit integer or float holds exactly, or leave the bound out.";
    NumberOutOfRange, "SW0113", "number-out-of-range", Error,
        "a number is larger than a 64-bit float can be",
        "JSON leaves the range of numbers to its readers (RFC 8259 section 6), most of which refuse such a number or read it as infinite. It is refused in JSON and in YAML alike.",
        "maximum: 1e400",
        "Leave the bound out, or put quotes around what is meant as a text.";
    CopyExpansion, "SW0114", "copy-expansion", Error,
        "parts of a document are copied too often",
        "Swagger 2.0 has a schema once where OpenAPI 3 has it for every media type, and form parameters that are shared where each body lists its own. Every operation has the descriptions of the components that it refers to. They are copied, up to a limit that no real document reaches.",
        "consumes: [a/1, a/2, …]   # thousands, for thousands of operations",
        "List the media types that are used, and name large schemas under `definitions`.";

    // Versions
    MissingVersion, "SW0201", "missing-version", Error,
        "the document does not say its version",
        "Every OpenAPI document starts with `openapi` and the version of the specification (OpenAPI 3.0.4, \"OpenAPI Object\").",
        "info: {title: Pets, version: 1.0.0}",
        "Add `openapi: 3.0.3` as the first line.";
    UnsupportedVersion, "SW0202", "unsupported-version", Error,
        "the document is of a version that is not read",
        "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are read.",
        "swagger: \"1.2\"",
        "Convert the document to OpenAPI 3.0.3 or a later version.";

    MissingProduces, "SW0203", "missing-produces", Warning,
        "some responses of a Swagger document do not say their media type",
        "Without `produces` nothing says what a response is. It is read as JSON, which nearly all are.",
        "swagger: \"2.0\"   and no produces",
        "Add `produces: [application/json]`.";
    ShortVersion, "SW0204", "short-version", Warning,
        "a version is cut short",
        "The version has a first and a second number. Of the first alone the oldest one is meant, and read.",
        "openapi: 3",
        "Write `openapi: \"3.0.3\"`.";

    // Merging pages
    UnclosedFence, "SW0301", "unclosed-fence", Error,
        "a code block is not closed",
        "The page ends inside a fenced code block, so it has most likely been cut off. A fence is closed by a line of at least as many of the same characters as opened it.",
        "```json\n{\"openapi\": \"3.0.3\"}",
        "Export the page again, or add the closing fence.";
    NoFragment, "SW0302", "no-fragment", Error,
        "the pages hold no part of an OpenAPI document",
        "A fenced block counts if it is an object that has `openapi`, `paths` or `components`.",
        "# Pets\n\nAll about pets.",
        "Check that the folder is the right one, and that the pages were exported with their code blocks.";
    RootDisagreement, "SW0303", "root-disagreement", Error,
        "two fragments disagree about the API as a whole",
        "`openapi`, `info`, `servers`, `tags` and every other field of the root must be the same in all fragments, compared as JSON values.",
        "{\"info\": {\"title\": \"Pets\", \"version\": \"1\"}}   and   {\"info\": {\"title\": \"Pets\", \"version\": \"2\"}}",
        "Export the pages of one version of the API.";
    ComponentDisagreement, "SW0304", "component-disagreement", Error,
        "two fragments disagree about a component",
        "Components of one name are one component: they must be the same JSON value in all fragments.",
        "{\"Pet\": {\"type\": \"object\"}}   and   {\"Pet\": {\"type\": \"string\"}}",
        "Export both pages again; if they still differ, one of the two needs another name.";
    OperationDisagreement, "SW0305", "operation-disagreement", Error,
        "two fragments disagree about an operation",
        "An operation that stands in two fragments must be the same JSON value in both, its security included: what the root says of security is compared as if each operation said it.",
        "the same path and method with different responses",
        "Export both pages again, or remove one of the two.";
    PathDisagreement, "SW0306", "path-disagreement", Error,
        "two fragments disagree about a path",
        "Fields of a path beside its methods hold for all of its methods, so that all fragments must say the same of them; for `parameters` and `servers` silence is a statement too.",
        "/pets: {parameters: […], get: …}   and   /pets: {post: …}",
        "Give both fragments the same fields.";
    InvalidFragment, "SW0307", "invalid-fragment", Error,
        "a fragment is no part of an OpenAPI document",
        "`paths` and `components` are objects, and so are the kinds of components and the path items in them.",
        "{\"paths\": []}",
        "Export the page again.";

    // References
    UnresolvedReference, "SW0401", "unresolved-reference", Error,
        "a reference points at nothing",
        "A `$ref` is a URI whose fragment is a JSON Pointer (RFC 6901) into the file it names, or into its own file if it names none. A `/` inside a name is written `~1`, a `~` as `~0`.",
        "$ref: '#/components/schema/Pet'",
        "Write `#/components/schemas/Pet`.";
    WrongReference, "SW0402", "wrong-reference", Error,
        "a reference points at something of another kind",
        "Where a schema stands only a schema can be referred to, where a response stands only a response, and so on.",
        "schema: {$ref: '#/components/responses/Pet'}",
        "Refer to a component of the kind that the place needs.";
    ReferenceCycle, "SW0403", "reference-cycle", Error,
        "references lead in a circle",
        "Every chain of references has to end at an object that is none.",
        "A: {$ref: '#/components/schemas/B'}\nB: {$ref: '#/components/schemas/A'}",
        "Write out one of them.";
    InvalidReference, "SW0404", "invalid-reference", Error,
        "a reference cannot be read",
        "A `$ref` is a string: a URI reference (RFC 3986) with a JSON Pointer as its fragment.",
        "$ref: '#/components/schemas/a~2b'",
        "Write `~0` for `~` and `~1` for `/`.";
    RemoteReference, "SW0405", "remote-reference", Error,
        "a reference leads out of the file system",
        "The generator opens no connection, so that the same files always give the same code.",
        "$ref: https://example.com/pet.yaml",
        "Save the file beside the document and refer to that.";
    OutsideReference, "SW0406", "outside-reference", Error,
        "a reference leads out of the folder of the document",
        "Only files in the folder of the root document and below it are read.",
        "$ref: ../../etc/passwd",
        "Move the file into the folder, or start at a root document higher up.";
    IgnoredSiblings, "SW0407", "ignored-siblings", Warning,
        "keywords beside a reference are ignored",
        "In OpenAPI 3.0 a `$ref` stands alone: \"This object cannot be extended with additional properties and any properties added SHALL be ignored\" (\"Reference Object\"). `nullable` is honored all the same, since it is always meant.",
        "id: {$ref: '#/components/schemas/Id', readOnly: true}",
        "Write `allOf: [{$ref: …}]` and the keywords beside that.";
    SimilarReference, "SW0408", "similar-reference", Warning,
        "a reference points at something of a similar kind",
        "A parameter has all that a header has, so that it can be read as one; and of a parameter, a header or a media type where a schema is needed, its schema is meant.",
        "headers: {ETag: {$ref: '#/components/parameters/ETag'}}",
        "Declare it under `components.headers`.";
    DisplacedReference, "SW0409", "displaced-reference", Warning,
        "a reference is written from another place",
        "Swagger 2.0 had `definitions`, `parameters` and `responses` where OpenAPI 3 has `components`, and before that the bare name was enough; a JSON Schema in a file of its own has `#/$defs`; and the first `/` of a pointer is easily forgotten. Nothing else is of that name, so that what is meant is plain, and read.",
        "openapi: 3.0.3   and   $ref: '#/definitions/Pet'",
        "Write `#/components/schemas/Pet`.";

    // The shape of objects
    WrongType, "SW0501", "wrong-type", Error,
        "a field has the wrong type",
        "Every field of OpenAPI has one type.",
        "required: \"true\"",
        "Write `required: true`.";
    MissingField, "SW0502", "missing-field", Error,
        "a required field is missing",
        "The specification requires the field.",
        "info: {title: Pets}",
        "Add `version`.";
    UnknownField, "SW0503", "unknown-field", Warning,
        "a field is not known",
        "The specification of this version has no such field here, so nothing reads it.",
        "components: {schemas: {Pet: {const: 1}}}",
        "Remove it, or let its name start with `x-`.";
    MisspelledField, "SW0504", "misspelled-field", Error,
        "a field is misspelled",
        "The name is so near to that of a known field that it is most likely a slip; ignoring it would change the meaning of the document.",
        "requird: [name]",
        "Write `required`, or let the name start with `x-` if it is your own.";
    UnquotedText, "SW0505", "unquoted-text", Warning,
        "a number stands where text should",
        "YAML reads `1.10` as a number. It is taken as it is written, but other tools will make `1.1` of it.",
        "version: 1.10",
        "Write `version: \"1.10\"`.";
    IgnoredField, "SW0506", "ignored-field", Warning,
        "a field is understood and has no effect",
        "The specification has the field, the generated code has no use for it yet.",
        "callbacks: {…}",
        "Nothing needs to be done.";
    InvalidValue, "SW0507", "invalid-value", Error,
        "a field has a value that it cannot have",
        "The specification lists the values of the field.",
        "in: querry",
        "Write one of the listed values.";
    NullField, "SW0508", "null-field", Error,
        "a field is null",
        "A key with nothing after it is null in YAML. What is required cannot be null, nor can an entry of `paths`, `responses` or another list of things: nothing says what is meant.",
        "responses: {\"200\": null}",
        "Write a value, or remove the key.";
    UnreadableObject, "SW0509", "unreadable-object", Error,
        "an object cannot be read",
        "The object breaks a rule that no other diagnostic names.",
        "info: {title: Pets, version: {major: 1}}",
        "Compare it with the specification; if it is right, this is a bug of specwright.";

    OtherVersion, "SW0510", "other-version", Warning,
        "a keyword is of another version",
        "The version that the document names does not have the keyword. What it says is plain, and honored.",
        "openapi: 3.1.0   and   {type: string, nullable: true}",
        "Write it as the version has it, here `type: [string, \"null\"]`, or name the version that has it.";
    TooNew, "SW0511", "too-new", Error,
        "a field is of a later version",
        "The version that the document names does not have the field, so that other tools would not read it.",
        "openapi: 3.0.3   and   webhooks: {…}",
        "Name the version that has it, or remove it.";
    Repaired, "SW0512", "repaired", Warning,
        "a fault was repaired",
        "With `--lenient` some faults do not stop the run; the message says what was read instead.",
        "$ref: '#/components/schemas/Pat'",
        "Repair the document.";
    MissingText, "SW0513", "missing-text", Warning,
        "a field that only readers need is missing",
        "The specification requires the field, the generated code does without it.",
        "responses: {\"200\": {content: {…}}}",
        "Add `description`.";
    EmptyField, "SW0514", "empty-field", Warning,
        "a field is null",
        "A key with nothing after it is null in YAML, and some exporters write null for every field that they have no value of. It is read as if it were not there.",
        "description:\ntags: null",
        "Write a value, or remove the key.";
    IgnoredValue, "SW0515", "ignored-value", Warning,
        "a keyword with such a value means nothing",
        "The value is not of the type that the keyword takes, and the keyword has no effect. An empty array where an object is needed is how PHP writes an empty object, and is read as one.",
        "properties: {name: {type: string, required: true}}",
        "Write `required: [name]` beside `properties`.";
    WrongCase, "SW0516", "wrong-case", Warning,
        "a name is written in other letters",
        "Names of the specification are written as it has them, upper and lower case included. What is meant is plain, and read.",
        "in: Query   and   readonly: true",
        "Write `in: query` and `readOnly: true`.";
    QuotedNumber, "SW0517", "quoted-number", Warning,
        "a number stands in quotes",
        "The field takes a number, and the text is one. It is read as that number; other tools may ignore it.",
        "minLength: \"3\"",
        "Write `minLength: 3`.";
    NullWithoutQuotes, "SW0518", "null-without-quotes", Warning,
        "the name of the type `null` has no quotes",
        "Without quotes, `null` is no text in YAML and JSON. Since `type` takes names, that of the type `null` is meant, and read.",
        "type: [string, null]",
        "Write `type: [string, \"null\"]`.";

    // Paths, operations, parameters
    PathWithoutSlash, "SW0601", "path-without-slash", Error,
        "a path does not start with a slash",
        "\"The field name MUST begin with a forward slash\" (OpenAPI 3.0.4, \"Paths Object\").",
        "pets: {get: …}",
        "Write `/pets`.";
    InvalidPathTemplate, "SW0602", "invalid-path-template", Error,
        "a path template cannot be read",
        "Braces come in pairs around a name that is not empty and stands once (OpenAPI 3.0.4, \"Path Templating\").",
        "/pets/{",
        "Write `/pets/{petId}`.";
    UndeclaredPathParameter, "SW0603", "undeclared-path-parameter", Error,
        "a path template names a parameter that is not declared",
        "Each name in braces needs a parameter of that name `in: path`, in the path item or in each of its operations.",
        "/pets/{petId}: {get: {responses: …}}",
        "Add `parameters: [{name: petId, in: path, required: true, schema: {type: string}}]`.";
    UnusedPathParameter, "SW0604", "unused-path-parameter", Error,
        "a path parameter does not occur in the path",
        "A parameter `in: path` takes the place of its name in braces.",
        "/pets: {get: {parameters: [{name: petId, in: path, …}]}}",
        "Add `{petId}` to the path, or remove the parameter.";
    DuplicateParameter, "SW0605", "duplicate-parameter", Error,
        "a parameter is declared twice",
        "A parameter is known by its `name` and `in`; a list must not have one twice. Names of headers are compared without case.",
        "parameters: [{name: a, in: query}, {name: a, in: query}]",
        "Remove one of them.";
    OptionalPathParameter, "SW0606", "optional-path-parameter", Warning,
        "a path parameter is not required",
        "A path parameter is part of the path: `required` must be there and true (OpenAPI 3.0.4, \"Parameter Object\"). It is read as required.",
        "{name: petId, in: path, schema: {type: string}}",
        "Add `required: true`.";
    DuplicatePath, "SW0607", "duplicate-path", Error,
        "two paths are the same",
        "Two paths are the same if they are once `%XX` is decoded (RFC 3986 section 6.2.2.2).",
        "/pets/{id}   and   /%70ets/{id}",
        "Join the two.";
    DuplicateOperationId, "SW0608", "duplicate-operation-id", Error,
        "two operations have one name",
        "\"The id MUST be unique among all operations described in the API\" (OpenAPI 3.0.4, \"Operation Object\").",
        "operationId: getPet   twice",
        "Rename one of them.";
    InvalidStatus, "SW0609", "invalid-status", Error,
        "a key of `responses` is no status",
        "A key is a status from 100 to 599, a range from `1XX` to `5XX`, or `default` (OpenAPI 3.0.4, \"Responses Object\").",
        "responses: {ok: …}",
        "Write `\"200\"`.";
    NoResponses, "SW0610", "no-responses", Error,
        "an operation declares no response",
        "\"The Responses Object MUST contain at least one response code\" (OpenAPI 3.0.4).",
        "responses: {}",
        "Add the response of a successful call, or `default`.";
    UnknownSecurityScheme, "SW0611", "unknown-security-scheme", Error,
        "a security scheme is not declared",
        "Each name in `security` is a key of `components.securitySchemes`.",
        "security: [{bearer: []}]",
        "Declare it, or use the name of one that is declared.";
    ParameterForm, "SW0612", "parameter-form", Error,
        "a parameter has no one form",
        "A parameter or header has either `schema` or `content`, and `content` has one media type.",
        "{name: a, in: query}",
        "Add `schema: {type: string}`.";
    InvalidStyle, "SW0613", "invalid-style", Error,
        "a style does not go with the place of a parameter",
        "Path: `matrix`, `label`, `simple`. Query: `form`, `spaceDelimited`, `pipeDelimited`, `deepObject`. Header: `simple`. Cookie: `form`.",
        "{in: header, style: form}",
        "Write `style: simple`, or leave it out.";
    IgnoredHeaderParameter, "SW0614", "ignored-header-parameter", Warning,
        "a header parameter is ignored",
        "Parameters named `Accept`, `Content-Type` or `Authorization` shall be ignored: `content` and `security` speak of these (OpenAPI 3.0.4, \"Parameter Object\"). `Host`, `Content-Length`, `Transfer-Encoding` and `Connection` belong to the message and its connection (RFC 9110, sections 7.2, 7.6.1 and 8.6); a value of one's own would break it.",
        "{in: header, name: Authorization}",
        "Declare a security scheme.";
    InvalidHeaderName, "SW0615", "invalid-header-name", Error,
        "HTTP does not allow this name of a header or cookie",
        "The name of a header (RFC 9110 section 5.6.2) or cookie (RFC 6265 section 4.1.1) is a token: letters, digits and !#$%&'*+-.^_`|~.",
        "{in: header, name: \"X Id\"}",
        "Write `X-Id`.";
    InvalidMediaType, "SW0616", "invalid-media-type", Error,
        "a media type cannot be read",
        "A key of `content` is a media type or range (RFC 9110 section 8.3.1): a type, `/`, a subtype, parameters after `;`.",
        "content: {json: …}",
        "Write `application/json`.";
    ServerVariable, "SW0617", "server-variable", Error,
        "a server's URL and its variables do not agree",
        "Each name in braces has a variable, and the default of a variable is one of its `enum`.",
        "url: https://{region}.example.com",
        "Add `variables: {region: {default: eu}}`.";
    InvalidComponentName, "SW0618", "invalid-component-name", Warning,
        "a component has a name that it should not have",
        "Names of components consist of letters, digits, `.`, `-` and `_` (OpenAPI 3.0.4, \"Components Object\").",
        "schemas: {\"My Pet\": …}",
        "Write `My-Pet`.";
    ConflictingMediaTypes, "SW0619", "conflicting-media-types", Error,
        "two media types are the same",
        "Media types are compared without case (RFC 9110 section 8.3.1).",
        "content: {application/json: …, Application/JSON: …}",
        "Remove one of them.";

    UnusableServer, "SW0620", "unusable-server", Warning,
        "a server cannot be used",
        "Its URL has a variable that has no default. The server is left out.",
        "servers: [{url: \"{siteUrl}\"}]",
        "Add `variables: {siteUrl: {default: …}}`.";
    SimilarPaths, "SW0621", "similar-paths", Warning,
        "two paths differ only in the names of their parameters",
        "\"Templated paths with the same hierarchy but different templated names MUST NOT exist as they are identical\" (OpenAPI 3.0.4, \"Paths Object\"). A server cannot tell them apart: of two operations of one method, one that requires credentials answers before one that does not, and then the one whose path is less as text.",
        "/pets/{id}   and   /pets/{name}",
        "Join the two.";
    LooseMediaType, "SW0622", "loose-media-type", Warning,
        "a media type is written loosely",
        "Parameters follow after `;`, and every type is `*/*` (RFC 9110 section 8.3.1).",
        "content: {\"application/json, charset=utf-8\": …}",
        "Write `application/json; charset=utf-8`.";
    LowerCaseRange, "SW0623", "lower-case-range", Warning,
        "a range of statuses is in lower case",
        "A range is written `4XX`, with a capital X (OpenAPI 3.0.4, \"Responses Object\").",
        "responses: {4xx: …}",
        "Write `4XX`.";
    RepeatedParameter, "SW0624", "repeated-parameter", Warning,
        "a parameter is referred to twice",
        "A list must not have a parameter twice (OpenAPI 3.0.4, \"Operation Object\"). That it is the same one both times changes nothing; it is read once.",
        "parameters: [{$ref: '#/components/parameters/page'}, {$ref: '#/components/parameters/page'}]",
        "Remove one of them.";
    PathWithQuery, "SW0625", "path-with-query", Warning,
        "a path has a query",
        "A path has none; a query is written as parameters (OpenAPI 3.0.4, \"Paths Object\"). What is meant is plain: every request has these pairs, and they tell the operation from others of its path.",
        "/messages?beta=true",
        "Write a required parameter with `in: query` and an `enum` of the one value.";
    PathWithFragment, "SW0626", "path-with-fragment", Warning,
        "a path has a fragment",
        "A fragment is never sent (RFC 3986, section 3.5): it lets a document have several operations of one method and path, told apart by a header or a body. A client sends each of them. A server routes to the first, in the order of their templates.",
        "/files/{id}#shared_link",
        "Join operations of one method and path.";
    PathOperator, "SW0627", "path-operator", Warning,
        "a path parameter of several segments is read as one of a single segment",
        "`{+rest}` of RFC 6570, and `{*rest}` of some routers, stand for several segments of a path. OpenAPI has no such parameter (OpenAPI 3.0.4, \"Path Templating\"): its value has no `/`, `?` or `#` that is not percent-encoded, and a path with more segments is another path.",
        "/files/{+rest}",
        "Write `/files/{rest}`, and let the server decode `%2F`.";

    UnknownMethod, "SW0630", "unknown-method", Error,
        "an operation under a key that is no method",
        "A path item has one field per method (OpenAPI 3.0.4, \"Path Item Object\"); an operation under another key would be lost.",
        "/pets: {link: {responses: …}}",
        "Write the method that is meant; others go under `additionalOperations` since OpenAPI 3.2.";
    AdjacentParameters, "SW0631", "adjacent-parameters", Warning,
        "two path parameters without a text between them",
        "Nothing says where the value of the first ends and that of the second begins.",
        "/pets/{kind}{id}",
        "Write `/pets/{kind}/{id}`.";
    UnknownLink, "SW0632", "unknown-link", Warning,
        "a link to an operation that the document does not have",
        "\"The name of an existing, resolvable OAS operation\" (OpenAPI 3.0.4, \"Link Object\").",
        "links: {owner: {operationId: getOwnr}}",
        "Write `operationId: getOwner`.";
    RepeatedOperation, "SW0633", "repeated-operation", Error,
        "an operation is declared twice",
        "A path has one operation of a method: not one beside the `$ref` of its path item and one behind it, of which \"the behavior is undefined\" (OpenAPI 3.0.4, \"Path Item Object\"), and not `get` beside `GET`.",
        "/pets: {$ref: './pets.yaml', get: {…}}   where pets.yaml has `get` too",
        "Remove one of the two.";
    OperationReference, "SW0634", "operation-reference", Error,
        "an operation is a reference",
        "The methods of a path item hold an Operation Object, for which no reference can stand (OpenAPI 3.0.4, \"Path Item Object\").",
        "/pets: {get: {$ref: './list.yaml'}}",
        "Let the path item be the reference: `/pets: {$ref: './pets.yaml'}`.";
    MisplacedSecurity, "SW0635", "misplaced-security", Error,
        "`security` has no effect in its place",
        "Only the document and its operations have `security` (OpenAPI 3.0.4, \"OpenAPI Object\" and \"Operation Object\"). Elsewhere nothing reads it, and what looks secured is public.",
        "/pets: {security: [{bearer: []}], get: {…}}",
        "Write it in each operation, or once for the document.";
    UndefinedStyle, "SW0636", "undefined-style", Warning,
        "a style is not defined for the type of the value",
        "`spaceDelimited` and `pipeDelimited` are defined for arrays and objects with `explode: false`, `deepObject` for objects with `explode: true`, which is not its default (OpenAPI 3.0.4, \"Style Values\", \"Style Examples\" and the default of `explode`); arrays and objects in a `deepObject` have no form. The form that is written and read in its place is the one that the message shows; other tools may choose another.",
        "{in: query, name: ids, style: deepObject, schema: {type: array, items: {type: string}}}",
        "Leave `style` out, or add `explode: true` to the `deepObject` of an object.";
    UnsendableParameter, "SW0637", "unsendable-parameter", Error,
        "no style has a form for the values of a required parameter",
        "An item of an array and a property of an object is a string, number or boolean in each style of a parameter (OpenAPI 3.0.4, \"Style Examples\"; RFC 6570, section 2.4.2). A parameter of which each value has arrays or objects inside can never be sent.",
        "{in: query, name: area, required: true, schema: {type: array, items: {type: array, items: {type: number}}}}",
        "Write `content: {application/json: {schema: …}}` in the place of `schema`.";
    NestedParameter, "SW0638", "nested-parameter", Warning,
        "no style has a form for some values of a parameter",
        "An item of an array and a property of an object is a string, number or boolean in each style of a parameter (OpenAPI 3.0.4, \"Style Examples\"; RFC 6570, section 2.4.2). A value that has arrays or objects inside is refused by the client before the request is sent.",
        "{in: query, name: filter, schema: {type: object, properties: {ids: {type: array, items: {type: string}}}}}",
        "Write `style: deepObject`, or `content: {application/json: {schema: …}}` in the place of `schema`.";

    // Schemas
    UnknownType, "SW0701", "unknown-type", Error,
        "a type is not known",
        "The types of OpenAPI 3.0 are `boolean`, `integer`, `number`, `string`, `array` and `object`.",
        "type: strnig",
        "Write `string`.";
    ArrayWithoutItems, "SW0702", "array-without-items", Warning,
        "an array does not say what it holds",
        "\"`items` MUST be present if `type` is `array`\" (OpenAPI 3.0.4, \"Schema Object\"). It is read as an array of anything.",
        "type: array",
        "Add `items: {}`, or better the schema of the elements.";
    EmptyRange, "SW0703", "empty-range", Error,
        "no value can meet both bounds",
        "The lower bound is above the upper one.",
        "{minLength: 5, maxLength: 2}",
        "Exchange them.";
    EmptyEnum, "SW0704", "empty-enum", Warning,
        "an enum has no value",
        "No value can be one of none: the place cannot have a value, and an optional property must be absent. Beside an enum with values, which `allOf` takes in, it is read as if it were not there.",
        "enum: []",
        "List the values, or remove `enum`.";
    EnumMismatch, "SW0705", "enum-mismatch", Warning,
        "a value of an enum is not of the schema's type",
        "The value can never occur; but where only quotes are missing, or are too many, it is read as if they were written right.",
        "{type: string, enum: [1, 2]}",
        "Write `[\"1\", \"2\"]`, or `type: integer`.";
    DuplicateEnumValue, "SW0706", "duplicate-enum-value", Warning,
        "a value stands twice in an enum",
        "The second has no effect.",
        "enum: [a, a]",
        "Remove it.";
    DefaultMismatch, "SW0707", "default-mismatch", Warning,
        "a default does not fit its schema",
        "\"The default value represents what would be assumed by the consumer … the value MUST conform to the defined type\" (OpenAPI 3.0.4, \"Schema Object\"). It is left out; but where only quotes are missing, or are too many, it is read as if it were written right.",
        "{type: integer, default: \"5\"}",
        "Write `default: 5`.";
    EndlessSchema, "SW0708", "endless-schema", Error,
        "a schema is defined by itself",
        "A value would have to be checked against the schema to be checked against the schema (JSON Schema Core 9.4.1). A circle has to pass through `properties`, `items` or `additionalProperties`.",
        "A: {allOf: [{$ref: '#/components/schemas/A'}]}",
        "Write what it is based on.";
    NullableWithoutType, "SW0709", "nullable-without-type", Warning,
        "`nullable` is set without a type",
        "`nullable` adds null to `type`, in the same object (OpenAPI 3.0.4, \"Schema Object\"). Null is accepted all the same, since it is always meant, but not beside an `enum` that does not list it.",
        "{nullable: true, properties: {…}}",
        "Add `type: object`.";
    ReadOnlyAndWriteOnly, "SW0710", "read-only-and-write-only", Error,
        "a schema is both readOnly and writeOnly",
        "\"A property MUST NOT be marked as both\" (OpenAPI 3.0.4, \"Schema Object\"): nobody could send it.",
        "{readOnly: true, writeOnly: true}",
        "Remove one of them.";
    ForbiddenRequired, "SW0711", "forbidden-required", Warning,
        "a required property is not allowed",
        "`required` names a property that is not declared, and `additionalProperties: false` refuses every such one. The name is left out.",
        "{required: [a], additionalProperties: false}",
        "Declare the property, or remove the name.";
    DuplicateRequired, "SW0712", "duplicate-required", Warning,
        "a name stands twice in `required`",
        "The second has no effect.",
        "required: [a, a]",
        "Remove it.";
    EnumWithoutNull, "SW0713", "enum-without-null", Warning,
        "`nullable` and an enum without null",
        "By the letter, null is not among the values and never allowed (OpenAPI 3.0.4, \"nullable\"); since it is always meant, it is allowed here.",
        "{type: string, nullable: true, enum: [a]}",
        "Add `null` to the enum.";
    InvalidDiscriminator, "SW0714", "invalid-discriminator", Error,
        "a discriminator points at nothing",
        "Each value of `mapping` is the name of a schema or a reference to one.",
        "mapping: {cat: '#/components/schemas/Kat'}",
        "Write `#/components/schemas/Cat`.";
    UnusedDiscriminator, "SW0715", "unused-discriminator", Warning,
        "a discriminator has nothing to choose from",
        "\"The discriminator object is legal only when using one of the composite keywords oneOf, anyOf, allOf\" (OpenAPI 3.0.4), or in the parent that others take in by allOf.",
        "{type: string, discriminator: {propertyName: kind}}",
        "Remove it.";

    CircularInheritance, "SW0716", "circular-inheritance", Warning,
        "a schema is made of the choice that it is a member of",
        "By the letter the two are defined by each other and endless. What is meant is plain: the member takes over the properties of the other schema, and not its choice, so that is how it is read.",
        "Pet: {oneOf: [{$ref: Cat}], properties: {…}}\nCat: {allOf: [{$ref: Pet}, …]}",
        "Put what both share into a schema of its own.";
    ChoiceOfItself, "SW0717", "choice-of-itself", Warning,
        "a choice offers the schema that it is a part of",
        "Whatever is valid by way of the schema itself is valid by another member of `anyOf`. In `oneOf` it would be valid twice, and so not at all, and so once: by the letter there is no answer (JSON Schema Core 9.4.1). The member is read as if it were not there.",
        "A: {anyOf: [{type: string}, {$ref: '#/components/schemas/A'}]}",
        "Remove it from the choice.";
    FormatAsType, "SW0718", "format-as-type", Warning,
        "the name of a format stands in the place of a type",
        "Formats are said beside the type (OpenAPI 3.0.4, \"Data Types\"). Each of these goes with one type, so that what is meant is plain, and read.",
        "type: int64",
        "Write `type: integer` and `format: int64`.";
    EmptyComposition, "SW0719", "empty-composition", Warning,
        "a composition without members",
        "`allOf`, `anyOf` and `oneOf` list at least one schema (JSON Schema 2020-12 Core, section 10.2.1). By the letter nothing could match an empty `anyOf`; exporters write it for a composition whose members they dropped. The keyword is ignored.",
        "{oneOf: []}",
        "Remove the keyword, or list the schemas.";
    IneffectiveKeyword, "SW0720", "ineffective-keyword", Warning,
        "a keyword has no effect beside the type",
        "A keyword that describes the items of an array or the properties of an object applies to values of that type only (JSON Schema 2020-12 Core, section 7.6.1), and `type` excludes them.",
        "{type: object, items: {type: string}}",
        "Write `type: array`, or remove `items`.";
    TypeAsFormat, "SW0721", "type-as-format", Warning,
        "the name of a type stands in the place of a format",
        "`format` refines a type, it does not name one (OpenAPI 3.0.4, \"Data Types\"). Where nothing else says the type, the one that is named is used.",
        "format: string",
        "Write `type: string`.";

    // What Rust can say
    UnsupportedFeature, "SW1001", "unsupported-feature", Error,
        "a feature is not supported",
        "Code that left it out would be wrong, so none is generated.",
        "in: querystring",
        "Allow it by code and JSON Pointer in `specwright.toml`; the operation is then left out whole.";
    NameCollision, "SW1002", "name-collision", Warning,
        "two names are one in Rust",
        "Names that differ only in case or punctuation become one. The collision is settled by something in the items themselves.",
        "enum: [red, Red]",
        "Pin the name you want with a rename in `specwright.toml`.";
    InvalidName, "SW1003", "invalid-name", Error,
        "a name is no Rust identifier",
        "A name has no letter that Rust could use.",
        "schemas: {\"-\": …}",
        "Add a rename to `specwright.toml`.";
    Contradiction, "SW1004", "contradiction", Error,
        "the members of an allOf contradict each other",
        "No value is valid against all of them.",
        "allOf: [{type: string}, {type: integer}]",
        "Make one of them weaker.";
    InvalidPattern, "SW1005", "invalid-pattern", Error,
        "a pattern does not compile",
        "Patterns are regular expressions of ECMA-262 (OpenAPI 3.0.4, \"Schema Object\").",
        "pattern: '[a-'",
        "Write `[a-z]`.";
    UnknownFormat, "SW1008", "unknown-format", Warning,
        "a format has no effect",
        "The format picks no Rust type and is not checked, unless `formats = \"assert\"` stands under `[schemas]` in `specwright.toml` and it is one of JSON Schema's.",
        "format: phone",
        "Use `pattern` if it should be checked.";
    MissingOperationId, "SW1010", "missing-operation-id", Warning,
        "an operation has no name",
        "Its name is made from method and path, and changes with them.",
        "get: {responses: …}",
        "Add `operationId`.";
    ImpossibleValue, "SW1012", "impossible-value", Warning,
        "no value is valid in this place",
        "What is required of a value excludes itself, or never ends. Code is generated all the same: the rules are enforced as they are written, or the place has the type `Never`, so that an optional property must be absent, an array be empty, and anything else be refused.",
        "{type: integer, enum: [a]}",
        "Correct the schema.";
    DoubtfulPattern, "SW1013", "doubtful-pattern", Warning,
        "a pattern may not mean what its author thought",
        "It is read and enforced as ECMA-262 has it, or as Annex B.1.2 reads what is an error with the `u` flag: the slashes of `/^a$/` are characters to be matched, and `\\-` is a hyphen. What is no pattern of ECMA-262 at all, but of another dialect, is read as the pattern that means the same where there is one: `(?i)a` as `[Aa]`.",
        "pattern: /^[a-z]+$/",
        "Write `^[a-z]+$`.";
    UntypedValue, "SW1014", "untyped-value", Warning,
        "a value is left untyped",
        "The schema says more of its values than a Rust type can: they are `serde_json::Value`, and what the schema says is checked, not typed. A schema that really allows anything, as `{}` does, is no finding.",
        "patternProperties: {^x-: {type: string}, ^n-: {type: integer}}",
        "Say what all values have in common: `type`, `properties`, `items`, `additionalProperties`.";
    RoundedNumber, "SW1015", "rounded-number", Warning,
        "a number has more digits than values have",
        "Values are integers of 64 bits or 64-bit floats, and the factor has more digits. The nearest that can be judged is enforced.",
        "{type: number, multipleOf: 0.10000000000000000000000000000000001}",
        "Write a factor of at most 19 digits.";
    CostlyPattern, "SW1020", "costly-pattern", Warning,
        "checking a pattern can exceed its budget",
        "A pattern with a back-reference can take a number of steps that grows faster than the text, and so can one whose counts multiply beyond all measure. Checking a text takes at most 65,536 steps and 64 more for each byte; a text that needs more is refused. All other patterns are matched in time linear in the length of the text.",
        "pattern: ^((a+)+)\\1b$",
        "Write the pattern without the back-reference, or limit `maxLength`.";
    OverlappingMembers, "SW1021", "overlapping-members", Warning,
        "two members of a oneOf admit the same value",
        "A value is valid against `oneOf` only if it is valid against exactly one member (2020-12 Core, section 10.2.1.3). A value that two members admit is refused, unless a `discriminator`, a constant, a required property or the JSON type tells which member is meant.",
        "oneOf:\n  - {type: object, properties: {email: {type: string}}}\n  - {type: object, properties: {phone: {type: string}}}\n# {} is valid against both",
        "Add a `discriminator`, or a required property with a different `const` in each member. Write `anyOf` if a value may be of both.";

    // Configuration
    InvalidConfig, "SW1101", "invalid-config", Error,
        "specwright.toml cannot be read",
        "The file breaks a rule of TOML, or has a key or a value that is not known.",
        "renam = {}",
        "Write `rename`.";
    StaleRename, "SW1102", "stale-rename", Error,
        "a rename matches nothing",
        "The document no longer has what the entry renames.",
        "[rename]\n\"/components/schemas/Gone\" = \"Departed\"",
        "Remove the entry, or correct its pointer.";
    StaleAllowance, "SW1103", "stale-allowance", Error,
        "an allowance matches nothing",
        "The document no longer has the gap that the entry allows.",
        "[[allow]]\ncode = \"SW1001\"\npointer = \"/paths/~1gone/get\"\nreason = \"not needed\"",
        "Remove the entry.";
    MissingDependency, "SW1104", "missing-dependency", Error,
        "a manifest lacks a dependency",
        "The generated code uses a crate that the crate's Cargo.toml does not name.",
        "[dependencies]\nspecwright-runtime = { path = \"…\" }   # and no serde_core",
        "Add the line that the message shows.";
    MissingLimit, "SW1105", "missing-limit", Error,
        "a crate does not say how deep its types are",
        "What the compiler has to know of a type it finds by going through all that the type holds, 128 steps and no further if nothing else is said. Where the types of a document hold each other in longer chains, the root of each crate says so; `specwright generate` writes that line, and a `lib.rs` written by hand has to have it.",
        "#![forbid(unsafe_code)]   # and 200 schemas, each a property of the one before",
        "Add the line that the message shows.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_found() {
        for code in Code::ALL {
            assert_eq!(Code::parse(code.as_str()), Some(*code));
            assert_eq!(Code::parse(code.name()), Some(*code));
            assert!(!code.title().ends_with('.'), "{}", code.title());
        }
    }

    #[test]
    fn an_explanation_has_reason_example_and_repair() {
        let text = Code::UnresolvedReference.explanation();
        assert!(
            text.starts_with(
                "SW0401 unresolved-reference (error): a reference points at nothing\n\n"
            ),
            "{text}"
        );
        assert!(
            text.contains("\nExample:\n\n    $ref:") && text.contains("\nRepair: "),
            "{text}"
        );
    }
}
