//! Requirements that are not a list of objects (see the table in [`requirements`](crate::requirements)), and misplaced
//! `security`. No requirement is lost: the result always requires the named credentials.
//!
//! | misplaced `security` | read as |
//! |---|---|
//! | in a path item | that of each operation in it without its own |
//! | misspelled, beside `security` | required in addition |
//! | in another object of an operation, such as a response | required by that operation in addition |
//! | elsewhere, such as in `components` or `paths` | required by the document in addition |
//!
//! A misplaced `security` that allows anonymous requests is ignored, since it would remove a requirement.

use super::Change::{Remove, Require, Set};
use super::{Holder, Idiom, error};
use crate::grammar::{FieldShape, ObjectKind, is_extension};
use crate::paths::METHODS;
use crate::requirements::{UNSPECIFIED, alternative, alternatives, opens, scopes};
use crate::suggest::nearest;
use crate::{Location, Node, Version};

/// Adds the idioms of a value that is not a list, or of an element that is not an object.
pub(super) fn find(shape: FieldShape, node: &Node, at: &Location, found: &mut Vec<Idiom>) {
    let (change, intended) = match shape {
        FieldShape::List(FieldShape::Map(FieldShape::List(FieldShape::Text))) => match node {
            Node::Null => return,
            Node::Bool(false) => (Remove, None),
            Node::Object(members) if members.is_empty() => (Remove, None),
            _ => {
                let intended = Node::Array(vec![alternative(node)]);
                (Set(intended.clone()), Some(intended))
            }
        },
        FieldShape::Map(FieldShape::List(FieldShape::Text)) if is_element(at) => {
            let intended = alternative(node);
            (Set(intended.clone()), Some(intended))
        }
        FieldShape::List(FieldShape::Text)
            if is_scopes(at) && matches!(node, Node::Object(_) | Node::Number(_)) =>
        {
            let intended = Node::Array(scopes(node));
            (Set(intended.clone()), Some(intended))
        }
        _ => return,
    };
    let repair = match &intended {
        Some(intended) => format!("read as `{}`", intended.compact()),
        None => "ignored".to_owned(),
    };
    let idiom = Idiom::new(at, change, error::wrong_type(at, &shape.describe(), node));
    let idiom = match &intended {
        // Only the author knows the name.
        Some(intended) if names_nothing(intended) => idiom.not_offered("name a security scheme"),
        _ => idiom,
    };
    found.push(idiom.repaired(repair));
}

/// Returns true for requirements without any readable name.
fn names_nothing(intended: &Node) -> bool {
    let is_unspecified = |node: &Node| node.get(UNSPECIFIED).is_some();
    is_unspecified(intended) || intended.elements().iter().any(is_unspecified)
}

/// Adds the idioms of requirements that are references or have nested scopes.
pub(super) fn find_in_objects(
    kind: ObjectKind,
    node: &Node,
    at: &Location,
    found: &mut Vec<Idiom>,
) {
    if !matches!(kind, ObjectKind::Document | ObjectKind::Operation) {
        return;
    }
    let at = at.child("security");
    let elements = node.get("security").map(Node::elements).unwrap_or_default();
    for (index, element) in elements.iter().enumerate() {
        let is_reference = element.get("$ref").and_then(Node::as_str).is_some();
        let named = element.members().iter().filter(|_| !is_reference);
        for (name, list) in named.filter(|(_, list)| has_nested(list)) {
            let at = at.index(index).child(name);
            let intended = Node::Array(scopes(list));
            let repair = format!("read as `{}`", intended.compact());
            let diagnostic = error::nested_scopes(&at);
            found.push(Idiom::new(&at, Set(intended), diagnostic).repaired(repair));
        }
        if element.get("$ref").and_then(Node::as_str).is_some() {
            let (at, intended) = (at.index(index), alternative(element));
            let repair = format!("read as `{}`", intended.compact());
            let diagnostic = error::requirement_by_reference(&at);
            found.push(Idiom::new(&at, Set(intended), diagnostic).repaired(repair));
        }
    }
}

/// Returns true for an element of a `security` list.
pub(super) fn is_element(at: &Location) -> bool {
    let last = at.pointer.last().unwrap_or_default();
    let list = at.parent();
    let list = list.as_ref().and_then(|list| list.pointer.last());
    !last.is_empty()
        && last.bytes().all(|byte| byte.is_ascii_digit())
        && list.as_deref() == Some("security")
}

/// Returns true for the scopes of a scheme in an element of a `security` list.
fn is_scopes(at: &Location) -> bool {
    at.parent().is_some_and(|element| is_element(&element))
}

/// Returns true for one of the scopes of a scheme.
pub(super) fn is_scope(at: &Location) -> bool {
    at.parent().is_some_and(|scopes| is_scopes(&scopes))
}

/// Returns true for scopes that are not a list of strings.
fn has_nested(scopes: &Node) -> bool {
    let is_text = |node: &Node| *node == Node::Null || node.as_text().is_some();
    scopes.elements().iter().any(|scope| !is_text(scope))
}

