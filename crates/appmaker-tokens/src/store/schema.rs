//! The tables, and how an older file is brought up to date.

use super::StoreError;
use rusqlite::{Connection, TransactionBehavior};

/// One script per version, never edited once released: a file of version `n` has seen the first `n`.
const MIGRATIONS: &[&str] = &[include_str!("schema/1.sql"), include_str!("schema/2.sql")];

/// Brings the database to the last version.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    // Two processes may open a new file at once: the second finds the work done.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = MIGRATIONS.len() as u32;
    let Some(missing) = MIGRATIONS.get(found as usize..) else {
        return Err(StoreError::TooNew { found, known });
    };
    for script in missing {
        transaction.execute_batch(script)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    Ok(transaction.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_time_changes_nothing() -> Result<(), StoreError> {
        let mut connection = Connection::open_in_memory()?;
        migrate(&mut connection)?;
        migrate(&mut connection)
    }

    #[test]
    fn a_later_version_is_refused() -> Result<(), StoreError> {
        let mut connection = Connection::open_in_memory()?;
        connection.pragma_update(None, "user_version", 99)?;
        assert!(matches!(
            migrate(&mut connection),
            Err(StoreError::TooNew { found: 99, .. })
        ));
        Ok(())
    }
}
