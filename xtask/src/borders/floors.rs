//! Checks the floors of `specwright-lower`: the meaning of schemas is below the lowering of them.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the lower floor.
const FLOOR: &str = "crates/specwright-lower/src/semantics";

/// The modules and items of the crate that the lower floor may use.
const MAY_USE: &[&str] = &["semantics", "Untyped"];

/// Returns the uses of anything above the lower floor.
pub(super) fn crossings(root: &Path) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    collect(&root.join(FLOOR), &mut files)?;
    if files.is_empty() {
        return Err(format!("no file in {FLOOR}"));
    }
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).map_err(|error| describe(&file, &error))?;
        let name = file.strip_prefix(root).unwrap_or(&file).display();
        found.extend(
            above(&text)
                .into_iter()
                .map(|used| format!("{name} may not use {used}")),
        );
    }
    Ok(found)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|error| describe(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| describe(folder, &error))?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn describe(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

/// Returns the paths in a file that lead above the floor, comments aside.
fn above(text: &str) -> Vec<String> {
    let code: Vec<&str> = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect();
    let code = code.join("\n");
    let mut found: Vec<String> = code
        .split("crate::")
        .skip(1)
        .flat_map(roots)
        .filter(|root| !MAY_USE.contains(&root.as_str()))
        .map(|root| format!("crate::{root}"))
        .collect();
    // A file of this floor names its siblings by `crate::semantics`.
    found.extend(
        code.contains("super::super")
            .then(|| "super::super".to_owned()),
    );
    found
}

/// Returns the first names of a path behind `crate::`, several of a group in braces.
fn roots(path: &str) -> Vec<String> {
    let is_part = |char: &char| char.is_alphanumeric() || *char == '_';
    let first = |path: &str| path.trim_start().chars().take_while(is_part).collect();
    let Some(group) = path.strip_prefix('{') else {
        return vec![first(path)];
    };
    let (mut depth, mut parts) = (0_usize, vec![String::new()]);
    for char in group.chars() {
        match char {
            '}' if depth == 0 => break,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {
                depth = match char {
                    '{' => depth + 1,
                    '}' => depth - 1,
                    _ => depth,
                };
                parts.last_mut().expect("never empty").push(char);
            }
        }
    }
    let names = parts.iter().map(|part| first(part));
    names.filter(|name: &String| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{above, crossings};
    use std::path::Path;

    #[test]
    fn the_lower_floor_uses_nothing_above_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        assert_eq!(crossings(&root), Ok(Vec::new()));
    }

    #[test]
    fn paths_above_the_floor_are_found() {
        for (text, expected) in [
            ("use crate::schema::SchemaSite;", &["crate::schema"][..]),
            (
                "fn new(context: &crate::context::Context<'_>) {}",
                &["crate::context"],
            ),
            (
                "use crate::{Untyped, schema, semantics::{a, b}, draft::Draft,\n};",
                &["crate::schema", "crate::draft"],
            ),
            ("use super::super::schema;", &["super::super"]),
            (
                "use crate::semantics::Merged; // not crate::schema\n//! crate::context",
                &[],
            ),
            (
                "use crate::Untyped;\nuse crate::patterns::Patterns;",
                &["crate::patterns"],
            ),
        ] {
            assert_eq!(above(text), expected, "{text}");
        }
    }
}
