//! Patterns of names.

/// A pattern with `*` (in a path, within a segment), `**` and `?`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Glob {
    tokens: Vec<Token>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Char(char),
    /// `?`
    AnyChar,
    /// `*` of a path
    InSegment,
    /// `**`, and `*` of a name
    Anything,
}

impl Glob {
    /// Parses a pattern of names, in which `*` matches anything.
    pub(super) fn of_name(text: &str) -> Self {
        Self::parse(text, Token::Anything)
    }

    /// Parses a pattern of paths.
    pub(super) fn of_path(text: &str) -> Self {
        Self::parse(text, Token::InSegment)
    }

    fn parse(text: &str, star: Token) -> Self {
        let mut tokens = Vec::new();
        let mut chars = text.chars().peekable();
        while let Some(char) = chars.next() {
            tokens.push(match char {
                '*' if chars.next_if_eq(&'*').is_some() => Token::Anything,
                '*' => star,
                '?' => Token::AnyChar,
                char => Token::Char(char),
            });
        }
        Self { tokens }
    }

    /// Returns true if the whole text matches. The time is proportional to the product of both lengths.
    pub(super) fn matches(&self, text: &str) -> bool {
        // The positions in the pattern that the text so far can lead to.
        let mut open = vec![false; self.tokens.len() + 1];
        open[0] = true;
        self.skip_stars(&mut open);
        for char in text.chars() {
            let mut next = vec![false; open.len()];
            for (index, token) in self.tokens.iter().enumerate() {
                if !open[index] {
                    continue;
                }
                match token {
                    Token::Char(own) => next[index + 1] |= *own == char,
                    Token::AnyChar => next[index + 1] |= char != '/',
                    Token::InSegment => next[index] |= char != '/',
                    Token::Anything => next[index] = true,
                }
            }
            self.skip_stars(&mut next);
            open = next;
        }
        open[self.tokens.len()]
    }

    /// Opens the position after each star, which matches nothing as well.
    fn skip_stars(&self, open: &mut [bool]) {
        for (index, token) in self.tokens.iter().enumerate() {
            if matches!(token, Token::InSegment | Token::Anything) {
                open[index + 1] |= open[index];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stays_in_its_segment_of_a_path() {
        for (pattern, path, matches) in [
            ("/pets", "/pets", true),
            ("/pets", "/pets/{id}", false),
            ("/pets/*", "/pets/{id}", true),
            ("/pets/*", "/pets/{id}/toys", false),
            ("/pets/**", "/pets/{id}/toys", true),
            ("/pets**", "/pets", true),
            ("/**/toys", "/pets/{id}/toys", true),
            ("/p?ts", "/pots", true),
            ("*", "/pets", false),
        ] {
            assert_eq!(Glob::of_path(pattern).matches(path), matches, "{pattern}");
        }
    }

    #[test]
    fn a_star_of_a_name_matches_anything() {
        for (pattern, name, matches) in [
            ("repos/list-*", "repos/list-tags/all", true),
            ("*Pet", "createPet", true),
            ("*Pet", "createPets", false),
            ("", "", true),
            ("a*b*c", "aXbXbc", true),
        ] {
            assert_eq!(Glob::of_name(pattern).matches(name), matches, "{pattern}");
        }
    }
}
