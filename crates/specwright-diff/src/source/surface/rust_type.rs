//! Type expressions of generated code.

use std::fmt;

use specwright_ir::{Api, Ident, Presence, TextType, Tuple, Type, TypeKind, Value};

/// A type as generated code writes it; two are equal if the compiler takes one for the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustType {
    /// The type without its arguments.
    pub head: TypeHead,
    /// The generic arguments, or the items of a tuple.
    pub arguments: Vec<RustType>,
}

/// A type without its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeHead {
    /// An item of the generated types crate: `Pet`, `operations::ListPets`.
    Item(String),
    /// A type of the language or the standard library, by its path: `u16`, `std::vec::Vec`.
    Standard(&'static str),
    /// A type of the runtime, by its path: `Timestamp`, `client::Error`.
    Runtime(String),
    /// A type of another crate, by its path.
    Foreign(String),
    /// A tuple; without items, `()`.
    Tuple,
}

impl RustType {
    /// A type without arguments.
    fn plain(head: TypeHead) -> Self {
        Self {
            head,
            arguments: Vec::new(),
        }
    }

    /// A type of the standard library.
    pub(super) fn standard<const N: usize>(path: &'static str, arguments: [Self; N]) -> Self {
        Self {
            head: TypeHead::Standard(path),
            arguments: arguments.into(),
        }
    }

    /// A type of the runtime.
    pub(super) fn runtime<const N: usize>(path: &str, arguments: [Self; N]) -> Self {
        Self {
            head: TypeHead::Runtime(path.to_owned()),
            arguments: arguments.into(),
        }
    }

    /// A model.
    pub(super) fn model(name: &Ident) -> Self {
        Self::plain(TypeHead::Item(name.as_str().to_owned()))
    }

    /// A type of the module `operations`.
    pub(super) fn operation(name: &Ident) -> Self {
        Self::plain(TypeHead::Item(format!("operations::{name}")))
    }

    /// `()`
    pub(super) fn unit() -> Self {
        Self::plain(TypeHead::Tuple)
    }

    /// `String`
    pub(super) fn string() -> Self {
        Self::standard("std::string::String", [])
    }

    /// `Option<T>`
    pub(super) fn optional(self) -> Self {
        Self::standard("std::option::Option", [self])
    }

    /// `Vec<T>`
    pub(super) fn array(self) -> Self {
        Self::standard("std::vec::Vec", [self])
    }

    /// `BTreeMap<String, T>`
    pub(super) fn map(self) -> Self {
        Self::standard("std::collections::BTreeMap", [Self::string(), self])
    }

    /// Replaces the paths of items.
    pub(crate) fn renamed(&self, rename: &impl Fn(&str) -> Option<String>) -> Self {
        let head = match &self.head {
            TypeHead::Item(path) => TypeHead::Item(rename(path).unwrap_or_else(|| path.clone())),
            other => other.clone(),
        };
        let arguments = self.arguments.iter().map(|it| it.renamed(rename));
        Self {
            head,
            arguments: arguments.collect(),
        }
    }

    fn name(&self) -> &str {
        let path: &str = match &self.head {
            TypeHead::Item(path) | TypeHead::Runtime(path) => path,
            TypeHead::Foreign(path) => return path,
            TypeHead::Standard(path) => path,
            TypeHead::Tuple => "",
        };
        path.rsplit("::").next().unwrap_or(path)
    }

    fn path(&self) -> String {
        match &self.head {
            TypeHead::Item(path) => format!("types::{path}"),
            TypeHead::Runtime(path) => format!("runtime::{path}"),
            TypeHead::Standard(path) if path.contains("::") => format!("::{path}"),
            TypeHead::Standard(path) => (*path).to_owned(),
            TypeHead::Foreign(path) => path.clone(),
            TypeHead::Tuple => String::new(),
        }
    }
}

