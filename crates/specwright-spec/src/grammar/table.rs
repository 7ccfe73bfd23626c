//! The table of fields.

use super::FieldShape::*;
use super::FieldUse::{Annotation, Read, Unsupported};
use super::ObjectKind::*;
use super::{Field, FieldShape, FieldUse, ObjectKind};
use crate::Version::{self, V3_0, V3_1, V3_2};

const fn optional(name: &'static str, shape: FieldShape, usage: FieldUse) -> Field {
    Field {
        name,
        shape,
        required: None,
        usage,
        since: Version::V2_0,
        until: Version::V3_2,
    }
}

/// A field that all versions require.
const fn required(name: &'static str, shape: FieldShape, usage: FieldUse) -> Field {
    required_until(Version::V3_2, name, shape, usage)
}

/// A field that only earlier versions require.
const fn required_until(
    last: Version,
    name: &'static str,
    shape: FieldShape,
    usage: FieldUse,
) -> Field {
    Field {
        required: Some(last),
        ..optional(name, shape, usage)
    }
}

/// A field since this version.
const fn since(first: Version, name: &'static str, shape: FieldShape, usage: FieldUse) -> Field {
    Field {
        since: first,
        ..optional(name, shape, usage)
    }
}

/// A field until this version.
const fn until(last: Version, name: &'static str, shape: FieldShape, usage: FieldUse) -> Field {
    Field {
        until: last,
        ..optional(name, shape, usage)
    }
}

const TEXTS: FieldShape = List(&Text);
const SCHEMA: FieldShape = FieldShape::Schema;
const SCHEMAS: FieldShape = List(&SCHEMA);
const NAMED_SCHEMAS: FieldShape = Map(&SCHEMA);
const SERVERS: FieldShape = List(&Object(Server));
const PARAMETERS: FieldShape = List(&Referable(Parameter));
const CONTENT: FieldShape = Map(&Referable(MediaType));
const HEADERS: FieldShape = Map(&Referable(Header));
const EXAMPLES: FieldShape = Map(&Referable(Example));
const LINKS: FieldShape = Map(&Referable(Link));
const SECURITY: FieldShape = List(&Map(&TEXTS));
/// An operation must not be a reference, which `check` reports; the reference is followed nevertheless.
const OPERATION: FieldShape = Referable(Operation);
const CALLBACKS: FieldShape = Map(&Referable(Callback));
const PATH_ITEMS: FieldShape = Map(&Referable(PathItem));
const NESTED_ENCODINGS: FieldUse = Unsupported("nested parts are encoded by their types");
const STREAM_ENCODINGS: FieldUse = Unsupported("parts of a stream are encoded by their types");

