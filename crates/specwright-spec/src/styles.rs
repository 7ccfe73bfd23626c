//! Parameter styles: a table of location × style × `explode` × JSON type.
//!
//! The table has all rows of "Style Values" and "Style Examples" (OpenAPI 3.0.4 and 3.1.1, "Parameter Object"; OpenAPI 3.2.0
//! adds `cookie`), and the combinations that the specification marks as not applicable with the form that is used instead.
//! The check, the reader, the upgrade from Swagger 2.0 and lowering use this table. The documentation of the runtime
//! contains it ([`markdown`]), and the tests of the runtime encode and decode every example.

use crate::{ParameterLocation, ParameterStyle};
use ParameterLocation::{Cookie, Header, Path, Query};
use WrittenForm::{Defined, Undefined};

/// The classes of JSON types that styles distinguish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueShape {
    /// A string, number or boolean.
    Primitive,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl ValueShape {
    /// Every shape, in the order of the columns of the table.
    pub const ALL: [Self; 3] = [Self::Primitive, Self::Array, Self::Object];
}

/// The encoded form of a value, by example: of a parameter `color` with the value `blue`, `["blue", "black", "brown"]` or
/// `{"R": 100, "G": 200, "B": 150}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenForm {
    /// The form that the specification defines.
    Defined(&'static str),
    /// The form that is used although the specification defines none ("n/a").
    Undefined(&'static str),
}

impl WrittenForm {
    /// Returns the example.
    pub fn example(self) -> &'static str {
        match self {
            Defined(example) | Undefined(example) => example,
        }
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct StyleRow {
    /// The locations that have this row.
    pub locations: &'static [ParameterLocation],
    /// `style`
    pub style: ParameterStyle,
    /// `explode`
    pub explode: bool,
    /// The forms of a primitive value, an array and an object.
    pub forms: [WrittenForm; 3],
}

const fn row(
    locations: &'static [ParameterLocation],
    style: ParameterStyle,
    explode: bool,
    forms: [WrittenForm; 3],
) -> StyleRow {
    StyleRow {
        locations,
        style,
        explode,
        forms,
    }
}

/// The rows of the table. Cookies are separated by `; ` (RFC 6265, section 4.2.1), since the `&` of `form` in the examples
/// of the specification does not separate them ("Appendix D: Serializing Headers and Cookies").
#[rustfmt::skip]
pub const STYLES: [StyleRow; 18] = [
    row(&[Path], ParameterStyle::Matrix, false, [
        Defined(";color=blue"),
        Defined(";color=blue,black,brown"),
        Defined(";color=R,100,G,200,B,150"),
    ]),
    row(&[Path], ParameterStyle::Matrix, true, [
        Defined(";color=blue"),
        Defined(";color=blue;color=black;color=brown"),
        Defined(";R=100;G=200;B=150"),
    ]),
    // In OpenAPI 3.0.3, the items of an array without `explode` are separated by `.`.
    row(&[Path], ParameterStyle::Label, false, [
        Defined(".blue"),
        Defined(".blue,black,brown"),
        Defined(".R,100,G,200,B,150"),
    ]),
    row(&[Path], ParameterStyle::Label, true, [
        Defined(".blue"),
        Defined(".blue.black.brown"),
        Defined(".R=100.G=200.B=150"),
    ]),
    row(&[Path, Header], ParameterStyle::Simple, false, [
        Defined("blue"),
        Defined("blue,black,brown"),
        Defined("R,100,G,200,B,150"),
    ]),
    row(&[Path, Header], ParameterStyle::Simple, true, [
        Defined("blue"),
        Defined("blue,black,brown"),
        Defined("R=100,G=200,B=150"),
    ]),
    row(&[Query], ParameterStyle::Form, false, [
        Defined("color=blue"),
        Defined("color=blue,black,brown"),
        Defined("color=R,100,G,200,B,150"),
    ]),
    row(&[Query], ParameterStyle::Form, true, [
        Defined("color=blue"),
        Defined("color=blue&color=black&color=brown"),
        Defined("R=100&G=200&B=150"),
    ]),
    row(&[Query], ParameterStyle::SpaceDelimited, false, [
        Undefined("color=blue"),
        Defined("color=blue%20black%20brown"),
        Defined("color=R%20100%20G%20200%20B%20150"),
    ]),
    row(&[Query], ParameterStyle::SpaceDelimited, true, [
        Undefined("color=blue"),
        Undefined("color=blue&color=black&color=brown"),
        Undefined("R=100&G=200&B=150"),
    ]),
    row(&[Query], ParameterStyle::PipeDelimited, false, [
        Undefined("color=blue"),
        Defined("color=blue%7Cblack%7Cbrown"),
        Defined("color=R%7C100%7CG%7C200%7CB%7C150"),
    ]),
    row(&[Query], ParameterStyle::PipeDelimited, true, [
        Undefined("color=blue"),
        Undefined("color=blue&color=black&color=brown"),
        Undefined("R=100&G=200&B=150"),
    ]),
    // "Despite `false` being the default for `deepObject`, the combination of `false` with `deepObject` is undefined."
    row(&[Query], ParameterStyle::DeepObject, false, [
        Undefined("color=blue"),
        Undefined("color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown"),
        Undefined("color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    ]),
    row(&[Query], ParameterStyle::DeepObject, true, [
        Undefined("color=blue"),
        Undefined("color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown"),
        Defined("color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    ]),
    row(&[Cookie], ParameterStyle::Form, false, [
        Defined("color=blue"),
        Defined("color=blue,black,brown"),
        Defined("color=R,100,G,200,B,150"),
    ]),
    row(&[Cookie], ParameterStyle::Form, true, [
        Defined("color=blue"),
        Defined("color=blue; color=black; color=brown"),
        Defined("R=100; G=200; B=150"),
    ]),
    row(&[Cookie], ParameterStyle::Cookie, false, [
        Defined("color=blue"),
        Defined("color=blue,black,brown"),
        Defined("color=R,100,G,200,B,150"),
    ]),
    row(&[Cookie], ParameterStyle::Cookie, true, [
        Defined("color=blue"),
        Defined("color=blue; color=black; color=brown"),
        Defined("R=100; G=200; B=150"),
    ]),
];

impl ParameterStyle {
    /// The names of the styles in OpenAPI ("Style Values"), in the order of the variants.
    pub(crate) const NAMES: [&'static str; 8] = [
        "matrix",
        "label",
        "simple",
        "form",
        "spaceDelimited",
        "pipeDelimited",
        "deepObject",
        "cookie",
    ];

    const ALL: [Self; 8] = [
        Self::Matrix,
        Self::Label,
        Self::Simple,
        Self::Form,
        Self::SpaceDelimited,
        Self::PipeDelimited,
        Self::DeepObject,
        Self::Cookie,
    ];

    /// Returns the style with this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.name() == name)
    }

    /// Returns the name in OpenAPI.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// Returns the default of `explode`: "When `style` is `form` or `cookie`, the default value is `true`. For all other
    /// styles, the default value is `false`" (OpenAPI 3.2.0, "Parameter Object").
    pub fn explodes(self) -> bool {
        matches!(self, Self::Form | Self::Cookie)
    }

    /// Returns true for a style with a form for nested arrays and objects, although OpenAPI defines none.
    pub(crate) fn nests(self) -> bool {
        self == Self::DeepObject
    }
}

impl ParameterLocation {
    /// Returns the location for a value of `in`.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "path" => Self::Path,
            "query" => Self::Query,
            "header" => Self::Header,
            "cookie" => Self::Cookie,
            "querystring" => Self::Querystring,
            _ => return None,
        })
    }

    /// Returns the value of `in`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Querystring => "querystring",
        }
    }

    /// Returns the default style: "for `query` - `form`; for `path` - `simple`; for `header` - `simple`; for `cookie` -
    /// `form`" (OpenAPI 3.0.4, "Parameter Object").
    pub fn default_style(self) -> ParameterStyle {
        match self {
            Self::Path | Self::Header => ParameterStyle::Simple,
            Self::Query | Self::Cookie | Self::Querystring => ParameterStyle::Form,
        }
    }

    /// Returns the valid styles of the location; none for `querystring`, which has no `style`.
    pub(crate) fn styles(self) -> Vec<ParameterStyle> {
        let rows = STYLES.iter().filter(|row| row.locations.contains(&self));
        let mut styles: Vec<_> = rows.map(|row| row.style).collect();
        styles.dedup();
        styles
    }

    /// Returns the names of the valid styles.
    pub(crate) fn style_names(self) -> Vec<&'static str> {
        self.styles()
            .into_iter()
            .map(ParameterStyle::name)
            .collect()
    }
}

/// Returns the form of a value; `None` if the location does not have the style.
pub fn written(
    location: ParameterLocation,
    style: ParameterStyle,
    explode: bool,
    shape: ValueShape,
) -> Option<WrittenForm> {
    let mut rows = STYLES.iter();
    let row = rows.find(|row| {
        row.style == style && row.explode == explode && row.locations.contains(&location)
    });
    row.map(|row| row.forms[shape as usize])
}

/// Returns the table in Markdown, for the documentation of the runtime.
pub fn markdown() -> String {
    let mut text = String::from(
        "| `in` | `style` | `explode` | primitive | array | object |\n|---|---|---|---|---|---|\n",
    );
    for row in STYLES {
        let locations = row.locations.iter().map(|it| it.name());
        let locations: Vec<&str> = locations.collect();
        let forms = row.forms.map(|it| match it {
            Defined(example) => format!("`{example}`"),
            Undefined(example) => format!("undefined: `{example}`"),
        });
        text.push_str(&format!(
            "| {} | `{}` | {} | {} |\n",
            locations.join(", "),
            row.style.name(),
            row.explode,
            forms.join(" | "),
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_combination_has_one_row() {
        for (index, row) in STYLES.iter().enumerate() {
            let again = STYLES[..index].iter().filter(|it| {
                (it.style, it.explode) == (row.style, row.explode)
                    && it.locations.iter().any(|at| row.locations.contains(at))
            });
            assert_eq!(again.count(), 0, "{row:?}");
            let other = STYLES.iter().filter(|it| {
                (it.style, it.locations) == (row.style, row.locations) && it.explode != row.explode
            });
            assert_eq!(other.count(), 1, "{row:?}");
        }
    }

    #[test]
    fn the_default_of_a_location_is_one_of_its_styles() {
        for location in [Path, Query, Header, Cookie] {
            assert!(location.styles().contains(&location.default_style()));
            assert_eq!(ParameterLocation::of_name(location.name()), Some(location));
        }
        for name in ParameterStyle::NAMES {
            let style = ParameterStyle::of_name(name);
            assert_eq!(style.map(ParameterStyle::name), Some(name));
        }
    }

    #[test]
    fn the_documentation_of_the_runtime_has_the_table() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../specwright-runtime/src/params/styles.md"
        );
        let text = std::fs::read_to_string(path).expect("the table of the runtime");
        let table: String = text
            .lines()
            .filter(|line| line.starts_with('|'))
            .map(|line| format!("{line}\n"))
            .collect();
        assert_eq!(table, markdown(), "write this table into {path}");
    }
}
