//! Redirects (RFC 9110, section 15.4): those that lead on, and where.
//!
//! | status | followed |
//! |---|---|
//! | one that the operation declares | never: it is the answer |
//! | 301, 302, 303 | `GET` and `HEAD`: of no other method is it certain that it stays what it is |
//! | 307, 308 | any method, with its body, which is there to be sent again |
//! | any other | never |
//!
//! Only within the origin (RFC 6454), as credentials go along; without `Referer`, as the URL before may have a key in its query.

use super::reference;
use crate::Operation;
use http::header::LOCATION;
use http::{Method, Response, Uri};

/// The most redirects of one call; the next is the answer.
pub(super) const LIMIT: usize = 10;

/// Returns the URL that a response leads on to.
pub(super) fn target<T, U>(
    operation: &Operation,
    request: &http::Request<T>,
    response: &Response<U>,
) -> Option<Uri> {
    let status = response.status().as_u16();
    let keeps_method = match status {
        301..=303 => matches!(*request.method(), Method::GET | Method::HEAD),
        307 | 308 => true,
        _ => false,
    };
    if !keeps_method || operation.redirects.contains(&status) {
        return None;
    }
    let mut locations = response.headers().get_all(LOCATION).iter();
    let location = locations.next()?.to_str().ok()?;
    let is_one = locations.next().is_none();
    let target = reference::resolve(&request.uri().to_string(), location);
    let target: Uri = target.parse().ok()?;
    (is_one && is_same_origin(request.uri(), &target)).then_some(target)
}

fn is_same_origin(left: &Uri, right: &Uri) -> bool {
    let has_user = |uri: &Uri| uri.authority().is_none_or(|it| it.as_str().contains('@'));
    !has_user(right) && origin(left).is_some_and(|it| Some(it) == origin(right))
}

fn origin(uri: &Uri) -> Option<(&str, String, u16)> {
    let scheme = uri.scheme_str()?;
    let port = uri.port_u16().unwrap_or(match scheme {
        "https" => 443,
        _ => 80,
    });
    Some((scheme, uri.host()?.to_ascii_lowercase(), port))
}
