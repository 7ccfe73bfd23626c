//! The suites, as they are handed out.

use serde::Deserialize;
use serde_json::value::RawValue;
use specwright_lower::Formats;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Schemas and instances of one dialect: one document, one generated crate for each way to read `format`.
#[derive(Debug)]
pub struct Suite {
    /// The file's name without its end: `suite30`.
    pub name: String,
    /// The version of the documents that its schemas stand in.
    pub openapi: &'static str,
    /// The schemas, each with its instances.
    pub groups: Vec<Group>,
}

/// A schema, and what is and is not an instance of it.
#[derive(Debug, Deserialize)]
pub struct Group {
    /// `draft4/not/1#typed`
    pub id: String,
    /// The name of the component: `D4Not1Typed`.
    pub name: String,
    /// `required`, `optional`, `format-annotation` or `format-assertion`.
    pub mode: String,
    /// The schema.
    pub schema: Box<RawValue>,
    /// The other components that it refers to.
    pub components: BTreeMap<String, Box<RawValue>>,
    /// The instances.
    pub tests: Vec<Case>,
}

/// An instance.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// It, as text, so that no number is rounded on the way.
    pub data: Box<RawValue>,
    /// Whether the schema admits it.
    pub valid: bool,
    /// What it shows.
    pub description: String,
}

/// The folder of the suites; none where it is not at hand.
pub fn conformance() -> Option<PathBuf> {
    specwright_testing::shared("conformance")
}

/// The suites; none where the folder is not at hand.
pub fn read() -> Option<[Suite; 2]> {
    let folder = conformance()?.join("json-schema");
    Some([
        suite(&folder, "suite30", "3.0.4"),
        suite(&folder, "suite31", "3.1.1"),
    ])
}

fn suite(folder: &Path, name: &'static str, openapi: &'static str) -> Suite {
    let path = folder.join(name).with_extension("json");
    let text = fs::read_to_string(&path).expect("the suite can be read");
    let groups = serde_json::from_str(&text).expect("the suite has its form");
    Suite {
        name: name.to_owned(),
        openapi,
        groups,
    }
}

impl Group {
    /// The name of the component whose instances are judged: an array of the group's component, for a place decides whether it
    /// admits null.
    pub fn judged(&self) -> String {
        format!("{}Place", self.name)
    }

    /// The component whose instances are judged.
    fn place(&self) -> String {
        let reference = format!("#/components/schemas/{}", self.name);
        let array = format!("{{\"type\": \"array\", \"items\": {{\"$ref\": {reference:?}}}}}");
        format!("{:?}: {array}", self.judged())
    }

    /// An instance, where it is judged.
    pub fn instance(&self, case: &Case) -> String {
        // Line breaks in JSON are space between tokens.
        format!("[{}]", case.data.get().replace(['\n', '\r'], " "))
    }

    /// What `format` asserts: nothing but where that is what the group shows.
    pub fn formats(&self) -> Formats {
        match self.mode.as_str() {
            "format-assertion" => Formats::Assert,
            _ => Formats::Annotate,
        }
    }
}

impl Suite {
    /// The ways to read `format`, each a crate.
    pub fn modes(&self) -> [Formats; 2] {
        [Formats::Annotate, Formats::Assert]
    }

    /// A document that has these groups' schemas as components.
    pub fn document(&self, groups: &[&Group]) -> String {
        let schemas = groups.iter().flat_map(|group| {
            let own = std::iter::once((&group.name, &group.schema));
            own.chain(&group.components)
        });
        let schemas: Vec<String> = schemas
            .map(|(name, schema)| format!("{name:?}: {schema}"))
            .chain(groups.iter().map(|group| group.place()))
            .collect();
        format!(
            "{{\"openapi\": {:?}, \"info\": {{\"title\": {:?}, \"version\": \"1\"}}, \"paths\": {{}},\n\
             \"components\": {{\"schemas\": {{\n{}\n}}}}}}\n",
            self.openapi,
            self.name,
            schemas.join(",\n")
        )
    }
}
