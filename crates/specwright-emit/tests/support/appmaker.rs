//! The AppMaker API, as it is lowered.

use specwright_ir::Api;
use specwright_lower::{Options, Rename, lower};
use specwright_spec::{FolderFiles, Report, ReportFormat, open, render};
use std::path::Path;

const LIFETIME: &str = "/components/requestBodies/CreateUserAccessTokenRequest/content/application~1json/schema/properties/lifetime";

pub fn api() -> Api {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../specs/appmaker/openapi.yaml"
    );
    let files = FolderFiles::around(Path::new(path)).expect("the document is in a folder");
    let mut report = Report::new();
    let renames = vec![Rename {
        pointer: LIFETIME.to_owned(),
        name: "TokenLifetime".to_owned(),
    }];
    let options = Options {
        renames,
        ..Options::default()
    };
    let document = open(&files, path, &mut report);
    let api = document.and_then(|document| lower(&document, &options, &mut report));
    api.unwrap_or_else(|| panic!("{}", render(&report, ReportFormat::Human { color: false })))
}
