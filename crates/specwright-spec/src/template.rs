//! Path templates (OpenAPI 3.0.4, "Path Templating"), and what people write into them beyond that.
//!
//! | written                        | read as                                                                 |
//! |--------------------------------|-------------------------------------------------------------------------|
//! | `/pets/{id}.{ending}`          | a path with two parameters                                              |
//! | `/pets/{.id*}`                 | `/pets/{id}`: an operator of RFC 6570, which `style` and `explode` repeat |
//! | `/files/{+rest}`, `/files/{*rest}` | `/files/{rest}`, with a warning: OpenAPI has no parameter of several segments |
//! | `/pets?beta=true`              | `/pets`, and a pair that every request has                              |
//! | `/pets?tag={tag}`, `/pets{?tag}` | `/pets`, and a query parameter that `parameters` declares             |
//! | `/pets#Action=List`            | `/pets`, and a name beside it that is never sent (RFC 3986, section 3.5) |

/// A part of a path: text, or a parameter in braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// Text, as it is written.
    Text(String),
    /// The name of a path parameter.
    Parameter(String),
}

/// Returns the path that has these parts: `/pets/{petId}`.
pub(crate) fn path_of(parts: &[PathPart]) -> String {
    let texts = parts.iter().map(|part| match part {
        PathPart::Text(text) => text.clone(),
        PathPart::Parameter(name) => format!("{{{name}}}"),
    });
    texts.collect()
}

/// A part of the path of a template, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TemplatePart<'a> {
    /// Text.
    Text(&'a str),
    /// What stands in braces, operators included.
    Name(&'a str),
}

/// A path template, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Template<'a> {
    /// The path, without expressions that belong to the query.
    pub(crate) parts: Vec<TemplatePart<'a>>,
    /// The query, in pairs; none if there is no `?`.
    pub(crate) query: Vec<QueryPair<'a>>,
    /// What stands behind `#`.
    pub(crate) fragment: Option<&'a str>,
}

/// A part of the query of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QueryPair<'a> {
    /// Text that is sent as it is: `beta=true`.
    Fixed(&'a str),
    /// A parameter, by the key that it is sent under and the name in braces.
    Parameter { key: &'a str, name: &'a str },
}

/// The longest template. Nobody has to take longer URIs (RFC 9110 section 4.1).
const MAX_LENGTH: usize = 8000;

impl<'a> Template<'a> {
    /// Takes a template apart; a reason if it cannot be read.
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

    /// Takes what stands in braces, which have just been opened; answers what stands behind them.
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

    /// Returns the path with its names taken out: `/pets/{}`.
    pub(crate) fn shape(&self) -> String {
        let texts = self.parts.iter().map(|part| match part {
            TemplatePart::Text(text) => *text,
            TemplatePart::Name(_) => "{}",
        });
        texts.collect()
    }

    /// The names of two parameters between which the path has no text, so that nothing says where the first ends.
    pub(crate) fn adjacent(&self) -> Option<(&'a str, &'a str)> {
        let mut pairs = self.parts.windows(2);
        pairs.find_map(|pair| match pair {
            [TemplatePart::Name(first), TemplatePart::Name(second)] => Some((*first, *second)),
            _ => None,
        })
    }

    /// The pairs that are sent as they are.
    pub(crate) fn fixed(&self) -> impl Iterator<Item = &'a str> {
        self.query.iter().filter_map(|pair| match pair {
            QueryPair::Fixed(text) => Some(*text),
            QueryPair::Parameter { .. } => None,
        })
    }

    /// The parameters of the query, by key and name.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.query.iter().filter_map(|pair| match pair {
            QueryPair::Fixed(_) => None,
            QueryPair::Parameter { key, name } => Some((*key, *name)),
        })
    }
}

/// The name of a parameter in braces, given the names that are declared: without operators, unless it is declared with them.
pub(crate) fn declared_name<'a>(name: &'a str, declared: &[&str]) -> &'a str {
    if declared.contains(&name) {
        name
    } else {
        bare(name)
    }
}

/// A name without the operators of RFC 6570, section 2.2, and without the asterisks of catch-all routes.
fn bare(name: &str) -> &str {
    let bare = name
        .trim_start_matches(['.', ';', '?', '&', '+', '*'])
        .trim_end_matches('*');
    if bare.is_empty() { name } else { bare }
}

/// What stands before the closing brace, and behind it.
fn braced(text: &str) -> Result<(&str, &str), String> {
    if text.starts_with('{') {
        return Err("doubled braces".to_owned());
    }
    // A `?` may be the operator of a query.
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
    fn names_stand_in_pairs_of_braces() {
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
