//! Text reports, with `annotate-snippets`.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::locate::{LocatedSpan, Locator};
use crate::{Diagnostic, Severity, escape_text};
use specwright_docs::is_invisible;

/// The assumed width of the terminal, so that the output does not depend on it.
const WIDTH: usize = 140;

/// The maximum length of a line. Longer lines are cut here, since the renderer would process the whole line for each label:
/// JSON documents often have a single line.
const LONG_LINE: usize = 20_000;

/// The maximum number of diagnostics.
const MAX_SHOWN: usize = 200;

/// The maximum distance in lines of labels in the same snippet.
const NEAR: usize = 8;

pub(super) fn render(diagnostics: &[&Diagnostic], locator: &Locator<'_>, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .term_width(WIDTH);
    let mut text = String::new();
    let shown = most_severe(diagnostics);
    for diagnostic in &shown {
        let rendered = renderer.render(&[group(diagnostic, locator)]);
        rendered
            .lines()
            .filter(|line| !is_bare_separator(line))
            .for_each(|line| {
                text.push_str(line);
                text.push('\n');
            });
        text.push('\n');
    }
    if shown.len() < diagnostics.len() {
        let rest = diagnostics.len() - shown.len();
        text.push_str(&format!(
            "{rest} more are not shown; `--format json` has all of them\n\n"
        ));
    }
    text.push_str(&summary(diagnostics));
    text
}

/// Returns the diagnostics to show: all of them, or the first errors, followed by warnings up to the limit.
fn most_severe<'a>(diagnostics: &[&'a Diagnostic]) -> Vec<&'a Diagnostic> {
    let mut shown = diagnostics.to_vec();
    if shown.len() > MAX_SHOWN {
        shown.sort_by_key(|diagnostic| diagnostic.severity());
        shown.truncate(MAX_SHOWN);
    }
    shown
}

/// Returns true for the line `:::`, which the renderer writes before a snippet without a path, such as one that was cut.
fn is_bare_separator(line: &str) -> bool {
    let text = line.trim_start_matches(|char: char| !matches!(char, ':' | '|'));
    text.starts_with(":::") && !text.contains(' ')
}

fn summary(diagnostics: &[&Diagnostic]) -> String {
    let count = |severity: Severity| {
        let count = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity() == severity)
            .count();
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{plural}", severity.as_str()))
    };
    let counts: Vec<_> = [Severity::Error, Severity::Warning]
        .into_iter()
        .filter_map(count)
        .collect();
    if counts.is_empty() {
        String::new()
    } else {
        format!("{}\n", counts.join(", "))
    }
}

fn group<'a>(diagnostic: &'a Diagnostic, locator: &Locator<'a>) -> Group<'a> {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(escape_text(&diagnostic.message))
        .id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    for piece in pieces(diagnostic, locator) {
        let spot = &piece[0].spot;
        if spot.line.len() > LONG_LINE {
            let origin = Origin::path(escape_text(spot.path))
                .line(spot.start.line)
                .char_column(spot.start.column);
            group = group.element(origin).element(snippet(&piece));
        } else {
            group = group.element(snippet(&piece).path(escape_text(spot.path)));
        }
    }
    let help = diagnostic
        .notes
        .help
        .iter()
        .map(|help| Level::HELP.message(escape_text(help)));
    group.elements(help)
}

/// A label at a place.
struct Label<'a> {
    spot: LocatedSpan<'a>,
    text: Option<&'a str>,
    primary: bool,
}

/// Returns the labels of a diagnostic, grouped into snippets; the primary label comes first.
fn pieces<'a>(diagnostic: &'a Diagnostic, locator: &Locator<'a>) -> Vec<Vec<Label<'a>>> {
    let primary = Label {
        spot: locator.locate(&diagnostic.place),
        text: diagnostic.notes.label.as_deref(),
        primary: true,
    };
    let mut pieces = vec![vec![primary]];
    for (place, text) in &diagnostic.notes.others {
        let label = Label {
            spot: locator.locate(place),
            text: Some(text),
            primary: false,
        };
        match pieces
            .iter_mut()
            .find(|piece| is_near(&piece[0].spot, &label.spot))
        {
            Some(piece) => piece.push(label),
            None => pieces.push(vec![label]),
        }
    }
    pieces
}

fn is_near(left: &LocatedSpan<'_>, right: &LocatedSpan<'_>) -> bool {
    left.path == right.path && left.start.line.abs_diff(right.start.line) <= NEAR
        // A long line is cut around a single label.
        && [left, right].iter().all(|spot| spot.line.len() <= LONG_LINE)
}

fn snippet<'a>(piece: &[Label<'a>]) -> Snippet<'a, Annotation<'a>> {
    let spots = || piece.iter().map(|label| &label.spot);
    let window = spots()
        .map(|spot| spot.line.clone())
        .reduce(|left, right| left.start.min(right.start)..left.end.max(right.end))
        .unwrap_or_default();
    let first_line = spots().map(|spot| spot.start.line).min().unwrap_or(1);
    let window = if piece.len() == 1 {
        cut(&piece[0].spot, window)
    } else {
        window
    };
    let text = &piece[0].spot.text[window.clone()];
    let (shown, offset) = visible(text, &piece[0].spot, &window);
    let annotations = piece.iter().map(|label| {
        let kind = if label.primary {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let end = label
            .spot
            .range
            .end
            .min(label.spot.line.end)
            .min(window.end);
        let range = offset(label.spot.range.start)..offset(end.max(label.spot.range.start));
        kind.span(range).label(label.text.map(escape_text))
    });
    Snippet::source(shown)
        .line_start(first_line)
        .annotations(annotations.collect::<Vec<_>>())
}

/// Returns the part of a long line to show: some characters before the label, more after it.
fn cut(spot: &LocatedSpan<'_>, line: Range<usize>) -> Range<usize> {
    if line.len() <= LONG_LINE {
        return line;
    }
    let boundary = |mut offset: usize| {
        while !spot.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    let start = boundary(spot.range.start.saturating_sub(WIDTH / 3).max(line.start));
    start..boundary((start + WIDTH).min(line.end))
}

/// Returns the text with control characters replaced, an ellipsis at each cut, and the new offset of each byte.
fn visible(
    text: &str,
    spot: &LocatedSpan<'_>,
    window: &Range<usize>,
) -> (String, impl Fn(usize) -> usize + use<>) {
    let mut shown = String::with_capacity(text.len() + 8);
    let cut_before = !(window.start == 0 || spot.text[..window.start].ends_with('\n'));
    let cut_after =
        !(window.end == spot.text.len() || spot.text[window.end..].starts_with(['\n', '\r']));
    if cut_before {
        shown.push('…');
    }
    let mut offsets = vec![(window.start, shown.len())];
    for (index, char) in text.char_indices() {
        match char {
            '\n' | '\t' => shown.push(char),
            '\r' if text[index..].starts_with("\r\n") => {}
            char if is_invisible(char) => shown.push(char::REPLACEMENT_CHARACTER),
            '[' if shown.ends_with("##") => shown.extend(char.escape_unicode()),
            char => shown.push(char),
        }
        offsets.push((window.start + index + char.len_utf8(), shown.len()));
    }
    if cut_after {
        shown.push('…');
    }
    let offset = move |byte: usize| {
        let index = offsets.partition_point(|(from, _)| *from <= byte);
        offsets[index.saturating_sub(1)].1
    };
    (shown, offset)
}
