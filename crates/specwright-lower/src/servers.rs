//! Servers.
//!
//! A variant is named after the description without a last word "server", if that is at most four words; else after host and
//! path. Variables stand for their defaults, which the docs name. Without servers there is the one that OpenAPI assumes, `/`.

use openapiv3::Server;
use specwright_ir as ir;
use specwright_spec::Location;

use crate::context::Context;
use crate::docs::{code, docs, with_paragraph};
use crate::naming::{Claim, Kind, Rank, settle};

/// The servers of the root.
pub(crate) fn lower(context: &mut Context<'_>) -> Vec<ir::Server> {
    let servers = &context.document.servers;
    if servers.is_empty() {
        return vec![ir::Server {
            name: ir::Ident::new("Root"),
            docs: ir::Docs::default(),
            url: String::new(),
        }];
    }
    let at = context.root().child("servers");
    let places: Vec<Location> = (0..servers.len()).map(|index| at.index(index)).collect();
    let mut claims = Vec::new();
    for (server, at) in servers.iter().zip(&places) {
        let url = url(server);
        let claim = Claim::new(&words(server), Kind::Variant, Rank::Named, host(&url)).or_by(&url);
        claims.push(context.pin(at, true, claim));
    }
    claims.push(Claim::reserved("Custom"));
    let (names, collisions) = settle(&claims);
    context.tell_collisions(&places, &claims, &names, &collisions);
    let server = |(server, name): (&Server, ir::Ident)| {
        let docs = with_paragraph(docs([server.description.as_deref()]), &variables(server));
        ir::Server {
            name,
            docs,
            url: url(server),
        }
    };
    servers.iter().zip(names).map(server).collect()
}

/// The URL with the defaults of its variables, without a slash at the end.
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

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default()
}

fn variables(server: &Server) -> String {
    let variables = server.variables.iter().flatten();
    let words: Vec<String> = variables
        .map(|(name, variable)| {
            format!(
                "{} is {}",
                code(&format!("{{{name}}}")),
                code(&variable.default)
            )
        })
        .collect();
    if words.is_empty() {
        String::new()
    } else {
        format!("Where {}.", words.join(", "))
    }
}
