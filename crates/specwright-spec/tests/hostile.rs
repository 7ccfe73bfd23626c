//! Invalid input: it causes no panic, and every rejection has a diagnostic.

use std::path::{Path, PathBuf};

use specwright_spec::{MemoryFiles, Node, Page, Report, ReportFormat, merge, open, render};

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect();
    files.sort();
    files
}

fn fixtures() -> Vec<PathBuf> {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"))
}

/// Opens and merges some bytes, and renders the report in every format.
fn try_all(name: &str, bytes: &[u8]) {
    let mut report = Report::new();
    let opened = open(&MemoryFiles::new([(name, bytes)]), name, &mut report).is_some();
    assert_eq!(opened, !report.has_errors(), "{name}");
    let page = Page {
        path: name.to_owned(),
        text: String::from_utf8_lossy(bytes).into_owned(),
    };
    let before = report.count(specwright_spec::Severity::Error);
    let merged = merge(&[page], "@generated", &mut report).is_some();
    assert_eq!(
        merged,
        report.count(specwright_spec::Severity::Error) == before,
        "{name}"
    );
    for format in [
        ReportFormat::Human { color: true },
        ReportFormat::Json,
        ReportFormat::Sarif,
        ReportFormat::Github,
    ] {
        render(&report, format);
    }
}

#[test]
fn documents_that_are_cut_off_anywhere() {
    for path in fixtures() {
        let bytes = std::fs::read(&path).expect("a fixture");
        let name = path.file_name().expect("a name").to_string_lossy();
        // Deeply nested fixtures are large; a sample of their locations suffices.
        let step = bytes.len() / 60 + 1;
        for end in (0..bytes.len()).step_by(step) {
            try_all(&name, &bytes[..end]);
        }
    }
}

#[test]
fn documents_with_one_line_left_out() {
    for path in fixtures() {
        let text = String::from_utf8_lossy(&std::fs::read(&path).expect("a fixture")).into_owned();
        let name = path.file_name().expect("a name").to_string_lossy();
        let lines: Vec<_> = text.split_inclusive('\n').collect();
        for index in 0..lines.len() {
            try_all(
                &name,
                [&lines[..index], &lines[index + 1..]]
                    .concat()
                    .concat()
                    .as_bytes(),
            );
        }
    }
}

#[test]
fn a_ring_of_thousands_of_schemas() {
    let schemas: Vec<_> = (0..5000)
        .map(|index| format!("    S{index}: {{type: object, properties: {{next: {{$ref: '#/components/schemas/S{}'}}}}}}\n", (index + 1) % 5000))
        .collect();
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: Ring, version: 1.0.0}}\npaths: {{}}\ncomponents:\n  schemas:\n{}",
        schemas.concat()
    );
    let mut report = Report::new();
    let document = open(
        &MemoryFiles::new([("ring.yaml", text)]),
        "ring.yaml",
        &mut report,
    )
    .expect("a document");
    assert_eq!(document.schemas.iter().count(), 5000);
}

/// Checks that YAML is parsed as `serde_yaml` parses it, for every fixture that it accepts.
#[test]
fn yaml_is_read_as_serde_yaml_reads_it() {
    let mut judged = 0;
    for path in fixtures().into_iter().filter(|path| {
        path.extension()
            .is_some_and(|extension| extension == "yaml")
    }) {
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        // `serde_yaml` leaves merge keys to the caller.
        if text.contains("<<:") || text.len() > 100_000 {
            continue;
        }
        if let (Some(ours), Ok(theirs)) =
            (Node::from_yaml(&text), serde_yaml::from_str::<Node>(&text))
        {
            assert_eq!(ours.canonical(), theirs.canonical(), "{}", path.display());
            judged += 1;
        }
    }
    assert!(judged > 40, "{judged}");
}

/// Checks that thousands of diagnostics in a single line take linear time.
#[test]
fn thousands_of_faults_in_one_line() {
    let paths: Vec<_> = (0..5000)
        .map(|index| format!(r#""/p{index}/{{x}}":{{"get":{{"responses":{{}}}}}}"#))
        .collect();
    let text = format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"T","version":"1"}},"paths":{{{}}}}}"#,
        paths.join(",")
    );
    let mut report = Report::new();
    assert!(open(&MemoryFiles::new([("a.json", text)]), "a.json", &mut report).is_none());
    assert_eq!(report.diagnostics().len(), 10_000);
    let text = render(&report, ReportFormat::Human { color: false });
    assert!(text.contains("\n9800 more are not shown; "));
    assert!(text.ends_with("10000 errors\n"));
    let json = render(&report, ReportFormat::Json);
    assert_eq!(json.matches("\"code\"").count(), 10_000);
}

/// Parameters with cyclic compositions, or with thousands of schemas.
#[test]
fn choices_of_parameters_without_end() {
    let mut schemas =
        String::from("C0: {oneOf: [{$ref: '#/components/schemas/C0'}, {type: string}]}\n");
    for index in 1..3000 {
        let next = index + 1;
        schemas.push_str(&format!(
            "    C{index}: {{anyOf: [{{$ref: '#/components/schemas/C{next}'}}, {{$ref: '#/components/schemas/C{next}'}}]}}\n"
        ));
    }
    schemas.push_str("    C3000: {type: string}\n");
    let document = format!(
        "openapi: 3.0.4
info: {{title: T, version: '1'}}
paths:
  /a:
    get:
      parameters:
      - {{name: a, in: query, style: deepObject, required: true, schema: {{$ref: '#/components/schemas/C0'}}}}
      - {{name: b, in: query, style: deepObject, required: true, schema: {{$ref: '#/components/schemas/C1'}}}}
      responses: {{'200': {{description: OK}}}}
components:
  schemas:
    {schemas}"
    );
    try_all("api.yaml", document.as_bytes());
}
