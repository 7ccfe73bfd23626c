//! Samples of types of every kind, written by hand as they are generated.

#![allow(missing_docs, reason = "the types are examples")]

use specwright_runtime::export::assertion::{Assertion, Keyword};
use specwright_runtime::sample::{Missing, Proof, Sample, prove};
use specwright_runtime::{
    Bytes, Constraint, Constraints, Date, Decimal, File, Json, Never, Null, OptionalItem,
    OptionalNullable, TailItems, Timestamp, Unlisted, Uuid, Validate, Value, ascii, format,
    integer_enum, literal_enum, number, object, string_enum, text, union, wrapper,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; 2]);

ascii! {
    Code("/code", 2);
    Pattern("^[A-Z]{2}$", is_code);
}

const fn is_code(text: &str) -> bool {
    matches!(text.as_bytes(), [b'A'..=b'Z', b'A'..=b'Z'])
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Cow<'static, str>);

text! {
    Name("/name");
    Pattern("^[^ ]+$", has_no_space);
    MinLength(2);
    MaxLength(4);
}

const fn has_no_space(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let [byte, tail @ ..] = rest {
        if *byte == b' ' {
            return false;
        }
        rest = tail;
    }
    !text.is_empty()
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mail(Cow<'static, str>);

text! {
    Mail("/mail");
    Format(format::EMAIL);
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub struct Share(f64);

number! {
    Share("/share", f64);
    Minimum(Decimal::new("0"));
    ExclusiveMaximum(Decimal::new("1"));
    MultipleOf(Decimal::new("0.01"));
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Port(i32);

number! {
    Port("/port", i32);
    ExclusiveMinimum(Decimal::new("0"));
    Maximum(Decimal::new("65535"));
    MultipleOf(Decimal::new("5"));
}

#[derive(Clone)]
pub enum Color {
    Red,
    DarkGreen,
    Unknown(Unlisted<String, Color>),
}

string_enum! {
    Color("/color");
    values(Red = "red", DarkGreen = "dark-green");
    unknown(Unknown);
}

#[derive(Clone)]
pub enum Model {
    Small,
    Unknown(Unlisted<String, Model>),
}

string_enum! {
    Model("/model", "anyOf");
    values(Small = "small");
    open(Unknown);
}

#[derive(Clone, Copy, Debug)]
pub enum Level {
    Low,
    High,
    Unknown(Unlisted<i64, Level>),
}

integer_enum! {
    Level("/level", i64);
    value(Low, -1);
    value(High, 9007199254740993);
    unknown(Unknown);
}

#[derive(Clone, Debug)]
pub enum Size {
    Auto,
    Half,
    Unknown(Unlisted<Value, Size>),
}

literal_enum! {
    Size("/size");
    value(Auto, "\"auto\"");
    value(Half, "0.5");
    unknown(Unknown);
}

pub struct Item {
    pub code: Code,
    pub mail: Mail,
    pub size: Size,
    pub level: Level,
    pub colors: Option<Vec<Color>>,
    pub parent: Option<i64>,
    pub note: OptionalNullable<String>,
    pub kind: Option<String>,
    pub weight: Option<f32>,
    pub share: Option<Share>,
    pub port: Option<Port>,
    pub only: Option<bool>,
    pub when: Option<Timestamp>,
    pub day: Option<Date>,
    pub id: Option<Uuid>,
    pub bytes: Option<Bytes>,
    pub file: Option<File>,
    pub any: Option<Value>,
    pub nothing: Option<Null>,
    pub never: Option<Never>,
}

object! {
    Item("/item", deny);
    required(code, "code");
    required(mail, "mail");
    required(size, "size");
    required(level, "level");
    optional(colors, "colors").constraints_at(Constraints::new("/item/colors", &[Constraint::MinItems(1), Constraint::MaxItems(2), Constraint::UniqueItems]));
    nullable(parent, "parent").constraints_at(Constraints::new("/item/parent", &[Constraint::OneOfIntegers("enum", &[1, 5])]));
    optional_nullable(note, "note").constraints_at(Constraints::new("/item/note", &[Constraint::MinLength(3), Constraint::MaxLength(5)]));
    optional(kind, "kind").constraints_at(Constraints::new("/item/kind", &[Constraint::OneOf("enum", &["a", "b"])])).or_default_with(|| "a".to_owned());
    optional(weight, "weight").constraints_at(Constraints::new("/item/weight", &[Constraint::MultipleOf(Decimal::new("0.1")), Constraint::Maximum(Decimal::new("7.5"))]));
    optional(share, "share");
    optional(port, "port");
    optional(only, "only").constraints_at(Constraints::new("/item/only", &[Constraint::Only(true)]));
    optional(when, "when");
    optional(day, "day");
    optional(id, "a/b~c");
    optional(bytes, "bytes").constraints_at(Constraints::new("/item/bytes", &[Constraint::MinLength(5), Constraint::Secret]));
    optional(file, "file");
    optional(any, "any").constraints_at(Constraints::new("/item/any", &[Constraint::MinLength(2), Constraint::Maximum(Decimal::new("3"))]));
    optional(nothing, "nothing");
    optional(never, "never");
}

pub struct Open {
    pub name: Option<Name>,
    pub more: BTreeMap<String, i64>,
}

object! {
    Open("/open", capture(more, Constraints::new("/open/more", &[Constraint::Maximum(Decimal::new("9"))]))).constraints_at(Constraints::new("/open", &[Constraint::MinProperties(1), Constraint::MaxProperties(2)]));
    optional(name, "name");
}

pub struct Tree {
    pub leaf: i64,
    pub children: Vec<Tree>,
    pub next: Option<Box<Tree>>,
}

object! {
    Tree("/tree", ignore);
    required(leaf, "leaf");
    required(children, "children");
    optional(next, "next");
}

pub struct Leaf {
    pub kind: String,
}

object! {
    Leaf("/leaf", ignore);
    required(kind, "kind");
}

pub struct Branch {
    pub kind: String,
    pub left: Box<Either>,
}

object! {
    Branch("/branch", ignore);
    required(kind, "kind");
    required(left, "left");
}

/// A value ends only with the second variant.
#[derive(Clone, PartialEq)]
pub enum Either {
    Branch(Branch),
    Leaf(Leaf),
}

union! {
    Either("/either");
    discriminator("kind");
    variant(0, Branch).tag("branch");
    variant(1, Leaf).tag("leaf").tag("Leaf");
}

/// The second variant has no value of the discriminator, and takes all that the first does not.
#[derive(Clone, PartialEq)]
pub enum Based {
    Branch(Branch),
    Leaf(Leaf),
}

union! {
    Based("/based");
    discriminator("kind");
    variant(0, Branch).tag("branch");
    variant(1, Leaf);
}

#[derive(Clone, PartialEq)]
pub enum Mixed {
    Text(String),
    List(Vec<i64>),
    Tree(Tree),
}

union! {
    Mixed("/mixed");
    json_type();
    variant(0, Text).string().constraints_at(Constraints::new("/mixed/0", &[Constraint::MinLength(1)]));
    variant(1, List).array();
    variant(2, Tree).object();
}

/// Numbers from 3 to 5 fit both.
#[derive(Clone, PartialEq)]
pub enum Exactly {
    Small(f64),
    Large(i64),
}

union! {
    Exactly("/exactly");
    one();
    variant(0, Small).constraints_at(Constraints::new("/exactly/0", &[Constraint::Maximum(Decimal::new("5"))]));
    variant(1, Large).constraints_at(Constraints::new("/exactly/1", &[Constraint::Minimum(Decimal::new("3"))]));
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row(pub (Code, OptionalItem<i64>, TailItems<bool>));

wrapper! { Row("/row", (Code, OptionalItem<i64>, TailItems<bool>), Constraints::new("/row", &[Constraint::MaxItems(4)])); }

static EVEN: Assertion = Assertion::new(
    "/even",
    &[Keyword::Constraint(Constraint::MultipleOf(Decimal::new(
        "2",
    )))],
);
static ODD: Assertion = Assertion::new("/odd", &[Keyword::Not(&EVEN)]);

#[derive(Clone, Debug, PartialEq)]
pub struct Odd(pub i64);

wrapper! { Odd("/odd", i64, Constraints::new("/odd", const { &[Constraint::Assertion(&ODD)] })); }

#[track_caller]
fn check<T: Json>() -> Proof {
    const SEEDS: u64 = 60;
    let proof = prove::<T>(SEEDS);
    assert_eq!(proof.faults, [""; 0]);
    assert_eq!((proof.missing, proof.samples), (None, SEEDS as u32));
    proof
}

#[test]
fn every_kind_of_type_has_samples_that_come_back_and_broken_ones_that_do_not() {
    assert!(check::<Item>().broken > 60);
    assert!(check::<Open>().broken > 6);
    assert!(check::<Tree>().broken > 6);
    assert!(check::<Either>().broken > 4);
    assert!(check::<Based>().broken > 4);
    assert!(check::<Mixed>().broken > 1);
    assert!(check::<Exactly>().broken > 1);
    assert!(check::<Row>().broken > 4);
    assert!(check::<Odd>().broken > 1);
    check::<BTreeMap<String, Vec<Option<Share>>>>();
    check::<Model>();
}

#[test]
fn samples_of_open_enums_are_listed_and_others() {
    assert_eq!(Model::sample(0), Model::Small);
    let is_listed = |seed| Model::sample(seed) == Model::Small;
    assert!((2..40).any(is_listed) && !(2..40).all(is_listed));
}

#[test]
fn the_first_seed_is_the_simplest_and_the_second_has_all() {
    let least = Item::sample(0);
    assert_eq!(
        (least.colors, least.parent, least.note),
        (None, Some(1), OptionalNullable::Absent)
    );
    assert_eq!(least.code.as_str(), "AA");
    let all = Item::sample(1);
    assert!(all.colors.is_some_and(|it| !it.is_empty()) && all.id.is_some());
    assert_eq!(Tree::sample(5), Tree::sample(5));
    assert!((2..20).any(|seed| Tree::sample(seed) != Tree::sample(seed + 1)));
}

#[test]
fn one_constraint_is_broken_at_a_time() {
    let broken: Vec<_> = Port::broken(0).collect();
    let broken: Vec<_> = broken.iter().map(|it| (it.keyword(), it.json())).collect();
    assert_eq!(
        broken,
        [
            ("type", "null"),
            ("type", "true"),
            ("type", "0.5"),
            ("format", "-2147483649"),
            ("format", "2147483648"),
            ("exclusiveMinimum", "0"),
            ("maximum", "65540"),
            ("multipleOf", "6"),
        ]
    );
}

#[test]
fn a_base_variant_refuses_other_json_types_by_its_own() {
    let of_type = |it: &specwright_runtime::sample::Broken| it.json() == "true";
    let broken: Vec<_> = Based::broken(0).filter(of_type).collect();
    assert_eq!(
        broken.iter().map(|it| it.keyword()).collect::<Vec<_>>(),
        ["type"]
    );
    let broken: Vec<_> = Either::broken(0).filter(of_type).collect();
    assert_eq!(
        broken.iter().map(|it| it.keyword()).collect::<Vec<_>>(),
        ["discriminator"]
    );
}

#[test]
fn what_has_no_value_has_no_sample() {
    pub struct Endless {
        next: Box<Endless>,
    }
    object! { Endless("/endless", ignore); required(next, "next"); }

    static NEVER: Assertion = Assertion::new("/never", &[Keyword::Never]);
    #[derive(Clone, Debug, PartialEq)]
    pub struct Impossible(pub i64);
    wrapper! { Impossible("/impossible", i64, Constraints::new("/impossible", const { &[Constraint::Assertion(&NEVER)] })); }

    assert_eq!(prove::<Never>(2).missing, Some(Missing::Endless));
    assert_eq!(prove::<Endless>(2).missing, Some(Missing::Endless));
    assert_eq!(prove::<Impossible>(2).missing, Some(Missing::Assertion));
    assert_eq!(Endless::try_sample(3), None);
    assert_eq!(Endless::broken(3).count(), 0);
}

#[test]
fn a_type_that_judges_wrongly_is_found() {
    fn never(_: &str) -> bool {
        false
    }
    fn always(_: &str) -> bool {
        true
    }
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Strict(Cow<'static, str>);
    text! { Strict("/strict"); Program("^a+$", never); }
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Lax(Cow<'static, str>);
    text! { Lax("/lax"); Program("^a+$", always); }

    let proof = prove::<Strict>(3);
    assert_eq!((proof.samples, proof.faults.len()), (0, 3), "{proof:?}");
    let proof = prove::<Lax>(3);
    assert!(
        proof
            .faults
            .iter()
            .any(|it| it.starts_with("pattern at \"\" is accepted")),
        "{proof:?}"
    );
}

#[test]
fn samples_are_valid() {
    for seed in 0..50 {
        assert!(Either::sample(seed).validate().is_ok());
    }
}

#[cfg(feature = "proptest")]
mod strategies {
    use super::*;
    use proptest::prelude::*;
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    proptest! {
        #[test]
        fn every_value_is_valid(item in Item::strategy(), either in Either::strategy()) {
            prop_assert!(item.validate().is_ok());
            prop_assert!(either.validate().is_ok());
        }
    }

    #[test]
    fn values_shrink_to_the_simplest() {
        let mut tree = Item::strategy()
            .new_tree(&mut TestRunner::deterministic())
            .unwrap();
        while tree.simplify() {}
        assert_eq!(tree.current(), Item::sample(0));
    }
}
