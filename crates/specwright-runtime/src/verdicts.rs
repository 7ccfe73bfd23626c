//! A cache of verdicts on the values of a tree.
//!
//! A recursive union would evaluate a value once for each path of variants that leads to it, which doubles at each level. So each
//! verdict is stored by the schema and the address of the value's items or properties, and each value is evaluated once per schema.
//! Scalars are evaluated again, since they contain nothing.
//!
//! The cache lives as long as the outermost [`Judging`]. It holds the values, so that no other value takes their address.

use crate::Path;
use crate::json::node::{Class, Node, Shared};
use crate::union::{Strategy, VariantMatch};
use serde_core::de::value::Error;
use specwright_matcher::budget;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// The items, or properties in their order, that some keyword has evaluated.
pub(crate) type Evaluated = Rc<[bool]>;

/// The verdict of an assertion on a value.
#[derive(Clone)]
pub(crate) struct Judged {
    /// The evaluated items or properties; `None` if the value is invalid.
    pub(crate) evaluated: Option<Evaluated>,
    /// True if a text in it was too costly to check, so that the verdict is unknown.
    is_too_costly: bool,
}

impl Judged {
    /// Returns the evaluated items or properties, and sets the budget flag again if a text was too costly to check.
    pub(crate) fn into_evaluated(self) -> Option<Evaluated> {
        if self.is_too_costly {
            budget::exceed();
        }
        self.evaluated
    }
}

#[derive(Default)]
struct Verdicts {
    open: usize,
    /// The number of verdicts being computed, each on a value inside the previous one.
    computing: usize,
    /// The values that the verdicts belong to, except inner ones.
    held: Vec<Node>,
    /// The verdicts of unions, by union and value.
    fits: HashMap<(u32, usize), VariantMatch>,
    /// The unions, by strategy and the address of the variants.
    unions: Vec<(Strategy, usize)>,
    /// The verdicts of assertions, by assertion and value.
    evaluated: HashMap<(usize, usize), Judged>,
    /// The assertions and values whose violations were reported.
    reported: HashSet<(usize, usize)>,
    /// The classes of equal values, by value.
    classes: HashMap<usize, u32>,
    /// The class of each content.
    contents: HashMap<Class, u32>,
    /// The positions of the properties of objects that have many.
    positions: HashMap<usize, Rc<HashMap<String, usize>>>,
}

impl Verdicts {
    /// Returns the number of a union: a short key, since there is a verdict for each value.
    fn union(&mut self, strategy: Strategy, variants: usize) -> u32 {
        let known = self
            .unions
            .iter()
            .position(|it| *it == (strategy, variants));
        known.unwrap_or_else(|| {
            self.unions.push((strategy, variants));
            self.unions.len() - 1
        }) as u32
    }
}

thread_local! {
    static VERDICTS: RefCell<Verdicts> = RefCell::default();
}

/// Keeps verdicts while it exists.
pub(crate) struct Judging(());

impl Judging {
    pub(crate) fn begin() -> Self {
        VERDICTS.with_borrow_mut(|verdicts| verdicts.open += 1);
        Self(())
    }
}

impl Drop for Judging {
    fn drop(&mut self) {
        let done = VERDICTS.with_borrow_mut(|verdicts| {
            verdicts.open -= 1;
            let is_used = verdicts.computing > 0
                || !verdicts.held.is_empty()
                || !verdicts.unions.is_empty()
                || !verdicts.contents.is_empty()
                || !verdicts.reported.is_empty();
            (verdicts.open == 0 && is_used).then(|| std::mem::take(verdicts))
        });
        drop(done);
    }
}

/// Returns the address of the content of a value; `None` if it has none.
fn address(node: &Node) -> Option<usize> {
    match node {
        Node::Array(items) => items.address(),
        Node::Object(properties) => properties.address(),
        _ => None,
    }
}

/// Returns the verdict on a value from one of the tables, and computes it if it is not stored.
fn kept<V: Clone>(
    node: &Node,
    get: impl FnOnce(&Verdicts, usize) -> Option<V>,
    compute: impl FnOnce() -> V,
    put: impl FnOnce(&mut Verdicts, usize, V),
) -> V {
    let Some(address) = address(node) else {
        return compute();
    };
    let known = VERDICTS.with_borrow_mut(|verdicts| {
        let known = get(verdicts, address);
        verdicts.computing += usize::from(known.is_none());
        known
    });
    if let Some(known) = known {
        return known;
    }
    let verdict = compute();
    VERDICTS.with_borrow_mut(|verdicts| {
        verdicts.computing -= 1;
        if verdicts.open > 0 {
            if verdicts.computing == 0 {
                verdicts.held.push(node.clone());
            }
            put(verdicts, address, verdict.clone());
        }
    });
    verdict
}

