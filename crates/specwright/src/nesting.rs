//! How deep generated types hold each other, and what the compiler has to be told of it.
//!
//! What rustc knows of a type, such as how it is dropped or whether it can be sent to a thread, it finds by going through all
//! that the type holds, a few steps for each: a chain of some sixty structs is deeper than its limit of 128.

use specwright_ir::{Additional, Api, Type, TypeDef, TypeKind, Value};
use specwright_spec::{Code, Diagnostic, Format, Place, Report, Source};
use syn::{Expr, ExprLit, Lit, Meta};

/// The limit that rustc has where nothing else is said (the Rust Reference, "Limits").
const IMPLIED: usize = 128;

/// How many steps a type that holds another costs: the field, `Option`, `Vec` or `Box`, and what these are made of.
const STEPS: usize = 8;

/// The `recursion_limit` that the crates of an API need, if it is not the one that is implied.
pub(crate) fn limit(api: &Api) -> Option<usize> {
    let needed = depth(&api.types) * STEPS;
    (needed > IMPLIED).then(|| needed.next_power_of_two())
}

/// Holds a hand-written `lib.rs` against the limit that the generated code below it needs; the report says which line to add.
pub(crate) fn check(path: &str, root: &str, needed: usize, report: &mut Report) {
    if stated(root).is_some_and(|limit| limit >= needed) {
        return;
    }
    let file = report
        .sources_mut()
        .push(Source::file(path, root, Format::Yaml));
    let place = Place::Bytes { file, range: 0..0 };
    let message = "types hold each other in longer chains than the compiler follows by itself";
    report.push(
        Diagnostic::new(Code::MissingLimit, place, message).help(format!(
            "add at the top: #![recursion_limit = \"{needed}\"]"
        )),
    );
}

/// The limit that the root of a crate states; none if it is no Rust either, which is the compiler's to say.
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

/// The length of the longest chain of types that hold each other; of types that are in a circle, or lead to one, how many there
/// are, which no chain is longer than.
fn depth(types: &[TypeDef]) -> usize {
    let held: Vec<Vec<usize>> = types.iter().map(held).collect();
    let mut holders = vec![Vec::new(); types.len()];
    let mut open: Vec<usize> = held.iter().map(Vec::len).collect();
    for (holder, held) in held.iter().enumerate() {
        held.iter().for_each(|it| holders[*it].push(holder));
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

/// The types that a type holds, in whatever container, as often as it does.
fn held(ty: &TypeDef) -> Vec<usize> {
    let mut found = Vec::new();
    let mut hold = |value: &Value| push(&value.ty, &mut found);
    match &ty.kind {
        TypeKind::Alias(ty) => push(ty, &mut found),
        TypeKind::Struct(it) => {
            it.fields.iter().for_each(|field| hold(&field.value));
            if let Additional::Kept(_, value) = &it.additional {
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

    fn told(root: &str) -> Option<String> {
        let mut report = Report::new();
        check("crates/x/src/lib.rs", root, 512, &mut report);
        let format = specwright_spec::ReportFormat::Human { color: false };
        report
            .has_errors()
            .then(|| specwright_spec::render(&report, format))
    }

    #[test]
    fn a_root_without_the_limit_is_told_the_line() {
        let text = told("//! Pets.\n\nmod generated;\n").expect("the limit is missing");
        assert!(text.contains("crates/x/src/lib.rs:1:1"), "{text}");
        let line = "add at the top: #![recursion_limit = \"512\"]";
        assert!(text.contains(line), "{text}");
        assert!(told("#![recursion_limit = \"256\"]\n").is_some());
    }

    #[test]
    fn a_limit_that_is_high_enough_is_left_alone() {
        assert_eq!(told("//! Pets.\n#![recursion_limit = \"512\"]\n"), None);
        assert_eq!(told("#![recursion_limit = \"1024\"]\n"), None);
    }
}
