//! The constants of security schemes.

use crate::imports::Scope;
use crate::names::ident;
use proc_macro2::TokenStream;
use specwright_ir::SecuritySchemeId;

/// The constant of a scheme.
pub(crate) fn scheme(scope: &Scope<'_>, id: SecuritySchemeId) -> TokenStream {
    scope.scheme(&ident(&scope.api().security_scheme(id).constant))
}
