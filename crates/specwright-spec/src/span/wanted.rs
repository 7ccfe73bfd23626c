//! Finds the spans of some nodes in a JSON text: a single pass over the bytes, without building a tree.
//!
//! Other nodes are skipped. If the text is not valid JSON, the pass stops, and [`SpanTree`](super::SpanTree) is used
//! instead.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::Span;
use crate::{MAX_DEPTH, Pointer};

/// The nodes to find, as a tree; the first is the whole text.
pub(crate) struct Wanted(Vec<Node>);

#[derive(Default)]
struct Node {
    children: HashMap<String, usize>,
    /// The range of the node, once it is found.
    span: Option<Span>,
}

impl Wanted {
    /// Finds the nodes at some pointers; `None` if the text is not valid JSON.
    pub(crate) fn find_all(
        document: &str,
        pointers: impl IntoIterator<Item = Pointer>,
    ) -> Option<Self> {
        let mut wanted = Self(vec![Node::default()]);
        pointers.into_iter().for_each(|it| wanted.add(&it));
        let mut walk = JsonWalk {
            text: document.as_bytes(),
            offset: 0,
            wanted,
        };
        walk.document()?;
        Some(walk.wanted)
    }

    fn add(&mut self, pointer: &Pointer) {
        let mut node = 0;
        for segment in pointer.segments() {
            node = match self.0[node].children.get(&*segment) {
                Some(child) => *child,
                None => {
                    let child = self.0.len();
                    self.0.push(Node::default());
                    self.0[node].children.insert(segment.into_owned(), child);
                    child
                }
            };
        }
    }

    /// Returns the span of the node at a pointer, or of its nearest ancestor; `None` if it was not requested.
    pub(crate) fn find(&self, pointer: &Pointer) -> Option<Span> {
        let mut node = self.0.first()?;
        let mut span = node.span.as_ref()?;
        for segment in pointer.segments() {
            node = self.0.get(*node.children.get(&*segment)?)?;
            span = node.span.as_ref().unwrap_or(span);
        }
        Some(span.clone())
    }
}

/// The position in a text; each step returns `None` if the text is not valid JSON.
struct JsonWalk<'a> {
    text: &'a [u8],
    offset: usize,
    wanted: Wanted,
}

