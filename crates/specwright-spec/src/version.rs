//! The versions of the specification.

use std::fmt;

/// A minor version of the specification; patches change nothing that a tool reads.
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
    /// Every version, in order.
    pub const ALL: [Self; 4] = [Self::V2_0, Self::V3_0, Self::V3_1, Self::V3_2];

    /// `3.1`
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
