//! Enums of single values.

use super::*;

#[test]
fn enums_keep_what_they_do_not_know() {
    assert_eq!(read::<Color>("\"blue\""), Ok(Color::from("blue")));
    assert_eq!(
        strict::<Color>("\"blue\""),
        [" enum /components/schemas/Color"]
    );
    assert_eq!(
        strict::<Vec<Color>>("[1, \"red\", \"x\"]"),
        [
            "/0 type /components/schemas/Color",
            "/2 enum /components/schemas/Color"
        ]
    );
    assert_eq!(
        serde_json::to_string(&[Color::Red, Color::from("x")]).unwrap(),
        r#"["red","x"]"#
    );
    assert_eq!(
        (read::<Level>("-1.0"), read::<Level>("7")),
        (Ok(Level::Low), Ok(Level::from(7)))
    );
    assert_eq!(strict::<Level>("7"), [" enum /components/schemas/Level"]);
    // A listed value is one variant, however it is made.
    assert!(matches!(Color::from("red"), Color::Red));
    assert!(matches!(Level::from(-1), Level::Low));
    assert!(matches!(Color::from("blue"), Color::Unknown(it) if it.as_str() == "blue"));
    assert!(matches!(Level::from(7), Level::Unknown(it) if it.get() == 7));
    assert_ne!(Color::from("blue"), Color::Red);
    assert!(Color::from("blue").validate().is_err());
    assert_eq!(strict::<Level>("1.5"), [" type /components/schemas/Level"]);
}
