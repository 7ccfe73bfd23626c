//! The links of the pages, and their table of contents.

use crate::page::{Page, SUMMARY, folder, pages};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

#[test]
fn the_summary_lists_every_page() {
    let pages = pages();
    let summary = pages.iter().find(|page| page.path == SUMMARY);
    let listed: BTreeSet<&str> = links(&summary.expect("a summary").text)
        .into_iter()
        .collect();
    let others = pages.iter().filter(|page| page.path != SUMMARY);
    let expected: BTreeSet<&str> = others.map(|page| page.path.as_str()).collect();
    assert_eq!(listed, expected);
}

#[test]
fn links_resolve() {
    let pages = pages();
    let mut count = 0;
    for page in &pages {
        for link in links(&page.text) {
            if !link.contains("://") {
                let fault = check(&pages, page, link).err();
                assert_eq!(fault, None, "{}: {link}", page.path);
                count += 1;
            }
        }
    }
    assert!(count > 40, "{count} links were found");
}

/// Checks a link to a file of the guide, and to a heading of it.
fn check(pages: &[Page], page: &Page, link: &str) -> Result<(), &'static str> {
    let (file, heading) = match link.split_once('#') {
        Some((file, heading)) => (file, Some(heading)),
        None => (link, None),
    };
    let base = Path::new(&page.path).parent().unwrap_or(Path::new(""));
    let path = match file {
        "" => PathBuf::from(&page.path),
        file => normal(&base.join(file)).ok_or("it leaves the guide")?,
    };
    if !folder().join(&path).is_file() {
        return Err("no such file");
    }
    let Some(heading) = heading else {
        return Ok(());
    };
    let target = pages.iter().find(|it| Path::new(&it.path) == path);
    let target = target.ok_or("a file without headings")?;
    match headings(&target.text).any(|it| it == heading) {
        true => Ok(()),
        false => Err("no such heading"),
    }
}

/// Returns a path without `..`, or none if it begins with it.
fn normal(path: &Path) -> Option<PathBuf> {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => normal.pop().then_some(())?,
            part => normal.push(part),
        }
    }
    Some(normal)
}

/// Returns the lines of a text outside of code blocks.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    text.lines().filter(move |line| {
        let is_fence = line.starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    })
}

/// Returns the targets of the links of a text.
fn links(text: &str) -> Vec<&str> {
    let parts = prose(text).flat_map(|line| line.split("](").skip(1));
    parts
        .filter_map(|part| Some(part.split_once(')')?.0))
        .collect()
}

/// Returns the anchors of the headings of a text.
fn headings(text: &str) -> impl Iterator<Item = String> {
    let headings = prose(text).filter_map(|line| {
        line.trim_start_matches('#')
            .strip_prefix(' ')
            .filter(|_| line.starts_with('#'))
    });
    headings.map(|heading| {
        let lower = heading.to_lowercase();
        let kept = lower
            .chars()
            .filter(|it| it.is_alphanumeric() || " -_".contains(*it));
        kept.collect::<String>().replace(' ', "-")
    })
}

#[test]
fn versions_of_rust_are_those_of_the_manifests() {
    let pages = pages();
    let install = pages.iter().find(|page| page.path == "install.md");
    let text = &install.expect("a page").text;
    let runtime = folder().join("../crates/specwright-runtime/Cargo.toml");
    let runtime = std::fs::read_to_string(runtime).expect("a manifest");
    let line = runtime
        .lines()
        .find_map(|it| it.strip_prefix("rust-version = "));
    let oldest = line.expect("a version").trim_matches('"');
    let program = env!("CARGO_PKG_RUST_VERSION");
    for row in [
        format!("| the program | {program} |"),
        format!("| generated crates and their runtime | {oldest} |"),
    ] {
        assert!(text.contains(&row), "install.md lacks {row}");
    }
}

#[test]
fn faults_of_links_are_found() {
    let page = |path: &str, text: &str| Page {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let pages = [page("install.md", "# Install\n\n## What `it` needs\n")];
    let here = page("cookbook/requests.md", "");
    assert_eq!(check(&pages, &here, "../install.md#what-it-needs"), Ok(()));
    assert_eq!(
        check(&pages, &here, "../install.md#what"),
        Err("no such heading")
    );
    assert_eq!(check(&pages, &here, "../nothing.md"), Err("no such file"));
    assert_eq!(
        check(&pages, &here, "../../README.md"),
        Err("it leaves the guide")
    );
}
