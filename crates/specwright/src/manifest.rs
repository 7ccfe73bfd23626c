//! The manifests of generated crates: they are written once, and checked for the requirements of the generated code from then on.

mod check;
mod inherited;

pub(crate) use check::{Tables, check};
pub(crate) use inherited::Inherited;

use crate::config::Crates;
use crate::generate::{Part, one_line};
use crate::runtime::RuntimeEntry;
use specwright_ir::{Api, ExampleBody, Features};
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

/// Returns the `Cargo.toml` of a generated crate.
pub(crate) fn write(
    api: &Api,
    part: Part,
    crates: &Crates,
    surroundings: Surroundings<'_>,
) -> String {
    let package = part.package(crates).unwrap_or_default();
    let mut text = format!("[package]\nname = {}\n", quoted(package));
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
        quoted(&description(&one_line(&api.title), part))
    ));
    for dependency in dependencies(api, part, crates) {
        text.push_str(&dependency.line(&surroundings.source(&dependency.package)));
        text.push('\n');
    }
    if part == Part::Client && has_examples(api) {
        text.push_str("\n[dev-dependencies]\nserde_json = \"1\"\n");
    }
    text.push_str(&features(api, part, crates, surroundings.has_samples()));
    text.push_str(&lints());
    text
}

/// Returns the `Cargo.toml` of an output folder that is not within a workspace.
pub(crate) fn workspace() -> String {
    "# The workspace of the generated crates, so that `cargo build` works here. Without it, they are parts of a workspace above.\n\
     [workspace]\nresolver = \"3\"\nmembers = [\"*-*\"]\n"
        .to_owned()
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

/// Returns the features of a part: optional samples and setters of types, the default transport of a client, more charsets of
/// a client or server, and those of tags.
fn features(api: &Api, part: Part, crates: &Crates, has_samples: bool) -> String {
    let own: &[(&str, &str)] = match part {
        Part::Types if !has_samples => &[("setters", "")],
        Part::Types => &[
            ("proptest", "specwright-runtime/proptest"),
            ("samples", "specwright-runtime/samples"),
            ("setters", ""),
        ],
        Part::Client => &[
            ("reqwest", "specwright-runtime/reqwest"),
            ("charsets", "specwright-runtime/charsets"),
        ],
        Part::Server => &[("charsets", "specwright-runtime/charsets")],
    };
    let of_tags = tag_features(api, part, crates);
    let of_client = (part == Part::Client).then_some("reqwest");
    let default = of_client.into_iter().chain(of_tags.iter().map(|it| it.0));
    let default: Vec<String> = default.map(quoted).collect();
    let mut text = "\n[features]\n".to_owned();
    if !default.is_empty() {
        text.push_str(&format!("default = [{}]\n", default.join(", ")));
    }
    let own = own
        .iter()
        .map(|(name, enables)| (*name, enables.to_string()));
    for (name, enables) in own.chain(of_tags) {
        let enables = (!enables.is_empty()).then(|| quoted(&enables));
        let is_bare = name
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_'));
        let key = if is_bare {
            name.to_owned()
        } else {
            quoted(name)
        };
        text.push_str(&format!("{key} = [{}]\n", enables.unwrap_or_default()));
    }
    text
}

/// Returns the features of tags, each with what it enables.
fn tag_features<'a>(api: &'a Api, part: Part, crates: &Crates) -> Vec<(&'a str, String)> {
    let all = api.features.as_ref().map(Features::all).unwrap_or_default();
    let enables = |name: &str| match (part, &crates.types) {
        (Part::Client | Part::Server, Some(types)) => format!("{types}/{name}"),
        _ => String::new(),
    };
    all.into_iter().map(|it| (it, enables(it))).collect()
}

/// Describes the package of an API with this title. The manifest and the crate documentation each escape the title.
pub fn description(title: &str, part: Part) -> String {
    match part {
        Part::Types => format!("The models and operation values of {title}"),
        Part::Client => format!("A client of {title}"),
        Part::Server => format!("Server stubs of {title}"),
    }
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

/// Returns the dependencies of the generated code of a part.
fn dependencies(api: &Api, part: Part, crates: &Crates) -> Vec<Dependency> {
    let runtime = Dependency {
        package: RUNTIME.to_owned(),
        features: runtime_features(api, part),
        requirement: None,
        is_chosen_by_features: false,
    };
    let foreign = api.foreign_crates.iter().map(|it| Dependency {
        package: it.name.clone(),
        features: Vec::new(),
        requirement: Some(it.requirement.clone()),
        is_chosen_by_features: false,
    });
    match (part, &crates.types) {
        (Part::Client | Part::Server, Some(types)) => {
            vec![
                Dependency {
                    package: types.clone(),
                    features: Vec::new(),
                    requirement: None,
                    is_chosen_by_features: api.features.is_some(),
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
