//! Path templates (OpenAPI 3.0.4, "Path Templating") and common extensions.
//!
//! | written                        | read as                                                                 |
//! |--------------------------------|-------------------------------------------------------------------------|
//! | `/pets/{id}.{ending}`          | a path with two parameters                                              |
//! | `/pets/{.id*}`                 | `/pets/{id}`: an operator of RFC 6570, equivalent to `style` and `explode` |
//! | `/files/{+rest}`, `/files/{*rest}` | `/files/{rest}`, with a warning: OpenAPI has no parameters for several segments |
//! | `/pets?beta=true`              | `/pets`, and a constant query pair of every request                     |
//! | `/pets?tag={tag}`, `/pets{?tag}` | `/pets`, and a query parameter that `parameters` declares             |
//! | `/pets#Action=List`            | `/pets`, and a fragment that is never sent (RFC 3986, section 3.5)       |

/// A part of a path: literal text or a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// Literal text.
    Text(String),
    /// The name of a path parameter.
    Parameter(String),
}

/// Joins parts to a path, such as `/pets/{petId}`.
pub(crate) fn path_of(parts: &[PathPart]) -> String {
    let texts = parts.iter().map(|part| match part {
        PathPart::Text(text) => text.clone(),
        PathPart::Parameter(name) => format!("{{{name}}}"),
    });
    texts.collect()
}

/// A part of the path of a template, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TemplatePart<'a> {
    /// Literal text.
    Text(&'a str),
    /// The text in braces, including operators.
    Name(&'a str),
}

/// A parsed path template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Template<'a> {
    /// The path, without expressions for the query.
    pub(crate) parts: Vec<TemplatePart<'a>>,
    /// The query pairs; `None` without a `?`.
    pub(crate) query: Vec<QueryPair<'a>>,
    /// The fragment.
    pub(crate) fragment: Option<&'a str>,
}

/// A part of the query of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QueryPair<'a> {
    /// A constant pair, such as `beta=true`.
    Fixed(&'a str),
    /// A parameter: its key in the query, and its name in braces.
    Parameter { key: &'a str, name: &'a str },
}

/// The maximum length of a template; longer URIs need not be supported (RFC 9110, section 4.1).
const MAX_LENGTH: usize = 8000;

impl<'a> Template<'a> {
    /// Parses a template; the error is the reason why it is invalid.
    pub(crate) fn parse(text: &'a str) -> Result<Self, String> {
        if text.len() > MAX_LENGTH {
            return Err(format!("longer than {MAX_LENGTH} bytes"));
        }
        let mut template = Self::default();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}', '?', '#']) {
            template.push_text(&rest[..at]);
            let (mark, after) = (&rest[at..=at], &rest[at + 1..]);
            match mark {
                "}" => return Err("unmatched `}`".to_owned()),
                "?" => {
                    let (query, fragment) = split(after, '#');
                    template.query.extend(pairs(query)?);
                    template.fragment = fragment;
                    rest = "";
                }
                "#" => {
                    template.fragment = Some(after);
                    rest = "";
                }
                _ => rest = template.expression(after)?,
            }
        }
        template.push_text(rest);
        Ok(template)
    }

    fn push_text(&mut self, text: &'a str) {
        if !text.is_empty() {
            self.parts.push(TemplatePart::Text(text));
        }
    }

    /// Reads the text in braces after the opening brace, and returns the rest.
    fn expression(&mut self, text: &'a str) -> Result<&'a str, String> {
        let (name, rest) = braced(text)?;
        if let Some(list) = name.strip_prefix(['?', '&']) {
            let names = list.split(',').map(bare);
            self.query
                .extend(names.map(|name| QueryPair::Parameter { key: name, name }));
            return Ok(rest);
        }
        if self.names().any(|known| known == name) {
            return Err(format!("duplicate name `{name}`"));
        }
        self.parts.push(TemplatePart::Name(name));
        Ok(rest)
    }

    /// Returns the names in braces in the path, as written, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.parts.iter().filter_map(|part| match part {
            TemplatePart::Text(_) => None,
            TemplatePart::Name(name) => Some(*name),
        })
    }

    /// Returns the path without parameter names, such as `/pets/{}`.
    pub(crate) fn shape(&self) -> String {
        let texts = self.parts.iter().map(|part| match part {
            TemplatePart::Text(text) => *text,
            TemplatePart::Name(_) => "{}",
        });
        texts.collect()
    }

    /// Returns two parameters without text between them, so that the end of the first is ambiguous.
    pub(crate) fn adjacent(&self) -> Option<(&'a str, &'a str)> {
        let mut pairs = self.parts.windows(2);
        pairs.find_map(|pair| match pair {
            [TemplatePart::Name(first), TemplatePart::Name(second)] => Some((*first, *second)),
            _ => None,
        })
    }

    /// Returns the constant pairs of the query.
    pub(crate) fn fixed(&self) -> impl Iterator<Item = &'a str> {
        self.query.iter().filter_map(|pair| match pair {
            QueryPair::Fixed(text) => Some(*text),
            QueryPair::Parameter { .. } => None,
        })
    }

    /// Returns the parameters of the query with their keys and names.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.query.iter().filter_map(|pair| match pair {
            QueryPair::Fixed(_) => None,
            QueryPair::Parameter { key, name } => Some((*key, *name)),
        })
    }
}

