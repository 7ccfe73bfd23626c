//! Checks the names of an API: none is made of what nobody could guess.
//!
//! | fault                     | example                                                            |
//! |---------------------------|--------------------------------------------------------------------|
//! | a hash                    | `PetItemd0c8962e`, unless the document has these digits            |
//! | a run of `X`              | `get_currentXX`, unless the document has it                        |
//! | another operation's error | `DeleteAccountError` of `delete_account_bank_account`              |
//! | a name that is taken      | a request with the name of a model, which is written `operations::Pet` |

use specwright_ir::reserved::{FIXED_TYPES, PRELUDE};
use specwright_ir::{Api, Operation, Sharing, Success, TypeDef, TypeKind};

/// Returns the names with a fault, each after the fault.
pub fn faults(api: &Api) -> Vec<String> {
    let mut faults = Vec::new();
    let mut check = |name: &str, sources: &[&str]| {
        if let Some(fault) = fault(name, sources) {
            faults.push(format!("{fault} {name}"));
        }
    };
    for ty in &api.types {
        check(ty.name.as_str(), &[&ty.schema, &ty.owner]);
        members(ty, &mut check);
    }
    for operation in api.operations() {
        let sources = [&*operation.id, &*operation.path];
        let own = types_of(operation);
        own.iter().for_each(|name| check(name, &sources));
        check(operation.name.as_str(), &sources);
        let parameters = operation.all_parameters();
        parameters.for_each(|it| check(it.name.as_str(), &[&it.wire]));
    }
    for headers in &api.headers {
        let wires: Vec<&str> = headers.fields.iter().map(|it| &*it.wire).collect();
        check(headers.name.as_str(), &wires);
    }
    faults.extend(api.operations().flat_map(|it| strangers(api, it)));
    faults.extend(numbers(api));
    faults
}

/// The digits of the longest number that is not a status.
const LONGEST_NUMBER: usize = 2;

/// Returns the types whose names end in a number that no text of the document has.
fn numbers(api: &Api) -> Vec<String> {
    let operations = api.operations();
    let texts = operations.flat_map(|it| [&*it.id, &*it.path]);
    let schemas = api.types.iter().flat_map(|it| [&*it.schema, &*it.owner]);
    let texts = texts
        .chain(schemas)
        .chain(api.types.iter().flat_map(values));
    let texts = plain(&texts.collect::<Vec<_>>().join("/"));
    let types = api.types.iter().map(|it| it.name.as_str());
    let names = types.chain(api.operations().flat_map(types_of));
    let is_made_up = |name: &&str| {
        let stem = name.trim_end_matches(|it: char| it.is_ascii_digit());
        let start = stem.rfind(char::is_uppercase).unwrap_or(0);
        let digits = name.len() - stem.len();
        (1..=LONGEST_NUMBER).contains(&digits) && !texts.contains(&plain(&name[start..]))
    };
    let names = names.filter(is_made_up);
    names.map(|name| format!("number {name}")).collect()
}

/// Returns the texts of the values and properties of a type.
fn values(ty: &TypeDef) -> Vec<&str> {
    match &ty.kind {
        TypeKind::Struct(it) => it.fields.iter().map(|it| &*it.wire).collect(),
        TypeKind::StringEnum(it) => it.variants.iter().map(|it| &*it.value).collect(),
        TypeKind::LiteralEnum(it) => it.variants.iter().map(|it| &*it.json).collect(),
        _ => Vec::new(),
    }
}

/// Returns the letters and digits of a text, in lower case.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.replace(|it: char| !it.is_alphanumeric(), "")
}

/// Checks the names of fields and variants.
fn members(ty: &TypeDef, check: &mut impl FnMut(&str, &[&str])) {
    match &ty.kind {
        TypeKind::Struct(it) => it
            .fields
            .iter()
            .for_each(|field| check(field.name.as_str(), &[&field.wire])),
        TypeKind::StringEnum(it) => it
            .variants
            .iter()
            .for_each(|variant| check(variant.name.as_str(), &[&variant.value])),
        TypeKind::LiteralEnum(it) => it
            .variants
            .iter()
            .for_each(|variant| check(variant.name.as_str(), &[&variant.json])),
        TypeKind::Alias(_)
        | TypeKind::Newtype(_)
        | TypeKind::Wrapper(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::Union(_) => {}
    }
}

/// Returns the fault of a name that is made from these texts.
fn fault(name: &str, sources: &[&str]) -> Option<&'static str> {
    let is_written = |end: &str| {
        let end = plain(end);
        sources.iter().any(|source| plain(source).contains(&end))
    };
    let hash = name.len().checked_sub(8).and_then(|at| name.get(at..));
    let is_hash = |end: &&str| {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        end.bytes().all(is_digit)
            && end.bytes().any(|it| it.is_ascii_digit())
            && end.bytes().any(|it| it.is_ascii_lowercase())
    };
    let run = name.len() - name.trim_end_matches('X').len();
    match hash.filter(is_hash) {
        Some(end) if !is_written(end) => Some("hash"),
        _ if run > 0 && !is_written(&name[name.len() - run..]) => Some("run of X"),
        _ => None,
    }
}

/// Returns the faults of the types of an operation: an error that is named after another operation, and names that are taken.
fn strangers(api: &Api, operation: &Operation) -> Vec<String> {
    let own = format!("{}Error", operation.request);
    let failure = operation.outcome.failure.as_ref();
    let shared = failure.filter(|_| operation.outcome.failure_sharing != Sharing::Own);
    let is_of_one = |name: &str| {
        let mut all = api.operations();
        let is_alike = |it: &Operation| {
            let failure = it.outcome.failure.as_ref();
            failure.is_some_and(|(failure, _)| failure.as_str() == name)
        };
        name != own && all.any(|it| is_alike(it) && format!("{}Error", it.request) == name)
    };
    let stranger = shared.filter(|(name, _)| is_of_one(name.as_str()));
    let stranger = stranger.map(|(name, _)| format!("stranger {name}"));
    let is_taken =
        |name: &&str| api.has_type(name) || PRELUDE.contains(name) || FIXED_TYPES.contains(name);
    let taken = types_of(operation).into_iter().filter(is_taken);
    let taken = taken.map(|name| format!("taken {name}"));
    taken.chain(stranger).collect()
}

/// Returns the names of the types of an operation.
fn types_of(operation: &Operation) -> Vec<&str> {
    let success = match &operation.outcome.success {
        Success::Many(name, _) => Some(name),
        Success::One(_) => None,
    };
    let names = [
        Some(&operation.request),
        operation.parameters_name.as_ref(),
        operation.shared_parameters.as_ref().map(|(name, _)| name),
        operation.body_name.as_ref(),
        success,
        operation.outcome.failure.as_ref().map(|(name, _)| name),
    ];
    names
        .into_iter()
        .flatten()
        .map(|name| name.as_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_found() {
        for (name, source, found) in [
            (
                "PetItemd0c8962e",
                "/components/schemas/Pet/items",
                Some("hash"),
            ),
            (
                "PetItemd0c8962e",
                "/components/schemas/Pet-Item-D0c8962e",
                None,
            ),
            ("get_current12345678", "get_current", None),
            ("get_currentXX", "/current?next={next}", Some("run of X")),
            ("MatrixX", "matrix x", None),
            ("Name", "", None),
        ] {
            assert_eq!(fault(name, &[source]), found, "{name}");
        }
    }
}
