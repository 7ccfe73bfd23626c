//! Killed and concurrent runs: the next run repairs everything, and every file is complete.

use crate::commands::{CHECK, GENERATE};
use crate::{DOCUMENT, command, folder_with, generated, specwright};
use specwright_testing::Random;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Instant;
use std::{io, thread};

/// Returns a document with larger and different files than those of the small one.
fn larger() -> String {
    let schemas = (0..60).map(|it| {
        format!("    Thing{it}: {{type: object, properties: {{name{it}: {{type: string}}}}}}\n")
    });
    format!("{DOCUMENT}{}", schemas.collect::<String>()).replace("tags: [pets]", "tags: [animals]")
}

/// Returns the files generated from a document in a new folder.
fn expected(document: &str) -> BTreeMap<PathBuf, String> {
    let folder = folder_with(document);
    assert_eq!(specwright(folder.path(), &GENERATE).status, Some(0));
    let mut files = generated(&folder.path().join("out"));
    // The relative path of the runtime depends on the folder.
    files.retain(|path, _| !path.ends_with("Cargo.toml"));
    files
}

fn is_whole(root: &Path, documents: &[&BTreeMap<PathBuf, String>]) {
    let mut files = generated(&root.join("out"));
    files.retain(|path, _| !path.ends_with("Cargo.toml"));
    assert!(
        documents.contains(&&files),
        "the folder is not what one of the documents becomes: {:?}",
        files.keys()
    );
}

fn start(folder: &Path) -> Child {
    let mut command = command(folder, &GENERATE);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command.stderr(Stdio::piped());
    command.spawn().expect("the program starts")
}

#[test]
fn a_run_after_one_that_was_killed() {
    let documents = [DOCUMENT.to_owned(), larger()];
    let wholes = [expected(&documents[0]), expected(&documents[1])];
    let folder = folder_with(&documents[0]);
    let root = folder.path();
    let begun = Instant::now();
    assert_eq!(specwright(root, &GENERATE).status, Some(0));
    let mut whole_run = begun.elapsed();
    let mut killed = 0;
    let mut random = Random(7);
    for round in 0..45 {
        let turn = (round + 1) % 2;
        fs::write(root.join("pets.yaml"), &documents[turn]).unwrap();
        let mut child = start(root);
        // Reading and formatting take most of the time; more of the kills should hit the writing at the end.
        let share = 400 + u32::try_from(random.below(700)).unwrap();
        thread::sleep(whole_run * share / 1000);
        // The estimate is adjusted to the load of the machine.
        whole_run = match child.try_wait().unwrap() {
            Some(_) => whole_run * 4 / 5,
            None => {
                killed += 1;
                whole_run * 21 / 20
            }
        };
        match child.kill() {
            Err(error) if error.kind() != io::ErrorKind::InvalidInput => panic!("{error}"),
            _ => drop(child.wait()),
        }
        // Every file is from one document or the other.
        let files = generated(&root.join("out"));
        for (path, text) in files
            .iter()
            .filter(|(path, _)| !path.ends_with("Cargo.toml"))
        {
            let known = wholes.iter().any(|files| files.get(path) == Some(text));
            assert!(known, "round {round}: {} is not whole", path.display());
        }
        if round % 3 == 0 {
            let run = specwright(root, &GENERATE);
            assert_eq!(run.status, Some(0), "round {round}: {}", run.err);
            is_whole(root, &[&wholes[turn]]);
            assert_eq!(specwright(root, &CHECK).status, Some(0));
        }
    }
    assert!(killed > 5, "only {killed} runs were killed");
}

/// The remains of a run that was killed between two steps.
#[test]
fn leftover_files_are_deleted() {
    let folder = folder_with(DOCUMENT);
    let root = folder.path();
    let state = root.join("out/pets-types/src/generated/.specwright");
    fs::create_dir_all(state.join("tmp/deeper")).unwrap();
    fs::write(state.join("tmp/0"), "// @gen").unwrap();
    fs::write(state.join("tmp/deeper/1"), "").unwrap();
    fs::write(state.join("cache.tmp"), "# 12").unwrap();
    fs::write(state.join(".gitignore"), "").unwrap();
    let generated = root.join("out/pets-client/src/generated");
    fs::create_dir_all(&generated).unwrap();
    fs::write(generated.join("mod.rs"), "").unwrap();
    assert_eq!(specwright(root, &CHECK).status, Some(3));
    let run = specwright(root, &GENERATE);
    assert_eq!(run.status, Some(0), "{}", run.err);
    assert_eq!(specwright(root, &CHECK).status, Some(0));
    let mut left: Vec<_> = fs::read_dir(&state)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(left, [".gitignore", "cache", "lock"]);
}

#[test]
fn three_runs_at_once() {
    let documents = [DOCUMENT.to_owned(), larger()];
    let wholes = [expected(&documents[0]), expected(&documents[1])];
    let folder = folder_with(&documents[0]);
    let root = folder.path();
    for round in 0..10 {
        let mut runs = Vec::new();
        for document in [round, round + 1, round].map(|it| &documents[it % 2]) {
            let name = root.join("next.yaml");
            fs::write(&name, document).unwrap();
            fs::rename(name, root.join("pets.yaml")).unwrap();
            runs.push(start(root));
        }
        for run in runs {
            let output = run.wait_with_output().expect("it ends");
            let err = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(0), "round {round}: {err}");
        }
        is_whole(root, &[&wholes[0], &wholes[1]]);
        assert_eq!(specwright(root, &GENERATE).status, Some(0));
        is_whole(root, &[&wholes[round % 2]]);
    }
}

#[test]
fn a_run_reports_that_it_waits_for_another() {
    let folder = folder_with(DOCUMENT);
    let root = folder.path();
    assert_eq!(specwright(root, &GENERATE).status, Some(0));
    let lock = root.join("out/pets-types/src/generated/.specwright/lock");
    let lock = fs::File::open(lock).expect("the lock");
    lock.lock().expect("nobody else holds it");
    fs::write(root.join("pets.yaml"), larger()).unwrap();
    let mut child = start(root);
    let waiting = read_line(&mut child);
    assert_eq!(
        waiting,
        "waiting for another run that writes to out/pets-types/src/generated\n"
    );
    assert!(child.try_wait().unwrap().is_none());
    drop(lock);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    is_whole(root, &[&expected(&larger())]);
}

fn read_line(child: &mut Child) -> String {
    let mut line = String::new();
    let err = child.stderr.as_mut().expect("a pipe");
    io::BufRead::read_line(&mut io::BufReader::new(err), &mut line).expect("a line");
    line
}

/// Runs that only read do not wait for each other.
#[test]
fn a_check_beside_a_check() {
    let folder = folder_with(DOCUMENT);
    let root = folder.path();
    assert_eq!(specwright(root, &GENERATE).status, Some(0));
    let lock = root.join("out/pets-types/src/generated/.specwright/lock");
    let lock = fs::File::open(lock).expect("the lock");
    lock.lock_shared().expect("nobody writes");
    let check = specwright(root, &CHECK);
    assert_eq!(
        (check.status, &*check.err),
        (Some(0), "up to date: nothing to write\n")
    );
}
