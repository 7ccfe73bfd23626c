//! The pages of the guide, and the code blocks on them.

use std::fs;
use std::path::{Path, PathBuf};

/// Pages of reference, whose blocks are parts of other documents. Tests of the library compare `configuration.md` with the settings.
const REFERENCE: [&str; 7] = [
    "comparison.md",
    "configuration.md",
    "overlays.md",
    "performance.md",
    "semantics.md",
    "diff.md",
    "lint.md",
];

/// The table of contents, which is no page.
pub const SUMMARY: &str = "SUMMARY.md";

/// A page by its path in the folder of the guide.
pub struct Page {
    pub path: String,
    pub text: String,
}

/// A code block.
pub struct Block {
    /// The line of its first line, for messages and names.
    pub line: usize,
    pub language: String,
    pub text: String,
}

/// Returns the folder of the guide.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

/// Returns all pages, and the table of contents.
pub fn pages() -> Vec<Page> {
    let mut found = Vec::new();
    find(&folder(), "", &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Returns the pages whose blocks are tested.
pub fn tested() -> impl Iterator<Item = Page> {
    let is_tested = |page: &Page| !REFERENCE.contains(&page.path.as_str()) && page.path != SUMMARY;
    pages().into_iter().filter(is_tested)
}

fn find(folder: &Path, prefix: &str, found: &mut Vec<Page>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            find(&path, &format!("{name}/"), found);
        } else if name.ends_with(".md") {
            let text = fs::read_to_string(&path).expect("a text file");
            found.push(Page { path: name, text });
        }
    }
}

impl Page {
    /// Returns the code blocks in order.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut open: Option<Block> = None;
        for (index, line) in self.text.lines().enumerate() {
            match (line.strip_prefix("```"), open.take()) {
                (Some(_), Some(block)) => blocks.push(block),
                (Some(language), None) => {
                    open = Some(Block {
                        line: index + 2,
                        language: language.to_owned(),
                        text: String::new(),
                    });
                }
                (None, Some(mut block)) => {
                    block.text.push_str(line);
                    block.text.push('\n');
                    open = Some(block);
                }
                (None, None) => {}
            }
        }
        assert!(open.is_none(), "{}: a block has no end", self.path);
        blocks
    }
}

impl Block {
    /// Returns the name of the file that the block is: a comment in its first line.
    pub fn file_name(&self) -> Option<&str> {
        self.text.lines().next()?.strip_prefix("# ")
    }
}
