//! What a schema without a name is called: after the place where it stands.
//!
//! | place                                                 | name                                              |
//! |-------------------------------------------------------|---------------------------------------------------|
//! | component `X` of any kind                             | `X`, or as it is called if that is taken          |
//! | property `p` of a schema called `S`                   | `S` + `p`                                         |
//! | items of `S`                                          | `S` + `Item`                                      |
//! | the item of `S` at its second position (`prefixItems/1`) | `S` + `Item2`                                  |
//! | values of `S` (`additionalProperties`)                | `S` + `Value`                                     |
//! | member of an `allOf`; the only member of `anyOf`, `oneOf` | `S`                                           |
//! | one of several members of `S`                         | `S` + its title, or what it is (a string, or where there are two of them: an enum, a date, …), or what it always says, or what it has |
//! | `not` of `S`                                          | `S` + `Not`                                       |
//! | request body of operation `o`                         | `o` + `Body`                                      |
//! | response 200 of `o`; another                          | `o` + `Response`; `o` + the reason of its status  |
//! | parameter `p` of `o`; of all operations of a path     | `o` + `p`; the words of the path + `p`            |
//! | header `h` of a response called `R`                   | `R` + `h`                                         |
//! | `itemSchema` of a body called `B`                     | `B` + `Item`                                      |
//! | one of several media types of a body called `B`, but JSON | `B` + the words of the media type             |
//! | what a tuple struct called `S` is around              | `S` + `Union`, `Enum` or `Value`                  |
//! | anything else, as in a file of schemas                | its key, or the name of the file                  |
//!
//! A pinned name takes the place of everything before it.

use std::borrow::Cow;
use std::collections::HashMap;

use specwright_spec::{Document, Location, Schema, SchemaId, Types};

use super::case::{Kind, name};
use super::scope::{Claim, Rank, settle};

/// The names of the places of a document.
#[derive(Debug)]
pub(crate) struct Places<'d> {
    document: &'d Document,
    schemas: HashMap<&'d Location, SchemaId>,
    anchors: HashMap<Location, String>,
}

impl<'d> Places<'d> {
    /// The places of a document: its components, and what is pinned.
    pub(crate) fn new(
        document: &'d Document,
        pinned: impl Fn(&Location) -> Option<String>,
    ) -> Self {
        let schemas: HashMap<_, _> = document
            .schemas
            .iter()
            .map(|(id, schema)| (&schema.at, id))
            .collect();
        let places = document.components.iter();
        let places = places.map(|(_, id)| document.schemas[*id].at.clone());
        let mut anchors: HashMap<_, _> = places.zip(component_names(document)).collect();
        anchors.extend(
            schemas
                .keys()
                .filter_map(|at| Some(((*at).clone(), pinned(at)?))),
        );
        Self {
            document,
            schemas,
            anchors,
        }
    }

    /// Names a place; what is named already keeps its name.
    pub(crate) fn anchor(&mut self, at: Location, name: String) {
        self.anchors.entry(at).or_insert(name);
    }

    /// What a schema is called, in upper camel case.
    pub(crate) fn name(&self, at: &Location) -> String {
        let mut pieces = Vec::new();
        let mut at = at.clone();
        loop {
            if let Some(anchor) = self.anchors.get(&at) {
                pieces.push(name(anchor, Kind::Type));
                break;
            }
            match self.step(&at) {
                Some((outer, piece)) => {
                    pieces.extend(piece.map(|piece| name_piece(&piece)));
                    at = outer;
                }
                None => {
                    pieces.push(name(&self.key(&at), Kind::Type));
                    break;
                }
            }
        }
        pieces.reverse();
        pieces.concat()
    }

    /// The schema around a schema, and what it adds to the name.
    fn step(&self, at: &Location) -> Option<(Location, Option<String>)> {
        let last = at.pointer.last()?;
        let parent = at.parent()?;
        let keyword = match &*last {
            "items" => Some("Item"),
            "additionalProperties" => Some("Value"),
            "not" => Some("Not"),
            _ => None,
        };
        if let Some(word) = keyword.filter(|_| self.is_schema(&parent)) {
            return Some((parent, Some(word.to_owned())));
        }
        let outer = parent.parent()?;
        match &*parent.pointer.last()? {
            "properties" | "patternProperties" | "$defs" | "definitions" => {
                Some((outer, Some(last.into_owned())))
            }
            "prefixItems" | "items" => {
                let position: usize = last.parse().ok()?;
                Some((outer, Some(format!("Item{}", position + 1))))
            }
            "allOf" => Some((outer, None)),
            "anyOf" | "oneOf" => {
                let piece = self.member(&outer, at);
                Some((outer, piece))
            }
            _ => None,
        }
    }

    fn is_schema(&self, at: &Location) -> bool {
        self.schemas.contains_key(at) || self.anchors.contains_key(at)
    }

    fn member(&self, outer: &Location, at: &Location) -> Option<String> {
        let outer = &self.document.schemas[*self.schemas.get(outer)?];
        let member = *self.schemas.get(at)?;
        let members = if outer.one_of.contains(&member) {
            &outer.one_of
        } else {
            &outer.any_of
        };
        member_word(self.document, members, member)
    }

