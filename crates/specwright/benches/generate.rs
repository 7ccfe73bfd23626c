//! Measures the growth of the time of a run with the size of the document: each shape at 1×, 4× and 16×.
//!
//! `cargo bench -p specwright --bench generate`. Linear time grows by a factor of four from column to column.

use specwright::stages::{self, Config, Crates, Origin};
use specwright::{Part, ReadOptions};
use specwright_spec::Report;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// A kind of document: its name, the number of repetitions at 1×, and the function that returns the text.
type Shape = (&'static str, usize, fn(usize) -> String);

const SHAPES: [Shape; 6] = [
    ("mixed", 400, mixed),
    ("one tag", 400, one_tag),
    ("inline only", 400, inline),
    ("allOf chains", 400, chains),
    ("one oneOf", 125, one_of),
    ("one object", 1000, one_object),
];

const FACTORS: [usize; 3] = [1, 4, 16];

fn main() {
    println!("milliseconds to read (open, lower) and to write (emit, format), at 1×, 4× and 16×");
    for (name, count, document) in SHAPES {
        let times = FACTORS.map(|factor| run(&document(count * factor)));
        let of = |part: fn(&(Duration, Duration)) -> Duration| times.each_ref().map(part);
        println!("{name:14} read  {}", row(of(|times| times.0)));
        println!("{:14} write {}", "", row(of(|times| times.1)));
    }
}

fn row(times: [Duration; 3]) -> String {
    let [one, four, sixteen] = times.map(|time| time.as_secs_f64() * 1000.0);
    let (first, second) = (four / one, sixteen / four);
    format!("{one:8.1} {four:8.1} {sixteen:8.1}   grows by {first:.1}, {second:.1}")
}

/// Returns the time for reading and writing a document.
fn run(document: &str) -> (Duration, Duration) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("openapi.json");
    fs::write(&path, document).expect("the folder is ours");
    let start = Instant::now();
    let mut report = Report::new();
    let api = stages::read(
        &path,
        &ReadOptions::default(),
        &Config::default(),
        &mut report,
    )
    .expect("the file can be read")
    .unwrap_or_else(|| panic!("{:#?}", report.diagnostics().first()));
    let read = start.elapsed();
    let crates = Crates::named("x", &Part::ALL);
    let origin = Origin {
        command: "cargo bench".to_owned(),
        source: "openapi.json".to_owned(),
    };
    let start = Instant::now();
    let files = stages::packages(&api, &Part::ALL, &crates, &origin, Path::new("out"));
    let written = start.elapsed();
    assert!(files.iter().count() > 10, "nothing was written");
    (read, written)
}

/// Returns a document with these paths and schemas.
fn document(paths: &str, schemas: &str) -> String {
    let (paths, schemas) = (paths.trim_end_matches(','), schemas.trim_end_matches(','));
    format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"T","version":"1"}},"paths":{{{paths}}},"components":{{"schemas":{{{schemas}}}}}}}"#
    )
}

/// Repeats a text with `#` replaced by a number and `%` by its hundred.
fn repeat(count: usize, text: &str) -> String {
    let one = |number: usize| {
        text.replace('#', &number.to_string())
            .replace('%', &(number / 100).to_string())
    };
    (0..count).map(one).collect()
}

/// Returns an operation whose response has a schema.
fn operation(tag: &str, schema: &str) -> String {
    format!(
        r#""/things/#/{{id}}":{{"get":{{"operationId":"get/#","tags":["{tag}"],"summary":"Get #","parameters":[{{"name":"id","in":"path","required":true,"schema":{{"type":"string"}}}},{{"name":"page","in":"query","schema":{{"type":"integer","default":1}}}}],"responses":{{"200":{{"description":"ok","content":{{"application/json":{{"schema":{schema}}}}}}}}}}}}},"#
    )
}

/// Returns a reference to a schema.
fn to(name: &str) -> String {
    format!(r##"{{"$ref":"@/components/schemas/{name}"}}"##)
}

/// Restores the characters that `repeat` would replace.
fn finish(text: String) -> String {
    text.replace('@', "#")
}

const OBJECT: &str = r#"{"type":"object","description":"A thing called #.","required":["id"],"properties":{"id":{"type":"integer"},"name":{"type":"string","maxLength":20,"description":"How # is called."},"kind":{"type":"string","enum":["a#","b#"]},"part":{"type":"object","properties":{"at#":{"type":"string","format":"date-time"},"tags":{"type":"array","items":{"type":"string"}}}}}}"#;

fn mixed(count: usize) -> String {
    let schemas = format!(r#""Thing#":{OBJECT},"#);
    document(
        &finish(repeat(count, &operation("tag%", &to("Thing#")))),
        &repeat(count, &schemas),
    )
}

fn one_tag(count: usize) -> String {
    let schemas = format!(r#""Thing#":{OBJECT},"#);
    document(
        &finish(repeat(count, &operation("tag", &to("Thing#")))),
        &repeat(count, &schemas),
    )
}

fn inline(count: usize) -> String {
    document(&repeat(count, &operation("tag%", OBJECT)), "")
}

/// Returns chains of a hundred schemas, each of which extends the previous one.
fn chains(count: usize) -> String {
    let schemas = (0..count).map(|number| {
        let own =
            format!(r#"{{"type":"object","properties":{{"p{number}":{{"type":"string"}}}}}}"#);
        match number % 100 {
            0 => format!(r#""Link{number}":{own},"#),
            _ => format!(
                r##""Link{number}":{{"allOf":[{{"$ref":"#/components/schemas/Link{}"}},{own}]}},"##,
                number - 1
            ),
        }
    });
    document(
        &finish(repeat(count, &operation("tag%", &to("Link#")))),
        &schemas.collect::<String>(),
    )
}

/// Returns a choice between many objects, each with its own property.
fn one_of(count: usize) -> String {
    let member = r#""Member#":{"type":"object","required":["only#"],"properties":{"only#":{"type":"string"},"same":{"type":"integer"}}},"#;
    let members = finish(repeat(count, &format!("{},", to("Member#"))));
    let choice = format!(
        r#""Choice":{{"oneOf":[{}]}}"#,
        members.trim_end_matches(',')
    );
    document(
        &finish(repeat(10, &operation("tag", &to("Choice")))),
        &(repeat(count, member) + &choice),
    )
}

/// Returns an object with many properties.
fn one_object(count: usize) -> String {
    let properties = repeat(count, r#""property#":{"type":"string","maxLength":9},"#);
    let object = format!(
        r#""Wide":{{"type":"object","properties":{{{}}}}}"#,
        properties.trim_end_matches(',')
    );
    document(&finish(repeat(10, &operation("tag", &to("Wide")))), &object)
}
