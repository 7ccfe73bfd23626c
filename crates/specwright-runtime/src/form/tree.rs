//! Groups the pairs of a form, or the parts of a `multipart` body, by the brackets in their names.
//!
//! They are sorted by their keys, so that those of one value are neighbors: however many names there are, none is looked for
//! among the others.

use super::encoding;
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::json::shape::Shape;
use crate::params::{Malformed, percent_decode};
use crate::{Encoding, File, media_type, steps};
use std::borrow::Cow;
use std::cmp::Ordering;

/// Brackets beyond this depth are part of the name.
const DEEPEST: usize = 64;

/// The pairs of a body.
pub(crate) struct Pairs<'t>(Vec<Pair<'t>>);

/// A field, whose keys before `at` are read.
struct Pair<'t> {
    name: Cow<'t, str>,
    /// The position of the next key, beyond the name if there is none.
    at: u32,
    /// True if the name has several keys: `a[b][]`.
    has_brackets: bool,
    sent: FieldContent<'t>,
}

/// The content of a field.
pub(crate) enum FieldContent<'t> {
    /// A text of a form, still encoded.
    Text(&'t str),
    /// A part of a `multipart` body.
    Part(Box<File>),
}

impl FieldContent<'_> {
    /// Takes it, which leaves an empty text.
    fn take(&mut self) -> Result<Node, Malformed> {
        match std::mem::replace(self, FieldContent::Text("")) {
            FieldContent::Text(text) => decoded(text).map(|text| Node::Wire(text.into_owned())),
            FieldContent::Part(file) => Ok(Node::File(file)),
        }
    }
}

/// A name or a value of a form.
pub(super) fn decoded(text: &str) -> Result<Cow<'_, str>, Malformed> {
    percent_decode(text, true).ok_or(Malformed("percent-encoded UTF-8"))
}

impl<'t> Pairs<'t> {
    /// Creates an empty list with this capacity.
    pub(crate) fn with_capacity(count: usize) -> Self {
        Self(Vec::with_capacity(count))
    }

    /// Adds a field. Brackets in its name are literal if `whole` is true.
    pub(crate) fn add(&mut self, name: Cow<'t, str>, whole: bool, sent: FieldContent<'t>) {
        let has_brackets = !whole && has_brackets(&name);
        self.0.push(Pair {
            name,
            at: 0,
            has_brackets,
            sent,
        });
    }

    /// Returns the object of these pairs and of `properties`. A required property without a field is null or empty.
    pub(crate) fn object(
        mut self,
        properties: Vec<(String, Node)>,
        shape: Shape,
        encodings: &[Encoding],
    ) -> Result<Node, Malformed> {
        // Stable, so that the items of an array stay in their order.
        self.0.sort_by(Pair::compare);
        object(&mut self.0, properties, shape, encodings)
    }
}

impl Pair<'_> {
    /// The next key, and the position of the one behind it.
    fn next(&self, at: u32) -> Option<(&str, u32)> {
        let rest = self.name.get(at as usize..)?;
        if !self.has_brackets {
            return (at == 0).then_some((rest, u32::MAX));
        }
        let end = rest.find(if at == 0 { '[' } else { ']' })?;
        // Behind a closing bracket is another opening one, or nothing.
        let skipped = if at == 0 { 1 } else { 2 };
        let next = u32::try_from(at as usize + end + skipped).unwrap_or(u32::MAX);
        Some((&rest[..end], next))
    }

    fn key(&self) -> Option<&str> {
        self.next(self.at).map(|(key, _)| key)
    }

    fn advance(&mut self) {
        self.at = self.next(self.at).map_or(u32::MAX, |(_, next)| next);
    }

    /// Key by key; a name that ends before another one comes first.
    fn compare(&self, other: &Self) -> Ordering {
        let (mut left, mut right) = (self.at, other.at);
        loop {
            match (self.next(left), other.next(right)) {
                (Some((own, own_next)), Some((theirs, next))) => {
                    steps::add(1 + own.len().min(theirs.len()));
                    match own.cmp(theirs) {
                        Ordering::Equal => (left, right) = (own_next, next),
                        order => return order,
                    }
                }
                (own, theirs) => return own.is_some().cmp(&theirs.is_some()),
            }
        }
    }
}

/// The pairs with the same next key, which is read.
fn groups<'p, 't>(pairs: &'p mut [Pair<'t>]) -> impl Iterator<Item = (String, &'p mut [Pair<'t>])> {
    let groups = pairs.chunk_by_mut(|a, b| a.key() == b.key());
    groups.map(|group| {
        steps::add(group.len());
        let key = group[0].key().unwrap_or_default().to_owned();
        group.iter_mut().for_each(Pair::advance);
        (key, group)
    })
}

