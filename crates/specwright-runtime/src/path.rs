//! Where in an instance something stands.

use crate::{Location, Parameter};
use std::fmt;

/// A place in an instance: a JSON Pointer (RFC 6901) in the making.
///
/// It is a list that lives on the stack, so that a walk through a value allocates nothing as long as nothing is wrong.
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    /// The instance itself, if it is the value of no parameter.
    Body,
    Parameter(&'a Parameter),
    Property(&'a str),
    Item(usize),
}

impl Path<'static> {
    /// The whole instance.
    pub const ROOT: Path<'static> = Path {
        parent: None,
        step: Step::Body,
    };
}

impl<'a> Path<'a> {
    /// The whole value of a parameter.
    pub const fn parameter(parameter: &'a Parameter) -> Self {
        Path {
            parent: None,
            step: Step::Parameter(parameter),
        }
    }

    /// A property of what stands here.
    pub const fn property<'b>(&'b self, name: &'b str) -> Path<'b>
    where
        'a: 'b,
    {
        Path {
            parent: Some(self),
            step: Step::Property(name),
        }
    }

    /// An item of what stands here.
    pub const fn item<'b>(&'b self, index: usize) -> Path<'b>
    where
        'a: 'b,
    {
        Path {
            parent: Some(self),
            step: Step::Item(index),
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
            Step::Body | Step::Parameter(_) => Ok(()),
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
}
