//! Constraints in words.
//!
//! | constraints                   | words                               |
//! |-------------------------------|-------------------------------------|
//! | `pattern`, `format`           | ``matches `^a` ``, ``of the format `email` `` |
//! | `minLength`, `maxLength`      | `2 to 100 characters`               |
//! | `minItems`, `maxItems`        | `at most 20 items`                  |
//! | `minProperties`, `maxProperties` | `1 property`                     |
//! | `uniqueItems`                 | `unique items`, `at most 20 unique items` |
//! | `minimum`, `exclusiveMaximum` | `at least 0`, `less than 10`, `0 to 10` |
//! | `multipleOf`                  | `a multiple of 5`                   |
//! | `const`, `enum` of a boolean  | ``always `true` ``                  |
//! | those of items or values      | `each 1 to 5 characters`            |
//!
//! An assertion has no words: it is a schema. A secret has none either: the docs of the module say that secrets are not shown.

use specwright_ir::{Argument, Constraint, Pattern, Type, Value};

use super::code;

/// Returns a sentence about the constraints of a newtype: ``Matches `^[a-z]+$`; 2 to 100 characters.``
pub(super) fn sentence(patterns: &[Pattern], constraints: &[Constraint]) -> String {
    as_sentence(&words(patterns, constraints))
}

/// Returns a sentence about the constraints of a place and of the items or values in it.
pub(super) fn value_sentence(patterns: &[Pattern], value: &Value) -> String {
    as_sentence(&value_words(patterns, value))
}

fn as_sentence(words: &[String]) -> String {
    let text = words.join("; ");
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase());
    first.map_or_else(String::new, |first| format!("{first}{}.", chars.as_str()))
}

fn value_words(patterns: &[Pattern], value: &Value) -> Vec<String> {
    let own = value.constraints.as_ref().map_or(&[][..], |own| &own.list);
    let mut all = words(patterns, own);
    if let Type::Array(inner) | Type::Map(inner) = unboxed(&value.ty) {
        let inner = value_words(patterns, inner);
        if !inner.is_empty() {
            all.push(format!("each {}", inner.join(", ")));
        }
    }
    all
}

fn unboxed(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(inner) => unboxed(inner),
        ty => ty,
    }
}

fn words(patterns: &[Pattern], constraints: &[Constraint]) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(constraints.iter().filter_map(|it| match it {
        Constraint::Pattern(id) => {
            Some(format!("matches {}", code(&patterns[id.0 as usize].source)))
        }
        Constraint::Format(format) => Some(format!("of the format {}", code(format.name()))),
        _ => None,
    }));
    words.extend(counts(constraints));
    words.extend(bounds(constraints));
    words.extend(constraints.iter().filter_map(|it| match it {
        Constraint::MultipleOf(factor) => Some(format!("a multiple of {factor}")),
        Constraint::Only(value) | Constraint::Constant(value) => Some(format!("always `{value}`")),
        _ => None,
    }));
    words
}

/// An item, and several, of an array that has none twice.
const UNIQUE: [&str; 2] = ["unique item", "unique items"];

/// Returns the words of the bounds of a length or a number of items or properties.
fn counts(constraints: &[Constraint]) -> Vec<String> {
    let find = |is: fn(&Constraint) -> bool| match constraints.iter().find(|it| is(it))?.argument()
    {
        Argument::Count(count) => Some(count),
        _ => None,
    };
    let bounds = [
        (
            ["character", "characters"],
            find(|it| matches!(it, Constraint::MinLength(_))),
            find(|it| matches!(it, Constraint::MaxLength(_))),
        ),
        (
            match constraints.contains(&Constraint::UniqueItems) {
                true => UNIQUE,
                false => ["item", "items"],
            },
            find(|it| matches!(it, Constraint::MinItems(_))),
            find(|it| matches!(it, Constraint::MaxItems(_))),
        ),
        (
            ["property", "properties"],
            find(|it| matches!(it, Constraint::MinProperties(_))),
            find(|it| matches!(it, Constraint::MaxProperties(_))),
        ),
    ];
    let words = bounds.into_iter();
    words
        .filter_map(|(unit, min, max)| match count_words(unit, min, max) {
            None if unit[0] == UNIQUE[0] => Some(UNIQUE[1].to_owned()),
            words => words,
        })
        .collect()
}

fn count_words([one, many]: [&str; 2], min: Option<u64>, max: Option<u64>) -> Option<String> {
    let counted = |count: u64| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    match (min.filter(|it| *it > 0), max) {
        (None, None) => None,
        (Some(min), Some(max)) if min == max => Some(counted(min)),
        (Some(min), Some(max)) => Some(format!("{min} to {}", counted(max))),
        (Some(min), None) => Some(format!("at least {}", counted(min))),
        (None, Some(0)) => Some(format!("no {many}")),
        (None, Some(max)) => Some(format!("at most {}", counted(max))),
    }
}

/// Returns the words of the bounds of a number.
fn bounds(constraints: &[Constraint]) -> Vec<String> {
    let (mut low, mut high, mut words) = (None, None, Vec::new());
    for constraint in constraints {
        match constraint {
            Constraint::Minimum(bound) => low = Some(bound),
            Constraint::Maximum(bound) => high = Some(bound),
            Constraint::ExclusiveMinimum(bound) => words.push(format!("more than {bound}")),
            Constraint::ExclusiveMaximum(bound) => words.push(format!("less than {bound}")),
            _ => {}
        }
    }
    let inclusive = match (low, high) {
        (Some(low), Some(high)) if low == high => Some(low.clone()),
        (Some(low), Some(high)) => Some(format!("{low} to {high}")),
        (Some(low), None) => Some(format!("at least {low}")),
        (None, Some(high)) => Some(format!("at most {high}")),
        (None, None) => None,
    };
    inclusive.into_iter().chain(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constraints_are_words() {
        use Constraint::{
            ExclusiveMaximum, MaxItems, MaxLength, Maximum, MinItems, MinLength, Minimum,
            UniqueItems,
        };
        let text = |it: &str| it.to_owned();
        for (constraints, expected) in [
            (vec![], ""),
            (vec![MinLength(2), MaxLength(100)], "2 to 100 characters."),
            (vec![MinLength(1)], "At least 1 character."),
            (vec![MaxItems(20), UniqueItems], "At most 20 unique items."),
            (vec![MinItems(3), MaxItems(3)], "3 items."),
            (vec![MaxLength(0)], "No characters."),
            (vec![Minimum(text("0")), Maximum(text("10"))], "0 to 10."),
            (
                vec![Minimum(text("0")), ExclusiveMaximum(text("10"))],
                "At least 0; less than 10.",
            ),
        ] {
            assert_eq!(sentence(&[], &constraints), expected);
        }
    }
}
