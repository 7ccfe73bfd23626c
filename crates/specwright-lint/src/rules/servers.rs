//! Rules about the servers of a document.

use crate::context::Context;
use crate::findings::Findings;
use specwright_spec::{Location, Node, quote};

/// Servers on other machines that are reached over HTTP.
pub(super) fn http(context: &Context<'_>, found: &mut Findings) {
    each_server(context, |at, url| {
        let has_secure = |it: &str| it.strip_prefix("http://").is_some_and(|it| !is_local(it));
        if has_secure(url) {
            let message = format!("the server {} is reached without TLS", quote(url));
            let help = "write `https://`: credentials and data are readable on the way otherwise";
            found.push(found.at(at, message).help(help));
        }
    });
}

/// Servers that only their developer can reach.
pub(super) fn local(context: &Context<'_>, found: &mut Findings) {
    each_server(context, |at, url| {
        let host = url.split_once("://").map(|(_, rest)| rest);
        if host.is_some_and(is_local) {
            let message = format!(
                "the server {} is on the machine or network of its author",
                quote(url)
            );
            let help =
                "remove it from the published document; an overlay can add it for development";
            found.push(found.at(at, message).help(help));
        }
    });
}

/// Returns true if a URL without its scheme names the local machine.
fn is_local(rest: &str) -> bool {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(literal) => literal.split(']').next(),
        None => host.split(':').next(),
    };
    let host = host.unwrap_or_default();
    matches!(
        host,
        "localhost" | "::1" | "0.0.0.0" | "host.docker.internal"
    ) || host.starts_with("127.")
        || [".localhost", ".local", ".test"]
            .iter()
            .any(|end| host.ends_with(end))
}

/// Calls a function with the location and URL of each server of the document and its operations.
fn each_server(context: &Context<'_>, mut visit: impl FnMut(&Location, &str)) {
    let root = context.trees.root().child("servers");
    let operations = context.operations().map(|it| it.at.child("servers"));
    let mut holders: Vec<Location> = operations.collect();
    let items = context.operations().filter_map(|it| it.at.parent());
    holders.extend(items.map(|it| it.child("servers")));
    holders.push(root);
    holders.sort();
    holders.dedup();
    for holder in holders {
        for (index, server) in context.trees.node(&holder).elements().iter().enumerate() {
            let at = holder.index(index).child("url");
            if let Some(url) = server.get("url").and_then(Node::as_str) {
                visit(&at, url);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn local_hosts_are_found() {
        for host in [
            "localhost:5001/api",
            "127.0.0.1",
            "nas.local",
            "[::1]:80/",
            "api.localhost",
        ] {
            assert!(is_local(host), "{host}");
        }
        for host in [
            "localhost.example.com",
            "example.com/localhost",
            "{host}:80",
        ] {
            assert!(!is_local(host), "{host}");
        }
    }
}
