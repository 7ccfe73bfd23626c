//! `union!`: one of several types.

use crate::json::coded::Codec;
use crate::json::kinds::Kinds;
use crate::json::node::Node;
use crate::object::Property;
use crate::{Json, Path, Report, Rules};
use serde_core::de::{self, Deserialize, Deserializer};
use serde_core::ser::{self, Serialize, Serializer};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt;

pub use serde_core::de::value::Error;

/// How the variant of a value is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// By the value of this property (OpenAPI 3.0.4, 4.7.25); a variant without values of it takes all others.
    Discriminator(&'static str),
    /// By its JSON type, which no two variants share.
    JsonType,
    /// By trying one after the other; generation proved that to be what the document means.
    Order,
    /// By trying all: exactly one fits (`oneOf`; JSON Schema Validation, Wright-00, 5.24 / 2020-12 Core, 10.2.1.3).
    One,
    /// By trying all: of those that fit, the one that keeps most of the value, the first of several (`anyOf`).
    Any,
}

/// An enum of one of several types. Implemented by `union!`.
pub trait Union: Json + 'static {
    /// What the document says of it.
    const FACTS: Facts<Self>;

    /// Reads a value as the variant at this position.
    ///
    /// # Errors
    ///
    /// If it is not one.
    fn read_as(at: usize, node: &Node) -> Result<Self, Error>;

    /// Visits what it holds.
    fn visit<V: Visit<Self>>(&self, visit: V) -> V::Output;
}

/// What a document says of a union.
pub struct Facts<T: 'static> {
    /// Its name.
    pub name: &'static str,
    /// The JSON Pointer of its schema.
    pub schema: &'static str,
    /// How the variant of a value is known.
    pub tag: Tag,
    /// The variants.
    pub variants: &'static [Variant],
    /// Makes a value of several variants.
    pub several: Option<Several<T>>,
}

/// What is done with what a union holds.
pub trait Visit<S> {
    /// What comes of it.
    type Output;

    /// The value of the variant at this position.
    fn variant<T: Json>(self, at: usize, value: &T) -> Self::Output;

    /// A value that is held as several variants.
    fn several(self, parts: &[S]) -> Self::Output;
}

/// `Length(12)`: the type and what it holds, unless that is a secret.
///
/// # Errors
///
/// The formatter's.
pub fn debug<T: Union>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    value.visit(Show {
        name: T::FACTS.name,
        variants: T::FACTS.variants,
        f,
    })
}

struct Show<'a, 'f> {
    name: &'static str,
    variants: &'static [Variant],
    f: &'a mut fmt::Formatter<'f>,
}

impl<S: fmt::Debug> Visit<S> for Show<'_, '_> {
    type Output = fmt::Result;

    fn variant<T: Json>(self, at: usize, value: &T) -> fmt::Result {
        let mut tuple = self.f.debug_tuple(self.name);
        match self.variants[at].rules.holds_secret() {
            true => tuple.field(&format_args!("...")),
            false => tuple.field(value),
        };
        tuple.finish()
    }

    fn several(self, parts: &[S]) -> fmt::Result {
        self.f.debug_tuple(self.name).field(&parts).finish()
    }
}

/// The codec of unions.
pub struct Unions;

impl<T: Union> Codec<T> for Unions {
    const KINDS: Kinds = kinds(T::FACTS.variants);

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::new(
            T::KINDS,
            crate::sample::Form::Union(T::FACTS.tag, T::FACTS.variants),
        )
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        read_one(&Node::deserialize(deserializer)?)
    }

    #[inline]
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.visit(Write(serializer))
    }

    fn inspect(node: &Node, at: &Path<'_>, _: Rules, report: &mut Report) {
        let facts = T::FACTS;
        inspect(facts.tag, facts.variants, facts.schema, node, at, report);
    }

    fn obey(value: &T, rules: Rules, at: &Path<'_>, report: &mut Report) {
        value.visit(Obey { rules, at, report });
    }

    fn check(value: &T, at: &Path<'_>, report: &mut Report) {
        value.visit(Check { at, report });
        check_one(value, at, report);
    }
}

struct Write<S>(S);

impl<T: Json, S: Serializer> Visit<T> for Write<S> {
    type Output = Result<S::Ok, S::Error>;

    #[inline]
    fn variant<V: Json>(self, _: usize, value: &V) -> Self::Output {
        value.write(self.0)
    }

    fn several(self, parts: &[T]) -> Self::Output {
        write_several(parts, self.0)
    }
}

struct Obey<'a> {
    rules: Rules,
    at: &'a Path<'a>,
    report: &'a mut Report,
}

impl<T: Json> Visit<T> for Obey<'_> {
    type Output = ();

    fn variant<V: Json>(self, _: usize, value: &V) {
        value.obey(self.rules, self.at, self.report);
    }

    fn several(self, parts: &[T]) {
        for part in parts {
            part.obey(self.rules, self.at, self.report);
        }
    }
}

