//! Facts about an output that its users should know, and that are not faults of the document.

use crate::config::Crates;
use crate::generate::Part;
use crate::paths::shown;
use specwright_ir::Api;
use specwright_spec::quote;
use std::path::Path;

/// Returns a note if a client needs a server that the document does not name.
pub(crate) fn of_server(api: &Api) -> Option<String> {
    let url = api.servers.first().map_or("", |server| server.url.as_str());
    let reason = match url {
        "" => "the document declares no server".to_owned(),
        url if !url.contains("://") && !url.starts_with('{') => {
            format!("the default server {} is relative", quote(url))
        }
        _ => return None,
    };
    Some(format!(
        "{reason}: a client needs a URL, such as `.server(Server::Custom(\"https://example.com{url}\".into()))` of its builder"
    ))
}

/// Returns a note about the declaration of a module whose root was written.
pub(crate) fn of_module(folder: &Path) -> Option<String> {
    let name = folder.file_name()?.to_string_lossy();
    let parent = folder.parent().unwrap_or(Path::new(""));
    let place = match parent == Path::new("src") {
        true => "src/lib.rs or src/main.rs".to_owned(),
        false => format!("the module of {}", shown(parent)),
    };
    Some(format!("declare the module: add `mod {name};` to {place}"))
}

/// Returns a note about the crates of other runs, which stay as they are.
pub(crate) fn of_kept(crates: &Crates, parts: &[Part]) -> Option<String> {
    let names = parts.iter().filter_map(|part| part.package(crates));
    let names: Vec<&str> = names.collect();
    let verb = if names.len() == 1 { "stays" } else { "stay" };
    (!names.is_empty()).then(|| {
        format!(
            "{} {verb} as generated earlier; this run was for other parts only",
            names.join(" and ")
        )
    })
}
