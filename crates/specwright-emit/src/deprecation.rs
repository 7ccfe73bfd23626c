//! `#[deprecated]`: whoever names what the document marks is warned, but for the generated crates themselves.

use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Api, Parameter, TypeDef, TypeKind};

/// The attribute of an item.
pub(crate) fn attribute(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote!(#[deprecated]))
}

/// `deprecated,` in the list of lints that a generated crate allows, if it names a deprecated item.
pub(crate) fn lint(api: &Api) -> Option<TokenStream> {
    let is_named = api.types.iter().any(has_deprecated)
        || api.operations().any(|it| any(it.all_parameters()))
        || api.headers.iter().any(|it| any(&it.fields));
    is_named.then(|| quote!(deprecated,))
}

fn any<'a>(parameters: impl IntoIterator<Item = &'a Parameter>) -> bool {
    parameters.into_iter().any(|it| it.deprecated)
}

fn has_deprecated(ty: &TypeDef) -> bool {
    ty.deprecated
        || match &ty.kind {
            TypeKind::Struct(it) => it.fields.iter().any(|it| it.deprecated),
            TypeKind::StringEnum(it) => it.variants.iter().any(|it| it.deprecated),
            TypeKind::IntegerEnum(it) => it.variants.iter().any(|it| it.deprecated),
            TypeKind::LiteralEnum(it) => it.variants.iter().any(|it| it.deprecated),
            TypeKind::Union(it) => it.variants.iter().any(|it| it.deprecated),
            TypeKind::Alias(_) | TypeKind::Newtype(_) | TypeKind::Wrapper(_) => false,
        }
}