struct Check<'a> {
    at: &'a Path<'a>,
    report: &'a mut Report,
}

impl<T: Union> Visit<T> for Check<'_> {
    type Output = ();

    fn variant<V: Json>(self, at: usize, value: &V) {
        value.check(self.at, self.report);
        let rules = T::FACTS.variants[at].rules;
        if !rules.is_empty() {
            value.obey(rules, self.at, self.report);
        }
    }

    fn several(self, parts: &[T]) {
        check_several(parts, T::FACTS.schema, self.at, self.report);
    }
}

/// A variant.
#[derive(Clone, Copy)]
pub struct Variant {
    pub(crate) tags: &'static [&'static str],
    pub(crate) kinds: Kinds,
    properties: fn() -> Option<&'static [Property]>,
    inspect: fn(&Node, &Path<'_>, Rules, &mut Report),
    pub(crate) rules: Rules,
    #[cfg(feature = "samples")]
    pub(crate) outline: crate::sample::Ask,
}

/// A variant, by its constructor.
pub const fn variant<S, T: Json>(
    _: fn(T) -> S,
    tags: &'static [&'static str],
    schema: &'static str,
) -> Variant {
    Variant {
        tags,
        kinds: T::KINDS,
        properties: || T::PROPERTIES,
        inspect: T::inspect,
        rules: Rules::new(schema, &[]),
        #[cfg(feature = "samples")]
        outline: T::outline,
    }
}

/// The JSON types of a union.
pub const fn kinds(variants: &[Variant]) -> Kinds {
    let mut kinds = Kinds::NONE;
    let mut rest = variants;
    while let [variant, tail @ ..] = rest {
        kinds = kinds.or(variant.kinds);
        rest = tail;
    }
    kinds
}

impl Variant {
    /// With the constraints of its place.
    #[must_use]
    pub const fn rules(self, rules: Rules) -> Self {
        Self { rules, ..self }
    }

    fn inspect(&self, node: &Node, at: &Path<'_>, report: &mut Report) {
        (self.inspect)(node, at, self.rules, report);
    }

    /// How much keeps a node from being of this variant.
    pub(crate) fn misfits(&self, node: &Node) -> usize {
        let _trial = Trial::begin(true);
        let mut report = Report::default();
        self.inspect(node, &Path::ROOT, &mut report);
        report
            .finish()
            .map_or_else(|violations| violations.len(), |()| 0)
    }

    /// How many of the properties of a node this variant keeps.
    fn kept(&self, node: &Node) -> usize {
        match ((self.properties)(), node) {
            (Some(_), Node::Object(properties)) => properties
                .iter()
                .filter(|(name, _)| self.keeps(name))
                .count(),
            _ => usize::MAX,
        }
    }

    /// Whether this variant keeps the property of an object.
    fn keeps(&self, name: &str) -> bool {
        let known = (self.properties)();
        known.is_none_or(|known| known.iter().any(|property| property.name() == name))
    }
}

/// What came of trying the variants with a node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fit {
    /// How many fit; no more than one is looked for if that is enough.
    pub(crate) count: usize,
    /// The one that it is read as: one that fits, else the one with the fewest violations.
    pub(crate) index: usize,
}

/// Results of the trials that are going on.
///
/// Unions in unions would be tried again by each variant of each union around them: a hostile value could make that take
/// for ever. So the result for each node is kept until the outermost trial ends; until then no node moves.
#[derive(Default)]
struct Trials {
    open: usize,
    /// How many of the open ones only ask whether a value fits.
    silent: usize,
    fits: HashMap<(Tag, usize, usize), Fit>,
}

thread_local! {
    static TRIALS: RefCell<Trials> = RefCell::default();
}

/// A trial that is going on.
struct Trial {
    silent: bool,
}

impl Trial {
    fn begin(silent: bool) -> Self {
        TRIALS.with_borrow_mut(|trials| {
            trials.open += 1;
            trials.silent += usize::from(silent);
        });
        Self { silent }
    }

    /// Whether nobody will read why a value does not fit.
    fn is_silent() -> bool {
        TRIALS.with_borrow(|trials| trials.silent > 0)
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        TRIALS.with_borrow_mut(|trials| {
            trials.open -= 1;
            trials.silent -= usize::from(self.silent);
            if trials.open == 0 {
                trials.fits.clear();
            }
        });
    }
}

/// Tries the variants, once for each node.
pub(crate) fn fit(tag: Tag, variants: &'static [Variant], node: &Node) -> Fit {
    let key = (
        tag,
        variants.as_ptr().addr(),
        std::ptr::from_ref(node).addr(),
    );
    if let Some(known) = TRIALS.with_borrow(|trials| trials.fits.get(&key).copied()) {
        return known;
    }
    let _trial = Trial::begin(false);
    let fit = try_all(tag, variants, node);
    TRIALS.with_borrow_mut(|trials| trials.fits.insert(key, fit));
    fit
}

