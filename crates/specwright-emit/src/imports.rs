//! Imports of a file, gathered while the file is written, so that none is unused.

use crate::names::{Names, header_types, ident, is_reserved, is_taken, plain};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{self as ir, Api, TypeId};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The place of a file, which decides how it names types.
enum Home<'a> {
    /// `models.rs` and the files that see all of it.
    Models,
    /// A file of operations in the types crate; it defines these types.
    Operations(Arc<BTreeSet<&'a str>>),
    /// A file of a group of models; it defines these.
    Group(Arc<BTreeSet<&'a str>>),
    /// A file of another part.
    Elsewhere,
}

/// The imports of a file: names by the path of their module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imports(BTreeMap<String, BTreeSet<String>>);

impl Imports {
    /// Adds what another piece of the file imports.
    pub fn extend(&mut self, other: Self) {
        for (module, names) in other.0 {
            self.0.entry(module).or_default().extend(names);
        }
    }
}

/// The names that a file uses.
pub(crate) struct Scope<'a> {
    names: &'a Names<'a>,
    home: Home<'a>,
    /// The path of the types' root.
    root: String,
    /// The module around the file that the types of operations are in, if it is.
    around: Option<&'static str>,
    /// True if types of the API are written with their paths.
    has_paths: bool,
    used: RefCell<Imports>,
}

impl<'a> Scope<'a> {
    /// The scope of `models.rs`, or of a file that sees all of it.
    pub(crate) fn models(names: &'a Names<'a>) -> Self {
        Self::new(names, Home::Models, names.layout.own_root(1))
    }

    /// The scope of a file of operations in the types crate.
    pub(crate) fn operations(names: &'a Names<'a>, local: &Arc<BTreeSet<&'a str>>) -> Self {
        Self::in_operations(names, Arc::clone(local), 2)
    }

    /// The scope of `headers.rs` in the types crate.
    pub(crate) fn headers(names: &'a Names<'a>) -> Self {
        let local = header_types(names.api).collect();
        Self::in_operations(names, Arc::new(local), 2)
    }

    /// The scope of a file below `operations` that names the types of all operations and headers by the module around it.
    pub(crate) fn below_operations(names: &'a Names<'a>, around: &'static str) -> Self {
        let depth = 1 + around.split("::").count();
        Self {
            around: Some(around),
            ..Self::in_operations(names, Arc::default(), depth)
        }
    }

    fn in_operations(names: &'a Names<'a>, local: Arc<BTreeSet<&'a str>>, depth: usize) -> Self {
        let root = names.layout.own_root(depth);
        Self::new(names, Home::Operations(local), root)
    }

    /// The scope of a file of a group of models, in so many modules.
    pub(crate) fn group(
        names: &'a Names<'a>,
        local: &Arc<BTreeSet<&'a str>>,
        depth: usize,
    ) -> Self {
        let root = names.layout.own_root(depth);
        Self::new(names, Home::Group(Arc::clone(local)), root)
    }

    /// The same scope, with the paths of types in place of imports if items of the file are behind features.
    pub(crate) fn with_paths(self) -> Self {
        let has_paths = self.api().features.is_some();
        Self { has_paths, ..self }
    }

    /// The scope of a file of another part than the types, in so many modules of that part.
    pub(crate) fn elsewhere(names: &'a Names<'a>, depth: usize) -> Self {
        let root = names.layout.types_root(depth);
        Self::new(names, Home::Elsewhere, root)
    }

    fn new(names: &'a Names<'a>, home: Home<'a>, root: String) -> Self {
        Self {
            names,
            home,
            root,
            around: None,
            has_paths: false,
            used: RefCell::default(),
        }
    }

    /// The scope with what other pieces of the file import.
    pub(crate) fn with(self, imports: Imports) -> Self {
        self.used.borrow_mut().extend(imports);
        self
    }

    /// Returns the imports.
    pub(crate) fn into_used(self) -> Imports {
        self.used.into_inner()
    }

    /// The names of the API's types.
    pub(crate) fn names(&self) -> &'a Names<'a> {
        self.names
    }

