//! The diagnostics of this pass: one constructor per code.

use specwright_ir::{Format, UntypedReason};
use specwright_pattern::Cost;
use specwright_spec::{Code, Diagnostic, Fix, Location, Node, Number, Place, quote, quote_whole};

/// A feature that cannot be generated: `what` is missing at `at`.
pub(crate) fn unsupported_feature(at: &Location, what: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnsupportedFeature,
        at,
        format!("{what} is not supported"),
    )
    .help(allow(Code::UnsupportedFeature, at))
}

/// What is understood and has no effect.
pub(crate) fn ignored(at: &Location, what: &str) -> Diagnostic {
    let message = format!("{what} has no effect");
    Diagnostic::new(Code::IgnoredField, Place::Key(at.clone()), message)
        .label("neither written nor read")
}

fn allow(code: Code, at: &Location) -> String {
    format!(
        "to leave out the operations that need it, allow {} at {} in specwright.toml",
        code.as_str(),
        quote_whole(at.pointer.as_str())
    )
}

/// Two items that ask for one name.
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
            "{} is the name of something else, and this is called {}",
            quote(wanted),
            quote(taken)
        ),
    )
    .also(other, format!("{} is this, or would be", quote(wanted)))
    .help(format!(
        "pin a name: rename {} in specwright.toml",
        quote_whole(moved.pointer.as_str())
    ))
}

/// An item that asks for a name that generated code needs.
pub(crate) fn name_needed(moved: &Location, wanted: &str, taken: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NameCollision,
        moved,
        format!(
            "{} is a name that generated code needs, and this is called {}",
            quote(wanted),
            quote(taken)
        ),
    )
    .help(format!(
        "pin a name: rename {} in specwright.toml",
        quote_whole(moved.pointer.as_str())
    ))
}

/// A rename to something that is no identifier, or not in the case of what it names.
pub(crate) fn invalid_name(at: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidName,
        at,
        format!("{} cannot be a name in Rust", quote(name)),
    )
    .help(
        "write a word of letters, digits and `_` that is none of `self`, `Self`, `super`, `crate`",
    )
}

/// Two renames to one name.
pub(crate) fn same_rename(at: &Location, other: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidName,
        at,
        format!("two renames say {}", quote(name)),
    )
    .also(other, "this is renamed to it as well")
    .help("give each its own name in specwright.toml")
}

/// A component whose schemas exclude each other.
pub(crate) fn contradiction(
    at: &Location,
    first: &Location,
    second: &Location,
    what: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::Contradiction,
        second,
        format!("{what}: no value is valid against both"),
    )
    .also(first, "this says otherwise")
    .also(at, "both hold here")
    .help("make one of them weaker, or leave it out")
}

/// A place whose schemas exclude each other.
pub(crate) fn exclusion(
    at: &Location,
    first: &Location,
    second: &Location,
    what: &str,
    nullable: bool,
) -> Diagnostic {
    no_value(at, what, nullable)
        .also(first, "this allows some")
        .also(second, "this excludes them")
}

/// A pattern that does not compile.
pub(crate) fn invalid_pattern(
    at: &Location,
    error: &specwright_pattern::Error,
    pattern: &str,
) -> Diagnostic {
    let message = format!("{} is no pattern: {error}", quote(pattern));
    let diagnostic = Diagnostic::new(Code::InvalidPattern, at, message);
    repaired_pattern(diagnostic, pattern, error.offset, error.repair())
}

/// A schema that cannot be read, below a keyword that accepts more where it refuses.
pub(crate) fn reversed_fault(
    at: &Location,
    keyword: &str,
    schema: &Location,
    error: Option<(&str, specwright_pattern::Error)>,
) -> Diagnostic {
    let message = format!("{} depends on a schema with a fault", quote(keyword));
    let diagnostic = Diagnostic::new(Code::Repaired, at, message)
        .label("no value is accepted here until that is corrected");
    match error {
        Some((pattern, error)) => {
            let why = format!("{} is no pattern: {error}", quote(pattern));
            let diagnostic = diagnostic.also(schema.child("pattern"), why);
            let repair = error.repair().into_iter();
            repair.fold(diagnostic, Diagnostic::help)
        }
        None => diagnostic.also(schema, "a constraint of this schema cannot be read"),
    }
}