fn try_all(tag: Tag, variants: &[Variant], node: &Node) -> Fit {
    let (mut count, mut best, mut nearest) = (0, (0, 0), (usize::MAX, 0));
    for (index, variant) in variants.iter().enumerate() {
        if !variant.kinds.overlaps(node.kinds()) {
            continue;
        }
        let misfits = variant.misfits(node);
        if misfits == 0 {
            let kept = variant.kept(node);
            if count == 0 || (tag != Tag::Order && kept > best.0) {
                best = (kept, index);
            }
            count += 1;
            if tag == Tag::Order {
                break;
            }
        } else if misfits < nearest.0 {
            nearest = (misfits, index);
        }
    }
    // Null that several members admit is the same null.
    let most = match node {
        Node::Null => 1,
        _ => usize::MAX,
    };
    Fit {
        count: count.min(most),
        index: if count == 0 { nearest.1 } else { best.1 },
    }
}

/// The variant of a value, and how many fit.
///
/// If none fits, it is the one with the fewest violations, as one may still be read whose constraints are not looked at when
/// reading.
pub(crate) fn choose(tag: Tag, variants: &'static [Variant], node: &Node) -> Option<Fit> {
    let mut all = 0..variants.len();
    let index = match tag {
        Tag::Discriminator(property) => {
            let value = node.get(property).and_then(Node::as_text);
            let chosen =
                value.and_then(|value| all.find(|&index| variants[index].tags.contains(&value)));
            chosen.or_else(|| (0..variants.len()).find(|&index| variants[index].tags.is_empty()))
        }
        Tag::JsonType => all.find(|&index| variants[index].kinds.overlaps(node.kinds())),
        Tag::Order | Tag::Any | Tag::One => return Some(fit(tag, variants, node)),
    };
    index.map(|index| Fit { count: 1, index })
}

/// The variants that together keep what a value has, where each that fits keeps something that those before it do not; the
/// first keeps most.
fn parts(variants: &[Variant], node: &Node) -> Vec<usize> {
    let Node::Object(properties) = node else {
        return Vec::new();
    };
    let _trial = Trial::begin(false);
    let fits = |index: &usize| {
        variants[*index].kinds.overlaps(Kinds::OBJECT) && variants[*index].misfits(node) == 0
    };
    let mut fitting: Vec<usize> = (0..variants.len()).filter(fits).collect();
    fitting.sort_by_key(|&index| std::cmp::Reverse(variants[index].kept(node)));
    let mut left: Vec<&str> = properties.iter().map(|(name, _)| name.as_ref()).collect();
    fitting.retain(|&index| {
        let before = left.len();
        left.retain(|name| !variants[index].keeps(name));
        left.len() < before
    });
    fitting
}

/// In how many copies a part of a value may be held, where unions of unions are each held as several variants.
const MAX_COPIES: usize = 64;

thread_local! {
    static COPIES: Cell<usize> = const { Cell::new(1) };
}

/// Copies that are being read.
struct Copies(usize);

impl Copies {
    /// A hostile value could double with each of its levels: beyond a bound it is read as one variant.
    fn begin(count: usize) -> Option<Self> {
        let before = COPIES.get();
        let now = before.checked_mul(count)?;
        (now <= MAX_COPIES).then(|| {
            COPIES.set(now);
            Self(before)
        })
    }
}

impl Drop for Copies {
    fn drop(&mut self) {
        COPIES.set(self.0);
    }
}

/// The variants as which a value is read, if no single one keeps all of it.
fn read_as_several(variants: &[Variant], node: &Node) -> Option<(Vec<usize>, Copies)> {
    let parts = parts(variants, node);
    let count = parts.len();
    (count > 1).then(|| Copies::begin(count).map(|copies| (parts, copies)))?
}

/// Reads a value as the variant that it is of.
fn read_one<T: Union, E: de::Error>(node: &Node) -> Result<T, E> {
    let Facts {
        name,
        tag,
        variants,
        several,
        ..
    } = T::FACTS;
    let Some(chosen) = choose(tag, variants, node) else {
        return Err(E::custom(format_args!("no variant of {name}")));
    };
    if let Some(several) = several
        && chosen.count > 1
        && let Some((parts, _copies)) = read_as_several(variants, node)
    {
        let read = parts.into_iter().map(|index| T::read_as(index, node));
        let read: Result<_, _> = read.collect();
        return read.map(several).map_err(E::custom);
    }
    if chosen.count == 0
        && let Some(name) = repeated(node)
    {
        // The variant that it is nearest to may be one that does not look at it.
        return Err(E::custom(format_args!(
            "the property {name:?} is there twice"
        )));
    }
    let value = match tag == Tag::Any && chosen.count > 1 {
        true => read_fullest(chosen, node),
        false => T::read_as(chosen.index, node),
    };
    let value = value.map_err(E::custom)?;
    if tag == Tag::One && chosen.count > 1 {
        // It is read, for validation to refuse, unless the variant has lost that by which it fits the others.
        let kept = crate::json::to_node(&value);
        if !kept.is_ok_and(|kept| fit(tag, variants, &kept).count > 1) {
            return Err(E::custom(format_args!(
                "more than one variant of {name} fits"
            )));
        }
    }
    Ok(value)
}

