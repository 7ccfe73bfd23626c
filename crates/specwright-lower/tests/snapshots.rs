//! Small documents, each for one rule: the IR of accepted ones, and the report.
//!
//! The first lines of a fixture may set options: `# rename POINTER NAME`, `# allow CODE POINTER`, `# formats assert`,
//! `# untyped any`, `# downloads streamed`, `# responses tolerant`, `# names operations cleaned`, `# type KEY PATH`, `# derive KEY TRAIT`;
//! `# include SELECTOR` and `# exclude SELECTOR` choose operations, and `# lenient` opens the document leniently.

mod common;

use specwright_ir::{Api, Responses};
use specwright_lower::{
    Addition, Allowance, ComponentNames, Downloads, ForeignType, Formats, OperationNames, Options,
    Rename, Untyped, lower,
};
use specwright_spec::{
    Code, Leniency, MemoryFiles, OpenOptions, Report, ReportFormat, Selection, open_with, render,
};

/// Lowers a document, and renders the report.
fn lower_text(text: &str, options: &Options) -> (Option<Api>, String) {
    let files = MemoryFiles::new([("api.yaml", text)]);
    let mut report = Report::new();
    let selection = selection(text);
    let open_options = OpenOptions {
        leniency: match text.starts_with("# lenient\n") {
            true => Leniency::Lenient,
            false => Leniency::Strict,
        },
        selection: Some(&selection),
        ..OpenOptions::default()
    };
    let api = open_with(&files, "api.yaml", open_options, &mut report)
        .and_then(|document| lower(&document, options, &mut report));
    (api, render(&report, ReportFormat::Human { color: false }))
}

/// Reads the selectors from the comments at the top of a fixture.
fn selection(text: &str) -> Selection {
    let mut selection = Selection::default();
    for line in text.lines().map_while(|line| line.strip_prefix("# ")) {
        let parsed = |text: &str| text.parse().expect("a selector");
        match line.split_once(' ') {
            Some(("include", it)) => selection.include.push(parsed(it)),
            Some(("exclude", it)) => selection.exclude.push(parsed(it)),
            _ => {}
        }
    }
    selection
}

/// Reads the options from the comments at the top of a fixture.
fn options(text: &str) -> Options {
    let mut options = Options::default();
    for line in text.lines().map_while(|line| line.strip_prefix("# ")) {
        match line.split(' ').collect::<Vec<_>>().as_slice() {
            ["rename", pointer, name] => {
                options.renames.push(Rename {
                    pointer: (*pointer).to_owned(),
                    name: (*name).to_owned(),
                });
            }
            ["allow", code, pointer] => {
                let code = Code::parse(code).expect("a code");
                options.allowances.push(Allowance {
                    code,
                    pointer: (*pointer).to_owned(),
                });
            }
            ["type", key, path] => options.foreign_types.push(ForeignType {
                key: (*key).to_owned(),
                path: (*path).to_owned(),
            }),
            ["derive", key, name] => options.additions.push(Addition {
                table: "derive",
                key: (*key).to_owned(),
                derives: vec![(*name).to_owned()],
                attributes: Vec::new(),
            }),
            ["formats", "assert"] => options.formats = Formats::Assert,
            ["formats", "annotate"] => options.formats = Formats::Annotate,
            ["responses", "tolerant"] => options.responses = Responses::Tolerant,
            ["downloads", "streamed"] => options.downloads = Downloads::Streamed,
            ["names", "operations", "cleaned"] => {
                options.operation_names = OperationNames::Cleaned;
            }
            ["names", "components", "last-segment"] => {
                options.component_names = ComponentNames::LastSegment;
            }
            ["untyped", "any"] => options.untyped = Untyped::Any,
            _ => {}
        }
    }
    options
}

fn snapshot(folder: &str, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!(
        "{}/../../snapshots/{folder}",
        env!("CARGO_MANIFEST_DIR")
    ));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_snapshot_suffix();
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn stem(path: &std::path::Path) -> String {
    path.file_stem()
        .and_then(|stem| stem.to_str())
        .expect("a name")
        .to_owned()
}

#[test]
fn accepted() {
    insta::glob!("fixtures/accept/*.yaml", |path| {
        let text = std::fs::read_to_string(path).expect("a fixture");
        let (api, report) = lower_text(&text, &options(&text));
        let api = api.unwrap_or_else(|| panic!("{} is refused:\n{report}", path.display()));
        common::check(&api);
        snapshot("ir", &stem(path), &api.to_string());
        if !report.is_empty() {
            snapshot("report", &format!("lower_{}", stem(path)), &report);
        }
    });
}

#[test]
fn rejected() {
    insta::glob!("fixtures/reject/*.yaml", |path| {
        let text = std::fs::read_to_string(path).expect("a fixture");
        let (api, report) = lower_text(&text, &options(&text));
        assert!(api.is_none(), "{} is accepted", path.display());
        assert!(
            report.contains("--> "),
            "{} has no place:\n{report}",
            path.display()
        );
        snapshot("report", &format!("lower_{}", stem(path)), &report);
    });
}

#[test]
fn appmaker() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../specs/appmaker/openapi.yaml"
    );
    let text = std::fs::read_to_string(path).expect("the merged document");
    let pointer = "/components/requestBodies/CreateUserAccessTokenRequest/content/application~1json/schema/properties/lifetime";
    let rename = Rename {
        pointer: pointer.to_owned(),
        name: "TokenLifetime".to_owned(),
    };
    let (api, report) = lower_text(
        &text,
        &Options {
            renames: vec![rename],
            ..Options::default()
        },
    );
    assert_eq!(report, "");
    snapshot("ir", "appmaker", &api.expect("an API").to_string());
}
