//! `specwright.toml`: what a project says about one API beyond its document.

use crate::error::Error;
use crate::generate::Part;
use crate::paths::slashed;
use crate::reading::read_text;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use specwright_spec::{Code, Diagnostic, Format, Place, Report, Source, quote};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// The name of the file, beside the document.
pub const FILE: &str = "specwright.toml";

/// The settings of one API.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// Where the document is, and what it is made from.
    pub spec: Spec,
    /// The crates that hold the generated code.
    pub crates: Crates,
    /// What schemas say where the specification leaves a choice.
    pub schemas: Schemas,
    /// What operations take and answer.
    pub operations: Operations,
    /// Names pinned by hand: the JSON Pointer of a schema, and the type it becomes.
    pub rename: BTreeMap<String, String>,
    /// Gaps accepted one by one; one that no longer matches is an error.
    pub allow: Vec<Allow>,
}

/// `[spec]`: paths relative to the folder of `specwright.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Spec {
    /// The document; merging writes it, if there are fragments.
    pub file: PathBuf,
    /// The folder of the documentation pages that the document is merged from.
    pub fragments: Option<PathBuf>,
    /// The folder that no reference may leave; that of the document unless told.
    pub root: Option<PathBuf>,
    /// Whether faults that can be repaired are, with a warning each.
    pub lenient: bool,
}

impl Default for Spec {
    fn default() -> Self {
        Self {
            file: PathBuf::from("openapi.yaml"),
            fragments: None,
            root: None,
            lenient: false,
        }
    }
}

/// `[crates]`: package names; a crate without a name is not generated.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Crates {
    /// The models and operation values.
    #[serde(deserialize_with = "package_name")]
    pub types: Option<String>,
    /// The client; it needs the types.
    #[serde(deserialize_with = "package_name")]
    pub client: Option<String>,
    /// The server stubs; they need the types.
    #[serde(deserialize_with = "package_name")]
    pub server: Option<String>,
}

impl Crates {
    /// The crates of these parts, `NAME-types` and so on. A client or server is written against the types, whether or not these
    /// are written in the same run.
    pub fn named(name: &str, parts: &[Part]) -> Self {
        let named = |part: Part| Some(format!("{name}-{}", part.suffix()));
        let of = |part: Part| named(part).filter(|_| parts.contains(&part));
        Self {
            types: named(Part::Types),
            client: of(Part::Client),
            server: of(Part::Server),
        }
    }
}

/// `[schemas]`: what the specification leaves to a choice.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Schemas {
    /// What `format` of strings asserts.
    pub formats: Formats,
    /// What a schema without `type` is.
    pub untyped: Untyped,
}

/// `[operations]`: what operations take and answer.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Operations {
    /// What the bytes of a success are.
    pub downloads: Downloads,
}

/// What the bytes of a success are.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Downloads {
    /// `Bytes`, all of them.
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

/// What `format` of strings asserts.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Formats {
    /// Those that have a Rust type.
    #[default]
    Typed,
    /// All that are known.
    Assert,
    /// None.
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

/// What a schema without `type` is.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Untyped {
    /// Of the type that its keywords speak of.
    #[default]
    Implied,
    /// Of any type.
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

/// `[[allow]]`: a gap that is accepted.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Allow {
    /// The diagnostic's code.
    pub code: String,
    /// The JSON Pointer it is reported at.
    pub pointer: String,
    /// Why it is accepted.
    pub reason: String,
}

impl Config {
    /// Reads the settings of the API in a folder, if there are any.
    ///
    /// # Errors
    ///
    /// If there is a file that cannot be read.
    pub fn read_if_any(folder: &Path, report: &mut Report) -> Result<Option<Self>, Error> {
        match std::fs::symlink_metadata(folder.join(FILE)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Some(Self::default())),
            _ => Self::read(folder, report),
        }
    }

    /// Reads the settings of the API in a folder. If they are not of this form, the report says where.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or is a link out of the folder: the report shows lines of it.
    pub fn read(folder: &Path, report: &mut Report) -> Result<Option<Self>, Error> {
        let path = folder.join(FILE);
        let text = read_text(folder, &path)?;
        Ok(toml::from_str(&text)
            .map_err(|error| report_invalid(&path, &text, &error, report))
            .ok())
    }
}

/// The rule for package names, which are names of folders as well (The Cargo Book, "The Manifest Format": `name`),
/// of up to 255 bytes each (NAME_MAX).
pub const PACKAGE_NAME: &str =
    "a crate name has at most 200 ASCII letters, digits, `-` and `_`, and begins with a letter";

/// Returns true if cargo takes a text as a package name, and every file system as a folder.
pub fn is_package_name(name: &str) -> bool {
    name.len() <= 200
        && !specwright_lower::is_device_name(name)
        && name.starts_with(|char: char| char.is_ascii_alphabetic())
        && name
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_'))
}

/// Reads the name of a package.
fn package_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(deserializer)?;
    match is_package_name(&name) {
        true => Ok(Some(name)),
        false => {
            let message = format!("invalid crate name {}: {PACKAGE_NAME}", quote(&name));
            Err(D::Error::custom(message))
        }
    }
}

fn report_invalid(path: &Path, text: &str, error: &toml::de::Error, report: &mut Report) {
    let source = Source::file(&slashed(path), text, Format::Yaml);
    let file = report.sources_mut().push(source);
    let range = error.span().unwrap_or(0..text.len());
    let message = error.message().lines().collect::<Vec<_>>().join("; ");
    report.push(Diagnostic::new(
        Code::InvalidConfig,
        Place::Bytes { file, range },
        message,
    ));
}
