//! Selectors as text.

use std::ops::Range;
use std::str::FromStr;

use super::{Glob, Pattern, Selector, SelectorOrigin};
use crate::{nearest, quote};

/// The kinds of selectors that have a value.
const KINDS: [&str; 5] = ["tag", "path", "method", "operationId", "webhook"];

/// The selector of internal operations.
const INTERNAL: &str = "x-internal";

impl FromStr for Selector {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let pattern = pattern(text)
            .map_err(|repair| format!("invalid selector {}: {repair}", quote(text)))?;
        Ok(Self {
            text: text.to_owned(),
            pattern,
            origin: SelectorOrigin {
                path: "settings".into(),
                text: text.into(),
                range: Range {
                    start: 0,
                    end: text.len(),
                },
            },
        })
    }
}

fn pattern(text: &str) -> Result<Pattern, String> {
    if text == INTERNAL {
        return Ok(Pattern::Internal);
    }
    if text.starts_with('/') {
        return Err(format!("write {}", quote(&format!("path:{text}"))));
    }
    let method_and_path = text.split_once(' ');
    if let Some((method, path)) = method_and_path.filter(|(_, path)| path.starts_with('/')) {
        return Ok(Pattern::Path(Some(method.to_owned()), Glob::of_path(path)));
    }
    let Some((kind, value)) = text.split_once(':') else {
        return Err(match nearest(text, [INTERNAL]) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!(
                "write `tag:NAME`, `path:/PATH`, `GET /PATH`, `method:GET`, `operationId:NAME`, `webhook:NAME` or `{INTERNAL}`"
            ),
        });
    };
    match (kind, value) {
        (_, "") if KINDS.contains(&kind) => Err(format!("write a value after `{kind}:`")),
        ("tag", name) => Ok(Pattern::Tag(Glob::of_name(name))),
        ("path", path) if path.starts_with(['/', '*']) => {
            Ok(Pattern::Path(None, Glob::of_path(path)))
        }
        ("path", path) => Err(format!(
            "a path begins with `/`: {}",
            quote(&format!("path:/{path}"))
        )),
        ("method", name) => Ok(Pattern::Method(name.to_owned())),
        ("operationId", id) => Ok(Pattern::OperationId(Glob::of_name(id))),
        ("webhook", name) => Ok(Pattern::Webhook(Glob::of_name(name))),
        (kind, value) => Err(match nearest(kind, KINDS) {
            Some(meant) => format!("did you mean {}?", quote(&format!("{meant}:{value}"))),
            None => format!(
                "unknown kind `{kind}`; expected one of {}",
                KINDS.join(", ")
            ),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_are_parsed() {
        for text in [
            "tag:pets",
            "path:/pets/**",
            "path:**",
            "GET /pets",
            "method:delete",
            "operationId:repos/list-*",
            "webhook:*",
            "x-internal",
        ] {
            assert!(text.parse::<Selector>().is_ok(), "{text}");
        }
    }

    #[test]
    fn a_wrong_selector_is_an_error_with_a_repair() {
        for (text, repair) in [
            ("tags:pets", "did you mean `tag:pets`?"),
            ("operationid:a", "did you mean `operationId:a`?"),
            ("x-internl", "did you mean `x-internal`?"),
            ("/pets", "write `path:/pets`"),
            ("path:pets", "a path begins with `/`: `path:/pets`"),
            ("tag:", "write a value after `tag:`"),
            ("pets", "write `tag:NAME`"),
            ("colour:red", "unknown kind `colour`"),
        ] {
            let error = text.parse::<Selector>().expect_err(text);
            assert!(error.contains(repair), "{error}");
        }
    }
}
