//! Reads the suites.

use serde::Deserialize;
use serde_json::value::RawValue;
use specwright_lower::Formats;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Schemas and instances of one dialect: one document, one generated crate for each way to read `format`.
#[derive(Debug)]
pub struct Suite {
    /// The file name without extension: `suite30`.
    pub name: String,
    /// The version of the documents with its schemas.
    pub openapi: &'static str,
    /// The schemas, each with its instances.
    pub groups: Vec<Group>,
}

/// A schema with valid and invalid instances.
#[derive(Debug, Deserialize)]
pub struct Group {
    /// The id: `draft4/not/1#typed`.
    pub id: String,
    /// The name of the component: `D4Not1Typed`.
    pub name: String,
    /// The kind: `required`, `optional`, `format-annotation` or `format-assertion`.
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
    /// The instance as text, so that numbers are not rounded.
    pub data: Box<RawValue>,
    /// True if the instance is valid.
    pub valid: bool,
    /// The description.
    pub description: String,
}

/// Returns the folder of the suites, if it is present.
pub fn conformance() -> Option<PathBuf> {
    specwright_testing::shared("conformance")
}

/// Returns the suites, if the folder is present.
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
    /// Returns the name of the tested component: an array of the group's component, since nullability is a property of the place.
    pub fn judged(&self) -> String {
        format!("{}Place", self.name)
    }

    /// Returns the tested component.
    fn place(&self) -> String {
        let reference = format!("#/components/schemas/{}", self.name);
        let array = format!("{{\"type\": \"array\", \"items\": {{\"$ref\": {reference:?}}}}}");
        format!("{:?}: {array}", self.judged())
    }

    /// Returns an instance of the tested component.
    pub fn instance(&self, case: &Case) -> String {
        // Line breaks in JSON are white space between tokens.
        format!("[{}]", case.data.get().replace(['\n', '\r'], " "))
    }

    /// Returns the interpretation of `format`: an annotation, unless the group tests assertions.
    pub fn formats(&self) -> Formats {
        match self.mode.as_str() {
            "format-assertion" => Formats::Assert,
            _ => Formats::Annotate,
        }
    }
}

impl Suite {
    /// The interpretations of `format`, with a crate for each.
    pub fn modes(&self) -> [Formats; 2] {
        [Formats::Annotate, Formats::Assert]
    }

    /// Returns a document with the schemas of these groups as components.
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
