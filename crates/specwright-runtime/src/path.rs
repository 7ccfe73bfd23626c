//! Locations in an instance.

use crate::json::node::Node;
use crate::pointer::escape;
use crate::shown::{CUT, LONGEST, ends};
use crate::{Location, Parameter, verdicts};
use std::fmt;

/// The longest name in a pointer that is shortened.
const LONGEST_NAME: usize = 64;

/// A location in an instance, from which a JSON Pointer (RFC 6901) is built.
///
/// It is a linked list on the stack, so that validation allocates nothing as long as there is no violation.
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    /// The instance itself, unless it is the value of a parameter.
    Body,
    Parameter(&'a Parameter),
    Property(&'a str),
    Item(usize),
    /// No step: the tree of the value that is here.
    Tree(&'a Node),
}

impl Path<'static> {
    /// The whole instance.
    pub const ROOT: Path<'static> = Path {
        parent: None,
        step: Step::Body,
    };
}

impl<'a> Path<'a> {
    /// Returns the location of the value of a parameter.
    pub const fn parameter(parameter: &'a Parameter) -> Self {
        Path {
            parent: None,
            step: Step::Parameter(parameter),
        }
    }

    /// Returns the location of a property.
    pub const fn property<'b>(&'b self, name: &'b str) -> Path<'b>
    where
        'a: 'b,
    {
        Path {
            parent: Some(self),
            step: Step::Property(name),
        }
    }

    /// Returns the location of an item.
    pub const fn item<'b>(&'b self, index: usize) -> Path<'b>
    where
        'a: 'b,
    {
        Path {
            parent: Some(self),
            step: Step::Item(index),
        }
    }

    /// Returns the same location with the tree of its value.
    pub(crate) const fn with_tree<'b>(&'b self, tree: &'b Node) -> Path<'b>
    where
        'a: 'b,
    {
        Path {
            parent: Some(self),
            step: Step::Tree(tree),
        }
    }

    /// The tree of the value that is here, if this or something around it was given one.
    pub(crate) fn tree(&self) -> Option<&'a Node> {
        crate::steps::add(1);
        match self.step {
            Step::Tree(tree) => Some(tree),
            Step::Property(name) => match self.parent?.tree()? {
                Node::Object(properties) => verdicts::property(properties, name),
                _ => None,
            },
            Step::Item(index) => match self.parent?.tree()? {
                Node::Array(items) => items.get(index),
                _ => None,
            },
            Step::Body | Step::Parameter(_) => None,
        }
    }

    /// The JSON Pointer, and whether it is shortened.
    pub(crate) fn pointer(&self) -> (String, bool) {
        if self.size() <= LONGEST {
            let pointer = self.to_string();
            if pointer.len() <= LONGEST {
                return (pointer, false);
            }
        }
        let mut long = String::new();
        self.push_short(&mut long);
        let (begin, end) = ends(&long, LONGEST);
        match end {
            Some(end) => (format!("{begin}{CUT}{end}"), true),
            None => (long, true),
        }
    }

    /// The length of the pointer, before characters are escaped.
    fn size(&self) -> usize {
        let own = match self.step {
            Step::Property(name) => 1 + name.len(),
            Step::Item(_) => 2,
            Step::Body | Step::Parameter(_) | Step::Tree(_) => 0,
        };
        own.saturating_add(self.parent.map_or(0, Path::size))
    }

    /// Appends the pointer with shortened names.
    fn push_short(&self, out: &mut String) {
        if let Some(parent) = self.parent {
            parent.push_short(out);
        }
        match self.step {
            Step::Property(name) => {
                let (begin, end) = ends(name, LONGEST_NAME);
                out.push('/');
                out.push_str(&escape(begin));
                if let Some(end) = end {
                    out.push(CUT);
                    out.push_str(&escape(end));
                }
            }
            Step::Item(index) => out.push_str(&format!("/{index}")),
            Step::Body | Step::Parameter(_) | Step::Tree(_) => {}
        }
    }

    /// The parameter in whose value this is, if any.
    pub(crate) fn of_parameter(&self) -> Option<(Location, &'static str)> {
        match (self.parent, self.step) {
            (Some(parent), _) => parent.of_parameter(),
            (None, Step::Parameter(parameter)) => Some((parameter.location, parameter.name)),
            (None, _) => None,
        }
    }
}

/// The JSON Pointer.
impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.step {
            Step::Body | Step::Parameter(_) | Step::Tree(_) => Ok(()),
            Step::Item(index) => write!(f, "/{index}"),
            Step::Property(name) => {
                f.write_str("/")?;
                let mut rest = name;
                while let Some(at) = rest.find(['~', '/']) {
                    f.write_str(&rest[..at])?;
                    f.write_str(if rest.as_bytes()[at] == b'~' {
                        "~0"
                    } else {
                        "~1"
                    })?;
                    rest = &rest[at + 1..];
                }
                f.write_str(rest)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_a_json_pointer() {
        assert_eq!(Path::ROOT.to_string(), "");
        let tokens = Path::ROOT.property("a/b~c");
        let third = tokens.item(3);
        assert_eq!(third.property("").to_string(), "/a~1b~0c/3/");
    }

    #[test]
    fn a_pointer_is_whole_up_to_its_bound() {
        let name = "n".repeat(LONGEST - 1);
        let whole = Path::ROOT.property(&name);
        assert_eq!(whole.pointer(), (format!("/{name}"), false));
        let slashes = "/".repeat(LONGEST - 1);
        assert!(Path::ROOT.property(&slashes).pointer().1);
    }

    #[test]
    fn a_long_pointer_keeps_its_ends_and_is_told_apart() {
        let name = format!("{}/end", "é~".repeat(1 << 20));
        let long = Path::ROOT.property(&name);
        let (first, second) = (long.item(1), long.item(22));
        let (pointer, is_cut) = first.pointer();
        assert!(is_cut && pointer.len() <= LONGEST, "{pointer}");
        assert!(
            pointer.starts_with("/é~0é~0") && pointer.ends_with("~1end/1"),
            "{pointer}"
        );
        assert!(second.pointer().0.ends_with("~1end/22"));

        fn nest(at: &Path<'_>, levels: usize) -> String {
            match levels {
                0 => at.property("last").pointer().0,
                _ => nest(&at.property("next"), levels - 1),
            }
        }
        let pointer = nest(&Path::ROOT, 127);
        assert!(
            pointer.len() <= LONGEST && pointer.ends_with("/next/last"),
            "{pointer}"
        );
    }
}
