//! Applies every fix that a diagnostic offers to its fixture: the diagnostic disappears, and no new one appears.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use specwright_lower::{Options, lower};
use specwright_spec::{
    Code, Diagnostic, FileError, Files, FolderFiles, Leniency, Node, OpenOptions, Report, open_with,
};

/// The codes with a diagnostic that offers no fix, and the reason.
#[rustfmt::skip]
const WITHOUT: &[(&str, &[Code])] = &[
    ("the file cannot be read as a tree, which is what a repair edits", &[
        Code::UnreadableFile, Code::InvalidEncoding, Code::InvalidSyntax, Code::DuplicateKey, Code::TooDeep,
        Code::SeveralDocuments, Code::EmptyFile, Code::InvalidKey, Code::AliasExpansion, Code::InvalidMergeKey,
        Code::UnknownTag, Code::NumberOutOfRange,
    ]),
    ("the document is of another kind or version", &[Code::MissingVersion, Code::UnsupportedVersion]),
    ("nothing with a similar name is there, or only the author knows which target is meant", &[
        Code::UnresolvedReference, Code::WrongReference, Code::ReferenceCycle, Code::InvalidReference,
        Code::InvalidDiscriminator, Code::UnknownSecurityScheme, Code::UnknownLink,
    ]),
    ("it takes another file, or another folder", &[Code::RemoteReference, Code::OutsideReference]),
    ("it would move keywords to another object", &[
        Code::IgnoredSiblings, Code::SimilarReference, Code::UnknownField, Code::IgnoredValue, Code::PathWithQuery,
        Code::UnknownMethod, Code::InvalidValue, Code::OperationReference, Code::MisplacedSecurity, Code::UnsendableParameter,
        Code::NestedParameter,
    ]),
    ("only the author knows which form the server reads", &[Code::UndefinedStyle, Code::BodyAndForm]),
    ("only the author knows the value, the text or the name that is missing", &[
        Code::WrongType, Code::MissingField, Code::NullField, Code::MissingText, Code::InvalidPathTemplate,
        Code::UndeclaredPathParameter, Code::UnusedPathParameter, Code::InvalidStatus, Code::NoResponses,
        Code::InvalidStyle, Code::InvalidHeaderName, Code::InvalidMediaType, Code::ServerVariable,
        Code::UnusableServer, Code::UnknownType, Code::AdjacentParameters, Code::OtherVersion, Code::WrongCase,
    ]),
    ("references have to be renamed too", &[Code::InvalidComponentName]),
    ("Swagger 2.0 has the field under another name", &[Code::UnquotedText]),
    ("one of two has to go, and only the author knows which", &[
        Code::DuplicatePath, Code::SimilarPaths, Code::DuplicateOperationId, Code::ParameterForm, Code::RepeatedOperation,
        Code::ConflictingMediaTypes, Code::EmptyRange, Code::ReadOnlyAndWriteOnly, Code::EnumMismatch,
        Code::Contradiction, Code::ImpossibleValue,
    ]),
    ("the schemas have to be written another way", &[
        Code::EndlessSchema, Code::CircularInheritance, Code::NullableWithoutType, Code::UntypedValue,
        Code::UnknownFormat, Code::InvalidPattern, Code::DoubtfulPattern, Code::CostlyPattern,
        Code::OverlappingMembers,
    ]),
    ("what is ignored may be meant for other tools", &[
        Code::IgnoredField, Code::IgnoredHeaderParameter, Code::PathWithFragment,
    ]),
    ("it is settled in `specwright.toml`", &[Code::UnsupportedFeature, Code::NameCollision]),
];

/// The codes that no fixture has, and the reason.
#[rustfmt::skip]
const ELSEWHERE: &[(&str, &[Code])] = &[
    ("pages that are merged", &[
        Code::InexactNumber, Code::UnclosedFence, Code::NoFragment, Code::RootDisagreement, Code::ComponentDisagreement,
        Code::OperationDisagreement, Code::PathDisagreement, Code::InvalidFragment,
    ]),
    ("overlays, whose fixtures are folders", &[
        Code::InvalidOverlay, Code::OverlayVersion, Code::InvalidJsonPath, Code::LooseJsonPath, Code::UnmatchedTarget,
        Code::InapplicableAction, Code::IgnoredAction, Code::OtherDocument,
    ]),
    ("what a lenient run makes of another finding", &[Code::Repaired]),
    ("a fault of our own", &[Code::UnreadableObject]),
    ("a document that is too large for a fixture", &[Code::CopyExpansion]),
    ("`specwright.toml` and manifests", &[
        Code::InvalidName, Code::InvalidConfig, Code::StaleRename, Code::StaleAllowance, Code::StaleSetting, Code::StaleSelector,
        Code::ExcludedFault, Code::MissingDependency, Code::MissingLimit, Code::UnmetDependency,
    ]),
];

/// The files of a folder, with the text of one replaced.
struct Patched<'a> {
    folder: &'a FolderFiles,
    path: &'a str,
    text: &'a str,
}

impl Files for Patched<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        match path == self.path {
            true => Ok(self.text.as_bytes().to_vec()),
            false => self.folder.read(path),
        }
    }
}

/// Returns the diagnostics of a document, and true if it was lowered.
fn findings(files: &dyn Files, path: &str) -> (Report, bool) {
    let mut report = Report::new();
    let options = OpenOptions {
        leniency: Leniency::Strict,
        ..OpenOptions::default()
    };
    let document = open_with(files, path, options, &mut report);
    if let Some(document) = &document {
        lower(document, &Options::default(), &mut report);
    }
    (report, document.is_some())
}

