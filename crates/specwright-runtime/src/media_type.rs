//! Media types, compared (RFC 9110, section 8.3.1).

/// The type and subtype, without parameters.
fn essence(value: &str) -> &str {
    value
        .split_once(';')
        .map_or(value, |(essence, _)| essence)
        .trim_ascii()
}

/// Whether a `Content-Type` is one of the types of the document, a list parted by commas, among which may be ranges: `image/*`,
/// `*/*`. Parameters do not count.
#[cfg(feature = "server")]
pub(crate) fn fits(sent: &str, declared: &str) -> bool {
    declared.split(',').any(|declared| fits_one(sent, declared))
}

#[cfg(feature = "server")]
fn fits_one(sent: &str, declared: &str) -> bool {
    let (sent, declared) = (essence(sent), essence(declared));
    match declared.strip_suffix('*') {
        Some("*/") => true,
        Some(range) => sent
            .get(..range.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(range)),
        None => sent.eq_ignore_ascii_case(declared),
    }
}

/// Whether it is JSON, by name or by suffix (RFC 6839, section 3.1).
#[cfg(feature = "client")]
pub(crate) fn is_json(sent: &str) -> bool {
    let essence = essence(sent).to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_case_do_not_count() {
        assert!(fits("application/json", "application/json"));
        assert!(fits("Application/JSON ; charset=utf-8", "application/json"));
        assert!(fits("application/json", "application/json; charset=utf-8"));
        assert!(fits("image/png", "image/*") && fits("image/png", "*/*"));
        assert!(!fits("text/json", "application/json"));
        assert!(fits(
            "text/json",
            "application/json; charset=utf-8, text/json"
        ));
        assert!(!fits("text/plain", "application/json, text/json"));
        assert!(!fits("application/jsonp", "application/json"));
        assert!(!fits("", "application/json"));
        assert!(!fits("imag", "image/*"));
    }
}
