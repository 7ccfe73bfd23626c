//! Selectors of operations in the settings.

use serde::{Deserialize, Deserializer, de};
use specwright_spec::{Selector, SelectorOrigin};
use std::fmt;
use std::sync::Arc;
use toml::Spanned;

/// The selectors of a list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Selectors(Vec<Spanned<Entry>>);

#[derive(Clone, Debug)]
struct Entry(Selector);

impl Selectors {
    /// Returns the selectors with their places in the file of settings: its path and text.
    pub(crate) fn of_file(&self, file: Option<&(Arc<str>, Arc<str>)>) -> Vec<Selector> {
        let entries = self.0.iter();
        let selectors = entries.map(|it| {
            let selector = it.get_ref().0.clone();
            match file {
                Some((path, text)) => selector.at(SelectorOrigin {
                    path: Arc::clone(path),
                    text: Arc::clone(text),
                    range: it.span(),
                }),
                None => selector,
            }
        });
        selectors.collect()
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl de::Visitor<'_> for Text {
            type Value = Entry;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a selector of operations, such as `tag:pets`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Entry, E> {
                text.parse().map(Entry).map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Text)
    }
}
