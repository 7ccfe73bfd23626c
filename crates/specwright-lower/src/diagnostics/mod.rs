//! The diagnostics of lowering: a constructor for each message.

mod patterns;

use specwright_ir::{Format, Ident, UntypedReason};
use specwright_spec::{
    Code, Diagnostic, Fix, Location, Node, Number, Place, nearest, quote, quote_whole,
};

use crate::Addition;
pub(crate) use patterns::*;

/// Reports a feature that cannot be generated.
pub(crate) fn unsupported_feature(at: &Location, feature: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnsupportedFeature,
        at,
        format!("{feature} is not supported"),
    )
    .help(allow(Code::UnsupportedFeature, at))
}

/// Reports a field or keyword that has no effect.
pub(crate) fn ignored(at: &Location, field: &str) -> Diagnostic {
    let message = format!("{field} has no effect");
    Diagnostic::new(Code::IgnoredField, Place::Key(at.clone()), message)
        .label("ignored by generated code")
}

fn allow(code: Code, at: &Location) -> String {
    format!(
        "to omit the operations that need it, allow {} at {} in specwright.toml",
        code.as_str(),
        quote_whole(at.pointer.as_str())
    )
}

/// Reports an item that gives way to another with the same name.
pub(crate) fn name_collision(
    moved: &Location,
    other: &Location,
    wanted: &str,
    taken: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::NameCollision,
        moved,
        format!(
            "name {} is already taken; generated as {}",
            quote(wanted),
            quote(taken)
        ),
    )
    .also(other, format!("also claims {}", quote(wanted)))
    .help(rename(moved))
}

fn rename(at: &Location) -> String {
    format!(
        "to choose another name, rename {} in specwright.toml",
        quote_whole(at.pointer.as_str())
    )
}

/// Reports an item whose name generated code reserves.
pub(crate) fn name_needed(moved: &Location, wanted: &str, taken: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NameCollision,
        moved,
        format!(
            "name {} is reserved for generated code; generated as {}",
            quote(wanted),
            quote(taken)
        ),
    )
    .help(rename(moved))
}

/// Reports a rename to an invalid identifier.
pub(crate) fn invalid_name(at: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidName,
        at,
        format!("invalid Rust name {}", quote(name)),
    )
    .help(
        "use letters, digits and `_`, and none of the keywords `self`, `Self`, `super` and `crate`",
    )
}

/// Reports two renames to the same name.
pub(crate) fn same_rename(at: &Location, other: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidName,
        at,
        format!("duplicate rename to {}", quote(name)),
    )
    .also(other, "also renamed to this name")
    .help("choose a different name for each in specwright.toml")
}

/// Reports a component whose schemas exclude each other.
pub(crate) fn contradiction(
    at: &Location,
    first: &Location,
    second: &Location,
    reason: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::Contradiction,
        second,
        format!("unsatisfiable schema: {reason}"),
    )
    .also(first, "conflicts with this schema")
    .also(at, "both schemas apply here")
    .help("relax or remove one of them")
}

/// Reports a place whose schemas exclude each other.
pub(crate) fn exclusion(
    at: &Location,
    first: &Location,
    second: &Location,
    reason: &str,
    nullable: bool,
) -> Diagnostic {
    no_value(at, reason, nullable)
        .also(first, "allowed here")
        .also(second, "excluded here")
}

/// The JSON type of values with a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Formatted {
    String,
    Number,
    Integer,
}

/// Formats of exact decimal fractions, such as money.
const DECIMALS: [&str; 5] = ["currency", "decimal", "decimal128", "money", "bigdecimal"];

/// Returns a text as a key of TOML.
fn quote_key(text: &str) -> String {
    format!("{text:?}")
}

/// Reports a format that is not validated and selects no Rust type, with the number of its places.
pub(crate) fn unknown_format(
    at: &Location,
    format: &str,
    of: Formatted,
    places: usize,
) -> Diagnostic {
    let more = match places {
        1 => String::new(),
        2 => " (here and in one more place)".to_owned(),
        _ => format!(" (here and in {} more places)", places - 1),
    };
    let map = |type_: &str| {
        let key = quote_key(&format!("format:{format}"));
        format!("for such a type, write `{key} = \"{type_}\"` below `[types]` in specwright.toml")
    };
    let help = match (of, Format::named(format)) {
        (Formatted::String, Some(_)) => {
            "to validate it, set `formats = \"assert\"` in specwright.toml".to_owned()
        }
        (Formatted::String, None) => "to validate such strings, use `pattern`".to_owned(),
        (Formatted::Number, _) if DECIMALS.contains(&format) => format!(
            "the type is `f64`, which rounds decimal fractions; {}",
            map("rust_decimal::Decimal")
        ),
        (Formatted::Number, _) => "the type is `f64`, as without the format".to_owned(),
        (Formatted::Integer, _) => {
            "the type follows from the bounds, as without the format".to_owned()
        }
    };
    Diagnostic::new(
        Code::UnknownFormat,
        at,
        format!("format {} has no effect{more}", quote(format)),
    )
    .help(help)
    .more(places - 1)
}

