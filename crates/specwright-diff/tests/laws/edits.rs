//! Seeded edits of documents, for the cost of a comparison.

use specwright_spec::Node;

/// A small generator of numbers, the same in each run.
pub struct Random(pub u64);

impl Random {
    /// Returns a number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// Makes a number of edits below `paths` and `components`, and returns how many were made.
pub fn edit(document: &mut Node, count: usize, random: &mut Random) -> usize {
    let mut places = Vec::new();
    find(document, &mut Vec::new(), &mut places);
    let mut made = 0;
    for _ in 0..count.min(places.len()) {
        let place = places.swap_remove(random.below(places.len()));
        made += usize::from(at(document, &place).is_some_and(|schema| change(schema, random)));
    }
    made
}

/// Finds the schemas with a `type`.
fn find(node: &Node, path: &mut Vec<usize>, places: &mut Vec<Vec<usize>>) {
    let is_typed = node
        .get("type")
        .and_then(Node::as_str)
        .is_some_and(|it| ["string", "integer", "object"].contains(&it));
    if is_typed {
        places.push(path.clone());
    }
    let children: Vec<&Node> = match node {
        Node::Object(members) => members.iter().map(|(_, value)| value).collect(),
        Node::Array(elements) => elements.iter().collect(),
        _ => Vec::new(),
    };
    for (index, child) in children.into_iter().enumerate() {
        path.push(index);
        find(child, path, places);
        path.pop();
    }
}

fn at<'a>(node: &'a mut Node, path: &[usize]) -> Option<&'a mut Node> {
    path.iter().try_fold(node, |node, index| match node {
        Node::Object(members) => members.get_mut(*index).map(|(_, value)| value),
        Node::Array(elements) => elements.get_mut(*index),
        _ => None,
    })
}

/// Constrains a schema.
fn change(schema: &mut Node, random: &mut Random) -> bool {
    let (key, value) = match schema.get("type").and_then(Node::as_str) {
        Some("string") => ("maxLength", 3 + random.below(90)),
        Some("integer") => ("maximum", 3 + random.below(90)),
        _ => ("maxProperties", 1 + random.below(3)),
    };
    let Node::Object(members) = schema else {
        return false;
    };
    let value = specwright_spec::Number::new(&value.to_string()).map_or(Node::Null, Node::Number);
    members.retain(|(known, _)| known != key);
    members.push((key.to_owned(), value));
    true
}
