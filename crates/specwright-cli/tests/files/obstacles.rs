//! Obstacles at the paths of files and folders are reported, and neither followed, overwritten nor deleted.

use crate::commands::{CHECK_TYPES, GENERATE_TYPES};
use crate::{DOCUMENT, folder_with, generated, specwright, tree};
use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

/// The paths of folders.
const FOLDERS: [&str; 6] = [
    "out/pets-types",
    "out/pets-types/src",
    "out/pets-types/src/generated",
    "out/pets-types/src/generated/operations",
    "out/pets-types/src/generated/.specwright",
    "out/pets-types/src/generated/.specwright/tmp",
];

/// The paths of files.
const FILES: [&str; 6] = [
    "out/pets-types/Cargo.toml",
    "out/pets-types/src/lib.rs",
    "out/pets-types/src/generated/models.rs",
    "out/pets-types/src/generated/operations/pets.rs",
    "out/pets-types/src/generated/.specwright/lock",
    "out/pets-types/src/generated/.specwright/cache",
];

/// Files that are replaced whatever their contents, or kept and checked.
fn has_any_text(place: &str) -> bool {
    place.contains(".specwright/") || place.ends_with("Cargo.toml")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Thing {
    LinkOut,
    LinkInside,
    LinkToFile,
    Dangling,
    Loop,
    Pipe,
    Socket,
    HandWritten,
    Folder,
}

const THINGS: [Thing; 9] = [
    Thing::LinkOut,
    Thing::LinkInside,
    Thing::LinkToFile,
    Thing::Dangling,
    Thing::Loop,
    Thing::Pipe,
    Thing::Socket,
    Thing::HandWritten,
    Thing::Folder,
];

impl Thing {
    /// Creates the obstacle at a path. The target of a link looks like a generated file.
    fn put(self, root: &Path, place: &str) {
        let path = root.join(place);
        let above = path.parent().expect("a folder above");
        fs::create_dir_all(above).expect("the folder above");
        for folder in ["elsewhere", "out/inside"] {
            fs::create_dir_all(root.join(folder)).expect("a folder");
            let files = ["models.rs", "lib.rs", "Cargo.toml", "old.rs"];
            for name in files {
                let path = root.join(folder).join(name);
                fs::write(path, "// @generated\nfn kept() {}\n").expect("a file");
            }
        }
        let is_file = FILES.contains(&place);
        let link = |folder: &str| match is_file {
            true => symlink(root.join(folder).join("models.rs"), &path),
            false => symlink(root.join(folder), &path),
        };
        match self {
            Self::LinkOut => link("elsewhere"),
            Self::LinkInside => link("out/inside"),
            Self::LinkToFile => symlink(root.join("pets.yaml"), &path),
            Self::Dangling => symlink("nowhere", &path),
            Self::Loop => symlink(path.file_name().expect("a name"), &path),
            Self::Pipe => Command::new("mkfifo").arg(&path).status().map(drop),
            Self::Socket => UnixListener::bind(&path).map(drop),
            Self::HandWritten => fs::write(&path, "# mine, not @generated\n"),
            Self::Folder => fs::create_dir(&path),
        }
        .unwrap_or_else(|error| panic!("{self:?} at {place}: {error}"));
    }
}

/// Runs both commands on a folder with an obstacle, and checks that nothing changes.
fn refused(root: &Path, place: &str, thing: Thing) {
    let before = tree(root);
    let run = specwright(root, &GENERATE_TYPES);
    assert_eq!(run.status, Some(2), "{thing:?} at {place}: {}", run.err);
    assert!(
        run.err.contains(place),
        "{thing:?}: {place} is not named:\n{}",
        run.err
    );
    assert_eq!(tree(root), before, "{thing:?} at {place}");
    let check = specwright(root, &CHECK_TYPES);
    assert_eq!(check.status, Some(3), "{thing:?} at {place}: {}", check.err);
    assert!(check.err.contains(place), "{thing:?}: {}", check.err);
    assert_eq!(tree(root), before, "{thing:?} at {place}, --check");
}

#[test]
fn in_a_fresh_folder() {
    let places = FOLDERS.iter().chain(&FILES);
    for place in places {
        for thing in THINGS {
            let skipped = match thing {
                Thing::Folder => FOLDERS.contains(place),
                Thing::HandWritten => has_any_text(place) && FILES.contains(place),
                _ => false,
            };
            if !skipped {
                let folder = folder_with(DOCUMENT);
                thing.put(folder.path(), place);
                refused(folder.path(), place, thing);
            }
        }
    }
}

/// The same after a run, whose cache has no changes.
#[test]
fn in_a_folder_that_was_generated() {
    for place in FOLDERS.iter().chain(&FILES) {
        for thing in [Thing::LinkOut, Thing::Pipe] {
            let folder = folder_with(DOCUMENT);
            let root = folder.path();
            assert_eq!(specwright(root, &GENERATE_TYPES).status, Some(0));
            let path = root.join(place);
            let aside = root.join("aside");
            if path.exists() {
                fs::rename(&path, &aside).expect("it can be moved");
            }
            thing.put(root, place);
            let changed = DOCUMENT.replace("maxLength: 40", "maxLength: 41");
            fs::write(root.join("pets.yaml"), changed).expect("the document");
            refused(root, place, thing);
        }
    }
}

#[test]
fn a_link_among_generated_files_is_not_deleted() {
    for thing in [
        Thing::LinkOut,
        Thing::LinkToFile,
        Thing::Pipe,
        Thing::Socket,
    ] {
        let folder = folder_with(DOCUMENT);
        assert_eq!(specwright(folder.path(), &GENERATE_TYPES).status, Some(0));
        let place = "out/pets-types/src/generated/old.rs";
        thing.put(folder.path(), place);
        refused(folder.path(), place, thing);
    }
}

#[test]
fn the_folder_that_was_named() {
    for thing in THINGS {
        let folder = folder_with(DOCUMENT);
        let root = folder.path();
        thing.put(root, "elsewhere/out");
        let run = specwright(root, &["generate", "pets.yaml", "--out", "elsewhere/out"]);
        // A folder or a link to one is valid, since the user named it.
        let expected = match thing {
            Thing::LinkOut | Thing::LinkInside | Thing::Folder => 0,
            _ => 2,
        };
        assert_eq!(run.status, Some(expected), "{thing:?}: {}", run.err);
        assert!(
            expected == 0 || run.err.contains("elsewhere/out"),
            "{thing:?}: {}",
            run.err
        );
    }
    let folder = folder_with(DOCUMENT);
    let run = specwright(
        folder.path(),
        &["generate", "pets.yaml", "--out", "pets.yaml/below"],
    );
    assert_eq!(run.status, Some(2), "{}", run.err);
    assert!(run.err.contains("pets.yaml"), "{}", run.err);
}

/// A hard link keeps its text, since files are replaced instead of overwritten.
#[test]
fn a_hard_link_is_replaced_here_only() {
    let folder = folder_with(DOCUMENT);
    let root = folder.path();
    assert_eq!(specwright(root, &GENERATE_TYPES).status, Some(0));
    let models = root.join("out/pets-types/src/generated/models.rs");
    let other = root.join("other.rs");
    fs::write(&models, "// @generated\n").expect("a file");
    fs::hard_link(&models, &other).expect("another name");
    let run = specwright(root, &GENERATE_TYPES);
    assert_eq!(run.status, Some(0), "{}", run.err);
    assert_eq!(fs::read_to_string(&other).unwrap(), "// @generated\n");
    assert_ne!(fs::read_to_string(&models).unwrap(), "// @generated\n");
}

/// A file without the mark, or with that of another tool, is not replaced; an empty file is.
#[test]
fn the_mark_has_the_form_of_this_tool() {
    let ours = [
        "",
        "// @generated\nmod generated;\n",
        "\u{feff}// @generated by `specwright generate` from x.yaml; do not edit\r\n",
    ];
    let theirs = [
        "mod mine;\n",
        "\n// @generated\n",
        "// This file is @generated by somebody.\n",
        "// @generated by another-tool\n",
        "const NAME: &str = \"@generated\";\n",
        " ",
    ];
    let ours = ours.map(|it| (it, 0)).into_iter();
    for (text, expected) in ours.chain(theirs.map(|it| (it, 2))) {
        let folder = folder_with(DOCUMENT);
        let path = folder.path().join("out/pets-types/src/lib.rs");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        let run = specwright(folder.path(), &GENERATE_TYPES);
        assert_eq!(run.status, Some(expected), "{text:?}: {}", run.err);
        let kept = fs::read_to_string(&path).unwrap() == text;
        assert_eq!(kept, expected == 2, "{text:?}");
    }
}

/// A check works in a folder that cannot be written to.
#[test]
fn a_check_writes_nothing() {
    let folder = folder_with(DOCUMENT);
    let root = folder.path();
    assert_eq!(specwright(root, &GENERATE_TYPES).status, Some(0));
    fs::remove_dir_all(root.join("out/pets-types/src/generated/.specwright")).unwrap();
    let before = tree(root);
    assert_eq!(specwright(root, &CHECK_TYPES).status, Some(0));
    assert_eq!(tree(root), before);
    let nowhere = ["generate", "pets.yaml", "--out", "new", "--check"];
    assert_eq!(specwright(root, &nowhere).status, Some(3));
    assert_eq!(tree(root), before);
}

/// The state folder is neither a member of a workspace nor under version control.
#[test]
fn the_state_of_runs_is_hidden() {
    let folder = folder_with(DOCUMENT);
    let root = folder.path();
    assert_eq!(specwright(root, &GENERATE_TYPES).status, Some(0));
    let mut members: Vec<_> = fs::read_dir(root.join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    members.sort();
    assert_eq!(members, ["Cargo.toml", "pets-types"]);
    let ignore = root.join("out/pets-types/src/generated/.specwright/.gitignore");
    assert_eq!(fs::read_to_string(ignore).unwrap(), "*\n");
    assert!(generated(root).keys().all(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        !name.contains("tmp") && !name.starts_with('.')
    }));
}
