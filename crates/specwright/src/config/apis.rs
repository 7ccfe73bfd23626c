//! `[apis.NAME]`: the settings of several documents in one file.
//!
//! The tables of an API are those of the file, each key of which it may replace. They are merged as they are written, with their
//! places, so that an error is at its line.

use super::{Config, FILE, is_package_name, report_invalid};
use crate::error::Error;
use crate::input::read_text;
use crate::paths::slashed;
use serde::Deserialize;
use serde::de::Error as _;
use specwright_spec::{Report, quote};
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

/// The settings of a file.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The settings of the only API, or of documents that are not listed.
    pub shared: Config,
    /// The settings of the listed APIs, by name.
    pub apis: Vec<(String, Config)>,
}

/// The rule for names of APIs: they name crates and files.
const API_NAME: &str =
    "a name has at most 200 ASCII letters, digits, `-` and `_`, and begins with a letter";

/// An error of a file of settings.
#[derive(Debug)]
pub(super) struct Invalid {
    pub range: Option<Range<usize>>,
    pub message: String,
}

impl From<toml::de::Error> for Invalid {
    fn from(error: toml::de::Error) -> Self {
        Self {
            range: error.span(),
            message: error.message().to_owned(),
        }
    }
}

impl Invalid {
    fn at(range: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            range: Some(range),
            message: message.into(),
        }
    }
}

type Table<'i> = Spanned<DeTable<'i>>;

impl Settings {
    /// Reads the settings in a folder; returns the defaults if there are none.
    ///
    /// # Errors
    ///
    /// If the file exists and cannot be read.
    pub fn read_if_any(folder: &Path, report: &mut Report) -> Result<Option<Self>, Error> {
        match std::fs::symlink_metadata(folder.join(FILE)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Some(Self::default())),
            _ => Self::read_file(&folder.join(FILE), report),
        }
    }

    /// Reads settings from a file; returns none and reports errors if they are invalid.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or is a link out of its folder, since diagnostics quote its lines.
    pub fn read_file(path: &Path, report: &mut Report) -> Result<Option<Self>, Error> {
        let text = read_text(path.parent().unwrap_or(Path::new("")), path)?;
        Ok(Self::of_text(path, &text, report))
    }

    /// Reads settings from the text of a file; returns none and reports errors if they are invalid.
    pub(crate) fn of_text(path: &Path, text: &str, report: &mut Report) -> Option<Self> {
        let parsed = Self::parse(text);
        let parsed = parsed.map_err(|error| report_invalid(path, text, &error, report));
        let mut settings = parsed.ok()?;
        let file: (Arc<str>, Arc<str>) = (slashed(path).into(), text.into());
        let apis = settings.apis.iter_mut().map(|(_, config)| config);
        for config in apis.chain([&mut settings.shared]) {
            config.file = Some(file.clone());
        }
        Some(settings)
    }

    /// Returns the settings of a document, for a file in a folder.
    pub fn of_document(self, folder: &Path, document: &Path) -> Config {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let document = real(document);
        let is_listed = |(_, it): &(String, Config)| real(&folder.join(&it.spec.file)) == document;
        let listed = self.apis.into_iter().find(is_listed);
        listed.map_or(self.shared, |(_, config)| config)
    }

    /// Returns the settings of each API: of those that are listed, by name, or of the only one.
    pub fn each(self) -> Vec<(Option<String>, Config)> {
        match self.apis.is_empty() {
            true => vec![(None, self.shared)],
            false => {
                let apis = self.apis.into_iter();
                apis.map(|(name, it)| (Some(name), it)).collect()
            }
        }
    }

    /// Parses the text of a file.
    fn parse(text: &str) -> Result<Self, Invalid> {
        let mut root = DeTable::parse(text)?;
        let listed = root.get_mut().remove("apis");
        let shared = config_of(root.clone())?;
        let Some(listed) = listed else {
            let apis = Vec::new();
            return Ok(Self { shared, apis });
        };
        let range = listed.span();
        let DeValue::Table(listed) = listed.into_inner() else {
            let message = "invalid type for `apis`: expected tables, such as `[apis.pets]`";
            return Err(Invalid::at(range, message));
        };
        let mut apis: Vec<(String, Config)> = Vec::new();
        for (name, value) in listed {
            let (range, name) = (name.span(), name.into_inner().into_owned());
            let config = api(&root, &name, value, range.clone())?;
            let file = &config.spec.file;
            if let Some((other, _)) = apis.iter().find(|(_, it)| it.spec.file == *file) {
                let message = format!("`{other}` and `{name}` have the same document");
                return Err(Invalid::at(range, message));
            }
            apis.push((name, config));
        }
        Ok(Self { shared, apis })
    }
}

