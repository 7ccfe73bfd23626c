//! A faulty constraint, parameter or body that a lenient run repairs admits no value that the document excludes.

mod judge;

use specwright_ir::{Api, Constraint, Keyword, Operation, Parameter, Type, TypeKind};
use specwright_lower::{Options, lower};
use specwright_spec::{Leniency, MemoryFiles, OpenOptions, Report, open_with};

/// Values of every JSON type.
const VALUES: [&str; 17] = [
    "null",
    "true",
    "1",
    "7",
    r#""a""#,
    r#""abc""#,
    r#""abcdefghij""#,
    "[]",
    "[1]",
    "[1,2]",
    "{}",
    r#"{"a":"x"}"#,
    r#"{"a":1}"#,
    r#"{"a":1,"b":2}"#,
    r#"{"id":5}"#,
    r#"{"n":"s"}"#,
    r#"{"k":"s"}"#,
];

/// Schemas with a fault, and those of the values that a server accepts.
#[rustfmt::skip]
const SCHEMAS: &[(&str, &[usize])] = &[
    // Schemas with an unambiguous meaning.
    (r#"{"type":"string","maxLength":5.5}"#, &[4, 5]),
    (r#"{"type":"string","minLength":-1,"maxLength":3}"#, &[4, 5]),
    (r#"{"type":"string","enum":"a"}"#, &[4]),
    (r#"{"type":"object","properties":{"id":{"type":"integer"}},"allOf":{"required":["id"]}}"#, &[14]),
    (r#"{"type":"integer","minimum":"5"}"#, &[3]),
    (r#"{"oneOf":{"type":"string","maxLength":1}}"#, &[4]),
    (r#"{"type":"array","prefixItems":{"type":"integer"},"items":false}"#, &[7, 8]),
    (r#"{"type":"object","required":["n"],"properties":{"n":"string"}}"#, &[15]),
    (r#"{"type":["integer","wat"]}"#, &[2, 3]),
    (r#"{"type":"any","not":{"type":"object"}}"#, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
    (r#"{"type":"object","dependentRequired":{"a":"b"}}"#, &[10, 13, 14, 15, 16]),
    // Schemas with an ambiguous meaning, which admit no value.
    (r#"{"type":"integer","minimum":"abc"}"#, &[]),
    (r#"{"type":"number","exclusiveMinimum":"x"}"#, &[]),
    (r#"{"type":"string","maxLength":-1}"#, &[]),
    (r#"{"type":"string","format":"uuid","minLength":"x"}"#, &[]),
    (r#"{"type":["string","null"],"maxLength":-3}"#, &[]),
    (r#"{"type":"array","items":{"type":"integer"},"maxItems":"x"}"#, &[]),
    (r#"{"type":"array","uniqueItems":"maybe","items":{"type":"integer"}}"#, &[]),
    (r#"{"type":"string","enum":{"a":1}}"#, &[]),
    (r#"{"type":"integer","enum":[1,7],"multipleOf":"x"}"#, &[]),
    (r#"{"const":1,"minimum":"z"}"#, &[]),
    (r#"{"type":{"a":1}}"#, &[]),
    (r#"{"type":["wat"]}"#, &[]),
    (r#"{"type":5}"#, &[]),
    (r#"{"type":"string","pattern":{"a":1}}"#, &[]),
    (r#"{"type":"object","required":5,"properties":{"a":{"type":"string"}}}"#, &[]),
    (r#"{"type":"object","required":[{"a":1}]}"#, &[]),
    (r#"{"type":"object","properties":"x"}"#, &[]),
    (r#"{"type":"object","dependentRequired":{"a":5}}"#, &[]),
    (r#"{"allOf":"x"}"#, &[]),
    (r#"{"allOf":{"wat":{}}}"#, &[]),
    (r##"{"$ref":"#/components/schemas/Missing"}"##, &[]),
    (r##"{"type":"object","$dynamicRef":"#missing"}"##, &[]),
    // A faulty schema admits no value in its place.
    (r#"{"type":"object","propertyNames":"x"}"#, &[10]),
    (r#"{"type":"object","properties":{"a":"wat","b":{"type":"integer"}}}"#, &[10, 14, 15, 16]),
    (r#"{"type":"object","properties":{"a":[1]}}"#, &[10, 14, 15, 16]),
    (r##"{"type":"object","properties":{"a":{"$ref":"#/components/schemas/Missing"}}}"##, &[10, 14, 15, 16]),
    (r#"{"type":"object","additionalProperties":"x"}"#, &[10]),
    (r#"{"type":"object","unevaluatedProperties":"x"}"#, &[10]),
    (r#"{"type":"object","dependentSchemas":{"a":"x"}}"#, &[10, 14, 15, 16]),
    (r#"{"type":"array","items":5}"#, &[7]),
    (r#"{"anyOf":[{"type":"string","maxLength":"x"},{"type":"integer"}]}"#, &[2, 3]),
    (r#"{"type":"object","propertyNames":{"pattern":"[z-"}}"#, &[10]),
    // Under a negation, admitting less would admit more.
    (r#"{"not":{"type":"string","pattern":"[a-"}}"#, &[]),
    (r#"{"type":"string","not":{"minLength":"abc"}}"#, &[]),
    (r#"{"type":"string","not":{"not":{"not":{"minLength":"abc"}}}}"#, &[]),
    (r#"{"type":"boolean","not":7}"#, &[]),
    (r##"{"type":"string","not":{"$ref":"#/components/schemas/Missing"}}"##, &[]),
    (r#"{"type":"object","properties":{"a":{"type":"string"}},"if":{"required":5},"then":{"required":["a"]}}"#, &[]),
    (r#"{"type":"object","if":{"properties":{"a":{"pattern":"(["}}},"then":{"required":["a"]}}"#, &[]),
    (r#"{"type":"array","items":{"type":"integer"},"contains":{"minimum":"x"},"minContains":0,"maxContains":1}"#, &[]),
    (r#"{"type":"object","patternProperties":{"[a-":{"type":"integer"}}}"#, &[]),
    (r#"{"type":"object","properties":{"a":{"not":{"maximum":"x"}}}}"#, &[10, 14, 15, 16]),
];

/// Opens and lowers a document leniently.
fn lenient(text: &str) -> Api {
    let files = MemoryFiles::new([("api.json", text)]);
    let mut report = Report::new();
    let options = OpenOptions {
        leniency: Leniency::Lenient,
        ..OpenOptions::default()
    };
    let document = open_with(&files, "api.json", options, &mut report);
    let api = document.and_then(|document| lower(&document, &Options::default(), &mut report));
    assert!(!report.diagnostics().is_empty(), "{text} has no fault");
    api.unwrap_or_else(|| panic!("{text}\n{:?}", report.diagnostics()))
}

#[test]
fn faulty_constraints_admit_no_value_that_they_may_exclude() {
    let named = SCHEMAS.iter().enumerate();
    let schemas: Vec<String> = named
        .map(|(index, (schema, _))| format!(r#""S{index}":{schema}"#))
        .collect();
    let api = lenient(&format!(
        r#"{{"openapi":"3.1.0","info":{{"title":"T","version":"1"}},"paths":{{}},"components":{{"schemas":{{{}}}}}}}"#,
        schemas.join(",")
    ));
    let names: Vec<String> = (0..SCHEMAS.len())
        .map(|index| {
            let pointer = format!("/components/schemas/S{index}");
            let ty = api.types.iter().find(|ty| ty.schema == pointer);
            let ty = ty.unwrap_or_else(|| panic!("{} has no type", SCHEMAS[index].0));
            ty.name.as_str().to_owned()
        })
        .collect();
    let verdicts = judge::accepted(&api, &names, &VALUES);
    for ((schema, expected), accepted) in SCHEMAS.iter().zip(verdicts) {
        let shown = |list: &[usize]| list.iter().map(|it| VALUES[*it]).collect::<Vec<_>>();
        assert_eq!(shown(&accepted), shown(expected), "{schema}");
    }
}

/// Returns an operation of a path item with these fields.
fn operation(path: &str, fields: &str) -> (Api, Operation) {
    let api = lenient(&format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"T","version":"1"}},"paths":{{"{path}":{{"post":{{{fields},"responses":{{"200":{{"description":"OK"}}}}}}}}}}}}"#
    ));
    let operation = api.operations().next().expect("the operation").clone();
    (api, operation)
}

fn parameters_of(operation: &Operation) -> Vec<&Parameter> {
    let path = operation.path_parameters.iter();
    path.chain(&operation.parameters).collect()
}

/// Returns true for a required parameter that no value is valid for.
fn is_unmet(api: &Api, parameter: &Parameter) -> bool {
    let Type::Named(id) = parameter.value.ty else {
        return false;
    };
    let TypeKind::Wrapper(inner) = &api.types[id.0 as usize].kind else {
        return false;
    };
    let mut constraints = inner.constraints.iter().flat_map(|of| &of.list);
    let never = |constraint: &Constraint| match constraint {
        Constraint::Assertion(id) => api.assertions[id.0 as usize].keywords == [Keyword::Never],
        _ => false,
    };
    parameter.required && constraints.any(never)
}

#[test]
fn an_operation_whose_parameter_cannot_be_read_refuses_every_request() {
    for fields in [
        r#""parameters":[{"name":"x","required":true,"schema":{}}]"#,
        r#""parameters":[{"name":"x","in":"elsewhere","required":true,"schema":{}}]"#,
        r#""parameters":[{"name":"x","in":5,"required":true,"schema":{}}]"#,
        r#""parameters":[{"in":"query","required":true,"schema":{}}]"#,
        r#""parameters":[{"in":"path","schema":{}}]"#,
        r#""parameters":[{"name":"X Y","in":"header","required":true,"schema":{}}]"#,
        r##""parameters":[{"$ref":"#/components/parameters/Gone"}]"##,
        r#""parameters":["text"]"#,
        r#""parameters":"text""#,
        r#""parameters":{"a":1}"#,
        r#""parameters":[{"name":"x","in":"query","required":true,"schema":"wat"}]"#,
        r#""parameters":[{"name":"x","in":"query","required":true,"content":"wat"}]"#,
        r#""parameters":[{"name":"x","in":"query","required":true,"content":{"application/json":"wat"}}]"#,
        r#""parameters":[{"name":"x","in":"query","required":true,"schema":{"type":"integer","minimum":"abc"}}]"#,
        r#""parameters":[{"name":"x","in":"query","required":"must","schema":{"type":"string","maxLength":-1}}]"#,
        r##""parameters":[{"name":"x","in":"query","required":true,"schema":{"$ref":"#/components/schemas/Gone"}}]"##,
    ] {
        let (api, operation) = operation("/a", fields);
        let mut all = parameters_of(&operation).into_iter();
        assert!(all.any(|it| is_unmet(&api, it)), "{fields}: {operation:?}");
    }
}

#[test]
fn a_parameter_whose_place_is_plain_is_read_there() {
    use specwright_ir::ParameterLocation::{Path, Query};
    for (path, fields, name, location) in [
        (
            "/a",
            r#""parameters":[{"name":"x","in":"qurey","required":true,"schema":{}}]"#,
            "x",
            Query,
        ),
        (
            "/a/{x}",
            r#""parameters":[{"name":"x","required":true,"schema":{}}]"#,
            "x",
            Path,
        ),
        (
            "/a/{petId}",
            r##""parameters":[{"$ref":"#/components/parameters/petId"}]"##,
            "petId",
            Path,
        ),
        (
            "/a",
            r#""parameters":{"name":"x","in":"query","required":true,"schema":{}}"#,
            "x",
            Query,
        ),
        (
            "/a",
            r#""parameters":[{"name":"x","in":"query","required":"must","schema":{}}]"#,
            "x",
            Query,
        ),
    ] {
        let (_, operation) = operation(path, fields);
        let all = parameters_of(&operation);
        let [parameter] = all.as_slice() else {
            panic!("{fields}: {operation:?}");
        };
        assert_eq!(
            (parameter.wire.as_str(), parameter.location),
            (name, location),
            "{fields}"
        );
        assert!(parameter.required, "{fields}");
    }
}

#[test]
fn the_parameter_that_the_path_lacks_keeps_its_constraints() {
    let (_, operation) = operation(
        "/a/{petID}",
        r#""parameters":[{"name":"pet_id","in":"path","required":true,"schema":{"type":"string","maxLength":2}}]"#,
    );
    let [parameter] = operation.path_parameters.as_slice() else {
        panic!("{operation:?}");
    };
    let constraints = parameter
        .value
        .constraints
        .as_ref()
        .map(|of| of.list.clone());
    assert_eq!(constraints, Some(vec![Constraint::MaxLength(2)]));
}

#[test]
fn a_body_that_cannot_be_read_is_needed() {
    for fields in [
        r#""requestBody":"text""#,
        r#""requestBody":[1]"#,
        r#""requestBody":{}"#,
        r#""requestBody":{"required":true}"#,
        r#""requestBody":{"required":true,"content":{}}"#,
        r#""requestBody":{"required":true,"content":[]}"#,
        r#""requestBody":{"content":"x"}"#,
        r#""requestBody":{"content":{"application/json":"x"}}"#,
        r#""requestBody":{"required":"must","content":{"application/json":{"schema":{"type":"integer"}}}}"#,
        r##""requestBody":{"$ref":"#/components/requestBodies/Gone"}"##,
        r#""parameters":[{"name":"b","in":"body","required":true,"schema":{"type":"object"}}]"#,
        r#""parameters":[{"name":"b","in":"formData","required":true,"schema":{"type":"integer"}}]"#,
    ] {
        let (_, operation) = operation("/a", fields);
        assert_eq!(operation.bodies.len(), 1, "{fields}");
        assert!(operation.bodies[0].required, "{fields}");
    }
}

#[test]
fn parameters_of_swagger_are_kept_alike() {
    for (parameters, is_body) in [
        (r#""text""#, false),
        (r#"{"a":1}"#, false),
        (r#"[5]"#, false),
        (r#"[{"name":"x","required":true,"type":"string"}]"#, false),
        (
            r#"[{"in":"formData","required":true,"type":"string"}]"#,
            false,
        ),
        (
            r#"[{"name":"x","in":"query","required":true,"type":"string","maxLength":-1}]"#,
            false,
        ),
        (
            r#"[{"name":"f","in":"formData","required":"must","type":"string"}]"#,
            true,
        ),
        (
            r#"[{"name":"b","in":"Body","required":"must","schema":{"type":"object"}}]"#,
            true,
        ),
    ] {
        let api = lenient(&format!(
            r#"{{"swagger":"2.0","info":{{"title":"T","version":"1"}},"paths":{{"/a":{{"post":{{"parameters":{parameters},"responses":{{"200":{{"description":"OK"}}}}}}}}}}}}"#
        ));
        let operation = api.operations().next().expect("the operation");
        let mut all = parameters_of(operation).into_iter();
        match is_body {
            true => assert!(operation.bodies[0].required, "{parameters}"),
            false => assert!(all.any(|it| is_unmet(&api, it)), "{parameters}"),
        }
    }
}
