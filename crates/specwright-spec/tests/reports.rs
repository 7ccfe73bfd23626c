//! Snapshots of the reports of all fixtures: `accept` opens without an error; `reject` has errors, each with a place;
//! `lenient` opens only with repairs; `merge` contains pages, or folders of pages; `overlay` contains folders with a document and
//! its overlays.

mod overlay_fixture;

use std::path::{Path, PathBuf};

use specwright_spec::{
    FolderFiles, Leniency, MemoryFiles, OpenOptions, Page, Report, ReportFormat, merge, open_with,
    render,
};

use overlay_fixture::OverlayFixture;

/// Compares a text with `snapshots/report/NAME.snap` of the workspace.
fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../snapshots/report"
    ));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_snapshot_suffix();
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn human(report: &Report) -> String {
    render(report, ReportFormat::Human { color: false })
}

fn name(path: &Path) -> String {
    path.file_stem()
        .expect("a name")
        .to_string_lossy()
        .into_owned()
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// Opens a fixture, and returns its success and report.
fn open_fixture(path: &Path, leniency: Leniency) -> (bool, String) {
    let files = FolderFiles::around(path).expect("the folder");
    let mut report = Report::new();
    let options = OpenOptions {
        leniency,
        ..OpenOptions::default()
    };
    let document = open_with(&files, &path.to_string_lossy(), options, &mut report);
    assert_eq!(
        document.is_some(),
        !report.has_errors(),
        "a document, or an error"
    );
    let folder = format!("{}/", path.parent().expect("a folder").display());
    (document.is_some(), human(&report).replace(&folder, ""))
}

#[test]
fn accepted_documents() {
    insta::glob!("fixtures/accept/*.*", |path| {
        let (opened, text) = open_fixture(path, Leniency::Strict);
        assert!(opened, "{}:\n{text}", path.display());
        if !text.is_empty() {
            snapshot(&name(path), &text);
        }
    });
}

#[test]
fn rejected_documents() {
    insta::glob!("fixtures/reject/*.*", |path| {
        let (opened, text) = open_fixture(path, Leniency::Strict);
        assert!(!opened, "{}:\n{text}", path.display());
        assert!(
            text.contains(" --> "),
            "{} has no place:\n{text}",
            path.display()
        );
        snapshot(&name(path), &text);
    });
}

#[test]
fn repaired_documents() {
    insta::glob!("fixtures/lenient/*.*", |path| {
        let (opened, text) = open_fixture(path, Leniency::Strict);
        assert!(!opened, "{}:\n{text}", path.display());
        let (opened, text) = open_fixture(path, Leniency::Lenient);
        assert!(opened, "{}:\n{text}", path.display());
        snapshot(&format!("lenient_{}", name(path)), &text);
    });
}

#[test]
fn overlaid_documents() {
    for entry in std::fs::read_dir(fixtures().join("overlay")).expect("a folder") {
        let fixture = OverlayFixture::read(&entry.expect("an entry").path());
        let (document, report) = fixture.open(Leniency::Strict);
        let text = human(&report);
        assert_eq!(document.is_some(), !report.has_errors(), "{text}");
        if !text.is_empty() {
            snapshot(&format!("overlay_{}", fixture.name), &text);
        }
    }
}

/// A document that is too large to be stored in the repository.
#[test]
fn descriptions_that_are_copied_too_often() {
    const OPERATIONS: usize = 80;
    let text = "x".repeat(1 << 20);
    let mut document = format!(
        "openapi: 3.0.3\ninfo: {{title: Pets, version: '1'}}\ncomponents:\n  parameters:\n    Page:\n      name: page\n      \
         in: query\n      schema: {{type: integer}}\n      description: {text}\npaths:\n"
    );
    for number in 0..OPERATIONS {
        document.push_str(&format!(
            "  /pets{number}:\n    get:\n      parameters: [{{$ref: '#/components/parameters/Page'}}]\n      \
             responses: {{'204': {{description: Done}}}}\n"
        ));
    }
    let files = MemoryFiles::new([("large.yaml", document)]);
    let mut report = Report::new();
    let options = OpenOptions::default();
    assert!(open_with(&files, "large.yaml", options, &mut report).is_none());
    snapshot("copy_expansion", &human(&report));
}

/// Returns the pages of a fixture: the file, or the files in the folder.
fn pages(path: &Path) -> Vec<Page> {
    let read = |path: PathBuf| Page {
        path: path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned(),
        text: std::fs::read_to_string(&path).expect("a page"),
    };
    if path.is_file() {
        return vec![read(path.to_owned())];
    }
    let entries = std::fs::read_dir(path).expect("a folder");
    entries
        .map(|entry| read(entry.expect("an entry").path()))
        .collect()
}

#[test]
fn merged_pages() {
    let mut entries: Vec<_> = std::fs::read_dir(fixtures().join("merge"))
        .expect("a folder")
        .collect();
    entries.sort_by_key(|entry| entry.as_ref().map(|entry| entry.path()).ok());
    for entry in entries {
        let path = entry.expect("an entry").path();
        let texts: Vec<String> = orders(pages(&path))
            .iter()
            .map(|pages| merged(pages))
            .collect();
        assert!(
            texts.iter().all(|text| *text == texts[0]),
            "{} depends on the order of its pages",
            path.display()
        );
        snapshot(&format!("merge_{}", name(&path)), &texts[0]);
    }
}

/// Returns the merged document, or the report.
fn merged(pages: &[Page]) -> String {
    let mut report = Report::new();
    match merge(pages, "@generated", &mut report) {
        Some(text) => {
            assert!(report.is_empty(), "{}", human(&report));
            text
        }
        None => {
            let text = human(&report);
            assert!(text.contains(" --> "), "no place:\n{text}");
            text
        }
    }
}

/// Returns the pages in order, in reverse order, and with each page first.
fn orders(pages: Vec<Page>) -> Vec<Vec<Page>> {
    let mut orders: Vec<Vec<Page>> = (0..pages.len())
        .map(|first| [&pages[first..], &pages[..first]].concat())
        .collect();
    orders.push(pages.into_iter().rev().collect());
    orders
}
