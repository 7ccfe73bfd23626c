//! Tests of tuples.

use super::*;
use crate::Value;

fn read<T: Json>(json: &str) -> Result<T, Vec<String>> {
    super::super::from_slice(json.as_bytes()).map_err(|error| match error {
        crate::json::Error::Syntax(error) => vec![error.to_string()],
        crate::json::Error::Violations(all) => {
            let shown = all.into_iter();
            let shown = shown.map(|it| format!("{} {}", it.instance(), it.keyword()));
            shown.collect()
        }
    })
}

fn written<T: Json>(value: &T) -> Result<String, serde_json::Error> {
    super::super::to_vec(value).map(|json| String::from_utf8(json).unwrap())
}

type Open = (
    bool,
    OptionalItem<i64>,
    OptionalItem<Option<String>>,
    TailItems<Value>,
);

#[test]
fn a_tuple_has_its_items_and_no_others() {
    assert_eq!(
        read::<(f64, String)>(r#"[1, "a"]"#),
        Ok((1.0, "a".to_owned()))
    );
    let broken = |json| read::<(f64, String)>(json).unwrap_err();
    assert_eq!(broken("[1]"), [" minItems"]);
    assert_eq!(broken(r#"[1, "a", 2]"#), [" items"]);
    assert_eq!(broken(r#"["a", 1, 2]"#), [" items", "/0 type", "/1 type"]);
    assert_eq!(broken("{}"), [" type"]);
}

#[test]
fn what_may_be_absent_is_read_as_far_as_it_goes() {
    let none = (
        true,
        OptionalItem(None),
        OptionalItem(None),
        TailItems(vec![]),
    );
    assert_eq!(read::<Open>("[true]"), Ok(none.clone()));
    let all = (
        true,
        OptionalItem(Some(1)),
        OptionalItem(Some(None)),
        TailItems(vec![Value::Null]),
    );
    assert_eq!(read::<Open>("[true, 1, null, null]"), Ok(all.clone()));
    assert_eq!(read::<Open>("[]"), Err(vec![" minItems".to_owned()]));
    assert_eq!(
        read::<Open>(r#"[true, "1"]"#),
        Err(vec!["/1 type".to_owned()])
    );
    assert_eq!(written(&none).unwrap(), "[true]");
    assert_eq!(written(&all).unwrap(), "[true,1,null,null]");
}

#[test]
fn nothing_is_written_behind_a_gap() {
    let gap = (
        true,
        OptionalItem::<bool>(None),
        OptionalItem(Some(false)),
        TailItems(vec![true]),
    );
    assert!(written(&gap).is_err());
    let found = gap.validate().unwrap_err();
    assert_eq!(
        (found[0].instance(), found[0].keyword()),
        ("/1", "prefixItems")
    );
    let gap = (OptionalItem::<bool>(None), TailItems(vec![true]));
    assert!(written(&gap).is_err());
}

#[test]
fn rules_have_positions() {
    const LONG: Constraints = Constraints::new("/long", &[Constraint::MinLength(2)]);
    const CONSTRAINTS: Constraints = Constraints::new(
        "/tuple",
        &[
            Constraint::MinItems(3),
            Constraint::UniqueItems,
            Constraint::Positions(&[Constraints::new("", &[]), LONG]),
            Constraint::Items(&LONG),
        ],
    );
    let value = (
        "a".to_owned(),
        "b".to_owned(),
        TailItems(vec!["a".to_owned()]),
    );
    let mut report = Report::default();
    Json::check_constraints(&value, CONSTRAINTS, &Path::ROOT, &mut report);
    let found = report.finish().unwrap_err();
    let found: Vec<String> = found
        .into_iter()
        .map(|it| format!("{} {} {}", it.instance(), it.schema(), it.keyword()))
        .collect();
    assert_eq!(
        found,
        [
            " /tuple uniqueItems",
            "/1 /long minLength",
            "/2 /long minLength"
        ]
    );
}
