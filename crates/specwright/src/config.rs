//! `specwright.toml`: the settings of one API.

pub use self::apis::Settings;
pub use self::ignored::{Diff, IgnoredChange};
pub use self::lint::{LintSetting, RuleKey};
pub use self::package_name::{PACKAGE_NAME, is_package_name};
pub use self::rust::{Attribute, DerivePath, SchemaKey, TypePath};
pub use self::selectors::Selectors;

use self::apis::Invalid;
use self::package_name::package_name;
use self::rust::crate_of;
use crate::generate::Part;
use crate::layout::Layout;
use crate::paths::slashed;
use crate::runtime::Runtime;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use specwright_spec::{Code, Diagnostic, Format, Place, Report, Selection, Source, nearest};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

mod apis;
mod ignored;
mod lint;
mod package_name;
mod rust;
mod selectors;

/// The name of the file, beside the document.
pub const FILE: &str = "specwright.toml";

/// The settings of one API.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// The document and its fragments.
    pub spec: Spec,
    /// The crates that hold the generated code.
    pub crates: Crates,
    /// The runtime that crates of `specwright generate` depend on.
    pub runtime: RuntimeSettings,
    /// The interpretation of schemas where the specification leaves a choice.
    pub schemas: Schemas,
    /// The types of requests and responses.
    pub operations: Operations,
    /// The generated client.
    pub client: Client,
    /// The names of operations and components.
    pub names: Names,
    /// Type names by the JSON Pointer of their schema.
    pub rename: BTreeMap<String, String>,
    /// Types of other crates by the schemas that they replace the types of.
    pub types: BTreeMap<SchemaKey, TypePath>,
    /// Traits to derive, by the name of a type, the JSON Pointer of its schema, or `*`.
    pub derive: BTreeMap<String, Vec<DerivePath>>,
    /// Attributes, by the same keys.
    pub attributes: BTreeMap<String, Vec<Attribute>>,
    /// The requirements of the crates that types, traits and attributes come from, as in a manifest (default: any version).
    pub dependencies: BTreeMap<String, toml::Value>,
    /// The severities of the rules of `lint`, by their ids or the names of levels.
    pub lint: BTreeMap<RuleKey, LintSetting>,
    /// Unsupported features and findings of `lint` that are accepted; an entry that no longer matches is an error.
    pub allow: Vec<Allow>,
    /// The comparison of documents.
    pub diff: Diff,
    /// The settings of several documents; empty in the settings of one.
    pub apis: BTreeMap<String, toml::Value>,
    /// The path and the text of the file, if it was read from one.
    #[serde(skip)]
    pub(crate) file: Option<(Arc<str>, Arc<str>)>,
}

/// `[spec]`: paths relative to the folder of `specwright.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Spec {
    /// The document, which merging writes if there are fragments.
    pub file: PathBuf,
    /// The folder of the documentation pages that the document is merged from.
    pub fragments: Option<PathBuf>,
    /// The folder that references must stay in (default: the folder of the document).
    pub root: Option<PathBuf>,
    /// True if faults with a known repair are repaired, with a warning for each; false if they are refused (default: as the command
    /// does: `specwright generate` repairs them, all others refuse them).
    pub lenient: Option<bool>,
    /// The opposite of `lenient`.
    pub strict: Option<bool>,
    /// The overlays to apply to the document, in order.
    pub overlays: Vec<PathBuf>,
}

impl Spec {
    /// Returns true if faults are repaired, false if they are refused, and none if nothing is set.
    pub(crate) fn lenient(&self) -> Option<bool> {
        self.lenient.or(self.strict.map(|strict| !strict))
    }
}

impl Default for Spec {
    fn default() -> Self {
        Self {
            file: PathBuf::from("openapi.yaml"),
            fragments: None,
            root: None,
            lenient: None,
            strict: None,
            overlays: Vec::new(),
        }
    }
}

/// `[crates]`: the layout, package names, where a crate without a name is not generated, and features.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Crates {
    /// The arrangement of the generated code (default: a crate for each part).
    pub layout: Option<Layout>,
    /// The name of the crate with all parts, or the beginning of the names of crates that are not named one by one.
    #[serde(deserialize_with = "package_name")]
    pub name: Option<String>,
    /// The models and operation values.
    #[serde(deserialize_with = "package_name")]
    pub types: Option<String>,
    /// The client, which depends on the types.
    #[serde(deserialize_with = "package_name")]
    pub client: Option<String>,
    /// The server stubs, which depend on the types.
    #[serde(deserialize_with = "package_name")]
    pub server: Option<String>,
    /// The Cargo features of the crates.
    pub features: CrateFeatures,
}

