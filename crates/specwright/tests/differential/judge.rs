//! The independent validator: the `jsonschema` crate with two keywords replaced. Its `.` in patterns is not that of ECMA-262, and its
//! `multipleOf` divides `f64`s, so that 9007199254740993 would not be a multiple of 1.5.

use jsonschema::{Draft, Keyword, ValidationError, Validator};
use serde_json::{Value, json};

/// Returns the validator of a component.
pub fn validator(name: &str, components: &Value) -> Validator {
    let root = json!({
        "$ref": format!("#/components/schemas/{name}"),
        "components": {"schemas": components},
    });
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(false)
        .with_keyword("pattern", |_, value, _| {
            let pattern = value.as_str().unwrap_or_default();
            let engine = regress::Regex::with_flags(pattern, "u");
            Ok(Box::new(Pattern(
                engine.expect("our patterns are patterns"),
            )))
        })
        .with_keyword("multipleOf", |_, value, _| {
            Ok(Box::new(Multiple(decimal(value).expect("a number"))))
        })
        .build(&root)
        .expect("our schemas are schemas")
}

/// A pattern of ECMA-262, with the `u` flag.
struct Pattern(regress::Regex);

impl<'i> Keyword<'i> for Pattern {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        match self.is_valid(instance) {
            true => Ok(()),
            false => Err(ValidationError::custom("the pattern does not match")),
        }
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        instance
            .as_str()
            .is_none_or(|text| self.0.find(text).is_some())
    }
}

/// The keyword `multipleOf` for decimal numbers: the digits, and the number of decimal places.
struct Multiple((i128, u32));

impl<'i> Keyword<'i> for Multiple {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        match self.is_valid(instance) {
            true => Ok(()),
            false => Err(ValidationError::custom("not a multiple")),
        }
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        let (step, places) = self.0;
        decimal(instance).is_none_or(|(value, more)| {
            let scale = |digits: i128, from: u32| digits * 10_i128.pow(places.max(more) - from);
            scale(value, more) % scale(step, places) == 0
        })
    }
}

/// Returns the digits of a number and the number of decimal places.
fn decimal(value: &Value) -> Option<(i128, u32)> {
    let Value::Number(number) = value else {
        return None;
    };
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits = format!("{whole}{fraction}");
    Some((
        digits
            .parse()
            .expect("our numbers are neither large nor small"),
        fraction.len() as u32,
    ))
}
