//! Conversion of `host`, `basePath` and `schemes` to `servers`.

use super::Upgrade;
use super::object::{Object, text, texts};
use crate::{Node, Pointer};

/// The base URL of the document.
pub(super) struct BaseUrl {
    host: Option<String>,
    path: String,
    schemes: Vec<String>,
}

impl BaseUrl {
    pub(super) fn read(tree: &Node) -> Self {
        let text = |key: &str| tree.get(key).and_then(Node::as_text).map(str::to_owned);
        Self {
            host: text("host"),
            path: text("basePath").unwrap_or_default(),
            schemes: texts(tree.get("schemes")).unwrap_or_default(),
        }
    }

    /// Returns the URLs. Without a host, they are relative to the URL of the document; without a scheme, they have the
    /// scheme of that URL.
    fn urls(&self, schemes: &[String]) -> Vec<String> {
        let path = match self.path.trim_end_matches('/') {
            "" => String::new(),
            path if path.starts_with('/') => path.to_owned(),
            path => format!("/{path}"),
        };
        match &self.host {
            None if path.is_empty() => vec!["/".to_owned()],
            None => vec![path],
            Some(host) if schemes.is_empty() => vec![format!("https://{host}{path}")],
            Some(host) => {
                let url = |scheme| format!("{scheme}://{host}{path}");
                schemes.iter().map(url).collect()
            }
        }
    }
}

impl Upgrade {
    /// Converts the servers of the document; `keys` are their possible original fields.
    pub(super) fn servers(&mut self, keys: &[&str], root: &Pointer) -> Node {
        let schemes = self.base.schemes.clone();
        let key = match &self.base.host {
            Some(_) => keys[0],
            None => keys[1],
        };
        self.made(root.child("servers"), &root.child(key));
        self.server_list(&schemes)
    }

    /// Converts the servers of an operation whose schemes differ from those of the document.
    pub(super) fn operation_servers(&mut self, schemes: &Node, now: &Pointer) -> Option<Node> {
        let schemes = texts(Some(schemes))?;
        if schemes == self.base.schemes || self.base.host.is_none() {
            return None;
        }
        self.made(now.child("servers"), &now.child("schemes"));
        Some(self.server_list(&schemes))
    }

    fn server_list(&self, schemes: &[String]) -> Node {
        let servers = self.base.urls(schemes).into_iter().map(|url| {
            let mut server = Object::default();
            server.push("url", text(&url));
            server.into_node()
        });
        Node::Array(servers.collect())
    }
}
