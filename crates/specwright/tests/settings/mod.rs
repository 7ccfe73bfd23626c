//! The settings of a fixture, which it has in the comments at its top.

use specwright::stages::Config;

/// Parses the settings in the comments at the top of a fixture: `# rename POINTER NAME`, `# allow CODE POINTER`,
/// `# formats VALUE`, `# untyped VALUE`, `# downloads VALUE`, `# responses VALUE`, `# names KEY VALUE`, `# type KEY PATH` and `# derive KEY TRAIT`.
pub fn settings(text: &str) -> Config {
    let comments = text.lines().map_while(|line| line.strip_prefix("# "));
    let mut values = String::new();
    let mut allowances = String::new();
    for comment in comments {
        match comment.split(' ').collect::<Vec<_>>().as_slice() {
            ["rename", pointer, name] => {
                values.push_str(&format!("rename.{pointer:?} = {name:?}\n"));
            }
            ["allow", code, pointer] => allowances.push_str(&format!(
                "[[allow]]\ncode = {code:?}\npointer = {pointer:?}\nreason = \"a test\"\n"
            )),
            ["type", key, path] => values.push_str(&format!("types.{key:?} = {path:?}\n")),
            ["derive", key, name] => {
                values.push_str(&format!("derive.{key:?} = [{name:?}]\n"));
            }
            [key @ ("formats" | "untyped"), value] => {
                values.push_str(&format!("schemas.{key} = {value:?}\n"));
            }
            ["names", key, value] => values.push_str(&format!("names.{key} = {value:?}\n")),
            ["responses", value] => values.push_str(&format!("client.responses = {value:?}\n")),
            ["downloads", value] => values.push_str(&format!("operations.downloads = {value:?}\n")),
            _ => {}
        }
    }
    toml::from_str(&(values + &allowances)).unwrap_or_else(|error| panic!("{error}"))
}
