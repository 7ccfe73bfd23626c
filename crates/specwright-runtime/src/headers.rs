//! Encodes and decodes the declared headers of responses (OpenAPI 3.0.4, "Header Object").
//!
//! | | written | read |
//! |---|---|---|
//! | a value | in the style `simple`, never percent-encoded | the same |
//! | a repeated field | – | as one list (RFC 9110, section 5.3) |
//! | `Set-Cookie` | a line for each item, or for each line of a text | an item, or a line, for each (OpenAPI 3.2.0, "Representing the Set-Cookie Header") |
//! | an invalid optional header | – | as absent, like most fields of HTTP itself |

#[cfg(feature = "client")]
use crate::deviation::ReadAs;
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::json::reason::read_plainly;
use crate::params::{Malformed, Raw, Unwritable, decode, encode_faithfully};
use crate::{Json, Parameter};
use std::ops::{Deref, DerefMut};

/// A body with the declared headers of its response; `()` if there is no body.
///
/// It dereferences to the body: `response.id` is `response.body.id`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WithHeaders<H, T> {
    /// The headers.
    pub headers: H,
    /// The body.
    pub body: T,
}

impl<H, T> WithHeaders<H, T> {
    /// Creates a body with headers.
    pub fn new(headers: H, body: T) -> Self {
        Self { headers, body }
    }
}

/// Creates a body without optional headers.
impl<H: Default, T> From<T> for WithHeaders<H, T> {
    fn from(body: T) -> Self {
        Self::new(H::default(), body)
    }
}

impl<H, T> Deref for WithHeaders<H, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

impl<H, T> DerefMut for WithHeaders<H, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.body
    }
}

/// A struct of headers, implemented by `headers!`.
#[doc(hidden)]
pub trait Headers: Sized {
    /// Encodes all headers.
    fn write(&self, writer: &mut HeaderWriter);

    /// Decodes all headers; none if one is missing or invalid, which the reader records.
    fn read(reader: &mut HeaderReader<'_>) -> Option<Self>;
}

/// Implements [`Headers`] for a struct, from a row for each field.
///
/// ```
/// # use specwright_runtime::headers;
/// pub struct PageHeaders {
///     pub x_total: u64,
///     pub x_next: Option<String>,
/// }
///
/// headers! {
///     PageHeaders;
///     required x_total: "X-Total";
///     optional x_next: "X-Next";
/// }
/// ```
///
/// | row | header | field |
/// |---|---|---|
/// | `required field: "Name";` | must be there | `T` |
/// | `expected field: "Name";` | must be sent; a tolerant client reads a missing one as absent | `Option<T>` |
/// | `optional field: "Name";` | may be absent | `Option<T>` |
///
/// The name may be followed by `exploded`, for an object written as `a=1,b=2`, or by `json`, for `content` in JSON.
#[macro_export]
macro_rules! headers {
    ($ty:ident; $($presence:ident $field:ident: $name:literal $($form:ident)?;)*) => {
        impl $crate::export::headers::Headers for $ty {
            fn write(&self, writer: &mut $crate::export::headers::HeaderWriter) {
                $(writer.$presence(&$crate::Parameter::header($name, "")$(.$form())?, &self.$field);)*
            }

            fn read(reader: &mut $crate::export::headers::HeaderReader<'_>) -> Option<Self> {
                Some(Self {
                    $($field: reader.$presence(&$crate::Parameter::header($name, "")$(.$form())?)?,)*
                })
            }
        }
    };
}

/// Encodes headers as lines.
///
/// # Errors
///
/// If OpenAPI does not define an encoding of a value.
#[doc(hidden)]
pub fn write<H: Headers>(headers: &H) -> Result<Vec<(&'static str, String)>, Unwritable> {
    let mut writer = HeaderWriter {
        lines: Ok(Vec::new()),
    };
    headers.write(&mut writer);
    writer.lines
}

/// Decodes headers, whose values `values` returns by name.
///
/// # Errors
///
/// If a required header is missing or invalid.
#[doc(hidden)]
#[cfg(feature = "client")]
pub(crate) fn read<H: Headers>(
    values: &dyn Fn(&str) -> Vec<String>,
    reading: &mut crate::codec::Reading,
) -> Result<H, String> {
    let mut reader = HeaderReader {
        values,
        failure: String::new(),
        is_tolerant: reading.is_tolerant(),
        lost: Vec::new(),
    };
    let headers = H::read(&mut reader);
    for (name, reason) in &reader.lost {
        let keyword = if reason == MISSING {
            "required"
        } else {
            "type"
        };
        let expected = reason.strip_prefix("expected ").unwrap_or("a value");
        reading.header(name, keyword, ReadAs::Absent, expected);
    }
    headers.ok_or(reader.failure)
}

/// The reason why a header that is not there cannot be read.
const MISSING: &str = "missing";

/// The lines of encoded headers.
#[doc(hidden)]
pub struct HeaderWriter {
    lines: Result<Vec<(&'static str, String)>, Unwritable>,
}

impl HeaderWriter {
    /// Encodes a required header.
    pub fn required<T: Json>(&mut self, parameter: &Parameter, value: &T) {
        self.write(&parameter.required(), value);
    }

