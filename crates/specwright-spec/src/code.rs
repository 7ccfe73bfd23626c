//! The catalog of diagnostics: for each a stable code, a name, a severity, a title and an explanation.
//!
//! A code never changes its meaning; `cargo xtask ci` fails for a code that no snapshot or test covers (`xtask/src/catalog.rs`). The first two
//! digits name the pass: 01 load, 02 upgrade, 03 merge, 04 resolve, 05 to 07 check, 08 overlay, 10 lower, 11 configuration. A new
//! diagnostic needs a line in the table below and an [`Explanation`] in the file of its pass.

mod config;
mod lint_rule;
mod load;
mod lower;
mod merge;
mod operations;
mod overlay;
mod resolve;
mod schemas;
mod structure;
mod upgrade;

pub use lint_rule::{LintLevel, LintRule};

use crate::Severity;

/// The long text of a diagnostic, which `specwright explain` prints.
struct Explanation {
    /// The rule of the specification, and the consequence for the generated code.
    reason: &'static str,
    /// A part of a document that causes the diagnostic.
    example: &'static str,
    /// The correction of the example.
    repair: &'static str,
}

/// An entry of the catalog.
struct Entry {
    code: &'static str,
    name: &'static str,
    severity: Severity,
    title: &'static str,
    explanation: Text,
}

/// The source of an explanation.
enum Text {
    Fault(&'static Explanation),
    Rule(&'static LintRule),
}

macro_rules! catalog {
    ($($variant:ident, $code:literal, $name:literal, $severity:ident, $title:literal, $explanation:path;)*) => {
        /// The kind of a [`Diagnostic`](crate::Diagnostic).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!($code, ": ", $title)] $variant,)*
            /// A weakness that a rule of `lint` found.
            Lint(&'static LintRule),
        }

        impl Code {
            /// All codes except those of `lint`, in ascending order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            fn entry(self) -> Entry {
                match self {
                    $(Self::$variant => Entry {
                        code: $code,
                        name: $name,
                        severity: Severity::$severity,
                        title: $title,
                        explanation: Text::Fault(&$explanation),
                    },)*
                    Self::Lint(rule) => Entry {
                        code: rule.id,
                        name: rule.id,
                        severity: rule.severity,
                        title: rule.title,
                        explanation: Text::Rule(rule),
                    },
                }
            }
        }
    };
}

impl Code {
    /// Returns the stable code, such as `SW0401`; of a rule of `lint`, its id.
    pub fn as_str(self) -> &'static str {
        self.entry().code
    }

    /// Returns the name, such as `unresolved-reference`.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// Returns the severity of diagnostics with this code.
    pub fn severity(self) -> Severity {
        self.entry().severity
    }

    /// Returns the title: a description in one line.
    pub fn title(self) -> &'static str {
        self.entry().title
    }

    /// Finds a code by its number, in any case, or by its name: `SW0401`, `sw0401`, `unresolved-reference`. The rules of `lint` are
    /// not among them.
    pub fn parse(text: &str) -> Option<Self> {
        let names = |code: &Self| code.as_str().eq_ignore_ascii_case(text) || code.name() == text;
        Self::ALL.iter().copied().find(names)
    }

    /// Returns the output of `specwright explain`: the reason, an example and its repair.
    pub fn explanation(self) -> String {
        let Entry {
            code,
            name,
            severity,
            title,
            explanation,
        } = self.entry();
        let Explanation {
            reason,
            example,
            repair,
        } = match explanation {
            Text::Fault(explanation) => explanation,
            Text::Rule(rule) => return rule.text(),
        };
        let example = indented(example);
        let severity = severity.as_str();
        format!(
            "{code} {name} ({severity}): {title}\n\n{reason}\n\nExample:\n\n{example}\nRepair: {repair}\n"
        )
    }
}

/// Indents an example.
fn indented(example: &str) -> String {
    let lines = example.lines();
    lines.map(|line| format!("    {line}\n")).collect()
}

