//! A pattern that can be run.

use crate::backtrack::{Backtracker, TooCostly};
use crate::class::Class;
use crate::code::{Atom, Node, Repeat, read};
use crate::nfa::{Looks, Nfa};
use crate::scan::Subject;
use std::collections::HashMap;

/// The answer of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The pattern matches somewhere in the text.
    Match,
    /// The pattern matches nowhere.
    NoMatch,
    /// The pattern has back-references, and takes more steps than are allowed for a text of this length.
    TooCostly,
}

/// A class of its own: its code points of ASCII, and the ranges of others.
type Set = (u128, Box<[(char, char)]>);

/// The classes of a pattern.
#[derive(Debug)]
pub(crate) struct Sets(Vec<Set>);

impl Sets {
    pub(crate) fn contains(&self, class: u32, point: char) -> bool {
        let (ascii, others) = &self.0[class as usize];
        Class::of_parts(*ascii, others).contains(point)
    }
}

/// A pattern that was read from its code.
///
/// A pattern without back-references is an automaton, and so is every look-around of it; all are simulated, each in one pass over
/// the text, so that the time is linear in the length of the text. (Look-arounds hold or not at a place whatever is around them:
/// "Linear Matching of JavaScript Regexes", Barrière and Pit-Claudel, 2024.) With back-references, a text that an automaton for
/// a larger language admits is left to backtracking, whose steps are bounded.
#[derive(Debug)]
pub struct Machine {
    sets: Sets,
    looks: Vec<Nfa>,
    main: Option<Nfa>,
    backtracker: Option<Backtracker>,
}

impl Machine {
    /// Reads the code of a pattern; none if it is no code.
    pub fn read(code: &[u8], classes: &[Class<'_>]) -> Option<Self> {
        let node = read(code)?;
        let is_known = |node: &Node| match node {
            Node::Atom(Atom::Class(class)) => (*class as usize) < classes.len(),
            _ => true,
        };
        if node.any(&|node| !is_known(node)) {
            return None;
        }
        let own = |class: &Class<'_>| (class.ascii(), class.ranges().into());
        let mut looks = Looks::default();
        let refers = node.any(&|node| matches!(node, Node::BackReference(_)));
        let larger = if refers { larger(&node) } else { node.clone() };
        let main = looks.build(&larger, false);
        if main.is_none() {
            looks = Looks::default();
        }
        let backtracker = (refers || main.is_none()).then(|| Backtracker::new(&node, &mut looks));
        Some(Self {
            sets: Sets(classes.iter().map(own).collect()),
            looks: looks.all.into_iter().map(|it| it.1).collect(),
            main,
            backtracker,
        })
    }

    /// Returns true if a text can be too costly.
    pub fn may_be_costly(&self) -> bool {
        self.backtracker.is_some()
    }

    /// Searches a text.
    pub fn search(&self, text: &str) -> Verdict {
        self.search_counted(text).0
    }

    /// Searches a text, and counts the steps: states that were looked at.
    pub fn search_counted(&self, text: &str) -> (Verdict, u64) {
        let mut subject = Subject {
            text,
            sets: &self.sets,
            tables: Vec::new(),
            steps: 0,
        };
        let verdict = self.search_in(&mut subject);
        (verdict, subject.steps)
    }

    fn search_in(&self, subject: &mut Subject<'_, '_>) -> Verdict {
        for look in &self.looks {
            subject.tabulate(look);
        }
        if self.main.as_ref().is_some_and(|main| !subject.search(main)) {
            return Verdict::NoMatch;
        }
        match self.backtracker.as_ref().map(|it| it.search(subject)) {
            None | Some(Ok(true)) => Verdict::Match,
            Some(Ok(false)) => Verdict::NoMatch,
            Some(Err(TooCostly)) => Verdict::TooCostly,
        }
    }
}

/// A pattern without back-references that matches wherever `node` does: the text of a group is one that its body matches.
fn larger(node: &Node) -> Node {
    let mut bodies = HashMap::new();
    collect_bodies(node, &mut bodies);
    enlarge(node, &bodies)
}

/// The bodies of groups. What holds around a group need not hold around what refers to it.
fn collect_bodies(node: &Node, bodies: &mut HashMap<u32, Node>) {
    match node {
        Node::Capture(group, node) => {
            bodies.insert(*group, bare(node));
            collect_bodies(node, bodies);
        }
        Node::Look(look) => collect_bodies(&look.node, bodies),
        Node::Repeat(repeat) => collect_bodies(&repeat.node, bodies),
        Node::Concat(nodes) | Node::Alternation(nodes) => {
            nodes.iter().for_each(|node| collect_bodies(node, bodies));
        }
        Node::Atom(_) | Node::Assert(_) | Node::BackReference(_) => {}
    }
}

/// The node with each part replaced that `replace` has something for.
fn rebuild(node: &Node, replace: &dyn Fn(&Node) -> Option<Node>) -> Node {
    if let Some(other) = replace(node) {
        return other;
    }
    let all = |nodes: &[Node]| nodes.iter().map(|node| rebuild(node, replace)).collect();
    match node {
        Node::Look(look) => {
            let mut look = look.clone();
            look.node = rebuild(&look.node, replace);
            Node::Look(look)
        }
        Node::Repeat(repeat) => {
            let mut repeat = repeat.clone();
            repeat.node = rebuild(&repeat.node, replace);
            Node::Repeat(repeat)
        }
        Node::Concat(nodes) => Node::Concat(all(nodes)),
        Node::Alternation(nodes) => Node::Alternation(all(nodes)),
        Node::Capture(_, node) => rebuild(node, replace),
        other => other.clone(),
    }
}

/// The node with no assertions, and anything for a back-reference.
fn bare(node: &Node) -> Node {
    rebuild(node, &|node| match node {
        Node::Assert(_) | Node::Look(_) => Some(Node::EMPTY),
        Node::BackReference(_) => Some(Node::Repeat(Box::new(Repeat {
            node: Node::Atom(Atom::Any),
            min: 0,
            max: None,
            lazy: false,
        }))),
        _ => None,
    })
}

fn enlarge(node: &Node, bodies: &HashMap<u32, Node>) -> Node {
    rebuild(node, &|node| match node {
        // A larger body would exclude more.
        Node::Look(look) if look.negative => {
            let refers = look
                .node
                .any(&|node| matches!(node, Node::BackReference(_)));
            refers.then_some(Node::EMPTY)
        }
        Node::BackReference(group) => Some(Node::Alternation(
            bodies
                .get(group)
                .cloned()
                .into_iter()
                .chain([Node::EMPTY])
                .collect(),
        )),
        _ => None,
    })
}
