//! The location of a node: a file and a JSON Pointer. Lines and columns are computed only for output.

use std::borrow::Cow;
use std::fmt;

/// A file of the document, as an index into [`Sources`](crate::Sources).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A JSON Pointer (RFC 6901), escaped, such as `/paths/~1me~1tokens/get`; empty for the whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// Parses a pointer from a URI fragment without its `#` (RFC 6901, section 6); `%XX` is decoded.
    pub fn from_fragment(fragment: &str) -> Result<Self, PointerError> {
        Self::parse(&decode_percent(fragment)?)
    }

    /// Parses a pointer (RFC 6901, section 3): empty, or segments that each follow a `/`, with `~` only in `~0` and `~1`.
    pub fn parse(text: &str) -> Result<Self, PointerError> {
        if !text.is_empty() && !text.starts_with('/') {
            return Err(PointerError::NoSlash);
        }
        let follows_tilde = |rest: &str| rest.starts_with(['0', '1']);
        if text.split('~').skip(1).all(follows_tilde) {
            Ok(Self(text.to_owned()))
        } else {
            Err(PointerError::Tilde)
        }
    }

    /// Returns the pointer to a member or element; escapes `~` and `/`.
    pub fn child(&self, segment: &str) -> Self {
        let mut child = Self(String::with_capacity(self.0.len() + segment.len() + 1));
        child.0.push_str(&self.0);
        child.push(segment);
        child
    }

    /// Appends a segment in place, and returns the previous length for [`Pointer::truncate`].
    pub(crate) fn push(&mut self, segment: &str) -> usize {
        let length = self.0.len();
        self.0.push('/');
        if segment.contains(['~', '/']) {
            self.0
                .push_str(&segment.replace('~', "~0").replace('/', "~1"));
        } else {
            self.0.push_str(segment);
        }
        length
    }

    /// Removes the segments that were appended since the pointer had this length.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// Returns the rest after a prefix; `None` if the pointer does not start with it.
    pub(crate) fn after<'a>(&'a self, start: &Self) -> Option<&'a str> {
        let rest = self.0.strip_prefix(start.as_str())?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }

    /// Appends the text of a relative pointer.
    pub(crate) fn join(&self, rest: &str) -> Self {
        Self([self.0.as_str(), rest].concat())
    }

    /// Returns the pointer to the parent; `None` for the whole file.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|end| Self(self.0[..end].to_owned()))
    }

    /// Returns the unescaped segments.
    pub fn segments(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(unescaped)
    }

    /// Returns the unescaped last segment; `None` for the whole file.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        let (_, segment) = self.0.rsplit_once('/')?;
        Some(unescaped(segment))
    }

    /// Returns the escaped text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn unescaped(segment: &str) -> Cow<'_, str> {
    match segment.contains('~') {
        true => Cow::Owned(segment.replace("~1", "/").replace("~0", "~")),
        false => Cow::Borrowed(segment),
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A syntax error in a pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerError {
    /// The pointer is not empty and does not start with `/`.
    NoSlash,
    /// A `~` is followed by neither `0` nor `1`.
    Tilde,
    /// A `%` is not followed by two hexadecimal digits, or the bytes are not valid UTF-8.
    Percent,
}

impl fmt::Display for PointerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoSlash => "a JSON Pointer must start with `/`",
            Self::Tilde => "invalid escape: a JSON Pointer has only `~0` (for `~`) and `~1` (for `/`)",
            Self::Percent => {
                "invalid percent-encoding: `%` must be followed by two hexadecimal digits that encode UTF-8"
            }
        })
    }
}

/// Percent-decodes a text (RFC 3986, section 2.1).
pub(crate) fn decode_percent(text: &str) -> Result<String, PointerError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        if *first == b'%' {
            let [high, low, after @ ..] = after else {
                return Err(PointerError::Percent);
            };
            bytes.push(hex_digit(*high)? << 4 | hex_digit(*low)?);
            rest = after;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).map_err(|_| PointerError::Percent)
}

fn hex_digit(byte: u8) -> Result<u8, PointerError> {
    let digit = char::from(byte).to_digit(16).ok_or(PointerError::Percent)?;
    Ok(digit as u8)
}

/// The location of a node, which identifies it in all passes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The node within the file.
    pub pointer: Pointer,
}

impl Location {
    /// Returns the location of a whole file.
    pub fn root(file: FileId) -> Self {
        Self {
            file,
            pointer: Pointer::default(),
        }
    }

    /// Returns the location of a member or element.
    pub fn child(&self, segment: &str) -> Self {
        Self {
            file: self.file,
            pointer: self.pointer.child(segment),
        }
    }

    /// Returns the location of an element of an array.
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// Returns the location of the parent; `None` for a whole file.
    pub fn parent(&self) -> Option<Self> {
        self.pointer.parent().map(|pointer| Self {
            file: self.file,
            pointer,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_escaped_and_back() {
        let pointer = Pointer::default()
            .child("paths")
            .child("/a~b/{c}")
            .child("get");
        assert_eq!(pointer.as_str(), "/paths/~1a~0b~1{c}/get");
        assert_eq!(
            pointer.segments().collect::<Vec<_>>(),
            ["paths", "/a~b/{c}", "get"]
        );
        let parent = pointer.parent().expect("a parent");
        assert_eq!(parent.last().as_deref(), Some("/a~b/{c}"));
    }

    #[test]
    fn fragments_are_decoded_once() {
        let pointer = Pointer::from_fragment("/a%20b/%7E1c/~01/d%25e").expect("a pointer");
        assert_eq!(
            pointer.segments().collect::<Vec<_>>(),
            ["a b", "/c", "~1", "d%e"]
        );
        for (fragment, error) in [
            ("a", PointerError::NoSlash),
            ("/~2", PointerError::Tilde),
            ("/~", PointerError::Tilde),
            ("/%4", PointerError::Percent),
            ("/%zz", PointerError::Percent),
            ("/%ff", PointerError::Percent),
        ] {
            assert_eq!(Pointer::from_fragment(fragment), Err(error), "{fragment}");
        }
    }
}
