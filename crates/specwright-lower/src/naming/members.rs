//! The words that distinguish the members of a `oneOf` or `anyOf`. All members are counted in advance, so that naming one does not
//! compare it with all others. The words for types, formats and items are in [`schema_words`](super::schema_words).
//!
//! The first of these that no other member has is the word of a member:
//!
//! | words                                                    | examples                                         |
//! |----------------------------------------------------------|--------------------------------------------------|
//! | its title                                                | `CardPayment`                                    |
//! | its JSON type                                            | `Object`, `String`                               |
//! | its only value; `Enum`; its format; its items; `Map`     | `Auto`, `Enum`, `DateTime`, `PetArray`, `Map`    |
//! | its values                                               | `RedOrGreen`                                     |
//! | its JSON type, if it has none of these                   | `String` beside `DateTime` and `Enum`            |
//! | the only value of one of its properties                  | `Circle`                                         |
//! | a property that it requires, then one that it may have   | `WithUrl`                                        |
//! | that others have all its properties, and more            | `Plain`                                          |
//! | a property that it alone requires, has of a type, or with a property in it | `WithTtl`, `WithIntegerImage`, `WithTargetId` |
//! | its properties that not all have; the only one that it lacks | `WithNameAndPort`, `WithoutBranch`           |
//! | its position                                             | `First`, `TwentySecond`                          |

use foldhash::{HashMap, HashMapExt as _, HashSet};
use specwright_spec::{AdditionalProperties, Document, SchemaId};

use super::member_traits::{Trait, listed, traits};
use super::schema_words::{constant, detail, type_word};
use crate::semantics::null::is_null;
use crate::semantics::{Merged, parts};

/// The counts from which the members of a choice are named.
#[derive(Debug)]
pub(crate) struct MemberWords<'d> {
    /// The first position of each member.
    positions: HashMap<SchemaId, usize>,
    /// The number of members other than null.
    count: usize,
    /// The number of these with each title, type or detail.
    words: HashMap<String, usize>,
    /// The number with properties, and of these the number with properties that all others have.
    objects: usize,
    plain: usize,
    /// The number with each property, and with each only text of a property.
    properties: HashMap<&'d str, usize>,
    constants: HashMap<(&'d str, &'d str), usize>,
    /// The number with each trait.
    traits: HashMap<Trait, usize>,
}

/// The number of properties that a word lists.
const LISTED: usize = 3;

/// Marks the word of a type without details.
const NO_DETAIL: &str = "only ";

/// The facts by which a member is named.
struct Distinctions<'d> {
    /// The title, the type and its details, in order of preference.
    words: Vec<String>,
    /// The properties, the required ones first.
    properties: Vec<&'d str>,
    /// The properties that admit a single text, with that text.
    constants: Vec<(&'d str, &'d str)>,
    traits: Vec<Trait>,
}

impl<'d> MemberWords<'d> {
    /// Counts the words, properties and constants of members.
    pub(crate) fn new(document: &'d Document, members: &[SchemaId]) -> Self {
        let mut words = Self {
            positions: HashMap::with_capacity(members.len()),
            count: 0,
            words: HashMap::default(),
            objects: 0,
            plain: 0,
            properties: HashMap::default(),
            constants: HashMap::default(),
            traits: HashMap::default(),
        };
        let mut all = Vec::new();
        for (position, id) in members.iter().enumerate() {
            let is_known = words.positions.contains_key(id);
            words.positions.entry(*id).or_insert(position);
            if !is_known && !is_null(&document.schemas[*id]) {
                let facts = Distinctions::new(document, *id);
                words.add(&facts);
                all.push(facts);
            }
        }
        words.plain = all.iter().filter(|facts| words.is_plain(facts)).count();
        words
    }

    fn add(&mut self, facts: &Distinctions<'d>) {
        self.count += 1;
        self.objects += usize::from(!facts.properties.is_empty());
        for word in &facts.words {
            *self.words.entry(word.clone()).or_default() += 1;
        }
        for name in &facts.properties {
            *self.properties.entry(name).or_default() += 1;
        }
        for constant in &facts.constants {
            *self.constants.entry(*constant).or_default() += 1;
        }
        for it in &facts.traits {
            *self.traits.entry(it.clone()).or_default() += 1;
        }
    }

    /// Returns true if all other members with properties have those of this one.
    fn is_plain(&self, facts: &Distinctions<'_>) -> bool {
        let mut properties = facts.properties.iter();
        let is_shared = |name: &&str| self.properties.get(*name) == Some(&self.objects);
        self.objects > 1 && !facts.properties.is_empty() && properties.all(is_shared)
    }

    /// Returns true for a member of the choice.
    pub(crate) fn has(&self, member: SchemaId) -> bool {
        self.positions.contains_key(&member)
    }

    /// Returns the title of a member, unless another member has it too.
    pub(crate) fn title(&self, document: &Document, member: SchemaId) -> Option<String> {
        let title = title(document, member)?;
        (self.words.get(&title) == Some(&1)).then_some(title)
    }

    /// Returns the words that distinguish a member from the others; none if there is no other except null.
    pub(crate) fn word(&self, document: &'d Document, member: SchemaId) -> Option<String> {
        self.words(document, member).into_iter().next()
    }

