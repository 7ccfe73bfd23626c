//! The rules that grade a change of an item.

use SourceRule::{
    AliasChanged, ConstructorChanged, ConversionAdded, ConversionRemoved, FeatureRemoved,
    FeaturesNarrowed, FieldAdded, FieldRemoved, FieldTypeChanged, ItemAdded, ItemRemoved,
    ItemRenamed, KindChanged, MemberAdded, MemberChanged, MemberRemoved, ProvidedMethodAdded,
    RequiredMethodAdded, SignatureChanged, TraitAdded, TraitRemoved, VariantAdded,
    VariantAddedToOpenEnum, VariantChanged, VariantRemoved,
};

/// A kind of change of the public items of generated crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the table says what each is")]
pub enum SourceRule {
    ItemAdded,
    ItemRemoved,
    ItemRenamed,
    KindChanged,
    AliasChanged,
    FieldAdded,
    FieldRemoved,
    FieldTypeChanged,
    ConstructorChanged,
    VariantAdded,
    VariantAddedToOpenEnum,
    VariantRemoved,
    VariantChanged,
    TraitAdded,
    TraitRemoved,
    ConversionAdded,
    ConversionRemoved,
    MemberAdded,
    MemberRemoved,
    MemberChanged,
    SignatureChanged,
    RequiredMethodAdded,
    ProvidedMethodAdded,
    FeaturesNarrowed,
    FeatureRemoved,
}

/// The code that a change may break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Affected {
    /// None.
    Nobody,
    /// Code that makes values of the type.
    Makers,
    /// Code that reads values of the type.
    Readers,
    /// Any code that uses the item.
    Everyone,
}

/// Each rule, its name, the code that it may break, and the reason.
const RULES: [(SourceRule, &str, Affected, &str); 25] = [
    (
        ItemAdded,
        "item-added",
        Affected::Nobody,
        "code names what it uses",
    ),
    (
        ItemRemoved,
        "item-removed",
        Affected::Everyone,
        "the name is gone",
    ),
    (
        ItemRenamed,
        "item-renamed",
        Affected::Everyone,
        "the old name is gone",
    ),
    (
        KindChanged,
        "kind-changed",
        Affected::Everyone,
        "a struct, an enum, a newtype and an alias are made and read differently",
    ),
    (
        AliasChanged,
        "alias-changed",
        Affected::Everyone,
        "the name stands for another type",
    ),
    (
        FieldAdded,
        "field-added",
        Affected::Nobody,
        "structs are made by `new` or with `..`, and destructured with `..`",
    ),
    (
        FieldRemoved,
        "field-removed",
        Affected::Everyone,
        "the field is gone",
    ),
    (
        FieldTypeChanged,
        "field-type-changed",
        Affected::Everyone,
        "the field has another type",
    ),
    (
        ConstructorChanged,
        "constructor-changed",
        Affected::Makers,
        "`new` has other arguments, or their order means something else",
    ),
    (
        VariantAdded,
        "variant-added",
        Affected::Readers,
        "enums are matched without `_`",
    ),
    (
        VariantAddedToOpenEnum,
        "variant-added-to-open-enum",
        Affected::Nobody,
        "a `#[non_exhaustive]` enum is matched with `_`",
    ),
    (
        VariantRemoved,
        "variant-removed",
        Affected::Everyone,
        "the variant is gone",
    ),
    (
        VariantChanged,
        "variant-changed",
        Affected::Everyone,
        "the variant holds other fields",
    ),
    (
        TraitAdded,
        "trait-added",
        Affected::Nobody,
        "code asks for the traits that it needs",
    ),
    (
        TraitRemoved,
        "trait-removed",
        Affected::Everyone,
        "code may need the trait",
    ),
    (
        ConversionAdded,
        "conversion-added",
        Affected::Nobody,
        "code names the type that it converts to",
    ),
    (
        ConversionRemoved,
        "conversion-removed",
        Affected::Makers,
        "the value is made of the variant instead",
    ),
    (
        MemberAdded,
        "member-added",
        Affected::Nobody,
        "code names what it uses",
    ),
    (
        MemberRemoved,
        "member-removed",
        Affected::Readers,
        "the method is gone",
    ),
    (
        MemberChanged,
        "member-changed",
        Affected::Readers,
        "the method returns another type",
    ),
    (
        SignatureChanged,
        "signature-changed",
        Affected::Everyone,
        "callers and implementers write the arguments and the result",
    ),
    (
        RequiredMethodAdded,
        "required-method-added",
        Affected::Everyone,
        "each implementation needs the method",
    ),
    (
        ProvidedMethodAdded,
        "provided-method-added",
        Affected::Nobody,
        "the trait has a body for it",
    ),
    (
        FeaturesNarrowed,
        "features-narrowed",
        Affected::Everyone,
        "a feature that compiled the item no longer does",
    ),
    (
        FeatureRemoved,
        "feature-removed",
        Affected::Everyone,
        "a manifest may enable it",
    ),
];

impl SourceRule {
    fn row(self) -> &'static (Self, &'static str, Affected, &'static str) {
        &RULES[self as usize]
    }

    /// Its name: `field-added`.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The code that the change may break.
    pub fn affected(self) -> Affected {
        self.row().2
    }

    /// The reason for the verdict, in one clause.
    pub fn reason(self) -> &'static str {
        self.row().3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_that_of_its_rule() {
        for (index, (rule, ..)) in RULES.iter().enumerate() {
            assert_eq!(*rule as usize, index);
            assert_eq!(rule.row().0, *rule);
        }
    }
}
