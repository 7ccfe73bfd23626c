//! Finds lines of documentation that only repeat the name of their item.

use specwright_docs::repeats_name;

/// Returns the lines of a generated file that repeat the name of the item below them, each as `name: line`.
pub fn find(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut docs: Vec<&str> = Vec::new();
    for line in source.lines().map(str::trim_start) {
        if let Some(text) = line.strip_prefix("///") {
            docs.push(text.trim());
        } else if !line.starts_with("#[") {
            if let Some(name) = item_name(line).filter(|_| !docs.is_empty()) {
                let repeats = paragraphs(&docs).filter(|text| repeats_name(text, name));
                found.extend(repeats.map(|text| format!("{name}: {text}")));
            }
            docs.clear();
        }
    }
    found
}

/// Returns the paragraphs of one line, outside of fences.
fn paragraphs<'a>(lines: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    let is_blank = |at: usize| lines.get(at).is_none_or(|line| line.is_empty());
    let mut is_fenced = false;
    let paragraph = move |(at, line): (usize, &&'a str)| {
        is_fenced ^= line.starts_with("```");
        let is_alone = (at == 0 || is_blank(at - 1)) && is_blank(at + 1);
        (is_alone && !is_fenced).then_some(*line)
    };
    lines.iter().enumerate().filter_map(paragraph)
}

/// The words before the name of an item.
const BEFORE: &[&str] = &[
    "pub",
    "pub(crate)",
    "pub(super)",
    "async",
    "const",
    "enum",
    "fn",
    "mod",
    "struct",
    "trait",
    "type",
];

/// Returns the name of the item that a line begins: of a type, a function, a field or a variant.
fn item_name(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    let word = words.find(|word| !BEFORE.contains(word))?;
    let word = word.strip_prefix("r#").unwrap_or(word);
    let is_name = |char: char| char.is_alphanumeric() || char == '_';
    let end = word.find(|char| !is_name(char)).unwrap_or(word.len());
    Some(&word[..end]).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_names_are_found() {
        let source = "
/// The schema `Pet`.
#[derive(Clone)]
pub struct Pet {
    /// `type`
    pub r#type: String,
    /// The owner's name.
    ///
    /// owner name
    pub owner_name: String,
    /// ```text
    /// tag
    ///
    /// tag
    /// ```
    pub tag: String,
}
pub enum Status {
    /// `sold`
    Sold,
    /// `sold.out`
    SoldOut(u8),
}
impl Client {
    /// Get pet
    ///
    /// `GET /pet`
    pub async fn get_pet(&self) {}
}
";
        let expected = [
            "Pet: The schema `Pet`.",
            "type: `type`",
            "owner_name: owner name",
            "Sold: `sold`",
            "get_pet: Get pet",
        ];
        assert_eq!(find(source), expected);
    }
}
