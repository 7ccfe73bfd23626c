//! The relation of a text to the name of the item that it documents: a comment that repeats a name is useless.
//!
//! | name                    | text                          | `repeats_name` | `is_case_of` |
//! |-------------------------|-------------------------------|----------------|--------------|
//! | `user_id`               | `userId`, `user-id`, `USER_ID` | if it is code | yes          |
//! | `user_id`               | `userID`                      | no             | no           |
//! | `UserId`                | `The schema UserID.`          | yes            |              |
//! | `CodeExecution20250825` | `code_execution_20250825`     | no             | no           |
//! | `ApiError`              | `api_error`                   | if it is code  | yes          |

/// The words that a line can have beside those of a name without saying more.
const FILLERS: &[&str] = &[
    "a",
    "an",
    "attribute",
    "body",
    "enum",
    "field",
    "for",
    "header",
    "model",
    "object",
    "of",
    "param",
    "parameter",
    "path",
    "property",
    "query",
    "request",
    "response",
    "schema",
    "struct",
    "the",
    "this",
    "type",
    "value",
];

/// The longest line that is compared with a name of so many bytes: more words than a name has, with fillers.
const fn longest(name: usize) -> usize {
    2 * name + 60
}

/// Returns true if a line of Markdown says nothing beyond the name of its item. A code span alone is a name on the wire, which repeats
/// the name of an item only if it follows from it ([`is_case_of`]).
pub fn repeats_name(line: &str, name: &str) -> bool {
    let (line, name) = (line.trim(), name.trim_start_matches("r#"));
    if line.is_empty() || line.len() > longest(name.len()) {
        return false;
    }
    if let Some(text) = code_span(line) {
        return is_case_of(text, name);
    }
    let (line, name) = (words(line), words(name));
    let joined = name.concat();
    if joined.is_empty() {
        return false;
    }
    let own = without_fillers(&line, &name);
    let bare = without_fillers(&line, &[]);
    line.concat() == joined
        || own == joined
        || (!bare.is_empty() && bare == without_fillers(&name, &[]))
}

/// Returns the text of a line that is one code span.
fn code_span(line: &str) -> Option<&str> {
    let text = line.strip_prefix('`')?.strip_suffix('`')?;
    (!text.contains('`')).then_some(text)
}

/// Joins the words that are not fillers, or are among those to keep.
fn without_fillers(words: &[String], keep: &[String]) -> String {
    let told = words
        .iter()
        .filter(|it| keep.contains(it) || !FILLERS.contains(&it.as_str()));
    told.map(String::as_str).collect()
}

/// Returns the words of a name or a text in lower case: they end at punctuation and before a capital letter after a small one.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_small = false;
    for char in text.chars() {
        if !char.is_alphanumeric() || (is_small && char.is_uppercase()) {
            words.push(String::new());
        }
        if char.is_alphanumeric() {
            words
                .last_mut()
                .into_iter()
                .for_each(|it| it.extend(char.to_lowercase()));
        }
        is_small = char.is_lowercase();
    }
    words.retain(|it| !it.is_empty());
    words
}

/// Returns true if a text is the name of an item in one of the usual cases: as it is, or its words in `snake_case`, `kebab-case`,
/// `camelCase`, `PascalCase`, `SCREAMING_SNAKE_CASE` or `Train-Case`. A reader of the name then knows the text.
pub fn is_case_of(text: &str, name: &str) -> bool {
    let name = name.trim_start_matches("r#");
    if text == name {
        return true;
    }
    let words = match name.starts_with(char::is_uppercase) {
        true => humps(name),
        false => name.split('_').map(str::to_lowercase).collect(),
    };
    let capitals: Vec<String> = words.iter().map(|it| capital(it)).collect();
    let pascal = capitals.concat();
    let camel = [&words[..1], &capitals[1..]].concat().concat();
    let snake = words.join("_");
    text == snake
        || text == words.join("-")
        || text == camel
        || text == pascal
        || text == snake.to_uppercase()
        || text == capitals.join("-")
}

/// Returns the words of a name in `PascalCase`: each begins with a capital letter.
fn humps(name: &str) -> Vec<String> {
    let starts = name.char_indices().filter(|(_, char)| char.is_uppercase());
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([name.len()]);
    let words = starts.iter().zip(ends);
    words
        .map(|(&start, end)| name[start..end].to_lowercase())
        .collect()
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_follow_from_a_name() {
        for (text, name) in [
            ("type", "r#type"),
            ("userId", "user_id"),
            ("user-id", "user_id"),
            ("User-Id", "user_id"),
            ("api_error", "ApiError"),
            ("api-error", "ApiError"),
            ("API_ERROR", "ApiError"),
            ("v1", "V1"),
            ("USD", "Usd"),
            ("addressLine1", "address_line1"),
        ] {
            assert!(is_case_of(text, name), "{text} {name}");
        }
    }

    #[test]
    fn other_spellings_do_not() {
        for (text, name) in [
            ("userID", "user_id"),
            ("$ref", "r#ref"),
            ("charge.succeeded", "ChargeSucceeded"),
            ("code_execution_20250825", "CodeExecution20250825"),
            ("In Progress", "InProgress"),
            ("1", "Value1"),
            ("", "Empty"),
        ] {
            assert!(!is_case_of(text, name), "{text} {name}");
        }
    }

    #[test]
    fn a_line_repeats_a_name() {
        for (line, name) in [
            ("The schema `Pet`.", "Pet"),
            ("APIError", "ApiError"),
            ("Path parameter session_id", "session_id"),
            ("The request body.", "body"),
            ("Get tokens", "get_tokens"),
            ("`api_error`", "ApiError"),
            ("The model", "model"),
            ("A schema", "Schema"),
        ] {
            assert!(repeats_name(line, name), "{line} {name}");
        }
    }

    #[test]
    fn a_line_that_says_more_does_not() {
        for (line, name) in [
            ("`code_execution_20250825`", "CodeExecution20250825"),
            ("Get tokens by me", "get_tokens"),
            ("The user's id", "id"),
            ("", "id"),
            ("GET", "get_tokens"),
        ] {
            assert!(!repeats_name(line, name), "{line} {name}");
        }
    }
}
