//! Strings, numbers and booleans.
//!
//! | `type`, `format`                     | Rust                    | lengths that the format implies |
//! |--------------------------------------|-------------------------|---------------------------------|
//! | `string`, `date-time`                | `Timestamp`             | 20 at least                     |
//! | `string`, `date`                     | `Date`                  | 10                              |
//! | `string`, `duration`                 | `IsoDuration`           |                                 |
//! | `string`, `ipv4`                     | `Ipv4Addr`              | 7 to 15                         |
//! | `string`, `ipv6`                     | `Ipv6Addr`              | 2 to 45                         |
//! | `string`, `uri`, `uri-reference`     | `Uri`                   |                                 |
//! | `string`, `uuid`                     | `Uuid`                  | 36                              |
//! | `string`, `byte`                     | `Bytes`, in base64      |                                 |
//! | `string`, `binary`                   | `File` in `multipart` bodies, else `String` |             |
//! | `string`, `password`                 | `String`, redacted in errors |                            |
//! | `string`, any other                  | `String`, perhaps with a constraint ([`formats`](super::formats)) |   |
//! | `integer`, `int8` … `int128`, `uint8` … `uint128` | `i8` … `i128`, `u8` … `u128` |                       |
//! | `integer`, none or any other         | by the bounds ([`integer`](super::integer)) |                                 |
//! | `number`, `float`, `double`          | `f32`, `f64`            |                                 |
//! | `number`, none or any other          | `f64`                   |                                 |
//!
//! A string whose format has a type stays a `String` if it has other constraints as well (a pattern, a shorter length), so that none
//! is dropped; those that keep their text may be bounded in length. Bounds that the pattern or the width of the type implies are not checked a second time.

use specwright_ir::{Constraint, FloatWidth, Newtype, PatternId, Storage, Type, Value};
use specwright_pattern::{Compiled, Matcher};
use specwright_spec::{Diagnostic, Location, Number};

use super::array::value_constraints;
use super::integer::{integer_constraints, integer_width};
use super::{SchemaSite, add_draft, formats, owners};
use crate::context::{Context, plain};
use crate::diagnostics::{self, Formatted};
use crate::draft::{Shape, index};
use crate::semantics::numbers;

/// Pattern that no string matches.
pub(super) const NOTHING: &str = r"[^\s\S]";

/// Longest text that is stored in the type itself.
const MAX_ASCII: u32 = 64;

/// Lowers a scalar of this type: to a newtype if it is a component with constraints.
pub(crate) fn lower<'d>(context: &mut Context<'d>, it: &SchemaSite<'d>, ty: &str) -> Value {
    let (ty, constraints, ascii) = match ty {
        "string" => string(context, it),
        "integer" => {
            let width = integer_width(context, it);
            match integer_constraints(context, it, width) {
                Ok(constraints) => (Type::Integer(width), constraints, None),
                Err(why) => {
                    let nullable = it.merged.nullable;
                    context
                        .session
                        .report(diagnostics::no_value(&it.at, why, nullable));
                    return match nullable {
                        true => plain(Type::Null),
                        false => owners::never(context, it.id, "type"),
                    };
                }
            }
        }
        "number" => {
            let width = float_width(context, it);
            (Type::Number(width), number_constraints(context, it), None)
        }
        _ => (Type::Boolean, Vec::new(), None),
    };
    let storage = match &ty {
        Type::String => Some(ascii.map_or(Storage::String, Storage::Ascii)),
        Type::Integer(width) => Some(Storage::Integer(*width)),
        Type::Number(width) => Some(Storage::Number(*width)),
        _ => None,
    };
    let secret = it.merged.format == Some("password");
    let secret = secret.then_some(Constraint::Secret);
    // A validated text shows itself.
    let hidden = secret.clone().filter(|_| ty == Type::String);
    match storage {
        Some(storage) if it.component.is_some() && !constraints.is_empty() => Value {
            constraints: value_constraints(context, it, secret.iter().cloned().collect()),
            ..newtype(
                context,
                it,
                Newtype {
                    storage,
                    constraints: constraints.into_iter().chain(hidden).collect(),
                },
            )
        },
        _ => Value {
            nullable: it.merged.nullable,
            constraints: owners::scalar_constraints(
                context,
                it,
                &ty,
                constraints.into_iter().chain(secret).collect(),
            ),
            ..plain(ty)
        },
    }
}

/// Returns the constraints of a string or number.
pub(super) fn constraints(context: &mut Context<'_>, it: &SchemaSite<'_>) -> Vec<Constraint> {
    let types = it.merged.types(context.session.document);
    let secret = (it.merged.format == Some("password")).then_some(Constraint::Secret);
    let constraints = match types {
        Some(types) if types.string => {
            let (ids, facts) = patterns(context, it);
            let lengths = length_constraints(context, it, &facts);
            let patterns = ids.into_iter().map(Constraint::Pattern);
            lengths.into_iter().chain(patterns).collect()
        }
        _ => number_constraints(context, it),
    };
    constraints.into_iter().chain(secret).collect()
}