    /// Encodes a required header, whose absence a client tolerates and a server does not.
    pub fn expected<T: Json>(&mut self, parameter: &Parameter, value: &Option<T>) {
        match value {
            Some(value) => self.required(parameter, value),
            None => self.lines = Err(Unwritable("a required header that is absent")),
        }
    }

    /// Encodes an optional header.
    pub fn optional<T: Json>(&mut self, parameter: &Parameter, value: &Option<T>) {
        if let Some(value) = value {
            self.write(parameter, value);
        }
    }

    fn write<T: Json>(&mut self, parameter: &Parameter, value: &T) {
        match crate::json::to_node(value) {
            Ok(node) => self.push(parameter, &node, T::PROPERTIES),
            Err(_) => self.lines = Err(Unwritable("a number that is not finite")),
        }
    }

    fn push(
        &mut self,
        parameter: &Parameter,
        node: &Node,
        properties: Option<&'static [crate::object::Property]>,
    ) {
        let texts = match is_cookie(parameter) {
            true => cookies(node),
            false => encode_faithfully(parameter, node, properties).map(Vec::from_iter),
        };
        match (&mut self.lines, texts) {
            (Ok(lines), Ok(texts)) => {
                lines.extend(texts.into_iter().map(|text| (parameter.name, text)));
            }
            (lines, Err(error)) => *lines = Err(error),
            (Err(_), _) => {}
        }
    }
}

/// The values that headers are decoded from.
#[doc(hidden)]
pub struct HeaderReader<'a> {
    values: &'a dyn Fn(&str) -> Vec<String>,
    failure: String,
    is_tolerant: bool,
    /// The headers that are read as absent, and what was expected.
    lost: Vec<(&'static str, String)>,
}

impl HeaderReader<'_> {
    /// Decodes a required header.
    pub fn required<T: Json>(&mut self, parameter: &Parameter) -> Option<T> {
        let read = self.read_present(parameter);
        read.map_err(|reason| self.failure = format!("header `{}`: {reason}", parameter.name))
            .ok()
    }

    /// Decodes a required header, which is absent if it is missing or invalid and reading is tolerant.
    pub fn expected<T: Json>(&mut self, parameter: &Parameter) -> Option<Option<T>> {
        match self.is_tolerant {
            false => self.required(parameter).map(Some),
            true => {
                let read = self.read_present(parameter);
                Some(self.or_lost(parameter, read))
            }
        }
    }

    /// Decodes an optional header; an invalid one is absent.
    pub fn optional<T: Json>(&mut self, parameter: &Parameter) -> Option<Option<T>> {
        let read = self.read(parameter);
        Some(self.or_lost(parameter, read).flatten())
    }

    /// Returns a value that was read, and records the header if it could not be read.
    fn or_lost<T>(&mut self, parameter: &Parameter, read: Result<T, String>) -> Option<T> {
        if let (Err(reason), true) = (&read, self.is_tolerant) {
            self.lost.push((parameter.name, reason.clone()));
        }
        read.ok()
    }

    fn read_present<T: Json>(&self, parameter: &Parameter) -> Result<T, String> {
        let value = self.read(parameter)?;
        value.ok_or_else(|| MISSING.to_owned())
    }

    fn read<T: Json>(&self, parameter: &Parameter) -> Result<Option<T>, String> {
        let make = || {
            let node = self.node(parameter, T::JSON_TYPES, T::PROPERTIES);
            node.map_err(|Malformed(expected)| format!("expected {expected}"))
        };
        match make()? {
            None => Ok(None),
            Some(_) => read_plainly(|| Ok(make()?.unwrap_or(Node::Null))).map(Some),
        }
    }

