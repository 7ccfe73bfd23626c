//! The commented `specwright.toml` of `specwright init`.

use crate::config;
use crate::error::Error;
use crate::paths::shown;
use crate::pipeline::check_document;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The settings with their defaults, as comments.
const TEMPLATE: &str = include_str!("init.toml");

/// The JSON Schema of the settings.
const SCHEMA: &str = include_str!("specwright.schema.json");

/// Returns a JSON Schema (2020-12) of `specwright.toml`, for editors.
pub fn settings_schema() -> &'static str {
    SCHEMA
}

/// Writes a `specwright.toml` beside a document, in which every setting is a comment, and returns its path.
///
/// # Errors
///
/// If the document cannot be read, or the file exists.
pub fn init(document: impl AsRef<Path>) -> Result<PathBuf, Error> {
    let document = document.as_ref();
    check_document(document)?;
    let path = document.with_file_name(config::FILE);
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    match file.and_then(|mut file| file.write_all(text(document).as_bytes())) {
        Ok(()) => Ok(path),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(Error::Configuration(
            format!("{} exists and is not overwritten", shown(&path)),
        )),
        Err(error) => Err(Error::unreadable(&path, error)),
    }
}

/// Returns the text for a document.
fn text(document: &Path) -> String {
    let name = document.file_name().unwrap_or_default().to_string_lossy();
    let name = toml::Value::String(name.into_owned()).to_string();
    TEMPLATE.replace("\"openapi.yaml\"", &name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use serde_json::{Map, Value};
    use std::collections::BTreeSet;

    /// The description of all settings, for people.
    const PAGE: &str = include_str!("../../../docs/configuration.md");

    /// Returns the text with its settings instead of comments.
    fn uncommented(text: &str) -> String {
        let line = |line: &str| match line.strip_prefix('#') {
            Some(setting) if !setting.is_empty() && !setting.starts_with(' ') => {
                format!("{setting}\n")
            }
            _ => format!("{line}\n"),
        };
        text.lines().map(line).collect()
    }

    /// Returns the names that settings can have at a place: those in the error about an unknown one.
    fn names(toml: &str) -> Vec<String> {
        let error = match toml::from_str::<Config>(toml) {
            Ok(_) => return Vec::new(),
            Err(error) => error.message().to_owned(),
        };
        let is_list = error.starts_with("unknown field") || error.starts_with("unknown variant");
        let quoted = error.split('`').skip(1).step_by(2).skip(1);
        quoted.filter(|_| is_list).map(str::to_owned).collect()
    }

    /// Returns each setting as its table, its key and its values, where they are listed.
    fn settings() -> Vec<(String, String, Vec<String>)> {
        let mut found = Vec::new();
        for table in names("unknown = 1") {
            let keys = match names(&format!("[{table}]\nunknown = 1")) {
                keys if !keys.is_empty() => keys,
                // A list of tables, or a table of any keys.
                _ => names(&format!("[[{table}]]\nunknown = 1")),
            };
            if keys.is_empty() {
                found.push((table.clone(), String::new(), Vec::new()));
            }
            for key in keys {
                let values = names(&format!("[{table}]\n{key} = \"unknown\""));
                found.push((table.clone(), key, values));
            }
        }
        found
    }

    #[test]
    fn the_walk_finds_settings() {
        let settings = settings();
        let has = |table: &str, key: &str| settings.iter().any(|it| it.0 == table && it.1 == key);
        assert!(has("spec", "lenient") && has("allow", "pointer") && has("rename", ""));
        let formats = settings
            .iter()
            .find(|it| it.1 == "formats")
            .expect("a setting");
        assert_eq!(formats.2, ["typed", "assert", "annotate"]);
    }

    #[test]
    fn every_setting_is_on_the_page_and_in_the_template() {
        for (table, key, values) in settings() {
            let section = PAGE.split("\n## ").find(|it| {
                let heading = it.lines().next().unwrap_or_default();
                heading.contains(&format!("`[{table}]`"))
                    || heading.contains(&format!("`[[{table}]]`"))
            });
            let section =
                section.unwrap_or_else(|| panic!("docs/configuration.md lacks [{table}]"));
            let part = TEMPLATE.split("\n#[").chain(TEMPLATE.split("\n["));
            let mut part =
                part.filter(|it| it.trim_start_matches('[').starts_with(&format!("{table}]")));
            let part = part
                .next()
                .unwrap_or_else(|| panic!("init.toml lacks [{table}]"));
            for name in std::iter::once(&key)
                .chain(&values)
                .filter(|it| !it.is_empty())
            {
                assert!(
                    section.contains(&format!("`{name}`"))
                        || section.contains(&format!("`\"{name}\"`")),
                    "docs/configuration.md lacks {name} in [{table}]"
                );
                assert!(
                    part.contains(name.as_str()),
                    "init.toml lacks {name} in [{table}]"
                );
            }
        }
    }

    /// Returns the members of the schema of a table by name.
    fn members(schema: &Value) -> &Map<String, Value> {
        let schema = schema.get("items").unwrap_or(schema);
        schema["properties"].as_object().expect("properties")
    }

    #[test]
    fn the_schema_has_every_setting_and_no_other() {
        let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
        jsonschema::meta::validate(&schema).expect("a schema");
        let mut wanted = BTreeSet::new();
        for (table, key, values) in settings() {
            let of_table = &members(&schema)[&table];
            assert!(of_table["description"].is_string(), "{table}");
            wanted.insert((table.clone(), String::new()));
            if key.is_empty() {
                continue;
            }
            let of_key = &members(of_table)[&key];
            assert!(of_key["description"].is_string(), "{table}.{key}");
            let listed = of_key["enum"].as_array().into_iter().flatten();
            let listed: Vec<&str> = listed.filter_map(Value::as_str).collect();
            assert_eq!(listed, values, "{table}.{key}");
            wanted.insert((table, key));
        }
        let mut found = BTreeSet::new();
        for (table, of_table) in members(&schema) {
            found.insert((table.clone(), String::new()));
            let closed = of_table.get("items").unwrap_or(of_table);
            if closed["additionalProperties"] == false {
                let keys = members(of_table).keys();
                found.extend(keys.map(|key| (table.clone(), key.clone())));
            }
        }
        assert_eq!(found, wanted);
    }

    /// Returns true if the schema accepts settings.
    fn accepts(toml: &str) -> bool {
        let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
        let settings: Value = toml::from_str(toml).expect("TOML");
        jsonschema::is_valid(&schema, &settings)
    }

    #[test]
    fn the_schema_accepts_settings_that_are_read() {
        let own = include_str!("../../../specs/appmaker/specwright.toml");
        let readme = include_str!("../../../README.md");
        let blocks = [PAGE, readme]
            .into_iter()
            .flat_map(|it| it.split("```toml\n").skip(1));
        let blocks = blocks.map(|it| it.split("```").next().unwrap_or_default());
        // Other files have blocks on these pages, too.
        let blocks = blocks.filter(|it| toml::from_str::<Config>(it).is_ok());
        let template = uncommented(TEMPLATE);
        let all: Vec<&str> = blocks.chain([own, TEMPLATE, &template, ""]).collect();
        assert!(all.len() > 10, "{}", all.len());
        for toml in all {
            assert!(accepts(toml), "{toml}");
        }
    }

    #[test]
    fn the_schema_refuses_settings_that_are_not_read() {
        let wrong = [
            "unknown = 1",
            "[spec]\nfiel = \"a.yaml\"",
            "[spec]\nlenient = \"yes\"",
            "[spec]\nlenient = true\nstrict = true",
            "[spec]\noverlays = \"a.yaml\"",
            "[crates]\ntypes = \"1st\"",
            "[crates]\nfeatures = \"all\"",
            "[runtime]\nsource = \"path=\"",
            "[schemas]\ntime = \"calendar\"",
            "[operations]\ninclude = [\"/pets\"]",
            "[client]\nresponses = true",
            "[names]\ncomponents = \"last\"",
            "[rename]\n\"/a\" = 1",
            "[types]\nMoney = \"a::Money\"",
            "[types]\n\"format:a\" = \"Money\"",
            "[derive]\n\"*\" = [\"Hsah\"]",
            "[attributes]\nA = [\"non_exhaustive\"]",
            "[[allow]]\ncode = \"SW1001\"",
            "[allow]\ncode = \"SW1001\"",
        ];
        for toml in wrong {
            let read = toml::from_str::<Config>(toml).and_then(Config::checked);
            assert!(read.is_err(), "read: {toml}");
            assert!(!accepts(toml), "accepted: {toml}");
        }
    }

    #[test]
    fn the_page_has_no_other_setting() {
        let mut known: Vec<String> = settings().into_iter().map(|it| it.1).collect();
        // Of `[apis.NAME]`, which has all other tables too.
        known.push("document".to_owned());
        let rows = PAGE.lines().filter_map(|it| it.strip_prefix("| `"));
        let keys: Vec<&str> = rows.filter_map(|it| Some(it.split_once('`')?.0)).collect();
        assert!(keys.len() > 10, "{keys:?}");
        for key in keys {
            assert!(
                known.iter().any(|it| it == key),
                "docs/configuration.md has {key}"
            );
        }
    }

    #[test]
    fn the_template_is_valid_as_written_and_uncommented() {
        let document = Path::new("a/p\"ets.yaml");
        for text in [text(document), uncommented(&text(document))] {
            let read = toml::from_str::<Config>(&text);
            read.unwrap_or_else(|error| panic!("{error}"));
        }
        let text = uncommented(&text(document));
        let config: Config = toml::from_str(&text).expect("settings");
        assert_eq!(config.spec.file, Path::new("p\"ets.yaml"));
        assert_eq!(config.allow.len(), 1);
        let read = Config::default();
        // The settings that the file shows are the defaults, except for names and examples.
        assert_eq!(config.runtime.samples, read.runtime.samples);
    }
}
