//! From pattern text to [`Compiled`].

use crate::analyse::{Admits, analyse};
use crate::ast::Node;
use crate::dfa::{self, Dfa};
use crate::error::{Error, ErrorKind, Warning};
use crate::facts::Facts;
use crate::language::language;
use crate::lower::{Step, lower};
use crate::matcher::{Compiled, Engine, Matcher};
use crate::parse::{Grammar, Parsed, parse};
use crate::table::Table;
use crate::trim::trim;
use crate::{chain, dialect, runs};

/// Reads, checks and compiles the value of a `pattern`.
///
/// It is read by the grammar with the `u` flag (ECMA-262, section 22.2.1), and if that fails by that of Annex B.1.2, with
/// warnings, as OpenAPI 3.0 refers to an edition that had no such flag. Either way it is code points that are matched.
///
/// # Errors
///
/// If neither grammar reads the pattern, the error is that of the first.
pub fn compile(pattern: &str) -> Result<Compiled, Error> {
    if pattern.len() > ErrorKind::MAX_BYTES {
        return Err(Error::new(0, ErrorKind::TooLong));
    }
    let (grammar, parsed) = read(pattern).map_err(|error| dialect::complete(error, pattern))?;
    let engine = Engine {
        pattern: pattern.to_owned(),
        unicode: grammar == Grammar::Unicode,
    };
    let (matcher, facts) = compile_node(&parsed.node)
        .unwrap_or_else(|| (Matcher::Engine(engine), Facts::of_node(&parsed.node)));
    let warnings: Vec<Warning> = dialect::delimiters(pattern)
        .into_iter()
        .chain(parsed.warnings)
        .collect();
    Ok(Compiled {
        matcher,
        facts,
        warnings,
    })
}

/// Reads a pattern by the first grammar that does.
pub(crate) fn read(pattern: &str) -> Result<(Grammar, Parsed), Error> {
    match parse(pattern, Grammar::Unicode) {
        Ok(parsed) => Ok((Grammar::Unicode, parsed)),
        Err(error) => match parse(pattern, Grammar::AnnexB) {
            Ok(parsed) => Ok((Grammar::AnnexB, parsed)),
            Err(_) => Err(error),
        },
    }
}

/// What needs no engine.
fn compile_node(node: &Node) -> Option<(Matcher, Facts)> {
    let step = Step::of(node);
    let Some(hir) = lower(node, step) else {
        return compile_dfa(&language(node)?);
    };
    let hir = trim(&hir);
    if let Some(runs) = runs::recognise(&hir) {
        let facts = Facts::of_runs(&runs);
        return Some((Matcher::Runs(runs), facts));
    }
    compile_dfa(&dfa::build(&dfa::search(hir, step))?)
}

/// The matcher of a minimal automaton, unless it is too large.
fn compile_dfa(dfa: &Dfa) -> Option<(Matcher, Facts)> {
    Some(match analyse(dfa) {
        Admits::Everything => (Matcher::Always, Facts::ALWAYS),
        Admits::Nothing => (Matcher::Never, Facts::NEVER),
        Admits::Some(facts) => match chain::recognise(dfa) {
            Some(runs) => (Matcher::Runs(runs), facts),
            None => (Matcher::Table(Table::new(dfa)?), facts),
        },
    })
}
