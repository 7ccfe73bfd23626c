//! Servers.
//!
//! A variant is named after the description without its article and a final "server", if that has at most four words; else after host
//! and path. Of two servers that differ in the scheme, `https` keeps the name, and the other has its scheme added. A server with
//! variables holds a struct of them, whose fields are strings, or enums where the document lists the values. Without servers there is
//! the one that OpenAPI assumes, `/`. The servers of an operation are URLs with the defaults of their variables.

use openapiv3::{Server, ServerVariable};
use specwright_ir::{self as ir, Ident, reserved};
use specwright_spec::{Location, Operation};

use crate::context::Context;
use crate::docs::docs;
use crate::naming::{Claim, Kind, Rank, name, settle};

/// Lowers the servers of the root.
pub(crate) fn lower(context: &mut Context<'_>) -> Vec<ir::Server> {
    let servers = &context.session.document.servers;
    if servers.is_empty() {
        return vec![ir::Server {
            name: Ident::new("Root"),
            docs: ir::Docs::default(),
            url: String::new(),
            variables: None,
        }];
    }
    let at = context.session.root().child("servers");
    let places: Vec<Location> = (0..servers.len()).map(|index| at.index(index)).collect();
    let mut claims = Vec::new();
    for (server, at) in servers.iter().zip(&places) {
        let url = url(server);
        let words = words(server);
        // The claim is made from the name, not from the text: spelling out dots and slashes would not distinguish servers.
        let plain = name(&words, Kind::Variant);
        let claim = Claim::new(&plain, Kind::Variant, rank(&url), distinction(&words, &url))
            .with_place(&url);
        claims.push(context.session.pin(at, true, claim));
    }
    claims.push(Claim::reserved("Custom"));
    let (names, collisions) = settle(&claims);
    context
        .session
        .report_collisions(&places, &claims, &names, &collisions);
    let types = name_types(servers, &names);
    let server = |((server, name), types): ((&Server, &Ident), Types)| ir::Server {
        name: name.clone(),
        docs: docs([server.description.as_deref()]),
        url: server.url.trim_end_matches('/').to_owned(),
        variables: variables(server, types),
    };
    servers.iter().zip(&names).zip(types).map(server).collect()
}

/// Returns the URLs of the servers of an operation; none if they are those of the root.
pub(crate) fn own(context: &Context<'_>, operation: &Operation) -> Vec<String> {
    let urls: Vec<String> = operation.servers.iter().map(url).collect();
    let root: Vec<String> = context.session.document.servers.iter().map(url).collect();
    if urls == root { Vec::new() } else { urls }
}

/// The names of the struct of a server, and of the enum of each of its variables.
struct Types {
    own: Ident,
    values: Vec<Ident>,
}

/// Names the types of servers, the structs first, since users see them most.
fn name_types(servers: &[Server], names: &[Ident]) -> Vec<Types> {
    let mut claims: Vec<Claim> = names
        .iter()
        .map(|it| Claim::new(it.as_str(), Kind::Type, Rank::Named, "variables"))
        .collect();
    for (server, own) in servers.iter().zip(names) {
        for (variable, _) in used(server) {
            let text = format!("{own} {variable}");
            claims.push(Claim::new(&text, Kind::Type, Rank::Derived, "values").with_place(&text));
        }
    }
    claims.extend(
        reserved::SERVER_FILE_TYPES
            .iter()
            .map(|it| Claim::reserved(it)),
    );
    let (settled, _) = settle(&claims);
    let (structs, enums) = settled.split_at(names.len());
    let mut enums = enums.iter().cloned();
    let types = |(server, own): (&Server, &Ident)| Types {
        own: own.clone(),
        values: enums.by_ref().take(used(server).len()).collect(),
    };
    servers.iter().zip(structs).map(types).collect()
}

/// Returns the variables that the URL contains, in its order.
fn used(server: &Server) -> Vec<(&str, &ServerVariable)> {
    let variables = server.variables.as_ref();
    let mut used: Vec<(&str, &ServerVariable)> = Vec::new();
    for part in server.url.split('{').skip(1) {
        let name = part.split_once('}').map(|(name, _)| name);
        let variable = name.and_then(|name| Some((name, variables?.get(name)?)));
        used.extend(variable.filter(|(name, _)| !used.iter().any(|(it, _)| it == name)));
    }
    used
}

