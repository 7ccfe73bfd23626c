//! Choices that hold at once: each combination is a type, up to a bound.

use specwright_lower::{Options, lower};
use specwright_spec::{Code, MemoryFiles, OpenOptions, Report, open_with};

/// A component in which choices of so many members each hold at once.
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

/// How many types come of a document, and how many values it leaves untyped.
fn counts(text: &str) -> (usize, usize) {
    let files = MemoryFiles::new([("api.yaml", text)]);
    let mut report = Report::new();
    let document = open_with(&files, "api.yaml", OpenOptions::default(), &mut report);
    let document = document.expect("a document without a fault");
    let api = lower(&document, &Options::default(), &mut report).expect("no error");
    let lost = report.diagnostics().iter();
    let lost = lost.filter(|it| it.code == Code::UntypedValue).count();
    (api.types.len(), lost)
}

#[test]
fn what_is_too_much_is_left_to_an_assertion() {
    // The union, the unions of its members, and their structs.
    assert_eq!(counts(&document(&[2, 3])), (1 + 2 + 6, 0));
    // As many, behind a wrapper.
    assert_eq!(counts(&document(&[2, 3, 1000])), (1 + 1 + 2 + 6, 1));
}
