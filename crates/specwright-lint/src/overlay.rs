//! Repairs as an Overlay (OpenAPI Overlay 1.0), for documents that their reader does not own.

use std::cmp::Reverse;

use specwright_spec::{Action, Diagnostic, Edit, FileId, Node, Pointer, Sources};

/// An overlay with repairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepairOverlay {
    /// The text of the overlay, in YAML.
    pub text: String,
    /// The number of diagnostics that it repairs.
    pub applied: usize,
    /// The number of diagnostics whose repair is in another file, or changes the same nodes as another one.
    pub skipped: usize,
}

/// Returns the overlay with the repairs of some diagnostics; none if there are no repairs of the document `file`.
pub fn overlay(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    file: FileId,
    chosen: impl Fn(&Diagnostic) -> bool,
) -> Option<RepairOverlay> {
    let source = sources.get(file)?;
    let tree = Node::from_yaml(source.document())?;
    let mut actions = Vec::new();
    let mut taken: Vec<Pointer> = Vec::new();
    let (mut applied, mut skipped) = (0, 0);
    for diagnostic in diagnostics.iter().filter(|it| chosen(it)) {
        let Some(fix) = &diagnostic.notes.fix else {
            continue;
        };
        let changed: Vec<Pointer> = fix.edits.iter().map(|it| changed(it, sources)).collect();
        let is_apart = |it: &Pointer| !taken.iter().any(|taken| overlaps(taken, it));
        let edits = fix.edits.iter().map(|edit| {
            let at = sources.origin(&edit.at);
            let is_own = at.file == file;
            is_own.then(|| steps(edit, &at.pointer, &tree)).flatten()
        });
        // Two edits of one node, such as a new key and a new value, depend on each other.
        let is_single = |it: &Edit| fix.edits.iter().filter(|other| other.at == it.at).count() == 1;
        let is_simple = fix
            .edits
            .iter()
            .all(|it| is_member(&it.action) || is_single(it));
        let edits: Option<Vec<_>> = edits.filter(|_| is_simple).collect();
        match edits.filter(|_| changed.iter().all(is_apart)) {
            Some(edits) => {
                let edits = edits.into_iter().flatten();
                actions.extend(edits.map(|step| (diagnostic, step)));
                taken.extend(changed);
                applied += 1;
            }
            None => skipped += 1,
        }
    }
    // Elements are removed last and from the end, so that no action moves the target of a later one.
    actions.sort_by_cached_key(|(_, step)| removed_element(step, &tree));
    let list = actions
        .iter()
        .map(|(diagnostic, step)| written(diagnostic, step, &tree));
    let head = format!(
        "overlay: 1.0.0\ninfo:\n  title: {}\n  version: \"1\"\nactions:\n",
        quoted(&format!("Repairs of {}", source.path()))
    );
    (applied > 0).then(|| RepairOverlay {
        text: head + &list.collect::<String>(),
        applied,
        skipped,
    })
}

/// An action of an overlay.
struct Step {
    target: Pointer,
    /// The value to merge into the target; none to remove it.
    update: Option<Node>,
}

/// Returns the actions for an edit; none if no action has its effect.
fn steps(edit: &Edit, at: &Pointer, tree: &Node) -> Option<Vec<Step>> {
    let update = |target: &Pointer, value: Node| Step {
        target: target.clone(),
        update: Some(value),
    };
    let member = |key: &str, value: &Node| Node::Object(vec![(key.to_owned(), value.clone())]);
    let remove = |target: &Pointer| Step {
        target: target.clone(),
        update: None,
    };
    let clear = |node: &Node| -> Vec<Step> {
        let keys = node.members().iter().map(|(key, _)| key);
        keys.map(|key| remove(&at.child(key))).collect()
    };
    let node = tree.at(at);
    let last = at.last();
    match &edit.action {
        Action::Insert(key, value) => {
            // An update of a present value is merged into it, or refused.
            let present = at.child(key);
            let mut steps: Vec<Step> = tree.at(&present).iter().map(|_| remove(&present)).collect();
            steps.push(update(at, member(key, value)));
            Some(steps)
        }
        Action::Append(value) => node.map(|_| vec![update(at, value.clone())]),
        Action::Remove => Some(vec![remove(at)]),
        Action::Rename(key) => {
            let value = member(key, node?);
            Some(vec![remove(at), update(&at.parent()?, value)])
        }
        Action::Hoist(descendant) => {
            let inner = node?.at(descendant)?;
            inner.as_object()?;
            let mut steps = clear(node?);
            steps.push(update(at, inner.clone()));
            Some(steps)
        }
        Action::Replace(value) => {
            let holder = at.parent()?;
            let is_member = tree.at(&holder)?.as_object().is_some();
            let value = member(&last?, value);
            is_member.then(|| vec![remove(at), update(&holder, value)])
        }
    }
}

/// Returns true for an edit that adds to a node.
fn is_member(action: &Action) -> bool {
    matches!(action, Action::Insert(..) | Action::Append(_))
}

/// Returns the pointer of the node that an edit changes.
fn changed(edit: &Edit, sources: &Sources) -> Pointer {
    let at = sources.origin(&edit.at).pointer;
    match &edit.action {
        Action::Insert(key, _) => at.child(key),
        _ => at,
    }
}

/// Returns true if one node contains the other.
fn overlaps(left: &Pointer, right: &Pointer) -> bool {
    let contains = |outer: &Pointer, inner: &Pointer| {
        let rest = inner.as_str().strip_prefix(outer.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    contains(left, right) || contains(right, left)
}

/// Returns the order of the removals of elements, deepest and last first; none for any other action.
fn removed_element(step: &Step, tree: &Node) -> Option<Reverse<(usize, Pointer, usize)>> {
    let holder = step.target.parent()?;
    tree.at(&holder)?.as_array()?;
    let index = step.target.last()?.parse().ok();
    let index = index.filter(|_| step.update.is_none())?;
    Some(Reverse((step.target.segments().count(), holder, index)))
}

fn written(diagnostic: &Diagnostic, step: &Step, tree: &Node) -> String {
    let change = match &step.update {
        Some(value) => format!("update: {}", value.compact()),
        None => "remove: true".to_owned(),
    };
    let reason = format!("{}: {}", diagnostic.code.name(), diagnostic.message);
    format!(
        "- target: {}\n  description: {}\n  {change}\n",
        quoted(&json_path(&step.target, tree)),
        quoted(&reason)
    )
}

/// Returns a pointer as a JSONPath (RFC 9535, section 2.7, "Normalized Paths").
fn json_path(pointer: &Pointer, tree: &Node) -> String {
    let mut path = "$".to_owned();
    let mut node = Some(tree);
    for segment in pointer.segments() {
        match node {
            Some(Node::Array(_)) => path.push_str(&format!("[{segment}]")),
            _ => {
                let name = segment.replace('\\', "\\\\").replace('\'', "\\'");
                path.push_str(&format!("['{name}']"));
            }
        }
        node = node.and_then(|it| it.step(&segment));
    }
    path
}

fn quoted(text: &str) -> String {
    Node::String(text.to_owned()).compact()
}
