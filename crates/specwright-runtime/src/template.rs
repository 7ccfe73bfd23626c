//! Matches path templates with percent-encoded paths.
//!
//! Encoded, because a value may hold an encoded slash, and because arrays are split before they are decoded; but normalized, as
//! `/p%61th` is `/path` (RFC 3986, section 6.2.2). Segments of dots are what they are: a client resolves them.

use crate::operation::{PathPart, path_parts};
use crate::params::{normalized, percent_decode};

/// A path template (OpenAPI 3.0.4, 4.7.8), in segments, and the pairs that the query of every request has.
#[derive(Debug)]
pub(crate) struct Template {
    segments: Vec<Segment>,
    query: Vec<&'static str>,
}

/// A segment: text and names in turn, beginning and ending with text, which may be empty.
#[derive(Debug)]
struct Segment {
    texts: Vec<String>,
    names: Vec<&'static str>,
}

impl Template {
    pub(crate) fn new((path, query): (&'static str, &'static str)) -> Self {
        Self {
            segments: path.split('/').skip(1).map(Segment::new).collect(),
            query: query.split('&').filter(|pair| !pair.is_empty()).collect(),
        }
    }

    /// A path without names; one that does not begin with a slash begins with one.
    pub(crate) fn plain(path: &str) -> Self {
        let segments = path.trim_start_matches('/').split('/');
        let segments = segments.map(|text| Segment {
            texts: vec![normalized(text).into_owned()],
            names: Vec::new(),
        });
        Self {
            segments: segments.collect(),
            query: Vec::new(),
        }
    }

    /// The pattern for axum, in which a segment with names is one name: operations that differ only in such segments share it.
    pub(crate) fn pattern(&self) -> String {
        let mut pattern = String::new();
        for (index, segment) in self.segments.iter().enumerate() {
            pattern.push('/');
            if segment.names.is_empty() {
                pattern.push_str(&segment.texts[0].replace('{', "{{").replace('}', "}}"));
            } else {
                pattern.push_str(&format!("{{segment{index}}}"));
            }
        }
        pattern
    }

    /// Returns for each segment if it has names: where several patterns match, the one whose first segments are text is meant, as in axum.
    pub(crate) fn shape(&self) -> impl Iterator<Item = bool> + '_ {
        self.segments
            .iter()
            .map(|segment| !segment.names.is_empty())
    }

    /// Returns the amount of literal text: of two matching templates, the one with more is used (OpenAPI 3.0.4, 4.7.8.2).
    pub(crate) fn weight(&self) -> usize {
        self.segments
            .iter()
            .flat_map(|segment| &segment.texts)
            .map(String::len)
            .sum()
    }

    /// Returns the number of pairs that the query must have: of two matching templates, the one with more is used.
    pub(crate) fn pairs(&self) -> usize {
        self.query.len()
    }

    /// Returns true if a percent-encoded query has every pair of the template.
    pub(crate) fn has_pairs(&self, query: &str) -> bool {
        let same = |left: &str, right: &str| {
            percent_decode(left, true).is_some_and(|it| Some(it) == percent_decode(right, true))
        };
        let sent = |pair: &&str| query.split('&').any(|sent| same(sent, pair));
        self.query.iter().all(sent)
    }

    /// The same of a path that has no more segments.
    pub(crate) fn capture_whole<'p>(&self, path: &'p str) -> Option<Vec<(&'static str, &'p str)>> {
        let count = path.split('/').skip(1).count();
        (count == self.segments.len()).then(|| self.capture(path))?
    }

    /// The text of each name, or none if the path does not match. The template may stand for its last segments
    /// only: a router can be nested.
    pub(crate) fn capture<'p>(&self, path: &'p str) -> Option<Vec<(&'static str, &'p str)>> {
        let mut segments: Vec<&str> = path.rsplit('/').take(self.segments.len()).collect();
        segments.reverse();
        if segments.len() < self.segments.len() {
            return None;
        }
        let mut captures = Vec::new();
        for (segment, text) in self.segments.iter().zip(segments) {
            crate::steps::add(text.len());
            segment.capture(text, &mut captures)?;
        }
        Some(captures)
    }
}

impl Segment {
    fn new(template: &'static str) -> Self {
        let mut segment = Segment {
            texts: Vec::new(),
            names: Vec::new(),
        };
        for part in path_parts(template) {
            match part {
                PathPart::Text(text) => segment.texts.push(encoded(text)),
                PathPart::Name(name) => segment.names.push(name),
            }
        }
        segment
    }

    /// Each name takes as little as it can, the last all that is left. A segment with names is not empty, as in axum.
    fn capture<'p>(
        &self,
        text: &'p str,
        captures: &mut Vec<(&'static str, &'p str)>,
    ) -> Option<()> {
        if text.is_empty() && !self.names.is_empty() {
            return None;
        }
        let (first, texts) = self.texts.split_first()?;
        let mut rest = text.strip_prefix(&**first)?;
        for (index, (name, behind)) in self.names.iter().zip(texts).enumerate() {
            let last = index + 1 == self.names.len();
            let end = if last {
                rest.len().checked_sub(behind.len())?
            } else {
                rest.find(&**behind)?
            };
            let (value, tail) = rest.split_at_checked(end)?;
            rest = tail.strip_prefix(&**behind)?;
            captures.push((name, value));
        }
        rest.is_empty().then_some(())
    }
}

/// A part of the template as a request has it: characters that no path has are percent-encoded.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            byte if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@%".contains(&byte) => {
                out.push(byte.into())
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    normalized(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_captured_encoded() {
        let template = Template::new(("/users/{id}/files/{name}.{ending}", ""));
        assert_eq!(template.pattern(), "/users/{segment1}/files/{segment3}");
        assert_eq!(
            template.capture("/api/users/a%2Fb/files/x.tar.gz"),
            Some(vec![("id", "a%2Fb"), ("name", "x"), ("ending", "tar.gz")])
        );
        assert_eq!(template.capture("/users/1/files/x"), None);
        assert_eq!(template.capture("/files/x.y"), None);
    }

    #[test]
    fn pairs_of_the_query_are_compared_decoded() {
        let template = Template::new(("/messages", "beta=a b"));
        assert_eq!(
            (template.pattern().as_str(), template.pairs()),
            ("/messages", 1)
        );
        assert!(template.has_pairs("x=1&beta=a+b") && template.has_pairs("beta=a%20b"));
        assert!(!template.has_pairs("") && !template.has_pairs("beta=b"));
    }

    #[test]
    fn text_is_encoded_and_matched() {
        let template = Template::new(("/a b/{x}:run", ""));
        assert_eq!(template.pattern(), "/a%20b/{segment1}");
        assert_eq!(template.capture("/a%20b/7:run"), Some(vec![("x", "7")]));
        assert_eq!(template.capture("/a%20b/7:stop"), None);
        assert_eq!(Template::new(("/", "")).pattern(), "/");
    }

    #[test]
    fn equivalent_templates_are_one() {
        for template in ["/caf%c3%a9/mine", "/caf%C3%A9/m%69ne", "/café/%6dine"] {
            let pattern = Template::new((template, "")).pattern();
            assert_eq!(pattern, "/caf%C3%A9/mine", "{template}");
        }
    }
}
