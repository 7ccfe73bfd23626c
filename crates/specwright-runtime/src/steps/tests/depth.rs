//! Schemas that hold themselves: each value is judged once per schema, whatever is wrong with it and however deep it is.

use super::of;
use crate::assertion::{Assertion, Keyword};
use crate::json::from_slice;
use crate::{Constraint, Constraints, Json, Value, constraint, object, union, wrapper};
use std::collections::BTreeMap;

/// Reads values of 30, 60 and 120 levels, each of `open`, an inner value and `close`: steps grow linearly with the depth.
#[track_caller]
fn check<T: Json>(kind: &str, (open, leaf, close): (&str, &str, &str), is_valid: bool) {
    let mut before: Option<(usize, usize)> = None;
    let nested = open.matches(['{', '[']).count() - open.matches(['}', ']']).count();
    for levels in [30, 60, 120] {
        let levels = levels / nested;
        let text = format!("{}{leaf}{}", open.repeat(levels), close.repeat(levels));
        let (steps, read) = of(|| from_slice::<T>(text.as_bytes()));
        let found = format!("{kind}: {steps} for {levels} levels, {} bytes", text.len());
        assert_eq!(read.is_ok(), is_valid, "{found}: {:?}", read.err());
        assert!(steps >= levels && steps <= 200 * text.len(), "{found}");
        if let Some((size, before)) = before {
            let found = format!("{found}, {before} for {size} bytes");
            assert!(steps * size * 4 <= before * text.len() * 5, "{found}");
        }
        before = Some((text.len(), steps));
    }
}

/// Two members that look alike all the way down, known by trying them.
macro_rules! recursive {
    ($module:ident, $tag:ident $(($several:ident))?) => {
        mod $module {
            use crate::{object, union};

            #[derive(Clone, PartialEq)]
            pub enum Node {
                Left(Left),
                Right(Right),
                Leaf(i64),
                $($several(Vec<Node>),)?
            }

            union! { Node("/node"); $tag($($several)?); variant(0, Left); variant(1, Right); variant(2, Leaf); }

            pub struct Left {
                pub of: Vec<Node>,
                pub left: Option<i64>,
            }

            object! { Left("/left", ignore); required(of, "of"); optional(left, "left"); }

            pub struct Right {
                pub of: Vec<Node>,
                pub right: Option<i64>,
            }

            object! { Right("/right", ignore); required(of, "of"); optional(right, "right"); }
        }
    };
}

recursive! { ordered, order }
recursive! { one, one }
recursive! { any, any }
recursive! { several, any(Several) }

