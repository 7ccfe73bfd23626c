//! The choice of the runtime that generated crates depend on.

use crate::paths::{resolved, shown, slashed};
use specwright_spec::quote;
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;
use std::{env, fmt};

/// The runtime that generated crates depend on.
///
/// Its text is `bundled`, `path=DIR`, `version=REQUIREMENT` or `git=URL`, as in `--runtime`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Runtime {
    /// The crates `NAME-runtime` and `NAME-matcher` beside the others: the sources of the runtime, without the modules that no
    /// generated crate can use.
    #[default]
    Bundled,
    /// The crate `specwright-runtime` in a folder, relative to the current folder.
    Path(PathBuf),
    /// A version requirement of `specwright-runtime` in the registry.
    Version(String),
    /// A git repository with the crate `specwright-runtime`.
    Git(String),
}

impl FromStr for Runtime {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            None if text == "bundled" => Ok(Self::Bundled),
            Some(("path", path)) if !path.is_empty() => Ok(Self::Path(path.into())),
            Some(("version", version)) if !version.is_empty() => Ok(Self::Version(version.into())),
            Some(("git", url)) if !url.is_empty() => Ok(Self::Git(url.into())),
            _ => Err(format!(
                "invalid runtime {}: write `bundled`, `path=DIR`, `version=REQUIREMENT` or `git=URL`",
                quote(text)
            )),
        }
    }
}

impl fmt::Display for Runtime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bundled => formatter.write_str("bundled"),
            Self::Path(path) => write!(formatter, "path={}", shown(path)),
            Self::Version(version) => write!(formatter, "version={version}"),
            Self::Git(url) => write!(formatter, "git={url}"),
        }
    }
}

/// Returns the folder of the runtime's sources in the checkout that cargo runs this program in.
fn checkout() -> Option<PathBuf> {
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)?;
    let mut folders = package.ancestors();
    folders.find_map(|it| Some(it.join("crates/specwright-runtime")).filter(|it| it.is_dir()))
}

/// The place of the packages that depend on the runtime. A bundled one is in the same folder.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Users<'a> {
    /// Folders below this one.
    Below(&'a Path),
    /// This folder.
    In(&'a Path),
}

/// The entry of the runtime in the manifests of generated crates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RuntimeEntry {
    /// The keys of the source as TOML, such as `path = "../x"`.
    pub source: String,
    /// The package of a bundled runtime.
    pub package: Option<String>,
    /// True if the runtime has samples.
    pub has_samples: bool,
}

impl RuntimeEntry {
    /// Returns the entry for packages in these places. The names of a bundled runtime begin with `name`.
    pub fn new(runtime: &Runtime, name: &str, samples: bool, users: Users<'_>) -> Self {
        let toml = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let of = |key: &str, value: &str| format!("{key} = {}", toml(value));
        let (source, package) = match runtime {
            Runtime::Bundled => {
                let package = format!("{name}-runtime");
                let path = match users {
                    Users::Below(_) => format!("../{package}"),
                    Users::In(_) => package.clone(),
                };
                let path = of("path", &path);
                let source = format!("{}, {path}", of("package", &package));
                (source, Some(package))
            }
            Runtime::Path(path) => {
                let folder = match users {
                    Users::Below(folder) => folder.join(name),
                    Users::In(folder) => folder.to_owned(),
                };
                let path = relative(&resolved(path), &resolved(&folder));
                (of("path", &slashed(&path)), None)
            }
            Runtime::Version(version) => (of("version", version), None),
            Runtime::Git(url) => (of("git", url), None),
        };
        Self {
            source,
            has_samples: samples || package.is_none(),
            package,
        }
    }

    /// Returns the entry of the runtime in the checkout of this run, or else that of the version of this program.
    pub fn of_checkout(out: &Path) -> Self {
        let version = || Runtime::Version(env!("CARGO_PKG_VERSION").to_owned());
        let runtime = checkout().map_or_else(version, Runtime::Path);
        Self::new(&runtime, "any", true, Users::Below(out))
    }
}

/// Returns the relative path from one folder to another, so that a manifest does not depend on the place of both.
fn relative(to: &Path, from: &Path) -> PathBuf {
    let shared = to
        .components()
        .zip(from.components())
        .take_while(|(to, from)| to == from)
        .count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(runtime: &str, out: &Path) -> String {
        let runtime: Runtime = runtime.parse().expect("a runtime");
        RuntimeEntry::new(&runtime, "pets", false, Users::Below(out)).source
    }

    #[test]
    fn a_runtime_is_found_from_the_package_of_a_module() {
        let package = Path::new("app");
        let entry = RuntimeEntry::new(&Runtime::Bundled, "app", false, Users::In(package));
        assert_eq!(
            entry.source,
            r#"package = "app-runtime", path = "app-runtime""#
        );
    }

    #[test]
    fn each_choice_has_a_source() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("a/out");
        let bundled = r#"package = "pets-runtime", path = "../pets-runtime""#;
        assert_eq!(source("bundled", &out), bundled);
        assert_eq!(source("version=0.1", &out), r#"version = "0.1""#);
        assert_eq!(source("git=https://x/y", &out), r#"git = "https://x/y""#);
        let path = format!("path={}", folder.path().join("runtime").display());
        assert_eq!(source(&path, &out), r#"path = "../../../runtime""#);
        for text in ["", "path=", "other", "version"] {
            assert!(text.parse::<Runtime>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_choice_is_shown_as_it_is_written() {
        for text in ["bundled", "path=a/b", "version=^0.1, <1", "git=https://x"] {
            assert_eq!(
                text.parse::<Runtime>().map(|it| it.to_string()),
                Ok(text.to_owned())
            );
        }
    }
}
