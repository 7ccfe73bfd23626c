//! `cargo xtask doctor`: the page of an API, as its settings generate it.

use std::process::Command;

#[test]
fn the_page_of_an_api_is_printed() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["doctor", "--api", "appmaker"])
        .output()
        .expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.starts_with("AppMaker API"), "{text}");
    assert!(text.contains("\nReady: 3 operations become "), "{text}");
    assert!(text.contains("\nNothing needs to be done.\n"), "{text}");
}