fn variables(server: &Server, types: Types) -> Option<ir::ServerVariables> {
    let used = used(server);
    if used.is_empty() {
        return None;
    }
    let claims: Vec<Claim> = used
        .iter()
        .map(|(name, _)| Claim::new(name, Kind::Field, Rank::Named, "variable").with_place(name))
        .collect();
    let (names, _) = settle(&claims);
    let fields = used.iter().zip(names).zip(types.values);
    let fields = fields.map(|(((_, variable), name), values)| ir::ServerVariable {
        name,
        docs: docs([variable.description.as_deref()]),
        default: variable.default.clone(),
        values: values_of(variable).map(|texts| (values, texts)),
    });
    Some(ir::ServerVariables {
        name: types.own,
        docs: ir::Docs::default(),
        fields: fields.collect(),
        pieces: pieces(server, &used),
    })
}

/// Returns the values that a variable lists, the default first; none if any value is allowed.
fn values_of(variable: &ServerVariable) -> Option<Vec<ir::ServerValue>> {
    if variable.enumeration.is_empty() {
        return None;
    }
    let mut texts: Vec<&str> = vec![&variable.default];
    for text in &variable.enumeration {
        if !texts.contains(&text.as_str()) {
            texts.push(text);
        }
    }
    let claims: Vec<Claim> = texts
        .iter()
        .map(|text| Claim::new(text, Kind::Variant, Rank::Named, "").with_place(text))
        .collect();
    let (names, _) = settle(&claims);
    let value = |(text, name): (&str, Ident)| ir::ServerValue {
        name,
        docs: ir::Docs::default(),
        text: text.to_owned(),
    };
    Some(texts.into_iter().zip(names).map(value).collect())
}

fn pieces(server: &Server, used: &[(&str, &ServerVariable)]) -> Vec<ir::UrlPiece> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut rest = server.url.trim_end_matches('/');
    while let Some(at) = rest.find('{') {
        let (before, after) = rest.split_at(at);
        let name = after[1..].split_once('}').map(|(name, _)| name);
        literal.push_str(before);
        match name.and_then(|name| used.iter().position(|(it, _)| *it == name)) {
            Some(index) => {
                pieces.push(ir::UrlPiece::Literal(std::mem::take(&mut literal)));
                pieces.push(ir::UrlPiece::Variable(index));
                rest = &after[used[index].0.len() + 2..];
            }
            None => {
                literal.push('{');
                rest = &after[1..];
            }
        }
    }
    literal.push_str(rest);
    pieces.push(ir::UrlPiece::Literal(literal));
    pieces.retain(|it| *it != ir::UrlPiece::Literal(String::new()));
    pieces
}

/// Returns the URL with the defaults of its variables, without a final slash.
fn url(server: &Server) -> String {
    let variables = server.variables.iter().flatten();
    let url = variables.fold(server.url.clone(), |url, (name, variable)| {
        url.replace(&format!("{{{name}}}"), &variable.default)
    });
    url.trim_end_matches('/').to_owned()
}

fn words(server: &Server) -> String {
    let description = server
        .description
        .as_deref()
        .unwrap_or_default()
        .trim()
        .trim_end_matches('.');
    let words: Vec<&str> = description.split_whitespace().collect();
    let named = match words.split_last() {
        Some((last, rest)) if last.eq_ignore_ascii_case("server") && !rest.is_empty() => rest,
        _ => &words,
    };
    let is_article = |word: &str| ["a", "an", "the"].contains(&word.to_ascii_lowercase().as_str());
    let named = match named.split_first() {
        Some((first, rest)) if is_article(first) && !rest.is_empty() => rest,
        _ => named,
    };
    if (1..=4).contains(&named.len()) {
        named.join(" ")
    } else {
        host_and_path(server)
    }
}

fn host_and_path(server: &Server) -> String {
    let url = url(server);
    let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    if rest.is_empty() {
        "root".to_owned()
    } else {
        rest.to_owned()
    }
}

/// Returns the rank of a server among those that claim the same name: `https` comes first.
fn rank(url: &str) -> Rank {
    if url.starts_with("https:") {
        Rank::Named
    } else {
        Rank::Inline
    }
}

/// Returns the word that distinguishes a server from another with the same name: its host, or its scheme if the host is the name.
fn distinction<'u>(words: &str, url: &'u str) -> &'u str {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    if words == rest {
        scheme
    } else {
        rest.split('/').next().unwrap_or_default()
    }
}
