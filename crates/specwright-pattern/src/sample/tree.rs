//! Generates strings of a chosen length from a syntax tree. With look-around, they are only guesses.

use super::{Choose, LONGEST, SPREAD};
use crate::ast::{Assertion, Node, Repeat};
use crate::facts::has_anchor;
use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};
use std::collections::HashMap;

/// The number of attempts.
const ATTEMPTS: u32 = 400;

/// Returns a matching string of at least `min` and at most `max` code points; none if all attempts fail.
pub(super) fn draw(
    node: &Node,
    (min, max): (u64, u64),
    choose: &mut Choose<'_>,
    fits: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let node = surrounded(node);
    let size = Size::of(&node);
    let (min, max) = (min.max(size.min), max.min(size.max));
    if min > max {
        return None;
    }
    let seed = choose(u32::MAX);
    (0..ATTEMPTS).find_map(|attempt| {
        // The first attempt is the simplest string; later ones are longer.
        let mut writer = Writer {
            dice: Dice::new(seed, attempt),
            text: String::new(),
            captured: HashMap::new(),
        };
        let spread = (max - min).min(SPREAD + u64::from(attempt) / 8);
        let length = min + writer.dice.up_to(spread);
        writer.write(&node, length);
        fits(&writer.text).then_some(writer.text)
    })
}

/// Returns the node with letters around it where it is not anchored.
fn surrounded(node: &Node) -> Node {
    let letters = || {
        let range = ClassUnicodeRange::new('a', 'z');
        Node::Repeat(Box::new(Repeat {
            node: Node::Class(ClassUnicode::new([range])),
            min: 0,
            max: None,
            lazy: false,
        }))
    };
    let mut parts = Vec::new();
    if !has_anchor(Some(node), Assertion::Start) {
        parts.push(letters());
    }
    parts.push(node.clone());
    if !has_anchor(Some(node), Assertion::End) {
        parts.push(letters());
    }
    Node::concat(parts)
}

struct Dice {
    state: u64,
    simplest: bool,
}

impl Dice {
    fn new(seed: u32, attempt: u32) -> Self {
        Self {
            state: u64::from(seed) << 32 | u64::from(attempt),
            simplest: seed == 0 && attempt == 0,
        }
    }

    /// Returns a number from 0 to `most` (SplitMix64).
    fn up_to(&mut self, most: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.state;
        it = (it ^ it >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ it >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        let drawn = (it ^ it >> 31) % most.saturating_add(1).max(1);
        if self.simplest { 0 } else { drawn }
    }

    fn below(&mut self, below: usize) -> usize {
        self.up_to(below.saturating_sub(1) as u64) as usize
    }
}

/// The number of code points that a node can write.
#[derive(Clone, Copy)]
struct Size {
    min: u64,
    max: u64,
}

impl Size {
    const NOTHING: Size = Size { min: 0, max: 0 };

    fn of(node: &Node) -> Self {
        match node {
            Node::Char(_) | Node::Class(_) => Size { min: 1, max: 1 },
            Node::Empty | Node::Assert(_) | Node::Look(_) | Node::BackReference(_) => Self::NOTHING,
            Node::Capture(_, node) => Self::of(node),
            Node::Concat(nodes) => nodes.iter().map(Self::of).fold(Self::NOTHING, Self::and),
            Node::Alternation(nodes) => {
                let all = nodes.iter().map(Self::of).reduce(|left, right| Size {
                    min: left.min.min(right.min),
                    max: left.max.max(right.max),
                });
                all.unwrap_or(Self::NOTHING)
            }
            Node::Repeat(repeat) => {
                let one = Self::of(&repeat.node);
                Size {
                    min: one.min.saturating_mul(repeat.min.into()),
                    max: match (one.max, repeat.max) {
                        (0, _) => 0,
                        (max, Some(times)) => max.saturating_mul(times.into()),
                        (_, None) => u64::MAX,
                    },
                }
            }
        }
    }

    fn and(self, other: Size) -> Size {
        Size {
            min: self.min.saturating_add(other.min),
            max: self.max.saturating_add(other.max),
        }
    }

