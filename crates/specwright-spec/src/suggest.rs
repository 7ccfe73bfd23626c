//! Suggestions for misspelled names.

/// Returns the candidate that is most similar to a word; `None` if none is similar enough.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).clamp(1, 4);
    let scored = candidates.into_iter().filter_map(|candidate| {
        let distance = distance(word, candidate, limit)?;
        let alike = word.chars().next() == candidate.chars().next();
        (distance <= limit).then_some((distance, !alike, candidate))
    });
    // Among equally similar candidates: one with the same first letter, then the alphabetically first, independent of their
    // order.
    scored.min().map(|(.., candidate)| candidate)
}

/// Returns the optimal string alignment distance of two words: insertions, removals, replacements and swaps of adjacent
/// letters. All differences in case together count as one. Returns `None` if the lengths differ by more than the limit.
fn distance(left: &str, right: &str, limit: usize) -> Option<usize> {
    if left.is_ascii() && right.is_ascii() && left.len().abs_diff(right.len()) > limit {
        return None;
    }
    let lower = |text: &str| {
        text.chars()
            .flat_map(char::to_lowercase)
            .collect::<Vec<_>>()
    };
    let (from, to) = (lower(left), lower(right));
    // The length is limited, since the table is quadratic.
    if from.len().abs_diff(to.len()) > limit || from.len() > 256 {
        return None;
    }
    let mut before_last = vec![0; to.len() + 1];
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut row = vec![i + 1; to.len() + 1];
        for (j, b) in to.iter().enumerate() {
            let replaced = last[j] + usize::from(a != b);
            row[j + 1] = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == to[j - 1] && from[i - 1] == *b {
                row[j + 1] = row[j + 1].min(before_last[j - 1] + 1);
            }
        }
        if row.iter().min().is_some_and(|least| *least > limit + 1) {
            return None;
        }
        before_last = std::mem::replace(&mut last, row);
    }
    Some(last[to.len()] + usize::from(from == to && left != right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspellings_are_found() {
        let words = ["required", "readOnly", "properties", "Pet", "PetStore"];
        for (word, intended) in [
            ("requird", Some("required")),
            ("readonly", Some("readOnly")),
            ("porperties", Some("properties")),
            ("Pte", Some("Pet")),
            ("Dog", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, words), intended, "{word}");
        }
    }
}
