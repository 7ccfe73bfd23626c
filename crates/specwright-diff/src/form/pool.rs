//! The forms of both documents, each built once.

use std::collections::HashMap;
use std::rc::Rc;

use specwright_pattern::Language;
use specwright_spec::{Document, Schema, SchemaId};

use super::{Form, Ids, build};

/// One of the two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    Old,
    New,
}

/// The schemas that hold at a place of one document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Site {
    pub side: Side,
    pub ids: Ids,
}

/// The forms of both documents, and the languages of their patterns.
pub(crate) struct Pool<'d> {
    documents: [&'d Document; 2],
    forms: HashMap<Site, Rc<Form<'d>>>,
    languages: HashMap<&'d str, Option<Rc<Language>>>,
}

impl<'d> Pool<'d> {
    pub(crate) fn new(old: &'d Document, new: &'d Document) -> Self {
        Self {
            documents: [old, new],
            forms: HashMap::new(),
            languages: HashMap::new(),
        }
    }

    pub(crate) fn document(&self, side: Side) -> &'d Document {
        self.documents[side as usize]
    }

    pub(crate) fn schema(&self, side: Side, id: SchemaId) -> &'d Schema {
        &self.document(side).schemas[id]
    }

    /// Returns the form of the schemas at a place.
    pub(crate) fn form(&mut self, site: &Site) -> Rc<Form<'d>> {
        if let Some(known) = self.forms.get(site) {
            return known.clone();
        }
        let form = Rc::new(build::form(self.document(site.side), &site.ids));
        self.forms.insert(site.clone(), form.clone());
        form
    }

    /// Returns the language of a pattern, if it has an automaton.
    pub(crate) fn language(&mut self, pattern: &'d str) -> Option<Rc<Language>> {
        let languages = &mut self.languages;
        let language = languages
            .entry(pattern)
            .or_insert_with(|| Language::of_pattern(pattern).map(Rc::new));
        language.clone()
    }
}