/// Writes the type as in its definition, and by paths that hold where `types` and `runtime` are in scope for `{:#}`.
impl fmt::Display for RustType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match f.alternate() {
            true => f.write_str(&self.path())?,
            false => f.write_str(self.name())?,
        }
        let (open, close) = match self.head {
            TypeHead::Tuple => ("(", ")"),
            _ if self.arguments.is_empty() => return Ok(()),
            _ => ("<", ">"),
        };
        f.write_str(open)?;
        for (index, argument) in self.arguments.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            fmt::Display::fmt(argument, f)?;
        }
        if self.head == TypeHead::Tuple && self.arguments.len() == 1 {
            f.write_str(",")?;
        }
        f.write_str(close)
    }
}

/// A type of the IR, with aliases replaced by what they stand for.
pub(super) fn ty(api: &Api, it: &Type) -> RustType {
    match it {
        Type::Named(id) => {
            let named = api.ty(*id);
            match &named.kind {
                TypeKind::Alias(target) => ty(api, target),
                _ => RustType::model(&named.name),
            }
        }
        Type::Boolean => RustType::standard("bool", []),
        Type::Integer(width) => RustType::standard(width.name(), []),
        Type::Number(width) => RustType::standard(width.name(), []),
        Type::String => RustType::string(),
        Type::Text(it) => text(api, *it),
        Type::Base64 => RustType::runtime("Bytes", []),
        Type::Media => RustType::runtime("Media", []),
        Type::File => RustType::runtime("File", []),
        Type::Foreign(it) => RustType::plain(TypeHead::Foreign(it.path.clone())),
        Type::Array(items) => value(api, items).array(),
        Type::Tuple(it) => tuple(api, it),
        Type::Map(values) => value(api, values).map(),
        Type::Null => RustType::runtime("Null", []),
        Type::Any(_) => RustType::runtime("Value", []),
        Type::Never => RustType::runtime("Never", []),
        Type::Boxed(inner) => RustType::standard("std::boxed::Box", [ty(api, inner)]),
    }
}

/// A type where `null` may be allowed.
pub(super) fn value(api: &Api, it: &Value) -> RustType {
    let inner = ty(api, &it.ty);
    match it.nullable {
        true => inner.optional(),
        false => inner,
    }
}

/// The type of a property.
pub(super) fn field(api: &Api, it: &Value, presence: &Presence) -> RustType {
    let inner = ty(api, &it.ty);
    match (presence, it.nullable) {
        (Presence::Required, false) => inner,
        (Presence::Required, true) | (Presence::Optional(_), false) => inner.optional(),
        (Presence::Optional(_), true) => RustType::runtime("OptionalNullable", [inner]),
    }
}

/// The type of a parameter or a body.
pub(super) fn parameter(api: &Api, it: &Value, required: bool) -> RustType {
    let inner = ty(api, &it.ty);
    match required && !it.nullable {
        true => inner,
        false => inner.optional(),
    }
}

fn tuple(api: &Api, it: &Tuple) -> RustType {
    let items = it.items.iter().enumerate().map(|(index, item)| {
        let inner = value(api, item);
        match index < it.required {
            true => inner,
            false => RustType::runtime("OptionalItem", [inner]),
        }
    });
    let rest = it.rest.iter();
    let rest = rest.map(|items| RustType::runtime("TailItems", [value(api, items)]));
    RustType {
        head: TypeHead::Tuple,
        arguments: items.chain(rest).collect(),
    }
}

fn text(api: &Api, it: TextType) -> RustType {
    match it {
        TextType::Ipv4 => RustType::standard("std::net::Ipv4Addr", []),
        TextType::Ipv6 => RustType::standard("std::net::Ipv6Addr", []),
        _ => match api.time.feature().filter(|_| it.is_of_time_crate()) {
            Some(module) => RustType::runtime(&format!("{module}::{}", it.name()), []),
            None => RustType::runtime(it.name(), []),
        },
    }
}
