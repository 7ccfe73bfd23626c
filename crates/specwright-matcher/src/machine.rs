//! A parsed pattern that can be run.

use crate::backtrack::{Backtracker, TooCostly};
use crate::class::Class;
use crate::code::{Atom, Node, Repeat, read};
use crate::nfa::{Looks, Nfa};
use crate::scan::Subject;
use std::collections::HashMap;

/// The result of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The pattern matches in the text.
    Match,
    /// The pattern does not match.
    NoMatch,
    /// The pattern has back-references and exceeded the step limit for a text of this length.
    TooCostly,
}

/// An owned class: its ASCII code points, and the ranges of others.
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

/// A pattern parsed from its code.
///
/// A pattern without back-references is an automaton, and so is each of its look-arounds. Each is simulated in one pass over the
/// text, so that the time is linear in its length. (The result of a look-around at a position does not depend on its context:
/// "Linear Matching of JavaScript Regexes", Barrière and Pit-Claudel, 2024.) With back-references, an automaton for a larger
/// language is run first, and its matches are checked by backtracking with a step limit.
#[derive(Debug)]
pub struct Machine {
    sets: Sets,
    looks: Vec<Nfa>,
    main: Option<Nfa>,
    backtracker: Option<Backtracker>,
}

impl Machine {
    /// Parses the code of a pattern; returns none if it is invalid.
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

    /// Returns true if a search may exceed the step limit.
    pub fn may_be_costly(&self) -> bool {
        self.backtracker.is_some()
    }

    /// Searches a text.
    pub fn search(&self, text: &str) -> Verdict {
        self.search_counted(text).0
    }

    /// Searches a text and counts the steps: the visited states.
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

/// Returns a pattern without back-references that matches wherever `node` does: each reference becomes the body of its group.
fn larger(node: &Node) -> Node {
    let mut bodies = HashMap::new();
    collect_bodies(node, &mut bodies);
    enlarge(node, &bodies)
}

/// The bodies of groups, without assertions, which need not hold at a reference.
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

/// Returns the node with each part replaced for which `replace` returns a node.
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

/// Returns the node without assertions, and with any text for a back-reference.
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
        // A larger body of a negative look-around would exclude more texts.
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
