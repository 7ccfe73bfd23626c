//! Compiles the text of a pattern to [`Compiled`].

use regex_syntax::hir::Hir;

use crate::analyse::{Admits, analyse};
use crate::ast::Node;
use crate::dfa::{self, Dfa};
use crate::error::{Error, ErrorKind, Warning};
use crate::facts::StringFacts;
use crate::language::language;
use crate::lower::{Step, lower};
use crate::matcher::{Compiled, Cost, Matcher};
use crate::parse::{Grammar, Parsed, parse};
use crate::program::Program;
use crate::spans;
use crate::table::Table;
use crate::trim::trim;
use crate::{chain, conjunction, dialect, literals, parts, runs};

/// Parses, checks and compiles the value of a `pattern`.
///
/// The pattern is parsed with the grammar of the `u` flag (ECMA-262, section 22.2.1), and if that fails with that of Annex B.1.2,
/// with warnings, since OpenAPI 3.0 refers to an edition without the flag. In both cases, code points are matched.
///
/// # Errors
///
/// If the pattern is invalid in both grammars; the error is that of the first.
pub fn compile(pattern: &str) -> Result<Compiled, Error> {
    if pattern.len() > ErrorKind::MAX_BYTES {
        return Err(Error::new(0, ErrorKind::TooLong));
    }
    let (grammar, parsed) = read(pattern).map_err(|error| dialect::complete(error, pattern))?;
    let compiled = compile_node(&parsed.node).or_else(|| compile_conjunction(&parsed.node));
    let (matcher, facts) = compiled.unwrap_or_else(|| {
        let program = Program::new(&parsed.node);
        (
            Matcher::Program(program),
            StringFacts::of_node(&parsed.node),
        )
    });
    let cost = match &matcher {
        Matcher::Program(it) if it.machine().may_be_costly() => {
            Some(parsed.reference.map_or(Cost::TooLarge, Cost::BackReference))
        }
        _ => None,
    };
    let warnings: Vec<Warning> = dialect::delimiters(pattern)
        .into_iter()
        .chain(parsed.warnings)
        .collect();
    Ok(Compiled {
        matcher,
        facts,
        warnings,
        cost,
        unicode: grammar == Grammar::Unicode,
    })
}

/// Parses a pattern with the first grammar in which it is valid.
pub(crate) fn read(pattern: &str) -> Result<(Grammar, Parsed), Error> {
    match parse(pattern, Grammar::Unicode) {
        Ok(parsed) => Ok((Grammar::Unicode, parsed)),
        Err(error) => match parse(pattern, Grammar::AnnexB) {
            Ok(parsed) => Ok((Grammar::AnnexB, parsed)),
            Err(_) => Err(error),
        },
    }
}

/// Returns the table of a pattern, even if another matcher is faster; none if it has no table or one that is too large.
///
/// # Errors
///
/// The same as those of [`compile()`].
pub fn table(pattern: &str) -> Result<Option<Table>, Error> {
    let (_, parsed) = read(pattern)?;
    Ok(automaton(&parsed.node).and_then(|dfa| Table::new(&dfa)))
}

/// Returns the program of a pattern, even if another matcher is faster.
///
/// # Errors
///
/// The same as those of [`compile()`].
pub fn program(pattern: &str) -> Result<Program, Error> {
    let (_, parsed) = read(pattern)?;
    Ok(Program::new(&parsed.node))
}

/// Returns the minimal automaton of the strings that a pattern admits, if it can be built within the limits.
pub(crate) fn automaton(node: &Node) -> Option<Dfa> {
    automaton_of(node, trimmed(node).as_ref())
}

/// Returns the minimal automaton of a pattern with this expression, if it has one.
fn automaton_of(node: &Node, hir: Option<&Hir>) -> Option<Dfa> {
    match hir {
        Some(hir) => dfa::build(&dfa::search(hir.clone(), Step::of(node))),
        None => language(node),
    }
}

/// Returns the trimmed expression of a pattern without look-around.
fn trimmed(node: &Node) -> Option<Hir> {
    lower(node, Step::of(node)).map(|hir| trim(&hir))
}

/// Returns a matcher other than a program, if there is one.
fn compile_node(node: &Node) -> Option<(Matcher, StringFacts)> {
    let hir = trimmed(node);
    if let Some(runs) = hir.as_ref().and_then(runs::recognise) {
        let facts = StringFacts::of_runs(&runs);
        return Some((Matcher::Runs(runs), facts));
    }
    let by_points = |hir| match spans::recognise(hir)? {
        Matcher::Spans(spans) if spans.iter().all(|it| it.set.is_ascii()) => None,
        matcher => Some(matcher),
    };
    let exact = lower(node, Step::CodePoint).map(|hir| trim(&hir));
    let is_straight =
        |hir: &Hir| parts::recognise(hir).is_some() || literals::recognise(hir).is_some();
    let by_points = exact.as_ref().and_then(by_points);
    if let Some(matcher) = by_points.filter(|_| !hir.as_ref().is_some_and(is_straight)) {
        let facts = match &matcher {
            Matcher::Spans(spans) => StringFacts::of_spans(spans),
            _ => StringFacts {
                min_length: 1,
                ..StringFacts::ALWAYS
            },
        };
        return Some((matcher, facts));
    }
    let dfa = automaton_of(node, hir.as_ref())?;
    Some(match analyse(&dfa) {
        Admits::Everything => (Matcher::Always, StringFacts::ALWAYS),
        Admits::Nothing => (Matcher::Never, StringFacts::NEVER),
        Admits::Some(facts) => (
            straight(&dfa, hir.as_ref()).or_else(|| table_of(&dfa))?,
            facts,
        ),
    })
}

/// Returns a matcher other than a program, if each condition has one.
fn compile_conjunction(node: &Node) -> Option<(Matcher, StringFacts)> {
    let conditions = conjunction::split(node)?.into_iter();
    let parts = conditions.map(|(node, negative)| {
        let (matcher, facts) = compile_node(&node)?;
        Some((matcher, facts, negative))
    });
    Some(conjunction::join(parts.collect::<Option<_>>()?))
}

fn table_of(dfa: &Dfa) -> Option<Matcher> {
    Table::new(dfa).map(Matcher::Table)
}

/// Returns a matcher that is faster than a table. A single text is compared as a whole; for several, sets need fewer steps.
fn straight(dfa: &Dfa, hir: Option<&Hir>) -> Option<Matcher> {
    if let Some(runs) = chain::recognise(dfa) {
        return Some(Matcher::Runs(runs));
    }
    match literals::recognise(hir?) {
        Some(literals) if literals.len() == 1 => Some(Matcher::Literals(literals)),
        literals => parts::recognise(hir?).or_else(|| literals.map(Matcher::Literals)),
    }
}