/// Returns the settings of a listed API.
fn api(
    shared: &Table<'_>,
    name: &str,
    value: Spanned<DeValue<'_>>,
    range: Range<usize>,
) -> Result<Config, Invalid> {
    if !is_package_name(name) {
        let message = format!("invalid API name {}: {API_NAME}", quote(name));
        return Err(Invalid::at(range, message));
    }
    let DeValue::Table(mut own) = value.into_inner() else {
        let message = format!("invalid type for `{name}`: expected a table with `document`");
        return Err(Invalid::at(range, message));
    };
    let Some((key, document)) = own.remove_entry("document") else {
        let message = format!("missing field `document` of the API `{name}`");
        return Err(Invalid::at(range, message));
    };
    let spec = own.entry(Spanned::new(key.span(), "spec".into()));
    let spec = spec.or_insert_with(|| Spanned::new(key.span(), DeValue::Table(DeTable::new())));
    if let DeValue::Table(spec) = spec.get_mut() {
        let file = Spanned::new(key.span(), "file".into());
        if spec.insert(file, document).is_some() {
            let message = "`document` and `file` name the same thing; write `document`";
            return Err(Invalid::at(key.span(), message));
        }
    }
    let mut merged = shared.clone();
    merge(merged.get_mut(), own);
    config_of(merged)
}

/// Adds the keys of a table to another one, in place of those that it has. Tables are merged.
fn merge<'i>(into: &mut DeTable<'i>, own: DeTable<'i>) {
    for (key, value) in own {
        let present = into.get_mut(key.get_ref().as_ref());
        let range = value.span();
        match (present.map(Spanned::get_mut), value.into_inner()) {
            (Some(DeValue::Table(present)), DeValue::Table(own)) => merge(present, own),
            (_, value) => {
                // The key of the shared table would keep its place.
                into.remove(key.get_ref().as_ref());
                into.insert(key, Spanned::new(range, value));
            }
        }
    }
}

fn config_of(table: Table<'_>) -> Result<Config, Invalid> {
    let config = Config::deserialize(Deserializer::from(table))?;
    match config.apis.is_empty() {
        true => Ok(config.checked()?),
        false => Err(toml::de::Error::custom("`apis` within an API").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "[schemas]\ntime = \"chrono\"\n\n[apis.pets]\ndocument = \"pets.yaml\"\n\n\
        [apis.shop]\ndocument = \"shop.yaml\"\nschemas.formats = \"assert\"\n[apis.shop.crates]\nclient = \"shop\"\n";

    /// Returns the text at the error of a file, and its message.
    fn fault(text: &str) -> (String, String) {
        let error = Settings::parse(text).expect_err("it is invalid");
        let range = error.range.expect("it has a place");
        (text[range].to_owned(), error.message)
    }

    #[test]
    fn settings_are_shared_and_replaced() {
        let settings = Settings::parse(TWO).expect("it is valid");
        let names: Vec<&str> = settings.apis.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(names, ["pets", "shop"]);
        let (pets, shop) = (&settings.apis[0].1, &settings.apis[1].1);
        assert_eq!(pets.spec.file.to_str(), Some("pets.yaml"));
        assert_eq!(shop.crates.client.as_deref(), Some("shop"));
        assert_eq!(pets.crates.client, None);
        let times = [pets, shop].map(|it| format!("{:?}", it.schemas.time));
        assert_eq!(times, ["Chrono", "Chrono"]);
        let formats = [pets, shop].map(|it| format!("{:?}", it.schemas.formats));
        assert_eq!(formats, ["Typed", "Assert"]);
    }

    #[test]
    fn faults_have_their_place() {
        let (place, message) = fault("[apis.pets]\n");
        assert_eq!(place, "pets");
        assert!(message.contains("missing field `document`"), "{message}");
        let (place, message) = fault(&TWO.replace("assert", "asert"));
        assert_eq!(place, "\"asert\"");
        assert!(message.contains("unknown variant"), "{message}");
        let (place, message) = fault(&TWO.replace("client =", "clients ="));
        assert_eq!(place, "clients");
        assert!(message.contains("unknown field"), "{message}");
        let (place, message) = fault(&TWO.replace("shop.yaml", "pets.yaml"));
        assert_eq!(place, "shop");
        assert!(message.contains("have the same document"), "{message}");
        let (place, _) = fault("apis = 1");
        assert_eq!(place, "1");
        assert_eq!(fault("[apis]\na = 1").0, "a");
        assert!(Settings::parse("[apis.a]\ndocument = \"a\"\napis = 1").is_err());
    }
}
