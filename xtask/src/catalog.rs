//! Finds diagnostics that no test shows.

use specwright_spec::Code;
use std::fs;
use std::path::Path;

/// Codes without a snapshot, with the file and the name of the test that covers them.
const TESTED: &[(Code, &str, &str)] = &[(
    // No known document reaches this diagnostic.
    Code::UnreadableObject,
    "crates/specwright-spec/src/read/typed.rs",
    "an_object_that_a_type_does_not_take_has_a_place",
)];

/// Checks that a snapshot or a named test covers every code, so that every diagnostic has been reviewed. Tests write snapshots, so
/// this runs after them.
pub fn check(root: &Path) -> Result<(), String> {
    let reports = reports(&root.join("snapshots/report"))?;
    let is_shown = |code: &Code| {
        let heads = ["error", "warning"].map(|severity| format!("{severity}[{}]: ", code.as_str()));
        let shows = |report: &String| heads.iter().any(|head| report.contains(head.as_str()));
        reports.iter().any(shows)
    };
    let is_tested = |code: &Code| TESTED.iter().any(|(tested, ..)| tested == code);
    let all = || Code::ALL.iter();
    let join = |codes: Vec<&str>| match codes.is_empty() {
        true => None,
        false => Some(codes.join(", ")),
    };
    let missing = all().filter(|code| !is_shown(code) && !is_tested(code));
    if let Some(missing) = join(missing.map(|it| it.as_str()).collect()) {
        return Err(format!(
            "no fixture shows {missing}: add one to `tests/fixtures/reject` (an error) or `accept` (a warning) of the crate that \
             reports it, and run its tests with `INSTA_UPDATE=always`"
        ));
    }
    let needless = all().filter(|code| is_shown(code) && is_tested(code));
    if let Some(needless) = join(needless.map(|it| it.as_str()).collect()) {
        return Err(format!(
            "a fixture shows {needless}: remove it from `TESTED`"
        ));
    }
    TESTED
        .iter()
        .try_for_each(|tested| check_test(root, tested))
}

/// Checks that a named test exists and is about its code.
fn check_test(root: &Path, (code, file, name): &(Code, &str, &str)) -> Result<(), String> {
    let text = fs::read_to_string(root.join(file)).map_err(|error| format!("{file}: {error}"))?;
    let test = format!("#[test]\n    fn {name}()");
    let body = text.split_once(&test).map(|(_, body)| body);
    match body.is_some_and(|body| body.contains(&format!("Code::{code:?}"))) {
        true => Ok(()),
        false => Err(format!("{file}: no test `{name}` of `Code::{code:?}`")),
    }
}

fn reports(folder: &Path) -> Result<Vec<String>, String> {
    let read = || -> std::io::Result<Vec<String>> {
        let mut reports = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "snap")
            {
                reports.push(fs::read_to_string(path)?);
            }
        }
        Ok(reports)
    };
    read().map_err(|error| format!("{}: {error}", folder.display()))
}
