//! The names of operations, of their types and of the headers of their responses.

use specwright_ir::reserved::{FIXED_TYPES, PRELUDE};
use specwright_ir::{self as ir, Ident};
use specwright_spec::{Location, Operation};

use super::{OperationDraft, OperationOrigin};
use crate::OperationNames;
use crate::context::Context;
use crate::diagnostics;
use crate::headers;
use crate::naming::{Claim, Kind, Rank, cleaned, name, settle, spell};

/// The functions that generated code has beside those of operations.
pub(super) const FUNCTIONS: [&str; 9] = [
    "builder",
    "call",
    "new",
    "router",
    "router_with",
    "caller",
    "credentials",
    "verify_sender",
    "with",
];

/// The Rust names of an operation.
pub(super) struct Names {
    pub function: Ident,
    pub request: Ident,
    pub error: Ident,
    pub params: Ident,
    pub success: Ident,
    pub body: Ident,
}

impl Names {
    /// Returns the names of its types.
    pub(super) fn types(&self) -> [&Ident; 5] {
        [
            &self.request,
            &self.error,
            &self.params,
            &self.success,
            &self.body,
        ]
    }
}

/// Returns the text that names an operation: its `operationId`, or words for its method and path, or the key of its webhook.
pub(super) fn text(operation: &Operation, origin: OperationOrigin<'_>) -> String {
    let id = operation.operation_id.as_deref();
    // Nearly all webhooks and callbacks are sent by `POST`, which the name leaves out.
    let method = match operation.method.as_str() {
        "POST" => String::new(),
        other => format!(" {}", other.to_ascii_lowercase()),
    };
    match (id.filter(|id| !id.trim().is_empty()), origin) {
        (Some(id), _) => id.to_owned(),
        (None, OperationOrigin::Webhook(name)) => format!("{name}{method}"),
        (None, OperationOrigin::Callback(owner, name)) => {
            let owner = text(owner, OperationOrigin::Paths);
            format!("{owner} {name}{method}")
        }
        (None, OperationOrigin::Paths) => method_words(operation),
    }
}

/// Returns method and path in words: `get pets by id` for `GET /pets/{id}`.
fn method_words(operation: &Operation) -> String {
    let method = operation.method.to_ascii_lowercase();
    format!("{method} {}", path_words(operation))
}

/// Returns the path of an operation in words: `current by city and country` for `/current?city={city}&country={country}`.
pub(super) fn path_words(operation: &Operation) -> String {
    let path = template_words(&operation.template());
    match operation.query_keys.as_slice() {
        [] => path,
        keys => format!("{path} by {}", keys.join(" and ")),
    }
}

/// Returns a template in words: `pets by id` for `/pets/{id}`, `root` for `/`.
fn template_words(template: &str) -> String {
    if template.trim_matches('/').is_empty() {
        return "root".to_owned();
    }
    spaced(template)
}

/// Returns a path with spaces between its words.
pub(crate) fn spaced(path: &str) -> String {
    path.replace('{', " by ").replace(['}', '/'], " ")
}

/// Returns method and path with the punctuation of the path spelled out, for paths such as `/a.b` beside `/a/b`.
fn spelled_words(operation: &Operation) -> String {
    let words = method_words(operation);
    let spelled = words.split_whitespace().map(spell);
    spelled.collect::<Vec<_>>().join(" ")
}

/// Returns the claim of an operation: to its `operationId`, and to its method and path if another operation has the same id.
pub(super) fn claim(
    operation: &Operation,
    origin: OperationOrigin<'_>,
    names: OperationNames,
) -> Claim {
    let text = text(operation, origin);
    // An `operationId` in `paths` takes precedence over the keys of webhooks and callbacks.
    let claim = match (origin, &operation.operation_id) {
        (OperationOrigin::Paths, Some(id)) => {
            let claim = Claim::new(&text, Kind::Function, Rank::Named, "operation");
            let claim = claim.with_alternate(&method_words(operation));
            match names {
                OperationNames::Written => claim,
                OperationNames::Cleaned => {
                    let (method, path) = (&operation.method, &operation.path);
                    claim.with_shorter(cleaned::operation(id, method, path))
                }
            }
        }
        (OperationOrigin::Paths, None) => {
            let claim = Claim::of_words(&text, Kind::Function, Rank::Named, "");
            claim.with_alternate(&spelled_words(operation))
        }
        (OperationOrigin::Webhook(_), _) => {
            Claim::new(&text, Kind::Function, Rank::Inline, "webhook")
        }
        (OperationOrigin::Callback(..), _) => {
            Claim::new(&text, Kind::Function, Rank::Inline, "callback")
        }
    };
    claim.with_place(operation.at.pointer.as_str())
}

