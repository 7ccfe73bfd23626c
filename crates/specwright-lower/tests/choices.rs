//! `oneOf` schemas that apply together: each combination of members is a type, up to a bound.

use specwright_lower::{Options, lower};
use specwright_spec::{Code, MemoryFiles, OpenOptions, Report, open_with};

/// Returns a document with a component in which several `oneOf` apply, with the given numbers of members.
fn document(counts: &[usize]) -> String {
    let member = |choice: usize, index: usize| {
        let name = format!("p{choice}_{index}");
        format!("{{type: object, required: [{name}], properties: {{{name}: {{type: string}}}}}}")
    };
    let choice = |(choice, count): (usize, &usize)| {
        let members: Vec<String> = (0..*count).map(|index| member(choice, index)).collect();
        format!("        - {{oneOf: [{}]}}\n", members.join(", "))
    };
    let choices: String = counts.iter().enumerate().map(choice).collect();
    format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n\
         components:\n  schemas:\n    Many:\n      allOf:\n{choices}"
    )
}

/// Returns the number of types, and of values that are reported as untyped.
fn counts(text: &str) -> (usize, usize) {
    let files = MemoryFiles::new([("api.yaml", text)]);
    let mut report = Report::new();
    let document = open_with(&files, "api.yaml", OpenOptions::default(), &mut report);
    let document = document.expect("a document without a fault");
    let api = lower(&document, &Options::default(), &mut report).expect("no error");
    let untyped = report.diagnostics().iter();
    let untyped = untyped.filter(|it| it.code == Code::UntypedValue).count();
    (api.types.len(), untyped)
}

#[test]
fn too_many_combinations_become_an_assertion() {
    // The union, the unions of its members, and their structs.
    assert_eq!(counts(&document(&[2, 3])), (1 + 2 + 6, 0));
    // The same types, inside a wrapper.
    assert_eq!(counts(&document(&[2, 3, 1000])), (1 + 1 + 2 + 6, 1));
}