    /// Returns all words that distinguish a member from the others, in order of preference.
    pub(crate) fn words(&self, document: &'d Document, member: SchemaId) -> Vec<String> {
        // The counts include the member itself if it is one of the choice.
        let itself = usize::from(self.has(member) && !is_null(&document.schemas[member]));
        if self.count == itself {
            return Vec::new();
        }
        let facts = Distinctions::new(document, member);
        let is_own = |count: Option<&usize>| count.is_none_or(|count| *count == itself);
        let own = facts.words.iter().filter(|it| is_own(self.words.get(*it)));
        let mut words: Vec<String> = own
            .map(|word| word.trim_start_matches(NO_DETAIL).to_owned())
            .collect();
        let constants = facts.constants.iter();
        let constants = constants.filter(|it| is_own(self.constants.get(*it)));
        words.extend(constants.map(|(_, value)| (*value).to_owned()));
        let mut properties = facts.properties.iter();
        let unique = properties.find(|name| is_own(self.properties.get(*name)));
        words.extend(unique.map(|name| format!("With {name}")));
        if self.plain == itself && self.is_plain(&facts) {
            words.push("Plain".to_owned());
        }
        let traits = facts.traits.iter();
        let traits = traits.filter(|it| is_own(self.traits.get(*it)));
        words.extend(traits.map(Trait::words));
        words.extend(self.difference(&facts));
        let position = self.positions.get(&member).copied().unwrap_or(0);
        words.push(ordinal(position + 1));
        words
    }
}

impl MemberWords<'_> {
    /// Returns the words for the properties that not all members have, or for the only one that this lacks.
    fn difference(&self, facts: &Distinctions<'_>) -> Option<String> {
        let is_shared = |name: &str| self.properties.get(name) == Some(&self.objects);
        let own: Vec<&str> = facts
            .properties
            .iter()
            .copied()
            .filter(|it| !is_shared(it))
            .collect();
        let others = self.properties.keys().filter(|it| !is_shared(it));
        let mut absent: Vec<&str> = others.copied().filter(|it| !own.contains(it)).collect();
        absent.sort_unstable();
        match (own.as_slice(), absent.as_slice()) {
            (_, [only]) if self.objects > 2 => Some(format!("Without {only}")),
            ([_, ..], _) if own.len() <= LISTED => Some(format!("With {}", own.join(" and "))),
            _ => None,
        }
    }
}

impl<'d> Distinctions<'d> {
    fn new(document: &'d Document, member: SchemaId) -> Self {
        let schema = &document.schemas[member];
        let merged = Merged::new(document, parts(document, &[member]));
        let only = match schema.enumeration.as_deref() {
            Some([only]) => only.as_str(),
            _ => None,
        };
        let is_map = || {
            let mut additional = merged.additional.iter();
            let is_schema = additional.any(|(_, it)| matches!(it, AdditionalProperties::Schema(_)));
            (is_schema && merged.properties.is_empty()).then(|| "Map".to_owned())
        };
        let word = type_word(schema);
        let details = [
            only.filter(|text| !text.is_empty()).map(str::to_owned),
            detail(document, schema),
            listed(schema),
            is_map(),
        ];
        let has_detail = !merged.properties.is_empty() || details.iter().any(Option::is_some);
        let words = [title(document, member), Some(word.to_owned())];
        let words = words.into_iter().chain(details);
        let words = words.chain([(!has_detail).then(|| format!("{NO_DETAIL}{word}"))]);
        let mut seen = HashSet::default();
        let required = merged.required.iter().map(|(name, _)| *name);
        let names = required.chain(merged.properties.iter().map(|(name, _)| *name));
        let constants = merged.properties.iter().filter_map(|(name, schemas)| {
            let mut values = schemas.iter().map(|id| constant(document, *id));
            Some((*name, values.find_map(|it| it)?))
        });
        let mut seen_words = HashSet::default();
        let words = words.flatten();
        Self {
            words: words.filter(|it| seen_words.insert(it.clone())).collect(),
            properties: names.filter(|name| seen.insert(*name)).collect(),
            constants: constants.collect(),
            // A component is named by itself.
            traits: match schema.component {
                None => traits(document, &merged),
                Some(_) => Vec::new(),
            },
        }
    }
}

fn title(document: &Document, id: SchemaId) -> Option<String> {
    let title = document.schemas[id].title.clone();
    title.filter(|title| !title.trim().is_empty())
}

/// Returns the words of a position: `twenty first`. From a hundred on, they are digits.
pub(super) fn ordinal(position: usize) -> String {
    const UNITS: [&str; 20] = [
        "Zeroth",
        "First",
        "Second",
        "Third",
        "Fourth",
        "Fifth",
        "Sixth",
        "Seventh",
        "Eighth",
        "Ninth",
        "Tenth",
        "Eleventh",
        "Twelfth",
        "Thirteenth",
        "Fourteenth",
        "Fifteenth",
        "Sixteenth",
        "Seventeenth",
        "Eighteenth",
        "Nineteenth",
    ];
    const TENS: [&str; 10] = [
        "", "", "Twent", "Thirt", "Fort", "Fift", "Sixt", "Sevent", "Eight", "Ninet",
    ];
    match (position / 10, position % 10) {
        _ if position < UNITS.len() => UNITS[position].to_owned(),
        (10.., _) => format!("Number {position}"),
        (tens, 0) => format!("{}ieth", TENS[tens]),
        (tens, units) => format!("{}y {}", TENS[tens], UNITS[units]),
    }
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn positions_are_words() {
        for (position, words) in [
            (1, "First"),
            (13, "Thirteenth"),
            (20, "Twentieth"),
            (42, "Forty Second"),
            (99, "Ninety Ninth"),
            (100, "Number 100"),
        ] {
            assert_eq!(ordinal(position), words);
        }
    }
}
