//! The alternatives of schemas: each a list of schemas whose own keywords hold together.

use specwright_spec::{Document, Schema, SchemaId};

/// The maximum number of alternatives of a place.
const MAX_ALTERNATIVES: usize = 256;

/// One way to satisfy some schemas.
#[derive(Clone, Debug, Default)]
pub(super) struct Alternative {
    /// The schemas whose keywords hold, apart from `$ref`, `allOf`, `anyOf` and `oneOf`; each once.
    pub parts: Vec<SchemaId>,
    /// True if only null is admitted.
    pub only_null: bool,
}

impl Alternative {
    /// Returns the alternative that satisfies both.
    fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.only_null |= other.only_null;
        for part in &other.parts {
            if !both.parts.contains(part) {
                both.parts.push(*part);
            }
        }
        both
    }
}

/// The alternatives of some schemas, with facts about them.
#[derive(Default)]
pub(super) struct Expansion {
    pub alternatives: Vec<Alternative>,
    pub exclusive: Vec<Vec<SchemaId>>,
    pub is_cut: bool,
}

/// Expands the unions of schemas that hold at once.
pub(super) fn expand(document: &Document, ids: &[SchemaId]) -> Expansion {
    let mut expander = Expander {
        document,
        open: Vec::new(),
        exclusive: Vec::new(),
        is_cut: false,
        is_closed: false,
    };
    let mut alternatives = expander.all(ids);
    if expander.is_cut {
        expander.is_closed = true;
        alternatives = expander.all(ids);
    }
    Expansion {
        alternatives,
        exclusive: expander.exclusive,
        is_cut: expander.is_cut,
    }
}

struct Expander<'d> {
    document: &'d Document,
    /// The schemas that are being expanded: one that includes itself adds nothing.
    open: Vec<SchemaId>,
    exclusive: Vec<Vec<SchemaId>>,
    is_cut: bool,
    /// True if unions are not expanded.
    is_closed: bool,
}

impl Expander<'_> {
    fn all(&mut self, ids: &[SchemaId]) -> Vec<Alternative> {
        ids.iter()
            .fold(vec![Alternative::default()], |alternatives, id| {
                let more = self.one(*id);
                self.product(alternatives, &more)
            })
    }

    fn one(&mut self, id: SchemaId) -> Vec<Alternative> {
        let document = self.document;
        let schema = &document.schemas[id];
        if self.open.contains(&id) {
            return vec![Alternative::default()];
        }
        let own = Alternative {
            parts: vec![id],
            only_null: false,
        };
        if is_plain(schema) {
            return vec![own];
        }
        self.open.push(id);
        let mut alternatives = vec![Alternative::default()];
        for included in schema.reference.iter().chain(&schema.all_of) {
            let more = self.one(*included);
            alternatives = self.product(alternatives, &more);
        }
        for members in [&schema.any_of, &schema.one_of] {
            if !members.is_empty() && !self.is_closed {
                let more = self.any(members);
                alternatives = self.product(alternatives, &more);
            }
        }
        if schema.one_of.len() > 1 {
            self.exclusive.push(schema.one_of.clone());
        }
        self.open.pop();
        alternatives = self.product(alternatives, &[own]);
        if admits_null_beside_composition(schema) {
            alternatives.push(Alternative {
                parts: Vec::new(),
                only_null: true,
            });
        }
        alternatives
    }

    fn any(&mut self, members: &[SchemaId]) -> Vec<Alternative> {
        let mut alternatives = Vec::new();
        for member in members {
            alternatives.extend(self.one(*member));
        }
        alternatives
    }

    fn product(&mut self, left: Vec<Alternative>, right: &[Alternative]) -> Vec<Alternative> {
        if left.len().saturating_mul(right.len()) > MAX_ALTERNATIVES {
            self.is_cut = true;
            return left;
        }
        let pairs = left
            .iter()
            .flat_map(|left| right.iter().map(|right| left.and(right)));
        pairs.collect()
    }
}

/// Returns true for a schema without composition.
fn is_plain(schema: &Schema) -> bool {
    schema.reference.is_none()
        && schema.all_of.is_empty()
        && schema.any_of.is_empty()
        && schema.one_of.is_empty()
        && schema.not.is_none()
}

/// Returns true if null is admitted whatever the composed schemas say: types list it, and authors mean it so.
pub(super) fn admits_null_beside_composition(schema: &Schema) -> bool {
    let is_listed = match schema.types {
        Some(types) => types.null,
        None => schema.nullable && schema.not.is_none(),
    };
    is_listed && schema.enumeration.is_none() && !is_plain(schema)
}
