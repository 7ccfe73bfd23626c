//! The sentences of a checkup, which the page has as text and as HTML.

use specwright::Checkup;
use specwright::checkup::{
    Contents, CostFacts, Effect, Example, OperationFacts, PatternFacts, SecurityFacts,
    ServerProblem, TypeFacts, Verdict, count, thousands,
};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The items of a list that a row shows.
const SHOWN: usize = 5;

/// Returns the verdict as a word and a sentence.
pub(super) fn verdict(checkup: &Checkup) -> (&'static str, String) {
    let places = |effect| {
        let of_effect = checkup.findings.iter().filter(|it| it.effect == effect);
        of_effect.map(|it| it.places).sum::<usize>()
    };
    let becomes = checkup.contents.as_ref().map_or_else(String::new, |it| {
        let operations = it.operations.total;
        format!(
            "{} become{} {} and {} of Rust",
            count(operations, "operation"),
            if operations == 1 { "s" } else { "" },
            count(it.types.total, "type"),
            count(it.cost.total(), "line")
        )
    });
    match checkup.verdict {
        Verdict::Ready => ("Ready", format!("{becomes}; no fault needs a repair")),
        Verdict::Repaired => {
            let repairs = count(places(Effect::Repaired), "repair");
            ("Ready after repairs", format!("{becomes}, after {repairs}"))
        }
        Verdict::Refused => {
            let errors = count(places(Effect::Refused), "error");
            (
                "Refused",
                format!("nothing is generated, because of {errors}"),
            )
        }
    }
}