#[rustfmt::skip]
pub(super) fn fields(kind: ObjectKind) -> &'static [Field] {
    match kind {
        Document => const { &[
            required("openapi", Text, Read),
            required("info", Object(Info), Read),
            required_until(V3_0, "paths", Patterned(&Referable(PathItem)), Read),
            since(V3_1, "webhooks", PATH_ITEMS, Read),
            since(V3_1, "jsonSchemaDialect", Text, Annotation),
            since(V3_2, "$self", Text, Read),
            optional("servers", SERVERS, Read),
            optional("components", Object(Components), Read),
            optional("security", SECURITY, Read),
            optional("tags", List(&Object(Tag)), Read),
            optional("externalDocs", Object(ExternalDocumentation), Annotation),
        ] },
        Info => const { &[
            required("title", Text, Read),
            required("version", Text, Read),
            optional("description", Text, Read),
            since(V3_1, "summary", Text, Read),
            optional("termsOfService", Text, Read),
            optional("contact", Object(Contact), Read),
            optional("license", Object(License), Read),
        ] },
        Contact => const { &[
            optional("name", Text, Read),
            optional("url", Text, Read),
            optional("email", Text, Read),
        ] },
        License => const { &[
            required("name", Text, Read),
            since(V3_1, "identifier", Text, Annotation),
            optional("url", Text, Read),
        ] },
        Server => const { &[
            required("url", Text, Read),
            since(V3_2, "name", Text, Annotation),
            optional("description", Text, Read),
            optional("variables", Map(&Object(ServerVariable)), Read),
        ] },
        ServerVariable => const { &[
            required("default", Text, Read),
            optional("enum", TEXTS, Read),
            optional("description", Text, Read),
        ] },
        Components => const { &[
            optional("schemas", NAMED_SCHEMAS, Read),
            optional("responses", Map(&Referable(Response)), Read),
            optional("parameters", Map(&Referable(Parameter)), Read),
            optional("examples", EXAMPLES, Annotation),
            optional("requestBodies", Map(&Referable(RequestBody)), Read),
            optional("headers", HEADERS, Read),
            optional("securitySchemes", Map(&Referable(SecurityScheme)), Read),
            optional("links", LINKS, Annotation),
            optional("callbacks", CALLBACKS, Read),
            since(V3_1, "pathItems", PATH_ITEMS, Read),
            since(V3_2, "mediaTypes", CONTENT, Read),
        ] },
        PathItem => const { &[
            optional("summary", Text, Annotation),
            optional("description", Text, Annotation),
            optional("get", OPERATION, Read),
            optional("put", OPERATION, Read),
            optional("post", OPERATION, Read),
            optional("delete", OPERATION, Read),
            optional("options", OPERATION, Read),
            optional("head", OPERATION, Read),
            optional("patch", OPERATION, Read),
            optional("trace", OPERATION, Read),
            since(V3_2, "query", OPERATION, Read),
            since(V3_2, "additionalOperations", Map(&OPERATION), Read),
            optional("servers", SERVERS, Read),
            optional("parameters", PARAMETERS, Read),
        ] },
        Operation => const { &[
            optional("tags", TEXTS, Read),
            optional("summary", Text, Read),
            optional("description", Text, Read),
            optional("externalDocs", Object(ExternalDocumentation), Read),
            optional("operationId", Text, Read),
            optional("parameters", PARAMETERS, Read),
            optional("requestBody", Referable(RequestBody), Read),
            required_until(V3_0, "responses", Patterned(&Referable(Response)), Read),
            optional("callbacks", CALLBACKS, Read),
            optional("deprecated", Boolean, Read),
            optional("security", SECURITY, Read),
            optional("servers", SERVERS, Read),
        ] },
        ExternalDocumentation => const { &[
            required("url", Text, Read),
            optional("description", Text, Read),
        ] },
        Parameter => const { &[
            required("name", Text, Read),
            required("in", Text, Read),
            optional("description", Text, Read),
            optional("required", Boolean, Read),
            optional("deprecated", Boolean, Read),
            optional("allowEmptyValue", Boolean, Annotation),
            optional("style", Text, Read),
            optional("explode", Boolean, Read),
            optional("allowReserved", Boolean, Read),
            optional("schema", SCHEMA, Read),
            optional("example", Any, Annotation),
            optional("examples", EXAMPLES, Annotation),
            optional("content", CONTENT, Read),
        ] },
        RequestBody => const { &[
            required("content", CONTENT, Read),
            optional("description", Text, Read),
            optional("required", Boolean, Read),
        ] },
        MediaType => const { &[
            optional("schema", SCHEMA, Read),
            optional("example", Any, Annotation),
            optional("examples", EXAMPLES, Annotation),
            optional("encoding", Map(&Object(Encoding)), Read),
            since(V3_2, "itemSchema", SCHEMA, Read),
            since(V3_2, "prefixEncoding", List(&Object(Encoding)), Read),
            since(V3_2, "itemEncoding", Object(Encoding), Read),
        ] },
        Encoding => const { &[
            optional("contentType", Text, Read),
            since(V3_2, "encoding", Map(&Object(Encoding)), NESTED_ENCODINGS),
            since(V3_2, "prefixEncoding", List(&Object(Encoding)), STREAM_ENCODINGS),
            since(V3_2, "itemEncoding", Object(Encoding), STREAM_ENCODINGS),
            optional("headers", HEADERS, Read),
            optional("style", Text, Read),
            optional("explode", Boolean, Read),
            optional("allowReserved", Boolean, Read),
        ] },
        Response => const { &[
            since(V3_2, "summary", Text, Annotation),
            required_until(V3_1, "description", Text, Read),
            optional("headers", HEADERS, Read),
            optional("content", CONTENT, Read),
            optional("links", LINKS, Read),
        ] },
        Example => const { &[
            optional("summary", Text, Annotation),
            optional("description", Text, Annotation),
            optional("value", Any, Annotation),
            since(V3_2, "dataValue", Any, Annotation),
            since(V3_2, "serializedValue", Text, Annotation),
            optional("externalValue", Text, Annotation),
        ] },
        Link => const { &[
            optional("operationRef", Text, Read),
            optional("operationId", Text, Read),
            optional("parameters", Map(&Any), Annotation),
            optional("requestBody", Any, Annotation),
            optional("description", Text, Read),
            optional("server", Object(Server), Annotation),
        ] },
        // The keys are expressions, see `ObjectKind::shape_of`.
        Callback => const { &[] },
        Header => const { &[
            optional("description", Text, Read),
            optional("required", Boolean, Read),
            optional("deprecated", Boolean, Read),
            optional("allowEmptyValue", Boolean, Annotation),
            optional("style", Text, Read),
            optional("explode", Boolean, Read),
            optional("allowReserved", Boolean, Annotation),
            optional("schema", SCHEMA, Read),
            optional("example", Any, Annotation),
            optional("examples", EXAMPLES, Annotation),
            optional("content", CONTENT, Read),
        ] },
        Tag => const { &[
            required("name", Text, Read),
            since(V3_2, "summary", Text, Annotation),
            since(V3_2, "parent", Text, Annotation),
            since(V3_2, "kind", Text, Annotation),
            optional("description", Text, Read),
            optional("externalDocs", Object(ExternalDocumentation), Read),
        ] },
        ObjectKind::Schema => const { &[
            optional("title", Text, Read),
            optional("multipleOf", Number, Read),
            optional("maximum", Number, Read),
            optional("exclusiveMaximum", BooleanOr(&Number), Read),
            optional("minimum", Number, Read),
            optional("exclusiveMinimum", BooleanOr(&Number), Read),
            optional("maxLength", Count, Read),
            optional("minLength", Count, Read),
            optional("pattern", Text, Read),
            optional("maxItems", Count, Read),
            optional("minItems", Count, Read),
            optional("uniqueItems", Boolean, Read),
            optional("maxProperties", Count, Read),
            optional("minProperties", Count, Read),
            optional("required", TEXTS, Read),
            optional("enum", List(&Any), Read),
            optional("type", TextOr(&TEXTS), Read),
            since(V3_1, "const", Any, Read),
            optional("allOf", SCHEMAS, Read),
            optional("oneOf", SCHEMAS, Read),
            optional("anyOf", SCHEMAS, Read),
            optional("not", SCHEMA, Read),
            optional("items", OrList(&SCHEMA), Read),
            optional("properties", NAMED_SCHEMAS, Read),
            optional("additionalProperties", BooleanOr(&SCHEMA), Read),
            optional("description", Text, Read),
            optional("format", Text, Read),
            optional("default", Any, Read),
            until(V3_0, "nullable", Boolean, Read),
            optional("discriminator", TextOr(&Object(Discriminator)), Read),
            optional("readOnly", Boolean, Read),
            optional("writeOnly", Boolean, Read),
            optional("xml", Object(Xml), Annotation),
            optional("externalDocs", Object(ExternalDocumentation), Annotation),
            optional("example", Any, Read),
            optional("deprecated", Boolean, Read),
            // JSON Schema 2020-12, Core
            since(V3_1, "$schema", Text, Annotation),
            since(V3_1, "$id", Text, Read),
            since(V3_1, "$anchor", Text, Read),
            since(V3_1, "$dynamicAnchor", Text, Read),
            since(V3_1, "$dynamicRef", Text, Read),
            since(V3_1, "$vocabulary", Any, Annotation),
            since(V3_1, "$comment", Text, Annotation),
            since(V3_1, "$defs", NAMED_SCHEMAS, Read),
            since(V3_1, "definitions", NAMED_SCHEMAS, Read),
            since(V3_1, "prefixItems", SCHEMAS, Read),
            since(V3_1, "contains", SCHEMA, Read),
            since(V3_1, "patternProperties", NAMED_SCHEMAS, Read),
            since(V3_1, "propertyNames", SCHEMA, Read),
            since(V3_1, "dependentSchemas", NAMED_SCHEMAS, Read),
            since(V3_1, "if", SCHEMA, Read),
            since(V3_1, "then", SCHEMA, Read),
            since(V3_1, "else", SCHEMA, Read),
            since(V3_1, "unevaluatedItems", SCHEMA, Read),
            since(V3_1, "unevaluatedProperties", SCHEMA, Read),
            // JSON Schema 2020-12, Validation
            since(V3_1, "minContains", Count, Read),
            since(V3_1, "maxContains", Count, Read),
            since(V3_1, "dependentRequired", Map(&TEXTS), Read),
            since(V3_1, "contentEncoding", Text, Read),
            since(V3_1, "contentMediaType", Text, Read),
            since(V3_1, "contentSchema", SCHEMA, Annotation),
            since(V3_1, "examples", List(&Any), Read),
            since(V3_1, "dependencies", Any, Unsupported("JSON Schema draft 7 syntax; write `dependentRequired` or `dependentSchemas`")),
            since(V3_1, "additionalItems", SCHEMA, Read),
        ] },
        Discriminator => const { &[
            required("propertyName", Text, Read),
            optional("mapping", Map(&Text), Read),
            since(V3_2, "defaultMapping", Text, Read),
        ] },
        Xml => const { &[
            optional("name", Text, Annotation),
            optional("namespace", Text, Annotation),
            optional("prefix", Text, Annotation),
            optional("attribute", Boolean, Annotation),
            optional("wrapped", Boolean, Annotation),
            since(V3_2, "nodeType", Text, Annotation),
        ] },
        // The required fields depend on `type`; `check` knows them.
        SecurityScheme => const { &[
            required("type", Text, Read),
            optional("description", Text, Read),
            optional("name", Text, Read),
            optional("in", Text, Read),
            optional("scheme", Text, Read),
            optional("bearerFormat", Text, Read),
            optional("flows", Object(OAuthFlows), Read),
            optional("openIdConnectUrl", Text, Read),
            since(V3_2, "oauth2MetadataUrl", Text, Annotation),
            since(V3_2, "deprecated", Boolean, Annotation),
        ] },
        OAuthFlows => const { &[
            optional("implicit", Object(OAuthFlow), Read),
            optional("password", Object(OAuthFlow), Read),
            optional("clientCredentials", Object(OAuthFlow), Read),
            optional("authorizationCode", Object(OAuthFlow), Read),
            since(V3_2, "deviceAuthorization", Object(OAuthFlow), Annotation),
        ] },
        OAuthFlow => const { &[
            optional("authorizationUrl", Text, Read),
            since(V3_2, "deviceAuthorizationUrl", Text, Annotation),
            optional("tokenUrl", Text, Read),
            optional("refreshUrl", Text, Read),
            required("scopes", Map(&Text), Read),
        ] },
    }
}
