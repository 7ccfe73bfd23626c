//! Values written to a tree.

use super::{Node, Number, shared};
use crate::json::file::{self, File};
use crate::shown::from_fn;
use serde_core::de::value::Error;
use serde_core::ser::{self, Error as _, Impossible, Serialize, Serializer};
use std::fmt::{self, Write};

/// Builds a [`Node`].
#[derive(Clone, Copy)]
pub(crate) struct Build {
    /// The property of the outermost object that is wanted; all of them if it is none.
    only: Option<&'static str>,
}

impl Build {
    /// Builds everything.
    pub(crate) const WHOLE: Self = Self { only: None };

    /// Leaves out the other properties of an object.
    pub(crate) const fn only(name: &'static str) -> Self {
        Self { only: Some(name) }
    }
}

type Never = Impossible<Node, Error>;

fn unsupported<T>() -> Result<T, Error> {
    Err(Error::custom("not a JSON value"))
}

macro_rules! numbers {
    ($($method:ident $ty:ty, $variant:ident;)*) => {
        $(
            fn $method(self, value: $ty) -> Result<Node, Error> {
                Ok(Node::Number(Number::$variant(value.into())))
            }
        )*
    };
}

impl Serializer for Build {
    type Ok = Node;
    type Error = Error;
    type SerializeSeq = Array;
    type SerializeTuple = Array;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Object;
    type SerializeStruct = Object;
    type SerializeStructVariant = Never;

    /// Files are more than their text.
    fn is_human_readable(&self) -> bool {
        false
    }

    numbers! {
        serialize_i8 i8, Integer;
        serialize_i16 i16, Integer;
        serialize_i32 i32, Integer;
        serialize_i64 i64, Integer;
        serialize_u8 u8, Integer;
        serialize_u16 u16, Integer;
        serialize_u32 u32, Integer;
        serialize_u64 u64, Integer;
    }

    fn serialize_i128(self, value: i128) -> Result<Node, Error> {
        Ok(Node::Number(Number::Integer(value)))
    }

    fn serialize_u128(self, value: u128) -> Result<Node, Error> {
        Ok(Node::Number(Number::of_u128(value)))
    }

    fn serialize_bool(self, value: bool) -> Result<Node, Error> {
        Ok(Node::Boolean(value))
    }

    /// Converts by the shortest decimal: the `f64` nearest to 0.1, not to the `f32` nearest to 0.1.
    fn serialize_f32(self, value: f32) -> Result<Node, Error> {
        self.serialize_f64(value.to_string().parse().unwrap_or(f64::NAN))
    }

    fn serialize_f64(self, value: f64) -> Result<Node, Error> {
        if value.is_finite() {
            Ok(Node::Number(Number::Float(value)))
        } else {
            Err(Error::custom("number out of range"))
        }
    }

    fn serialize_char(self, value: char) -> Result<Node, Error> {
        Ok(Node::String(value.into()))
    }

    fn serialize_str(self, text: &str) -> Result<Node, Error> {
        Ok(Node::String(text.to_owned()))
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Node, Error> {
        Ok(Node::file(File::new("", bytes)))
    }

    fn serialize_none(self) -> Result<Node, Error> {
        Ok(Node::Null)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Node, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Node, Error> {
        Ok(Node::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Node, Error> {
        Ok(Node::Null)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Node, Error> {
        Ok(Node::String(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Node, Error> {
        if name == super::NODE {
            if let Some(tree) = super::HANDED_OVER.take() {
                return Ok(tree);
            }
        }
        let node = value.serialize(self)?;
        Ok(if name == file::NEWTYPE {
            file(node)
        } else {
            node
        })
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Node, Error> {
        unsupported()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Array, Error> {
        Ok(Array(Vec::new()))
    }

    fn serialize_tuple(self, _: usize) -> Result<Array, Error> {
        Ok(Array(Vec::new()))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Never, Error> {
        unsupported()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Never, Error> {
        unsupported()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object, Error> {
        Ok(Object::new(self.only))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object, Error> {
        Ok(Object::new(self.only))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Never, Error> {
        unsupported()
    }
}

/// A file of its parts.
fn file(mut node: Node) -> Node {
    let Node::Array(parts) = &mut node else {
        return node;
    };
    let [Node::String(name), media_type, Node::File(file)] = &mut parts[..] else {
        return node;
    };
    file.name = std::mem::take(name);
    file.media_type = media_type.as_text().map(str::to_owned);
    Node::File(std::mem::take(file))
}

pub(crate) struct Array(Vec<Node>);

impl ser::SerializeSeq for Array {
    type Ok = Node;
    type Error = Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        crate::steps::add(1);
        shared::push(&mut self.0, value.serialize(Build::WHOLE)?);
        Ok(())
    }

    fn end(self) -> Result<Node, Error> {
        Ok(Node::array(self.0))
    }
}

impl ser::SerializeTuple for Array {
    type Ok = Node;
    type Error = Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        ser::SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Node, Error> {
        Ok(Node::array(self.0))
    }
}

/// The value of a property is null until it is written.
pub(crate) struct Object {
    properties: Vec<(String, Node)>,
    only: Option<&'static str>,
    /// True if the current property is left out.
    skips: bool,
}

impl Object {
    fn new(only: Option<&'static str>) -> Self {
        Self {
            properties: Vec::new(),
            only,
            skips: false,
        }
    }
}

/// Compares a text that is written in pieces with the rest of another.
struct Rest<'a>(&'a str);

impl fmt::Write for Rest<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(text).ok_or(fmt::Error)?;
        Ok(())
    }
}

/// Returns true if a key is this name; without a copy of it.
fn is_key<T: ?Sized + Serialize>(key: &T, name: &str) -> bool {
    let mut rest = Rest(name);
    write!(rest, "{}", from_fn(|f| key.serialize(f))).is_ok() && rest.0.is_empty()
}

impl ser::SerializeMap for Object {
    type Ok = Node;
    type Error = Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Error> {
        self.skips = self.only.is_some_and(|name| !is_key(key, name));
        if self.skips {
            return Ok(());
        }
        let Node::String(key) = key.serialize(Build::WHOLE)? else {
            return Err(Error::custom("a property's name must be a string"));
        };
        shared::push(&mut self.properties, (key, Node::Null));
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        if self.skips {
            return Ok(());
        }
        if let Some((_, node)) = self.properties.last_mut() {
            crate::steps::add(1);
            *node = value.serialize(Build::WHOLE)?;
        }
        Ok(())
    }

    fn end(self) -> Result<Node, Error> {
        Ok(Node::object(self.properties))
    }
}

impl ser::SerializeStruct for Object {
    type Ok = Node;
    type Error = Error;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        if self.only.is_none_or(|name| name == key) {
            let value = value.serialize(Build::WHOLE)?;
            self.properties.push((key.to_owned(), value));
        }
        Ok(())
    }

    fn end(self) -> Result<Node, Error> {
        Ok(Node::object(self.properties))
    }
}