/// Returns the name of a parameter in braces: without operators, unless a declared name includes them.
pub(crate) fn declared_name<'a>(name: &'a str, declared: &[&str]) -> &'a str {
    if declared.contains(&name) {
        name
    } else {
        bare(name)
    }
}

/// Removes the operators of RFC 6570, section 2.2, and the asterisks of catch-all routes from a name.
fn bare(name: &str) -> &str {
    let bare = name
        .trim_start_matches(['.', ';', '?', '&', '+', '*'])
        .trim_end_matches('*');
    if bare.is_empty() { name } else { bare }
}

/// Splits a text at the closing brace.
fn braced(text: &str) -> Result<(&str, &str), String> {
    if text.starts_with('{') {
        return Err("doubled braces".to_owned());
    }
    // A `?` may be the operator of a query expression.
    let operator = usize::from(text.starts_with('?'));
    let end = text[operator..]
        .find(['{', '}', '/', '?', '#'])
        .map(|end| end + operator)
        .filter(|end| text[*end..].starts_with('}'))
        .ok_or("unmatched `{`")?;
    match &text[..end] {
        "" => Err("empty parameter name".to_owned()),
        name => Ok((name, &text[end + 1..])),
    }
}

fn pairs(query: &str) -> Result<Vec<QueryPair<'_>>, String> {
    let texts = query.split('&').filter(|text| !text.is_empty());
    texts.map(pair).collect()
}

fn pair(text: &str) -> Result<QueryPair<'_>, String> {
    if !text.contains(['{', '}']) {
        return Ok(QueryPair::Fixed(text));
    }
    let (key, value) = split(text, '=');
    let value = value.unwrap_or(key);
    let name = value
        .strip_prefix('{')
        .and_then(|value| value.strip_suffix('}'))
        .filter(|name| !name.is_empty() && !name.contains(['{', '}']))
        .ok_or_else(|| {
            format!("`{text}` in the query is neither literal text nor a single parameter")
        })?;
    let name = bare(name);
    Ok(QueryPair::Parameter {
        key: if key == value { name } else { key },
        name,
    })
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    match text.split_once(at) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_balanced_braces() {
        let template = Template::parse("/a/{b}/{c}.{d}").expect("it can be read");
        assert_eq!(template.names().collect::<Vec<_>>(), ["b", "c", "d"]);
        assert_eq!(template.shape(), "/a/{}/{}.{}");
        for template in [
            "/{",
            "/}",
            "/{}",
            "/{a}/{a}",
            "/{a/b}",
            "/{a{b}}",
            "/{{a}}",
            "/a?b={",
            "/a?b=x{c}",
        ] {
            assert!(Template::parse(template).is_err(), "{template}");
        }
    }

    #[test]
    fn a_query_is_no_part_of_the_path() {
        let template = Template::parse("/a/{b}?x=1&y={z}&{w}#f?g").expect("it can be read");
        assert_eq!(
            template.parts,
            [TemplatePart::Text("/a/"), TemplatePart::Name("b")]
        );
        assert_eq!(template.fixed().collect::<Vec<_>>(), ["x=1"]);
        let parameters: Vec<_> = template.parameters().collect();
        assert_eq!(parameters, [("y", "z"), ("w", "w")]);
        assert_eq!(template.fragment, Some("f?g"));
        let template = Template::parse("/a{?b,c*}").expect("it can be read");
        assert_eq!(template.parts, [TemplatePart::Text("/a")]);
        let parameters: Vec<_> = template.parameters().collect();
        assert_eq!(parameters, [("b", "b"), ("c", "c")]);
    }

    #[test]
    fn operators_are_no_part_of_a_name() {
        for (written, name) in [
            (".id*", "id"),
            (";id", "id"),
            ("+id", "id"),
            ("*rest", "rest"),
            ("$id", "$id"),
        ] {
            assert_eq!(declared_name(written, &["id"]), name);
        }
        assert_eq!(declared_name(".id", &[".id"]), ".id");
    }
}
