//! Checks the content of documents.

use specwright_spec::{
    AdditionalProperties, Document, Leniency, MemoryFiles, OpenOptions, ParameterLocation,
    ParameterStyle, Report, Schema, Serialization, StatusRange, open, open_with,
};

fn read(body: &str) -> Document {
    let text = format!("openapi: 3.0.3\ninfo: {{title: Pets, version: 1.0.0}}\n{body}");
    let mut report = Report::new();
    let document = open(
        &MemoryFiles::new([("api.yaml", text)]),
        "api.yaml",
        &mut report,
    );
    document.unwrap_or_else(|| panic!("{:#?}", report.diagnostics()))
}

fn schemas(schemas: &str) -> Document {
    let indented: String = schemas
        .trim()
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect();
    read(&format!("paths: {{}}\ncomponents:\n  schemas:\n{indented}"))
}

fn component<'a>(document: &'a Document, name: &str) -> &'a Schema {
    let (_, id) = document
        .components
        .iter()
        .find(|(known, _)| known == name)
        .expect("a component");
    &document.schemas[*id]
}

#[test]
fn a_reference_is_the_id_of_its_target() {
    let document = schemas(
        "
Pet: {type: object, properties: {friend: {$ref: '#/components/schemas/Pet'}, age: {$ref: '#/components/schemas/Years'}}}
Years: {$ref: '#/components/schemas/Age'}
Age: {type: integer}
",
    );
    let id = |name: &str| {
        document
            .components
            .iter()
            .find(|(known, _)| known == name)
            .expect("a component")
            .1
    };
    let pet = component(&document, "Pet");
    assert_eq!(
        pet.properties,
        [
            ("friend".to_owned(), id("Pet")),
            ("age".to_owned(), id("Years"))
        ]
    );
    assert_eq!(component(&document, "Years").reference, Some(id("Age")));
    assert_eq!(
        component(&document, "Age").component.as_deref(),
        Some("Age")
    );
    assert_eq!(document.schemas.iter().count(), 3);
}

#[test]
fn null_beside_a_reference_is_kept() {
    let document = schemas(
        "Age: {type: integer}\nPet: {type: object, properties: {age: {$ref: '#/components/schemas/Age', nullable: true}}}",
    );
    let age = &document.schemas[component(&document, "Pet").properties[0].1];
    assert!(age.nullable && age.types.is_none() && age.reference.is_none());
    assert_eq!(age.all_of, [document.components[0].1]);
}

#[test]
fn keywords_are_kept_separate() {
    let document = schemas(
        "
Pet:
  type: string
  nullable: true
  allOf: [{type: object}]
  properties: {}
  maximum: 9007199254740993.10
  exclusiveMaximum: true
  enum: [1.0, null]
  x-order: 5
Map: {additionalProperties: {type: string}}
Closed: {additionalProperties: false}
",
    );
    let pet = component(&document, "Pet");
    assert!(pet.has_properties && pet.properties.is_empty() && pet.all_of.len() == 1);
    assert!(
        pet.types
            .is_some_and(|types| types.string && types.null && !types.object)
    );
    let maximum = pet.maximum.as_ref().expect("a maximum");
    assert_eq!(
        (maximum.value.as_str(), maximum.exclusive),
        ("9007199254740993.10", true)
    );
    assert_eq!(pet.extensions[0].0, "x-order");
    assert!(matches!(
        component(&document, "Map").additional_properties,
        Some(AdditionalProperties::Schema(_))
    ));
    assert_eq!(
        component(&document, "Closed").additional_properties,
        Some(AdditionalProperties::Allowed(false))
    );
}

#[test]
fn a_mapping_names_schemas_by_name_or_reference() {
    let document = schemas(
        "
Pet:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
  discriminator: {propertyName: kind, mapping: {c: Cat, d: '#/components/schemas/Dog'}}
Cat: {type: object, properties: {kind: {type: string}}}
Dog: {type: object, properties: {kind: {type: string}}}
",
    );
    let pet = component(&document, "Pet");
    assert_eq!(
        pet.mapping.iter().map(|(_, id)| *id).collect::<Vec<_>>(),
        pet.one_of
    );
}

