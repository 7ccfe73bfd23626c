//! Strings put together along a syntax tree: as good as any guess where look-around and back-references are.

use super::Choose;
use crate::ast::Node;

/// How many strings are tried.
const ATTEMPTS: u32 = 200;
/// How many code points a string may have while it is put together.
const MAX_LENGTH: usize = 512;

/// A string that fits; none if no attempt does.
pub(super) fn draw(
    node: &Node,
    choose: &mut Choose<'_>,
    fits: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let seed = choose(u32::MAX);
    (0..ATTEMPTS).find_map(|attempt| {
        let mut dice = Dice::new(seed, attempt);
        let mut text = String::new();
        // The first attempt is the simplest string.
        write(node, &mut |below| dice.below(below), &mut text);
        fits(&text).then_some(text)
    })
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

    /// SplitMix64.
    fn below(&mut self, below: u32) -> u32 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.state;
        it = (it ^ it >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ it >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        let drawn = (it ^ it >> 31) % u64::from(below.max(1));
        if self.simplest { 0 } else { drawn as u32 }
    }
}

fn write(node: &Node, choose: &mut Choose<'_>, text: &mut String) {
    if text.len() > MAX_LENGTH {
        return;
    }
    match node {
        Node::Char(letter) => text.push(*letter),
        Node::Class(class) => text.extend(letter(class, choose)),
        Node::Capture(_, node) => write(node, choose, text),
        Node::Concat(nodes) => nodes.iter().for_each(|node| write(node, choose, text)),
        Node::Alternation(nodes) => {
            let way = choose(nodes.len() as u32) as usize;
            write(&nodes[way], choose, text);
        }
        Node::Repeat(repeat) => {
            let most = repeat.max.unwrap_or(repeat.min.saturating_add(8));
            let more = choose((most - repeat.min).min(8) + 1);
            for _ in 0..repeat.min + more {
                write(&repeat.node, choose, text);
            }
        }
        // What is looked for may as well stand here; what must not be there does not.
        Node::Look(look) if !look.negative && choose(2) == 1 => write(&look.node, choose, text),
        Node::Look(_) | Node::Empty | Node::Assert(_) | Node::BackReference(_) => {}
    }
}

/// A letter of a class, of ASCII if it has any.
fn letter(class: &regex_syntax::hir::ClassUnicode, choose: &mut Choose<'_>) -> Option<char> {
    /// Those that people like to read come first.
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./@:!#$%&'()*+,;<=>?[]^`{|}~\"\\ ";
    let ranges = class.ranges();
    let has = |it: &char| {
        let within = |range: &regex_syntax::hir::ClassUnicodeRange| {
            (range.start()..=range.end()).contains(it)
        };
        ranges.iter().any(within)
    };
    let first = choose(PLAIN.len() as u32) as usize;
    let turned = PLAIN[first..].chars().chain(PLAIN[..first].chars());
    let plain = turned.into_iter().find(has);
    plain.or_else(|| {
        let range = ranges.get(choose(ranges.len().max(1) as u32) as usize)?;
        Some(range.start())
    })
}
