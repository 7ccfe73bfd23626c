//! Constructors and setters.

use super::Printer;
use crate::{Construction, Constructor, Initial, Passing};

impl Printer<'_> {
    /// Prints the constructor of a struct with these fields, and the setters that are not named after theirs.
    pub(super) fn construction<'n>(
        &mut self,
        depth: usize,
        it: &Construction,
        names: impl Iterator<Item = &'n str>,
    ) {
        let names: Vec<&str> = names.collect();
        if let Some(constructor) = &it.constructor {
            self.line(depth, self.print_constructor(constructor, &names));
        }
        for (name, setter) in names.iter().zip(&it.setters) {
            match setter {
                Some(setter) if setter.name.as_str() == *name => {}
                Some(setter) => self.line(depth, format!("setter {} of {name}", setter.name)),
                None => self.line(depth, format!("no setter of {name}")),
            }
        }
    }

    /// `new(name: into, count) kind = Kind::Tag`
    fn print_constructor(&self, it: &Constructor, names: &[&str]) -> String {
        let (mut arguments, mut values) = (Vec::new(), String::new());
        for (name, initial) in names.iter().zip(&it.fields) {
            match initial {
                Initial::Argument(Passing::Exact) => arguments.push((*name).to_owned()),
                Initial::Argument(Passing::Converted) => arguments.push(format!("{name}: into")),
                Initial::Only(value) => {
                    values.push_str(&format!(" {name} = {}", self.print_default(value)));
                }
                Initial::Null => values.push_str(&format!(" {name} = null")),
                Initial::Empty => {}
            }
        }
        match it.has_arguments() {
            true => format!("new({}){values}", arguments.join(", ")),
            false => format!("default{values}"),
        }
    }
}
