//! Equal error enums of operations: one enum, which all of them have.
//!
//! Most documents declare the same errors for many operations. The enum is named after what it holds:
//!
//! | errors                                     | name                                                |
//! |--------------------------------------------|-----------------------------------------------------|
//! | all bodies are a component `Problem`, `ApiError` | `ProblemError`, `ApiErrorResponse`                |
//! | up to three statuses                       | `NotFoundError`, `BadRequestOrNotFoundError`        |
//! | more                                       | `Error400Or401Or404Or409`, `Error400To504`          |
//! | several of one name                        | `UserNotFoundError`, `ApiErrorResponse400Or404`; [`group`] |

use specwright_ir::{Ident, Module, Outcome, Response, ResponseStatus, Sharing, Type, TypeDef};

use super::group;
use crate::naming::{Kind, name};
use crate::responses::status_word;

/// Makes equal error enums one, and names it. `taken` has the names of all other types.
pub(crate) fn lower(types: &[TypeDef], modules: &mut [Module], taken: &[Ident]) {
    let sites = group::sites(modules);
    let mut outcomes: Vec<&mut Outcome> = each(modules).collect();
    let keys: Vec<_> = outcomes.iter().map(|outcome| key(outcome)).collect();
    let groups = group::groups(&keys);
    let candidates = groups.iter().map(|group| {
        let failure = outcomes[group.first()].failure.as_ref();
        candidates(types, failure.map_or(&[], |(_, list)| list))
    });
    let names = group::names(&groups, candidates.collect(), &sites, taken);
    for (group, name) in groups.iter().zip(names) {
        let Some(name) = name else { continue };
        for &index in &group.members {
            let outcome = &mut *outcomes[index];
            outcome.failure_sharing = match index == group.first() {
                true => Sharing::Defined,
                false => Sharing::Elsewhere,
            };
            if let Some((own, _)) = &mut outcome.failure {
                own.clone_from(&name);
            }
        }
    }
}

fn each(modules: &mut [Module]) -> impl Iterator<Item = &mut Outcome> {
    let operations = modules.iter_mut().flat_map(|module| &mut module.operations);
    operations.map(|operation| &mut operation.outcome)
}

/// Returns the name of the enum and its contents.
fn key(outcome: &Outcome) -> Option<(Ident, String)> {
    let (name, replies) = outcome.failure.as_ref()?;
    Some((name.clone(), format!("{replies:?}")))
}

/// The number of statuses that a name has words for.
const WORDS: usize = 3;

/// The number of statuses that a name lists.
const LISTED: usize = 4;

/// The number of words of a description that is a name.
const DESCRIBED: usize = 4;

/// Returns the names after the contents, the best first.
fn candidates(types: &[TypeDef], replies: &[Response]) -> Vec<String> {
    let mut statuses: Vec<ResponseStatus> = replies.iter().map(|it| it.status).collect();
    statuses.dedup();
    let codes = codes(&statuses);
    let words = joined(statuses.iter().map(|it| status_word(*it)));
    let words = (statuses.len() <= WORDS).then(|| with_suffix(&words, "Error", ""));
    let body = only_body(types, replies).map(|it| with_suffix(it.as_str(), "Error", "Response"));
    let full = format!("{}{codes}", body.as_deref().unwrap_or("Error"));
    let names = [body, words, described(replies), Some(full)];
    names.into_iter().flatten().collect()
}

/// Returns the statuses of a name; of many, the first and the last.
fn codes(statuses: &[ResponseStatus]) -> String {
    match statuses {
        [first, .., last] if statuses.len() > LISTED => {
            format!("{}To{}", number(*first), number(*last))
        }
        all => joined(all.iter().map(|it| number(*it))),
    }
}

/// Returns the description of the only error as a name, if it is short: `UserNotFoundError`.
fn described(replies: &[Response]) -> Option<String> {
    let [only] = replies else { return None };
    let count = only.docs.0.split_whitespace().count();
    let is_short = (1..=DESCRIBED).contains(&count);
    is_short.then(|| with_suffix(&name(&only.docs.0, Kind::Type), "Error", ""))
}

/// Returns the name of the component that all bodies are. An inline schema has the name of a place.
fn only_body<'a>(types: &'a [TypeDef], replies: &[Response]) -> Option<&'a Ident> {
    let bodies = replies.iter().filter_map(|it| it.body.as_ref());
    let names = bodies.map(|body| match &body.value.ty {
        Type::Named(id) => types
            .get(id.0 as usize)
            .filter(|it| is_component(&it.schema)),
        _ => None,
    });
    let mut names = names.map(|ty| ty.map(|it| &it.name));
    let first = names.next()??;
    names.all(|it| it == Some(first)).then_some(first)
}

fn is_component(schema: &str) -> bool {
    let places = ["/paths/", "/webhooks/"];
    !places.iter().any(|place| schema.contains(place))
}

/// Returns a name that ends in `suffix`: `NotFoundError`; one that does so by itself is followed by `other`.
fn with_suffix(name: &str, suffix: &str, other: &str) -> String {
    let name = name.trim_end_matches('_');
    let end = if name.ends_with(suffix) {
        other
    } else {
        suffix
    };
    format!("{name}{end}")
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join("Or")
}

fn number(status: ResponseStatus) -> String {
    match status {
        ResponseStatus::Code(code) => code.to_string(),
        ResponseStatus::Range(digit) => format!("{digit}xx"),
        ResponseStatus::Default => "Default".to_owned(),
    }
}