    fn key(&self, at: &Location) -> String {
        let path = || {
            self.document
                .sources
                .get(at.file)
                .map(|source| source.path().to_owned())
                .unwrap_or_default()
        };
        at.pointer.last().map(Cow::into_owned).unwrap_or_else(|| {
            let path = path();
            let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
            file.split('.').next().unwrap_or_default().to_owned()
        })
    }
}

/// The names of the components, as far as they are settled among themselves: what stands in one is named after its own name.
fn component_names(document: &Document) -> impl Iterator<Item = String> {
    let claim = |(name, _): &(String, SchemaId)| Claim::new(name, Kind::Type, Rank::Named, "");
    let claims: Vec<Claim> = document.components.iter().map(claim).collect();
    let (names, _) = settle(&claims);
    names.into_iter().map(|name| name.as_str().to_owned())
}

/// A piece of a name: digits may come first.
fn name_piece(piece: &str) -> String {
    let name = name(&format!("x {piece}"), Kind::Type);
    name.strip_prefix('X').map(str::to_owned).unwrap_or(name)
}

/// What tells a member of a `oneOf` or `anyOf` from the others; none if it is the only one but for null.
pub(crate) fn member_word(
    document: &Document,
    members: &[SchemaId],
    member: SchemaId,
) -> Option<String> {
    let others: Vec<&Schema> = members
        .iter()
        .filter(|id| **id != member)
        .map(|id| &document.schemas[*id])
        .filter(|it| !is_null(it))
        .collect();
    let schema = &document.schemas[member];
    if others.is_empty() {
        return None;
    }
    if let Some(title) = schema
        .title
        .as_ref()
        .filter(|title| !title.trim().is_empty())
    {
        return Some(title.clone());
    }
    let word = type_word(schema);
    let others_alike: Vec<&Schema> = others
        .iter()
        .copied()
        .filter(|other| type_word(other) == word)
        .collect();
    let own = detail(document, schema);
    if others_alike.iter().all(|it| detail(document, it) != own) {
        return Some(match own.filter(|_| !others_alike.is_empty()) {
            Some(detail) => detail,
            None => word.to_owned(),
        });
    }
    if let Some(value) = own_constant(document, schema, &others) {
        return Some(value.to_owned());
    }
    let has = |schema: &Schema, name: &String| schema.properties.iter().any(|(it, _)| it == name);
    let own = schema
        .required
        .iter()
        .chain(schema.properties.iter().map(|(name, _)| name));
    let unique = own
        .into_iter()
        .find(|name| others.iter().all(|other| !has(other, name)));
    let position = members.iter().position(|id| *id == member).unwrap_or(0) + 1;
    Some(unique.map_or_else(
        || format!("{word}{position}"),
        |name| format!("With {name}"),
    ))
}

/// The text that a property of a schema always is, if it always is another in each of the others.
fn own_constant<'d>(
    document: &'d Document,
    schema: &'d Schema,
    others: &[&'d Schema],
) -> Option<&'d str> {
    schema.properties.iter().find_map(|(name, _)| {
        let own = constant(document, schema, name)?;
        let is_other = |it: &Schema| constant(document, it, name).is_some_and(|text| text != own);
        others.iter().all(|it| is_other(it)).then_some(own)
    })
}

/// The only text that a property admits.
fn constant<'d>(document: &'d Document, schema: &Schema, name: &str) -> Option<&'d str> {
    let (_, id) = schema.properties.iter().find(|(it, _)| it == name)?;
    match document.schemas[*id].enumeration.as_deref()? {
        [only] => only.as_str().filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// What a scalar or an array is among others of its type: an enum, its format, an array of what. Nothing, of an object.
fn detail(document: &Document, schema: &Schema) -> Option<String> {
    match type_word(schema) {
        "Object" => None,
        "Array" => {
            let items = &document.schemas[schema.items?];
            let item = items.component.clone().or_else(|| detail(document, items));
            let item = item.unwrap_or_else(|| type_word(items).to_owned());
            Some(format!("{item} Array"))
        }
        _ if schema.enumeration.is_some() => Some("Enum".to_owned()),
        _ => schema.format.clone(),
    }
}

/// Whether a schema admits null only.
pub(crate) fn is_null(schema: &Schema) -> bool {
    schema.types
        == Some(Types {
            null: true,
            ..Types::default()
        })
        || schema.enumeration.as_ref().is_some_and(|values| {
            values
                .iter()
                .all(|value| *value == specwright_spec::Node::Null)
        })
}

/// A word for the type of a schema.
pub(crate) fn type_word(schema: &Schema) -> &'static str {
    let types = schema.types.unwrap_or_default();
    match () {
        () if types.object || !schema.properties.is_empty() || !schema.all_of.is_empty() => {
            "Object"
        }
        () if types.array || schema.items.is_some() => "Array",
        () if types.string => "String",
        () if types.integer => "Integer",
        () if types.number => "Number",
        () if types.boolean => "Boolean",
        () => "Variant",
    }
}
