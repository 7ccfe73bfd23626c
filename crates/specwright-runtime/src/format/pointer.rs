//! Pointers into JSON.

/// `json-pointer = *( "/" reference-token )`: 0 or 1 follows each tilde.
pub(super) fn is_json_pointer(text: &str) -> bool {
    let escaped = |rest: &str| rest.starts_with(['0', '1']);
    (text.is_empty() || text.starts_with('/')) && text.split('~').skip(1).all(escaped)
}

/// `non-negative-integer [ index-manipulation ] ( json-pointer / "#" )`
pub(super) fn is_relative(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (up, rest) = text.split_at(digits(text));
    let rest = match rest.strip_prefix(['+', '-']) {
        Some(index) => match index.split_at(digits(index)) {
            (count, rest) if is_count(count) && count != "0" => rest,
            _ => return false,
        },
        None => rest,
    };
    is_count(up) && (rest == "#" || is_json_pointer(rest))
}

/// Digits without a needless zero.
fn is_count(digits: &str) -> bool {
    digits == "0" || !digits.is_empty() && !digits.starts_with('0')
}

#[cfg(test)]
mod tests {
    use crate::format::{JSON_POINTER, RELATIVE_JSON_POINTER, check};

    #[test]
    fn pointers() {
        let invalid = ["#", "a", "/a~", "/~2", "/~~", "a/a"];
        check(JSON_POINTER, &["", "/", "/a//b~0~1/%", "/😎\n"], &invalid);
    }

    #[test]
    fn relative_pointers() {
        let invalid = [
            "", "/a", "01", "0##", "1#/a", "0~", "-1", "0+0", "1\n", "١/a",
        ];
        check(
            RELATIVE_JSON_POINTER,
            &["0", "0#", "10/a", "0//", "1+2/a", "0-1#"],
            &invalid,
        );
    }
}
