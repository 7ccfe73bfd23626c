//! Tokens into the text of a file, straight: no syntax tree, for the files that are many lines of a few forms.
//!
//! [`row`] lays the tokens out in one row, each with its place on a line of any length; [`layout`] breaks the row into
//! lines, wherever a part of it is too long for one, or is a block. What a token means is guessed by what stands around
//! it, which is enough to lay it out: a wrong guess is an odd space, never another program.

mod guess;
mod layout;
mod parts;
mod row;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;

/// The text of items of a file, or of `inside` the braces of one; each line of it has an end.
pub fn print(tokens: TokenStream, inside: bool) -> String {
    layout::lay_out(&row::Row::new(tokens), inside)
}