/// Reads a value that fits several variants, of which none keeps more of its own properties than the chosen one, as the one
/// that keeps most of what is in them. Where choices are in choices, only so deep: it reads them all.
fn read_fullest<T: Union>(chosen: Fit, node: &Node) -> Result<T, de::value::Error> {
    let first = T::read_as(chosen.index, node)?;
    let variants = T::FACTS.variants;
    let all = parts_in(node, node);
    let Some(_copies) = Copies::begin(chosen.count).filter(|_| all > 0) else {
        return Ok(first);
    };
    let kept = |value: &T| crate::json::to_node(value).map_or(0, |it| parts_in(node, &it));
    let mut best = (kept(&first), first);
    let own = variants[chosen.index].kept(node);
    for (index, variant) in variants.iter().enumerate() {
        if best.0 == all {
            break;
        }
        let is_rival = index != chosen.index
            && variant.kinds.overlaps(node.kinds())
            && variant.kept(node) == own
            && variant.misfits(node) == 0;
        if is_rival && let Ok(value) = T::read_as(index, node) {
            let kept = kept(&value);
            if kept > best.0 {
                best = (kept, value);
            }
        }
    }
    Ok(best.1)
}

/// How many properties of a value, at any depth, another has as well.
fn parts_in(node: &Node, other: &Node) -> usize {
    match (node, other) {
        (Node::Object(properties), Node::Object(others)) => {
            let others: HashMap<&str, &Node> = others
                .iter()
                .map(|(name, value)| (name.as_str(), value))
                .collect();
            let found = |(name, value): &(String, Node)| {
                Some(1 + parts_in(value, others.get(name.as_str())?))
            };
            properties.iter().filter_map(found).sum()
        }
        (Node::Array(items), Node::Array(others)) => {
            let pairs = items.iter().zip(others);
            pairs.map(|(item, other)| parts_in(item, other)).sum()
        }
        _ => 0,
    }
}

/// The name of a property that is there twice.
fn repeated(node: &Node) -> Option<&str> {
    let Node::Object(properties) = node else {
        return None;
    };
    let mut names: Vec<&str> = properties.iter().map(|(name, _)| &**name).collect();
    names.sort_unstable();
    let twice = names.windows(2).find(|pair| pair[0] == pair[1]);
    twice.map(|pair| pair[0])
}

/// Reports a value that fits several variants where it should fit one.
fn check_one<T: Union>(value: &T, at: &Path<'_>, report: &mut Report) {
    let facts = T::FACTS;
    if facts.tag == Tag::One
        && let Ok(node) = crate::json::to_node(value)
    {
        let fit = fit(facts.tag, facts.variants, &node);
        if fit.count > 1 {
            several(fit, facts.schema, at, report);
        }
    }
}

fn several(fit: Fit, schema: &'static str, at: &Path<'_>, report: &mut Report) {
    report.add(
        at,
        schema,
        "oneOf",
        "a value that fits one of the variants",
        format_args!("one that fits {}", fit.count),
    );
}

/// Reports what is wrong with a value that is held as several variants.
fn check_several<T: Json>(parts: &[T], schema: &'static str, at: &Path<'_>, report: &mut Report) {
    if parts.is_empty() {
        report.add(at, schema, "anyOf", "a value of a variant", "none");
    }
    parts.iter().for_each(|part| part.check(at, report));
}

/// Writes a value that is held as several variants: an object with the properties of each.
fn write_several<T: Json, S: Serializer>(parts: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    let mut whole: Vec<_> = Vec::new();
    for part in parts {
        match crate::json::to_node(part).map_err(ser::Error::custom)? {
            Node::Object(properties) => {
                for (name, value) in properties {
                    if !whole.iter().any(|(known, _)| *known == name) {
                        whole.push((name, value));
                    }
                }
            }
            _ => {
                return Err(ser::Error::custom(
                    "a value of several variants is no object",
                ));
            }
        }
    }
    Node::Object(whole).serialize(serializer)
}

/// Makes a value of several variants.
pub type Several<S> = fn(Vec<S>) -> S;

