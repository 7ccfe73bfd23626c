//! Reports of hostile texts: a document or file name must not control the terminal or log.

use specwright_docs::is_invisible;
use specwright_spec::{
    Code, Diagnostic, Format, Location, Place, Report, ReportFormat, Source, render,
};

/// All characters with an effect on terminals, and the start of a workflow command.
fn hostile() -> String {
    let invisible = ('\0'..=char::MAX).filter(|char| is_invisible(*char));
    let mut text = String::from("\n::error::x%0A::error::y\r\n##[error]z,:");
    text.extend(invisible);
    text
}

/// A report with the text in all parts of a report.
fn report(text: &str) -> Report {
    let mut report = Report::new();
    let document = format!("a: 1\nb: x{}y\n", text.replace(['\n', '\r'], "##["));
    let mut place = |document: &str| {
        let source = Source::file(text, document, Format::Yaml);
        let file = report.sources_mut().push(source);
        Place::Bytes { file, range: 5..6 }
    };
    let (first, other) = (place(&document), place(&document.repeat(2_000)));
    let in_node = Location::root(place(&document).file()).child(text);
    let diagnostic = Diagnostic::new(Code::InvalidSyntax, first, text)
        .label(text)
        .also(other, text)
        .also(in_node, text)
        .help(text);
    report.push(diagnostic);
    report
}

#[test]
fn no_format_writes_control_characters() {
    let text = hostile();
    let report = report(&text);
    for format in [
        ReportFormat::Human { color: false },
        ReportFormat::Json,
        ReportFormat::Sarif,
        ReportFormat::Github,
    ] {
        let shown = render(&report, format);
        let acts = |char: char| char != '\n' && is_invisible(char);
        assert!(!shown.contains(acts), "{format:?}: {shown:?}");
        for line in shown.lines() {
            let begins = |start| line.trim_start().starts_with(start);
            let command = line.contains("##[") && !begins("::error file=");
            assert!(!command && !begins("::error::"), "{format:?}: {line:?}");
        }
    }
    let github = render(&report, ReportFormat::Github);
    assert_eq!(github.lines().count(), 1, "{github}");
    assert!(
        github.starts_with("::error file=%0A%3A%3Aerror%3A%3Ax%250A"),
        "{github}"
    );
}

/// Machine-readable reports contain the exact text.
#[test]
fn json_is_exact() {
    let text = hostile();
    let json = render(&report(&text), ReportFormat::Json);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let found = &json["diagnostics"][0];
    for exact in [
        &found["message"],
        &found["place"]["file"],
        &found["place"]["label"],
        &found["others"][1]["label"],
        &found["help"][0],
    ] {
        assert_eq!(exact, text.as_str());
    }
    let sarif = render(&report(&text), ReportFormat::Sarif);
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    let message = &sarif["runs"][0]["results"][0]["message"]["text"];
    assert_eq!(message, &format!("{text}\nhelp: {text}"));
}

/// Colored reports contain only their own escape sequences.
#[test]
fn colors_are_those_of_the_report() {
    let sequences = |text: &str| {
        let shown = render(&report(text), ReportFormat::Human { color: true });
        let escapes = shown.split('\u{1b}').skip(1);
        let codes = escapes.map(|rest| rest.split('m').next().unwrap_or_default().to_owned());
        codes.collect::<std::collections::BTreeSet<_>>()
    };
    let hostile = sequences(&hostile().replace('\u{1b}', "\u{1b}[5;41m"));
    assert!(hostile.is_subset(&sequences("calm")), "{hostile:?}");
}
