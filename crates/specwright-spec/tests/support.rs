//! Checks the generated support page and the explanations of diagnostics.

use specwright_spec::{Code, support_page};

#[test]
fn support_page_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/SUPPORT.md");
    let page = std::fs::read_to_string(path).unwrap_or_default();
    let fresh =
        "it is stale: run `cargo run -p specwright -- support > crates/specwright-spec/SUPPORT.md`";
    assert!(page == support_page(), "{path}: {fresh}");
}

#[test]
fn every_code_is_explained_with_an_example_and_its_repair() {
    for code in Code::ALL {
        let text = code.explanation();
        let part = |start: &str| {
            text.split_once(start)
                .map_or("", |(_, rest)| rest.trim_start())
        };
        for start in ["\n\n", "\nExample:", "\nRepair:"] {
            assert!(part(start).len() > 2, "{text}");
        }
        assert!(!part("\nExample:").starts_with('–'), "{text}");
    }
}
