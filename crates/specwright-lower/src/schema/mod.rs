//! Schemas into values and drafts of types.
//!
//! | schema                                               | becomes                                             | where         |
//! |------------------------------------------------------|-----------------------------------------------------|---------------|
//! | `enum`                                               | an enum, or `bool`                                  | [`enums`]     |
//! | `anyOf`, `oneOf` of several members; several types   | a union                                             | [`mod@union`] |
//! | the same, of members that only constrain             | the type beside them, with an assertion             | [`wrapper`]   |
//! | an object with `properties`, `required`, or `additionalProperties: false` | a struct                       | [`object`]    |
//! | another object                                       | a map                                               | [`object`]    |
//! | an array                                             | a `Vec` or a tuple                                  | [`mod@array`] |
//! | a component that is a string or number with constraints | a newtype                                        | [`scalar`]    |
//! | any other scalar                                     | a Rust type, with constraints where it is used      | [`scalar`]    |
//! | a schema without constraints                         | any JSON value                                      | [`mod@shape`] |
//!
//! A component whose schema is only a reference to another component, or becomes a scalar, an array or a map, is an alias. Uses
//! of an alias of a struct, enum or union name the alias; uses of any other alias have its target.
//!
//! The meaning of schemas, which needs no Rust, is in [`semantics`](crate::semantics).

mod additional_conflicts;
mod array;
pub(crate) mod assertion;
mod enums;
mod foreign;
mod formats;
mod integer;
mod new_draft;
mod object;
mod owners;
mod pattern_properties;
mod scalar;
mod shape;
mod site;
mod union;
mod untyped;
mod value;
mod wrapper;

pub use formats::type_of_format;
pub(crate) use value::{component, value};

use new_draft::add_draft;
use shape::{shape, shape_without_assertions};
use site::SchemaSite;

use specwright_ir::{TypeId, UnionStrategy};

use crate::context::Context;
use crate::diagnostics;
use crate::semantics::union::Member;
use crate::semantics::{Choice, all_of};

/// A type that is registered, and whose members are still to be lowered.
///
/// The members of a type are lowered after all types that were begun before it, so that a chain of types, however long, needs no
/// stack.
#[derive(Clone, Debug)]
pub(crate) enum Job<'d> {
    Struct {
        id: TypeId,
        site: Box<SchemaSite<'d>>,
    },
    Union {
        id: TypeId,
        site: Box<SchemaSite<'d>>,
        choice: Choice,
        members: Vec<Member<'d>>,
        strategy: UnionStrategy,
    },
}

/// Reports schemas whose `allOf` are too deep or too large to be split; returns true if there are none.
///
/// Such a gap cannot be allowed: lowering would take time and memory without bound.
pub(crate) fn check_depth(context: &mut Context<'_>) -> bool {
    let too_deep = all_of::nested_too_deep(context.session.document);
    for id in &too_deep {
        let at = &context.session.document.schemas[*id].at;
        let feature = format!("`allOf` nested more than {} levels deep", all_of::MAX_DEPTH);
        context
            .session
            .diagnostics
            .push(diagnostics::unsupported_feature(at, &feature));
    }
    if !too_deep.is_empty() {
        return false;
    }
    let too_large = all_of::copies_too_much(context.session.document);
    if let Some(id) = too_large {
        let at = &context.session.document.schemas[id].at;
        let most = all_of::MAX_COPIED;
        let feature = format!("`allOf` that copies more than {most} schemas and properties in all");
        context
            .session
            .diagnostics
            .push(diagnostics::unsupported_feature(at, &feature));
    }
    too_large.is_none()
}

/// Lowers every component.
pub(crate) fn lower_components(context: &mut Context<'_>) {
    for (_, id) in &context.session.document.components {
        component(context, *id);
        fill(context);
    }
}

/// Lowers the members of the types that are registered so far, and of those that they use.
pub(crate) fn fill(context: &mut Context<'_>) {
    while let Some(job) = context.arena.jobs.pop() {
        match job {
            Job::Struct { id, site } => object::fill(context, id, &site),
            Job::Union {
                id,
                site,
                choice,
                members,
                strategy,
            } => union::fill(context, id, &site, choice, members, &strategy),
        }
    }
}