    /// The API.
    pub(crate) fn api(&self) -> &'a Api {
        self.names.api
    }

    /// Returns true if the file defines a type of this name, or sees one without importing it.
    fn defines(&self, name: &str) -> bool {
        match &self.home {
            Home::Models => self.names.has_model(name),
            Home::Operations(local) | Home::Group(local) => local.contains(name),
            Home::Elsewhere => false,
        }
    }

    /// An item of the prelude.
    pub(crate) fn prelude(&self, module: &str, name: &str) -> TokenStream {
        if self.defines(name) {
            path(&format!("::std::{module}"), name)
        } else {
            bare(name)
        }
    }

    /// An item of the standard library: `collections`, `BTreeMap`.
    pub(crate) fn std(&self, module: &str, name: &str) -> TokenStream {
        self.foreign(&format!("std::{module}"), name)
    }

    /// An item at the root of the runtime.
    pub(crate) fn runtime(&self, name: &str) -> TokenStream {
        self.foreign("specwright_runtime", name)
    }

    /// An item of a module of the runtime: `client`, `Error`.
    pub(crate) fn runtime_in(&self, module: &str, name: &str) -> TokenStream {
        self.foreign(&format!("specwright_runtime::{module}"), name)
    }

    fn foreign(&self, module: &str, name: &str) -> TokenStream {
        debug_assert!(
            is_reserved(name),
            "{name} is not in the list of reserved names"
        );
        if self.defines(name) {
            path(&format!("::{module}"), name)
        } else {
            self.import(module, name)
        }
    }

    /// A model.
    pub(crate) fn model(&self, id: TypeId) -> TokenStream {
        let name = self.api().ty(id).name.as_str();
        match &self.home {
            Home::Models => return bare(name),
            Home::Group(local) if local.contains(name) => return bare(name),
            Home::Operations(_) | Home::Group(_) | Home::Elsewhere => {}
        }
        let module = self.root.as_str();
        let hidden = is_taken(name) || self.names.has_operation_type(name);
        if hidden || self.has_paths {
            path(module, name)
        } else {
            self.import_of_all(module, name)
        }
    }

    /// A type of an operation.
    pub(crate) fn operation(&self, name: &ir::Ident) -> TokenStream {
        let module = match &self.home {
            Home::Elsewhere => format!("{}::operations", self.root),
            Home::Operations(_) if self.around.is_some() => {
                return path(self.around.unwrap_or_default(), name.as_str());
            }
            Home::Models | Home::Group(_) => return bare(name.as_str()),
            Home::Operations(local) if local.contains(name.as_str()) => {
                return bare(name.as_str());
            }
            Home::Operations(_)
                if self.api().features.is_none() && self.names.has_headers(name.as_str()) =>
            {
                "super::headers".to_owned()
            }
            Home::Operations(_) => return self.any_operation(name),
        };
        if self.is_ambiguous(name) || self.has_paths {
            path(&module, name.as_str())
        } else {
            self.import_of_all(&module, name.as_str())
        }
    }

    /// Returns true if the name of a type of an operation is also that of a model or of Rust's, so that it is never imported.
    fn is_ambiguous(&self, name: &ir::Ident) -> bool {
        is_taken(name.as_str()) || self.names.has_model(name.as_str())
    }

    /// A type of the API, which may come with all others of its module: these can be thousands.
    fn import_of_all(&self, module: &str, name: &str) -> TokenStream {
        if self.names.has_prelude_name() || self.api().features.is_some() {
            return self.import(module, name);
        }
        self.import(module, "*");
        bare(name)
    }

    /// A type of an operation of any module, in a file of operations.
    pub(crate) fn any_operation(&self, name: &ir::Ident) -> TokenStream {
        let (module, name) = (&format!("{}::operations", self.root), name.as_str());
        if self.defines(name) {
            bare(name)
        } else if is_taken(name) {
            path(module, name)
        } else {
            self.import(module, name)
        }
    }

    /// The constant of a security scheme.
    pub(crate) fn scheme(&self, constant: &proc_macro2::Ident) -> TokenStream {
        self.import(&format!("{}::security", self.root), &constant.to_string())
    }

    /// The module of compiled patterns.
    pub(crate) fn patterns(&self) -> TokenStream {
        match &self.home {
            Home::Operations(_) => self.import("super::super::models", "patterns"),
            Home::Group(_) => self.import("super", "patterns"),
            Home::Models | Home::Elsewhere => bare("patterns"),
        }
    }

    /// The module of assertions.
    pub(crate) fn assertions(&self) -> TokenStream {
        match &self.home {
            Home::Group(_) => self.import("super", "assertions"),
            Home::Models | Home::Operations(_) | Home::Elsewhere => bare("assertions"),
        }
    }

    /// A module at the types' root: `security`.
    pub(crate) fn types_module(&self, name: &str) -> TokenStream {
        self.import(&self.root, name)
    }

    /// An item whose name clashes with nothing: a module, a macro, an item of the same crate.
    pub(crate) fn import(&self, module: &str, name: &str) -> TokenStream {
        let used = &mut self.used.borrow_mut().0;
        let known = used.get(module).is_some_and(|names| names.contains(name));
        if !known {
            let names = used.entry(module.to_owned()).or_default();
            names.insert(name.to_owned());
        }
        bare(name)
    }

    /// The `use` items of the file: one per module, in rustfmt's order.
    pub(crate) fn imports(&self) -> TokenStream {
        let used = &self.used.borrow().0;
        let mut uses: Vec<((usize, String), TokenStream)> = used
            .iter()
            .map(|(module, names)| import(module, names))
            .collect();
        uses.sort_by(|(a, _), (b, _)| a.cmp(b));
        uses.into_iter().map(|(_, tokens)| tokens).collect()
    }
}

