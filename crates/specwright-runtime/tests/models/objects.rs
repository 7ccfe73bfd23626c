//! Structs: presence, null, unknown properties, violations.

use super::*;

#[test]
fn presence_and_null_are_told_apart() {
    let item: Item = read(r#"{"_id": 1, "parentId": null}"#).unwrap();
    let absent = Item {
        id: 1,
        r#type: Some("plain".to_owned()),
        parent: None,
        note: OptionalNullable::Absent,
        tags: None,
        password: None,
    };
    assert_eq!(item, absent);
    assert_eq!(
        serde_json::to_string(&item).unwrap(),
        r#"{"_id":1,"type":"plain","parentId":null}"#
    );

    let item: Item =
        read(r#"{"_id": 1.0, "parentId": 2, "note": null, "tags": [], "more": {"a": [1]}}"#)
            .unwrap();
    assert_eq!(
        (item.id, item.parent, item.note.clone()),
        (1, Some(2), OptionalNullable::Null)
    );
    assert_eq!(
        serde_json::to_string(&item).unwrap(),
        r#"{"_id":1,"type":"plain","parentId":2,"note":null,"tags":[]}"#
    );

    for (wrong, why) in [
        (r#"{"parentId": null}"#, "missing field `_id`"),
        (r#"{"_id": 1}"#, "missing field `parentId`"),
        (
            r#"{"_id": null, "parentId": null}"#,
            "invalid type: null, expected an integer",
        ),
        (
            r#"{"_id": 1, "parentId": null, "tags": null}"#,
            "invalid type: null, expected an array",
        ),
        (
            r#"{"_id": 1, "parentId": null, "_id": 1}"#,
            "duplicate field `_id`",
        ),
        (
            r#"[1, "a", null]"#,
            "invalid type: sequence, expected an object",
        ),
        ("\"x\"", "invalid type: string \"x\", expected an object"),
    ] {
        let error = read::<Item>(wrong).unwrap_err();
        assert!(error.starts_with(why), "{wrong}: {error}");
    }
}

#[test]
fn all_violations_are_found_at_once() {
    let item =
        r#"{"_id": 0, "type": "x", "note": 5, "tags": ["a", "", "a", "b"], "password": "short"}"#;
    let schema = "/components/schemas/Item";
    assert_eq!(
        strict::<Vec<Item>>(&format!("[{item}]")),
        [
            format!("/0 required {schema}"),
            format!("/0/_id minimum {schema}/properties/_id"),
            format!("/0/note type {schema}"),
            format!("/0/password minLength {schema}/properties/password"),
            format!("/0/tags maxItems {schema}/properties/tags"),
            format!("/0/tags uniqueItems {schema}/properties/tags"),
            format!("/0/tags/1 minLength {schema}/properties/tags/items"),
            format!("/0/type minLength {schema}/properties/type"),
        ]
    );
    // The same, where reading succeeds and only validation fails.
    let item = r#"{"_id": 0, "parentId": 1, "type": "x", "tags": ["a", "", "a", "b"], "password": "short"}"#;
    assert_eq!(strict::<Item>(item).len(), 6);
    let violations = read::<Item>(item).unwrap().validate().unwrap_err();
    assert_eq!(violations.len(), 6);
    let text = violations.to_string();
    assert!(
        text.contains("/password: expected at least 8 characters;"),
        "{text}"
    );
    assert!(
        text.contains("/tags: expected unique items, found item 2 equal to item 0"),
        "{text}"
    );
}

#[test]
fn a_body_that_is_not_json_is_told_apart() {
    assert_eq!(
        strict::<Item>("{\"_id\": 1,}"),
        ["syntax: trailing comma at line 1 column 11"]
    );
    assert!(strict::<Item>("").len() == 1 && strict::<Item>("{} {}").len() == 1);
    assert!(strict::<Item>("\u{feff}{}")[0].starts_with("syntax"));
    assert!(strict::<Item>(r#"{"_id": 1, "type": "\ud83d"}"#)[0].starts_with("syntax"));
}

#[test]
fn unknown_properties_are_refused_or_kept() {
    assert!(read::<Closed>("{}").is_ok());
    assert_eq!(
        strict::<Closed>(r#"{"a/b": 1}"#),
        ["/a~1b additionalProperties /components/schemas/Closed"]
    );
    assert_eq!(
        strict::<Evaluated>(r#"{"other": 1}"#),
        ["/other unevaluatedProperties /components/schemas/Evaluated"]
    );
    assert!(strict::<Evaluated>(r#"{"x": 1}"#).is_empty());
    let open: Open = read(r#"{"b": 2, "name": "x", "a": 1.0}"#).unwrap();
    assert_eq!(
        open.more,
        BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)])
    );
    assert_eq!(
        serde_json::to_string(&open).unwrap(),
        r#"{"name":"x","a":1,"b":2}"#
    );
    assert_eq!(
        strict::<Open>(r#"{"b": 2, "name": "x", "a": 1}"#),
        [" maxProperties /components/schemas/Open"]
    );
    assert_eq!(
        strict::<Open>("{}"),
        [" minProperties /components/schemas/Open"]
    );
    assert_eq!(
        strict::<Open>(r#"{"a": 10}"#),
        ["/a maximum /components/schemas/Open/additionalProperties"]
    );
    assert_eq!(
        strict::<Open>(r#"{"a": "x"}"#),
        ["/a type /components/schemas/Open/additionalProperties"]
    );
    assert_eq!(
        strict::<Open>(r#"{"a": 1, "a": 1}"#),
        ["/a type /components/schemas/Open"]
    );
    assert!(
        read::<Open>(r#"{"a": 1, "a": 1}"#)
            .unwrap_err()
            .contains("duplicate property")
    );
}

#[test]
fn defaults_of_the_document_are_read() {
    assert_eq!(
        specwright_runtime::default_json::<Vec<i64>>("[1, 2]"),
        [1, 2]
    );
}

#[test]
fn recursion_is_bounded() {
    let tree: Tree = read(r#"{"children": [{"children": []}], "only": {"children": []}}"#).unwrap();
    assert!(tree.only.is_some() && tree.validate().is_ok());
    let deep = |levels: usize| {
        format!(
            "{}{}",
            "{\"children\":[".repeat(levels),
            "]}".repeat(levels)
        )
    };
    assert!(strict::<Tree>(&deep(60)).is_empty());
    assert!(strict::<Tree>(&deep(10_000))[0].starts_with("syntax: recursion limit exceeded"));
    assert!(
        strict::<Tree>("{\"children\": [], \"only\": {\"children\": [{}]}}")
            .contains(&"/only/children/0 required /components/schemas/Tree".to_owned())
    );
}
