//! JSON Pointers of the document, in parts.

use std::borrow::Cow;
use std::fmt;

/// The JSON Pointer of a schema, as a base and the place inside it. The text is built only when it is shown, so that generated code
/// does not repeat it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// The pointer, or that of the surrounding schema.
    base: &'static str,
    /// The property of the object at `base` that has the schema; none if empty.
    property: &'static str,
    inside: Inside,
}

/// The place of a schema inside another schema or a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inside {
    /// It is the other.
    Nothing,
    /// `schema`, of a parameter
    Parameter,
    /// `items`
    Items,
    /// `additionalProperties`
    Values,
    /// `schema/items`, of a parameter
    ParameterItems,
    /// `schema/additionalProperties`, of a parameter
    ParameterValues,
    /// A member of `anyOf`.
    AnyOf(u16),
    /// A member of `oneOf`.
    OneOf(u16),
}

impl Pointer {
    /// Creates the pointer of a schema.
    pub(crate) const fn new(pointer: &'static str) -> Self {
        Self {
            base: pointer,
            property: "",
            inside: Inside::Nothing,
        }
    }

    /// Creates the pointer of a property of the object at a pointer.
    pub(crate) const fn property(object: &'static str, property: &'static str) -> Self {
        Self {
            base: object,
            property,
            inside: Inside::Nothing,
        }
    }

    /// Returns the pointer of a schema inside this one.
    pub(crate) const fn inside(self, inside: Inside) -> Self {
        Self { inside, ..self }
    }

    /// Returns the pointer of `items`.
    pub(crate) const fn items(self) -> Self {
        match self.inside {
            Inside::Parameter => self.inside(Inside::ParameterItems),
            _ => self.inside(Inside::Items),
        }
    }

    /// Returns the pointer of `additionalProperties`.
    pub(crate) const fn values(self) -> Self {
        match self.inside {
            Inside::Parameter => self.inside(Inside::ParameterValues),
            _ => self.inside(Inside::Values),
        }
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.base.is_empty() && self.property.is_empty()
    }
}

impl From<&'static str> for Pointer {
    fn from(pointer: &'static str) -> Self {
        Self::new(pointer)
    }
}

impl From<Pointer> for Cow<'static, str> {
    fn from(pointer: Pointer) -> Self {
        match (pointer.property, pointer.inside) {
            ("", Inside::Nothing) => Cow::Borrowed(pointer.base),
            _ => Cow::Owned(pointer.to_string()),
        }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.base)?;
        if !self.property.is_empty() {
            write!(f, "/properties/{}", escape(self.property))?;
        }
        match self.inside {
            Inside::Nothing => Ok(()),
            Inside::Parameter => f.write_str("/schema"),
            Inside::Items => f.write_str("/items"),
            Inside::Values => f.write_str("/additionalProperties"),
            Inside::ParameterItems => f.write_str("/schema/items"),
            Inside::ParameterValues => f.write_str("/schema/additionalProperties"),
            Inside::AnyOf(index) => write!(f, "/anyOf/{index}"),
            Inside::OneOf(index) => write!(f, "/oneOf/{index}"),
        }
    }
}

/// A name as a token of a JSON Pointer (RFC 6901, section 3).
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_become_a_pointer() {
        let property = Pointer::property("/s/Pet", "a/b~c");
        for (pointer, text) in [
            (Pointer::new("/s/Pet"), "/s/Pet"),
            (property, "/s/Pet/properties/a~1b~0c"),
            (property.items(), "/s/Pet/properties/a~1b~0c/items"),
            (
                Pointer::new("/p/0").inside(Inside::Parameter).values(),
                "/p/0/schema/additionalProperties",
            ),
            (
                Pointer::new("/s/U").inside(Inside::OneOf(1)),
                "/s/U/oneOf/1",
            ),
        ] {
            assert_eq!(pointer.to_string(), text);
            assert_eq!(Cow::from(pointer), text);
        }
    }
}
