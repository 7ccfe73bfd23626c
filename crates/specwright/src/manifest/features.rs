//! The Cargo features of generated packages.

use super::quoted;
use crate::generate::Part;
use crate::layout::Contents;
use specwright_ir::{Api, Features};

/// A feature, and the features that it enables.
struct Feature<'a> {
    name: &'a str,
    enables: Vec<String>,
}

impl<'a> Feature<'a> {
    fn new(name: &'a str, enables: &[&str]) -> Self {
        let enables = enables.iter().map(|it| (*it).to_owned()).collect();
        Self { name, enables }
    }

    /// Returns the line for a manifest.
    fn line(&self) -> String {
        let is_bare = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_');
        let key = match self.name.chars().all(is_bare) {
            true => self.name.to_owned(),
            false => quoted(self.name),
        };
        let enables: Vec<String> = self.enables.iter().map(|it| quoted(it)).collect();
        format!("{key} = [{}]\n", enables.join(", "))
    }
}

/// Returns the table of the features of a package: optional samples and setters of types, the default transport of a client, more
/// charsets of a client or server, and those of tags.
pub(super) fn write(api: &Api, contents: Contents<'_>, has_samples: bool) -> String {
    let of_tags = tags(api, contents);
    let default = defaults(contents).iter().copied();
    let default: Vec<&str> = default.chain(of_tags.iter().map(|it| it.name)).collect();
    let default = (!default.is_empty()).then(|| Feature::new("default", &default));
    let own = own(contents, has_samples);
    let all = default.into_iter().chain(own).chain(of_tags);
    let lines: String = all.map(|it| it.line()).collect();
    format!("\n[features]\n{lines}")
}

/// Returns the table of the features that the code of a module asks for.
pub(super) fn of_module(api: &Api) -> String {
    let names = api.features.as_ref().map(Features::all).unwrap_or_default();
    if names.is_empty() {
        return String::new();
    }
    let lines = names.iter().map(|name| Feature::new(name, &[]).line());
    format!("\n[features]\n{}", lines.collect::<String>())
}

/// The features that are on by default.
fn defaults(contents: Contents<'_>) -> &'static [&'static str] {
    let has = |part| contents.has(part);
    match contents {
        Contents::Part(Part::Client, _) => &["reqwest"],
        Contents::Part(Part::Types | Part::Server, _) => &[],
        // Most users of an API call it.
        Contents::Parts(_) if has(Part::Client) => &["client", "reqwest"],
        Contents::Parts(_) if has(Part::Server) => &["server"],
        Contents::Parts(_) => &[],
    }
}

/// The features that do not depend on the document.
fn own(contents: Contents<'_>, has_samples: bool) -> Vec<Feature<'static>> {
    let is_shared = matches!(contents, Contents::Parts(_));
    let mut features = Vec::new();
    let mut add = |name, enables: &[&str]| features.push(Feature::new(name, enables));
    if is_shared && contents.has(Part::Client) {
        add("client", &["specwright-runtime/client"]);
    }
    if contents.has(Part::Client) {
        let client = is_shared.then_some("client");
        let enables = client.into_iter().chain(["specwright-runtime/reqwest"]);
        add("reqwest", &enables.collect::<Vec<_>>());
    }
    if is_shared && contents.has(Part::Server) {
        add("server", &["specwright-runtime/server"]);
    }
    if contents.has(Part::Client) || contents.has(Part::Server) {
        add("charsets", &["specwright-runtime/charsets"]);
    }
    if contents.has(Part::Types) {
        if has_samples {
            add("proptest", &["specwright-runtime/proptest"]);
            add("samples", &["specwright-runtime/samples"]);
        }
        add("setters", &[]);
    }
    features
}

/// Returns the features of tags, each with what it enables.
fn tags<'a>(api: &'a Api, contents: Contents<'_>) -> Vec<Feature<'a>> {
    let all = api.features.as_ref().map(Features::all).unwrap_or_default();
    let of_types = |name: &str| match contents {
        Contents::Part(Part::Client | Part::Server, crates) => {
            let types = crates.types.as_ref()?;
            Some(format!("{types}/{name}"))
        }
        Contents::Part(Part::Types, _) | Contents::Parts(_) => None,
    };
    let feature = |name| Feature {
        name,
        enables: of_types(name).into_iter().collect(),
    };
    all.into_iter().map(feature).collect()
}
