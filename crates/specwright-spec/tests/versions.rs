//! Features of versions other than OpenAPI 3.0.

use specwright_spec::{
    AdditionalProperties, Document, MemoryFiles, ParameterStyle, Report, ReportFormat, Schema,
    Serialization, Version, open, render,
};

fn read_files(files: &[(&str, &str)]) -> Document {
    let (root, _) = files[0];
    let files = MemoryFiles::new(files.iter().map(|(path, text)| (*path, *text)));
    let mut report = Report::new();
    let document = open(&files, root, &mut report);
    document.unwrap_or_else(|| {
        panic!("{}", render(&report, ReportFormat::Human { color: false }));
    })
}

fn read(text: &str) -> Document {
    read_files(&[("root.yaml", text)])
}

/// Opens an OpenAPI 3.1 document with these component schemas.
fn schemas(text: &str) -> Document {
    let indented: String = text.lines().map(|line| format!("    {line}\n")).collect();
    read(&format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\ncomponents:\n  schemas:\n{indented}"
    ))
}

fn component<'a>(document: &'a Document, name: &str) -> &'a Schema {
    let found = document.components.iter().find(|(it, _)| it == name);
    let (_, id) = found.expect("a component");
    &document.schemas[*id]
}

/// Schemas with keywords that OpenAPI 3.0 does not have.
const KEYWORDS_OF_3_1: &str = "
Pet:
  type: [object, 'null']
  properties: {kind: {const: cat}, photo: {type: string, contentEncoding: base64, contentMediaType: image/png}}
  patternProperties: {'^x-': {type: string}}
  propertyNames: {maxLength: 9}
  dependentRequired: {kind: [name, age]}
  dependentSchemas: {name: {minProperties: 2}}
  if: {required: [kind]}
  then: {required: [age]}
  unevaluatedProperties: false
Ages: {type: array, prefixItems: [{type: integer, exclusiveMinimum: 0, minimum: -5}], items: false, contains: true, maxContains: 3, unevaluatedItems: {}}
Old: {type: array, items: [{type: string}], additionalItems: {type: integer}}
Both: {enum: [a, b], const: b, examples: [b]}
";

#[test]
fn object_keywords_of_3_1() {
    let document = schemas(KEYWORDS_OF_3_1);
    assert_eq!(document.version, Version::V3_1);
    let pet = component(&document, "Pet");
    let types = pet.types.expect("types");
    assert!(types.object && types.null);
    let schema = |id| &document.schemas[id];
    let kind = schema(pet.properties[0].1);
    assert_eq!(
        kind.enumeration.as_deref(),
        kind.const_value.as_ref().map(std::slice::from_ref)
    );
    let photo = schema(pet.properties[1].1);
    assert_eq!(
        (
            photo.content_encoding.as_deref(),
            photo.content_media_type.as_deref()
        ),
        (Some("base64"), Some("image/png"))
    );
    assert_eq!(pet.pattern_properties[0].0, "^x-");
    assert_eq!(
        pet.property_names.map(|id| schema(id).max_length),
        Some(Some(9))
    );
    assert_eq!(pet.dependent_required[0].1, ["name", "age"]);
    assert_eq!(schema(pet.dependent_schemas[0].1).min_properties, Some(2));
    assert_eq!(
        pet.unevaluated_properties,
        Some(AdditionalProperties::Allowed(false))
    );
    let conditional = pet.conditional.expect("a condition");
    assert_eq!(schema(conditional.condition).required, ["kind"]);
    assert!(conditional.then.is_some() && conditional.otherwise.is_none());
}

