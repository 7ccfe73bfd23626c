//! Constraints.

use crate::imports::Scope;
use crate::names::{ident, plain};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_ir::{
    Argument, Constraint, ConstraintSite, Format, PatternId, Tuple, Type, UnionKeyword, Value,
    ValueConstraints,
};

/// The constraints of a place and of its contents: `Constraints::new("/…", &[constraint::MinLength(2)])`; none if there are none.
pub(crate) fn constraints(scope: &Scope<'_>, value: &Value) -> Option<TokenStream> {
    let list = list(scope, value);
    let schema = value.constraints.as_ref().map_or("", |own| &own.schema);
    has_places(value).then(|| constraints_of(scope, schema, &list))
}

/// The constraints of a property, which a row has behind it: `.constraints(constraint::MinLength(2))`; none where their place has to be
/// written.
pub(crate) fn property_constraints(scope: &Scope<'_>, value: &Value) -> Option<TokenStream> {
    let list = implied_list(scope, value)?;
    Some(quote!(.constraints(#(#list),*)))
}

/// The constraints of a variant, which its row has behind it: `.any_of(0, constraint::MinLength(2))`; none where they are not in a
/// member of the union's schema.
pub(crate) fn variant_constraints(scope: &Scope<'_>, value: &Value) -> Option<TokenStream> {
    let ConstraintSite::Member(keyword, index) = value.constraints.as_ref()?.site else {
        return None;
    };
    let word = match keyword {
        UnionKeyword::AnyOf => quote!(any_of),
        UnionKeyword::OneOf => quote!(one_of),
        UnionKeyword::Type => return None,
    };
    let index = Literal::u16_unsuffixed(index);
    let list = implied_list(scope, value)?;
    Some(quote!(.#word(#index #(, #list)*)))
}

/// The constraints of a parameter: `.constraints(&[constraint::MinLength(2)])`, or with their place where it has to be written.
pub(crate) fn parameter_constraints(scope: &Scope<'_>, value: &Value) -> Option<TokenStream> {
    match implied_list(scope, value) {
        Some(list) => Some(quote!(.constraints(&[#(#list),*]))),
        None => constraints(scope, value).map(|constraints| quote!(.constraints_at(#constraints))),
    }
}

fn list(scope: &Scope<'_>, value: &Value) -> Vec<TokenStream> {
    let own = value.constraints.as_ref();
    let mut list: Vec<TokenStream> = own
        .iter()
        .flat_map(|own| &own.list)
        .map(|it| constraint(scope, it))
        .collect();
    list.extend(inner_constraints(scope, &value.ty));
    if let Type::Tuple(it) = &value.ty {
        list.extend(positions(scope, it));
    }
    list
}

/// The constraints of a place and of its items, if there are any and the places of all follow from the item that has them.
fn implied_list(scope: &Scope<'_>, value: &Value) -> Option<Vec<TokenStream>> {
    let mut list = implied_own_list(scope, value)?;
    let (items, word) = match unboxed(&value.ty) {
        Type::Array(items) => (items, "EachItem"),
        Type::Map(values) => (values, "EachValue"),
        Type::Tuple(_) if has_places(value) => return None,
        _ => return has_places(value).then_some(list),
    };
    if has_places(items) {
        if has_inner_places(&items.ty) {
            return None;
        }
        let inner = implied_own_list(scope, items)?;
        let (constraint, word) = (constraint_module(scope), plain(word));
        list.push(quote!(#constraint::#word(&[#(#inner),*])));
    }
    has_places(value).then_some(list)
}

/// The constraints of a place without those of its items; none if they are in another schema.
fn implied_own_list(scope: &Scope<'_>, value: &Value) -> Option<Vec<TokenStream>> {
    let Some(own) = &value.constraints else {
        return Some(Vec::new());
    };
    let is_implied = own.site != ConstraintSite::Elsewhere;
    is_implied.then(|| own.list.iter().map(|it| constraint(scope, it)).collect())
}

fn unboxed(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(inner) => unboxed(inner),
        ty => ty,
    }
}

/// The module of the runtime that has each constraint by its name.
fn constraint_module(scope: &Scope<'_>) -> TokenStream {
    scope.import("specwright_runtime", "constraint")
}

/// The constraints of an object as a whole.
pub(crate) fn object_constraints(scope: &Scope<'_>, constraints: &ValueConstraints) -> TokenStream {
    let list: Vec<TokenStream> = constraints
        .list
        .iter()
        .map(|it| constraint(scope, it))
        .collect();
    constraints_of(scope, &constraints.schema, &list)
}

/// The constraints of a place that has none.
pub(crate) fn no_constraints(scope: &Scope<'_>, schema: &str) -> TokenStream {
    constraints_of(scope, schema, &[])
}

fn constraints_of(scope: &Scope<'_>, schema: &str, list: &[TokenStream]) -> TokenStream {
    let constraints = scope.runtime("Constraints");
    quote!(#constraints::new(#schema, &[#(#list),*]))
}

/// The constraints of items and values, as a constraint of what holds them.
fn inner_constraints(scope: &Scope<'_>, ty: &Type) -> Option<TokenStream> {
    match ty {
        Type::Array(items) => nested(scope, "Items", items),
        Type::Map(values) => nested(scope, "Values", values),
        Type::Tuple(it) => nested(scope, "Items", it.rest.as_ref()?),
        Type::Boxed(inner) => inner_constraints(scope, inner),
        _ => None,
    }
}

/// `constraint::Positions(&[Constraints::new("/…", &[…]), Constraints::new("", &[])])`, as far as there are constraints.
fn positions(scope: &Scope<'_>, it: &Tuple) -> Option<TokenStream> {
    let last = it.items.iter().rposition(has_places)?;
    let of_item = |item| constraints(scope, item).unwrap_or_else(|| no_constraints(scope, ""));
    let (constraint, list) = (
        constraint_module(scope),
        it.items[..=last].iter().map(of_item),
    );
    Some(quote!(#constraint::Positions(&[#(#list),*])))
}

fn nested(scope: &Scope<'_>, name: &str, value: &Value) -> Option<TokenStream> {
    let inner = constraints(scope, value)?;
    let (constraint, name) = (constraint_module(scope), plain(name));
    Some(quote!(#constraint::#name(&#inner)))
}

/// A constraint: `constraint::MinLength(2)`, `patterns::SLUG`.
pub(crate) fn constraint(scope: &Scope<'_>, constraint: &Constraint) -> TokenStream {
    if let Constraint::Pattern(id) = constraint {
        let (module, name) = (scope.patterns(), ident(&scope.api().pattern(*id).constant));
        return quote!(#module::#name);
    }
    let (name, arguments) = (
        plain(constraint_name(constraint)),
        arguments(scope, constraint),
    );
    let path = constraint_module(scope);
    quote!(#path::#name #arguments)
}

/// The constraint of a newtype, as a row of its macro: `MinLength(2)`; none for a constraint that no scalar has.
pub(crate) fn row(scope: &Scope<'_>, constraint: &Constraint) -> Option<TokenStream> {
    let name = match constraint {
        Constraint::Pattern(id) if !is_const_pattern(scope, *id) => "Program",
        Constraint::MinItems(_)
        | Constraint::MaxItems(_)
        | Constraint::UniqueItems
        | Constraint::MinProperties(_)
        | Constraint::MaxProperties(_)
        | Constraint::Only(_)
        | Constraint::Constant(_)
        | Constraint::Assertion(_) => return None,
        constraint => constraint_name(constraint),
    };
    let (name, arguments) = (plain(name), arguments(scope, constraint));
    Some(quote!(#name #arguments))
}

/// The arguments of a constraint: `(2)`.
fn arguments(scope: &Scope<'_>, constraint: &Constraint) -> TokenStream {
    match constraint.argument() {
        Argument::Nothing => TokenStream::new(),
        Argument::Count(count) => {
            let count = Literal::u64_unsuffixed(count);
            quote!((#count))
        }
        Argument::Number(number) => {
            let decimal = scope.runtime("Decimal");
            quote!((#decimal::new(#number)))
        }
        Argument::Boolean(value) => quote!((#value)),
        Argument::Pattern(id) => {
            let (source, matches) = pattern(scope, id);
            quote!((#source, #matches))
        }
        Argument::Format(it) => {
            let it = format(scope, it);
            quote!((#it))
        }
        Argument::Assertion(id) => {
            let root = scope.api().assertion(id).root.as_ref();
            let name = ident(root.expect("a constraint refers to it"));
            let module = scope.assertions();
            quote!((#module::#name))
        }
        Argument::Origin(keyword, schema) => quote!((#keyword, #schema)),
    }
}

fn constraint_name(constraint: &Constraint) -> &'static str {
    match constraint {
        Constraint::MinLength(_) => "MinLength",
        Constraint::MaxLength(_) => "MaxLength",
        Constraint::Pattern(_) => "Pattern",
        Constraint::Format(_) => "Format",
        Constraint::Minimum(_) => "Minimum",
        Constraint::Maximum(_) => "Maximum",
        Constraint::ExclusiveMinimum(_) => "ExclusiveMinimum",
        Constraint::ExclusiveMaximum(_) => "ExclusiveMaximum",
        Constraint::MultipleOf(_) => "MultipleOf",
        Constraint::MinItems(_) => "MinItems",
        Constraint::MaxItems(_) => "MaxItems",
        Constraint::UniqueItems => "UniqueItems",
        Constraint::Assertion(_) => "Assertion",
        Constraint::MinProperties(_) => "MinProperties",
        Constraint::MaxProperties(_) => "MaxProperties",
        Constraint::Only(_) => "Only",
        Constraint::Constant(_) => "Constant",
        Constraint::Secret => "Secret",
        Constraint::Origin(..) => "Origin",
    }
}

/// A format: `format::DATE_TIME`.
fn format(scope: &Scope<'_>, format: Format) -> TokenStream {
    scope.import("specwright_runtime", "format");
    let constant = plain(match format {
        Format::Byte => "BYTE",
        Format::Date => "DATE",
        Format::DateTime => "DATE_TIME",
        Format::Duration => "DURATION",
        Format::Email => "EMAIL",
        Format::Hostname => "HOSTNAME",
        Format::IdnEmail => "IDN_EMAIL",
        Format::IdnHostname => "IDN_HOSTNAME",
        Format::Ipv4 => "IPV4",
        Format::Ipv6 => "IPV6",
        Format::Iri => "IRI",
        Format::IriReference => "IRI_REFERENCE",
        Format::IsoDuration => "ISO_DURATION",
        Format::JsonPointer => "JSON_POINTER",
        Format::Regex => "REGEX",
        Format::RelativeJsonPointer => "RELATIVE_JSON_POINTER",
        Format::Time => "TIME",
        Format::Uri => "URI",
        Format::UriReference => "URI_REFERENCE",
        Format::UriTemplate => "URI_TEMPLATE",
        Format::Uuid => "UUID",
    });
    quote!(format::#constant)
}

/// A pattern's text and its function: `patterns::SLUG.pattern_source()`, `patterns::matches_slug`.
pub(crate) fn pattern(scope: &Scope<'_>, id: PatternId) -> (TokenStream, TokenStream) {
    let (pattern, module) = (scope.api().pattern(id), scope.patterns());
    let (source, matches) = (ident(&pattern.constant), ident(&pattern.name));
    (
        quote!(#module::#source.pattern_source()),
        quote!(#module::#matches),
    )
}

/// Returns true if a pattern can be matched at compile time.
pub(crate) fn is_const_pattern(scope: &Scope<'_>, id: PatternId) -> bool {
    scope.api().pattern(id).matcher.is_const()
}

/// Returns true if a value or an item of it is constrained.
pub(crate) fn has_constraints(value: &Value) -> bool {
    any(value, &|own| !own.list.is_empty())
}

/// Returns true if a value or an item of it is constrained by a pattern.
pub(crate) fn has_pattern(value: &Value) -> bool {
    let is_pattern = |constraint: &Constraint| matches!(constraint, Constraint::Pattern(_));
    any(value, &|own| own.list.iter().any(is_pattern))
}

/// Returns true if a value or an item of it is constrained or asserts a format.
fn has_places(value: &Value) -> bool {
    any(value, &|_| true)
}

/// Returns true if an item of a type is constrained or asserts a format.
fn has_inner_places(ty: &Type) -> bool {
    any_inner(ty, &|_| true)
}

fn any(value: &Value, test: &dyn Fn(&ValueConstraints) -> bool) -> bool {
    value.constraints.as_ref().is_some_and(test) || any_inner(&value.ty, test)
}

fn any_inner(ty: &Type, test: &dyn Fn(&ValueConstraints) -> bool) -> bool {
    match ty {
        Type::Array(inner) | Type::Map(inner) => any(inner, test),
        Type::Tuple(it) => it.values().any(|value| any(value, test)),
        Type::Boxed(inner) => any_inner(inner, test),
        _ => false,
    }
}
