//! Operations: lowered one by one, then named and assembled together.
//!
//! The steps, in order: [`anchor`] names the places of inline schemas, [`lower()`] makes a draft of each operation, [`omit()`] leaves
//! out those that are not supported, and [`assemble()`] names the rest and sorts them into modules.
//!
//! | name                        | from                                                                  |
//! |-----------------------------|-----------------------------------------------------------------------|
//! | method                      | `operationId`, else method and path: `GET /pets/{id}` is `get_pets_by_id` |
//! | request                     | the method's name in upper camel case: `GetPet`; `GetPetRequest` beside a model of that name |
//! | error, parameters, successes | `GetPetError`, `GetPetParams`, `GetPetSuccess`                       |
//! | module                      | the operation's first tag; `untagged` without one; `webhooks`, `callbacks` |

mod anchors;
mod draft;
mod lower;
mod omit;

mod accept;
mod assemble;
mod modules;
mod names;

use foldhash::HashSet;
use specwright_spec::{Document, Operation};

pub(crate) use anchors::anchor;
pub(crate) use assemble::assemble;
pub(crate) use draft::OperationDraft;
pub(crate) use lower::lower;
pub(crate) use names::spaced;
pub(crate) use omit::omit;

/// The object of the document that declares an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum OperationOrigin<'d> {
    /// `paths`.
    Paths,
    /// `webhooks`, by the key.
    Webhook(&'d str),
    /// `callbacks` of an operation, by the key.
    Callback(&'d Operation, &'d str),
}

impl OperationOrigin<'_> {
    /// Returns true for an operation that the API sends: a webhook or a callback.
    pub(crate) fn is_outgoing(self) -> bool {
        match self {
            Self::Paths => false,
            Self::Webhook(_) | Self::Callback(..) => true,
        }
    }
}

/// Returns the operations of `paths`, `webhooks` and `callbacks`. An outgoing operation that is referred to several times is listed
/// once.
pub(crate) fn all(document: &Document) -> Vec<(&Operation, OperationOrigin<'_>)> {
    let paths = document
        .operations
        .iter()
        .map(|it| (it, OperationOrigin::Paths));
    let webhooks = document.webhooks.iter();
    let webhooks = webhooks.map(|it| (&it.operation, OperationOrigin::Webhook(&it.name)));
    let callbacks = document.operations.iter().flat_map(|owner| {
        let callbacks = owner.callbacks.iter();
        callbacks.map(move |it| (&it.operation, OperationOrigin::Callback(owner, &it.name)))
    });
    let mut all: Vec<_> = paths.collect();
    let mut seen = HashSet::default();
    all.extend(
        webhooks
            .chain(callbacks)
            .filter(|(it, _)| seen.insert(&it.at)),
    );
    all
}
