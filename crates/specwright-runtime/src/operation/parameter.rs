//! Parameters, their locations and styles.

use crate::{Constraint, Constraints};
use std::fmt;

/// A Parameter Object (OpenAPI 3.0.4, 4.7.12).
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: &'static str,
    /// The location.
    pub location: Location,
    /// The style.
    pub style: Style,
    /// True if each item or property is a parameter of its own.
    pub explode: bool,
    /// True if reserved characters are not percent-encoded; for a query only.
    pub allow_reserved: bool,
    /// True if the parameter is required.
    pub required: bool,
    /// The JSON Pointer of the parameter in the document; of one that the operation declares itself, only its position there.
    pub pointer: &'static str,
    /// The constraints of its value, beyond those of the type.
    pub(crate) constraints: Constraints,
    /// The names that are not its own.
    others: &'static [&'static str],
}

impl Parameter {
    const fn new(
        name: &'static str,
        pointer: &'static str,
        location: Location,
        style: Style,
        explode: bool,
    ) -> Self {
        let required = matches!(location, Location::Path);
        let constraints = Constraints::new(pointer, &[]);
        Self {
            name,
            location,
            style,
            explode,
            allow_reserved: false,
            required,
            pointer,
            constraints,
            others: &[],
        }
    }

    /// A part of the path: required, `simple`.
    pub const fn path(name: &'static str, pointer: &'static str) -> Self {
        Self::new(name, pointer, Location::Path, Style::Simple, false)
    }

    /// A query parameter: optional, `form`, exploded.
    pub const fn query(name: &'static str, pointer: &'static str) -> Self {
        Self::new(name, pointer, Location::Query, Style::Form, true)
    }

    /// A header: optional, `simple`.
    pub const fn header(name: &'static str, pointer: &'static str) -> Self {
        Self::new(name, pointer, Location::Header, Style::Simple, false)
    }

    /// A cookie: optional, `form`, exploded.
    pub const fn cookie(name: &'static str, pointer: &'static str) -> Self {
        Self::new(name, pointer, Location::Cookie, Style::Form, true)
    }

    /// `required: true`
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// `style`
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// `explode`
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// `explode: true`
    #[doc(hidden)]
    pub const fn exploded(self) -> Self {
        self.explode(true)
    }

    /// `content` in JSON.
    #[doc(hidden)]
    pub const fn json(self) -> Self {
        self.style(Style::Json)
    }

    /// `allowReserved: true`
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// The names that belong to other parameters, for an exploded object that would keep any: `filter`, `filter[` with
    /// whatever follows.
    pub const fn others(mut self, names: &'static [&'static str]) -> Self {
        self.others = names;
        self
    }

    /// Sets the constraints of its schema that its type does not guarantee.
    pub const fn constraints(mut self, constraints: &'static [Constraint]) -> Self {
        self.constraints = Constraints::parameter(self.pointer, constraints);
        self
    }

    /// Sets the constraints of another schema that its type does not guarantee.
    pub const fn constraints_at(mut self, constraints: Constraints) -> Self {
        self.constraints = constraints;
        self
    }

    /// Returns true if a pair of this name belongs to another parameter.
    pub(crate) fn is_of_another(&self, name: &str) -> bool {
        let is_it = |it: &&str| name == *it || it.ends_with('[') && name.starts_with(it);
        self.others.iter().any(is_it)
    }
}

/// The location of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the values of `in`")]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        })
    }
}

/// The style of a parameter (OpenAPI 3.0.4, 4.7.12.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `;color=blue,black`
    Matrix,
    /// `.blue.black`
    Label,
    /// `blue,black`
    Simple,
    /// `color=blue&color=black`
    Form,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color[R]=100&color[G]=200`
    DeepObject,
    /// `content` of the type `application/json`
    Json,
    /// `a=b; c=d`, not percent-encoded (OpenAPI 3.2)
    Cookie,
    /// The whole query is a form (OpenAPI 3.2: `in: querystring`).
    WholeForm,
    /// The whole query is JSON.
    WholeJson,
    /// The whole query is a text.
    WholeText,
}

impl Style {
    pub(crate) const fn is_whole(self) -> bool {
        matches!(self, Style::WholeForm | Style::WholeJson | Style::WholeText)
    }
}