/// A pattern of another dialect, read as the one of ECMA-262 that means the same.
pub(crate) fn foreign_pattern(
    at: &Location,
    error: &specwright_pattern::Error,
    pattern: &str,
    read: &str,
) -> Diagnostic {
    let message = format!("{} is read as {}: {error}", quote(pattern), quote(read));
    let diagnostic = Diagnostic::new(Code::DoubtfulPattern, at, message);
    repaired_pattern(diagnostic, pattern, error.offset, None).fix(Fix::write(at, read))
}

/// A pattern that is read, but perhaps not as its author meant it.
pub(crate) fn doubtful_pattern(
    at: &Location,
    warning: &specwright_pattern::Warning,
    pattern: &str,
) -> Diagnostic {
    let message = format!("{} may not mean what it says: {warning}", quote(pattern));
    let diagnostic = Diagnostic::new(Code::DoubtfulPattern, at, message);
    repaired_pattern(diagnostic, pattern, warning.offset, warning.repair())
}

/// A pattern that can exceed the budget of steps for a text.
pub(crate) fn costly_pattern(at: &Location, pattern: &str, cost: Cost) -> Diagnostic {
    let (why, offset, repair) = match cost {
        Cost::BackReference(offset) => (
            "because of a back-reference",
            offset,
            "write it without the back-reference; texts that exceed the budget are refused",
        ),
        Cost::TooLarge => (
            "because its counts multiply to too large an automaton",
            0,
            "write smaller counts; texts that exceed the budget are refused",
        ),
    };
    let message = format!(
        "checking {} can exceed the step budget, {why}",
        quote(pattern)
    );
    let diagnostic = Diagnostic::new(Code::CostlyPattern, at, message);
    repaired_pattern(diagnostic, pattern, offset, Some(repair.to_owned()))
}

fn repaired_pattern(
    diagnostic: Diagnostic,
    pattern: &str,
    offset: usize,
    repair: Option<String>,
) -> Diagnostic {
    let before = pattern
        .get(..offset)
        .map_or(0, |before| before.chars().count());
    let diagnostic = diagnostic.label(format!("at character {}", before + 1));
    match repair {
        Some(repair) => diagnostic.help(repair),
        None => diagnostic,
    }
}

/// A format that picks no type.
pub(crate) fn unknown_format(at: &Location, format: &str, places: usize) -> Diagnostic {
    let more = match places {
        1 => String::new(),
        2 => " (here and in one more place)".to_owned(),
        _ => format!(" (here and in {} more places)", places - 1),
    };
    let help = match Format::named(format) {
        Some(_) => "write `formats = \"assert\"` into specwright.toml if it should be checked",
        None => "use `pattern` if it should be checked",
    };
    Diagnostic::new(
        Code::UnknownFormat,
        at,
        format!("the format {} has no effect{more}", quote(format)),
    )
    .help(help)
}

/// A default that its schema refuses.
pub(crate) fn default_mismatch(at: &Location, why: &str) -> Diagnostic {
    Diagnostic::new(
        Code::DefaultMismatch,
        at,
        format!("the default does not fit: {why}"),
    )
    .fix_or(Fix::remove(at).likely(), "or correct it")
}

/// An operation without `operationId`.
pub(crate) fn missing_operation_id(at: &Location, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingOperationId,
        at,
        format!(
            "the operation has no `operationId`, and is called {}",
            quote(name)
        ),
    )
    .fix(Fix::insert(
        at,
        "operationId",
        Node::String(name.to_owned()),
    ))
}

/// A place where no value is valid; what is generated says so.
pub(crate) fn impossible_value(at: &Location, why: &str) -> Diagnostic {
    impossible(at, why).help("correct the schema")
}

/// A place where no value is valid, or none but null.
pub(crate) fn no_value(at: &Location, why: &str, nullable: bool) -> Diagnostic {
    match nullable {
        true => impossible_but_null(at, why),
        false => impossible_value(at, why),
    }
}

/// A place where nothing but null is valid, though other types are declared.
fn impossible_but_null(at: &Location, why: &str) -> Diagnostic {
    let message = format!("no value but null is valid here: {why}");
    Diagnostic::new(Code::ImpossibleValue, at, message).help("correct the schema")
}

fn impossible(at: &Location, why: &str) -> Diagnostic {
    let message = format!("no value is valid here: {why}");
    Diagnostic::new(Code::ImpossibleValue, at, message)
}