/// Reads a value as a variant.
///
/// # Errors
///
/// If it is not one.
pub fn read<S, T: Json>(make: fn(T) -> S, node: &Node) -> Result<S, Error> {
    T::read(node.clone()).map(make)
}

/// Why a value is not read as a variant that does not exist.
///
/// # Errors
///
/// Always.
pub fn no_variant<S>() -> Result<S, Error> {
    Err(de::Error::custom("there is no such variant"))
}

/// Reports what keeps a node from being one of the variants.
fn inspect(
    tag: Tag,
    variants: &'static [Variant],
    schema: &'static str,
    node: &Node,
    at: &Path<'_>,
    report: &mut Report,
) {
    match tag {
        Tag::Discriminator(property) => match choose(tag, variants, node) {
            Some(fit) => variants[fit.index].inspect(node, at, report),
            None => inspect_tag(property, variants, schema, node, at, report),
        },
        Tag::JsonType => match choose(tag, variants, node) {
            Some(fit) => variants[fit.index].inspect(node, at, report),
            None => {
                Rules::new(schema, &[]).wrong_type(&kinds(variants).to_string(), node, at, report)
            }
        },
        Tag::Order | Tag::One | Tag::Any => {
            let _trial = Trial::begin(false);
            let fit = fit(tag, variants, node);
            match fit.count {
                0 => inspect_none(tag, variants, schema, node, at, report),
                1 => {}
                _ if tag == Tag::One => several(fit, schema, at, report),
                _ => {}
            }
        }
    }
}

/// Reports why no variant fits.
fn inspect_none(
    tag: Tag,
    variants: &[Variant],
    schema: &'static str,
    node: &Node,
    at: &Path<'_>,
    report: &mut Report,
) {
    let keyword = if tag == Tag::Any { "anyOf" } else { "oneOf" };
    // If only one has the JSON type of the value, it is the one that was meant.
    let mut alike = variants
        .iter()
        .filter(|variant| variant.kinds.overlaps(node.kinds()));
    match (alike.next(), alike.next()) {
        (Some(variant), None) if !Trial::is_silent() => variant.inspect(node, at, report),
        (Some(_), _) => report.add(
            at,
            schema,
            keyword,
            "a value that fits one of the variants",
            node.kind(),
        ),
        (None, _) => {
            Rules::new(schema, &[]).wrong_type(&kinds(variants).to_string(), node, at, report)
        }
    }
}

fn inspect_tag(
    property: &str,
    variants: &[Variant],
    schema: &'static str,
    node: &Node,
    at: &Path<'_>,
    report: &mut Report,
) {
    let tags = fmt::from_fn(|f| {
        let mut tags = variants.iter().flat_map(|variant| variant.tags);
        write!(f, "`{}`", tags.next().unwrap_or(&""))?;
        tags.try_for_each(|tag| write!(f, " or `{tag}`"))
    });
    let nothing = Rules::new(schema, &[]);
    match (node, node.get(property)) {
        (Node::Object(_), Some(value)) => match value.as_text() {
            Some(text) => report.add(
                &at.property(property),
                schema,
                "discriminator",
                tags,
                crate::rules::Shown(text),
            ),
            None => nothing.wrong_type("a string", value, &at.property(property), report),
        },
        (Node::Object(_), None) => report.add(
            at,
            schema,
            "required",
            format_args!("the property `{property}`"),
            "",
        ),
        _ => nothing.wrong_type("an object", node, at, report),
    }
}

