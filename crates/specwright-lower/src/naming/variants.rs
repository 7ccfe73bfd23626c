//! The names of the variants of a union, all at once.
//!
//! A variant has the first of these names that is valid and that no other variant has:
//!
//! | name                                                        | of `ContentBlock`      | stable if                 |
//! |-------------------------------------------------------------|------------------------|---------------------------|
//! | the discriminator value or constant that selects it         | `text` → `Text`        | always                    |
//! | its component or title, without shared words                | `ResponseTextBlock` → `Text` | the other members share these words |
//! | its component or title                                      | `ResponseTextBlock`    | always                    |
//! | a constant of its own, where members have to be tried       | `Text`                 | always                    |
//! | the words that distinguish it ([`members`](super::members)) | `Array`, `WithUrl`     | no other member has them  |
//!
//! Shared words are whole words at the ends of a name, and at least one word is left:
//!
//! * those at the same end of the union's own name, if it is a component: `ChatRequestMessage::User` of `ChatRequestUserMessage`;
//! * those that all members have at their ends; at the beginning only from three members on, since in a pair such as `PaymentIntent`
//!   and `PaymentMethod` the first word often belongs to the second.
//!
//! Words are kept where the rest would begin with a digit, or begin or end with a preposition: `IncidentOfTypeTeam` remains whole.
//!
//! A value is a name if it is made of words: a URL or a number is none, and several values are none unless one is in the
//! name of the component. It is spelled as in that name: `RECTANGLE` of `RectangleNode` is `Rectangle`.

use foldhash::HashMap;

use super::case::{Kind, name};
use super::members::ordinal;

/// The smallest number of members that lose a shared beginning.
const SHARED_BEGINNING: usize = 3;

/// The longest value that is a name.
const LONGEST_VALUE: usize = 60;

/// Words that join two others.
const JOINING: [&str; 13] = [
    "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "to", "with",
];

/// Returns true for a word that joins two others.
pub(crate) fn joining(word: &str) -> bool {
    JOINING.contains(&word)
}

/// The texts that a variant may be named by.
#[derive(Clone, Debug, Default)]
pub(crate) struct VariantTexts {
    /// The discriminator values or constants that select it.
    pub values: Vec<String>,
    /// A constant that only this member has, where others may fit too.
    pub constant: Option<String>,
    /// Its component or title.
    pub name: Option<String>,
    /// The words that distinguish it, in order of preference.
    pub words: Vec<String>,
}

/// The kinds of texts that name a variant. Where several variants claim a name, the first kind keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Value,
    Name,
    Words,
    Stripped,
}

type Candidate = (Source, String);

/// Returns the text that names each variant; `union` is the component of the union.
pub(crate) fn variant_texts(union: Option<&str>, variants: &[VariantTexts]) -> Vec<String> {
    let own = union.map(words).unwrap_or_default();
    let names: Vec<Vec<String>> = variants
        .iter()
        .map(|it| it.name.as_deref().map(words).unwrap_or_default())
        .collect();
    let shared = Shared::new(&own, &names);
    let candidates: Vec<Vec<Candidate>> = variants
        .iter()
        .zip(&names)
        .enumerate()
        .map(|(index, (texts, words))| {
            let mut candidates = candidates(texts, words, &shared);
            let name = texts.name.as_deref().unwrap_or_default();
            let position = ordinal(index + 1);
            candidates.push((Source::Words, format!("{position} {name}")));
            candidates
        })
        .collect();
    distinct(&candidates)
}

/// Returns the first candidate of each that no other has.
fn distinct(candidates: &[Vec<Candidate>]) -> Vec<String> {
    let mut levels = vec![0; candidates.len()];
    loop {
        let moved = yielding(candidates, &levels);
        if moved.is_empty() {
            break;
        }
        moved.into_iter().for_each(|index| levels[index] += 1);
    }
    let texts = candidates.iter().zip(levels);
    texts
        .map(|(texts, level)| texts.get(level).map(|(_, text)| text.clone()))
        .map(Option::unwrap_or_default)
        .collect()
}

/// Returns the variants that share a name, do not keep it, and have a further candidate.
fn yielding(candidates: &[Vec<Candidate>], levels: &[usize]) -> Vec<usize> {
    let mut groups: HashMap<String, Vec<(Source, usize)>> = HashMap::default();
    for (index, (texts, level)) in candidates.iter().zip(levels).enumerate() {
        if let Some((source, text)) = texts.get(*level) {
            let group = groups.entry(name(text, Kind::Variant)).or_default();
            group.push((*source, index));
        }
    }
    let moved = |group: Vec<(Source, usize)>| {
        let best = group.iter().map(|(source, _)| *source).min();
        let is_best = move |source: Source| Some(source) == best;
        let is_only = group.iter().filter(|(source, _)| is_best(*source)).count() == 1;
        group
            .into_iter()
            .filter(move |(source, _)| !(is_only && is_best(*source)))
    };
    let alike = groups.into_values().filter(|group| group.len() > 1);
    let indices = alike.flat_map(moved).map(|(_, index)| index);
    indices
        .filter(|index| levels[*index] + 1 < candidates[*index].len())
        .collect()
}