impl JsonWalk<'_> {
    fn document(&mut self) -> Option<()> {
        self.blank();
        self.value(0, None, 0)?;
        self.blank();
        (self.offset == self.text.len()).then_some(())
    }

    /// Reads the value of a requested node, or of its ancestor.
    fn value(&mut self, node: usize, key: Option<Range<usize>>, depth: usize) -> Option<()> {
        let start = self.offset;
        let first = self.peek()?;
        let inside = !self.wanted.0[node].children.is_empty();
        match first {
            _ if depth > MAX_DEPTH => return None,
            b'{' if inside => self.object(node, depth)?,
            b'[' if inside => self.array(node, depth)?,
            _ => self.skip()?,
        }
        self.wanted.0[node].span = Some(Span {
            key,
            value: start..self.offset,
            container: matches!(first, b'{' | b'['),
        });
        Some(())
    }

    fn object(&mut self, node: usize, depth: usize) -> Option<()> {
        self.offset += 1;
        self.blank();
        if self.take(b'}') {
            return Some(());
        }
        loop {
            let key = self.string()?;
            self.blank();
            self.take(b':').then_some(())?;
            self.blank();
            match self.member(node, key.clone())? {
                Some(child) => self.value(child, Some(key), depth + 1)?,
                None => self.skip()?,
            }
            if self.ends(b'}')? {
                return Some(());
            }
        }
    }

    /// Returns the requested node for a key; for duplicates, the first.
    fn member(&self, node: usize, key: Range<usize>) -> Option<Option<usize>> {
        let quoted = std::str::from_utf8(&self.text[key]).ok()?;
        let name: Cow<'_, str> = match quoted.contains('\\') {
            true => Cow::Owned(serde_json::from_str(quoted).ok()?),
            false => Cow::Borrowed(&quoted[1..quoted.len() - 1]),
        };
        let child = self.wanted.0[node].children.get(&*name).copied();
        Some(child.filter(|child| self.wanted.0[*child].span.is_none()))
    }

    fn array(&mut self, node: usize, depth: usize) -> Option<()> {
        let children = self.wanted.0[node].children.iter();
        let mut positions = HashMap::new();
        for (position, child) in
            children.filter_map(|(segment, child)| Some((segment.parse::<usize>().ok()?, *child)))
        {
            // `1` and `01` would be two names of the same element; this is too rare to support.
            if positions.insert(position, child).is_some() {
                return None;
            }
        }
        self.offset += 1;
        self.blank();
        if self.take(b']') {
            return Some(());
        }
        for position in 0.. {
            match positions.get(&position) {
                Some(child) => self.value(*child, None, depth + 1)?,
                None => self.skip()?,
            }
            if self.ends(b']')? {
                break;
            }
        }
        Some(())
    }

    /// Returns true at the end of an object or array, unless it follows a comma.
    fn ends(&mut self, end: u8) -> Option<bool> {
        self.blank();
        if self.take(b',') {
            self.blank();
            return Some(false);
        }
        self.take(end).then_some(true)
    }

    /// Skips a value.
    fn skip(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => self.offset = self.string()?.end,
                b'{' | b'[' => {
                    depth += 1;
                    self.offset += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.offset += 1;
                }
                b',' | b':' if depth > 0 => self.offset += 1,
                byte if is_blank(byte) && depth > 0 => self.blank(),
                byte if is_scalar(byte) => self.run(is_scalar),
                _ => return None,
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Skips a string; its range includes the quotes.
    fn string(&mut self) -> Option<Range<usize>> {
        let start = self.offset;
        self.take(b'"').then_some(())?;
        loop {
            self.run(|byte| !matches!(byte, b'"' | b'\\'));
            match self.peek()? {
                b'"' => break,
                _ => self.offset += 2,
            }
        }
        self.offset += 1;
        Some(start..self.offset)
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.offset).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let taken = self.peek() == Some(byte);
        self.offset += usize::from(taken);
        taken
    }

    fn blank(&mut self) {
        self.run(is_blank);
    }

    /// Skips all bytes of a kind.
    fn run(&mut self, of_kind: impl Fn(u8) -> bool) {
        let rest = self.text.get(self.offset..).unwrap_or_default();
        let length = rest.iter().position(|byte| !of_kind(*byte));
        self.offset += length.unwrap_or(rest.len());
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

/// Returns true for a byte of a number, `true`, `false` or `null`.
fn is_scalar(byte: u8) -> bool {
    matches!(
        byte,
        b'0'..=b'9'
            | b'+'
            | b'-'
            | b'.'
            | b'E'
            | b'a'
            | b'e'
            | b'f'
            | b'l'
            | b'n'
            | b'r'
            | b's'
            | b't'
            | b'u'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::SpanTree;

    /// Returns every pointer of a document, and one to a missing child of each.
    fn pointers(node: &crate::Node, at: &Pointer, all: &mut Vec<Pointer>) {
        all.extend([at.clone(), at.child("missing"), at.child("7")]);
        for (key, value) in node.members() {
            pointers(value, &at.child(key), all);
        }
        for (index, value) in node.elements().iter().enumerate() {
            pointers(value, &at.child(&index.to_string()), all);
        }
    }

    /// Checks that both finders agree on all pointers of a document, together and one by one.
    fn agree(document: &str) {
        let node: crate::Node = serde_json::from_str(document).expect("JSON");
        let mut all = Vec::new();
        pointers(&node, &Pointer::default(), &mut all);
        let tree = SpanTree::new(document);
        let wanted = Wanted::find_all(document, all.clone()).expect("JSON");
        for pointer in all {
            assert_eq!(wanted.find(&pointer), tree.find(&pointer), "{pointer}");
            let alone = Wanted::find_all(document, [pointer.clone()]).expect("JSON");
            assert_eq!(alone.find(&pointer), tree.find(&pointer), "{pointer}");
        }
    }

    #[test]
    fn spans_are_those_of_the_tree() {
        for document in [
            "{}",
            " [ ]\n",
            "\"x\"",
            "-1.5e+3",
            r#"{"a": {"b": [1, 2.50, true, null, {"c": "d"}], "e": {}}, "f": []}"#,
            "{\r\n\t\"tabs\":\t[\r\n\t1\t,\t{ } ]\r\n}",
            r#"{"a/b": {"~": 1}, "": {"": [[]]}, "{x}": "}", "[": "]\\", "\"": "\\\""}"#,
            r#"{"\u0061\n": {"b\"c": 1}, "\/x": ["\u00e9", 2], "<<": {"a": 1}}"#,
            "{\"é\": [\"ü\", {\"日本\": \"語\"}], \"\u{1f980}\": 1}",
        ] {
            agree(document);
        }
    }

    #[test]
    fn spans_of_fixtures_are_those_of_the_tree() {
        let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/accept");
        let mut compared = 0;
        for entry in std::fs::read_dir(fixtures).expect("the fixtures") {
            let path = entry.expect("a fixture").path();
            let text = std::fs::read_to_string(path).unwrap_or_default();
            if let Some(node) = crate::Node::from_yaml(&text) {
                agree(&serde_json::to_string_pretty(&node).expect("JSON"));
                compared += 1;
            }
        }
        assert!(compared > 20, "{compared}");
    }

    #[test]
    fn the_first_of_duplicate_keys_is_used() {
        let document = r#"{"a": {"b": 1}, "a": {"b": 2, "c": 3}}"#;
        let tree = SpanTree::new(document);
        for pointer in ["/a", "/a/b", "/a/c"] {
            let pointer = Pointer::parse(pointer).expect("a pointer");
            let wanted = Wanted::find_all(document, [pointer.clone()]).expect("JSON");
            assert_eq!(wanted.find(&pointer), tree.find(&pointer), "{pointer}");
        }
    }

    #[test]
    fn invalid_json_is_not_searched() {
        for document in [
            "",
            "{",
            "{\"a\": 1,}",
            "{\"a\": [1, 2}",
            "{\"a\": 1} x",
            "{a: 1}",
            "{'a': 1}",
            "{\"a\": 'it\"s'}",
            "{\"a\": 1 # \"\n}",
            "a: 1",
            "\u{feff}{\"a\": 1}",
            "{\"a\": \"b\\",
            "[1, 2",
        ] {
            let pointer = Pointer::default().child("a");
            assert!(
                Wanted::find_all(document, [pointer]).is_none(),
                "{document}"
            );
        }
    }

    #[test]
    fn other_nodes_have_no_span() {
        let pointer = |text| Pointer::parse(text).expect("a pointer");
        let wanted = Wanted::find_all(r#"{"a": {"b": 1}}"#, [pointer("/a")]).expect("JSON");
        assert!(wanted.find(&pointer("/a/b")).is_none());
        assert!(wanted.find(&pointer("/a")).is_some());
    }
}