/// The impls of an enum whose variants hold one type each.
///
/// ```
/// # use specwright_runtime::{object, union};
/// # #[derive(PartialEq)] pub struct Cat { kind: String, lives: i64 }
/// # object! { Cat("/components/schemas/Cat", ignored); required(kind, "kind"); required(lives, "lives"); }
/// # #[derive(PartialEq)] pub struct Dog { kind: String }
/// # object! { Dog("/components/schemas/Dog", ignored); required(kind, "kind"); }
/// #[derive(PartialEq)]
/// pub enum Pet {
///     Cat(Cat),
///     Dog(Dog),
/// }
///
/// union! {
///     Pet("/components/schemas/Pet");
///     discriminator("kind");
///     variant(0, Cat).tag("cat");
///     variant(1, Dog).tag("dog").tag("Dog");
/// }
///
/// let pet: Pet = serde_json::from_str(r#"{"kind": "cat", "lives": 9}"#).unwrap();
/// assert!(matches!(pet, Pet::Cat(Cat { lives: 9, .. })));
/// ```
///
/// The first row says how a variant is known: `discriminator("property");`, `json_type();`, `order();`,
/// `one();`, `any();`, or `any(Several);` with the variant for values that fit several of the others. A `variant` begins
/// with its position, from 0. Behind it stands, with a discriminator, each value of it that chooses the variant, `.tag("cat")`;
/// with `json_type`, for people, the types that do, as in `.string().null()`; and then perhaps the constraints of the
/// variant: `.any_of(0, rule, rule)` or `.one_of(…)` where these stand in that member of the schema, else `.rules(Rules::new(schema, rules))`.
#[macro_export]
macro_rules! union {
    (
        $ty:ident($schema:literal $(,)?);
        $tag:ident($($property:literal)? $($several:ident)? $(,)?);
        $(
            variant($at:literal, $variant:ident $(,)?) $(.tag($value:literal $(,)?))*
            $(.object($($object:tt)?))? $(.array($($array:tt)?))? $(.string($($string:tt)?))?
            $(.number($($number:tt)?))? $(.boolean($($boolean:tt)?))? $(.null($($null:tt)?))?
            $(.any_of($any_of:literal, $($any_of_rule:expr),+ $(,)?))? $(.one_of($one_of:literal, $($one_of_rule:expr),+ $(,)?))?
            $(.rules($rules:expr $(,)?))?;
        )*
    ) => {
        impl $crate::export::union::Union for $ty {
            const FACTS: $crate::export::union::Facts<Self> = $crate::export::union::Facts {
                name: stringify!($ty),
                schema: $schema,
                tag: $crate::__tag!($tag($($property)? $($several)?)),
                variants: &[$($crate::export::union::variant(Self::$variant, &[$($value),*], $schema)
                    $(.rules($crate::Rules::any_of($schema, $any_of, &[$($any_of_rule),+])))?
                    $(.rules($crate::Rules::one_of($schema, $one_of, &[$($one_of_rule),+])))?
                    $(.rules($rules))?,)*],
                several: $crate::__several!($(Self::$several)?),
            };

            fn read_as(
                at: usize,
                node: &$crate::export::Node,
            ) -> ::core::result::Result<Self, $crate::export::union::Error> {
                match at {
                    $($at => $crate::export::union::read(Self::$variant, node),)*
                    _ => $crate::export::union::no_variant(),
                }
            }

            fn visit<V: $crate::export::union::Visit<Self>>(&self, visit: V) -> V::Output {
                match self {
                    $(Self::$variant(value) => visit.variant($at, value),)*
                    $(Self::$several(parts) => visit.several(parts),)?
                }
            }
        }

        impl $crate::export::Coded for $ty {
            type Codec = $crate::export::union::Unions;
        }

        impl ::core::fmt::Debug for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::export::union::debug(self, f)
            }
        }

        $crate::__serde! { $ty }
    };
}

/// The first row of `union!`.
#[doc(hidden)]
#[macro_export]
macro_rules! __tag {
    (discriminator($property:literal)) => {
        $crate::export::union::Tag::Discriminator($property)
    };
    (json_type()) => {
        $crate::export::union::Tag::JsonType
    };
    (order()) => {
        $crate::export::union::Tag::Order
    };
    (one()) => {
        $crate::export::union::Tag::One
    };
    (any($($several:ident)?)) => {
        $crate::export::union::Tag::Any
    };
}

/// The variant that holds a value as several others.
#[doc(hidden)]
#[macro_export]
macro_rules! __several {
    () => {
        ::core::option::Option::None
    };
    ($several:expr) => {
        ::core::option::Option::Some($several)
    };
}

#[cfg(test)]
mod tests {
    use crate::{Decimal, Json, Rule, Rules, Validate, object};

    #[derive(PartialEq)]
    pub struct Wide {
        a: String,
        b: Option<String>,
    }

    object! { Wide("/wide", ignored); required(a, "a"); optional(b, "b"); }

    #[derive(PartialEq)]
    pub struct Slim {
        b: String,
    }

    object! { Slim("/slim", ignored); required(b, "b"); }

    #[derive(PartialEq)]
    pub enum One {
        Slim(Slim),
        Wide(Wide),
        Short(String),
        Long(String),
    }

    union! {
        One("/one");
        one();
        variant(0, Slim);
        variant(1, Wide);
        variant(2, Short).rules(Rules::new("/one/oneOf/2", &[Rule::MaxLength(3)]));
        variant(3, Long).rules(Rules::new("/one/oneOf/3", &[Rule::MinLength(2)]));
    }

    #[derive(PartialEq)]
    pub enum Any {
        Slim(Slim),
        Wide(Wide),
        Text(String),
    }

    union! { Any("/any"); any(); variant(0, Slim); variant(1, Wide); variant(2, Text); }

    /// Rows that are too long for a line are written with a trailing comma.
    #[derive(PartialEq)]
    pub enum Tagged {
        Slim(Slim),
        Wide(Wide),
    }

    #[rustfmt::skip]
    union! {
        Tagged(
            "/tagged",
        );
        discriminator(
            "b",
        );
        variant(
            0,
            Slim,
        ).tag(
            "slim",
        ).tag(
            "thin",
        );
        variant(1, Wide).tag("wide");
    }

