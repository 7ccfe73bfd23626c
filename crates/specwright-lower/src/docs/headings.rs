//! The docs of files and of items of the API as a whole. A statement on all items of a file is made here once, not at each of them.

use specwright_docs::text;
use specwright_ir::{Api, Docs, Headings, Omitted, TypeKind, UnionStrategy};

use super::{code, paragraphs};

/// Returns the docs of files.
pub(super) fn of(api: &Api) -> Headings {
    let title = text(&api.title);
    let docs = |words: String| Docs(words);
    Headings {
        models: paragraphs([&format!("The models of {title}."), &model_notes(api)]),
        model_notes: docs(model_notes(api)),
        operations: paragraphs([
            &format!("The requests and responses of {title}."),
            operation_notes(api),
            &omitted(&api.omitted),
        ]),
        security: docs(format!("The security schemes of {title}.")),
        client: docs(format!("A client for {title}. Cloning is cheap.")),
        server_setter: docs(server_words(api)),
        server: docs(format!(
            "The operations of {title}, implemented by the server."
        )),
        receiver: docs(format!(
            "Receives requests that {title} sends. A request whose method is not implemented is an internal error."
        )),
    }
}

/// Returns what holds for all models.
fn model_notes(api: &Api) -> String {
    let has = |is: fn(&TypeKind) -> bool| api.types.iter().any(|ty| is(&ty.kind));
    let is_enum = |kind: &TypeKind| {
        matches!(
            kind,
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::LiteralEnum(_)
        )
    };
    let is_open = |kind: &TypeKind| matches!(kind, TypeKind::StringEnum(it) if it.is_open);
    let is_newtype = |kind: &TypeKind| matches!(kind, TypeKind::Newtype(_));
    let keeps_several = |kind: &TypeKind| {
        let TypeKind::Union(it) = kind else {
            return false;
        };
        matches!(it.strategy, UnionStrategy::Any(Some(_)))
    };
    let mut notes = vec![
        "All types read and write JSON by serde (`serde_json::from_str`), and `Debug` shows no secrets.",
        "`runtime::Validate::validate` returns all violations of a value.",
        "The feature `samples` generates valid and invalid values.",
        "The name of a field or a value on the wire is given where it does not follow from the name in Rust.",
    ];
    if has(|kind| matches!(kind, TypeKind::Struct(_))) {
        notes.push(
            "`new` of a struct takes its required fields, and its docs say what it fills in.",
        );
    }
    if has(is_newtype) {
        notes.push("A newtype holds only values that its constraints allow.");
    }
    if has(is_enum) {
        notes.push(match has(is_open) {
            false => "The last variant of an enum preserves a value that the document does not list; validation rejects it.",
            true => "The last variant of an enum preserves a value that the document does not list; validation rejects it,\nunless the enum is open.",
        });
    }
    if has(keeps_several) {
        notes.push(
            "`Several` of a union holds a value that several variants match, as each of them.",
        );
    }
    notes.join("\n")
}

/// Returns what holds for the types of all operations.
fn operation_notes(api: &Api) -> &'static str {
    match api.operations().next() {
        None => "",
        Some(_) => {
            "The request of an operation is a struct: the parameters of its path, `params` for those of query,\n\
             headers and cookies (`…Params`), and `body`. `…Error` is the enum of its declared errors, `…Success`\n\
             that of its responses where several are successes, and `OPERATION` the operation as declared."
        }
    }
}

/// Returns the list of omitted operations.
fn omitted(omitted: &[Omitted]) -> String {
    if omitted.is_empty() {
        return String::new();
    }
    let lines = omitted.iter().map(|it| {
        format!(
            "\n* {}: {}",
            code(&format!("{} {}", it.method, it.path)),
            text(&it.reason)
        )
    });
    format!(
        "Omitted, as the configuration allows:\n{}",
        lines.collect::<String>()
    )
}

/// Returns the docs of the method that sets the server.
fn server_words(api: &Api) -> String {
    let has_own_servers = api.calls().any(|operation| !operation.servers.is_empty());
    match api.servers.first() {
        Some(server) if has_own_servers => format!(
            "Sets the server (default: [`Server::{}`]). Operations with their own servers use those, unless this is \
             [`Server::Custom`].",
            server.name
        ),
        Some(server) => format!("Sets the server (default: [`Server::{}`]).", server.name),
        None => "Sets the server; required, since the document declares none.".to_owned(),
    }
}