/// Returns the verdict of a union on a value.
pub(crate) fn fit(
    strategy: Strategy,
    variants: usize,
    node: &Node,
    compute: impl FnOnce() -> VariantMatch,
) -> VariantMatch {
    let union = VERDICTS.with_borrow_mut(|verdicts| verdicts.union(strategy, variants));
    kept(
        node,
        |verdicts, address| verdicts.fits.get(&(union, address)).copied(),
        compute,
        |verdicts, address, fit| {
            verdicts.fits.insert((union, address), fit);
        },
    )
}

/// Returns what a value evaluates under an assertion; `None` if it is invalid.
pub(crate) fn evaluated(
    assertion: usize,
    node: &Node,
    compute: impl FnOnce() -> Option<Evaluated>,
) -> Option<Evaluated> {
    let judged = kept(
        node,
        |verdicts, address| verdicts.evaluated.get(&(assertion, address)).cloned(),
        || judged(compute),
        |verdicts, address, judged| {
            verdicts.evaluated.insert((assertion, address), judged);
        },
    );
    judged.into_evaluated()
}

/// Computes a verdict, with whether it exceeded the step budget; restores the flag that was set before.
pub(crate) fn judged(compute: impl FnOnce() -> Option<Evaluated>) -> Judged {
    let before = budget::take_exceeded();
    let judged = Judged {
        evaluated: compute(),
        is_too_costly: budget::take_exceeded(),
    };
    if before {
        budget::exceed();
    }
    judged
}

/// Returns true the first time that the violations of an assertion by a value are reported.
pub(crate) fn report_once(assertion: usize, node: &Node) -> bool {
    address(node).is_none_or(|address| {
        VERDICTS.with_borrow_mut(|verdicts| verdicts.reported.insert((assertion, address)))
    })
}

/// Returns the class of the values that equal this one.
pub(crate) fn class(node: &Node, content: impl FnOnce() -> Class) -> u32 {
    kept(
        node,
        |verdicts, address| verdicts.classes.get(&address).copied(),
        || class_of(content()),
        |verdicts, address, class| {
            verdicts.classes.insert(address, class);
        },
    )
}

/// Returns the class of the content of a value.
pub(crate) fn class_of(content: Class) -> u32 {
    VERDICTS.with_borrow_mut(|verdicts| {
        let next = verdicts.contents.len() as u32;
        *verdicts.contents.entry(content).or_insert(next)
    })
}

/// Returns the value of the first property of a name.
pub(crate) fn property<'n>(properties: &'n Shared<(String, Node)>, name: &str) -> Option<&'n Node> {
    /// The number of properties up to which a linear search is faster.
    const FEW: usize = 16;
    crate::steps::add(properties.len().min(FEW));
    if properties.len() <= FEW {
        let found = properties.iter().find(|(known, _)| known == name);
        return found.map(|(_, value)| value);
    }
    let positions = kept(
        &Node::Object(properties.clone()),
        |verdicts, address| verdicts.positions.get(&address).cloned(),
        || {
            crate::steps::add(properties.len());
            let names = properties.iter().enumerate().rev();
            Rc::new(names.map(|(at, (name, _))| (name.clone(), at)).collect())
        },
        |verdicts, address, positions| {
            verdicts.positions.insert(address, positions);
        },
    );
    positions.get(name).map(|at| &properties[*at].1)
}

/// The tree of a value that is checked, and of all inner values: built once, at the outermost place that needs one.
pub(crate) struct Tree {
    node: Node,
    _judging: Judging,
}

impl Tree {
    /// Returns the part of the surrounding tree at this place, or else a new tree; `None` if the value cannot be written.
    pub(crate) fn of(at: &Path<'_>, write: &dyn Fn() -> Result<Node, Error>) -> Option<Self> {
        let node = match at.tree() {
            Some(part) => part.clone(),
            None => write().ok()?,
        };
        Some(Self {
            node,
            _judging: Judging::begin(),
        })
    }

    pub(crate) fn node(&self) -> &Node {
        &self.node
    }
}

/// A place with its tree, if there is one.
pub(crate) fn inside<'a>(at: &'a Path<'a>, tree: Option<&'a Tree>) -> Path<'a> {
    tree.map_or(*at, |tree| at.with_tree(tree.node()))
}
