//! The `Debug` output of types: that of `#[derive(Debug)]`.

use super::*;

/// The types, and the same types with a derived `Debug`.
macro_rules! twice {
    ({ $($object:item)* } $union:item) => {
        #[expect(dead_code, reason = "fields are only shown")]
        mod derived {
            use super::*;

            $(#[derive(Debug)] $object)*

            #[derive(Debug)]
            $union
        }

        $($object)*

        #[derive(Clone, PartialEq)]
        $union
    };
}

twice! {
    {
        pub struct Cat {
            pub kind: String,
            pub r#type: Option<i64>,
            pub owner: Option<i64>,
            pub absent: OptionalNullable<i64>,
            pub null: OptionalNullable<i64>,
            pub value: OptionalNullable<i64>,
            pub others: BTreeMap<String, bool>,
        }

        pub struct House {
            pub pets: Vec<Pet>,
            pub pair: Option<(i64, String)>,
        }
    }

    pub enum Pet {
        Cat(Box<Cat>),
        Number(i64),
    }
}

object! {
    Cat("/components/schemas/Cat", capture(others));
    required(kind, "the-kind");
    optional(r#type, "type");
    nullable(owner, "owner");
    optional_nullable(absent, "absent");
    optional_nullable(null, "null");
    optional_nullable(value, "value");
}

union! {
    Pet("/components/schemas/Pet");
    json_type();
    variant(0, Cat);
    variant(1, Number);
}

object! {
    House("/components/schemas/House", ignore);
    required(pets, "pets");
    optional(pair, "pair");
}

macro_rules! house {
    ($Cat:ident, $Pet:ident, $House:ident) => {
        $House {
            pets: vec![
                $Pet::Cat(Box::new($Cat {
                    kind: "cat\n".to_owned(),
                    r#type: Some(1),
                    owner: None,
                    absent: OptionalNullable::Absent,
                    null: OptionalNullable::Null,
                    value: OptionalNullable::Value(-1),
                    others: BTreeMap::from([("tame".to_owned(), true)]),
                })),
                $Pet::Number(2),
            ],
            pair: Some((1, "a".to_owned())),
        }
    };
}

#[test]
fn types_are_shown_as_by_derive() {
    use derived::{Cat as DerivedCat, House as DerivedHouse, Pet as DerivedPet};
    let shown = house!(Cat, Pet, House);
    let derived = house!(DerivedCat, DerivedPet, DerivedHouse);
    assert_eq!(format!("{shown:?}"), format!("{derived:?}"));
    assert_eq!(format!("{shown:#?}"), format!("{derived:#?}"));
    assert!(format!("{shown:?}").starts_with(r#"House { pets: [Cat(Cat { kind: "cat\n", type: Some(1), owner: None, absent: Absent, null: Null, value: Value(-1), others: {"tame": true} }), Number(2)]"#));
}

#[test]
fn enums_are_shown_by_their_variants() {
    assert_eq!(
        format!("{:?} {:?}", Color::Red, Color::from("mauve")),
        r#"Red Unknown("mauve")"#
    );
}
