//! Types that are written in a string of a format.

/// A Rust type whose values are written in a string of a `format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextType {
    /// `Timestamp`: `date-time`
    Timestamp,
    /// `Date`: `date`
    Date,
    /// `IsoDuration`: `duration`
    Duration,
    /// `Ipv4Addr`: `ipv4`
    Ipv4,
    /// `Ipv6Addr`: `ipv6`
    Ipv6,
    /// `Uri`: `uri`, `uri-reference`
    Uri,
    /// `Uuid`: `uuid`
    Uuid,
}

impl TextType {
    /// The name in Rust.
    pub fn name(self) -> &'static str {
        match self {
            Self::Timestamp => "Timestamp",
            Self::Date => "Date",
            Self::Duration => "IsoDuration",
            Self::Ipv4 => "Ipv4Addr",
            Self::Ipv6 => "Ipv6Addr",
            Self::Uri => "Uri",
            Self::Uuid => "Uuid",
        }
    }

    /// The value in words, for names.
    pub fn words(self) -> &'static str {
        match self {
            Self::Timestamp => "timestamp",
            Self::Date => "date",
            Self::Duration => "duration",
            Self::Ipv4 => "ipv4 address",
            Self::Ipv6 => "ipv6 address",
            Self::Uri => "uri",
            Self::Uuid => "uuid",
        }
    }

    /// Returns true if the type keeps the text that it is read from, so that its length can be constrained.
    pub fn keeps_text(self) -> bool {
        matches!(self, Self::Duration | Self::Uri)
    }
}