/// Reports a default that its schema rejects.
pub(crate) fn default_mismatch(at: &Location, reason: &str) -> Diagnostic {
    Diagnostic::new(
        Code::DefaultMismatch,
        at,
        format!("invalid default: {reason}"),
    )
    .fix_or(Fix::remove(at).likely(), "or correct it")
}

/// Reports an operation without `operationId`, and the name that its method and path give.
pub(crate) fn missing_operation_id(at: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingOperationId,
        at,
        format!(
            "operation without `operationId`; generated as {}",
            quote(name)
        ),
    )
    .fix(Fix::insert(
        at,
        "operationId",
        Node::String(name.to_owned()),
    ))
}

/// Reports a place where no value is valid.
pub(crate) fn impossible_value(at: &Location, reason: &str) -> Diagnostic {
    impossible(at, reason).help("correct the schema")
}

/// Reports a place where no value is valid, or only null.
pub(crate) fn no_value(at: &Location, reason: &str, nullable: bool) -> Diagnostic {
    match nullable {
        true => impossible_but_null(at, reason),
        false => impossible_value(at, reason),
    }
}

fn impossible_but_null(at: &Location, reason: &str) -> Diagnostic {
    let message = format!("only `null` is valid here: {reason}");
    Diagnostic::new(Code::ImpossibleValue, at, message).help("correct the schema")
}

fn impossible(at: &Location, reason: &str) -> Diagnostic {
    let message = format!("unsatisfiable schema: {reason}");
    Diagnostic::new(Code::ImpossibleValue, at, message)
}

/// Reports the values of an `enum` that other keywords of its schema exclude.
pub(crate) fn excluded_enum_values(values: &[(Location, &Node)]) -> Diagnostic {
    /// The number of further values that are shown.
    const SHOWN: usize = 7;
    let (at, first) = &values[0];
    let more = match values.len() {
        1 => String::new(),
        2 => ", as does one more value".to_owned(),
        count => format!(", as do {} more values", count - 1),
    };
    let message = format!(
        "enum value {} violates a keyword beside `enum`{more}",
        quote(&first.compact())
    );
    let diagnostic = Diagnostic::new(Code::EnumMismatch, at, message).label("never valid; omitted");
    let others = values.iter().skip(1).take(SHOWN);
    others
        .fold(diagnostic, |it, (at, _)| it.also(at, "omitted as well"))
        .help("correct that keyword, or remove the value")
}

/// Reports two members of a `oneOf` that admit a common value, and the number of further pairs.
pub(crate) fn overlapping_members(
    at: &Location,
    [left, right]: [&(String, Location); 2],
    value: &Node,
    more: usize,
) -> Diagnostic {
    let (left_name, right_name) = (quote(&left.0), quote(&right.0));
    let message = format!(
        "members {left_name} and {right_name} of `oneOf` overlap: {} matches both, and is therefore invalid",
        quote(&value.compact())
    );
    let label = match more {
        0 => "nothing distinguishes these members".to_owned(),
        1 => "nothing distinguishes these members; one more pair overlaps".to_owned(),
        _ => format!("nothing distinguishes these members; {more} more pairs overlap"),
    };
    let help = match value {
        Node::Object(_) => {
            "add a `discriminator`, or require a property whose `const` differs; \
             or use `anyOf` if a value may match both"
        }
        _ => {
            "exclude the values of one member from the other, or use `anyOf` if a value may match both"
        }
    };
    Diagnostic::new(Code::OverlappingMembers, at, message)
        .label(label)
        .also(&left.1, format!("member {left_name}"))
        .also(&right.1, format!("member {right_name}"))
        .help(help)
}

/// Reports a property that the `additionalProperties` of another schema of the same object excludes.
pub(crate) fn foreign_property(at: &Location, name: &str, other: &Location) -> Diagnostic {
    let reason = "`additionalProperties` considers only the `properties` beside it";
    impossible(at, reason)
        .also(
            other.child("additionalProperties"),
            format!("excludes {}", quote(name)),
        )
        .help(format!(
            "declare {} beside that `additionalProperties`, or remove the keyword",
            quote(name)
        ))
}

