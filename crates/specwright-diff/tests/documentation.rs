//! The list of rules in the documentation.

use std::path::Path;

/// Replaces the list in the documentation if `SPECWRIGHT_UPDATE` is set, and compares it otherwise.
#[test]
fn the_documentation_lists_the_rules() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/diff.md");
    let text = std::fs::read_to_string(&path).expect("a page");
    let (head, _) = text.split_once("\n## Rules\n").expect("a section");
    let expected = format!("{head}\n## Rules\n{}", specwright_diff::rules_in_markdown());
    if std::env::var_os("SPECWRIGHT_UPDATE").is_some() {
        std::fs::write(&path, &expected).expect("the page is written");
    } else {
        assert!(
            text == expected,
            "run this test with SPECWRIGHT_UPDATE=1, which writes {}",
            path.display()
        );
    }
}
