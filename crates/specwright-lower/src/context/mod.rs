//! The state that the steps of lowering share.
//!
//! | part      | holds                                                          |
//! |-----------|----------------------------------------------------------------|
//! | [`Session`] | the document, the options, and everything that is reported     |
//! | [`Arena`]   | the types in the making, with their patterns and assertions    |

mod arena;
mod renames;
mod session;

pub(crate) use arena::{Arena, Known};
pub(crate) use session::Session;

use specwright_ir::{Docs, Type, UntypedReason, Value};
use specwright_spec::{Diagnostic, Document};

use crate::Options;
use crate::draft::{Access, Draft, Form, Shape};

/// The state of lowering one document.
pub(crate) struct Context<'d> {
    pub session: Session<'d>,
    pub arena: Arena<'d>,
}

impl<'d> Context<'d> {
    /// Returns the state before the first step.
    pub(crate) fn new(document: &'d Document, options: &'d Options) -> Self {
        let session = Session::new(document, options);
        let arena = Arena::new(document, options.component_names, |at| {
            session.pinned_type(at)
        });
        Self { session, arena }
    }

    /// Reports a schema that cannot be lowered and returns its value. If the gap is allowed, the value is a draft that marks
    /// the operations to leave out.
    pub(crate) fn gap(&mut self, diagnostic: Diagnostic) -> Value {
        let at = diagnostic
            .place
            .location()
            .cloned()
            .unwrap_or_else(|| self.session.root());
        let reason = diagnostic.message.clone();
        if !self.session.report(diagnostic) {
            return any(UntypedReason::Gap);
        }
        plain(Type::Named(self.arena.add(Draft {
            preferred_name: String::new(),
            is_inner: false,
            alternate_name: None,
            disambiguator: String::new(),
            owner: at.clone(),
            at,
            component: None,
            shared: None,
            form: Form::Main,
            main: None,
            docs: Docs::default(),
            deprecated: false,
            access: Access::default(),
            shape: Shape::Gap(reason),
        })))
    }
}

/// Returns a value of a type without constraints.
pub(crate) fn plain(ty: Type) -> Value {
    Value {
        ty,
        nullable: false,
        constraints: None,
    }
}

/// Returns an untyped value.
pub(crate) fn any(cause: UntypedReason) -> Value {
    plain(Type::Any(cause))
}