/// Names the methods of operations.
pub(super) fn name_operations(
    context: &mut Context<'_>,
    operations: &[OperationDraft<'_>],
) -> Vec<Ident> {
    let places: Vec<Location> = operations
        .iter()
        .map(|operation| operation.source.at.clone())
        .collect();
    let mut claims = Vec::new();
    for operation in operations {
        let names = context.session.options.operation_names;
        let claim = claim(operation.source, operation.origin, names);
        let pinned = context.session.rename_operation(&operation.source.at);
        claims.push(pinned.map_or(claim, |name| Claim::pinned(&name)));
    }
    claims.extend(FUNCTIONS.map(Claim::reserved));
    let (mut functions, collisions) = settle(&claims);
    context
        .session
        .report_collisions(&places, &claims, &functions, &collisions);
    for (operation, function) in operations.iter().zip(&functions) {
        if operation.source.operation_id.is_none() && !operation.origin.is_outgoing() {
            context.session.report(diagnostics::missing_operation_id(
                &operation.source.at,
                function.as_str(),
            ));
        }
    }
    functions.truncate(operations.len());
    functions
}

/// The names of the types of an operation, by what follows the operation's name; the first that is free.
const TYPES: [&[&str]; 5] = [
    &["", "Request", "Call"],
    &["Error", "ErrorReply"],
    &["Params", "Parameters"],
    &["Success", "Reply"],
    &["Content", "BodyContent"],
];

/// Names the types of operations, those of requests first, and the headers of responses. None has the name of a model, or one that
/// generated code uses, so that all are imported alike.
pub(super) fn name_types(
    functions: &[Ident],
    headers: &[headers::HeadersDraft],
    models: &[ir::TypeDef],
) -> (Vec<Names>, Vec<Ident>) {
    let mut claims: Vec<Claim> = Vec::new();
    for words in TYPES {
        for function in functions {
            let base = name(function.as_str(), Kind::Type);
            let with = |word: &&str| match *word {
                "" => base.clone(),
                word => format!("{}{word}", base.trim_end_matches('_')),
            };
            let names: Vec<String> = words.iter().map(with).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let is_request = words[0].is_empty();
            let rank = if is_request {
                Rank::Named
            } else {
                Rank::Derived
            };
            claims.push(Claim::first_of(&names, rank).with_place(function.as_str()));
        }
    }
    claims.extend(headers.iter().map(headers::claim));
    let count = functions.len();
    let named = claims.len();
    claims.extend(models.iter().map(|it| Claim::reserved(it.name.as_str())));
    claims.extend(
        [PRELUDE, FIXED_TYPES]
            .into_iter()
            .flatten()
            .map(|it| Claim::reserved(it)),
    );
    let (mut names, _) = settle(&claims);
    names.truncate(named);
    let header_names = names.split_off(5 * count);
    let names_of = |(position, function): (usize, &Ident)| Names {
        function: function.clone(),
        request: names[position].clone(),
        error: names[count + position].clone(),
        params: names[2 * count + position].clone(),
        success: names[3 * count + position].clone(),
        body: names[4 * count + position].clone(),
    };
    let names = functions.iter().enumerate().map(names_of);
    (names.collect(), header_names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_words() {
        for (path, named) in [
            ("/me/tokens/{tokenId}", "me_tokens_by_token_id"),
            ("/a.b/{x}-{y}", "a_b_by_x_by_y"),
            ("/x?beta=true", "x_beta_true"),
            ("/", "root"),
        ] {
            assert_eq!(name(&template_words(path), Kind::Function), named, "{path}");
        }
    }
}
