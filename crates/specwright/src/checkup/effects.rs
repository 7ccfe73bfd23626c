//! The effect of each warning on the generated code, and the repair.

use serde::Serialize;
use specwright_spec::{Code, Severity};

/// The effect of a finding on the generated code, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Effect {
    /// Nothing is generated.
    Refused,
    /// A fault is repaired in one plain way, which may not be the one that the author meant.
    Repaired,
    /// No value is valid at the place.
    Unusable,
    /// A part of the document is not in the code.
    Lost,
    /// Values are checked less strictly than the document may mean, or in another way.
    Weakened,
    /// A fault has one possible meaning, which is used.
    Assumed,
    /// An item has another name than in the document, or one that is made up.
    Renamed,
    /// The code is the same as without the finding.
    Harmless,
}

impl Effect {
    /// Returns a word and its explanation, for people who do not know the terms.
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Refused => ("Errors", "nothing is generated until they are corrected"),
            Self::Repaired => (
                "Repaired",
                "faults that `--strict` refuses; check each repair",
            ),
            Self::Unusable => ("Unusable", "no value can be valid here"),
            Self::Lost => ("Lost", "in the document, but not in the code"),
            Self::Weakened => (
                "Weakened",
                "checked less, or in another way, than the document may mean",
            ),
            Self::Assumed => (
                "Read as meant",
                "faults with one possible meaning; other tools may differ",
            ),
            Self::Renamed => ("Renamed", "the name in Rust is not the one in the document"),
            Self::Harmless => ("Harmless", "no effect on the code"),
        }
    }

    /// Returns the repair of findings whose code has none of its own.
    fn repair(self) -> &'static str {
        match self {
            Self::Refused => "correct the document, or with an overlay (`--overlay FILE`)",
            Self::Repaired => {
                "compare each repair with the service, and correct the document (or use `--overlay FILE`)"
            }
            Self::Unusable => "correct the constraints, or no program can use the value",
            Self::Lost => "nothing, unless the service depends on it",
            Self::Weakened => "check the affected values in your own code",
            Self::Assumed => "correct the document, so that other tools read the same",
            Self::Renamed => "pin the name with `[rename]` in specwright.toml",
            Self::Harmless => "nothing",
        }
    }
}

/// The warnings that have no repair of their own in [`WITH_REPAIR`].
#[rustfmt::skip]
const PLAIN: &[(Code, Effect)] = &[
    (Code::ShortVersion, Effect::Assumed),
    (Code::SimilarReference, Effect::Assumed),
    (Code::DisplacedReference, Effect::Assumed),
    (Code::UnknownField, Effect::Lost),
    (Code::UnquotedText, Effect::Assumed),
    (Code::IgnoredField, Effect::Lost),
    (Code::OtherVersion, Effect::Assumed),
    (Code::Repaired, Effect::Repaired),
    (Code::MissingText, Effect::Harmless),
    (Code::EmptyField, Effect::Harmless),
    (Code::IgnoredValue, Effect::Lost),
    (Code::WrongCase, Effect::Assumed),
    (Code::QuotedNumber, Effect::Assumed),
    (Code::NullWithoutQuotes, Effect::Assumed),
    (Code::OptionalPathParameter, Effect::Assumed),
    (Code::InvalidComponentName, Effect::Assumed),
    (Code::LooseMediaType, Effect::Assumed),
    (Code::LowerCaseRange, Effect::Assumed),
    (Code::RepeatedParameter, Effect::Harmless),
    (Code::PathWithQuery, Effect::Assumed),
    (Code::UnknownLink, Effect::Lost),
    (Code::ArrayWithoutItems, Effect::Weakened),
    (Code::DuplicateEnumValue, Effect::Harmless),
    (Code::DuplicateRequired, Effect::Harmless),
    (Code::UnusedDiscriminator, Effect::Harmless),
    (Code::CircularInheritance, Effect::Assumed),
    (Code::ChoiceOfItself, Effect::Assumed),
    (Code::FormatAsType, Effect::Assumed),
    (Code::EmptyComposition, Effect::Assumed),
    (Code::TypeAsFormat, Effect::Assumed),
    (Code::LooseJsonPath, Effect::Assumed),
    (Code::IgnoredAction, Effect::Lost),
    (Code::OtherDocument, Effect::Harmless),
    (Code::ImpossibleValue, Effect::Unusable),
    (Code::EmptyEnum, Effect::Unusable),
    (Code::RoundedNumber, Effect::Weakened),
    (Code::ExcludedFault, Effect::Harmless),
];

