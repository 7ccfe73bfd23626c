//! Files to be: who formats a file makes its tokens, which cannot leave the thread they were made on.
//!
//! A file of many items is made in pieces: a hundred items' tokens are printed and gone before the next are made, and
//! pieces of one file can be made on several threads. What all pieces import is known last, so the frame that holds them
//! is made after them.

use crate::imports::{Imports, Scope};
use crate::names::Names;
use crate::{File, Layout};
use proc_macro2::{Group, TokenStream, TokenTree};
use specwright_ir::Api;
use std::ops::Range;
use std::sync::Arc;

/// The number of items per piece.
const PIECE: usize = 128;

/// A generated file to be.
pub struct Task<'a> {
    weight: usize,
    names: Arc<Names<'a>>,
    maker: Box<dyn Items + 'a>,
}

/// Some items of a file.
pub struct Piece {
    /// The items.
    pub tokens: TokenStream,
    /// The imports of the items.
    pub imports: Imports,
}

impl Task<'_> {
    /// The approximate number of types or operations: the longest tasks are best begun first.
    pub fn weight(&self) -> usize {
        self.weight
    }

    /// True if the pieces are inside the braces at the end of the frame, and not after it.
    pub fn inside(&self) -> bool {
        self.maker.inside()
    }

    /// The number of pieces.
    pub fn pieces(&self) -> usize {
        self.maker.count().div_ceil(PIECE)
    }

    /// A piece, with tokens of the calling thread.
    pub fn piece(&self, index: usize) -> Piece {
        let end = self.maker.count().min((index + 1) * PIECE);
        self.items(index * PIECE..end)
    }

    fn items(&self, range: Range<usize>) -> Piece {
        let scope = self.maker.scope(&self.names);
        Piece {
            tokens: range.map(|index| self.maker.item(&scope, index)).collect(),
            imports: scope.into_used(),
        }
    }

    /// The frame of the pieces, which import so much; all of the file, if there are none.
    pub fn frame(&self, imports: Imports) -> File {
        let scope = self.maker.scope(&self.names).with(imports);
        self.maker.frame(&scope)
    }

    /// The whole file, at once.
    pub fn emit(&self) -> File {
        let Piece {
            tokens, imports, ..
        } = self.items(0..self.maker.count());
        let file = self.frame(imports);
        let tokens = match self.inside() {
            true => within(file.tokens, tokens),
            false => [file.tokens, tokens].into_iter().collect(),
        };
        File { tokens, ..file }
    }
}

/// Tokens with others in the braces at their end.
fn within(frame: TokenStream, tokens: TokenStream) -> TokenStream {
    let mut frame: Vec<TokenTree> = frame.into_iter().collect();
    if let Some(TokenTree::Group(braces)) = frame.pop() {
        let braces = Group::new(braces.delimiter(), tokens);
        frame.push(TokenTree::Group(braces));
    }
    frame.into_iter().collect()
}

/// A file of many items.
pub(crate) trait Items: Send + Sync {
    /// Returns true if the items are inside the braces at the end of the frame, and not after it.
    fn inside(&self) -> bool {
        false
    }

    /// The scope of the file.
    fn scope<'n>(&'n self, names: &'n Names<'n>) -> Scope<'n>;

    /// The number of items.
    fn count(&self) -> usize;

    /// An item; nothing where there is nothing to say.
    fn item(&self, scope: &Scope<'_>, index: usize) -> TokenStream;

    /// The file without its items; the scope has what they import.
    fn frame(&self, scope: &Scope<'_>) -> File;
}

/// A small file.
struct Whole<F>(F);

impl<F: Fn(&Names<'_>) -> File + Send + Sync> Items for Whole<F> {
    fn scope<'n>(&'n self, names: &'n Names<'n>) -> Scope<'n> {
        Scope::models(names)
    }

    fn count(&self) -> usize {
        0
    }

    fn item(&self, _: &Scope<'_>, _: usize) -> TokenStream {
        TokenStream::new()
    }

    fn frame(&self, scope: &Scope<'_>) -> File {
        (self.0)(scope.names())
    }
}

/// The files of a crate, as they are listed.
pub(crate) struct Tasks<'a> {
    names: Arc<Names<'a>>,
    list: Vec<Task<'a>>,
}

impl<'a> Tasks<'a> {
    pub(crate) fn new(api: &'a Api, layout: Layout<'a>) -> Self {
        Self {
            names: Arc::new(Names::new(api, layout)),
            list: Vec::new(),
        }
    }

    /// Adds a file about so many types or operations, which are few.
    pub(crate) fn add(
        &mut self,
        weight: usize,
        emit: impl Fn(&Names<'_>) -> File + Send + Sync + 'a,
    ) {
        self.add_items(weight, Whole(emit));
    }

    /// Adds a file of many items.
    pub(crate) fn add_items(&mut self, weight: usize, items: impl Items + 'a) {
        self.list.push(Task {
            weight,
            names: Arc::clone(&self.names),
            maker: Box::new(items),
        });
    }

    pub(crate) fn finish(self) -> Vec<Task<'a>> {
        self.list
    }
}
