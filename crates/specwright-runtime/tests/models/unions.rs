//! Unions.

use super::*;

#[test]
fn unions_choose_their_variant() {
    assert_eq!(
        read::<Pet>(r#"{"lives": 9, "kind": "lion"}"#),
        Ok(Pet::Cat(Cat {
            kind: "lion".to_owned(),
            lives: 9
        }))
    );
    assert_eq!(
        strict::<Pet>(r#"{"kind": "cat"}"#),
        [" required /components/schemas/Cat"]
    );
    assert_eq!(
        strict::<Pet>(r#"{"kind": "dog"}"#),
        ["/kind discriminator /components/schemas/Pet"]
    );
    assert_eq!(
        strict::<Pet>("{}"),
        [" discriminator /components/schemas/Pet"]
    );
    assert_eq!(
        strict::<Pet>("[]"),
        [" discriminator /components/schemas/Pet"]
    );
    assert!(read::<Pet>("{}").is_err());

    let list: Scalar = read(r#"["a", 1.0, []]"#).unwrap();
    assert_eq!(
        list,
        Scalar::List(vec![
            Scalar::Text("a".to_owned()),
            Scalar::Number(1),
            Scalar::List(vec![])
        ])
    );
    assert_eq!(serde_json::to_string(&list).unwrap(), r#"["a",1,[]]"#);
    assert_eq!(
        strict::<Scalar>("[\"long text\", true]"),
        [
            "/0 maxLength /components/schemas/Scalar/oneOf/0",
            "/1 oneOf /components/schemas/Scalar"
        ]
    );

    assert_eq!(
        read::<Length>("\"abc\""),
        Ok(Length::Short("abc".to_owned()))
    );
    assert_eq!(
        read::<Length>("\"abcde\""),
        Ok(Length::Long("abcde".to_owned()))
    );
    // It is read as the first variant that it can be, so as to survive in a client, and is then none.
    assert_eq!(
        strict::<Length>("\"abcd\""),
        [" maxLength /components/schemas/Length/oneOf/0"]
    );
    assert_eq!(strict::<Length>("5"), [" oneOf /components/schemas/Length"]);
}

#[test]
fn the_discriminator_of_a_variant_is_validated() {
    let cat = |kind: &str| {
        let kind = kind.to_owned();
        Pet::Cat(Cat { kind, lives: 9 })
    };
    assert!(cat("cat").validate().is_ok() && cat("lion").validate().is_ok());
    let violations = cat("dog").validate().unwrap_err();
    let found: Vec<_> = violations
        .iter()
        .map(|it| (it.instance(), it.keyword(), it.schema()))
        .collect();
    assert_eq!(
        found,
        [("/kind", "discriminator", "/components/schemas/Pet")]
    );
}