    fn room(self) -> u64 {
        self.max - self.min
    }
}

struct Writer {
    dice: Dice,
    text: String,
    captured: HashMap<u32, String>,
}

impl Writer {
    /// Writes `length` code points, if the node allows this length.
    fn write(&mut self, node: &Node, length: u64) {
        match node {
            Node::Char(letter) => self.text.push(*letter),
            Node::Class(class) => {
                let letter = self.letter(class);
                self.text.extend(letter);
            }
            Node::Capture(group, node) => {
                let begin = self.text.len();
                self.write(node, length);
                self.captured.insert(*group, self.text[begin..].to_owned());
            }
            Node::BackReference(group) => {
                let text = self.captured.get(group).cloned();
                self.text.extend(text);
            }
            Node::Concat(nodes) => {
                let nodes: Vec<&Node> = nodes.iter().collect();
                self.write_all(&nodes, length);
            }
            Node::Alternation(nodes) => {
                let fits = |node: &&Node| {
                    let size = Size::of(node);
                    size.min <= length && length <= size.max
                };
                let mut ways: Vec<&Node> = nodes.iter().filter(fits).collect();
                if ways.is_empty() {
                    ways.extend(nodes);
                }
                let way = self.dice.below(ways.len());
                self.write(ways[way], length);
            }
            Node::Repeat(repeat) => {
                let times = self.times(repeat, length);
                let copies = vec![&repeat.node; times as usize];
                self.write_all(&copies, length);
            }
            // The body of a positive look-around is written; that of a negative one is not.
            Node::Look(look) if !look.negative && self.dice.below(2) == 1 => {
                let least = Size::of(&look.node).min;
                if least <= LONGEST {
                    self.write(&look.node, least);
                }
            }
            Node::Look(_) | Node::Empty | Node::Assert(_) => {}
        }
    }

    /// Returns the number of repetitions of a node for this length.
    fn times(&mut self, repeat: &Repeat, length: u64) -> u64 {
        /// The number of possibly empty copies beyond the required ones.
        const EMPTY: u64 = 4;
        let one = Size::of(&repeat.node);
        let (min, max) = (
            u64::from(repeat.min),
            repeat.max.map_or(u64::MAX, u64::from),
        );
        if one.max == 0 {
            return min.min(EMPTY).max(u64::from(max > 0));
        }
        let fewest = length.div_ceil(one.max).max(min);
        let most = match length.checked_div(one.min) {
            Some(most) => most.min(max),
            None => fewest.saturating_add(EMPTY).min(max),
        };
        let times = fewest + self.dice.up_to(most.saturating_sub(fewest));
        times.min(LONGEST)
    }

    /// Writes a sequence of nodes, which share the length.
    fn write_all(&mut self, nodes: &[&Node], length: u64) {
        let sizes: Vec<Size> = nodes.iter().map(|node| Size::of(node)).collect();
        let least: u64 = sizes
            .iter()
            .fold(0, |sum: u64, size| sum.saturating_add(size.min));
        let mut spare = length.saturating_sub(least);
        let mut room: u64 = sizes
            .iter()
            .fold(0, |sum: u64, size| sum.saturating_add(size.room()));
        for (at, (node, size)) in nodes.iter().zip(&sizes).enumerate() {
            // If one is unbounded, so is the sum.
            let is_open = sizes[at + 1..].iter().any(|size| size.max == u64::MAX);
            room = if is_open {
                u64::MAX
            } else {
                room.saturating_sub(size.room())
            };
            let fewest = if is_open {
                0
            } else {
                spare.saturating_sub(room)
            };
            let share = spare.div_ceil((nodes.len() - at) as u64) * 2;
            let most = spare.min(size.room()).min(share.max(fewest));
            let more = fewest.min(most) + self.dice.up_to(most.saturating_sub(fewest));
            spare -= more;
            self.write(node, size.min + more);
        }
    }

    /// Returns a letter of a class, preferring ASCII.
    fn letter(&mut self, class: &ClassUnicode) -> Option<char> {
        /// Sorts readable letters first.
        const PLAIN: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./@:!#$%&'()*+,;<=>?[]^`{|}~\"\\ ";
        let ranges = class.ranges();
        let has = |it: &char| {
            let within = |range: &ClassUnicodeRange| (range.start()..=range.end()).contains(it);
            ranges.iter().any(within)
        };
        let first = self.dice.below(PLAIN.len());
        let turned = PLAIN[first..].chars().chain(PLAIN[..first].chars());
        let plain = turned.into_iter().find(has);
        plain.or_else(|| Some(ranges.get(self.dice.below(ranges.len()))?.start()))
    }
}
