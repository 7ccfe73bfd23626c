//! Extreme names and numbers in documents result in valid modules and constraints.

use specwright_ir::{Api, Constraint, TypeKind};
use specwright_lower::{Options, is_device_name, lower};
use specwright_spec::{Code, Leniency, MemoryFiles, OpenOptions, Report, open_with};
use std::collections::BTreeSet;

/// Opens and lowers a document leniently.
fn lowered(text: &str) -> (Option<Api>, Report) {
    let files = MemoryFiles::new([("api.yaml", text)]);
    let mut report = Report::new();
    let options = OpenOptions {
        leniency: Leniency::Lenient,
        ..OpenOptions::default()
    };
    let api = open_with(&files, "api.yaml", options, &mut report)
        .and_then(|document| lower(&document, &Options::default(), &mut report));
    (api, report)
}

/// Names in scripts without case, names of devices and of Rust, and names without letters.
const NAMES: [&str; 30] = [
    "日本語",
    "名前",
    "한글",
    "ひらがな",
    "カタカナ",
    "ไทย",
    "😀",
    "",
    "_",
    "com1",
    "LPT9",
    "Con",
    "prn",
    "aux",
    "NUL",
    "COM¹",
    "conin$",
    "lpt0",
    "types",
    "client",
    "server",
    "api",
    "self",
    "Self",
    "crate",
    "super",
    "Result",
    "Option",
    "mod",
    "日本_語",
];

#[test]
fn modules_are_files_everywhere_and_no_types() {
    let path = |(index, name): (usize, &&str)| {
        format!(
            "  /p{index}: {{get: {{operationId: '{name}', tags: ['{name}'], responses: {{'200': {{description: OK}}}}}}}}\n"
        )
    };
    let paths: String = NAMES.iter().enumerate().map(path).collect();
    let (api, report) = lowered(&format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}"
    ));
    let api = api.unwrap_or_else(|| panic!("{:?}", report.diagnostics()));
    let requests: BTreeSet<&str> = api.operations().map(|it| it.request.as_str()).collect();
    let mut files = BTreeSet::new();
    for module in &api.modules {
        let name = module.name.as_str();
        assert!(!requests.contains(name), "{name} is a type and a module");
        assert!(!is_device_name(name), "{name} is no file of Windows");
        assert!(files.insert(name.to_lowercase()), "{name} in another case");
    }
    assert_eq!(api.modules.len(), NAMES.len());
}

#[test]
fn numbers_of_any_size_are_read_by_the_runtime() {
    let numbers = [
        "100000000000000000000",
        "0.10000000000000000000000000000000001",
        "1e-999999999999",
        "3e-400",
        "18446744073709551616",
        "-12345678901234567890123456789.5",
        "1e300",
        "1.7976931348623157e308",
    ];
    let keywords = ["multipleOf", "minimum", "maximum"];
    let mut schemas = String::new();
    for (index, number) in numbers.iter().enumerate() {
        for keyword in keywords {
            for ty in ["integer", "number"] {
                let name = format!("{ty}{keyword}{index}");
                schemas.push_str(&format!(
                    "    {name}: {{type: {ty}, {keyword}: {number}}}\n"
                ));
            }
        }
    }
    let (api, report) = lowered(&format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    ));
    let api = api.unwrap_or_else(|| panic!("{:?}", report.diagnostics()));
    let mut limits = 0;
    for ty in &api.types {
        let TypeKind::Newtype(newtype) = &ty.kind else {
            continue;
        };
        for constraint in &newtype.constraints {
            if let Constraint::MultipleOf(text)
            | Constraint::Minimum(text)
            | Constraint::Maximum(text)
            | Constraint::ExclusiveMinimum(text)
            | Constraint::ExclusiveMaximum(text) = constraint
            {
                limits += 1;
                assert!(is_readable(text), "{}: {text}", ty.name);
            }
        }
    }
    assert!(limits > 20, "{limits} limits");
}

/// Returns true if the runtime can parse a number: its digits fit into 64 bits, and its exponent has at most six digits.
fn is_readable(text: &str) -> bool {
    let text = text.trim_start_matches('-');
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent = exponent.trim_start_matches(['-', '+']);
    digits.replace('.', "").parse::<u64>().is_ok() && exponent.len() <= 6
}

#[test]
fn a_number_out_of_range_is_refused_in_both_notations() {
    for number in ["1e400", "-1e400", "1e999999999999"] {
        for path in ["api.json", "api.yaml"] {
            let text = format!(
                r#"{{"openapi":"3.0.3","info":{{"title":"T","version":"1"}},"paths":{{}},"x-a":{number}}}"#
            );
            let files = MemoryFiles::new([(path, text.as_str())]);
            let mut report = Report::new();
            let document = open_with(&files, path, OpenOptions::default(), &mut report);
            assert!(document.is_none(), "{path} {number}");
            let codes: Vec<Code> = report.diagnostics().iter().map(|it| it.code).collect();
            assert_eq!(codes, [Code::NumberOutOfRange], "{path} {number}");
        }
    }
}