/// A path whose operations inherit parameters, servers and security.
const INHERITING: &str = "
security: [{key: []}]
servers: [{url: /root}]
paths:
  /pets/{id}:
    servers: [{url: /path}]
    parameters:
    - {name: id, in: path, required: true, schema: {type: string}}
    - {name: page, in: query, schema: {type: integer}}
    - {name: Authorization, in: header, schema: {type: string}}
    get:
      parameters: [{name: page, in: query, required: true, schema: {type: array, items: {type: string}}}]
      responses:
        default: {description: Other}
        200: {$ref: '#/components/responses/Pet'}
        4XX: {description: No}
    put:
      security: []
      servers: [{url: /own}]
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'204': {description: Done}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  responses:
    Pet:
      description: A pet
      headers: {X-Rate: {schema: {type: integer}}, Content-Type: {schema: {type: string}}}
      content: {application/json: {schema: {type: object}}, text/plain: {}}
";

#[test]
fn operations_inherit_parameters_servers_and_security() {
    let document = read(INHERITING);
    let [get, put] = document.operations.as_slice() else {
        panic!("two operations")
    };
    assert_eq!((get.method.as_str(), put.method.as_str()), ("GET", "PUT"));
    let names: Vec<_> = get
        .parameters
        .iter()
        .map(|it| (it.name.as_str(), it.location, it.required))
        .collect();
    assert_eq!(
        names,
        [
            ("id", ParameterLocation::Path, true),
            ("page", ParameterLocation::Query, true)
        ]
    );
    let styles: Vec<_> = get
        .parameters
        .iter()
        .map(|it| style(&it.serialization))
        .collect();
    assert_eq!(
        styles,
        [
            (ParameterStyle::Simple, false),
            (ParameterStyle::Form, true)
        ]
    );
    assert_eq!((get.security.len(), put.security.len()), (1, 0));
    assert_eq!(
        (get.servers[0].url.as_str(), put.servers[0].url.as_str()),
        ("/path", "/own")
    );
    assert!(
        put.request_body
            .as_ref()
            .is_some_and(|body| !body.required && body.content.len() == 1)
    );
}

#[test]
fn responses_have_statuses_headers_and_content() {
    let document = read(INHERITING);
    let get = &document.operations[0];
    let statuses: Vec<_> = get.responses.iter().map(|(status, _)| *status).collect();
    assert_eq!(
        statuses,
        [
            StatusRange::Default,
            StatusRange::Code(200),
            StatusRange::Range(4)
        ]
    );
    let pet = &get.responses[1].1;
    assert_eq!(pet.component.as_deref(), Some("Pet"));
    assert_eq!(
        pet.headers
            .iter()
            .map(|header| header.name.as_str())
            .collect::<Vec<_>>(),
        ["X-Rate"]
    );
    assert_eq!(
        pet.content
            .iter()
            .map(|media| media.schema.is_some())
            .collect::<Vec<_>>(),
        [true, false]
    );
}

fn style(serialization: &Serialization) -> (ParameterStyle, bool) {
    match serialization {
        Serialization::Style { style, explode, .. } => (*style, *explode),
        Serialization::Content(_) => panic!("a style"),
    }
}

#[test]
fn files_refer_to_files_beside_them() {
    let files = MemoryFiles::new([
        (
            "api/root.yaml",
            "openapi: 3.0.3\ninfo: {title: Pets, version: 1.0.0}\npaths: {/pets: {$ref: parts/paths.yaml#/pets}}\n",
        ),
        (
            "api/parts/paths.yaml",
            "pets: {get: {responses: {default: {description: A, content: {a/b: {schema: {$ref: ../pet.json}}}}}}}\n",
        ),
        (
            "api/pet.json",
            r##"{"type": "object", "properties": {"friend": {"$ref": "#"}}}"##,
        ),
    ]);
    let mut report = Report::new();
    let document = open(&files, "api/root.yaml", &mut report).expect("a document");
    let pet = document.operations[0].responses[0].1.content[0]
        .schema
        .expect("a schema");
    assert_eq!(document.schemas[pet].properties[0].1, pet);
    let path = document
        .sources
        .get(document.schemas[pet].at.file)
        .map(|source| source.path().to_owned());
    assert_eq!(path.as_deref(), Some("api/pet.json"));
}

