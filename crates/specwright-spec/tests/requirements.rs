//! Lenient runs keep the requirements of every declaration of a parameter or body.

use specwright_spec::{
    Code, Document, Leniency, MediaType, MemoryFiles, OpenOptions, Report, SchemaId, Serialization,
    Severity, open_with,
};

fn open(text: &str, leniency: Leniency) -> (Option<Document>, Report) {
    let files = MemoryFiles::new(vec![("api.yaml", text), ("other.yaml", OTHER)]);
    let mut report = Report::new();
    let options = OpenOptions {
        leniency,
        ..OpenOptions::default()
    };
    let document = open_with(&files, "api.yaml", options, &mut report);
    (document, report)
}

/// Opens a document leniently; a strict run refuses it.
fn repaired(text: &str) -> (Document, Report) {
    let (strict, _) = open(text, Leniency::Strict);
    assert!(strict.is_none(), "a strict run accepts {text}");
    let (document, report) = open(text, Leniency::Lenient);
    let document = document.unwrap_or_else(|| panic!("{text}\n{:?}", report.diagnostics()));
    (document, report)
}

/// Operations of Swagger 2.0 in another file.
const OTHER: &str = "
without: {responses: {'204': {description: none}}}
with: {parameters: [{name: b, in: body, schema: {type: integer}}], responses: {'204': {description: none}}}
";

/// Returns the bounds that a value of a schema has to obey, with those of `allOf`.
fn bounds(document: &Document, id: SchemaId) -> Vec<String> {
    let schema = &document.schemas[id];
    let mut bounds = Vec::new();
    let mut add = |name: &str, bound: Option<u64>| {
        bounds.extend(bound.map(|it| format!("{name} {it}")));
    };
    add("minLength", schema.min_length);
    add("maxLength", schema.max_length);
    let members = schema.reference.iter().chain(&schema.all_of);
    for member in members {
        bounds.extend(self::bounds(document, *member));
    }
    bounds.sort();
    bounds
}

#[test]
fn a_duplicate_parameter_applies_as_well_as_the_first() {
    const SHORT: &str = "schema: {type: string, maxLength: 3}";
    const LONG: &str = "schema: {type: string, minLength: 1}";
    let both = ["maxLength 3", "minLength 1"];
    for (list, expected) in [
        (
            format!(
                "{{name: a, in: query, {LONG}}}, {{name: a, in: query, required: true, {SHORT}}}"
            ),
            (true, &both[..]),
        ),
        (
            format!(
                "{{name: a, in: query, required: true, {SHORT}}}, {{name: a, in: query, {LONG}}}"
            ),
            (true, &both[..]),
        ),
        (
            format!("{{name: x-a, in: header, {LONG}}}, {{name: X-A, in: header, {SHORT}}}"),
            (false, &both[..]),
        ),
        (
            format!(
                "{{name: a, in: query, {LONG}}}, {{name: a, in: Query, required: true, {SHORT}}}"
            ),
            (true, &both[..]),
        ),
        (
            format!(
                "{{name: a, in: query, content: {{application/json: {{{LONG}}}}}}}, {{name: a, in: query, {SHORT}}}"
            ),
            (false, &both[..]),
        ),
        (
            format!(
                "{{name: a, in: query, content: {{application/json: {{}}}}}}, {{name: a, in: query, {SHORT}}}"
            ),
            (false, &both[..1]),
        ),
        (
            format!("{{name: a, in: query, {SHORT}}}, {{name: a, in: query, {SHORT}}}"),
            (false, &both[..1]),
        ),
        (
            format!(
                "{{name: a, in: query}}, {{name: a, in: query, {SHORT}}}, {{name: a, in: query, {LONG}}}"
            ),
            (false, &both[..]),
        ),
    ] {
        for (at_path, at_operation) in [(true, false), (false, true)] {
            let place = |here: bool| match here {
                true => format!("parameters: [{list}], "),
                false => String::new(),
            };
            let (document, _) = repaired(&format!(
                "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{/a: {{{}get: {{{}responses: {{'204': {{description: none}}}}}}}}}}\n",
                place(at_path),
                place(at_operation),
            ));
            let [parameter] = document.operations[0].parameters.as_slice() else {
                panic!("{list}: {:?}", document.operations[0].parameters);
            };
            let schema = match &parameter.serialization {
                Serialization::Style { schema, .. } => *schema,
                Serialization::Content(media) => media.schema.expect("a schema"),
            };
            let found = bounds(&document, schema);
            assert_eq!(parameter.required, expected.0, "{list}");
            assert_eq!(found, expected.1, "{list}");
        }
    }
}

