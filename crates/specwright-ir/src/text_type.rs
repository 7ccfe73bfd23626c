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

/// The crate that dates and times are types of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimeCrate {
    /// `jiff::Timestamp`, `jiff::civil::Date`
    #[default]
    Jiff,
    /// `chrono::DateTime<Utc>`, `chrono::NaiveDate`
    Chrono,
    /// `time::OffsetDateTime`, `time::Date`
    Time,
}

impl TimeCrate {
    /// Returns the feature of the runtime, which is the module of its types, too; none for the default.
    pub fn feature(self) -> Option<&'static str> {
        match self {
            Self::Jiff => None,
            Self::Chrono => Some("chrono"),
            Self::Time => Some("time"),
        }
    }
}

impl TextType {
    /// Returns true for a date or time, whose type is of a [`TimeCrate`].
    pub fn is_of_time_crate(self) -> bool {
        matches!(self, Self::Timestamp | Self::Date)
    }

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
