//! The names of operations, of their types and of the headers of their responses.

use specwright_ir::Ident;
use specwright_spec::{Location, Operation};

use super::{OperationDraft, OperationOrigin};
use crate::context::Context;
use crate::diagnostics;
use crate::headers;
use crate::naming::{Claim, Kind, Rank, name, settle};

/// The functions that generated code has beside those of operations.
pub(super) const FUNCTIONS: [&str; 8] = [
    "builder",
    "call",
    "new",
    "router",
    "router_with",
    "caller",
    "credentials",
    "verify_sender",
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
    format!("{method} {}", path_words(&operation.template()))
}

/// Returns a path in words: `pets by id` for `/pets/{id}`, `root` for `/`.
pub(super) fn path_words(path: &str) -> String {
    if path.trim_matches('/').is_empty() {
        return "root".to_owned();
    }
    spaced(path)
}

/// Returns a path with spaces between its words.
pub(crate) fn spaced(path: &str) -> String {
    path.replace('{', " by ").replace(['}', '/'], " ")
}

/// Returns the claim of an operation: to its `operationId`, and to its method and path if another operation has the same id.
pub(super) fn claim(operation: &Operation, origin: OperationOrigin<'_>) -> Claim {
    let words = method_words(operation);
    // An `operationId` in `paths` takes precedence over the keys of webhooks and callbacks.
    let (rank, kind) = match origin {
        OperationOrigin::Paths => (Rank::Named, "operation"),
        OperationOrigin::Webhook(_) => (Rank::Inline, "webhook"),
        OperationOrigin::Callback(..) => (Rank::Inline, "callback"),
    };
    let claim = Claim::new(&text(operation, origin), Kind::Function, rank, kind);
    let claim = match (&operation.operation_id, origin) {
        (None, OperationOrigin::Paths) => {
            let method = operation.method.to_ascii_lowercase();
            claim.spelled(&format!("{method}{}", operation.template()))
        }
        _ => claim,
    };
    claim.with_alternate(&words).with_disambiguator(&words)
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
        let claim = claim(operation.source, operation.origin);
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

/// Names the types of operations, those of requests first, and the headers of responses.
pub(super) fn name_types(
    functions: &[Ident],
    headers: &[headers::HeadersDraft],
) -> (Vec<Names>, Vec<Ident>) {
    let request = |function: &Ident| {
        Claim::new(function.as_str(), Kind::Type, Rank::Named, "call")
            .with_disambiguator(function.as_str())
    };
    let mut claims: Vec<Claim> = functions.iter().map(request).collect();
    for words in [
        ["Error", "ErrorReply"],
        ["Params", "Parameters"],
        ["Success", "Reply"],
        ["Content", "BodyContent"],
    ] {
        for function in functions {
            let base = name(function.as_str(), Kind::Type)
                .trim_end_matches('_')
                .to_owned();
            let names = words.map(|word| format!("{base}{word}"));
            claims.push(
                Claim::derived(&[&names[0], &names[1]]).with_disambiguator(function.as_str()),
            );
        }
    }
    claims.extend(headers.iter().map(headers::claim));
    let (mut names, _) = settle(&claims);
    let count = functions.len();
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
            assert_eq!(name(&path_words(path), Kind::Function), named, "{path}");
        }
    }
}