/// A `use` item, and its rank among the others.
fn import(module: &str, names: &BTreeSet<String>) -> ((usize, String), TokenStream) {
    let from = segments(module);
    let rank = ["self", "super", "crate"]
        .iter()
        .position(|it| module.split("::").next() == Some(it))
        .unwrap_or(3);
    let mut name_tokens = names.iter().map(|name| segments(name));
    match (names.len(), name_tokens.next(), names.first()) {
        (1, Some(tokens), Some(name)) => (
            // A glob sorts after every name.
            (rank, format!("{module}::{}", name.replace('*', "~"))),
            quote!(use #from::#tokens;),
        ),
        // `{` sorts after every letter.
        (_, first, _) => (
            (rank, format!("{module}::{{")),
            quote!(use #from::{#first #(, #name_tokens)*};),
        ),
    }
}

fn bare(name: &str) -> TokenStream {
    segments(name)
}

fn path(module: &str, name: &str) -> TokenStream {
    segments(&format!("{module}::{name}"))
}

/// A path of generated code; an empty first segment makes it global, `*` is a glob.
fn segments(path: &str) -> TokenStream {
    let mut tokens = TokenStream::new();
    for (index, segment) in path.split("::").enumerate() {
        if index > 0 {
            tokens.extend(quote!(::));
        }
        match segment {
            "" => {}
            "*" => tokens.extend(quote!(*)),
            _ => {
                let segment = plain(segment);
                tokens.extend(quote!(#segment));
            }
        }
    }
    tokens
}

/// The declarations of modules, whose items are re-exported beside them: `mod pets; pub use self::pets::*;`. Their files are in
/// this folder, seen from the file that declares them.
/// A module may have an attribute.
pub(crate) fn modules<'a>(
    folder: &str,
    modules: impl Iterator<Item = (&'a ir::Ident, Option<TokenStream>)>,
) -> TokenStream {
    let (declarations, exports): (TokenStream, TokenStream) = modules
        .map(|(name, gate)| {
            let (module, name) = (module(folder, name), ident(name));
            (quote!(#gate #module), quote!(#gate pub use self::#name::*;))
        })
        .unzip();
    quote!(#declarations #exports)
}

/// A module of a file; rustc finds the file of a name beyond ASCII only by a `path` attribute.
pub(crate) fn module(folder: &str, name: &ir::Ident) -> TokenStream {
    let ident = ident(name);
    let path = (!name.as_str().is_ascii()).then(|| {
        let path = format!("{folder}{name}.rs");
        quote!(#[path = #path])
    });
    quote!(#path mod #ident;)
}
