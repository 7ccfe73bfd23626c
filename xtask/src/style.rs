//! The rules of style that a program can check: doc comments, lengths of files and of functions.

use std::path::{Path, PathBuf};

/// The words that turn a doc comment into a question instead of a statement.
const QUESTIONS: &[&str] = &["What", "Whether", "How", "Where", "Who"];

/// The number of doc comments that may begin with one of [`QUESTIONS`]; lower it whenever fewer do.
const MAX_QUESTIONS: usize = 3;

/// The lines that a file may have.
const MAX_FILE: usize = 500;

/// The lines that a function may have.
const MAX_FUNCTION: usize = 60;

/// Files and functions that are longer: tables, of which a reader looks up one row.
const TABLES: &[&str] = &[
    // The fields of every object of OpenAPI.
    "crates/specwright-spec/src/grammar/table.rs",
    // Changes of a document, with the expected levels of its crates.
    "crates/specwright/tests/source_verdicts/pairs.rs",
    // Declarations of one parameter, with what applies.
    "crates/specwright-spec/tests/requirements.rs",
];

/// Checks every hand-written source file of the workspace.
pub fn check(root: &Path) -> Result<(), String> {
    let mut files = Vec::new();
    for folder in ["crates", "xtask"] {
        gather(&root.join(folder), &mut files).map_err(|error| error.to_string())?;
    }
    files.sort();
    let mut faults = Vec::new();
    let mut questions = Vec::new();
    let mut unused: Vec<&str> = TABLES.to_vec();
    for path in &files {
        let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
        let shown = path
            .strip_prefix(root)
            .unwrap_or(path)
            .display()
            .to_string();
        questions.extend(of_questions(&text).map(|line| format!("{shown}:{line}")));
        let too_long = lengths(&shown, &text);
        match TABLES.iter().find(|table| **table == shown) {
            Some(table) if !too_long.is_empty() => unused.retain(|it| it != table),
            _ => faults.extend(too_long),
        }
    }
    faults.extend(
        unused
            .iter()
            .map(|it| format!("{it} is not too long any more: remove it from the tables")),
    );
    if questions.len() > MAX_QUESTIONS {
        faults.push(format!(
            "{} doc comments begin with one of {QUESTIONS:?}, {MAX_QUESTIONS} may; begin with a verb or a noun phrase:\n    {}",
            questions.len(),
            questions.join("\n    ")
        ));
    }
    match faults.is_empty() {
        true => Ok(()),
        false => Err(format!("style:\n  {}", faults.join("\n  "))),
    }
}

/// The hand-written Rust files below a folder: neither generated ones nor build output.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "generated" | "target") && !name.starts_with('.') {
                gather(&path, files)?;
            }
        } else if name.ends_with(".rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// The lines (from 1) of doc comments that begin with a question word.
fn of_questions(text: &str) -> impl Iterator<Item = usize> + '_ {
    let doc = |line: &str| {
        let line = line.trim_start();
        let rest = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"))?;
        Some(rest.trim_start().to_owned())
    };
    let mut inside = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        let first = !inside;
        let doc = doc(line);
        inside = doc.is_some();
        let doc = doc.filter(|_| first)?;
        let word = doc.split(|it: char| !it.is_alphabetic()).next()?;
        QUESTIONS.contains(&word).then_some(index + 1)
    })
}

/// The faults of a file by its length and those of its functions, which rustfmt ends at the indentation of their first line.
fn lengths(shown: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() > MAX_FILE {
        faults.push(format!(
            "{shown} has {} lines, more than {MAX_FILE}",
            lines.len()
        ));
    }
    for (index, line) in lines.iter().enumerate() {
        let Some(name) = function(line) else { continue };
        let length = length(&lines[index..]);
        if length > MAX_FUNCTION {
            faults.push(format!(
                "{shown}:{}: `{name}` has {length} lines, more than {MAX_FUNCTION}",
                index + 1
            ));
        }
    }
    faults
}

/// The lines of the function that the first line begins: one without a body ends at a semicolon, one with a body at a brace.
fn length(lines: &[&str]) -> usize {
    let first = lines[0];
    let indent = &first[..first.len() - first.trim_start().len()];
    let end = format!("{indent}}}");
    let signature = format!("{indent})");
    let is_last = |line: &&str| {
        let one_line = *line == first || line.starts_with(&signature);
        *line == end || (one_line && (line.ends_with(';') || line.ends_with('}')))
    };
    lines.iter().position(is_last).map_or(1, |it| it + 1)
}

/// The name of the function that a line begins.
fn function(line: &str) -> Option<&str> {
    let mut words = line.trim_start().split(' ');
    words
        .by_ref()
        .take_while(|it| *it != "fn")
        .try_for_each(|it| {
            let qualifier = it.starts_with("pub")
                || matches!(it, "const" | "async" | "in" | "unsafe")
                || it.ends_with(')');
            qualifier.then_some(())
        })?;
    words
        .next()
        .map(|it| it.split(['(', '<']).next().unwrap_or(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_questions_at_the_beginning_of_doc_comments_only() {
        let text = "/// What it is.\n/// How it works.\nfn a() {}\n\n/// Returns it.\n/// Where: here.\n//! Whether so\n// What\n";
        let found: Vec<usize> = of_questions(text).collect();
        assert_eq!(found, [1]);
        let found: Vec<usize> = of_questions("//! Who reads\n").collect();
        assert_eq!(found, [1]);
    }

    #[test]
    fn measures_functions_and_files() {
        let body = "    x();\n".repeat(MAX_FUNCTION - 2);
        let fits = format!("pub(crate) async fn a<T>(x: T) {{\n{body}}}\n");
        assert_eq!(lengths("a.rs", &fits), Vec::<String>::new());
        let declared = format!(
            "fn a() {{ x() }}\nfn b(\n    x: T,\n) -> T;\n{}",
            "x();\n".repeat(100)
        );
        assert_eq!(lengths("a.rs", &declared), Vec::<String>::new());
        let long = format!("impl A {{\n    fn b(&self) {{\n{body}    }}\n}}\n")
            .replace("    x();", "        x();\n        y();");
        assert_eq!(
            lengths("a.rs", &long),
            ["a.rs:2: `b` has 118 lines, more than 60"]
        );
        let lines = "\n".repeat(MAX_FILE + 1);
        assert_eq!(
            lengths("a.rs", &lines),
            ["a.rs has 501 lines, more than 500"]
        );
    }
}
