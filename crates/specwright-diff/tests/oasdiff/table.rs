//! The rules of oasdiff, with those that stand for them here.

/// Returns the rules that stand for one of oasdiff.
pub fn rules_for(id: &str) -> Vec<&'static str> {
    let found = TABLE
        .iter()
        .find(|(theirs, _)| theirs.split_whitespace().any(|it| it == id));
    found.map_or_else(Vec::new, |(_, ours)| ours.split(' ').collect())
}

/// The table: theirs (several, if the same rules stand for them), ours. Errors and warnings only.
const TABLE: &[(&str, &str)] = &[
    (
        "api-deprecated-sunset-parse request-property-deprecated-sunset-invalid \
         response-property-deprecated-sunset-invalid",
        "sunset-invalid",
    ),
    ("api-invalid-stability-level", "stability-invalid"),
    (
        "api-path-removed-before-sunset api-removed-before-sunset",
        "operation-removed-before-sunset",
    ),
    (
        "api-path-removed-without-deprecation api-removed-without-deprecation",
        "operation-removed",
    ),
    (
        "api-path-sunset-parse",
        "sunset-invalid operation-removed-before-sunset",
    ),
    (
        "api-stability-decreased request-property-stability-decreased \
         response-property-stability-decreased",
        "stability-lowered",
    ),
    (
        "api-sunset-date-changed-too-small request-parameter-sunset-date-changed-too-small",
        "sunset-advanced",
    ),
    (
        "new-request-path-parameter new-required-request-default-parameter-to-existing-path \
         new-required-request-parameter",
        "required-parameter-added",
    ),
    (
        "new-required-request-header-property new-required-request-property \
         new-required-request-property-with-default",
        "required-property-added property-became-required",
    ),
    (
        "optional-response-header-removed",
        "optional-header-removed",
    ),
    ("request-body-added-required", "required-body-added"),
    (
        "request-body-all-of-added request-property-all-of-added",
        "required-property-added property-became-required alternative-removed",
    ),
    (
        "request-body-all-of-removed request-property-all-of-removed",
        "optional-property-removed required-property-removed",
    ),
    (
        "request-body-any-of-removed request-body-one-of-removed request-property-any-of-removed \
         request-property-one-of-removed",
        "alternative-removed type-narrowed",
    ),
    (
        "request-body-became-enum request-body-const-added request-header-property-became-enum \
         request-parameter-became-enum request-property-became-enum request-property-const-added",
        "enum-added",
    ),
    (
        "request-body-became-not-nullable request-parameter-became-not-nullable \
         request-parameter-property-became-not-nullable request-property-became-not-nullable",
        "became-not-nullable",
    ),
    ("request-body-became-required", "body-became-required"),
    (
        "request-body-const-changed request-property-const-changed response-body-const-changed \
         response-property-const-changed",
        "constant-changed",
    ),
    (
        "request-body-contains-added request-property-contains-added",
        "contains-added",
    ),
    (
        "request-body-content-encoding-changed request-property-content-encoding-changed \
         response-body-content-encoding-changed response-property-content-encoding-changed",
        "content-encoding-changed",
    ),
    (
        "request-body-content-media-type-changed request-property-content-media-type-changed \
         response-body-content-media-type-changed response-property-content-media-type-changed",
        "content-media-type-changed",
    ),
    (
        "request-body-content-schema-added request-property-content-schema-added \
         response-body-content-schema-removed response-property-content-schema-removed",
        "content-media-type-changed content-encoding-changed",
    ),
    (
        "request-body-dependent-required-added request-property-dependent-required-added",
        "dependent-required-added",
    ),
    (
        "request-body-dependent-required-changed request-property-dependent-required-changed \
         response-body-dependent-required-changed response-property-dependent-required-changed",
        "dependent-required-added dependent-required-removed",
    ),
    (
        "request-body-dependent-schema-added request-property-dependent-schema-added",
        "dependent-schema-added",
    ),
    (
        "request-body-else-added request-body-then-added request-property-else-added \
         request-property-then-added",
        "condition-added condition-changed condition-narrowed",
    ),
    (
        "request-body-enum-value-removed request-parameter-enum-value-removed \
         request-parameter-property-enum-value-removed request-property-enum-value-removed",
        "enum-value-removed",
    ),
    (
        "request-body-exclusive-max-decreased request-body-max-decreased \
         request-parameter-exclusive-max-decreased request-parameter-max-decreased \
         request-property-exclusive-max-decreased request-property-max-decreased",
        "maximum-lowered",
    ),
    (
        "request-body-exclusive-max-set request-body-max-set request-parameter-exclusive-max-set \
         request-parameter-max-set request-property-exclusive-max-set request-property-max-set",
        "maximum-added",
    ),
    (
        "request-body-exclusive-min-increased request-body-min-increased \
         request-parameter-exclusive-min-increased request-parameter-min-increased \
         request-property-exclusive-min-increased request-property-min-increased",
        "minimum-raised",
    ),
    (
        "request-body-exclusive-min-set request-body-min-set request-parameter-exclusive-min-set \
         request-parameter-min-set request-property-exclusive-min-set request-property-min-set",
        "minimum-added",
    ),
    (
        "request-body-if-added request-property-if-added",
        "condition-added",
    ),
    (
        "request-body-list-of-types-narrowed request-parameter-list-of-types-narrowed \
         request-parameter-property-list-of-types-narrowed request-property-list-of-types-narrowed",
        "type-narrowed type-changed",
    ),
    (
        "request-body-max-contains-decreased request-body-min-contains-increased \
         request-property-max-contains-decreased request-property-min-contains-increased",
        "contains-narrowed contains-changed",
    ),
    (
        "request-body-max-length-decreased request-parameter-max-length-decreased \
         request-property-max-length-decreased",
        "max-length-lowered",
    ),
    (
        "request-body-max-length-set request-parameter-max-length-set \
         request-property-max-length-set",
        "max-length-added",
    ),
    (
        "request-body-media-type-removed response-media-type-removed",
        "media-type-removed",
    ),
    ("request-body-media-type-schema-added", "schema-added"),
    (
        "request-body-min-items-increased request-parameter-min-items-increased \
         request-property-min-items-increased",
        "min-items-raised",
    ),
    (
        "request-body-min-items-set request-parameter-min-items-set request-property-min-items-set",
        "min-items-added",
    ),
    (
        "request-body-min-length-increased request-parameter-min-length-increased \
         request-property-min-length-increased",
        "min-length-raised",
    ),
    (
        "request-body-pattern-property-added request-property-pattern-property-added",
        "pattern-property-added",
    ),
    (
        "request-body-prefix-items-removed request-property-prefix-items-removed",
        "type-changed type-narrowed schema-removed schema-added",
    ),
    (
        "request-body-property-names-added request-property-property-names-added",
        "property-names-added",
    ),
    ("request-body-removed", "body-removed"),
    (
        "request-body-type-changed request-parameter-property-type-changed \
         request-parameter-type-changed request-property-type-changed response-body-type-changed \
         response-header-type-changed response-property-type-changed",
        "type-changed type-narrowed type-widened became-integer became-number string-format-changed string-format-added string-format-removed number-format-changed number-format-narrowed number-format-widened unknown-format-changed value-forbidden schema-added schema-removed",
    ),
    (
        "request-body-unevaluated-items-added request-property-unevaluated-items-added",
        "schema-added max-items-added max-items-lowered",
    ),
    (
        "request-body-unevaluated-properties-added request-property-unevaluated-properties-added",
        "schema-added additional-properties-forbidden",
    ),
    (
        "request-body-wrapped-in-one-of response-body-wrapped-in-one-of",
        "alternative-added alternative-removed any-of-became-one-of",
    ),
    (
        "request-header-property-became-required request-property-became-required \
         request-property-became-required-with-default",
        "property-became-required",
    ),
    (
        "request-parameter-became-required",
        "parameter-became-required",
    ),
    ("request-parameter-default-value-added", "default-added"),
    ("request-parameter-default-value-changed", "default-changed"),
    ("request-parameter-default-value-removed", "default-removed"),
    ("request-parameter-max-items-decreased", "max-items-lowered"),
    (
        "request-parameter-pattern-added request-property-pattern-added",
        "pattern-added",
    ),
    (
        "request-parameter-pattern-changed request-property-pattern-changed",
        "pattern-changed pattern-narrowed",
    ),
    (
        "request-parameter-property-type-specialized",
        "type-changed type-narrowed became-integer",
    ),
    ("request-parameter-removed", "parameter-removed"),
    (
        "request-parameter-removed-before-sunset",
        "parameter-removed-before-sunset",
    ),
    (
        "request-parameter-sunset-deleted sunset-deleted",
        "sunset-removed",
    ),
    (
        "request-parameter-sunset-parse",
        "sunset-invalid parameter-removed-before-sunset",
    ),
    (
        "request-parameter-x-extensible-enum-value-removed \
         request-property-x-extensible-enum-value-removed",
        "extensible-enum-value-removed",
    ),
    (
        "request-property-removed response-optional-property-removed",
        "optional-property-removed required-property-removed optional-property-forbidden required-property-forbidden",
    ),
    (
        "required-response-header-removed",
        "required-header-removed",
    ),
    (
        "response-body-became-nullable response-header-became-nullable \
         response-property-became-nullable",
        "became-nullable",
    ),
    (
        "response-body-const-removed response-property-const-removed",
        "enum-removed",
    ),
    (
        "response-body-contains-removed response-property-contains-removed",
        "contains-removed",
    ),
    (
        "response-body-dependent-required-removed response-property-dependent-required-removed",
        "dependent-required-removed",
    ),
    (
        "response-body-dependent-schema-removed response-property-dependent-schema-removed",
        "dependent-schema-removed",
    ),
    (
        "response-body-else-removed response-body-then-removed response-property-else-removed \
         response-property-then-removed",
        "condition-removed condition-changed condition-widened",
    ),
    (
        "response-body-exclusive-max-increased response-body-max-increased \
         response-property-exclusive-max-increased response-property-max-increased",
        "maximum-raised",
    ),
    (
        "response-body-exclusive-min-decreased response-body-min-decreased \
         response-property-exclusive-min-decreased response-property-min-decreased",
        "minimum-lowered",
    ),
    (
        "response-body-if-removed response-property-if-removed",
        "condition-removed",
    ),
    (
        "response-body-list-of-types-widened response-property-list-of-types-widened",
        "type-widened type-changed became-number value-permitted",
    ),
    (
        "response-body-max-contains-increased response-body-min-contains-decreased \
         response-property-max-contains-increased response-property-min-contains-decreased",
        "contains-widened contains-changed",
    ),
    (
        "response-body-max-length-increased response-property-max-length-increased",
        "max-length-raised",
    ),
    (
        "response-body-max-length-unset response-property-max-length-unset",
        "max-length-removed",
    ),
    ("response-body-media-type-schema-removed", "schema-removed"),
    (
        "response-body-min-items-decreased response-property-min-items-decreased",
        "min-items-lowered",
    ),
    (
        "response-body-min-items-unset response-property-min-items-unset",
        "min-items-removed",
    ),
    (
        "response-body-min-length-decreased response-property-min-length-decreased",
        "min-length-lowered",
    ),
    (
        "response-body-one-of-added response-property-one-of-added",
        "alternative-added enum-value-added type-changed type-widened",
    ),
    (
        "response-body-pattern-property-removed response-property-pattern-property-removed",
        "pattern-property-removed",
    ),
    (
        "response-body-prefix-items-added response-property-prefix-items-added",
        "type-changed type-widened schema-added schema-removed",
    ),
    (
        "response-body-property-names-removed response-property-property-names-removed",
        "property-names-removed",
    ),
    (
        "response-body-type-generalized response-header-type-generalized \
         response-property-type-generalized",
        "type-widened became-number type-changed schema-removed",
    ),
    (
        "response-body-unevaluated-items-removed response-property-unevaluated-items-removed",
        "schema-removed max-items-removed",
    ),
    (
        "response-body-unevaluated-properties-removed \
         response-property-unevaluated-properties-removed",
        "schema-removed additional-properties-allowed",
    ),
    ("response-header-became-optional", "header-became-optional"),
    (
        "response-media-type-name-generalized",
        "media-type-removed media-type-widened",
    ),
    (
        "response-property-became-optional",
        "property-became-optional",
    ),
    ("response-property-enum-value-added", "enum-value-added"),
    (
        "response-required-property-became-not-write-only",
        "required-property-no-longer-write-only",
    ),
    (
        "response-required-property-removed",
        "required-property-removed required-property-forbidden",
    ),
    (
        "response-success-status-removed",
        "success-response-removed",
    ),
    ("webhook-removed", "webhook-removed"),
];
