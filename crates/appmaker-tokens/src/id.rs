//! New ids.

use crate::secret::hex;
use appmaker_types::MongoId;
use jiff::Timestamp;

/// A new id, laid out as MongoDB does: four bytes of seconds, so that ids sort by age, and eight random ones.
///
/// # Errors
///
/// If the operating system has no random bytes.
pub fn new_id(now: Timestamp) -> Result<MongoId, getrandom::Error> {
    let mut bytes = [0; 12];
    // MongoDB keeps the low 32 bits too: the ids begin anew in 2106.
    bytes[..4].copy_from_slice(&(now.as_second() as u32).to_be_bytes());
    getrandom::fill(&mut bytes[4..])?;
    Ok(MongoId::try_from(hex(&bytes).as_str()).expect("twelve bytes are 24 hexadecimal digits"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn begins_with_the_time() -> Result<(), Box<dyn std::error::Error>> {
        let now = "2026-08-01T12:00:00Z".parse()?;
        let (one, other) = (new_id(now)?, new_id(now)?);
        assert_eq!(one.as_str()[..8], *"6a6ddfc0");
        assert_ne!(one, other);
        Ok(())
    }
}
