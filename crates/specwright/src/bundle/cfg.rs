//! The value of a `cfg` predicate for the features that a bundle has.

use proc_macro2::TokenStream;
use std::collections::BTreeSet;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, Lit, Meta, Token};

/// The features that a bundle has. Cargo enables each of them where it is needed.
pub(super) type Features = BTreeSet<&'static str>;

/// Returns true if a predicate holds for no choice among the features. Tests are not bundled.
pub(super) fn is_never(predicate: &TokenStream, features: &Features) -> bool {
    let parsed = syn::parse2::<Meta>(predicate.clone()).ok();
    parsed.and_then(|it| value(&it, features)) == Some(false)
}

/// Returns the value of a predicate; none if it depends on the choice of features or on the platform.
fn value(predicate: &Meta, features: &Features) -> Option<bool> {
    let inner = |list: &syn::MetaList| {
        let parsed = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
        let values = parsed.ok().into_iter().flatten();
        values.map(|it| value(&it, features)).collect::<Vec<_>>()
    };
    match predicate {
        Meta::Path(path) if path.is_ident("test") => Some(false),
        Meta::NameValue(it) if it.path.is_ident("feature") => match &it.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(name),
                ..
            }) => (!features.contains(name.value().as_str())).then_some(false),
            _ => None,
        },
        Meta::List(list) if list.path.is_ident("not") => {
            inner(list).first().copied().flatten().map(|it| !it)
        }
        Meta::List(list) if list.path.is_ident("any") => fold(&inner(list), true),
        Meta::List(list) if list.path.is_ident("all") => fold(&inner(list), false),
        _ => None,
    }
}

/// Returns `decisive` if one of the values is, its opposite if all are, and none otherwise.
fn fold(values: &[Option<bool>], decisive: bool) -> Option<bool> {
    match () {
        () if values.contains(&Some(decisive)) => Some(decisive),
        () if values.contains(&None) => None,
        () => Some(!decisive),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predicates_are_evaluated() {
        let features = Features::from(["client"]);
        let never = |text: &str| is_never(&text.parse().expect("tokens"), &features);
        for text in [
            "test",
            "feature = \"server\"",
            "all(feature = \"client\", feature = \"server\")",
            "any(test, feature = \"server\")",
            "not(not(test))",
            "all(unix, test)",
        ] {
            assert!(never(text), "{text}");
        }
        for text in [
            "feature = \"client\"",
            "not(feature = \"client\")",
            "not(test)",
            "any(feature = \"client\", feature = \"server\")",
            "unix",
            "any(unix, test)",
        ] {
            assert!(!never(text), "{text}");
        }
    }
}
