//! Random schemas and instances: generated types and the `jsonschema` crate must agree on every instance.
//!
//! Schemas are components of four documents, OpenAPI 3.0 and 3.1, with each way to read a schema without `type`; they are
//! generated and compiled in one binary. The seed is the same in every run; `SPECWRIGHT_LONG=1` makes more than 100,000 cases,
//! `SPECWRIGHT_SEED` others, and `SPECWRIGHT_SCHEMAS` sets the number of schemas of each dialect.

mod instances;
mod judge;
mod openapi_3_0;
mod readings;
mod schemas;
mod tagged;

#[allow(dead_code, reason = "what another test has uses for")]
#[path = "../json_schema/generated.rs"]
mod generated;
#[allow(dead_code, reason = "what another test has uses for")]
#[path = "../json_schema/suite.rs"]
mod suite;

use generated::Crate;
use instances::Instances;
use schemas::Dialect;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value};
use specwright_lower::{Formats, Options, Untyped};
use specwright_testing::Random;
use std::collections::BTreeMap;
use suite::{Case, Group, Suite};

/// The number of schemas of each of the four kinds, and of instances of each schema.
const SMALL: (usize, usize) = (20, 60);
const LARGE: (usize, usize) = (300, 100);

#[test]
fn generated_types_agree_with_jsonschema() {
    let long = std::env::var_os("SPECWRIGHT_LONG").is_some();
    let (count, cases) = if long { LARGE } else { SMALL };
    let seed = number("SPECWRIGHT_SEED").unwrap_or(4);
    let count = number("SPECWRIGHT_SCHEMAS").map_or(count, |it| it as usize);
    let kinds = [(false, false), (false, true), (true, false), (true, true)];
    let suites: Vec<(Suite, Options)> = kinds
        .into_iter()
        .map(|(modern, untyped)| {
            let dialect = Dialect { modern, untyped };
            let mut random = Random(seed << 8 | u64::from(modern) << 1 | u64::from(untyped));
            (suite(&mut random, dialect, count, cases), options(dialect))
        })
        .collect();
    let mut refused = BTreeMap::new();
    let crates: Vec<Crate<'_>> = suites
        .iter()
        .map(|(suite, options)| generate(suite, options, &mut refused))
        .collect();
    let (mut judged, mut valid, mut differences) = (0, 0, Vec::new());
    let components = crates.iter().flat_map(|it| &it.components);
    for (component, verdicts) in components.zip(generated::judge("differential", &crates)) {
        let tests = &component.group.tests;
        judged += tests.len();
        valid += tests.iter().filter(|case| case.valid).count();
        differences.extend(difference(component.group, &verdicts));
    }
    println!("{judged} cases, {valid} of them valid; refused schemas: {refused:#?}");
    assert!(
        differences.is_empty(),
        "of {} schemas, verdicts differ:\n{}",
        differences.len(),
        differences.join("\n")
    );
}

/// Returns the number in an environment variable.
fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// The differences between the verdicts on a schema.
fn difference(group: &Group, verdicts: &[bool]) -> Option<String> {
    let pairs = group.tests.iter().zip(verdicts);
    let differs = |(case, it): &(&Case, &bool)| case.valid != **it && case.description != ROUNDED;
    let wrong: Vec<(&Case, &bool)> = pairs.filter(differs).collect();
    let (case, accepted) = wrong.iter().min_by_key(|(case, _)| case.data.get().len())?;
    let word = if **accepted { "accepts" } else { "refuses" };
    Some(format!(
        "{}, of {} {word} {}\n    {} {:?}\n",
        group.id,
        wrong.len(),
        case.data,
        group.schema,
        group.components
    ))
}

fn options(dialect: Dialect) -> Options {
    Options {
        formats: Formats::Annotate,
        untyped: match dialect.untyped {
            true => Untyped::Any,
            false => Untyped::Implied,
        },
        ..Options::default()
    }
}

