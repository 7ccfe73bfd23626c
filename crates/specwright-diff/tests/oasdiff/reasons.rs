//! The reasons for which a finding of oasdiff is not reproduced.

/// A reason, with the findings that it is about.
pub struct Reason {
    pub why: &'static str,
    /// The rules of oasdiff; none if the reason is about all rules of the cases.
    ids: &'static [&'static str],
    /// The cases; none if the reason is about all cases of the rules.
    cases: &'static [&'static str],
}

impl Reason {
    /// Returns true if the reason is about a finding.
    pub fn applies(&self, case: &str, id: &str) -> bool {
        (self.ids.is_empty() || self.ids.contains(&id))
            && (self.cases.is_empty() || self.cases.contains(&case))
    }
}

/// The reasons.
pub const REASONS: &[Reason] = &[
    Reason {
        why: "An announcement that cannot be read, is withdrawn or promises less is risky: nothing that is sent changes yet, and a removal is breaking when it happens.",
        ids: &[
            "api-deprecated-sunset-parse",
            "api-path-sunset-parse",
            "request-parameter-sunset-parse",
            "request-property-deprecated-sunset-invalid",
            "response-property-deprecated-sunset-invalid",
            "sunset-deleted",
            "request-parameter-sunset-deleted",
            "api-stability-decreased",
            "request-property-stability-decreased",
            "response-property-stability-decreased",
            "api-invalid-stability-level",
        ],
        cases: &[],
    },
    Reason {
        why: "A default that is told for the first time, or no longer, need not be another one: risky. That it became another one is breaking.",
        ids: &[
            "request-parameter-default-value-added",
            "request-parameter-default-value-removed",
        ],
        cases: &["c0285", "c0286"],
    },
    Reason {
        why: "The default of an object is a string: it is invalid, and is not a default.",
        ids: &[],
        cases: &["c0172", "c0173", "c0174"],
    },
    Reason {
        why: "The alternative or member admits the same values as those that stay: all of them have the same properties.",
        ids: &[
            "request-body-any-of-removed",
            "request-property-any-of-removed",
            "request-body-one-of-removed",
            "request-property-one-of-removed",
            "request-body-all-of-added",
            "request-property-all-of-added",
            "request-body-all-of-removed",
            "request-property-all-of-removed",
        ],
        cases: &[
            "c0178", "c0179", "c0180", "c0181", "c0329", "c0330", "c0332", "c0337", "c0340",
            "c0440",
        ],
    },
    Reason {
        why: "A new member of `allOf` has an optional property, and adds no more than that.",
        ids: &["request-body-all-of-added"],
        cases: &["c0331"],
    },
    Reason {
        why: "The keyword is about another type than that of the value (`maxLength` of an object, `properties` of a string), or listed values stay as they are: no value is affected.",
        ids: &[],
        cases: &[
            "c0079", "c0086", "c0087", "c0089", "c0128", "c0292", "c0294", "c0300", "c0322",
            "c0418", "c0424", "c0428", "c0433", "c0461", "c0615", "c0616", "c0618",
        ],
    },
    Reason {
        why: "The greatest length leaves out one of the listed values, which is reported as removed.",
        ids: &["request-parameter-max-length-decreased"],
        cases: &["c0073"],
    },
    Reason {
        why: "The path has no such parameter: it is sent in no request.",
        ids: &[],
        cases: &["c0242", "c0282", "c0305", "c0307", "c0310", "c0320"],
    },
    Reason {
        why: "The template named the parameter before, so that requests had it; only its listed values are new.",
        ids: &["new-request-path-parameter"],
        cases: &["c0149"],
    },
    Reason {
        why: "The new list and the type have no value in common: no request is valid, which is more than a list.",
        ids: &["request-body-became-enum"],
        cases: &["c0098"],
    },
    Reason {
        why: "The inclusion of the patterns is decided: the new one matches all strings of the old one.",
        ids: &[
            "request-parameter-pattern-changed",
            "request-property-pattern-changed",
        ],
        cases: &["c0168", "c0262", "c0441"],
    },
    Reason {
        why: "The list of a request was removed: more is valid, and nothing less.",
        ids: &[
            "request-body-enum-value-removed",
            "request-property-enum-value-removed",
        ],
        cases: &["c0157", "c0716"],
    },
    Reason {
        why: "The property is read-only, so that no request has it.",
        ids: &["request-property-pattern-added"],
        cases: &["c0166", "c0167"],
    },
    Reason {
        why: "The property is still required, and admits any value: it was not removed.",
        ids: &[
            "request-property-removed",
            "response-optional-property-removed",
        ],
        cases: &["c0121"],
    },
    Reason {
        why: "Two members of `allOf` forbid the properties that the other requires: no response was valid, and none is.",
        ids: &["response-property-became-optional"],
        cases: &["c0130"],
    },
    Reason {
        why: "The body has no media type, so that it is not sent.",
        ids: &["request-body-became-required"],
        cases: &["c0145"],
    },
    Reason {
        why: "The default response of the new document has the status.",
        ids: &["response-success-status-removed"],
        cases: &["c0201", "c0202", "c0203", "c0204", "c0661", "c0664"],
    },
    Reason {
        why: "An object became an array, or the reverse: its properties are part of that change.",
        ids: &["new-required-request-property", "request-property-removed"],
        cases: &["c0465", "c0466"],
    },
    Reason {
        why: "Only the type was implied: other keywords are about objects. The declaration is risky.",
        ids: &["request-body-type-changed"],
        cases: &["c0355"],
    },
    Reason {
        why: "A change within `not`, `if`, `then`, `else` or `propertyNames` is reported as one change of that keyword, with its effect on all values.",
        ids: &[],
        cases: &["c0645", "c0646", "c0650", "c0651", "c0652", "c0653"],
    },
    Reason {
        why: "The API sends the request of a webhook: with a body in each of them, receivers read no more than before.",
        ids: &["request-body-became-required"],
        cases: &["c0654", "c0658"],
    },
    Reason {
        why: "Both files are the same: the pair differs in a third one, which is not there.",
        ids: &[],
        cases: &["c0536", "c0659", "c0660"],
    },
];
