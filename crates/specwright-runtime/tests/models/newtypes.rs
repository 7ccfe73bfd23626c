//! Validated strings and numbers.

use super::*;

#[test]
fn newtypes_hold_what_they_promise() {
    const CODE: Code = Code::literal("TR");
    assert_eq!((CODE.as_str(), CODE.into_inner()), ("TR", *b"TR"));
    assert_eq!(
        (CODE, format!("{CODE:?}")),
        ("TR".parse().unwrap(), "Code(\"TR\")".to_owned())
    );
    assert_eq!(CODE, *"TR");
    assert_eq!(
        Code::try_from("tr").unwrap_err().to_string(),
        "not a Code: expected a match of `^[A-Z]{2}$` (pattern)"
    );
    assert_eq!(read::<Code>("\"TR\""), Ok(CODE));
    assert!(
        read::<Code>("\"TRX\"")
            .unwrap_err()
            .starts_with("not a Code")
    );
    assert!(
        read::<Code>("5")
            .unwrap_err()
            .starts_with("invalid type: integer `5`, expected a Code in a string")
    );
    assert_eq!(strict::<Code>("5"), [" type /components/schemas/Code"]);
    assert_eq!(
        strict::<Code>("\"x\""),
        [" pattern /components/schemas/Code"]
    );

    assert_eq!(
        Name::try_from("日本語文字".to_owned())
            .unwrap_err()
            .keyword(),
        "maxLength"
    );
    assert_eq!(read::<Name>("\"\\u65e5\\u672c\"").unwrap(), *"日本");
    assert_eq!(Name::literal("ab").into_inner(), "ab");

    assert_eq!(Share::try_from(0.07).map(Share::get).unwrap(), 0.07);
    assert_eq!(Share::try_from(0.071).unwrap_err().keyword(), "multipleOf");
    assert_eq!(
        strict::<Share>("1.01"),
        [" maximum /components/schemas/Share"]
    );
    assert_eq!(
        strict::<Share>("\"1\""),
        [" type /components/schemas/Share"]
    );
}

#[test]
fn a_program_needs_no_constant() {
    assert!("abc".parse::<Other>().is_ok());
    assert_eq!("xbc".parse::<Other>().unwrap_err().keyword(), "pattern");
    assert_eq!(
        strict::<Other>("\"x\""),
        [" pattern /components/schemas/Other"]
    );
}

#[test]
fn what_is_no_number_of_json_is_refused() {
    for value in [f64::NAN, f64::INFINITY] {
        let violations = vec![1.0, value].validate().unwrap_err();
        assert_eq!(violations[0].instance(), "/1");
        assert_eq!(violations[0].keyword(), "type");
        assert!((value as f32).validate().is_err());
    }
}
