//! Files to be: who formats a file makes its tokens, which cannot leave the thread they were made on.

use crate::File;
use crate::names::Names;
use specwright_ir::Api;
use std::sync::Arc;

/// A generated file to be.
pub struct Task<'a> {
    weight: usize,
    emit: Box<dyn Fn() -> File + Send + Sync + 'a>,
}

impl Task<'_> {
    /// How many types or operations it writes of, roughly: the longest tasks are best begun first.
    pub fn weight(&self) -> usize {
        self.weight
    }

    /// The file, with tokens of the thread that asks for it.
    pub fn emit(&self) -> File {
        (self.emit)()
    }
}

/// The files of a crate, as they are listed.
pub(crate) struct Tasks<'a> {
    names: Arc<Names<'a>>,
    list: Vec<Task<'a>>,
}

impl<'a> Tasks<'a> {
    pub(crate) fn new(api: &'a Api) -> Self {
        Self {
            names: Arc::new(Names::new(api)),
            list: Vec::new(),
        }
    }

    /// Adds a file about so many types or operations.
    pub(crate) fn add(
        &mut self,
        weight: usize,
        emit: impl Fn(&Names<'a>) -> File + Send + Sync + 'a,
    ) {
        let names = Arc::clone(&self.names);
        self.list.push(Task {
            weight,
            emit: Box::new(move || emit(&names)),
        });
    }

    pub(crate) fn finish(self) -> Vec<Task<'a>> {
        self.list
    }
}