#[test]
fn an_operation_overrides_a_parameter_of_its_path() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {parameters: [{name: a, in: query, required: true, schema: {type: string, maxLength: 3}}], \
         get: {parameters: [{name: a, in: query, schema: {type: string, minLength: 1}}], responses: {'204': {description: none}}}}}\n";
    let (document, report) = open(text, Leniency::Strict);
    let document = document.unwrap_or_else(|| panic!("{:?}", report.diagnostics()));
    let [parameter] = document.operations[0].parameters.as_slice() else {
        panic!("{:?}", document.operations[0].parameters);
    };
    let Serialization::Style { schema, .. } = parameter.serialization else {
        panic!("a style");
    };
    assert!(!parameter.required);
    assert_eq!(bounds(&document, schema), ["minLength 1"]);
}

/// Returns the media types of the body of the first operation of a path, with the bounds of their schemas.
fn body(document: &Document, path: &str) -> (bool, Vec<(String, Vec<String>)>) {
    let mut operations = document.operations.iter();
    let operation = operations.find(|it| it.path == path).expect("the path");
    let body = operation.request_body.as_ref().expect("a body");
    let media = |it: &MediaType| {
        let mut found = Vec::new();
        if let Some(id) = it.schema {
            found.extend(bounds(document, id));
            for (name, property) in &document.schemas[id].properties {
                let bounds = bounds(document, *property).into_iter();
                found.extend(bounds.map(|it| format!("{name}: {it}")));
            }
            let required = document.schemas[id].required.iter();
            found.extend(required.map(|name| format!("{name} required")));
        }
        (it.name.clone(), found)
    };
    (body.required, body.content.iter().map(media).collect())
}

fn swagger(operation: &str) -> String {
    format!(
        "swagger: '2.0'\ninfo: {{title: T, version: '1'}}\nproduces: [application/json]\n\
         parameters: {{B: {{name: b, in: body, required: true, schema: {{type: string, maxLength: 3}}}}}}\n\
         paths: {{/a: {{post: {{{operation}, responses: {{'204': {{description: none}}}}}}}}}}\n"
    )
}

#[test]
fn a_body_beside_a_form_keeps_both() {
    let form = "{name: f, in: formData, required: true, type: string, maxLength: 5}";
    let json = "(\"application/json\", [\"maxLength 3\"])";
    let fields = "[\"f: maxLength 5\", \"f required\"]";
    for (members, expected) in [
        (
            "",
            format!("[{json}, (\"application/x-www-form-urlencoded\", {fields})]"),
        ),
        (
            "consumes: [multipart/form-data, text/plain], ",
            format!("[(\"text/plain\", [\"maxLength 3\"]), (\"multipart/form-data\", {fields})]"),
        ),
    ] {
        for list in [
            format!("{{$ref: '#/parameters/B'}}, {form}"),
            format!("{form}, {{$ref: '#/parameters/B'}}"),
        ] {
            let text = swagger(&format!("{members}parameters: [{list}]"));
            let (document, report) = open(&text, Leniency::Strict);
            let codes: Vec<_> = report.diagnostics().iter().map(|it| it.code).collect();
            assert!(
                document.is_none() && codes == [Code::BodyAndForm],
                "{codes:?}"
            );
            let (document, _) = repaired(&text);
            let (required, content) = body(&document, "/a");
            assert!(required, "{text}");
            assert_eq!(format!("{content:?}"), expected, "{text}");
        }
    }
}

