//! Values read from a tree.

use super::{Node, Number, access};
use crate::json::file::{self, File};
use serde_core::de::value::{Error, SeqDeserializer};
use serde_core::de::{Deserializer, IntoDeserializer, Visitor};
use serde_core::forward_to_deserialize_any;

impl<'de> IntoDeserializer<'de> for Node {
    type Deserializer = Node;

    fn into_deserializer(self) -> Node {
        self
    }
}

macro_rules! integers {
    ($($method:ident)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
                match self.as_integer() {
                    Some(integer) => visit_number(Number::Integer(integer), visitor),
                    None => self.deserialize_any(visitor),
                }
            }
        )*
    };
}

impl<'de> Deserializer<'de> for Node {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Node::Null => visitor.visit_unit(),
            Node::Boolean(value) => visitor.visit_bool(value),
            Node::Number(number) => visit_number(number, visitor),
            Node::String(text) | Node::Wire(text) => visitor.visit_string(text),
            Node::File(file) => match String::from_utf8(file.bytes.into_vec()) {
                Ok(text) => visitor.visit_string(text),
                Err(error) => visitor.visit_byte_buf(error.into_bytes()),
            },
            Node::Array(items) => {
                let mut items = access::Items::new(items);
                let value = visitor.visit_seq(&mut items)?;
                items.end()?;
                Ok(value)
            }
            Node::Object(properties) => {
                let mut properties = access::Properties::new(properties);
                let value = visitor.visit_map(&mut properties)?;
                properties.end()?;
                Ok(value)
            }
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Node::File(file) => visitor.visit_byte_buf(file.bytes.into_vec()),
            other => other.deserialize_any(visitor),
        }
    }

    /// In a parameter, an array of one item looks like the item.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Node::Wire(_) | Node::File(_) => Node::array(vec![self]).deserialize_any(visitor),
            other => other.deserialize_any(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.as_boolean() {
            Some(value) => visitor.visit_bool(value),
            None => self.deserialize_any(visitor),
        }
    }

    integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.as_integer() {
            Some(integer) => visitor.visit_i128(integer),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_u128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_i128(visitor)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.as_number() {
            Some(number) => visit_number(number, visitor),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Node::Null => visitor.visit_none(),
            node => visitor.visit_some(node),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Node::File(file) if name == file::NEWTYPE => {
                let media_type = file.media_type.map_or(Node::Null, Node::String);
                let bytes = Node::file(File::new("", file.bytes));
                let parts = [Node::String(file.name), media_type, bytes];
                visitor.visit_seq(SeqDeserializer::new(parts.into_iter()))
            }
            tree if name == super::NODE => {
                super::HANDED_OVER.set(Some(tree));
                visitor.visit_bytes(&[])
            }
            other => visitor.visit_newtype_struct(other),
        }
    }

    forward_to_deserialize_any! {
        char str string bytes unit unit_struct tuple tuple_struct map struct enum identifier ignored_any
    }
}

fn visit_number<'de, V: Visitor<'de>>(number: Number, visitor: V) -> Result<V::Value, Error> {
    match number {
        Number::Float(value) => visitor.visit_f64(value),
        Number::Integer(value) => match (i64::try_from(value), u64::try_from(value)) {
            (Ok(value), _) => visitor.visit_i64(value),
            (_, Ok(value)) => visitor.visit_u64(value),
            _ => visitor.visit_f64(value as f64),
        },
    }
}
