//! Gaps that are allowed: the operations that reach one are left out, no others.

use specwright_lower::{Allowance, Options, lower};
use specwright_spec::{Code, MemoryFiles, OpenOptions, Report, open_with};

/// So many arrays in each other.
fn nested(depth: usize) -> String {
    format!(
        "{}{{type: string}}{}",
        "{type: array, items: ".repeat(depth),
        "}".repeat(depth)
    )
}

#[test]
fn operations_that_reach_an_allowed_gap_are_left_out() {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  \
           /a: {{get: {{operationId: a, responses: {{'200': {{description: OK, content: {{application/json: \
             {{schema: {{$ref: '#/components/schemas/Holder'}}}}}}}}}}}}}}\n  \
           /b: {{get: {{operationId: b, responses: {{'200': {{description: OK}}}}}}}}\n  \
           /c: {{get: {{operationId: c, parameters: [{{name: q, in: query, content: {{application/json: \
             {{schema: {{$ref: '#/components/schemas/Deep'}}}}}}}}], responses: {{'200': {{description: OK}}}}}}}}\n  \
           /d: {{get: {{operationId: d, responses: {{'200': {{description: OK, headers: {{X-Deep: {{content: \
             {{application/json: {{schema: {{$ref: '#/components/schemas/Deep'}}}}}}}}}}}}}}}}}}\n\
         components:\n  schemas:\n    \
             Holder: {{type: object, properties: {{n: {{$ref: '#/components/schemas/Deep'}}}}}}\n    \
             Deep: {}\n",
        nested(101)
    );
    let lowered = |allowances: Vec<Allowance>| {
        let files = MemoryFiles::new([("api.yaml", text.as_str())]);
        let mut report = Report::new();
        let document = open_with(&files, "api.yaml", OpenOptions::default(), &mut report);
        let document = document.expect("a document without a fault");
        let options = Options {
            allowances,
            ..Options::default()
        };
        let api = lower(&document, &options, &mut report);
        let mut found = report.diagnostics().iter().filter(|it| it.is_error());
        let pointer = found
            .next()
            .map(|it| it.place.location().expect("a node").pointer.to_string());
        (api, pointer)
    };
    let (api, pointer) = lowered(Vec::new());
    assert!(api.is_none());
    let pointer = pointer.expect("the gap is told");
    assert_eq!(
        pointer,
        format!("/components/schemas/Deep{}", "/items".repeat(100))
    );
    let code = Code::parse("SW1001").expect("a code");
    let (api, told) = lowered(vec![Allowance {
        code,
        pointer: pointer.clone(),
    }]);
    assert_eq!(told, None);
    let api = api.expect("the gap is allowed");
    let left: Vec<&str> = api
        .modules
        .iter()
        .flat_map(|it| &it.operations)
        .map(|it| it.path.as_str())
        .collect();
    assert_eq!(left, ["/b"]);
    let left_out: Vec<&str> = api.omitted.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(left_out, ["/a", "/c", "/d"]);
}
