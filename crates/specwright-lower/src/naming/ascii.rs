//! Case conversion of ASCII texts, with the words that heck finds.
//!
//! Nearly all texts are ASCII, and heck writes each character through a formatter: large documents name tens of thousands of
//! variants.

/// The case of the last letter of a word.
#[derive(Clone, Copy, PartialEq)]
enum Letter {
    None,
    Lower,
    Upper,
}

/// Returns an ASCII text in `UpperCamelCase`.
pub(super) fn upper_camel(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    each_word(text, |word| {
        let start = name.len();
        name.push_str(word);
        name[start..].make_ascii_lowercase();
        name[start..=start].make_ascii_uppercase();
    });
    name
}

/// Returns an ASCII text in `snake_case`.
pub(super) fn snake(text: &str) -> String {
    let mut name = String::with_capacity(text.len() + 4);
    each_word(text, |word| {
        if !name.is_empty() {
            name.push('_');
        }
        name.push_str(word);
    });
    name.make_ascii_lowercase();
    name
}

/// Calls a function with each word: words end at punctuation, before an uppercase letter that follows a lowercase one, and before
/// the last of several uppercase letters that a lowercase one follows. Digits belong to the letters before them.
fn each_word(text: &str, mut call: impl FnMut(&str)) {
    for run in text.split(|char: char| !char.is_ascii_alphanumeric()) {
        let (mut start, mut last) = (0, Letter::None);
        for (at, pair) in run.as_bytes().windows(2).enumerate() {
            let (this, next) = (pair[0], pair[1]);
            let seen = match this {
                b'a'..=b'z' => Letter::Lower,
                b'A'..=b'Z' => Letter::Upper,
                _ => last,
            };
            let end = if seen == Letter::Lower && next.is_ascii_uppercase() {
                at + 1
            } else if last == Letter::Upper
                && this.is_ascii_uppercase()
                && next.is_ascii_lowercase()
            {
                at
            } else {
                last = seen;
                continue;
            };
            call(&run[start..end]);
            (start, last) = (end, Letter::None);
        }
        if !run.is_empty() {
            call(&run[start..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

    #[test]
    fn words_are_those_of_heck() {
        const LETTERS: &[u8] = b"aB1_-Zz";
        const LENGTH: u32 = 5;
        for mut number in 0..LETTERS.len().pow(LENGTH) {
            let mut text = String::new();
            while number > 0 {
                text.push(char::from(LETTERS[number % LETTERS.len()]));
                number /= LETTERS.len();
            }
            assert_eq!(
                super::upper_camel(&text),
                text.to_upper_camel_case(),
                "{text}"
            );
            assert_eq!(super::snake(&text), text.to_snake_case(), "{text}");
        }
    }
}