#[test]
fn array_and_value_keywords_of_3_1() {
    let document = schemas(KEYWORDS_OF_3_1);
    let schema = |id| &document.schemas[id];
    let ages = component(&document, "Ages");
    let minimum = schema(ages.prefix_items[0])
        .minimum
        .as_ref()
        .expect("a bound");
    assert!(minimum.exclusive && minimum.value.is_zero());
    assert_eq!(
        ages.items.map(|id| schema(id).types),
        Some(Some(Default::default()))
    );
    assert_eq!(ages.contains.map(|id| schema(id).types), Some(None));
    assert_eq!(
        (ages.max_contains, ages.unevaluated_items.is_some()),
        (Some(3), true)
    );
    let old = component(&document, "Old");
    assert_eq!(old.prefix_items.len(), 1);
    assert!(
        old.items
            .and_then(|id| schema(id).types)
            .is_some_and(|types| types.integer)
    );
    let both = component(&document, "Both");
    assert_eq!(
        (both.enumeration.as_ref().map(Vec::len), both.examples.len()),
        (Some(1), 1)
    );
}

#[test]
fn siblings_of_a_reference_count_since_3_1() {
    let text = "
Id: {type: string}
A: {$ref: '#/components/schemas/Id', maxLength: 5}
B: {$ref: '#/components/schemas/Id', $comment: nothing}
";
    let document = schemas(text);
    let (a, b) = (component(&document, "A"), component(&document, "B"));
    assert_eq!(
        (a.all_of.len(), a.max_length, a.reference),
        (1, Some(5), None)
    );
    assert_eq!(Some(a.all_of[0]), b.reference);
}

#[test]
fn references_by_anchor_and_identifier() {
    let document = read_files(&[
        (
            "root.yaml",
            "openapi: 3.1.0
info: {title: T, version: '1'}
components:
  schemas:
    ByAnchor: {$ref: '#leaf'}
    ByFileAnchor: {$ref: 'other.yaml#twig'}
    ById: {$ref: 'https://example.com/tree'}
    ByIdAnchor: {$ref: 'https://example.com/tree#branch'}
    Leaf: {$anchor: leaf, title: leaf}
    Tree:
      $id: https://example.com/tree
      title: tree
      properties:
        branch: {$anchor: branch, title: branch}
        inner: {$ref: '#/$defs/inner'}
        outer: {$ref: '#/components/schemas/Leaf'}
        same: {$dynamicRef: '#node'}
      $defs: {inner: {title: inner}}
      $dynamicAnchor: node
",
        ),
        (
            "other.yaml",
            "{$defs: {twig: {$anchor: twig, title: twig}}}",
        ),
    ]);
    let target = |name| {
        let target = component(&document, name).reference.expect("a reference");
        document.schemas[target].title.clone().expect("a title")
    };
    assert_eq!(target("ByAnchor"), "leaf");
    assert_eq!(target("ByFileAnchor"), "twig");
    assert_eq!(target("ById"), "tree");
    assert_eq!(target("ByIdAnchor"), "branch");
    let tree = component(&document, "Tree");
    let property = |index: usize| &document.schemas[tree.properties[index].1];
    assert_eq!(property(1).title.as_deref(), Some("inner"));
    assert_eq!(property(2).title.as_deref(), Some("leaf"));
    let same = document.schemas[property(3).all_of[0]].title.as_deref();
    assert_eq!(same, Some("tree"));
}

#[test]
fn webhooks_callbacks_and_other_methods() {
    let document = read(
        "openapi: 3.2.0
info: {title: T, version: '1'}
paths:
  /pets:
    query: {responses: {'200': {content: {application/jsonl: {itemSchema: {type: object}}}}}}
    additionalOperations: {LINK: {operationId: link}}
    post:
      callbacks:
        done: {'{$request.body#/url}': {post: {operationId: done}}}
webhooks:
  pet: {$ref: '#/components/pathItems/Pet'}
components:
  pathItems: {Pet: {put: {operationId: pet}}}
  securitySchemes: {tls: {type: mutualTLS}, key: {type: apiKey, in: header, name: X}}
",
    );
    let operations = document.operations.iter();
    let methods: Vec<_> = operations.map(|it| it.method.as_str()).collect();
    assert_eq!(methods, ["QUERY", "POST", "LINK"]);
    let query = &document.operations[0].responses[0].1;
    assert!(query.content[0].item_schema.is_some() && query.content[0].schema.is_none());
    let callback = &document.operations[1].callbacks[0];
    assert_eq!(
        (callback.name.as_str(), callback.operation.path.as_str()),
        ("done", "{$request.body#/url}")
    );
    let webhook = &document.webhooks[0];
    assert_eq!(
        (webhook.name.as_str(), webhook.operation.method.as_str()),
        ("pet", "PUT")
    );
    assert_eq!(document.security_schemes.len(), 2);
}