/// Counts the diagnostics with each code and message. The place does not count, since a fix may move it.
fn counted<'a>(found: impl Iterator<Item = &'a Diagnostic>) -> BTreeMap<(Code, &'a str), usize> {
    let mut counts = BTreeMap::new();
    for diagnostic in found {
        *counts
            .entry((diagnostic.code, diagnostic.message.as_str()))
            .or_default() += 1;
    }
    counts
}

/// Returns true for a diagnostic of lowering, which runs only if no other pass has found an error.
fn is_late(found: &Diagnostic) -> bool {
    found.code.as_str() >= "SW1000"
}

/// Returns the fault of a fix, if it has one.
fn fault(
    folder: &FolderFiles,
    path: &str,
    (before, lowered): (&Report, bool),
    found: &Diagnostic,
) -> Option<String> {
    let fix = found.notes.fix.as_ref()?;
    let file = fix.edits[0].at.file;
    let source = before.sources().get(file).expect("a source");
    let mut tree = Node::from_yaml(source.document()).expect("a tree");
    if !fix.apply(&mut tree, file, before.sources()) {
        return Some("a place does not exist".to_owned());
    }
    let text = tree.compact();
    let patched = Patched {
        folder,
        path: source.path(),
        text: &text,
    };
    let (after, _) = findings(&patched, path);
    let known = counted(before.diagnostics().iter());
    let left = counted(after.diagnostics().iter());
    let key = (found.code, found.message.as_str());
    if left.get(&key).is_some_and(|count| *count >= known[&key]) {
        return Some("the diagnostic remains".to_owned());
    }
    // A diagnostic with another message, or of a pass that an error had kept from running, is not new.
    let places: BTreeSet<_> = before
        .diagnostics()
        .iter()
        .map(|it| place(before, it))
        .collect();
    let found = after.diagnostics().iter();
    let found = found.filter(|it| lowered || !is_late(it));
    let new = counted(found.filter(|it| !places.contains(&place(&after, it))));
    let is_new =
        |(key, count): &(&(Code, &str), &usize)| known.get(*key).is_none_or(|it| it < *count);
    let new: Vec<_> = new.iter().filter(is_new).map(|(key, _)| key).collect();
    (!new.is_empty()).then(|| format!("new diagnostics: {new:?}"))
}

/// Returns the code and the place of a diagnostic.
fn place(report: &Report, found: &Diagnostic) -> (Code, String) {
    let at = found
        .place
        .location()
        .map(|at| report.sources().written(at));
    (found.code, at.map(|at| at.to_string()).unwrap_or_default())
}

fn fixtures() -> Vec<PathBuf> {
    let folders = ["tests/fixtures", "../specwright-spec/tests/fixtures"];
    let kinds = ["accept", "reject", "lenient"];
    let mut found = Vec::new();
    for folder in folders
        .iter()
        .flat_map(|it| kinds.map(|kind| format!("{it}/{kind}")))
    {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let Ok(entries) = std::fs::read_dir(folder) else {
            continue;
        };
        found.extend(
            entries
                .map(|it| it.expect("an entry").path())
                .filter(|it| it.is_file()),
        );
    }
    found.sort();
    found
}

#[test]
fn every_fix_removes_its_diagnostic_and_adds_none() {
    let mut faults = Vec::new();
    let (mut with, mut without) = (BTreeSet::new(), BTreeSet::new());
    for fixture in fixtures() {
        let folder = FolderFiles::around(&fixture).expect("the folder");
        let path = fixture.to_string_lossy();
        let (report, lowered) = findings(&folder, &path);
        for found in report.diagnostics() {
            match found.notes.fix {
                Some(_) => with.insert(found.code),
                None => without.insert(found.code),
            };
            if let Some(fault) = fault(&folder, &path, (&report, lowered), found) {
                let name = fixture.file_name().unwrap_or_default().to_string_lossy();
                let (code, help) = (found.code.as_str(), &found.notes.help);
                faults.push(format!(
                    "{name}: {code} {}: {help:?}: {fault}",
                    found.message
                ));
            }
        }
    }
    faults.extend(unlisted(&with, &without));
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
    assert!(with.len() > 30, "{} codes offer a repair", with.len());
}

/// Returns the codes that are missing in a list, or that should not be in it.
fn unlisted(with: &BTreeSet<Code>, without: &BTreeSet<Code>) -> Vec<String> {
    let listed = |list: &[(&str, &[Code])]| -> BTreeSet<Code> {
        list.iter()
            .flat_map(|(_, codes)| codes.iter().copied())
            .collect()
    };
    let (reasons, elsewhere) = (listed(WITHOUT), listed(ELSEWHERE));
    let seen: BTreeSet<Code> = with | without;
    let all: BTreeSet<Code> = Code::ALL.iter().copied().collect();
    let faults = |codes: BTreeSet<Code>, fault: &str| {
        let text = |code: Code| format!("{} {} {fault}", code.as_str(), code.name());
        codes.into_iter().map(text).collect::<Vec<_>>()
    };
    [
        faults(
            without - &reasons,
            "offers no repair, and no reason is listed",
        ),
        faults(&reasons - without, "is listed, and always offers a repair"),
        faults(&(&all - &seen) - &elsewhere, "is in no fixture"),
        faults(
            &elsewhere & &seen,
            "is listed as in no fixture, and is in one",
        ),
    ]
    .concat()
}