/// Returns the texts that may name a variant, in order.
fn candidates(texts: &VariantTexts, words: &[String], shared: &Shared<'_>) -> Vec<Candidate> {
    let value = texts.values.iter().find_map(|it| spelled_in(it, words));
    let value = value.or_else(|| match texts.values.as_slice() {
        // Without a value in the document, the name of the component is the value.
        [only] if texts.name.as_ref() != Some(only) => Some(only.clone()),
        _ => None,
    });
    let is_name = |value: &String| is_made_of_words(value);
    let all = [
        (Source::Value, value.filter(is_name)),
        (Source::Stripped, shared.strip(words)),
        (Source::Name, texts.name.clone()),
        (Source::Words, texts.constant.clone().filter(is_name)),
    ];
    let words = texts
        .words
        .iter()
        .map(|it| (Source::Words, Some(it.clone())));
    let all = all
        .into_iter()
        .chain(words)
        .filter_map(|(source, text)| Some((source, text?)));
    let is_whole = |source: Source| matches!(source, Source::Name | Source::Words);
    all.filter(|(source, text)| is_whole(*source) || is_valid(text))
        .collect()
}

/// Returns true for a text whose name needs neither a word before a digit nor a `_` after a keyword.
fn is_valid(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && !name(text, Kind::Variant).ends_with('_')
}

fn is_made_of_words(value: &str) -> bool {
    let is_part = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.' | ' ');
    value.len() <= LONGEST_VALUE
        && value.starts_with(char::is_alphabetic)
        && value.chars().all(is_part)
}

/// Returns the words of a name that spell a value, or its last part: `AudioTrack` for `#Media.AudioTrack`.
fn spelled_in(value: &str, words: &[String]) -> Option<String> {
    let (_, last) = value.rsplit_once(['.', '/', '#', ':']).unwrap_or_default();
    spelling_of(value, words).or_else(|| spelling_of(last, words))
}

/// Returns the words of a name that spell a text.
fn spelling_of(value: &str, words: &[String]) -> Option<String> {
    let letters: String = value.chars().filter(|it| it.is_alphanumeric()).collect();
    let letters = letters.to_lowercase();
    let spelling = |from: usize| {
        let mut length = 0;
        let of_length = |word: &String| {
            length += word.len();
            length
        };
        let to = words[from..]
            .iter()
            .map(of_length)
            .position(|it| it >= letters.len())?;
        let found = &words[from..=from + to];
        (!letters.is_empty() && found.concat() == letters).then(|| found.join(" "))
    };
    // A name that is the value is none that the document chose for the value.
    let all = words.concat() == letters;
    (!all)
        .then(|| (0..words.len()).find_map(spelling))
        .flatten()
}

/// Returns the words of a text, in lower case.
fn words(text: &str) -> Vec<String> {
    let name = name(text, Kind::Field);
    let words = name.split('_').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The words that members lose.
struct Shared<'a> {
    /// The words of the union's name.
    own: &'a [String],
    /// The numbers of words at the beginning and the end of all members.
    beginning: usize,
    end: usize,
}

impl<'a> Shared<'a> {
    fn new(own: &'a [String], names: &[Vec<String>]) -> Self {
        let mut named = names.iter().filter(|words| !words.is_empty());
        let first = named.next().map(Vec::as_slice).unwrap_or_default();
        let (mut count, mut beginning, mut end) = (1, first.len(), first.len());
        let mut shortest = first.len();
        for words in named {
            count += 1;
            shortest = shortest.min(words.len());
            beginning = beginning.min(common(first.iter(), words.iter()));
            end = end.min(common(first.iter().rev(), words.iter().rev()));
        }
        // The name of one member may be what all share: `Price` and `DeletedPrice` remain whole.
        let lost = |words: usize, least: usize| match count >= least && words < shortest {
            true => words,
            false => 0,
        };
        Self {
            own,
            beginning: lost(beginning, SHARED_BEGINNING),
            end: lost(end, 2),
        }
    }

    /// Returns the words without the shared ones.
    fn strip(&self, words: &[String]) -> Option<String> {
        let beginning = self.beginning.max(common(self.own.iter(), words.iter()));
        let end = self
            .end
            .max(common(self.own.iter().rev(), words.iter().rev()));
        let kept = |from: usize, end: usize| {
            let to = words.len().checked_sub(end)?;
            words.get(from..to).filter(|kept| is_whole(kept))
        };
        let mut rests = [(beginning, end), (0, end), (beginning, 0)].into_iter();
        let rest = rests.find_map(|(from, end)| kept(from, end))?;
        (rest.len() < words.len()).then(|| rest.join(" "))
    }
}

/// Returns true for words that are a name of their own.
fn is_whole(words: &[String]) -> bool {
    let joins = |word: Option<&String>| word.is_some_and(|it| joining(it));
    let begins_with_letter = |word: &String| word.starts_with(char::is_alphabetic);
    words.first().is_some_and(begins_with_letter) && !joins(words.first()) && !joins(words.last())
}