/// Values of an `enum` that other keywords of its schema exclude.
pub(crate) fn excluded_enum_values(values: &[(Location, &Node)]) -> Diagnostic {
    /// How many further values are shown.
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
    let diagnostic =
        Diagnostic::new(Code::EnumMismatch, at, message).label("never valid, left out");
    let others = values.iter().skip(1).take(SHOWN);
    others
        .fold(diagnostic, |it, (at, _)| it.also(at, "left out as well"))
        .help("correct that keyword, or remove the value")
}

/// Two members of a `oneOf` that admit a common value, of so many further pairs.
pub(crate) fn overlapping_members(
    at: &Location,
    [left, right]: [&(String, Location); 2],
    value: &Node,
    more: usize,
) -> Diagnostic {
    let (left_name, right_name) = (quote(&left.0), quote(&right.0));
    let message = format!(
        "members {left_name} and {right_name} of `oneOf` overlap: {} is valid against both, and so against neither",
        quote(&value.compact())
    );
    let label = match more {
        0 => "nothing tells the two apart".to_owned(),
        1 => "nothing tells the two apart, nor the members of one more pair".to_owned(),
        _ => format!("nothing tells the two apart, nor the members of {more} more pairs"),
    };
    let help = match value {
        Node::Object(_) => {
            "add a `discriminator`, or require a property whose `const` differs; \
             or write `anyOf` if a value may be of both"
        }
        _ => {
            "exclude the values of one member from the other, or write `anyOf` if a value may be of both"
        }
    };
    Diagnostic::new(Code::OverlappingMembers, at, message)
        .label(label)
        .also(&left.1, format!("this is {left_name}"))
        .also(&right.1, format!("this is {right_name}"))
        .help(help)
}

/// A property that the `additionalProperties` of another schema of its object excludes.
pub(crate) fn foreign_property(at: &Location, name: &str, other: &Location) -> Diagnostic {
    let why = "`additionalProperties` knows the properties beside it only";
    impossible(at, why)
        .also(
            other.child("additionalProperties"),
            format!("this excludes {}", quote(name)),
        )
        .help(format!(
            "name {} beside `additionalProperties` too, or remove that",
            quote(name)
        ))
}

/// A value that is left untyped although the document says more of it.
pub(crate) fn untyped_value(at: &Location, cause: UntypedReason) -> Diagnostic {
    let why = match cause {
        UntypedReason::Patterns => "names are told from others by a pattern",
        UntypedReason::Positions => {
            "items are told apart by their position, and are more than a tuple holds"
        }
        UntypedReason::Asserted => "its keywords name no type",
        UntypedReason::Choices => {
            "more `oneOf` and `anyOf` hold at once than a type for each combination"
        }
        UntypedReason::Format => "its format names no type",
        _ => "a part of the document is left out",
    };
    Diagnostic::new(
        Code::UntypedValue,
        at,
        format!("the value is left untyped: {why}"),
    )
    .help("add a `type`, or `properties` and `items` that are the same for every value")
}

/// Returns the warning of a factor that is enforced as another.
pub(crate) fn rounded_number(at: &Location, enforced: &str) -> Diagnostic {
    let message = "`multipleOf` cannot be judged exactly";
    let diagnostic = Diagnostic::new(Code::RoundedNumber, at, message)
        .label(format!("enforced as {}", quote(enforced)));
    match Number::new(enforced) {
        Some(number) => diagnostic.fix(Fix::replace(at, Node::Number(number))),
        None => diagnostic,
    }
}

/// A rename that matches nothing.
pub(crate) fn stale_rename(root: &Location, pointer: &str, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::StaleRename,
        Place::Node(root.clone()),
        format!(
            "there is nothing at {} to be called {}",
            quote_whole(pointer),
            quote(name)
        ),
    )
    .help("remove the rename from specwright.toml, or correct its pointer")
}

/// An allowance that matches nothing.
pub(crate) fn stale_allowance(root: &Location, pointer: &str, code: Code) -> Diagnostic {
    Diagnostic::new(
        Code::StaleAllowance,
        Place::Node(root.clone()),
        format!(
            "there is no {} at {} to be allowed",
            code.as_str(),
            quote_whole(pointer)
        ),
    )
    .help("remove the allowance from specwright.toml")
}
