//! The commands and files of the pages. Each page begins in a folder with the document of the guide.

use crate::page::{Block, folder, tested};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The document that all pages use.
const DOCUMENT: &str = "bookshop.yaml";

/// The programs that are run. Others need a network, or compile what the test of the code compiles.
const PROGRAMS: [&str; 4] = ["specwright", "ls", "printf", "chmod"];

#[test]
fn commands_and_files_of_the_pages_are_right() {
    let mut commands = 0;
    for page in tested() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let copied = fs::copy(folder().join(DOCUMENT), place.path().join(DOCUMENT));
        copied.expect("the document");
        for block in page.blocks() {
            let at = format!("{}:{}", page.path, block.line);
            match block.language.as_str() {
                "console" => commands += run_all(&block, place.path(), &at),
                "yaml" | "toml" => check_file(&block, place.path(), &at),
                "rust" => {}
                other => panic!("{at}: unexpected language `{other}`"),
            }
        }
    }
    assert!(commands > 20, "{commands} commands were found");
}

/// Runs the commands of a block, and returns their number. The lines below a command must be in its output.
fn run_all(block: &Block, place: &Path, at: &str) -> usize {
    let mut runs = 0;
    for part in block.text.split("$ ").skip(1) {
        let (command, expected) = part.split_once('\n').expect("a line");
        let program = command.split(' ').next().expect("a word");
        if !PROGRAMS.contains(&program) {
            continue;
        }
        let output = shell(command, place);
        let text = [&output.stdout[..], &output.stderr].concat();
        let text = String::from_utf8_lossy(&text);
        let is_refused = expected.starts_with("error");
        assert_eq!(
            output.status.success(),
            !is_refused,
            "{at}: {command}\n{text}"
        );
        for line in expected.lines() {
            assert!(
                text.contains(line),
                "{at}: {command}\nexpected: {line}\n{text}"
            );
        }
        runs += 1;
    }
    runs
}

/// Runs a line of a shell, in which `specwright` is the program under test.
fn shell(line: &str, place: &Path) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_specwright"));
    let mut path = program.parent().expect("a folder").as_os_str().to_owned();
    if let Some(others) = std::env::var_os("PATH") {
        path.push(":");
        path.push(others);
    }
    let command = Command::new("sh")
        .args(["-c", line])
        .env("PATH", path)
        .current_dir(place)
        .output();
    command.expect("a shell")
}

/// Writes a file with a name, and checks it by its kind. A part of YAML without a name is one of the document.
fn check_file(block: &Block, place: &Path, at: &str) {
    let Some(name) = block.file_name() else {
        let document = fs::read_to_string(place.join(DOCUMENT)).expect("the document");
        assert!(contains(&document, &block.text), "{at}: not in {DOCUMENT}");
        return;
    };
    let file = place.join(name);
    let accept = |line: &str| {
        let output = shell(line, place);
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{at}: {line}\n{text}");
    };
    match name {
        "Cargo.toml" if !block.text.contains("[workspace]") => return,
        _ => {
            fs::create_dir_all(file.parent().expect("a folder")).expect("a new folder");
            fs::write(&file, &block.text).expect("a new file");
        }
    }
    if name == "specwright.toml" {
        accept(&format!(
            "specwright generate {DOCUMENT} --config {name} --runtime version=1 --out checked -q"
        ));
        // Commands below it do not mean it.
        fs::remove_file(file).expect("a file");
        fs::remove_dir_all(place.join("checked")).expect("a folder");
    } else if block.text.contains("\noverlay: ") {
        accept(&format!("specwright overlay {DOCUMENT} {name}"));
    }
}

/// Returns true if a text has these lines, whatever their indentation.
fn contains(text: &str, part: &str) -> bool {
    let lines =
        |text: &str| -> Vec<String> { text.lines().map(|it| it.trim().to_owned()).collect() };
    let part = lines(part);
    lines(text).windows(part.len()).any(|it| it == part)
}
