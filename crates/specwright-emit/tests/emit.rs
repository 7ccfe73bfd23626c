//! Snapshots of the code emitted for small APIs.

#[macro_use]
mod support;

use specwright_ir::*;
use support::{Builder, clashing, newtype, operation, rich, run};

#[test]
fn rich_types() {
    assert_emitted!("rich_types", &rich::api(), &["types/"]);
}

#[test]
fn rich_client() {
    assert_emitted!("rich_client", &rich::api(), &["client/"]);
}

#[test]
fn rich_server() {
    assert_emitted!("rich_server", &rich::api(), &["server/"]);
}

/// No types, no operations, no servers, no security.
#[test]
fn nothing() {
    assert_emitted!("nothing", &Builder::new(&[]).build(), &[""]);
}

/// An API that everyone may call, in a module; nothing of the machinery of credentials.
#[test]
fn public() {
    let mut b = Builder::new(&[]);
    b.module("health", vec![operation("ping", "Ping", "GET", "/ping")]);
    b.api.omitted = vec![Omitted {
        method: "PUT".to_owned(),
        path: "/ping/{x}".to_owned(),
        reason: "XML is <not> supported".to_owned(),
        at: "/paths/~1ping".to_owned(),
    }];
    assert_emitted!("public", &b.build(), &[""]);
}

/// Straight-line patterns of every form.
#[test]
fn straight_patterns() {
    let digit = |min, max| run(&[(b'0', b'9')], min, max);
    let dash = || run(&[(b'-', b'-')], 1, Some(1));
    let any = |min, max| run(&[(0, 127)], min, max);
    let forms = [
        ("empty", "^$", vec![]),
        ("optional", "^[0-9]{0,3}$", vec![digit(0, Some(3))]),
        ("unbounded", "^[0-9]*$", vec![digit(0, None)]),
        ("some", "^[0-9]+$", vec![digit(1, None)]),
        ("at_least", "^[0-9]{2,}$", vec![digit(2, None)]),
        (
            "date",
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            vec![
                digit(4, Some(4)),
                dash(),
                digit(2, Some(2)),
                dash(),
                digit(2, Some(2)),
            ],
        ),
        (
            "middle",
            "^a[0-9]+-[0-9]{2}$",
            vec![
                run(&[(b'a', b'a')], 1, Some(1)),
                digit(1, None),
                dash(),
                digit(2, Some(2)),
            ],
        ),
        (
            "adjacent",
            "^[0-9]{2}[a-f\\d]{3}$",
            vec![
                digit(2, Some(2)),
                run(&[(b'0', b'9'), (b'a', b'f')], 3, Some(3)),
            ],
        ),
        ("ascii", "^[\\x00-\\x7f]{1,5}$", vec![any(1, Some(5))]),
        (
            "control",
            "^[\\x00-\\x1f]$",
            vec![run(&[(0, 31)], 1, Some(1))],
        ),
    ];
    let mut b = Builder::new(&["Text"]);
    let mut constraints = Vec::new();
    for (name, source, runs) in forms {
        constraints.push(Constraint::Pattern(b.pattern(
            &format!("matches_{name}"),
            source,
            Matcher::Runs(runs),
        )));
    }
    let dash = run(&[(b'-', b'-')], 1, Some(1));
    let literal = |place, text: &str| Literal {
        place,
        text: text.to_owned(),
    };
    let open = [
        (
            "prefix",
            "^[0-9]{4}-",
            Matcher::Part(Edge::Start, vec![digit(4, Some(4)), dash.clone()]),
        ),
        (
            "initial",
            "^[0-9]",
            Matcher::Part(Edge::Start, vec![digit(1, Some(1))]),
        ),
        (
            "suffix",
            "-[0-9]{4}$",
            Matcher::Part(Edge::End, vec![dash, digit(4, Some(4))]),
        ),
        (
            "stretch",
            "[^0-9]",
            Matcher::Stretch(ByteSet(vec![(0, b'/'), (b':', 255)]), 1),
        ),
        ("some", "[^]", Matcher::Stretch(ByteSet(vec![(0, 255)]), 1)),
        (
            "literals",
            "^(asc|desc)$|^https?://|json$|é",
            Matcher::Literals(vec![
                literal(Place::Whole, "asc"),
                literal(Place::Whole, "desc"),
                literal(Place::Start, "http://"),
                literal(Place::Start, "https://"),
                literal(Place::End, "json"),
                literal(Place::Anywhere, "é"),
            ]),
        ),
    ];
    for (name, source, matcher) in open {
        constraints.push(Constraint::Pattern(b.pattern(
            &format!("matches_{name}"),
            source,
            matcher,
        )));
    }
    constraints.push(Constraint::Pattern(b.pattern(
        "matches_never",
        "^a^",
        Matcher::Never,
    )));
    constraints.push(Constraint::Pattern(b.pattern(
        "matches_twice",
        r"^(.)\1$",
        Matcher::Program(Program {
            code: b".D^(@[@r@$".to_vec(),
            classes: vec![CharSet(vec![('a', 'z'), ('à', '🐲')])],
        }),
    )));
    let class = |ranges: &[(char, char)]| CharSet(ranges.to_vec());
    let span = |set: CharSet, min, max| Span { set, min, max };
    let letters = class(&[('a', 'z'), ('à', '🐲')]);
    constraints.push(Constraint::Pattern(b.pattern(
        "matches_letters",
        "^[a-zà-🐲]{1,256}$",
        Matcher::Spans(vec![span(letters.clone(), 1, Some(256))]),
    )));
    constraints.push(Constraint::Pattern(b.pattern(
        "matches_word",
        "^é[a-zà-🐲]+$",
        Matcher::Spans(vec![
            span(class(&[('é', 'é')]), 1, Some(1)),
            span(letters.clone(), 1, None),
        ]),
    )));
    constraints.push(Constraint::Pattern(b.pattern(
        "matches_letter",
        "[a-zà-🐲]",
        Matcher::Contains(letters),
    )));
    b.ty("Text", newtype(Storage::String, &constraints));
    assert_emitted!("straight_patterns", &b.build(), &["types/models/"]);
}

/// Types called like those of the prelude, of the runtime and of generated code.
#[test]
fn clashing_names() {
    assert_emitted!("clashing_names", &clashing::api(), &[""]);
}

/// Credentials that are only ever none.
#[test]
fn anonymous() {
    let mut b = Builder::new(&[]);
    let anonymous = b.alternative("Anonymous", &[]);
    let mut ping = operation("ping", "Ping", "GET", "/ping");
    ping.security = vec![(anonymous, Default::default())];
    b.module("health", vec![ping]);
    assert_emitted!(
        "anonymous",
        &b.build(),
        &["server/security", "server/router"]
    );
}

/// The second line of a generated file leads to its emitter.
#[test]
fn emitters_are_there() {
    let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    for (name, file) in support::text::files(&rich::api()) {
        assert!(
            root.join(file.emitter).is_file(),
            "{name}: {}",
            file.emitter
        );
    }
}
