//! Templates of URIs (RFC 6570, section 2).

use super::uri::{are_escapes_whole, is_private, is_ucs};

/// `URI-Template = *( literals / expression )`
pub(super) fn is_uri_template(text: &str) -> bool {
    let mut rest = text;
    while let Some((literals, tail)) = rest.split_once('{') {
        let Some((expression, tail)) = tail.split_once('}') else {
            return false;
        };
        if !are_literals(literals) || !is_expression(expression) {
            return false;
        }
        rest = tail;
    }
    are_literals(rest)
}

fn are_literals(text: &str) -> bool {
    // The apostrophe is allowed by erratum 6937.
    let admits = |char: char| match char {
        '!'..='~' => !"\"<>\\^`{|}".contains(char),
        _ => is_ucs(char) || is_private(char),
    };
    text.chars().all(admits) && are_escapes_whole(text)
}

/// `[ operator ] variable-list`, where the operators `= , ! @ |` are reserved for extensions.
fn is_expression(text: &str) -> bool {
    let list = text
        .strip_prefix(['+', '#', '.', '/', ';', '?', '&', '=', ',', '!', '@', '|'])
        .unwrap_or(text);
    list.split(',').all(is_variable)
}

/// `varname [ ":" max-length / "*" ]`
fn is_variable(text: &str) -> bool {
    let name = match text.split_once(':') {
        Some((name, length)) => {
            let digits = length.bytes().all(|it| it.is_ascii_digit());
            if !digits || !(1..=4).contains(&length.len()) || length.starts_with('0') {
                return false;
            }
            name
        }
        None => text.strip_suffix('*').unwrap_or(text),
    };
    let admits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'%';
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(admits);
    name.split('.').all(is_part) && are_escapes_whole(name)
}

#[cfg(test)]
mod tests {
    use crate::format::{URI_TEMPLATE, check};

    #[test]
    fn templates() {
        check(
            URI_TEMPLATE,
            &[
                "",
                "http://a/{term:1}/{term}",
                "{+var}{#a}{?x,y*}",
                "{a.b}{%41}",
                "a%41b'",
                "{v:1000}",
                "😀",
            ],
            &[
                "{term",
                "{}",
                "{a,,b}",
                "{a,}",
                "{v:0}",
                "{v:01}",
                "{v:10000}",
                "a}",
                "{a..b}",
                "a b",
                "a\u{7f}",
                "{a=b}",
                "{,+var}",
                "%4",
            ],
        );
    }
}
