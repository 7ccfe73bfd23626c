//! The header `Accept`: the media types that a client accepts (RFC 9110, section 12.5.1).

use std::borrow::Cow;

/// The media types that a caller accepts; by default all that the document declares.
///
/// ```
/// # use specwright_runtime::Accept;
/// let offered = ["application/json", "text/csv"];
/// assert_eq!(Accept::default().best(&offered), Some("application/json"));
/// assert_eq!(Accept::only("text/csv").best(&offered), Some("text/csv"));
/// assert_eq!(Accept::from("text/*;q=0.5, application/json;q=0.1".to_owned()).best(&offered), Some("text/csv"));
/// assert_eq!(Accept::only("image/png").best(&offered), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accept(Option<Cow<'static, str>>);

impl Accept {
    /// Accepts this media type only.
    pub const fn only(media_type: &'static str) -> Self {
        Self(Some(Cow::Borrowed(media_type)))
    }

    /// Returns the value of the header; none if every media type of the document is accepted.
    pub fn value(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// Returns the preferred one of these media types, the first among equals; `None` if none is acceptable.
    pub fn best<'a>(&self, offered: &[&'a str]) -> Option<&'a str> {
        let mut best: Option<(f32, &str)> = None;
        for media_type in offered {
            let quality = self.quality(media_type);
            if quality > best.map_or(0.0, |(best, _)| best) {
                best = Some((quality, media_type));
            }
        }
        best.map(|(_, media_type)| media_type)
    }

    /// Returns the quality of a media type: that of the most specific matching range (RFC 9110, section 12.5.1).
    fn quality(&self, media_type: &str) -> f32 {
        let Some(header) = &self.0 else {
            return 1.0;
        };
        let ranges = header.split(',').filter_map(|range| {
            crate::steps::add(range.len());
            let mut parts = range.split(';').map(str::trim);
            let precision = precision(parts.next()?, media_type)?;
            let quality = parts.find_map(|it| it.strip_prefix("q=").or(it.strip_prefix("Q=")));
            Some((
                precision,
                quality.map_or(Ok(1.0), str::parse).unwrap_or(0.0),
            ))
        });
        let fitting = ranges.max_by_key(|(precision, _)| *precision);
        fitting.map_or(0.0, |(_, quality)| quality)
    }
}

/// Parses the value of the header.
impl From<String> for Accept {
    fn from(header: String) -> Self {
        Self(Some(Cow::Owned(header)))
    }
}

/// Returns the specificity of a range if it matches a media type.
fn precision(range: &str, media_type: &str) -> Option<u8> {
    let essence = media_type.split(';').next()?.trim();
    let (top, _) = essence.split_once('/')?;
    match range.split_once('/')? {
        ("*", "*") => Some(0),
        (range_top, "*") => range_top.eq_ignore_ascii_case(top).then_some(1),
        _ => range.eq_ignore_ascii_case(essence).then_some(2),
    }
}
