//! Looks up the places of violations in the documents.

use serde_json::Value;
use specwright_spec::{Node, Pointer};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Returns the constraints that are not in the document: pairs of a schema and a keyword that it does not have. A schema is a JSON
/// Pointer, after the path of its file if that is not the document.
///
/// Every schema has the keyword `type`, written or implied.
pub fn unresolved(document: &Path, constraints: &BTreeSet<(String, String)>) -> Vec<String> {
    let mut files = OpenFiles {
        document,
        read: BTreeMap::new(),
    };
    let mut faults = Vec::new();
    for (schema, keyword) in constraints {
        let why = match files.at(schema) {
            None => "there is no such schema",
            Some(it) if keyword == "type" || it.has(keyword) => continue,
            Some(_) => "the schema has no such keyword",
        };
        faults.push(format!("violation of {keyword} of {schema:?}: {why}"));
    }
    faults
}

/// The document and the other files that violations refer to.
struct OpenFiles<'a> {
    document: &'a Path,
    read: BTreeMap<String, Option<Tree>>,
}

/// A parsed file. JSON is parsed as such, since its white space may be invalid in YAML.
enum Tree {
    Json(Value),
    Yaml(Node),
}

/// A schema in a file.
enum Schema<'a> {
    /// `false`, which is `{"not": {}}` (JSON Schema Core 2020-12, 4.3.2)
    False,
    Json(&'a Value),
    Yaml(&'a Node),
}

impl Tree {
    fn read(path: &Path) -> Option<Self> {
        let text = fs::read_to_string(path).ok()?;
        let json = serde_json::from_str(&text).ok().map(Self::Json);
        json.or_else(|| Node::from_yaml(&text).map(Self::Yaml))
    }

    fn at(&self, pointer: &str) -> Option<Schema<'_>> {
        match self {
            Self::Json(root) => match root.pointer(pointer)? {
                Value::Bool(false) => Some(Schema::False),
                it => it.is_object().then_some(Schema::Json(it)),
            },
            Self::Yaml(root) => match root.at(&Pointer::parse(pointer).ok()?)? {
                Node::Bool(false) => Some(Schema::False),
                it => it.as_object().map(|_| Schema::Yaml(it)),
            },
        }
    }
}

impl Schema<'_> {
    fn has(&self, keyword: &str) -> bool {
        match self {
            Self::False => keyword == "not",
            Self::Json(it) => it.get(keyword).is_some(),
            Self::Yaml(it) => it.get(keyword).is_some(),
        }
    }
}

impl OpenFiles<'_> {
    fn at(&mut self, schema: &str) -> Option<Schema<'_>> {
        let (file, pointer) = match schema.starts_with('/') || schema.is_empty() {
            true => ("", schema),
            false => schema.split_once('#')?,
        };
        let document = self.document;
        let open = || match file {
            "" => Tree::read(document),
            beside => Tree::read(&document.parent()?.join(beside)),
        };
        let root = self.read.entry(file.to_owned()).or_insert_with(open);
        root.as_ref()?.at(pointer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constraints_are_looked_up_in_the_document_and_in_files_beside_it() {
        let folder = std::env::temp_dir().join(format!("pointers-{}", std::process::id()));
        fs::create_dir_all(folder.join("parts")).expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file");
        write("root.yaml", "a/b: {minLength: 1}\nlist: [{enum: [1]}]\n");
        write(
            "parts/other.json",
            r#"{"c": {"pattern": "x"}, "d": true, "e": false}"#,
        );
        let there = [
            ("/a~1b", "minLength"),
            ("/a~1b", "type"),
            ("/list/0", "enum"),
            ("parts/other.json#/c", "pattern"),
            ("parts/other.json#/e", "not"),
        ];
        let missing = [
            ("/a~1b", "maxLength"),
            ("/list/1", "type"),
            ("parts/other.json#/a~1b", "type"),
            ("parts/other.json#/d", "type"),
            ("parts/other.json#/e", "enum"),
            ("parts/none.json#/c", "type"),
        ];
        let owned =
            |(schema, keyword): &(&str, &str)| ((*schema).to_owned(), (*keyword).to_owned());
        let all: BTreeSet<_> = there.iter().chain(&missing).map(owned).collect();
        let found = unresolved(&folder.join("root.yaml"), &all);
        fs::remove_dir_all(&folder).expect("the folder goes");
        assert_eq!(found.len(), missing.len(), "{found:#?}");
        for (schema, keyword) in missing {
            let begins = format!("violation of {keyword} of {schema:?}: ");
            assert!(
                found.iter().any(|it| it.starts_with(&begins)),
                "{begins}{found:#?}"
            );
        }
    }
}