fn newtype(context: &mut Context<'_>, it: &SchemaSite<'_>, mut newtype: Newtype) -> Value {
    let (owner, constraints) =
        owners::with_origins(context, it, &newtype.storage.ty(), newtype.constraints);
    newtype.constraints = constraints;
    let id = add_draft(context, it, Shape::Newtype(newtype));
    let owner = context.session.document.schemas[owner].at.clone();
    context.arena.drafts[index(id)].owner = owner;
    Value {
        nullable: it.merged.nullable,
        ..plain(Type::Named(id))
    }
}

/// Lowers a string to its type, its constraints, and its length if it is ASCII of one length.
fn string(context: &mut Context<'_>, it: &SchemaSite<'_>) -> (Type, Vec<Constraint>, Option<u32>) {
    let merged = &it.merged;
    if merged.format == Some("binary") && merged.patterns.is_empty() {
        let (_, facts) = patterns(context, it);
        return (Type::File, length_constraints(context, it, &facts), None);
    }
    let typed = formats::typed(context, it);
    let is_typed = typed.is_some();
    if let Some((ty, implied)) = typed {
        let within = merged.min_length.is_none_or(|bound| bound <= implied.0)
            && merged.max_length.is_none_or(|bound| bound >= implied.1);
        let keeps_text = matches!(ty, Type::Text(it) if it.keeps_text());
        if merged.patterns.is_empty() && (within || keeps_text) {
            let (_, facts) = patterns(context, it);
            let lengths = match within {
                true => Vec::new(),
                false => length_constraints(context, it, &facts),
            };
            let formats = formats::beyond_type(context, it);
            let formats = formats.into_iter().map(Constraint::Format);
            return (ty, lengths.into_iter().chain(formats).collect(), None);
        }
    }
    let formats = formats::asserted(context, it);
    match merged.format {
        Some("password" | "binary") | None => {}
        Some(_) if is_typed || !formats.is_empty() => {}
        Some(format) => note_format(context, it, format, Formatted::String),
    }
    let (patterns, facts) = patterns(context, it);
    let constraints = length_constraints(context, it, &facts)
        .into_iter()
        .chain(patterns.into_iter().map(Constraint::Pattern))
        .chain(formats.into_iter().map(Constraint::Format))
        .collect();
    (Type::String, constraints, ascii_length(it, &facts))
}

/// The facts that the patterns of a schema prove, together.
struct PatternFacts {
    min: u64,
    max: u64,
    ascii: bool,
    /// True if all are matched by a `const fn`.
    plain: bool,
}

impl PatternFacts {
    fn add(&mut self, compiled: &Compiled) {
        // All facts hold for a pattern that admits nothing, which would hide those of the others.
        if matches!(compiled.matcher, Matcher::Never) {
            return;
        }
        let facts = compiled.facts;
        self.min = self.min.max(u64::from(facts.min_length));
        self.max = self.max.min(facts.max_length.map_or(u64::MAX, u64::from));
        self.ascii |= facts.ascii;
        self.plain &= compiled.matcher.is_const();
    }
}

fn patterns(context: &mut Context<'_>, it: &SchemaSite<'_>) -> (Vec<PatternId>, PatternFacts) {
    let mut ids = Vec::new();
    let mut proved = PatternFacts {
        min: 0,
        max: u64::MAX,
        ascii: false,
        plain: true,
    };
    if it.merged.patterns.is_empty() {
        return (ids, proved);
    }
    let user = context.arena.places.name(&it.at);
    for (pattern, at) in &it.merged.patterns {
        let id = match context
            .arena
            .add_pattern(pattern, &user, it.component.is_none())
        {
            Ok(id) => id,
            Err(error) => {
                let finding = diagnostics::invalid_pattern(at, &error, pattern);
                let leniency = context.session.document.leniency;
                context
                    .session
                    .report(finding.repaired(leniency, "every string is refused"));
                // Without the pattern, invalid strings would be accepted.
                ids.extend(context.arena.add_pattern(NOTHING, &user, false));
                continue;
            }
        };
        let compiled = context.arena.patterns.get(id);
        proved.add(compiled);
        let admits_all = matches!(compiled.matcher, Matcher::Always);
        ids.extend((!admits_all).then_some(id));
        let foreign = context
            .arena
            .patterns
            .foreign(pattern)
            .map(|(error, read)| diagnostics::foreign_pattern(at, error, pattern, read));
        let read = context.arena.patterns.read_as(pattern);
        let read = read.map(|read| diagnostics::intended_pattern(at, pattern, read));
        let findings = pattern_warnings(at, pattern, compiled);
        for finding in foreign.into_iter().chain(read).chain(findings) {
            context.session.report(finding);
        }
    }
    (ids, proved)
}

