//! The rules of ECMA-262 that differ from those of Rust's `regex`, one table each.

mod common;

use specwright_pattern::{Compiled, ErrorKind, Matcher, WarningKind, compile};

#[track_caller]
fn read(pattern: &str) -> Compiled {
    compile(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"))
}

/// A pattern, strings that it admits, and strings that it does not.
type Row = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

#[track_caller]
fn check(rows: &[Row]) {
    for (pattern, admitted, refused) in rows {
        let compiled = read(pattern);
        for text in *admitted {
            assert!(
                common::is_match(&compiled, text),
                "{pattern} must admit {text:?}: {:?}",
                compiled.matcher
            );
            common::check_facts(&compiled, pattern, text);
        }
        for text in *refused {
            assert!(
                !common::is_match(&compiled, text),
                "{pattern} must not admit {text:?}: {:?}",
                compiled.matcher
            );
        }
    }
}

#[track_caller]
fn refuse(rows: &[(&str, usize, ErrorKind)]) {
    for (pattern, offset, kind) in rows {
        let error = compile(pattern).expect_err(pattern);
        assert_eq!((error.offset, &error.kind), (*offset, kind), "{pattern}");
    }
}

#[track_caller]
fn warn(rows: &[(&str, usize, WarningKind)]) {
    for (pattern, offset, kind) in rows {
        let compiled = read(pattern);
        let [warning] = compiled.warnings.as_slice() else {
            panic!("{pattern}: {:?}", compiled.warnings)
        };
        assert_eq!(
            (warning.offset, &warning.kind),
            (*offset, kind),
            "{pattern}"
        );
    }
}

#[test]
fn anchors() {
    check(&[
        ("b", &["b", "abc"], &["", "a"]),
        ("^b", &["b", "bc"], &["ab", "a\nb"]),
        ("b$", &["b", "ab"], &["b\n", "bc", "b\na"]),
        ("^a|b$", &["ax", "xb"], &["xa", "bx"]),
        ("^^a$$", &["a"], &["", "aa"]),
        ("$^", &[""], &["a", "\n"]),
        ("a^b", &[], &["ab", "a\nb"]),
    ]);
}

#[test]
fn shorthands() {
    check(&[
        (r"^\d$", &["7"], &["٣", "a"]),
        (r"^\D$", &["٣", "🐲"], &["7"]),
        (r"^\w$", &["a", "Z", "_", "0"], &["é", "-"]),
        (
            r"^\s$",
            &["\t", "\u{B}", "\u{A0}", "\u{FEFF}", "\u{2029}", "\u{1680}"],
            &["\u{85}", "\u{200B}", "\u{180E}"],
        ),
        (r"^\S$", &["\u{85}", "a"], &["\u{FEFF}"]),
        (
            "^.$",
            &["a", "🐲", "\u{85}"],
            &["\n", "\r", "\u{2028}", "\u{2029}", "ab"],
        ),
    ]);
}

#[test]
fn word_boundaries_are_ascii() {
    check(&[
        (r"\bfoo\b", &["foo", "a foo b", "éfooé"], &["afoo", "foo_"]),
        (r"\B", &["é", "aa", "-", ""], &["a", "a-a", "aéa"]),
        (r"^[\b]$", &["\u{8}"], &["b"]),
    ]);
    refuse(&[
        (r"\b{2}", 2, ErrorKind::RepeatedAssertion),
        ("^*a", 1, ErrorKind::RepeatedAssertion),
    ]);
}

#[test]
fn escapes() {
    check(&[
        (r"^\t\n\v\f\r\0$", &["\t\n\u{B}\u{C}\r\0"], &[]),
        (r"^\cJ\cj$", &["\n\n"], &[]),
        (r"^\x41\u0041\u{41}\u{000000041}$", &["AAAA"], &[]),
        (r"^\ud83d\udc32$", &["🐲"], &[]),
        (r"^\uD83D$", &[], &["🐲", "\u{FFFD}"]),
        (r"^[^\uD83D]$", &["🐲"], &[]),
        (r"^[\uD800-\uE000]$", &["\u{E000}"], &["\u{D7FF}"]),
        (
            r"^\/\^\$\\\.\*\+\?\(\)\[\]\{\}\|$",
            &["/^$\\.*+?()[]{}|"],
            &[],
        ),
    ]);
    refuse(&[
        (r"(\xZ", 1, ErrorKind::HexEscape('x')),
        (r"(\u{110000}", 1, ErrorKind::HexEscape('u')),
        (r"(\00", 1, ErrorKind::OctalEscape),
        (r"(\c1", 1, ErrorKind::ControlEscape),
        (r"(\A", 1, ErrorKind::Escape('A')),
        ("a\\", 1, ErrorKind::LoneBackslash),
    ]);
}

#[test]
fn annex_b() {
    check(&[
        (r"^\_\@\ $", &["_@ "], &["\\_"]),
        (r"^\A\z$", &["Az"], &["", "A"]),
        (r"^\a$", &["a"], &["\u{7}"]),
        (r"^\101\8\07$", &["A8\u{7}"], &[]),
        (r"^\-\u{2}$", &["-uu"], &[]),
        (r"^\-\p{L}$", &["-p{L}"], &["-é"]),
        (r"^\c1$", &["\\c1"], &["c1"]),
        (r"^[\c1\c_]+$", &["\u{11}\u{1F}"], &["c", "\\"]),
        ("^a{,3}$", &["a{,3}"], &["a", "aaa"]),
        ("^x{$", &["x{"], &[]),
        ("^{a}$", &["{a}"], &[]),
        ("^(?=a)*b$", &["b"], &["ab"]),
        (r"^[\w-.]$", &["a", "-", "."], &["/"]),
        (r"^\k<n>$", &["k<n>"], &[]),
    ]);
    warn(&[
        (r"^a\-b$", 2, WarningKind::IdentityEscape('-')),
        (r"^\_\_$", 1, WarningKind::IdentityEscape('_')),
        (r"\Abc", 0, WarningKind::LetterEscape('A')),
        (r"a\x4", 1, WarningKind::IncompleteEscape('x')),
        (r"a\01", 1, WarningKind::OctalEscape),
        ("ab{,3", 2, WarningKind::LoneBracket('{')),
        ("[]]", 2, WarningKind::LoneBracket(']')),
        (r"[\w-.]", 3, WarningKind::SetInRange),
        ("(?=a)*", 5, WarningKind::RepeatedLookahead),
        ("[[:alpha:]", 1, WarningKind::PosixClass),
        (
            "/root/",
            0,
            WarningKind::Delimiters {
                rewritten: Some("root".to_owned()),
                flags: String::new(),
            },
        ),
    ]);
}

#[test]
fn quantifiers() {
    check(&[
        ("^a{2}$", &["aa"], &["a", "aaa"]),
        ("^a{0}$", &[""], &["a"]),
        ("^a+?b??$", &["a", "aab"], &["b"]),
        ("^(?:a?){2}a{2}$", &["aa", "aaaa"], &["a"]),
        ("^x{0,65535}$", &["", "xxx"], &["y"]),
        ("^a{99999999999}$", &[], &["a"]),
        ("^a{0,99999999999}$", &["", "aa"], &["b"]),
    ]);
    refuse(&[
        ("a++", 2, ErrorKind::RepeatedQuantifier),
        ("a**", 2, ErrorKind::RepeatedQuantifier),
        ("a{2}{3}", 4, ErrorKind::RepeatedQuantifier),
        ("(*a)", 1, ErrorKind::NothingToRepeat),
        ("{2}", 0, ErrorKind::NothingToRepeat),
        ("a{2,1}", 1, ErrorKind::CountOrder),
        ("(?<=a)*", 6, ErrorKind::RepeatedAssertion),
    ]);
}

#[test]
fn classes() {
    check(&[
        ("[]", &[], &["", "a"]),
        ("^[^]$", &["\n", "🐲"], &["", "ab"]),
        ("^[[a]$", &["[", "a"], &["]"]),
        ("^[[:alpha:]]$", &["a]", ":]"], &["b", "a"]),
        ("^[a-z&&aeiou]+$", &["z&"], &["-"]),
        ("^[a-c--b]$", &["-", "c"], &["d"]),
        ("^[~~]$", &["~"], &[]),
        ("^[+--]$", &["+", ",", "-"], &["."]),
        ("^[a-c-e]$", &["-", "e"], &["d"]),
        ("^[# ]$", &["#", " "], &[]),
        (r"^[^\x00-\x7F]+$", &["é🐲"], &["a", ""]),
        ("^[🐲-🐴]$", &["🐳"], &["🐵"]),
    ]);
    refuse(&[
        (
            "[z-a]",
            1,
            ErrorKind::ClassRangeOrder {
                first: "z".into(),
                last: "a".into(),
            },
        ),
        (
            r"[a-\x41]",
            1,
            ErrorKind::ClassRangeOrder {
                first: "a".into(),
                last: r"\x41".into(),
            },
        ),
        ("x[a", 1, ErrorKind::UnclosedClass),
        (r"([\w-.]", 4, ErrorKind::SetInRange),
    ]);
}

#[test]
fn properties() {
    check(&[
        (r"^\p{Lu}$", &["É"], &["é"]),
        (r"^\P{L}$", &["1"], &["é"]),
        (r"^\p{Script=Greek}$", &["μ"], &["m"]),
        (r"^\p{scx=Hira}$", &["ー", "あ"], &["a"]),
        (r"^\p{gc=Decimal_Number}$", &["٣"], &["a"]),
        (r"^[\p{ASCII}é]$", &["a", "é"], &["è"]),
        (r"^\p{Cs}$", &[], &["\u{FFFD}"]),
        (r"^\p{Any}$", &["\u{10FFFF}"], &[]),
        (r"^\p{Assigned}$", &["a"], &["\u{378}"]),
    ]);
    // Annex B has no properties, so that only patterns that are invalid there too are errors.
    let unknown = |name: &str, near: &str| ErrorKind::UnknownProperty {
        name: name.into(),
        near: Some(near.into()),
    };
    refuse(&[
        (r"(\p{Greek}", 1, unknown("Greek", "Script=Greek")),
        (r"(\p{IsGreek}", 1, unknown("IsGreek", "Script=Greek")),
        (r"(\p{lu}", 1, unknown("lu", "Uppercase_Letter")),
        (
            r"(\p{CWKCF}",
            1,
            ErrorKind::PropertyWithoutData {
                name: "CWKCF".into(),
            },
        ),
    ]);
}

#[test]
fn every_property_has_data() {
    for name in [
        "Bidi_M", "ExtPict", "EComp", "IDST", "space", "Zyyy", "sc=Zinh", "sc=Qaai", "LC", "punct",
        "Cn",
    ] {
        let pattern = format!(r"\p{{{}}}", if name == "Zyyy" { "sc=Zyyy" } else { name });
        assert!(read(&pattern).warnings.is_empty(), "{pattern}");
    }
}

#[test]
fn groups() {
    check(&[
        (r"^(?<year>\d{4})-(?:a|b)$", &["2024-a"], &["2024-c"]),
        ("^(|a)$", &["", "a"], &["b"]),
        (r"^(a|b)\1$", &["aa", "bb"], &["ab"]),
        (r"^(?<n>a)\k<n>$", &["aa"], &["a"]),
        (r"^\1(a)$", &["a"], &["aa"]),
        ("^(?<é>a)$", &["a"], &[]),
    ]);
    refuse(&[
        ("(a", 0, ErrorKind::UnclosedGroup),
        ("a)", 1, ErrorKind::UnopenedGroup),
        ("(?P<n>a)", 0, ErrorKind::PythonGroup),
        ("(?>a)", 0, ErrorKind::AtomicGroup),
        ("(?#a)", 0, ErrorKind::CommentGroup),
        ("(?", 0, ErrorKind::UnknownGroupKind),
        ("(?<1>a)", 3, ErrorKind::GroupName),
        (
            "(?<n>a)(?<n>b)",
            10,
            ErrorKind::DuplicateGroupName { name: "n".into() },
        ),
        (
            r"(?<n>a)\k<m>",
            7,
            ErrorKind::UnknownGroup { name: "m".into() },
        ),
        (r"(a)(\2", 3, ErrorKind::UnclosedGroup),
        (r"a)\2", 1, ErrorKind::UnopenedGroup),
    ]);
}

#[test]
fn look_around_at_the_edges_needs_no_program() {
    let rows: &[Row] = &[
        (
            "^(?!foo).*$",
            &["", "fo", "afoo"],
            &["foo", "foobar", "a\n"],
        ),
        (
            r"^(?=.*\d)(?=.*[a-z]).{4,8}$",
            &["abc1"],
            &["abcd", "1234", "a1"],
        ),
        (
            r"(?=^.{2,4}$)(?!.*\s)[a-c]*$",
            &["ab"],
            &["a", "abcab", "a c", "xyc"],
        ),
        (
            "^(?!-)[a-z-]{1,63}(?<!-)$",
            &["a", "a-b"],
            &["-a", "a-", ""],
        ),
        ("a(?=b)", &["xab"], &["a", "ba"]),
        ("a(?!b)", &["a", "aba"], &["ab"]),
        ("^[^<]*(?![^a])$", &["é", ""], &["<"]),
        (
            r"^P(?!$)(\d+Y)?(T(?=\d)(\d+H)?(\d+M)?)?$",
            &["P1Y", "PT1H", "P1YT2M"],
            &["P", "PT", "P1YT"],
        ),
        (
            r"^(?:(?:25[0-5]|1?\d?\d)(?:\.(?!$)|$)){4}$",
            &["1.2.3.4"],
            &["1.2.3", "1.2.3.", "1.2.3.4.5"],
        ),
        ("^(?=a)b|c$", &["c", "xc"], &["ab", "b"]),
    ];
    check(rows);
    for (pattern, ..) in rows {
        assert!(
            !matches!(read(pattern).matcher, Matcher::Program(_)),
            "{pattern}"
        );
    }
}

#[test]
fn other_look_around_is_left_to_a_program() {
    for pattern in ["(?<=x)a", "^(?:a(?=b)|b)+$", r"^(\w+)\s\1$"] {
        assert!(
            matches!(read(pattern).matcher, Matcher::Program(_)),
            "{pattern}"
        );
    }
}

#[test]
fn delimiters() {
    for (pattern, expected) in [
        (
            "/^[a-z]+$/",
            "write `^[a-z]+$`, or `\\/` to match the slashes",
        ),
        (
            "/^[a-f]x$/i",
            "write `^[a-fA-F][xX]$`, or `\\/` to match the slashes",
        ),
        (
            r"/^\x4a\w\u{e9}(?<ab>b)$/i",
            r"write `^\x4a\w\u{e9}(?<ab>[bB])$`, or `\/` to match the slashes",
        ),
        ("/a.+/s", "write `a[^]+`, or `\\/` to match the slashes"),
        (
            "/^a$/m",
            r"write `(?<![^\n\r\u2028\u2029])a(?![^\n\r\u2028\u2029])`, or `\/` to match the slashes",
        ),
    ] {
        let warnings = read(pattern).warnings;
        assert_eq!(warnings.len(), 1, "{pattern}");
        assert_eq!(warnings[0].repair().as_deref(), Some(expected), "{pattern}");
    }
    // The slashes are part of the pattern.
    check(&[
        ("/a+/i", &["x/aa/i"], &["aa", "/aa/"]),
        ("/^a$/", &[], &["a", "/a/"]),
    ]);
    // These match slashes.
    for pattern in ["/v1/[a-z]+/x", "^/a/$", r"\/[a-z]+/", "//"] {
        assert_eq!(read(pattern).warnings, [], "{pattern}");
    }
}

#[test]
fn flags_and_other_dialects() {
    for (pattern, expected) in [
        ("(?i)abc", "write `[aA][bB][cC]`"),
        ("^(?i)a[b-]$", "write `^[aA][bB-]$`"),
        ("a(?i:b)c", "write `a(?:[bB])c`"),
        ("(x(?i)a|b)c", "write `(x[aA]|[bB])c`"),
        ("(?i)(?P<Name>a)", "write `(?<Name>[aA])`"),
        ("(?-i)a", "write `a`"),
        ("(?i)a(?-i)b", "rewrite the pattern without flags"),
        ("(?x)a b", "rewrite the pattern without flags"),
        ("a++", "remove the quantifier"),
        ("(?P<n>a)", "write `(?<name>…)`"),
    ] {
        let error = compile(pattern).expect_err(pattern);
        assert_eq!(
            error.repair().as_deref(),
            Some(expected),
            "{pattern}: {error}"
        );
    }
}
