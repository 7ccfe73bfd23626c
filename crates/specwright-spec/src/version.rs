//! Versions of the specification.

use std::fmt;

/// A minor version of the specification. Patch versions are equivalent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// Swagger 2.0
    V2_0,
    /// OpenAPI 3.0
    V3_0,
    /// OpenAPI 3.1
    V3_1,
    /// OpenAPI 3.2
    V3_2,
}

impl Version {
    /// All versions in ascending order.
    pub const ALL: [Self; 4] = [Self::V2_0, Self::V3_0, Self::V3_1, Self::V3_2];

    /// Parses the value of `swagger` or `openapi`: a minor version, optionally with a patch number and a suffix
    /// (`3.0.0-rc2`); `None` if it is not supported.
    pub(crate) fn parse(key: &str, text: &str) -> Option<Self> {
        let known = Self::ALL.into_iter().filter(|version| match version {
            Self::V2_0 => key == "swagger",
            _ => key == "openapi",
        });
        known
            .into_iter()
            .find(|version| is_patch_of(text, version.number()))
    }

    /// Returns the version for a major number alone: the oldest one.
    pub(crate) fn of_major(key: &str, text: &str) -> Option<Self> {
        match (key, text) {
            ("swagger", "2") => Some(Self::V2_0),
            ("openapi", "3") => Some(Self::V3_0),
            _ => None,
        }
    }

    /// Returns the number, such as `3.1`.
    pub fn number(self) -> &'static str {
        match self {
            Self::V2_0 => "2.0",
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
            Self::V3_2 => "3.2",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if *self == Self::V2_0 {
            "Swagger"
        } else {
            "OpenAPI"
        };
        write!(formatter, "{name} {}", self.number())
    }
}

fn is_patch_of(text: &str, minor: &str) -> bool {
    let Some(rest) = text.strip_prefix(minor) else {
        return false;
    };
    let patch = rest
        .strip_prefix('.')
        .map(|patch| patch.split('-').next().unwrap_or_default());
    rest.is_empty()
        || patch.is_some_and(|patch| {
            !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_patch_is_its_minor_version() {
        for text in ["3.0", "3.0.0", "3.0.3", "3.0.17", "3.0.0-rc2"] {
            assert_eq!(
                Version::parse("openapi", text),
                Some(Version::V3_0),
                "{text}"
            );
        }
        assert_eq!(Version::parse("openapi", "3.2.0"), Some(Version::V3_2));
        assert_eq!(Version::parse("swagger", "2.0"), Some(Version::V2_0));
        for text in [
            "3", "3.0.", "3.0.x", "3.00", "2.0", "30.0", "3.0.3.1", "4.0.0",
        ] {
            assert_eq!(Version::parse("openapi", text), None, "{text}");
        }
    }
}