/// The Cargo features of generated crates, beside those that all have.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum CrateFeatures {
    /// None.
    #[default]
    None,
    /// One for each tag, all on by default.
    Tags,
}

impl Crates {
    /// Returns the crates of these parts, such as `NAME-types`. The types always have a name, since a client or server depends on
    /// them even if another run writes them.
    pub fn named(name: &str, parts: &[Part]) -> Self {
        let named = |part: Part| Some(format!("{name}-{}", part.suffix()));
        let of = |part: Part| named(part).filter(|_| parts.contains(&part));
        Self {
            types: named(Part::Types),
            client: of(Part::Client),
            server: of(Part::Server),
            ..Self::default()
        }
    }

    /// Returns the names with others in place of missing ones.
    pub(crate) fn or(&self, others: Self) -> Self {
        Self {
            types: self.types.clone().or(others.types),
            client: self.client.clone().or(others.client),
            server: self.server.clone().or(others.server),
            ..self.clone()
        }
    }

    /// Returns the parts that have a name.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Part> {
        Part::ALL
            .into_iter()
            .filter(|it| it.package(self).is_some())
    }
}

/// `[runtime]`: the runtime that crates of `specwright generate` depend on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct RuntimeSettings {
    /// The source, as in `--runtime`; a path is relative to the folder of `specwright.toml`.
    #[serde(deserialize_with = "runtime")]
    pub source: Option<Runtime>,
    /// True if a bundled runtime has samples.
    pub samples: bool,
}

/// `[schemas]`: the interpretation of schemas where the specification leaves a choice.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Schemas {
    /// The formats of strings that are validated.
    pub formats: Formats,
    /// The meaning of a schema without `type`.
    pub untyped: Untyped,
    /// The crate that dates and times are types of.
    pub time: TimeCrate,
}

/// `[client]`: the generated client.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Client {
    /// The treatment of responses that deviate from the document (default: tolerant for `specwright generate`, else strict).
    pub responses: Option<Responses>,
}

/// The treatment of responses that deviate from the document.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Responses {
    /// They are errors.
    #[default]
    Strict,
    /// They are read as far as their types allow, and deviations are recorded.
    Tolerant,
}

impl From<Responses> for specwright_ir::Responses {
    fn from(responses: Responses) -> Self {
        match responses {
            Responses::Strict => Self::Strict,
            Responses::Tolerant => Self::Tolerant,
        }
    }
}

/// `[names]`: the names of operations and components.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Names {
    /// The names of operations.
    pub operations: OperationNames,
    /// The names of components.
    pub components: ComponentNames,
}

/// The names of operations.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OperationNames {
    /// The `operationId`.
    #[default]
    Written,
    /// The `operationId` without what frameworks add to it: `read_item` for `read_item_api_v1_items__item_id__get`.
    Cleaned,
}

impl From<OperationNames> for specwright_lower::OperationNames {
    fn from(names: OperationNames) -> Self {
        match names {
            OperationNames::Written => Self::Written,
            OperationNames::Cleaned => Self::Cleaned,
        }
    }
}

/// The names of components.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ComponentNames {
    /// The whole name.
    #[default]
    Whole,
    /// The last segment of a name with dots: `Pod` for `io.k8s.api.core.v1.Pod`.
    LastSegment,
}

impl From<ComponentNames> for specwright_lower::ComponentNames {
    fn from(names: ComponentNames) -> Self {
        match names {
            ComponentNames::Whole => Self::Whole,
            ComponentNames::LastSegment => Self::LastSegment,
        }
    }
}

/// `[operations]`: the operations to generate, and the types of requests and responses.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Operations {
    /// The type of binary bodies of successful responses.
    pub downloads: Downloads,
    /// The operations to generate: all that one of these selectors matches (default: all).
    pub include: Selectors,
    /// The operations to leave out of those.
    pub exclude: Selectors,
}

/// The type of binary bodies of successful responses.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Downloads {
    /// `Bytes`, the whole body.
    #[default]
    Whole,
    /// A stream of `Bytes`.
    Streamed,
}

impl From<Downloads> for specwright_lower::Downloads {
    fn from(downloads: Downloads) -> Self {
        match downloads {
            Downloads::Whole => Self::Whole,
            Downloads::Streamed => Self::Streamed,
        }
    }
}

