//! Checks a manifest that belongs to the user for the entries of the one that would be written.

use super::RUNTIME;
use crate::error::Error;
use specwright_spec::{Code, Diagnostic, FileId, Format, Place, Report, Source};
use toml::{Table, Value};

/// Features of the runtime that enable another.
const BRINGS: &[(&str, &str)] = &[("reqwest", "client")];

/// Features of the runtime that a new entry enables, and that its user may remove.
const CHOICES: &[&str] = &["reqwest"];

/// The keys of a dependency that name its source.
const SOURCE: [&str; 5] = ["package", "path", "git", "version", "registry"];

/// The tables of a manifest that are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tables {
    /// The dependencies; their sources are the user's choice.
    Dependencies,
    /// All tables; sources are the user's choice.
    AnySource,
    /// All tables, and the source of the runtime.
    All,
}

impl Tables {
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Dependencies => &["dependencies"],
            Self::AnySource | Self::All => &["dependencies", "dev-dependencies", "features"],
        }
    }
}

/// A manifest that belongs to the user.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manifest<'a> {
    /// Its path in messages.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
}

impl Manifest<'_> {
    /// Checks for the entries of `wanted`, and reports those that are missing with the lines to add, with this code.
    ///
    /// # Errors
    ///
    /// If the manifest is not valid TOML.
    pub fn check(
        self,
        wanted: &str,
        tables: Tables,
        code: Code,
        report: &mut Report,
    ) -> Result<(), Error> {
        let parse = |text: &str| {
            let table = text.parse::<Table>();
            table.map_err(|error| Error::Configuration(format!("{}: {error}", self.path)))
        };
        let (present, wanted) = (parse(self.text)?, (wanted, parse(wanted)?));
        let mut file = None;
        for name in tables.names() {
            let help = missing(name, &present, &wanted, tables);
            if help.is_empty() {
                continue;
            }
            let file = *file.get_or_insert_with(|| {
                let source = Source::file(self.path, self.text, Format::Yaml);
                report.sources_mut().push(source)
            });
            let (place, message) = self.finding(name, file);
            let diagnostic = Diagnostic::new(code, place, message);
            report.push(help.into_iter().fold(diagnostic, Diagnostic::help));
        }
        Ok(())
    }

    /// Returns the place and the message about missing entries of a table.
    fn finding(self, table: &str, file: FileId) -> (Place, &'static str) {
        let message = match table {
            "features" => "missing feature of the generated code",
            _ => "missing dependency of the generated code",
        };
        let head = format!("[{table}]");
        let range = self.text.find(&head);
        let range = range.map_or(0..0, |start| start..start + head.len());
        (Place::Bytes { file, range }, message)
    }
}

/// Returns what a table lacks, as help.
fn missing(name: &str, present: &Table, wanted: &(&str, Table), tables: Tables) -> Vec<String> {
    let table = |of: &Table, name: &str| of.get(name).and_then(Value::as_table).cloned();
    let mut entries = table(present, name).unwrap_or_default();
    if name == "dev-dependencies" {
        entries.extend(table(present, "dependencies").unwrap_or_default());
    }
    let needed = table(&wanted.1, name).unwrap_or_default();
    let needed = needed
        .iter()
        .filter(|(key, _)| (name, key.as_str()) != ("features", "default"));
    let help = needed.filter_map(|(key, value)| {
        let line = || line(wanted.0, name, key);
        match entries.get(key) {
            None => Some(format!("add below `[{name}]`: {}", line())),
            Some(_) if name == "features" => None,
            Some(entry) if tables == Tables::All && key == RUNTIME && is_other(entry, value) => {
                Some(format!(
                    "this is not the runtime of this run; write: {}, or select this one with `--runtime`",
                    line()
                ))
            }
            Some(entry) => lacking_features(entry, value)
                .map(|features| format!("add to `{key}`: features = [{features}]")),
        }
    });
    help.collect()
}

/// Returns the line of an entry of a table of the text that would be written.
fn line<'a>(text: &'a str, table: &str, key: &str) -> &'a str {
    let head = format!("[{table}]");
    let mut lines = text.lines().skip_while(|it| **it != head).skip(1);
    let is_of_key = |line: &&str| {
        let rest = line.strip_prefix(key);
        rest.is_some_and(|it| it.starts_with(" ="))
    };
    lines.find(is_of_key).unwrap_or_default()
}

