//! The pairs of a form, gathered by the brackets in their names.

use super::encoding;
use crate::json::kinds::Kinds;
use crate::json::node::Node;
use crate::json::shape::Shape;
use crate::params::Malformed;
use crate::{Encoding, media_type};

/// Brackets beyond this depth are part of the name.
const DEEPEST: usize = 64;

/// What stands under a name: texts, and what stands in brackets behind it.
#[derive(Default)]
pub(crate) struct Tree {
    texts: Vec<Node>,
    children: Vec<(String, Tree)>,
}

impl Tree {
    /// Adds a pair. The name is taken as it is if it is that of a property.
    pub(crate) fn add(&mut self, name: &str, whole: bool, text: Node) {
        let mut tree = self;
        for key in keys(name).filter(|_| !whole).unwrap_or_else(|| vec![name]) {
            tree = tree.child(key);
        }
        tree.texts.push(text);
    }

    fn child(&mut self, key: &str) -> &mut Tree {
        // Pairs that belong together mostly stand together.
        let found = self.children.iter().rposition(|(name, _)| name == key);
        let index = found.unwrap_or_else(|| {
            self.children.push((key.to_owned(), Tree::default()));
            self.children.len() - 1
        });
        &mut self.children[index].1
    }

    /// The object that the children are properties of, beside these. A property that must be there, and of which nothing
    /// was sent, is null, or empty.
    pub(crate) fn object(
        self,
        mut properties: Vec<(String, Node)>,
        shape: Shape,
        encodings: &[Encoding],
    ) -> Result<Node, Malformed> {
        for (name, child) in self.children {
            let is_json = encoding(encodings, &name).is_some_and(|it| it.json);
            let node = child.node(shape.property(&name), is_json)?;
            properties.push((name, node));
        }
        for property in shape.properties.iter().filter(|it| it.is_required()) {
            let missing = !properties.iter().any(|(name, _)| name == property.name());
            if let Some(nothing) =
                nothing(shape.property(property.name()).kinds).filter(|_| missing)
            {
                properties.push((property.name().to_owned(), nothing));
            }
        }
        Ok(Node::Object(properties))
    }

    fn node(mut self, shape: Shape, is_json: bool) -> Result<Node, Malformed> {
        let is_array = shape.kinds.is_only(Kinds::ARRAY);
        let is_object = shape.kinds.is_only(Kinds::OBJECT);
        if self.children.is_empty() {
            if is_array
                && let [only] = self.texts.as_slice()
                && says_json(only)
            {
                let whole = leaf(only.clone(), shape, true);
                if matches!(whole, Node::Array(_)) && !shape.item().kinds.overlaps(Kinds::ARRAY) {
                    return Ok(whole);
                }
            }
            let item = if is_array { shape.item() } else { shape };
            let mut leaves = self.texts.into_iter().map(|text| leaf(text, item, is_json));
            return Ok(match (leaves.len(), leaves.next()) {
                (1, Some(only)) if !is_array => only,
                (_, first) => Node::Array(first.into_iter().chain(leaves).collect()),
            });
        }
        if !self.texts.is_empty() {
            return Err(Malformed("a name with brackets or without, not both"));
        }
        let is_list = self.children.iter().all(|(key, _)| is_index(key));
        if !is_object && is_list && shape.kinds.overlaps(Kinds::ARRAY) {
            self.children
                .sort_by_key(|(key, _)| key.parse::<u64>().ok());
            let mut items = Vec::new();
            for (key, child) in self.children {
                match (&*key, child.children.is_empty()) {
                    // `name[]=a&name[]=b`
                    ("", true) => {
                        items.extend(
                            child
                                .texts
                                .into_iter()
                                .map(|it| leaf(it, shape.item(), is_json)),
                        );
                    }
                    _ => items.push(child.node(shape.item(), is_json)?),
                }
            }
            return Ok(Node::Array(items));
        }
        self.object(Vec::new(), shape, &[])
    }
}

fn is_index(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_digit())
}

/// `a[b][]` in parts; none if brackets do not pair, or are too deep.
fn keys(name: &str) -> Option<Vec<&str>> {
    let (first, rest) = name.split_once('[')?;
    let inner = rest.strip_suffix(']')?;
    let mut keys = vec![first];
    for key in inner.split("][") {
        keys.push(key);
    }
    (!first.is_empty() && keys.len() <= DEEPEST && keys.iter().all(|key| !key.contains(['[', ']'])))
        .then_some(keys)
}

/// The value of one pair or part: text, unless its type or its encoding makes it JSON, or it is a file.
pub(crate) fn leaf(node: Node, shape: Shape, is_json: bool) -> Node {
    let nested = Kinds::ARRAY.or(Kinds::OBJECT);
    let says_json = says_json(&node);
    let parsed = node.as_text().and_then(|text| {
        let looks_so = says_json || text.starts_with(['{', '[']);
        let wanted = is_json || shape.kinds.overlaps(nested) && looks_so;
        wanted.then(|| serde_json::from_str(text).ok()).flatten()
    });
    // `anything` may be text that begins with a brace.
    parsed
        .filter(|node: &Node| is_json || shape.kinds.overlaps(node.kinds()))
        .unwrap_or_else(|| file_or_text(node, shape))
}

fn says_json(node: &Node) -> bool {
    let Node::File(file) = node else { return false };
    file.media_type.as_deref().is_some_and(media_type::is_json)
}

/// Every part comes as a file. It is one where a string may stand, if it has a name or is of no type of text.
fn file_or_text(node: Node, shape: Shape) -> Node {
    let Node::File(file) = &node else { return node };
    let media_type = file.media_type.as_deref();
    let is_file = !file.name.is_empty() || media_type.is_some_and(|it| !media_type::is_text(it));
    match node.as_text() {
        Some(text) if !is_file || !shape.kinds.overlaps(Kinds::STRING) => {
            Node::Wire(text.to_owned())
        }
        _ => node,
    }
}

/// What a form says of a value by saying nothing.
fn nothing(kinds: Kinds) -> Option<Node> {
    match () {
        () if kinds == Kinds::ANY => None,
        () if kinds.overlaps(Kinds::NULL) => Some(Node::Null),
        () if kinds.is_only(Kinds::ARRAY) => Some(Node::Array(Vec::new())),
        () if kinds.is_only(Kinds::OBJECT) => Some(Node::Object(Vec::new())),
        () => None,
    }
}