#[test]
fn unions() {
    let (plain, wide) = (r#"{"of":["#, r#"{"of":[1,{"of":[]},"#);
    for open in [plain, wide] {
        check::<ordered::Node>("the first that fits", (open, "1", "]}"), true);
        check::<ordered::Node>("none fits", (open, "true", "]}"), false);
        check::<any::Node>("anyOf", (open, "1", "]}"), true);
        check::<any::Node>("anyOf, none fits", (open, "true", "]}"), false);
        check::<several::Node>("anyOf, held as several", (open, "1", "]}"), true);
        check::<one::Node>("oneOf, more than one fits", (open, "1", "]}"), false);
        check::<one::Node>("oneOf, none fits", (open, "true", "]}"), false);
    }
    let both = r#"{"left":1,"right":2,"of":["#;
    check::<any::Node>("anyOf, each keeps something", (both, "1", "]}"), true);
    check::<several::Node>("held as several", (both, "1", "]}"), true);
}

/// A union by a discriminating property, at each level.
#[derive(Clone, PartialEq)]
pub enum Discriminated {
    And(And),
    Or(Or),
    Leaf(i64),
}

union! { Discriminated("/discriminated"); one(); variant(0, And); variant(1, Or); variant(2, Leaf); }

pub struct And {
    of: Vec<Discriminated>,
}

object! { And("/and", deny); required(of, "of"); }

pub struct Or {
    of: Vec<Discriminated>,
    or: bool,
}

object! { Or("/or", deny); required(of, "of"); required(or, "or"); }

#[test]
fn a_union_of_which_one_must_fit_is_checked_once() {
    for open in [
        r#"{"of":["#,
        r#"{"or":true,"of":[1,"#,
        r#"{"of":[{"or":false,"of":[]},"#,
    ] {
        check::<Discriminated>("oneOf", (open, "1", "]}"), true);
        check::<Discriminated>("oneOf, wrong leaf", (open, "\"x\"", "]}"), false);
    }
}

static NEVER: Assertion = Assertion::new("/never", &[Keyword::Never]);
static TEXT: Assertion = Assertion::new("/text", &[Keyword::Types(&["string"])]);
static NAMED: Assertion = Assertion::new(
    "/named",
    &[
        Keyword::Required(&["name"]),
        Keyword::Properties(&[("name", &TEXT), ("next", &CLOSED)]),
    ],
);
static AGED: Assertion = Assertion::new(
    "/aged",
    &[Keyword::Properties(&[("age", &TEXT), ("next", &CLOSED)])],
);
/// `anyOf` of schemas that hold it, and nothing that they do not evaluate.
static CLOSED: Assertion = Assertion::new(
    "/closed",
    &[
        Keyword::AnyOf(&[&NAMED, &AGED]),
        Keyword::UnevaluatedProperties(&NEVER),
    ],
);
static ITEMS: Assertion = Assertion::new(
    "/items",
    &[
        Keyword::Constraint(Constraint::UniqueItems),
        Keyword::AnyOf(&[&INNER, &OTHER]),
    ],
);
static INNER: Assertion = Assertion::new("/inner", &[Keyword::Items(&ITEMS)]);
static OTHER: Assertion = Assertion::new(
    "/other",
    &[
        Keyword::Not(&TEXT),
        Keyword::Contains(&ITEMS, 0, None),
        Keyword::Items(&ITEMS),
    ],
);
static LISTED: Assertion = Assertion::new(
    "/listed",
    &[Keyword::Not(&CONSTANT), Keyword::Items(&LISTED)],
);
static CONSTANT: Assertion = Assertion::new("/constant", &[Keyword::Enum(&["[[[1]]]", "[1]"])]);

const CLOSED_RULES: &[Constraint] = &[Constraint::Assertion(&CLOSED)];
const ITEMS_RULES: &[Constraint] = &[Constraint::Assertion(&ITEMS)];
const LISTED_RULES: &[Constraint] = &[Constraint::Assertion(&LISTED)];

/// A struct with an assertion, in which is another.
pub struct Asserted {
    name: Option<String>,
    next: Option<Box<Asserted>>,
    rest: BTreeMap<String, Value>,
}

object! {
    Asserted("/asserted", capture(rest)).constraints_at(Constraints::new("/asserted", CLOSED_RULES));
    optional(name, "name");
    optional(next, "next");
}

#[derive(Debug, PartialEq)]
pub struct Wrapped(Value);

wrapper! { Wrapped("/wrapped", Value, Constraints::new("/wrapped", CLOSED_RULES)); }

#[derive(Debug, PartialEq)]
pub struct Lists(Value);

wrapper! { Lists("/lists", Value, Constraints::new("/lists", ITEMS_RULES)); }

#[derive(Debug, PartialEq)]
pub struct Listed(Vec<Listed>);

wrapper! { Listed("/listed", Vec<Listed>, Constraints::new("/listed", LISTED_RULES)); }

#[test]
fn assertions() {
    let next = (r#"{"name":"x","next":"#, r#"{"name":"x"}"#, "}");
    let extra = (r#"{"name":"x","next":"#, r#"{"name":"x","more":1}"#, "}");
    check::<Asserted>("in a struct", next, true);
    check::<Asserted>("in a struct, broken", extra, false);
    check::<Asserted>("in a struct of another type", (next.0, "1", "}"), false);
    check::<Wrapped>("around any value", next, true);
    check::<Wrapped>("around any value, broken", extra, false);
    check::<Lists>("unique items", ("[1,\"a\",", "[]", "]"), true);
    check::<Lists>("unique items, broken", ("[1,\"a\",", "[2,2]", "]"), false);
    check::<Listed>("values that are not listed", ("[[],", "[]", "]"), true);
    check::<Listed>("values of another type", ("[[],", "1", "]"), false);
}

/// Unique items of unique items.
pub struct Tree {
    of: Vec<Tree>,
    at: Option<i64>,
}

object! {
    Tree("/tree", ignore);
    required(of, "of").constraints(constraint::UniqueItems);
    optional(at, "at");
}

#[derive(Clone, PartialEq)]
pub enum Branch {
    Tree(Branches),
    Leaf(i64),
}

union! { Branch("/branch"); any(); variant(0, Tree); variant(1, Leaf); }

pub struct Branches {
    of: Vec<Branch>,
}

object! { Branches("/branches", ignore); required(of, "of").constraints(constraint::UniqueItems); }

#[test]
fn unique_items() {
    let unique = (r#"{"at":1,"of":[{"of":[]},"#, r#"{"at":2,"of":[]}"#, "]}");
    check::<Tree>("unique", unique, true);
    let twice = (r#"{"of":["#, r#"{"of":[{"of":[]},{"of":[]}]}"#, "]}");
    check::<Tree>("not unique", twice, false);
    let wrong = (r#"{"of":["#, r#"{"of":[{"of":1}]}"#, "]}");
    check::<Tree>("of another type", wrong, false);
    check::<Branch>("in a union", (r#"{"of":[1,"#, "2", "]}"), true);
    let twice = (r#"{"of":[1,"#, r#"{"of":[2,2]}"#, "]}");
    check::<Branch>("in a union, not unique", twice, false);
}

/// A wide value in a deep one is not looked at again at each level.
#[test]
fn what_is_wide_is_judged_once_too() {
    let wide: Vec<String> = (0..500).map(|at| format!("\"n{at}\":{at}")).collect();
    let leaf = format!(r#"{{"of":[],{}}}"#, wide.join(","));
    let grown = |levels: usize| {
        let text = format!(
            "{}{leaf}{}",
            r#"{"of":["#.repeat(levels),
            "]}".repeat(levels)
        );
        of(|| from_slice::<any::Node>(text.as_bytes()).is_ok())
    };
    let ((few, _), (many, is_read)) = (grown(5), grown(50));
    assert!(is_read && many < few * 2, "{few} at 5 levels, {many} at 50");
}
