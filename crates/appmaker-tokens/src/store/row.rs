//! Converts the document's types from and to columns.

use jiff::Timestamp;
use rusqlite::Row;
use rusqlite::types::Type;
use std::error::Error;
use std::str::FromStr;

/// A text of a checked type, such as an id.
pub(super) fn text<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<T>
where
    T: FromStr<Err: Error + Send + Sync + 'static>,
{
    row.get::<_, String>(column)?
        .parse()
        .map_err(|error| unreadable(row, column, Type::Text, error))
}

/// A number of a checked type, such as a status.
pub(super) fn number<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<T>
where
    T: TryFrom<i64, Error: Error + Send + Sync + 'static>,
{
    T::try_from(row.get(column)?).map_err(|error| unreadable(row, column, Type::Integer, error))
}

/// A list of texts.
pub(super) fn list(row: &Row<'_>, column: &str) -> rusqlite::Result<Vec<String>> {
    let json: String = row.get(column)?;
    serde_json::from_str(&json).map_err(|error| unreadable(row, column, Type::Text, error))
}

/// A point in time.
pub(super) fn time(row: &Row<'_>, column: &str) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(row.get(column)?)
        .map_err(|error| unreadable(row, column, Type::Integer, error))
}

/// A list of texts, to be written.
pub(super) fn list_json(list: &[String]) -> String {
    serde_json::Value::from(list).to_string()
}

fn unreadable(
    row: &Row<'_>,
    column: &str,
    ty: Type,
    error: impl Error + Send + Sync + 'static,
) -> rusqlite::Error {
    let index = row.as_ref().column_index(column).unwrap_or_default();
    rusqlite::Error::FromSqlConversionFailure(index, ty, Box::new(error))
}
