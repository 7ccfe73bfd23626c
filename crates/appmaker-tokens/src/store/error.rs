use std::fmt;

/// Why the store could not do what it was asked.
#[derive(Debug)]
pub enum StoreError {
    /// SQLite failed, or holds what no version of this program has written.
    Sqlite(rusqlite::Error),
    /// The file cannot be opened, or not be taken from others.
    File(std::io::Error),
    /// A later version of this program wrote the file.
    TooNew {
        /// The version of the file.
        found: u32,
        /// The last version that this program knows.
        known: u32,
    },
    /// The operating system has no random bytes for a new id.
    Random(getrandom::Error),
    /// A user with this name exists.
    UserExists(String),
    /// A user has signed in too often.
    TooManySignIns(String),
    /// No user has this name.
    NoSuchUser(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(error) => write!(f, "database: {error}"),
            Self::File(error) => write!(f, "database file: {error}"),
            Self::TooManySignIns(name) => {
                write!(f, "`{name}` has signed in too often: try again in a minute")
            }
            Self::TooNew { found, known } => {
                write!(
                    f,
                    "the database has version {found}, this program knows versions up to {known}"
                )
            }
            Self::Random(error) => write!(f, "no random bytes: {error}"),
            Self::UserExists(name) => write!(f, "there is a user `{name}` already"),
            Self::NoSuchUser(name) => write!(f, "there is no user `{name}`"),
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Sqlite(error) => Some(error),
            Self::Random(error) => Some(error),
            Self::File(error) => Some(error),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<getrandom::Error> for StoreError {
    fn from(error: getrandom::Error) -> Self {
        Self::Random(error)
    }
}
