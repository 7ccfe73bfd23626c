//! `models/assertions.rs`: the keywords that the types do not say, as data for the runtime's interpreter.

use crate::File;
use crate::constraints::{constraint, pattern};
use crate::imports::Scope;
use crate::names::{Names, ident, plain};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use specwright_ir::{Assertion, AssertionId, Keyword};

/// The file.
pub(super) fn file(names: &Names<'_>) -> File {
    let scope = Scope::models(names);
    scope.import("specwright_runtime", "assertion");
    let assertions = &scope.api().assertions;
    let items = assertions.iter().map(|it| item(&scope, it));
    let items: TokenStream = items.chain(assertions.iter().filter_map(root)).collect();
    let uses_patterns = items.to_string().contains("patterns ::");
    if uses_patterns {
        scope.import("super", "patterns");
    }
    let imports = scope.imports();
    File::new(
        "models/assertions.rs",
        "crates/specwright-emit/src/types/assertions.rs",
        quote!(#imports #items),
    )
}

/// `pub(super) const ROOT_0: &assertion::Assertion = &A0;`, if constraints refer to it.
fn root(it: &Assertion) -> Option<TokenStream> {
    let (root, name) = (ident(it.root.as_ref()?), ident(&it.name));
    Some(quote!(pub(super) const #root: &assertion::Assertion = &#name;))
}

/// `static A0: assertion::Assertion = assertion::Assertion::new("/…", &[assertion::Keyword::Not(&A1)]);`
fn item(scope: &Scope<'_>, it: &Assertion) -> TokenStream {
    let (name, schema) = (ident(&it.name), &it.schema);
    let keywords = it.keywords.iter().map(|it| keyword(scope, it));
    quote! {
        static #name: assertion::Assertion =
            assertion::Assertion::new(#schema, &[#(assertion::Keyword::#keywords),*]);
    }
}

fn keyword(scope: &Scope<'_>, keyword: &Keyword) -> TokenStream {
    match keyword {
        Keyword::Never => quote!(Never),
        Keyword::Types(names) => quote!(Types(&[#(#names),*])),
        Keyword::Enum(texts) => quote!(Enum(&[#(#texts),*])),
        Keyword::Constraint(it) => {
            let it = constraint(scope, it);
            quote!(Constraint(#it))
        }
        Keyword::AllOf(list) => many(scope, "AllOf", list),
        Keyword::AnyOf(list) => many(scope, "AnyOf", list),
        Keyword::OneOf(list) => many(scope, "OneOf", list),
        Keyword::PrefixItems(list) => many(scope, "PrefixItems", list),
        Keyword::Not(it) => one(scope, "Not", *it),
        Keyword::AdditionalProperties(it) => one(scope, "AdditionalProperties", *it),
        Keyword::PropertyNames(it) => one(scope, "PropertyNames", *it),
        Keyword::Items(it) => one(scope, "Items", *it),
        Keyword::UnevaluatedItems(it) => one(scope, "UnevaluatedItems", *it),
        Keyword::UnevaluatedProperties(it) => one(scope, "UnevaluatedProperties", *it),
        Keyword::If(condition, then, otherwise) => {
            let condition = static_of(scope, *condition);
            let [then, otherwise] = [then, otherwise].map(|it| match it {
                Some(it) => {
                    let it = static_of(scope, *it);
                    scoped_some(scope, &quote!(&#it))
                }
                None => scoped_none(scope),
            });
            quote!(If(&#condition, #then, #otherwise))
        }
        Keyword::Properties(list) => named(scope, "Properties", list),
        Keyword::DependentSchemas(list) => named(scope, "DependentSchemas", list),
        Keyword::PatternProperties(list) => {
            let rows = list.iter().map(|(id, it)| {
                let ((source, matches), it) = (pattern(scope, *id), static_of(scope, *it));
                quote!((#source, #matches, &#it))
            });
            quote!(PatternProperties(&[#(#rows),*]))
        }
        Keyword::Required(names) => quote!(Required(&[#(#names),*])),
        Keyword::DependentRequired(list) => {
            let rows = list
                .iter()
                .map(|(name, needed)| quote!((#name, &[#(#needed),*])));
            quote!(DependentRequired(&[#(#rows),*]))
        }
        Keyword::Contains(it, least, most) => {
            let (it, least) = (static_of(scope, *it), Literal::u64_unsuffixed(*least));
            let most = match most {
                Some(most) => {
                    let most = Literal::u64_unsuffixed(*most);
                    scoped_some(scope, &quote!(#most))
                }
                None => scoped_none(scope),
            };
            quote!(Contains(&#it, #least, #most))
        }
    }
}

/// The static of an assertion.
fn static_of(scope: &Scope<'_>, id: AssertionId) -> Ident {
    ident(&scope.api().assertion(id).name)
}

fn scoped_some(scope: &Scope<'_>, value: &TokenStream) -> TokenStream {
    let some = scope.prelude("option::Option", "Some");
    quote!(#some(#value))
}

fn scoped_none(scope: &Scope<'_>) -> TokenStream {
    scope.prelude("option::Option", "None")
}

fn one(scope: &Scope<'_>, name: &str, it: AssertionId) -> TokenStream {
    let (name, it) = (plain(name), static_of(scope, it));
    quote!(#name(&#it))
}

fn many(scope: &Scope<'_>, name: &str, list: &[AssertionId]) -> TokenStream {
    let (name, list) = (plain(name), list.iter().map(|it| static_of(scope, *it)));
    quote!(#name(&[#(&#list),*]))
}

fn named(scope: &Scope<'_>, name: &str, list: &[(String, AssertionId)]) -> TokenStream {
    let rows = list.iter().map(|(name, it)| {
        let it = static_of(scope, *it);
        quote!((#name, &#it))
    });
    let name = plain(name);
    quote!(#name(&[#(#rows),*]))
}
