//! The size of the generated code, and of the part that one tag needs.

use super::Examination;
use crate::config::Crates;
use crate::generate::{Origin, Part, sources};
use crate::layout::Arrangement;
use serde::Serialize;
use specwright_ir::Api;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The lines of generated code. Those of the runtime, which does not depend on the document, are not included.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct CostFacts {
    /// The lines of the models and operation values.
    pub types: usize,
    /// The lines of the client.
    pub client: usize,
    /// The lines of the server stubs.
    pub server: usize,
    /// The lines of types and client that a program compiles with one feature per tag, if there are several tags.
    pub tags: Option<TagCosts>,
}

/// The lines of types and client with Cargo features per tag.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TagCosts {
    /// The lines with all features.
    pub all: usize,
    /// The lines without any.
    pub none: usize,
    /// The lines with one feature, by feature.
    pub one: BTreeMap<String, usize>,
}

impl CostFacts {
    /// Returns the lines of all parts.
    pub fn total(&self) -> usize {
        self.types + self.client + self.server
    }
}

impl TagCosts {
    /// Returns the lines with one feature that is neither among the smaller nor the larger half.
    pub fn median(&self) -> usize {
        let mut lines: Vec<usize> = self.one.values().copied().collect();
        lines.sort_unstable();
        lines.get(lines.len() / 2).copied().unwrap_or(self.none)
    }
}

/// Generates the code of an API in memory, and counts its lines. `tagged` is the same API with features per tag.
pub(super) fn of(examination: &Examination<'_>, api: &Api, tagged: Option<&Api>) -> CostFacts {
    let mut cost = CostFacts::default();
    for (part, _, lines) in files(examination, api) {
        *match part {
            Part::Types => &mut cost.types,
            Part::Client => &mut cost.client,
            Part::Server => &mut cost.server,
        } += lines;
    }
    cost.tags = tagged.and_then(|api| tags(examination, api));
    cost
}

fn tags(examination: &Examination<'_>, api: &Api) -> Option<TagCosts> {
    let features = api.features.as_ref()?;
    let modules = api.modules.iter().zip(&features.modules);
    let modules = modules.map(|(module, feature)| {
        let feature = std::slice::from_ref(feature);
        (module.name.as_str(), feature)
    });
    let groups = features.groups.iter();
    let groups = groups.map(|it| (it.name.as_str(), it.features.as_slice()));
    let gates: BTreeMap<&str, &[String]> = modules.chain(groups).collect();
    let tags = features.modules.iter();
    let mut costs = TagCosts {
        all: 0,
        none: 0,
        one: tags.map(|it| (it.clone(), 0)).collect(),
    };
    let files = files(examination, api);
    for (_, path, lines) in files.iter().filter(|it| it.0 != Part::Server) {
        costs.all += lines;
        match gate(path, &gates) {
            [] => costs.none += lines,
            features => {
                for feature in features {
                    *costs.one.entry(feature.clone()).or_default() += lines;
                }
            }
        }
    }
    costs.one.values_mut().for_each(|it| *it += costs.none);
    costs
        .one
        .retain(|feature, _| features.modules.contains(feature));
    Some(costs)
}

/// Returns the features any of which compiles a file, which is in the folder or the file of a module or group; none for a file that is
/// always compiled.
fn gate<'a>(path: &Path, gates: &BTreeMap<&str, &'a [String]>) -> &'a [String] {
    let names = path.components().filter_map(|it| it.as_os_str().to_str());
    let mut names = names.map(|it| it.trim_end_matches(".rs"));
    names.find_map(|it| gates.get(it).copied()).unwrap_or(&[])
}

/// Returns each generated file: its part, its path below the folder of the part, and its number of lines.
fn files(examination: &Examination<'_>, api: &Api) -> Vec<(Part, PathBuf, usize)> {
    let crates = Crates::named("api", &Part::ALL);
    let arrangement = Arrangement::of_crates(&crates, examination.parts);
    let folders = arrangement.folders(Path::new(""));
    let origin = Origin {
        command: "specwright generate".to_owned(),
        source: String::new(),
    };
    let files = sources(api, &arrangement, Path::new(""), &origin);
    let mut found = Vec::new();
    for (path, text) in files.iter() {
        for (part, folder) in &folders.parts {
            if let Ok(below) = path.strip_prefix(folder) {
                found.push((*part, below.to_owned(), text.lines().count()));
            }
        }
    }
    found
}
