//! The arrangement of generated code: a crate for each part, one crate, or a module of a crate.

use crate::config::Crates;
use crate::generate::Part;
use serde::Deserialize;
use specwright_emit::Modules;
use std::fmt;
use std::path::{Path, PathBuf};

/// The arrangement of generated code.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// A crate for each part: `NAME-types`, `NAME-client` and `NAME-server`.
    #[default]
    Crates,
    /// One crate `NAME` with the types at its root, and modules `client` and `server` behind features of these names.
    Crate,
    /// A module of a crate of the user: the types at its root, and modules `client` and `server` in it.
    Module,
}

impl fmt::Display for Layout {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Crates => "crates",
            Self::Crate => "crate",
            Self::Module => "module",
        })
    }
}

/// The parts of an output, and the packages or the module that they are in.
#[derive(Clone, Debug)]
pub(crate) struct Arrangement {
    /// The layout.
    pub layout: Layout,
    /// The package of each part, if each has its own.
    pub crates: Crates,
    /// The package of all parts, if they share one; else the beginning of the names.
    pub name: String,
    /// The parts, in order. The types are always among those that share a package or module.
    pub parts: Vec<Part>,
}

/// A generated package.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Package<'a> {
    /// The name, which is also that of the folder.
    pub name: &'a str,
    /// The contents.
    pub contents: Contents<'a>,
}

/// The contents of a generated package.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Contents<'a> {
    /// One part; a client or server depends on the package of the types, which is one of these.
    Part(Part, &'a Crates),
    /// The types, and the others of these parts behind features.
    Parts(&'a [Part]),
}

impl Contents<'_> {
    /// Returns true if a part is in the package.
    pub fn has(self, part: Part) -> bool {
        match self {
            Self::Part(only, _) => only == part,
            Self::Parts(parts) => parts.contains(&part),
        }
    }
}

/// The folders of the generated sources of an output.
#[derive(Clone, Debug)]
pub(crate) struct Folders {
    /// The folder of each part.
    pub parts: Vec<(Part, PathBuf)>,
    /// The folders in which no other file may be.
    pub owned: Vec<PathBuf>,
}

impl Arrangement {
    /// Returns the arrangement of some parts in a crate each.
    pub fn of_crates(crates: &Crates, parts: &[Part]) -> Self {
        Self {
            layout: Layout::Crates,
            crates: crates.clone(),
            name: String::new(),
            parts: parts.to_vec(),
        }
    }

    /// Returns the packages; none for a module.
    pub fn packages(&self) -> Vec<Package<'_>> {
        match self.layout {
            Layout::Crates => {
                let parts = self.parts.iter().filter_map(|part| {
                    Some(Package {
                        name: part.package(&self.crates)?,
                        contents: Contents::Part(*part, &self.crates),
                    })
                });
                parts.collect()
            }
            Layout::Crate => vec![Package {
                name: &self.name,
                contents: Contents::Parts(&self.parts),
            }],
            Layout::Module => Vec::new(),
        }
    }

    /// Returns the folders of generated sources. `base` is the folder of the packages, or that of the module.
    pub fn folders(&self, base: &Path) -> Folders {
        match self.layout {
            Layout::Crates => {
                let parts = self.parts.iter().filter_map(|part| {
                    let package = part.package(&self.crates)?;
                    Some((*part, generated_folder(&base.join(package))))
                });
                let parts: Vec<_> = parts.collect();
                let owned = parts.iter().map(|(_, folder)| folder.clone()).collect();
                Folders { parts, owned }
            }
            Layout::Crate => self.nested(generated_folder(&base.join(&self.name))),
            Layout::Module => self.nested(base.join(GENERATED)),
        }
    }

    /// Returns the folders of parts that are modules of the types.
    fn nested(&self, root: PathBuf) -> Folders {
        let parts = self.parts.iter().map(|part| {
            let folder = match part {
                Part::Types => root.clone(),
                Part::Client | Part::Server => root.join(part.suffix()),
            };
            (*part, folder)
        });
        Folders {
            parts: parts.collect(),
            owned: vec![root],
        }
    }

    /// Calls a function with the layout as generated code needs it.
    pub fn emitted<R>(&self, call: impl FnOnce(specwright_emit::Layout<'_>) -> R) -> R {
        let ident = |part: Part| ident(part.package(&self.crates).unwrap_or_default());
        let modules = Modules {
            client: self.parts.contains(&Part::Client),
            server: self.parts.contains(&Part::Server),
        };
        let (types, client) = (ident(Part::Types), ident(Part::Client));
        let name = self::ident(&self.name);
        call(match self.layout {
            Layout::Crates => specwright_emit::Layout::Crates {
                types: &types,
                client: &client,
            },
            Layout::Crate => specwright_emit::Layout::Crate {
                name: &name,
                modules,
            },
            Layout::Module => specwright_emit::Layout::Module(modules),
        })
    }
}

/// The name of the module of generated sources.
const GENERATED: &str = "generated";

/// Returns the folder of the generated sources of a crate, which is an owned folder.
pub(crate) fn generated_folder(krate: &Path) -> PathBuf {
    krate.join("src").join(GENERATED)
}

/// Returns the name of a package as an identifier: `appmaker_types` for `appmaker-types`.
pub(crate) fn ident(package: &str) -> String {
    package.replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(layout: Layout) -> Vec<String> {
        let arrangement = Arrangement {
            layout,
            crates: Crates::named("pets", &Part::ALL),
            name: "pets".to_owned(),
            parts: vec![Part::Types, Part::Client],
        };
        let folders = arrangement.folders(Path::new("out"));
        let shown = folders.parts.iter().map(|(_, it)| it.display().to_string());
        shown.collect()
    }

    #[test]
    fn each_layout_has_its_folders() {
        let types = "out/pets-types/src/generated";
        let client = "out/pets-client/src/generated";
        assert_eq!(folders(Layout::Crates), [types, client]);
        let (types, client) = ("out/pets/src/generated", "out/pets/src/generated/client");
        assert_eq!(folders(Layout::Crate), [types, client]);
        assert_eq!(
            folders(Layout::Module),
            ["out/generated", "out/generated/client"]
        );
    }
}