/// The formats of strings that are validated.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Formats {
    /// The formats that have a Rust type.
    #[default]
    Typed,
    /// All known formats.
    Assert,
    /// No formats.
    Annotate,
}

impl From<Formats> for specwright_lower::Formats {
    fn from(formats: Formats) -> Self {
        match formats {
            Formats::Typed => Self::Typed,
            Formats::Assert => Self::Assert,
            Formats::Annotate => Self::Annotate,
        }
    }
}

/// The crate that dates and times are types of.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeCrate {
    /// `jiff::Timestamp` and `jiff::civil::Date`.
    #[default]
    Jiff,
    /// `chrono::DateTime<Utc>` and `chrono::NaiveDate`.
    Chrono,
    /// `time::OffsetDateTime` and `time::Date`.
    Time,
}

impl From<TimeCrate> for specwright_ir::TimeCrate {
    fn from(time: TimeCrate) -> Self {
        match time {
            TimeCrate::Jiff => Self::Jiff,
            TimeCrate::Chrono => Self::Chrono,
            TimeCrate::Time => Self::Time,
        }
    }
}

/// The meaning of a schema without `type`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Untyped {
    /// The type that its keywords apply to.
    #[default]
    Implied,
    /// Any type.
    Any,
}

impl From<Untyped> for specwright_lower::Untyped {
    fn from(untyped: Untyped) -> Self {
        match untyped {
            Untyped::Implied => Self::Implied,
            Untyped::Any => Self::Any,
        }
    }
}

/// `[[allow]]`: an unsupported feature or a finding of `lint` that is accepted.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Allow {
    /// The diagnostic's code, or the id of a rule of `lint`.
    #[serde(deserialize_with = "lint::code")]
    pub code: String,
    /// The JSON Pointer that the diagnostic is reported at; of a rule of `lint`, also one above it.
    pub pointer: String,
    /// The reason for accepting it.
    pub reason: String,
}

impl Config {
    /// Returns the overlays of the document, for settings in a folder.
    pub(crate) fn overlays(&self, folder: &Path) -> impl Iterator<Item = PathBuf> {
        self.spec.overlays.iter().map(move |it| folder.join(it))
    }

    /// Returns the operations that the settings choose.
    pub(crate) fn selection(&self) -> Selection {
        let file = self.file.as_ref();
        Selection {
            include: self.operations.include.of_file(file),
            exclude: self.operations.exclude.of_file(file),
        }
    }

    /// Returns the crates that types, traits and attributes come from, with their requirements as TOML.
    pub(crate) fn foreign_crates(&self) -> BTreeMap<String, String> {
        let types = self.types.values().map(|it| it.0.as_str());
        let derives = self.derive.values().flatten().map(|it| it.0.as_str());
        let named = types.chain(derives).filter_map(crate_of);
        let named = named.map(|name| (name.to_owned(), "\"*\"".to_owned()));
        let listed = self.dependencies.iter();
        let listed = listed.map(|(name, value)| (name.replace('-', "_"), name, value));
        let mut crates: BTreeMap<String, String> = named.collect();
        for (ident, name, requirement) in listed {
            crates.remove(&ident);
            crates.insert(name.clone(), requirement.to_string());
        }
        crates
    }

    /// Checks settings that exclude each other.
    pub(crate) fn checked(self) -> Result<Self, toml::de::Error> {
        match (self.spec.lenient, self.spec.strict) {
            (Some(lenient), Some(strict)) if lenient == strict => Err(toml::de::Error::custom(
                "`lenient` and `strict` contradict each other; write one of them",
            )),
            _ => Ok(self),
        }
    }
}

/// Reads the source of the runtime.
fn runtime<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Runtime>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(D::Error::custom)
}

fn report_invalid(path: &Path, text: &str, error: &Invalid, report: &mut Report) {
    let source = Source::file(&slashed(path), text, Format::Yaml);
    let file = report.sources_mut().push(source);
    let range = error.range.clone().unwrap_or(0..text.len());
    let message = error.message.lines().collect::<Vec<_>>().join("; ");
    let diagnostic = Diagnostic::new(
        Code::InvalidConfig,
        Place::Bytes { file, range },
        message.clone(),
    );
    report.push(match meant(&message) {
        Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
        None => diagnostic,
    });
}

/// Returns the name that an unknown one is most similar to: of those in a message "unknown field `a`, expected one of `b`, `c`".
fn meant(message: &str) -> Option<&str> {
    let mut names = message.split('`').skip(1).step_by(2);
    let unknown = message.starts_with("unknown ").then(|| names.next())??;
    nearest(unknown, names)
}
