//! The documents of a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A document of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The id: the file name without extension.
    pub id: String,
    /// The file.
    pub path: PathBuf,
    /// The root folder for references, if it is not the folder of the document.
    pub root: Option<PathBuf>,
}

impl Document {
    /// Returns the crate name prefix: the id in characters that are valid in package names.
    pub fn crate_name(&self) -> String {
        let lower = self.id.to_lowercase();
        let words: Vec<&str> = lower
            .split(|char: char| !char.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        format!("c-{}", words.join("-"))
    }
}

/// Returns the documents of a folder by id: those of several files below `multi`, and the files beside it. A document in both
/// places is taken from `multi`.
pub fn find(folder: &Path) -> Result<Vec<Document>, String> {
    let mut documents = BTreeMap::new();
    for path in files(folder)? {
        if is_document(&path) {
            let id = stem(&path);
            documents.insert(
                id.clone(),
                Document {
                    id,
                    path,
                    root: None,
                },
            );
        }
    }
    let multi = folder.join("multi");
    if multi.is_dir() {
        for path in files(&multi)? {
            if path.extension().is_some_and(|end| end == "root") {
                let document = several_files(&multi, &path)?;
                documents.insert(document.id.clone(), document);
            }
        }
    }
    let documents: Vec<Document> = documents.into_values().collect();
    distinct(&documents)?;
    Ok(documents)
}

/// Returns the document in the file `ID.root`: a path below the folder `ID`.
fn several_files(multi: &Path, named_by: &Path) -> Result<Document, String> {
    let id = stem(named_by);
    let name =
        fs::read_to_string(named_by).map_err(|error| format!("{}: {error}", named_by.display()))?;
    let root = multi.join(&id);
    Ok(Document {
        path: root.join(name.trim()),
        root: Some(root),
        id,
    })
}

fn is_document(path: &Path) -> bool {
    let end = path.extension().and_then(|end| end.to_str());
    matches!(end, Some("json" | "yaml" | "yml"))
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Checks that no two documents have the same crate names, since all crates are in one workspace.
fn distinct(documents: &[Document]) -> Result<(), String> {
    let mut names = BTreeSet::new();
    for document in documents {
        if !names.insert(document.crate_name()) {
            return Err(format!(
                "{}: another document has crates of the same name",
                document.path.display()
            ));
        }
    }
    Ok(())
}
