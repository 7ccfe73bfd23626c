//! Words of names and texts.

/// Splits a name into lowercase words: `createdAt` and `created_at` are `created` and `at`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_open = false;
    let mut was_lower = false;
    for char in name.chars() {
        if !char.is_alphanumeric() {
            is_open = false;
            continue;
        }
        let begins = !is_open || (char.is_uppercase() && was_lower);
        match words.last_mut().filter(|_| !begins) {
            Some(last) => last.extend(char.to_lowercase()),
            None => words.push(char.to_lowercase().collect()),
        }
        is_open = true;
        was_lower = char.is_lowercase() || char.is_numeric();
    }
    words
}

/// The names of elements of HTML that descriptions may contain.
const TAGS: &[&str] = &[
    "a", "b", "br", "code", "em", "h1", "h2", "h3", "h4", "hr", "i", "img", "li", "ol", "p", "pre",
    "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr",
    "tt", "u", "ul", "div", "details", "summary",
];

/// The words that introduce the form of a value.
const INTRODUCTIONS: &[&str] = &[
    "format",
    "form ",
    "form:",
    "syntax",
    "pattern",
    "look like",
    "looks like",
    "格式",
];

/// Returns the form that a text introduces as that of the value, such as `formatted as <domain>:<action>`.
pub(crate) fn described_form(text: &str) -> Option<&str> {
    /// The characters before a form that introduce it.
    const NEAR: usize = 60;
    let found = form(text)?;
    let start = found.as_ptr().addr() - text.as_ptr().addr();
    let before: String = text[..start].chars().rev().take(NEAR).collect();
    let before: String = before.chars().rev().collect::<String>().to_lowercase();
    let sentence = before.rsplit(". ").next().unwrap_or_default();
    let is_introduced = INTRODUCTIONS.iter().any(|word| sentence.contains(word));
    is_introduced.then_some(found)
}

/// Returns the first form that a text spells out with placeholders and separators, such as `<domain>:<action>`.
pub(crate) fn form(text: &str) -> Option<&str> {
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find(['<', '{']) {
        let start = from + found;
        let length = form_length(&text[start..]);
        if length > 0 {
            return Some(&text[start..start + length]);
        }
        from = start + 1;
    }
    None
}

/// Returns the length of at least two placeholders with separators at the start of a text; 0 if there are fewer.
fn form_length(text: &str) -> usize {
    let Some(mut end) = placeholder(text) else {
        return 0;
    };
    let mut count = 1;
    loop {
        let rest = &text[end..];
        let is_separator =
            |char: char| matches!(char, ':' | '.' | '-' | '_' | '|' | '#' | '@' | '/' | '=');
        let gap = rest.len() - rest.trim_start_matches(is_separator).len();
        match placeholder(&rest[gap..]).filter(|_| gap > 0) {
            Some(length) => end += gap + length,
            None => break,
        }
        count += 1;
    }
    if count > 1 { end } else { 0 }
}

/// Returns the length of a placeholder at the start of a text: `<name>` or `{name}`.
fn placeholder(text: &str) -> Option<usize> {
    let close = match text.chars().next()? {
        '<' => '>',
        '{' => '}',
        _ => return None,
    };
    let end = text.find(close)?;
    let name = &text[1..end];
    let is_name = name.starts_with(|char: char| char.is_ascii_alphabetic())
        && name
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | ' '))
        && name.len() <= 40;
    let is_tag = close == '>' && TAGS.contains(&name.to_ascii_lowercase().as_str());
    (is_name && !is_tag).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_at_cases_and_punctuation() {
        for (name, expected) in [
            ("createdAt", &["created", "at"][..]),
            ("_id", &["id"]),
            ("per_page", &["per", "page"]),
            ("ReadOnlyMongoId", &["read", "only", "mongo", "id"]),
            ("x-access-token", &["x", "access", "token"]),
        ] {
            assert_eq!(words(name), expected, "{name}");
        }
    }

    #[test]
    fn forms_are_introduced() {
        let formatted = "Privileges, formatted as (<domain>:<action>)";
        assert_eq!(described_form(formatted), Some("<domain>:<action>"));
        for text in [
            "Of use with tcp:<host>:<port> URLs",
            "The format is free. <a>:<b> is one",
        ] {
            assert_eq!(described_form(text), None, "{text}");
        }
    }

    #[test]
    fn forms_have_two_placeholders_and_a_separator() {
        for (text, expected) in [
            (
                "formatted as (<domain>:<action>)",
                Some("<domain>:<action>"),
            ),
            ("like {owner}/{name}.", Some("{owner}/{name}")),
            (
                "<a>-<b> of <year>-<month>-<day>",
                Some("<year>-<month>-<day>"),
            ),
            ("a <b>bold</b>:<i>x</i> text", None),
            ("one <name> only", None),
            ("a < b and {c} : {d}", None),
            ("<", None),
        ] {
            assert_eq!(form(text), expected, "{text}");
        }
    }
}