#[test]
fn a_duplicate_body_or_form_field_applies_as_well_as_the_first() {
    const LONG: &str = "schema: {type: string, minLength: 1}";
    let both = "[(\"application/json\", [\"maxLength 3\", \"minLength 1\"])]";
    let form = "\"f: maxLength 3\", \"f: minLength 1\", \"f required\"";
    for (list, expected) in [
        (
            format!("{{name: b, in: body, {LONG}}}, {{$ref: '#/parameters/B'}}"),
            both.to_owned(),
        ),
        (
            format!("{{$ref: '#/parameters/B'}}, {{name: b, in: body, {LONG}}}"),
            both.to_owned(),
        ),
        (
            "{name: f, in: formData, type: string, minLength: 1}, {name: f, in: formData, required: true, type: string, maxLength: 3}".to_owned(),
            format!("[(\"application/x-www-form-urlencoded\", [{form}])]"),
        ),
    ] {
        let (document, report) = repaired(&swagger(&format!("parameters: [{list}]")));
        let (required, content) = body(&document, "/a");
        assert!(required, "{list}");
        assert_eq!(format!("{content:?}"), expected, "{list}");
        let repairs = report.diagnostics().iter();
        let repairs = repairs.filter(|it| it.code == Code::Repaired);
        assert_eq!(repairs.count(), 1, "{list}: {:?}", report.diagnostics());
    }
}

#[test]
fn a_body_of_a_path_item_applies_to_operations_that_are_references() {
    const INHERITED: &str = "[(\"application/json\", [\"maxLength 3\"])]";
    for (reference, expected) in [
        ("'#/paths/~1b/post'", INHERITED),
        ("'other.yaml#/without'", INHERITED),
        (
            "'#/paths/~1c/post'",
            "[(\"application/json\", [\"minLength 1\"])]",
        ),
        ("'other.yaml#/with'", "[(\"application/json\", [])]"),
    ] {
        for body_of_path in [
            "{name: b, in: body, required: true, schema: {type: string, maxLength: 3}}",
            "{$ref: '#/parameters/B'}",
        ] {
            let responses = "responses: {'204': {description: none}}";
            let (document, _) = repaired(&format!(
                "swagger: '2.0'\ninfo: {{title: T, version: '1'}}\nproduces: [application/json]\n\
                 parameters: {{B: {{name: b, in: body, required: true, schema: {{type: string, maxLength: 3}}}}}}\n\
                 paths:\n  /a: {{parameters: [{body_of_path}], post: {{$ref: {reference}}}}}\n  \
                 /b: {{post: {{{responses}}}}}\n  \
                 /c: {{post: {{parameters: [{{name: c, in: body, schema: {{type: string, minLength: 1}}}}], {responses}}}}}\n"
            ));
            let (required, content) = body(&document, "/a");
            assert_eq!(required, expected == INHERITED, "{reference}");
            assert_eq!(format!("{content:?}"), expected, "{reference}");
        }
    }
}

#[test]
fn media_types_beside_a_reference_are_not_dropped_in_silence() {
    for (beside, is_used) in [
        ("consumes: [text/plain]", false),
        ("produces: [text/plain]", false),
        (
            "consumes: [text/plain], parameters: [{name: b, in: body, schema: {type: string}}]",
            true,
        ),
    ] {
        let text = format!(
            "swagger: '2.0'\ninfo: {{title: T, version: '1'}}\nproduces: [application/json]\npaths:\n  \
             /a: {{post: {{$ref: '#/paths/~1b/post', {beside}}}}}\n  \
             /b: {{post: {{responses: {{'204': {{description: none}}}}}}}}\n"
        );
        let (_, report) = repaired(&text);
        let diagnostics = report.diagnostics().iter();
        let mut warnings = diagnostics.filter(|it| it.code.severity() == Severity::Warning);
        let is_told = warnings.any(|it| it.code == Code::IgnoredField);
        assert_eq!(is_told, !is_used, "{beside}: {:?}", report.diagnostics());
    }
}