/// Adds the idioms of `security` in an object that does not define it.
pub(super) fn find_misplaced(
    kind: ObjectKind,
    node: &Node,
    at: &Location,
    version: Version,
    found: &mut Vec<Idiom>,
) {
    // In schemas, any unknown keyword is an annotation; in callbacks, any key is an expression.
    if matches!(
        kind,
        ObjectKind::Schema | ObjectKind::Callback | ObjectKind::Example
    ) {
        return;
    }
    let members = node.members().iter();
    for (key, value) in members.filter(|(key, _)| is_unread(kind, key, version)) {
        let has_own = matches!(kind, ObjectKind::Document | ObjectKind::Operation);
        if has_own && node.get("security").is_none() {
            continue;
        }
        let holder = match kind {
            ObjectKind::PathItem if node.get("$ref").is_some() => Holder::Reference(at.clone()),
            ObjectKind::PathItem => Holder::Item(operations(node, at)),
            ObjectKind::Document => Holder::Document,
            ObjectKind::Operation => Holder::Operation(at.clone()),
            _ => around(at),
        };
        found.push(misplaced(kind.describe(), &at.child(key), value, holder));
    }
}

/// Adds the idioms of methods in the wrong case beside the same method.
pub(super) fn find_repeated(kind: ObjectKind, node: &Node, at: &Location, found: &mut Vec<Idiom>) {
    if kind != ObjectKind::PathItem {
        return;
    }
    for (key, value) in node.members() {
        let method = key.to_ascii_lowercase();
        let is_repeated = *key != method && METHODS.contains(&&*method);
        if !is_repeated || node.get(&method).is_none() || value.as_object().is_none() {
            continue;
        }
        let (own, first) = (
            value.get("security").and_then(alternatives),
            at.child(&method),
        );
        let holder = match own {
            Some(_) => Holder::Operation(first.clone()),
            None => Holder::Inheriting(first.clone()),
        };
        let error = error::repeated_operation(&at.child(key), &first);
        let idiom = Idiom::new(
            &at.child(key),
            Require(holder, own.unwrap_or_default()),
            error,
        );
        let repair = format!("ignored, and its requirements apply to `{method}`");
        found.push(idiom.not_offered("remove one of them").repaired(repair));
    }
}

/// Adds the idiom of `security` among paths, responses or other named objects.
pub(super) fn find_among_names(
    shape: FieldShape,
    node: &Node,
    at: &Location,
    found: &mut Vec<Idiom>,
) {
    let is_named = at.pointer.last().as_deref() == Some("security");
    let kind = shape.kind().filter(|_| is_named);
    if let Some(ObjectKind::PathItem | ObjectKind::Response) = kind {
        found.push(misplaced("this object of names", at, node, around(at)));
    }
}

fn misplaced(kind: &str, at: &Location, value: &Node, holder: Holder) -> Idiom {
    let words = match &holder {
        Holder::Document => "required by the document as well",
        Holder::Operation(_) | Holder::Inheriting(_) => "required by the operation as well",
        Holder::Item(_) => "applied to each operation without its own",
        Holder::Reference(_) => "required by each operation of the referenced path item as well",
    };
    let error = error::misplaced_security(at, kind);
    let said = alternatives(value).filter(|_| !opens(value));
    let repair = match said {
        Some(_) => words,
        None => "ignored, since it has no requirements",
    };
    let change = Require(holder, said.unwrap_or_default());
    Idiom::new(at, change, error)
        .not_offered("write it in each operation, or once in the document")
        .repaired(repair)
}

/// Returns true for an unknown key that is, or is similar to, `security`.
fn is_unread(kind: ObjectKind, key: &str, version: Version) -> bool {
    let field = kind.field(key).filter(|field| field.is_of(version));
    !is_extension(key)
        && field.is_none()
        && (key.eq_ignore_ascii_case("security") || nearest(key, ["security"]).is_some())
}

/// Returns the operations of a path item without requirements of their own.
fn operations(item: &Node, at: &Location) -> Vec<Location> {
    let inherits = |node: &Node| node.get("security").and_then(alternatives).is_none();
    let additional = item.get("additionalOperations").map(Node::members);
    let additional = additional.unwrap_or_default().iter();
    let place = at.child("additionalOperations");
    let additional = additional.map(|(name, node)| (place.child(name), node));
    let own = item.members().iter();
    let own = own.filter(|(key, _)| METHODS.iter().any(|it| it.eq_ignore_ascii_case(key)));
    let own = own.map(|(key, node)| (at.child(&key.to_ascii_lowercase()), node));
    let all = own.chain(additional).filter(|(_, node)| inherits(node));
    all.map(|(at, _)| at).collect()
}

/// Returns the operation around a location, or the document.
fn around(at: &Location) -> Holder {
    let mut places = std::iter::successors(at.parent(), Location::parent);
    let is_operation = |at: &Location| {
        let last = at.pointer.last().unwrap_or_default();
        let holder = at.parent().and_then(|item| item.parent());
        METHODS.contains(&&*last) && holder.is_some_and(|holder| is_paths(&holder))
    };
    match places.find(is_operation) {
        Some(operation) => Holder::Operation(operation),
        None => Holder::Document,
    }
}

/// Returns true for an object of path items.
fn is_paths(at: &Location) -> bool {
    let last = at.pointer.last().unwrap_or_default();
    let names = ["paths", "webhooks", "pathItems"];
    let holder = at
        .parent()
        .and_then(|it| Some(it.pointer.last()?.into_owned()));
    names.contains(&&*last) || holder.as_deref() == Some("callbacks")
}
