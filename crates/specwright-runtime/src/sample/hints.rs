//! What assertions name: a value that is drawn at random hardly ever has it.

use super::choices::Choices;
use crate::assertion::{Assertion, Keyword};
use crate::{Rule, Rules};

/// The names of properties, and values, of which assertions speak.
#[derive(Clone, Debug, Default)]
pub(super) struct Hints {
    names: Vec<&'static str>,
    values: Vec<&'static str>,
}

impl Hints {
    /// Adds those of the assertions among rules.
    pub(super) fn add(&mut self, rules: &[Rules]) {
        for rule in rules.iter().flat_map(|it| it.rules) {
            if let Rule::Assertion(assertion) = rule {
                self.look(assertion, &mut Vec::new());
            }
        }
    }

    /// A name, for every second one that is asked for.
    pub(super) fn name(&self, choices: &mut Choices) -> Option<&'static str> {
        pick(&self.names, choices)
    }

    /// A value as JSON text, for every second one that is asked for.
    pub(super) fn value(&self, choices: &mut Choices) -> Option<&'static str> {
        pick(&self.values, choices)
    }

    fn look(&mut self, assertion: &'static Assertion, seen: &mut Vec<*const Assertion>) {
        /// Enough for any that is written by hand.
        const MOST: usize = 64;
        if seen.len() == MOST || seen.contains(&std::ptr::from_ref(assertion)) {
            return;
        }
        seen.push(assertion);
        for keyword in assertion.keywords {
            self.keyword(keyword, seen);
        }
    }

    fn keyword(&mut self, keyword: &'static Keyword, seen: &mut Vec<*const Assertion>) {
        match keyword {
            Keyword::Enum(values) => self.values.extend(*values),
            Keyword::Required(names) => self.names.extend(*names),
            Keyword::DependentRequired(pairs) => {
                for (name, names) in *pairs {
                    self.names.push(name);
                    self.names.extend(*names);
                }
            }
            Keyword::Properties(pairs) | Keyword::DependentSchemas(pairs) => {
                for (name, inner) in *pairs {
                    self.names.push(name);
                    self.look(inner, seen);
                }
            }
            Keyword::AllOf(all)
            | Keyword::AnyOf(all)
            | Keyword::OneOf(all)
            | Keyword::PrefixItems(all) => all.iter().for_each(|it| self.look(it, seen)),
            Keyword::If(one, then, other) => {
                let all = [Some(*one), *then, *other];
                all.into_iter().flatten().for_each(|it| self.look(it, seen));
            }
            Keyword::PatternProperties(rows) => rows.iter().for_each(|it| self.look(it.2, seen)),
            Keyword::Not(inner)
            | Keyword::AdditionalProperties(inner)
            | Keyword::PropertyNames(inner)
            | Keyword::Items(inner)
            | Keyword::Contains(inner, ..)
            | Keyword::UnevaluatedItems(inner)
            | Keyword::UnevaluatedProperties(inner) => self.look(inner, seen),
            Keyword::Never | Keyword::Types(_) | Keyword::Rule(_) => {}
        }
    }
}

fn pick(list: &[&'static str], choices: &mut Choices) -> Option<&'static str> {
    if list.is_empty() || choices.below(2) == 0 {
        return None;
    }
    list.get(choices.below(list.len() as u32) as usize).copied()
}
