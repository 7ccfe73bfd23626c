//! The manifests of generated crates: they are written once, and checked for the requirements of the generated code from then on.

mod check;
mod features;
mod inherited;

pub(crate) use check::{Manifest, Tables};
pub(crate) use inherited::Inherited;

use crate::generate::{Part, one_line};
use crate::layout::{Contents, Package};
use crate::runtime::RuntimeEntry;
use specwright_ir::{Api, ExampleBody};
use toml::Value;

/// The runtime crate, which all generated code imports.
const RUNTIME: &str = "specwright-runtime";

/// Returns the oldest version of Rust that compiles generated code and the runtime. The feature `regress` needs a newer one for the
/// crate of that name, whose manifest does not say so.
pub(crate) fn rust_version(has_regress: bool) -> &'static str {
    match has_regress {
        true => "1.88",
        false => "1.85",
    }
}

/// The surroundings of a manifest.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Surroundings<'a> {
    /// An output folder whose crates depend on this runtime.
    Output(&'a RuntimeEntry),
    /// A workspace with keys to inherit.
    Workspace(&'a Inherited),
}

impl Surroundings<'_> {
    /// Returns the line of a key of the package with a default value, as TOML.
    fn key(&self, key: &str, default: &str) -> String {
        match self {
            Self::Workspace(inherited) if inherited.has_key(key) => {
                format!("{key}.workspace = true\n")
            }
            _ => format!("{key} = {default}\n"),
        }
    }

    /// Returns the source of a dependency: the workspace, a path beside the crate, or the source of the runtime.
    fn source(&self, package: &str) -> String {
        match self {
            Self::Workspace(inherited) if inherited.has_dependency(package) => {
                "workspace = true".to_owned()
            }
            Self::Workspace(_) if package == RUNTIME => {
                format!("version = {}", quoted(env!("CARGO_PKG_VERSION")))
            }
            Self::Output(runtime) if package == RUNTIME => runtime.source.clone(),
            _ => format!("path = {}", quoted(&format!("../{package}"))),
        }
    }

    /// Returns true if the runtime can make samples.
    fn has_samples(&self) -> bool {
        match self {
            Self::Output(runtime) => runtime.has_samples,
            Self::Workspace(_) => true,
        }
    }
}

/// Returns the `Cargo.toml` of a generated package.
pub(crate) fn write(api: &Api, package: Package<'_>, surroundings: Surroundings<'_>) -> String {
    let contents = package.contents;
    let mut text = format!("[package]\nname = {}\n", quoted(package.name));
    for (key, default) in [
        ("version", "\"0.1.0\""),
        ("edition", "\"2024\""),
        ("rust-version", &quoted(rust_version(api.needs_engine()))),
        ("publish", "false"),
    ] {
        text.push_str(&surroundings.key(key, default));
    }
    text.push_str(&format!(
        "description = {}\n\n[dependencies]\n",
        quoted(&description(&one_line(&api.title), contents))
    ));
    text.push_str(&lines(dependencies(api, contents), surroundings));
    if contents.has(Part::Client) && has_examples(api) {
        text.push_str("\n[dev-dependencies]\nserde_json = \"1\"\n");
    }
    text.push_str(&features::write(api, contents, surroundings.has_samples()));
    text.push_str(&lints(contents));
    text
}

/// Returns the tables of a manifest that a module with these parts needs in the crate that it belongs to.
pub(crate) fn of_module(api: &Api, parts: &[Part], runtime: &RuntimeEntry) -> String {
    let mut needed = Dependency::runtime(runtime_features(api, Part::Types));
    for (part, features) in [
        (Part::Client, &["client", "reqwest"][..]),
        (Part::Server, &["server"]),
    ] {
        let is_present = parts.contains(&part);
        needed
            .features
            .extend(features.iter().filter(|_| is_present));
    }
    let all = std::iter::once(needed).chain(foreign(api)).collect();
    let surroundings = Surroundings::Output(runtime);
    let features = features::of_module(api);
    format!("[dependencies]\n{}{features}", lines(all, surroundings))
}

/// Returns the lines of dependencies.
fn lines(dependencies: Vec<Dependency>, surroundings: Surroundings<'_>) -> String {
    let line = |it: Dependency| format!("{}\n", it.line(&surroundings.source(&it.package)));
    dependencies.into_iter().map(line).collect()
}

/// Returns the `Cargo.toml` of an output folder that is not within a workspace. `package` is the folder of a package whose name may
/// have no `-`.
pub(crate) fn workspace(package: Option<&str>) -> String {
    let package = package.filter(|it| !it.contains('-'));
    let package = package.map_or_else(String::new, |it| format!("{}, ", quoted(it)));
    format!(
        "# The workspace of the generated crates, so that `cargo build` works here. Without it, they are parts of a workspace above.\n\
         [workspace]\nresolver = \"3\"\nmembers = [{package}\"*-*\"]\n"
    )
}

