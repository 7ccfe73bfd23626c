//! The folders of a workspace that have settings, and the APIs of each.

use crate::config::{self, Config, Settings};
use crate::error::Error;
use specwright_spec::Report;
use std::fs;
use std::path::{Path, PathBuf};

/// Returns the folders of the APIs, sorted.
pub(super) fn folders() -> Result<Vec<PathBuf>, Error> {
    let specs = Path::new("specs");
    let mut folders = Vec::new();
    for entry in fs::read_dir(specs).map_err(|error| Error::unreadable(specs, error))? {
        let folder = entry?.path();
        if fs::symlink_metadata(folder.join(config::FILE)).is_ok() {
            folders.push(folder);
        }
    }
    folders.sort();
    Ok(folders)
}

/// Returns the settings of the APIs of a folder, with their names if it has several; none if they are invalid.
pub(super) fn apis(
    folder: &Path,
    report: &mut Report,
) -> Result<Vec<(Option<String>, Config)>, Error> {
    let settings = Settings::read_file(&folder.join(config::FILE), report)?;
    Ok(settings.map(Settings::each).unwrap_or_default())
}

pub(super) fn no_such_api(name: &str) -> Error {
    Error::Configuration(format!(
        "no such API: neither specs/{name}/{file} nor `[apis.{name}]` in another {file} exists",
        file = config::FILE
    ))
}
