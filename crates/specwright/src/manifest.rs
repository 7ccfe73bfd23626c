//! Manifests: those that `generate` writes, and those of a workspace, held against what generated code needs.

use crate::config::Crates;
use crate::error::Error;
use crate::generate::{Origin, Part, one_line};
use crate::paths::slashed;
use specwright_ir::Api;
use specwright_spec::{Code, Diagnostic, Format, Place, Report, Source};
use std::path::{Component, Path, PathBuf};
use toml::{Table, Value};

/// The crate that all generated code imports.
const RUNTIME: &str = "specwright-runtime";

/// Features of the runtime that bring another.
const BRINGS: &[(&str, &str)] = &[("reqwest", "client")];

/// The folder of the runtime's sources, where this program was built from a checkout.
const RUNTIME_SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../specwright-runtime");

/// The `Cargo.toml` of a generated crate below the folder `out`, ready to build.
pub fn write(api: &Api, part: Part, crates: &Crates, origin: &Origin, out: &Path) -> String {
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
        text.push_str(&dependency.line(&source_of(
            &dependency.package,
            &resolved(&out.join(package)),
        )));
        text.push('\n');
    }
    text.push_str(features(part));
    text.push_str(&lints());
    text
}

/// Lints whose advice is about the document rather than about the code. A variant holds what the document says it holds, and
/// boxing the large ones would make them harder to use; a name is the document's, be it `foo` or `from_template`; so are the
/// parameters of a path, however many, and the depth of an array (a multipolygon of GeoJSON is `Vec<Vec<Vec<Vec<f64>>>>`).
const LINTS: &[&str] = &[
    "disallowed_names",
    "large_enum_variant",
    "too_many_arguments",
    "type_complexity",
    "wrong_self_convention",
];

/// The same of the compiler: a name is in the document's script, be it one that looks like another.
const RUST_LINTS: &[&str] = &[
    "confusable_idents",
    "mixed_script_confusables",
    "uncommon_codepoints",
];

/// The lints that generated code does not follow.
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

/// Types bring samples, where these are asked for; a client a transport, unless it is told to do without; both sides the charsets
/// beyond those that the runtime has, where these are asked for.
fn features(part: Part) -> &'static str {
    match part {
        Part::Client => {
            "\n[features]\ndefault = [\"reqwest\"]\nreqwest = [\"specwright-runtime/reqwest\"]\ncharsets = [\"specwright-runtime/charsets\"]\n"
        }
        Part::Types => {
            "\n[features]\nproptest = [\"specwright-runtime/proptest\"]\nsamples = [\"specwright-runtime/samples\"]\n"
        }
        Part::Server => "\n[features]\ncharsets = [\"specwright-runtime/charsets\"]\n",
    }
}

/// Describes the package of an API of this title, in the manifest and in the documentation of its root: each writes the title
/// by its own rules.
pub fn description(title: &str, part: Part) -> String {
    match part {
        Part::Types => format!("The models and operation values of {title}"),
        Part::Client => format!("A client of {title}"),
        Part::Server => format!("Server stubs of {title}"),
    }
}

/// Where a package is to be found: beside the crate that needs it, or the runtime's sources or version.
fn source_of(package: &str, crate_folder: &Path) -> String {
    if package != RUNTIME {
        return format!("path = {}", quoted(&format!("../{package}")));
    }
    match Path::new(RUNTIME_SOURCES).canonicalize() {
        Ok(sources) => {
            let path = relative(&sources, crate_folder);
            format!("path = {}", quoted(&slashed(&path)))
        }
        Err(_) => format!("version = {}", quoted(env!("CARGO_PKG_VERSION"))),
    }
}

/// A path with its links resolved, as far as it is there already.
fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for above in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (above.canonicalize(), path.strip_prefix(above)) {
            return real.join(rest);
        }
    }
    path
}

/// The way from one folder to another, so that a manifest does not change with the place of the checkout.
fn relative(to: &Path, from: &Path) -> PathBuf {
    let shared = to
        .components()
        .zip(from.components())
        .take_while(|(to, from)| to == from)
        .count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

/// A dependency of generated code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The package.
    pub package: String,
    /// The features that are needed.
    pub features: Vec<&'static str>,
}

impl Dependency {
    /// The line for a manifest, with where the package is to be found.
    fn line(&self, source: &str) -> String {
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

/// What the generated code of a part needs.
pub fn dependencies(api: &Api, part: Part, crates: &Crates) -> Vec<Dependency> {
    let runtime = Dependency {
        package: RUNTIME.to_owned(),
        features: runtime_features(api, part),
    };
    match (part, &crates.types) {
        (Part::Client | Part::Server, Some(types)) => {
            vec![
                Dependency {
                    package: types.clone(),
                    features: Vec::new(),
                },
                runtime,
            ]
        }
        _ => vec![runtime],
    }
}

/// The features of the runtime that a part needs.
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

/// Holds a hand-written manifest against what the generated code below it needs; the report says which line to add.
///
/// # Errors
///
/// If the manifest is not TOML.
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
        "the generated code needs a dependency that the manifest lacks",
    );
    for line in missing {
        diagnostic = diagnostic.help(format!("add below `[dependencies]`: {line}"));
    }
    report.push(diagnostic);
    Ok(())
}

/// The lines that a manifest lacks.
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

/// Whether an entry of `[dependencies]` is there and has the features, or others that bring them.
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

/// A string as TOML.
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
            },
            Dependency {
                package: RUNTIME.into(),
                features: vec!["client"],
            },
        ]
    }

    #[test]
    fn a_manifest_that_lacks_a_dependency_is_told_the_line() {
        let lines = missing_lines("[dependencies]\nx-types.workspace = true\n", &client()).unwrap();
        assert_eq!(
            lines,
            ["specwright-runtime = { workspace = true, features = [\"client\"] }"]
        );
    }

    #[test]
    fn a_feature_that_brings_another_is_enough() {
        let manifest = "[dependencies]\nx-types = { path = \"../x\" }\nspecwright-runtime = { version = \"0.1\", features = [\"reqwest\"] }\n";
        assert_eq!(missing_lines(manifest, &client()).unwrap(), [""; 0]);
    }

    #[test]
    fn what_is_missing_is_a_diagnostic_in_the_manifest() {
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
