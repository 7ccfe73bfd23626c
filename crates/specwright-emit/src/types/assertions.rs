//! `models/assertions.rs`: the keywords that the types do not say, as data for the runtime's interpreter.

use crate::File;
use crate::constraints::{assertion_constant, assertion_static, constraint, pattern};
use crate::imports::Scope;
use crate::names::{Names, plain};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_ir::{Api, Assertion, AssertionId, Constraint, Keyword, TypeKind};
use std::collections::BTreeSet;

/// The file.
pub(super) fn file(names: &Names<'_>) -> File {
    let scope = Scope::models(names);
    scope.import("specwright_runtime", "assertion");
    let assertions = scope.api().assertions.iter().enumerate();
    let items: TokenStream = assertions
        .map(|(index, it)| item(&scope, AssertionId(index as u32), it))
        .collect();
    let items: TokenStream = items.into_iter().chain(roots(scope.api())).collect();
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

/// `pub(super) const ROOT_0: &assertion::Assertion = &A0;` for those that constraints name.
fn roots(api: &Api) -> TokenStream {
    let constraints = api.types.iter().filter_map(|ty| match &ty.kind {
        TypeKind::Struct(it) => it.constraints.as_ref(),
        TypeKind::Wrapper(value) => value.constraints.as_ref(),
        _ => None,
    });
    let assertion = |constraint: &Constraint| match constraint {
        Constraint::Assertion(id) => Some(*id),
        _ => None,
    };
    let roots: BTreeSet<AssertionId> = constraints
        .flat_map(|constraints| &constraints.list)
        .filter_map(assertion)
        .collect();
    roots
        .into_iter()
        .map(|id| {
            let (constant, name) = (assertion_constant(id), assertion_static(id));
            quote!(pub(super) const #constant: &assertion::Assertion = &#name;)
        })
        .collect()
}

/// `static A0: assertion::Assertion = assertion::Assertion::new("/…", &[assertion::Keyword::Not(&A1)]);`
fn item(scope: &Scope<'_>, id: AssertionId, it: &Assertion) -> TokenStream {
    let (name, schema) = (assertion_static(id), &it.schema);
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
        Keyword::AllOf(list) => many("AllOf", list),
        Keyword::AnyOf(list) => many("AnyOf", list),
        Keyword::OneOf(list) => many("OneOf", list),
        Keyword::PrefixItems(list) => many("PrefixItems", list),
        Keyword::Not(it) => one("Not", *it),
        Keyword::AdditionalProperties(it) => one("AdditionalProperties", *it),
        Keyword::PropertyNames(it) => one("PropertyNames", *it),
        Keyword::Items(it) => one("Items", *it),
        Keyword::UnevaluatedItems(it) => one("UnevaluatedItems", *it),
        Keyword::UnevaluatedProperties(it) => one("UnevaluatedProperties", *it),
        Keyword::If(condition, then, otherwise) => {
            let condition = assertion_static(*condition);
            let [then, otherwise] = [then, otherwise].map(|it| match it {
                Some(it) => {
                    let it = assertion_static(*it);
                    scoped_some(scope, &quote!(&#it))
                }
                None => scoped_none(scope),
            });
            quote!(If(&#condition, #then, #otherwise))
        }
        Keyword::Properties(list) => named("Properties", list),
        Keyword::DependentSchemas(list) => named("DependentSchemas", list),
        Keyword::PatternProperties(list) => {
            let rows = list.iter().map(|(id, it)| {
                let ((source, matches), it) = (pattern(scope, *id), assertion_static(*it));
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
            let (it, least) = (assertion_static(*it), Literal::u64_unsuffixed(*least));
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

fn scoped_some(scope: &Scope<'_>, value: &TokenStream) -> TokenStream {
    let some = scope.prelude("option::Option", "Some");
    quote!(#some(#value))
}

fn scoped_none(scope: &Scope<'_>) -> TokenStream {
    scope.prelude("option::Option", "None")
}

fn one(name: &str, it: AssertionId) -> TokenStream {
    let (name, it) = (plain(name), assertion_static(it));
    quote!(#name(&#it))
}

fn many(name: &str, list: &[AssertionId]) -> TokenStream {
    let (name, list) = (plain(name), list.iter().map(|it| assertion_static(*it)));
    quote!(#name(&[#(&#list),*]))
}

fn named(name: &str, list: &[(String, AssertionId)]) -> TokenStream {
    let rows = list.iter().map(|(name, it)| {
        let it = assertion_static(*it);
        quote!((#name, &#it))
    });
    let name = plain(name);
    quote!(#name(&[#(#rows),*]))
}
