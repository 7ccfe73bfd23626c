//! Advice about a document: facts and reactions, the most important first.

use super::contents::ServerProblem;
use super::{Contents, Effect, Finding};
use serde::Serialize;
use specwright_ir::Format;
use std::cmp::Reverse;

/// The lines of types and client above which choosing operations pays.
const LARGE: usize = 30_000;

/// A fact that a user should react to.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Advice {
    /// The fact and its consequence.
    pub fact: String,
    /// The suggested reaction: a flag, a key of `specwright.toml`, or a repair of the document.
    pub action: String,
    /// The code of the finding that it is about, if there is one.
    pub code: Option<&'static str>,
    #[serde(skip)]
    weight: usize,
}

fn advice(weight: usize, fact: impl Into<String>, action: impl Into<String>) -> Advice {
    Advice {
        fact: fact.into(),
        action: action.into(),
        code: None,
        weight,
    }
}

/// Returns the advice about a document, the most important first. `repairable` is the number of errors that a lenient run repairs.
pub(super) fn of(
    findings: &[Finding],
    contents: Option<&Contents>,
    repairable: usize,
) -> Vec<Advice> {
    let mut list = of_findings(findings, repairable);
    if let Some(contents) = contents {
        list.extend(of_servers(contents));
        list.extend(of_security(contents));
        list.extend(of_operations(contents));
        list.extend(of_formats(contents));
        list.extend(of_size(contents));
    }
    list.sort_by_key(|it| Reverse(it.weight));
    list
}

/// The findings that users should react to one by one, with their weights.
const WEIGHTS: [(&str, usize); 7] = [
    ("repaired", 80),
    ("impossible-value", 60),
    ("overlapping-members", 45),
    ("missing-operation-id", 40),
    ("costly-pattern", 35),
    ("undefined-style", 34),
    ("doubtful-pattern", 33),
];

fn of_findings(findings: &[Finding], repairable: usize) -> Vec<Advice> {
    let errors = findings.iter().filter(|it| it.effect == Effect::Refused);
    let errors: usize = errors.map(|it| it.places).sum();
    let mut list = Vec::new();
    if errors > 0 {
        let fact = format!("{} stop generation", count(errors, "error"));
        let action = match repairable {
            0 => "correct the document, or apply an overlay: `--overlay FILE`".to_owned(),
            _ if repairable == errors => "repair them all: leave out `--strict`".to_owned(),
            _ => format!("leave out `--strict`, which repairs {repairable}; correct the others"),
        };
        list.push(advice(100, fact, action));
    }
    for finding in findings {
        let weight = WEIGHTS.iter().find(|it| it.0 == finding.name);
        if let Some((_, weight)) = weight {
            let fact = format!("{} ({})", finding.title, count(finding.places, "place"));
            list.push(Advice {
                code: Some(finding.code),
                ..advice(*weight, fact, finding.action)
            });
        }
    }
    list
}

fn of_servers(contents: &Contents) -> Option<Advice> {
    let with = |problem| {
        let mut servers = contents.servers.iter();
        servers.find(|it| it.problem == Some(problem))
    };
    const SET: &str = "give the client a URL: `.server(Server::Custom(\"https://…\".into()))`";
    let Some(first) = contents.servers.first() else {
        return Some(advice(
            90,
            "the document declares no server, so that a client does not know where to call",
            SET,
        ));
    };
    if first.problem == Some(ServerProblem::Relative) {
        let fact = format!("the default server `{}` has no host", first.url);
        return Some(advice(90, fact, SET));
    }
    let plain = with(ServerProblem::Unencrypted)?;
    let fact = format!(
        "requests to `{}` are not encrypted, and show credentials to anyone on the way",
        plain.url
    );
    Some(advice(
        70,
        fact,
        "write `https` in the document (or an overlay), if the service has it",
    ))
}

