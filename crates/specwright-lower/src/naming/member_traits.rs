//! Traits of the properties of a member of a `oneOf` or `anyOf`, for members that have the same properties.

use std::borrow::Cow;

use specwright_spec::{Document, Schema};

use super::case::unsigned;
use super::schema_words::type_word;
use crate::semantics::{Merged, parts};

/// A trait that may distinguish a member from others with the same properties.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Trait {
    /// A required property.
    Requires(String),
    /// A property of a type.
    Typed(String, &'static str),
    /// A property with another property in it.
    Nested(String, String),
}

impl Trait {
    /// Returns the words for a member that alone has the trait.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Requires(name) => format!("With {name}"),
            Self::Typed(name, ty) => format!("With {ty} {name}"),
            Self::Nested(name, inner) => format!("With {name} {inner}"),
        }
    }
}

/// The number of values that a word lists.
const LISTED: usize = 3;

/// Returns the values of a short enumeration in words.
pub(super) fn listed(schema: &Schema) -> Option<String> {
    let values = schema.enumeration.as_deref()?;
    let texts = values.iter().map(|it| it.as_str());
    let texts: Vec<&str> = texts.collect::<Option<_>>()?;
    let is_short = (2..=LISTED).contains(&texts.len());
    let texts: Vec<Cow<'_, str>> = texts.into_iter().map(unsigned).collect();
    is_short.then(|| texts.join(" or "))
}

/// Returns the traits of a member, in order of preference.
pub(super) fn traits(document: &Document, merged: &Merged<'_>) -> Vec<Trait> {
    let required = merged.required.iter();
    let required = required.map(|(name, _)| Trait::Requires((*name).to_owned()));
    let mut typed = Vec::new();
    let mut nested = Vec::new();
    for (name, schemas) in &merged.properties {
        let Some(schema) = schemas.first().map(|id| &document.schemas[*id]) else {
            continue;
        };
        typed.push(Trait::Typed((*name).to_owned(), type_word(schema)));
        // A component has a name, and its properties say nothing about the member.
        if schema.component.is_none() && !schema.properties.is_empty() {
            let inner = Merged::new(document, parts(document, schemas));
            let inner = inner.properties.iter();
            nested.extend(inner.map(|(it, _)| Trait::Nested((*name).to_owned(), (*it).to_owned())));
        }
    }
    required.chain(typed).chain(nested).collect()
}
