//! The table of assertions.

use foldhash::{HashMap, HashSet};
use specwright_ir::{AssertionId, Constraint, Keyword};
use specwright_spec::{Location, SchemaId};

use crate::context::Context;
use crate::semantics::assertion_scope::AssertionScope;

/// An assertion in the making.
#[derive(Clone, Debug)]
pub(crate) struct AssertionDraft {
    /// The JSON Pointer of the schema.
    pub schema: String,
    /// The keywords.
    pub keywords: Vec<Keyword>,
}

/// The assertions of a document.
#[derive(Debug, Default)]
pub(crate) struct Assertions {
    pub(super) list: Vec<AssertionDraft>,
    ids: HashMap<(SchemaId, AssertionScope), AssertionId>,
    /// The assertions with an id whose keywords are still to be lowered, so that a long chain of references needs no stack.
    pub(super) open: Vec<(SchemaId, AssertionScope, AssertionId)>,
    /// The schemas `false` and `true`.
    constants: [Option<AssertionId>; 2],
}

impl Assertions {
    /// Adds an assertion; `schema` is the pointer to the schema as it is written.
    fn add(&mut self, schema: String) -> AssertionId {
        let id = AssertionId(self.list.len() as u32);
        self.list.push(AssertionDraft {
            schema,
            keywords: Vec::new(),
        });
        id
    }

    /// Returns the id of the assertion of a schema.
    pub(super) fn id(
        context: &mut Context<'_>,
        id: SchemaId,
        extent: AssertionScope,
    ) -> AssertionId {
        if let Some(known) = context.arena.assertions.ids.get(&(id, extent)) {
            return *known;
        }
        let schema = context
            .session
            .pointer(&context.session.document.schemas[id].at);
        let all = &mut context.arena.assertions;
        let new = all.add(schema);
        all.ids.insert((id, extent), new);
        all.open.push((id, extent, new));
        new
    }

    /// Returns the assertion of the schema `true` or `false`.
    pub(super) fn constant(context: &mut Context<'_>, allowed: bool, at: &Location) -> AssertionId {
        if let Some(known) = context.arena.assertions.constants[usize::from(allowed)] {
            return known;
        }
        let schema = context.session.pointer(at);
        let all = &mut context.arena.assertions;
        let id = all.add(schema);
        all.list[id.0 as usize]
            .keywords
            .extend((!allowed).then_some(Keyword::Never));
        all.constants[usize::from(allowed)] = Some(id);
        id
    }

    /// Returns an assertion.
    pub(crate) fn get(&self, id: AssertionId) -> &AssertionDraft {
        &self.list[id.0 as usize]
    }

    /// Returns these assertions and all that they refer to, in order.
    pub(crate) fn reached(&self, roots: impl IntoIterator<Item = AssertionId>) -> Vec<AssertionId> {
        let mut seen: HashSet<AssertionId> = HashSet::default();
        let mut open: Vec<AssertionId> = roots.into_iter().collect();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                let keywords = &self.get(id).keywords;
                let inner = |it: &Keyword| [it.in_place(), it.inside()].concat();
                open.extend(keywords.iter().flat_map(inner));
            }
        }
        let mut reached: Vec<AssertionId> = seen.into_iter().collect();
        reached.sort_unstable();
        reached
    }

    /// Returns true if an assertion examines a property with such a name, or counts properties.
    pub(crate) fn mentions(&self, root: AssertionId, is_one: &dyn Fn(&str) -> bool) -> bool {
        let is_one = |name: &String| is_one(name);
        let mentions = |keyword: &Keyword| match keyword {
            Keyword::Required(names) => names.iter().any(is_one),
            Keyword::Properties(list) | Keyword::DependentSchemas(list) => {
                list.iter().any(|(name, _)| is_one(name))
            }
            Keyword::DependentRequired(list) => list
                .iter()
                .any(|(name, needed)| is_one(name) || needed.iter().any(is_one)),
            Keyword::Constraint(constraint) => constraint.counts_properties(),
            Keyword::Enum(_)
            | Keyword::PatternProperties(_)
            | Keyword::AdditionalProperties(_)
            | Keyword::PropertyNames(_)
            | Keyword::UnevaluatedProperties(_) => true,
            _ => false,
        };
        let mut seen = HashSet::default();
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                let keywords = &self.get(id).keywords;
                if keywords.iter().any(mentions) {
                    return true;
                }
                open.extend(keywords.iter().flat_map(Keyword::in_place));
            }
        }
        false
    }

    /// Returns true if an assertion examines the contents of a value, beyond the names of its properties.
    pub(crate) fn looks_inside(&self, root: AssertionId) -> bool {
        let mut seen = HashSet::default();
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            for keyword in &self.get(id).keywords {
                let constrains = |id: &AssertionId| {
                    !matches!(self.get(*id).keywords.as_slice(), [] | [Keyword::Never])
                };
                let named = !matches!(keyword, Keyword::PropertyNames(_))
                    && keyword.inside().iter().any(constrains);
                if named
                    || matches!(
                        keyword,
                        Keyword::Enum(_) | Keyword::Constraint(Constraint::UniqueItems)
                    )
                {
                    return true;
                }
                open.extend(keyword.in_place());
            }
        }
        false
    }
}