fn of_security(contents: &Contents) -> Vec<Advice> {
    let mut list = Vec::new();
    if contents.security.schemes.is_empty() && contents.operations.total > 0 {
        let fact = "the document declares no credentials, and a client sends none";
        let action =
            "if the service needs some, declare a security scheme in the document or an overlay";
        list.push(advice(38, fact, action));
    }
    for scheme in &contents.security.schemes {
        if scheme.unspecified {
            let fact = format!(
                "the credential `{}` is not described: a client cannot send it by itself",
                scheme.name
            );
            list.push(advice(
                65,
                fact,
                "describe it in the document: `type: http`, `apiKey` or `oauth2`",
            ));
        }
        if scheme.in_url {
            let fact = format!(
                "the credential `{}` is sent in URLs, which servers write to their logs",
                scheme.name
            );
            list.push(advice(
                30,
                fact,
                "use another scheme, if the service has one",
            ));
        }
    }
    list
}

fn of_operations(contents: &Contents) -> Option<Advice> {
    let left_out = contents.operations.left_out.len();
    (left_out > 0).then(|| {
        let fact = format!(
            "{} left out, as `[[allow]]` in specwright.toml accepts",
            count(left_out, "operation")
        );
        advice(
            50,
            fact,
            "call them by other means, or remove the entry once they are supported",
        )
    })
}

fn of_formats(contents: &Contents) -> Vec<Advice> {
    let unchecked = || contents.formats.iter().filter(|it| !it.checked);
    let known: Vec<_> = unchecked()
        .filter(|it| Format::named(&it.format).is_some())
        .collect();
    let others: Vec<_> = unchecked()
        .filter(|it| Format::named(&it.format).is_none())
        .collect();
    let mut list = Vec::new();
    let names = |formats: &[&super::FormatFacts]| {
        let names = formats.iter().take(3).map(|it| format!("`{}`", it.format));
        let places: usize = formats.iter().map(|it| it.places).sum();
        let more = match formats.len() {
            0..=3 => "",
            _ => " and others",
        };
        let names: Vec<String> = names.collect();
        (
            format!("{}{more}", names.join(", ")),
            count(places, "place"),
        )
    };
    if !known.is_empty() {
        let (names, places) = names(&known);
        let fact = format!("strings of the format {names} are not checked ({places})");
        let action = "to check them: `formats = \"assert\"` below `[schemas]` in specwright.toml";
        list.push(advice(42, fact, action));
    }
    if let Some(first) = others.first() {
        let (names, places) = names(&others);
        let fact = format!("strings of the format {names} stay strings ({places})");
        let key = toml::Value::String(format!("format:{}", first.format));
        let action = format!(
            "for a type of their own: `{key} = \"krate::Type\"` below `[types]` in specwright.toml"
        );
        list.push(advice(41, fact, action));
    }
    list
}

fn of_size(contents: &Contents) -> Option<Advice> {
    let lines = contents.cost.types + contents.cost.client;
    if lines <= LARGE {
        return None;
    }
    let fact = format!(
        "a program that calls one operation compiles {} lines",
        thousands(lines)
    );
    const CHOOSE: &str = "generate only what you call: `--include operationId:NAME` or `--include 'path:/PATH/**'`, or `include` below `[operations]` in specwright.toml";
    Some(match &contents.cost.tags {
        Some(tags) if tags.median() * 2 < tags.all => {
            let action = format!(
                "compile only the tags that you use: `--features tags`, or `features = \"tags\"` below `[crates]`: a tag costs {} lines (median); or {CHOOSE}",
                thousands(tags.median())
            );
            advice(55, fact, action)
        }
        _ => advice(55, fact, CHOOSE),
    })
}

/// Returns a number with its noun: `1 place`, `1,204 places`.
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", thousands(number))
}

/// Returns a number with commas: `159,179`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use specwright_spec::Code;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(count(1, "place"), "1 place");
        assert_eq!(count(1_159_179, "line"), "1,159,179 lines");
    }

    #[test]
    fn weights_are_of_codes() {
        for (name, _) in WEIGHTS {
            assert!(Code::parse(name).is_some(), "{name}");
        }
    }
}
