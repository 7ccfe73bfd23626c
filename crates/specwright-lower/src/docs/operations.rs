//! The docs of operations, their responses and bodies.

use specwright_ir::{
    Body, Docs, Module, Operation, Response, ResponseStatus, SenderCredential, Success,
};

use super::finish::{Known, deprecation, without_repeats};
use super::security::place_words;
use super::{code, paragraphs};

/// Completes the docs of an operation and of what belongs to it.
pub(super) fn describe(known: &Known<'_>, operation: &mut Operation) {
    let parameters = &mut operation.path_parameters;
    for parameter in parameters.iter_mut().chain(&mut operation.parameters) {
        known.describe_parameter(parameter);
    }
    operation.docs = operation_docs(operation);
    operation.request_docs = paragraphs([&operation.docs.0, deprecation(operation.deprecated)]);
    describe_accept_methods(operation);
    describe_bodies(&mut operation.bodies);
    match &mut operation.outcome.success {
        Success::One(response) => describe_response(response, false),
        Success::Many(_, all) => all.iter_mut().for_each(|it| describe_response(it, false)),
    }
    if let Some((_, all)) = &mut operation.outcome.failure {
        all.iter_mut().for_each(|it| describe_response(it, true));
    }
}

/// Summary, description, and the call itself.
fn operation_docs(operation: &Operation) -> Docs {
    let own = without_repeats(&operation.docs, operation.name.as_str());
    // Nearly all requests without a path, those of webhooks, are sent by `POST`.
    let call = match operation.path.is_empty() && operation.method == "POST" {
        true => String::new(),
        false => code(format!("{} {}", operation.method, operation.path).trim_end()),
    };
    let servers: Vec<String> = operation.servers.iter().map(|url| code(url)).collect();
    let servers = match servers.is_empty() {
        true => String::new(),
        false => format!("Served at {}.", servers.join(", ")),
    };
    // Of several successes, each has its own as a variant.
    let links = match &operation.outcome.success {
        Success::One(response) => response.links.0.as_str(),
        Success::Many(..) => "",
    };
    paragraphs([&own, &call, links, &servers])
}

/// Writes the docs of the methods that accept some media types only. The first one has those of the operation.
fn describe_accept_methods(operation: &mut Operation) {
    let Some(methods) = &mut operation.accepting else {
        return;
    };
    let name = &operation.name;
    let like = |words: &str| {
        let line = format!("Like [`{name}`](Self::{name}), but {words}.");
        paragraphs([&line])
    };
    for (index, method) in methods.single.iter_mut().enumerate() {
        method.docs = match index {
            0 => operation.docs.clone(),
            _ => like(&format!("accepts {} only", code(&method.media_type))),
        };
    }
    methods.general_docs =
        like("accepts the media types that its caller passes, and returns any success");
}

/// Adds the media type of each of several bodies, which are variants.
fn describe_bodies(bodies: &mut [Body]) {
    if let [only] = bodies {
        only.docs = Docs(without_repeats(&only.docs, "body"));
        return;
    }
    for body in bodies {
        body.docs = paragraphs([&code(&body.written.media_type), &body.docs.0]);
    }
}

/// Adds the status, and takes the summary out: `400: Bad Request`.
fn describe_response(response: &mut Response, is_failure: bool) {
    response.summary = first_words(&response.docs).to_owned();
    let own = response
        .docs
        .after(&status_words(response.status, is_failure));
    response.docs = paragraphs([&own, &response.links.0]);
}

/// Returns the first line of a description that is not the mark of a fence.
fn first_words(docs: &Docs) -> &str {
    let mut lines = docs.0.lines();
    lines
        .find(|line| !line.starts_with("```") && !line.starts_with("~~~"))
        .unwrap_or_default()
}

/// The statuses of a response, in words: `400`.
fn status_words(status: ResponseStatus, is_failure: bool) -> String {
    match status {
        ResponseStatus::Code(code) => code.to_string(),
        ResponseStatus::Range(digit) => format!("{digit}XX"),
        ResponseStatus::Default if is_failure => "Any other status".to_owned(),
        ResponseStatus::Default => "Any other 2XX".to_owned(),
    }
}

/// Returns the credentials that the document requires of the sender of a module's requests; empty if it requires none.
pub(super) fn sender(module: &Module) -> Docs {
    let mut groups: Vec<(&[Vec<SenderCredential>], Vec<String>)> = Vec::new();
    let secured = module.operations.iter().filter(|it| !it.sender.is_empty());
    for operation in secured {
        let name = code(operation.name.as_str());
        match groups
            .iter_mut()
            .find(|(known, _)| **known == *operation.sender)
        {
            Some((_, names)) => names.push(name),
            None => groups.push((&operation.sender, vec![name])),
        }
    }
    let items = groups.iter().map(|(alternatives, names)| {
        let alternatives: Vec<String> = alternatives.iter().map(|it| all_of(it)).collect();
        format!("* {}: {}", names.join(", "), alternatives.join(", or "))
    });
    let items: Vec<String> = items.collect();
    match items.is_empty() {
        true => Docs::default(),
        false => Docs(format!(
            "The document requires credentials of the sender, which nothing else verifies:\n\n{}",
            items.join("\n")
        )),
    }
}

/// Returns the credentials that are needed together: ``the security scheme `hook` (In the header `X-Hook`)``.
fn all_of(credentials: &[SenderCredential]) -> String {
    let words = credentials.iter().map(|it| {
        let scopes: Vec<String> = it.scopes.iter().map(|scope| code(scope)).collect();
        let scopes = match scopes.is_empty() {
            true => String::new(),
            false => format!("; scopes {}", scopes.join(", ")),
        };
        let place = place_words(&it.credential);
        format!("{} ({place}{scopes})", code(&it.scheme))
    });
    match credentials.is_empty() {
        true => "no credential".to_owned(),
        false => words.collect::<Vec<_>>().join(" and "),
    }
}