fn object(
    pairs: &mut [Pair<'_>],
    mut properties: Vec<(String, Node)>,
    shape: Shape,
    encodings: &[Encoding],
) -> Result<Node, Malformed> {
    for (name, group) in groups(pairs) {
        let is_json = encoding(encodings, &name).is_some_and(|it| it.json);
        let node = value(group, shape.property(&name), is_json)?;
        properties.push((name, node));
    }
    for property in shape.properties.iter().filter(|it| it.is_required()) {
        steps::add(properties.len());
        let missing = !properties.iter().any(|(name, _)| name == property.name());
        if let Some(nothing) =
            nothing(shape.property(property.name()).json_types).filter(|_| missing)
        {
            properties.push((property.name().to_owned(), nothing));
        }
    }
    Ok(Node::object(properties))
}

/// The value of pairs with the same keys so far.
fn value(pairs: &mut [Pair<'_>], shape: Shape, is_json: bool) -> Result<Node, Malformed> {
    let ended = pairs.partition_point(|pair| pair.key().is_none());
    let (texts, children) = pairs.split_at_mut(ended);
    match (texts.is_empty(), children.is_empty()) {
        (_, true) => leaves(texts, shape, is_json),
        (true, false) => nested(children, shape, is_json),
        (false, false) => Err(Malformed("each name either with or without brackets")),
    }
}

/// The value of pairs without further keys.
fn leaves(pairs: &mut [Pair<'_>], shape: Shape, is_json: bool) -> Result<Node, Malformed> {
    let is_array = shape.json_types.is_only(JsonTypes::ARRAY);
    if let [only] = pairs {
        let node = only.sent.take()?;
        if !is_array {
            return Ok(leaf(node, shape, is_json));
        }
        let whole = says_json(&node).then(|| parse(&node)).flatten();
        return Ok(match whole {
            Some(whole @ Node::Array(_)) if !shape.item().json_types.overlaps(JsonTypes::ARRAY) => {
                whole
            }
            _ => Node::array(vec![leaf(node, shape.item(), is_json)]),
        });
    }
    let item = if is_array { shape.item() } else { shape };
    items(pairs, item, is_json).map(Node::array)
}

/// The value of each pair.
fn items(pairs: &mut [Pair<'_>], shape: Shape, is_json: bool) -> Result<Vec<Node>, Malformed> {
    let mut items = Vec::with_capacity(pairs.len());
    for pair in pairs {
        items.push(leaf(pair.sent.take()?, shape, is_json));
    }
    Ok(items)
}

/// An array if the keys are numbers, or nothing, and an array may be here; else an object.
fn nested(children: &mut [Pair<'_>], shape: Shape, is_json: bool) -> Result<Node, Malformed> {
    let is_object = shape.json_types.is_only(JsonTypes::OBJECT);
    let mut keys = children.iter().map(|it| it.key().unwrap_or_default());
    if is_object || !shape.json_types.overlaps(JsonTypes::ARRAY) || !keys.all(is_index) {
        return object(children, Vec::new(), shape, &[]);
    }
    let mut groups: Vec<_> = groups(children).collect();
    groups.sort_by_cached_key(|(key, _)| key.parse::<u64>().ok());
    let mut all = Vec::new();
    for (key, group) in groups {
        // `name[]=a&name[]=b`
        if key.is_empty() && group.iter().all(|it| it.key().is_none()) {
            all.extend(items(group, shape.item(), is_json)?);
        } else {
            all.push(value(group, shape.item(), is_json)?);
        }
    }
    Ok(Node::array(all))
}

fn is_index(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns true if a name is `a[b][]`: its brackets pair, and are not too deep.
fn has_brackets(name: &str) -> bool {
    steps::add(name.len());
    let Some((first, inner)) = name
        .split_once('[')
        .and_then(|(first, rest)| Some((first, rest.strip_suffix(']')?)))
    else {
        return false;
    };
    let mut keys = inner.split("][");
    !first.is_empty()
        && !first.contains(']')
        && keys.clone().count() < DEEPEST
        && keys.all(|key| !key.contains(['[', ']']))
}

fn parse(node: &Node) -> Option<Node> {
    serde_json::from_str(node.as_text()?).ok()
}

/// The value of one pair or part: text, unless its type or its encoding makes it JSON, or it is a file.
pub(crate) fn leaf(node: Node, shape: Shape, is_json: bool) -> Node {
    let nested = JsonTypes::ARRAY.or(JsonTypes::OBJECT);
    let says_json = says_json(&node);
    let parsed = node.as_text().and_then(|text| {
        let looks_so = says_json || text.starts_with(['{', '[']);
        let wanted = is_json || shape.json_types.overlaps(nested) && looks_so;
        wanted.then(|| serde_json::from_str(text).ok()).flatten()
    });
    // `anything` may be text that begins with a brace.
    parsed
        .filter(|node: &Node| is_json || shape.json_types.overlaps(node.json_types()))
        .unwrap_or_else(|| file_or_text(node, shape))
}

fn says_json(node: &Node) -> bool {
    let Node::File(file) = node else { return false };
    file.media_type.as_deref().is_some_and(media_type::is_json)
}

/// Decides what a part is, all of which are parsed as files. Where a string is valid, it is a file if it has a name or its media type is
/// not text.
fn file_or_text(node: Node, shape: Shape) -> Node {
    let Node::File(file) = &node else { return node };
    let media_type = file.media_type.as_deref();
    let is_file = !file.name.is_empty() || media_type.is_some_and(|it| !media_type::is_text(it));
    match node.as_text() {
        Some(text) if !is_file || !shape.json_types.overlaps(JsonTypes::STRING) => {
            Node::Wire(text.to_owned())
        }
        _ => node,
    }
}

/// Returns the value of a required property without a field.
fn nothing(json_types: JsonTypes) -> Option<Node> {
    match () {
        () if json_types == JsonTypes::ANY => None,
        () if json_types.overlaps(JsonTypes::NULL) => Some(Node::Null),
        () if json_types.is_only(JsonTypes::ARRAY) => Some(Node::array(Vec::new())),
        () if json_types.is_only(JsonTypes::OBJECT) => Some(Node::object(Vec::new())),
        () => None,
    }
}
