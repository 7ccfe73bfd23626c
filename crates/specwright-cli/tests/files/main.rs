//! Files, processes and streams around a run: obstacles, remains of killed runs, and output.

#[path = "../commands/mod.rs"]
mod commands;
mod interrupted;
mod names;
#[cfg(unix)]
mod obstacles;
mod pages;
#[cfg(unix)]
mod streams;
#[cfg(unix)]
mod untrusted;

use commands::folder_with;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

/// A small document with an operation.
const DOCUMENT: &str = r##"openapi: 3.0.3
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      tags: [pets]
      operationId: getPet
      responses:
        "200":
          description: The pet
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string, maxLength: 40}}}
"##;

/// The status of a run, and the text of its streams.
struct Run {
    status: Option<i32>,
    out: String,
    err: String,
}

/// Runs the program in a folder. A run that does not end within a minute is killed and fails the test.
fn specwright(folder: &Path, arguments: &[&str]) -> Run {
    let mut child = command(folder, arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    for _ in 0..6_000 {
        if child.try_wait().expect("its state").is_some() {
            let output = child.wait_with_output().expect("its output");
            return Run {
                status: output.status.code(),
                out: String::from_utf8_lossy(&output.stdout).into_owned(),
                err: String::from_utf8_lossy(&output.stderr).into_owned(),
            };
        }
        thread::sleep(Duration::from_millis(10));
    }
    child.kill().expect("it can be killed");
    panic!("`specwright {}` hangs", arguments.join(" "));
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
    command.args(arguments).current_dir(folder);
    command
}

/// Returns the contents of a folder by path: the text of files, the target of links, and the kind of other entries. Links are not followed.
fn tree(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let kind = fs::symlink_metadata(&path).expect("its kind").file_type();
            let text = match () {
                () if kind.is_symlink() => format!("-> {:?}", fs::read_link(&path)),
                () if kind.is_dir() => {
                    folders.push(path.clone());
                    "a folder".to_owned()
                }
                () if kind.is_file() => {
                    String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned()
                }
                () => "special".to_owned(),
            };
            found.insert(path, text);
        }
    }
    found
}

/// Returns the generated files of a folder, without the state of runs.
fn generated(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut files = tree(folder);
    files.retain(|path, _| path.iter().all(|part| part != ".specwright"));
    let relative = |(path, text): (PathBuf, String)| {
        let path = path.strip_prefix(folder).expect("a path below").to_owned();
        (path, text)
    };
    files.into_iter().map(relative).collect()
}