    fn node(
        &self,
        parameter: &Parameter,
        json_types: JsonTypes,
        properties: Option<&'static [crate::object::Property]>,
    ) -> Result<Option<Node>, Malformed> {
        let values = (self.values)(parameter.name);
        if values.is_empty() {
            return Ok(None);
        }
        if is_cookie(parameter) {
            return Ok(Some(match json_types.is_only(JsonTypes::ARRAY) {
                true => Node::array(values.into_iter().map(Node::Wire).collect::<Vec<_>>()),
                false => Node::Wire(values.join("\n")),
            }));
        }
        let list = values.join(", ");
        decode(parameter, Raw::Header(&[&list]), json_types, properties)
    }
}

/// Returns true for `Set-Cookie`, whose values have commas and are sent in a line each (RFC 9110, section 5.3).
fn is_cookie(parameter: &Parameter) -> bool {
    parameter.name.eq_ignore_ascii_case("set-cookie")
}

fn cookies(node: &Node) -> Result<Vec<String>, Unwritable> {
    let text = |node: &Node| {
        node.to_text()
            .ok_or(Unwritable("a cookie that is not a string"))
    };
    match node {
        Node::Array(items) => items.iter().map(text).collect(),
        other => Ok(text(other)?.lines().map(str::to_owned).collect()),
    }
}

#[cfg(all(test, feature = "client"))]
mod tests {
    use super::*;
    use crate::codec::Reading;

    #[derive(Debug, PartialEq)]
    struct Link {
        next: Option<i64>,
    }

    crate::headers! { Link; expected next: "X-Next"; }

    #[test]
    fn a_server_must_send_what_a_client_may_miss() {
        assert!(write(&Link { next: None }).is_err());
        assert_eq!(
            write(&Link { next: Some(1) }).unwrap(),
            [("X-Next", "1".to_owned())]
        );
        let none = |_: &str| Vec::new();
        assert!(read::<Link>(&none, &mut Reading::new(false)).is_err());
        let mut reading = Reading::new(true);
        assert_eq!(read::<Link>(&none, &mut reading), Ok(Link { next: None }));
        let found = reading.into_deviations();
        assert_eq!(found[0].header(), Some("X-Next"));
        assert_eq!(
            found[0].to_string(),
            "header `X-Next`: expected a value; read as absent"
        );
    }

    #[derive(Debug, PartialEq)]
    struct Page {
        total: u64,
        next: Option<String>,
        expires: Option<i32>,
        cookies: Option<Vec<String>>,
    }

    crate::headers! {
        Page;
        required total: "X-Total";
        optional next: "X-Next";
        optional expires: "X-Expires";
        optional cookies: "Set-Cookie";
    }

    fn page(lines: &[(&str, &str)]) -> Result<Page, String> {
        let values = |name: &str| {
            let lines = lines
                .iter()
                .filter(|line| line.0.eq_ignore_ascii_case(name));
            lines.map(|line| line.1.to_owned()).collect()
        };
        read(&values, &mut Reading::new(false))
    }

    #[test]
    fn headers_are_written_and_read() {
        let sent = Page {
            total: 3,
            next: Some("a, b".to_owned()),
            expires: None,
            cookies: Some(vec![
                "a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT".to_owned(),
                "b=2".to_owned(),
            ]),
        };
        let lines = write(&sent).unwrap();
        assert_eq!(lines.len(), 4);
        let lines: Vec<(&str, &str)> = lines.iter().map(|(name, text)| (*name, &**text)).collect();
        assert_eq!(page(&lines), Ok(sent));
    }

    #[test]
    fn a_header_that_is_needed_must_be_right() {
        assert_eq!(page(&[]), Err("header `X-Total`: missing".to_owned()));
        assert!(page(&[("x-total", "many")]).is_err_and(|it| it.contains("X-Total")));
    }

    #[test]
    fn a_header_that_may_be_absent_is_so_when_wrong() {
        let page = page(&[
            ("x-total", "1"),
            ("x-expires", "soon"),
            ("x-next", "a"),
            ("x-next", "b"),
        ])
        .unwrap();
        assert_eq!((page.expires, page.next.as_deref()), (None, Some("a, b")));
    }
}