/// Returns the line below the title: the file, the specification and the version of the document.
pub(super) fn subtitle(checkup: &Checkup) -> String {
    let document = &checkup.document;
    let version = document.version.as_ref();
    let version = version.map(|version| format!("version {version}"));
    let parts = [
        Some(document.file.clone()),
        document.specification.clone(),
        version,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Returns the rows about the contents: a name and a text each.
pub(super) fn rows(contents: &Contents) -> Vec<(&'static str, String)> {
    let rows = [
        ("operations", operations(&contents.operations)),
        ("groups", groups(&contents.operations)),
        ("left out", left_out(&contents.operations)),
        ("types", types(&contents.types)),
        ("untyped", untyped(&contents.types)),
        (
            "bodies sent",
            list(&by_count(&contents.media_types.requests)),
        ),
        (
            "bodies read",
            list(&by_count(&contents.media_types.responses)),
        ),
        ("credentials", credentials(&contents.security)),
        ("servers", servers(contents)),
        ("patterns", patterns(&contents.patterns)),
        ("formats", formats(contents)),
        ("lines of code", lines(&contents.cost)),
        ("one tag", tags(&contents.cost)),
    ];
    rows.into_iter()
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

fn operations(facts: &OperationFacts) -> String {
    let parts = [
        (facts.deprecated, "deprecated"),
        (facts.webhooks, "webhooks (sent by the service)"),
        (facts.callbacks, "callbacks (sent by the service)"),
    ];
    let methods = by_count(&facts.methods);
    let others = parts.iter().filter(|(count, _)| *count > 0);
    let others = others.map(|(count, name)| format!("{} {name}", thousands(*count)));
    let all = std::iter::once(list(&methods)).chain(others);
    let all: Vec<String> = all.filter(|it| !it.is_empty()).collect();
    format!("{}: {}", thousands(facts.total), all.join("; "))
}

fn groups(facts: &OperationFacts) -> String {
    match facts.groups.len() {
        0 | 1 => String::new(),
        groups => format!("{groups}, by tag: {}", list(&by_count(&facts.groups))),
    }
}

fn left_out(facts: &OperationFacts) -> String {
    let omitted = facts.left_out.iter();
    let omitted = omitted.map(|it| format!("{} {} ({})", it.method, it.path, it.reason));
    let chosen = (facts.not_chosen > 0).then(|| {
        let operations = count(facts.not_chosen, "operation");
        format!("{operations} not chosen by `include` and `exclude`")
    });
    list(&chosen.into_iter().chain(omitted).collect::<Vec<_>>())
}

fn types(facts: &TypeFacts) -> String {
    let kinds = [
        (facts.structs, "structs (objects)"),
        (facts.enums, "enums (listed values)"),
        (facts.unions, "unions (one of several types)"),
        (facts.newtypes, "newtypes (checked strings and numbers)"),
        (facts.wrappers, "wrappers (values with constraints)"),
    ];
    let kinds = kinds.iter().filter(|(count, _)| *count > 0);
    let kinds = kinds.map(|(count, kind)| format!("{kind} {}", thousands(*count)));
    let aliases = match facts.aliases {
        0 => String::new(),
        aliases => format!(
            "; and {} aliases (other names of types)",
            thousands(aliases)
        ),
    };
    match facts.total {
        0 => "none".to_owned(),
        total => format!(
            "{}: {}{aliases}",
            thousands(total),
            kinds.collect::<Vec<_>>().join(", ")
        ),
    }
}

fn untyped(facts: &TypeFacts) -> String {
    let any = (facts.untyped > 0).then(|| {
        let places = count(facts.untyped, "place");
        format!("{places} where the document allows any value")
    });
    let lost = (facts.inexpressible > 0).then(|| {
        let places = count(facts.inexpressible, "place");
        format!("{places} where no type expresses the constraints, which are checked at run time")
    });
    any.into_iter().chain(lost).collect::<Vec<_>>().join("; ")
}

fn credentials(facts: &SecurityFacts) -> String {
    let schemes = facts.schemes.iter();
    let schemes = schemes.map(|it| {
        let operations = count(it.operations, "operation");
        format!("{} ({}, {operations})", it.name, it.credential)
    });
    let mut all: Vec<String> = schemes.collect();
    match (facts.public, all.len()) {
        (_, 0) => "none: every operation is public".to_owned(),
        (0, _) => list(&all),
        (public, _) => {
            all.truncate(SHOWN);
            format!("{}; {} without any", list(&all), count(public, "operation"))
        }
    }
}

fn servers(contents: &Contents) -> String {
    let servers = contents.servers.iter();
    let servers = servers.map(|it| match it.problem {
        Some(ServerProblem::Relative) => format!("{} (without a host)", it.url),
        Some(ServerProblem::Unencrypted) => format!("{} (not encrypted)", it.url),
        _ => it.url.clone(),
    });
    match contents.servers.len() {
        0 => "none declared".to_owned(),
        _ => list(&servers.collect::<Vec<_>>()),
    }
}

fn patterns(facts: &PatternFacts) -> String {
    let engines = [
        (facts.straight_line, "by plain comparisons"),
        (facts.table, "by a table (one look-up per byte)"),
        (facts.program, "by a program (linear time)"),
        (facts.budgeted, "by a program with a limit of steps"),
    ];
    let engines = engines.iter().filter(|(count, _)| *count > 0);
    let engines = engines.map(|(count, engine)| format!("{} {engine}", thousands(*count)));
    match facts.total {
        0 => String::new(),
        total => format!(
            "{}: {}",
            thousands(total),
            engines.collect::<Vec<_>>().join(", ")
        ),
    }
}

fn formats(contents: &Contents) -> String {
    let (checked, others): (Vec<_>, Vec<_>) = contents.formats.iter().partition(|it| it.checked);
    let checked = checked.iter().map(|it| match &it.becomes {
        Some(ty) => format!("{} as {ty} ({})", it.format, thousands(it.places)),
        None => format!("{} ({})", it.format, thousands(it.places)),
    });
    let others = others
        .iter()
        .map(|it| format!("{} ({})", it.format, thousands(it.places)));
    let parts = [
        ("checked", list(&checked.collect::<Vec<_>>())),
        ("plain strings", list(&others.collect::<Vec<_>>())),
    ];
    let parts = parts.into_iter().filter(|(_, list)| !list.is_empty());
    let parts = parts.map(|(name, list)| format!("{name}: {list}"));
    parts.collect::<Vec<_>>().join("; ")
}

fn lines(cost: &CostFacts) -> String {
    let parts = [
        ("types", cost.types),
        ("client", cost.client),
        ("server", cost.server),
    ];
    let parts = parts.iter().filter(|(_, lines)| *lines > 0);
    let parts = parts.map(|(part, lines)| format!("{part} {}", thousands(*lines)));
    format!(
        "{} (and the runtime, the same for all documents)",
        parts.collect::<Vec<_>>().join(", ")
    )
}

fn tags(cost: &CostFacts) -> String {
    let Some(tags) = &cost.tags else {
        return String::new();
    };
    let most = tags.one.iter().max_by_key(|it| it.1);
    let most = most.map_or_else(String::new, |(tag, lines)| {
        format!(", at most {} (`{tag}`)", thousands(*lines))
    });
    format!(
        "with `--features tags`, a program that needs one tag compiles {} of {} lines (median){most}",
        thousands(tags.median()),
        thousands(tags.all)
    )
}

/// Returns counts as texts, the largest first.
fn by_count(counts: &BTreeMap<String, usize>) -> Vec<String> {
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort_by_key(|it| Reverse(*it.1));
    let texts = sorted
        .iter()
        .map(|(name, count)| format!("{name} {}", thousands(**count)));
    texts.collect()
}

/// Joins the first items of a list, and says how many others there are.
fn list(items: &[String]) -> String {
    let shown = items.iter().take(SHOWN).cloned();
    let more = items.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| format!("{} more", thousands(more)));
    shown.chain(more).collect::<Vec<_>>().join(", ")
}

/// Returns the place of an example: the line alone in the document itself, or the pointer if the document has one line.
pub(super) fn place(checkup: &Checkup, example: &Example) -> String {
    /// The characters of a pointer that are shown.
    const POINTER: usize = 72;
    let is_own = example.file == checkup.document.file;
    match &example.pointer {
        Some(pointer) if is_own && example.line == 1 => {
            let start: String = pointer.chars().take(POINTER).collect();
            let rest = if start.len() < pointer.len() {
                "…"
            } else {
                ""
            };
            format!("{start}{rest}")
        }
        _ if is_own => format!("line {}", thousands(example.line)),
        _ => format!("{}:{}:{}", example.file, example.line, example.column),
    }
}

/// Returns a text with a capital at its beginning.
pub(super) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|it| it.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
