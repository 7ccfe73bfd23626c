//! Manifests: writes those of `generate`, and checks hand-written ones for the dependencies of generated code.

use crate::config::Crates;
use crate::error::Error;
use crate::generate::{Origin, Part, one_line};
use crate::runtime::RuntimeEntry;
use specwright_ir::{Api, ExampleBody};
use specwright_spec::{Code, Diagnostic, Format, Place, Report, Source};
use toml::{Table, Value};

/// The runtime crate, which all generated code imports.
const RUNTIME: &str = "specwright-runtime";

/// Features of the runtime that enable another.
const BRINGS: &[(&str, &str)] = &[("reqwest", "client")];

/// Returns the `Cargo.toml` of a generated crate.
pub fn write(
    api: &Api,
    part: Part,
    crates: &Crates,
    origin: &Origin,
    runtime: &RuntimeEntry,
) -> String {
    let package = part.package(crates).unwrap_or_default();
    let mut text = format!(
        "# {}\n\n[package]\nname = {}\n",
        origin.line(),
        quoted(package)
    );
    text.push_str("version = \"0.1.0\"\nedition = \"2024\"\n");
    text.push_str(&format!(
        "rust-version = {}\n",
        quoted(env!("CARGO_PKG_RUST_VERSION"))
    ));
    text.push_str(&format!(
        "description = {}\npublish = false\n\n[dependencies]\n",
        quoted(&description(&one_line(&api.title), part))
    ));
    for dependency in dependencies(api, part, crates) {
        text.push_str(&dependency.line(&dependency_source(&dependency.package, runtime)));
        text.push('\n');
    }
    if part == Part::Client && has_examples(api) {
        text.push_str("\n[dev-dependencies]\nserde_json = \"1\"\n");
    }
    text.push_str(features(part, runtime));
    text.push_str(&lints());
    text
}

/// Clippy lints about choices of the document: the size of variants, names such as `foo` or `from_template`, the number of path
/// parameters, and the depth of arrays (a multipolygon of GeoJSON is `Vec<Vec<Vec<Vec<f64>>>>`).
const LINTS: &[&str] = &[
    "derivable_impls",
    "disallowed_names",
    "large_enum_variant",
    "too_many_arguments",
    "type_complexity",
    "wrong_self_convention",
];

/// Compiler lints about choices of the document: the script of names.
const RUST_LINTS: &[&str] = &[
    "confusable_idents",
    "mixed_script_confusables",
    "uncommon_codepoints",
];

/// Returns the tables of the lints that are allowed in generated code.
fn lints() -> String {
    let table = |tool: &str, lints: &[&str]| {
        let allowed: String = lints
            .iter()
            .map(|lint| format!("{lint} = \"allow\"\n"))
            .collect();
        format!("\n[lints.{tool}]\n{allowed}")
    };
    table("rust", RUST_LINTS) + &table("clippy", LINTS)
}

/// Returns true if an example in the docs of the client reads JSON.
fn has_examples(api: &Api) -> bool {
    let mut examples = api.calls().filter_map(|it| it.example.as_ref());
    examples.any(|it| it.body == Some(ExampleBody::Json))
}

/// Returns the features of a part: optional samples and setters of types, the default transport of a client, and more charsets of
/// a client or server.
fn features(part: Part, runtime: &RuntimeEntry) -> &'static str {
    match part {
        Part::Types if !runtime.has_samples => "\n[features]\nsetters = []\n",
        Part::Client => {
            "\n[features]\ndefault = [\"reqwest\"]\nreqwest = [\"specwright-runtime/reqwest\"]\ncharsets = [\"specwright-runtime/charsets\"]\n"
        }
        Part::Types => {
            "\n[features]\nproptest = [\"specwright-runtime/proptest\"]\nsamples = [\"specwright-runtime/samples\"]\nsetters = []\n"
        }
        Part::Server => "\n[features]\ncharsets = [\"specwright-runtime/charsets\"]\n",
    }
}

/// Describes the package of an API with this title. The manifest and the crate documentation each escape the title.
pub fn description(title: &str, part: Part) -> String {
    match part {
        Part::Types => format!("The models and operation values of {title}"),
        Part::Client => format!("A client of {title}"),
        Part::Server => format!("Server stubs of {title}"),
    }
}

/// Returns the source of a dependency: a path beside the crate, or the source of the runtime.
fn dependency_source(package: &str, runtime: &RuntimeEntry) -> String {
    match package == RUNTIME {
        true => runtime.source.clone(),
        false => format!("path = {}", quoted(&format!("../{package}"))),
    }
}

/// A dependency of generated code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The package name.
    pub package: String,
    /// The required features.
    pub features: Vec<&'static str>,
    /// The requirement as TOML, of a crate that the settings name.
    pub requirement: Option<String>,
}