/// The warnings with a repair of their own.
#[rustfmt::skip]
const WITH_REPAIR: &[(Code, Effect, &str)] = &[
    (Code::MissingProduces, Effect::Assumed, "if responses are not JSON, add `produces` to the document"),
    (Code::IgnoredSiblings, Effect::Lost, "write `allOf: [{$ref: …}]` with the keywords beside it, if they matter"),
    (Code::IgnoredHeaderParameter, Effect::Lost, "for `Authorization`, declare a security scheme; the other headers are set by the library"),
    (Code::UnusableServer, Effect::Lost, "give each variable of the URL a `default`"),
    (Code::SimilarPaths, Effect::Weakened, "merge the two paths, or a server cannot distinguish them"),
    (Code::PathWithFragment, Effect::Weakened, "merge the operations: a server runs only the first of them"),
    (Code::PathOperator, Effect::Weakened, "`/` in a value is sent as `%2F`: check that the service accepts it"),
    (Code::AdjacentParameters, Effect::Weakened, "separate the two parameters, since the end of the first is ambiguous"),
    (Code::UndefinedStyle, Effect::Weakened, "compare the form that is sent with the documentation of the service"),
    (Code::NestedParameter, Effect::Weakened, "nothing, unless a value is nested; then declare `style: deepObject` or JSON `content`"),
    (Code::EnumMismatch, Effect::Lost, "correct the listed value, or the type beside it"),
    (Code::DefaultMismatch, Effect::Lost, "correct the default, which is ignored"),
    (Code::NullableWithoutType, Effect::Assumed, "nothing: null is accepted; to be strict, add `type` beside `nullable`"),
    (Code::ForbiddenRequired, Effect::Lost, "declare the property, or remove it from `required`"),
    (Code::EnumWithoutNull, Effect::Assumed, "nothing: null is accepted; to be strict, add `null` to the enum"),
    (Code::IneffectiveKeyword, Effect::Lost, "correct `type`, if the keyword is meant"),
    (Code::NameCollision, Effect::Renamed, "nothing, or choose better names with `[rename]` in specwright.toml"),
    (Code::UnknownFormat, Effect::Weakened, "map a format to a type with `[types]` in specwright.toml, or check known formats with `formats = \"assert\"`"),
    (Code::MissingOperationId, Effect::Renamed, "add `operationId`, since the made-up name changes with the path"),
    (Code::DoubtfulPattern, Effect::Weakened, "compare the pattern with the values of the service"),
    (Code::UntypedValue, Effect::Weakened, "declare the common `type`, or map a type with `[types]` in specwright.toml"),
    (Code::CostlyPattern, Effect::Weakened, "simplify the pattern, or limit `maxLength`: text that takes too long to match is rejected"),
    (Code::UnmetDependency, Effect::Harmless, "add the line in the message to `Cargo.toml`"),
    (Code::OverlappingMembers, Effect::Weakened, "add a `discriminator`, or write `anyOf`: a value that fits two members is rejected"),
];

/// Returns the effect and the repair of findings with a code.
pub(super) fn of(code: Code) -> (Effect, &'static str) {
    if code.severity() == Severity::Error {
        return (Effect::Refused, Effect::Refused.repair());
    }
    if let Some((_, effect, repair)) = WITH_REPAIR.iter().find(|it| it.0 == code) {
        return (*effect, repair);
    }
    let plain = PLAIN.iter().find(|it| it.0 == code);
    let effect = plain.map_or(Effect::Weakened, |it| it.1);
    (effect, effect.repair())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_warning_is_in_one_row() {
        for code in Code::ALL {
            let plain = PLAIN.iter().filter(|it| it.0 == *code).count();
            let rows = plain + WITH_REPAIR.iter().filter(|it| it.0 == *code).count();
            let expected = usize::from(code.severity() == Severity::Warning);
            assert_eq!(rows, expected, "{}", code.as_str());
        }
    }
}