/// Returns true if an entry names another source. One that the workspace decides is accepted.
fn is_other(entry: &Value, wanted: &Value) -> bool {
    let source = |entry: &Value| match entry {
        Value::String(version) => vec![("version", Value::from(version.as_str()))],
        entry => SOURCE
            .iter()
            .filter_map(|key| Some((*key, entry.get(key)?.clone())))
            .collect(),
    };
    entry.get("workspace").is_none() && source(entry) != source(wanted)
}

/// Returns the features that an entry does not enable, as TOML; none if it enables all.
fn lacking_features(entry: &Value, wanted: &Value) -> Option<String> {
    let features = |entry: &Value| {
        let list = entry.get("features").and_then(Value::as_array).cloned();
        let list = list.unwrap_or_default().into_iter();
        list.filter_map(|it| it.as_str().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let present = features(entry);
    let is_enabled = |feature: &str| {
        let brings = BRINGS.iter().filter(|(_, brought)| *brought == feature);
        present.iter().any(|it| it == feature)
            || brings
                .into_iter()
                .any(|(by, _)| present.iter().any(|it| it == by))
    };
    let is_needed = |feature: &String| !CHOICES.contains(&feature.as_str());
    let lacking = features(wanted).into_iter().filter(is_needed);
    let lacking = lacking.filter(|it| !is_enabled(it));
    let lacking: Vec<_> = lacking.map(|it| format!("\"{it}\"")).collect();
    (!lacking.is_empty()).then(|| lacking.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: &str = "[dependencies]\nx-types = { path = \"../x-types\" }\n\
        specwright-runtime = { path = \"../x-runtime\", features = [\"client\"] }\n\n\
        [features]\ndefault = [\"reqwest\"]\nreqwest = [\"specwright-runtime/reqwest\"]\n";

    /// Returns the report about a manifest.
    fn checked(manifest: &str, tables: Tables) -> String {
        let mut report = Report::new();
        let path = "crates/x/Cargo.toml";
        let manifest = Manifest {
            path,
            text: manifest,
        };
        let checked = manifest.check(WANTED, tables, Code::MissingDependency, &mut report);
        checked.expect("valid TOML");
        let format = specwright_spec::ReportFormat::Human { color: false };
        specwright_spec::render(&report, format)
    }

    #[test]
    fn a_manifest_as_written_lacks_nothing() {
        assert_eq!(checked(WANTED, Tables::All), "");
    }

    #[test]
    fn a_missing_dependency_is_reported_with_its_line() {
        let manifest = "[package]\n\n[dependencies]\nx-types.workspace = true\n";
        let text = checked(manifest, Tables::Dependencies);
        assert!(text.contains("crates/x/Cargo.toml:3:1"), "{text}");
        let line = "specwright-runtime = { path = \"../x-runtime\", features = [\"client\"] }";
        assert!(
            text.contains(&format!("add below `[dependencies]`: {line}")),
            "{text}"
        );
        assert!(!text.contains("x-types ="), "{text}");
    }

    #[test]
    fn a_feature_may_enable_another() {
        let manifest = "[dependencies]\nx-types = { path = \"../x\" }\nspecwright-runtime = { version = \"0.1\", features = [\"reqwest\"] }\n";
        assert_eq!(checked(manifest, Tables::Dependencies), "");
    }

    #[test]
    fn missing_features_and_other_runtimes_are_reported() {
        let manifest = WANTED.replace(", features = [\"client\"]", "");
        let text = checked(&manifest, Tables::All);
        assert!(
            text.contains("add to `specwright-runtime`: features = [\"client\"]"),
            "{text}"
        );
        let manifest = WANTED.replace("../x-runtime", "../y");
        let text = checked(&manifest, Tables::All);
        assert!(
            text.contains("write: specwright-runtime = { path = \"../x-runtime\""),
            "{text}"
        );
        let manifest = WANTED.split_once("\n[features]").expect("a table").0;
        let text = checked(manifest, Tables::All);
        assert!(
            text.contains("add below `[features]`: reqwest = ["),
            "{text}"
        );
    }
}