/// A document of random schemas, and of schemas with a documented interpretation.
fn suite(random: &mut Random, dialect: Dialect, count: usize, cases: usize) -> Suite {
    let version = if dialect.modern { "31" } else { "30" };
    let types = if dialect.untyped { "any" } else { "typed" };
    let name = format!("random{version}-{types}");
    let groups = (0..count).map(|index| {
        let group = Drawn::new(random, dialect, index, cases);
        group.judged(dialect, format!("{name}/{index}"))
    });
    Suite {
        openapi: if dialect.modern { "3.1.1" } else { "3.0.4" },
        groups: groups.chain(readings(dialect)).collect(),
        name,
    }
}

/// Components, the first of which is tested, and instances.
struct Drawn {
    names: Vec<String>,
    schemas: Vec<Value>,
    instances: Vec<Value>,
}

impl Drawn {
    /// Returns a random schema with those that it refers to, and instances.
    fn new(random: &mut Random, dialect: Dialect, index: usize, cases: usize) -> Self {
        let names = ["Main", "Left", "Right"]
            .map(|it| format!("{it}{index}"))
            .to_vec();
        let schemas = schemas::schemas(random, dialect, &names);
        let find = |pointer: &str| {
            let name = pointer.rsplit('/').next()?;
            schemas.get(names.iter().position(|it| it == name)?)
        };
        let instances = Instances {
            random,
            schemas: &find,
        }
        .of(&schemas[0], cases);
        Self {
            names,
            schemas,
            instances,
        }
    }

    /// Adds the verdicts of the validator on the schemas and instances as they are interpreted.
    fn judged(&self, dialect: Dialect, id: String) -> Group {
        let named = |map: &dyn Fn(&Value) -> Value| -> Map<String, Value> {
            let schemas = self.schemas.iter().map(map);
            self.names.iter().cloned().zip(schemas).collect()
        };
        let validator = |map: &dyn Fn(&Value) -> Value| {
            judge::validator(&self.names[0], &Value::Object(named(map)))
        };
        let (letter, read) = (validator(&Value::clone), validator(&readings::schema));
        let tests = self.instances.iter().map(|instance| {
            let valid = read.is_valid(&readings::instance(instance));
            let description = match letter.is_valid(instance) {
                // Integers are exact, since rounding depends on the type.
                _ if read.is_valid(instance) != valid => ROUNDED,
                letter if letter != valid => OTHERWISE,
                _ => "",
            };
            Case {
                data: raw(instance),
                valid,
                description: description.to_owned(),
            }
        });
        let written = named(&|schema| match dialect.modern {
            true => schema.clone(),
            false => openapi_3_0::to_3_0(schema),
        });
        let mut components: BTreeMap<String, Box<RawValue>> = written
            .iter()
            .map(|(name, schema)| (name.clone(), raw(schema)))
            .collect();
        Group {
            id,
            name: self.names[0].clone(),
            mode: "required".to_owned(),
            schema: components.remove(&self.names[0]).expect("it is the first"),
            components,
            tests: tests.collect(),
        }
    }
}

/// The description of a case whose verdict depends on an interpretation.
const OTHERWISE: &str = "read otherwise";

/// The description of a case whose verdict depends on rounding.
const ROUNDED: &str = "rounded";

/// Returns the cases of the interpretations, for each dialect.
fn readings(dialect: Dialect) -> Vec<Group> {
    let json = |text: &str| -> Value { serde_json::from_str(text).expect("it is JSON") };
    let rows = readings::READINGS.iter().enumerate();
    rows.map(|(index, (why, schema, instance))| {
        let drawn = Drawn {
            names: vec![format!("Reading{index}")],
            schemas: vec![json(schema)],
            instances: vec![json(instance)],
        };
        let mut group = drawn.judged(dialect, (*why).to_owned());
        let case = &mut group.tests[0];
        assert_ne!(case.description, "", "{why}");
        case.description.clear();
        group
    })
    .collect()
}

fn raw(value: &Value) -> Box<RawValue> {
    to_raw_value(value).expect("a value is JSON")
}

/// Generates the crate of the supported schemas.
fn generate<'s>(
    suite: &'s Suite,
    options: &Options,
    refused: &mut BTreeMap<String, usize>,
) -> Crate<'s> {
    let mut groups = Vec::new();
    for group in &suite.groups {
        match generated::lower(&suite.document(&[group]), options) {
            Ok(_) => groups.push(group),
            Err(why) => *refused.entry(why).or_default() += 1,
        }
    }
    Crate::new(suite, options, groups)
}
