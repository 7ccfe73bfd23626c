//! Computes the facts of an automaton restricted to valid UTF-8.

use std::collections::VecDeque;

use crate::dfa::Dfa;
use crate::facts::StringFacts;
use crate::utf8;

/// The strings that an automaton admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admits {
    Everything,
    Nothing,
    Some(StringFacts),
}

/// Analyzes the strings that `dfa` admits.
pub(crate) fn analyse(dfa: &Dfa) -> Admits {
    let graph = Graph::new(dfa);
    if graph.admits_everything(dfa) {
        return Admits::Everything;
    }
    let useful = graph.useful(dfa);
    if !useful[graph.start] {
        return Admits::Nothing;
    }
    Admits::Some(StringFacts {
        min_length: graph.shortest(dfa, &useful),
        max_length: graph.longest(&useful),
        ascii: graph.is_ascii(&useful),
    })
}

/// The product of an automaton and valid UTF-8. A node is a pair of states; only reachable nodes have edges.
struct Graph {
    start: usize,
    edges: Vec<Vec<Edge>>,
    is_reached: Vec<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Edge {
    target: usize,
    /// True if the edge begins a code point, which adds one to the length.
    begins: bool,
    is_ascii: bool,
}

impl Graph {
    fn new(dfa: &Dfa) -> Self {
        let count = dfa.states() * utf8::STATES;
        let start = node(dfa.start, utf8::State::Boundary);
        let mut graph = Graph {
            start,
            edges: vec![Vec::new(); count],
            is_reached: vec![false; count],
        };
        graph.is_reached[start] = true;
        let bytes = byte_kinds(dfa);
        let mut waiting = vec![start];
        while let Some(from) = waiting.pop() {
            graph.edges[from] = edges(dfa, &bytes, from);
            for at in 0..graph.edges[from].len() {
                let target = graph.edges[from][at].target;
                if !graph.is_reached[target] {
                    graph.is_reached[target] = true;
                    waiting.push(target);
                }
            }
        }
        graph
    }

    fn is_accepting(dfa: &Dfa, node: usize) -> bool {
        node % utf8::STATES == utf8::State::Boundary as usize && dfa.accepting[node / utf8::STATES]
    }

    fn admits_everything(&self, dfa: &Dfa) -> bool {
        let mut strings = (0..self.edges.len())
            .step_by(utf8::STATES)
            .filter(|&node| self.is_reached[node]);
        strings.all(|node| Self::is_accepting(dfa, node))
    }

    /// Returns which nodes are on a path from the start to acceptance.
    fn useful(&self, dfa: &Dfa) -> Vec<bool> {
        let mut sources = vec![Vec::new(); self.edges.len()];
        for (from, edges) in self.edges.iter().enumerate() {
            for edge in edges {
                sources[edge.target].push(from);
            }
        }
        let mut waiting: Vec<usize> = (0..self.edges.len())
            .filter(|&node| self.is_reached[node] && Self::is_accepting(dfa, node))
            .collect();
        let mut useful = vec![false; self.edges.len()];
        for &node in &waiting {
            useful[node] = true;
        }
        while let Some(node) = waiting.pop() {
            for &source in &sources[node] {
                if !useful[source] {
                    useful[source] = true;
                    waiting.push(source);
                }
            }
        }
        useful
    }

    fn useful_edges<'g>(
        &'g self,
        node: usize,
        useful: &'g [bool],
    ) -> impl Iterator<Item = &'g Edge> {
        self.edges[node].iter().filter(|edge| useful[edge.target])
    }

    /// Returns the length of the shortest path (Dijkstra's algorithm for edges of length 0 and 1).
    fn shortest(&self, dfa: &Dfa, useful: &[bool]) -> u32 {
        let mut lengths = vec![u32::MAX; self.edges.len()];
        lengths[self.start] = 0;
        let mut waiting = VecDeque::from([self.start]);
        while let Some(node) = waiting.pop_front() {
            if Self::is_accepting(dfa, node) {
                return lengths[node];
            }
            for edge in self.useful_edges(node, useful) {
                let length = lengths[node] + u32::from(edge.begins);
                if length < lengths[edge.target] {
                    lengths[edge.target] = length;
                    if edge.begins {
                        waiting.push_back(edge.target)
                    } else {
                        waiting.push_front(edge.target)
                    }
                }
            }
        }
        0
    }

    /// Returns the length of the longest path in topological order; none if a node is on a cycle.
    fn longest(&self, useful: &[bool]) -> Option<u32> {
        let mut missing = vec![0u32; self.edges.len()];
        let nodes = || (0..self.edges.len()).filter(|&node| useful[node]);
        for edge in nodes().flat_map(|node| self.useful_edges(node, useful)) {
            missing[edge.target] += 1;
        }
        let mut lengths = vec![0u32; self.edges.len()];
        let mut waiting: Vec<usize> = nodes().filter(|&node| missing[node] == 0).collect();
        let mut done = 0;
        let mut longest = 0;
        while let Some(node) = waiting.pop() {
            done += 1;
            longest = longest.max(lengths[node]);
            for edge in self.useful_edges(node, useful) {
                lengths[edge.target] =
                    lengths[edge.target].max(lengths[node] + u32::from(edge.begins));
                missing[edge.target] -= 1;
                if missing[edge.target] == 0 {
                    waiting.push(edge.target);
                }
            }
        }
        (done == nodes().count()).then_some(longest)
    }

    fn is_ascii(&self, useful: &[bool]) -> bool {
        let mut nodes = (0..self.edges.len()).filter(|&node| useful[node]);
        nodes.all(|node| self.useful_edges(node, useful).all(|edge| edge.is_ascii))
    }
}

fn node(state: u32, place: utf8::State) -> usize {
    state as usize * utf8::STATES + place as usize
}

/// Returns one byte for each combination of a class and a kind of byte in UTF-8.
fn byte_kinds(dfa: &Dfa) -> Vec<u8> {
    let mut kinds = Vec::new();
    for (first, last) in utf8::KINDS {
        let mut seen = [false; 256];
        for byte in first..=last {
            let class = usize::from(dfa.classes[usize::from(byte)]);
            if !seen[class] {
                seen[class] = true;
                kinds.push(byte);
            }
        }
    }
    kinds
}

fn edges(dfa: &Dfa, bytes: &[u8], from: usize) -> Vec<Edge> {
    let place = utf8::State::ALL[from % utf8::STATES];
    let mut edges: Vec<Edge> = Vec::new();
    for &byte in bytes {
        if let Some(next) = place.next(byte) {
            let target = node(dfa.step((from / utf8::STATES) as u32, byte), next);
            let edge = Edge {
                target,
                begins: place == utf8::State::Boundary,
                is_ascii: byte.is_ascii(),
            };
            if !edges.contains(&edge) {
                edges.push(edge);
            }
        }
    }
    edges
}
