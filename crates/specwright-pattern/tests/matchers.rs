//! The matchers and facts that patterns are compiled to, and the limits of compilation.

use specwright_pattern::{Compiled, ErrorKind, Matcher, compile};

#[track_caller]
fn read(pattern: &str) -> Compiled {
    compile(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"))
}

#[test]
fn patterns_that_are_runs() {
    for (pattern, runs, variable) in [
        ("^[0-9a-fA-F]{24}$", 1, 0),
        ("^[a-z0-9-]{2,100}$", 1, 1),
        (r"^\d{4}-\d{2}-\d{2}$", 5, 0),
        (r"^\d\d(-)(?:\d{2}){2}$", 3, 0),
        ("^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", 9, 0),
        ("^cus_[a-z0-9]{14}$", 5, 0),
        ("^a[a-z]*.?$", 0, 0),
        ("^a[a-z]*z$", 3, 1),
        ("^(SM|MM)[0-9]{2}$", 3, 0),
        (r"^(\d{4}|\d{5})$", 1, 1),
        (r"^\d?\d?a$", 2, 1),
        ("^$", 0, 0),
        ("^(?:ab){2}$", 4, 0),
    ] {
        match read(pattern).matcher {
            Matcher::Runs(found) => {
                assert_eq!(found.len(), runs, "{pattern}: {found:?}");
                assert_eq!(
                    found.iter().filter(|run| !run.is_fixed()).count(),
                    variable,
                    "{pattern}"
                );
            }
            matcher => assert_eq!(runs, 0, "{pattern}: {matcher:?}"),
        }
    }
}

#[test]
fn patterns_that_match_always_or_never() {
    for pattern in [
        "",
        "a*",
        "^",
        r"[\s\S]*",
        r"^[\w\W]*$",
        "^(.|\n|\r|\u{2028}|\u{2029})*$",
        "(?=)",
        "a|",
    ] {
        assert_eq!(read(pattern).matcher, Matcher::Always, "{pattern}");
    }
    for pattern in ["[]", "^a^", r"\uD800", "^(?=a)b$", "a$b", "(?!)"] {
        assert_eq!(read(pattern).matcher, Matcher::Never, "{pattern}");
    }
}

#[test]
fn facts() {
    for (pattern, min, max, ascii) in [
        ("^[0-9a-fA-F]{24}$", 24, Some(24), true),
        ("[0-9a-fA-F]{24}", 24, None, false),
        ("^(a|bcd)$", 1, Some(3), true),
        ("^é{2}$", 2, Some(2), false),
        ("^.{2,5}$", 2, Some(5), false),
        ("^[^]{3}$", 3, Some(3), false),
        (r"^\p{ASCII}+$", 1, None, true),
        ("^(?=.{3,5}$)a*$", 3, Some(5), true),
        (r"^(a|b)\1$", 1, None, false),
        ("^(?:a(?=b)|b)+$", 1, None, true),
        ("^$|^a{3}$", 0, Some(3), true),
        // The automaton is too large unless it is built backwards.
        ("[a-z][a-z-]{0,19}$", 1, None, false),
    ] {
        let facts = read(pattern).facts;
        assert_eq!(
            (facts.min_length, facts.max_length, facts.ascii),
            (min, max, ascii),
            "{pattern}"
        );
    }
}

#[test]
fn hostile_patterns_are_bounded() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    read(&nested(ErrorKind::MAX_DEPTH));
    assert_eq!(
        compile(&nested(30_000)).unwrap_err().kind,
        ErrorKind::TooDeep
    );
    assert_eq!(
        compile(&"a".repeat(70_000)).unwrap_err().kind,
        ErrorKind::TooLong
    );
    for pattern in [
        "((a{1000}){1000}){1000}".to_owned(),
        "^(?:(?:a|b){0,500}c){0,500}$".to_owned(),
        "(a|b)*a(a|b){40}$".to_owned(),
        "^(?:(?:(?:a{9}b){64}){64}){64}$".to_owned(),
        r"\p{L}".repeat(10_000),
        r"[\p{L}\p{N}]".repeat(3_000),
        "(?!a)".repeat(10_000),
        format!("^{}$", "a(?<!b)".repeat(3_000)),
        format!("a{}$", "(?<!b)".repeat(3_000)),
        format!("(?=b)|{}", "a|".repeat(20_000)),
        "(?:(?=a)b){8}".repeat(5),
        "((((((?=a)b){8}){8}){8}){8}){8}".to_owned(),
        format!("^(?!{}x)[a-z]*$", ".*a".repeat(12)),
        "[[:".repeat(20_000),
        "a{1".repeat(20_000),
        "\\".repeat(60_000),
        format!("(?<{}>a)", "é".repeat(30_000)),
        "(a|b)*a(a|b){11}(?!c)".repeat(40),
        ".*a.{6}(?!é)".repeat(60),
        "(?=.*a.{9}b)".repeat(60),
        format!("{}a{}", "(?=".repeat(120), ")".repeat(120)),
        format!("{}a{}", "(?!a(?:b".repeat(60), "|c))".repeat(60)),
        format!("{}a{}", "(?:b|".repeat(120), ")*".repeat(120)),
        ('\u{4E00}'..'\u{7D00}')
            .flat_map(|found| ['\\', found])
            .collect(),
        (0..6_000).map(|number| format!("(?<a{number}>)")).collect(),
        r"[\s\S]{0,5000}x[\s\S]{0,5000}$".to_owned(),
    ] {
        let begin = std::time::Instant::now();
        let _ = compile(&pattern);
        let spent = begin.elapsed();
        assert!(spent.as_secs() < 20, "{:.40}: {spent:?}", pattern);
        println!("{spent:>10.1?} {:.40}", pattern);
    }
}
