//! The arrangement of the generated parts, and the paths between their files that follow from it.
//!
//! | layout | types, from a file of the types | types, from a file of another part |
//! |---|---|---|
//! | a crate for each part | `crate` | `petstore_types` |
//! | one crate | `crate` | `crate` |
//! | a module | `super`, as often as the file is deep | the same |
//!
//! The path of a module is not known: its user declares it anywhere, or includes it from `OUT_DIR`.

/// The arrangement of the parts.
#[derive(Clone, Copy, Debug)]
pub enum Layout<'a> {
    /// A crate for each part.
    Crates {
        /// The crate of the types, as an identifier: `appmaker_types`.
        types: &'a str,
        /// The crate of the client, as an identifier; empty if it is not generated.
        client: &'a str,
    },
    /// One crate with the types at its root, whose features enable the modules of the other parts.
    Crate {
        /// The crate, as an identifier.
        name: &'a str,
        /// The other parts.
        modules: Modules,
    },
    /// A module with the types at its root, and modules of the other parts in it.
    Module(Modules),
}

/// The parts that are modules beside the types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modules {
    /// True if there is a module `client`.
    pub client: bool,
    /// True if there is a module `server`.
    pub server: bool,
}

/// The paths in examples of the docs, which are compiled outside of the generated code.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ExamplePaths {
    /// The path of the type `Client`.
    pub(crate) client: String,
    /// The path of the types' root.
    pub(crate) types: String,
}

impl Layout<'_> {
    /// Returns the path of the types' root in a file of the types. `depth` is the number of modules that the file is in, below the
    /// root: 2 for `operations/pets.rs`.
    pub(crate) fn own_root(self, depth: usize) -> String {
        match self {
            Self::Crates { .. } | Self::Crate { .. } => "crate".to_owned(),
            Self::Module(_) => up(depth),
        }
    }

    /// Returns the path of the types' root in a file of another part. `depth` is the number of modules that the file is in, below
    /// the root of the part: 2 for `codec/pets.rs`.
    pub(crate) fn types_root(self, depth: usize) -> String {
        match self {
            Self::Crates { types, .. } => types.to_owned(),
            Self::Crate { .. } => "crate".to_owned(),
            Self::Module(_) => up(depth + 1),
        }
    }

    /// Returns the modules of other parts beside the types.
    pub(crate) fn modules(self) -> Option<Modules> {
        match self {
            Self::Crates { .. } => None,
            Self::Crate { modules, .. } | Self::Module(modules) => Some(modules),
        }
    }

    /// Returns true if features enable the modules of other parts.
    pub(crate) fn has_gates(self) -> bool {
        matches!(self, Self::Crate { .. })
    }

    /// Returns the paths in examples; none if they are not known, so that examples are not compiled.
    pub(crate) fn example_paths(self) -> Option<ExamplePaths> {
        match self {
            Self::Crates { types, client } => Some(ExamplePaths {
                client: format!("{client}::Client"),
                types: types.to_owned(),
            }),
            Self::Crate { name, .. } => Some(ExamplePaths {
                client: format!("{name}::client::Client"),
                types: name.to_owned(),
            }),
            Self::Module(_) => None,
        }
    }
}

/// Returns the path that leads up through modules.
fn up(modules: usize) -> String {
    vec!["super"; modules].join("::")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_a_module_are_relative() {
        let modules = Modules {
            client: true,
            server: false,
        };
        assert_eq!(Layout::Module(modules).own_root(2), "super::super");
        assert_eq!(Layout::Module(modules).types_root(1), "super::super");
        assert_eq!(Layout::Module(modules).example_paths(), None);
        let name = "pets";
        assert_eq!(Layout::Crate { name, modules }.types_root(1), "crate");
    }
}
