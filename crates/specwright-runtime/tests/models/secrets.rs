//! The `Debug` output of secrets.

use super::*;

#[test]
fn a_struct_shows_no_secret() {
    let text = r#"{"_id": 1, "parentId": null, "note": null, "password": "correct horse"}"#;
    let item: Item = serde_json::from_str(text).unwrap();
    assert_eq!(
        format!("{item:?}"),
        r#"Item { id: 1, type: Some("plain"), parent: None, note: Null, tags: None, password: Some(...) }"#
    );
}

#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pin(std::borrow::Cow<'static, str>);

text! { Pin("/components/schemas/Pin"); MinLength(4); Secret; }

#[derive(Default)]
pub struct Pins {
    pub list: Option<Vec<String>>,
    pub map: Option<BTreeMap<String, String>>,
    pub pair: Option<(i64, String)>,
}

const HIDDEN: Constraints = Constraints::new("/components/schemas/Pins", &[Constraint::Secret]);

object! {
    Pins("/components/schemas/Pins", ignore);
    optional(list, "list").constraints_at(Constraints::new("", &[Constraint::Items(&HIDDEN)]));
    optional(map, "map").constraints_at(Constraints::new("", &[Constraint::Values(&HIDDEN)]));
    optional(pair, "pair").constraints_at(Constraints::new("", &[Constraint::Positions(&[Constraints::new("", &[]), HIDDEN])]));
}

#[test]
fn what_holds_a_secret_is_not_shown() {
    let text = r#"{"list": ["1234"], "map": {"a": "1234"}, "pair": [1, "1234"]}"#;
    let pins: Pins = serde_json::from_str(text).unwrap();
    assert_eq!(
        format!("{pins:?}"),
        "Pins { list: Some(...), map: Some(...), pair: Some(...) }"
    );
    let pin = Pin::literal("1234");
    assert_eq!(format!("{pin:?}"), "Pin(...)");
    let error = Pin::try_from("123").unwrap_err();
    assert!(!error.to_string().contains("123"), "{error}");
}
