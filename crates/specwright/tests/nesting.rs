//! The crates of deeply nested types raise the recursion limit of the compiler.

use specwright::Part;
use specwright::stages::{Crates, Origin, packages};
use specwright_lower::{Options, lower};
use specwright_spec::{MemoryFiles, Report, open};
use std::path::Path;

#[test]
fn the_limit_of_recursion_is_raised_where_types_are_nested_deeply() {
    // A small cycle needs no limit; rustc rejects a large one without it.
    assert_eq!(limits(10), [None, None, None]);
    let raised = Some("#![recursion_limit = \"2048\"]".to_owned());
    assert_eq!(limits(200), [raised.clone(), raised.clone(), raised]);
}

/// Returns the limits in the crates of a cycle of structs.
fn limits(count: usize) -> [Option<String>; 3] {
    let name = |index: usize| format!("Struct{:03}", index % count);
    let schemas: String = (0..count)
        .map(|index| {
            let next = name(index + 1);
            let place = format!("{{$ref: '#/components/schemas/{next}'}}");
            format!(
                "    {}: {{type: object, properties: {{next: {place}, own{index}: {{type: string}}}}}}\n",
                name(index)
            )
        })
        .collect();
    let head = "openapi: 3.0.3\ninfo: {title: Circle, version: '1'}\npaths: {}\n";
    let document = format!("{head}components:\n  schemas:\n{schemas}");
    let files = MemoryFiles::new([("api.yaml", document)]);
    let mut report = Report::new();
    let api = open(&files, "api.yaml", &mut report)
        .and_then(|document| lower(&document, &Options::default(), &mut report))
        .expect("the document has no fault");
    let crates = Crates::named("circle", &Part::ALL);
    let origin = Origin {
        command: "a test".to_owned(),
        source: "api.yaml".to_owned(),
    };
    let files = packages(&api, &Part::ALL, &crates, &origin, Path::new("out"));
    Part::ALL.map(|part| {
        let root = format!("circle-{}/src/lib.rs", part.suffix());
        let (_, text) = files
            .iter()
            .find(|(path, _)| *path == Path::new(&root))
            .expect("a root");
        let line = text.lines().find(|line| line.contains("recursion_limit"));
        line.map(str::to_owned)
    })
}
