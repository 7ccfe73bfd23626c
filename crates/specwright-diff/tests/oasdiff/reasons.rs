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
pub const REASONS: &[Reason] = &[];
