//! The names of inline schemas, by their place.
//!
//! | place                                                 | name                                              |
//! |-------------------------------------------------------|---------------------------------------------------|
//! | component `X` of any kind                             | `X`, or its name if that is taken                 |
//! | property `p` of a schema named `S`                    | `S` + `p`                                         |
//! | items of `S`                                          | `S` + `Item`                                      |
//! | the item of `S` at its second position (`prefixItems/1`) | `S` + `SecondItem`                             |
//! | values of `S` (`additionalProperties`)                | `S` + `Value`                                     |
//! | member of an `allOf`; the only member of `anyOf`, `oneOf` | `S`                                           |
//! | one of several members of `S`                         | `S` + the first that distinguishes it ([`members`](super::members)) |
//! | `not` of `S`                                          | `S` + `Not`                                       |
//! | request body of operation `o`                         | `o` + `Body`                                      |
//! | response 200 of `o`; another                          | `o` + `Response`; `o` + the reason of the status  |
//! | parameter `p` of `o`; of all operations of a path     | `o` + `p`; the words of the path + `p`            |
//! | header `h` of a response named `R`                    | `R` + `h`                                         |
//! | `itemSchema` of a body named `B`                      | `B` + `Item`                                      |
//! | one of several media types of a body named `B`, except JSON | `B` + the words of the media type           |
//! | the inner type of a wrapper named `S`                 | `S` + `Union`, `Enum` or `Value`                  |
//! | any other, such as in a file of schemas               | its key, or the name of the file                  |
//!
//! A rename replaces the name up to its place.

use std::borrow::Cow;
use std::cell::RefCell;

use foldhash::HashMap;
use specwright_spec::{Document, Location, SchemaId};

use super::case::{Kind, name, unsigned};
use super::cleaned;
use super::members::{MemberWords, ordinal};
use super::scope::{Claim, Rank, settle};
use crate::ComponentNames;

/// The names of inline schemas.
#[derive(Debug)]
pub(crate) struct Places<'d> {
    document: &'d Document,
    schemas: HashMap<&'d Location, SchemaId>,
    anchors: HashMap<Location, String>,
    /// The words for the members of each schema with `oneOf` or `anyOf`, in this order.
    words: RefCell<HashMap<SchemaId, [MemberWords<'d>; 2]>>,
}

impl<'d> Places<'d> {
    /// Returns the names of components and of renames; [`anchor`](Self::anchor) adds those of operations.
    pub(crate) fn new(
        document: &'d Document,
        names: ComponentNames,
        pinned: impl Fn(&Location) -> Option<String>,
    ) -> Self {
        let schemas: HashMap<_, _> = document
            .schemas
            .iter()
            .map(|(id, schema)| (&schema.at, id))
            .collect();
        let places = document.components.iter();
        let places = places.map(|(_, id)| document.schemas[*id].at.clone());
        let mut anchors: HashMap<_, _> = places.zip(component_names(document, names)).collect();
        anchors.extend(
            schemas
                .keys()
                .filter_map(|at| Some(((*at).clone(), pinned(at)?))),
        );
        Self {
            document,
            schemas,
            anchors,
            words: RefCell::default(),
        }
    }

    /// Names a place, unless it has a name.
    pub(crate) fn anchor(&mut self, at: Location, name: String) {
        self.anchors.entry(at).or_insert(name);
    }

    /// Returns the name of a schema, in upper camel case.
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

    /// Returns the schema around a schema, and the word that the inner one adds to its name.
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
                Some((outer, Some(format!("{} Item", ordinal(position + 1)))))
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
        let outer_id = self.schemas.get(outer)?;
        let outer = &self.document.schemas[*outer_id];
        let member = *self.schemas.get(at)?;
        let mut words = self.words.borrow_mut();
        let [one_of, any_of] = words.entry(*outer_id).or_insert_with(|| {
            [&outer.one_of, &outer.any_of].map(|members| MemberWords::new(self.document, members))
        });
        let words = if one_of.has(member) { one_of } else { any_of };
        words.word(self.document, member)
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

/// Returns the names of components, settled among themselves: inline schemas in a component have its name as a prefix.
fn component_names(document: &Document, names: ComponentNames) -> impl Iterator<Item = String> {
    let claim = |(name, _): &(String, SchemaId)| component_claim(name, names);
    let claims: Vec<Claim> = document.components.iter().map(claim).collect();
    let (names, _) = settle(&claims);
    names.into_iter().map(|name| name.as_str().to_owned())
}

/// Returns the claim of a component.
pub(crate) fn component_claim(text: &str, names: ComponentNames) -> Claim {
    let claim = Claim::new(text, Kind::Type, Rank::Named, "");
    match names {
        ComponentNames::Whole => claim,
        ComponentNames::LastSegment => claim.with_shorter(cleaned::component(text)),
    }
}

/// Returns a piece of a name, which may begin with a digit.
fn name_piece(piece: &str) -> String {
    let name = name(&format!("x {}", unsigned(piece)), Kind::Type);
    name.strip_prefix('X').map(str::to_owned).unwrap_or(name)
}
