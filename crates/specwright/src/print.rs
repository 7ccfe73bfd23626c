//! Prints tokens as source text without a syntax tree, for long files of few constructs.
//!
//! [`row`] arranges all tokens on one line of unlimited length; [`layout`] breaks it into lines at blocks and at parts that are too
//! long. The kind of a token is inferred from its neighbors ([`token_kind`]). A wrong inference results in an unusual space or line
//! break, never in another program.

mod layout;
mod parts;
mod row;
#[cfg(test)]
mod tests;
mod token_kind;
mod widths;

use proc_macro2::TokenStream;

/// Prints the items of a file, or if `inside`, the members of a braced item. Every line ends with a newline.
pub fn print(tokens: TokenStream, inside: bool) -> String {
    layout::lay_out(&row::TokenRow::new(tokens), inside)
}
