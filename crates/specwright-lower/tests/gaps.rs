//! Allowed gaps: exactly the operations that need one are omitted.

use specwright_lower::{Allowance, Options, lower};
use specwright_spec::{Code, MemoryFiles, OpenOptions, Report, open_with};

/// Returns a schema of nested arrays.
fn nested(depth: usize) -> String {
    format!(
        "{}{{type: string}}{}",
        "{type: array, items: ".repeat(depth),
        "}".repeat(depth)
    )
}

#[test]
fn operations_that_need_an_allowed_gap_are_omitted() {
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
    let pointer = pointer.expect("the gap is reported");
    assert_eq!(
        pointer,
        format!("/components/schemas/Deep{}", "/items".repeat(100))
    );
    let code = Code::parse("SW1001").expect("a code");
    let (api, reported) = lowered(vec![Allowance {
        code,
        pointer: pointer.clone(),
    }]);
    assert_eq!(reported, None);
    let api = api.expect("the gap is allowed");
    let remaining: Vec<&str> = api
        .modules
        .iter()
        .flat_map(|it| &it.operations)
        .map(|it| it.path.as_str())
        .collect();
    assert_eq!(remaining, ["/b"]);
    let omitted: Vec<&str> = api.omitted.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(omitted, ["/a", "/c", "/d"]);
}