#[test]
fn a_chain_of_references_is_as_good_as_its_end() {
    let links = (0..1_000).map(|index| {
        format!(
            "A{index}: {{$ref: '#/components/schemas/A{}'}}\n",
            index + 1
        )
    });
    let document = schemas(&format!(
        "{}A1000: {{type: string}}",
        links.collect::<String>()
    ));
    let end = document.components.iter().find(|(name, _)| name == "A1000");
    for (name, _) in &document.components[..1_000] {
        assert_eq!(component(&document, name).reference, end.map(|(_, id)| *id));
    }
}

#[test]
fn idioms_are_read_as_they_are_meant() {
    let document = schemas(
        "
A: {type: Int64, minimum: '3', maximum: null, default: '4'}
B: {type: string, enum: [1, x, true], format: null}
C: {$ref: A}
D: {$ref: '#/definitions/A'}
",
    );
    let a = component(&document, "A");
    assert!(a.types.is_some_and(|types| types.integer));
    assert_eq!(a.format.as_deref(), Some("int64"));
    assert_eq!(
        a.minimum.as_ref().map(|bound| bound.value.as_str()),
        Some("3")
    );
    assert!(a.maximum.is_none());
    assert_eq!(
        a.default.as_ref().map(|value| value.compact()),
        Some("4".to_owned())
    );
    let values = component(&document, "B").enumeration.as_ref();
    let values: Vec<_> = values
        .into_iter()
        .flatten()
        .map(|value| value.compact())
        .collect();
    assert_eq!(values, ["\"1\"", "\"x\"", "\"true\""]);
    for name in ["C", "D"] {
        let target = component(&document, name).reference.expect("a reference");
        assert_eq!(document.schemas[target].component.as_deref(), Some("A"));
    }
}

/// Two operations that are references, one of them through another, with fields beside them.
const REFERENCES: &str = "
openapi: 3.0.3
info: {title: Pets, version: 1.0.0}
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    delete:
      $ref: '#/x-references/delete'
      operationId: deletePet
      tags: [pets]
      parameters: [{name: force, in: query, required: true, schema: {type: boolean}}]
      requestBody:
  /owners/{id}:
    delete:
      $ref: '#/x-operations/delete'
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'404': {description: Missing}}
x-references:
  delete: {$ref: '#/x-operations/delete', summary: Deletes a thing, tags: [things]}
x-operations:
  delete:
    operationId: delete
    summary: Deletes an object
    description: At once
    deprecated: true
    parameters:
      - {name: dry, in: query, schema: {type: boolean}}
      - {name: force, in: query, schema: {type: boolean}}
    requestBody: {content: {application/json: {schema: {type: object}}}}
    responses: {'204': {description: Deleted}}
";

#[test]
fn fields_beside_the_reference_of_an_operation_take_precedence() {
    let files = MemoryFiles::new([("api.yaml", REFERENCES)]);
    let mut report = Report::new();
    let options = OpenOptions {
        leniency: Leniency::Lenient,
        ..OpenOptions::default()
    };
    let document = open_with(&files, "api.yaml", options, &mut report);
    let document = document.unwrap_or_else(|| panic!("{:#?}", report.diagnostics()));
    let [pet, owner] = document.operations.as_slice() else {
        panic!("two operations");
    };
    assert_eq!(pet.operation_id.as_deref(), Some("deletePet"));
    assert_eq!(owner.operation_id.as_deref(), Some("delete"));
    assert_eq!(
        (&*pet.tags, owner.tags.len()),
        (&["pets".to_owned()][..], 0)
    );
    assert_eq!(pet.summary.as_deref(), Some("Deletes a thing"));
    assert_eq!(pet.description.as_deref(), Some("At once"));
    assert!(pet.deprecated && owner.deprecated);
    assert!(pet.request_body.is_some() && owner.request_body.is_some());
    for (operation, expected) in [
        (pet, ["id true", "force true", "dry false"]),
        (owner, ["id true", "dry false", "force false"]),
    ] {
        let parameters = operation.parameters.iter();
        let found = parameters.map(|it| format!("{} {}", it.name, it.required));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }
    assert_eq!(pet.responses[0].0, StatusRange::Code(204));
    assert_eq!(owner.responses[0].0, StatusRange::Code(404));
    assert_eq!(owner.responses.len(), 1);
    assert_ne!(pet.at, owner.at);
}