/// Returns the number of first words that two names have in common.
fn common<'w>(
    left: impl Iterator<Item = &'w String>,
    right: impl Iterator<Item = &'w String>,
) -> usize {
    left.zip(right)
        .take_while(|(left, right)| left == right)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(union: Option<&str>, members: &[&str]) -> Vec<String> {
        let texts = |member: &&str| {
            // `name=value|value`, or words in parentheses.
            if let Some(words) = member.strip_prefix('(') {
                return VariantTexts {
                    words: vec![words.trim_end_matches(')').to_owned()],
                    ..VariantTexts::default()
                };
            }
            let (name, values) = member.split_once('=').unwrap_or((member, ""));
            VariantTexts {
                values: values
                    .split('|')
                    .filter(|it| !it.is_empty())
                    .map(str::to_owned)
                    .collect(),
                name: (!name.is_empty()).then(|| name.to_owned()),
                ..VariantTexts::default()
            }
        };
        let texts: Vec<VariantTexts> = members.iter().map(texts).collect();
        let texts = variant_texts(union, &texts);
        texts.iter().map(|text| name(text, Kind::Variant)).collect()
    }

    #[test]
    fn variants_lose_shared_words() {
        let cases: &[(Option<&str>, &[&str], &[&str])] = &[
            (
                Some("ChatRequestMessage"),
                &["ChatRequestUserMessage", "ChatRequestToolMessage"],
                &["User", "Tool"],
            ),
            (
                Some("ContentBlock"),
                &[
                    "ResponseTextBlock",
                    "ResponseToolUseBlock",
                    "ResponseImageBlock",
                ],
                &["Text", "ToolUse", "Image"],
            ),
            // An inline union loses the words of its members only.
            (
                None,
                &["Customer", "DeletedCustomer"],
                &["Customer", "DeletedCustomer"],
            ),
            (
                None,
                &["TrackObject", "EpisodeObject"],
                &["Track", "Episode"],
            ),
            (
                None,
                &["PaymentIntent", "PaymentMethod"],
                &["PaymentIntent", "PaymentMethod"],
            ),
            (
                None,
                &["AnalystNote", "AnalystOpinion", "AnalystTie"],
                &["Note", "Opinion", "Tie"],
            ),
            // Whole words only, and no digit or preposition at an end.
            (
                Some("Pet"),
                &["PetalFlower", "Pet2d", "PetOfKing", "Pet"],
                &["PetalFlower", "Pet2d", "PetOfKing", "Pet"],
            ),
        ];
        for (union, members, expected) in cases {
            assert_eq!(named(*union, members), *expected);
        }
    }

    #[test]
    fn variants_keep_the_fuller_name_where_the_shorter_one_is_taken() {
        let cases: &[(Option<&str>, &[&str], &[&str])] = &[
            (
                Some("Block"),
                &["TextBlock", "Text"],
                &["TextBlock", "Text"],
            ),
            (
                Some("Block"),
                &["StringBlock", "(String)"],
                &["StringBlock", "String"],
            ),
            (
                Some("Block"),
                &["SelfBlock", "NoBlock"],
                &["SelfBlock", "No"],
            ),
        ];
        for (union, members, expected) in cases {
            assert_eq!(named(*union, members), *expected);
        }
    }

    #[test]
    fn values_name_variants() {
        let cases: &[(&[&str], &[&str])] = &[
            (
                &["ResponseTextBlock=text", "=tool_use"],
                &["Text", "ToolUse"],
            ),
            (
                &["RegularPolygonNode=REGULARPOLYGON", "Line=LINE"],
                &["RegularPolygon", "Line"],
            ),
            (&["Dog=dog|Dog", "Cat=tabby|siamese"], &["Dog", "Cat"]),
            (
                &["UserMessage=UserMessage", "ToolMessage=ToolMessage"],
                &["User", "Tool"],
            ),
            (
                &["Track=#Media.Track", "Clip=https://a.b/c"],
                &["Track", "Clip"],
            ),
            (
                &[
                    "EventAreaLeft=org.some.v0.area-left",
                    "Own=org.some.v0.area-entered",
                ],
                &["AreaLeft", "OrgSomeV0AreaEntered"],
            ),
            (&["Red=1", "Green=2"], &["Red", "Green"]),
            (&["Twice", "Twice"], &["FirstTwice", "SecondTwice"]),
            (&["Own=self", "Other=other"], &["Own", "Other"]),
            (&["First=same", "Second=same"], &["First", "Second"]),
        ];
        for (members, expected) in cases {
            assert_eq!(named(None, members), *expected);
        }
    }

    #[test]
    fn the_order_of_members_is_no_matter() {
        let members = ["ATextBlock", "Text", "TextBlock", "StringBlock", "(String)"];
        let mut reversed = members;
        reversed.reverse();
        let mut names = named(Some("Block"), &reversed);
        names.reverse();
        assert_eq!(named(Some("Block"), &members), names);
    }
}
