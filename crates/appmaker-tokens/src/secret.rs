//! The secrets of the service, of which it stores a digest and a mask.

use appmaker_server::Secret;
use sha2::{Digest as _, Sha256};
use std::fmt::{self, Write as _};

/// A secret that was made just now. The plain text is shown once; only [`digest`](Self::digest) and
/// [`mask`](Self::mask) are ever stored.
#[derive(Debug)]
pub struct NewSecret {
    /// The plain text, for the caller to keep.
    pub plain: Secret,
    /// The digest that the service looks it up by.
    pub digest: Digest,
    /// The masked text in lists: enough to distinguish two secrets, too little to guess one.
    pub mask: String,
}

/// SHA-256 of a secret.
///
/// Argon2 and its kin are slow on purpose, because people choose passwords that can be guessed. These secrets are
/// 256 random bits: no one guesses them, however fast the hash, and a fast hash without salt can be looked up by index.
/// That lookup need not run in constant time either, as nobody can steer the hash of a text towards another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Digest([u8; 32]);

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest(..)")
    }
}

impl NewSecret {
    /// A new access token, for the header `x-access-token`.
    ///
    /// # Errors
    ///
    /// If the operating system has no random bytes.
    pub fn access_token() -> Result<Self, getrandom::Error> {
        Self::with_prefix("amt_")
    }

    /// A new session token, for `Authorization: Bearer …`.
    ///
    /// # Errors
    ///
    /// If the operating system has no random bytes.
    pub fn session() -> Result<Self, getrandom::Error> {
        Self::with_prefix("ams_")
    }

    /// The prefix says what the secret is to people, and to programs that look for leaked ones.
    fn with_prefix(prefix: &str) -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        let plain = format!("{prefix}{}", hex(&bytes));
        Ok(Self {
            digest: Digest::of(&plain),
            mask: mask(&plain),
            plain: Secret::from(plain),
        })
    }
}

impl Digest {
    /// The digest of a secret that somebody sent.
    pub fn of(secret: &str) -> Self {
        Self(Sha256::digest(secret).into())
    }

    /// The bytes, to be stored.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Lowercase hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
            // Writing into a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The prefix and eight of the 64 random digits: 224 random bits stay unknown.
fn mask(plain: &str) -> String {
    format!("{}…{}", &plain[..8], &plain[plain.len() - 4..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_secrets_differ() -> Result<(), getrandom::Error> {
        let (one, other) = (NewSecret::access_token()?, NewSecret::access_token()?);
        assert_ne!(one.digest, other.digest);
        Ok(())
    }

    #[test]
    fn the_mask_shows_both_ends_only() {
        assert_eq!(mask("amt_0123456789abcdef"), "amt_0123…cdef");
    }

    #[test]
    fn debug_does_not_show_the_secret() -> Result<(), getrandom::Error> {
        let secret = NewSecret::session()?;
        assert!(!format!("{secret:?}").contains(secret.plain.expose()));
        Ok(())
    }

    #[test]
    fn the_digest_is_sha_256() {
        let digest = hex(Digest::of("abc").as_bytes());
        assert_eq!(
            digest,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
