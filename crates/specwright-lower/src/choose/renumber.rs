//! Removal of items from the lists of an API, with new ids for the rest.

use std::collections::BTreeSet;

use specwright_ir::{
    AlternativeId, Api, AssertionId, Constraint, Format, HeadersId, PatternId, Scopes,
    SecuritySchemeId, TypeId, VisitIds,
};

use crate::reachable::Reachable;

/// Removes all types and headers but these; then the patterns, assertions, formats and credentials that nothing uses any more.
pub(super) fn remove_others(api: &mut Api, kept: &Reachable) {
    let types = retain(&mut api.types, &kept.types);
    let headers = retain(&mut api.headers, &kept.headers);
    api.visit_ids(&mut Types { types, headers });

    let mut used = Used::of(api);
    let patterns = retain(&mut api.patterns, &used.patterns);
    let assertions = retain(&mut api.assertions, &used.assertions);
    api.formats.retain(|it| used.formats.contains(it));
    let schemes = used.schemes(api);
    let schemes = retain(&mut api.security_schemes, &schemes);
    let alternatives = retain(&mut api.alternatives, &used.alternatives);
    for id in api.alternatives.iter_mut().flat_map(|it| &mut it.schemes) {
        *id = SecuritySchemeId(schemes[id.0 as usize]);
    }
    let mut rules = Rules {
        patterns,
        assertions,
        alternatives,
        schemes,
    };
    api.visit_ids(&mut rules);
    for assertion in &mut api.assertions {
        for id in assertion.ids_mut() {
            *id = AssertionId(rules.assertions[id.0 as usize]);
        }
        assertion.visit_constraints(&mut rules);
    }
}

/// Removes all items but those that are kept. Returns the new position of each.
fn retain<T>(items: &mut Vec<T>, kept: &[bool]) -> Vec<u32> {
    let mut count = 0;
    let positions = kept.iter().map(|is_kept| {
        let position = count;
        count += u32::from(*is_kept);
        position
    });
    let positions = positions.collect();
    let mut kept = kept.iter();
    items.retain(|_| kept.next() == Some(&true));
    positions
}

/// The new ids of types and headers.
struct Types {
    types: Vec<u32>,
    headers: Vec<u32>,
}

impl VisitIds for Types {
    fn ty(&mut self, id: &mut TypeId) {
        *id = TypeId(self.types[id.0 as usize]);
    }

    fn headers(&mut self, id: &mut HeadersId) {
        *id = HeadersId(self.headers[id.0 as usize]);
    }
}

/// The items that types and operations use, by position.
struct Used {
    patterns: Vec<bool>,
    assertions: Vec<bool>,
    alternatives: Vec<bool>,
    formats: BTreeSet<Format>,
    /// The assertions that were found and not visited.
    open: Vec<AssertionId>,
}

impl VisitIds for Used {
    fn ty(&mut self, _: &mut TypeId) {}

    fn constraint(&mut self, constraint: &mut Constraint) {
        match constraint {
            Constraint::Pattern(id) => self.patterns[id.0 as usize] = true,
            Constraint::Assertion(id) => self.assertion(*id),
            Constraint::Format(format) => {
                self.formats.insert(*format);
            }
            _ => {}
        }
    }

    fn security(&mut self, security: &mut Vec<(AlternativeId, Scopes)>) {
        for (id, _) in security {
            self.alternatives[id.0 as usize] = true;
        }
    }
}

impl Used {
    fn of(api: &mut Api) -> Self {
        let mut used = Self {
            patterns: vec![false; api.patterns.len()],
            assertions: vec![false; api.assertions.len()],
            alternatives: vec![false; api.alternatives.len()],
            formats: BTreeSet::new(),
            open: Vec::new(),
        };
        api.visit_ids(&mut used);
        while let Some(id) = used.open.pop() {
            let assertion = &mut api.assertions[id.0 as usize];
            assertion.visit_constraints(&mut used);
            assertion.ids_mut().for_each(|id| used.assertion(*id));
        }
        used
    }

    fn assertion(&mut self, id: AssertionId) {
        if !std::mem::replace(&mut self.assertions[id.0 as usize], true) {
            self.open.push(id);
        }
    }

    /// Returns for each security scheme if a used alternative has it.
    fn schemes(&mut self, api: &Api) -> Vec<bool> {
        let mut schemes = vec![false; api.security_schemes.len()];
        let used = api.alternatives.iter().zip(&self.alternatives);
        for (alternative, _) in used.filter(|(_, is_used)| **is_used) {
            let ids = alternative.schemes.iter();
            ids.for_each(|id| schemes[id.0 as usize] = true);
        }
        schemes
    }
}

/// The new ids of patterns, assertions and credentials.
struct Rules {
    patterns: Vec<u32>,
    assertions: Vec<u32>,
    alternatives: Vec<u32>,
    schemes: Vec<u32>,
}

impl VisitIds for Rules {
    fn ty(&mut self, _: &mut TypeId) {}

    fn constraint(&mut self, constraint: &mut Constraint) {
        match constraint {
            Constraint::Pattern(id) => *id = PatternId(self.patterns[id.0 as usize]),
            Constraint::Assertion(id) => *id = AssertionId(self.assertions[id.0 as usize]),
            _ => {}
        }
    }

    fn security(&mut self, security: &mut Vec<(AlternativeId, Scopes)>) {
        for (id, scopes) in security {
            *id = AlternativeId(self.alternatives[id.0 as usize]);
            let renumbered = std::mem::take(scopes).into_iter();
            let new = |id: SecuritySchemeId| SecuritySchemeId(self.schemes[id.0 as usize]);
            *scopes = renumbered.map(|(id, names)| (new(id), names)).collect();
        }
    }
}