    /// Two variants that look alike all the way down.
    #[derive(PartialEq)]
    pub enum Tree {
        And(And),
        Or(Or),
        Leaf(i64),
    }

    union! { Tree("/tree"); one(); variant(0, And); variant(1, Or); variant(2, Leaf); }

    #[derive(PartialEq)]
    pub struct And {
        of: Vec<Tree>,
    }

    object! { And("/and", refused); required(of, "of"); }

    #[derive(PartialEq)]
    pub struct Or {
        of: Vec<Tree>,
        or: bool,
    }

    object! { Or("/or", refused); required(of, "of"); required(or, "or"); }

    fn keywords<T: Json + std::fmt::Debug>(text: &str) -> Vec<String> {
        match crate::json::from_slice::<T>(text.as_bytes()) {
            Ok(_) => Vec::new(),
            Err(crate::json::Error::Violations(violations)) => violations
                .iter()
                .map(|it| format!("{} {}", it.instance(), it.keyword()))
                .collect(),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn a_property_that_is_there_twice_is_refused_whatever_the_variant_ignores() {
        let twice = r#"{"a": "x", "a": "y", "b": "z"}"#;
        let error = serde_json::from_str::<One>(twice).unwrap_err().to_string();
        assert!(error.contains("\"a\" is there twice"), "{error}");
    }

    #[test]
    fn exactly_one_fits() {
        let read = |text| serde_json::from_str::<One>(text).map_err(|error| error.to_string());
        assert_eq!(
            read(r#"{"b": "x"}"#),
            Ok(One::Slim(Slim { b: "x".to_owned() }))
        );
        assert_eq!(
            read(r#"{"a": "x"}"#),
            Ok(One::Wide(Wide {
                a: "x".to_owned(),
                b: None
            }))
        );
        let both = r#"{"a": "x", "b": "y"}"#;
        let wide = Wide {
            a: "x".to_owned(),
            b: Some("y".to_owned()),
        };
        assert_eq!(read(both), Ok(One::Wide(wide)));
        assert_eq!(keywords::<One>(both), [" oneOf"]);
        assert_eq!(keywords::<One>("{}"), [" oneOf"]);
        assert_eq!(keywords::<One>("true"), [" type"]);
    }

    #[test]
    fn a_value_of_several_chooses_its_variant() {
        let slim: Tagged = serde_json::from_str(r#"{"b": "thin"}"#).unwrap();
        let b = "thin".to_owned();
        assert_eq!(slim, Tagged::Slim(Slim { b }));
    }

    #[test]
    fn a_scalar_that_fits_two_is_read_and_not_valid() {
        let value: One = serde_json::from_str("\"ab\"").unwrap();
        assert_eq!(value, One::Short("ab".to_owned()));
        assert_eq!(value.validate().unwrap_err()[0].keyword(), "oneOf");
        assert_eq!(keywords::<One>("\"a\""), [""; 0]);
        assert_eq!(keywords::<One>("\"abcd\""), [""; 0]);
    }

    #[test]
    fn what_fits_two_cannot_be_made_either() {
        assert!(
            One::Wide(Wide {
                a: String::new(),
                b: None
            })
            .validate()
            .is_ok()
        );
        let both = One::Wide(Wide {
            a: String::new(),
            b: Some(String::new()),
        });
        assert_eq!(both.validate().unwrap_err()[0].keyword(), "oneOf");
    }

    #[test]
    fn of_several_that_fit_the_one_that_keeps_most_is_read() {
        let read = |text| serde_json::from_str::<Any>(text).unwrap();
        assert_eq!(read(r#"{"b": "y"}"#), Any::Slim(Slim { b: "y".to_owned() }));
        let wide = Wide {
            a: "x".to_owned(),
            b: Some("y".to_owned()),
        };
        assert_eq!(read(r#"{"a": "x", "b": "y"}"#), Any::Wide(wide));
        assert_eq!(keywords::<Any>("{}"), [" anyOf"]);
        assert_eq!(keywords::<Any>("1"), [" type"]);
    }

    #[derive(PartialEq)]
    pub struct Left {
        a: i64,
        next: Option<Box<Both>>,
    }

    object! { Left("/left", ignored); required(a, "a"); optional(next, "next"); }

    #[derive(PartialEq)]
    pub struct Right {
        b: i64,
        next: Option<Box<Both>>,
    }

    object! { Right("/right", ignored); required(b, "b"); optional(next, "next"); }

    #[derive(PartialEq)]
    pub enum Both {
        Left(Left),
        Right(Right),
        Text(String),
        Several(Vec<Both>),
    }

    union! { Both("/both"); any(Several); variant(0, Left); variant(1, Right); variant(2, Text); }

    #[derive(PartialEq)]
    pub enum Apart {
        Left(Left),
        Right(Right),
    }

    union! { Apart("/apart"); one(); variant(0, Left); variant(1, Right); }

    #[test]
    fn what_fits_two_and_no_one_keeps_is_not_read() {
        let both = r#"{"a": 1, "b": 2}"#;
        let error = serde_json::from_str::<Apart>(both).unwrap_err().to_string();
        assert!(
            error.contains("more than one variant of Apart fits"),
            "{error}"
        );
        assert_eq!(keywords::<Apart>(both), [" oneOf"]);
        assert!(serde_json::from_str::<Apart>(r#"{"a": 1}"#).is_ok());
    }

    #[test]
    fn what_fits_several_loses_nothing() {
        let read = |text| serde_json::from_str::<Both>(text).unwrap();
        let left = || Both::Left(Left { a: 1, next: None });
        let right = || Both::Right(Right { b: 2, next: None });
        assert_eq!(read(r#"{"a": 1}"#), left());
        assert_eq!(read(r#"{"b": 2, "c": 3}"#), right());
        assert_eq!(
            read(r#"{"b": 2, "a": 1}"#),
            Both::Several(vec![left(), right()])
        );
        for text in [
            r#"{"a":1,"b":2}"#,
            r#""x""#,
            r#"{"a":1,"next":{"a":1,"b":2},"b":2}"#,
        ] {
            assert_eq!(serde_json::to_string(&read(text)).unwrap(), text);
            assert_eq!(keywords::<Both>(text), [""; 0]);
        }
        let none = Both::Several(vec![]);
        assert_eq!(none.validate().unwrap_err()[0].keyword(), "anyOf");
    }

    #[derive(PartialEq)]
    pub enum Exact {
        Number(f64),
        Integer(i64),
    }

    union! {
        Exact("/exact");
        order();
        variant(0, Number).rules(Rules::new("/exact/anyOf/0", &[Rule::MultipleOf(Decimal::new("3"))]));
        variant(1, Integer);
    }

    #[test]
    fn a_number_is_judged_as_it_is_read() {
        let read = |text| serde_json::from_str::<Exact>(text).unwrap();
        assert_eq!(
            read("9007199254740990"),
            Exact::Number(9_007_199_254_740_990.0)
        );
        // It is a multiple of 3, which the nearest `f64` is not.
        assert_eq!(
            read("9007199254740993"),
            Exact::Integer(9_007_199_254_740_993)
        );
        assert_eq!(keywords::<Exact>("9007199254740993"), [""; 0]);
    }

    #[derive(PartialEq)]
    pub enum Around {
        Red(Vec<AroundRed>),
        Blue(Vec<AroundBlue>),
    }

    union! { Around("/around"); any(); variant(0, Red); variant(1, Blue); }

    #[derive(PartialEq)]
    pub struct AroundRed {
        of: Option<Red>,
    }

    object! { AroundRed("/aroundRed", ignored); optional(of, "of"); }

    #[derive(PartialEq)]
    pub struct AroundBlue {
        of: Option<Blue>,
    }

    object! { AroundBlue("/aroundBlue", ignored); optional(of, "of"); }

    #[derive(PartialEq)]
    pub struct Red {
        red: Option<i64>,
    }

    object! { Red("/red", ignored); optional(red, "red"); }

    #[derive(PartialEq)]
    pub struct Blue {
        blue: Option<i64>,
    }

    object! { Blue("/blue", ignored); optional(blue, "blue"); }

    #[test]
    fn what_fits_several_is_read_as_the_one_that_keeps_what_is_deep_in_it() {
        for text in [
            r#"[{"of":{"red":1}},{}]"#,
            r#"[{},{"of":{"blue":1}}]"#,
            "[{}]",
        ] {
            let read: Around = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), text);
        }
        let mixed = r#"[{"of":{"red":1}},{"of":{"blue":1}},{"of":{"blue":2}}]"#;
        let read: Around = serde_json::from_str(mixed).unwrap();
        assert!(matches!(read, Around::Blue(_)));
    }

    #[test]
    fn what_is_held_several_times_takes_no_exponential_memory() {
        let (open, close) = (r#"{"a": 1, "b": 2, "next": "#.repeat(40), "}".repeat(40));
        assert_eq!(keywords::<Both>(&format!("{open}\"x\"{close}")), [""; 0]);
    }

    #[test]
    fn unions_in_unions_take_no_exponential_time() {
        let nested = |leaf: &str| {
            let (open, close) = (r#"{"or": true, "of": ["#.repeat(60), "]}".repeat(60));
            format!("{open}{leaf}{close}")
        };
        assert_eq!(keywords::<Tree>(&nested("1")), [""; 0]);
        assert_eq!(keywords::<Tree>(&nested("true")).len(), 1);
        assert_eq!(keywords::<Tree>(&nested(r#"{"of": []}"#)), [""; 0]);
    }
}
