//! Authenticates requests: selects the credentials to check, and decides when a request is anonymous.
//!
//! One alternative of `security` must be satisfied (OpenAPI 3.0.4, 4.7.30):
//!
//! | the request has | result |
//! |---|---|
//! | all credentials of an alternative, accepted | the caller |
//! | all credentials of several alternatives, some of them denied | the first accepted one, in document order |
//! | only denied credentials | 401 or 403, even if `{}` is an alternative |
//! | an incomplete alternative, or a malformed credential | 401, like a denied one |
//! | no credential in the location of any scheme of the operation | anonymous if `{}` is an alternative, at any position; otherwise 401 |

use super::{Denied, Head, Rejection};

/// Authenticates the caller of an operation. `sets` has the index of the credential set of each alternative, in order: alternatives
/// that differ only in scopes share a set. `read` reads the credentials of a set if the request has all of them; `check`
/// accepts or denies them.
///
/// # Errors
///
/// If no alternative of the operation is satisfied.
#[doc(hidden)]
pub async fn authenticate<C, T, F>(
    head: &Head,
    sets: &[usize],
    read: fn(&Head, usize) -> Option<C>,
    check: impl Fn(C) -> F,
) -> Result<T, Rejection>
where
    F: Future<Output = Result<T, Denied>>,
{
    let mut denied = None;
    for credentials in offered(head, sets, read) {
        match check(credentials).await {
            Ok(caller) => return Ok(caller),
            Err(reason) => denied = Some(reason.or_first(denied)),
        }
    }
    Err(Rejection::of_credentials(head, denied))
}

/// Returns the credential sets that a request has, in document order; the anonymous set only if it has no credential at all.
fn offered<C>(head: &Head, sets: &[usize], read: fn(&Head, usize) -> Option<C>) -> Vec<C> {
    let alternatives = head.operation.security.iter().zip(sets);
    let (mut offered, mut anonymous) = (Vec::new(), None);
    for (index, (alternative, set)) in alternatives.enumerate() {
        if alternative.is_empty() {
            anonymous = Some(*set);
        } else if !sets[..index].contains(set) {
            offered.extend(read(head, *set));
        }
    }
    if let Some(set) = anonymous.filter(|_| !head.has_credentials()) {
        offered.extend(read(head, set));
    }
    offered
}