/// Returns the warnings about a pattern, which is enforced as written.
fn pattern_warnings(at: &Location, pattern: &str, compiled: &Compiled) -> Vec<Diagnostic> {
    let doubtful = |warning| diagnostics::doubtful_pattern(at, warning, pattern);
    let never = matches!(compiled.matcher, Matcher::Never)
        .then(|| diagnostics::impossible_value(at, "the pattern matches no string"));
    let costly = compiled
        .cost
        .map(|cost| diagnostics::costly_pattern(at, pattern, cost));
    compiled
        .warnings
        .iter()
        .map(doubtful)
        .chain(never)
        .chain(costly)
        .collect()
}

/// The bounds of the length that the patterns do not imply. They come before the patterns, which a text that is too long is not
/// compared with.
fn length_constraints(
    context: &mut Context<'_>,
    it: &SchemaSite<'_>,
    proved: &PatternFacts,
) -> Vec<Constraint> {
    let (min, max) = (
        it.merged.min_length.unwrap_or(0),
        it.merged.max_length.unwrap_or(u64::MAX),
    );
    if proved.max < min || proved.min > max {
        let why = format!(
            "the pattern admits {}, the bounds {}",
            length_words(proved.min, proved.max),
            length_words(min, max)
        );
        context
            .session
            .report(diagnostics::impossible_value(&it.at, &why));
    }
    let mut constraints = Vec::new();
    constraints.extend((min > proved.min).then_some(Constraint::MinLength(min)));
    // Matching by a program may be slow: the length is checked first, though the pattern implies it.
    let bounds_program = !proved.plain && max != u64::MAX;
    constraints.extend((max < proved.max || bounds_program).then_some(Constraint::MaxLength(max)));
    constraints
}

fn ascii_length(it: &SchemaSite<'_>, proved: &PatternFacts) -> Option<u32> {
    let min = proved.min.max(it.merged.min_length.unwrap_or(0));
    let max = proved.max.min(it.merged.max_length.unwrap_or(u64::MAX));
    let length = u32::try_from(min)
        .ok()
        .filter(|length| (1..=MAX_ASCII).contains(length));
    length.filter(|_| min == max && proved.ascii && proved.plain)
}

/// Notes a format that has no effect on values of a JSON type.
pub(super) fn note_format(
    context: &mut Context<'_>,
    it: &SchemaSite<'_>,
    format: &str,
    of: Formatted,
) {
    if context.session.is_foreign_format(format) {
        return;
    }
    let owner = it
        .merged
        .parts
        .iter()
        .rev()
        .find(|id| context.session.document.schemas[**id].format.as_deref() == Some(format));
    let at = owner
        .map_or(&it.at, |id| &context.session.document.schemas[*id].at)
        .child("format");
    let entry = context
        .session
        .unknown_formats
        .entry((format.to_owned(), of))
        .or_insert_with(|| (at.clone(), 0));
    entry.1 += 1;
    if at < entry.0 {
        entry.0 = at;
    }
}

fn float_width(context: &mut Context<'_>, it: &SchemaSite<'_>) -> FloatWidth {
    match it.merged.format {
        Some("float") => FloatWidth::F32,
        Some("double") | None => FloatWidth::F64,
        Some(format) => {
            note_format(context, it, format, Formatted::Number);
            FloatWidth::F64
        }
    }
}

/// Returns the bounds and factors of a number.
fn number_constraints(context: &mut Context<'_>, it: &SchemaSite<'_>) -> Vec<Constraint> {
    let merged = &it.merged;
    let mut constraints = numbers::bounds(merged.minimum, merged.maximum);
    for factor in merged.multiple_of.clone() {
        let lexeme = numbers::factor(factor);
        report_rounded(context, it, factor, Some(&lexeme));
        constraints.push(Constraint::MultipleOf(lexeme.0));
    }
    constraints
}

/// Warns about a factor that is enforced as another.
pub(super) fn report_rounded(
    context: &mut Context<'_>,
    it: &SchemaSite<'_>,
    factor: &Number,
    lexeme: Option<&(String, bool)>,
) {
    let Some((lexeme, true)) = lexeme else { return };
    let schemas = &context.session.document.schemas;
    let mut parts = it.merged.parts.iter();
    let owner = parts.find(|id| schemas[**id].multiple_of.as_ref() == Some(factor));
    let at = owner
        .map_or(&it.at, |id| &schemas[*id].at)
        .child("multipleOf");
    context
        .session
        .report(diagnostics::rounded_number(&at, lexeme));
}

fn length_words(min: u64, max: u64) -> String {
    let characters = |count: u64| {
        if count == 1 {
            "1 character".to_owned()
        } else {
            format!("{count} characters")
        }
    };
    match (min, max) {
        (min, max) if min == max => characters(min),
        (min, u64::MAX) => format!("at least {}", characters(min)),
        (0, max) => format!("at most {}", characters(max)),
        (min, max) => format!("{min} to {}", characters(max)),
    }
}
