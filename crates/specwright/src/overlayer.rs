//! The application of overlays to a document, without reading the result.

use crate::config::Settings;
use crate::diagnostics::Diagnostics;
use crate::error::Error;
use crate::files::mark;
use crate::generate::one_line;
use crate::generator::settings_folder;
use crate::input::{DocumentPaths, ReadOptions};
use crate::paths::{shown, slashed};
use crate::{pipeline, sync};
use specwright_spec::{FolderFiles, Report, ReportFormat, apply_overlays, read_regular};
use std::io;
use std::path::{Path, PathBuf};

/// A run that applies overlays (OpenAPI Overlay 1.0 and 1.1) to a document.
///
/// If the document is an overlay with `extends`, it is applied to the file that it extends. Without other overlays, those in a
/// `specwright.toml` beside the document apply.
///
/// ```
/// use specwright::Overlayer;
///
/// # let folder = std::env::temp_dir().join(format!("specwright-overlayer-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// let (document, overlay) = (folder.join("pets.yaml"), folder.join("title.yaml"));
/// std::fs::write(&document, "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}\n")?;
/// std::fs::write(&overlay, r#"
/// overlay: 1.1.0
/// info: {title: Another title, version: "1"}
/// actions: [{target: $.info.title, update: Animals}]
/// "#)?;
/// let applied = Overlayer::new(&document).overlay(&overlay).apply()?;
/// assert!(applied.text.contains("title: Animals"));
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Overlayer {
    document: PathBuf,
    read: ReadOptions,
    format: ReportFormat,
}

/// A document with its overlays.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AppliedOverlays {
    /// The text: JSON for a JSON document, otherwise YAML.
    pub text: String,
    /// The warnings of the run.
    pub diagnostics: Diagnostics,
    /// The files that were read.
    pub inputs: Vec<PathBuf>,
}

impl Overlayer {
    /// Creates a run for the document at a path.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self {
            document: document.into(),
            read: ReadOptions::default(),
            format: ReportFormat::Human { color: false },
        }
    }

    /// Adds an overlay. Overlays are applied in order.
    #[must_use]
    pub fn overlay(mut self, file: impl Into<PathBuf>) -> Self {
        self.read.overlays.push(file.into());
        self
    }

    /// Sets the options for reading.
    #[must_use]
    pub fn read(self, read: ReadOptions) -> Self {
        Self { read, ..self }
    }

    /// Sets the format of [`Diagnostics::text`] (default: for people, without colors).
    #[must_use]
    pub fn report_format(mut self, format: ReportFormat) -> Self {
        self.format = format;
        self
    }

    /// Applies the overlays.
    ///
    /// # Errors
    ///
    /// If a file cannot be read, there is no overlay, or an overlay has errors.
    pub fn apply(&self) -> Result<AppliedOverlays, Error> {
        let mut report = Report::new();
        let text = self.text(&mut report)?;
        let diagnostics = Diagnostics::new(&report, self.format);
        let Some(text) = text.filter(|_| !report.has_errors()) else {
            return Err(Error::Faulty(diagnostics));
        };
        let sources = report.sources().iter();
        Ok(AppliedOverlays {
            text,
            diagnostics,
            inputs: sources.map(|(_, it)| PathBuf::from(it.path())).collect(),
        })
    }

    fn text(&self, report: &mut Report) -> Result<Option<String>, Error> {
        pipeline::check_document(&self.document)?;
        let folder = settings_folder(&self.document);
        let Some(settings) = Settings::read_if_any(folder, report)? else {
            return Ok(None);
        };
        let config = settings.of_document(folder, &self.document);
        let mut read = self.read.or(&config, folder);
        if !self.read.overlays.is_empty() {
            read.overlays.clone_from(&self.read.overlays);
        }
        let paths = DocumentPaths::new(&self.document, &read)?;
        if paths.overlays.is_empty() {
            let document = shown(&self.document);
            let message = format!("{document}: no overlay is given");
            return Err(Error::Configuration(message));
        }
        let files = FolderFiles::new(paths.folder())
            .map_err(|error| Error::unreadable(paths.folder(), error))?;
        let header = mark("specwright overlay", &one_line(&slashed(&self.document)));
        let (document, options) = (&paths.document, paths.options());
        Ok(apply_overlays(&files, document, options, &header, report))
    }
}

impl AppliedOverlays {
    /// Writes the text to a file; returns false if the file has this text already.
    ///
    /// # Errors
    ///
    /// If the file is one of the inputs, or cannot be written.
    pub fn write(&self, out: &Path) -> Result<bool, Error> {
        if read_regular(out).is_ok_and(|bytes| bytes == self.text.as_bytes()) {
            return Ok(false);
        }
        let real = |path: &Path| path.canonicalize().ok();
        if let Some(out_file) = real(out)
            && self
                .inputs
                .iter()
                .any(|it| real(it).as_ref() == Some(&out_file))
        {
            let message = format!("{}: an input cannot be the output", shown(out));
            return Err(Error::Configuration(message));
        }
        let mut temporary = out.as_os_str().to_owned();
        temporary.push(".specwright.tmp");
        let written = sync::replace_through(Path::new(&temporary), out, &self.text);
        written
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", shown(out))))?;
        Ok(true)
    }
}