catalog! {
    // Loading
    UnreadableFile, "SW0101", "unreadable-file", Error, "a file cannot be read", load::UNREADABLE_FILE;
    InvalidEncoding, "SW0102", "invalid-encoding", Error, "a file is not encoded as UTF-8", load::INVALID_ENCODING;
    InvalidSyntax, "SW0103", "invalid-syntax", Error, "a file is neither valid YAML nor valid JSON", load::INVALID_SYNTAX;
    DuplicateKey, "SW0104", "duplicate-key", Error, "an object has a duplicate key", load::DUPLICATE_KEY;
    TooDeep, "SW0105", "too-deep", Error, "a document is nested too deeply", load::TOO_DEEP;
    SeveralDocuments, "SW0106", "several-documents", Error, "a file contains more than one YAML document", load::SEVERAL_DOCUMENTS;
    EmptyFile, "SW0107", "empty-file", Error, "a file is empty", load::EMPTY_FILE;
    InvalidKey, "SW0108", "invalid-key", Error, "a key is not a scalar", load::INVALID_KEY;
    AliasExpansion, "SW0109", "alias-expansion", Error, "aliases expand to too many values", load::ALIAS_EXPANSION;
    InvalidMergeKey, "SW0110", "invalid-merge-key", Error, "the value of a merge key is not a mapping", load::INVALID_MERGE_KEY;
    UnknownTag, "SW0111", "unknown-tag", Error, "a YAML tag has no JSON equivalent", load::UNKNOWN_TAG;
    InexactNumber, "SW0112", "inexact-number", Error, "a number cannot be represented exactly", load::INEXACT_NUMBER;
    NumberOutOfRange, "SW0113", "number-out-of-range", Error, "a number exceeds the range of a 64-bit float", load::NUMBER_OUT_OF_RANGE;
    CopyExpansion, "SW0114", "copy-expansion", Error, "shared objects are copied too often", load::COPY_EXPANSION;

    // Versions
    MissingVersion, "SW0201", "missing-version", Error, "the document does not declare its version", upgrade::MISSING_VERSION;
    UnsupportedVersion, "SW0202", "unsupported-version", Error, "the version of the document is not supported", upgrade::UNSUPPORTED_VERSION;
    MissingProduces, "SW0203", "missing-produces", Warning, "responses of a Swagger document have no media type", upgrade::MISSING_PRODUCES;
    ShortVersion, "SW0204", "short-version", Warning, "a version number is incomplete", upgrade::SHORT_VERSION;

    // Merging pages
    UnclosedFence, "SW0301", "unclosed-fence", Error, "a code block is not closed", merge::UNCLOSED_FENCE;
    NoFragment, "SW0302", "no-fragment", Error, "no page contains a part of an OpenAPI document", merge::NO_FRAGMENT;
    RootDisagreement, "SW0303", "root-disagreement", Error, "fragments disagree about a field of the root object", merge::ROOT_DISAGREEMENT;
    ComponentDisagreement, "SW0304", "component-disagreement", Error, "fragments disagree about a component", merge::COMPONENT_DISAGREEMENT;
    OperationDisagreement, "SW0305", "operation-disagreement", Error, "fragments disagree about an operation", merge::OPERATION_DISAGREEMENT;
    PathDisagreement, "SW0306", "path-disagreement", Error, "fragments disagree about a path item", merge::PATH_DISAGREEMENT;
    InvalidFragment, "SW0307", "invalid-fragment", Error, "a fragment is not a part of an OpenAPI document", merge::INVALID_FRAGMENT;

    // References
    UnresolvedReference, "SW0401", "unresolved-reference", Error, "the target of a reference does not exist", resolve::UNRESOLVED_REFERENCE;
    WrongReference, "SW0402", "wrong-reference", Error, "a reference has a target of the wrong kind", resolve::WRONG_REFERENCE;
    ReferenceCycle, "SW0403", "reference-cycle", Error, "references form a cycle", resolve::REFERENCE_CYCLE;
    InvalidReference, "SW0404", "invalid-reference", Error, "a reference is malformed", resolve::INVALID_REFERENCE;
    RemoteReference, "SW0405", "remote-reference", Error, "a reference points to a remote file", resolve::REMOTE_REFERENCE;
    OutsideReference, "SW0406", "outside-reference", Error, "a reference points outside the folder of the document", resolve::OUTSIDE_REFERENCE;
    IgnoredSiblings, "SW0407", "ignored-siblings", Warning, "keywords beside a reference are ignored", resolve::IGNORED_SIBLINGS;
    SimilarReference, "SW0408", "similar-reference", Warning, "a reference has a target of a similar kind", resolve::SIMILAR_REFERENCE;
    DisplacedReference, "SW0409", "displaced-reference", Warning, "a reference uses the location of another version or format", resolve::DISPLACED_REFERENCE;

    // Fields of objects
    WrongType, "SW0501", "wrong-type", Error, "a field has a value of the wrong type", structure::WRONG_TYPE;
    MissingField, "SW0502", "missing-field", Error, "a required field is missing", structure::MISSING_FIELD;
    UnknownField, "SW0503", "unknown-field", Warning, "a field is unknown", structure::UNKNOWN_FIELD;
    MisspelledField, "SW0504", "misspelled-field", Error, "a field is misspelled", structure::MISSPELLED_FIELD;
    UnquotedText, "SW0505", "unquoted-text", Warning, "a string is written as a number", structure::UNQUOTED_TEXT;
    IgnoredField, "SW0506", "ignored-field", Warning, "a field has no effect", structure::IGNORED_FIELD;
    InvalidValue, "SW0507", "invalid-value", Error, "a field has an invalid value", structure::INVALID_VALUE;
    NullField, "SW0508", "null-field", Error, "a field is null", structure::NULL_FIELD;
    UnreadableObject, "SW0509", "unreadable-object", Error, "an object is invalid", structure::UNREADABLE_OBJECT;
    OtherVersion, "SW0510", "other-version", Warning, "a keyword belongs to another version", structure::OTHER_VERSION;
    TooNew, "SW0511", "too-new", Error, "a field requires a later version", structure::TOO_NEW;
    Repaired, "SW0512", "repaired", Warning, "an error was repaired", structure::REPAIRED;
    MissingText, "SW0513", "missing-text", Warning, "a required descriptive field is missing", structure::MISSING_TEXT;
    EmptyField, "SW0514", "empty-field", Warning, "a field is null", structure::EMPTY_FIELD;
    IgnoredValue, "SW0515", "ignored-value", Warning, "a value has no effect", structure::IGNORED_VALUE;
    WrongCase, "SW0516", "wrong-case", Warning, "a name is written in the wrong case", structure::WRONG_CASE;
    QuotedNumber, "SW0517", "quoted-number", Warning, "a number is written as a string", structure::QUOTED_NUMBER;
    NullWithoutQuotes, "SW0518", "null-without-quotes", Warning, "the type `null` is not quoted", structure::NULL_WITHOUT_QUOTES;

    // Paths, operations, parameters
    PathWithoutSlash, "SW0601", "path-without-slash", Error, "a path does not start with a slash", operations::PATH_WITHOUT_SLASH;
    InvalidPathTemplate, "SW0602", "invalid-path-template", Error, "a path template is invalid", operations::INVALID_PATH_TEMPLATE;
    UndeclaredPathParameter, "SW0603", "undeclared-path-parameter", Error, "a path template uses an undeclared parameter", operations::UNDECLARED_PATH_PARAMETER;
    UnusedPathParameter, "SW0604", "unused-path-parameter", Error, "a path parameter does not occur in the path", operations::UNUSED_PATH_PARAMETER;
    DuplicateParameter, "SW0605", "duplicate-parameter", Error, "a parameter is declared twice", operations::DUPLICATE_PARAMETER;
    OptionalPathParameter, "SW0606", "optional-path-parameter", Warning, "a path parameter is not required", operations::OPTIONAL_PATH_PARAMETER;
    DuplicatePath, "SW0607", "duplicate-path", Error, "a path is declared twice", operations::DUPLICATE_PATH;
    DuplicateOperationId, "SW0608", "duplicate-operation-id", Error, "an `operationId` is used twice", operations::DUPLICATE_OPERATION_ID;
    InvalidStatus, "SW0609", "invalid-status", Error, "a key of `responses` is not a status", operations::INVALID_STATUS;
    NoResponses, "SW0610", "no-responses", Error, "an operation declares no responses", operations::NO_RESPONSES;
    UnknownSecurityScheme, "SW0611", "unknown-security-scheme", Error, "a security scheme is not declared", operations::UNKNOWN_SECURITY_SCHEME;
    ParameterForm, "SW0612", "parameter-form", Error, "a parameter has neither or both of `schema` and `content`", operations::PARAMETER_FORM;
    InvalidStyle, "SW0613", "invalid-style", Error, "a style is not valid for the location of a parameter", operations::INVALID_STYLE;
    IgnoredHeaderParameter, "SW0614", "ignored-header-parameter", Warning, "a header parameter is ignored", operations::IGNORED_HEADER_PARAMETER;
    InvalidHeaderName, "SW0615", "invalid-header-name", Error, "the name of a header or cookie is invalid", operations::INVALID_HEADER_NAME;
    InvalidMediaType, "SW0616", "invalid-media-type", Error, "a media type is invalid", operations::INVALID_MEDIA_TYPE;
    ServerVariable, "SW0617", "server-variable", Error, "a server variable has an invalid default", operations::SERVER_VARIABLE;
    InvalidComponentName, "SW0618", "invalid-component-name", Warning, "a component has an invalid name", operations::INVALID_COMPONENT_NAME;
    ConflictingMediaTypes, "SW0619", "conflicting-media-types", Error, "a media type is declared twice", operations::CONFLICTING_MEDIA_TYPES;
    UnusableServer, "SW0620", "unusable-server", Warning, "a server cannot be used", operations::UNUSABLE_SERVER;
    SimilarPaths, "SW0621", "similar-paths", Warning, "two paths differ only in parameter names", operations::SIMILAR_PATHS;
    LooseMediaType, "SW0622", "loose-media-type", Warning, "a media type is malformed", operations::LOOSE_MEDIA_TYPE;
    LowerCaseRange, "SW0623", "lower-case-range", Warning, "a status range is written in lowercase", operations::LOWER_CASE_RANGE;
    RepeatedParameter, "SW0624", "repeated-parameter", Warning, "a parameter is referenced twice", operations::REPEATED_PARAMETER;
    PathWithQuery, "SW0625", "path-with-query", Warning, "a path contains a query string", operations::PATH_WITH_QUERY;
    PathWithFragment, "SW0626", "path-with-fragment", Warning, "a path contains a fragment", operations::PATH_WITH_FRAGMENT;
    PathOperator, "SW0627", "path-operator", Warning, "a path parameter for several segments is read as a single segment", operations::PATH_OPERATOR;
    UnknownMethod, "SW0630", "unknown-method", Error, "a path item has an operation under an unknown method", operations::UNKNOWN_METHOD;
    AdjacentParameters, "SW0631", "adjacent-parameters", Warning, "two path parameters have no separator", operations::ADJACENT_PARAMETERS;
    UnknownLink, "SW0632", "unknown-link", Warning, "a link refers to an unknown operation", operations::UNKNOWN_LINK;
    RepeatedOperation, "SW0633", "repeated-operation", Error, "an operation is declared twice", operations::REPEATED_OPERATION;
    OperationReference, "SW0634", "operation-reference", Error, "an operation is a reference", operations::OPERATION_REFERENCE;
    MisplacedSecurity, "SW0635", "misplaced-security", Error, "`security` has no effect here", operations::MISPLACED_SECURITY;
    UndefinedStyle, "SW0636", "undefined-style", Warning, "a style is undefined for the type of the value", operations::UNDEFINED_STYLE;
    UnsendableParameter, "SW0637", "unsendable-parameter", Error, "no style can represent the values of a required parameter", operations::UNSENDABLE_PARAMETER;
    NestedParameter, "SW0638", "nested-parameter", Warning, "no style can represent some values of a parameter", operations::NESTED_PARAMETER;
    BodyAndForm, "SW0639", "body-and-form", Error, "an operation has a body and form parameters", operations::BODY_AND_FORM;

    // Schemas
    UnknownType, "SW0701", "unknown-type", Error, "a type is unknown", schemas::UNKNOWN_TYPE;
    ArrayWithoutItems, "SW0702", "array-without-items", Warning, "an array schema has no `items`", schemas::ARRAY_WITHOUT_ITEMS;
    EmptyRange, "SW0703", "empty-range", Error, "a range is empty", schemas::EMPTY_RANGE;
    EmptyEnum, "SW0704", "empty-enum", Warning, "an `enum` is empty", schemas::EMPTY_ENUM;
    EnumMismatch, "SW0705", "enum-mismatch", Warning, "an enum value does not match the type of its schema", schemas::ENUM_MISMATCH;
    DuplicateEnumValue, "SW0706", "duplicate-enum-value", Warning, "an enum value is listed twice", schemas::DUPLICATE_ENUM_VALUE;
    DefaultMismatch, "SW0707", "default-mismatch", Warning, "a default does not match its schema", schemas::DEFAULT_MISMATCH;
    EndlessSchema, "SW0708", "endless-schema", Error, "a schema is infinitely recursive", schemas::ENDLESS_SCHEMA;
    NullableWithoutType, "SW0709", "nullable-without-type", Warning, "`nullable` is used without `type`", schemas::NULLABLE_WITHOUT_TYPE;
    ReadOnlyAndWriteOnly, "SW0710", "read-only-and-write-only", Error, "a schema is both `readOnly` and `writeOnly`", schemas::READ_ONLY_AND_WRITE_ONLY;
    ForbiddenRequired, "SW0711", "forbidden-required", Warning, "a required property is not allowed", schemas::FORBIDDEN_REQUIRED;
    DuplicateRequired, "SW0712", "duplicate-required", Warning, "a name is listed twice in `required`", schemas::DUPLICATE_REQUIRED;
    EnumWithoutNull, "SW0713", "enum-without-null", Warning, "a `nullable` schema has an `enum` without null", schemas::ENUM_WITHOUT_NULL;
    InvalidDiscriminator, "SW0714", "invalid-discriminator", Error, "a discriminator mapping has no target", schemas::INVALID_DISCRIMINATOR;
    UnusedDiscriminator, "SW0715", "unused-discriminator", Warning, "a discriminator has no effect", schemas::UNUSED_DISCRIMINATOR;
    CircularInheritance, "SW0716", "circular-inheritance", Warning, "a schema includes the composition that it is a member of", schemas::CIRCULAR_INHERITANCE;
    ChoiceOfItself, "SW0717", "choice-of-itself", Warning, "a composition lists its own schema as a member", schemas::CHOICE_OF_ITSELF;
    FormatAsType, "SW0718", "format-as-type", Warning, "a format is used as a type", schemas::FORMAT_AS_TYPE;
    EmptyComposition, "SW0719", "empty-composition", Warning, "a composition is empty", schemas::EMPTY_COMPOSITION;
    IneffectiveKeyword, "SW0720", "ineffective-keyword", Warning, "a keyword has no effect beside the type", schemas::INEFFECTIVE_KEYWORD;
    TypeAsFormat, "SW0721", "type-as-format", Warning, "a type is used as a format", schemas::TYPE_AS_FORMAT;

    // Overlays
    InvalidOverlay, "SW0801", "invalid-overlay", Error, "an overlay is invalid", overlay::INVALID_OVERLAY;
    OverlayVersion, "SW0802", "overlay-version", Error, "the version of an overlay is not supported", overlay::OVERLAY_VERSION;
    InvalidJsonPath, "SW0803", "invalid-json-path", Error, "a JSONPath is invalid", overlay::INVALID_JSON_PATH;
    LooseJsonPath, "SW0804", "loose-json-path", Warning, "a JSONPath has a name that needs quotes", overlay::LOOSE_JSON_PATH;
    UnmatchedTarget, "SW0805", "unmatched-target", Error, "a JSONPath of an overlay matches nothing", overlay::UNMATCHED_TARGET;
    InapplicableAction, "SW0806", "inapplicable-action", Error, "an action of an overlay cannot be applied", overlay::INAPPLICABLE_ACTION;
    IgnoredAction, "SW0807", "ignored-action", Warning, "an action of an overlay has no effect", overlay::IGNORED_ACTION;
    OtherDocument, "SW0808", "other-document", Warning, "an overlay extends another document", overlay::OTHER_DOCUMENT;

    // Translation to Rust
    UnsupportedFeature, "SW1001", "unsupported-feature", Error, "a feature is not supported", lower::UNSUPPORTED_FEATURE;
    NameCollision, "SW1002", "name-collision", Warning, "two names are equal in Rust", lower::NAME_COLLISION;
    InvalidName, "SW1003", "invalid-name", Error, "a name cannot be a Rust identifier", lower::INVALID_NAME;
    Contradiction, "SW1004", "contradiction", Error, "the members of an `allOf` contradict each other", lower::CONTRADICTION;
    InvalidPattern, "SW1005", "invalid-pattern", Error, "a pattern has a syntax error", lower::INVALID_PATTERN;
    UnknownFormat, "SW1008", "unknown-format", Warning, "a format has no effect", lower::UNKNOWN_FORMAT;
    MissingOperationId, "SW1010", "missing-operation-id", Warning, "an operation has no `operationId`", lower::MISSING_OPERATION_ID;
    ImpossibleValue, "SW1012", "impossible-value", Warning, "a schema is unsatisfiable", lower::IMPOSSIBLE_VALUE;
    DoubtfulPattern, "SW1013", "doubtful-pattern", Warning, "a pattern may not have its intended meaning", lower::DOUBTFUL_PATTERN;
    UntypedValue, "SW1014", "untyped-value", Warning, "a value is untyped", lower::UNTYPED_VALUE;
    RoundedNumber, "SW1015", "rounded-number", Warning, "a number exceeds the precision of values", lower::ROUNDED_NUMBER;
    CostlyPattern, "SW1020", "costly-pattern", Warning, "matching a pattern may exceed its budget", lower::COSTLY_PATTERN;
    OverlappingMembers, "SW1021", "overlapping-members", Warning, "two members of a `oneOf` accept the same value", lower::OVERLAPPING_MEMBERS;

    // Configuration
    InvalidConfig, "SW1101", "invalid-config", Error, "`specwright.toml` is invalid", config::INVALID_CONFIG;
    StaleRename, "SW1102", "stale-rename", Error, "a rename matches nothing", config::STALE_RENAME;
    StaleSetting, "SW1106", "stale-setting", Error, "an entry of `specwright.toml` matches nothing", config::STALE_SETTING;
    StaleAllowance, "SW1103", "stale-allowance", Error, "an allowance matches nothing", config::STALE_ALLOWANCE;
    MissingDependency, "SW1104", "missing-dependency", Error, "a manifest lacks a dependency", config::MISSING_DEPENDENCY;
    MissingLimit, "SW1105", "missing-limit", Error, "a crate needs a higher recursion limit", config::MISSING_LIMIT;
    StaleSelector, "SW1107", "stale-selector", Error, "a selector matches no operation", config::STALE_SELECTOR;
    ExcludedFault, "SW1108", "excluded-fault", Warning, "an excluded part of a document has an error", config::EXCLUDED_FAULT;
    UnmetDependency, "SW1109", "unmet-dependency", Warning, "the package of a module lacks a dependency", config::UNMET_DEPENDENCY;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_found() {
        for code in Code::ALL {
            assert_eq!(Code::parse(code.as_str()), Some(*code));
            assert_eq!(Code::parse(code.name()), Some(*code));
            assert!(!code.title().ends_with('.'), "{}", code.title());
        }
    }

    #[test]
    fn an_explanation_has_reason_example_and_repair() {
        let text = Code::UnresolvedReference.explanation();
        assert!(
            text.starts_with(
                "SW0401 unresolved-reference (error): the target of a reference does not exist\n\n"
            ),
            "{text}"
        );
        assert!(
            text.contains("\nExample:\n\n    $ref:") && text.contains("\nRepair: "),
            "{text}"
        );
    }
}
