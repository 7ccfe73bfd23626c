//! The `recursion_limit` that deeply nested types need.
//!
//! rustc finds properties of a type, such as its drop code and its auto traits, recursively through the types of its fields, with a
//! few steps for each. A chain of about sixty structs exceeds its default limit of 128.

use specwright_ir::{Api, Type, TypeDef, TypeKind, UnknownProperties, Value};
use specwright_spec::{Code, Diagnostic, Format, Place, Report, Source};
use syn::{Expr, ExprLit, Lit, Meta};

/// The default limit of rustc (the Rust Reference, "Limits").
const IMPLIED: usize = 128;

/// The steps for a type in a field of another: the field, `Option`, `Vec` or `Box`, and the fields of these.
const STEPS: usize = 8;

/// Returns the `recursion_limit` that the crates of an API need; none if the default is enough.
pub(crate) fn limit(api: &Api) -> Option<usize> {
    let needed = depth(&api.types) * STEPS;
    (needed > IMPLIED).then(|| needed.next_power_of_two())
}

/// Checks a hand-written `lib.rs` for the limit that the generated code needs, and reports a missing line.
pub(crate) fn check(path: &str, root: &str, needed: usize, report: &mut Report) {
    if is_sufficient(root, needed) {
        return;
    }
    let file = report
        .sources_mut()
        .push(Source::file(path, root, Format::Yaml));
    let place = Place::Bytes { file, range: 0..0 };
    let message = "types are nested more deeply than the default recursion limit of rustc";
    report.push(
        Diagnostic::new(Code::MissingLimit, place, message).help(format!(
            "add at the top: #![recursion_limit = \"{needed}\"]"
        )),
    );
}

/// Returns true if the root of a crate has at least this limit.
pub(crate) fn is_sufficient(root: &str, needed: usize) -> bool {
    stated(root).is_some_and(|limit| limit >= needed)
}

/// Returns the limit in the root of a crate. Returns none for invalid Rust, which the compiler reports.
fn stated(root: &str) -> Option<usize> {
    let file = syn::parse_file(root).ok()?;
    let named = |meta: &Meta| meta.path().is_ident("recursion_limit");
    let found = file.attrs.iter().map(|it| &it.meta).find(|it| named(it))?;
    match &found.require_name_value().ok()?.value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => text.value().parse().ok(),
        _ => None,
    }
}

/// Returns the length of the longest chain of nested types. For types in a cycle or above one, returns their number, which no chain
/// exceeds.
fn depth(types: &[TypeDef]) -> usize {
    let field_types: Vec<Vec<usize>> = types.iter().map(field_types).collect();
    let mut holders = vec![Vec::new(); types.len()];
    let mut open: Vec<usize> = field_types.iter().map(Vec::len).collect();
    for (holder, types) in field_types.iter().enumerate() {
        types.iter().for_each(|it| holders[*it].push(holder));
    }
    let mut depths = vec![1; types.len()];
    let mut next: Vec<usize> = (0..types.len()).filter(|it| open[*it] == 0).collect();
    let (mut done, mut deepest) = (0, 0);
    while let Some(it) = next.pop() {
        done += 1;
        deepest = deepest.max(depths[it]);
        for holder in &holders[it] {
            depths[*holder] = depths[*holder].max(depths[it] + 1);
            open[*holder] -= 1;
            next.extend((open[*holder] == 0).then_some(*holder));
        }
    }
    deepest + (types.len() - done)
}

/// Returns the types of the fields of a type, in any container, with repetitions.
fn field_types(ty: &TypeDef) -> Vec<usize> {
    let mut found = Vec::new();
    let mut hold = |value: &Value| push(&value.ty, &mut found);
    match &ty.kind {
        TypeKind::Alias(ty) => push(ty, &mut found),
        TypeKind::Struct(it) => {
            it.fields.iter().for_each(|field| hold(&field.value));
            if let UnknownProperties::Capture(_, value) = &it.additional {
                hold(value);
            }
        }
        TypeKind::Wrapper(value) => hold(value),
        TypeKind::Union(it) => it.variants.iter().for_each(|it| hold(&it.value)),
        TypeKind::Newtype(_)
        | TypeKind::StringEnum(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::LiteralEnum(_) => {}
    }
    found
}

fn push(ty: &Type, found: &mut Vec<usize>) {
    match ty {
        Type::Named(id) => found.push(id.0 as usize),
        Type::Array(value) | Type::Map(value) => push(&value.ty, found),
        Type::Tuple(it) => it.values().for_each(|value| push(&value.ty, found)),
        Type::Boxed(inner) => push(inner, found),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report_text(root: &str) -> Option<String> {
        let mut report = Report::new();
        check("crates/x/src/lib.rs", root, 512, &mut report);
        let format = specwright_spec::ReportFormat::Human { color: false };
        report
            .has_errors()
            .then(|| specwright_spec::render(&report, format))
    }

    #[test]
    fn a_missing_limit_is_reported_as_a_line() {
        let text = report_text("//! Pets.\n\nmod generated;\n").expect("the limit is missing");
        assert!(text.contains("crates/x/src/lib.rs:1:1"), "{text}");
        let line = "add at the top: #![recursion_limit = \"512\"]";
        assert!(text.contains(line), "{text}");
        assert!(report_text("#![recursion_limit = \"256\"]\n").is_some());
    }

    #[test]
    fn a_sufficient_limit_is_accepted() {
        assert_eq!(
            report_text("//! Pets.\n#![recursion_limit = \"512\"]\n"),
            None
        );
        assert_eq!(report_text("#![recursion_limit = \"1024\"]\n"), None);
    }
}
