//! Generated types do not show secrets: those with a secret field have a custom `Debug`, and all others derive it.

use specwright::Part;
use specwright::stages::{Crates, Origin, packages};
use specwright_lower::{Options, lower};
use specwright_spec::{MemoryFiles, Report, open};
use std::path::Path;

const DOCUMENT: &str =
    include_str!("../../specwright-lower/tests/fixtures/accept/credentials_as_parameters.yaml");

/// The rows of what is generated, and the files.
fn generated() -> Vec<(String, String)> {
    let files = MemoryFiles::new([("api.yaml", DOCUMENT)]);
    let mut report = Report::new();
    let api = open(&files, "api.yaml", &mut report)
        .and_then(|document| lower(&document, &Options::default(), &mut report))
        .expect("the fixture is accepted");
    let crates = Crates::named("api", &Part::ALL);
    let origin = Origin {
        command: "a test".to_owned(),
        source: "api.yaml".to_owned(),
    };
    let files = packages(&api, &Part::ALL, &crates, &origin, Path::new("out"));
    let files = files
        .iter()
        .map(|(path, text)| (path.display().to_string(), text.to_owned()));
    files.collect()
}

#[test]
fn types_with_a_secret_show_their_other_fields() {
    let files = generated();
    let text = |end: &str| {
        let file = files.iter().find(|(path, _)| path.ends_with(end));
        &file.unwrap_or_else(|| panic!("there is no {end}")).1
    };
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let operations = words(text("operations/auth.rs"));
    for rows in [
        "redacted! { struct Login; hidden pin; shown params; shown body; }",
        "redacted! { struct LoginParams; hidden x_api_key; hidden api_odd; hidden sid; hidden password; hidden phrase; shown page_token; }",
        "redacted! { enum LoginContent; shown Json(0: body); hidden Text(); }",
        "redacted! { enum LoginSuccess; hidden Ok(); shown Accepted(); }",
        "redacted! { enum LoginError; hidden BadRequest(); shown NotFound(); shown Default(0: status, 1: body); }",
        "redacted! { struct Plain; hidden body; }",
    ] {
        assert!(operations.contains(rows), "{rows}\n{operations}");
    }
    let headers = words(text("operations/headers.rs"));
    let rows = "redacted! { struct SetCookieAndXTotalHeaders; hidden set_cookie; shown x_total; }";
    assert!(headers.contains(rows), "{headers}");
    // No type has both implementations.
    for redacted in [
        "Login",
        "LoginParams",
        "LoginContent",
        "LoginSuccess",
        "LoginError",
        "Plain",
    ] {
        for kind in ["struct", "enum"] {
            let derived = format!("Debug, PartialEq)] pub {kind} {redacted} {{");
            assert!(!operations.contains(&derived), "{derived}");
        }
    }
}
