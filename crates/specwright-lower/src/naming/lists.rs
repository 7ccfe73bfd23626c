//! The words for a list of names: headers, parameters.
//!
//! | names                                   | words                                          |
//! |-----------------------------------------|------------------------------------------------|
//! | one                                     | the name                                       |
//! | several that begin alike                | what they begin with                           |
//! | two; more                               | `first and second`; `first and others`         |

/// Returns the words for a list of names, and all of the names.
pub(crate) fn list_words(names: &[&str]) -> [String; 2] {
    let short = match names {
        [first, rest @ ..] => match (common_words(first, rest), rest) {
            (Some(common), _) => common,
            (None, [second]) => format!("{first} and {second}"),
            (None, _) => format!("{first} and others"),
        },
        [] => String::new(),
    };
    [short, names.join(" ")]
}

/// Returns the words that all names begin with; for a single name, all of it. `X` alone does not count.
fn common_words(first: &str, rest: &[&str]) -> Option<String> {
    let words = |name: &str| name.to_ascii_lowercase();
    let begins = |end: &usize| {
        let start = words(&first[..*end]);
        let is_start = |name: &str| {
            let behind = name.as_bytes().get(*end);
            words(name).starts_with(&start) && matches!(behind, None | Some(b'-' | b'_'))
        };
        is_start(first) && rest.iter().all(|name| is_start(name))
    };
    let ends = (1..=first.len())
        .rev()
        .filter(|end| first.is_char_boundary(*end));
    let end = ends.into_iter().find(begins)?;
    (!first[..end].eq_ignore_ascii_case("x")).then(|| first[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_begin_alike() {
        for (first, rest, common) in [
            ("Link", &[][..], Some("Link")),
            ("X-Rate-Limit", &["x-rate-reset"], Some("X-Rate")),
            ("X-Rate", &["X-Rate-Limit"], Some("X-Rate")),
            ("X-Rated", &["X-Rate"], None),
            ("Link", &["ETag"], None),
        ] {
            assert_eq!(common_words(first, rest).as_deref(), common, "{first}");
        }
    }
}