impl Dependency {
    /// Returns the line for a manifest, with the source of the package.
    fn line(&self, source: &str) -> String {
        if let Some(requirement) = &self.requirement {
            return format!("{} = {requirement}", self.package);
        }
        let features: Vec<String> = self
            .features
            .iter()
            .map(|feature| quoted(feature))
            .collect();
        match features.is_empty() {
            true => format!("{} = {{ {source} }}", self.package),
            false => format!(
                "{} = {{ {source}, features = [{}] }}",
                self.package,
                features.join(", ")
            ),
        }
    }
}

/// Returns the dependencies of the generated code of a part.
pub fn dependencies(api: &Api, part: Part, crates: &Crates) -> Vec<Dependency> {
    let runtime = Dependency {
        package: RUNTIME.to_owned(),
        features: runtime_features(api, part),
        requirement: None,
    };
    let foreign = api.foreign_crates.iter().map(|it| Dependency {
        package: it.name.clone(),
        features: Vec::new(),
        requirement: Some(it.requirement.clone()),
    });
    match (part, &crates.types) {
        (Part::Client | Part::Server, Some(types)) => {
            vec![
                Dependency {
                    package: types.clone(),
                    features: Vec::new(),
                    requirement: None,
                },
                runtime,
            ]
        }
        _ => std::iter::once(runtime).chain(foreign).collect(),
    }
}

/// Returns the features of the runtime that a part needs.
fn runtime_features(api: &Api, part: Part) -> Vec<&'static str> {
    match part {
        Part::Types => [("idna", api.needs_idna()), ("regress", api.needs_engine())]
            .into_iter()
            .filter_map(|(feature, needed)| needed.then_some(feature))
            .collect(),
        Part::Client => vec!["client"],
        Part::Server => vec!["server"],
    }
}

/// Checks a hand-written manifest for the dependencies of the generated code, and reports missing lines.
///
/// # Errors
///
/// If the manifest is not valid TOML.
pub fn check(
    path: &str,
    manifest: &str,
    needed: &[Dependency],
    report: &mut Report,
) -> Result<(), Error> {
    let missing = missing_lines(manifest, needed)
        .map_err(|error| Error::Configuration(format!("{path}: {error}")))?;
    if missing.is_empty() {
        return Ok(());
    }
    let file = report
        .sources_mut()
        .push(Source::file(path, manifest, Format::Yaml));
    let table = manifest
        .find("[dependencies]")
        .map_or(0..0, |start| start..start + "[dependencies]".len());
    let mut diagnostic = Diagnostic::new(
        Code::MissingDependency,
        Place::Bytes { file, range: table },
        "missing dependency of the generated code",
    );
    for line in missing {
        diagnostic = diagnostic.help(format!("add below `[dependencies]`: {line}"));
    }
    report.push(diagnostic);
    Ok(())
}

/// Returns the lines that are missing in a manifest.
fn missing_lines(manifest: &str, needed: &[Dependency]) -> Result<Vec<String>, toml::de::Error> {
    let manifest: Table = manifest.parse()?;
    let present = manifest
        .get("dependencies")
        .and_then(Value::as_table)
        .cloned()
        .unwrap_or_default();
    let lacking = needed
        .iter()
        .filter(|dependency| !satisfies(present.get(&dependency.package), dependency));
    Ok(lacking
        .map(|dependency| dependency.line("workspace = true"))
        .collect())
}

/// Returns true if an entry of `[dependencies]` exists and enables the features.
fn satisfies(entry: Option<&Value>, dependency: &Dependency) -> bool {
    let Some(entry) = entry else { return false };
    let present: Vec<&str> = entry
        .get("features")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    dependency.features.iter().all(|feature| {
        present.contains(feature)
            || BRINGS
                .iter()
                .any(|(by, brought)| brought == feature && present.contains(by))
    })
}

/// Returns a text as a TOML string.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client() -> Vec<Dependency> {
        vec![
            Dependency {
                package: "x-types".into(),
                features: Vec::new(),
                requirement: None,
            },
            Dependency {
                package: RUNTIME.into(),
                features: vec!["client"],
                requirement: None,
            },
        ]
    }

    #[test]
    fn a_missing_dependency_is_reported_as_a_line() {
        let lines = missing_lines("[dependencies]\nx-types.workspace = true\n", &client()).unwrap();
        assert_eq!(
            lines,
            ["specwright-runtime = { workspace = true, features = [\"client\"] }"]
        );
    }

    #[test]
    fn a_feature_may_enable_another() {
        let manifest = "[dependencies]\nx-types = { path = \"../x\" }\nspecwright-runtime = { version = \"0.1\", features = [\"reqwest\"] }\n";
        assert_eq!(missing_lines(manifest, &client()).unwrap(), [""; 0]);
    }

    #[test]
    fn a_missing_dependency_is_reported_in_the_manifest() {
        let mut report = Report::new();
        check(
            "crates/x/Cargo.toml",
            "[package]\n\n[dependencies]\n",
            &client(),
            &mut report,
        )
        .unwrap();
        let text = specwright_spec::render(
            &report,
            specwright_spec::ReportFormat::Human { color: false },
        );
        assert!(text.contains("crates/x/Cargo.toml:3:1"), "{text}");
        assert!(text.contains("x-types = { workspace = true }"), "{text}");
    }
}