/// Clippy lints about choices of the document: the size of variants, names such as `foo`, `clone` or `from_template`, the number
/// of path parameters, and the depth of arrays (a multipolygon of GeoJSON is `Vec<Vec<Vec<Vec<f64>>>>`).
const LINTS: &[&str] = &[
    "derivable_impls",
    "disallowed_names",
    "large_enum_variant",
    "should_implement_trait",
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

/// The lint about the module `client` of the module `client`.
const NESTED_LINT: &str = "module_inception";

/// Returns the tables of the lints that are allowed in generated code.
fn lints(contents: Contents<'_>) -> String {
    let table = |tool: &str, lints: &[&str]| {
        let allowed: String = lints
            .iter()
            .map(|lint| format!("{lint} = \"allow\"\n"))
            .collect();
        format!("\n[lints.{tool}]\n{allowed}")
    };
    let nested = matches!(contents, Contents::Parts(_)).then_some(NESTED_LINT);
    let mut clippy: Vec<&str> = LINTS.iter().copied().chain(nested).collect();
    clippy.sort_unstable();
    table("rust", RUST_LINTS) + &table("clippy", &clippy)
}

/// Returns true if an example in the docs of the client reads JSON.
fn has_examples(api: &Api) -> bool {
    let mut examples = api.calls().filter_map(|it| it.example.as_ref());
    examples.any(|it| it.body == Some(ExampleBody::Json))
}

/// Describes the package of an API with this title. The manifest and the crate documentation each escape the title.
pub(crate) fn description(title: &str, contents: Contents<'_>) -> String {
    let what = match contents {
        Contents::Part(Part::Types, _) => "The models and operation values",
        Contents::Part(Part::Client, _) => "A client",
        Contents::Part(Part::Server, _) => "Server stubs",
        Contents::Parts(parts) => {
            let has = |part| parts.contains(&part);
            match (has(Part::Client), has(Part::Server)) {
                (true, true) => "The types, a client and server stubs",
                (true, false) => "The types and a client",
                (false, true) => "The types and server stubs",
                (false, false) => "The models and operation values",
            }
        }
    };
    format!("{what} of {title}")
}

/// A dependency of generated code.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Dependency {
    /// The package name.
    package: String,
    /// The required features.
    features: Vec<&'static str>,
    /// The requirement as TOML, of a crate that the settings name.
    requirement: Option<String>,
    /// True if features of the depending crate enable those of this one: it has no default features.
    is_chosen_by_features: bool,
}

impl Dependency {
    /// Returns the dependency on the runtime.
    fn runtime(features: Vec<&'static str>) -> Self {
        Self {
            package: RUNTIME.to_owned(),
            features,
            requirement: None,
            is_chosen_by_features: false,
        }
    }

    /// Returns the line for a manifest, with the source of the package.
    fn line(&self, source: &str) -> String {
        if let Some(requirement) = &self.requirement {
            return format!("{} = {requirement}", self.package);
        }
        let features = self.features.iter().map(|it| quoted(it));
        let features = features.collect::<Vec<_>>().join(", ");
        let features = match features.is_empty() {
            true => String::new(),
            false => format!(", features = [{features}]"),
        };
        let default = match self.is_chosen_by_features {
            true => ", default-features = false",
            false => "",
        };
        format!("{} = {{ {source}{default}{features} }}", self.package)
    }
}

/// Returns the dependencies of the generated code of a package.
fn dependencies(api: &Api, contents: Contents<'_>) -> Vec<Dependency> {
    let runtime = |part| Dependency::runtime(runtime_features(api, part));
    match contents {
        Contents::Part(part @ (Part::Client | Part::Server), crates) => {
            let types = crates.types.iter().map(|types| Dependency {
                package: types.clone(),
                features: Vec::new(),
                requirement: None,
                is_chosen_by_features: api.features.is_some(),
            });
            types.chain([runtime(part)]).collect()
        }
        // The features of other parts enable those of the runtime.
        Contents::Part(Part::Types, _) | Contents::Parts(_) => {
            std::iter::once(runtime(Part::Types))
                .chain(foreign(api))
                .collect()
        }
    }
}

/// Returns the crates that types, traits and attributes come from.
fn foreign(api: &Api) -> impl Iterator<Item = Dependency> {
    api.foreign_crates.iter().map(|it| Dependency {
        package: it.name.clone(),
        features: Vec::new(),
        requirement: Some(it.requirement.clone()),
        is_chosen_by_features: false,
    })
}

/// Returns the features of the runtime that a part needs.
fn runtime_features(api: &Api, part: Part) -> Vec<&'static str> {
    match part {
        Part::Types => [("idna", api.needs_idna()), ("regress", api.needs_engine())]
            .into_iter()
            .filter_map(|(feature, needed)| needed.then_some(feature))
            .chain(api.time.feature())
            .collect(),
        Part::Client => vec!["client"],
        Part::Server => vec!["server"],
    }
}

/// Returns a text as a TOML string.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
