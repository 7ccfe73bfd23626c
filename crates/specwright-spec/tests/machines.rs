//! Machine-readable reports: the requirements of SARIF 2.1.0 and GitHub Actions, and exact positions.

use serde_json::Value;
use specwright_spec::{MemoryFiles, Report, ReportFormat, open, render};

/// A name with all special characters of workflow commands and URIs.
const NAME: &str = "a %b,c:é.yaml";

/// Errors after multi-byte characters, after a tab, and across a line end.
const DOCUMENT: &str = "openapi: 3.1.0\r\ninfo: {title: \"é😀\", versio: '1', version: '1'}\r\npaths: {}\r\ncomponents:\r\n  schemas:\r\n    \"50%,:\":\t{typ: string, type: sting}\r\n";

fn rendered(format: ReportFormat) -> String {
    let mut report = Report::new();
    let files = MemoryFiles::new([(NAME, DOCUMENT)]);
    assert!(open(&files, NAME, &mut report).is_none());
    render(&report, format)
}

/// Returns the text at a position: lines and columns in characters, counted from 1.
fn text_at(start: (u64, u64), end: (u64, u64)) -> String {
    assert_eq!(start.0, end.0, "the fixture's places are within lines");
    let line = DOCUMENT
        .lines()
        .nth(start.0 as usize - 1)
        .expect("the line is there");
    let (from, to) = (start.1 as usize - 1, end.1 as usize - 1);
    line.chars().skip(from).take(to - from).collect()
}

#[test]
fn sarif_has_its_required_properties() {
    let log: Value = serde_json::from_str(&rendered(ReportFormat::Sarif)).expect("SARIF is JSON");
    assert_eq!(log["version"], "2.1.0");
    let runs = log["runs"].as_array().expect("section 3.13.4");
    let [run] = runs.as_slice() else {
        panic!("one run: {log}")
    };
    let driver = &run["tool"]["driver"];
    assert!(driver["name"].is_string(), "section 3.19.8");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = driver["rules"].as_array().expect("section 3.19.23");
    let results = run["results"].as_array().expect("section 3.14.23");
    assert_eq!(results.len(), 4);
    let mut shown = Vec::new();
    for result in results {
        assert!(result["message"]["text"].is_string(), "section 3.27.11");
        let level = result["level"].as_str().expect("section 3.27.10");
        assert!(["error", "warning"].contains(&level));
        let known = |rule: &&Value| rule["id"] == result["ruleId"];
        let rule = rules.iter().find(known).expect("the rule is described");
        assert!(rule["shortDescription"]["text"].is_string());
        assert!(rule["help"]["text"].is_string());
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str();
        assert_eq!(uri, Some("a%20%25b%2Cc%3A%C3%A9.yaml"));
        let count = |key: &str| place["region"][key].as_u64().expect("section 3.30");
        let start = (count("startLine"), count("startColumn"));
        shown.push(text_at(start, (count("endLine"), count("endColumn"))));
    }
    assert_eq!(shown, ["versio", "\"50%,:\"", "typ", "sting"]);
}

#[test]
fn github_commands_are_single_escaped_lines() {
    let text = rendered(ReportFormat::Github);
    assert_eq!(text.lines().count(), 4, "{text}");
    for line in text.lines() {
        let command = line.strip_prefix("::").expect("a command");
        let (command, message) = command.split_once("::").expect("a message");
        let (severity, properties) = command.split_once(' ').expect("properties");
        assert!(["error", "warning"].contains(&severity));
        assert!(!message.is_empty());
        let pairs: Vec<(&str, &str)> = properties
            .split(',')
            .map(|pair| pair.split_once('=').expect("a value"))
            .collect();
        let names: Vec<&str> = pairs.iter().map(|(name, _)| *name).collect();
        assert_eq!(
            names,
            ["file", "line", "endLine", "col", "endColumn", "title"]
        );
        assert_eq!(pairs[0].1, "a %25b%2Cc%3Aé.yaml");
    }
}
