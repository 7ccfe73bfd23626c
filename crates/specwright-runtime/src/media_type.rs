//! Compares media types (RFC 9110, section 8.3.1).

/// Returns type and subtype without parameters.
pub(crate) fn essence(value: &str) -> &str {
    value[..essence_end(value)].trim_ascii()
}

/// Returns the position of the parameters.
pub(crate) fn essence_end(value: &str) -> usize {
    value.find(';').unwrap_or(value.len())
}

/// Returns true if a `Content-Type` matches a comma-separated list of media types and ranges: `image/*`, `*/*`, and the common
/// `application/*+json`. Parameters are ignored.
pub(crate) fn fits(sent: &str, declared: &str) -> bool {
    declared.split(',').any(|declared| fits_one(sent, declared))
}

fn fits_one(sent: &str, declared: &str) -> bool {
    let (sent, declared) = (essence(sent), essence(declared));
    let starts = |start: &str| {
        let sent = sent.get(..start.len());
        sent.is_some_and(|it| it.eq_ignore_ascii_case(start))
    };
    match declared.split_once('*') {
        None => sent.eq_ignore_ascii_case(declared),
        Some(("", _)) => true,
        // What is sent of this is `application/json`, which has no suffix.
        Some((start, "+json")) => starts(start) && is_json(sent),
        Some((start, end)) => starts(start) && sent.to_ascii_lowercase().ends_with(end),
    }
}

/// Returns true for `application/octet-stream` if the document declares a range such as `image/*`: the type of bytes whose media
/// type the client does not know.
pub(crate) fn is_untold(sent: &str, declared: &str) -> bool {
    essence(sent).eq_ignore_ascii_case("application/octet-stream")
        && declared.split(',').any(|it| essence(it).ends_with("/*"))
}

/// Returns the index of the list that matches a media type: by name, by range, as bytes of a range, or as another name of JSON.
pub(crate) fn choose(sent: &str, offered: &[&str]) -> Option<usize> {
    let by =
        |fits: &dyn Fn(&str) -> bool| offered.iter().position(|list| list.split(',').any(fits));
    by(&|it| !it.contains('*') && fits_one(sent, it))
        .or_else(|| by(&|it| fits_one(sent, it)))
        .or_else(|| by(&|it| is_untold(sent, it)))
        .or_else(|| by(&|it| is_json(it)).filter(|_| is_json(sent)))
}

/// Returns true if the `Content-Type` of these headers matches the declared media types.
#[cfg(feature = "client")]
pub(crate) fn is_sent(headers: &http::HeaderMap, declared: &str) -> bool {
    let sent = headers.get(http::header::CONTENT_TYPE);
    sent.is_some_and(|sent| fits(sent.to_str().unwrap_or_default(), declared))
}

/// Returns true for JSON, by name or by suffix (RFC 6839, section 3.1).
pub(crate) fn is_json(sent: &str) -> bool {
    let essence = essence(sent).to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// Returns the media type to send: the declared one, or `of_range` for a range such as `image/*`.
pub(crate) fn sent<'a>(declared: &'a str, of_range: &'a str) -> &'a str {
    if declared.contains('*') {
        of_range
    } else {
        declared
    }
}

/// Returns true for `text/*`.
pub(crate) fn is_text(sent: &str) -> bool {
    let top = essence(sent).split('/').next().unwrap_or_default();
    top.eq_ignore_ascii_case("text")
}

/// The value of a parameter behind a header's value: `form-data; name="a"`. Parameters may be empty (RFC 9110, section 5.6.6), and one
/// without a value is none.
pub(crate) fn parameter(value: &str, wanted: &str) -> Option<String> {
    let mut rest = &value[essence_end(value)..];
    while let Some(parameter) = rest.strip_prefix(';') {
        let end = parameter.find([';', '=']).unwrap_or(parameter.len());
        let (name, behind) = parameter.split_at(end);
        let Some(behind) = behind.strip_prefix('=') else {
            rest = behind;
            continue;
        };
        let (text, behind) = match behind.strip_prefix('"') {
            Some(quoted) => unquote(quoted)?,
            None => {
                let (text, behind) = behind.split_at(behind.find(';').unwrap_or(behind.len()));
                (text.trim_ascii().to_owned(), behind)
            }
        };
        if name.trim_ascii().eq_ignore_ascii_case(wanted) {
            return Some(text);
        }
        rest = behind.trim_ascii_start();
    }
    None
}

/// The text up to the closing quote, and the rest behind it. Browsers percent-encode three characters, others escape two
/// with a backslash, and some put paths with backslashes as they are.
fn unquote(quoted: &str) -> Option<(String, &str)> {
    let (mut text, mut rest) = (String::new(), quoted);
    loop {
        crate::steps::add(1);
        let letter = rest.chars().next()?;
        let behind = &rest[letter.len_utf8()..];
        let (plain, skipped) = match letter {
            '"' => return Some((text, behind)),
            '\\' if behind.starts_with(['"', '\\']) => (char::from(behind.as_bytes()[0]), 1),
            '%' if behind.starts_with("22") => ('"', 2),
            '%' if behind.starts_with("0D") => ('\r', 2),
            '%' if behind.starts_with("0A") => ('\n', 2),
            other => (other, 0),
        };
        text.push(plain);
        rest = &behind[skipped..];
    }
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
        let json = "application/json, application/*+json";
        assert!(fits("application/Merge-Patch+JSON; charset=utf-8", json));
        assert!(fits("application/json", "application/*+json"));
        assert!(fits("application/atom+xml", "application/*+xml"));
        assert!(!fits("text/x+json", json) && !fits("application/x+xml", json));
    }

    #[test]
    fn the_most_special_media_type_is_chosen() {
        let offered = ["*/*", "application/json, text/json", "text/csv"];
        assert_eq!(choose("text/csv; header=present", &offered), Some(2));
        assert_eq!(choose("Text/JSON", &offered), Some(1));
        assert_eq!(choose("image/png", &offered), Some(0));
        assert_eq!(choose("application/problem+json", &offered[1..]), Some(0));
        assert_eq!(choose("image/png", &offered[1..]), None);
        let images = ["application/json", "image/*"];
        assert_eq!(choose("application/octet-stream", &images), Some(1));
        assert_eq!(choose("application/octet-stream", &images[..1]), None);
    }
}