/// Reports an untyped value that the document describes further.
pub(crate) fn untyped_value(at: &Location, cause: UntypedReason) -> Diagnostic {
    let reason = match cause {
        UntypedReason::Patterns => {
            "values of `patternProperties` differ in types that JSON cannot distinguish"
        }
        UntypedReason::Positions => "`prefixItems` has more items than a tuple type holds",
        UntypedReason::Asserted => "its keywords determine no type",
        UntypedReason::Choices => {
            "`oneOf` and `anyOf` that apply together have too many combinations of members"
        }
        UntypedReason::Format => "its format has no Rust type",
        _ => "part of the schema is not supported",
    };
    Diagnostic::new(Code::UntypedValue, at, format!("untyped value: {reason}"))
        .help("declare a `type`, or `properties` and `items` that apply to every value")
}

/// Reports a `multipleOf` that is checked with a rounded factor.
pub(crate) fn rounded_number(at: &Location, enforced: &str) -> Diagnostic {
    let message = "`multipleOf` cannot be checked exactly";
    let diagnostic = Diagnostic::new(Code::RoundedNumber, at, message)
        .label(format!("checked as {}", quote(enforced)));
    match Number::new(enforced) {
        Some(number) => diagnostic.fix(Fix::replace(at, Node::Number(number))),
        None => diagnostic,
    }
}

/// Reports a bound of an integer of 128 bits that is checked with a rounded number.
pub(crate) fn rounded_bound(schema: &Location, keyword: &str, enforced: &str) -> Diagnostic {
    let at = schema.child(keyword);
    let message = format!("`{keyword}` cannot be checked exactly");
    let diagnostic = Diagnostic::new(Code::RoundedNumber, &at, message)
        .label(format!("checked as {}", quote(enforced)));
    match Number::new(enforced) {
        Some(number) => diagnostic.fix(Fix::replace(&at, Node::Number(number))),
        None => diagnostic,
    }
}

/// Reports an entry of `[types]` that matches nothing.
pub(crate) fn stale_foreign_type(root: &Location, key: &str) -> Diagnostic {
    let message = match key.strip_prefix("format:") {
        Some(format) => format!(
            "unused entry of `[types]`: no string or number has the format {}",
            quote(format)
        ),
        None => format!(
            "unused entry of `[types]`: no schema at {} has a type of its own",
            quote_whole(key)
        ),
    };
    Diagnostic::new(Code::StaleSetting, Place::Node(root.clone()), message)
        .help("correct the entry, or remove it from specwright.toml")
}

/// Reports an entry of `[derive]` or `[attributes]` that matches no type.
pub(crate) fn stale_addition<'a>(
    root: &Location,
    addition: &Addition,
    names: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!(
        "unused entry of `[{}]`: no type is called {}",
        addition.table,
        quote_whole(&addition.key)
    );
    let diagnostic = Diagnostic::new(Code::StaleSetting, Place::Node(root.clone()), message);
    match nearest(&addition.key, names) {
        Some(name) => diagnostic.help(format!("did you mean {}?", quote(name))),
        None => diagnostic.help("correct the entry, or remove it from specwright.toml"),
    }
}

/// Reports a trait that the contents of a type do not have.
pub(crate) fn impossible_derive(root: &Location, ty: &Ident, name: &str) -> Diagnostic {
    let message = format!("type `{ty}` cannot derive `{name}`: not all that it holds has it");
    Diagnostic::new(Code::StaleSetting, Place::Node(root.clone()), message).help(
        "remove it from `[derive]` in specwright.toml, or write `\"*\"` for the types that can",
    )
}

/// Reports a rename that matches nothing.
pub(crate) fn stale_rename(root: &Location, pointer: &str, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::StaleRename,
        Place::Node(root.clone()),
        format!(
            "unused rename to {}: nothing at {} has that kind of name",
            quote(name),
            quote_whole(pointer)
        ),
    )
    .help("correct the pointer, or remove the rename from specwright.toml")
}

/// Reports an allowance that matches nothing.
pub(crate) fn stale_allowance(root: &Location, pointer: &str, code: Code) -> Diagnostic {
    Diagnostic::new(
        Code::StaleAllowance,
        Place::Node(root.clone()),
        format!(
            "unused allowance: no {} at {}",
            code.as_str(),
            quote_whole(pointer)
        ),
    )
    .help("remove the allowance from specwright.toml")
}
