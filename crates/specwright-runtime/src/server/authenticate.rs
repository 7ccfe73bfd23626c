//! Authentication: which credentials of a request are tried, and when a request counts as anonymous.
//!
//! One alternative of `security` suffices, whichever it is (OpenAPI 3.0.4, 4.7.30):
//!
//! | the request has | answer |
//! |---|---|
//! | all credentials of an alternative, accepted | the caller |
//! | all credentials of several, of which some are denied | the first that is accepted, in the order of the document |
//! | only denied ones | 401 or 403, also where `{}` is an alternative |
//! | only a part of an alternative, or a credential that cannot be read | the same as a denied one: 401 |
//! | nothing where a scheme of the operation has its credential | anonymous if `{}` is an alternative, at any position; else 401 |

use super::{Denied, Head, Rejection};

/// Finds out who calls an operation. `sets` has the set of credentials of each alternative of the operation, in order: alternatives
/// that differ only in scopes have the same set. `read` reads the credentials of a set, if the request has all of them; `check`
/// decides whether they are accepted.
///
/// # Errors
///
/// If no alternative of the operation is met.
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

/// The credentials that a request has, in the order of the operation; those of an anonymous caller only if it has none at all.
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