#[test]
fn swagger() {
    let text = include_str!("fixtures/accept/swagger.yaml");
    let document = read(text);
    assert_eq!(document.version, Version::V2_0);
    let urls: Vec<_> = document.servers.iter().map(|it| it.url.as_str()).collect();
    assert_eq!(
        urls,
        ["https://api.example.com/v1", "http://api.example.com/v1"]
    );
    let [get, put, _] = document.operations.as_slice() else {
        panic!("three operations");
    };
    let names: Vec<_> = get.parameters.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["id", "tags", "sizes"]);
    assert!(matches!(
        get.parameters[1].serialization,
        Serialization::Style {
            style: ParameterStyle::Form,
            explode: true,
            ..
        }
    ));
    assert_eq!(get.responses[0].1.content[0].name, "application/json");
    assert_eq!(get.responses[0].1.headers[0].name, "X-Rate");
    let body = put.request_body.as_ref().expect("a body");
    assert_eq!(
        (body.component.as_deref(), body.required),
        (Some("pet"), true)
    );
    let pet = component(&document, "Pet");
    assert_eq!(
        body.content[0]
            .schema
            .map(|id| document.schemas[id].at.clone()),
        Some(pet.at.clone())
    );
    assert!(
        pet.discriminator
            .as_ref()
            .is_some_and(|it| it.property_name == "kind")
    );
    assert!(document.schemas[pet.properties[1].1].nullable);
    assert_eq!(document.security_schemes.len(), 3);
}

#[test]
fn forms_of_swagger() {
    let document = read(include_str!("fixtures/accept/swagger.yaml"));
    let post = &document.operations[2];
    let form = &post.request_body.as_ref().expect("a form").content[0];
    assert_eq!(
        (form.name.as_str(), form.encoding.len()),
        ("multipart/form-data", 1)
    );
    let form = &document.schemas[form.schema.expect("a schema")];
    assert_eq!(
        (form.properties.len(), form.required.as_slice()),
        (3, ["photo".to_owned()].as_slice())
    );
    let photo = &document.schemas[form.properties[0].1];
    assert_eq!(photo.format.as_deref(), Some("binary"));
    // `produces` of the operation applies to the referenced response.
    assert_eq!(post.responses[0].1.content[0].name, "text/plain");
    assert_eq!(
        document.sources.written(&photo.at).as_str(),
        "/paths/~1pets~1{id}/post/parameters/0"
    );
}

#[test]
fn parts_of_swagger_in_other_files() {
    let document = read_files(&[
        (
            "root.yaml",
            "{swagger: '2.0', info: {title: T, version: '1'}, produces: [a/b], paths: {/a: {$ref: 'paths.yaml#/a'}}}",
        ),
        (
            "paths.yaml",
            "a: {post: {parameters: [{name: b, in: body, schema: {$ref: 'b.yaml'}}], responses: {'200': {description: A, schema: {type: file}}}}}",
        ),
        (
            "b.yaml",
            "{type: object, properties: {a: {type: string, x-nullable: true}}}",
        ),
    ]);
    let post = &document.operations[0];
    let body = &post.request_body.as_ref().expect("a body").content[0];
    let schema = &document.schemas[body.schema.expect("a schema")];
    assert!(document.schemas[schema.properties[0].1].nullable);
}

#[test]
fn a_member_of_a_choice_takes_over_all_but_the_choice() {
    let document = read(include_str!("fixtures/accept/circular_inheritance.yaml"));
    let cat = component(&document, "Cat");
    let base = &document.schemas[cat.all_of[0]];
    assert_eq!(base.at, component(&document, "Pet").at);
    assert!(base.one_of.is_empty() && base.discriminator.is_none());
    assert_eq!(
        (base.properties.len(), base.component.as_deref()),
        (1, None)
    );
}
